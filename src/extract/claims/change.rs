//! Changes: "rose 12% to 240 from 200".
//!
//! A frame opens with a word of direction and ends at the next one, at a word that
//! closes it, or with the sentence. Each figure in it has the role that the cue
//! beside it gives. A role with two candidates leaves the frame in doubt, and a
//! frame in doubt claims nothing.

mod frame;
mod missing;

use std::ops::Range;

use crate::bounds::Fraction;
use crate::extract::claims::change::frame::{Frame, Roles};
use crate::extract::claims::sentence::Sentence;
use crate::facts::{Claim, Direction};
use crate::lexicon::frames::ChangeWords;

/// Adds the changes that a sentence claims.
pub(super) fn bind(sentence: &Sentence<'_, '_>, words: &ChangeWords, claims: &mut Vec<Claim>) {
    for clause in clauses(sentence, words) {
        if words.mute.any(&sentence.tokens, clause.clone()) {
            continue;
        }
        let turns = turns(sentence, words, clause.clone());
        let mut open: Option<(Frame<'_, '_, '_>, Roles)> = None;
        for (i, turn) in turns.iter().enumerate() {
            let end = turns.get(i + 1).map_or(clause.end, |next| next.start);
            let start = i.checked_sub(1).map_or(clause.start, |before| turns[before].end);
            let frame = Frame { sentence, words, turn: *turn, start, end, has_turn_before: i > 0 };
            let Some(roles) = frame.roles() else {
                claims.extend(open.take().into_iter().flat_map(|(frame, roles)| frame.claims(roles)));
                continue;
            };
            // "rose from 800 to 1,000, an increase of 20%": one change in two turns.
            match &mut open {
                Some((first, filled)) if first.goes_on_in(&frame, filled, &roles) => filled.join(&roles, turn),
                _ => {
                    let closed = open.replace((frame, roles));
                    claims.extend(closed.into_iter().flat_map(|(frame, roles)| frame.claims(roles)));
                }
            }
        }
        claims.extend(open.into_iter().flat_map(|(frame, roles)| frame.claims(roles)));
    }
}

/// The stretches of a sentence between words that close a frame.
fn clauses(sentence: &Sentence<'_, '_>, words: &ChangeWords) -> Vec<Range<usize>> {
    let mut clauses = Vec::new();
    let mut start = 0;
    for close in words.close.all(&sentence.tokens, 0..sentence.tokens.len()) {
        clauses.push(start..close.start);
        start = close.end;
    }
    clauses.push(start..sentence.tokens.len());
    clauses
}

/// A word of direction.
#[derive(Debug, Clone, Copy)]
pub(super) struct Turn {
    /// Its first token, and the token after its last.
    start: usize,
    end: usize,
    /// `None` where it only says that something changed.
    direction: Option<Direction>,
    /// What the earlier value is multiplied by: two for "doubled".
    times: Option<Fraction>,
}

fn turns(sentence: &Sentence<'_, '_>, words: &ChangeWords, clause: Range<usize>) -> Vec<Turn> {
    let tokens = &sentence.tokens[..clause.end];
    let mut turns = Vec::new();
    let mut at = clause.start;
    while at < clause.end {
        let found = |cues: &crate::lexicon::cues::Cues| cues.starting_at(tokens, at).map(|found| found.end);
        let multiples = words.multiple.iter().filter_map(|multiple| {
            let times = Fraction::parse(&multiple.times)?;
            let direction = if times.is_above_one() { Direction::Up } else { Direction::Down };
            Some((found(&multiple.cue)?, Some(direction), Some(times)))
        });
        let plain = [(&words.up, Some(Direction::Up)), (&words.down, Some(Direction::Down)), (&words.moved, None)]
            .into_iter()
            .filter_map(|(cues, direction)| Some((found(cues)?, direction, None)));
        let longest = plain.chain(multiples).max_by_key(|(end, ..)| *end);
        let Some((end, direction, times)) = longest else {
            at += 1;
            continue;
        };
        let is_none = words.no_turn.starting_at(tokens, at).is_some_and(|phrase| phrase.end >= end)
            || words.no_turn.ending_at(tokens, end, None).is_some_and(|phrase| phrase.start <= at);
        if !is_none {
            turns.push(Turn { start: at, end, direction, times });
        }
        at = end;
    }
    turns
}
