//! Figures that are said to be more or less than others: "led with 171, followed by 100".

mod around;
mod climb;
mod degree;
mod estimates;
mod limits;
mod mark;
mod medals;
mod race;
mod rank;
mod rankings;
mod score;
mod spread;
mod standards;
mod told_score;
mod votes;

use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Claim, Confidence, Order, Relation};
use crate::lexicon::cues::{Cues, Found, Kind, Token};
use crate::lexicon::frames::OrderWords;
use crate::span::Span;

/// How many tokens may stand between a figure and the words that compare it.
const FARTHEST: usize = 12;

/// How many words may stand between a comparison and its figure: "more than the record of".
const MOST_WORDS: usize = 5;

/// Adds the orders that a sentence claims.
pub(super) fn bind(sentence: &Sentence<'_, '_>, words: &OrderWords, claims: &mut Vec<Claim>) {
    let binder = Binder { sentence, words };
    binder.scores(claims);
    if sentence.figures.len() < 2 {
        return;
    }
    claims.extend(binder.climb());
    let before = claims.len();
    if !words.mute.any(&sentence.tokens, 0..sentence.tokens.len()) {
        binder.rankings(claims);
        binder.votes(claims);
        binder.extremes(claims);
    }
    binder.ranks(claims);
    binder.told_scores(claims);
    binder.medals(claims);
    binder.limits(claims);
    binder.estimates(claims);
    binder.standards(claims);
    binder.told_standards(claims);
    binder.second_and_third(claims);
    binder.former_and_latter(claims);
    binder.degrees(claims);
    binder.spreads(claims, before);
    binder.members_of_range(claims);
    binder.named(claims);
    binder.comparisons(claims);
    binder.split_comparisons(claims);
    binder.comparisons_around(claims);
    keep_one_of_each(before, claims);
}

/// Two cues may tell one order: 高于 stands after a comma, and between figures.
fn keep_one_of_each(first: usize, claims: &mut Vec<Claim>) {
    let mut told: Vec<Relation> = Vec::new();
    let mut at = 0;
    claims.retain(|claim| {
        at += 1;
        let is_new = at <= first || !told.contains(&claim.relation);
        if at > first && is_new {
            told.push(claim.relation.clone());
        }
        is_new
    });
}

struct Binder<'s, 'f, 'd> {
    sentence: &'s Sentence<'f, 'd>,
    words: &'s OrderWords,
}

/// Which of two figures is said to be the greater.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Greater {
    First,
    Second,
}

impl<'f> Binder<'_, 'f, '_> {
    /// Who leads among some tokens, and whether by the most.
    fn leads(&self, start: usize, end: usize) -> Option<Greater> {
        let tokens = &self.sentence.tokens;
        let start = start.saturating_sub(FARTHEST);
        let find = |cues: &Cues| cues.all(tokens, start..end).last().map(|found| found.start);
        match (find(&self.words.lead), find(&self.words.lead_least)) {
            (None, None) => None,
            (most, least) => Some(if least > most { Greater::Second } else { Greater::First }),
        }
    }

