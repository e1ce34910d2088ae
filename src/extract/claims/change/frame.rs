//! One frame of a change: a word of direction and the figures around it.

use rust_decimal::Decimal;

use crate::bounds::times;
use crate::extract::claims::change::Turn;
use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Base, Change, Claim, Confidence, Direction, MentionId, Reading, Relation, Share, Times};
use crate::lexicon::cues::Cues;
use crate::lexicon::frames::{ChangeWords, Role, Side, Strength, Takes};

/// A frame: its turn, and the tokens that belong to it. Figures before the turn count
/// only where nothing but link words lies between.
pub(super) struct Frame<'s, 'f, 'd> {
    pub(super) sentence: &'s Sentence<'f, 'd>,
    pub(super) words: &'s ChangeWords,
    pub(super) turn: Turn,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) has_turn_before: bool,
}

/// The figures that fill the roles of a frame.
#[derive(Debug, Default)]
pub(super) struct Roles {
    pub(super) now: Option<MentionId>,
    pub(super) then: Option<MentionId>,
    /// The size as a quantity, and as a percentage.
    pub(super) by: Option<MentionId>,
    pub(super) percent: Option<MentionId>,
    pub(super) then_is: Strength,
    /// Whether the percentage surely belongs to the change.
    pub(super) percent_is: Strength,
    /// Whether the later value is only the figure that leads to the turn.
    pub(super) now_leads: bool,
    /// The figure right before the turn that may be where the change began: "a gap of $65 billion widened".
    pub(super) subject: Option<MentionId>,
    /// Whether a role has two candidates.
    pub(super) is_in_doubt: bool,
    pub(super) times: Option<Times>,
}

impl Roles {
    pub(super) fn fill(&mut self, role: Role, id: MentionId, strength: Strength, is_percent: bool) {
        match role {
            Role::Then => self.then_is = strength,
            Role::By if is_percent => self.percent_is = strength,
            _ => {}
        }
        let slot = match role {
            Role::Now => &mut self.now,
            Role::Then => &mut self.then,
            Role::By if is_percent => &mut self.percent,
            Role::By => &mut self.by,
        };
        // "45 in 2022, rose to 52": what leads to the turn is no more than likely its result.
        let gives_way = role == Role::Now && self.now_leads;
        if slot.is_some_and(|other| other != id) && !gives_way {
            self.is_in_doubt = true;
        }
        *slot = Some(id);
        if role == Role::Now {
            self.now_leads = false;
        }
    }

    /// Takes what a later turn tells more of the same change.
    pub(super) fn join(&mut self, later: &Roles, turn: &Turn) {
        self.now = self.now.or(later.now);
        self.by = self.by.or(later.by);
        self.percent = self.percent.or(later.percent);
        if self.times.is_none() && turn.times.is_some() {
            self.times = later.times;
        }
    }

    /// Whether nothing is known but by how much it was multiplied.
    pub(super) fn is_only_multiple(&self) -> bool {
        let has_figures = [self.now, self.then, self.by, self.percent].iter().any(Option::is_some);
        self.times.is_some() && !has_figures
    }

    /// Takes a multiple that was told before its two ends.
    pub(super) fn takes_multiple_of(&mut self, earlier: &Roles) -> bool {
        let has_ends = self.now.is_some() && self.then.is_some() && !self.now_leads && !self.has_size();
        if has_ends {
            self.times = earlier.times;
        }
        has_ends
    }

    /// Whether both ends and a percentage are known.
    fn is_complete(&self) -> bool {
        self.now.is_some() && self.then.is_some() && self.percent.is_some()
    }

    pub(super) fn has_size(&self) -> bool {
        self.by.is_some() || self.percent.is_some() || self.times.is_some()
    }
}

