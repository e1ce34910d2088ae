//! The words around a figure: currency, magnitude, unit, hedge, what is counted,
//! and what is run together with it.

use rust_decimal::Decimal;

use crate::bounds::times;
use crate::lexicon::Vocabulary;
use crate::lexicon::vocabulary::Word;
use crate::number::Hedge;
use crate::span::Span;
use crate::unit::{UnitId, Units};

/// What follows the digits of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct After {
    /// The product of its magnitudes.
    pub(super) magnitude: Option<Decimal>,
    /// What it is counted in.
    pub(super) unit: Option<UnitId>,
    /// What a word after it says of its exactness.
    pub(super) hedge: Hedge,
    /// Whether half of one more comes on top: 两个半小时, 三年半.
    pub(super) has_half: bool,
    /// Where it would end without its unit.
    pub(super) bare_end: usize,
    /// Where the expression ends.
    pub(super) end: usize,
    /// The end of a word that follows without a blank.
    pub(super) glued_word: Option<usize>,
}

/// Reads what follows the digits that end at `end`. `has_currency` tells that a sign
/// of money stands before them, so that "5m" is five million.
pub(super) fn after(text: &str, end: usize, has_currency: bool, vocabulary: &Vocabulary) -> After {
    let mut after = After::nothing(end);
    loop {
        let rest = &text[after.end..];
        if let Some(half) = half(rest, end == after.end, vocabulary) {
            after.has_half = true;
            after.end += half;
            continue;
        }
        let is_hedged = after.hedge != Hedge::None;
        if let Some((len, hedge)) = vocabulary
            .hedges_after
            .as_ref()
            .and_then(|hedges| hedges.at_start(rest.trim_start()))
            .filter(|_| !is_hedged)
        {
            after.hedge = hedge;
            after.end += (rest.len() - rest.trim_start().len()) + len;
            continue;
        }
        let Some((at, found)) = next_word(rest, after.end == end, has_currency, after.magnitude.is_some(), vocabulary)
        else {
            break;
        };
        match found {
            Word::Nothing => break,
            Word::Magnitude(by) => {
                after.magnitude = Some(after.magnitude.map_or(by, |m| times(m, by).unwrap_or(Decimal::MAX)))
            }
            Word::Unit(unit) => after.unit = Some(unit),
        }
        if after.end == end && at.touches_letters {
            after.glued_word = Some(after.end + at.end);
        }
        if after.unit.is_some() {
            after.bare_end = after.end;
        }
        after.end += at.end;
        if after.unit.is_some() {
            let rest = &text[after.end..];
            let half = vocabulary.half_after.iter().find(|half| rest.starts_with(half.as_str()));
            let is_other = vocabulary.no_half.iter().any(|word| rest.starts_with(word.as_str()));
            if let Some(half) = half.filter(|_| !after.has_half && !is_other && ends_in(text, &after, vocabulary)) {
                after.has_half = true;
                after.end += half.len();
            }
            break;
        }
    }
    after
}

impl After {
    /// Nothing that belongs to the digits before `end`.
    pub(super) fn nothing(end: usize) -> After {
        After { magnitude: None, unit: None, hedge: Hedge::None, has_half: false, bare_end: end, end, glued_word: None }
    }
}

/// The length of a word for "and a half" between a figure and its unit: 两个半小时.
fn half(rest: &str, is_first: bool, vocabulary: &Vocabulary) -> Option<usize> {
    let half = vocabulary.half_before.iter().find(|half| rest.starts_with(half.as_str())).filter(|_| is_first)?;
    matches!(vocabulary.words.at_start(&rest[half.len()..]), Some((_, Word::Unit(_)))).then_some(half.len())
}

/// Whether the unit that was read is one of which halves are told behind it: 三年半, 两天半.
fn ends_in(text: &str, after: &After, vocabulary: &Vocabulary) -> bool {
    vocabulary.halved.iter().any(|unit| text[..after.end].ends_with(unit.as_str()))
}

struct At {
    end: usize,
    /// Whether a word of letters begins right at the digits.
    touches_letters: bool,
}

