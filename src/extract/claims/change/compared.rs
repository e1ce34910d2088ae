//! Comparisons that no word of direction opens: "2.17 million, compared with 2.23 million in
//! 2021", and what such a word says no more of: "fell to 5 from 6 and exports to 8 from 9".
//!
//! They claim no direction and no size, so that nothing can contradict them; they tell
//! which figures are two values of one quantity.

use std::collections::HashSet;

use crate::extract::claims::change::earlier;
use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Change, Claim, Direction, MentionId, Relation};
use crate::lexicon::cues::{Cues, Found, Kind};
use crate::lexicon::frames::{ChangeWords, Role, Side};

/// How many tokens may lie between the two figures.
const FARTHEST: usize = 40;

/// How many tokens may lie between "from 40" and its "to".
const MOST_BETWEEN: usize = 5;

/// How many words may stand between a size and the bracket that spells it out: "down 7.2% on the year (".
const MOST_BEFORE_BRACKET: usize = 6;

/// How many between it and a colon: "391 fewer road accidents in the province last year than the year before:".
const MOST_BEFORE_COLON: usize = 18;

/// Words with fewer letters name nothing that could be compared.
const SHORTEST_NOUN: usize = 4;

/// Adds the comparisons of a sentence whose earlier value takes part in no change yet;
/// the changes of the sentence begin at `first`.
pub(super) fn bind(sentence: &Sentence<'_, '_>, words: &ChangeWords, claims: &mut Vec<Claim>, first: usize) {
    if words.unpaired.any(&sentence.tokens, 0..sentence.tokens.len()) {
        return;
    }
    let mut taken: HashSet<MentionId> = claims[first..]
        .iter()
        .flat_map(Claim::readings)
        .filter_map(|relation| match relation {
            Relation::Change(change) => Some([change.from, change.by]),
            _ => None,
        })
        .flatten()
        .flatten()
        .collect();
    claims.extend(earlier::bind(sentence, words).or_else(|| earlier::contrasted(sentence, words)));
    for index in 0..sentence.figures.len() {
        let search = Search { sentence, words, taken: &taken, index };
        let then = &sentence.figures[index];
        let Some((now, cue)) = search.now() else {
            // Nothing is compared with what a figure was before it was revised.
            if search.is_revised() {
                taken.insert(then.id);
            }
            continue;
        };
        let (turn, size) = (search.turn_after(then), search.size_spelt_out(now));
        taken.insert(then.id);
        let direction = turn.map(|(direction, _)| direction).or(size.map(|(direction, _)| direction));
        let by = size.map(|(_, size)| size);
        let change = Change { direction, from: Some(then.id), to: Some(now), by, times: None };
        let place = turn.map_or((cue.start, then.at.max(cue.end)), |(_, turn)| (turn.start, turn.end));
        claims.push(sentence.claim(Relation::Change(change), sentence.place(place.0, place.1)));
    }
}

/// The search for the later value that a figure is compared with.
struct Search<'s, 'f, 'd> {
    sentence: &'s Sentence<'f, 'd>,
    words: &'s ChangeWords,
    /// Earlier values and sizes of changes that are known; a later value may be compared twice.
    taken: &'s HashSet<MentionId>,
    /// Which figure may be the earlier value.
    index: usize,
}

