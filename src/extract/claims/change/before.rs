//! The figures of a frame that stand before its turn: "240, up 12%", "the budget, 80 million, was cut".

use crate::extract::claims::change::frame::{Frame, Roles, is_bare_part};
use crate::extract::claims::sentence::Figure;
use crate::lexicon::cues::Kind;
use crate::lexicon::frames::{Role, Strength};

/// How many words of a verb may stand before its word of direction: "has been revised down".
const MOST_VERB_WORDS: usize = 4;

impl Frame<'_, '_, '_> {
    /// A figure before the turn: "240, up 12%", "from 3,000 to 4,200, a 52% increase". What stands
    /// before the first turn of a clause belongs to it as long as every figure has a role.
    pub(super) fn fill_before(&self, roles: &mut Roles, figure: &Figure<'_>) {
        let is_percent = self.sentence.is_percent(figure.mention);
        let is_beside = |start: usize| match start - figure.at {
            1 => true,
            2 => self.sentence.is_word(figure.at + 1, &["-"]),
            _ => false,
        };
        let turn = self.sentence.skip_links(&self.words.of, self.turn.start);
        let is_multiple = self.turn.times.is_some() && self.sentence.figure_at(self.turn.start).is_some();
        // 是上年16.1万辆的3倍: what is multiplied stands right before the multiple.
        let is_right_before = [figure.at + 1, self.sentence.after_counter(figure)].contains(&turn);
        if is_multiple && turn < self.turn.start && is_right_before {
            return roles.fill(Role::Then, figure.id, Strength::Strong, is_percent);
        }
        // 由62.8%提高到: a percentage right before the turn may be where the change began.
        let is_then = self.role(figure).is_some_and(|(role, _)| role == Role::Then);
        // "361 higher than the 3,808 of 2022"
        let is_compared = self.words.than.starting_at(&self.sentence.tokens, self.turn.end).is_some();
        if is_beside(turn) && !is_then && (is_percent || self.turn.needs_size || is_compared) {
            return roles.fill(Role::By, figure.id, Strength::Strong, is_percent);
        }
        if !self.has_turn_before {
            match self.role(figure) {
                Some((role @ (Role::Then | Role::Now), strength)) => {
                    return roles.fill(role, figure.id, strength, is_percent);
                }
                _ if self.sentence.measures(figure.mention, "time") || is_bare_part(figure) => return,
                _ => *roles = Roles { times: roles.times.take(), ..Roles::default() },
            }
        }
        if self.is_apposed(figure) {
            return roles.fill(Role::Then, figure.id, Strength::Weak, is_percent);
        }
        let is_of = self.words.subject.ending_at(&self.sentence.tokens, figure.at, None).is_some();
        let ends = [figure.at + 1, self.sentence.after_noun(figure)];
        // What a figure counts may have taken the verb in: "files shrank".
        if is_of && figure.at < self.turn.start && ends[0] <= self.turn.start && self.turn.start <= ends[1] {
            roles.subject = Some(figure.id);
        }
        if self.leads_to_turn(figure) && !self.is_size_of_another(self.sentence, figure) {
            roles.fill(Role::Now, figure.id, Strength::Strong, is_percent);
            roles.now_leads = true;
        }
    }

    /// "The first estimate, 507,400 tonnes, has been revised down by": between two commas stands what it was.
    pub(super) fn is_apposed(&self, figure: &Figure<'_>) -> bool {
        let sentence = self.sentence;
        let lead = sentence.skip_links(&self.words.link, figure.at);
        let closing = [figure.at + 1, sentence.after_noun(figure)].into_iter().find(|at| sentence.is_word(*at, &[","]));
        let names_something = figure.mention.unit.is_some() || figure.mention.counted.is_some();
        let is_beside = closing.is_some_and(|comma| {
            self.turn.start.saturating_sub(comma) <= MOST_VERB_WORDS + 1
                && (comma + 1..self.turn.start).all(|at| sentence.is_plain_word(at))
        });
        let is_opened = lead.checked_sub(1).is_some_and(|at| sentence.is_word(at, &[","]));
        names_something
            && is_opened
            && is_beside
            && self.role(figure).is_none()
            && !self.turn.needs_size
            && self.turn.times.is_none()
    }

    /// "240 members in May, up 12% from 200": only what the figure counts, a comma and links
    /// lie between a figure and the turn after it.
    pub(super) fn leads_to_turn(&self, figure: &Figure<'_>) -> bool {
        let comma = self.comma_before_turn();
        comma.is_some_and(|comma| self.sentence.closes_noun(figure, comma)) && !self.sentence.ends_name(figure)
    }

    /// The comma or bracket before the turn and the words that lead to it.
    pub(super) fn comma_before_turn(&self) -> Option<usize> {
        let (link, aside) = (&self.words.link, &self.words.aside);
        // "From 90 to 72 million, 32% less": the size stands between.
        let size =
            self.turn.start.checked_sub(1).filter(|at| self.turn.needs_size && self.sentence.figure_at(*at).is_some());
        let start = size.unwrap_or(self.turn.start);
        let comma = |start: usize| {
            let links = self.sentence.skip_links(link, start);
            self.sentence.skip_links(aside, links).checked_sub(1)
        };
        // ",比上年增加": what is compared with stands right before the turn, and holds a link itself.
        let is_mark = |at: &usize| self.sentence.tokens[*at].kind == Kind::Mark;
        comma(start).filter(is_mark).or_else(|| comma(self.sentence.skip_links(aside, start)))
    }
}
