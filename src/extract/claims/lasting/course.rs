//! Lengths of what begins at one moment and ends at another, wherever the length stands:
//! "at sea for 30 days, leaving on 4 September and returning on 4 October".

use crate::extract::claims::lasting::moment::{Double, Placed};
use crate::extract::claims::lasting::{Binder, FARTHEST, MOST_AFTER};
use crate::extract::claims::sentence::Figure;
use crate::facts::{Claim, Confidence, Moment, Relation, Stay};
use crate::lexicon::cues::{Cues, Found, Kind};

/// How many tokens may stand between the first moment and "ended".
const MOST_BEFORE_END: usize = 3;

/// How many words may stand between a stretch at the head of a sentence and its length.
const LONGEST_CLAUSE: usize = 24;

impl<'f> Binder<'_, 'f, '_> {
    /// "Work began in 1997 and ended in 2004. It took seven years."
    pub(super) fn courses(&self, claims: &mut Vec<Claim>) {
        if let Some(claim) = self.described() {
            claims.push(claim);
            return;
        }
        let Some((length, cue)) = self.only_length(claims) else { return };
        if let Some((from, to)) = self.course().filter(|(_, to)| self.is_of_course(&length, to)) {
            claims.push(self.claim(from.moment, to.moment, &length, Stay::Span, cue));
            return;
        }
        let opens = self.words.it.starting_at(&self.sentence.tokens, self.sentence.opening()).is_some();
        let alone = self.single.is_empty() && self.double.is_empty() && opens;
        if let Some(before) = self.sentence.before.as_deref().filter(|_| alone)
            && let Some((from, to)) = Binder::read(before, self.words).course()
        {
            let claim = self.claim(from.moment, to.moment, &length, Stay::Span, cue);
            claims.push(Claim { confidence: Confidence::Medium, ..claim });
        }
    }

    /// "The 27-day tour opens on 9 October and closes on 4 November".
    fn described(&self) -> Option<Claim> {
        let sentence = self.sentence;
        let lengths: Vec<&Figure<'f>> = sentence.figures.iter().filter(|figure| self.is_length(figure)).collect();
        let [length] = lengths.as_slice() else { return None };
        let (from, to) = self.course()?;
        let is_described = sentence.is_attributive(length.mention) && length.at < from.start && !self.is_other(length);
        let cue = Found { start: length.at, end: length.at + 1, which: 0 };
        let claim = self.claim(from.moment, to.moment, length, Stay::Span, cue);
        is_described.then_some(Claim { confidence: Confidence::Medium, ..claim })
    }

    /// Two moments and one length, and nothing else that the length could be that of: "It took
    /// three decades — the first stone was laid in 1875, the last in 1922 — to finish the dam".
    /// A moment may stand in the sentence before.
    pub(super) fn alone(&self, claims: &mut Vec<Claim>) {
        let Some(length) = self.free_length(claims) else { return self.length_told_before(claims) };
        let end = self.rest_of(&length).map_or(length.at, |rest| rest.at) + 1;
        // "Did not stop until 4.05pm, three hours and 50 minutes later"
        let is_later = self.words.later.starting_at(&self.sentence.tokens, end).is_some();
        if self.is_other(&length) && !is_later {
            return;
        }
        let before = self.sentence.before.as_deref().map(|before| Binder::read(before, self.words));
        let is_short = self.single.len() + 2 * self.double.len() < 2;
        let before = before.filter(|before| is_short && before.free_length(&[]).is_none());
        let single: Vec<&Placed> = before.iter().flat_map(|before| &before.single).chain(&self.single).collect();
        let double: Vec<&Double> = before.iter().flat_map(|before| &before.double).chain(&self.double).collect();
        let (from, to) = match (single.as_slice(), double.as_slice()) {
            ([to, from], []) if self.is_counted_from(&length, to, from) => (from.moment, to.moment),
            ([from, to], []) => self.in_time(&length, from.moment, to.moment),
            // "Isabella II (1830–1904) reigned for 35 years": brackets behind a name hold a life.
            ([], [double]) if double.from.month.is_some() || !self.is_bracketed(double) => (double.from, double.to),
            _ => return,
        };
        // "In April … since January": what follows is not what came later.
        let is_backward = (from.year, from.month, from.day) > (to.year.or(from.year), to.month, to.day);
        let is_apart = self.sentence.cue_before(&self.words.apart, &self.words.makes, length.at, None).is_some();
        if is_backward || is_apart {
            return;
        }
        let cue = Found { start: length.at, end: length.at + 1, which: 0 };
        // "Slips behind it at 01:42 and comes out at 02:28, which makes the event 46 minutes long"
        let ends = self.single.last().map_or(length.at, |last| last.end);
        let follows = ends < length.at && self.words.follows.any(&self.sentence.tokens, ends..length.at);
        let confidence = if follows { Confidence::High } else { Confidence::Medium };
        let claim = self.claim(from, to, &length, Stay::Span, cue);
        claims.push(Claim { confidence, ..claim });
    }

