//! Lists whose length is announced: "five provinces: A, B, C and D".

mod lines;
mod subject;
mod turn;

use std::ops::Range;

use rust_decimal::Decimal;

use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Claim, Confidence, Count, Items, Listing, Relation};
use crate::lexicon::cues::Kind;
use crate::lexicon::frames::{CountWords, ListWords};

/// Nobody lists more than this in a sentence.
const MOST_ITEMS: i64 = 30;

/// How many words may stand between a number and its list.
const MOST_WORDS: usize = 9;

/// An item of a list in lower case has no more words than this; the list of a garbled
/// clause has longer ones.
const LONGEST_THING: usize = 4;

/// The same for an item of a list that stands between dashes or brackets.
const LONGEST_SET_APART: usize = 6;

/// The same for an item that begins with "a" or "an".
const LONGEST_ONE: usize = 8;

/// An item in ideographs has no more of them than this.
const LONGEST_IDEOGRAPHS: usize = 10;

/// A title between 《 and 》 has no more.
const LONGEST_TITLE: usize = 40;

/// Adds the lists of a sentence whose length is announced.
pub(super) fn bind(sentence: &Sentence<'_, '_>, words: &CountWords, list: &ListWords, claims: &mut Vec<Claim>) {
    let binder = Binder { sentence, words, list };
    for figure in sentence.figures.iter().filter(|figure| binder.counts_few(figure)) {
        let found = binder.after(figure).or_else(|| binder.in_brackets(figure));
        let found = if sentence.is_attributive(figure.mention) || binder.needs_clear_list(figure) {
            found
        } else {
            found
                .or_else(|| binder.before(figure))
                .or_else(|| binder.group(figure))
                .or_else(|| binder.others(figure))
                .or_else(|| binder.before_number(figure))
                .or_else(|| binder.composed(figure))
                .or_else(|| binder.listed(figure))
                .or_else(|| binder.all_of_listed(figure))
                .or_else(|| binder.things_before(figure))
                .or_else(|| binder.ages(figure))
        };
        if found.is_none() && !binder.needs_clear_list(figure) {
            let found = binder.in_turn(figure).or_else(|| binder.in_next_sentence(figure));
            let found = found.or_else(|| binder.in_sentence_before(figure));
            claims.extend(found.or_else(|| binder.counted_again(figure)));
        }
        if found.is_none() {
            claims.extend(binder.in_lines(figure).or_else(|| binder.things_counted_again(figure)));
        }
        if let Some(found) = found {
            let span = sentence.place(found.items.start, found.items.end);
            let Ok(count) = u32::try_from(found.count) else { continue };
            let count = Count { number: figure.id, items: Items { span, count }, listing: found.listing };
            let cue = sentence.place(found.cue.start, found.cue.end);
            claims.push(Claim { confidence: found.confidence, ..sentence.claim(Relation::Count(count), cue) });
        }
    }
}

struct Binder<'s, 'f, 'd> {
    sentence: &'s Sentence<'f, 'd>,
    words: &'s CountWords,
    list: &'s ListWords,
}

/// A list, and the words that tie it to its number.
struct Found {
    items: Range<usize>,
    count: usize,
    listing: Listing,
    cue: Range<usize>,
    confidence: Confidence,
}

/// What a list stands behind, which says how much of it may be judged.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// A colon or "namely": up to the end of the sentence.
    Colon,
    /// A bracket or dash, up to the next one.
    Bracket,
    /// A comma or "are": names only.
    Names,
}

