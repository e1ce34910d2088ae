//! Changes: "rose 12% to 240 from 200".
//!
//! A frame opens with a word of direction and ends at the next one, at a word that
//! closes it, or with the sentence. Each figure in it has the role that the cue
//! beside it gives. A role with two candidates leaves the frame in doubt, and a
//! frame in doubt claims nothing.

use crate::extract::claims::Sentence;
use crate::extract::claims::words::{ends_with, find, starts_with, without_links};
use crate::facts::{Change, Claim, Confidence, Direction, Label, Mention, MentionId, Reading, Relation};
use crate::lexicon::file::{ChangeWords, Role, Side, Strength, Takes};
use crate::span::Span;

/// How many link words may stand between a cue and its figure.
const MOST_LINKS: usize = 4;

/// Adds the changes that a sentence claims.
pub(super) fn bind(sentence: &Sentence<'_, '_>, words: &ChangeWords, claims: &mut Vec<Claim>) {
    for clause in clauses(sentence, words) {
        let text = sentence.text(clause.start, clause.end);
        if words.mute.iter().any(|mute| find(text, mute).is_some()) {
            continue;
        }
        let turns = turns(text, clause.start, words);
        let mut last: Option<(Frame<'_, '_, '_>, Roles)> = None;
        for (i, turn) in turns.iter().enumerate() {
            let end = turns.get(i + 1).map_or(clause.end, |next| next.at.start);
            let start = i.checked_sub(1).map_or(clause.start, |before| turns[before].at.end);
            let frame = Frame { sentence, words, turn: *turn, start, end, has_turn_before: i > 0 };
            let Some(roles) = frame.roles() else {
                claims.extend(last.take().and_then(|(frame, roles)| frame.claim(&roles)));
                continue;
            };
            // "rose from 800 to 1,000, an increase of 20%": one change in two turns.
            match &mut last {
                Some((open, filled)) if open.goes_on_in(&frame, filled, &roles) => filled.by = roles.by,
                _ => claims.extend(last.replace((frame, roles)).and_then(|(frame, roles)| frame.claim(&roles))),
            }
        }
        claims.extend(last.and_then(|(frame, roles)| frame.claim(&roles)));
    }
}

/// The stretches of a sentence between words that close a frame.
fn clauses(sentence: &Sentence<'_, '_>, words: &ChangeWords) -> Vec<Span> {
    let mut clauses = Vec::new();
    let mut start = sentence.span.start;
    while start < sentence.span.end {
        let text = sentence.text(start, sentence.span.end);
        let close = words.close.iter().filter_map(|close| find(text, close)).min();
        let (end, next) = close.map_or((sentence.span.end, sentence.span.end), |(at, end)| (start + at, start + end));
        clauses.push(Span::new(start, end));
        start = next;
    }
    clauses
}

/// A word of direction.
#[derive(Debug, Clone, Copy)]
struct Turn {
    at: Span,
    direction: Direction,
}

fn turns(text: &str, offset: usize, words: &ChangeWords) -> Vec<Turn> {
    let of = |list: &[String], direction| {
        let mut turns = Vec::new();
        for word in list {
            let mut from = 0;
            while let Some((at, end)) = find(&text[from..], word) {
                turns.push(Turn { at: Span::new(offset + from + at, offset + from + end), direction });
                from += end;
            }
        }
        turns
    };
    let mut turns = of(&words.up, Direction::Up);
    turns.extend(of(&words.down, Direction::Down));
    turns.sort_by_key(|turn| (turn.at.start, std::cmp::Reverse(turn.at.end)));
    turns.dedup_by(|later, first| first.at.overlaps(later.at));
    turns.retain(|turn| {
        !words.no_turn.iter().any(|phrase| {
            let before = &text[..turn.at.end - offset];
            let rest = &text[turn.at.start - offset..];
            ends_with(before, phrase).is_some() || starts_with(rest, phrase).is_some()
        })
    });
    turns
}

struct Frame<'s, 'f, 'd> {
    sentence: &'s Sentence<'f, 'd>,
    words: &'s ChangeWords,
    turn: Turn,
    /// Where the frame's own text begins and ends; figures before the turn count
    /// only where nothing but link words lies between.
    start: usize,
    end: usize,
    has_turn_before: bool,
}

