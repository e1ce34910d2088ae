//! Figures that stand alone: a clause, a sentence or two, with just the figures that a relation
//! takes. Where no cue that is known binds them, their kinds do: "How much has the bog shrunk?
//! In 1970 it covered 470 hectares; last August 268 were found: 43% of it has gone."
//!
//! Such a binding is never certain. Every relation that the figures may have is a reading, so
//! that a contradiction is one in all of them.

mod base;
mod sum;
mod window;

use crate::extract::claims::alone::window::{Stretch, Window, is_amount, is_part, is_points};
use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Base, Change, Claim, Confidence, Direction, Mention, MentionId, Relation, Share, Times};
use crate::lexicon::LexiconFile;
use crate::lexicon::cues::Cues;
use crate::lexicon::frames::{Role, RoleCue, Side, Takes};
use crate::span::Span;

/// A sentence with more figures is a list or a table: none of them stands alone.
const MOST_FIGURES: usize = 24;

/// Adds what the figures of a sentence tell of each other where they stand alone; its other
/// claims begin at `first`.
pub(super) fn bind(sentence: &Sentence<'_, '_>, lexicon: &LexiconFile, claims: &mut Vec<Claim>, first: usize) {
    let (Some(change), Some(share), Some(sum)) = (&lexicon.change, &lexicon.share, &lexicon.sum) else { return };
    if sentence.figures.len() > MOST_FIGURES {
        return;
    }
    let found = |stretches: Vec<Stretch<'_, '_, '_>>| {
        let window = Window { stretches, change, share, sum };
        let known = &claims[first..];
        let has_cue = |place: Span| claims.iter().rev().take(MOST_FIGURES).any(|claim| claim.cue == place);
        window
            .points(known)
            .or_else(|| window.percentage(known))
            .or_else(|| window.multiple(known).filter(|claim| !has_cue(claim.cue)))
            .or_else(|| window.sum(known))
    };
    let mut all: Vec<Claim> = Stretch::clauses(sentence).into_iter().filter_map(|clause| found(vec![clause])).collect();
    if all.is_empty() {
        all.extend(found(vec![Stretch::whole(sentence)]));
    }
    if let Some(before) =
        sentence.before.as_deref().filter(|before| all.is_empty() && before.figures.len() <= MOST_FIGURES)
    {
        all.extend(found(vec![Stretch::whole(before), Stretch::whole(sentence)]));
    }
    claims.extend(all);
}

