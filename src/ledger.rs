//! What became of every number of a document, so that silence is never mistaken
//! for approval.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::diagnostic::{Diagnostic, Level};
use crate::facts::{Facts, Mention, MentionId, Reading};
use crate::span::Span;

/// A claim of more figures than this lists no more of them at each.
const MOST_OTHERS: usize = 16;

/// What became of a document's numbers.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// Every number, in the order of the text.
    pub entries: Vec<Entry>,
    /// How many claims there are of each frame.
    pub claims: BTreeMap<&'static str, usize>,
}

/// A line of the ledger.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The number.
    pub mention: Mention,
    /// What became of it.
    pub status: Status,
    /// The claims that it took part in, in the order of the text.
    pub parts: Vec<Part>,
}

/// A claim that a number took part in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What kind of claim it is: "share".
    pub frame: &'static str,
    /// What the number is in it: "whole".
    pub role: &'static str,
    /// The words that state it.
    pub cue: Span,
    /// The other figures, of a long list the first.
    pub others: Vec<Span>,
}

/// What became of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// It took part in a claim that holds.
    Consistent,
    /// It took part in a claim that cannot be true, or cannot be true itself.
    Contradicted,
    /// It is no number.
    Malformed,
    /// Its paragraph is contaminated, so that it cannot be trusted.
    Unverified,
    /// Nothing is claimed about it.
    Unchecked,
    /// It counts and measures nothing.
    NotAQuantity,
}

impl Status {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Consistent => "consistent",
            Status::Contradicted => "contradicted",
            Status::Malformed => "malformed",
            Status::Unverified => "unverified",
            Status::Unchecked => "unchecked",
            Status::NotAQuantity => "not a quantity",
        }
    }
}

impl Ledger {
    /// How many figures there are: whatever counts or measures something.
    pub fn figures(&self) -> usize {
        self.entries.iter().filter(|entry| entry.status != Status::NotAQuantity).count()
    }

    /// How many figures take part in a claim.
    pub fn claimed(&self) -> usize {
        self.entries.iter().filter(|entry| !entry.parts.is_empty()).count()
    }
}

/// Gives every number its status. A paragraph is contaminated where a finding
/// that taints its surroundings points into it.
pub fn ledger(facts: &Facts<'_>, diagnostics: &[Diagnostic]) -> Ledger {
    let places = |wanted: fn(&Diagnostic) -> bool| {
        diagnostics.iter().filter(move |d| wanted(d)).flat_map(|d| &d.labels).map(|label| label.span)
    };
    let found = Covered::by(places(|diagnostic| diagnostic.level > Level::Note));
    let contaminated: HashSet<usize> =
        places(|diagnostic| diagnostic.taints.is_some()).filter_map(|span| facts.block_at(span.start)).collect();
    let mut claims = BTreeMap::new();
    for claim in &facts.claims {
        *claims.entry(claim.relation.frame()).or_default() += 1;
    }
    let mut parts = parts(facts);
    let entries = facts.mentions.iter().enumerate().map(|(i, mention)| {
        let parts = parts.remove(&MentionId(i)).unwrap_or_default();
        let status = match &mention.reading {
            Reading::NotAQuantity(_) => Status::NotAQuantity,
            Reading::Malformed(_) | Reading::Missing => Status::Malformed,
            _ if mention.glued.is_some() => Status::Malformed,
            _ if found.touches(mention.digits) => Status::Contradicted,
            _ if contaminated.contains(&mention.block) => Status::Unverified,
            _ if !parts.is_empty() => Status::Consistent,
            _ => Status::Unchecked,
        };
        Entry { mention: mention.clone(), status, parts }
    });
    Ledger { entries: entries.collect(), claims }
}

/// The claims that each number takes part in.
fn parts(facts: &Facts<'_>) -> HashMap<MentionId, Vec<Part>> {
    let mut parts: HashMap<MentionId, Vec<Part>> = HashMap::new();
    for claim in &facts.claims {
        let roles = claim.relation.roles();
        for (role, id) in &roles {
            let others = roles.iter().filter(|(_, other)| other != id).take(MOST_OTHERS);
            let part = Part {
                frame: claim.relation.frame(),
                role,
                cue: claim.cue,
                others: others.map(|(_, other)| facts.mention(*other).span).collect(),
            };
            parts.entry(*id).or_default().push(part);
        }
    }
    parts
}

/// Stretches of the text, of which none touches another.
struct Covered(Vec<Span>);

impl Covered {
    /// The union of some spans.
    fn by(spans: impl Iterator<Item = Span>) -> Covered {
        let mut spans: Vec<Span> = spans.filter(|span| !span.is_empty()).collect();
        spans.sort_unstable();
        let mut union: Vec<Span> = Vec::new();
        for span in spans {
            match union.last_mut() {
                Some(last) if span.start < last.end => last.end = last.end.max(span.end),
                _ => union.push(span),
            }
        }
        Covered(union)
    }

    /// Whether some of a span is covered.
    fn touches(&self, span: Span) -> bool {
        let before = self.0.partition_point(|covered| covered.start < span.end);
        before.checked_sub(1).is_some_and(|i| self.0[i].overlaps(span))
    }
}
