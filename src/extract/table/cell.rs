//! What a cell of a table says: one figure, nothing, or words.

use crate::facts::{Mention, Reading};
use crate::number::{Grouping, Hedge, Number};
use crate::reading::Label;
use crate::span::Span;

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// A dash or "nil": nothing, or not known.
    Dash,
    /// A sign that belongs to the figure in the next cell: "$".
    Sign,
    /// A sign that belongs to the figure in the cell before: ")", "%".
    Tail {
        /// Whether it makes the figure a percentage.
        percent: bool,
    },
    /// One figure and nothing else, by its place among the mentions.
    Figure(Figure),
    /// Digits that are no number, so that nothing is known of what adds up with it.
    Unreadable,
    /// Words.
    Text,
    /// Words and figures, or several figures.
    Mixed,
}

/// The one figure of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Figure {
    /// Its place among the document's mentions.
    pub(super) mention: usize,
    /// Its value and precision, with the sign that brackets give it.
    pub(super) number: Number,
    /// The figure with its brackets.
    pub(super) span: Span,
    /// Whether it is a percentage.
    pub(super) percent: bool,
    /// Whether the digits alone could be a year's.
    pub(super) may_be_year: bool,
}

/// Reads a cell: its text, where it begins in the document, and the mentions in it, of
/// which the first has the place `first`.
pub(super) fn read(text: &str, start: usize, mentions: &[Mention], first: usize, nothing: &[String]) -> Content {
    let trimmed = text.trim();
    if !trimmed.contains(|c: char| c.is_numeric()) {
        return without_digits(trimmed, nothing);
    }
    let Some(mention) = mentions.first() else { return Content::Mixed };
    if matches!(mention.reading, Reading::Malformed(_)) {
        let is_alone = text[mention.span.end - start..].chars().all(|c| !c.is_alphabetic());
        return if is_alone { Content::Unreadable } else { Content::Mixed };
    }
    let digits = &text[mention.digits.start - start..mention.digits.end - start];
    let Some((number, may_be_year)) = number(mention, digits) else { return Content::Mixed };
    let before = &text[..mention.digits.start - start];
    let Some(is_open) = opens(before) else { return Content::Mixed };
    // "$ 1987" is no year, and neither is 1660 in a table of our time.
    let is_recent = (1900..2100).contains(&number.value.mantissa());
    let may_be_year = may_be_year && is_recent && before.trim().is_empty();
    let after = &text[mention.digits.end.max(mention.span.end) - start..];
    let own = &text[mention.digits.end - start..mention.span.end.max(mention.digits.end) - start];
    let Some(rest) = rest(after, digits) else { return Content::Mixed };
    let percent = rest.percent || own.contains('%');
    if own.contains(|c: char| c.is_alphabetic()) && mention.unit.is_none() && !number.in_words {
        return Content::Mixed;
    }
    let is_negative = is_open || number.value.is_sign_negative() || before.contains(['-', '−', '–']);
    let value = if is_negative { -number.value.abs() } else { number.value };
    let span = bracketed(text, start, mention.span, is_open);
    Content::Figure(Figure { mention: first, number: Number { value, ..number }, span, percent, may_be_year })
}

fn without_digits(text: &str, nothing: &[String]) -> Content {
    let is_dash = |c: char| matches!(c, '-' | '–' | '—' | '−' | '‒' | '―' | '─');
    let is_sign = |c: char| matches!(c, '(' | ')' | '%' | '[' | ']' | '*') || c.is_whitespace() || is_money(c);
    if text.chars().any(is_dash) && text.chars().all(|c| is_dash(c) || is_sign(c)) {
        return Content::Dash;
    }
    if nothing.iter().any(|word| text.eq_ignore_ascii_case(word)) {
        return Content::Dash;
    }
    if !text.is_empty() && text.chars().all(is_sign) {
        let is_tail = text.starts_with([')', '%', ']', '*']);
        return if is_tail { Content::Tail { percent: text.contains('%') } } else { Content::Sign };
    }
    if is_money_code(text) { Content::Sign } else { Content::Text }
}

/// The value of a mention whose digits stand alone in a cell: there a bare "1987" may be an amount.
fn number(mention: &Mention, digits: &str) -> Option<(Number, bool)> {
    match &mention.reading {
        Reading::Value(number) if mention.glued.is_none() => Some((*number, number.looks_like_year())),
        Reading::NotAQuantity(Label::Year) => {
            let value: u32 = digits.parse().ok()?;
            let plain = Number {
                value: value.into(),
                step: rust_decimal::Decimal::ONE,
                decimals: 0,
                in_words: false,
                is_count: true,
                grouping: Grouping::None,
                hedge: Hedge::None,
            };
            Some((plain, true))
        }
        Reading::Value(_) | Reading::Range(..) | Reading::Malformed(_) => None,
        Reading::Missing | Reading::NotAQuantity(_) => None,
    }
}

