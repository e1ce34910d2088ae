//! What a text claims about its figures. Language is only here: the cues come
//! from the lexicons, and each frame binds figures by the words beside them.

mod alone;
mod arity;
mod calendar;
mod change;
mod conversion;
mod count;
mod grain;
mod headline;
mod interval;
mod lasting;
mod list;
mod measure;
mod order;
mod noun;
mod ratio;
mod recall;
mod sentence;
mod share;
mod statements;
mod sum;

use crate::extract::claims::sentence::Sentence;
use crate::facts::{Claim, Facts, Statement};
use crate::lexicon::LexiconFile;

/// A stretch of text longer than this many bytes without the end of a sentence is a
/// list or a log, and claims nothing; the frames look at a sentence more than once.
const LONGEST_SENTENCE: usize = 4_000;

/// Every claim of a document and what it says of each quantity, in the order of the text.
pub(super) fn claims(facts: &Facts<'_>) -> (Vec<Claim>, Vec<Statement>) {
    let mut claims = Vec::new();
    let mut statements = Vec::new();
    let mut lead = statements::Lead::default();
    let mut told = Vec::new();
    let mut last: Option<Sentence<'_, '_>> = None;
    for span in facts.sentences.iter().filter(|sentence| sentence.len() <= LONGEST_SENTENCE) {
        let Some(mut sentence) = Sentence::read(facts, *span) else { continue };
        sentence.before = last.take().filter(|last| last.block == sentence.block).map(|mut last| {
            last.before = None;
            Box::new(last)
        });
        let first_claim = claims.len();
        let lexicon = facts.lexicons.file(facts.languages[sentence.block]);
        if let Some(words) = &lexicon.change {
            change::bind(&sentence, words, &mut claims);
        }
        if let Some(words) = &lexicon.share {
            share::bind(&sentence, words, &mut claims);
        }
        if let Some(words) = &lexicon.sum {
            sum::bind(&sentence, words, &mut claims);
        }
        if let Some(words) = &lexicon.conversion {
            conversion::bind(&sentence, words, &mut claims);
            conversion::scale::bind(&sentence, words, &mut claims);
        }
        if let Some(words) = &lexicon.ratio {
            ratio::bind(&sentence, words, &mut claims);
        }
        if let Some(words) = &lexicon.measure {
            measure::bind(&sentence, words, &mut claims);
        }
        lists(&sentence, lexicon, &mut claims);
        alone::bind(&sentence, lexicon, &mut claims, first_claim);
        if let Some(words) = &lexicon.statement {
            statements::read(&sentence, lexicon, words, &claims[first_claim..], &mut lead, &mut statements);
        }
        if let Some(words) = &lexicon.recall {
            recall::gather(&sentence, words, &mut told);
        }
        last = Some(sentence);
    }
    conversion::exchange::bind(facts, &mut claims);
    headline::bind(facts, &mut claims);
    recall::bind(facts, &told, &mut claims);
    calendar::bind(facts, &mut claims);
    claims.sort_by_key(|claim| claim.cue.start);
    (claims, statements)
}

/// Lists, orders, stretches of time and intervals.
fn lists(sentence: &Sentence<'_, '_>, lexicon: &LexiconFile, claims: &mut Vec<Claim>) {
    if let (Some(words), Some(list)) = (&lexicon.arity, &lexicon.list) {
        arity::bind(sentence, words, list, claims);
    }
    if let (Some(words), Some(list)) = (&lexicon.count, &lexicon.list) {
        count::bind(sentence, words, list, claims);
    }
    if let Some(words) = &lexicon.order {
        order::bind(sentence, words, claims);
    }
    if let Some(words) = &lexicon.lasting {
        lasting::bind(sentence, words, claims);
    }
    if let Some(words) = &lexicon.interval {
        interval::bind(sentence, words, claims);
    }
    if let Some(words) = &lexicon.grain {
        grain::bind(sentence, words, claims);
    }
}
