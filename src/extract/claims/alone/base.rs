//! What a percentage that stands alone is of, as far as the words beside it tell.

use crate::extract::claims::alone::window::{Window, is_amount};
use crate::extract::claims::sentence::Figure;
use crate::lexicon::cues::{Cues, Kind, Token};
use crate::lexicon::frames::Side;

/// How many words may stand between the name of a rate and its percentage.
const MOST_RATE_WORDS: usize = 5;

/// How many words may stand between a percentage and the figure that it is of.
const LONGEST_BASE: usize = 9;

/// How many words may stand between the name of a kind and its figure: "women hold 37".
const MOST_KIND_WORDS: usize = 2;

/// How many ideographs may name what a percentage is of: 占全市进出口总值的54.7%.
const LONGEST_NAMED: usize = 16;

/// How many tokens may stand between a figure and its growth: 538.1亿元,同比增长11.2%.
const MOST_GROWTH: usize = 6;

impl<'f> Window<'_, 'f, '_> {
    /// "77% of the industry's total foreign sales of 182 billion", 占支出(37.16亿元)的20.3%: which of
    /// two figures a percentage is of.
    pub(super) fn named_base(&self, percent: &Figure<'_>, both: [Figure<'f>; 2]) -> Option<Figure<'f>> {
        let own = self.sentence_of(percent.mention.span)?;
        let base = both.into_iter().find(|figure| own.span.contains(figure.mention.span) && figure.at > percent.at);
        let is_of = |base: &Figure<'_>| {
            let of = self.share.of.starting_at(&own.tokens, percent.at + 1)?;
            let lead = own.skip_links(&self.share.link, base.at);
            let gap = own.tokens.get(of.end..lead)?;
            let is_told = self.share.of.ending_at(&own.tokens, lead, None).is_some() || own.is_word(lead - 1, &["("]);
            (is_told && gap.len() <= LONGEST_BASE && gap.iter().all(|token| token.is_word() || token.text == "("))
                .then_some(())
        };
        let bracketed = || {
            let open = percent.at.checked_sub(4).filter(|open| own.is_word(*open, &["("]))?;
            let is_closed = own.is_word(open + 2, &[")"]) && own.tokens[open + 3].is_ideograph();
            both.into_iter().find(|figure| own.span.contains(figure.mention.span) && figure.at == open + 1 && is_closed)
        };
        base.filter(|base| is_of(base).is_some()).or_else(bracketed)
    }

    /// 落实率达92.2%。2578名毕业生中,仅有200人尚未落实: a rate that the sentence before tells alone, and
    /// whether the part of this one is what the rate leaves.
    pub(super) fn rate_told_before(&self, percent: &Figure<'_>) -> Option<bool> {
        let [before, here] = self.stretches.as_slice() else { return None };
        let (first, last) = (before.sentence, here.sentence);
        let is_only = first.span.contains(percent.mention.span)
            && percent.mention.unit.is_some()
            && first.figures.iter().all(|figure| !is_amount(first, figure));
        let near = percent.at.saturating_sub(MOST_RATE_WORDS)..percent.at;
        let cue = self.share.rate.all(&first.tokens, near).last().filter(|_| is_only)?;
        let is_other = self.share.other_rate.ending_at(&first.tokens, cue.end, None).is_some();
        let is_failure = self.share.failure_rate.ending_at(&first.tokens, cue.end, None).is_some();
        let is_denied = self.share.denied.any(&last.tokens, 0..last.tokens.len());
        (!is_other).then_some(is_denied != is_failure)
    }

    /// "Knocked 30% off the original price of £300": what a percentage is taken off.
    pub(super) fn reduced_base(&self, percent: &Figure<'_>, both: [Figure<'f>; 2]) -> Option<Figure<'f>> {
        let own = self.sentence_of(percent.mention.span)?;
        let off = self.share.off.starting_at(&own.tokens, percent.at + 1)?;
        let base = both.into_iter().find(|figure| own.span.contains(figure.mention.span) && figure.at >= off.end)?;
        let gap = own.tokens.get(off.end..base.at)?;
        (gap.len() <= LONGEST_BASE && gap.iter().all(Token::is_word)).then_some(base)
    }

    /// "After a 20% discount it costs 96 euros instead of 120": how much less the later of two known values is.
    pub(super) fn is_discount(&self, percent: &Figure<'_>) -> bool {
        let own = self.sentence_of(percent.mention.span);
        own.is_some_and(|own| self.share.discount.starting_at(&own.tokens, percent.at + 1).is_some())
    }

    /// "The other two thirds", "the rest, three fifths of the collection": a part that is what
    /// another leaves.
    pub(super) fn is_of_rest(&self, percent: &Figure<'_>) -> bool {
        let Some(own) = self.sentence_of(percent.mention.span) else { return false };
        let lead = own.skip_links(&self.sum.link, percent.at);
        let is_rest = |at: usize| own.cue_before(&self.sum.rest, &self.sum.link, at, None).is_some();
        is_rest(percent.at) || (lead > 0 && own.is_word(lead - 1, &[",", "(", "—"]) && is_rest(lead - 1))
    }

    /// "37% of the assembly, holding 56 of its 152 seats": the part and whole follow their percentage.
    pub(super) fn is_spelt_out(&self, percent: &Figure<'_>, first: &Figure<'_>) -> bool {
        let own = self.sentence_of(percent.mention.span.hull(first.mention.span));
        own.is_some_and(|own| {
            let between = percent.at + 1..first.at;
            // 约三分之二的学员(157人中有58人)
            let is_bracketed = first.at > 0 && own.is_word(first.at - 1, &["("]);
            percent.at < first.at
                && (is_bracketed || self.share.spelt_out.any(&own.tokens, between.clone()))
                && !own.figures.iter().any(|figure| between.contains(&figure.at))
        })
    }

    /// Whether a percentage in ideographs stands with its word right behind one figure, and the other
    /// follows in a clause that neither compares nor leads on.
    pub(super) fn is_growth_of_first(&self, percent: &Figure<'_>, one: &Figure<'_>, other: &Figure<'_>) -> bool {
        let Some(own) = self.sentence_of(one.mention.span.hull(other.mention.span)) else { return false };
        let is_between = one.at < percent.at && percent.at < other.at && percent.at - one.at <= MOST_GROWTH;
        let is_ended = own.is_word(percent.at + 1, &[","]) && own.tokens[other.at - 1].is_ideograph();
        let has_role = self
            .change
            .role
            .iter()
            .filter(|role| role.side == Side::Left)
            .any(|role| own.cue_before(&role.cue, &self.change.link, other.at, None).is_some());
        is_between && is_ended && !has_role && self.direction_by(percent).is_some()
    }

    /// "Women hold 37 seats and men 54": two figures of the kinds that together are all there are.
    pub(super) fn are_opposites(&self, both: [Figure<'_>; 2]) -> bool {
        let [one, other] = both;
        let Some(own) = self.sentence_of(one.mention.span.hull(other.mention.span)) else { return false };
        let near = |figure: &Figure<'_>, cues: &Cues| {
            cues.any(&own.tokens, figure.at.saturating_sub(MOST_KIND_WORDS)..figure.at)
        };
        self.sum.halves.iter().any(|[first, second]| {
            (near(&one, first) && near(&other, second)) || (near(&one, second) && near(&other, first))
        })
    }

    /// "Only 395 were left: about a quarter have given up": a part in words that is all the subject.
    pub(super) fn is_subject(&self, percent: &Figure<'_>) -> bool {
        let Some(own) = self.sentence_of(percent.mention.span) else { return false };
        let lead = own.skip_links(&self.share.link, percent.at);
        let opens = (lead..=percent.at).any(|at| self.share.clause.ending_at(&own.tokens, at, None).is_some());
        percent.mention.unit.is_none() && opens && self.share.verb.starting_at(&own.tokens, percent.at + 1).is_some()
    }

    /// Whether a part in words is all that the first of two sentences tells: "Rough sleeping has
    /// fallen by nearly a quarter. Volunteers counted 99 people, against 131 in the first year."
    pub(super) fn is_told_before(&self, percent: &Figure<'_>) -> bool {
        let [before, _] = self.stretches.as_slice() else { return false };
        let is_only = before.sentence.figures.iter().filter(|figure| is_amount(before.sentence, figure)).count() == 0;
        // "Shrank by 15 per cent last year": so that no word names what it is compared with but a time.
        let is_change = || self.direction_by(percent).is_some() && self.count_turns() == 1 && self.names_nothing_new();
        (percent.mention.unit.is_none() || is_change())
            && is_only
            && before.sentence.span.contains(percent.mention.span)
    }

    /// "Profit fell by 5%. The firm has 900 shops, against 1,000": what is counted may be another thing than
    /// the sentence before speaks of.
    fn names_nothing_new(&self) -> bool {
        let [before, here] = self.stretches.as_slice() else { return false };
        let told = before.sentence.facts.text(before.sentence.span).to_lowercase();
        let is_new = |figure: &Figure<'_>| {
            let counted = figure.mention.counted.map(|span| here.sentence.facts.text(span).to_lowercase());
            counted.is_some_and(|counted| !counted.split(' ').any(|word| told.contains(word)))
        };
        !here.sentence.figures.iter().any(|figure| is_amount(here.sentence, figure) && is_new(figure))
    }

    /// "The clinics gave 55,481 doses in May, 42,832 in June. That is a fall of 23%": words that point back
    /// to the only two figures of the sentence before.
    pub(super) fn points_back_to(&self, percent: &Figure<'_>, both: [Figure<'_>; 2]) -> bool {
        let [before, here] = self.stretches.as_slice() else { return false };
        let own = here.sentence;
        let is_told = |figure: &Figure<'_>| before.sentence.span.contains(figure.mention.span);
        let opens = self.change.aside.starting_at(&own.tokens, own.opening()).is_some();
        let is_only = !own.figures.iter().any(|figure| is_amount(own, figure));
        own.span.contains(percent.mention.span)
            && both.iter().all(is_told)
            && opens
            && is_only
            && self.direction_by(percent).is_some()
            && self.are_alike(both[0].mention, both[1].mention)
            && !self.has(&self.change.mute)
    }

    /// "57% of its pairs": a percentage of what is named, with no figure.
    pub(super) fn is_of_things(&self, percent: &Figure<'_>) -> bool {
        let Some(own) = self.sentence_of(percent.mention.span) else { return false };
        let of = self.share.of.starting_at(&own.tokens, percent.at + 1);
        of.is_some_and(|of| of.end > percent.at + 2 && own.figure_at(of.end).is_none())
    }

    /// "With 174 of its 283 stations now step-free, 61% of them can be used": it is that of the whole.
    pub(super) fn is_of_these(&self, percent: &Figure<'_>) -> bool {
        self.sentence_of(percent.mention.span)
            .is_some_and(|own| self.share.within.starting_at(&own.tokens, percent.at + 1).is_some())
    }

    /// Whether nothing after a percentage says what it is a part of, but words that point back.
    /// A part in words has its noun after it: "one in seven flats".
    pub(super) fn has_no_other_base(&self, percent: &Figure<'_>) -> bool {
        let Some(sentence) = self.sentence_of(percent.mention.span) else { return false };
        // 占全市进出口总值的54.7% is that of what stands between, 占总数的54.7% of a figure.
        let is_said = sentence.cue_before(&self.share.share_of_all, &self.share.link, percent.at, None).is_some();
        let near = percent.at.saturating_sub(LONGEST_NAMED)..percent.at;
        let names_base = self.share.of_named.ending_at(&sentence.tokens, percent.at, None).is_some()
            && self.share.takes.all(&sentence.tokens, near).last().is_some_and(|takes| {
                let named = sentence.place(takes.end, percent.at - 1);
                // 营业收入100亿元,海外贡献40亿元,占营业收入的40%: what is named has its figure.
                let before = &sentence.facts.document.text()[sentence.span.start..named.start];
                !sentence.figures.iter().any(|figure| (takes.end..percent.at).contains(&figure.at))
                    && !before.contains(sentence.facts.text(named))
            });
        if names_base && !is_said {
            return false;
        }
        // "Prices were thus 3.5% lower": the direction may end what is said.
        let turns = [&self.change.more, &self.change.less, &self.change.up, &self.change.down];
        let turn = turns.iter().find_map(|cues| cues.starting_at(&sentence.tokens, percent.at + 1));
        let is_end = |at: usize| {
            let ends = |at: usize| sentence.tokens.get(at).is_none_or(|token| matches!(token.text.as_ref(), "." | ";"));
            // "That's 32% more children in the same building."
            let points_back = self.change.aside.starting_at(&sentence.tokens, sentence.opening()).is_some();
            let is_base = self.change.than.any(&sentence.tokens, at..sentence.tokens.len());
            ends(at) || (points_back && !is_base && !sentence.figures.iter().any(|figure| figure.at > at))
        };
        let after = turn.filter(|turn| is_end(turn.end)).map_or(percent.at + 1, |turn| turn.end);
        let follows = |cues: &Cues| cues.starting_at(&sentence.tokens, after).is_some();
        if percent.mention.unit.is_none() {
            // "A sixth man" is one after five.
            let is_rate = sentence.facts.text(percent.mention.span).split(' ').count() > 2;
            if sentence.tokens[percent.at].is_ideograph() {
                return true;
            }
            // "A quarter of a pound" is so much of a unit, "a quarter of the boats" one of a figure.
            let of = self.share.of.starting_at(&sentence.tokens, after).is_some_and(|of| of.end > after + 1);
            return of || (is_rate && percent.mention.counted.is_some());
        }
        let is_end = sentence.tokens.get(after).is_none_or(|token| token.kind == Kind::Mark);
        is_end || follows(&self.share.it) || follows(&self.share.within) || follows(&self.share.total)
    }
}
