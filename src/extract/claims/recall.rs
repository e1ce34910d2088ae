//! A figure that is told again in another sentence: "the 22 injured" after "22 people were
//! hurt", and a figure of the headline that the text below tells.
//!
//! What points back to a figure has to be told somewhere. Where its value is told nowhere,
//! follows from no two other figures, and the same thing has been counted with another value,
//! the two are claimed to be one. Every figure is compared with a bounded number of others.

mod amount;
mod near;
mod noun;
mod part;
mod rest;
mod origin;

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::bounds::{Bounds, times};
use crate::document::BlockKind;
use crate::extract::claims::sentence::Sentence;
use crate::facts::{Claim, Confidence, Evidence, Extent, Facts, Mention, MentionId, Recall, Relation, Stem};
use crate::lexicon::frames::RecallWords;
use crate::number::{Hedge, Number, Reach};
use crate::span::Span;

use near::{is_near, is_transposed};
use noun::Nouns;
use origin::Origins;

/// A figure is compared with so many figures before it and after it.
const FARTHEST: usize = 200;

/// So many figures that count the same thing are looked at.
const MOST_ALIKE: usize = 24;

/// How many sentences below a headline may be those that it was made of.
const HEADLINE_REACH: usize = 12;

/// A figure, and what it counts.
#[derive(Debug)]
pub(super) struct Told {
    id: MentionId,
    /// The words for what is counted, sorted; a state such as "injured" is one.
    thing: Vec<Stem>,
    /// The state that is one of them: "injured".
    state: Option<usize>,
    /// Whether it is the dead and the injured together: "casualties".
    is_together: bool,
    /// Whether it is what is left of another one: "the remaining".
    is_rest: bool,
    /// Where its sentence begins.
    sentence: usize,
    block: usize,
    /// Whether it points back: "the 22".
    is_again: bool,
    /// Whether it is told of a part: "in Leeds alone".
    is_part: bool,
    /// Whether the words for it are pairs of ideographs, of which some are none.
    is_of_pairs: bool,
    /// Whether no noun follows that it could describe: "the £2 million bridge".
    is_alone: bool,
    /// Whether words after it choose some: "the 22 who left".
    is_chosen: bool,
    /// Whether it is another count: "another 22".
    is_other: bool,
    /// Whether it is one of another time, or none that is so: "22 last year".
    is_elsewhen: bool,
}

/// Adds the figures of a sentence.
pub(super) fn gather(sentence: &Sentence<'_, '_>, words: &RecallWords, told: &mut Vec<Told>) {
    let nouns = Nouns { sentence, words };
    let tokens = &sentence.tokens;
    for figure in &sentence.figures {
        let is_usable = figure.mention.number().is_some() && !sentence.measures(figure.mention, "time");
        // "Un alpinista" is no count of one.
        let is_article = sentence.vocabulary().function_words.contains(tokens[figure.at].text.to_lowercase().as_str());
        if !is_usable || is_article || sentence.is_in_range(figure) {
            continue;
        }
        let is_again = nouns.is_again(figure);
        let noun = nouns.of(figure, is_again);
        let clause = nouns.clause(figure.at);
        told.push(Told {
            id: figure.id,
            sentence: sentence.span.start,
            block: sentence.block,
            is_again,
            is_part: nouns.is_part(figure, noun.state.is_some()),
            is_of_pairs: !words.border.is_empty(),
            is_alone: nouns.is_alone(figure),
            is_chosen: words.chosen.starting_at(tokens, noun.end).is_some(),
            // "Another 22 were hurt" are others than the dead.
            is_other: (noun.state.is_none() || is_again) && nouns.is_other(figure.at)
                || sentence.is_attributive(figure.mention),
            is_elsewhen: words.elsewhen.any(tokens, clause),
            state: noun.state,
            is_together: noun.is_together,
            is_rest: words.rest.ending_at(tokens, figure.at, None).is_some(),
            thing: noun.stems,
        });
    }
}

