//! Changes: "rose 12% to 240 from 200".
//!
//! A frame opens with a word of direction and ends at the next one, at a word that
//! closes it, or with the sentence. Each figure in it has the role that the cue
//! beside it gives. A role with two candidates leaves the frame in doubt, and a
//! frame in doubt claims nothing.

mod before;
mod compared;
mod earlier;
mod frame;
mod missing;
mod paced;

use std::ops::Range;

use rust_decimal::Decimal;

use crate::bounds::{Fraction, plus};
use crate::extract::claims::change::frame::{Frame, Roles};
use crate::extract::claims::sentence::Sentence;
use crate::facts::{Claim, Direction, Times};
use crate::lexicon::cues::{Cues, Found, Token};
use crate::lexicon::frames::ChangeWords;

/// How many tokens may stand between a multiple and the word that opens its two ends: "has doubled
/// within a year: it rose from".
const FARTHEST_ENDS: usize = 6;

/// Adds the changes that a sentence claims.
pub(super) fn bind(sentence: &Sentence<'_, '_>, words: &ChangeWords, claims: &mut Vec<Claim>) {
    let first = claims.len();
    for clause in clauses(sentence, words) {
        let mut open: Option<(Frame<'_, '_, '_>, Roles)> = None;
        for frame in frames(sentence, words, clause) {
            let turn = frame.turn;
            let Some(mut roles) = frame.roles() else {
                claims.extend(open.take().into_iter().flat_map(|(frame, roles)| frame.claims(roles)));
                continue;
            };
            // "Has doubled: it rose from 214 to 336".
            // "Because thefts are four times as frequent, the rate edged down": that multiplies something else.
            let told = |first: &Frame<'_, '_, '_>| {
                sentence.figure_at(first.turn.start).is_none()
                    && turn.start.saturating_sub(first.turn.end) <= FARTHEST_ENDS
            };
            if let Some((_, filled)) = open.as_ref().filter(|(first, filled)| filled.is_only_multiple() && told(first))
                && roles.takes_multiple_of(filled)
            {
                open = Some((frame, roles));
                continue;
            }
            // "rose from 800 to 1,000, an increase of 20%": one change in two turns.
            match &mut open {
                Some((first, filled)) if first.goes_on_in(&frame, filled, &roles) => {
                    filled.join(&roles, &turn);
                    // "Went from 14 to 16, an increase of 14.3%": the second turn says which way.
                    first.turn.direction = first.turn.direction.or(turn.direction);
                }
                _ => {
                    let closed = open.replace((frame, roles));
                    claims.extend(closed.into_iter().flat_map(|(frame, roles)| frame.claims(roles)));
                }
            }
        }
        claims.extend(open.into_iter().flat_map(|(frame, roles)| frame.claims(roles)));
    }
    compared::bind(sentence, words, claims, first);
    paced::bind(sentence, words, claims, first);
}

/// The frames of a clause, one for each word of direction; none where a word of it forbids them.
fn frames<'s, 'f, 'd>(
    sentence: &'s Sentence<'f, 'd>,
    words: &'s ChangeWords,
    clause: Range<usize>,
) -> Vec<Frame<'s, 'f, 'd>> {
    if words.mute.any(&sentence.tokens, clause.clone()) {
        return Vec::new();
    }
    let turns = turns(sentence, words, clause.clone());
    let frame = |(i, turn): (usize, &Turn)| {
        let end = turns.get(i + 1).map_or(clause.end, |next| next.start);
        let start = i.checked_sub(1).map_or(clause.start, |before| turns[before].end);
        Frame { sentence, words, turn: *turn, start, end, has_turn_before: i > 0 }
    };
    turns.iter().enumerate().map(frame).collect()
}

/// How many words of direction some tokens have.
pub(super) fn count_turns(sentence: &Sentence<'_, '_>, words: &ChangeWords, tokens: Range<usize>) -> usize {
    turns(sentence, words, tokens).len()
}

/// The directions that the words of a sentence give.
pub(super) fn directions(sentence: &Sentence<'_, '_>, words: &ChangeWords) -> Vec<Direction> {
    turns(sentence, words, 0..sentence.tokens.len()).iter().filter_map(|turn| turn.direction).collect()
}

/// The multiples that some tokens give, each in every reading: "three times more" adds the whole
/// once more, or does not.
pub(super) fn multiples(sentence: &Sentence<'_, '_>, words: &ChangeWords, tokens: Range<usize>) -> Vec<Vec<Times>> {
    let turns = turns(sentence, words, tokens);
    let read = turns.iter().map(|turn| {
        let times = turn.multiple(sentence);
        let other = times.zip(turn.or_times).map(|(times, value)| Times { value, ..times });
        times.into_iter().chain(other).collect()
    });
    read.filter(|readings: &Vec<Times>| !readings.is_empty()).collect()
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
    /// What else it may be multiplied by: four for "three times more".
    or_times: Option<Fraction>,
    /// Whether it is one only beside its size: "12% more".
    needs_size: bool,
}

