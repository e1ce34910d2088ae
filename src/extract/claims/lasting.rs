//! Stretches of time and lives whose length is given: "25 years from 1966 to 1993",
//! "born in 1932 … died in 2001 aged 59".

mod across;
mod age;
mod course;
mod ended;
mod moment;
mod nth_day;
mod sequence;

use std::ops::Range;

pub(super) use crate::extract::claims::lasting::moment::ordinal;
use crate::extract::claims::lasting::moment::{Double, Placed, moments};
use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Claim, Confidence, Lasting, Moment, Relation, Stay};
use crate::lexicon::cues::{Found, Kind};
use crate::lexicon::frames::LastingWords;

/// How many words may stand between "14-day" and its dates: "14-day national strike from".
const MOST_WORDS: usize = 5;

/// How many more where a clause of its own tells the dates: "closure of the tunnel, which ran from".
const MOST_IN_CLAUSE: usize = 3;

/// How many words may stand between "began" and its moment.
const FARTHEST: usize = 8;

/// How many behind the moment: 9月27日落幕.
const MOST_AFTER: usize = 4;

/// Adds the lengths of time that a sentence gives.
pub(super) fn bind(sentence: &Sentence<'_, '_>, words: &LastingWords, claims: &mut Vec<Claim>) {
    if words.mute.any(&sentence.tokens, 0..sentence.tokens.len()) || is_muted_before_end(sentence, words) {
        return;
    }
    let binder = Binder::read(sentence, words);
    if binder.single.is_empty() && binder.double.is_empty() && sentence.before.is_none() {
        return;
    }
    binder.sequences(claims);
    binder.stretches(claims);
    binder.later(claims);
    binder.told_before(claims);
    binder.since(claims);
    binder.courses(claims);
    binder.across(claims);
    binder.nth_days(claims);
    binder.throughout(claims);
    binder.ages(claims);
    binder.anniversaries(claims);
    binder.told_after_anniversary(claims);
    binder.ended(claims);
    binder.headed(claims);
    binder.looked_back_on(claims);
    binder.alone(claims);
}

/// Whether a word forbids claims that stands no later than in the clause of the last length or
/// moment: not 1985年入警,2010年退休,从警25年,先后3次立功.
fn is_muted_before_end(sentence: &Sentence<'_, '_>, words: &LastingWords) -> bool {
    let tokens = &sentence.tokens;
    let is_of_time =
        |figure: &&Figure<'_>| tokens[figure.at].kind == Kind::Period || sentence.measures(figure.mention, "time");
    let last = sentence.figures.iter().rfind(is_of_time).map_or(0, |last| last.at + 1);
    let end = (last..tokens.len()).find(|at| sentence.is_word(*at, &[",", ";", "。"])).unwrap_or(tokens.len());
    words.mute_until.any(tokens, 0..end)
}

struct Binder<'s, 'f, 'd> {
    sentence: &'s Sentence<'f, 'd>,
    words: &'s LastingWords,
    single: Vec<Placed>,
    double: Vec<Double>,
}

/// Two moments with all the words that tie them: "from 1966 to 1993".
struct Stretch {
    tokens: Range<usize>,
    from: Moment,
    to: Moment,
    is_said: bool,
}

impl<'s, 'f, 'd> Binder<'s, 'f, 'd> {
    fn read(sentence: &'s Sentence<'f, 'd>, words: &'s LastingWords) -> Binder<'s, 'f, 'd> {
        let (single, double) = moments(sentence, words);
        Binder { sentence, words, single, double }
    }
}

impl<'f> Binder<'_, 'f, '_> {
    fn stretches(&self, claims: &mut Vec<Claim>) {
        for stretch in self.find_stretches() {
            let length = self.length_before(&stretch).or_else(|| self.length_after(&stretch));
            let Some((length, cue)) = length else { continue };
            claims.push(self.claim(stretch.from, stretch.to, &length, Stay::Span, cue));
        }
    }

    fn find_stretches(&self) -> Vec<Stretch> {
        let tokens = &self.sentence.tokens;
        let mut found = Vec::new();
        for pair in self.single.windows(2) {
            let [one, other] = pair else { continue };
            let gap = one.end..other.start;
            let joined = |cues: &crate::lexicon::cues::Cues| {
                let start = gap.start + usize::from(self.sentence.is_word(gap.start, &[","]));
                cues.starting_at(tokens, start).is_some_and(|cue| cue.end == gap.end)
            };
            let from = self.words.from.ending_at(tokens, one.start, None);
            let between = self.words.between.ending_at(tokens, one.start, None);
            // "from 1964 until his release in 1976"
            let is_wordy = from.is_some()
                && gap.len() <= MOST_WORDS + 1
                && self.words.to.starting_at(tokens, gap.start).is_some()
                && gap.clone().all(|at| tokens[at].kind == Kind::Word)
                && self.words.at.ending_at(tokens, gap.end, None).is_some();
            let is_to = is_wordy || joined(&self.words.to);
            let start = match (from, between) {
                (Some(cue), _) if is_to => cue.start,
                (_, Some(cue)) if joined(&self.words.and) || is_to => cue.start,
                _ if is_to => one.start,
                _ => continue,
            };
            let is_said = start < one.start;
            found.push(Stretch { tokens: start..other.end, from: one.moment, to: other.moment, is_said });
        }
        for double in self.double.iter().filter(|double| !self.may_be_life(double)) {
            let from = self.words.from.ending_at(tokens, double.at, None);
            let start = from.map_or(double.at, |cue| cue.start);
            let (from, to) = (double.from, double.to);
            found.push(Stretch { tokens: start..double.at + 1, from, to, is_said: start < double.at });
        }
        found
    }

