//! Earlier values that a sentence of their own tells: "It now costs £1,078 a month. Twelve months ago it
//! was £954.", "Thefts dropped 28% to 3,776. Officers had recorded 5,268 the year before."

use rust_decimal::Decimal;

use crate::bounds::{minus, over, plus};
use crate::extract::claims::change::frame::Frame;
use crate::extract::claims::change::{clauses, frames};
use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Change, Claim, Confidence, Direction, Mention, MentionId, Relation};
use crate::lexicon::cues::Found;
use crate::lexicon::frames::ChangeWords;

/// A change that the sentence before tells without its earlier value.
struct Begun {
    now: MentionId,
    by: MentionId,
    direction: Option<Direction>,
}

impl Begun {
    /// Whether an earlier value is no more than twice, and no less than half, what the size asks for. "The
    /// year before, it was fined 3 million" tells of something else.
    fn is_near(&self, sentence: &Sentence<'_, '_>, then: &Figure<'_>) -> bool {
        let value = |mention: &Mention| mention.number().map(|number| number.value);
        let (now, by) = (sentence.facts.mention(self.now), sentence.facts.mention(self.by));
        let asked = || {
            let share = over(value(by)?, Decimal::ONE_HUNDRED)?;
            let rest = match self.direction? {
                Direction::Up => plus(Decimal::ONE, share)?,
                Direction::Down => minus(Decimal::ONE, share)?,
            };
            over(value(now)?, rest)
        };
        let asked = asked().filter(|asked| *asked > Decimal::ZERO);
        let factor = asked.zip(value(then.mention)).and_then(|(asked, then)| over(then, asked));
        factor.is_some_and(|factor| factor <= Decimal::TWO && factor >= Decimal::new(5, 1))
    }
}

/// The earlier value that a sentence tells of a figure of the sentence before it.
pub(super) fn bind(sentence: &Sentence<'_, '_>, words: &ChangeWords) -> Option<Claim> {
    let before = sentence.before.as_deref()?;
    // "Fell 3% to 26,300 in March. A year earlier it was 28,763": only "had" says that it is the same change.
    let (then, cue, begun) = match told_as_earlier(sentence, words) {
        Some((then, cue)) => (then, cue, None),
        None => {
            let (then, cue) = had(sentence, words)?;
            (then, cue, Some(begun(before, words).filter(|begun| begun.is_near(sentence, &then))?))
        }
    };
    // "15.3 billion were paid; a year ago it was 3.9": it is that of its own sentence.
    if sentence.figures.iter().any(|own| own.at < cue.start && sentence.can_be_compared(own.mention, then.mention)) {
        return None;
    }
    let fits = |now: &&Figure<'_>| {
        sentence.can_be_compared(now.mention, then.mention)
            && now.mention.unit == then.mention.unit
            && !sentence.measures(now.mention, "time")
            && !now.mention.number().is_some_and(|number| number.looks_like_year())
    };
    let mut fitting = before.figures.iter().filter(fits);
    let now = match &begun {
        Some(begun) => fitting.find(|now| now.id == begun.now)?.id,
        None => fitting.next().filter(|_| fitting.next().is_none())?.id,
    };
    let (by, direction) = begun.map_or((None, None), |begun| (Some(begun.by), begun.direction));
    let change = Change { direction, from: Some(then.id), to: Some(now), by, times: None };
    let claim = sentence.claim(Relation::Change(change), sentence.place(cue.start, cue.end));
    Some(Claim { confidence: Confidence::Medium, ..claim })
}

/// "The volume was 5,251 kilograms, whereas the previous audit had found 7,509": the earlier value in a
/// clause of its own.
pub(super) fn contrasted(sentence: &Sentence<'_, '_>, words: &ChangeWords) -> Option<Claim> {
    let tokens = &sentence.tokens;
    let pair = sentence.figures.windows(2).find_map(|pair| {
        let [now, then] = pair else { return None };
        let had = sentence.cue_before(&words.earlier_had, &words.link, then.at, None)?;
        let between = now.at + 1..had.end;
        let is_contrast = words.close.any(tokens, between.clone()) && words.earlier_when.any(tokens, between);
        let are_alike = sentence.can_be_compared(now.mention, then.mention)
            && !sentence.measures(now.mention, "time")
            && !then.mention.number().is_some_and(|number| number.looks_like_year());
        (is_contrast && are_alike).then_some((now.id, then.id, had))
    });
    let is_steady = || clauses(sentence, words).into_iter().all(|clause| frames(sentence, words, clause).is_empty());
    let (now, then, had) = pair.filter(|_| is_steady())?;
    let change = Change { direction: None, from: Some(then), to: Some(now), by: None, times: None };
    let claim = sentence.claim(Relation::Change(change), sentence.place(had.start, had.end));
    Some(Claim { confidence: Confidence::Medium, ..claim })
}

/// "Twelve months ago it was £954": words that say of a figure that it is the earlier value.
fn told_as_earlier<'f>(sentence: &Sentence<'f, '_>, words: &ChangeWords) -> Option<(Figure<'f>, Found)> {
    let told = |figure: &Figure<'_>| sentence.cue_before(&words.earlier, &words.link, figure.at, None);
    let mut values = sentence.figures.iter().filter(|figure| figure.mention.number().is_some());
    values.find_map(|figure| Some((*figure, told(figure)?)))
}

/// "The council had logged 5,268 over the previous year": the only figure of its kind, told of an
/// earlier time by a sentence that tells of no change itself.
fn had<'f>(sentence: &Sentence<'f, '_>, words: &ChangeWords) -> Option<(Figure<'f>, Found)> {
    let tokens = &sentence.tokens;
    let is_value = |figure: &&Figure<'_>| {
        figure.mention.number().is_some_and(|number| !number.looks_like_year() && !number.is_fraction())
            && !sentence.measures(figure.mention, "time")
            && !sentence.is_attributive(figure.mention)
    };
    let mut values = sentence.figures.iter().filter(is_value);
    let value = values.next().filter(|_| values.next().is_none())?;
    let has_when = words.earlier_when.any(tokens, 0..tokens.len());
    // "There were 640,000 in the same month last year" may stand beside a change in a month.
    let had = sentence.cue_before(&words.earlier_had, &words.link, value.at, None)?;
    let is_steady = clauses(sentence, words).into_iter().all(|clause| frames(sentence, words, clause).is_empty());
    (is_steady && has_when).then_some((*value, had))
}

/// The only change of a sentence, where it tells how large it was and what it led to, but neither
/// from where nor compared with what.
fn begun(sentence: &Sentence<'_, '_>, words: &ChangeWords) -> Option<Begun> {
    let all: Vec<Frame<'_, '_, '_>> =
        clauses(sentence, words).into_iter().flat_map(|clause| frames(sentence, words, clause)).collect();
    let [frame] = all.as_slice() else { return None };
    let roles = frame.roles().filter(|roles| roles.then.is_none() && !roles.is_in_doubt)?;
    // "Fell by 16,500 in the month to 692,200": an amount is more often that of another period.
    let (now, by) = roles.now.zip(roles.percent)?;
    (!frame.names_base_before(&roles, now)).then_some(Begun { now, by, direction: frame.turn.direction })
}
