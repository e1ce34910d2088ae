//! Whether one figure can be a slip for another: of the same size, or with the digits of it.

use rust_decimal::Decimal;

use crate::bounds::{over, times};
use crate::number::Number;

/// Whether two figures are so near each other that one can stand for the other by mistake.
pub(super) fn is_near(one: Option<&Number>, other: Option<&Number>, is_state: bool) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return false };
    // Few people are killed or hurt: two and five are no odder than twenty and fifty.
    let are_few = is_state && one.value.max(other.value) <= Decimal::from(FEW);
    are_few || is_of_one_size(one.value, other.value) || has_slipped(one, other)
}

/// Whether one is no more than twice the other.
fn is_of_one_size(one: Decimal, other: Decimal) -> bool {
    let (small, large) = if one < other { (one, other) } else { (other, one) };
    small > Decimal::ZERO && times(small, Decimal::TWO).is_some_and(|twice| large <= twice)
}

/// Whether two figures have the same digits in another order or with another scale, or all but one.
pub(super) fn has_slipped(one: &Number, other: &Number) -> bool {
    let (one_step, other_step) = (one.step, other.step);
    let (Some(one), Some(other)) = (digits(one), digits(other)) else { return false };
    if one.len() < LEAST_DIGITS || other.len() < LEAST_DIGITS {
        return false;
    }
    if one.len() != other.len() {
        let is_other_scale = one.len().abs_diff(other.len()) <= FARTHEST_SCALE;
        return is_other_scale && one.trim_end_matches('0') == other.trim_end_matches('0');
    }
    if one_step != other_step {
        return false;
    }
    let mut sorted = [one.clone().into_bytes(), other.clone().into_bytes()];
    sorted.iter_mut().for_each(|digits| digits.sort_unstable());
    sorted[0] == sorted[1] || one.bytes().zip(other.bytes()).filter(|(a, b)| a != b).count() == 1
}

/// Whether two figures of three digits or more have the same ones in another order.
pub(super) fn is_transposed(one: Option<&Number>, other: Option<&Number>) -> bool {
    let sorted = |number: Option<&Number>| {
        let mut digits = digits(number?)?.into_bytes();
        digits.sort_unstable();
        (digits.len() >= LEAST_TRANSPOSED).then_some(digits)
    };
    let scale = |number: Option<&Number>| number.map(|number| number.step);
    sorted(one).is_some() && sorted(one) == sorted(other) && scale(one) == scale(other)
}

/// The digits of a figure as they are printed, without its point.
fn digits(number: &Number) -> Option<String> {
    let last = over(number.value, number.step)?;
    Some(last.normalize().abs().to_string()).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
}

/// Up to here, figures of one size may be far apart.
const FEW: u32 = 12;

/// A thousand times is the most that a scale slips by.
const FARTHEST_SCALE: usize = 3;

/// Shorter figures have the digits of others by chance.
const LEAST_DIGITS: usize = 2;
const LEAST_TRANSPOSED: usize = 3;