    /// "Isabella II (1830–1904) reigned for 35 years": years in brackets behind a name may be those of a life.
    fn may_be_life(&self, double: &Double) -> bool {
        let name = double.at.checked_sub(2).is_some_and(|name| self.sentence.is_capital(name));
        name && double.from.month.is_none() && self.is_bracketed(double)
    }

    /// "for 25 years from 1966 to 1993", "the 14-day strike from 1 to 14 March".
    fn length_before(&self, stretch: &Stretch) -> Option<(Figure<'f>, Found)> {
        let sentence = self.sentence;
        let tokens = &sentence.tokens;
        let length = *sentence.figures.iter().rfind(|figure| figure.at < stretch.tokens.start)?;
        let gap = length.at + 1..stretch.tokens.start;
        let is_attributive = sentence.is_attributive(length.mention);
        let is_mark = |at: usize| sentence.is_word(at, &[",", "(", "—", ":", "-"]);
        let is_link = |at: usize| is_mark(at) || self.words.makes.starting_at(tokens, at).is_some();
        let is_near = if is_attributive {
            // "The nine-week closure of the tunnel, which ran from 19 April"
            let most = MOST_WORDS + if gap.clone().any(|at| sentence.is_word(at, &[","])) { MOST_IN_CLAUSE } else { 0 };
            gap.len() <= most && gap.clone().all(|at| tokens[at].kind == Kind::Word || is_mark(at))
        } else {
            // "It took six years to build, from", "She spent ten years in Rome, from"
            let is_aside = gap.len() <= MOST_WORDS
                && stretch.is_said
                && sentence.is_word(gap.end.saturating_sub(1), &[","])
                && gap.clone().take(gap.len().saturating_sub(1)).all(|at| tokens[at].kind == Kind::Word);
            (gap.len() <= 2 && gap.clone().all(is_link)) || is_aside
        };
        // "a 10-year plan in 2010–2015" is dated; "a 10-year plan (2010–2015)" is bounded.
        let is_bounded =
            stretch.is_said || sentence.is_word(stretch.tokens.start.saturating_sub(1), &["(", ",", ":", "—"]);
        let fills = sentence.cue_before(&self.words.fills, &self.words.makes, length.at, None);
        let cue = fills.or(is_attributive.then_some(Found { start: length.at, end: length.at + 1, which: 0 }))?;
        (is_near && is_bounded && self.is_length(&length) && !self.is_other(&length)).then_some((length, cue))
    }

    /// "from 1966 to 1993, 25 years", 1949年至2006年,共25年.
    fn length_after(&self, stretch: &Stretch) -> Option<(Figure<'f>, Found)> {
        let sentence = self.sentence;
        let tokens = &sentence.tokens;
        let next = sentence.figures.partition_point(|figure| figure.at < stretch.tokens.end);
        let length = *sentence.figures.get(next)?;
        let lead = sentence.skip_links(&self.words.makes, length.at).max(stretch.tokens.end);
        let gap = stretch.tokens.end..lead;
        let is_mark = |at: usize| sentence.is_word(at, &[",", "(", ")", "—", ":", "-"]);
        let after = sentence.after_noun(&length).max(length.at + 1);
        let closes = |at: usize| {
            tokens.get(at).is_none_or(|token| token.kind == Kind::Mark && token.text != "-")
                || self.words.made.starting_at(tokens, at).is_some()
        };
        let is_closed = closes(length.at + 1) || closes(after) || lead < length.at;
        let is_tied = gap.len() <= 2 && gap.clone().all(is_mark) && (!gap.is_empty() || lead < length.at);
        let cue = Found { start: stretch.tokens.end, end: length.at, which: 0 };
        (is_tied && is_closed && self.is_length(&length) && !self.is_other(&length)).then_some((length, cue))
    }

