//! Cue phrases, matched on the tokens of a sentence.
//!
//! A phrase is words and marks; `*` at the end of a word stands for any ending, at its
//! beginning for any beginning, and words in braces for a kind of token: `{n}` any figure, `{q}` a quantity, `{p}` a percentage,
//! `{t}` a date or period, `{w}` any one word, `{dir}` the word of direction of the frame.

mod index;

use std::borrow::Cow;

use serde::Deserialize;

use crate::lexicon::cues::index::Index;
use crate::span::Span;

/// A word, a mark or a figure of a sentence.
#[derive(Debug, Clone)]
pub struct Token<'t> {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// A word in lower case, a mark in its plain form: `，` is `,`.
    pub text: Cow<'t, str>,
}

impl Token<'_> {
    /// Whether it is a word, or a mark that stands inside one: "drug-related".
    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word || matches!(self.text.as_ref(), "-" | "'" | "/" | "·")
    }

    /// Whether it is a word of a script without blanks.
    pub fn is_ideograph(&self) -> bool {
        self.kind == Kind::Word && self.text.chars().next().is_some_and(|c| c > '\u{2E80}')
    }
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A word, or one ideograph.
    Word,
    /// Punctuation or another sign.
    Mark,
    /// A figure with its unit, or what should be one.
    Quantity,
    /// A percentage, or percentage points.
    Percent,
    /// A date, a year or the like.
    Period,
    /// Digits that count and measure nothing.
    Label,
}

/// Cuts a text that holds no figures into words and marks; `offset` is where it stands.
pub fn cut(text: &str, offset: usize) -> impl Iterator<Item = Token<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let trimmed = rest.trim_start();
        let start = text.len() - trimmed.len();
        let first = trimmed.chars().next()?;
        let (len, kind) = if is_double_dash(&text[..start], trimmed) {
            (2, Kind::Mark)
        } else if is_letter(first) {
            let end = trimmed.find(|c| !is_letter(c) && !is_joint(c)).unwrap_or(trimmed.len());
            (trimmed[..end].trim_end_matches(is_joint).len().max(first.len_utf8()), Kind::Word)
        } else if first.is_alphabetic() {
            (first.len_utf8(), Kind::Word)
        } else {
            (first.len_utf8(), Kind::Mark)
        };
        let (word, after) = trimmed.split_at(len);
        rest = after;
        // A hyphen between blanks is typed for a dash.
        let is_apart = word == "-" && start > 0 && text[..start].ends_with(' ') && after.starts_with(' ');
        let text = match kind {
            Kind::Mark if is_apart || word == "--" => Cow::Borrowed("—"),
            Kind::Mark => plain(word),
            _ => folded(word),
        };
        Some(Token { span: Span::new(start, start + len).shifted(offset), kind, text })
    })
}

/// Whether two hyphens are typed for a dash, between blanks or between words: not those of "--all".
fn is_double_dash(before: &str, rest: &str) -> bool {
    let Some(after) = rest.strip_prefix("--") else { return false };
    let is_longer = before.ends_with('-') || after.starts_with('-');
    !is_longer && !after.is_empty() && before.ends_with(' ') == after.starts_with(' ')
}

/// Whether a character is part of a longer word; an ideograph is a word of its own.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && c < '\u{2E80}'
}

/// What may stand inside a word: owner's.
fn is_joint(c: char) -> bool {
    matches!(c, '\'' | '’')
}

fn folded(word: &str) -> Cow<'_, str> {
    if word.chars().any(|c| c.is_uppercase() || c == '’') {
        Cow::Owned(word.to_lowercase().replace('’', "'"))
    } else {
        Cow::Borrowed(word)
    }
}

fn plain(mark: &str) -> Cow<'_, str> {
    Cow::Borrowed(match mark {
        "，" => ",",
        "；" => ";",
        "：" => ":",
        "（" => "(",
        "）" => ")",
        "–" | "—" | "―" | "－" => "—",
        "‑" => "-",
        "“" | "”" | "＂" => "\"",
        other => other,
    })
}

