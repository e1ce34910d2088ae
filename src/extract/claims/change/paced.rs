//! Comparisons that say which way and not by how much: 上涨6.2%,涨幅较5月份的5.4%有所扩大.

use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Change, Claim, Confidence, Direction, MentionId, Relation};
use crate::lexicon::cues::{Cues, Found, Kind, Token};
use crate::lexicon::frames::ChangeWords;

/// How many tokens may stand between "than" and its figure: 较去年前三季度的.
const LONGEST_NAME: usize = 12;

/// How far before "than" the later value may stand.
const FARTHEST: usize = 24;

/// Adds the comparisons whose figures no change of the sentence, from `first` on, has a direction for.
pub(super) fn bind(sentence: &Sentence<'_, '_>, words: &ChangeWords, claims: &mut Vec<Claim>, first: usize) {
    let tokens = &sentence.tokens;
    let mut earlier: Vec<MentionId> = Vec::new();
    for than in words.paced.than.all(tokens, 0..tokens.len()) {
        let Some((then, direction, cue)) = turned(sentence, words, than) else { continue };
        earlier.push(then.id);
        let is_told = claims[first..].iter().any(|claim| {
            matches!(&claim.relation, Relation::Change(change) if change.direction.is_some() && change.from == Some(then.id))
        });
        let Some(now) =
            now(sentence, than, &then, &earlier).filter(|now| !is_told && is_of_one_sign(sentence, words, now, than))
        else {
            continue;
        };
        let change =
            Change { direction: Some(direction), from: Some(then.id), to: Some(now.id), by: None, times: None };
        let claim = sentence.claim(Relation::Change(change), sentence.place(cue.start, cue.end));
        claims.push(Claim { confidence: Confidence::Medium, ..claim });
    }
}

/// The earlier value behind "than", and the word of direction that ends its clause.
fn turned<'f>(sentence: &Sentence<'f, '_>, words: &ChangeWords, than: Found) -> Option<(Figure<'f>, Direction, Found)> {
    let tokens = &sentence.tokens;
    let is_value = |figure: &&Figure<'_>| figure.at >= than.end && tokens[figure.at].kind != Kind::Period;
    let then = *sentence.figures.iter().find(is_value)?;
    let between = tokens.get(than.end..then.at)?;
    let is_plain = between.len() <= LONGEST_NAME && between.iter().all(|token| token.kind != Kind::Mark);
    // 较上月下降5.4%有所收窄: the earlier value is a fall.
    let has_turn = [&words.up, &words.down].iter().any(|cues| cues.any(tokens, than.end..then.at));
    let number = then.mention.number().filter(|number| !number.is_fraction() && !number.looks_like_year())?;
    if !is_plain || has_turn || number.value.is_sign_negative() {
        return None;
    }
    let starts = [then.at + 1, sentence.after_counter(&then)];
    let (direction, cue) = starts.into_iter().find_map(|start| {
        let start = words.paced.somewhat.starting_at(tokens, start).map_or(start, |found| found.end);
        let find = |cues: &Cues| cues.starting_at(tokens, start);
        let up = find(&words.paced.up).or_else(|| find(&words.up)).map(|cue| (Direction::Up, cue));
        up.or_else(|| Some((Direction::Down, find(&words.paced.down).or_else(|| find(&words.down))?)))
    })?;
    let is_end = tokens.get(cue.end).is_none_or(|token: &Token<'_>| token.kind == Kind::Mark);
    is_end.then_some((then, direction, cue))
}

/// The nearest value before "than" that can be compared and is no earlier value itself.
fn now<'f>(sentence: &Sentence<'f, '_>, than: Found, then: &Figure<'f>, earlier: &[MentionId]) -> Option<Figure<'f>> {
    let before = sentence.figures.iter().rev().filter(|figure| figure.at < than.start && !earlier.contains(&figure.id));
    let value = before.filter(|figure| sentence.tokens[figure.at].kind != Kind::Period);
    let now = value.copied().next().filter(|now| than.start - now.at <= FARTHEST)?;
    let are_alike = now.mention.unit == then.mention.unit
        && sentence.can_be_compared(now.mention, then.mention)
        && now.mention.number_in_words() == then.mention.number_in_words()
        && now.mention.number().is_some_and(|number| !number.value.is_sign_negative());
    are_alike.then_some(now)
}

/// Whether the words before a value go the way of what is compared: 下降6.2%,降幅较…, but not
/// 下降6.2%,增速较….
fn is_of_one_sign(sentence: &Sentence<'_, '_>, words: &ChangeWords, now: &Figure<'_>, than: Found) -> bool {
    let falls = sentence.cue_before(&words.down, &words.link, now.at, None).is_some();
    let is_fall = words.paced.falls.any(&sentence.tokens, now.at..than.start);
    falls == is_fall
}