    /// 2010年开工,2015年完工,历时5年: the length of what lies between the two moments before.
    fn told_before(&self, claims: &mut Vec<Claim>) {
        for length in self.sentence.figures.iter().filter(|figure| self.is_length(figure)) {
            let find = |cues| self.sentence.cue_before(cues, &self.words.makes, length.at, None);
            // "The fair (3–12 June) lasts ten days."
            let fills = || find(&self.words.throughout).filter(|_| self.single.is_empty());
            let Some(cue) = find(&self.words.took).or_else(fills) else { continue };
            let mut own = claims.iter().rev().take_while(|claim| claim.cue.start >= self.sentence.span.start);
            let is_told = own.any(|claim| claim.relation.mentions().any(|id| id == length.id));
            let moments = self.moments_for(length).iter();
            let before: Vec<Moment> =
                moments.filter(|placed| placed.end <= cue.start).map(|placed| placed.moment).collect();
            let double = self
                .double
                .iter()
                .filter(|double| double.at < cue.start && !self.may_be_life(double))
                .map(|double| (double.from, double.to));
            let ends = match (before.as_slice(), double.collect::<Vec<_>>().as_slice()) {
                ([from, to], []) => Some(self.in_time(length, *from, *to)),
                ([], [double]) => Some(*double),
                _ => None,
            };
            if let Some((from, to)) = ends.filter(|_| !is_told && !self.is_other(length)) {
                claims.push(self.claim(from, to, length, Stay::Span, cue));
            }
        }
    }

    /// "founded in 1950 … fifty years later, in 2010".
    fn later(&self, claims: &mut Vec<Claim>) {
        let sentence = self.sentence;
        for length in sentence.figures.iter().filter(|figure| self.is_length(figure)) {
            let Some(cue) = self.words.later.starting_at(&sentence.tokens, length.at + 1) else { continue };
            let (before, after): (Vec<&Placed>, Vec<&Placed>) = self
                .single
                .iter()
                .filter(|placed| placed.moment.year.is_some())
                .partition(|placed| placed.start < length.at);
            let to = after.first().filter(|placed| placed.start.saturating_sub(cue.end) <= 3);
            let near = before.last().filter(|placed| length.at - placed.end <= 2);
            let earlier = match (to, near, before.as_slice()) {
                (Some(to), _, [from]) => Some((from.moment, to.moment)),
                (None, Some(to), [from, _]) => Some((from.moment, to.moment)),
                _ => None,
            };
            if let Some((from, to)) = earlier.filter(|_| self.double.is_empty()) {
                claims.push(self.claim(from, to, length, Stay::Span, cue));
            }
        }
    }

    /// What a length is more than itself: the 45 minutes of "six hours and 45 minutes".
    fn rest_of(&self, length: &Figure<'f>) -> Option<Figure<'f>> {
        let units = &self.sentence.facts.lexicons.units;
        let next = self.sentence.figures.partition_point(|figure| figure.at <= length.at);
        let rest = *self.sentence.figures.get(next)?;
        let is_joined = rest.at == length.at + 1
            || self
                .words
                .and
                .ending_at(&self.sentence.tokens, rest.at, None)
                .is_some_and(|and| and.start == length.at + 1);
        let is_smaller =
            length.mention.unit.zip(rest.mention.unit).is_some_and(|(one, other)| units.is_larger(one, other));
        // 2小时47分: the short word is a minute only here.
        let is_of_hours = length.mention.unit == units.named("hour") && rest.mention.unit.is_none();
        let are_minutes = is_of_hours && self.words.minutes.starting_at(&self.sentence.tokens, rest.at + 1).is_some();
        let is_rest = (is_smaller && self.is_length(&rest)) || (are_minutes && rest.mention.number().is_some());
        (is_joined && is_rest).then_some(rest)
    }

    /// The moments that a length may lie between. 3日,9时17分出舱,13时36分返回,历时…小时: the day at the
    /// head only dates the two times.
    fn moments_for(&self, length: &Figure<'_>) -> &[Placed] {
        let units = &self.sentence.facts.lexicons.units;
        let is_short = ["hour", "minute"].iter().any(|name| length.mention.unit == units.named(name));
        match self.single.as_slice() {
            [day, times @ ..]
                if is_short
                    && times.len() == 2
                    && day.moment.minute.is_none()
                    && times.iter().all(|time| time.moment.minute.is_some()) =>
            {
                times
            }
            all => all,
        }
    }

    fn is_length(&self, figure: &Figure<'_>) -> bool {
        // 民国二十二年 is a year, and no length.
        let is_year = self.words.reign.ending_at(&self.sentence.tokens, figure.at, None).is_some();
        figure.mention.number().is_some() && self.sentence.measures(figure.mention, "time") && !is_year
    }

    /// "25 years ago", "a 25-year-old".
    fn is_other(&self, figure: &Figure<'f>) -> bool {
        let last = self.rest_of(figure).unwrap_or(*figure);
        self.words.other.starting_at(&self.sentence.tokens, last.at + 1).is_some()
    }

    fn claim(&self, from: Moment, to: Moment, length: &Figure<'f>, kind: Stay, cue: Found) -> Claim {
        let ordinal = moment::ordinal(self.sentence, length);
        let rest = self.rest_of(length).map(|rest| rest.id);
        let lasting = Lasting { from, to, length: length.id, rest, ordinal, kind };
        let place = self.sentence.place(cue.start, cue.end.max(cue.start + 1));
        Claim { confidence: Confidence::High, ..self.sentence.claim(Relation::Lasting(lasting), place) }
    }
}