impl Binder<'_, '_, '_> {
    /// Whether a figure is an exact small count, and not part of a larger one.
    fn counts_few(&self, figure: &Figure<'_>) -> bool {
        let Some(number) = figure.mention.number() else { return false };
        let is_few = number.decimals == 0
            && !number.in_words
            && number.hedge == crate::number::Hedge::None
            && Decimal::from(2) <= number.value
            && number.value <= Decimal::from(MOST_ITEMS);
        // A number at the head of a line in figures may be that of the line.
        let is_numbering = figure.at == 0 && self.sentence.word(0).starts_with(|c: char| c.is_ascii_digit());
        is_few && !is_numbering && figure.mention.unit.is_none() && !self.is_of_another(figure)
    }

    /// "Three of the six countries: A, B and C": the list is that of the first number.
    fn is_of_another(&self, figure: &Figure<'_>) -> bool {
        let cue = self.words.part_of.ending_at(&self.sentence.tokens, figure.at, None);
        cue.is_some_and(|cue| cue.start > 0 && self.sentence.figure_at(cue.start - 1).is_some())
    }

    /// "Ratified by six countries: A, B and C", but "rose by six, A and B by four".
    fn needs_clear_list(&self, figure: &Figure<'_>) -> bool {
        self.words.part_of.ending_at(&self.sentence.tokens, figure.at, None).is_some()
    }

    /// "five provinces: A and B", "the two crops (wheat and maize)", "the two brothers, Tom and Dick,".
    fn after(&self, figure: &Figure<'_>) -> Option<Found> {
        let sentence = self.sentence;
        let tokens = &sentence.tokens;
        let limit = tokens.len().min(figure.at + 2 + MOST_WORDS * 2);
        // "A three-member panel (Ramos and Thiel)": the noun begins behind the hyphen and its word.
        let first = figure.at + if sentence.is_attributive(figure.mention) { 3 } else { 1 };
        let is_clear = self.needs_clear_list(figure);
        let mut at = first;
        while at < limit {
            let starts = |cues: &crate::lexicon::cues::Cues| cues.starting_at(tokens, at).map(|found| found.end);
            // Ideographs are shorter than words: 对4个县发布暴雨红色预警,分别是….
            let is_short = tokens[at.saturating_sub(1)].is_ideograph();
            let is_near = at <= figure.at + 1 + MOST_WORDS * if is_short { 2 } else { 1 };
            let opening = match tokens[at].text.as_ref() {
                _ if starts(&self.words.namely).is_some() => starts(&self.words.namely).zip(Some(Opening::Colon)),
                _ if starts(&self.words.are).is_some() => starts(&self.words.are).zip(Some(Opening::Names)),
                _ if starts(&self.list.partial).is_some() => {
                    // "Four soloists will travel with it: A, B, C and D"
                    let colon = (at..limit).find(|at| tokens[*at].kind != Kind::Word)?;
                    if !sentence.is_word(colon, &[":"]) || colon == at + 1 {
                        return None;
                    }
                    at = colon;
                    Some((colon + 1, Opening::Colon))
                }
                ":" => Some((at + 1, Opening::Colon)),
                "(" if is_near => Some((at + 1, Opening::Bracket)),
                "," if is_near => {
                    let namely = self.words.namely.starting_at(tokens, at + 1);
                    namely.map(|found| (found.end, Opening::Colon)).or(Some((at + 1, Opening::Names)))
                }
                "—" | "-" if is_near && self.is_dash(at) => Some((at + 1, Opening::Bracket)),
                "-" | "\"" | "·" => None,
                _ if matches!(tokens[at].kind, Kind::Word | Kind::Period) => None,
                _ => return None,
            };
            if let Some((start, opening)) = opening.filter(|(_, opening)| *opening != Opening::Names || !is_clear) {
                let found = self.opened(figure, first..at, start, opening);
                // "Three towns were left without power: A, B and C": the verb opens no list.
                if found.is_some() || opening != Opening::Names {
                    return found;
                }
            }
            at += 1;
        }
        None
    }

    /// The list that something opens behind a number and its noun.
    fn opened(&self, figure: &Figure<'_>, noun: Range<usize>, mut start: usize, opening: Opening) -> Option<Found> {
        let sentence = self.sentence;
        let tokens = &sentence.tokens;
        let at = noun.end;
        while sentence.is_word(start, &["—", ":"]) {
            start += 1;
        }
        // "next year: those to Ashby, Corwen and Redmire"
        start = self.words.namely.starting_at(tokens, start).map_or(start, |namely| namely.end);
        // "two of its plants, Gary and Toledo"
        let part_of = self.words.part_of.starting_at(tokens, noun.start);
        let noun = part_of.map_or(noun.start, |part_of| part_of.end.min(at))..at;
        // "17 states in the North, South and East": the last word is an item of its own.
        let ends_in_name = opening == Opening::Names && sentence.is_capital(at - 1) && !self.is_in_ideographs(&noun);
        let is_told = !noun.is_empty() && !ends_in_name && !self.list.broken.any(tokens, noun.clone());
        let is_told = is_told || (opening == Opening::Colon && noun.len() > 1);
        // "Four stations are shut – Aldgate, Temple and Monument –"
        let is_set_apart = opening == Opening::Bracket && !sentence.is_word(at, &["("]) && self.has_names(start);
        if (sentence.is_attributive(figure.mention) && opening == Opening::Names)
            || !(is_told || is_set_apart)
            || self.list.partial.starting_at(tokens, start).is_some()
        {
            return None;
        }
        match opening {
            Opening::Colon if self.is_in_ideographs(&(start..start + 1)) => {
                self.to_end(start, at).or_else(|| self.names(start, at))
            }
            Opening::Colon => self.to_end(start, at),
            Opening::Bracket => self.to_bracket(start, at),
            Opening::Names => self.names(start, at),
        }
    }

    /// "Scratched at Ascot (3): Moonraker, Tansy, Quickstep."
    fn in_brackets(&self, figure: &Figure<'_>) -> Option<Found> {
        let sentence = self.sentence;
        let opens = figure.at > 0 && sentence.is_word(figure.at - 1, &["("]);
        let closes = sentence.is_word(figure.at + 1, &[")"]) && sentence.is_word(figure.at + 2, &[":"]);
        if opens && closes { self.to_end(figure.at + 3, figure.at + 2) } else { None }
    }

    /// Whether what a dash opens is a list of names.
    fn has_names(&self, start: usize) -> bool {
        let end = (start..self.sentence.tokens.len()).find(|at| self.is_dash_or_end(*at));
        let parts = end.map(|end| self.sentence.parts(self.list, start..end));
        parts.is_some_and(|parts| {
            parts.items.len() > 1
                && parts.is_closed()
                && parts.items.iter().all(|item| self.sentence.is_name(self.list, item))
        })
    }

    /// A dash between blanks, not a hyphen.
    fn is_dash(&self, at: usize) -> bool {
        let Some(token) = self.sentence.tokens.get(at) else { return false };
        let text = self.sentence.facts.document.text();
        token.text == "—" || (text[..token.span.start].ends_with(' ') && text[token.span.end..].starts_with(' '))
    }

    fn to_end(&self, start: usize, cue: usize) -> Option<Found> {
        let sentence = self.sentence;
        let stop = |at: &usize| sentence.is_word(*at, &[".", "。", "!", "?", ";", ")"]);
        let end = (start..sentence.tokens.len()).find(stop).unwrap_or(sentence.tokens.len());
        // Names in ideographs end at the next clause.
        let is_clause = sentence.is_word(end, &[";", ")"]) && !sentence.is_word(start.saturating_sub(1), &[")"]);
        if is_clause && sentence.is_word(end, &[";"]) {
            return self.semicolons(start, cue);
        }
        self.plain(start..end, cue)
    }

    /// "as follows: the library on the 4th; the mosque on the 9th; and the town hall": items that
    /// semicolons divide, the last one behind "and".
    fn semicolons(&self, start: usize, cue: usize) -> Option<Found> {
        let sentence = self.sentence;
        let stop = |at: &usize| sentence.is_word(*at, &[".", "。", "!", "?"]);
        let end = (start..sentence.tokens.len()).find(stop).unwrap_or(sentence.tokens.len());
        let marks: Vec<usize> = (start..end).filter(|at| sentence.is_word(*at, &[";"])).collect();
        let last = marks.last()? + 1;
        let is_closed = self.list.and.starting_at(&sentence.tokens, last).is_some();
        is_closed.then(|| Found {
            count: marks.len() + 1,
            items: start..end,
            listing: Listing::All,
            cue: cue..cue + 1,
            confidence: Confidence::Medium,
        })
    }

    fn to_bracket(&self, start: usize, cue: usize) -> Option<Found> {
        let sentence = self.sentence;
        let is_bracket = sentence.is_word(cue, &["("]);
        let stop = |at: &usize| {
            if is_bracket { sentence.is_word(*at, &[")"]) } else { self.is_dash_or_end(*at) }
        };
        let end = (start..sentence.tokens.len()).find(stop)?;
        self.plain(start..end, cue)
    }

    fn is_dash_or_end(&self, at: usize) -> bool {
        self.sentence.is_word(at, &[".", "。", ";"]) || (self.sentence.is_word(at, &["—", "-"]) && self.is_dash(at))
    }

    /// A list of names or of plain words, with nothing else.
    fn plain(&self, range: Range<usize>, cue: usize) -> Option<Found> {
        let parts = self.sentence.parts(self.list, range.clone());
        // "Four awards – young farmer of the year, best pasture, best bull and best cheese –"
        let is_set_apart = parts.is_closed() && parts.items.len() > 2 && self.sentence.is_word(cue, &["—", "-", "("]);
        let is_item = |item: &Range<usize>| {
            let most = match self.is_in_ideographs(item) {
                true if self.sentence.is_word(item.start, &["《"]) => LONGEST_TITLE,
                true => LONGEST_IDEOGRAPHS,
                // "a buffer overrun in the parser, a path traversal in the unpacker"
                false if self.words.one.starting_at(&self.sentence.tokens, item.start).is_some() => LONGEST_ONE,
                false if is_set_apart => self.list.longest.unwrap_or(LONGEST_SET_APART),
                false => self.list.longest.unwrap_or(LONGEST_THING),
            };
            self.sentence.is_thing(self.list, item, most)
                || self.sentence.is_name(self.list, item)
                || self.sentence.is_species(item)
                || self.is_year(item)
                || self.is_age_group(item)
                || self.sentence.is_numbered(self.list, item)
        };
        // 14个县(市、区): kinds of what is counted, and none of them by name.
        let is_kind = |item: &Range<usize>| {
            let kind = self.words.kinds.starting_at(&self.sentence.tokens, item.start);
            kind.is_some_and(|kind| kind.end == item.end)
        };
        let is_sound = parts.items.len() > 1
            && parts.items.iter().all(is_item)
            && !parts.items.iter().all(is_kind)
            && (parts.is_closed() || parts.ands.is_empty())
            && !self.list.open.any(&self.sentence.tokens, range.start..(range.end + 1).min(self.sentence.tokens.len()));
        let first = parts.items.first()?;
        let is_enumeration =
            parts.is_closed() || self.is_in_ideographs(first) || self.sentence.is_word(first.end, &["、"]);
        is_sound.then(|| Found {
            count: parts.items.len(),
            items: range,
            listing: Listing::All,
            cue: cue..cue + 1,
            // Without an "and" the list may go on, and what stands in brackets be something else.
            confidence: match (is_enumeration, self.sentence.is_word(cue, &[":"])) {
                (true, _) => Confidence::High,
                (false, true) => Confidence::Medium,
                (false, false) => Confidence::Low,
            },
        })
    }

    /// "Four times (1999, 2005, 2007 and 2010)"
    fn is_year(&self, item: &Range<usize>) -> bool {
        // "in 1956, 1959 and 1963"
        let is_led = item.len() == 2 && self.words.at.starting_at(&self.sentence.tokens, item.start).is_some();
        (item.len() == 1 || is_led) && self.sentence.tokens[item.end - 1].kind == Kind::Period
    }

    fn is_in_ideographs(&self, item: &Range<usize>) -> bool {
        self.sentence.word(item.start).chars().next().is_some_and(|c| c > '\u{2E80}')
    }

    /// "A, B and C are the three finalists".
    fn before(&self, figure: &Figure<'_>) -> Option<Found> {
        let sentence = self.sentence;
        let is = self.words.list_is.ending_at(&sentence.tokens, figure.at, None);
        let cue = is.or_else(|| self.apposition(figure))?;
        if self.words.part_of.starting_at(&sentence.tokens, figure.at + 1).is_some() {
            return None;
        }
        let stop = |at: &usize| sentence.is_word(*at, &[".", ";", ":", "(", ")", "—"]);
        let start = (0..cue.start).rev().find(stop).map_or(0, |at| at + 1);
        let parts = sentence.parts(self.list, start..cue.start);
        let (first, rest) = parts.items.split_first()?;
        let is_sound = parts.is_closed()
            && sentence.is_name(self.list, first)
            && (is.is_some() || !sentence.vocabulary().function_words.contains(&sentence.word(start).to_lowercase()))
            && rest.iter().all(|item| sentence.is_name(self.list, item));
        is_sound.then_some(Found {
            count: parts.items.len(),
            items: start..cue.start,
            listing: Listing::All,
            cue: cue.start..cue.end,
            confidence: if is.is_some() { Confidence::High } else { Confidence::Medium },
        })
    }

    /// 山东、河南、江苏三省, 山东、河南等三省.
    fn group(&self, figure: &Figure<'_>) -> Option<Found> {
        let sentence = self.sentence;
        let noun = self.words.group.starting_at(&sentence.tokens, figure.at + 1)?;
        let open = self.list.open.ending_at(&sentence.tokens, figure.at, None);
        let end = open.map_or(figure.at, |open| open.start);
        let stop = |at: &usize| {
            !matches!(sentence.tokens[*at].kind, Kind::Word | Kind::Period)
                && !sentence.is_word(*at, &["、", "\"", "·", "《", "》", "-"])
        };
        let stopped = (0..end).rev().find(stop);
        let start = stopped.map_or(0, |at| at + 1);
        let parts = sentence.parts(self.list, start..end);
        // 重伤4人、轻伤19人 is a list of figures.
        let follows_figure = stopped.is_some_and(|at| sentence.tokens[at].kind != Kind::Mark);
        let (_, rest) = parts.items.split_first()?;
        // 曾于1994年、1997年和2003年三度夺冠
        let ends_in_year = |item: &Range<usize>| sentence.tokens[item.end - 1].kind == Kind::Period;
        let are_years = parts.items.iter().all(ends_in_year) && rest.iter().all(|item| item.len() == 1);
        let is_sound = !rest.is_empty()
            && !follows_figure
            && sentence.is_word(parts.items[0].end, &["、"])
            && (parts.ands.is_empty() || parts.is_closed())
            && rest.iter().all(|item| item.len() <= LONGEST_IDEOGRAPHS)
            && !self.list.broken.any(&sentence.tokens, rest[0].start..end)
            && (are_years || !sentence.figures.iter().any(|figure| start <= figure.at && figure.at < end));
        is_sound.then(|| Found {
            count: parts.items.len(),
            items: start..end,
            listing: if open.is_some() { Listing::Some } else { Listing::All },
            cue: noun.start..noun.end,
            confidence: Confidence::High,
        })
    }
}
