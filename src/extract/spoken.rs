//! Numbers in words: "Fourteen", "two hundred and five", "a third", 三十五.

use rust_decimal::Decimal;

use crate::bounds::plus;
use crate::lexicon::Vocabulary;
use crate::lexicon::phrases::ends_word;
use crate::span::Span;

/// A number in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spoken {
    /// Where it stands in the text that was scanned.
    pub(super) span: Span,
    /// What it says.
    pub(super) value: Decimal,
    /// Whether it is a part of a whole, such as "a third".
    pub(super) is_fraction: bool,
}

/// The numbers in words of a text, from left to right.
pub(super) fn spoken(text: &str, vocabulary: &Vocabulary) -> Vec<Spoken> {
    let mut found = in_letters(text, vocabulary);
    if !vocabulary.numerals.is_empty() {
        found.extend(in_numerals(text, vocabulary));
        found.sort_by_key(|spoken| spoken.span.start);
    }
    found
}

fn in_letters(text: &str, vocabulary: &Vocabulary) -> Vec<Spoken> {
    let Some(automaton) = &vocabulary.number_words else { return Vec::new() };
    let mut found = Vec::new();
    let mut open: Option<Sum> = None;
    for word in automaton.find_iter(text) {
        let span = Span::new(word.start(), word.end());
        if !is_word(text, span) {
            continue;
        }
        let said = text[span.range()].to_lowercase();
        if let Some(value) = vocabulary.fractions.get(&said) {
            let mixed = open.as_ref().and_then(|sum| sum.and_part(text, span, *value));
            if mixed.is_none() {
                found.extend(open.take().and_then(Sum::finish));
            }
            open = None;
            found.push(mixed.unwrap_or(Spoken { span, value: *value, is_fraction: true }));
            continue;
        }
        let value = vocabulary.numbers.get(&said).copied().unwrap_or(0);
        if !open.as_mut().is_some_and(|sum| sum.takes(text, span, value)) {
            found.extend(open.take().and_then(Sum::finish));
            open = Some(Sum { span, current: value, words: 1, last: value });
        }
    }
    found.extend(open.and_then(Sum::finish));
    found
}

/// A number in words while it is being read.
struct Sum {
    span: Span,
    current: u32,
    words: usize,
    last: u32,
}

impl Sum {
    /// Adds a word if it goes on with this number: "twenty" "-five", "two" "hundred".
    fn takes(&mut self, text: &str, word: Span, value: u32) -> bool {
        let between = text[self.span.end..word.start].to_lowercase();
        let is_joined = match between.as_str() {
            " " | "-" | "‑" => true,
            " and " => self.last == 100,
            _ => false,
        };
        let fits = match (value, self.last) {
            (100, 1..=99) => self.current < 100,
            (1..=9, 20..=90) => between != " and ",
            (1..=99, 100) => true,
            _ => false,
        };
        if !is_joined || !fits {
            return false;
        }
        if value == 100 {
            self.current *= 100;
        } else {
            self.current += value;
        }
        self.span = self.span.hull(word);
        self.words += 1;
        self.last = value;
        true
    }

    /// The number with a part of one more: "seven and a half".
    fn and_part(&self, text: &str, part: Span, value: Decimal) -> Option<Spoken> {
        let is_joined = matches!(&text[self.span.end..part.start], " and " | " and a " | "-and-a-");
        let value = plus(Decimal::from(self.current), value)?;
        is_joined.then_some(Spoken { span: self.span.hull(part), value, is_fraction: false })
    }

    /// The number; a lone "one" or "zero" is more often a pronoun or a figure of speech,
    /// and a lone "hundred" belongs to "several hundred".
    fn finish(self) -> Option<Spoken> {
        let value = self.current;
        let says_nothing = self.words == 1 && matches!(value, 0 | 1 | 100);
        (!says_nothing).then(|| Spoken { span: self.span, value: Decimal::from(value), is_fraction: false })
    }
}

fn is_word(text: &str, span: Span) -> bool {
    let before = text[..span.start].chars().next_back();
    // Ideographs need no border: 少了四分之一.
    let is_cut = before.is_some_and(|c| c.is_alphanumeric() && c < '\u{2E80}');
    !is_cut && ends_word(&text[span.range()], &text[span.end..])
}

/// Chinese numerals that count: 三十五 before 个.
fn in_numerals(text: &str, vocabulary: &Vocabulary) -> Vec<Spoken> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c| vocabulary.numerals.contains_key(&c)).map(|i| at + i) {
        let run: String = text[start..].chars().take_while(|c| vocabulary.numerals.contains_key(c)).collect();
        let end = start + run.len();
        at = end;
        let counts = vocabulary.counters.iter().any(|counter| text[end..].starts_with(counter.as_str()));
        let is_ordinal = text[..start].ends_with('第');
        let values: Vec<u64> = run.chars().filter_map(|c| vocabulary.numerals.get(&c).copied()).collect();
        // 一 alone is "a", not a count, and 零 begins 零件.
        if !counts || is_ordinal || matches!(values.as_slice(), [0 | 1]) {
            continue;
        }
        let by_digits = || match values.as_slice() {
            [tens @ 1..=9, ones @ 1..=9]
                if vocabulary.digit_counters.iter().any(|c| text[end..].starts_with(c.as_str())) =>
            {
                Some(10 * tens + ones)
            }
            _ => None,
        };
        if let Some(value) = numeral(&values).or_else(by_digits) {
            found.push(Spoken { span: Span::new(start, end), value: Decimal::from(value), is_fraction: false });
        }
    }
    found
}

/// The value of a numeral such as 三十五, 二百零五 or 四. What is not written out in full,
/// such as 二千三百五 for 2,350, is not read.
fn numeral(values: &[u64]) -> Option<u64> {
    let (mut total, mut digit, mut last_place) = (0u64, None, 0u64);
    for value in values {
        match value {
            0 if digit.is_some() => return None,
            0 => last_place = 0,
            1..=9 if digit.is_none() => digit = Some(*value),
            1..=9 => return None,
            place => {
                total = total.checked_add(digit.take().unwrap_or(1).checked_mul(*place)?)?;
                last_place = *place;
            }
        }
    }
    let is_short = digit.is_some() && last_place > 10;
    if is_short { None } else { total.checked_add(digit.unwrap_or(0)) }
}
