//! Amounts of money converted at a rate that the text gives: "596 million euros ($677 million)
//! … ($1 = 0.8804 euros)", 579美元,按1美元兑6.61元人民币计算,约合3827元人民币.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use crate::extract::claims::LONGEST_SENTENCE;
use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Claim, Confidence, Facts, Mention, MentionId, Per, Ratio, Relation};
use crate::lexicon::cues::Kind;
use crate::lexicon::frames::ConversionWords;
use crate::lexicon::vocabulary::Word;
use crate::unit::UnitId;

/// How many tokens may stand between the two sides of a rate: "1 dollar was worth 0.88 euros".
const MOST_BETWEEN: usize = 4;

/// How many words name a currency: "Canadian dollar".
const MOST_NAME: usize = 3;

/// What one of a currency, or a hundred, costs in another.
#[derive(Clone, Copy)]
struct Rate {
    /// The figure for how many of it; `None` for "to the dollar".
    one: Option<MentionId>,
    of: UnitId,
    price: MentionId,
    currency: UnitId,
}

/// The rates of a document by their two currencies, in both orders; `None` where it gives several.
type Rates = HashMap<(UnitId, UnitId), Option<Rate>>;

/// Adds the amounts that a document gives in two currencies, where it gives their rate.
pub(in crate::extract::claims) fn bind(facts: &Facts<'_>, claims: &mut Vec<Claim>) {
    let is_one = |mention: &Mention| {
        currency(facts, mention).is_some() && mention.number().is_some_and(|number| is_round(number.value))
    };
    let is_money = |mention: &&Mention| currency(facts, mention).is_some();
    let mut currencies = facts.mentions.iter().filter(is_money).filter_map(|mention| mention.unit);
    let first = currencies.next();
    if !facts.mentions.iter().any(is_one) && currencies.all(|unit| Some(unit) == first) {
        return;
    }
    let spans = facts.sentences.iter().filter(|span| span.len() <= LONGEST_SENTENCE);
    let sentences: Vec<Sentence<'_, '_>> = spans.filter_map(|span| Sentence::read(facts, *span)).collect();
    let (mut rates, mut taken) = (Rates::new(), HashSet::new());
    for rate in sentences.iter().flat_map(rates_of) {
        taken.extend(rate.one.into_iter().chain([rate.price]));
        for pair in [(rate.of, rate.currency), (rate.currency, rate.of)] {
            rates.entry(pair).and_modify(|known| *known = None).or_insert(Some(rate));
        }
    }
    for (index, sentence) in sentences.iter().enumerate() {
        let Some(words) = words(sentence) else { continue };
        let before =
            index.checked_sub(1).map(|before| &sentences[before]).filter(|before| before.block == sentence.block);
        claims.extend(before.and_then(|before| converted_before(before, sentence, words, &rates, &taken)));
        let free = |figure: &&Figure<'_>| !taken.contains(&figure.id);
        let amounts: Vec<&Figure<'_>> = sentence.figures.iter().filter(free).collect();
        let known = claims.len();
        for pair in amounts.windows(2) {
            let [first, second] = pair else { continue };
            claims.extend(converted(sentence, words, &rates, first, second));
        }
        if claims.len() == known
            && (!rates_of(sentence).is_empty() || before.is_some_and(|before| !rates_of(before).is_empty()))
        {
            claims.extend(beside_rate(sentence, &amounts, &rates));
        }
    }
}

/// Rates are given for one, a hundred or a thousand of a currency.
fn is_round(value: Decimal) -> bool {
    [Decimal::ONE, Decimal::ONE_HUNDRED, Decimal::ONE_THOUSAND].contains(&value)
}

fn words<'f>(sentence: &Sentence<'f, '_>) -> Option<&'f ConversionWords> {
    sentence.facts.lexicons.file(sentence.facts.languages[sentence.block]).conversion.as_ref()
}

fn currency(facts: &Facts<'_>, mention: &Mention) -> Option<UnitId> {
    mention.unit.filter(|unit| facts.lexicons.units.get(*unit).dimension.starts_with("currency"))
}

