//! Runs of digits with what stands between them, not yet judged: `1,234.5`, `9,26`, `40..2`.

use crate::span::Span;

/// Digits and separators as they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cluster {
    /// Where they stand in the text that was scanned.
    pub(super) span: Span,
    /// The runs of digits, as ASCII; the first is empty for ".5".
    pub(super) groups: Vec<String>,
    /// What stands between them, one less than there are groups.
    pub(super) separators: Vec<Separator>,
}

/// What stands between two runs of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    Comma,
    Dot,
    /// A plain blank.
    Blank,
    /// A blank that does not break a line, or a thin one.
    Thin,
    Apostrophe,
    /// Two full stops in a row, as ranges have them in programs.
    DoubledDot,
    /// Two other separators in a row.
    Doubled,
}

/// The zeros of the scripts whose digits are read.
const ZEROS: [char; 12] = ['0', '０', '٠', '۰', '०', '০', '੦', '૦', '୦', '௦', '౦', '๐'];

/// The value of a digit of any script.
pub(super) fn digit(c: char) -> Option<u8> {
    if c.is_ascii() {
        return c.is_ascii_digit().then(|| c as u8 - b'0');
    }
    ZEROS.iter().find_map(|zero| {
        let value = (c as u32).checked_sub(*zero as u32)?;
        (value <= 9).then_some(value as u8)
    })
}

/// All clusters of a text, from left to right. A cluster never reaches into one
/// of the `taken` places, which are sorted.
pub(super) fn clusters(text: &str, taken: &[Span], blanks_divide: bool) -> Vec<Cluster> {
    let mut clusters = Vec::new();
    let mut next_taken = 0;
    let mut at = 0;
    while let Some(start) = next_digit(text, at) {
        while taken.get(next_taken).is_some_and(|span| span.end <= start) {
            next_taken += 1;
        }
        if let Some(span) = taken.get(next_taken).filter(|span| span.start <= start) {
            at = span.end.max(start + 1);
            while !text.is_char_boundary(at) {
                at += 1;
            }
            continue;
        }
        let end = taken.get(next_taken).map_or(text.len(), |span| span.start);
        let cluster = cluster_at(&text[..end], start, blanks_divide);
        at = cluster.span.end;
        clusters.push(cluster);
    }
    clusters
}

fn next_digit(text: &str, from: usize) -> Option<usize> {
    text[from..].char_indices().find(|(_, c)| digit(*c).is_some()).map(|(i, _)| from + i)
}

/// The cluster that begins with the digit at `start`.
fn cluster_at(text: &str, start: usize, blanks_divide: bool) -> Cluster {
    let mut cluster = Cluster { span: Span::new(start, start), groups: Vec::new(), separators: Vec::new() };
    let before = text[..start].chars().next_back();
    let before_that = text[..start].chars().rev().nth(1);
    if before == Some('.') && !before_that.is_some_and(|c| c.is_alphanumeric() || c == '.' || c == ')' || c == '%') {
        cluster.span.start -= 1;
        cluster.groups.push(String::new());
        cluster.separators.push(Separator::Dot);
    }
    let mut at = start;
    loop {
        let (group, end) = run(text, at);
        cluster.groups.push(group);
        cluster.span.end = end;
        match separator(text, end, &cluster, blanks_divide) {
            Some((separator, next)) => {
                cluster.separators.push(separator);
                at = next;
            }
            None => return cluster,
        }
    }
}

/// The digits at a place, and where they end.
fn run(text: &str, at: usize) -> (String, usize) {
    let mut digits = String::new();
    let mut end = at;
    for c in text[at..].chars() {
        let Some(value) = digit(c) else { break };
        digits.push(char::from(b'0' + value));
        end += c.len_utf8();
    }
    (digits, end)
}

