//! Parts and wholes: "8.2 tons, including 2.7 tons of meth", "12 of the 48 (25%)".

use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Claim, Mention, MentionId, Relation, Share};
use crate::lexicon::cues::Kind;
use crate::lexicon::frames::ShareWords;
use crate::span::Span;

/// How many words may stand between the whole and the percentage of "12 of the 29 examples (41%)".
const MOST_NOUNS: usize = 6;

/// How many ideographs may name the part between a cue and its figure: 其中小麦32吨.
const MOST_IDEOGRAPHS: usize = 6;

/// Adds the shares that a sentence claims.
pub(super) fn bind(sentence: &Sentence<'_, '_>, words: &ShareWords, claims: &mut Vec<Claim>) {
    if words.mute.any(&sentence.tokens, 0..sentence.tokens.len()) {
        return;
    }
    let mut among = None;
    for index in 1..sentence.figures.len() {
        let pair = Pair { sentence, words, one: sentence.figures[index - 1], other: sentence.figures[index], index };
        if pair.one.mention.number().is_none() || pair.other.mention.number().is_none() {
            continue;
        }
        let later = among.and_then(|whole| pair.later_part(whole));
        let claim = later.or_else(|| pair.part_inside().or_else(|| pair.part_of()).or_else(|| pair.part_among()));
        if let Some(share) = claim.filter(|share| share.share.is_some() && among.is_none()) {
            let is_head = sentence.figures.first().is_some_and(|first| first.id == share.whole);
            among = is_head.then_some(share.whole);
        }
        let cue = Span::new(pair.one.mention.span.end, pair.other.mention.span.start);
        claims.extend(claim.map(|share| sentence.claim(Relation::Share(share), cue)));
    }
}

/// Two figures that stand next to each other, the second of which is the sentence's `index`th.
struct Pair<'s, 'f, 'd> {
    sentence: &'s Sentence<'f, 'd>,
    words: &'s ShareWords,
    one: Figure<'f>,
    other: Figure<'f>,
    index: usize,
}

