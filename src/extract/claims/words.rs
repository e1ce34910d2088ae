//! Matching of cue phrases at the edges of a stretch of text.

/// Whether `text` ends with the phrase, at the border of a word. A `*` at the end of
/// the phrase stands for any ending of its last word.
pub(super) fn ends_with<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    let text = text.trim_end();
    if let Some(stem) = phrase.strip_suffix('*') {
        let letters = text.len() - text.trim_end_matches(|c: char| c.is_alphabetic()).len();
        let word_start = text.len() - letters;
        let before = &text[..word_start];
        let (lead, last) = stem.rsplit_once(' ').unwrap_or(("", stem));
        let fits = starts_folded(&text[word_start..], last);
        return if !fits {
            None
        } else if lead.is_empty() {
            Some(before)
        } else {
            ends_with(before, lead)
        };
    }
    let start = text.len().checked_sub(phrase.len())?;
    let fits = text.is_char_boundary(start) && same(&text[start..], phrase) && is_border(&text[..start], phrase);
    fits.then(|| &text[..start])
}

/// Whether `text` begins with the phrase, at the border of a word, and what follows.
pub(super) fn starts_with<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    let text = text.trim_start();
    let head = text.get(..phrase.len())?;
    let rest = &text[phrase.len()..];
    let is_letter = |c: char| c.is_alphanumeric() && c < '\u{2E80}';
    let cuts_word = head.ends_with(is_letter) && rest.starts_with(is_letter);
    (same(head, phrase) && !cuts_word).then_some(rest)
}

/// Where the phrase stands in `text`, as words of their own.
pub(super) fn find(text: &str, phrase: &str) -> Option<(usize, usize)> {
    let stem = &phrase.trim_end_matches('*').to_ascii_lowercase();
    let folded = text.to_ascii_lowercase();
    let mut from = 0;
    while let Some(at) = folded[from..].find(stem.as_str()).map(|at| from + at) {
        let end = at + stem.len();
        let end = if phrase.ends_with('*') {
            end + (text[end..].len()
                - text[end..].trim_start_matches(|c: char| c.is_alphabetic() && c < '\u{2E80}').len())
        } else {
            end
        };
        let is_letter = |c: char| c.is_alphanumeric() && c < '\u{2E80}';
        let cut = (stem.starts_with(is_letter) && text[..at].ends_with(is_letter))
            || (text[..end].ends_with(is_letter) && text[end..].starts_with(is_letter));
        if !cut {
            return Some((at, end));
        }
        from = at + stem.len().max(1);
    }
    None
}

/// Takes up to `most` of the words off the end of `text`.
pub(super) fn without_links<'t>(text: &'t str, links: &[String], most: usize) -> &'t str {
    let mut text = text.trim_end();
    for _ in 0..most {
        let Some(rest) = links.iter().find_map(|link| ends_with(text, link)) else { break };
        text = rest.trim_end();
    }
    text
}

fn same(text: &str, phrase: &str) -> bool {
    text.len() == phrase.len()
        && text.chars().zip(phrase.chars()).all(|(a, b)| a.eq_ignore_ascii_case(&b) || (a.is_whitespace() && b == ' '))
}

fn starts_folded(text: &str, stem: &str) -> bool {
    text.get(..stem.len()).is_some_and(|head| same(head, stem))
}

fn is_border(before: &str, phrase: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() && c < '\u{2E80}';
    !(before.ends_with(is_letter) && phrase.starts_with(is_letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_match_whole_words_in_any_case() {
        assert_eq!(ends_with("Output Rose", "rose"), Some("Output "));
        assert_eq!(ends_with("it was a prose", "rose"), None);
        assert_eq!(ends_with("an increased", "increas*"), Some("an "));
        assert_eq!(ends_with("compared  with ", "with"), Some("compared  "));
        assert_eq!(starts_with(" a year earlier.", "a year earlier"), Some("."));
        assert_eq!(starts_with("intent", "in"), None);
        assert_eq!(ends_with("比上年增长", "增长"), Some("比上年"));
        assert_eq!(find("The rate climbed to", "climb*"), Some((9, 16)));
        assert_eq!(without_links("rose to about a ", &["a".into(), "about".into()], 4), "rose to");
    }
}
