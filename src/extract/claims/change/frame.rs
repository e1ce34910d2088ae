//! One frame of a change: a word of direction and the figures around it.

use crate::extract::claims::change::Turn;
use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Change, Claim, Confidence, Mention, MentionId, Reading, Relation, Times};
use crate::lexicon::cues::Kind;
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
    /// Whether a role has two candidates.
    pub(super) is_in_doubt: bool,
    pub(super) times: Option<Times>,
}

impl Roles {
    fn fill(&mut self, role: Role, id: MentionId, strength: Strength, is_percent: bool) {
        if role == Role::Then {
            self.then_is = strength;
        }
        let slot = match role {
            Role::Now => &mut self.now,
            Role::Then => &mut self.then,
            Role::By if is_percent => &mut self.percent,
            Role::By => &mut self.by,
        };
        if slot.is_some_and(|other| other != id) {
            self.is_in_doubt = true;
        }
        *slot = Some(id);
    }

    /// Takes what a later turn tells more of the same change.
    pub(super) fn join(&mut self, later: &Roles, turn: &Turn) {
        self.by = self.by.or(later.by);
        self.percent = self.percent.or(later.percent);
        if self.times.is_none() && turn.times.is_some() {
            self.times = later.times;
        }
    }

    fn has_size(&self) -> bool {
        self.by.is_some() || self.percent.is_some() || self.times.is_some()
    }
}

impl Frame<'_, '_, '_> {
    /// The roles of the frame's figures; `None` if one of them cannot be read.
    pub(super) fn roles(&self) -> Option<Roles> {
        let mut roles = Roles { times: self.times(), ..Roles::default() };
        let inside = self.sentence.figures.iter().filter(|figure| self.start <= figure.at && figure.at < self.end);
        for figure in inside {
            let is_after = figure.at >= self.turn.end;
            match &figure.mention.reading {
                Reading::NotAQuantity(_) => continue,
                Reading::Value(_) if figure.mention.glued.is_none() => {}
                // A range or a garbled figure in a role leaves the frame in doubt.
                _ if is_after => return None,
                _ => continue,
            }
            if self.sentence.is_attributive(figure.mention) {
                continue;
            }
            if !is_after {
                self.fill_before(&mut roles, figure);
                continue;
            }
            let is_percent = self.sentence.is_percent(figure.mention);
            match self.role(figure) {
                Some((Role::By, _)) if self.is_rate(figure) => return None,
                Some((role, strength)) => roles.fill(role, figure.id, strength, is_percent),
                None if self.sentence.measures(figure.mention, "time") => {}
                // A figure without a role begins another subject.
                None => break,
            }
        }
        Some(roles)
    }

    /// The multiple that the turn itself gives: "nearly doubled".
    fn times(&self) -> Option<Times> {
        let value = self.turn.times?;
        let before = self.sentence.tokens.get(..self.turn.start)?;
        let hedge = self.sentence.vocabulary().hedge_at(before);
        Some(Times { span: self.sentence.place(self.turn.start, self.turn.end), value, hedge })
    }

    fn is_rate(&self, figure: &Figure<'_>) -> bool {
        self.words.rate.starting_at(&self.sentence.tokens, figure.at + 1).is_some()
    }

    /// A figure before the turn: "240, up 12%", "from 3,000 to 4,200, a 52% increase". What stands
    /// before the first turn of a clause belongs to it as long as every figure has a role.
    fn fill_before(&self, roles: &mut Roles, figure: &Figure<'_>) {
        let is_percent = self.sentence.is_percent(figure.mention);
        let is_beside = match self.turn.start - figure.at {
            1 => true,
            2 => self.sentence.is_word(figure.at + 1, &["-", "的"]),
            _ => false,
        };
        if is_percent && is_beside {
            return roles.fill(Role::By, figure.id, Strength::Strong, true);
        }
        if !self.has_turn_before {
            match self.role(figure) {
                Some((role @ (Role::Then | Role::Now), strength)) if !is_percent => {
                    return roles.fill(role, figure.id, strength, false);
                }
                _ if self.sentence.measures(figure.mention, "time") => return,
                _ => *roles = Roles { times: roles.times.take(), ..Roles::default() },
            }
        }
        if !is_percent && self.leads_to_turn(figure) {
            roles.fill(Role::Now, figure.id, Strength::Strong, false);
        }
    }

    /// "240, up 12% from 200": nothing but links between a figure and the turn after it.
    fn leads_to_turn(&self, figure: &Figure<'_>) -> bool {
        let leads = |after: usize| {
            let rest = self.sentence.skip_links(&self.words.link, self.turn.start);
            rest == after + 1 && self.sentence.is_word(after, &[",", "(", "、", "—"])
        };
        leads(figure.at + 1) || leads(self.sentence.after_noun(figure))
    }

    /// Whether a later turn only gives the size of this change.
    pub(super) fn goes_on_in(&self, later: &Frame<'_, '_, '_>, filled: &Roles, roles: &Roles) -> bool {
        let only_size = roles.has_size() && roles.then.is_none() && (roles.now.is_none() || roles.now == filled.now);
        let last = self.sentence.figures.iter().rfind(|figure| figure.at < later.turn.start);
        let is_aside = last.is_some_and(|last| {
            let after = self.sentence.after_noun(last).min(later.turn.start);
            let rest = self.sentence.skip_links(&self.words.link, later.turn.start);
            rest == after + 1 && self.sentence.is_word(after, &[",", "(", "—"])
        });
        let goes_the_same_way = self.turn.direction.is_none() || later.turn.direction == self.turn.direction;
        only_size && is_aside && !filled.has_size() && goes_the_same_way
    }

    /// The changes that the frame claims: none where a role is in doubt.
    pub(super) fn claims(&self, mut roles: Roles) -> Vec<Claim> {
        self.fill_missing(&mut roles);
        let sizes: Vec<Option<MentionId>> = match (roles.by, roles.percent) {
            (None, percent) => vec![percent],
            (by, None) => vec![by],
            (by, percent) => vec![by, percent],
        };
        sizes.into_iter().filter_map(|by| self.claim(&roles, by)).collect()
    }

    fn claim(&self, roles: &Roles, by: Option<MentionId>) -> Option<Claim> {
        let (from, to) = (roles.then?, roles.now?);
        let facts = self.sentence.facts;
        let change = Change { direction: self.turn.direction, from: Some(from), to: Some(to), by, times: roles.times };
        let fits = self.sentence.are_of_one_kind(facts.mention(from), facts.mention(to));
        // "rose by 2,000 in the month to 436,500, compared with 470,700 a year earlier": the
        // size and the comparison speak of two periods.
        let by_quantity = by.map(|by| facts.mention(by)).filter(|by| !self.sentence.is_percent(by));
        let fits = fits
            && by_quantity.is_none_or(|by| {
                roles.then_is == Strength::Strong && by.unit.is_some() == facts.mention(from).unit.is_some()
            });
        let fits = fits && by.is_none_or(|by| by != from && by != to && facts.mention(by).number().is_some());
        (fits && !roles.is_in_doubt && !self.is_doubtful(&[from, to])).then(|| Claim {
            confidence: Confidence::High,
            ..self.sentence.claim(Relation::Change(change), self.sentence.place(self.turn.start, self.turn.end))
        })
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
        let fitting = self.words.role.iter().filter(|role| match role.takes {
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

    /// The mention of an id, if it can be a value of the same quantity as another.
    pub(super) fn goes_with(&self, one: &Mention, other: &Figure<'_>) -> bool {
        self.sentence.are_of_one_kind(one, other.mention) && self.sentence.tokens[other.at].kind != Kind::Period
    }
}
