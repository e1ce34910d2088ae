//! A length of time or an age that its dates do not give.
//!
//! The first and last year or day may be counted or not, and a birthday may be past or not.

use jiff::civil::Date;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::bounds::{Bounds, Fraction};
use crate::check::{Check, Finding};
use crate::facts::{Confidence, Facts, Lasting, Moment, Relation, Stay};
use crate::number::{Hedge, Reach};

/// `[check.lasting]` takes no options.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LastingCheck {}

impl Check for LastingCheck {
    const PLACEHOLDERS: &'static [&'static str] = &["length", "from", "to", "computed"];

    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
        for claim in &facts.claims {
            let Relation::Lasting(lasting) = &claim.relation else { continue };
            let is_wrong = |relation: &Relation| match relation {
                Relation::Lasting(lasting) => !holds(facts, lasting).unwrap_or(true),
                _ => false,
            };
            // What no cue binds is more likely the length of something else, if it is far off.
            let is_unlikely = || claim.confidence < Confidence::High && is_far_off(facts, lasting).unwrap_or(true);
            if claim.readings().all(is_wrong)
                && !is_unlikely()
                && let Some(length) = length(facts, lasting)
            {
                let computed = format!("{} {}s", length.computed, length.unit);
                let labels = [
                    ("length", facts.mention(lasting.length).span),
                    ("from", lasting.from.span),
                    ("to", lasting.to.span),
                ];
                findings.push(Finding::labelled(labels).with("computed", computed).at_most(claim.confidence));
            }
        }
    }
}

/// What the moments give: the least and the most in `unit`.
struct Length {
    least: i64,
    most: i64,
    /// The plain difference, for people.
    computed: i64,
    unit: &'static str,
    /// How many of `unit` one of the stated unit is.
    factor: i64,
}

fn holds(facts: &Facts<'_>, lasting: &Lasting) -> Option<bool> {
    let holds = |lasting: &Lasting| {
        let length = length(facts, lasting)?;
        let stated = stated(facts, lasting, &length)?;
        Some(stated.may_equal(Bounds::between(Decimal::from(length.least), Decimal::from(length.most))))
    };
    let is_of_either_half = lasting.from.is_of_either_half || lasting.to.is_of_either_half;
    let later = lasting.to.minute.filter(|_| is_of_either_half).map(|minute| {
        let to = Moment { minute: Some(minute + HALF_DAY), ..lasting.to };
        holds(&Lasting { to, ..*lasting })
    });
    Some(holds(lasting)? || later.flatten() == Some(true))
}

/// Twelve hours, in minutes.
const HALF_DAY: i32 = 12 * 60;

/// Whether one of the stated length and that of the moments is more than two and a half times the other.
fn is_far_off(facts: &Facts<'_>, lasting: &Lasting) -> Option<bool> {
    let length = length(facts, lasting)?;
    let stated = stated(facts, lasting, &length)?;
    let computed = Bounds::exactly(Decimal::from(length.computed));
    let (least, most) = (computed.times(Fraction::parse("2/5")?)?, computed.times(Fraction::parse("5/2")?)?);
    Some(stated.surely_exceeds(most) || least.surely_exceeds(stated))
}

/// The stated length in the unit of what the moments give. A whole number of years is meant as
/// it stands: the last year begun may count or not, and `length` allows for it.
fn stated(facts: &Facts<'_>, lasting: &Lasting, length: &Length) -> Option<Bounds> {
    let bounds = |id| {
        let number = facts.mention(id).number()?;
        let is_plain = number.hedge == Hedge::None && number.decimals == 0 && !number.in_words;
        if is_plain { Some(Bounds::exactly(number.value)) } else { number.bounds(Reach::Widest) }
    };
    let first = match lasting.ordinal {
        Some(ordinal) => Bounds::exactly(Decimal::from(ordinal)),
        None => bounds(lasting.length)?,
    };
    let first = first.times(Fraction::parse(&length.factor.to_string())?)?;
    lasting.rest.map_or(Some(first), |rest| first.plus(bounds(rest)?))
}

