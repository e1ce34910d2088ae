//! Ages and anniversaries: "(1949–2006) … died aged 57", "founded in 1950 … its 50th anniversary in 2000".

use rust_decimal::Decimal;

use crate::extract::claims::LONGEST_SENTENCE;
use crate::extract::claims::lasting::Binder;
use crate::extract::claims::lasting::moment::{Placed, moments, ordinal};
use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Claim, Confidence, Moment, Stay};
use crate::lexicon::cues::{Cues, Found};
use crate::lexicon::frames::LastingWords;
use crate::span::Span;

/// How far a birth's or death's moment may stand from its word: "born in Leeds in 1932".
const FARTHEST: usize = 8;

/// How far an age may stand from the moment that it is given for.
const NEAREST: usize = 5;

/// How many sentences before an age may tell the birth.
const FARTHEST_LIFE: usize = 3;

/// Nobody gets older.
const OLDEST: i64 = 125;

/// A birth, and a death where brackets give both.
struct Life {
    birth: Moment,
    death: Option<Moment>,
    /// The token of the birth, if it stands in this sentence.
    at: Option<usize>,
}

impl Binder<'_, '_, '_> {
    pub(super) fn ages(&self, claims: &mut Vec<Claim>) {
        let sentence = self.sentence;
        let found = sentence.figures.iter().filter_map(|figure| {
            let (cue, kind) = self.age_cue(figure)?;
            Some((figure, cue, kind))
        });
        let ages: Vec<(&Figure<'_>, Found, Stay)> = found.collect();
        if ages.is_empty() {
            claims.extend(self.told_later());
        }
        let [(age, cue, kind)] = ages.as_slice() else { return };
        if self.words.kin.any(&sentence.tokens, 0..sentence.tokens.len()) {
            return;
        }
        let own = self.life();
        let is_near = own.is_some();
        let Some(life) = own.or_else(|| earlier_life(sentence, self.words)) else { return };
        let dies = self.words.died.any(
            &sentence.tokens,
            cue.start.saturating_sub(FARTHEST + 4)..(age.at + FARTHEST).min(sentence.tokens.len()),
        );
        let event = match life.death {
            Some(death) if dies => Some(death),
            Some(_) => None,
            None => self.event(age, *cue, life.at),
        };
        let Some(event) = event else { return };
        let claim = self.claim(life.birth, event, age, *kind, *cue);
        claims.push(if is_near { claim } else { Claim { confidence: Confidence::Medium, ..claim } });
    }

    /// "Her first novel came out in 1992, when she was 52. Born in Saint-Louis in 1940, …"
    fn told_later(&self) -> Option<Claim> {
        let birth = self.life().filter(|life| life.death.is_none())?;
        let before = self.sentence.before.as_deref()?;
        let earlier = Binder::read(before, self.words);
        let mut ages = before.figures.iter().filter_map(|figure| Some((figure, earlier.age_cue(figure)?)));
        let (age, (cue, kind)) = ages.next().filter(|_| ages.next().is_none())?;
        let has_kin = self.words.kin.any(&before.tokens, 0..before.tokens.len());
        let event = earlier.event(age, cue, None).filter(|_| !has_kin && earlier.life().is_none())?;
        let claim = earlier.claim(birth.birth, event, age, kind, cue);
        Some(Claim { confidence: Confidence::Medium, ..claim })
    }

    /// The words that make a figure an age: "aged 59", "died at 59", 终年59岁.
    fn age_cue(&self, figure: &Figure<'_>) -> Option<(Found, Stay)> {
        let sentence = self.sentence;
        let number = figure.mention.number()?;
        let is_age = number.decimals == 0
            && Decimal::ONE < number.value
            && number.value <= Decimal::from(OLDEST)
            && (figure.mention.unit.is_none() || sentence.measures(figure.mention, "time"));
        let find = |cues: &Cues| sentence.cue_before(cues, &self.words.makes, figure.at, None);
        if !is_age {
            return None;
        }
        let at = |cue: &Found| {
            self.words.died.any(&sentence.tokens, cue.start.saturating_sub(FARTHEST)..cue.start)
                && figure.mention.counted.is_none()
        };
        // "elected in 2004 at 45, the senator was born in 1959"
        let beside = |cue: &Found| {
            figure.mention.counted.is_none()
                && figure.mention.unit.is_none()
                && self.single.iter().any(|placed| placed.end == cue.start)
                && sentence.tokens.get(figure.at + 1).is_none_or(|token| matches!(token.text.as_ref(), "," | "." | ";"))
                && self.life().is_some()
        };
        // "was 40 when she won"
        let is_when = |_: &Found| {
            let after = figure.at + 1;
            self.words.when.starting_at(&sentence.tokens, after).is_some()
        };
        let old = find(&self.words.old_count).map(|cue| (cue, Stay::OldCount));
        // "In 1992, when she was 52."
        let ends = |_: &Found| {
            sentence.tokens.get(figure.at + 1).is_none_or(|token| token.kind == crate::lexicon::cues::Kind::Mark)
        };
        old.or_else(|| find(&self.words.when_was).filter(ends).map(|cue| (cue, Stay::Life)))
            .or_else(|| find(&self.words.aged).map(|cue| (cue, Stay::Life)))
            .or_else(|| find(&self.words.was).filter(is_when).map(|cue| (cue, Stay::Life)))
            .or_else(|| find(&self.words.died_at).filter(at).map(|cue| (cue, Stay::Life)))
            .or_else(|| find(&self.words.died_at).filter(beside).map(|cue| (cue, Stay::Life)))
    }

    /// The one birth of the sentence.
    fn life(&self) -> Option<Life> {
        let mut births: Vec<Life> = self
            .single
            .iter()
            .filter(|placed| self.is_told(placed, &self.words.born, &self.words.born_after))
            .map(|placed| Life { birth: placed.moment, death: None, at: Some(placed.start) })
            .collect();
        let brackets = self.double.iter().filter(|double| {
            self.sentence.is_word(double.at.saturating_sub(1), &["("]) && self.sentence.is_word(double.at + 1, &[")"])
        });
        births.extend(brackets.map(|double| Life { birth: double.from, death: Some(double.to), at: Some(double.at) }));
        births.extend(self.single.windows(2).filter_map(|pair| {
            let [one, other] = pair else { return None };
            let sentence = self.sentence;
            let is_dash = other.start == one.end + 1 && sentence.is_word(one.end, &["—", "-"]);
            let is_bracket = sentence.is_word(one.start.checked_sub(1)?, &["("]) && sentence.is_word(other.end, &[")"]);
            let life = Life { birth: one.moment, death: Some(other.moment), at: Some(one.start) };
            (is_dash && is_bracket).then_some(life)
        }));
        births.pop().filter(|_| births.is_empty())
    }

    /// Whether the words of an event stand near its moment, with no other moment between.
    pub(super) fn is_told(&self, placed: &Placed, before: &Cues, after: &Cues) -> bool {
        let tokens = &self.sentence.tokens;
        let other = self.single.iter().rfind(|other| other.end <= placed.start).map_or(0, |other| other.end);
        let from = placed.start.saturating_sub(FARTHEST).max(other);
        // 1906年1月生于长汀,1978年11月病逝: the word after the first moment is that of the first.
        let is_of_other = other > 0 && after.starting_at(tokens, other).is_some();
        let is_before = before.all(tokens, from..placed.start).last().filter(|_| !is_of_other).is_some_and(|cue| {
            !tokens[cue.end..placed.start].iter().any(|token| matches!(token.text.as_ref(), ";" | "(" | "." | "。"))
        });
        let is_after = (placed.end..placed.end + 3).any(|at| {
            after.starting_at(tokens, at).is_some_and(|_| {
                !tokens[placed.end..at].iter().any(|token| token.kind == crate::lexicon::cues::Kind::Mark)
            })
        });
        is_before || is_after
    }

    /// The moment that an age is given for: the only one, or the one beside it.
    fn event(&self, age: &Figure<'_>, cue: Found, birth: Option<usize>) -> Option<Moment> {
        let others: Vec<&Placed> = self.single.iter().filter(|placed| Some(placed.start) != birth).collect();
        let gap = |placed: &Placed| {
            if placed.start > age.at { placed.start - age.at } else { cue.start.saturating_sub(placed.end) }
        };
        let near = others.iter().copied().filter(|placed| gap(placed) <= NEAREST).min_by_key(|placed| gap(placed));
        match others.as_slice() {
            [only] if gap(only) <= FARTHEST * 2 => Some(only.moment),
            _ => near.map(|placed| placed.moment),
        }
        // "died on 4 March aged 87": the year is that of the news.
        .filter(|moment| moment.year.is_some())
    }

    /// "Founded in 1950, the club marks its 50th anniversary in 2000", 2010年迎来60周年.
    pub(super) fn anniversaries(&self, claims: &mut Vec<Claim>) {
        let sentence = self.sentence;
        let founded: Vec<&Placed> = self
            .single
            .iter()
            .filter(|placed| self.begins_life(placed, sentence))
            .filter(|placed| !self.is_marked(placed))
            .collect();
        let earlier = sentence.before.as_deref().filter(|_| founded.is_empty()).and_then(|before| {
            let (single, double) = moments(before, self.words);
            let binder = Binder { sentence: before, words: self.words, single, double };
            let mut found = binder.single.iter().filter(|placed| binder.begins_life(placed, sentence));
            let first = *found.next()?;
            // No token of this sentence.
            found.next().is_none().then_some(Placed { start: usize::MAX, end: usize::MAX, ..first })
        });
        let from = match (founded.as_slice(), &earlier) {
            ([from], _) => from,
            ([], Some(from)) => from,
            _ => return,
        };
        for figure in &sentence.figures {
            let is_number = ordinal(sentence, figure).is_some()
                || (figure.mention.number().is_some() && !sentence.is_percent(figure.mention));
            let Some(cue) = self.anniversary(figure).filter(|_| is_number) else { continue };
            let others = self.single.iter().filter(|placed| {
                placed.start != from.start
                    && placed.moment.year.is_some()
                    && (self.words.at.ending_at(&sentence.tokens, placed.start, None).is_some()
                        || placed.start == sentence.opening())
            });
            let others: Vec<&Placed> = others.collect();
            let [to] = others.as_slice() else { continue };
            claims.push(self.claim(from.moment, to.moment, figure, Stay::Anniversary, cue));
        }
    }

    /// "Her 103rd birthday, in 1908, was marked with a concert. The composer, born in 1805, …": the
    /// birth or foundation follows in the next sentence.
    pub(super) fn told_after_anniversary(&self, claims: &mut Vec<Claim>) {
        let Some(before) = self.sentence.before.as_deref() else { return };
        let tokens = &self.sentence.tokens;
        let opening = self.sentence.opening();
        let it = self.words.it.starting_at(tokens, opening);
        // "It was founded in 1965", but "Its museum was founded in 1985".
        let points_back =
            it.is_some_and(|it| (it.end..it.end + 2).any(|at| self.words.founded.starting_at(tokens, at).is_some()));
        let is_told = |placed: &&Placed| {
            self.is_told(placed, &self.words.born, &self.words.born_after)
                || (points_back && self.is_told(placed, &self.words.founded, &self.words.founded_after))
        };
        let mut births = self.single.iter().filter(is_told);
        let (Some(birth), None) = (births.next(), births.next()) else { return };
        let is_birth = self.is_told(birth, &self.words.born, &self.words.born_after);
        let before = Binder::read(before, self.words);
        let mut told = before.sentence.figures.iter().filter_map(|figure| Some((figure, before.anniversary(figure)?)));
        let (Some((figure, cue)), None) = (told.next(), told.next()) else { return };
        let is_birthday = self.words.birthday.any(&before.sentence.tokens, cue.start..cue.end);
        let is_number = ordinal(before.sentence, figure).is_some() || figure.mention.number().is_some();
        let ([to], []) = (before.single.as_slice(), before.double.as_slice()) else { return };
        let is_dated = to.moment.year.is_some() && to.start.abs_diff(figure.at) <= FARTHEST;
        if is_number && is_dated && is_birthday == is_birth {
            let claim = before.claim(birth.moment, to.moment, figure, Stay::Anniversary, cue);
            claims.push(Claim { confidence: Confidence::Medium, ..claim });
        }
    }

    /// Whether a moment is that of a foundation, or of a birth whose birthday a sentence tells.
    fn begins_life(&self, placed: &Placed, anniversary: &Sentence<'_, '_>) -> bool {
        let is_birthday = self.words.birthday.any(&anniversary.tokens, 0..anniversary.tokens.len());
        self.is_told(placed, &self.words.founded, &self.words.founded_after)
            || (is_birthday && self.is_told(placed, &self.words.born, &self.words.born_after))
    }

    /// Whether the word of a foundation after a moment belongs to an anniversary: 1986年迎来建校80周年.
    fn is_marked(&self, placed: &Placed) -> bool {
        let is_near = |figure: &Figure<'_>| {
            figure.at >= placed.end && figure.at - placed.end <= FARTHEST && self.anniversary(figure).is_some()
        };
        let tokens = &self.sentence.tokens;
        let is_after =
            (placed.end..placed.end + 3).any(|at| self.words.founded_after.starting_at(tokens, at).is_some());
        is_after && self.sentence.figures.iter().any(is_near)
    }

    /// The word of an anniversary after its number, or at the end of it: 60周年.
    fn anniversary(&self, figure: &Figure<'_>) -> Option<Found> {
        let tokens = &self.sentence.tokens;
        let after = (figure.at + 1..figure.at + 3).find_map(|at| self.words.anniversary.starting_at(tokens, at));
        after.or_else(|| {
            let own: Vec<_> = crate::lexicon::cues::cut(tokens[figure.at].text.as_ref(), 0).collect();
            let is_own = self.words.anniversary.any(&own, 0..own.len());
            is_own.then_some(Found { start: figure.at, end: figure.at + 1, which: 0 })
        })
    }
}

/// The birth that a sentence before tells, of the last few of the paragraph.
fn earlier_life(sentence: &Sentence<'_, '_>, words: &LastingWords) -> Option<Life> {
    let facts = sentence.facts;
    let own = facts.sentences.partition_point(|span| span.start < sentence.span.start);
    let spans = facts.sentences[own.saturating_sub(FARTHEST_LIFE)..own].iter().rev();
    let same =
        spans.filter(|span| facts.block_at(span.start) == Some(sentence.block) && span.len() <= LONGEST_SENTENCE);
    let life = |span: &Span| {
        let before = Sentence::read(facts, *span)?;
        let (single, double) = moments(&before, words);
        Binder { sentence: &before, words, single, double }.life()
    };
    let life = same.filter_map(life).next()?;
    Some(Life { at: None, ..life })
}
