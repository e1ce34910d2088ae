//! Speeds whose time stands before the figure: 每秒37米, 时速133公里.

use crate::extract::claims::conversion::Place;
use crate::extract::claims::sentence::{Figure, Sentence};
use crate::lexicon::frames::ConversionWords;
use crate::unit::UnitId;

/// The place of a figure, with the words that make it a speed.
pub(super) fn place<'f>(sentence: &Sentence<'f, '_>, words: &ConversionWords, figure: &Figure<'f>) -> Place<'f> {
    let alone = Place { first: *figure, rest: None, pace: None, start: figure.at, end: figure.at + 1 };
    let units = &sentence.facts.lexicons.units;
    let Some(unit) = figure.mention.unit.map(|unit| units.get(unit).name.as_str()) else { return alone };
    let told = words.pace.iter().find_map(|pace| {
        let cue = sentence.cue_before(&pace.before, &words.link, figure.at, None)?;
        Some((cue.start, units.named(pace.units.get(unit)?)?))
    });
    told.map_or(alone, |(start, pace)| Place { pace: Some(pace), start, ..alone })
}

/// Whether two figures, of which one is such a speed, measure the same in two units.
pub(super) fn are_of_one_kind(sentence: &Sentence<'_, '_>, from: &Place<'_>, to: &Place<'_>) -> bool {
    let unit = |place: &Place<'_>| -> Option<UnitId> { place.pace.or(place.first.mention.unit) };
    let units = &sentence.facts.lexicons.units;
    unit(from).zip(unit(to)).is_some_and(|(from, to)| from != to && units.are_comparable(from, to))
}
