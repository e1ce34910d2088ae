//! A figure that is written in a way that no figure is.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::check::{Check, Finding};
use crate::facts::{Facts, Malformation, Mention, Reading};
use crate::span::Span;

/// `[check.number]`: exactly one of its keys.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NumberCheck {
    /// The way in which the figure is malformed.
    malformed: Option<Malformation>,
    /// A word is run together with the figure.
    #[serde(default)]
    glued: bool,
    /// A unit stands without its figure.
    #[serde(default)]
    missing: bool,
}

impl Check for NumberCheck {
    const PLACEHOLDERS: &'static [&'static str] = &["number"];

    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
        let places = facts.mentions.iter().filter_map(|mention| self.place(mention));
        findings.extend(places.map(|span| Finding::labelled([("number", span)])));
    }
}

impl NumberCheck {
    fn place(&self, mention: &Mention) -> Option<Span> {
        match &mention.reading {
            Reading::Malformed(way) if Some(*way) == self.malformed => Some(mention.digits),
            Reading::Missing if self.missing => Some(mention.span),
            Reading::Value(_) if self.glued => mention.glued,
            _ => None,
        }
    }
}
