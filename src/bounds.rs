//! Exact intervals: every value that a written figure may stand for.
//!
//! The only place with arithmetic on figures. Operations are checked: what does
//! not fit is `None`, and the caller then says nothing about the figure.
//! Results are rounded outward, so that a value which was possible before an
//! operation is possible after it.

mod reach;

use rust_decimal::{Decimal, RoundingStrategy};

/// An exact fraction, such as the factor between two units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fraction {
    // Invariant: denominator > 0.
    numerator: Decimal,
    denominator: Decimal,
}

impl Fraction {
    /// One.
    pub const ONE: Fraction = Fraction { numerator: Decimal::ONE, denominator: Decimal::ONE };

    /// Reads `"2000/3"` or `"0.3048"`.
    pub fn parse(text: &str) -> Option<Fraction> {
        let (numerator, denominator) = text.split_once('/').unwrap_or((text, "1"));
        let fraction =
            Fraction { numerator: numerator.trim().parse().ok()?, denominator: denominator.trim().parse().ok()? };
        (fraction.denominator > Decimal::ZERO).then_some(fraction)
    }

    /// A positive value as a fraction.
    pub fn of(value: Decimal) -> Option<Fraction> {
        (value > Decimal::ZERO).then_some(Fraction { numerator: value, denominator: Decimal::ONE })
    }

    /// A power of ten: `power_of_ten(3)` is a thousand.
    pub fn power_of_ten(exponent: i32) -> Option<Fraction> {
        let power = Decimal::TEN.checked_powi_exact(exponent.unsigned_abs())?;
        Some(if exponent < 0 {
            Fraction { numerator: Decimal::ONE, denominator: power }
        } else {
            Fraction { numerator: power, denominator: Decimal::ONE }
        })
    }

    /// The product of two fractions.
    pub fn times(self, other: Fraction) -> Option<Fraction> {
        Some(Fraction {
            numerator: self.numerator.checked_mul(other.numerator)?,
            denominator: self.denominator.checked_mul(other.denominator)?,
        })
    }

    /// Whether it is greater than one.
    pub fn is_above_one(self) -> bool {
        self.numerator > self.denominator
    }

    /// The nearest decimal; exact for tenths, not for thirds.
    pub fn to_decimal(self) -> Option<Decimal> {
        self.numerator.checked_div(self.denominator)
    }

    /// The fraction upside down, unless it is zero or less.
    pub fn inverse(self) -> Option<Fraction> {
        (self.numerator > Decimal::ZERO)
            .then_some(Fraction { numerator: self.denominator, denominator: self.numerator })
    }
}

/// Powers without logarithms: rust_decimal's own need a feature and lose exactness.
trait PowerOfTen {
    fn checked_powi_exact(self, exponent: u32) -> Option<Decimal>;
}

impl PowerOfTen for Decimal {
    fn checked_powi_exact(self, exponent: u32) -> Option<Decimal> {
        (0..exponent).try_fold(Decimal::ONE, |power, _| power.checked_mul(self))
    }
}

/// Every value a written figure may stand for, both ends included; an end may
/// be open ("more than 14,000").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    // Invariant: low <= high where both are there.
    low: Option<Decimal>,
    high: Option<Decimal>,
}

impl Bounds {
    /// Exactly one value.
    pub fn exactly(value: Decimal) -> Bounds {
        Bounds { low: Some(value), high: Some(value) }
    }

    /// From one value to another, whichever is smaller.
    pub fn between(one: Decimal, other: Decimal) -> Bounds {
        Bounds { low: Some(one.min(other)), high: Some(one.max(other)) }
    }