/// The magnitude or unit at the start of `rest`, after at most one blank or hyphen.
fn next_word(
    rest: &str,
    is_first: bool,
    has_currency: bool,
    has_magnitude: bool,
    vocabulary: &Vocabulary,
) -> Option<(At, Word)> {
    let gap = rest.len() - rest.trim_start_matches([' ', '\u{A0}', '\u{202F}', '\u{2009}', '\n']).len();
    let gap =
        if gap == 0 && rest.starts_with(['-', '‑']) { rest.chars().next().map_or(0, char::len_utf8) } else { gap };
    if gap > 3 {
        return None;
    }
    let words = &rest[gap..];
    let short = (gap == 0 && !has_magnitude).then(|| short_magnitude(words, has_currency)).flatten();
    if let Some((len, magnitude)) = short.filter(|_| is_first) {
        return Some((At { end: len, touches_letters: false }, Word::Magnitude(magnitude)));
    }
    let by_word = vocabulary.words.at_start(words);
    let by_symbol =
        vocabulary.symbols.at_start(words).filter(|(len, _)| is_symbol(words, *len, gap) && !is_elided(words, *len));
    match (by_word, by_symbol) {
        (Some((len, word)), symbol) if symbol.is_none_or(|(other, _)| other <= len) => {
            // "18tonnes" lacks a blank, "4mm a year" and "5min" do not.
            let letters = words.chars().take_while(char::is_ascii_alphabetic).count();
            let is_word = letters >= 4 || vocabulary.function_words.contains(&words[..letters]);
            let touches_letters = gap == 0 && is_word && !matches!(word, Word::Magnitude(_));
            Some((At { end: gap + len, touches_letters }, word))
        }
        (_, Some((len, unit))) => Some((At { end: gap + len, touches_letters: false }, Word::Unit(unit))),
        (None | Some(_), None) => None,
    }
}

/// Whether letters are the head of a word that lost its end: the l and d of "560 l'été
/// dernier" and "3 d'entre eux".
fn is_elided(words: &str, len: usize) -> bool {
    let mut after = words[len..].chars();
    let is_word = words[..len].chars().all(char::is_alphabetic);
    is_word && matches!(after.next(), Some('\u{27}' | '’')) && after.next().is_some_and(char::is_alphabetic)
}

/// Magnitudes of one or two letters that touch the digits: £5m, 2.5bn, 10k.
fn short_magnitude(words: &str, has_currency: bool) -> Option<(usize, Decimal)> {
    let letters: String = words.chars().take_while(|c| c.is_alphanumeric()).collect();
    let exponent = match letters.as_str() {
        "bn" | "Bn" | "BN" => 9,
        "mn" | "mln" => 6,
        "tn" => 12,
        "m" | "M" if has_currency => 6,
        "b" | "B" if has_currency => 9,
        "k" | "K" if has_currency => 3,
        "t" | "T" if has_currency => 12,
        _ => return None,
    };
    Some((letters.len(), Decimal::from(10u64.pow(exponent))))
}

/// Whether a sign is one here. A capital or a short word may be a word of the
/// sentence ("5 in 2020", "rose by 5 A"), so that it has to touch the digits or
/// be followed by no word.
fn is_symbol(words: &str, len: usize, gap: usize) -> bool {
    let symbol = &words[..len];
    if !symbol.chars().all(|c| c.is_ascii_alphabetic()) {
        return true;
    }
    let goes_on = words[len..].starts_with(' ') && words[len..].trim_start().starts_with(|c: char| c.is_alphanumeric());
    let is_doubtful = matches!(
        symbol,
        "in" | "A" | "N" | "R" | "V" | "p" | "s" | "d" | "h" | "a" | "as" | "at" | "K" | "T" | "B" | "Y" | "C" | "F"
    );
    // "35 C (95 F)": a bracket shows that a letter alone is a unit.
    let is_degree = matches!(symbol, "C" | "F") && (words[len..].starts_with(" (") || words[len..].starts_with(')'));
    !is_doubtful || (gap == 0 && symbol != "s") || (gap == 1 && (is_degree || (symbol == "in" && !goes_on)))
}

/// The currency sign that ends at `start`, and where it begins.
pub(super) fn currency_before(text: &str, start: usize, vocabulary: &Vocabulary) -> Option<(usize, UnitId)> {
    let before = text[..start].strip_suffix([' ', '\u{A0}', '\u{202F}']).unwrap_or(&text[..start]);
    let has_blank = before.len() < start;
    // A word of the sentence is longer than any sign of money.
    let letters = before.len() - before.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
    if letters > 4 || before.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    vocabulary.currencies.iter().find_map(|(symbol, unit)| {
        let is_letters = symbol.chars().all(|c| c.is_ascii_alphabetic());
        let rest = before.strip_suffix(symbol.as_str())?;
        let is_whole_word = !is_letters || !rest.ends_with(|c: char| c.is_alphanumeric());
        let is_doubtful = is_letters && symbol.len() < 2 && has_blank;
        (is_whole_word && !is_doubtful).then_some((rest.len(), *unit))
    })
}

