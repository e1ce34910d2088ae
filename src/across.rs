//! Figures of one document that another one contradicts.
//!
//! What is kept of a document is what it says of its quantities. Statements are
//! joined by what they are said of and by the names beside them, so that thousands
//! of documents are not compared in pairs. That two documents speak of the same
//! event has to show: their sentences must agree in other figures. What grew from
//! one date to the next is no contradiction.

use std::collections::{HashMap, HashSet};

use crate::bounds::Bounds;
use crate::facts::statement::{Doer, Kind, Timing};
use crate::facts::{Conflict, Elsewhere, Facts, Statement, Stem};
use crate::number::{Hedge, Reach};
use crate::span::{Place, Span};

/// So many of the names in a clause are used to find statements of the same.
const MOST_NAMES: usize = 6;

/// A statement is compared with so many others that it may be the same as.
const MOST_COMPARED: usize = 8;

/// So many other figures of two sentences that agree show that they tell of one event.
const ENOUGH_AGREE: usize = 2;

/// What a document says, without its text.
#[derive(Debug, Default)]
pub struct Digest {
    told: Vec<Told>,
}

/// A statement and where it stands.
#[derive(Debug)]
struct Told {
    statement: Statement,
    dimension: String,
    /// What it may stand for, in its own unit and in base units.
    printed: Bounds,
    in_base: Bounds,
    at: Elsewhere,
    here: Span,
}

impl Told {
    /// Whether some rounding, hedge or cut reconciles it with another.
    fn agrees(&self, other: &Told) -> bool {
        // A ton may be short or long, but it is the same one in both.
        if self.statement.unit == other.statement.unit {
            return self.printed.may_equal(other.printed);
        }
        self.in_base.may_equal(other.in_base)
    }
}

impl Digest {
    /// What is kept of a document. `place` tells where a span stands in its file.
    pub fn of(facts: &Facts<'_>, place: impl Fn(Span) -> Place) -> Digest {
        let told = facts.statements.iter().filter_map(|statement| {
            let units = &facts.lexicons.units;
            let printed = statement.number.bounds(Reach::Widest)?;
            let in_base = statement.unit.map_or(Some(printed), |unit| units.in_base(printed, unit))?;
            let here = statement.place;
            let (path, has_bytes) = (facts.document.name.clone(), facts.document.has_bytes());
            let address = facts.document.address(here.start).map(ToString::to_string);
            let words = facts.text(here).split_whitespace().collect::<Vec<_>>().join(" ");
            Some(Told {
                dimension: statement.unit.map(|unit| units.get(unit).dimension.clone()).unwrap_or_default(),
                at: Elsewhere { path, place: place(here), address, has_bytes, words },
                statement: statement.clone(),
                printed,
                in_base,
                here,
            })
        });
        Digest { told: told.collect() }
    }
}

/// Which figures of each document others contradict.
pub fn conflicts(documents: &[Digest]) -> Vec<Vec<Conflict>> {
    let mut found: Vec<Vec<Conflict>> = documents.iter().map(|_| Vec::new()).collect();
    let mut index: HashMap<Key<'_>, Vec<(usize, usize)>> = HashMap::new();
    let mut seen: HashSet<[(usize, usize); 2]> = HashSet::new();
    for (d, document) in documents.iter().enumerate() {
        for (s, told) in document.told.iter().enumerate() {
            for key in keys(told) {
                let others = index.entry(key).or_default();
                for (e, t) in others.iter().rev().take(MOST_COMPARED).copied().filter(|(e, _)| *e != d) {
                    if seen.insert([(e, t), (d, s)]) && contradict(&documents[e], t, document, s) {
                        let other = &documents[e].told[t];
                        found[e].push(Conflict { here: other.here, there: told.at.clone() });
                        found[d].push(Conflict { here: told.here, there: other.at.clone() });
                    }
                }
                others.push((d, s));
            }
        }
    }
    found
}

/// What two statements of one thing have in common.
type Key<'t> = (&'t str, &'t [Stem], Option<Stem>, [Stem; 2]);

fn keys(told: &Told) -> Vec<Key<'_>> {
    let Statement { about, scope, .. } = &told.statement;
    if about.kind != Kind::Plain || about.verb.is_none() {
        return Vec::new();
    }
    let names = &scope.names[..scope.names.len().min(MOST_NAMES)];
    let pairs = names.iter().enumerate().flat_map(|(i, one)| names[i + 1..].iter().map(move |other| [*one, *other]));
    pairs.map(|pair| (told.dimension.as_str(), about.thing.as_slice(), about.verb, pair)).collect()
}

fn contradict(one_document: &Digest, one: usize, other_document: &Digest, other: usize) -> bool {
    let (a, b) = (&one_document.told[one], &other_document.told[other]);
    let is_open = |told: &Told| told.statement.number.hedge != Hedge::None;
    if a.agrees(b) || is_open(a) && is_open(b) || a.statement.about.rate != b.statement.about.rate {
        return false;
    }
    let enough = match a.statement.period.timing(&b.statement.period) {
        Timing::Different => return false,
        Timing::Same => 1,
        Timing::Unknown | Timing::HalfKnown => ENOUGH_AGREE,
    };
    let doers = (&a.statement.about.doer, &b.statement.about.doer);
    let is_someone_else = matches!(doers, (Doer::Somebody(one), Doer::Somebody(other)) if one != other);
    !is_someone_else && agreeing(one_document, one, other_document, other) >= enough
}

/// How many other figures of the two sentences agree.
fn agreeing(one_document: &Digest, one: usize, other_document: &Digest, other: usize) -> usize {
    let beside = |document: &'_ Digest, at: usize| {
        let sentence = document.told[at].statement.sentence;
        let start = document.told.partition_point(|told| told.statement.sentence < sentence);
        let end = document.told.partition_point(|told| told.statement.sentence <= sentence);
        (start..end).filter(move |i| *i != at)
    };
    let is_same = |a: &Told, b: &Told| {
        let shared = a.statement.about.thing.iter().filter(|stem| b.statement.about.thing.contains(stem)).count();
        let is_alike = shared >= 2 || a.statement.about.thing == b.statement.about.thing;
        is_alike && a.dimension == b.dimension && a.agrees(b)
    };
    // Sentences are of a bounded length, and so is their product.
    let mates: Vec<usize> = beside(other_document, other).take(MOST_COMPARED).collect();
    beside(one_document, one)
        .take(MOST_COMPARED)
        .filter(|i| mates.iter().any(|j| is_same(&one_document.told[*i], &other_document.told[*j])))
        .count()
}