    /// A value and everything less than `reach` away from it.
    ///
    /// ```
    /// use statlint::bounds::Bounds;
    /// let tons = Bounds::around("5.2".parse()?, "0.05".parse()?).ok_or("overflow")?;
    /// assert!(tons.may_equal(Bounds::exactly("5.19".parse()?)));
    /// assert!(!tons.may_equal(Bounds::exactly("5.31".parse()?)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn around(value: Decimal, reach: Decimal) -> Option<Bounds> {
        Some(Bounds::between(value.checked_sub(reach)?, value.checked_add(reach)?))
    }

    /// The least value, unless the interval is open below.
    pub fn low(self) -> Option<Decimal> {
        self.low
    }

    /// The greatest value, unless the interval is open above.
    pub fn high(self) -> Option<Decimal> {
        self.high
    }

    /// The value in the middle; the one end of an open interval.
    pub fn middle(self) -> Option<Decimal> {
        match (self.low, self.high) {
            (Some(low), Some(high)) => low.checked_add(high.checked_sub(low)?.checked_div(Decimal::TWO)?),
            (low, high) => low.or(high),
        }
    }

    /// The same interval without an upper end.
    pub fn and_above(self) -> Bounds {
        Bounds { low: self.low, high: None }
    }

    /// The same interval without a lower end.
    pub fn and_below(self) -> Bounds {
        Bounds { low: None, high: self.high }
    }

    /// The smallest interval that holds both.
    pub fn hull(self, other: Bounds) -> Bounds {
        Bounds {
            low: self.low.zip(other.low).map(|(a, b)| a.min(b)),
            high: self.high.zip(other.high).map(|(a, b)| a.max(b)),
        }
    }

    /// Whether some value lies in both.
    pub fn may_equal(self, other: Bounds) -> bool {
        !self.surely_exceeds(other) && !other.surely_exceeds(self)
    }

    /// Whether every value here is greater than every value there.
    pub fn surely_exceeds(self, other: Bounds) -> bool {
        matches!((self.low, other.high), (Some(low), Some(high)) if low > high)
    }

    /// Whether every value is greater than zero.
    pub fn is_positive(self) -> bool {
        self.low.is_some_and(|low| low > Decimal::ZERO)
    }

    /// The sum of two intervals; `None` where it does not fit.
    pub fn plus(self, other: Bounds) -> Option<Bounds> {
        Some(Bounds {
            low: both(self.low, other.low, Decimal::checked_add)?,
            high: both(self.high, other.high, Decimal::checked_add)?,
        })
    }

    /// The difference of two intervals; `None` where it does not fit.
    pub fn minus(self, other: Bounds) -> Option<Bounds> {
        Some(Bounds {
            low: both(self.low, other.high, Decimal::checked_sub)?,
            high: both(self.high, other.low, Decimal::checked_sub)?,
        })
    }

    /// The interval times a fraction; `None` where it does not fit.
    pub fn times(self, factor: Fraction) -> Option<Bounds> {
        let scaled = |end: Option<Decimal>, strategy| match end {
            None => Some(None),
            Some(end) => {
                let product = end.checked_mul(factor.numerator)?;
                Some(Some(divide(product, factor.denominator, strategy)?))
            }
        };
        let (low, high) = (
            scaled(self.low, RoundingStrategy::ToNegativeInfinity)?,
            scaled(self.high, RoundingStrategy::ToPositiveInfinity)?,
        );
        Some(if factor.numerator < Decimal::ZERO { Bounds { low: high, high: low } } else { Bounds { low, high } })
    }

    /// The quotient of two positive intervals.
    ///
    /// `None` where either may be zero or less, or where it does not fit: no
    /// claim is ever judged by a division through zero.
    pub fn over(self, other: Bounds) -> Option<Bounds> {
        if !self.is_positive() || !other.is_positive() {
            return None;
        }
        let quotient = |a: Option<Decimal>, b: Option<Decimal>, strategy| match (a, b) {
            (Some(a), Some(b)) => Some(Some(divide(a, b, strategy)?)),
            _ => Some(None),
        };
        let low = match other.high {
            None => Some(Decimal::ZERO),
            Some(_) => quotient(self.low, other.high, RoundingStrategy::ToNegativeInfinity)?,
        };
        Some(Bounds { low, high: quotient(self.high, other.low, RoundingStrategy::ToPositiveInfinity)? })
    }

    /// The product of two intervals of no negative value; `None` where it does not fit.
    pub fn product(self, other: Bounds) -> Option<Bounds> {
        let low = self
            .low
            .filter(|low| *low >= Decimal::ZERO)?
            .checked_mul(other.low.filter(|low| *low >= Decimal::ZERO)?)?;
        Some(Bounds { low: Some(low), high: both(self.high, other.high, Decimal::checked_mul)? })
    }
}

/// An operation on two ends, open if either is open; `None` where it overflows.
fn both(
    a: Option<Decimal>,
    b: Option<Decimal>,
    operation: fn(Decimal, Decimal) -> Option<Decimal>,
) -> Option<Option<Decimal>> {
    match (a, b) {
        (Some(a), Some(b)) => Some(Some(operation(a, b)?)),
        _ => Some(None),
    }
}

