//! Relations between lists and figures: how many, in which order, within which limits.

use crate::facts::MentionId;
use crate::span::Span;

/// Items that a text lists one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Items {
    /// From the first to the last.
    pub span: Span,
    /// How many there are.
    pub count: u32,
}

/// Figures that belong to items in turn: "imports and exports rose by 3% and 4% respectively".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arity {
    /// The figures; several small ones may be one mention of a list.
    pub figures: Vec<MentionId>,
    /// How many they are.
    pub given: u32,
    /// What they belong to.
    pub items: Items,
}

/// A number that is announced, and the list of what it counts: "five provinces: A, B and C".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// The number.
    pub number: MentionId,
    /// The list.
    pub items: Items,
    /// Whether the list names all.
    pub listing: Listing,
}

/// How much of what is counted a list names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listing {
    /// All of it.
    All,
    /// All or some of it: 山东、河南等五省.
    Some,
    /// "A, B and other three": the words say that the number counts others.
    Others,
}

/// One figure is said to be at least as great as another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// What is said to be more.
    pub more: MentionId,
    /// What is said to be less.
    pub less: MentionId,
}

/// The score of a contest as it stands beside "won", the points of the winner first: "won 75–64".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Score {
    /// Where the points of the winner stand.
    pub winner: Span,
    /// Where those of the loser stand.
    pub loser: Span,
    /// Whether the first are no fewer than the second.
    pub is_won: bool,
}

/// A place in a ranking was left for another: "from 85th to 26th, up 59 places".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Climb {
    /// The place that was left, and where it stands.
    pub from: (i32, Span),
    /// The place that was reached.
    pub to: (i32, Span),
    /// By how many places.
    pub by: MentionId,
}

/// An estimate and the interval that has to hold it: "4.2 (95% CI 3.9 to 5.1)".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The estimate.
    pub estimate: MentionId,
    /// Its lower end.
    pub low: MentionId,
    /// Its upper end; the same mention where both ends are read as one range.
    pub high: MentionId,
}

/// A percentage of things that can only be counted whole: "71% of 54 people".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grain {
    /// The percentage, or the average.
    pub share: MentionId,
    /// How many things there are.
    pub whole: MentionId,
}