    /// 前后只用了73分钟。14时02分接到报警,15时15分救出: the sentence before tells the length, and this one
    /// two times of the clock.
    fn length_told_before(&self, claims: &mut Vec<Claim>) {
        let Some(before) = self.sentence.before.as_deref() else { return };
        let before = Binder::read(before, self.words);
        let ([from, to], []) = (self.single.as_slice(), self.double.as_slice()) else { return };
        let are_times = from.moment.minute.zip(to.moment.minute).is_some_and(|(from, to)| from < to);
        let is_bare = before.single.is_empty() && before.double.is_empty();
        let has_length = self.sentence.figures.iter().any(|figure| self.is_length(figure));
        let Some((length, cue)) = before.only_length(&[]).filter(|_| are_times && is_bare && !has_length) else {
            return;
        };
        let is_told = claims.iter().rev().take(8).any(|claim| {
            matches!(claim.relation, Relation::Lasting(_)) && claim.relation.mentions().any(|id| id == length.id)
        });
        if !is_told {
            let claim = before.claim(from.moment, to.moment, &length, Stay::Span, cue);
            claims.push(Claim { confidence: Confidence::Medium, ..claim });
        }
    }

    pub(super) fn is_bracketed(&self, double: &Double) -> bool {
        double.at > 0 && self.sentence.is_word(double.at - 1, &["("]) && self.sentence.is_word(double.at + 1, &[")"])
    }

    /// Two moments in the order of time, where their gap is told: 2016年再次夺冠,上一次是1994年,时隔22年.
    pub(super) fn in_time(&self, length: &Figure<'_>, from: Moment, to: Moment) -> (Moment, Moment) {
        let is_backward = to.year.is_some() && from.year > to.year;
        if is_backward && self.is_gap(length) { (to, from) } else { (from, to) }
    }

    /// Whether a length is that between two events, told in either order: 时隔22年.
    fn is_gap(&self, length: &Figure<'_>) -> bool {
        self.sentence.cue_before(&self.words.gap, &self.words.makes, length.at, None).is_some()
    }

    /// The one length of the sentence, if words tie it to a stretch and no claim has it yet.
    fn only_length(&self, claims: &[Claim]) -> Option<(Figure<'f>, Found)> {
        let sentence = self.sentence;
        let length = self.free_length(claims)?;
        let cue = sentence
            .cue_before(&self.words.fills, &self.words.makes, length.at, None)
            .filter(|_| !self.is_other(&length))
            .or_else(|| sentence.cue_before(&self.words.took, &self.words.makes, length.at, None))
            .or_else(|| self.words.later.starting_at(&sentence.tokens, length.at + 1))?;
        Some((length, cue))
    }

