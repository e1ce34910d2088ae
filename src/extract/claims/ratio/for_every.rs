//! How many come on one: "one family doctor for every 1,181 residents, where 46 practitioners look
//! after a population of 54,326", "one patient in four (381 of 1,521)".

use rust_decimal::Decimal;

use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Claim, Confidence, Per, Ratio, Relation};
use crate::lexicon::cues::Kind;
use crate::lexicon::frames::RatioWords;

/// How many words may name what there is one of: "one fully qualified family doctor for every".
const MOST_NOUNS: usize = 4;

/// How many tokens may stand between "one patient in four" and its counts.
const FARTHEST: usize = 4;

/// The number for each, held against the only two other counts of its sentence.
pub(super) fn bind(sentence: &Sentence<'_, '_>, words: &RatioWords) -> Option<Claim> {
    let mut found = sentence.figures.iter().filter_map(|all| {
        // "One doctor for every 1,181", and "one patient in four", whose counts stand right behind it.
        let every = words.for_every.ending_at(&sentence.tokens, all.at, None).map(|cue| (cue, false));
        let (cue, needs_counts) =
            every.or_else(|| words.one_in.ending_at(&sentence.tokens, all.at, None).map(|cue| (cue, true)))?;
        // "137,061 inhabitants and 140 doctors, or one for every 979 people"
        let fewest = usize::from(needs_counts);
        let nouns = (fewest..=MOST_NOUNS).find(|many| {
            cue.start.checked_sub(many + 1).is_some_and(|one| words.one.starting_at(&sentence.tokens, one).is_some())
        })?;
        let is_named = (cue.start - nouns..cue.start).all(|at| sentence.tokens[at].kind == Kind::Word);
        (is_named && is_count(all)).then_some((*all, cue, needs_counts))
    });
    let (all, cue, needs_counts) = found.next()?;
    let mut others: Vec<&Figure<'_>> =
        sentence.figures.iter().filter(|figure| figure.id != all.id && is_count(figure)).collect();
    // "There are 596 vacancies in 4,163 posts. That is one post in seven."
    let points_back = words.points_back.starting_at(&sentence.tokens, sentence.opening()).is_some();
    let before = sentence.before.as_deref().filter(|_| points_back && others.is_empty());
    others.extend(before.iter().flat_map(|before| &before.figures).filter(|figure| is_count(figure)));
    let [one, other] = others.as_slice() else { return None };
    let is_bracketed = before.is_some()
        || one.at > all.at
            && one.at - all.at <= FARTHEST
            && other.at - one.at <= 3
            && sentence.is_word(sentence.skip_links(&words.link, one.at).wrapping_sub(1), &["(", ","]);
    if found.next().is_some() || (needs_counts && !is_bracketed) {
        return None;
    }
    let value = |figure: &Figure<'_>| figure.mention.number().map(|number| number.value);
    let (part, whole) = if value(one) < value(other) { (one, other) } else { (other, one) };
    let ratio = Ratio { of: whole.id, less: None, over: part.id, rest: None, rate: all.id, per: Per::One };
    let claim = sentence.claim(Relation::Ratio(ratio), sentence.place(cue.start, cue.end));
    Some(Claim { confidence: Confidence::Medium, ..claim })
}

/// Whether a figure is for each of something that stands right before it in ideographs: 每天落2米.
pub(in crate::extract::claims) fn is_led_by_each(sentence: &Sentence<'_, '_>, figure: &Figure<'_>) -> bool {
    let words = &sentence.facts.lexicons.file(sentence.facts.languages[sentence.block]).ratio;
    let near = figure.at.saturating_sub(FARTHEST)..figure.at;
    let is_ideograph = figure.at > 0 && sentence.tokens[figure.at - 1].is_ideograph();
    is_ideograph && words.as_ref().is_some_and(|words| words.lead.any(&sentence.tokens, near))
}

/// Whether a figure counts somebody or something; "one in a million" is a manner of speaking.
fn is_count(figure: &Figure<'_>) -> bool {
    let number = figure.mention.number().filter(|_| figure.mention.unit.is_none());
    number.is_some_and(|number| number.decimals == 0 && number.value > Decimal::ONE && !number.is_fraction())
}