/// A set of phrases.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub struct Cues {
    phrases: Vec<Vec<Piece>>,
    // A lexicon has hundreds of sets, and a thread has a small stack.
    first: Box<Index>,
    last: Box<Index>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Word(String),
    Stem(String),
    Ending(String),
    AnyWord,
    AnyFigure,
    Kind(Kind),
    Turn,
}

/// A phrase that was found: which tokens it covers, and its place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The first token.
    pub start: usize,
    /// The token after the last one.
    pub end: usize,
    /// Which phrase of the set it is.
    pub which: usize,
}

impl TryFrom<Vec<String>> for Cues {
    type Error = String;

    fn try_from(phrases: Vec<String>) -> Result<Cues, String> {
        let mut cues = Cues::default();
        for (which, phrase) in phrases.iter().enumerate() {
            let pieces = pieces(phrase)?;
            let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
                return Err("a cue phrase is empty".to_owned());
            };
            cues.first.add(first, first.opening(), which);
            cues.last.add(last, last.closing(), which);
            cues.phrases.push(pieces);
        }
        Ok(cues)
    }
}

fn pieces(phrase: &str) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut rest = phrase;
    while let Some(open) = rest.find('{') {
        pieces.extend(words(&rest[..open]));
        let close = rest.find('}').filter(|close| *close > open);
        let close = close.ok_or_else(|| format!("the cue {phrase:?} opens a brace and does not close it"))?;
        pieces.push(match &rest[open + 1..close] {
            "n" => Piece::AnyFigure,
            "q" => Piece::Kind(Kind::Quantity),
            "p" => Piece::Kind(Kind::Percent),
            "t" => Piece::Kind(Kind::Period),
            "w" => Piece::AnyWord,
            "dir" => Piece::Turn,
            other => {
                return Err(format!(
                    "the cue {phrase:?} has {{{other}}}; accepted are {{n}}, {{q}}, {{p}}, {{t}}, {{w}}, {{dir}}"
                ));
            }
        });
        rest = &rest[close + 1..];
    }
    pieces.extend(words(rest));
    Ok(pieces)
}

fn words(text: &str) -> impl Iterator<Item = Piece> + '_ {
    text.split_whitespace().flat_map(|word| match word.strip_prefix('*') {
        Some(ending) if !ending.is_empty() => vec![Piece::Ending(folded(ending).into_owned())],
        _ => plain_words(word),
    })
}

fn plain_words(text: &str) -> Vec<Piece> {
    let tokens: Vec<Token<'_>> = cut(text, 0).collect();
    let mut pieces: Vec<Piece> = Vec::new();
    for token in tokens {
        match (token.text.as_ref(), pieces.pop()) {
            ("*", Some(Piece::Word(stem))) => pieces.push(Piece::Stem(stem)),
            (_, last) => {
                pieces.extend(last);
                pieces.push(Piece::Word(token.text.into_owned()));
            }
        }
    }
    pieces
}

