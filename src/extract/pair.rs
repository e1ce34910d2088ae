//! Figures that go in pairs: ranges, and a magnitude that two figures share.

use rust_decimal::Decimal;

use crate::extract::context;
use crate::extract::reader::{Scan, tail};
use crate::facts::Mention;
use crate::facts::Reading;
use crate::reading::Label;

impl Scan<'_> {
    /// Joins the two ends of a range into one mention: "30–40", "between 30 and 40".
    pub(super) fn ranges(&self, mentions: Vec<Mention>) -> Vec<Mention> {
        let mut joined: Vec<Mention> = Vec::with_capacity(mentions.len());
        for mention in mentions {
            if let Some(last) = joined.last_mut() {
                self.lend_scale(last, &mention);
            }
            match joined.last().and_then(|last| self.join(last, &mention)) {
                Some(range) => {
                    joined.pop();
                    joined.push(range);
                }
                None => joined.push(mention),
            }
        }
        joined
    }

    /// "from 5.1 to 5.9 million": the first figure has the magnitude of the second.
    fn lend_scale(&self, one: &mut Mention, other: &Mention) {
        let (Reading::Value(low), Reading::Value(high)) = (one.reading, other.reading) else { return };
        let is_bare = !low.in_words && one.unit.is_none() && low.value < Decimal::ONE_THOUSAND;
        if !is_bare || !high.in_words || one.span.end > other.span.start {
            return;
        }
        let between = self.text[one.span.end..other.span.start].trim();
        let before = tail(&self.text[..one.span.start]);
        let is_elided = self
            .vocabulary
            .elisions
            .iter()
            .any(|(first, second)| between == second && before.ends_with(first.as_str()));
        if let Some(scaled) = low.scaled_like(&high).filter(|_| is_elided) {
            one.reading = Reading::Value(scaled);
        }
    }

    fn join(&self, one: &Mention, other: &Mention) -> Option<Mention> {
        let (Reading::Value(low), Reading::Value(high)) = (&one.reading, &other.reading) else { return None };
        if one.span.end > other.span.start || one.glued.is_some() || other.glued.is_some() {
            return None;
        }
        let between = &self.text[one.span.end..other.span.start];
        let said_before = tail(&self.text[..one.span.start]);
        let is_said = self
            .vocabulary
            .ranges
            .iter()
            .any(|(before, link)| between.trim() == link && said_before.ends_with(before.as_str()));
        let is_dash = matches!(between, "-" | "–" | "—" | "~" | "～" | "至" | "到" | " - " | " – ");
        // "between 64-bit and 32-bit programs": the figures belong to words.
        let after = self.text[one.digits.end..].strip_prefix('-');
        let is_part_of_word = is_said && after.is_some_and(|after| after.starts_with(char::is_alphabetic));
        let is_range = is_dash || is_said;
        if is_part_of_word || !is_range || !context::share_unit(&self.lexicons.units, one.unit, other.unit) {
            return None;
        }
        let span = one.span.hull(other.span);
        let digits = one.digits.hull(other.digits);
        let is_age = said_before.ends_with("aged")
            || self.text[other.span.end..].starts_with(" old")
            || self.text[other.span.end..].starts_with(" of age");
        // "Slipped to 4,243 – 1,896 fewer": a dash between blanks may also set off what follows.
        let is_aside = between.len() > 1 && low.value >= Decimal::ONE_THOUSAND;
        if is_dash && high.value < low.value && is_aside {
            return None;
        }
        if is_dash && high.value < low.value && between.trim() != "至" && between != "到" && !is_age {
            return Some(Mention { digits, ..self.mention(digits, Reading::NotAQuantity(Label::Score)) });
        }
        let unit = other.unit.or(one.unit);
        let is_elided = !low.in_words && high.in_words && one.unit.is_none() && low.value < Decimal::ONE_THOUSAND;
        let low = if !is_elided { *low } else { low.scaled_like(high).unwrap_or(*low) };
        Some(Mention { digits, unit, counted: other.counted, ..self.mention(span, Reading::Range(low, *high)) })
    }
}