impl Pair<'_, '_, '_> {
    /// "8.2 tons of drugs, including 67.15 tons …": the whole is the figure before the cue,
    /// in the same clause, in a unit that can be compared or of the same noun.
    fn part_inside(&self) -> Option<Share> {
        let (whole, part) = (self.one.mention, self.other.mention);
        let cue =
            self.sentence.cue_before(&self.words.inside, &self.words.link, self.other.at, None).or_else(|| {
                // 其中小麦32吨: what the part is stands between the cue and the figure.
                let first = self.other.at.saturating_sub(MOST_IDEOGRAPHS).max(self.one.at + 1);
                let named = (first..self.other.at).rev().take_while(|at| self.is_ideograph(*at)).last()?;
                (named..self.other.at).find_map(|at| self.words.inside.ending_at(&self.sentence.tokens, at, None))
            })?;
        let between = self.one.at + 1..cue.start;
        let marks =
            |mark: &str| self.sentence.tokens[between.clone()].iter().filter(|token| token.text == mark).count();
        let is_near = cue.start > self.one.at && marks(";") + marks("。") == 0 && marks(",") <= 2;
        (is_near && self.count_the_same(whole, part)).then(|| Share {
            part: self.other.id,
            whole: self.one.id,
            share: self.share_after(),
        })
    }

    /// "12 of the 48 (25%)", "53 of the 47 lifeboats", "60 of the brewery's 240 barrels".
    fn part_of(&self) -> Option<Share> {
        let owned = self.other.at - usize::from(self.sentence.word(self.other.at.saturating_sub(1)).contains('\''));
        let is_only = |end: usize| {
            let cue = self.sentence.cue_before(&self.words.of, &self.words.link, end, None);
            cue.filter(|cue| cue.start == self.one.at + 1)
        };
        let cue = is_only(self.other.at).or_else(|| is_only(owned))?;
        let has_article = cue.end - cue.start > 1 || owned != self.other.at;
        let share = self.share_after();
        // "12 of 48" may be a score or a date; with an article or a percentage it is a share.
        let is_share = share.is_some() || has_article;
        (is_share && are_counts(self.one.mention, self.other.mention)).then_some(Share {
            part: self.one.id,
            whole: self.other.id,
            share,
        })
    }

    /// "Of the 64 nests on the cliff, 16 (25%) were empty".
    fn part_among(&self) -> Option<Share> {
        let (whole, part) = (self.one.mention, self.other.mention);
        let head = self.words.among.ending_at(&self.sentence.tokens, self.one.at, None)?;
        let is_head = (head.start == 0 && self.index == 1)
            || (head.start > 0 && self.sentence.is_word(head.start - 1, &[";", ":", ".", ",", "。"]));
        let between = &self.sentence.tokens[self.one.at + 1..self.other.at];
        let lead = self.sentence.skip_links(&self.words.link, self.other.at);
        let is_clause = between.iter().filter(|token| token.text == ",").count() == 1
            && !between.iter().any(|token| matches!(token.text.as_ref(), ";" | "." | ":"))
            && lead > 0
            && self.sentence.is_word(lead - 1, &[","]);
        let share = self.share_after();
        let is_share = is_head
            && is_clause
            && are_counts(part, whole)
            && part.counted.is_none_or(|_| share.is_some() || is_verb_next(self.sentence, part));
        is_share.then_some(Share { part: self.other.id, whole: self.one.id, share })
    }

    /// "… and 212 (21.5%) smoked": the parts that follow belong to the same whole.
    fn later_part(&self, whole: MentionId) -> Option<Share> {
        let share = self.share_after()?;
        let touches = self.sentence.is_word(self.other.at + 1, &["("]);
        let is_part = touches && are_counts(self.other.mention, self.sentence.facts.mention(whole));
        is_part.then_some(Share { part: self.other.id, whole, share: Some(share) })
    }

    /// The percentage right after a figure and its noun: "(25%)", ", or 31%", ",占60.0%".
    fn share_after(&self) -> Option<MentionId> {
        let percent = self.sentence.figures.get(self.index + 1)?;
        let is_percent = self.sentence.measures(percent.mention, "fraction") && percent.mention.number().is_some();
        let cue = self.words.share.ending_at(&self.sentence.tokens, percent.at, None)?;
        let nouns = self.sentence.tokens.get(self.other.at + 1..cue.start)?;
        let is_close = nouns.len() <= MOST_NOUNS && nouns.iter().all(|token| token.kind == Kind::Word);
        // "(89% of them women)" is a share of something else.
        let closes = percent.at + 1 == self.sentence.tokens.len()
            || self.sentence.is_word(percent.at + 1, &[")", ",", ";", ".", "。"]);
        (is_percent && is_close && closes).then_some(percent.id)
    }

    fn is_ideograph(&self, at: usize) -> bool {
        let token = &self.sentence.tokens[at];
        token.kind == Kind::Word && token.text.chars().next().is_some_and(|c| c > '\u{2E80}')
    }

    /// Whether two figures count or measure the same kind of thing.
    fn count_the_same(&self, whole: &Mention, part: &Mention) -> bool {
        let sentence = self.sentence;
        if let (Some(one), Some(other)) = (whole.unit, part.unit) {
            return !sentence.is_percent(whole) && sentence.facts.lexicons.units.are_comparable(one, other);
        }
        if whole.unit.is_some() || part.unit.is_some() {
            // "13 billion yuan, of which 15 billion": the unit is left out, the scale is not.
            return part.unit.is_none()
                && part.number().zip(whole.number()).is_some_and(|(part, whole)| part.in_words && whole.in_words);
        }
        match (noun(sentence, whole), noun(sentence, part)) {
            (Some(whole), Some(counted)) => whole == counted || is_verb_next(sentence, part),
            (Some(_), None) => true,
            _ => false,
        }
    }
}

/// What a figure counts: its last plural noun, or the counter right after it (80个).
fn noun(sentence: &Sentence<'_, '_>, mention: &Mention) -> Option<String> {
    let after = &sentence.facts.document.text()[mention.span.end..];
    if let Some(counter) = after.chars().next().filter(|c| *c > '\u{2E80}' && c.is_alphabetic()) {
        return Some(counter.to_string());
    }
    let words = sentence.facts.text(mention.counted?);
    let plural = words.split_whitespace().rfind(|word| word.len() > 3 && word.ends_with('s'));
    Some(plural.or(words.split_whitespace().next_back())?.trim_end_matches('s').to_lowercase())
}

/// Whether no noun of its own follows the part, so that it counts what the whole counts:
/// "135 speak a second language", not "135 teachers".
fn is_verb_next(sentence: &Sentence<'_, '_>, part: &Mention) -> bool {
    let counted = part.counted.map(|span| sentence.facts.text(span)).unwrap_or_default();
    let first = counted.split_whitespace().next().unwrap_or_default();
    !first.ends_with('s') && !counted.split_whitespace().next_back().unwrap_or_default().ends_with('s')
}

fn are_counts(part: &Mention, whole: &Mention) -> bool {
    part.unit.is_none()
        && whole.unit.is_none()
        && [part, whole].iter().all(|mention| mention.number().is_some_and(|n| n.decimals == 0 && !n.in_words))
}