/// The hedge that ends before `start`, and where it begins. The word "about" in
/// "talked about 5 cases" is taken for a hedge: it only widens.
pub(super) fn hedge_before(text: &str, start: usize, vocabulary: &Vocabulary) -> Option<HedgeBefore> {
    let window_start = (start.saturating_sub(40)..=start).find(|at| text.is_char_boundary(*at))?;
    let window = &text[window_start..start];
    let trimmed = window.trim_end_matches([' ', '\u{A0}', '\n']);
    // Folding other letters could change how long they are.
    let lower = trimmed.to_ascii_lowercase();
    vocabulary.hedges.iter().find_map(|(phrase, hedge)| {
        let rest = lower.strip_suffix(phrase.as_str())?;
        let begins = window_start + rest.len();
        let last = rest.chars().next_back();
        let first = trimmed[rest.len()..].chars().next()?;
        let touches = last.is_some_and(|c| c.is_ascii_alphanumeric()) && first.is_ascii_alphabetic();
        // "countryMore than": a word run together with the hedge.
        let is_run_together = touches && first.is_uppercase() && last.is_some_and(|c| c.is_ascii_lowercase());
        (!touches || is_run_together).then_some(HedgeBefore { start: begins, hedge: *hedge, is_run_together })
    })
}

/// A hedge before a figure.
pub(super) struct HedgeBefore {
    pub(super) start: usize,
    pub(super) hedge: Hedge,
    /// Whether the word before it lacks its blank.
    pub(super) is_run_together: bool,
}

/// The word of letters that ends at `start`.
pub(super) fn word_before(text: &str, start: usize) -> Option<Span> {
    let word =
        text[..start].len() - text[..start].trim_end_matches(|c: char| c.is_alphabetic() && !is_ideograph(c)).len();
    (word > 0).then(|| Span::new(start - word, start))
}

/// The word of letters that begins at `end`.
pub(super) fn word_after(text: &str, end: usize) -> Option<Span> {
    let rest = &text[end..];
    let word = rest.len() - rest.trim_start_matches(|c: char| c.is_alphabetic() && !is_ideograph(c)).len();
    (word > 0).then(|| Span::new(end, end + word))
}

/// Ideographs and kana stand beside figures without a blank.
pub(super) fn is_ideograph(c: char) -> bool {
    ('\u{2E80}'..='\u{9FFF}').contains(&c)
        || ('\u{AC00}'..='\u{D7AF}').contains(&c)
        || ('\u{F900}'..='\u{FAFF}').contains(&c)
}

/// The thing counted: up to four words after the figure, up to the first that
/// is no part of a noun phrase.
pub(super) fn counted(text: &str, end: usize, vocabulary: &Vocabulary) -> Option<Span> {
    let rest = text[end..].strip_prefix(' ')?;
    let start = end + 1;
    let mut phrase_end = start;
    for word in rest.split(' ').take(4) {
        let letters = word.trim_end_matches([',', '.', ';', ':', ')', '!', '?']);
        let is_capital = letters.starts_with(char::is_uppercase);
        let is_noun = (letters.starts_with(char::is_lowercase) || (is_capital && vocabulary.capital_nouns))
            && letters.chars().all(|c| c.is_alphabetic() || c == '-' || c == '\u{27}' || c == '’');
        if !is_noun
            || vocabulary.before_years.iter().any(|known| known == letters)
            || vocabulary.function_words.contains(letters)
        {
            break;
        }
        phrase_end = (text[phrase_end..].find(letters)? + phrase_end) + letters.len();
        // "350 befragte Betriebe": with the capital the noun is there.
        if letters.len() < word.len() || is_capital {
            break;
        }
    }
    let has_noun = !vocabulary.capital_nouns || text[start..phrase_end].contains(char::is_uppercase);
    (has_noun && phrase_end > start).then(|| Span::new(start, phrase_end))
}

/// Whether two units name the same thing in a range: "30 km to 40 km", "30 to 40 km".
pub(super) fn share_unit(units: &Units, one: Option<UnitId>, other: Option<UnitId>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => units.are_comparable(one, other),
        _ => true,
    }
}
