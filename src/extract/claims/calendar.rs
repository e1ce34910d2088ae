//! Days, times of day, and stretches of pages and years, as the text names them.

use std::sync::LazyLock;

use regex::Regex;

use crate::facts::{Claim, Clock, Confidence, Day, Evidence, Facts, Label, Mention, Reading, Relation, Stretch};
use crate::lexicon::Vocabulary;
use crate::span::Span;

/// Adds the days, times and stretches of a document.
pub(super) fn bind(facts: &Facts<'_>, claims: &mut Vec<Claim>) {
    let claim = |relation: Relation, cue: Span, block: usize| Claim {
        relation,
        otherwise: Vec::new(),
        cue,
        block,
        evidence: Evidence::Prose,
        confidence: Confidence::High,
    };
    for mention in &facts.mentions {
        if matches!(mention.reading, Reading::NotAQuantity(Label::Date))
            && let Some(day) = day(facts, mention)
        {
            claims.push(claim(Relation::Day(day), mention.span, mention.block));
        }
    }
    for (index, block) in facts.document.blocks().iter().enumerate() {
        let vocabulary = facts.lexicons.vocabulary(facts.languages[index]);
        let text = facts.text(block.span);
        if !text.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        for time in times(text, vocabulary) {
            let span = time.span.shifted(block.span.start);
            claims.push(claim(Relation::Time(Clock { span, ..time }), span, index));
        }
        for stretch in vocabulary.stretches.iter().flat_map(|pattern| stretches(text, pattern)) {
            let span = stretch.span.shifted(block.span.start);
            claims.push(claim(Relation::Range(Stretch { span, ..stretch }), span, index));
        }
    }
}

/// The one day that a date names; `None` where it names several, or only a month.
fn day(facts: &Facts<'_>, mention: &Mention) -> Option<Day> {
    static NUMBERS: LazyLock<Regex> = LazyLock::new(|| Regex::new("[0-9]+").expect("a plain pattern"));
    let text = facts.text(mention.span);
    let vocabulary = facts.lexicons.vocabulary(facts.languages[mention.block]);
    let numbers: Vec<(&str, Span)> =
        NUMBERS.find_iter(text).map(|m| (m.as_str(), Span::new(m.start(), m.end()))).collect();
    let (month, day, year, place) = if let Some(ideographic) = ideographic(text, &numbers) {
        ideographic
    } else {
        let (month, at) = named(text, &vocabulary.months)?;
        if named(&text[at.end..], &vocabulary.months).is_some() {
            return None;
        }
        let (years, days): (Vec<_>, Vec<_>) = numbers.iter().copied().partition(|(digits, _)| digits.len() == 4);
        let [(day, day_at)] = days.as_slice() else { return None };
        // "In April 31 patients were admitted": the number counts what follows.
        let is_bare = day_at.start > at.start && years.is_empty() && day_at.end == text.len();
        if is_bare && counts_what_follows(facts, mention) {
            return None;
        }
        let year = years.first().and_then(|(digits, _)| digits.parse().ok());
        let end = years.first().map_or(at.end.max(day_at.end), |(_, year_at)| year_at.end.max(at.end).max(day_at.end));
        (month, day.parse().ok()?, year, Span::new(at.start.min(day_at.start), end))
    };
    let weekday = named(text, &vocabulary.weekdays).map(|(weekday, at)| (weekday, at.shifted(mention.span.start)));
    Some(Day { span: place.shifted(mention.span.start), day, month, year, weekday })
}

/// 2023年2月30日, 2月30日.
fn ideographic(text: &str, numbers: &[(&str, Span)]) -> Option<(i8, i8, Option<i16>, Span)> {
    let marks = |index: usize| numbers.get(index).and_then(|(_, span)| text[span.end..].trim_start().chars().next());
    let parse = |index: usize| numbers.get(index)?.0.parse::<i16>().ok();
    let (first, year) = if numbers.len() == 3 && marks(0) == Some('年') { (1, parse(0)) } else { (0, None) };
    let is_day =
        numbers.len() == first + 2 && marks(first) == Some('月') && matches!(marks(first + 1), Some('日' | '号'));
    let month = parse(first).filter(|month| is_day && (1..=12).contains(month))?;
    let after_day = numbers.get(first + 1)?.1.end;
    let mark = text[after_day..].find(['日', '号'])?;
    let end = after_day + mark + '日'.len_utf8();
    let start = numbers.first()?.1.start;
    Some((i8::try_from(month).ok()?, i8::try_from(parse(first + 1)?).ok()?, year, Span::new(start, end)))
}

/// The first name of a list in a text: its place in the list from 1, and where it stands.
fn named(text: &str, names: &[Vec<String>]) -> Option<(i8, Span)> {
    let lower = text.to_ascii_lowercase();
    let found = names.iter().enumerate().flat_map(|(i, spellings)| spellings.iter().map(move |name| (i, name)));
    let places = found.filter_map(|(i, name)| {
        let at =
            lower.match_indices(name.as_str()).map(|(at, _)| at).find(|at| is_word(&lower, *at, at + name.len()))?;
        Some((at, std::cmp::Reverse(name.len()), i))
    });
    let (at, len, i) = places.min()?;
    Some((i8::try_from(i + 1).ok()?, Span::new(at, at + len.0)))
}

fn is_word(text: &str, start: usize, end: usize) -> bool {
    !text[..start].ends_with(char::is_alphabetic) && !text[end..].starts_with(char::is_alphabetic)
}

/// Whether a noun follows that the last number of a date may count.
fn counts_what_follows(facts: &Facts<'_>, mention: &Mention) -> bool {
    let text = facts.document.text();
    let Some(rest) = text[mention.span.end..].strip_prefix(' ') else { return false };
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
    let vocabulary = facts.lexicons.vocabulary(facts.languages[mention.block]);
    let is_noun = word.len() > 3 && word.starts_with(char::is_lowercase) && word.ends_with('s');
    is_noun && !vocabulary.function_words.contains(&word)
}

/// Times after a word such as "at", so that scores and verses are none.
fn times<'t>(text: &'t str, vocabulary: &'t Vocabulary) -> impl Iterator<Item = Clock> + 't {
    vocabulary.times.iter().flat_map(move |pattern| {
        pattern.captures_iter(text).filter_map(|captures| {
            let (hour, minute) = (captures.name("hour")?, captures.name("minute")?);
            let span = Span::new(hour.start(), minute.end());
            Some(Clock { span, hour: hour.as_str().parse().ok()?, minute: minute.as_str().parse().ok()? })
        })
    })
}

fn stretches<'t>(text: &'t str, pattern: &'t Regex) -> impl Iterator<Item = Stretch> + 't {
    pattern.captures_iter(text).filter_map(|captures| {
        let (from, to) = (captures.name("from")?, captures.name("to")?);
        let span = Span::new(from.start(), to.end());
        let (first, last): (u32, u32) = (from.as_str().parse().ok()?, to.as_str().parse().ok()?);
        // 1025–31 and 2019–20 leave out the digits that do not change.
        let is_short = to.len() < from.len() && !text[from.end()..to.start()].contains(char::is_alphabetic);
        let last = if is_short { last_of_short(first, last, to.len()) } else { last };
        Some(Stretch { span, from: first, to: last })
    })
}

/// 1025–31 is 1025 to 1031, if that goes forward; 52–8 stays what it is.
fn last_of_short(first: u32, last: u32, digits: usize) -> u32 {
    let place = 10u32.saturating_pow(u32::try_from(digits).unwrap_or(9));
    let full = first / place * place + last;
    if full > first { full } else { last }
}