/// The separator at a place and where the digits after it begin, if it belongs to the number.
fn separator(text: &str, at: usize, cluster: &Cluster, blanks_divide: bool) -> Option<(Separator, usize)> {
    let rest = &text[at..];
    let mut chars = rest.chars();
    let first = chars.next()?;
    let next = at + first.len_utf8();
    let is_digit = |at: usize| text[at..].chars().next().and_then(digit).is_some();
    let is_group_of_three = || {
        let (group, end) = run(text, next);
        group.len() == 3
            && !text[end..].starts_with(|c: char| c.is_alphabetic() && c.is_ascii() && !c.is_ascii_lowercase())
    };
    match first {
        ',' | '.' if is_digit(next) => Some((if first == ',' { Separator::Comma } else { Separator::Dot }, next)),
        '，' | '．' if is_digit(next) && is_full_width(text, at) => {
            Some((if first == '，' { Separator::Comma } else { Separator::Dot }, next))
        }
        '٫' if is_digit(next) => Some((Separator::Dot, next)),
        '٬' if is_digit(next) => Some((Separator::Comma, next)),
        '.' if rest.starts_with("..") && is_digit(next + 1) => Some((Separator::DoubledDot, next + 1)),
        ',' | '.' if matches!(chars.next(), Some(',' | '.')) && is_digit(next + 1) => {
            Some((Separator::Doubled, next + 1))
        }
        '\u{A0}' | '\u{202F}' | '\u{2009}' if is_group_of_three() && may_lead(cluster) => Some((Separator::Thin, next)),
        '\u{27}' | '’' if is_group_of_three() && may_lead(cluster) => Some((Separator::Apostrophe, next)),
        ' ' if is_group_of_three() && may_lead(cluster) => {
            // Two numbers that happen to stand side by side look the same, so that
            // without a language that does it, three groups are asked for.
            let (_, end) = run(text, next);
            let more = text[end..].starts_with(' ') && run(text, end + 1).0.len() == 3;
            let goes_on = cluster.separators.contains(&Separator::Blank);
            (blanks_divide || more || goes_on).then_some((Separator::Blank, next))
        }
        _ => None,
    }
}

/// Whether the digits so far can be followed by a group of three: `1 234`, not `2023 100`.
fn may_lead(cluster: &Cluster) -> bool {
    let Some(first) = cluster.groups.first() else { return false };
    let divides_by_blanks = |s: &Separator| matches!(s, Separator::Blank | Separator::Thin | Separator::Apostrophe);
    (1..=3).contains(&first.len()) && !first.starts_with('0') && cluster.separators.last().is_none_or(divides_by_blanks)
}

fn is_full_width(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(|c| ('０'..='９').contains(&c))
}

impl Cluster {
    /// The digits with single separators, for a decimal parser: `1234.5`.
    pub(super) fn is_plain_integer(&self) -> bool {
        self.separators.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(text: &str) -> Vec<(&str, usize)> {
        clusters(text, &[], false).iter().map(|c| (&text[c.span.range()], c.groups.len())).collect()
    }

    #[test]
    fn separators_belong_to_a_number_only_between_digits() {
        assert_eq!(
            shapes("in 2023, 9,26 of 1,234.5. Then 40..2"),
            [("2023", 1), ("9,26", 2), ("1,234.5", 3), ("40..2", 2)]
        );
        assert_eq!(shapes("1 234 567 and 12 345"), [("1 234 567", 3), ("12", 1), ("345", 1)]);
        assert_eq!(shapes("1\u{202F}234 ٣٫٥ １２"), [("1\u{202F}234", 2), ("٣٫٥", 2), ("１２", 1)]);
        assert_eq!(shapes("net .30 dlrs"), [(".30", 2)]);
    }

    #[test]
    fn taken_places_are_left_alone() {
        let text = "202114 and 5";
        let found = clusters(text, &[Span::new(4, 6)], false);
        assert_eq!(found.iter().map(|c| &text[c.span.range()]).collect::<Vec<_>>(), ["2021", "5"]);
    }
}