impl Turn {
    /// The multiple that it gives: "nearly doubled".
    fn multiple(&self, sentence: &Sentence<'_, '_>) -> Option<Times> {
        let value = self.times?;
        let before = sentence.tokens.get(..self.start)?;
        let figure = sentence.figure_at(self.start).and_then(|figure| figure.mention.number());
        let hedge = figure.map_or_else(|| sentence.vocabulary().hedge_at(before), |number| number.hedge);
        Some(Times { span: sentence.place(self.start, self.end), value, hedge })
    }
}

fn turns(sentence: &Sentence<'_, '_>, words: &ChangeWords, clause: Range<usize>) -> Vec<Turn> {
    let tokens = &sentence.tokens[..clause.end];
    let mut turns = Vec::new();
    let mut at = clause.start;
    while at < clause.end {
        let turn = turn_at(tokens, at, words).or_else(|| signed(sentence, at)).or_else(|| fold(sentence, words, at));
        let Some(turn) = turn else {
            at += 1;
            continue;
        };
        // "paid-up members", "a start-up"
        let is_compound = at > 0 && tokens[at - 1].text == "-";
        let is_none = is_compound
            || words.no_turn.starting_at(tokens, at).is_some_and(|phrase| phrase.end >= turn.end)
            || words.no_turn.ending_at(tokens, turn.end, None).is_some_and(|phrase| phrase.start <= at);
        if !is_none && (!turn.needs_size || has_size_beside(sentence, &turn)) {
            turns.push(turn);
        }
        at = turn.end.max(at + 1);
    }
    turns
}

/// A percentage with a sign is a size and a direction in one: "340,000 (+9.7%)".
fn signed(sentence: &Sentence<'_, '_>, at: usize) -> Option<Turn> {
    let size = sentence.figure_at(at).filter(|figure| sentence.is_percent(figure.mention))?;
    let has_sign = sentence.facts.text(size.mention.span).starts_with(['+', '-', '−', '＋']);
    has_sign.then_some(Turn { start: at, end: at, direction: None, times: None, or_times: None, needs_size: false })
}

/// "three times the 40", 是上年的3倍, 增长2倍: a figure that multiplies.
fn fold(sentence: &Sentence<'_, '_>, words: &ChangeWords, at: usize) -> Option<Turn> {
    let figure = sentence.figure_at(at).filter(|figure| figure.mention.unit.is_none())?;
    let number = figure.mention.number()?;
    let is_added = sentence.cue_before(&words.up, &words.link, at, None).is_some();
    let often = || {
        let word = words.fold_of.starting_at(&sentence.tokens, at + 1)?;
        (is_added || words.fold_next.starting_at(&sentence.tokens, word.end).is_some()).then_some(word)
    };
    // "Grew to 7,150, multiplying by 3.7"
    let by = || words.fold_before.ending_at(&sentence.tokens, at, None).map(|cue| Found { end: at + 1, ..cue });
    let word = words.fold.starting_at(&sentence.tokens, at + 1).or_else(often).or_else(by)?;
    let (value, one_more) = (Fraction::of(number.value)?, Fraction::of(plus(number.value, Decimal::ONE)?)?);
    // "Fell by a factor of three"
    let is_divided = word.start < at && words.down.ending_at(&sentence.tokens, word.start, None).is_some();
    let value = if is_divided { Fraction::parse(&format!("1/{}", number.value.normalize()))? } else { value };
    let more = words.fold_more.starting_at(&sentence.tokens, word.end);
    let (times, or_times) = match (is_added, more) {
        // "grew three times" and 增长2倍 are said of both.
        (true, _) => (one_more, Some(value)),
        (false, Some(_)) => (value, Some(one_more)),
        (false, None) => (value, None),
    };
    let end = more.map_or(word.end, |more| more.end);
    Some(Turn { start: at, end, direction: None, times: Some(times), or_times, needs_size: false })
}

/// The longest word of direction that begins at a token.
fn turn_at(tokens: &[Token<'_>], at: usize, words: &ChangeWords) -> Option<Turn> {
    let (up, down) = (Some(Direction::Up), Some(Direction::Down));
    let turn = |cues: &Cues, direction, times, needs_size| {
        cues.starting_at(tokens, at).map(|found| Turn {
            start: at,
            end: found.end,
            direction,
            times,
            or_times: None,
            needs_size,
        })
    };
    let multiples = words.multiple.iter().filter_map(|multiple| {
        let found = turn(&multiple.cue, None, None, false)?;
        let times = Fraction::parse(&multiple.times)?;
        Some(Turn { direction: if times.is_above_one() { up } else { down }, times: Some(times), ..found })
    });
    let plain = [
        turn(&words.up, up, None, false),
        turn(&words.down, down, None, false),
        turn(&words.moved, None, None, false),
        turn(&words.more, up, None, true),
        turn(&words.less, down, None, true),
    ];
    plain.into_iter().flatten().chain(multiples).max_by_key(|turn| turn.end)
}

/// "12% more", "200 fewer", 多出16.9%.
fn has_size_beside(sentence: &Sentence<'_, '_>, turn: &Turn) -> bool {
    let before = turn.start.checked_sub(1).and_then(|before| sentence.figure_at(before));
    // "under 210,000" says how exact a figure is.
    let is_hedge = sentence.vocabulary().hedge_cues.starting_at(&sentence.tokens, turn.start).is_some();
    let after = sentence.figure_at(turn.end).filter(|size| !is_hedge && sentence.is_percent(size.mention));
    before.or(after).is_some()
}