impl Frame<'_, '_, '_> {
    /// The roles of the frame's figures; `None` if one of them cannot be read.
    pub(super) fn roles(&self) -> Option<Roles> {
        let mut roles = Roles { times: self.turn.multiple(self.sentence), ..Roles::default() };
        let inside = self.sentence.figures.iter().filter(|figure| self.start <= figure.at && figure.at < self.end);
        for figure in inside {
            let is_after = figure.at >= self.turn.end;
            // The turn may be a figure itself: "three times".
            if !is_after && figure.at >= self.turn.start {
                continue;
            }
            match &figure.mention.reading {
                Reading::NotAQuantity(_) => continue,
                Reading::Value(_) if figure.mention.glued.is_none() => {}
                // A range or a garbled figure in a role leaves the frame in doubt.
                _ if is_after => return None,
                _ => continue,
            }
            if is_after && self.sentence.is_range_end(figure) {
                return None;
            }
            // "From 11 hours and 55 minutes to 11 hours and 23": no figure says it all.
            if is_after && self.is_part_of_time(figure) {
                return None;
            }
            let is_apart = self.words.apart.ending_at(&self.sentence.tokens, figure.at, None).is_some();
            if is_apart || self.sentence.is_attributive(figure.mention) {
                continue;
            }
            if !is_after {
                self.fill_before(&mut roles, figure);
                continue;
            }
            let is_percent = self.sentence.is_percent(figure.mention);
            match self.role(figure) {
                Some((Role::By, _)) if self.is_rate(figure) => return None,
                // "twice the 40", "12% above the 250": the size stands before the turn, what it is compared with after it.
                Some((Role::By, _)) if roles.has_size() && (self.turn.needs_size || self.turn.times.is_some()) => {
                    roles.fill(Role::Then, figure.id, Strength::Strong, false);
                }
                // "A rise of 18% over last year's 5.8 billion, financed by borrowing of 8.9 billion"
                Some((Role::By, _)) if roles.is_complete() && !is_percent => break,
                // "fell to 5 from 6, and exports to 8 from 9": the second pair is another change.
                Some((Role::Then | Role::Now, _))
                    if roles.now.is_some() && roles.then.is_some() && !roles.now_leads =>
                {
                    break;
                }
                // "56,823 tonnes, up from 46,236, with re-exports at 22,262"
                Some((Role::Now, Strength::Weak)) if roles.now.is_some() => break,
                Some((role, strength)) => roles.fill(role, figure.id, strength, is_percent),
                None if self.sentence.measures(figure.mention, "time") || self.is_the_same(figure) => {}
                // A figure without a role begins another subject.
                None => break,
            }
        }
        // "April's gap of $65.0 billion widened in May, to $73.9 billion"
        if roles.then.is_none() && roles.now.is_some() && !roles.now_leads && !roles.has_size() {
            roles.then = roles.subject;
        }
        Some(roles)
    }

    /// Whether a length of time goes on in another unit right before or behind a figure.
    fn is_part_of_time(&self, figure: &Figure<'_>) -> bool {
        let is_time = |figure: &Figure<'_>| self.sentence.measures(figure.mention, "time");
        let goes_on = |other: &Figure<'_>| {
            (1..=2).contains(&other.at.abs_diff(figure.at))
                && is_time(other)
                && other.mention.unit != figure.mention.unit
        };
        is_time(figure) && self.sentence.figures.iter().any(goes_on)
    }

    /// Whether a figure says the one before it in another way: "by 12%, or 96 euros, to 896".
    fn is_the_same(&self, figure: &Figure<'_>) -> bool {
        self.words.instead.ending_at(&self.sentence.tokens, figure.at, None).is_some()
    }

    fn is_rate(&self, figure: &Figure<'_>) -> bool {
        let after = |cues: &Cues| cues.starting_at(&self.sentence.tokens, figure.at + 1).map(|found| found.end);
        // "3% a year", but "3% a year earlier"
        after(&self.words.rate).is_some_and(|end| after(&self.words.base).is_none_or(|base| base <= end))
    }

    /// Whether a later turn only gives the size of this change.
    pub(super) fn goes_on_in(&self, later: &Frame<'_, '_, '_>, filled: &Roles, roles: &Roles) -> bool {
        // "to 21.4% from 24.4%, down 3%": the figure before the later turn is an end of the same change.
        let is_known = roles.now.is_none_or(|now| [filled.now, filled.then, filled.by].contains(&Some(now)));
        let only_size = roles.has_size() && roles.then.is_none() && is_known;
        let comma = later.comma_before_turn();
        // The years of "in five years" before the turn are no end.
        let before = comma.unwrap_or(later.turn.start);
        let last = self.sentence.figures.iter().rfind(|figure| figure.at < before);
        let is_aside = last.zip(comma).is_some_and(|(last, comma)| self.sentence.closes_noun(last, comma));
        let goes_the_same_way = self.turn.direction.is_none() || later.turn.direction == self.turn.direction;
        // "an increase of 300, or 25%"
        let adds_percent = filled.percent.is_none() && roles.by.is_none() && roles.times.is_none();
        // 有所下降,由年初的624人减至目前的538人: the later turn only repeats the first.
        let completes = filled.now.is_none()
            && filled.then.is_some()
            && !filled.has_size()
            && roles.then.is_none()
            && roles.now.is_some()
            && !roles.now_leads;
        // 2021年达到29.5%,比上一年的27.7%提高1.8个百分点: the size stands right behind where it began.
        let is_behind_then = last.is_some_and(|last| Some(last.id) == filled.then && last.at + 1 == later.turn.start)
            && filled.now.is_some()
            && !filled.has_size()
            && roles.has_size()
            && roles.then.is_none();
        goes_the_same_way
            && (completes || is_behind_then || (only_size && is_aside && (!filled.has_size() || adds_percent)))
    }

    /// The changes that the frame claims: none where a role is in doubt.
    pub(super) fn claims(&self, mut roles: Roles) -> Vec<Claim> {
        // "or 7.1 percent" may be the share of something, where there are other percentages.
        let percentages = self.sentence.figures.iter().filter(|figure| self.sentence.is_percent(figure.mention));
        if roles.percent_is == Strength::Weak && percentages.count() > 1 {
            roles.percent = None;
        }
        let sizes: Vec<Option<MentionId>> = match (roles.by, roles.percent) {
            (None, percent) => vec![percent],
            (by, None) => vec![by],
            (by, percent) => vec![by, percent],
        };
        let of_before = self.sizes_of_one(&roles);
        of_before.into_iter().chain(sizes.into_iter().filter_map(|by| self.claim(&roles, by))).collect()
    }

    /// 产量462.5万吨,比上年增加47.4万吨,增长11.4%: a size told twice, and what it led to. The first
    /// is a part of what there was before.
    fn sizes_of_one(&self, roles: &Roles) -> Option<Claim> {
        let (now, by, percent, direction) = (roles.now?, roles.by?, roles.percent?, self.turn.direction?);
        let mention = |id| self.sentence.facts.mention(id);
        let are_alike = mention(now).unit == mention(by).unit
            && self.sentence.are_of_one_kind(mention(now), mention(by))
            && !self.sentence.is_percent(mention(by));
        // A size near the result is more likely another end.
        let value = |id| mention(id).number().map(|number| number.value);
        let is_small = times(value(by)?, Decimal::TWO)? <= value(now)?;
        let base = match direction {
            Direction::Up => Base::Rest,
            Direction::Down => Base::Both,
        };
        let share = Share { part: by, whole: now, base, share: Some(percent) };
        let cue = self.sentence.place(self.turn.start, self.turn.end);
        let claim = self.sentence.claim(Relation::Share(share), cue);
        (are_alike && is_small && roles.then.is_none() && !roles.is_in_doubt)
            .then_some(Claim { confidence: Confidence::Medium, ..claim })
    }

    fn claim(&self, roles: &Roles, by: Option<MentionId>) -> Option<Claim> {
        let (ends, confidence) = match roles.then.zip(roles.now) {
            // A figure that only leads to the turn is less surely its result than one after "to".
            Some(ends) => {
                let is_sure = !roles.now_leads && roles.subject != Some(ends.0);
                (vec![ends], if is_sure { Confidence::High } else { Confidence::Medium })
            }
            None => (self.missing_ends(roles), Confidence::Medium),
        };
        let other = roles.times.zip(self.turn.or_times).map(|(times, value)| Times { value, ..times });
        let multiples = [Some(roles.times), other.map(Some)];
        let ends = ends.iter().flat_map(|ends| multiples.iter().flatten().map(move |times| (*ends, *times)));
        let mut readings = ends.filter_map(|((from, to), times)| {
            let change = Change { direction: self.turn.direction, from: Some(from), to: Some(to), by, times };
            (self.fits(roles, from, to, by) && !self.is_doubtful(&[from, to])).then_some(Relation::Change(change))
        });
        let relation = readings.next().filter(|_| !roles.is_in_doubt)?;
        let cue = self.sentence.place(self.turn.start, self.turn.end);
        Some(Claim { confidence, otherwise: readings.collect(), ..self.sentence.claim(relation, cue) })
    }

    /// Whether figures can be the two ends and the size of one change.
    fn fits(&self, roles: &Roles, from: MentionId, to: MentionId, by: Option<MentionId>) -> bool {
        let mention = |id| self.sentence.facts.mention(id);
        // "rose by 2,000 in the month to 436,500, compared with 470,700 a year earlier": the
        // size and the comparison speak of two periods.
        let by_quantity = by.map(mention).filter(|by| !self.sentence.is_percent(by));
        let has_unit = mention(from).unit.or(mention(to).unit).is_some();
        // "1.204 milioni, in crescita del 10% sui 1.095 del 2022": the scale is told once.
        let is_elided = mention(from).number_in_words() != mention(to).number_in_words()
            && mention(from).unit.or(mention(to).unit).is_none();
        from != to
            && !is_elided
            && (self.sentence.are_of_one_kind(mention(from), mention(to)) || self.sentence.share_a_unit(from, to))
            && !self.sentence.share_a_scale(from, to)
            && !self.sentence.measure_and_count(mention(from), mention(to))
            && by_quantity.is_none_or(|by| {
                let is_fraction = by.number().is_some_and(|number| number.is_fraction());
                let is_points = by.unit.is_none() && self.sentence.is_percent(mention(from));
                let units = &self.sentence.facts.lexicons.units;
                let end = mention(from).unit.or(mention(to).unit);
                // "From 200 to 300 km/h, so that it takes 35 minutes less"
                let is_of_kind = by.unit.zip(end).is_none_or(|(by, end)| units.are_comparable(by, end));
                let is_size = by.unit.is_some() == has_unit && is_of_kind;
                is_fraction || is_points || (roles.then_is == Strength::Strong && is_size)
            })
            && by.is_none_or(|by| by != from && by != to && mention(by).number().is_some())
    }

    /// Whether a word among the figures of the change leaves it in doubt.
    fn is_doubtful(&self, ids: &[MentionId]) -> bool {
        let places = self.sentence.figures.iter().filter(|figure| ids.contains(&figure.id)).map(|figure| figure.at);
        let (first, last) = places.fold((self.turn.start, self.turn.end), |(a, b), at| (a.min(at), b.max(at)));
        self.words.doubt.any(&self.sentence.tokens, first..last)
    }

    pub(super) fn role(&self, figure: &Figure<'_>) -> Option<(Role, Strength)> {
        let is_percent = self.sentence.is_percent(figure.mention);
        let turn = Some((self.turn.start, self.turn.end));
        // Percentage points are no value, only how far two of them are apart.
        let is_points = self.sentence.measures(figure.mention, "points");
        let fitting = self.words.role.iter().filter(|role| match role.takes {
            _ if is_points && role.is != Role::By => false,
            Takes::Any => true,
            Takes::Percent => is_percent,
            Takes::Quantity => !is_percent,
        });
        for role in fitting {
            let is_there = match role.side {
                Side::Left => self.sentence.cue_before(&role.cue, &self.words.link, figure.at, turn).is_some(),
                Side::Right => [figure.at + 1, self.sentence.after_noun(figure)]
                    .into_iter()
                    .any(|after| role.cue.starting_at(&self.sentence.tokens[..self.end], after).is_some()),
            };
            if is_there {
                return Some((role.is, role.strength));
            }
        }
        None
    }
}

/// Whether a figure is a part of something that may be no amount: the "half" of "the first half of last year".
pub(super) fn is_bare_part(figure: &Figure<'_>) -> bool {
    figure.mention.unit.is_none() && figure.mention.number().is_some_and(|number| number.is_fraction())
}