/// The rates of a sentence: one of a currency, words for "is worth", and its price in another.
fn rates_of(sentence: &Sentence<'_, '_>) -> Vec<Rate> {
    let Some(words) = words(sentence) else { return Vec::new() };
    let rate = |pair: &[Figure<'_>]| {
        let [one, price] = pair else { return None };
        let is_one = is_round(one.mention.number()?.value);
        let (of, currency) = (currency(sentence.facts, one.mention)?, currency(sentence.facts, price.mention)?);
        let cue = sentence.cue_before(&words.worth, &words.link, price.at, None)?;
        let is_told = is_one && of != currency && cue.start > one.at && price.at - one.at <= MOST_BETWEEN;
        is_told.then_some(Rate { one: Some(one.id), of, price: price.id, currency })
    };
    // "11.13 kronor to the dollar"
    let to_the = |price: &Figure<'_>| {
        let currency = currency(sentence.facts, price.mention)?;
        let after = words.to_one.starting_at(&sentence.tokens, price.at + 1)?;
        let token = sentence.tokens.get(after.end).filter(|token| token.kind == Kind::Word)?;
        let text = &sentence.facts.document.text()[token.span.start..sentence.span.end];
        let Some((_, Word::Unit(of))) = sentence.vocabulary().words.at_start(text) else { return None };
        let is_money = sentence.facts.lexicons.units.get(of).dimension.starts_with("currency");
        (is_money && of != currency).then_some(Rate { one: None, of, price: price.id, currency })
    };
    // "With the pound fetching $1.35", "a euro bought 11.70 kronor"
    let of_one = |price: &Figure<'_>| {
        let currency = currency(sentence.facts, price.mention)?;
        let cue = sentence.cue_before(&words.worth, &words.link, price.at, None)?;
        let of = (cue.start.saturating_sub(MOST_NAME)..cue.start).find_map(|at| {
            words.one.ending_at(&sentence.tokens, at, None)?;
            let units = &sentence.facts.lexicons.units;
            let money = words.money.get(sentence.word(at)).filter(|_| at + 1 == cue.start);
            if let Some(unit) = money.and_then(|name| units.named(name)) {
                return Some(unit);
            }
            let text = &sentence.facts.document.text()[sentence.tokens[at].span.start..sentence.span.end];
            let Some((length, Word::Unit(of))) = sentence.vocabulary().words.at_start(text) else { return None };
            let end = sentence.tokens[at].span.start + length;
            (sentence.tokens[cue.start - 1].span.end == end).then_some(of)
        })?;
        let is_money = sentence.facts.lexicons.units.get(of).dimension.starts_with("currency");
        (is_money && of != currency).then_some(Rate { one: None, of, price: price.id, currency })
    };
    let rates = sentence.figures.windows(2).filter_map(rate);
    let figures = || sentence.figures.iter();
    rates.chain(figures().filter_map(to_the)).chain(figures().filter_map(of_one)).collect()
}

/// "They were fined 274 million kronor. At the day's rate of 11.13 kronor to the dollar, that is
/// $24.6 million": the only amount of a sentence, converted in the next.
fn converted_before(
    before: &Sentence<'_, '_>,
    sentence: &Sentence<'_, '_>,
    words: &ConversionWords,
    rates: &Rates,
    taken: &HashSet<MentionId>,
) -> Option<Claim> {
    let money = |sentence: &Sentence<'_, '_>| -> Vec<MentionId> {
        let is_free =
            |figure: &&Figure<'_>| !taken.contains(&figure.id) && currency(sentence.facts, figure.mention).is_some();
        sentence.figures.iter().filter(is_free).map(|figure| figure.id).collect()
    };
    let (firsts, seconds) = (money(before), money(sentence));
    let ([first], [second]) = (firsts.as_slice(), seconds.as_slice()) else { return None };
    let figure = sentence.figures.iter().find(|figure| figure.id == *second)?;
    let cue = sentence.cue_before(&words.equal, &words.link, figure.at, None)?;
    let unit = |id: MentionId| sentence.facts.mention(id).unit;
    let rate = (*rates.get(&(unit(*first)?, unit(*second)?))?)?;
    let claim = sentence.claim(ratio(rate, unit(*first)?, *first, *second), sentence.place(cue.start, cue.end));
    Some(Claim { confidence: Confidence::Medium, ..claim })
}

/// "With the pound fetching $1.35, the £3,000 cruise set them back $4,050": the only two amounts
/// beside the rate of their currencies.
fn beside_rate(sentence: &Sentence<'_, '_>, amounts: &[&Figure<'_>], rates: &Rates) -> Option<Claim> {
    let mut money = amounts.iter().filter(|figure| currency(sentence.facts, figure.mention).is_some());
    let (Some(first), Some(second), None) = (money.next(), money.next(), money.next()) else { return None };
    let (one, other) = (first.mention.unit?, second.mention.unit?);
    let rate = (*rates.get(&(one, other))?)?;
    let claim = sentence.claim(ratio(rate, one, first.id, second.id), second.mention.span);
    Some(Claim { confidence: Confidence::Medium, ..claim })
}

/// What a rate says of an amount and the same amount in another currency.
fn ratio(rate: Rate, unit: UnitId, first: MentionId, second: MentionId) -> Relation {
    let (of, over) = if unit == rate.of { (second, first) } else { (first, second) };
    Relation::Ratio(Ratio {
        of,
        less: None,
        over,
        rest: None,
        rate: rate.price,
        per: rate.one.map_or(Per::One, Per::Many),
    })
}

/// The claim of two amounts beside each other that are one sum of money, if just one rate is given for them.
fn converted(
    sentence: &Sentence<'_, '_>,
    words: &ConversionWords,
    rates: &Rates,
    first: &Figure<'_>,
    second: &Figure<'_>,
) -> Option<Claim> {
    let (one, other) = (currency(sentence.facts, first.mention)?, currency(sentence.facts, second.mention)?);
    let cue = sentence
        .cue_before(&words.equal, &words.link, second.at, None)
        .or_else(|| sentence.cue_before(&words.open, &words.link, second.at, None))
        .filter(|cue| cue.start > first.at)?;
    let rate = (*rates.get(&(one, other))?)?;
    Some(sentence.claim(ratio(rate, one, first.id, second.id), sentence.place(cue.start, cue.end)))
}