    /// "Nineteen came, fewer than the usual 16", "312 votes exceeded the 340 of 2019".
    fn comparisons(&self, claims: &mut Vec<Claim>) {
        let tokens = &self.sentence.tokens;
        let all = 0..tokens.len();
        let kinds = [
            (&self.words.more, Greater::First, true),
            (&self.words.less, Greater::Second, true),
            (&self.words.exceeds, Greater::First, false),
            (&self.words.undercuts, Greater::Second, false),
        ];
        for (cues, greater, is_adjective) in kinds {
            for cue in cues.all(tokens, all.clone()) {
                let Some(one) = self.compared(cue, is_adjective) else { continue };
                // Ideographs are shorter than words: 低于标准规定的最低限值16.5克.
                let is_short = tokens.get(cue.end).is_some_and(Token::is_ideograph);
                let most = if is_short { FARTHEST } else { MOST_WORDS };
                let others = self.figures_after(cue.end).take(1).filter(|figure| figure.at - cue.end <= most);
                for other in others {
                    let is_plain = tokens[cue.end..other.at]
                        .iter()
                        .all(|token| token.kind != Kind::Mark || matches!(token.text.as_ref(), "-" | "《" | "》"))
                        // 低于全省平均水平(20800元)
                        || (self.sentence.is_word(other.at - 1, &["("])
                            && self.sentence.is_word(other.at + 1, &[")"])
                            && tokens.get(cue.end..other.at - 1).is_some_and(|name| name.iter().all(Token::is_ideograph)));
                    // 超过80毫克/升的排放限值: the word compares with what is a limit, and is no hedge.
                    let is_bound = || {
                        let near = other.at + 1..(other.at + 1 + FARTHEST / 2).min(tokens.len());
                        let end = near.clone().find(|at| tokens[*at].kind == Kind::Mark).unwrap_or(near.end);
                        tokens[cue.start].is_ideograph() && self.words.bound.any(tokens, near.start..end)
                    };
                    let is_exact =
                        other.mention.number().is_some_and(|n| n.hedge == crate::number::Hedge::None) || is_bound();
                    let is_difference = self.words.difference.ending_at(tokens, other.at, None).is_some();
                    if is_plain && is_exact && !is_difference && !self.closes(cue.end, other.at) {
                        claims.extend(self.order(&one, &other, greater, self.place(cue)));
                    }
                }
            }
        }
    }

    /// "More pupils chose French (340) than German (210)".
    fn split_comparisons(&self, claims: &mut Vec<Claim>) {
        let tokens = &self.sentence.tokens;
        for (cues, greater) in [(&self.words.more_of, Greater::First), (&self.words.less_of, Greater::Second)] {
            for cue in cues.all(tokens, 0..tokens.len()) {
                let window = cue.end..tokens.len().min(cue.end + FARTHEST);
                let Some(than) = self.words.than.all(tokens, window).next() else { continue };
                // "has more than doubled", "is no higher in Hull than in Leeds"
                let near = cue.start.saturating_sub(2)..cue.start;
                if self.words.hardly.any(tokens, near) {
                    continue;
                }
                if self.words.moves.starting_at(tokens, than.end).is_some() {
                    continue;
                }
                let is_difference =
                    self.figures_before(cue.start).next().is_some_and(|figure| figure.at + 1 == cue.start);
                let (Some(one), Some(other)) =
                    (self.figures_before(than.start).next(), self.figures_after(than.end).next())
                else {
                    continue;
                };
                let is_near = than.start - one.at <= FARTHEST && other.at - than.end <= MOST_WORDS + 2;
                // "(210) than German (340)", "with 15 plants, has more than Ohio, with 17".
                let is_ranked = |figure: &Figure<'_>| self.words.with.ending_at(tokens, figure.at, None).is_some();
                let is_told = is_ranked(&one) && is_ranked(&other) && !is_difference && other.at > than.end;
                if is_near && is_told && !self.closes(one.at, other.at) {
                    claims.extend(self.order(&one, &other, greater, self.place(cue)));
                }
            }
        }
    }

