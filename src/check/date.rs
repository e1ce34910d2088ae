//! Dates and times that do not exist.

use jiff::civil::{Date, Weekday};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::check::{Check, Finding};
use crate::facts::{Day, Facts, Relation};

/// `[check.date]` takes no options.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DateCheck {}

/// Before this year weekdays may be those of the Julian calendar.
const FIRST_YEAR: i16 = 1900;

/// A leap year: the 29th of February exists in some years.
const SOME_LEAP_YEAR: i16 = 2000;

impl Check for DateCheck {
    const PLACEHOLDERS: &'static [&'static str] = &["reason"];

    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
        for claim in &facts.claims {
            match &claim.relation {
                Relation::Day(day) => findings.extend(impossible_day(day)),
                Relation::Time(time) => {
                    let reason = if time.minute <= 59 { "a day has 24 hours" } else { "an hour has 60 minutes" };
                    if time.hour > 24 || time.minute > 59 || (time.hour == 24 && time.minute > 0) {
                        findings.push(Finding::labelled([("text", time.span)]).with("reason", reason));
                    }
                }
                Relation::Change(_)
                | Relation::Share(_)
                | Relation::Sum(_)
                | Relation::Conversion(_)
                | Relation::Range(_) => {}
            }
        }
    }
}

fn impossible_day(day: &Day) -> Option<Finding> {
    let first = Date::new(day.year.unwrap_or(SOME_LEAP_YEAR), day.month, 1).ok()?;
    let length = first.days_in_month();
    if day.day < 1 || day.day > length {
        let month = MONTHS[usize::from(day.month.unsigned_abs()) - 1];
        let when = day.year.filter(|_| day.month == 2).map(|year| format!(" in {year}")).unwrap_or_default();
        return Some(
            Finding::labelled([("text", day.span)]).with("reason", format!("{month} has {length} days{when}")),
        );
    }
    let (said, place) = day.weekday?;
    let year = day.year.filter(|year| *year >= FIRST_YEAR)?;
    let weekday = Date::new(year, day.month, day.day).ok()?.weekday();
    let is_right = weekday.to_monday_one_offset() == said;
    (!is_right).then(|| {
        Finding::labelled([("text", place), ("date", day.span)])
            .with("reason", format!("that day was a {}", name(weekday)))
    })
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
