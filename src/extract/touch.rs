//! What touches the digits without a blank: a name that they are a part of, or a word
//! of the sentence that is run together with them.

use crate::extract::cluster::Cluster;
use crate::extract::context::{self, After};
use crate::extract::convention::Convention;
use crate::extract::figure::is_year;
use crate::extract::reader::Scan;
use crate::lexicon::shapes::Meaning;
use crate::reading::{Label, Malformation};
use crate::span::Span;

impl Scan<'_> {
    /// What the characters that touch the digits make of them, if they are no quantity.
    pub(super) fn label(&self, cluster: &Cluster) -> Option<Label> {
        let (text, span) = (self.text, cluster.span);
        let before = text[..span.start].chars().next_back();
        let after = text[span.end..].chars().next();
        if matches!(before, Some('_' | '\\' | '@' | '=' | '/'))
            && !matches!(before, Some('/' | '=') if after.is_none_or(|c| c == ' '))
            || matches!(after, Some('_' | '=' | '\\'))
        {
            return Some(Label::Code);
        }
        if let Some(word) = context::word_before(text, span.start) {
            let is_money = context::currency_before(text, span.start, self.vocabulary).is_some();
            return (!is_money && !self.is_glue(word, cluster)).then_some(Label::Product);
        }
        // BA.2.75
        let name = text[..span.start].strip_suffix('.').and_then(|head| head.chars().next_back());
        if name.is_some_and(|c| c.is_ascii_uppercase()) && after != Some('%') {
            return Some(Label::CodeName);
        }
        // COVID-19, DDR5-4800, mid-2023; a minus sign has a blank or bracket before it.
        if matches!(before, Some('-' | '‑' | '–')) {
            let hyphen = before.map_or(0, char::len_utf8);
            let joined = text[..span.start - hyphen].chars().next_back();
            if joined.is_some_and(|c| c.is_alphabetic() && !context::is_ideograph(c)) {
                let is_year = cluster.is_plain_integer() && is_year(&cluster.groups[0]);
                return Some(if is_year { Label::Year } else { Label::Product });
            }
        }
        if let Some(word) = context::word_after(text, span.end) {
            let letters = &text[word.range()];
            let is_read = context::after(
                text,
                span.end,
                context::currency_before(text, span.start, self.vocabulary).is_some(),
                self.vocabulary,
            )
            .end > span.end;
            let is_glue = (letters.len() > 2 && self.vocabulary.function_words.contains(letters))
                || self.vocabulary.nouns.contains(letters);
            let is_footnote = self
                .shapes
                .binary_search_by_key(&span.end, |(shape, _)| shape.start)
                .is_ok_and(|i| self.shapes[i].1 == Meaning::Malformed(Malformation::Footnote));
            let is_ideographic = letters.starts_with(context::is_ideograph);
            return (!is_read && !is_glue && !is_footnote && !is_ideographic).then_some(Label::Identifier);
        }
        None
    }

    /// Whether a word that touches the digits is a word of the sentence that lacks
    /// its blank, and no part of a name such as mp3.
    fn is_glue(&self, word: Span, cluster: &Cluster) -> bool {
        let letters = &self.text[word.range()].to_ascii_lowercase();
        let said = &self.text[word.range()];
        let before = self.text[..word.start].chars().next_back();
        // A function word may begin the sentence: "From2019".
        let is_word = said.chars().skip(1).all(|c| c.is_ascii_lowercase())
            && (said.starts_with(|c: char| c.is_ascii_lowercase()) || is_year(&cluster.groups[0]))
            && !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.' | '@' | '#'));
        if !is_word {
            return false;
        }
        let after = context::after(self.text, cluster.span.end, false, self.vocabulary);
        // "seized9 tons", not "thumbv6m": the unit is a word of its own, or a percent sign.
        let is_apart = self.text[cluster.span.end..].starts_with([' ', '\u{A0}', '%']);
        let measures = is_apart && (after.unit.is_some() || after.magnitude.is_some());
        let is_decimal = !cluster.separators.is_empty();
        let is_function_word = self.vocabulary.function_words.contains(letters)
            || self.vocabulary.hedges.iter().any(|(hedge, _)| hedge.split(' ').next_back() == Some(letters.as_str()));
        match letters.len() {
            0 | 1 => false,
            2 => is_function_word && (measures || is_decimal || is_year(&cluster.groups[0])),
            3 => is_function_word,
            _ => is_function_word || measures,
        }
    }

    /// The word that is run together with a figure, with the digits that it touches.
    pub(super) fn glued(&self, digits: Span, after: &After, measures: bool, is_decimal: bool) -> Option<Span> {
        if let Some(word) = context::word_before(self.text, digits.start)
            && context::currency_before(self.text, digits.start, self.vocabulary).is_none()
            // "per4uk" is a name.
            && (measures || !self.text[digits.end..].starts_with(|c: char| c.is_ascii_alphabetic()))
        {
            return Some(Span::new(word.start, digits.end));
        }
        let is_data = after.unit.is_some_and(|unit| self.lexicons.units.get(unit).dimension == "data");
        if let Some(end) =
            after.glued_word.filter(|_| !is_data).filter(|_| !measures || !is_decimal || after.unit.is_some())
        {
            let word = context::word_after(self.text, digits.end).map_or(end, |word| word.end.min(end));
            return Some(Span::new(digits.start, word));
        }
        if let Some(word) = context::word_after(self.text, digits.end).filter(|_| after.end == digits.end)
            && word.len() > 2
            && (self.vocabulary.nouns.contains(&self.text[word.range()])
                || self.vocabulary.function_words.contains(&self.text[word.range()]))
        {
            return Some(Span::new(digits.start, word.end));
        }
        let hedge =
            context::hedge_before(self.text, digits.start, self.vocabulary).filter(|hedge| hedge.is_run_together)?;
        let word = context::word_before(self.text, hedge.start).filter(|word| word.len() >= 3)?;
        let first = context::word_after(self.text, hedge.start)?;
        Some(Span::new(word.start, first.end))
    }

    /// Whether four plain digits are a year. They are after a word that says so, where
    /// no noun follows, and in a document that divides its thousands.
    pub(super) fn is_year(&self, cluster: &Cluster, convention: Convention) -> bool {
        if !is_year(&cluster.groups[0]) {
            return false;
        }
        let before = self.text[..cluster.span.start].trim_end().trim_end_matches([',', '(', '‘', '\u{27}']);
        let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
        let says_so = !word.is_empty() && self.vocabulary.before_years.contains(&word);
        let next = self.text[cluster.span.end..].trim_start();
        let word = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let noun_follows = self.text[cluster.span.end..].starts_with(' ')
            && next.starts_with(|c: char| c.is_lowercase())
            && !self.vocabulary.function_words.contains(word);
        let says_so = says_so || (noun_follows && self.vocabulary.after_years.iter().any(|noun| noun == word));
        let counts = next.starts_with(context::is_ideograph) && !next.starts_with('年');
        says_so || (!noun_follows && !counts) || (convention.groups_thousands && !counts)
    }
}
