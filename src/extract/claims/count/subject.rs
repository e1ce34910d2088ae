//! Lists of things that are the subject of a sentence, and ages of counted people: "wheat, barley and
//! oats are the three crops", "the three brothers are 14, 12 and 9 years old".

use std::ops::Range;

use rust_decimal::Decimal;

use crate::extract::claims::count::{Binder, Found, LONGEST_THING};
use crate::extract::claims::sentence::Figure;
use crate::facts::{Confidence, Listing};
use crate::lexicon::cues::Found as Cue;
use crate::number::Hedge;

/// Nobody is older.
const OLDEST: Decimal = Decimal::from_parts(115, 0, 0, false, 0);

impl<'f> Binder<'_, 'f, '_> {
    /// "Cholera, measles and typhoid are the three diseases": things that no capital shows to be names.
    pub(super) fn things_before(&self, figure: &Figure<'f>) -> Option<Found> {
        let sentence = self.sentence;
        let cue = self.words.list_is.ending_at(&sentence.tokens, figure.at, None)?;
        if self.words.part_of.starting_at(&sentence.tokens, figure.at + 1).is_some() {
            return None;
        }
        let start = sentence.opening();
        let parts = sentence.parts(self.list, start..cue.start);
        let (first, rest) = parts.items.split_first()?;
        let is_thing = |item: &Range<usize>| sentence.is_thing(self.list, item, LONGEST_THING) && !self.is_aside(item);
        // "The oboe, the flute and the horn", but "wheat, the main crop, and barley".
        let articles = parts.items.iter().filter(|item| self.has_article(item)).count();
        let are_alike = articles == 0 || articles == parts.items.len();
        // "Bread, milk and more are the three"
        let is_open = self.list.open.any(&sentence.tokens, start..cue.start);
        let is_sound = rest.len() > 1 && parts.is_closed() && are_alike && !is_open && parts.items.iter().all(is_thing);
        // "Popular with tourists, Rome, Paris and Oslo are": more than one word may be no item.
        let may_lead = first.len() > 1 && !self.has_article(first);
        let is_due = may_lead && figure.mention.number().is_some_and(|number| number.value == rest.len().into());
        (is_sound && !is_due).then_some(Found {
            count: parts.items.len(),
            items: start..cue.start,
            listing: Listing::All,
            cue: cue.start..cue.end,
            confidence: Confidence::Medium,
        })
    }

    /// "Pregnant women, people over 65 and nurses": a bound closes an item.
    pub(super) fn is_age_group(&self, item: &Range<usize>) -> bool {
        let Some(bound) = self.sentence.figure_at(item.end - 1) else { return false };
        let is_bound = bound.mention.number().is_some_and(|number| number.hedge != Hedge::None);
        let name = item.start..item.end - 1;
        is_bound && !name.is_empty() && self.sentence.is_thing(self.list, &name, LONGEST_THING)
    }

    /// "Ghana, Kenya and Mali, the three countries covered by the study,": words behind the noun belong to it,
    /// which "the two coaches said" do not.
    pub(super) fn apposition(&self, figure: &Figure<'_>) -> Option<Cue> {
        let tokens = &self.sentence.tokens;
        let cue = self.words.list_apposed.ending_at(tokens, figure.at, None)?;
        let noun = self.words.members.starting_at(tokens, figure.at + 1)?;
        let is_described = [&self.words.apposed, &self.words.described]
            .iter()
            .any(|cues| cues.starting_at(tokens, noun.end).is_some());
        is_described.then_some(cue)
    }

    /// Whether an item is perhaps none: "now dearer", "including rye".
    fn is_aside(&self, item: &Range<usize>) -> bool {
        let tokens = &self.sentence.tokens;
        self.list.opener.starting_at(tokens, item.start).is_some() || self.list.partial.any(tokens, item.clone())
    }

    fn has_article(&self, item: &Range<usize>) -> bool {
        let tokens = &self.sentence.tokens;
        [&self.list.article, &self.words.one].iter().any(|cues| cues.any(tokens, item.clone()))
    }

    /// "The three brothers are 14, 12, 9 and 7 years old": fewer ages may be those of twins.
    pub(super) fn ages(&self, figure: &Figure<'f>) -> Option<Found> {
        let sentence = self.sentence;
        let tokens = &sentence.tokens;
        let people = self.words.members.starting_at(tokens, figure.at + 1)?;
        let start = people.end + usize::from(sentence.is_word(people.end, &[","]));
        let aged = self.words.aged.starting_at(tokens, start);
        let cue = aged.or_else(|| self.words.are_aged.starting_at(tokens, people.end))?;
        let (ages, is_closed) = self.ages_from(cue.end);
        let last = ages.last()?;
        let year = sentence.facts.lexicons.units.named("year");
        let is_told = aged.is_some() || (year.is_some() && last.mention.unit == year);
        (is_told && is_closed && ages.len() > 2).then(|| Found {
            count: ages.len(),
            items: cue.end..last.at + 1,
            listing: Listing::Some,
            cue: cue.start..cue.end,
            confidence: Confidence::Medium,
        })
    }

    /// The ages that begin at a token, and whether "and" stands before the last one alone.
    fn ages_from(&self, start: usize) -> (Vec<Figure<'f>>, bool) {
        let tokens = &self.sentence.tokens;
        let (mut ages, mut ands, mut at) = (Vec::new(), Vec::new(), start);
        while let Some(age) = self.sentence.figure_at(at).filter(|age| is_age(age)) {
            ages.push(age);
            let comma = self.list.comma.starting_at(tokens, at + 1);
            let and = self.list.and.starting_at(tokens, comma.map_or(at + 1, |comma| comma.end));
            let Some(next) = and.or(comma).filter(|next| self.sentence.figure_at(next.end).is_some()) else { break };
            if and.is_some() {
                ands.push(ages.len());
            }
            at = next.end;
        }
        let is_closed = matches!(ands.as_slice(), [and] if and + 1 == ages.len());
        (ages, is_closed)
    }
}

fn is_age(figure: &Figure<'_>) -> bool {
    figure.mention.number().is_some_and(|number| number.decimals == 0 && !number.in_words && number.value <= OLDEST)
}