impl<'f> Window<'_, 'f, '_> {
    /// A percentage of two figures: how much larger one is, or what part of the other.
    fn percentage(&self, known: &[Claim]) -> Option<Claim> {
        let [percent] = self.figures(is_part).try_into().ok()?;
        let [one, other] =
            self.share_of(known).or_else(|| self.ends_of(known)).or_else(|| self.amounts(2).try_into().ok())?;
        let are_ends = self.ends_of(known).is_some() && self.is_told_before(&percent);
        let rate = self.rate_told_before(&percent).filter(|_| self.share_of(known).is_some());
        let are_told = self.points_back_to(&percent, [one, other])
            || are_ends
            || rate.is_some()
            || (self.share_of(known).is_some() && self.is_told_before(&percent));
        let is_beside = self.can_be_bound([one, other], percent.mention.span)
            || (self.share_of(known).is_some() && self.stands_beside([one, other], percent.mention.span));
        let is_fit = (is_beside || are_told)
            && !self.has(&self.share.mute)
            && (are_ends || !self.is_of_another_time(&percent))
            && !is_told(&[percent.id, one.id, other.id], known);
        // "12 of the 48 (…), which makes them 25% of its members": the part and its whole are known.
        let are_known = is_share(one, other, known);
        let is_last = one.id < percent.id && other.id < percent.id && self.is_set_off(&other, &percent);
        // "Uptake was 92%, and 7 of the 9 who declined gave needles as the reason."
        // "Has lost 57% of its pairs: 2,061 were counted in 1998 and 1,304 in 2022"
        let is_of_itself =
            !are_known && self.direction_by(&percent).is_some() && (are_ends || self.is_of_things(&percent));
        let ends = self.ends_of(known).filter(|_| self.is_discount(&percent));
        let base = self.named_base(&percent, [one, other]);
        let reduced = self.reduced_base(&percent, [one, other]);
        // "33% was earned at home; the other $396 million came from abroad", "women hold 37 seats and men 54".
        let is_left = [one, other].iter().any(|figure| self.is_of_rest(figure));
        let are_complements = is_left || self.are_opposites([one, other]);
        // "Make up 37% of the assembly, holding 56 of its 152 seats", 占比达17.6%,即1462名员工中有258人
        let is_spelt_out = are_known && self.is_spelt_out(&percent, &one);
        let is_bound = match are_known && percent.mention.unit.is_some() {
            true => is_last || rate.is_some() || is_spelt_out || self.is_of_these(&percent),
            false => {
                is_of_itself
                    || is_spelt_out
                    || ends.is_some()
                    || base.or(reduced).is_some()
                    || self.is_of_rest(&percent)
                    || are_complements
                    || self.is_subject(&percent)
                    || self.has_no_other_base(&percent)
            }
        };
        // 对沿线国家进出口538.1亿元,增长11.2%,对东盟进出口213.7亿元: the growth is that of the first alone.
        let is_own = !are_known && !are_ends && self.is_growth_of_first(&percent, &one, &other);
        if !is_fit || !is_bound || is_own {
            return None;
        }
        let (part, whole) = in_order(one, other);
        // "2,304 (45%) fell outside": it is a part, and what it is a part of is more.
        if self.is_in_brackets_of(&whole, &percent) {
            return None;
        }
        let share = |part: Figure<'_>, whole: Figure<'_>, base: Base| {
            Relation::Share(Share { part: part.id, whole: whole.id, base, share: Some(percent.id) })
        };
        let change = |from: Figure<'_>, to: Figure<'_>| change_of(from, to, Some(percent.id), None);
        let other_way = share(whole, part, Base::Both);
        let shares = [Base::Whole, Base::Both, Base::Rest].map(|base| share(part, whole, base));
        let shares = [&shares[..], &[other_way]].concat();
        let changes = [change(one, other), change(other, one)];
        let is_change = !are_known && self.turns();
        // "were up 1.6 billion, or 1.8%, to 92.7 billion": it is told of what the whole was before.
        let earlier = self.direction_by(&part).map(|direction| match direction {
            Direction::Up => Base::Rest,
            Direction::Down => Base::Both,
        });
        // "7 of the 30 on test, two fifths of the field, failed": a part and whole that are known.
        let is_apposed = are_known && is_last && percent.mention.unit.is_none();
        // 3713名用户参与,其中30岁以下的有2943人,接近八成
        let is_inside = self.sentence_of(one.mention.span.hull(other.mention.span)).is_some_and(|own| {
            one.at < other.at
                && percent.mention.unit != own.facts.lexicons.units.named("percent")
                && own.tokens[one.at + 1..other.at].iter().any(|token| token.is_ideograph())
                && self.share.inside.any(&own.tokens, one.at..other.at)
        });
        let is_of_these = is_inside || are_known && (is_apposed || self.is_of_these(&percent));
        // 打七折: what is paid is that part of the price.
        let is_price =
            percent.mention.unit.is_some() && percent.mention.unit == self.here().facts.lexicons.units.named("zhe");
        // "EUR 78.3 million (previous year: EUR 70.0 million; +11.9%)": what has a sign is no part.
        let is_signed = self.here().facts.text(percent.mention.span).starts_with(['+', '-', '−', '±']);
        let readings = if is_signed {
            changes.to_vec()
        } else if let Some(is_complement) = rate {
            vec![if is_complement { change(whole, part) } else { share(part, whole, Base::Whole) }]
        } else if is_price {
            vec![share(part, whole, Base::Whole)]
        } else if ends.is_some() {
            changes.to_vec()
        } else if let Some(base) = reduced {
            vec![change(base, if base.id == one.id { other } else { one })]
        } else if are_complements && base.is_none() {
            let of_both = share(part, whole, Base::Both);
            let left = if is_left { vec![change(whole, part)] } else { Vec::new() };
            [&left[..], &[of_both, share(whole, part, Base::Both)]].concat()
        } else if self.is_of_rest(&percent) {
            // "With 56 of the 168 at home, it fell to the other two thirds": what the part leaves of the whole.
            vec![change(whole, part)]
        } else if is_spelt_out {
            vec![share(part, whole, Base::Whole)]
        } else if are_known && self.is_subject(&percent) {
            vec![share(part, whole, Base::Whole), change(whole, part)]
        } else if is_of_these {
            vec![share(part, whole, Base::Whole)]
        } else if let Some(base) = base {
            let part = if base.id == one.id { other } else { one };
            vec![share(part, base, Base::Whole)]
        } else if let Some(base) = earlier.filter(|_| is_change) {
            vec![share(part, whole, base)]
        } else if is_change {
            [&changes[..], &shares[..]].concat()
        } else {
            [&shares[..], &changes[..]].concat()
        };
        let claim = self.read(readings, percent.mention.span);
        Some(if is_of_these || is_price || rate.is_some() {
            Claim { confidence: Confidence::High, ..claim }
        } else {
            claim
        })
    }

