//! What a document says: every number as written, and every relation that it states.
//!
//! `Facts` borrows its document, so that a check needs nothing else. A claim
//! holds ids of mentions; it never holds figures of its own.

mod calendar;
mod lasting;
mod quantity;
mod series;
pub mod statement;
mod table;
pub mod torn;

use serde::Deserialize;

use crate::bounds::{Bounds, Fraction};
use crate::document::Document;
pub use crate::facts::calendar::{Clock, Day, Stretch};
pub use crate::facts::lasting::{Lasting, Moment, Stay};
pub use crate::facts::quantity::{Base, Conversion, Link, Mean, Measure, Measured, Per, Ratio, Share};
pub use crate::facts::series::{Arity, Climb, Count, Grain, Interval, Items, Listing, Order, Score};
pub use crate::facts::table::{Evidence, Grid, Line, Placed, Same};
use crate::lexicon::Lexicons;
use crate::number::{Hedge, Number, Reach};
pub use crate::reading::{Label, Malformation};
use crate::span::Span;
use crate::unit::UnitId;
pub use statement::{Conflict, Elsewhere, Extent, Recall, Statement, Stem};
pub use torn::Torn;

/// Everything that extraction found in one document.
#[derive(Debug)]
pub struct Facts<'d> {
    /// The document.
    pub document: &'d Document,
    /// The words and units that it was read with.
    pub lexicons: &'d Lexicons,
    /// Its numbers, in the order of the text.
    pub mentions: Vec<Mention>,
    /// What it claims about them, in the order of the text.
    pub claims: Vec<Claim>,
    /// Its tables that hold figures.
    pub tables: Vec<Grid>,
    /// What it says of each quantity, in the order of the text.
    pub statements: Vec<Statement>,
    /// Which of its figures other documents contradict, if it is compared with any.
    pub conflicts: Vec<Conflict>,
    /// Its sentences, in the order of the text; none crosses the border of a block.
    pub sentences: Vec<Span>,
    /// The language of each block, such as `en`.
    pub languages: Vec<&'d str>,
}

/// A mention of [`Facts::mentions`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MentionId(pub usize);

/// A number as the text gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The whole expression: sign, currency, digits, magnitude and unit, as in "25.9 million tons".
    pub span: Span,
    /// The digits or number words alone.
    pub digits: Span,
    /// Which block of the document it stands in.
    pub block: usize,
    /// How it was read.
    pub reading: Reading,
    /// What it measures, where the text says so.
    pub unit: Option<UnitId>,
    /// The thing counted, where a word follows: "suspects" in "3,341 drug-related suspects".
    pub counted: Option<Span>,
    /// The word that is run together with it: "seized" in "seized9 tons".
    pub glued: Option<Span>,
}

/// How a number was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// One value.
    Value(Number),
    /// From one value to another: "30 to 40", "18-59".
    Range(Number, Number),
    /// Digits that are no number in any convention that the document could be using.
    Malformed(Malformation),
    /// A unit with a word before it that calls for a figure, and no figure.
    Missing,
    /// Digits that count and measure nothing.
    NotAQuantity(Label),
}

/// A relation that the text states between figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// What is stated.
    pub relation: Relation,
    /// Other ways to read the same words. The claim is contradicted only where every
    /// reading of it is.
    pub otherwise: Vec<Relation>,
    /// The words that state it.
    pub cue: Span,
    /// Which block they stand in.
    pub block: usize,
    /// Whether the text or the places of figures in a table state it.
    pub evidence: Evidence,
    /// How likely it is that this is what the text states.
    pub confidence: Confidence,
}

/// What is stated of which figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relation {
    /// A quantity changed.
    Change(Change),
    /// One quantity is a part of another.
    Share(Share),
    /// Figures add up to another, or to the whole.
    Sum(Sum),
    /// One quantity is given in two units, or with two scales.
    Conversion(Conversion),
    /// A quantity is given for each of something.
    Ratio(Ratio),
    /// A quantity has a noun that says what can measure it.
    Measured(Measured),
    /// Something reaches from one number to another, and the numbers are no quantities: pages, years.
    Range(Stretch),
    /// A day of the calendar.
    Day(Day),
    /// A time of day.
    Time(Clock),
    /// Figures belong to items in turn.
    Arity(Arity),
    /// A list has as many items as are announced.
    Count(Count),
    /// One figure is greater than another.
    Order(Order),
    /// Somebody won with a score.
    Score(Score),
    /// A place in a ranking was left for another.
    Climb(Climb),
    /// A stretch of time has a length.
    Lasting(Lasting),
    /// An estimate lies in an interval.
    Interval(Interval),
    /// A percentage is that of whole things.
    Grain(Grain),
    /// A figure is the average of others.
    Mean(Mean),
    /// The text gives the figure of a table.
    Same(Same),
    /// A figure is told again.
    Recall(Recall),
}

