//! Figures that stand alone: a sentence, or two of them, with just the figures that a relation
//! takes. Where no cue that is known binds them, their kinds do: "How much has the bog shrunk?
//! In 1970 it covered 470 hectares; last August 268 were found: 43% of it has gone."
//!
//! Such a binding is never certain. Every relation that the figures may have is a reading, so
//! that a contradiction is one in all of them.

use std::ops::Range;

use crate::extract::claims::change;
use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Change, Claim, Confidence, Covers, MentionId, Reading, Relation, Share, Sum, Times};
use crate::lexicon::LexiconFile;
use crate::lexicon::cues::{Cues, Kind};
use crate::lexicon::frames::{ChangeWords, Role, ShareWords, Side, Strength, SumWords};
use crate::span::Span;

/// Adds what a percentage or a multiple tells of the only two figures that it can be told of;
/// the claims of the sentence begin at `first`.
pub(super) fn bind(sentence: &Sentence<'_, '_>, lexicon: &LexiconFile, claims: &mut Vec<Claim>, first: usize) {
    let (Some(change), Some(share), Some(sum)) = (&lexicon.change, &lexicon.share, &lexicon.sum) else { return };
    let windows = [vec![sentence], sentence.before.as_deref().into_iter().chain([sentence]).collect()];
    let found = windows.into_iter().find_map(|sentences| {
        let window = Window { sentences, change, share, sum };
        let known = &claims[first..];
        window.percentage(known).or_else(|| window.multiple(known)).or_else(|| window.sum(known))
    });
    claims.extend(found);
}

/// One sentence, or two of a paragraph.
struct Window<'s, 'f, 'd> {
    sentences: Vec<&'s Sentence<'f, 'd>>,
    change: &'s ChangeWords,
    share: &'s ShareWords,
    sum: &'s SumWords,
}

impl<'f> Window<'_, 'f, '_> {
    /// A percentage of two figures: how much larger one is, or what part of the other.
    fn percentage(&self, known: &[Claim]) -> Option<Claim> {
        let [percent] = self.figures(is_part).try_into().ok()?;
        let [one, other] = self.figures(is_amount).try_into().ok()?;
        let is_bound = self.can_be_bound([one, other], percent.mention.span) && self.has_no_other_base(&percent);
        // "Uptake was 92%, and 7 of the 9 who declined gave needles as the reason."
        let is_apart = percent.id < one.id && percent.mention.unit.is_some() && known.iter().any(|claim| {
            matches!(&claim.relation, Relation::Share(share) if [share.part, share.whole].contains(&one.id))
        });
        if self.is_muted(&self.share.mute)
            || !is_bound
            || is_apart
            || self.is_told(&[percent.id, one.id, other.id], known)
        {
            return None;
        }
        let (part, whole) = in_order(one, other);
        let share = |part: Figure<'_>, whole: Figure<'_>, beside: Option<MentionId>| {
            Relation::Share(Share { part: part.id, whole: whole.id, beside, share: Some(percent.id) })
        };
        let change = |from: Figure<'_>, to: Figure<'_>| change_of(from, to, Some(percent.id), None);
        let shares = [share(part, whole, None), share(part, whole, Some(part.id)), share(whole, part, Some(whole.id))];
        let changes = [change(one, other), change(other, one)];
        let readings = if self.turns() { [&changes[..], &shares].concat() } else { [&shares[..], &changes].concat() };
        Some(self.read(readings, percent.mention.span))
    }

    /// A multiple of two figures: "The club had 40 members in 2012 and has trebled since: 94 …".
    fn multiple(&self, known: &[Claim]) -> Option<Claim> {
        let multiples: Vec<Vec<Times>> =
            self.sentences.iter().flat_map(|sentence| change::multiples(sentence, self.change)).collect();
        let [readings] = multiples.as_slice() else { return None };
        let place = readings.first().filter(|times| times.value.is_above_one())?.span;
        // The "three" of "three times" is the multiple itself.
        let is_factor =
            |figure: &Figure<'_>| place.start <= figure.mention.span.start && figure.mention.span.end <= place.end;
        let amounts: Vec<Figure<'f>> =
            self.figures(is_amount).into_iter().filter(|figure| !is_factor(figure)).collect();
        let [one, other] = amounts.try_into().ok()?;
        let is_only = self.figures(is_part).is_empty() && self.can_be_bound([one, other], place);
        if !is_only || self.is_told(&[one.id, other.id], known) {
            return None;
        }
        let (from, to) = in_order(one, other);
        let readings = readings.iter().map(|times| change_of(from, to, None, Some(*times)));
        Some(self.read(readings.collect(), place))
    }

