//! Known mistakes that explain a figure exactly.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::bounds::{Bounds, over, times};
use crate::number::{Number, Reach};

/// The name of the mistake that makes a printed percentage of the exact one, which is
/// compared at the place to which the other is printed.
pub(super) fn of_percentage(printed: &Number, exact: Decimal) -> Option<&'static str> {
    let bounds = printed.bounds(Reach::Rounded)?;
    let gives = |value: Option<Decimal>| value.is_some_and(|value| bounds.may_equal(Bounds::exactly(value)));
    let is_off_by = |by: Decimal| gives(times(exact, by)) || gives(over(exact, by));
    if is_off_by(Decimal::TEN) {
        return Some("ten-times");
    }
    if is_off_by(Decimal::ONE_HUNDRED) {
        return Some("hundred-times");
    }
    let rounded = exact.round_dp_with_strategy(printed.decimals, RoundingStrategy::MidpointAwayFromZero);
    are_swapped(printed.value, rounded).then_some("digits-swapped")
}

/// The name of the mistake that makes one value of another; `None` where none of them does.
pub(super) fn between(printed: Decimal, right: Decimal) -> Option<&'static str> {
    if is_ten_times(printed, right) {
        Some("ten-times")
    } else if is_hundred_times(printed, right) {
        Some("hundred-times")
    } else if are_swapped(printed, right) {
        Some("digits-swapped")
    } else {
        differ_in_one_digit(printed, right).then_some("one-digit")
    }
}

fn is_ten_times(one: Decimal, other: Decimal) -> bool {
    !one.is_zero() && (times(one, Decimal::TEN) == Some(other) || over(one, Decimal::TEN) == Some(other))
}

fn is_hundred_times(one: Decimal, other: Decimal) -> bool {
    let hundred = Decimal::ONE_HUNDRED;
    !one.is_zero() && (times(one, hundred) == Some(other) || over(one, hundred) == Some(other))
}

/// Shorter figures differ in one digit by chance too often for that to explain anything.
const FEWEST_DIGITS: usize = 3;

/// Whether one digit was mistaken for another: 7,606 and 1,606.
fn differ_in_one_digit(one: Decimal, other: Decimal) -> bool {
    let is_one_sign = one.is_sign_negative() == other.is_sign_negative();
    let (one, other) = digits(one, other);
    is_one_sign && one.len() == other.len() && one.len() >= FEWEST_DIGITS && unlike(&one, &other).len() == 1
}

/// The digits of two values, to the last place that either has.
fn digits(one: Decimal, other: Decimal) -> (Vec<u8>, Vec<u8>) {
    let scale = one.scale().max(other.scale());
    let digits = |value: Decimal| {
        let mut value = value.abs();
        value.rescale(scale);
        value.mantissa().to_string().into_bytes()
    };
    (digits(one), digits(other))
}

/// Where the digits of two figures are not the same.
fn unlike(one: &[u8], other: &[u8]) -> Vec<usize> {
    (0..one.len().min(other.len())).filter(|at| one[*at] != other[*at]).collect()
}

/// Whether two neighbouring digits change places: 1,536 and 1,563.
fn are_swapped(one: Decimal, other: Decimal) -> bool {
    let (one, other) = digits(one, other);
    let unlike = unlike(&one, &other);
    match unlike.as_slice() {
        [first, second] if one.len() == other.len() => {
            first + 1 == *second && one[*first] == other[*second] && one[*second] == other[*first]
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_has_to_explain_the_figure_exactly() {
        let cause = |one: &str, other: &str| between(one.parse().unwrap(), other.parse().unwrap());
        assert_eq!(cause("1.2", "12"), Some("ten-times"));
        assert_eq!(cause("0.25", "25"), Some("hundred-times"));
        assert_eq!(cause("1536", "1563"), Some("digits-swapped"));
        assert_eq!(cause("1536", "1635"), None);
        assert_eq!(cause("7606.8", "1606.8"), Some("one-digit"));
        assert_eq!(cause("76", "16"), None);
        assert_eq!(cause("0", "0"), None);
    }
}
