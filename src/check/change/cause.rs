//! The one known mistake that explains a percentage of change exactly.

use rust_decimal::Decimal;

use crate::bounds::{Bounds, over, percent_change, times};
use crate::facts::{Facts, Mention};
use crate::number::Reach;

/// The name of the mistake that gives the printed percentage, by its name in a rule's `[causes]`.
pub(super) fn of(by: &Mention, from: &Mention, to: &Mention, facts: &Facts<'_>) -> Option<&'static str> {
    let (start, end) = (from.number()?.value, to.number()?.value);
    let printed = by.number()?.bounds(Reach::Rounded)?;
    let gives = |value: Option<Decimal>| value.is_some_and(|value| printed.may_equal(Bounds::exactly(value.abs())));
    let change = percent_change(start, end)?;
    let scaled = |by: Decimal| gives(times(change, by)) || gives(over(change, by));
    if gives(percent_change(end, start)) {
        Some("wrong-base")
    } else if scaled(Decimal::TEN) {
        Some("ten-times")
    } else if scaled(Decimal::ONE_HUNDRED) {
        Some("hundred-times")
    } else if gives(times(end, Decimal::ONE_HUNDRED).and_then(|part| over(part, start))) {
        Some("share-for-change")
    } else if are_swapped(facts.text(by.digits), change) {
        Some("digits-swapped")
    } else {
        None
    }
}

/// Whether two neighbouring digits of a figure, the other way round, give a value.
fn are_swapped(digits: &str, value: Decimal) -> bool {
    let places = digits.chars().rev().take_while(char::is_ascii_digit).count();
    let decimals = if digits.contains('.') { places } else { 0 };
    let wanted = value.abs().round_dp_with_strategy(
        u32::try_from(decimals).unwrap_or(0),
        rust_decimal::RoundingStrategy::MidpointAwayFromZero,
    );
    let wanted: Vec<char> = format!("{wanted:.decimals$}").chars().filter(char::is_ascii_digit).collect();
    let printed: Vec<char> = digits.chars().filter(char::is_ascii_digit).collect();
    let differ: Vec<usize> = (0..printed.len()).filter(|i| wanted.get(*i) != printed.get(*i)).collect();
    match differ.as_slice() {
        [i, j] => {
            wanted.len() == printed.len() && *j == i + 1 && printed[*i] == wanted[*j] && printed[*j] == wanted[*i]
        }
        _ => false,
    }
}
