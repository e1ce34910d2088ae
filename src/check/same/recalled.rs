//! A figure that is told again with another value: in a later sentence, or below the headline.

use std::collections::HashSet;

use crate::check::Finding;
use crate::document::BlockKind;
use crate::facts::{Extent, Facts, Recall, Relation};
use crate::number::Reach;
use crate::span::Span;

/// Adds figures that are told again with another value, but for those in `told` already.
pub(super) fn run(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let told: HashSet<Span> = findings.iter().flat_map(|finding| finding.labels.iter().map(|label| label.1)).collect();
    for (recall, confidence) in recalls(facts, false) {
        let (again, first) = (facts.mention(recall.again).span, facts.mention(recall.told).span);
        if !told.contains(&again) && is_contradicted(facts, &recall) {
            findings.push(Finding::labelled([("other", again), ("one", first)]).at_most(confidence));
        }
    }
}

/// Adds figures of the headline that the text tells again with another value.
pub(super) fn below_headline(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let told: HashSet<Span> = findings.iter().flat_map(|finding| finding.labels.iter().map(|label| label.1)).collect();
    for (recall, confidence) in recalls(facts, true) {
        let (head, body) = (facts.mention(recall.told).span, facts.mention(recall.again).span);
        if !told.contains(&head) && is_contradicted(facts, &recall) {
            findings.push(Finding::labelled([("head", head), ("body", body)]).at_most(confidence));
        }
    }
}

/// Adds parts of what was told that are larger than all of it.
pub(super) fn parts(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for claim in &facts.claims {
        let Relation::Recall(Recall { told, again, extent: Extent::Part }) = claim.relation else { continue };
        let (whole, part) = (facts.mention(told), facts.mention(again));
        let bounds = facts.comparable(part, whole, Reach::Widest);
        if bounds.is_some_and(|(part, whole)| part.surely_exceeds(whole)) {
            let finding = Finding::labelled([("whole", whole.span), ("part", part.span)]);
            findings.push(finding.at_most(claim.confidence));
        }
    }
}

fn recalls<'f>(
    facts: &'f Facts<'_>,
    of_headline: bool,
) -> impl Iterator<Item = (Recall, crate::diagnostic::Confidence)> + 'f {
    let has_headline = facts.document.blocks().first().is_some_and(|block| block.kind == BlockKind::Heading);
    facts.claims.iter().filter_map(move |claim| {
        let Relation::Recall(recall) = claim.relation else { return None };
        let is_of_headline = has_headline && claim.block == 0;
        (is_of_headline == of_headline && recall.extent == Extent::All).then_some((recall, claim.confidence))
    })
}

/// Whether no rounding makes the two figures the same.
fn is_contradicted(facts: &Facts<'_>, recall: &Recall) -> bool {
    let (told, again) = (facts.mention(recall.told), facts.mention(recall.again));
    facts.comparable(told, again, Reach::Widest).is_some_and(|(told, again)| !told.may_equal(again))
}
