//! Totals whose clause counts their parts or names what they are the total of:
//! 第一批142名,第二批260名,两批合计402名; 水电24亿,火电15亿,两者合计,全省发电39亿.

use crate::extract::claims::sentence::Figure;
use crate::extract::claims::sum::{Binder, Found, Tie, all_of, ids};
use crate::facts::Confidence;
use crate::lexicon::cues::Kind;
use crate::span::Span;

/// How many tokens may stand between such a count and the word for a total: 两批救灾物资合计.
const LONGEST_CLAUSE: usize = 10;

/// How many may stand before a count of days or years: 周末两天.
const LONGEST_TIME: usize = 6;

/// How many may name what a total is that of: 全市地区生产总值为.
const LONGEST_NAME: usize = 16;

impl<'f> Binder<'_, 'f, '_> {
    /// The figure that counts the parts at the head of the clause of a total, where it has one.
    pub(super) fn counter_of_parts(&self, index: usize, cue: Span) -> Option<Figure<'f>> {
        let sentence = self.sentence;
        let counter = *sentence.figures.get(index.checked_sub(1)?)?;
        let number = counter.mention.number().filter(|number| number.decimals == 0 && !number.in_words)?;
        // 以20金、9银、22铜共51枚: only 两批, or as many as there are, counts the parts.
        let is_in_digits = sentence.facts.text(counter.mention.digits).starts_with(|c: char| c.is_ascii_digit());
        let parts = self.amounts_before(index).iter().filter(|part| part.at < counter.at).count();
        if is_in_digits && number.value != parts.into() {
            return None;
        }
        let is_few = number.value >= 2.into() && number.value <= super::MOST_PARTS.into();
        let cue = self.tokens_of(cue);
        let is_ideograph = sentence.tokens.get(counter.at + 1)?.is_ideograph();
        let is_one_clause = counter.at < cue.end
            && cue.end - counter.at <= LONGEST_CLAUSE
            && !(counter.at..cue.start).any(|at| sentence.tokens[at].kind == Kind::Mark);
        let head = (0..counter.at).rev().find(|at| sentence.tokens[*at].kind == Kind::Mark)? + 1;
        // 男工40人,女工两人合计42人: what stands behind a name is a part.
        let opens = head == counter.at || (self.is_time(&counter) && counter.at - head <= LONGEST_TIME);
        (is_few && is_ideograph && is_one_clause && opens).then_some(counter)
    }

    /// The sum of as many parts as are counted. Places may have been visited before, so that only days
    /// and years say that a total that grows holds nothing else: 周末两天累计.
    pub(super) fn counted(&self, index: usize, counter: Figure<'f>, cue: Span, is_grown: bool) -> Option<Found> {
        let total = self.sentence.figures[index];
        let before = self.amounts_before(index);
        let parts: Vec<Figure<'_>> = before.into_iter().filter(|part| part.at < counter.at).collect();
        let is_all = counter.mention.number().is_some_and(|number| number.value == parts.len().into());
        let is_closed = !is_grown || self.is_time(&counter);
        let readings = vec![all_of(total.id, ids(&parts))];
        (is_all && is_closed).then_some(Found { readings, cue, confidence: Confidence::High, tie: Tie::Loose })
    }

    /// 三座电厂共发电138.4亿千瓦时,一厂、二厂、三厂分别为13.1亿千瓦时、…: the clause of a total that is told
    /// first counts the parts, and a word that tells them one by one follows.
    pub(super) fn counted_ahead(&self, index: usize) -> Option<Found> {
        let sentence = self.sentence;
        let total = sentence.figures[index];
        let counter = *sentence.figures.get(index.checked_sub(1)?)?;
        let first = sentence.figures.get(index + 1)?;
        let arity = sentence.facts.lexicons.file(sentence.facts.languages[sentence.block]).arity.as_ref()?;
        let each = arity.each.all(&sentence.tokens, total.at + 1..first.at).last()?;
        let is_one_clause = !(counter.at..total.at).any(|at| sentence.tokens[at].kind == Kind::Mark)
            && sentence.tokens.get(counter.at + 1)?.is_ideograph();
        let parts: Vec<Figure<'_>> =
            sentence.figures[index + 1..].iter().filter(|part| self.is_amount(part)).copied().collect();
        let is_all = counter.mention.number().is_some_and(|number| number.value == parts.len().into());
        let fits = self.is_amount(&total)
            && parts.len() > 1
            && parts.iter().all(|part| part.mention.unit == total.mention.unit)
            && parts.iter().all(|part| self.can_be_added(part.mention, total.mention));
        let readings = vec![all_of(total.id, ids(&parts))];
        let cue = sentence.place(each.start, each.end);
        (is_one_clause && is_all && fits).then_some(Found {
            readings,
            cue,
            confidence: Confidence::High,
            tie: Tie::Loose,
        })
    }

    /// 三者合计,全市地区生产总值为: a clause of its own says that the next one tells a total.
    pub(super) fn total_over_name(&self, total: &Figure<'_>) -> Option<Span> {
        let tokens = &self.sentence.tokens;
        let comma = (0..total.at).rev().find(|at| tokens[*at].kind != Kind::Word)?;
        let cue = self.words.total_apart.ending_at(tokens, comma, None)?;
        let is_near = self.sentence.is_word(comma, &[","]) && total.at - comma <= LONGEST_NAME;
        let head = (0..cue.start).rev().find(|at| tokens[*at].kind == Kind::Mark)? + 1;
        (is_near && cue.start - head <= 3).then(|| self.sentence.place(cue.start, cue.end))
    }

    fn is_time(&self, figure: &Figure<'_>) -> bool {
        self.sentence.measures(figure.mention, "time")
    }
}
