//! What a document says of one quantity: how much of what, when and where.
//!
//! Two statements of the same thing can be compared, in one document or in two: a
//! statement borrows nothing, so that it stays when its document's text is dropped.

use crate::facts::MentionId;
use crate::number::Number;
use crate::span::{Place, Span};
use crate::unit::UnitId;

/// What a document says of one quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The figure; the first half of one that was torn apart.
    pub mention: MentionId,
    /// Where it stands.
    pub place: Span,
    /// Its value; that of the repair, if it was torn apart.
    pub number: Number,
    /// Whether the value is that of a repair: it may be compared and never summed.
    pub is_repaired: bool,
    /// What it is measured in.
    pub unit: Option<UnitId>,
    /// What it is a statement about.
    pub about: About,
    /// When.
    pub period: Period,
    /// Where.
    pub scope: Scope,
    /// Where its sentence begins.
    pub sentence: usize,
    /// Which block it stands in.
    pub block: usize,
    /// Whether it stands in the document's headline.
    pub is_headline: bool,
}

/// A word without its endings, by its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Stem(u64);

/// What a quantity is a quantity of.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct About {
    /// The words for what is counted or measured, sorted; synonyms are one word.
    pub thing: Vec<Stem>,
    /// What was done with it: "seized".
    pub verb: Option<Stem>,
    /// Who did it, as far as the words before the verb tell.
    pub doer: Doer,
    /// How it is given: a quantity, or the size of a change.
    pub kind: Kind,
    /// "a day", "per head", "every five minutes".
    pub rate: Option<Stem>,
}

/// Who did something with a quantity.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub enum Doer {
    /// The text does not say: "were seized".
    #[default]
    Nobody,
    /// A name or noun before the verb.
    Somebody(Vec<Stem>),
    /// A pronoun, or words that are not clear.
    Unclear,
}

/// How a quantity is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Kind {
    /// As it is.
    #[default]
    Plain,
    /// As a part of another: "of which".
    Part,
    /// As how much it went up.
    Rise,
    /// As how much it went down.
    Fall,
    /// As a size before a noun: "a 9,000-acre farm".
    Attribute,
}

/// When something was so.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Period {
    /// Every word that tells a time, sorted.
    pub marks: Vec<Stem>,
    /// The only year, if one is named.
    pub year: Option<i16>,
    /// From which month to which.
    pub months: Option<(i8, i8)>,
}

/// Where something was so.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Scope {
    /// The names in the clause, sorted.
    pub names: Vec<Stem>,
    /// Whether it is said of a whole country.
    pub is_national: bool,
    /// Whether it is said to be a total.
    pub is_total: bool,
    /// Whether it is said of a part: a province, an operation.
    pub is_part: bool,
}

/// How the periods of two statements go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timing {
    /// Both are named, and they are the same.
    Same,
    /// Neither is named.
    Unknown,
    /// Only one of them is named.
    HalfKnown,
    /// They differ.
    Different,
}

impl Stem {
    /// The stem of a word.
    pub fn of(word: &str) -> Stem {
        // FNV-1a: the same on every machine, so that statements of two runs can be compared.
        Stem(
            word.bytes()
                .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)),
        )
    }
}

impl About {
    /// Whether every word for one thing is also one for the other: "drug cases", "major drug cases".
    pub fn is_within(&self, other: &About) -> bool {
        !other.thing.is_empty() && other.thing.iter().all(|stem| self.thing.binary_search(stem).is_ok())
    }
}

impl Period {
    /// Whether any time is named.
    pub fn is_known(&self) -> bool {
        !self.marks.is_empty()
    }

    /// How it goes together with another.
    pub fn timing(&self, other: &Period) -> Timing {
        match (self.is_known(), other.is_known()) {
            (false, false) => Timing::Unknown,
            (true, true) if self == other => Timing::Same,
            (true, true) => Timing::Different,
            _ => Timing::HalfKnown,
        }
    }

    /// Whether it begins with another period and goes on after it: January to August after January to May.
    pub fn outlasts(&self, other: &Period) -> bool {
        matches!((self.months, other.months), (Some((a, b)), Some((c, d))) if a == c && d < b && a < b)
            && self.year == other.year
    }

    /// Whether it lies inside another one, as far as their months tell.
    pub fn is_inside(&self, other: &Period) -> bool {
        let years = self.year.is_none() || other.year.is_none() || self.year == other.year;
        let months = match (self.months, other.months) {
            (Some((a, b)), Some((c, d))) => c <= a && b <= d,
            (Some(_), None) => other.year.is_some(),
            (None, _) => false,
        };
        years && months
    }
}

/// A figure that is told again: "the 22 injured" after "22 people were hurt".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recall {
    /// The figure where it is told; that of the headline, if the text below tells it again.
    pub told: MentionId,
    /// The figure where it is told again.
    pub again: MentionId,
    /// Whether it is all of it.
    pub extent: Extent,
}

/// How much of a figure is told again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    All,
    /// A part: "in Leeds alone".
    Part,
}

/// A place in another document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// The other document.
    pub path: String,
    /// Where in its file.
    pub place: Place,
    /// The page, paragraph, cell or record, in documents that have them.
    pub address: Option<String>,
    /// Whether `place` is one of the file, and not of the text that was taken out of it.
    pub has_bytes: bool,
    /// The words there.
    pub words: String,
}

impl std::fmt::Display for Elsewhere {
    /// `path:line:column`, or the page, paragraph or cell of a file that has no lines.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.address {
            Some(address) if !self.has_bytes => write!(f, "{}, {address}", self.path),
            _ => write!(f, "{}:{}:{}", self.path, self.place.line, self.place.column),
        }
    }
}

/// A figure of this document that another document contradicts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The figure here.
    pub here: Span,
    /// The figure there.
    pub there: Elsewhere,
}