/// The roles of a frame; `None` in the second place marks a role with two candidates.
#[derive(Debug, Default)]
struct Roles {
    now: Option<MentionId>,
    then: Option<MentionId>,
    by: Option<MentionId>,
    then_is: Strength,
    is_in_doubt: bool,
}

impl Roles {
    fn fill(&mut self, role: Role, id: MentionId, strength: Strength) {
        if role == Role::Then {
            self.then_is = strength;
        }
        let slot = match role {
            Role::Now => &mut self.now,
            Role::Then => &mut self.then,
            Role::By => &mut self.by,
            Role::Part | Role::Whole | Role::Share => return,
        };
        if slot.is_some_and(|other| other != id) {
            self.is_in_doubt = true;
        }
        *slot = Some(id);
    }
}

impl Frame<'_, '_, '_> {
    /// The roles of the frame's figures; `None` if one of them cannot be read.
    fn roles(&self) -> Option<Roles> {
        let mut roles = Roles::default();
        for (index, (id, mention)) in self.sentence.figures.iter().enumerate() {
            let is_before = self.start <= mention.span.start && mention.span.end <= self.turn.at.start;
            let is_after = self.turn.at.end <= mention.span.start && mention.span.end <= self.end;
            match &mention.reading {
                _ if !is_before && !is_after => continue,
                Reading::NotAQuantity(_) => continue,
                Reading::Value(_) if mention.glued.is_none() => {}
                // A range or a garbled figure in a role leaves the frame in doubt.
                _ if is_after => return None,
                _ => continue,
            }
            if self.sentence.is_attributive(mention) {
                continue;
            }
            if is_before {
                self.fill_before(&mut roles, index, *id, mention);
                continue;
            }
            let is_rate = self.words.rate.iter().any(|rate| starts_with(self.sentence.after(index), rate).is_some());
            match self.role(index, mention) {
                Some((Role::By, _)) if is_rate => return None,
                Some((role, strength)) => roles.fill(role, *id, strength),
                None if self.sentence.measures(mention, "time") => {}
                // A figure without a role begins another subject.
                None => break,
            }
        }
        Some(roles)
    }

    /// A figure before the turn: "240, up 12%", "from 3,000 to 4,200, a 52% increase". What stands
    /// before the first turn of a clause belongs to it as long as every figure has a role.
    fn fill_before(&self, roles: &mut Roles, index: usize, id: MentionId, mention: &Mention) {
        let between = self.sentence.text(mention.span.end, self.turn.at.start);
        if self.sentence.is_percent(mention) && matches!(between, " " | "-" | "的") {
            return roles.fill(Role::By, id, Strength::Strong);
        }
        if !self.has_turn_before {
            match self.role(index, mention) {
                Some((role @ (Role::Then | Role::Now), strength)) if !self.sentence.is_percent(mention) => {
                    return roles.fill(role, id, strength);
                }
                _ if self.sentence.measures(mention, "time") => return,
                _ => *roles = Roles::default(),
            }
        }
        if self.leads_to_turn(mention) && !self.sentence.is_percent(mention) {
            roles.fill(Role::Now, id, Strength::Strong);
        }
    }

    /// Whether a later turn only gives the size of this change.
    fn goes_on_in(&self, later: &Frame<'_, '_, '_>, filled: &Roles, roles: &Roles) -> bool {
        let only_size = roles.by.is_some() && roles.then.is_none() && (roles.now.is_none() || roles.now == filled.now);
        let last = self.sentence.figures.iter().rfind(|(_, mention)| mention.span.end <= later.turn.at.start);
        let between = last.map_or("", |(_, mention)| {
            let end = mention.counted.map_or(mention.span.end, |counted| counted.end.min(later.turn.at.start));
            self.sentence.text(end, later.turn.at.start)
        });
        let is_aside =
            matches!(without_links(between, &self.words.link, MOST_LINKS).trim(), "," | "(" | "，" | "（" | "–" | "—");
        only_size && is_aside && filled.by.is_none() && later.turn.direction == self.turn.direction
    }

    fn claim(&self, roles: &Roles) -> Option<Claim> {
        let change = Change { direction: Some(self.turn.direction), from: roles.then, to: roles.now, by: roles.by };
        let (from, to) = (change.from?, change.to?);
        let facts = self.sentence.facts;
        let fits = self.sentence.are_of_one_kind(facts.mention(from), facts.mention(to));
        // "rose by 2,000 in the month to 436,500, compared with 470,700 a year earlier": the
        // size and the comparison speak of two periods.
        let by_quantity = change.by.map(|by| facts.mention(by)).filter(|by| !self.sentence.is_percent(by));
        let fits = fits
            && by_quantity.is_none_or(|by| {
                roles.then_is == Strength::Strong && by.unit.is_some() == facts.mention(from).unit.is_some()
            });
        let fits = fits && change.by.is_none_or(|by| by != from && by != to && facts.mention(by).number().is_some());
        (fits && !roles.is_in_doubt).then_some(Claim {
            relation: Relation::Change(change),
            cue: self.turn.at,
            block: self.sentence.block,
            confidence: Confidence::High,
        })
    }

    /// "240, up 12% from 200": nothing but links between a figure and the turn after it.
    fn leads_to_turn(&self, mention: &Mention) -> bool {
        let between = self.sentence.text(mention.span.end, self.turn.at.start);
        let counted = mention.counted.map_or(between, |counted| self.sentence.text(counted.end, self.turn.at.start));
        let counted = if counted.len() < between.len() { counted } else { between };
        let rest = without_links(counted, &self.words.link, MOST_LINKS);
        matches!(rest.trim(), "," | "(" | "，" | "（" | "、" | "——" | "—" | "–")
    }

    fn role(&self, index: usize, mention: &Mention) -> Option<(Role, Strength)> {
        let before = self.sentence.before(index);
        let near = without_links(before, &self.words.link, MOST_LINKS);
        let is_percent = self.sentence.is_percent(mention);
        for role in &self.words.role {
            let fits = match role.takes {
                Takes::Any => true,
                Takes::Percent => is_percent,
                Takes::Quantity => !is_percent,
            };
            if !fits {
                continue;
            }
            let is_there = role.cue.iter().any(|cue| match role.side {
                Side::Left if cue.contains("{t}") => self.follows_period(index, cue),
                Side::Left => self.stands_left(near, cue, mention) || self.stands_left(before, cue, mention),
                Side::Right => self.stands_right(index, cue),
            });
            if is_there {
                return Some((role.is, role.strength));
            }
        }
        None
    }

    /// Whether a cue ends the text before a figure. `{dir}` is the frame's own turn.
    fn stands_left(&self, before: &str, cue: &str, mention: &Mention) -> bool {
        let Some(after_turn) = cue.strip_prefix("{dir}") else { return ends_with(before, cue).is_some() };
        // The turn has to stand right before what follows `{dir}` in the cue.
        let between = self.sentence.text(self.turn.at.end, mention.span.start.max(self.turn.at.end));
        let rest = without_links(between, &self.words.link, MOST_LINKS);
        let rest = if after_turn.is_empty() {
            Some(rest)
        } else {
            ends_with(rest, after_turn.trim()).or_else(|| ends_with(between, after_turn.trim()))
        };
        rest.is_some_and(|rest| rest.trim().is_empty())
    }

    /// Whether a cue begins the text after a figure. `{t}` is a date or period.
    fn stands_right(&self, index: usize, cue: &str) -> bool {
        let after = self.sentence.after(index);
        let counted = self.sentence.figures[index].1.counted.map(|counted| {
            self.sentence.text(counted.end, counted.end.max(self.sentence.figures[index].1.span.end + after.len()))
        });
        let fits = |text: &str| match cue.strip_suffix("{t}") {
            None => starts_with(text, cue).is_some(),
            Some(words) => {
                let is_right_before = if words.trim().is_empty() {
                    text.trim().is_empty()
                } else {
                    starts_with(text, words.trim()).is_some_and(|rest| rest.trim().is_empty())
                };
                is_right_before && self.is_period(index + 1)
            }
        };
        fits(after) || counted.is_some_and(fits)
    }

    /// Whether a period and what the cue has around it stand before a figure: "(2022: 402".
    fn follows_period(&self, index: usize, cue: &str) -> bool {
        let (Some((before, after)), Some(period)) = (cue.split_once("{t}"), index.checked_sub(1)) else { return false };
        let is_between = self.sentence.before(index).trim() == after.trim();
        is_between && self.is_period(period) && self.sentence.before(period).trim_end().ends_with(before.trim())
    }

    fn is_period(&self, index: usize) -> bool {
        let next = self.sentence.figures.get(index);
        next.is_some_and(|(_, mention)| matches!(mention.reading, Reading::NotAQuantity(Label::Date | Label::Year)))
    }
}