    /// Percentage points and the two percentages between which they lie: "eased by 0.7 points in
    /// spring, to 6.1%, after 6.8%".
    fn points(&self, known: &[Claim]) -> Option<Claim> {
        let [by] = self.figures(is_points).try_into().ok()?;
        let is_rate = |sentence: &Sentence<'_, '_>, figure: &Figure<'_>| {
            sentence.measures(figure.mention, "fraction") && !is_points(sentence, figure)
        };
        let own = self.here();
        // 去年为57.0%。这一比例提高了11.6个百分点,目前已达68.6%
        let points_back = self.change.points_back.starting_at(&own.tokens, own.opening()).is_some()
            || (self.stretches.len() == 2 && self.change.points_back.any(&own.tokens, 0..own.tokens.len()));
        let [one, other] = self.figures(is_rate).try_into().ok()?;
        // "Yields were 4.62%, up 3 points; those of ten years fell to 4.31%"
        let is_one_clause =
            matches!(self.stretches.as_slice(), [only] if !only.tokens.clone().any(|at| own.is_word(at, &[";"])));
        // 比年初下降0.2个百分点;年初这一比率为1.59%
        let is_told_apart = self.stretches.len() == 1
            && own.cue_before(&self.change.earlier, &self.change.link, other.at, None).is_some();
        // "It had been 64.1%, 11.2 points more": what it is now may stand in the sentence before.
        let has_other = own
            .before
            .as_deref()
            .is_some_and(|before| before.figures.iter().any(|figure| before.measures(figure.mention, "fraction")));
        let is_pair = self.stretches.len() == 2 && points_back && !own.span.contains(one.mention.span);
        if is_pair && self.count_turns() == 1 && !is_told(&[by.id, one.id, other.id], known) {
            return Some(self.read(vec![change_of(one, other, Some(by.id), None)], by.mention.span));
        }
        let is_change = (is_one_clause || is_told_apart) && !has_other && self.count_turns() == 1;
        if !is_change
            || !self.stands_beside([one, other], by.mention.span)
            || is_told(&[by.id, one.id, other.id], known)
        {
            return None;
        }
        let readings = [(one, other), (other, one)].map(|(from, to)| change_of(from, to, Some(by.id), None));
        Some(self.read(readings.to_vec(), by.mention.span))
    }

    /// The only part and whole that are known and lack a percentage.
    fn share_of(&self, known: &[Claim]) -> Option<[Figure<'f>; 2]> {
        let shares = known.iter().filter_map(|claim| match &claim.relation {
            Relation::Share(share) if claim.otherwise.is_empty() => Some(share),
            _ => None,
        });
        let [share] = shares.collect::<Vec<_>>().try_into().ok()?;
        share.share.is_none().then(|| self.both(share.part, share.whole))?
    }

    /// The only two ends of a change that are known, and lack a percentage.
    fn ends_of(&self, known: &[Claim]) -> Option<[Figure<'f>; 2]> {
        let changes = known.iter().filter_map(|claim| match &claim.relation {
            Relation::Change(change) if claim.otherwise.is_empty() && change.times.is_none() => {
                change.from.zip(change.to)
            }
            _ => None,
        });
        let mut changes: Vec<(MentionId, MentionId)> = changes.collect();
        changes.dedup();
        let [(from, to)] = changes.try_into().ok()?;
        self.both(from, to)
    }

    /// Which way something went by a figure: "up 1.6 billion".
    pub(super) fn direction_by(&self, size: &Figure<'_>) -> Option<Direction> {
        let own = self.sentence_of(size.mention.span)?;
        // 降至5.9 is what something fell to.
        let is_end = self
            .change
            .role
            .iter()
            .filter(|role| role.is != Role::By && role.side == Side::Left)
            .any(|role| own.cue_before(&role.cue, &self.change.link, size.at, None).is_some());
        let turns = |cues: &Cues| {
            // "A fall of 44%": "fall of" may also be a link.
            let of = || {
                let of = self.change.subject.ending_at(&own.tokens, size.at, None)?;
                let cues = own.is_percent(size.mention).then_some(cues)?;
                cues.ending_at(&own.tokens, of.start, None)
            };
            let cue = own.cue_before(cues, &self.change.link, size.at, None).or_else(of).filter(|_| !is_end);
            // "made up 2.3 million"
            cue.is_some_and(|cue| self.change.no_turn.ending_at(&own.tokens, cue.end, None).is_none())
        };
        let (up, down) = (turns(&self.change.up), turns(&self.change.down));
        (up != down).then_some(if up { Direction::Up } else { Direction::Down })
    }

    /// Two figures in their order.
    fn both(&self, one: MentionId, other: MentionId) -> Option<[Figure<'f>; 2]> {
        let mut both = self.figures(is_amount);
        both.retain(|figure| [one, other].contains(&figure.id));
        both.try_into().ok()
    }

    /// Whether a comma, dash or bracket stands between two figures.
    fn is_set_off(&self, one: &Figure<'_>, other: &Figure<'_>) -> bool {
        self.sentence_of(one.mention.span.hull(other.mention.span))
            .is_some_and(|own| (one.at..other.at).any(|at| own.is_word(at, &[",", "—", "("])))
    }

    /// "Against 35% a year earlier": a percentage that others are compared with.
    fn is_of_another_time(&self, percent: &Figure<'_>) -> bool {
        let Some(own) = self.sentence_of(percent.mention.span) else { return false };
        // 占比达17.6% holds 比.
        if own.cue_before(&self.share.share_of_all, &self.share.link, percent.at, None).is_some() {
            return false;
        }
        let takes_it = |role: &&RoleCue| role.is == Role::Then && role.takes != Takes::Quantity;
        self.change.role.iter().filter(takes_it).any(|role| match role.side {
            Side::Left => own.cue_before(&role.cue, &self.change.link, percent.at, None).is_some(),
            Side::Right => role.cue.starting_at(&own.tokens, percent.at + 1).is_some(),
        })
    }

    /// Whether a percentage stands in brackets right after a figure.
    fn is_in_brackets_of(&self, figure: &Figure<'_>, percent: &Figure<'_>) -> bool {
        self.sentence_of(percent.mention.span).is_some_and(|own| {
            figure.at + 2 == percent.at
                && own.is_word(figure.at + 1, &["("])
                && own.figure_at(figure.at).is_some_and(|own| own.id == figure.id)
        })
    }

    /// A multiple of two figures: "The club had 40 members in 2012 and has trebled since: 94 …".
    fn multiple(&self, known: &[Claim]) -> Option<Claim> {
        if self.figures(is_amount).len() < 2 || !self.figures(is_part).is_empty() {
            return None;
        }
        let multiples = self.multiples();
        let [readings] = multiples.as_slice() else { return None };
        let first = readings.first()?;
        let (place, grows) = (first.span, first.value.is_above_one());
        // The "three" of "three times" is the multiple itself.
        let amounts: Vec<Figure<'f>> =
            self.figures(is_amount).into_iter().filter(|figure| !place.contains(figure.mention.span)).collect();
        let [one, other] = amounts.try_into().ok()?;
        // "64 patients … has doubled: 93 cases": what is counted may have another name.
        let are_counts = [one, other].iter().all(|figure| figure.mention.unit.is_none());
        // "Has almost halved since 2021. It logged 2,481 last year, against 4,805 in the first."
        let are_ends = self.ends_of(known).is_some() && self.stretches.len() == 2;
        let is_beside =
            self.can_be_bound([one, other], place) || (are_counts && self.stands_beside([one, other], place));
        // "Half" is said of so much else that both ends have to be known.
        let is_bound = are_ends || (grows && is_beside);
        if !is_bound || is_told(&[one.id, other.id], known) {
            return None;
        }
        let (less, more) = in_order(one, other);
        let (from, to) = if grows { (less, more) } else { (more, less) };
        let readings = readings.iter().map(|times| change_of(from, to, None, Some(*times)));
        Some(self.read(readings.collect(), place))
    }

    /// The claim of some readings, the likeliest first.
    fn read(&self, mut readings: Vec<Relation>, cue: Span) -> Claim {
        let claim = self.here().claim(readings.remove(0), cue);
        Claim { otherwise: readings, confidence: Confidence::Medium, ..claim }
    }

    /// Whether two figures can be ends of one change, and one of them stands in the sentence of
    /// what is told of them.
    fn can_be_bound(&self, [one, other]: [Figure<'_>; 2], told: Span) -> bool {
        self.stands_beside([one, other], told) && self.are_alike(one.mention, other.mention)
    }

    fn stands_beside(&self, figures: [Figure<'_>; 2], told: Span) -> bool {
        let own = self.sentence_of(told);
        let is_beside = own.is_some_and(|own| figures.iter().any(|figure| own.span.contains(figure.mention.span)));
        is_beside && !self.has(&self.change.mute)
    }

    /// Whether two figures are of one kind and unit, which the later one may leave out.
    pub(super) fn are_alike(&self, one: &Mention, other: &Mention) -> bool {
        let is_left_out = other.unit.is_none() && other.counted.is_none() && self.here().can_share_unit(one, other);
        // "656 breeding pairs … 299 pairs"
        let facts = self.here().facts;
        let last = |mention: &Mention| facts.text(mention.span).rsplit(' ').next().unwrap_or_default();
        let names = |bare: &Mention, unit: &Mention| {
            let counted = bare.counted.map_or("", |counted| facts.text(counted));
            bare.unit.is_none() && unit.unit.is_some() && counted.split(' ').any(|word| word == last(unit))
        };
        let is_named = names(one, other) || names(other, one);
        self.here().can_be_compared(one, other) && (one.unit == other.unit || is_left_out || is_named)
    }
}

/// Whether a claim that says more than what is compared or a part of what holds the first of
/// some figures, or any two of them.
fn is_told(ids: &[MentionId], known: &[Claim]) -> bool {
    let says_more = |relation: &Relation| match relation {
        Relation::Change(change) => !change.only_compares(),
        Relation::Share(share) => share.share.is_some(),
        _ => true,
    };
    known.iter().filter(|claim| says_more(&claim.relation)).any(|claim| {
        let held: Vec<MentionId> = claim.relation.mentions().filter(|id| ids.contains(id)).collect();
        held.len() > 1 || held.first() == ids.first()
    })
}

/// Whether one of two figures is known to be a part of the other.
fn is_share(one: Figure<'_>, other: Figure<'_>, known: &[Claim]) -> bool {
    known.iter().any(|claim| match &claim.relation {
        Relation::Share(share) => [share.part, share.whole].iter().all(|id| [one.id, other.id].contains(id)),
        _ => false,
    })
}

fn change_of(from: Figure<'_>, to: Figure<'_>, by: Option<MentionId>, times: Option<Times>) -> Relation {
    Relation::Change(Change { direction: None, from: Some(from.id), to: Some(to.id), by, times })
}

/// The smaller of two figures, and the larger one.
fn in_order<'f>(one: Figure<'f>, other: Figure<'f>) -> (Figure<'f>, Figure<'f>) {
    let value = |figure: &Figure<'_>| figure.mention.number().map(|number| number.value);
    if value(&one) < value(&other) { (one, other) } else { (other, one) }
}