impl Search<'_, '_, '_> {
    /// The later value, and the cue before the earlier one.
    fn now(&self) -> Option<(MentionId, Found)> {
        let then = &self.sentence.figures[self.index];
        let cue = self.cue(then, Role::Then).or_else(|| self.cue_after(then)).filter(|_| self.can_be_end(then))?;
        if self.taken.contains(&then.id) || self.is_revised() {
            return None;
        }
        let before = self.sentence.figures[..self.index].iter().rev();
        let mut near = before
            .take_while(|now| cue.start.saturating_sub(now.at) <= FARTHEST)
            .filter(|now| !self.is_aside(now, cue.start));
        let is_free = |now: &Figure<'_>| !self.taken.contains(&now.id);
        let fits = |now: &&Figure<'_>| is_free(now) && self.can_be_end(now) && self.goes_with(now, then);
        let nearest = near.find(fits);
        let before = if self.opens_pair() { near.find(fits).or(nearest) } else { nearest };
        let before = before.filter(|now| self.count_the_same(now, then, cue));
        // "from 28 to 55", but not "to 13 from 40 and to 3"
        let is_led_to = before.is_some_and(|before| self.cue(before, Role::Now).is_some());
        let next = self.sentence.figures.get(self.index + 1).filter(|next| {
            let cue = self.cue(next, Role::Now);
            cue.is_some_and(|cue| cue.start <= then.at + MOST_BETWEEN) && self.goes_with(next, then)
        });
        // "The yen's rise from around 153 to the dollar, the level at the Paris Accord, to about 145"
        let goes_on = next.is_none() && !is_led_to && self.has_later_now(then);
        let now = next.filter(|_| !is_led_to).or(before.filter(|_| !goes_on))?;
        Some((now.id, cue))
    }

    /// Whether a figure is only added to another or stands in a bracket that closes before the cue:
    /// "15.8 mln, plus 1.4 mln of liquids, compared with 17.3", "paper (650 dlrs each) from 95".
    fn is_aside(&self, figure: &Figure<'_>, cue: usize) -> bool {
        let open = (0..figure.at).rev().find(|at| self.sentence.is_word(*at, &["(", ")"]));
        let is_open = open.is_some_and(|at| self.sentence.is_word(at, &["("]));
        let is_closed = (figure.at..cue).any(|at| self.sentence.is_word(at, &[")"]));
        self.words.added.ending_at(&self.sentence.tokens, figure.at, None).is_some() || (is_open && is_closed)
    }

    /// Whether the value that a change leads to stands further on in the sentence.
    fn has_later_now(&self, then: &Figure<'_>) -> bool {
        let is_from = self
            .cue(then, Role::Then)
            .is_some_and(|cue| self.words.opens_change.starting_at(&self.sentence.tokens, cue.start).is_some());
        let mut later = self.sentence.figures[self.index + 1..].iter();
        is_from
            && later.any(|now| {
                let cue = self.cue(now, Role::Now);
                cue.is_some_and(|cue| self.sentence.is_word(cue.start.wrapping_sub(1), &[","]))
                    && self.goes_with(now, then)
            })
    }

    /// 与上周的9.40元相比: the words for a comparison behind the earlier value.
    fn cue_after(&self, then: &Figure<'_>) -> Option<Found> {
        let tokens = &self.sentence.tokens;
        let mut cues = self.words.role.iter().filter(|role| role.is == Role::Then && role.side == Side::Right);
        let after = cues.find_map(|role| role.cue.starting_at(tokens, then.at + 1))?;
        tokens[then.at + 1].is_ideograph().then_some(Found { start: then.at, ..after })
    }

    /// 与上周的9.40元相比有所回升: the only direction behind such a comparison, up to the next mark.
    fn turn_after(&self, then: &Figure<'_>) -> Option<(Direction, Found)> {
        let tokens = &self.sentence.tokens;
        let after = self.cue_after(then)?;
        let end = (after.end..tokens.len()).find(|at| tokens[*at].kind != Kind::Word).unwrap_or(tokens.len());
        let is_figure = self.sentence.figure_at(end).is_some();
        let find = |cues: &Cues| cues.all(tokens, after.end..end).next();
        match (find(&self.words.up), find(&self.words.down)) {
            (Some(up), None) if !is_figure => Some((Direction::Up, up)),
            (None, Some(down)) if !is_figure => Some((Direction::Down, down)),
            _ => None,
        }
    }

    /// "Were down 7.2% on the year (4,430 offences, against 5,268)", "391 fewer accidents than the year
    /// before: 6,299 against 6,690": the size that a bracket or what follows a colon spells out, and which
    /// way it goes.
    fn size_spelt_out(&self, now: MentionId) -> Option<(Direction, MentionId)> {
        let sentence = self.sentence;
        let (now, then) = (sentence.figures.iter().find(|figure| figure.id == now)?, sentence.figures[self.index]);
        let (first, last) = (now.at.min(then.at), now.at.max(then.at));
        let open = (0..first).rev().find(|at| sentence.is_word(*at, &["(", ")", ":", ";", ","]))?;
        let is_inside =
            sentence.is_word(open, &["(", ":", ","]) && !(open..last).any(|at| sentence.is_word(at, &[")"]));
        let is_size = |figure: &&Figure<'_>| figure.at < open && figure.mention.number().is_some();
        let size = sentence.figures.iter().rfind(is_size)?;
        // "196 fewer burglaries than the year before, 880 against 1,076"
        let needs_than = sentence.is_word(open, &[","]);
        let follows = sentence.skip_links(&self.words.link, first) <= open + 1;
        let has_than = follows && self.words.than.any(&sentence.tokens, size.at..open);
        let most = if sentence.is_word(open, &[":", ","]) { MOST_BEFORE_COLON } else { MOST_BEFORE_BRACKET };
        let is_near =
            open - size.at <= most && (size.at + 1..open).all(|at| !matches!(sentence.tokens[at].kind, Kind::Mark));
        let is_alone = sentence.figures.iter().filter(|figure| (open..last + 1).contains(&figure.at)).count() == 2;
        let turn = |cues: &Cues| sentence.cue_before(cues, &self.words.link, size.at, None).is_some();
        let behind = |cues: &Cues| cues.starting_at(&sentence.tokens, size.at + 1).is_some();
        let is_percent = sentence.is_percent(size.mention);
        let up = (is_percent && turn(&self.words.up)) || behind(&self.words.more);
        let down = (is_percent && turn(&self.words.down)) || behind(&self.words.less);
        let direction = if up { Direction::Up } else { Direction::Down };
        let is_of_kind = is_percent || size.mention.unit == now.mention.unit;
        (up != down && is_inside && (has_than || !needs_than) && is_near && is_alone && is_of_kind)
            .then_some((direction, size.id))
    }

    /// "Was revised down from 271": the two are one figure.
    fn is_revised(&self) -> bool {
        let cue = self.cue(&self.sentence.figures[self.index], Role::Then);
        cue.is_some_and(|cue| self.words.mute.ending_at(&self.sentence.tokens, cue.start, None).is_some())
    }

    /// "Sales were 50 and costs 8, compared with 40 and 6": the first of two earlier values is
    /// that of the first of two later ones.
    fn opens_pair(&self) -> bool {
        let [then, next, ..] = &self.sentence.figures[self.index..] else { return false };
        let joins = next.at == then.at + 2 && self.sentence.is_plain_word(then.at + 1);
        joins
            && self.cue(next, Role::Then).is_none()
            && self.cue(next, Role::Now).is_none()
            && self.goes_with(next, then)
    }

    /// The cue of a role that stands before a figure.
    fn cue(&self, figure: &Figure<'_>, wanted: Role) -> Option<Found> {
        let cues = self.words.role.iter().filter(|role| role.is == wanted && role.side == Side::Left);
        let found = cues.filter_map(|role| self.sentence.cue_before(&role.cue, &self.words.link, figure.at, None));
        found.min_by_key(|found| found.start)
    }

    fn can_be_end(&self, figure: &Figure<'_>) -> bool {
        let stands_after = |cues: &Cues| cues.ending_at(&self.sentence.tokens, figure.at, None).is_some();
        figure.mention.number().is_some_and(|number| !number.is_fraction() && !number.looks_like_year())
            && !stands_after(&self.words.apart)
            && (!stands_after(&self.words.instead) || self.is_in_brackets_of_then(figure))
            // "grew 2.8 percent, down from 3.8 percent": rates of growth are compared too.
            && (self.sentence.is_percent(figure.mention) || !self.is_size(figure))
            && !self.sentence.is_attributive(figure.mention)
            && !self.sentence.is_in_range(figure)
    }

    /// "Fell (4,430 offences, against 5,268)": what opens a bracket is an end where the other one follows in it.
    fn is_in_brackets_of_then(&self, figure: &Figure<'_>) -> bool {
        let then = self.sentence.figures[self.index];
        let is_opened = figure.at > 0 && self.sentence.is_word(figure.at - 1, &["("]);
        is_opened && figure.at < then.at && !(figure.at..then.at).any(|at| self.sentence.is_word(at, &[")"]))
    }

    /// Whether a figure is how much something changed: "dropped by 52".
    fn is_size(&self, figure: &Figure<'_>) -> bool {
        let turn = |cues: &Cues| self.sentence.cue_before(cues, &self.words.link, figure.at, None).is_some();
        (turn(&self.words.up) || turn(&self.words.down)) && self.cue(figure, Role::Now).is_none()
    }

    fn goes_with(&self, now: &Figure<'_>, then: &Figure<'_>) -> bool {
        let is_length = |figure: &Figure<'_>| self.sentence.measures(figure.mention, "time");
        let have_scale = now.mention.number_in_words() && then.mention.number_in_words();
        // "up 15% from 800" is a size and an earlier value.
        let is_size = self.is_size(now) && !self.sentence.is_percent(then.mention);
        is_length(now) == is_length(then)
            && !is_size
            && !self.sentence.measure_and_count(now.mention, then.mention)
            && ((have_scale && self.sentence.are_of_one_kind(now.mention, then.mention))
                || self.sentence.can_be_compared(now.mention, then.mention)
                || self.sentence.share_a_unit(now.id, then.id))
    }

    /// "revenues of 45 million, compared with a profit of 2 million": where either figure is that
    /// of a noun, they have to be told of the same one.
    fn count_the_same(&self, now: &Figure<'_>, then: &Figure<'_>, cue: Found) -> bool {
        let noun = |at: &usize| {
            let token = &self.sentence.tokens[*at];
            token.kind == Kind::Word && token.text.chars().count() >= SHORTEST_NOUN && !self.is_link(*at)
        };
        let head = |at: usize| self.sentence.tokens[at].text.chars().take(SHORTEST_NOUN).collect::<String>();
        let nouns: Vec<String> = (cue.end..then.at).filter(noun).map(head).collect();
        let links = self.sentence.skip_links(&self.words.link, now.at);
        let has_noun = (links..now.at).any(|at| noun(&at));
        nouns.is_empty() || !has_noun || (0..cue.start).filter(|at| *at != now.at).any(|at| nouns.contains(&head(at)))
    }

    fn is_link(&self, at: usize) -> bool {
        let tokens = &self.sentence.tokens[at..=at];
        self.words.link.starting_at(tokens, 0).is_some()
            || self.sentence.vocabulary().hedge_cues.starting_at(tokens, 0).is_some()
    }
}
