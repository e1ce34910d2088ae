//! What digits look like that are no quantity, or no figure at all: one
//! automaton for all shapes of a language.

use regex_automata::meta::Regex;
use regex_automata::{Anchored, Input};

use crate::lexicon::file::{LexiconFile, ShapeRow};
use crate::reading::{Label, Malformation};
use crate::span::Span;

/// What a shape says of the digits in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// They count and measure nothing.
    Label(Label),
    /// They are no figure.
    Malformed(Malformation),
}

/// All shapes of a language. Where two begin at the same place, the earlier wins.
#[derive(Debug)]
pub struct Shapes {
    regex: Regex,
    meanings: Vec<Meaning>,
}

impl Shapes {
    /// Compiles the shapes of some lexicons, the first of which comes first.
    pub fn compile(files: &[&LexiconFile]) -> Result<Shapes, String> {
        let mut patterns = Vec::new();
        let mut meanings = Vec::new();
        for row in files.iter().flat_map(|file| &file.shape) {
            meanings.push(meaning(row)?);
            patterns.push(expand(&row.pattern, &|name| piece(files, name))?);
        }
        let regex = Regex::builder()
            .configure(Regex::config().nfa_size_limit(Some(20 << 20)).hybrid_cache_capacity(32 << 20))
            .build_many(&patterns)
            .map_err(|error| match error.pattern() {
                Some(pattern) => format!("bad pattern {:?}: {error}", patterns[pattern.as_usize()]),
                None => error.to_string(),
            })?;
        Ok(Shapes { regex, meanings })
    }

    /// The shapes in a text, from left to right: where the figure stands, and what it is.
    pub fn find_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Span, Meaning)> + 't {
        self.regex.find_iter(text).filter_map(move |found| {
            let meaning = self.meanings[found.pattern().as_usize()];
            let whole = Span::new(found.start(), found.end());
            let span = self.group_at(text, whole, found.pattern()).unwrap_or(whole);
            let span = trimmed(text, span, meaning)?;
            // "Between January and June 13,880 tonnes": the day is the head of a figure.
            let is_cut = goes_on(&text[..span.end], &text[span.end..]);
            match meaning {
                Meaning::Label(Label::Date) if is_cut => None,
                // "Under Section 416 to 800,000 tonnes": only the first is that of the section.
                Meaning::Label(Label::Section) if is_cut => {
                    let words = &text[span.range()];
                    let first = words.find(|c: char| !c.is_alphanumeric() && c != '.').unwrap_or(words.len());
                    Some((Span::new(span.start, span.start + first), meaning))
                }
                _ => Some((span, meaning)),
            }
        })
    }

    fn group_at(&self, text: &str, found: Span, pattern: regex_automata::PatternID) -> Option<Span> {
        let info = self.regex.group_info();
        // The alternatives of one pattern number their groups: at, at2, at3.
        let groups: Vec<usize> = ["at", "at2", "at3"].iter().filter_map(|name| info.to_index(pattern, name)).collect();
        if groups.is_empty() {
            return None;
        }
        let mut captures = self.regex.create_captures();
        let input = Input::new(text).range(found.range()).anchored(Anchored::Pattern(pattern));
        self.regex.search_captures(&input, &mut captures);
        let at = groups.into_iter().find_map(|group| captures.get_group(group))?;
        Some(Span::new(at.start, at.end))
    }
}

/// Whether digits go on: 13 and ,880, or 32 and 8,800.
fn goes_on(before: &str, after: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let group = after.strip_prefix(',').map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    let has_decimals = after.strip_prefix('.').is_some_and(|rest| rest.starts_with(is_digit));
    before.ends_with(is_digit) && (after.starts_with(is_digit) || group == 3 || has_decimals)
}

fn meaning(row: &ShapeRow) -> Result<Meaning, String> {
    match (row.is, row.malformed) {
        (Some(label), None) => Ok(Meaning::Label(label)),
        (None, Some(way)) => Ok(Meaning::Malformed(way)),
        _ => Err(format!("the shape {:?} needs one of `is` and `malformed`", row.pattern)),
    }
}

fn piece(files: &[&LexiconFile], name: &str) -> Option<String> {
    let words: Vec<&str> =
        files.iter().filter_map(|file| file.pieces.get(name)).flatten().map(String::as_str).collect();
    (!words.is_empty()).then(|| words.join("|"))
}

/// Puts pieces in for their names in braces. Braces of a repetition (`{2,3}`)
/// begin with a digit and stay; a literal brace is written `\{`.
pub fn expand(pattern: &str, piece: &dyn Fn(&str) -> Option<String>) -> Result<String, String> {
    let mut expanded = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        let (before, from) = rest.split_at(open);
        expanded.push_str(before);
        let is_name = from[1..].starts_with(|c: char| c.is_ascii_lowercase()) && !is_escaped(before);
        let Some(close) = from.find('}').filter(|_| is_name) else {
            expanded.push('{');
            rest = &from[1..];
            continue;
        };
        let name = &from[1..close];
        let words = piece(name).ok_or_else(|| format!("there is no piece {{{name}}} in the lexicon"))?;
        expanded.push_str("(?:");
        expanded.push_str(&words);
        expanded.push(')');
        rest = &from[close + 1..];
    }
    expanded.push_str(rest);
    Ok(expanded)
}

/// Whether the character after `before` is escaped, as in `\{` or `\p{`.
fn is_escaped(before: &str) -> bool {
    before.ends_with('\\') || before.ends_with("\\p") || before.ends_with("\\P")
}

/// A label covers the digits without the words before them.
fn trimmed(text: &str, span: Span, meaning: Meaning) -> Option<Span> {
    let words = &text[span.range()];
    let end = span.start + words.trim_end().len();
    let start = match meaning {
        // A date is its words too.
        Meaning::Malformed(_) | Meaning::Label(Label::Date) => span.start + (words.len() - words.trim_start().len()),
        Meaning::Label(_) => span.start + words.find(|c: char| c.is_numeric())?,
    };
    (start < end).then(|| Span::new(start, end))
}