/// Adds what figures tell again, in the order of the text.
pub(super) fn bind(facts: &Facts<'_>, told: &[Told], claims: &mut Vec<Claim>) {
    if told.len() < 2 {
        return;
    }
    let binder = Binder { facts, told, origins: Origins { facts, told }, index: index(told) };
    let has_headline = facts.document.blocks().first().is_some_and(|block| block.kind == BlockKind::Heading);
    let below = told.partition_point(|it| has_headline && it.block == 0);
    claims.extend((0..below).filter_map(|at| binder.headline(at, below)));
    claims.extend((below..told.len()).filter_map(|at| binder.again(at)));
    claims.extend((below..told.len()).filter_map(|at| binder.part(at)));
    let sums: Vec<Claim> =
        (below..told.len()).filter_map(|at| binder.together(at).or_else(|| binder.rest(at, claims))).collect();
    claims.extend(sums);
}

/// The figures that have a word among those for what they count.
fn index(told: &[Told]) -> HashMap<Stem, Vec<usize>> {
    let mut index: HashMap<Stem, Vec<usize>> = HashMap::new();
    for (at, it) in told.iter().enumerate() {
        for stem in &it.thing {
            index.entry(*stem).or_default().push(at);
        }
    }
    index
}

struct Binder<'f, 'd, 't> {
    facts: &'f Facts<'d>,
    told: &'t [Told],
    origins: Origins<'f, 'd, 't>,
    index: HashMap<Stem, Vec<usize>>,
}

