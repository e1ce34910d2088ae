//! Days, times of day, and stretches of pages and years.

use crate::span::Span;

/// Pages or years from one to another, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Where both ends stand.
    pub span: Span,
    /// The first number.
    pub from: u32,
    /// The last number.
    pub to: u32,
}

/// A day of the calendar, which may not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Where day and month stand, with the year if there is one.
    pub span: Span,
    /// The day of the month.
    pub day: i8,
    /// The month, from 1.
    pub month: i8,
    /// The year, if it is given.
    pub year: Option<i16>,
    /// The day of the week from Monday, 1, and where it is named.
    pub weekday: Option<(i8, Span)>,
}

/// A time of day, which may not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// Where it stands.
    pub span: Span,
    /// The hour.
    pub hour: u8,
    /// The minute.
    pub minute: u8,
}