/// Whether what stands before the digits opens a bracket; `None` if there are words.
fn opens(before: &str) -> Option<bool> {
    let mut is_open = false;
    for word in before.split_whitespace() {
        let bare = word.trim_matches(|c: char| is_money(c) || matches!(c, '(' | '[' | '-' | '−' | '–' | '+' | '*'));
        if !bare.is_empty() && !is_money_code(bare) {
            return None;
        }
        is_open |= word.contains(['(', '[']);
    }
    Some(is_open)
}

/// What stands after a figure without changing it.
struct Rest {
    percent: bool,
}

/// Reads what stands after the digits: a closing bracket, "%", the marks of notes, or the same
/// figure again in brackets, as "-32 ( 32 )". `None` if there is more.
fn rest(after: &str, digits: &str) -> Option<Rest> {
    let mut rest = Rest { percent: false };
    let mut left = after.trim();
    while let Some(c) = left.chars().next() {
        if c == '%' {
            rest.percent = true;
        } else if matches!(c, '(' | '[') {
            // The bracket may be closed in the next cell.
            let close = left.find([')', ']']).unwrap_or(left.len());
            let inside = left[c.len_utf8()..close].trim();
            let bare = inside.trim_matches(|c: char| is_money(c) || c == '%' || c.is_whitespace());
            let is_note = inside.len() <= LONGEST_NOTE && inside.chars().all(|c| c.is_alphanumeric() || c == ',');
            if !is_note && bare != digits {
                return None;
            }
            rest.percent |= inside.contains('%');
            left = left.get(close + 1..).unwrap_or_default().trim_start();
            continue;
        } else if !(matches!(c, ')' | ']' | '*' | '†' | '‡' | '§' | '#' | '^') || is_raised(c) || c.is_whitespace())
        {
            return is_money_code(left).then_some(rest);
        }
        left = &left[c.len_utf8()..];
    }
    Some(rest)
}

/// The mark of a note has at most so many bytes: "(1,2)", "(iii)".
const LONGEST_NOTE: usize = 3;

fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰'..='⁹')
}

fn is_money(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '￥' | '₹' | '₩' | '₽' | '₺' | '₫')
}

/// "US$", "EUR", "RMB", "Rs.": capitals and a sign of money.
fn is_money_code(text: &str) -> bool {
    let letters = text.trim_matches(|c: char| is_money(c) || c == '.' || c.is_whitespace());
    let is_code = letters.len() <= 3 && letters.chars().all(|c| c.is_ascii_uppercase()) && letters.len() != 1;
    is_code || matches!(letters, "Rs" | "kr" | "Fr" | "zł" | "元" | "円" | "A" | "C" | "R")
}

/// A span with the brackets around it.
fn bracketed(text: &str, start: usize, span: Span, is_open: bool) -> Span {
    if !is_open {
        return span;
    }
    let (before, after) = (&text[..span.start - start], &text[span.end - start..]);
    let open = before.rfind(['(', '[']).map_or(span.start, |at| start + at);
    let close = after.find([')', ']']).filter(|at| after[..*at].trim().is_empty() || after[..*at].trim() == "%");
    Span::new(open.min(span.start), close.map_or(span.end, |at| span.end + at + 1))
}

#[cfg(test)]
mod tests {
    use crate::document::{BlockKind, DocumentBuilder, Source};
    use crate::extract::extract;
    use crate::lexicon::Lexicons;

    use super::*;

    fn content(text: &str) -> String {
        let mut builder = DocumentBuilder::default();
        builder.open(BlockKind::TableCell);
        builder.push(text, 0);
        let document = builder.finish("t", Source { text: text.into(), skipped: 0 });
        let facts = extract(&document, Lexicons::built_in());
        match read(document.text().trim_end(), 0, &facts.mentions, 0, &["nil".to_owned()]) {
            Content::Figure(figure) => {
                let percent = if figure.percent { "%" } else { "" };
                format!("{}{percent} {:?}", figure.number.value, document.slice(figure.span))
            }
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_cell_is_one_figure_a_sign_nothing_or_words() {
        let cases = [
            ("1,234", "1234 \"1,234\""),
            ("$  1,452.4", "1452.4 \"1,452.4\""),
            ("(1,234)", "-1234 \"(1,234)\""),
            ("$ (1,234", "-1234 \"(1,234\""),
            ("$(0.5)", "-0.5 \"(0.5)\""),
            ("-32 ( 32 )", "-32 \"-32\""),
            ("( 2.3 % )", "-2.3% \"( 2.3 % )\""),
            ("12%", "12% \"12%\""),
            ("1987", "1987 \"1987\""),
            ("1,234(1)", "1234 \"1,234\""),
            ("(1,987)", "-1987 \"(1,987)\""),
            ("US$ 15", "15 \"US$ 15\""),
            ("- - %", "Dash"),
            ("$ —", "Dash"),
            ("nil", "Dash"),
            ("$", "Sign"),
            (")%", "Tail { percent: true }"),
            ("Note 4", "Mixed"),
            ("12 of 40", "Mixed"),
            ("77..5", "Unreadable"),
            ("Total", "Text"),
        ];
        for (text, expected) in cases {
            assert_eq!(content(text), expected, "{text}");
        }
    }
}
