//! The state of a paragraph or document whose digits were moved about.
//!
//! A document whose digits were put back into the wrong slots holds figures that
//! look sound and are not. One note per paragraph says so, and one for the
//! document where the evidence is spread; never one per figure.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::check::{Check, Finding};
use crate::diagnostic::Scope;
use crate::facts::{Facts, Malformation, Mention, Reading};
use crate::span::Span;

/// `[check.contamination]` takes no options.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContaminationCheck {}

/// So many garbled figures are no stray typo.
const ENOUGH: usize = 2;

/// So many garbled figures make a document unreliable.
const SPREAD: usize = 3;

impl Check for ContaminationCheck {
    const PLACEHOLDERS: &'static [&'static str] = &["count", "figures", "scope"];

    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
        let evidence: Vec<&Mention> = facts.mentions.iter().filter(|mention| is_evidence(mention)).collect();
        let is_spread = evidence.first().map(|mention| mention.block) != evidence.last().map(|mention| mention.block);
        if evidence.len() >= SPREAD && is_spread {
            findings.push(finding(facts, &evidence, Scope::Document));
        }
        for paragraph in evidence.chunk_by(|one, other| one.block == other.block) {
            if paragraph.len() >= ENOUGH {
                findings.push(finding(facts, paragraph, Scope::Paragraph));
            }
        }
    }
}

fn finding(facts: &Facts<'_>, evidence: &[&Mention], scope: Scope) -> Finding {
    let first = evidence.first().map_or(Span::new(0, 0), |mention| place(mention));
    let quoted: Vec<String> =
        evidence.iter().take(3).map(|mention| format!("\"{}\"", facts.text(place(mention)))).collect();
    let more = if evidence.len() > 3 { " …" } else { "" };
    let is_torn = evidence.iter().filter(|mention| mention.glued.is_some()).count() * 2 > evidence.len();
    let word = match scope {
        Scope::Paragraph => "paragraph",
        Scope::Document => "document",
    };
    let finding = Finding::labelled([("text", first)])
        .with("scope", word)
        .with("count", evidence.len())
        .with("figures", format!("{}{more}", quoted.join(", ")))
        .caused_by(if is_torn { "torn-decimals" } else { "moved-digits" });
    Finding { taints: Some(scope), ..finding }
}

/// Whether a figure shows that digits were lost or moved, not just mistyped.
fn is_evidence(mention: &Mention) -> bool {
    match mention.reading {
        Reading::Malformed(Malformation::Grouping | Malformation::Placeholder) => mention.digits.len() > 1,
        // A word before the figure that lacks its blank: one half of a torn decimal.
        Reading::Value(_) => mention.glued.is_some_and(|glued| glued.start < mention.digits.start),
        _ => false,
    }
}

fn place(mention: &Mention) -> Span {
    mention.glued.unwrap_or(mention.digits)
}