fn length(facts: &Facts<'_>, lasting: &Lasting) -> Option<Length> {
    let name = |id| facts.mention(id).unit.map_or("year", |unit| facts.lexicons.units.get(unit).name.as_str());
    let (from, to) = (&lasting.from, &lasting.to);
    let more = |length: Option<Length>, factor| length.map(|length| Length { factor, ..length });
    if let Some(rest) = lasting.rest {
        // 2小时47分: what is left of hours and has no unit of its own is minutes.
        let is_bare = facts.mention(rest).unit.is_none();
        return match (name(lasting.length), if is_bare { "minute" } else { name(rest) }) {
            ("hour", "minute") => more(in_minutes(from, to, 1, 1), 60),
            ("year", "month") => more(in_months(from, to), 12),
            ("week", "day") => more(in_days(from, to, 1, 0), 7),
            _ => None,
        };
    }
    match (lasting.kind, name(lasting.length)) {
        (Stay::Life, _) => age(from, to, 0),
        (Stay::OldCount, _) => age(from, to, 2),
        (Stay::Days, _) => in_days(from, to, 1, 0),
        (Stay::Anniversary, _) => in_years(from, to, 1, 0),
        (Stay::Span, "year") => in_years(from, to, 1, 0),
        (Stay::Span, "decade") => in_years(from, to, 10, 5),
        (Stay::Span, "century") => in_years(from, to, 100, 50),
        (Stay::Span, "month") => in_months(from, to),
        (Stay::Span, "day") => in_days(from, to, 1, 0),
        (Stay::Span, "week") => in_days(from, to, 7, 4),
        (Stay::Span, "fortnight") => in_days(from, to, 14, 7),
        (Stay::Span, "hour") => in_minutes(from, to, 60, 44),
        (Stay::Span, "minute") => in_minutes(from, to, 1, 1),
        (Stay::Span, _) => None,
    }
    .filter(|length| length.computed >= 0)
}

/// Full years of a life; `more` for counts that begin with one at birth.
fn age(from: &Moment, to: &Moment, more: i64) -> Option<Length> {
    let years = i64::from(to.year?) - i64::from(from.year?);
    let days = day(from).zip(day(to));
    let full = days.and_then(|(born, died)| {
        let span = born.until((jiff::Unit::Year, died)).ok()?;
        Some(i64::from(span.get_years()))
    });
    let (least, most) = full.map_or((years - 1, years), |full| (full, full));
    Some(Length { least, most: most + more, computed: full.unwrap_or(years), unit: "year", factor: 1 })
}

fn day(moment: &Moment) -> Option<Date> {
    Date::new(moment.year?, moment.month?, moment.day?).ok()
}

fn in_years(from: &Moment, to: &Moment, factor: i64, slack: i64) -> Option<Length> {
    let computed = i64::from(to.year?) - i64::from(from.year?);
    let slack = slack + 1;
    Some(Length { least: computed - slack, most: computed + slack, computed, unit: "year", factor })
}

fn in_months(from: &Moment, to: &Moment) -> Option<Length> {
    let (Some(first), Some(last)) = (from.month, to.month) else {
        let years = i64::from(to.year?) - i64::from(from.year?);
        return Some(Length {
            least: years * 12 - 12,
            most: years * 12 + 12,
            computed: years * 12,
            unit: "month",
            factor: 1,
        });
    };
    let years = match (from.year, to.year) {
        (Some(first), Some(last)) => i64::from(last) - i64::from(first),
        // "from November to February" passes the end of a year.
        _ => i64::from(last < first),
    };
    let computed = years * 12 + i64::from(last) - i64::from(first);
    let has_days = from.day.is_some() || to.day.is_some();
    Some(Length { least: computed - i64::from(has_days), most: computed + 1, computed, unit: "month", factor: 1 })
}

fn in_days(from: &Moment, to: &Moment, factor: i64, slack: i64) -> Option<Length> {
    let between = |first_year: i16, last_year: i16| {
        let first = Date::new(first_year, from.month?, from.day?).ok()?;
        let last = Date::new(last_year, to.month?, to.day?).ok()?;
        Some(i64::from(first.until(last).ok()?.get_days()))
    };
    let (least, most) = match (from.year, to.year) {
        (Some(first), Some(last)) => (between(first, last)?, between(first, last)?),
        // The year decides whether February has a 29th; without one both are possible.
        (None, year) => {
            let of = |year: i16| between(year, if to.month < from.month { year + 1 } else { year });
            match year {
                Some(year) if to.month >= from.month => (of(year)?, of(year)?),
                _ => {
                    let some = YEARS.map(of);
                    (some.into_iter().flatten().min()?, some.into_iter().flatten().max()?)
                }
            }
        }
        (Some(_), None) => return None,
    };
    Some(Length { least: least - slack, most: most + 1 + slack, computed: most + 1, unit: "day", factor })
}

/// A common year before a common one, before a leap year, and a leap year.
const YEARS: [i16; 3] = [2001, 2003, 2004];

fn in_minutes(from: &Moment, to: &Moment, factor: i64, slack: i64) -> Option<Length> {
    const DAY: i64 = 24 * 60;
    let computed = (i64::from(to.minute?) - i64::from(from.minute?)).rem_euclid(DAY);
    Some(Length { least: computed - slack, most: computed + slack, computed, unit: "minute", factor })
}
