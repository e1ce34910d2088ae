//! A figure that another document contradicts. What contradicts what is worked out
//! over all documents of a run, before any of them is reported on.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::check::{Check, Finding};
use crate::facts::Facts;

/// `[check.across]` takes no options.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AcrossCheck {}

impl Check for AcrossCheck {
    const PLACEHOLDERS: &'static [&'static str] = &["here", "there", "path"];

    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
        findings.extend(facts.conflicts.iter().map(|conflict| {
            let finding = Finding::labelled([("here", conflict.here)])
                .with("there", &conflict.there.words)
                .with("path", &conflict.there);
            Finding { elsewhere: vec![("there", conflict.there.clone())], ..finding }
        }));
    }
}