    /// The figure that is compared: before a comma or "was", or right before a verb.
    /// "3 more than the 12" is a difference, and compares nothing.
    fn compared(&self, cue: Found, is_adjective: bool) -> Option<Figure<'f>> {
        let sentence = self.sentence;
        let lead = sentence.skip_links(&self.words.link, cue.start);
        // "84, a third fewer than the 127": a difference may stand between.
        let difference = self.figures_before(lead).next().filter(|figure| {
            let after = sentence.after_noun(figure).max(figure.at + 1);
            let is_size = figure.mention.number().is_some() && !sentence.is_attributive(figure.mention);
            is_adjective && after >= lead && is_size
        });
        let lead = difference.map_or(lead, |figure| sentence.skip_links(&self.words.link, figure.at));
        let start = if is_adjective { self.words.after.ending_at(&sentence.tokens, lead, None)?.start } else { lead };
        // What stands in brackets before the comparison is an aside.
        let is_aside = |figure: &Figure<'_>| {
            let between = &sentence.tokens[figure.at..start];
            let opened = between.iter().filter(|token| token.text == "(").count();
            between.iter().filter(|token| token.text == ")").count() > opened
        };
        let one = self.figures_before(start).find(|figure| !is_aside(figure))?;
        // "At 39 micrograms, the concentration of fine dust exceeded the limit of 50"
        let is_head =
            self.words.at.ending_at(&sentence.tokens, one.at, None).is_some_and(|at| at.start == sentence.opening());
        let most = if is_adjective || is_head { FARTHEST } else { MOST_WORDS };
        let is_near = start - one.at <= most && !self.closes(one.at, start);
        let moves = self.words.moves.any(&sentence.tokens, one.at.saturating_sub(MOST_WORDS)..one.at);
        // "fell to 12, more than the 13 expected" compares two falls.
        let is_level = moves
            && sentence.is_percent(one.mention)
            && self.words.votes_to.ending_at(&sentence.tokens, one.at, None).is_some();
        (is_near && !is_level).then_some(one)
    }

    fn order(&self, one: &Figure<'_>, other: &Figure<'_>, greater: Greater, cue: Span) -> Option<Claim> {
        let sentence = self.sentence;
        let is_fit =
            |figure: &Figure<'_>| figure.mention.number().is_some() && !sentence.is_attributive(figure.mention);
        // "78,000 hectares, half of the total, ahead of Calabria with 35,480"
        let is_part = |figure: &Figure<'_>| {
            figure.mention.unit.is_none() && figure.mention.number().is_some_and(crate::number::Number::is_fraction)
        };
        let is_negative = |figure: &Figure<'_>| figure.mention.number().is_some_and(|n| n.value.is_sign_negative());
        let fits = one.id != other.id
            && is_fit(one)
            && is_fit(other)
            && is_part(one) == is_part(other)
            && !is_negative(one)
            && !is_negative(other)
            && sentence.are_of_one_kind(one.mention, other.mention)
            && (one.mention.unit.is_some() || other.mention.unit.is_none())
            && !self.counts_and_measures(other, one);
        let (more, less) = if greater == Greater::First { (one.id, other.id) } else { (other.id, one.id) };
        let claim = sentence.claim(Relation::Order(Order { more, less }), cue);
        fits.then_some(Claim { confidence: Confidence::High, ..claim })
    }

    /// Whether one figure counts things and the other measures: "100 plants … 171 megawatts".
    fn counts_and_measures(&self, one: &Figure<'_>, other: &Figure<'_>) -> bool {
        one.mention.unit.is_none() && one.mention.counted.is_some() && other.mention.unit.is_some()
    }

    fn figures_before(&self, end: usize) -> impl Iterator<Item = Figure<'f>> {
        let before = self.sentence.figures.partition_point(|figure| figure.at < end);
        self.sentence.figures[..before].iter().rev().copied().filter(|figure| self.is_quantity(figure))
    }

    /// The figures from a token on.
    fn figures_after(&self, start: usize) -> impl Iterator<Item = Figure<'f>> {
        let after = self.sentence.figures.partition_point(|figure| figure.at < start);
        self.sentence.figures[after..].iter().copied().filter(|figure| self.is_quantity(figure))
    }

    /// Whether a figure can be compared; the 100 of "69 colonies per 100 ml" is no amount.
    fn is_quantity(&self, figure: &Figure<'_>) -> bool {
        !matches!(self.sentence.tokens[figure.at].kind, Kind::Period | Kind::Label)
            && self.words.per.ending_at(&self.sentence.tokens, figure.at, None).is_none()
    }

    fn closes(&self, start: usize, end: usize) -> bool {
        start < end && self.words.close.any(&self.sentence.tokens, start..end)
    }

    fn place(&self, cue: Found) -> Span {
        self.sentence.place(cue.start, cue.end)
    }
}
