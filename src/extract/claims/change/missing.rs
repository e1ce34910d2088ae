//! What a change leaves unsaid beside its cues, and the figures around it tell:
//! "started with 11,205 members and ended with 13,459, a gain of 20.1%".
//!
//! The size of a change has to fit some pair of figures of one kind. Where the text
//! names no other base ("a gain of 20.1% on the year before"), the pair is among the
//! figures right before it; every pair that can be meant is a reading of the claim.

use crate::extract::claims::change::frame::{Frame, Roles};
use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Mention, MentionId};
use crate::lexicon::cues::{Cues, Kind};
use crate::lexicon::frames::Role;
use crate::number::Number;

/// How many figures before a size may be meant.
const MOST_CANDIDATES: usize = 4;

/// How many tokens after a size may name its base: "a gain of 20% over the same month".
const FARTHEST_BASE: usize = 5;

/// The two ends of a change: what it was, what it is now.
pub(super) type Ends = (MentionId, MentionId);

impl<'f> Frame<'_, 'f, '_> {
    /// The pairs of figures that the ends may be, the likeliest first; none where the cues
    /// gave both, or nothing tells.
    pub(super) fn missing_ends(&self, roles: &Roles) -> Vec<Ends> {
        if roles.is_in_doubt || !roles.has_size() || self.has_other_base(roles) || self.multiplies_a_word(roles) {
            return Vec::new();
        }
        match (roles.then, roles.now) {
            (Some(_), Some(_)) => Vec::new(),
            // "5.3 billion, compared with 2.8 billion in 1985, said its profits rose by 19%"
            (Some(then), None) if self.is_far_before_turn(then) && self.told_of(roles).is_none() => Vec::new(),
            (Some(then), None) => {
                let candidates = self.candidates(roles, then, true);
                candidates.into_iter().map(|now| (then, now.id)).collect()
            }
            (None, Some(now)) if self.told_of(roles).is_some_and(|figure| figure.id == now) => self.pair(roles),
            (None, Some(now)) => {
                let candidates = self.candidates(roles, now, false);
                candidates.into_iter().filter(|then| self.is_earlier(then.id, now)).map(|then| (then.id, now)).collect()
            }
            (None, None) => self.pair(roles),
        }
    }

    /// The two figures before a size that is told of the second: "from 31 boats then to 40
    /// now" in any words. Where no year tells which is the earlier one, either may be.
    fn pair(&self, roles: &Roles) -> Vec<Ends> {
        // A bare count after such a word ("lost 5") may be anything.
        let is_part = |id| self.sentence.facts.mention(id).number().is_some_and(Number::is_fraction);
        let has_clear_size = roles.percent.is_some() || roles.times.is_some() || roles.by.is_some_and(is_part);
        let Some(now) = self.told_of(roles).filter(|_| has_clear_size) else { return Vec::new() };
        let candidates = self.candidates(roles, now.id, false);
        let [then] = candidates.as_slice() else { return Vec::new() };
        // "Honda 7,447 compared with 5,031, Nissan 3,358, up 10.7%": it belongs to another change.
        if matches!(self.role(then), Some((Role::Then, _))) {
            return Vec::new();
        }
        // "cars 651,253, up 0.4%, trucks 375,899, down 1.8%": each figure has a size of its own.
        if self.has_other_size(roles, then) {
            return Vec::new();
        }
        if self.is_earlier(then.id, now.id) {
            vec![(then.id, now.id)]
        } else if self.is_earlier(now.id, then.id) {
            vec![(now.id, then.id)]
        } else {
            vec![(then.id, now.id), (now.id, then.id)]
        }
    }

    /// Whether another percentage stands between a figure and the size.
    fn has_other_size(&self, roles: &Roles, then: &Figure<'_>) -> bool {
        let is_here = self.sentence.figures.iter().any(|figure| figure.id == then.id);
        let before = self.sentence.before.as_deref().filter(|_| !is_here);
        let others = before.into_iter().flat_map(|before| &before.figures).chain(&self.sentence.figures);
        let between = others
            .filter(|figure| figure.id > then.id && self.size(roles).is_none_or(|size| figure.at < size || !is_here));
        let sizes = [roles.by, roles.percent];
        between.filter(|figure| !sizes.contains(&Some(figure.id)) && self.can_be_size(figure)).count() > 0
    }

    fn can_be_size(&self, figure: &Figure<'_>) -> bool {
        self.sentence.is_percent(figure.mention)
    }

    /// Whether a comma or the like lies between a figure and the turn after it.
    fn is_far_before_turn(&self, id: MentionId) -> bool {
        let figure = self.sentence.figures.iter().find(|figure| figure.id == id && figure.at < self.turn.start);
        figure.is_some_and(|figure| {
            self.sentence.tokens[figure.at..self.turn.start].iter().any(|token| token.kind == Kind::Mark)
        })
    }