/// Division to 12 places, rounded as told, so that an end only moves outward.
fn divide(a: Decimal, b: Decimal, strategy: RoundingStrategy) -> Option<Decimal> {
    let quotient = a.checked_div(b)?;
    let rounded = quotient.round_dp_with_strategy(12, strategy);
    // `checked_div` itself rounds at 28 digits: where nothing was left to round,
    // the quotient may be off in its last place, which 12 places do not show.
    Some(rounded)
}

/// How far two values are apart in percent of the first: from 200 to 240 it is 20.
/// `None` where the first is zero or less.
pub fn percent_change(from: Decimal, to: Decimal) -> Option<Decimal> {
    if from <= Decimal::ZERO {
        return None;
    }
    to.checked_sub(from)?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(from)
}

/// A computed percentage as people write it: to one decimal, halves away from zero.
pub fn rounded(percent: Decimal) -> Decimal {
    percent.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero).normalize()
}

/// How far two values are apart; `None` where it does not fit.
pub fn apart(one: Decimal, other: Decimal) -> Option<Decimal> {
    one.checked_sub(other).map(|difference| difference.abs())
}

/// The sum of two values; `None` where it does not fit.
pub fn plus(one: Decimal, other: Decimal) -> Option<Decimal> {
    one.checked_add(other)
}

/// The difference of two values; `None` where it does not fit.
pub fn minus(one: Decimal, other: Decimal) -> Option<Decimal> {
    one.checked_sub(other)
}

/// One value times another; `None` where it does not fit.
pub fn times(one: Decimal, other: Decimal) -> Option<Decimal> {
    one.checked_mul(other)
}

/// One value divided by another; `None` where it does not fit or the other is zero.
pub fn over(one: Decimal, other: Decimal) -> Option<Decimal> {
    one.checked_div(other)
}

/// A part in percent of its whole; `None` where the whole is zero or less.
pub fn percent_of(part: Decimal, whole: Decimal) -> Option<Decimal> {
    if whole <= Decimal::ZERO {
        return None;
    }
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn bounds(low: &str, high: &str) -> Bounds {
        Bounds::between(decimal(low), decimal(high))
    }

    #[test]
    fn a_quotient_of_something_that_may_be_zero_is_no_quotient() {
        assert_eq!(bounds("1", "2").over(bounds("0", "3")), None);
        assert_eq!(bounds("-1", "2").over(bounds("1", "3")), None);
    }

    #[test]
    fn an_open_end_stays_open() {
        let more = bounds("14000", "14000").and_above();
        assert!(!more.surely_exceeds(bounds("20000", "20000")));
        assert!(!bounds("20000", "20000").surely_exceeds(more));
        assert!(more.surely_exceeds(bounds("9000", "9000")));
    }

    #[test]
    fn a_fraction_is_exact() {
        let mu = Fraction::parse("2000/3").unwrap();
        let hectare = bounds("15", "15").times(mu).unwrap();
        assert!(hectare.may_equal(bounds("10000", "10000")));
    }

    #[test]
    fn what_does_not_fit_is_none() {
        let most = Bounds::exactly(Decimal::MAX);
        assert_eq!(most.plus(most), None);
        assert_eq!(most.product(most), None);
    }

    fn interval() -> impl Strategy<Value = (Bounds, Decimal)> {
        (1i64..1_000_000, 0i64..1000, 0i64..=1000, 0u32..4).prop_map(|(value, reach, part, scale)| {
            let (low, high) = (Decimal::new(value, scale), Decimal::new(value + reach, scale));
            let inside = Decimal::new(value + reach * part / 1000, scale);
            (Bounds::between(low, high), inside)
        })
    }

    proptest! {
        #[test]
        fn operations_keep_what_was_possible((a, x) in interval(), (b, y) in interval()) {
            let holds = |bounds: Option<Bounds>, value: Decimal| bounds.unwrap().may_equal(Bounds::exactly(value));
            prop_assert!(holds(a.plus(b), x + y));
            prop_assert!(holds(a.minus(b), x - y));
            prop_assert!(holds(a.product(b), x * y));
            prop_assert!(holds(a.over(b), (x / y).round_dp(12)));
        }
    }
}
