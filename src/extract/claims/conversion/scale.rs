//! Lengths on a map or of a model, and what they stand for: "on a 1:50,000 map the huts lie 6
//! centimetres apart, so the distance is 3 kilometres", 按1比50的比例,模型长63.3厘米,实物长31.65米.

use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Claim, Confidence, Per, Ratio, Relation};
use crate::lexicon::frames::ConversionWords;

/// Adds the larger of two lengths as so many of the smaller one, where the sentence or the one
/// before names a scale.
pub(in crate::extract::claims) fn bind(sentence: &Sentence<'_, '_>, words: &ConversionWords, claims: &mut Vec<Claim>) {
    let named = |sentence: &Sentence<'_, '_>| {
        words.scale.any(&sentence.tokens, 0..sentence.tokens.len()).then(|| times(sentence)).flatten()
    };
    let Some(times) = named(sentence).or_else(|| named(sentence.before.as_deref()?)) else { return };
    let units = &sentence.facts.lexicons.units;
    let is_length =
        |figure: &&Figure<'_>| sentence.measures(figure.mention, "length") && figure.mention.number().is_some();
    let lengths: Vec<&Figure<'_>> = sentence.figures.iter().filter(is_length).collect();
    let [one, other] = lengths.as_slice() else { return };
    let (Some(first), Some(second)) = (one.mention.unit, other.mention.unit) else { return };
    let (small, large) = if units.is_larger(second, first) {
        (one, other)
    } else if units.is_larger(first, second) {
        (other, one)
    } else {
        return;
    };
    let ratio = Ratio { of: small.id, less: None, over: small.id, rest: None, rate: large.id, per: Per::Scale(times) };
    let claim = sentence.claim(Relation::Ratio(ratio), sentence.place(large.at, large.at + 1));
    claims.push(Claim { confidence: Confidence::Medium, ..claim });
}

/// The 50,000 of the only scale of a sentence.
fn times(sentence: &Sentence<'_, '_>) -> Option<Decimal> {
    static SCALE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|[^0-9.,])1\s?(?:[:：∶/]|比)\s?([1-9][0-9]{0,2}(?:,[0-9]{3}){1,2}|[1-9][0-9]{1,7})")
            .expect("a plain pattern")
    });
    let text = sentence.facts.text(sentence.span);
    let mut found = SCALE.captures_iter(text);
    let digits = found.next().filter(|_| found.next().is_none())?.get(1)?.as_str().replace(',', "");
    digits.parse().ok()
}