    /// The one length of the sentence, if no claim has it yet.
    fn free_length(&self, claims: &[Claim]) -> Option<Figure<'f>> {
        let sentence = self.sentence;
        // "The winner, 24-year-old Jonas Weiss": an age is no length.
        let is_aged = |figure: &Figure<'_>| {
            sentence.is_attributive(figure.mention)
                && self.words.other.starting_at(&sentence.tokens, figure.at + 1).is_some()
        };
        let all = || sentence.figures.iter().filter(|figure| self.is_length(figure) && !is_aged(figure));
        let is_rest =
            |figure: &Figure<'_>| all().any(|other| self.rest_of(other).is_some_and(|rest| rest.id == figure.id));
        let lengths: Vec<&Figure<'f>> = all().filter(|figure| !is_rest(figure)).collect();
        let [length] = lengths.as_slice() else { return None };
        let mut own = claims.iter().rev().take_while(|claim| claim.cue.start >= sentence.span.start);
        // That something "lasts 85 minutes" is also compared with what else is said of it.
        let is_told = own.any(|claim| {
            !matches!(claim.relation, Relation::Measured(_)) && claim.relation.mentions().any(|id| id == length.id)
        });
        // 22岁 is how old somebody is.
        let is_age =
            self.words.age.iter().any(|word| sentence.facts.text(length.mention.span).ends_with(word.as_str()));
        (!is_told && !is_age && !sentence.is_attributive(length.mention)).then_some(**length)
    }

    /// Whether a length that stands after both moments closes its clause: not "left in 1998
    /// after 3 years as a clerk", nor "; before that he taught for 3 years".
    fn is_of_course(&self, length: &Figure<'_>, to: &Placed) -> bool {
        let tokens = &self.sentence.tokens;
        let is_end = |at: usize| tokens.get(at).is_none_or(|token| token.kind == Kind::Mark);
        let is_later = self.words.later.starting_at(tokens, length.at + 1).is_some();
        let is_closed = is_later || is_end(length.at + 1);
        length.at < to.start || (is_closed && !(to.end..length.at).any(|at| self.sentence.is_word(at, &[";", "."])))
    }

    /// The two moments of the sentence, if something begins at the first and ends at the second.
    fn course(&self) -> Option<(&Placed, &Placed)> {
        let [from, to] = self.single.as_slice() else { return None };
        let tokens = &self.sentence.tokens;
        let is_at = |cues: &Cues, placed: &Placed, first: usize| {
            // "opened in 1990 and the bank closed in": another one closed.
            let start = if first > 0 { placed.start.min(first) } else { placed.start.saturating_sub(FARTHEST) };
            let stop = if first > 0 { placed.start.min(first + MOST_BEFORE_END) } else { placed.start };
            let end = (placed.end..(placed.end + MOST_AFTER).min(tokens.len()))
                .find(|at| tokens[*at].kind == Kind::Mark)
                .unwrap_or(placed.end);
            cues.all(tokens, start..placed.start).any(|cue| cue.start < stop) || cues.any(tokens, placed.end..end)
        };
        let is_course = is_at(&self.words.begins, from, 0) && is_at(&self.words.ends, to, from.end);
        (is_course && self.double.is_empty()).then_some((from, to))
    }

    /// "From 1973 to 2004 he taught at the school for 31 years".
    pub(super) fn throughout(&self, claims: &mut Vec<Claim>) {
        let sentence = self.sentence;
        let opening = sentence.opening();
        let Some(stretch) = self.find_stretches().into_iter().find(|stretch| stretch.tokens.start == opening) else {
            return;
        };
        let Some(length) = self.free_length(claims).filter(|length| !self.is_other(length)) else { return };
        let tokens = &sentence.tokens;
        let after = sentence.after_noun(&length).max(length.at + 1);
        let is_closed = [length.at + 1, after]
            .iter()
            .any(|at| tokens.get(*at).is_none_or(|token| token.kind == Kind::Mark && token.text != "-"));
        let is_for = sentence.cue_before(&self.words.throughout, &self.words.makes, length.at, None);
        let is_for = is_for.is_some() || tokens[length.at - 1].is_ideograph();
        let gap = stretch.tokens.end..length.at;
        let is_one_clause = gap.len() <= LONGEST_CLAUSE
            && !gap.clone().skip(1).any(|at| sentence.is_word(at, &[";", ".", ",", "(", "、"]))
            && !sentence.figures.iter().any(|figure| gap.contains(&figure.at));
        let is_said = stretch.is_said || tokens.get(opening).is_some_and(|token| token.kind == Kind::Period);
        if is_closed && is_for && is_one_clause && is_said {
            let cue = Found { start: opening, end: stretch.tokens.end, which: 0 };
            let claim = self.claim(stretch.from, stretch.to, &length, Stay::Span, cue);
            claims.push(Claim { confidence: Confidence::Medium, ..claim });
        }
    }

    /// "The shop closed in 2019, 40 years after it opened in 1979".
    pub(super) fn since(&self, claims: &mut Vec<Claim>) {
        let sentence = self.sentence;
        let tokens = &sentence.tokens;
        let [one, other] = self.single.as_slice() else { return };
        for length in sentence.figures.iter().filter(|figure| self.is_length(figure)) {
            let Some(cue) = self.words.since.starting_at(tokens, length.at + 1) else { continue };
            let lead = sentence.skip_links(&self.words.makes, length.at);
            let is_beside = one.end <= lead && lead - one.end <= 2;
            let is_marked = self.words.marks.ending_at(tokens, lead, None).is_some();
            let is_plain = other.start > cue.end
                && other.start - cue.end <= FARTHEST
                && tokens[cue.end..other.start].iter().all(|token| token.kind == Kind::Word);
            // "Twenty-three years after it closed in 1993, the cinema opened again in 2016"
            let leads = length.at == sentence.opening()
                && one.start > cue.end
                && one.start - cue.end <= FARTHEST
                && tokens[cue.end..one.start].iter().all(|token| token.kind == Kind::Word)
                && sentence.is_word(one.end, &[","])
                && self.is_length(length);
            if leads && self.double.is_empty() {
                let claim = self.claim(one.moment, other.moment, length, Stay::Span, cue);
                claims.push(Claim { confidence: Confidence::Medium, ..claim });
            }
            if (is_beside || is_marked) && is_plain && self.double.is_empty() {
                claims.push(self.claim(other.moment, one.moment, length, Stay::Span, cue));
            }
        }
    }
}