    /// Three amounts of which two make the third: "With 3,217 births against 2,295 deaths, the
    /// population grew by 922".
    fn sum(&self, known: &[Claim]) -> Option<Claim> {
        let mut amounts = self.figures(is_amount);
        let here = self.here();
        let is_fit = amounts.len() == 3
            && self.figures(is_part).is_empty()
            && self.subtracts()
            && !self.is_muted(&self.sum.mute)
            && amounts.windows(2).all(|pair| {
                here.can_be_compared(pair[0].mention, pair[1].mention) && pair[0].mention.unit == pair[1].mention.unit
            });
        let ids: Vec<MentionId> = amounts.iter().map(|figure| figure.id).collect();
        if !is_fit || self.is_told(&ids, known) {
            return None;
        }
        amounts.sort_by_key(|figure| figure.mention.number().map(|number| number.value));
        let [one, other, total] = amounts.as_slice() else { return None };
        let sum = Sum { total: Some(total.id), parts: vec![one.id, other.id], less: Vec::new(), covers: Covers::All };
        Some(self.read(vec![Relation::Sum(sum)], total.mention.span))
    }

    /// Whether words of the last sentence say that one figure is the difference of two others.
    fn subtracts(&self) -> bool {
        let here = self.here();
        let by = || self.change.role.iter().filter(|role| role.is == Role::By && role.side == Side::Left);
        let is_by = |figure: &&Figure<'_>| {
            by().any(|role| here.cue_before(&role.cue, &self.change.link, figure.at, None).is_some())
                || here.cue_before(&self.sum.difference, &self.sum.link, figure.at, None).is_some()
        };
        let is_compared =
            self.change.role.iter().filter(|role| role.strength == Strength::Weak && role.is == Role::Then);
        here.figures.iter().filter(is_by).count() == 1
            && self.sentences.iter().map(|sentence| change::count_turns(sentence, self.change)).sum::<usize>() == 1
            && !is_compared.clone().any(|role| role.cue.any(&here.tokens, all(here)))
            && !self.is_muted(&self.change.doubt)
    }

    /// The claim of some readings, the likeliest first.
    fn read(&self, mut readings: Vec<Relation>, cue: Span) -> Claim {
        let claim = self.here().claim(readings.remove(0), cue);
        Claim { otherwise: readings, confidence: Confidence::Medium, ..claim }
    }

    fn here(&self) -> &Sentence<'f, '_> {
        self.sentences[self.sentences.len() - 1]
    }

    fn figures(&self, wanted: fn(&Sentence<'_, '_>, &Figure<'_>) -> bool) -> Vec<Figure<'f>> {
        let all =
            self.sentences.iter().flat_map(|sentence| sentence.figures.iter().map(move |figure| (sentence, figure)));
        all.filter(|(sentence, figure)| wanted(sentence, figure)).map(|(_, figure)| *figure).collect()
    }

    /// Whether two figures can be ends of one change, and stand around what is told of them.
    fn can_be_bound(&self, [one, other]: [Figure<'_>; 2], told: Span) -> bool {
        let here = self.here();
        let own = self.sentences.iter().find(|sentence| sentence.span.contains(told));
        let is_beside = own.is_some_and(|own| [one, other].iter().any(|figure| own.span.contains(figure.mention.span)));
        !self.is_muted(&self.change.mute)
            && here.can_be_compared(one.mention, other.mention)
            && self.have_one_unit(one, other)
            && is_beside
    }

    /// Whether two figures have one unit, which the later one may leave out.
    fn have_one_unit(&self, one: Figure<'_>, other: Figure<'_>) -> bool {
        one.mention.unit == other.mention.unit
            || (other.mention.unit.is_none()
                && other.mention.counted.is_none()
                && self.here().can_share_unit(one.mention, other.mention))
    }

    /// Whether a claim that says more than which figures are compared holds any two of some figures.
    fn is_told(&self, ids: &[MentionId], known: &[Claim]) -> bool {
        let says_more = |relation: &Relation| match relation {
            Relation::Change(change) => !change.only_compares(),
            Relation::Share(share) => share.share.is_some(),
            _ => true,
        };
        known.iter().filter(|claim| says_more(&claim.relation)).any(|claim| {
            claim.relation.mentions().filter(|id| ids.contains(id)).count() > 1
                || claim.relation.mentions().any(|id| id == ids[0])
        })
    }

    /// Whether nothing after a percentage says what it is a part of, but words that point back.
    /// A part in words has its noun after it: "one in seven flats".
    fn has_no_other_base(&self, percent: &Figure<'_>) -> bool {
        let own = self.sentences.iter().find(|sentence| sentence.figures.iter().any(|own| own.id == percent.id));
        own.is_some_and(|sentence| {
            let after = percent.at + 1;
            let follows = |cues: &Cues| cues.starting_at(&sentence.tokens, after).is_some();
            if percent.mention.unit.is_none() {
                // "A sixth man" is one after five.
                let is_rate = sentence.facts.text(percent.mention.span).split(' ').count() > 2;
                return (is_rate && percent.mention.counted.is_some()) || follows(&self.share.of);
            }
            let is_end = sentence.tokens.get(after).is_none_or(|token| token.kind == Kind::Mark);
            is_end || follows(&self.share.within) || follows(&self.share.total)
        })
    }

    /// Whether a word of direction stands anywhere.
    fn turns(&self) -> bool {
        let words = self.change;
        let turns = [&words.up, &words.down, &words.moved, &words.more, &words.less];
        self.sentences.iter().any(|sentence| turns.iter().any(|cues| cues.any(&sentence.tokens, all(sentence))))
    }

    fn is_muted(&self, mutes: &Cues) -> bool {
        self.sentences.iter().any(|sentence| mutes.any(&sentence.tokens, all(sentence)))
    }
}

fn change_of(from: Figure<'_>, to: Figure<'_>, by: Option<MentionId>, times: Option<Times>) -> Relation {
    Relation::Change(Change { direction: None, from: Some(from.id), to: Some(to.id), by, times })
}

/// The smaller of two figures, and the larger one.
fn in_order<'f>(one: Figure<'f>, other: Figure<'f>) -> (Figure<'f>, Figure<'f>) {
    let value = |figure: &Figure<'_>| figure.mention.number().map(|number| number.value);
    if value(&one) < value(&other) { (one, other) } else { (other, one) }
}

fn all(sentence: &Sentence<'_, '_>) -> Range<usize> {
    0..sentence.tokens.len()
}

/// Whether a figure is a percentage, or a part in words. "Half" alone may be that of a year.
fn is_part(sentence: &Sentence<'_, '_>, figure: &Figure<'_>) -> bool {
    let is_fraction = figure.mention.number().is_some_and(|number| number.is_fraction());
    let is_of_more_words = sentence.facts.text(figure.mention.span).contains([' ', '-']);
    sentence.measures(figure.mention, "fraction") || (figure.mention.unit.is_none() && is_fraction && is_of_more_words)
}

/// Whether a figure counts or measures something that can change or have a part.
fn is_amount(sentence: &Sentence<'_, '_>, figure: &Figure<'_>) -> bool {
    let is_quantity = !matches!(figure.mention.reading, Reading::NotAQuantity(_));
    let is_fraction = figure.mention.number().is_some_and(|number| number.is_fraction());
    is_quantity
        && !is_fraction
        && !sentence.is_percent(figure.mention)
        && !sentence.measures(figure.mention, "time")
        && !sentence.is_attributive(figure.mention)
        && !sentence.is_in_range(figure)
        && !sentence.ends_name(figure)
}
