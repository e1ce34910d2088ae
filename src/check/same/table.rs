//! A figure of the text and the cell of a table that it names.

use crate::check::Finding;
use crate::check::table::{column, row};
use crate::facts::{Facts, Relation};
use crate::number::Reach;

/// Adds figures of the text that a table gives another value for.
pub(super) fn run(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for claim in &facts.claims {
        let Relation::Same(same) = &claim.relation else { continue };
        let bounds = |id, reach| facts.mention(id).number().and_then(|number| number.bounds(reach));
        let in_scale = bounds(same.cell, Reach::Usual).and_then(|cell| cell.times(same.scale));
        let (Some(stated), Some(cell)) = (bounds(same.text, Reach::Widest), in_scale) else { continue };
        if !stated.may_equal(cell) {
            let labels = [("one", facts.mention(same.text).span), ("other", facts.mention(same.cell).span)];
            let finding = Finding::labelled(labels)
                .with("row", row(facts, claim.evidence, same.cell))
                .with("column", column(facts, claim.evidence, same.cell));
            findings.push(finding.at_most(claim.confidence));
        }
    }
}
