//! The years, days and times that a date or time of the text names.

use std::sync::LazyLock;

use regex::Regex;

use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Label, Moment, Reading};
use crate::lexicon::cues::{Cues, Kind};
use crate::lexicon::frames::LastingWords;
use crate::span::Span;

/// A moment and the tokens that name it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) moment: Moment,
}

/// Two moments that one expression names: "1949–2006", "1 to 14 March".
#[derive(Debug, Clone, Copy)]
pub(super) struct Double {
    pub(super) at: usize,
    pub(super) from: Moment,
    pub(super) to: Moment,
}

/// The single moments of a sentence, and those that come in twos, in order.
pub(super) fn moments(sentence: &Sentence<'_, '_>, words: &LastingWords) -> (Vec<Placed>, Vec<Double>) {
    let (mut single, mut double) = (Vec::new(), Vec::new());
    let is_of_24_hours = sentence.figures.iter().any(|figure| names_24_hours(sentence, figure));
    for figure in &sentence.figures {
        let text = sentence.facts.text(figure.mention.span);
        let found = match figure.mention.reading {
            Reading::NotAQuantity(Label::Year) => years(text),
            Reading::NotAQuantity(Label::Date) => dates(sentence, text),
            Reading::NotAQuantity(Label::Time) => time(sentence, words, figure, is_of_24_hours).into_iter().collect(),
            // "(1368–1644)": years that no other word shows to be any.
            Reading::Range(..) if sentence.is_word(figure.at.saturating_sub(1), &["("]) => years(text),
            _ => continue,
        };
        let place = |moment: &Moment| Moment { span: figure.mention.span, ..*moment };
        match found.as_slice() {
            [one] => single.push(Placed { start: figure.at, end: figure.at + 1, moment: place(one) }),
            [from, to] => double.push(Double { at: figure.at, from: place(from), to: place(to) }),
            _ => {}
        }
    }
    single.extend(months(sentence, words));
    single.sort_by_key(|placed| placed.start);
    // "early March": nobody knows how many days.
    for placed in single.iter_mut().filter(|placed| placed.moment.day.is_none() && placed.moment.month.is_some()) {
        let tokens = &sentence.tokens;
        let is_vague = words.vague.ending_at(tokens, placed.start, None).is_some()
            || words.vague.starting_at(tokens, placed.end).is_some();
        if is_vague {
            placed.moment = Moment { span: placed.moment.span, ..moment(None, None, None) };
        }
    }
    (single, double)
}

fn moment(year: Option<i16>, month: Option<i8>, day: Option<i8>) -> Moment {
    Moment { span: Span::new(0, 0), year, month, day, minute: None, is_of_either_half: false }
}

/// "1949", "1949–2006", "1939–45"; not "the 1990s", not "2019/20".
fn years(text: &str) -> Vec<Moment> {
    static YEARS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^([12][0-9]{3})(?:\s?(?:-|–|—)\s?([12][0-9]{3}|[0-9]{2}))?$").expect("a plain pattern")
    });
    let Some(found) = YEARS.captures(text) else { return Vec::new() };
    let Some(first) = found.get(1).and_then(|digits| digits.as_str().parse::<i16>().ok()) else { return Vec::new() };
    let year = |year: i16| moment(Some(year), None, None);
    match found.get(2).and_then(|digits| Some((digits.len(), digits.as_str().parse::<i16>().ok()?))) {
        None => vec![year(first)],
        Some((4, last)) => vec![year(first), year(last)],
        Some((_, short)) => vec![year(first), year(first / 100 * 100 + short)],
    }
}

/// "12 March 1950", "1 to 14 March", "March 2016", 3月1日至3月14日.
fn dates(sentence: &Sentence<'_, '_>, text: &str) -> Vec<Moment> {
    static PIECES: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[0-9]+|\p{L}+").expect("a plain pattern"));
    let names = &sentence.vocabulary().months;
    let (mut months, mut days, mut years) = (Vec::new(), Vec::new(), Vec::new());
    let mut joints = 0;
    for piece in PIECES.find_iter(text) {
        let word = piece.as_str().to_lowercase();
        let named = names.iter().position(|spellings| spellings.contains(&word));
        if let Ok(number) = word.parse::<i16>() {
            if word.len() == 4 { years.push(number) } else { days.push((number, piece.start())) }
        } else if let Some(month) = named.and_then(|month| i8::try_from(month + 1).ok()) {
            months.push(month);
        } else if !names.is_empty() {
            joints += usize::from(!matches!(word.as_str(), "st" | "nd" | "rd" | "th"));
        }
    }
    if names.is_empty() || text.contains('年') || text.contains('月') {
        return ideographic(text);
    }
    let dashes = text.matches(['-', '–']).count();
    let day = |index: usize| days.get(index).and_then(|(day, _)| i8::try_from(*day).ok());
    let year = years.last().copied();
    match (months.as_slice(), days.len(), years.len()) {
        ([month], 0, 1) => vec![moment(year, Some(*month), None)],
        ([month], 1, 0 | 1) => vec![moment(year, Some(*month), day(0))],
        ([month], 2, 0 | 1) if dashes + joints == 1 && !text.contains([',', '&']) && is_span(sentence, text) => {
            vec![moment(year, Some(*month), day(0)), moment(year, Some(*month), day(1))]
        }
        ([first, last], 2, 0 | 1) if is_span(sentence, text) => {
            vec![moment(year, Some(*first), day(0)), moment(year, Some(*last), day(1))]
        }
        _ => Vec::new(),
    }
}

