//! What is stated of one quantity: that it is given twice, that it is a part or a rate, what can measure it.

use rust_decimal::Decimal;

use crate::facts::MentionId;
use crate::unit::UnitId;

/// One quantity given twice: "10 km (6.2 miles)", "1.2 trillion (1,200 billion)".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conversion {
    /// As it is given first.
    pub from: Measure,
    /// The same in another unit or with another scale.
    pub to: Measure,
    /// What tells that the two are one quantity.
    pub link: Link,
    /// Whether it is the difference of two values: "4 °C warmer (7.2 °F)".
    pub is_difference: bool,
}

/// A measure in one figure, or in two: "5 ft 9 in".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// The first figure, or the only one.
    pub first: MentionId,
    /// What it leaves over, in a smaller unit.
    pub rest: Option<MentionId>,
    /// Its unit where words beside the figure make it another: 每秒37米 is a speed.
    pub pace: Option<UnitId>,
}

/// What tells that two figures are one quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// A bracket, or a word as slight: the second figure may be another one of its kind.
    Slight,
    /// Words: "equal to", "that is".
    Words,
    /// The sentence is said again in another script.
    Translation,
}

/// One quantity is a part of another: "48 voters, 12 of whom (25%)".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// The part.
    pub part: MentionId,
    /// The whole.
    pub whole: MentionId,
    /// What the part is told in percent of.
    pub base: Base,
    /// The part in percent of the whole, if the text gives it.
    pub share: Option<MentionId>,
}

/// What a part is told in percent of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// The whole.
    Whole,
    /// The whole and the part, which stands beside it: "18 wins and 7 losses (72%)".
    Both,
    /// The whole without the part: "up by 58 to 444, a rise of 15%".
    Rest,
}

/// A quantity for each of something: "259 units in 7 days, or 37 a day".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    /// What is divided.
    pub of: MentionId,
    /// What of it is not divided: the 151 of "from 172 to 151 in three cuts of 7 each", the 17 of
    /// "ten trays of 31 and 17 to spare".
    pub less: Option<MentionId>,
    /// What it is divided by.
    pub over: MentionId,
    /// What that is more than itself: the 42 minutes of "four hours and 42 minutes".
    pub rest: Option<MentionId>,
    /// The quotient.
    pub rate: MentionId,
    /// What the rate is for: one of its unit, or so many: "3 per 100,000".
    pub per: Per,
}

impl Ratio {
    /// The figures that take part, by the names of their roles.
    pub(super) fn roles(&self) -> Vec<(&'static str, MentionId)> {
        let rest = self.rest.map(|rest| ("over", rest));
        let base = self.per.base().map(|base| ("base", base));
        let less = self.less.map(|less| ("less", less));
        let all = [("of", self.of)].into_iter().chain(less).chain([("over", self.over)]).chain(rest);
        all.chain([("rate", self.rate)]).chain(base).collect()
    }
}

/// What a rate is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// One of what is counted: a winner, a game.
    One,
    /// One of a unit: a day, a kilogram.
    Unit(UnitId),
    /// So many of what is counted: 100,000.
    Many(MentionId),
    /// The rate has a unit that says it: km/h.
    Quotient,
    /// The first unit, where the other figure is the rate for the second: £7.99 a month and £95.88 a year.
    Fixed(UnitId, UnitId),
    /// The rate is so many of the other figure: on a map of 1:50,000.
    Scale(Decimal),
}

impl Per {
    /// The figure for how many of what is counted, where the text gives one.
    fn base(self) -> Option<MentionId> {
        match self {
            Per::Many(base) => Some(base),
            Per::One | Per::Unit(_) | Per::Quotient | Per::Fixed(..) | Per::Scale(_) => None,
        }
    }
}

/// A figure is the average of others: the row "Average" of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mean {
    /// The average.
    pub mean: MentionId,
    /// What it is the average of, each counting as much as the others.
    pub parts: Vec<MentionId>,
}

impl Mean {
    /// The figures that take part, by the names of their roles.
    pub(super) fn roles(&self) -> Vec<(&'static str, MentionId)> {
        std::iter::once(("mean", self.mean)).chain(self.parts.iter().map(|id| ("part", *id))).collect()
    }
}

/// A quantity whose noun says what can measure it: "a distance of 40 km".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// The figure.
    pub figure: MentionId,
    /// The dimensions that its noun or verb allows.
    pub dimensions: Vec<String>,
}
