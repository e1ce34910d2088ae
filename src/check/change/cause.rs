//! The one known mistake that explains a percentage of change exactly.

use rust_decimal::Decimal;

use crate::bounds::{Bounds, over, percent_change, times};
use crate::check::cause;
use crate::facts::Mention;
use crate::number::Reach;

/// The name of the mistake that gives the printed percentage, by its name in a rule's `[causes]`.
pub(super) fn of(by: &Mention, from: &Mention, to: &Mention) -> Option<&'static str> {
    let (start, end) = (from.number()?.value, to.number()?.value);
    let printed = by.number()?.bounds(Reach::Rounded)?;
    let gives = |value: Option<Decimal>| value.is_some_and(|value| printed.may_equal(Bounds::exactly(value.abs())));
    if gives(percent_change(end, start)) {
        return Some("wrong-base");
    }
    if gives(times(end, Decimal::ONE_HUNDRED).and_then(|part| over(part, start))) {
        return Some("share-for-change");
    }
    cause::of_percentage(by.number()?, percent_change(start, end)?.abs())
}
