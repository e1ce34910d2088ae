//! A decimal that was torn apart at its point, and what it was before.
//!
//! The second half is run together with the word before it, and the first half
//! stands alone at the head of the clause. Where a unit follows, the whole is
//! certain; where only zeros follow, it is likely. It may be compared with other
//! figures, and never summed with them.

use rust_decimal::Decimal;

use crate::bounds::{Fraction, over, plus, times};
use crate::facts::{Facts, Mention, MentionId, Reading};
use crate::number::{Grouping, Hedge, Number};

/// How many bytes may lie between the halves.
const FARTHEST: usize = 160;

/// A decimal that was torn apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Torn {
    /// What stood before the point.
    pub first: MentionId,
    /// What stood after it.
    pub second: MentionId,
    /// The whole.
    pub number: Number,
    /// Whether a unit shows that the halves belong together.
    pub is_certain: bool,
}

impl Facts<'_> {
    /// The decimal whose second half is a mention, if the mention is one.
    pub fn torn(&self, second: MentionId) -> Option<Torn> {
        let mention = self.mention(second);
        // The glued word stands before the second half, not after it.
        mention.glued.filter(|glued| glued.start < mention.digits.start)?;
        let first = MentionId(second.0.checked_sub(1)?);
        let tail = self.halves(self.mention(first), mention)?;
        self.whole(first, second, tail)
    }

    /// The second half, if the first is a bare whole number before it in the same sentence.
    fn halves(&self, first: &Mention, second: &Mention) -> Option<Number> {
        let Reading::Value(number) = second.reading else { return None };
        let head = first.number()?;
        let is_bare = head.decimals == 0
            && !head.in_words
            && head.grouping == Grouping::None
            && head.value >= Decimal::ONE
            && first.glued.is_none()
            && head.hedge == Hedge::None
            && first.unit.is_none_or(|unit| second.unit == Some(unit))
            && self.text(first.digits).bytes().all(|b| b.is_ascii_digit());
        let between = crate::span::Span::new(first.span.end, second.digits.start.max(first.span.end));
        let is_near = first.block == second.block
            && between.len() <= FARTHEST
            && !self.text(between).contains(['.', ';', '。', '；', ':']);
        // The second half of a torn decimal has no decimals of its own.
        (is_bare && is_near && number.decimals == 0).then_some(number)
    }

    fn whole(&self, first: MentionId, second: MentionId, tail: Number) -> Option<Torn> {
        let (one, other) = (self.mention(first), self.mention(second));
        let head = one.number()?.value;
        if other.unit.is_some() || tail.in_words {
            let digits = self.text(other.digits);
            let is_plain = tail.grouping == Grouping::None && digits.bytes().all(|b| b.is_ascii_digit());
            let decimals = u32::try_from(digits.len()).ok().filter(|decimals| is_plain && *decimals <= 9)?;
            // 7 … 8 million was 7.8 million: the halves share the scale of the second.
            let scale = tail.step;
            let fraction = times(tail.value, Decimal::new(1, decimals))?;
            let value = plus(times(head, scale)?, fraction)?;
            let step = times(scale, Decimal::new(1, decimals))?;
            let number = Number { value, step, decimals, is_count: false, hedge: Hedge::None, ..tail };
            return Some(Torn { first, second, number, is_certain: true });
        }
        // 4 … 20,000 was 4.2 ten thousands: the second half is one digit of the next place.
        let ten_thousand = Fraction::power_of_ten(4)?.to_decimal()?;
        let digit = over(tail.value, ten_thousand)?;
        let is_one_digit = digit.fract().is_zero() && digit >= Decimal::ONE && digit < Decimal::TEN;
        let joined = plus(head, over(digit, Decimal::TEN)?)?.normalize();
        let number = Number {
            value: times(joined, ten_thousand)?.normalize(),
            in_words: true,
            step: times(Decimal::ONE_HUNDRED, Decimal::TEN)?,
            ..tail
        };
        is_one_digit.then_some(Torn { first, second, number, is_certain: false })
    }
}