impl Binder<'_, '_, '_> {
    /// What a figure that points back tells again.
    fn again(&self, at: usize) -> Option<Claim> {
        let it = &self.told[at];
        if it.is_other || !self.is_plain(it.id) {
            return None;
        }
        if !it.is_again {
            return self.slip(at);
        }
        if it.is_chosen {
            return None;
        }
        let alike = self.alike(it, at.saturating_sub(FARTHEST)..at, |other| is_within(it, other));
        if let Some(same) = alike.iter().find(|other| self.agree(at, **other)) {
            return Some(self.claim(self.told[*same].id, it.id, it));
        }
        let Some(one) = self.partner(at, &alike) else { return self.amount(at) };
        (!self.origins.has(at, &alike)).then(|| self.claim(self.told[one].id, it.id, it))
    }

    /// The figure of the very same thing that has the same digits in another order.
    fn slip(&self, at: usize) -> Option<Claim> {
        let it = &self.told[at];
        if it.thing.is_empty() || it.is_elsewhen || it.is_of_pairs {
            return None;
        }
        let alike = self.alike(it, at.saturating_sub(FARTHEST)..at, |other| other.thing == it.thing);
        let one = *alike.iter().find(|other| {
            let other = &self.told[**other];
            let is_usable = !other.is_other && !other.is_elsewhen && self.is_plain(other.id);
            is_usable && is_transposed(self.number(it.id), self.number(other.id))
        })?;
        (!self.origins.has(at, &alike)).then(|| self.claim(self.told[one].id, it.id, it))
    }

    /// What figure of the text tells that of the headline again.
    fn headline(&self, at: usize, below: usize) -> Option<Claim> {
        let it = &self.told[at];
        if it.is_other || it.is_elsewhen || !self.is_plain(it.id) {
            return None;
        }
        let alike = self.alike(it, below..self.told.len().min(below + FARTHEST), |other| {
            is_within(it, other) || is_within(other, it)
        });
        if let Some(same) = alike.iter().find(|other| self.agree(at, **other)) {
            let lead = self.lead(at, &alike).unwrap_or(*same);
            return Some(self.claim(it.id, self.told[lead].id, it));
        }
        let alike: Vec<usize> = alike.into_iter().filter(|other| other - below <= HEADLINE_REACH).collect();
        let Some(one) = self.partner(at, &alike) else { return self.headline_amount(at, below) };
        (!self.origins.has(at, &alike)).then(|| self.claim(it.id, self.told[one].id, it))
    }

    /// The figure of the first sentence below a headline that counts the very same and is another
    /// one, where all that has the headline's value only points back to it.
    fn lead(&self, at: usize, alike: &[usize]) -> Option<usize> {
        let it = &self.told[at];
        let first = alike.first().copied().filter(|first| {
            let other = &self.told[*first];
            other.thing == it.thing && other.block <= it.block + 1 && !other.is_again
        })?;
        let points_back = |other: &usize| !self.agree(at, *other) || self.told[*other].is_again;
        (self.partner(at, &[first]).is_some() && !self.agree(at, first) && alike.iter().all(points_back))
            .then_some(first)
    }

    /// The figures of some places that count what a figure counts.
    fn alike(&self, it: &Told, places: std::ops::Range<usize>, fits: impl Fn(&Told) -> bool) -> Vec<usize> {
        let mut alike: Vec<usize> = Vec::new();
        for stem in &it.thing {
            let all = self.index.get(stem).map_or(&[][..], Vec::as_slice);
            let from = all.partition_point(|at| *at < places.start);
            let to = all.partition_point(|at| *at < places.end);
            let some = all[from..to].iter().copied();
            alike.extend(some.filter(|at| {
                let other = &self.told[*at];
                other.sentence != it.sentence && self.is_of_one_dimension(it, other) && fits(other)
            }));
        }
        alike.sort_unstable();
        alike.dedup();
        alike.truncate(MOST_ALIKE);
        alike
    }

    /// The figure that another one should be, though it is not: the first that counts just the same.
    fn partner(&self, at: usize, alike: &[usize]) -> Option<usize> {
        let it = &self.told[at];
        let mut fitting = alike.iter().copied().filter(|other| {
            let other = &self.told[*other];
            let is_near = is_near(self.number(it.id), self.number(other.id), it.state.is_some());
            !other.is_other && !other.is_elsewhen && self.is_plain(other.id) && is_near
        });
        let first = fitting.next()?;
        let is_same = |other: &usize| self.told[*other].thing == it.thing;
        Some(if is_same(&first) { first } else { fitting.find(is_same).unwrap_or(first) })
    }

    fn agree(&self, one: usize, other: usize) -> bool {
        self.origins.agree(self.told[one].id, self.told[other].id)
    }

    /// Whether a figure is one plain count or amount of more than one.
    fn is_plain(&self, id: MentionId) -> bool {
        let is_year = |number: &Number| self.facts.mention(id).unit.is_none() && number.looks_like_year();
        self.number(id)
            .is_some_and(|number| number.hedge == Hedge::None && number.value > Decimal::ONE && !is_year(number))
    }

    fn number(&self, id: MentionId) -> Option<&Number> {
        self.facts.mention(id).number()
    }

    /// Whether two figures measure the same; a headline may leave the unit to the text.
    fn is_of_one_dimension(&self, it: &Told, other: &Told) -> bool {
        let of = |it: &Told| dimension(self.facts, self.facts.mention(it.id));
        let is_bare = || !it.is_again && of(it).is_empty() && self.number(it.id).is_some_and(|it| it.in_words);
        of(it) == of(other) || is_bare() && !matches!(of(other), "fraction" | "points")
    }

    fn claim(&self, told: MentionId, again: MentionId, it: &Told) -> Claim {
        let cue: Span = self.facts.mention(it.id).span;
        Claim {
            relation: Relation::Recall(Recall { told, again, extent: Extent::All }),
            otherwise: Vec::new(),
            cue,
            block: it.block,
            evidence: Evidence::Prose,
            confidence: Confidence::Medium,
        }
    }
}

/// Whether every word for what one figure counts is also one for what the other counts.
fn is_within(one: &Told, other: &Told) -> bool {
    let mut is_there = one.thing.iter().map(|stem| other.thing.binary_search(stem).is_ok());
    if one.is_of_pairs { is_there.any(|is| is) } else { !one.thing.is_empty() && is_there.all(|is| is) }
}

/// What a figure measures; nothing for a count.
fn dimension<'f>(facts: &'f Facts<'_>, mention: &Mention) -> &'f str {
    mention.unit.map_or("", |unit| facts.lexicons.units.get(unit).dimension.as_str())
}

/// Every value near a figure that it may stand for, in the base unit: "more than 40" is not 4,000.
fn value(facts: &Facts<'_>, id: MentionId, reach: Reach) -> Option<Bounds> {
    let mention = facts.mention(id);
    let number = mention.number()?;
    let bounds = match number.hedge {
        Hedge::Above => Bounds::between(number.value, times(number.value, Decimal::new(125, 2))?),
        Hedge::Below => Bounds::between(times(number.value, Decimal::new(75, 2))?, number.value),
        _ => number.bounds(reach)?,
    };
    mention.unit.map_or(Some(bounds), |unit| facts.lexicons.units.in_base(bounds, unit))
}