/// A quantity changed: "rose 12% to 240 from 200". At least two roles are filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Whether it went up or down, if the text says.
    pub direction: Option<Direction>,
    /// What it was.
    pub from: Option<MentionId>,
    /// What it is now.
    pub to: Option<MentionId>,
    /// By how much: a percentage, points, or a quantity.
    pub by: Option<MentionId>,
    /// The later value as a multiple of the earlier one.
    pub times: Option<Times>,
}

/// A multiple in words: "nearly doubled".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// Where the word stands.
    pub span: Span,
    /// What it multiplies by: one half for "halved".
    pub value: Fraction,
    /// How exact it is said to be.
    pub hedge: Hedge,
}

/// Up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To more.
    Up,
    /// To less.
    Down,
}

/// Figures that add up: "656 buildings: 99 houses, 370 shops and 187 sheds".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// What they add up to; `None` for percentages of one whole, which give 100.
    pub total: Option<MentionId>,
    /// What is added.
    pub parts: Vec<MentionId>,
    /// What is taken away: the deaths of "births 539, deaths 400, an increase of 139".
    pub less: Vec<MentionId>,
    /// Whether the parts are all there are.
    pub covers: Covers,
}

/// How much of a total its parts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covers {
    /// All of it.
    All,
    /// Perhaps not all of it, but no part holds another one.
    Some,
}

/// How likely something is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Worth a look by someone who screens everything.
    Low,
    /// At most 1 of 100 sound documents has a finding of this confidence.
    Medium,
    /// At most 1 of 1,000 sound documents has a finding of this confidence.
    High,
}

impl Change {
    /// Whether it tells no more than which figures are two values of one quantity.
    pub fn only_compares(&self) -> bool {
        self.direction.is_none() && self.by.is_none() && self.times.is_none()
    }
}

impl Mention {
    /// The value, where it is one and nothing casts doubt on its digits.
    pub fn number(&self) -> Option<&Number> {
        match &self.reading {
            Reading::Value(number) if self.glued.is_none() => Some(number),
            _ => None,
        }
    }
}

impl Mention {
    /// Whether a word gives the scale of the figure: "4 billion".
    pub fn number_in_words(&self) -> bool {
        matches!(&self.reading, Reading::Value(number) if number.in_words)
    }
}

