//! How far a printed figure reaches, by the table of that name in ARCHITECTURE.md: half a
//! step of the last printed digit; trailing zeros of a whole number widen it, but by no
//! more than 1% of it.

use rust_decimal::Decimal;

use crate::bounds::{Bounds, Fraction};
use crate::number::{Hedge, Number, Reach};

impl Number {
    /// Every value that the figure may stand for; `None` if it is too long to compute with.
    pub fn bounds(&self, reach: Reach) -> Option<Bounds> {
        let printed = match reach {
            Reach::Rounded => self.rounded(false)?,
            Reach::Usual => self.rounded(false)?.hull(self.cut_off()?),
            Reach::Widest => self.rounded(true)?.hull(self.cut_off()?),
        };
        Some(match self.hedge {
            Hedge::None => printed,
            Hedge::Above => printed.and_above(),
            Hedge::Below => printed.and_below(),
            Hedge::Nearly => printed.hull(Bounds::exactly(self.value).times(Fraction::parse("9/10")?)?),
            Hedge::About => printed.hull(Bounds::around(self.value, self.last_place()?)?),
        })
    }

    /// The figure without its magnitude: 2.3 for "2.3 million".
    pub fn printed(&self) -> Option<Decimal> {
        self.value.checked_div(self.step)?.checked_mul(Decimal::new(1, self.decimals.min(28)))
    }

    /// What one in its last printed whole digit is: a million for "2.3 million". `None` where it
    /// does not fit.
    pub fn scale(&self) -> Option<Decimal> {
        self.step.checked_div(Decimal::new(1, self.decimals.min(28)))
    }

    /// Whether it shows its scale: "2.3 million", "2,300,000".
    pub fn gives_scale(&self) -> bool {
        let is_long = self.value.abs() >= Decimal::ONE_THOUSAND;
        is_long && (!self.in_words || self.scale().is_some_and(|scale| scale > Decimal::ONE))
    }

    /// Whether one digit alone says something: 20, 3,000, 0.4, 5 million.
    pub fn has_one_digit(&self) -> bool {
        let place = self.last_place();
        place.and_then(|place| self.value.abs().checked_div(place)).is_some_and(|digits| digits < Decimal::TEN)
    }

    /// The figure with a magnitude: 2.3 times a million. `None` where it does not fit.
    pub fn scaled(&self, by: Decimal) -> Option<Number> {
        Some(Number { value: self.value.checked_mul(by)?, step: self.step.checked_mul(by)?, in_words: true, ..*self })
    }

    /// The figure with the magnitude of another: the 5.1 of "from 5.1 to 5.9 million".
    pub fn scaled_like(&self, other: &Number) -> Option<Number> {
        let scale = other.scale()?;
        // A fraction in words ("a third") has no magnitude to lend.
        if scale < Decimal::ONE { None } else { self.scaled(scale) }
    }

    /// What rounds to the figure. Trailing zeros of a whole number may be rounded
    /// ones: they reach half of the last place that is not zero, and unless
    /// `generously`, no further than 1% of the figure.
    fn rounded(&self, generously: bool) -> Option<Bounds> {
        let half = Decimal::new(5, 1);
        let half_step = self.step.checked_mul(half)?;
        if self.decimals > 0 || self.in_words {
            return Bounds::around(self.value, half_step);
        }
        let half_place = self.last_place()?.checked_mul(half)?;
        let percent = self.value.abs().checked_mul(Decimal::new(1, 2))?;
        let reach = if self.last_place()? == self.step {
            Decimal::ZERO
        } else if generously {
            half_place
        } else {
            half_place.min(percent)
        };
        Bounds::around(self.value, if self.is_count { reach } else { reach.max(half_step) })
    }

    /// What gives the figure if the digits that follow are cut off.
    /// A single digit is never the rest of something: nobody cuts 1.9 million off to 1 million.
    fn cut_off(&self) -> Option<Bounds> {
        let has_two_digits = self.value.abs() >= self.step.checked_mul(Decimal::TEN)?;
        if !has_two_digits {
            return Some(Bounds::exactly(self.value));
        }
        let place = if self.decimals > 0 || self.in_words || !self.is_count { self.step } else { Decimal::ZERO };
        let further = if self.value.is_sign_negative() {
            self.value.checked_sub(place)?
        } else {
            self.value.checked_add(place)?
        };
        Some(Bounds::between(self.value, further))
    }

    /// The place of the last digit that is not zero: 100 for 18,700.
    pub(crate) fn last_place(&self) -> Option<Decimal> {
        if self.value.is_zero() {
            return Some(self.step);
        }
        let mut place = self.step;
        loop {
            let next = place.checked_mul(Decimal::TEN)?;
            if !self.value.checked_rem(next)?.is_zero() {
                return Some(place);
            }
            place = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::number::Grouping;

    fn plain(text: &str, step: &str, hedge: Hedge) -> Number {
        let value: Decimal = text.parse().unwrap();
        Number {
            value,
            step: step.parse().unwrap(),
            decimals: value.scale(),
            in_words: false,
            is_count: true,
            grouping: Grouping::None,
            hedge,
        }
    }

    fn reach(number: Number, reach: Reach) -> (String, String) {
        let bounds = number.bounds(reach).unwrap();
        let end = |end: Option<Decimal>| end.map_or("open".to_owned(), |end| end.normalize().to_string());
        (end(bounds.low()), end(bounds.high()))
    }

    #[test]
    fn printed_figures_reach_as_far_as_the_table_says() {
        let cases = [
            (plain("5.19", "0.01", Hedge::None), ("5.185", "5.195")),
            (plain("18700", "1", Hedge::None), ("18650", "18750")),
            (plain("200", "1", Hedge::None), ("198", "202")),
            (plain("8657", "1", Hedge::None), ("8657", "8657")),
            (plain("14000", "1", Hedge::Above), ("13860", "open")),
            (plain("40", "1", Hedge::Nearly), ("36", "40.4")),
            (plain("0", "1", Hedge::None), ("0", "0")),
        ];
        for (number, (low, high)) in cases {
            assert_eq!(reach(number, Reach::Rounded), (low.to_owned(), high.to_owned()), "{number:?}");
        }
        assert_eq!(reach(plain("200", "1", Hedge::None), Reach::Widest), ("150".to_owned(), "250".to_owned()));
    }

    proptest! {
        #[test]
        fn the_widest_reading_holds_every_other(digits in 1i64..10_000_000, scale in 0u32..4, hedge in 0..5) {
            let hedge = [Hedge::None, Hedge::Above, Hedge::Below, Hedge::Nearly, Hedge::About][hedge as usize];
            let value = Decimal::new(digits, scale);
            let number = Number { value, step: Decimal::new(1, scale), decimals: scale, in_words: false, is_count: true, grouping: Grouping::None, hedge };
            let (narrow, wide) = (number.bounds(Reach::Rounded).unwrap(), number.bounds(Reach::Widest).unwrap());
            let usual = number.bounds(Reach::Usual).unwrap();
            prop_assert_eq!(narrow.hull(usual), usual);
            prop_assert_eq!(usual.hull(wide), wide);
            prop_assert!(narrow.may_equal(Bounds::exactly(value)));
        }
    }
}
