//! A mean between the least and the greatest: "rents ranged from 456 to 697 euros and averaged
//! 612", 最低4300元,最高8700元,平均6100元.

use crate::extract::claims::order::{Binder, FARTHEST, Greater};
use crate::extract::claims::sentence::Figure;
use crate::facts::{Claim, Confidence, Relation};
use crate::lexicon::cues::{Cues, Kind};

/// The least and the greatest figure of a range.
struct Spread<'f> {
    least: Figure<'f>,
    most: Figure<'f>,
    /// Whether one cue tells both: "from 3 to 9".
    is_range: bool,
}

impl<'f> Binder<'_, 'f, '_> {
    /// Adds the two orders that a mean is told in; those of a median are the same.
    pub(super) fn spreads(&self, claims: &mut Vec<Claim>, first: usize) {
        let means = self.means();
        let [(mean, cue)] = means.as_slice() else { return };
        let Some(spread) = self.spread(mean).or_else(|| self.told_spread(mean, &claims[first..])) else { return };
        // "From 3 to 9 in winter, and averaged 40 kilograms": counts have no mean in kilograms.
        let is_bare = |figure: &Figure<'f>| figure.mention.unit.is_none();
        // "Scores ranged from 40 to 95, with an average of 3 attempts"
        let names = |figure: &Figure<'f>| figure.mention.counted.is_some();
        let is_of_others = names(mean) && !names(&spread.least) && !names(&spread.most) && is_bare(mean);
        let is_measured = spread.is_range && !is_bare(mean) && is_bare(&spread.least) && is_bare(&spread.most);
        if is_of_others || is_measured {
            return;
        }
        let orders = [(&spread.most, mean), (mean, &spread.least)];
        let all: Vec<Claim> = orders
            .into_iter()
            .filter_map(|(more, less)| {
                // "Started at 18 dollars and topped out at 55": the unit may be told once.
                let (one, other) = if more.mention.unit.is_some() { (more, less) } else { (less, more) };
                let greater = if more.mention.unit.is_some() { Greater::First } else { Greater::Second };
                self.order(one, other, greater, *cue)
            })
            .map(|claim| Claim { confidence: Confidence::Medium, ..claim })
            .collect();
        // One of the two alone would show that the three are not of one kind.
        if all.len() == 2 {
            claims.extend(all);
        }
    }

    /// "Ranged from 12 to 19 degrees, with the highest, 18 degrees, at the airport": what is said to be
    /// the least or the most of a range lies in it.
    pub(super) fn members_of_range(&self, claims: &mut Vec<Claim>) {
        let tokens = &self.sentence.tokens;
        for cue in self.words.spread.range.all(tokens, 0..tokens.len()) {
            let mut ends = self.figures_after(cue.end);
            let (Some(least), Some(most)) = (ends.next(), ends.next()) else { continue };
            let Some(member) = ends.next().filter(|member| self.is_extreme_beside(&most, member)) else { continue };
            let is_range = least.at - cue.end <= 1 && most.at - least.at == 2 && is_below(&least, &most);
            if !is_range || self.count_others(&most, &member) || self.sentence.is_in_range(&member) {
                continue;
            }
            for claim in [
                self.order(&most, &member, Greater::First, self.place(cue)),
                self.order(&member, &least, Greater::First, self.place(cue)),
            ] {
                claims.extend(claim.map(|claim| Claim { confidence: Confidence::Medium, ..claim }));
            }
        }
    }

    /// Whether a superlative and nothing else stands between a range and a figure: ", with the highest, 23".
    fn is_extreme_beside(&self, most: &Figure<'f>, member: &Figure<'f>) -> bool {
        let tokens = &self.sentence.tokens;
        let comma = self.sentence.after_noun(most).max(most.at + 1);
        // "From 12 to 19 in the north": the range is that of a place.
        if !self.sentence.is_word(comma, &[","]) || member.at <= comma {
            return false;
        }
        let degrees = self.words.degree.iter().flat_map(|degree| [&degree.most, &degree.least]);
        let mut extremes = degrees.filter_map(|cues| cues.all(tokens, comma + 1..member.at).next());
        let is_hedge = |end: usize| self.sentence.vocabulary().hedge_cues.ending_at(tokens, end, None).is_some();
        let is_plain =
            |at: usize| self.words.beside.starting_at(tokens, at).is_some() || self.sentence.is_word(at, &[","]);
        // "The highest 3 degrees above" is a difference.
        let is_closed = [member.at + 1, self.sentence.after_noun(member)]
            .into_iter()
            .any(|at| tokens.get(at).is_none_or(|token| token.kind == Kind::Mark && token.text != "-") || is_plain(at));
        extremes.next().is_some_and(|extreme| {
            !is_hedge(extreme.end)
                && (comma + 1..extreme.start).all(is_plain)
                && member.at - extreme.end <= 2
                && (extreme.end..member.at).all(is_plain)
        }) && is_closed
    }