/// Whether a word or dash for "to" stands among days, not one for "and".
fn is_span(sentence: &Sentence<'_, '_>, text: &str) -> bool {
    let words = sentence.facts.lexicons.file(sentence.facts.languages[sentence.block]).lasting.as_ref();
    let tokens: Vec<_> = crate::lexicon::cues::cut(text, 0).collect();
    text.contains(['-', '–']) || words.is_some_and(|words| words.to.any(&tokens, 0..tokens.len()))
}

fn ideographic(text: &str) -> Vec<Moment> {
    static PARTS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:([0-9]{4})\s?年)?(?:([0-9]{1,2})\s?月)?(?:([0-9]{1,2})\s?[日号])?").expect("a plain pattern")
    });
    if text.contains(['代', '度', '末', '底', '初']) {
        return Vec::new();
    }
    let mut found: Vec<Moment> = Vec::new();
    for captures in PARTS.captures_iter(text).filter(|captures| !captures[0].is_empty()) {
        let number = |index: usize| captures.get(index).and_then(|digits| digits.as_str().parse::<i16>().ok());
        let last = found.last().copied();
        let (month, day) = (number(2), number(3));
        found.push(moment(
            number(1).or_else(|| last.and_then(|last| last.year)),
            month.and_then(|month| i8::try_from(month).ok()).or_else(|| last.filter(|_| day.is_some())?.month),
            day.and_then(|day| i8::try_from(day).ok()),
        ));
    }
    // 3月1日、5日 are two days, and no stretch.
    if text.contains(['、', ',', '，']) { Vec::new() } else { found }
}

/// Whether a time is one of a clock of 24 hours: "14:30", "09:30".
fn names_24_hours(sentence: &Sentence<'_, '_>, figure: &Figure<'_>) -> bool {
    let text = sentence.facts.text(figure.mention.span);
    let hour: String = text.chars().take_while(char::is_ascii_digit).collect();
    matches!(figure.mention.reading, Reading::NotAQuantity(Label::Time))
        && (text.starts_with('0') || hour.parse::<u32>().is_ok_and(|hour| hour > 12))
}

/// "2 pm", "14:30", 14时30分, 晚上9时.
fn time(
    sentence: &Sentence<'_, '_>,
    words: &LastingWords,
    figure: &Figure<'_>,
    is_of_24_hours: bool,
) -> Option<Moment> {
    static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^([0-9]{1,2})(?:[:.时時点點]([0-9]{2})?分?)?\s?(\S*)$").expect("a plain pattern")
    });
    let found = CLOCK.captures(sentence.facts.text(figure.mention.span))?;
    let number = |index: usize| found.get(index).and_then(|digits| digits.as_str().parse::<i32>().ok());
    let hour = number(1)?;
    let ending = found.get(3).map_or(String::new(), |ending| ending.as_str().to_lowercase());
    let is_before = |cues: &Cues| cues.ending_at(&sentence.tokens, figure.at, None).is_some();
    let is_morning = words.morning.contains(&ending) || is_before(&words.before_noon);
    let is_afternoon = words.afternoon.contains(&ending) || is_before(&words.after_noon);
    // 晚上12时 may be the end of the day.
    let is_unclear = hour == 12 && (is_before(&words.before_noon) || is_before(&words.after_noon));
    let is_zone = words.zones.contains(&ending);
    let is_plain = ending.is_empty() || ending == "分" || is_zone;
    let (hour, is_of_either_half) = match (is_morning, is_afternoon) {
        _ if is_unclear => return None,
        (true, _) => (hour % 12, false),
        (_, true) => (hour % 12 + 12, false),
        _ if is_plain => (hour, !is_of_24_hours),
        _ => return None,
    };
    let minute = hour * 60 + number(2).unwrap_or(0);
    Some(Moment { minute: Some(minute), is_of_either_half, ..moment(None, None, None) })
}

/// Months without a day: "from January to May".
fn months(sentence: &Sentence<'_, '_>, words: &LastingWords) -> Vec<Placed> {
    let names = &sentence.vocabulary().months;
    let tokens = &sentence.tokens;
    let find = |at: usize| {
        let token = tokens.get(at).filter(|token| token.kind == Kind::Word && sentence.is_capital(at))?;
        let month = names.iter().position(|spellings| spellings.iter().any(|name| *name == token.text))?;
        Some((token.span, i8::try_from(month + 1).ok()?))
    };
    let near = |at: usize| {
        words.from.ending_at(tokens, at, None).is_some()
            || words.to.ending_at(tokens, at, None).is_some()
            || words.between.ending_at(tokens, at, None).is_some()
            || words.and.ending_at(tokens, at, None).is_some()
    };
    let found = (0..tokens.len()).filter(|at| near(*at)).filter_map(|at| {
        let (span, month) = find(at)?;
        Some(Placed { start: at, end: at + 1, moment: Moment { span, ..moment(None, Some(month), None) } })
    });
    found.collect()
}

/// What an ordinal says: the 50 of "50th".
pub(in crate::extract::claims) fn ordinal(sentence: &Sentence<'_, '_>, figure: &Figure<'_>) -> Option<i32> {
    let text = sentence.facts.text(figure.mention.span);
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let is_ordinal = matches!(figure.mention.reading, Reading::NotAQuantity(Label::Ordinal));
    digits.parse().ok().filter(|_| is_ordinal)
}
