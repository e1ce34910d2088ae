//! When: the times that a sentence names, and which figure each is for.

use crate::extract::claims::sentence::Sentence;
use crate::facts::Stem;
use crate::facts::statement::Period;
use crate::lexicon::cues::Kind;
use crate::lexicon::frames::StatementWords;

/// The times of a sentence.
pub(super) struct Times {
    /// Where clauses with a time of their own begin, after the first.
    borders: Vec<usize>,
    /// In order.
    times: Vec<Time>,
    /// The first figure that is not a time: what is said before it holds for all.
    first_figure: usize,
}

struct Time {
    at: usize,
    stem: Stem,
    year: Option<i16>,
    month: Option<i8>,
}

impl Times {
    /// The times of a sentence.
    pub(super) fn of(sentence: &Sentence<'_, '_>, words: &StatementWords) -> Times {
        let tokens = &sentence.tokens;
        let mut times: Vec<Time> = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            let month = month(sentence, at);
            if token.kind == Kind::Period || month.is_some() {
                let stem = Stem::of(&token.text.to_lowercase());
                let month = month.or_else(|| month_in(sentence, &token.text));
                times.push(Time { at, stem, year: year_in(&token.text), month });
            }
        }
        for found in words.time.all(tokens, 0..tokens.len()) {
            let stem = Stem::of(&sentence.facts.text(sentence.place(found.start, found.end)).to_lowercase());
            times.push(Time { at: found.start, stem, year: None, month: None });
        }
        times.sort_by_key(|time| time.at);
        let borders = words.close.all(tokens, 0..tokens.len()).map(|found| found.start).collect();
        let is_time = |at: &usize| tokens[*at].kind == Kind::Period;
        let first_figure = sentence.figures.iter().map(|figure| figure.at).find(|at| !is_time(at)).unwrap_or_default();
        Times { borders, times, first_figure }
    }

    /// The period of the figure at a token: the times of its own clause, or all of the sentence.
    pub(super) fn around(&self, at: usize) -> Period {
        let after = self.borders.partition_point(|border| *border <= at);
        let start = after.checked_sub(1).map_or(0, |i| self.borders[i]);
        let end = self.borders.get(after).copied().unwrap_or(usize::MAX);
        let own = self.between(start, end);
        if own.is_empty() {
            return period(self.times.iter());
        }
        period(self.between(0, start.min(self.first_figure)).iter().chain(own))
    }

    fn between(&self, start: usize, end: usize) -> &[Time] {
        let first = self.times.partition_point(|time| time.at < start);
        let last = self.times.partition_point(|time| time.at < end);
        self.times.get(first..last).unwrap_or_default()
    }
}

fn period<'t>(times: impl Iterator<Item = &'t Time> + Clone) -> Period {
    let mut marks: Vec<Stem> = times.clone().map(|time| time.stem).collect();
    marks.sort_unstable();
    marks.dedup();
    let mut years: Vec<i16> = times.clone().filter_map(|time| time.year).collect();
    years.dedup();
    let months: Vec<i8> = times.filter_map(|time| time.month).collect();
    let months = match months[..] {
        [one] => Some((one, one)),
        [from, to] if from < to => Some((from, to)),
        _ => None,
    };
    Period { marks, year: years.first().copied().filter(|_| years.len() == 1), months }
}

/// The month that a word names: it is written with a capital where months are.
fn month(sentence: &Sentence<'_, '_>, at: usize) -> Option<i8> {
    let token = &sentence.tokens[at];
    let written = sentence.facts.document.slice(token.span);
    if token.kind != Kind::Word || !written.starts_with(char::is_uppercase) {
        return None;
    }
    named_month(sentence, &token.text)
}

/// The month in a date: "9 May 2024".
fn month_in(sentence: &Sentence<'_, '_>, date: &str) -> Option<i8> {
    date.split(|c: char| !c.is_alphabetic()).find_map(|word| named_month(sentence, &word.to_lowercase()))
}

fn named_month(sentence: &Sentence<'_, '_>, word: &str) -> Option<i8> {
    let months = &sentence.vocabulary().months;
    let index = months.iter().position(|names| names.iter().any(|name| name == word))?;
    i8::try_from(index + 1).ok()
}

fn year_in(date: &str) -> Option<i16> {
    date.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 4)?.parse().ok()
}
