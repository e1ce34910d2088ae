//! One quantity given twice: "10 km (6.2 miles)", "1.2 trillion (1,200 billion)".

pub(super) mod exchange;
mod pace;
pub(super) mod scale;
mod translation;

use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Claim, Confidence, Conversion, Link, Measure, Mention, Relation};
use crate::lexicon::cues::{Cues, Kind};
use crate::lexicon::frames::ConversionWords;
use crate::number::Number;
use crate::unit::UnitId;

/// In a sentence with more figures none stands alone.
const MOST_ALONE: usize = 6;

/// How many words may name what is measured between the two: "10 kilometres in length (6 miles)".
const MOST_NAMES: usize = 2;

/// Adds the quantities that a sentence gives twice.
pub(super) fn bind(sentence: &Sentence<'_, '_>, words: &ConversionWords, claims: &mut Vec<Claim>) {
    claims.extend(translation::conversions(sentence));
    if words.mute.any(&sentence.tokens, 0..sentence.tokens.len()) {
        return;
    }
    claims.extend(in_words(sentence));
    let measures = measures(sentence, words);
    let first = claims.len();
    for pair in measures.windows(2) {
        let [from, to] = pair else { continue };
        let pair = Pair { sentence, words, from: *from, to: *to };
        let is_one = || match from.pace.or(to.pace) {
            Some(_) => pace::are_of_one_kind(sentence, from, to),
            None => gives_twice(sentence, from.unit_figure(), to.unit_figure()),
        };
        let Some(link) = pair.link().filter(|_| is_one()) else { continue };
        let (from, to) = (from.measure(), to.measure());
        let relation = Relation::Conversion(Conversion { from, to, link, is_difference: pair.is_difference() });
        claims.push(sentence.claim(relation, sentence.place(pair.from.end, pair.to.start)));
    }
    if claims.len() == first {
        claims.extend(alone(sentence, words, &measures));
    }
}

/// "A third (33%)", "nine in ten (91%)": one part of a whole in words and in percent.
fn in_words(sentence: &Sentence<'_, '_>) -> Vec<Claim> {
    let claim = |pair: &[Figure<'_>]| {
        let [words, percent] = pair else { return None };
        let is_fraction = words.mention.unit.is_none() && words.mention.number().is_some_and(Number::is_fraction);
        // "One in five adults (20%)"
        let open = percent.at.checked_sub(1).filter(|open| sentence.is_word(*open, &["("]));
        let is_beside = open.is_some_and(|open| open == words.at + 1 || open == sentence.after_noun(words));
        let is_closed = sentence.is_word(percent.at + 1, &[")"]) && sentence.measures(percent.mention, "fraction");
        let measure = |figure: &Figure<'_>| Measure { first: figure.id, rest: None, pace: None };
        let (from, to) = (measure(words), measure(percent));
        let conversion = Conversion { from, to, link: Link::Slight, is_difference: false };
        let claim = sentence.claim(Relation::Conversion(conversion), sentence.place(words.at + 1, percent.at));
        let is_one = is_fraction && is_beside && is_closed;
        is_one.then_some(Claim { confidence: Confidence::Medium, ..claim })
    };
    sentence.figures.windows(2).filter_map(claim).collect()
}

/// The only two measures of a sentence in one dimension, if their units differ: "extends to 790
/// acres; readers at home in metric should think of 320 hectares".
fn alone(sentence: &Sentence<'_, '_>, words: &ConversionWords, measures: &[Place<'_>]) -> Option<Claim> {
    if measures.len() > MOST_ALONE {
        return None;
    }
    let units = &sentence.facts.lexicons.units;
    let dimension = |place: &Place<'_>| Some(units.get(place.unit_figure().unit?).dimension.as_str());
    let is_one_of_two = |from: &&Place<'_>| {
        from.pace.is_none()
            && dimension(from).is_some()
            && measures.iter().filter(|place| dimension(place) == dimension(from)).count() == 2
    };
    let pairs: Vec<Place<'_>> = measures.iter().filter(is_one_of_two).copied().collect();
    let [from, to] = pairs.try_into().ok()?;
    let (one, other) = (from.unit_figure(), to.unit_figure());
    let is_foreign = !units.are_of_one_system(one.unit?, other.unit?);
    // "Ounces" and "ounces of silver" are two units of one name.
    let (name, other_name) = (scale_words(sentence, one), scale_words(sentence, other));
    let is_one_name = name.starts_with(other_name) || other_name.starts_with(name);
    // "12 metres long, about 4 feet shorter than its rival"
    let is_compared = words.difference_after.starting_at(&sentence.tokens, to.end).is_some();
    let is_part =
        |place: &Place<'_>| sentence.is_attributive(place.unit_figure()) || sentence.is_in_range(&place.first);
    if !is_foreign || is_compared || is_one_name || is_part(&from) || is_part(&to) || !gives_twice(sentence, one, other)
    {
        return None;
    }
    let (link, is_difference) = (Link::Slight, false);
    let conversion = Conversion { from: from.measure(), to: to.measure(), link, is_difference };
    let claim = sentence.claim(Relation::Conversion(conversion), sentence.place(from.end, to.start));
    Some(Claim { confidence: Confidence::Medium, ..claim })
}

/// A measure and the tokens that it covers.
#[derive(Clone, Copy)]
struct Place<'f> {
    first: Figure<'f>,
    rest: Option<Figure<'f>>,
    /// The unit of a speed whose time stands before it: 时速166公里.
    pace: Option<UnitId>,
    start: usize,
    end: usize,
}