impl Relation {
    /// The name of its frame, as in the lexicons.
    pub fn frame(&self) -> &'static str {
        match self {
            Relation::Change(_) => "change",
            Relation::Share(_) => "share",
            Relation::Sum(_) => "sum",
            Relation::Conversion(_) => "conversion",
            Relation::Ratio(_) => "ratio",
            Relation::Measured(_) => "measure",
            Relation::Range(_) => "range",
            Relation::Day(_) => "day",
            Relation::Time(_) => "time",
            Relation::Arity(_) => "arity",
            Relation::Count(_) => "count",
            Relation::Order(_) | Relation::Score(_) => "order",
            Relation::Climb(_) => "climb",
            Relation::Lasting(_) => "lasting",
            Relation::Interval(_) => "interval",
            Relation::Grain(_) => "grain",
            Relation::Mean(_) => "mean",
            Relation::Same(_) => "same",
            Relation::Recall(_) => "recall",
        }
    }

    /// The figures that take part, by the names of their roles in the lexicons' examples.
    pub fn roles(&self) -> Vec<(&'static str, MentionId)> {
        let filled = |roles: &[(&'static str, Option<MentionId>)]| {
            roles.iter().filter_map(|(role, id)| Some((*role, (*id)?))).collect()
        };
        match self {
            Relation::Change(change) => filled(&[("then", change.from), ("now", change.to), ("by", change.by)]),
            Relation::Share(share) => {
                filled(&[("part", Some(share.part)), ("whole", Some(share.whole)), ("share", share.share)])
            }
            Relation::Sum(sum) => {
                let all = |role, ids: &[MentionId]| ids.iter().map(|id| (role, *id)).collect::<Vec<_>>();
                let total = sum.total.as_slice();
                [all("total", total), all("part", &sum.parts), all("less", &sum.less)].concat()
            }
            Relation::Conversion(conversion) => {
                let Conversion { from, to, .. } = conversion;
                filled(&[("from", Some(from.first)), ("from", from.rest), ("to", Some(to.first)), ("to", to.rest)])
            }
            Relation::Ratio(ratio) => ratio.roles(),
            Relation::Measured(measured) => vec![("figure", measured.figure)],
            Relation::Range(_) | Relation::Day(_) | Relation::Time(_) | Relation::Score(_) => Vec::new(),
            Relation::Arity(arity) => arity.figures.iter().map(|id| ("figure", *id)).collect(),
            Relation::Count(count) => vec![("number", count.number)],
            Relation::Order(order) => vec![("more", order.more), ("less", order.less)],
            Relation::Climb(climb) => vec![("by", climb.by)],
            Relation::Lasting(lasting) => filled(&[("length", Some(lasting.length)), ("length", lasting.rest)]),
            Relation::Interval(interval) => {
                vec![("estimate", interval.estimate), ("low", interval.low), ("high", interval.high)]
            }
            Relation::Grain(grain) => vec![("share", grain.share), ("whole", grain.whole)],
            Relation::Mean(mean) => mean.roles(),
            Relation::Same(same) => vec![("text", same.text), ("cell", same.cell)],
            Relation::Recall(recall) => vec![("told", recall.told), ("again", recall.again)],
        }
    }

    /// The words that take part and are no figures, by the names of their roles.
    pub fn places(&self) -> Vec<(&'static str, Span)> {
        match self {
            Relation::Arity(arity) => vec![("items", arity.items.span)],
            Relation::Count(count) => vec![("items", count.items.span)],
            Relation::Lasting(lasting) => vec![("from", lasting.from.span), ("to", lasting.to.span)],
            Relation::Score(score) => vec![("more", score.winner), ("less", score.loser)],
            Relation::Climb(climb) => vec![("from", climb.from.1), ("to", climb.to.1)],
            _ => Vec::new(),
        }
    }

    /// The figures that take part.
    pub fn mentions(&self) -> impl Iterator<Item = MentionId> {
        self.roles().into_iter().map(|(_, id)| id)
    }
}

impl Claim {
    /// Every way to read it, the likeliest first. It is contradicted only where all of them are.
    pub fn readings(&self) -> impl Iterator<Item = &Relation> {
        std::iter::once(&self.relation).chain(&self.otherwise)
    }
}

impl Facts<'_> {
    /// The mention of an id.
    pub fn mention(&self, id: MentionId) -> &Mention {
        &self.mentions[id.0]
    }

    /// The bounds of two figures of one kind in the same base unit. A unit that only
    /// one of them has is that of both: "1.4 mln tonnes from 1.6 mln".
    pub fn comparable(&self, one: &Mention, other: &Mention, reach: Reach) -> Option<(Bounds, Bounds)> {
        let are_alike = one.unit.or(other.unit) == other.unit.or(one.unit);
        let in_base = |mention: &Mention, unit: Option<UnitId>| {
            // What leaves its unit to the other figure is measured like it, and rounded.
            let is_count = mention.number()?.is_count && unit == mention.unit;
            let bounds = Number { is_count, ..*mention.number()? }.bounds(reach)?;
            let units = &self.lexicons.units;
            unit.map_or(Some(bounds), |unit| match are_alike {
                true => units.in_base_alike(bounds, unit),
                false => units.in_base(bounds, unit),
            })
        };
        Some((in_base(one, one.unit.or(other.unit))?, in_base(other, other.unit.or(one.unit))?))
    }

    /// The words under a span.
    pub fn text(&self, span: Span) -> &str {
        self.document.slice(span)
    }

    /// The ids of the mentions that lie inside a span, in order.
    pub fn mentions_in(&self, span: Span) -> impl Iterator<Item = (MentionId, &Mention)> {
        let first = self.mentions.partition_point(|mention| mention.digits.start < span.start);
        self.mentions[first..]
            .iter()
            .enumerate()
            .take_while(move |(_, mention)| mention.digits.start < span.end)
            .map(move |(i, mention)| (MentionId(first + i), mention))
    }

    /// The sentence around a position.
    pub fn sentence_at(&self, offset: usize) -> Span {
        let after = self.sentences.partition_point(|sentence| sentence.start <= offset);
        after.checked_sub(1).map_or(Span::new(offset, offset), |i| self.sentences[i])
    }

    /// The block around a position, by its place among the document's blocks.
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        let after = self.document.blocks().partition_point(|block| block.span.start <= offset);
        let index = after.checked_sub(1)?;
        (offset <= self.document.blocks()[index].span.end).then_some(index)
    }
}