impl Cues {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    /// The longest phrase that begins at a token.
    pub fn starting_at(&self, tokens: &[Token<'_>], start: usize) -> Option<Found> {
        let first = tokens.get(start)?;
        let candidates = self.first.candidates(first, first.opening())?;
        let found = candidates.filter_map(|(rank, which)| {
            let pieces = &self.phrases[which];
            let end = start + pieces.len();
            let fits = tokens.get(start..end)?.iter().zip(pieces).all(|(token, piece)| piece.fits(token));
            fits.then_some((rank, Found { start, end, which }))
        });
        found.max_by_key(|(rank, found)| (found.end, *rank)).map(|(_, found)| found)
    }

    /// The longest phrase that ends right before a token. `turn` is the word of direction.
    pub fn ending_at(&self, tokens: &[Token<'_>], end: usize, turn: Option<(usize, usize)>) -> Option<Found> {
        let last = end.checked_sub(1).and_then(|last| tokens.get(last))?;
        let candidates = self.last.candidates(last, last.closing())?;
        let found = candidates.filter_map(|(rank, which)| {
            let mut start = end;
            for piece in self.phrases[which].iter().rev() {
                start = match (piece, turn) {
                    (Piece::Turn, Some((turn_start, turn_end))) if turn_end == start => turn_start,
                    (Piece::Turn, _) => return None,
                    _ => start.checked_sub(1).filter(|at| tokens.get(*at).is_some_and(|token| piece.fits(token)))?,
                };
            }
            Some((rank, Found { start, end, which }))
        });
        found.min_by_key(|(rank, found)| (found.start, *rank)).map(|(_, found)| found)
    }

    /// Every phrase among some tokens, from left to right, none overlapping another.
    pub fn all<'c>(
        &'c self,
        tokens: &'c [Token<'_>],
        range: std::ops::Range<usize>,
    ) -> impl Iterator<Item = Found> + 'c {
        let tokens = tokens.get(..range.end).unwrap_or(tokens);
        let mut at = range.start;
        std::iter::from_fn(move || {
            while at < tokens.len() {
                match self.starting_at(tokens, at) {
                    Some(found) => {
                        at = found.end;
                        return Some(found);
                    }
                    None => at += 1,
                }
            }
            None
        })
    }

    /// Whether any phrase stands among some tokens.
    pub fn any(&self, tokens: &[Token<'_>], range: std::ops::Range<usize>) -> bool {
        self.all(tokens, range).next().is_some()
    }

    /// Where the tokens before `end` begin that are phrases of this set, at most so many of them.
    pub fn skip_back(&self, tokens: &[Token<'_>], end: usize, most: usize) -> usize {
        (0..most)
            .try_fold(end, |end, _| self.ending_at(tokens, end, None).map(|found| found.start).ok_or(end))
            .unwrap_or_else(|end| end)
    }
}

impl Piece {
    fn fits(&self, token: &Token<'_>) -> bool {
        match self {
            Piece::Word(word) => token.text == *word,
            Piece::Stem(stem) => token.kind == Kind::Word && token.text.starts_with(stem.as_str()),
            Piece::Ending(ending) => token.kind == Kind::Word && token.text.ends_with(ending.as_str()),
            Piece::AnyWord => token.kind == Kind::Word,
            Piece::AnyFigure => matches!(token.kind, Kind::Quantity | Kind::Percent),
            Piece::Kind(kind) => token.kind == *kind,
            Piece::Turn => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<Token<'_>> {
        cut(text, 0).collect()
    }

    fn cues(phrases: &[&str]) -> Cues {
        phrases.iter().map(|phrase| (*phrase).to_owned()).collect::<Vec<_>>().try_into().unwrap()
    }

    #[test]
    fn a_text_is_cut_into_words_and_marks() {
        let text: Vec<String> =
            tokens("The owner’s Year-on-year rise，比上年").iter().map(|t| t.text.to_string()).collect();
        assert_eq!(text, ["the", "owner's", "year", "-", "on", "-", "year", "rise", ",", "比", "上", "年"]);
    }

    #[test]
    fn the_longest_phrase_is_found_on_either_side() {
        let cues = cues(&["with", "compared with", "increas*", "{w} of"]);
        let text = tokens("increased compared with sales of");
        assert_eq!(cues.starting_at(&text, 0), Some(Found { start: 0, end: 1, which: 2 }));
        assert_eq!(cues.ending_at(&text, 3, None), Some(Found { start: 1, end: 3, which: 1 }));
        assert_eq!(cues.ending_at(&text, 5, None), Some(Found { start: 3, end: 5, which: 3 }));
        assert_eq!(cues.all(&text, 0..5).count(), 3);
        assert_eq!(cues.skip_back(&text, 5, 2), 1);
    }

    #[test]
    fn a_brace_that_nobody_knows_is_refused() {
        assert!(Cues::try_from(vec!["{x} of".to_owned()]).is_err());
        assert!(Cues::try_from(vec![String::new()]).is_err());
    }
}
