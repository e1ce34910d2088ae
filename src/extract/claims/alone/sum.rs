//! Three amounts that stand alone, of which two make the third.

use crate::extract::claims::alone::is_told;
use crate::extract::claims::alone::window::{Window, is_part};
use crate::extract::claims::ratio;
use rust_decimal::Decimal;

use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Claim, Covers, MentionId, Relation, Sum};
use crate::lexicon::cues::Cues;
use crate::lexicon::frames::{Role, Side, Strength};

impl<'f> Window<'_, 'f, '_> {
    /// Three amounts of which two make the third: "With 3,217 births against 2,295 deaths, the
    /// population grew by 922", "34.5 million and 25.8 million, or 60.3 million between them".
    pub(super) fn sum(&self, known: &[Claim]) -> Option<Claim> {
        let mut amounts = self.amounts(3);
        if amounts.len() == 4 {
            // "68 mm of rain: the lake stands at 145.64 metres, up 1.53 from 144.11"
            let kinds = amounts.clone();
            let of_kind =
                |one: &Figure<'f>| kinds.iter().filter(|other| other.mention.unit == one.mention.unit).count();
            amounts.retain(|figure| figure.mention.unit.is_some() && of_kind(figure) == 3);
            if !self.is_changed_by(&amounts) {
                return None;
            }
        }
        let are_alike = amounts.windows(2).all(|pair| self.are_alike(pair[0].mention, pair[1].mention));
        let ids: Vec<MentionId> = amounts.iter().map(|figure| figure.id).collect();
        // "1,662 day tickets, 7,602 weekend tickets": so many days are no time.
        let reads_as_time = |sentence: &Sentence<'_, '_>, figure: &Figure<'_>| {
            let is_many = figure.mention.number().is_some_and(|number| number.value >= Decimal::ONE_HUNDRED);
            sentence.measures(figure.mention, "time") && figure.mention.counted.is_some() && is_many
        };
        let has_odd_item = !self.figures(reads_as_time).is_empty();
        // 达6820家,比去年增加510家,其中民营企业5960家: a part that is told is no size.
        let is_split = self.is_changed_by(&amounts) && self.has(&self.share.inside);
        let is_fit = !has_odd_item
            && !is_split
            && !amounts.iter().any(|figure| self.is_each(figure))
            && amounts.len() == 3
            && are_alike
            && self.figures(is_part).is_empty()
            && !self.has(&self.sum.mute)
            && !self.has(&self.change.mute)
            && !is_told(&ids, known);
        let last = *amounts.last()?;
        let mut ordered = amounts.clone();
        ordered.sort_by_key(|figure| figure.mention.number().map(|number| number.value));
        if !is_fit {
            return None;
        }
        let largest = *ordered.last()?;
        let is_of_all = || self.is_headed(&amounts) || self.subtracts() || self.is_changed_by(&amounts);
        let total = if self.is_total(&last) { last } else { is_of_all().then_some(largest)? };
        let parts = ordered.iter().map(|figure| figure.id).filter(|id| *id != total.id).collect();
        let sum = Sum { total: Some(total.id), parts, less: Vec::new(), covers: Covers::All };
        Some(self.read(vec![Relation::Sum(sum)], total.mention.span))
    }

    /// Whether one of three amounts is how much one of the others rose or fell: "listed at 6,100 yuan,
    /// cut by 571, and sold for 5,529".
    fn is_changed_by(&self, amounts: &[Figure<'_>]) -> bool {
        let own = self.here();
        let is_size = |figure: &&Figure<'_>| {
            let after = [figure.at + 1, own.after_noun(figure)];
            let is_part = after.iter().any(|at| self.share.of.starting_at(&own.tokens, *at).is_some());
            self.direction_by(figure).is_some() && !is_part
        };
        let mut sizes = amounts.iter().filter(is_size);
        let comparisons =
            self.change.role.iter().filter(|role| role.is == Role::Then && role.strength == Strength::Weak);
        let is_compared = comparisons.into_iter().any(|role| role.cue.any(&own.tokens, 0..own.tokens.len()));
        let is_here = amounts.iter().all(|figure| own.span.contains(figure.mention.span));
        is_here
            && sizes.next().is_some()
            && sizes.next().is_none()
            && self.count_turns() == 1
            && !is_compared
            && !self.has(&self.change.doubt)
    }

    /// "The gate lets out 2 metres a day", 每天落2米: a figure for each of something is no part.
    fn is_each(&self, figure: &Figure<'_>) -> bool {
        let Some(own) = self.sentence_of(figure.mention.span) else { return false };
        let rate = self.change.rate.starting_at(&own.tokens, own.after_noun(figure));
        ratio::is_led_by_each(own, figure) || rate.is_some_and(|rate| rate.end > rate.start + 1)
    }

    /// Whether a colon parts the first and greatest of some figures from the others.
    fn is_headed(&self, amounts: &[Figure<'_>]) -> bool {
        let here = self.here();
        let value = |figure: &Figure<'_>| figure.mention.number().map(|number| number.value);
        let [first, rest @ ..] = amounts else { return false };
        let is_first = rest.iter().all(|other| value(other) < value(first)) && here.span.contains(first.mention.span);
        let ends = rest.first().map_or(first.at, |next| next.at);
        // "A ratio of 3 : 2 : 1" heads nothing.
        let has_words = ends > first.at + 2;
        is_first && has_words && !self.has(&self.sum.not_all) && (first.at..ends).any(|at| here.is_word(at, &[":"]))
    }

    /// Whether words beside a figure of the last sentence make it a total.
    fn is_total(&self, figure: &Figure<'_>) -> bool {
        let here = self.here();
        let after = [figure.at + 1, here.after_noun(figure)];
        here.figures.iter().any(|own| own.id == figure.id)
            && (here.cue_before(&self.sum.total, &self.sum.link, figure.at, None).is_some()
                || after.iter().any(|at| self.sum.total_after.starting_at(&here.tokens, *at).is_some()))
    }

    /// Whether words of the last sentence say that one figure is the difference of two others.
    fn subtracts(&self) -> bool {
        let here = self.here();
        let roles = || self.change.role.iter().filter(|role| role.side == Side::Left);
        let is_before =
            |cues: &Cues, links: &Cues, figure: &Figure<'_>| here.cue_before(cues, links, figure.at, None).is_some();
        let is_by = |figure: &&Figure<'_>| {
            roles().any(|role| role.is == Role::By && is_before(&role.cue, &self.change.link, figure))
                // 比男团员多33名
                || (here.tokens[figure.at.saturating_sub(1)].is_ideograph()
                    && [&self.change.more, &self.change.less].iter().any(|cues| is_before(cues, &self.change.link, figure)))
                || is_before(&self.sum.difference, &self.sum.link, figure)
                || self.is_difference(figure)
        };
        let mut comparisons = roles().filter(|role| role.strength == Strength::Weak && role.is == Role::Then);
        here.figures.iter().filter(is_by).count() == 1
            && self.count_turns() == 1
            && !comparisons.any(|role| role.cue.any(&here.tokens, 0..here.tokens.len()))
            && !self.has(&self.change.doubt)
    }

    /// "625, which is 247 more", but not "247 more than in May", which names what it is compared with.
    fn is_difference(&self, figure: &Figure<'_>) -> bool {
        let tokens = &self.here().tokens;
        let more = [&self.change.more, &self.change.less].into_iter();
        let after = more.filter_map(|cues| cues.starting_at(tokens, figure.at + 1)).next();
        after.is_some_and(|after| self.change.base.starting_at(tokens, after.end).is_none())
    }
}
