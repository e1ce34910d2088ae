//! Running accounts: "opened the year with 8,236 volumes, bought 2,669, discarded 1,222 and closed
//! it with 9,683", 年初存栏320头,新购进85头,出栏140头,年末存栏265头.

use crate::extract::claims::sentence::Figure;
use crate::extract::claims::sum::{Binder, Found, Tie};
use crate::facts::{Confidence, Covers, MentionId, Sum};
use crate::lexicon::cues::Cues;
use crate::lexicon::frames::{Role, Side};

/// How many figures an account has at most.
const MOST_STEPS: usize = 12;

/// How many words may stand between a verb and its figure: "lost to redundancy another 241".
const MOST_WORDS: usize = 5;

/// Which way a step of an account goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Added,
    Taken,
}

impl Binder<'_, '_, '_> {
    /// The account that opens with a figure: what there was, each step, and what there is.
    pub(super) fn account(&self, index: usize) -> Option<Found> {
        let sentence = self.sentence;
        let opened = sentence.figures[index];
        let cue = self.cue_before(&self.words.opened, opened.at).filter(|_| self.is_amount(&opened))?;
        let mut sum = Sum { total: None, parts: vec![opened.id], less: Vec::new(), covers: Covers::All };
        let mut last = opened.at;
        for figure in sentence.figures[index + 1..].iter().take(MOST_STEPS) {
            if !self.is_amount(figure) {
                continue;
            }
            if !self.can_be_added(figure.mention, opened.mention) {
                return None;
            }
            if self.cue_before(&self.words.closed, figure.at).is_some() {
                sum.total = Some(figure.id);
                break;
            }
            match self.step(last, figure)? {
                Step::Added => sum.parts.push(figure.id),
                Step::Taken => sum.less.push(figure.id),
            }
            last = figure.at;
        }
        let steps: Vec<MentionId> = sum.parts.iter().skip(1).chain(&sum.less).copied().collect();
        let is_told = sum.total.is_some() && !steps.is_empty();
        is_told.then(|| Found { readings: vec![sum], cue, confidence: Confidence::Medium, tie: Tie::Grown })
    }

    /// "Lost 2,024 members, which leaves it with 13,490, compared with 15,514 the year before": what was
    /// taken, what is left, and what there was.
    pub(super) fn left_of_earlier(&self, index: usize) -> Option<Found> {
        let sentence = self.sentence;
        let left = sentence.figures[index];
        let cue = self.cue_before(&self.words.left, left.at)?;
        let taken = *sentence.figures.get(index.checked_sub(1)?)?;
        let earlier = *sentence.figures.get(index + 1)?;
        let change = sentence.facts.lexicons.file(sentence.facts.languages[sentence.block]).change.as_ref()?;
        let then = change.role.iter().filter(|role| role.is == Role::Then && role.side == Side::Left);
        let compared = then.filter_map(|role| self.cue_before(&role.cue, earlier.at)).next()?;
        let fits = [&taken, &left, &earlier].iter().all(|figure| self.is_amount(figure))
            && self.can_be_added(left.mention, earlier.mention)
            && self.step(0, &taken) == Some(Step::Taken);
        let readings = vec![super::all_of(earlier.id, vec![taken.id, left.id])];
        let cue = cue.hull(compared);
        fits.then_some(Found { readings, cue, confidence: Confidence::Medium, tie: Tie::Rest })
    }

    /// Which way the words around a figure say that it goes: "bought 2,669", "16 got off".
    fn step(&self, last: usize, figure: &Figure<'_>) -> Option<Step> {
        let tokens = &self.sentence.tokens;
        // "12 got off and 5 got on": what stands right behind a figure is its own.
        let ends = [figure.at + 1, self.sentence.after_noun(figure)];
        let own = |cues: &Cues| (ends[0]..=ends[1].max(ends[0])).any(|at| cues.starting_at(tokens, at).is_some());
        match (own(&self.words.adds), own(&self.words.takes)) {
            (true, false) => return Some(Step::Added),
            (false, true) => return Some(Step::Taken),
            _ => {}
        }
        let first = figure.at.saturating_sub(MOST_WORDS).max(last + 1);
        let before = |cues: &Cues| cues.all(tokens, first..figure.at).last().map(|cue| cue.start);
        // The nearer verb is the figure's own.
        match (before(&self.words.adds), before(&self.words.takes)) {
            (None, None) => None,
            (added, taken) => Some(if added > taken { Step::Added } else { Step::Taken }),
        }
    }
}