    /// The figure that the size is told of: nothing but its noun, a comma and a few link
    /// words lie between: "13,459 members, a gain of 20.1%".
    pub(super) fn told_of(&self, roles: &Roles) -> Option<&Figure<'_>> {
        let first = self.size(roles).map_or(self.turn.start, |size| size.min(self.turn.start));
        let figure = self.sentence.figures.iter().rfind(|figure| self.start <= figure.at && figure.at < first)?;
        let before = self.sentence.skip_links(&self.words.aside, self.sentence.skip_links(&self.words.link, first));
        let comma = before.checked_sub(1)?;
        (self.sentence.closes_noun(figure, comma) && self.can_be_end(self.sentence, figure, roles)).then_some(figure)
    }

    /// Figures of the same kind as a known end, the nearest first; those of the sentence
    /// before where this one has none, or where they are as likely.
    fn candidates(&self, roles: &Roles, known: MentionId, looks_back: bool) -> Vec<Figure<'f>> {
        let first = self.size(roles).map_or(self.turn.start, |size| size.min(self.turn.start));
        let like = self.sentence.facts.mention(known);
        let of = |sentence: &Sentence<'f, '_>, end: usize| {
            let before = sentence.figures.iter().rev().filter(|figure| figure.id != known && figure.at < end);
            let fits = |figure: &&Figure<'_>| {
                self.can_be_end(sentence, figure, roles)
                    && sentence.can_be_compared(like, figure.mention)
                    && are_alike(like, figure.mention)
                    && !sentence.ends_name(figure)
            };
            before.filter(fits).copied().collect::<Vec<Figure<'f>>>()
        };
        let mut found = of(self.sentence, first);
        if let Some(before) = self.sentence.before.as_deref().filter(|_| looks_back || found.is_empty()) {
            found.extend(of(before, before.tokens.len()));
        }
        if found.len() <= MOST_CANDIDATES { found } else { Vec::new() }
    }

    /// Whether one figure is given for an earlier year than another.
    fn is_earlier(&self, one: MentionId, other: MentionId) -> bool {
        let year = |id: MentionId| {
            [Some(self.sentence), self.sentence.before.as_deref()]
                .into_iter()
                .flatten()
                .find_map(|sentence| {
                    sentence.figures.iter().find(|figure| figure.id == id).map(|f| sentence.year_of(f))
                })
                .flatten()
        };
        year(one).zip(year(other)).is_some_and(|(one, other)| one < other)
    }

    /// Whether a figure can be one end of the change.
    fn can_be_end(&self, sentence: &Sentence<'_, '_>, figure: &Figure<'_>, roles: &Roles) -> bool {
        let mention = figure.mention;
        let is_size = [roles.by, roles.percent].contains(&Some(figure.id)) || self.is_size_of_another(sentence, figure);
        // A percentage beside a size in percent is more likely another size than an end.
        let is_other =
            sentence.measures(mention, "points") || (sentence.is_percent(mention) && !self.is_in_points(roles));
        mention.number().is_some_and(|number| !number.is_fraction() && !number.looks_like_year())
            && !sentence.is_range_end(figure)
            && !is_size
            && !is_other
            && !sentence.is_attributive(mention)
    }

    /// Whether a figure is how much something else changed: 8.2万 in 增加8.2万人,增长0.8%.
    pub(super) fn is_size_of_another(&self, sentence: &Sentence<'_, '_>, figure: &Figure<'_>) -> bool {
        let words = self.words;
        let follows = |cues: &Cues| sentence.cue_before(cues, &words.link, figure.at, None);
        let turn = follows(&words.up).or_else(|| follows(&words.down));
        let is_now = words.role.iter().any(|role| role.is == Role::Now && follows(&role.cue).is_some());
        (turn.is_some() && !is_now) || follows(&words.apart).is_some()
    }

    /// Whether the size is one of percentage points.
    fn is_in_points(&self, roles: &Roles) -> bool {
        roles.percent.is_some_and(|id| self.sentence.measures(self.sentence.facts.mention(id), "points"))
    }

    /// The token of the figure that gives the size.
    fn size(&self, roles: &Roles) -> Option<usize> {
        let figures = self.sentence.figures.iter();
        figures.filter(|figure| [roles.by, roles.percent].contains(&Some(figure.id))).map(|figure| figure.at).max()
    }

    /// "four times the speed in water": what is multiplied is no figure.
    fn multiplies_a_word(&self, roles: &Roles) -> bool {
        roles.then.is_none() && roles.times.is_some() && self.sentence.is_plain_word(self.turn.end)
    }

    /// Whether the text compares with something that has no figure: "up 12% on the year before".
    fn has_other_base(&self, roles: &Roles) -> bool {
        let end = self.size_end(roles);
        let last = self.sentence.figures.iter().rfind(|figure| figure.at < self.turn.start);
        let before = last.map_or(self.start, |last| last.at + 1).min(end);
        let tokens = &self.sentence.tokens;
        // "By last year that number had fallen": what stands before the turn may only say when.
        let lead = before..self.turn.start.max(before);
        let is_compared =
            self.words.base.all(tokens, lead).any(|base| self.words.when.ending_at(tokens, base.start, None).is_none());
        roles.then.is_none() && (is_compared || self.names_base_behind(roles))
    }

    /// "Up 12% on the year before": the same, told behind the size.
    fn names_base_behind(&self, roles: &Roles) -> bool {
        let after = (self.size_end(roles) + FARTHEST_BASE).min(self.sentence.tokens.len());
        self.words.base.any(&self.sentence.tokens, self.turn.start..after)
    }

    /// The same, told before what the change led to: in "fell 11% to 2,453 last year" nothing is compared.
    pub(super) fn names_base_before(&self, roles: &Roles, now: MentionId) -> bool {
        let now = self.sentence.figures.iter().find(|figure| figure.id == now).map(|figure| figure.at);
        match now.filter(|now| *now > self.turn.start) {
            Some(now) => [&self.words.base, &self.words.period]
                .iter()
                .any(|cues| cues.any(&self.sentence.tokens, self.turn.start..now)),
            None => self.names_base_behind(roles),
        }
    }

    /// The token after the size and the turn.
    fn size_end(&self, roles: &Roles) -> usize {
        self.size(roles).map_or(self.turn.end, |size| self.turn.end.max(size + 1))
    }
}

/// Whether both of two figures have a unit, or neither, or their scale shows that they go together.
fn are_alike(one: &Mention, other: &Mention) -> bool {
    one.unit.is_some() == other.unit.is_some() || (one.number_in_words() && other.number_in_words())
}
