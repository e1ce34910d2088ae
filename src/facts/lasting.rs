//! Stretches of time whose length is given too.

use crate::facts::MentionId;
use crate::span::Span;

/// From one moment to another, and how long that is said to be: "27 years, from 1966 to 1993".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lasting {
    /// The earlier moment.
    pub from: Moment,
    /// The later one.
    pub to: Moment,
    /// The length.
    pub length: MentionId,
    /// What it is more than that, in a smaller unit: the 45 minutes of "six hours and 45 minutes".
    pub rest: Option<MentionId>,
    /// The length, where it is an ordinal: the 50 of "50th anniversary".
    pub ordinal: Option<i32>,
    /// What is said to last.
    pub kind: Stay,
}

/// What lasts from one moment to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stay {
    /// A stretch of time; its last year or day may be counted or not.
    Span,
    /// A life up to some event: years are full when a birthday is past.
    Life,
    /// A life by the old count, in which a child begins with one.
    OldCount,
    /// The number of a day, the first of which is one.
    Days,
    /// The time since a foundation: anniversaries fall in their own year.
    Anniversary,
}

/// A year, month, day or time, as exactly as the text gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Where it stands.
    pub span: Span,
    /// The year.
    pub year: Option<i16>,
    /// The month, from 1.
    pub month: Option<i8>,
    /// The day of the month.
    pub day: Option<i8>,
    /// Minutes since midnight.
    pub minute: Option<i32>,
    /// Whether it may be twelve hours later: "2:30" may be in the afternoon.
    pub is_of_either_half: bool,
}
