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
    } else {
        are_swapped(printed, right).then_some("digits-swapped")
    }
}

fn is_ten_times(one: Decimal, other: Decimal) -> bool {
    !one.is_zero() && (times(one, Decimal::TEN) == Some(other) || over(one, Decimal::TEN) == Some(other))
}

fn is_hundred_times(one: Decimal, other: Decimal) -> bool {
    let hundred = Decimal::ONE_HUNDRED;
    !one.is_zero() && (times(one, hundred) == Some(other) || over(one, hundred) == Some(other))
}

/// Whether two neighbouring digits change places: 1,536 and 1,563.
fn are_swapped(one: Decimal, other: Decimal) -> bool {
    let scale = one.scale().max(other.scale());
    let digits = |value: Decimal| {
        let mut value = value.abs();
        value.rescale(scale);
        value.mantissa().to_string().into_bytes()
    };
    let (one, other) = (digits(one), digits(other));
    let unlike: Vec<usize> = (0..one.len().min(other.len())).filter(|at| one[*at] != other[*at]).collect();
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
        assert_eq!(cause("0", "0"), None);
    }
}
