//! Days that come one after the other: what opens before it closes, and the stages of one
//! undertaking: 报名5月4日开始,5月22日截止; "entries close on 3 May, and the race is on 9 June".

use std::ops::Range;

use crate::extract::claims::lasting::Binder;
use crate::extract::claims::lasting::moment::Placed;
use crate::facts::{Claim, Confidence, Moment, Relation, Stretch};
use crate::lexicon::cues::{Cues, Kind};

/// How many tokens may stand between the word for a stage and its day.
const FARTHEST: usize = 10;

/// How many may stand between a day and what happens on it, behind the day: 5月4日上午开始.
const MOST_AFTER: usize = 4;

/// Where no year is told, a day this many months earlier may be one of the next year.
const MOST_MONTHS: i8 = 3;

impl Binder<'_, '_, '_> {
    pub(super) fn sequences(&self, claims: &mut Vec<Claim>) {
        let words = &self.words.sequence;
        let tokens = &self.sentence.tokens;
        if words.mute.any(tokens, 0..tokens.len()) || !self.double.is_empty() {
            return;
        }
        for pair in self.single.windows(2) {
            let [one, other] = pair else { continue };
            // 报名5月4日开始,资格审查4月22日截止: another thing ends.
            let is_one_thing = self.happens(&words.opens, one, 0..other.start)
                && self.happens(&words.closes, other, one.end..tokens.len())
                && self.goes_on(one, other);
            if is_one_thing {
                claims.extend(self.sequence(one, other));
            }
        }
        for stages in &words.stages {
            claims.extend(self.stages(stages));
        }
    }

    /// The first day that is not told after the one of the stage before it.
    fn stages(&self, [earlier, later]: &[Cues; 2]) -> Option<Claim> {
        let of = |own: &Cues, other: &Cues| {
            self.single.iter().find(|placed| {
                let before = self.clause(placed.start).start.max(placed.start.saturating_sub(FARTHEST))..placed.start;
                let last = |cues: &Cues| cues.all(&self.sentence.tokens, before.clone()).last();
                // 2018年开工建设: the word may stand behind a year.
                let after = placed.end..self.clause(placed.start).end.min(placed.end + MOST_AFTER);
                let next = |cues: &Cues| cues.all(&self.sentence.tokens, after.clone()).next();
                let is_behind = last(own).is_none() && last(other).is_none() && next(other).is_none();
                // 考试的报名5月4日开始: the nearer word says what the day is that of.
                last(own).is_some_and(|own| last(other).is_none_or(|other| other.end < own.end))
                    || (is_behind && next(own).is_some())
            })
        };
        let (one, other) = (of(earlier, later)?, of(later, earlier)?);
        self.sequence(one, other)
    }

    /// Whether nothing but what happens on one day, a joint and what happens on the other stands between.
    fn goes_on(&self, one: &Placed, other: &Placed) -> bool {
        let tokens = &self.sentence.tokens;
        let words = &self.words.sequence;
        let mut at = one.end;
        while at < other.start {
            let known =
                [&words.opens, &words.closes, &words.joint].iter().find_map(|cues| cues.starting_at(tokens, at));
            let Some(known) = known else { return false };
            at = known.end;
        }
        at == other.start
    }

    /// Whether one of some words tells what happens on a day, in its clause.
    fn happens(&self, cues: &Cues, placed: &Placed, reach: Range<usize>) -> bool {
        let tokens = &self.sentence.tokens;
        let clause = self.clause(placed.start);
        let before = clause.start.max(reach.start).max(placed.start.saturating_sub(FARTHEST))..placed.start;
        let after = placed.end..clause.end.min(reach.end).min(placed.end + MOST_AFTER);
        cues.any(tokens, before) || cues.any(tokens, after)
    }

    /// The tokens between the marks around one.
    fn clause(&self, at: usize) -> Range<usize> {
        let tokens = &self.sentence.tokens;
        let is_mark = |at: &usize| tokens[*at].kind == Kind::Mark;
        let start = (0..at).rev().find(is_mark).map_or(0, |mark| mark + 1);
        start..(at..tokens.len()).find(is_mark).unwrap_or(tokens.len())
    }

    fn sequence(&self, one: &Placed, other: &Placed) -> Option<Claim> {
        let (from, to) = (&one.moment, &other.moment);
        if let (Some(first), Some(last), None, None) = (from.year, to.year, from.month, to.month) {
            // "Replaced by one that was opened in 1995": years may be those of two things.
            let is_one_thing =
                one.end <= other.start && !self.words.sequence.apart.any(&self.sentence.tokens, one.end..other.start);
            let span = Some(from.span.hull(to.span)).filter(|_| is_one_thing)?;
            let year = |year: i16| u32::try_from(year).ok();
            let claim =
                self.sentence.claim(Relation::Range(Stretch { span, from: year(first)?, to: year(last)? }), span);
            return Some(Claim { confidence: Confidence::Medium, ..claim });
        }
        let (first, last) = (day(from)?, day(to)?);
        let has_years = from.year.is_some() && to.year.is_some();
        let is_of_next_year = !has_years && from.month?.checked_sub(to.month?)? > MOST_MONTHS;
        let year = |moment: &Moment| moment.year.filter(|_| has_years).and_then(|year| u32::try_from(year).ok());
        let in_order = |moment: &Moment, day: u32| year(moment).unwrap_or(0) * 10_000 + day;
        let span = from.span.hull(to.span);
        let stretch = Stretch { span, from: in_order(from, first), to: in_order(to, last) };
        let claim = self.sentence.claim(Relation::Range(stretch), span);
        (!is_of_next_year).then_some(Claim { confidence: Confidence::Medium, ..claim })
    }
}

/// A day of a month, as a number that grows with it.
fn day(moment: &Moment) -> Option<u32> {
    let (month, day) = (u32::try_from(moment.month?).ok()?, u32::try_from(moment.day?).ok()?);
    Some(month * 100 + day)
}