    /// The figures that are said to be a mean, and the words that say so.
    fn means(&self) -> Vec<(Figure<'f>, crate::span::Span)> {
        let words = &self.words.spread;
        let tokens = &self.sentence.tokens;
        let mean = |figure: Figure<'f>| {
            let before = self.sentence.cue_before(&words.mean, &self.words.link, figure.at, None);
            let ends = [figure.at + 1, self.sentence.after_noun(&figure)];
            let after = || ends.into_iter().find_map(|end| words.mean_after.starting_at(tokens, end));
            // "The high was 12, and the average for May is 14": that of another time.
            let is_own = || self.in_clause(&words.elsewhere, &figure).is_none() && !self.is_told_extreme(&figure);
            let near = || self.in_clause(&words.mean, &figure).filter(|_| is_own());
            Some((figure, self.place(before.or_else(after).or_else(near)?)))
        };
        self.figures_after(0).filter_map(mean).collect()
    }

    /// "Thursday's low in the capital was 9.3 degrees": a word in the clause of a figure, before it.
    fn in_clause(&self, cues: &Cues, figure: &Figure<'f>) -> Option<crate::lexicon::cues::Found> {
        let tokens = &self.sentence.tokens;
        let is_end = |at: &usize| tokens[*at].kind == Kind::Mark || self.sentence.figure_at(*at).is_some();
        let start = (0..figure.at).rev().find(is_end).map_or(0, |at| at + 1).max(figure.at.saturating_sub(FARTHEST));
        cues.all(tokens, start..figure.at).last()
    }

    fn is_told_extreme(&self, figure: &Figure<'f>) -> bool {
        let words = &self.words.spread;
        [&words.least, &words.most].iter().any(|cues| self.in_clause(cues, figure).is_some())
    }

    /// "The cheapest room cost €277 and the dearest €662, the average being €412": the only order of
    /// the sentence, between two figures of the unit of the mean.
    fn told_spread(&self, mean: &Figure<'f>, orders: &[Claim]) -> Option<Spread<'f>> {
        let [only] = orders else { return None };
        let Relation::Order(order) = &only.relation else { return None };
        let find = |id| self.figures_after(0).find(|figure| figure.id == id && figure.id != mean.id);
        let (least, most) = (find(order.less)?, find(order.more)?);
        let are_alike = least.mention.unit == mean.mention.unit && mean.mention.unit.is_some();
        (are_alike && is_below(&least, &most)).then_some(Spread { least, most, is_range: false })
    }

    /// The range of a sentence, beside the mean: told by one cue before both ends, or by one for each.
    fn spread(&self, mean: &Figure<'f>) -> Option<Spread<'f>> {
        let words = &self.words.spread;
        let tokens = &self.sentence.tokens;
        let free = |figure: &Figure<'f>| figure.id != mean.id;
        let both = words.range.all(tokens, 0..tokens.len()).find_map(|cue| {
            let mut ends = self.figures_after(cue.end).filter(free);
            let (least, most) = (ends.next()?, ends.next()?);
            let is_near = least.at - cue.end <= 2 && most.at - least.at <= FARTHEST;
            is_near.then_some(Spread { least, most, is_range: true })
        });
        let told = |cues: &Cues| {
            let is_told = |figure: &Figure<'f>| {
                self.sentence.cue_before(cues, &self.words.link, figure.at, None).is_some() && free(figure)
            };
            let mut told = self.figures_after(0).filter(is_told);
            let direct = told.next().filter(|_| told.next().is_none());
            let is_near = |figure: &Figure<'f>| self.in_clause(cues, figure).is_some() && free(figure);
            let mut near = self.figures_after(0).filter(is_near);
            direct.or_else(|| near.next().filter(|_| near.next().is_none()))
        };
        both.or_else(|| Some(Spread { least: told(&words.least)?, most: told(&words.most)?, is_range: false }))
            .filter(|spread| spread.least.id != spread.most.id && is_below(&spread.least, &spread.most))
    }
}

/// Whether the printed ends of a range are in order, so that it is one.
fn is_below(one: &Figure<'_>, other: &Figure<'_>) -> bool {
    one.mention.number().zip(other.mention.number()).is_some_and(|(one, other)| one.value < other.value)
}