impl<'f> Place<'f> {
    fn measure(self) -> Measure {
        Measure { first: self.first.id, rest: self.rest.map(|rest| rest.id), pace: self.pace }
    }

    fn unit_figure(self) -> &'f Mention {
        self.first.mention
    }
}

/// The figures of a sentence, with those together that are one measure: "5 ft 9 in".
fn measures<'f>(sentence: &Sentence<'f, '_>, words: &ConversionWords) -> Vec<Place<'f>> {
    let mut measures: Vec<Place<'f>> = Vec::new();
    for figure in &sentence.figures {
        let alone = pace::place(sentence, words, figure);
        match measures.last_mut().filter(|last| last.rest.is_none() && goes_on(sentence, words, last, figure)) {
            Some(last) => (last.rest, last.end) = (Some(*figure), figure.at + 1),
            None => measures.push(alone),
        }
    }
    measures
}

/// Whether a figure is what a measure leaves over: a smaller unit, with nothing much between.
fn goes_on(sentence: &Sentence<'_, '_>, words: &ConversionWords, last: &Place<'_>, figure: &Figure<'_>) -> bool {
    let units = &sentence.facts.lexicons.units;
    let (Some(large), Some(small)) = (last.first.mention.unit, figure.mention.unit) else { return false };
    let is_joined = last.end == figure.at
        || words.join.ending_at(&sentence.tokens, figure.at, None).is_some_and(|join| join.start == last.end);
    let is_whole = last.first.mention.number().is_some_and(|number| number.decimals == 0);
    is_joined && is_whole && units.is_larger(large, small)
}

/// Whether the same quantity can be given by both figures: in two units of one dimension, or
/// in one unit with two scales.
fn gives_twice(sentence: &Sentence<'_, '_>, one: &Mention, other: &Mention) -> bool {
    let (Some(a), Some(b)) = (one.number(), other.number()) else { return false };
    let units = &sentence.facts.lexicons.units;
    let dimension = one.unit.or(other.unit).map(|unit| units.get(unit).dimension.as_str());
    if matches!(dimension, Some("fraction" | "points" | "count" | "time" | "data")) {
        return false;
    }
    match (one.unit, other.unit) {
        (Some(from), Some(to)) if from != to => {
            units.are_comparable(from, to) && !dimension.is_some_and(|name| name.starts_with("currency"))
        }
        _ => {
            let has_two_scales = a.scale() != b.scale() || scale_words(sentence, one) != scale_words(sentence, other);
            a.gives_scale() && b.gives_scale() && has_two_scales && sentence.can_share_unit(one, other)
        }
    }
}

/// What stands after the digits of a figure: " lakh crore", " trillion", " acres".
fn scale_words<'f>(sentence: &Sentence<'f, '_>, mention: &Mention) -> &'f str {
    let text = sentence.facts.document.text();
    text.get(mention.digits.end..mention.span.end).unwrap_or_default()
}

struct Pair<'s, 'f, 'd> {
    sentence: &'s Sentence<'f, 'd>,
    words: &'s ConversionWords,
    from: Place<'f>,
    to: Place<'f>,
}

impl Pair<'_, '_, '_> {
    /// What makes the two one quantity, if anything does.
    fn link(&self) -> Option<Link> {
        let tokens = &self.sentence.tokens;
        let is_short = |cue: usize| {
            let between = tokens.get(self.from.end..cue);
            between.is_some_and(|between| {
                between.iter().filter(|token| token.kind == Kind::Word).count() <= MOST_NAMES
                    && between
                        .iter()
                        .all(|token| token.kind == Kind::Word || matches!(token.text.as_ref(), "," | "(" | "—"))
            })
        };
        let ends = self.words.no_end.starting_at(tokens, self.to.end).is_none();
        let equal = self.cue(&self.words.equal).filter(|cue| is_short(*cue) && ends);
        let closes = self.to.end == tokens.len() || self.words.close.starting_at(tokens, self.to.end).is_some();
        if equal.is_some() {
            // "2.2 billion, that is 6 million for every day": the end alone shows that nothing follows.
            let has_two_units = self.from.unit_figure().unit != self.to.unit_figure().unit;
            return (closes || has_two_units).then_some(Link::Words);
        }
        let is_named = |cue: usize| {
            let between = tokens.get(self.from.end..cue);
            between.is_some_and(|names| names.len() <= MOST_NAMES && names.iter().all(|name| name.kind == Kind::Word))
        };
        self.cue(&self.words.open).filter(|cue| is_named(*cue) && closes).map(|_| Link::Slight)
    }

    /// Where a cue begins that ends before the second figure.
    fn cue(&self, cues: &Cues) -> Option<usize> {
        let found = self.sentence.cue_before(cues, &self.words.link, self.to.start, None)?;
        (found.start >= self.from.end).then_some(found.start)
    }

    /// Whether words beside the pair tell that it is the difference of two values.
    fn is_difference(&self) -> bool {
        let tokens = &self.sentence.tokens;
        let is_after = |at: usize| {
            self.words.difference_after.starting_at(tokens, at).is_some()
                && self.words.no_difference.starting_at(tokens, at).is_none()
        };
        let start = self.words.link.skip_back(tokens, self.from.start, MOST_NAMES);
        let is_before = self.words.difference_before.ending_at(tokens, start, None).is_some();
        let closes = self.words.close.starting_at(tokens, self.to.end).map_or(self.to.end, |close| close.end);
        is_before || is_after(self.from.end) || is_after(closes)
    }
}
