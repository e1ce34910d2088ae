//! A set of phrases, each with a meaning, looked up at a place in a text.

use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};

/// Phrases of one language. Letters match in either case unless the set is
/// exact; any run of blanks, line ends or hyphens matches a blank.
#[derive(Debug)]
pub struct Phrases<T> {
    automaton: AhoCorasick,
    meanings: Vec<T>,
    is_exact: bool,
}

/// How many bytes a phrase may have.
pub const LONGEST: usize = 48;

impl<T: Copy> Phrases<T> {
    /// A set that ignores case.
    pub fn new(phrases: Vec<(String, T)>) -> Result<Phrases<T>, String> {
        Phrases::build(phrases.into_iter().map(|(p, t)| (p.to_lowercase(), t)).collect(), false)
    }

    /// A set in which case matters.
    pub fn exact(phrases: Vec<(String, T)>) -> Result<Phrases<T>, String> {
        Phrases::build(phrases, true)
    }

    fn build(phrases: Vec<(String, T)>, is_exact: bool) -> Result<Phrases<T>, String> {
        if phrases.iter().any(|(phrase, _)| phrase.trim().is_empty()) {
            return Err("a word is empty".to_owned());
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .start_kind(StartKind::Anchored)
            .build(phrases.iter().map(|(phrase, _)| phrase))
            .map_err(|error| error.to_string())?;
        Ok(Phrases { automaton, meanings: phrases.into_iter().map(|(_, meaning)| meaning).collect(), is_exact })
    }

    /// The longest phrase at the start of `text` that ends with a word, its length in
    /// bytes of `text`, and its meaning.
    pub fn at_start(&self, text: &str) -> Option<(usize, T)> {
        let folded = Folded::new(text, self.is_exact);
        let found = self.automaton.find(Input::new(&folded.text).anchored(Anchored::Yes))?;
        let end = folded.ends[found.end() - 1];
        ends_word(&text[..end], &text[end..]).then(|| (end, self.meanings[found.pattern().as_usize()]))
    }
}

/// Whether a word ends between two pieces of text. Ideographs need no border.
pub fn ends_word(before: &str, after: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() && c < '\u{2E80}';
    !(before.chars().next_back().is_some_and(is_letter) && after.chars().next().is_some_and(is_letter))
}

/// The first bytes of a text with folded case and blanks, and where each of its
/// bytes ends in the original.
struct Folded {
    text: String,
    ends: Vec<usize>,
}

impl Folded {
    fn new(text: &str, is_exact: bool) -> Folded {
        let mut folded = Folded { text: String::with_capacity(LONGEST), ends: Vec::with_capacity(LONGEST) };
        let mut in_blank = false;
        for (at, c) in text.char_indices() {
            if folded.text.len() > LONGEST {
                break;
            }
            let end = at + c.len_utf8();
            let is_blank = c.is_whitespace() || (c == '-' && !is_exact);
            if is_blank && in_blank {
                continue;
            }
            in_blank = is_blank;
            if is_blank {
                folded.text.push(' ');
            } else if is_exact {
                folded.text.push(c);
            } else {
                folded.text.extend(c.to_lowercase());
            }
            folded.ends.resize(folded.text.len(), end);
        }
        folded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins_and_must_end_with_a_word() {
        let phrases =
            Phrases::new(vec![("ton".into(), 1), ("square mile".into(), 2), ("square miles".into(), 3)]).unwrap();
        assert_eq!(phrases.at_start("Square\n  miles of land"), Some((14, 3)));
        assert_eq!(phrases.at_start("square-mile pyramid"), Some((11, 2)));
        assert_eq!(phrases.at_start("tonight"), None);
        assert_eq!(phrases.at_start("ton, 5"), Some((3, 1)));
    }

    #[test]
    fn ideographs_end_anywhere() {
        let phrases = Phrases::new(vec![("万".into(), 4), ("万亿".into(), 12)]).unwrap();
        assert_eq!(phrases.at_start("万亿元"), Some((6, 12)));
        assert_eq!(phrases.at_start("万人"), Some((3, 4)));
    }
}
