//! What became of every number of a document, so that silence is never mistaken
//! for approval.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Level};
use crate::facts::{Facts, Mention, MentionId, Reading};

/// A line of the ledger.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The number.
    pub mention: Mention,
    /// What became of it.
    pub status: Status,
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

/// Gives every number its status. A paragraph is contaminated where a finding
/// that taints its surroundings points into it.
pub fn ledger(facts: &Facts<'_>, diagnostics: &[Diagnostic]) -> Vec<Entry> {
    let places = |wanted: fn(&Diagnostic) -> bool| {
        let mut spans: Vec<_> =
            diagnostics.iter().filter(|d| wanted(d)).flat_map(|d| &d.labels).map(|label| label.span).collect();
        spans.sort_unstable();
        spans
    };
    let found = places(|diagnostic| diagnostic.level > Level::Note);
    let contaminated: HashSet<usize> =
        places(|diagnostic| diagnostic.taints.is_some()).iter().filter_map(|span| facts.block_at(span.start)).collect();
    let claimed: HashSet<MentionId> = facts.claims.iter().flat_map(|claim| claim.relation.mentions()).collect();
    let status = |id: MentionId, mention: &Mention| match &mention.reading {
        Reading::NotAQuantity(_) => Status::NotAQuantity,
        Reading::Malformed(_) | Reading::Missing => Status::Malformed,
        _ if mention.glued.is_some() => Status::Malformed,
        // Labels are few beside numbers; a sorted list keeps this linear in practice.
        _ if overlaps_any(&found, mention) => Status::Contradicted,
        _ if contaminated.contains(&mention.block) => Status::Unverified,
        _ if claimed.contains(&id) => Status::Consistent,
        _ => Status::Unchecked,
    };
    let mentions = facts.mentions.iter().enumerate();
    mentions.map(|(i, mention)| Entry { mention: mention.clone(), status: status(MentionId(i), mention) }).collect()
}

fn overlaps_any(sorted: &[crate::span::Span], mention: &Mention) -> bool {
    let after = sorted.partition_point(|span| span.start < mention.span.end);
    // Labels hardly ever nest, so the last few that begin before are enough.
    sorted[..after].iter().rev().take(8).any(|span| span.overlaps(mention.digits))
}
