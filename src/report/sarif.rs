//! SARIF 2.1.0, which code scanning services take.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use serde_json::{Value, json};
use serde_sarif::sarif;

use crate::diagnostic::{Confidence, Diagnostic, Fix, Foreign, Label, Level, Safety};
use crate::document::Document;
use crate::lint::Audit;
use crate::report::Reporter;
use crate::report::position::Positions;
use crate::rule::Rule;
use crate::rules::RuleSet;
use crate::span::Span;
use crate::suppress::{By, Silenced};

mod uri;

/// The name of our fingerprints; the number changes when what they hash does.
const FINGERPRINT: &str = "statlint/v1";

/// Keeps the results until the end: SARIF is one object for the whole run.
#[derive(Debug)]
pub(super) struct Sarif<'a> {
    rules: Vec<sarif::ReportingDescriptor>,
    index: HashMap<&'a str, i64>,
    results: Vec<sarif::Result>,
    /// Whether what somebody has said is sound is written as well. GitHub does not know
    /// that such a result is settled, and would open an alert for it.
    with_silenced: bool,
}

impl<'a> Sarif<'a> {
    /// Describes the rules that ran.
    pub(super) fn new(rules: &'a RuleSet, with_silenced: bool) -> Sarif<'a> {
        Sarif {
            rules: rules.iter().map(descriptor).collect(),
            index: rules.iter().map(|rule| rule.code.as_str()).zip(0..).collect(),
            results: Vec::new(),
            with_silenced,
        }
    }

    fn result(&self, positions: &Positions<'_>, diagnostic: &Diagnostic) -> sarif::Result {
        let message = match &diagnostic.cause {
            Some(cause) => format!("{}\n{cause}", diagnostic.message),
            None => diagnostic.message.clone(),
        };
        let mut properties = vec![("confidence", json!(diagnostic.confidence.as_str()))];
        if !diagnostic.also.is_empty() {
            properties.push(("also", json!(diagnostic.also)));
        }
        let mut result = sarif::Result::builder()
            .rule_id(&diagnostic.code)
            // Readers that do not look into the rules take a missing level for a clean result.
            .level(level(diagnostic.level))
            .message(text(message))
            .locations(vec![location(positions, diagnostic.primary())])
            .partial_fingerprints(BTreeMap::from([(FINGERPRINT.to_owned(), diagnostic.fingerprint.clone())]))
            .properties(bag(properties))
            .build();
        result.rule_index = self.index.get(diagnostic.code.as_str()).copied();
        let here = diagnostic.related().iter().zip(1..).map(|(label, id)| related_location(positions, label, id));
        let first = integer(diagnostic.labels.len().max(1));
        let there = diagnostic.elsewhere.iter().zip(first..).map(|(foreign, id)| foreign_location(foreign, id));
        let related = here.chain(there);
        result.related_locations = Some(related.collect::<Vec<_>>()).filter(|related| !related.is_empty());
        result.fixes = diagnostic.fix.as_ref().and_then(|fix| safe_fix(positions, fix)).map(|fix| vec![fix]);
        result
    }
}

impl Reporter for Sarif<'_> {
    fn document(&mut self, document: &Document, audit: &Audit, _: &mut dyn Write) -> io::Result<()> {
        let silenced = if self.with_silenced { &audit.silenced[..] } else { &[] };
        if audit.diagnostics.is_empty() && silenced.is_empty() {
            return Ok(());
        }
        let positions = Positions::new(document);
        for diagnostic in &audit.diagnostics {
            self.results.push(self.result(&positions, diagnostic));
        }
        for it in silenced {
            let mut result = self.result(&positions, &it.diagnostic);
            result.suppressions = Some(vec![suppression(it)]);
            self.results.push(result);
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let mut driver = sarif::ToolComponent::builder()
            .name(env!("CARGO_PKG_NAME"))
            .version(env!("CARGO_PKG_VERSION"))
            .semantic_version(env!("CARGO_PKG_VERSION"))
            .short_description(formatted(env!("CARGO_PKG_DESCRIPTION")))
            .rules(std::mem::take(&mut self.rules))
            .build();
        // Cargo gives an empty text where the manifest names no repository, and that is no URI.
        driver.information_uri = Some(env!("CARGO_PKG_REPOSITORY").to_owned()).filter(|uri| !uri.is_empty());
        let run = sarif::Run::builder()
            .tool(sarif::Tool::builder().driver(driver).build())
            .column_kind(json!("unicodeCodePoints"))
            .language("en")
            .results(std::mem::take(&mut self.results))
            .build();
        let log = sarif::Sarif::builder().schema(sarif::SCHEMA_URL).version(json!("2.1.0")).runs(vec![run]).build();
        serde_json::to_writer_pretty(&mut *out, &log)?;
        out.write_all(b"\n")
    }
}

fn descriptor(rule: &Rule) -> sarif::ReportingDescriptor {
    let markdown = format!("{}\n\n**What to do:** {}", rule.why, rule.help);
    let help = sarif::MultiformatMessageString::builder().text(&rule.help).markdown(markdown).build();
    let precision = match rule.confidence {
        Confidence::High => "very-high",
        Confidence::Medium => "high",
        Confidence::Low => "low",
    };
    let properties = [
        ("confidence", json!(rule.confidence.as_str())),
        // These two are what GitHub sorts and filters by.
        ("precision", json!(precision)),
        ("problem.severity", json!(severity(rule.level))),
    ];
    sarif::ReportingDescriptor::builder()
        .id(&rule.code)
        .name(&rule.code)
        .short_description(formatted(&rule.title))
        .full_description(formatted(&rule.why))
        .help(help)
        .default_configuration(sarif::ReportingConfiguration::builder().level(json!(rule.level.as_str())).build())
        .properties(bag(properties))
        .build()
}

fn suppression(silenced: &Silenced) -> sarif::Suppression {
    let kind = match silenced.by {
        By::Comment(_) => "inSource",
        By::Entry(_) | By::Baseline => "external",
    };
    let mut suppression = sarif::Suppression::builder().kind(json!(kind)).build();
    suppression.justification.clone_from(&silenced.reason);
    suppression
}

fn level(level: Level) -> sarif::ResultLevel {
    match level {
        Level::Error => sarif::ResultLevel::Error,
        Level::Warning => sarif::ResultLevel::Warning,
        Level::Note => sarif::ResultLevel::Note,
    }
}

/// GitHub's word for a level.
fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "recommendation",
    }
}

fn location(positions: &Positions<'_>, span: Span) -> sarif::Location {
    let physical = sarif::PhysicalLocation::builder()
        .artifact_location(artifact(positions.document()))
        .region(region(positions, span))
        .build();
    let mut location = sarif::Location::builder().physical_location(physical).build();
    if let Some(address) = positions.document().address(span.start) {
        let logical = sarif::LogicalLocation::builder();
        location.logical_locations =
            Some(vec![logical.fully_qualified_name(address.to_string()).kind(address.kind()).build()]);
    }
    location
}

fn related_location(positions: &Positions<'_>, label: &Label, id: i64) -> sarif::Location {
    let words = positions.document().slice(label.span);
    let message = if label.text.is_empty() { words } else { &label.text };
    let mut location = location(positions, label.span);
    location.id = Some(id);
    location.message = Some(text(message));
    location
}

/// A place in another document.
fn foreign_location(foreign: &Foreign, id: i64) -> sarif::Location {
    let Foreign { at, text: what } = foreign;
    let lines = sarif::Region::builder();
    let mut region = match at.has_bytes {
        false => lines.start_line(1).build(),
        true => lines
            .start_line(integer(at.place.line))
            .start_column(integer(at.place.column))
            .end_line(integer(at.place.end_line))
            .end_column(integer(at.place.end_column))
            .build(),
    };
    region.snippet = Some(content(&at.words));
    let artifact = sarif::ArtifactLocation::builder().uri(uri::of_path(&at.path)).build();
    let physical = sarif::PhysicalLocation::builder().artifact_location(artifact).region(region).build();
    let mut location = sarif::Location::builder().physical_location(physical).build();
    location.id = Some(id);
    location.message = Some(text(if what.is_empty() { &at.words } else { what }));
    location.logical_locations = at
        .address
        .as_ref()
        .map(|address| vec![sarif::LogicalLocation::builder().fully_qualified_name(address).build()]);
    location
}

fn artifact(document: &Document) -> sarif::ArtifactLocation {
    sarif::ArtifactLocation::builder().uri(uri::of_path(&document.name)).build()
}

/// A region with the words of the source as its snippet.
fn region(positions: &Positions<'_>, span: Span) -> sarif::Region {
    let document = positions.document();
    let source = document.source_span(span);
    if !document.has_bytes() {
        // The file has no lines. Services refuse a place without one, so it gets the first.
        let mut region = sarif::Region::builder().start_line(1).build();
        region.snippet = Some(content(document.slice(span)));
        return region;
    }
    let mut region = bare_region(positions, source);
    region.snippet = Some(content(&document.source().text[source.range()]));
    region
}

fn bare_region(positions: &Positions<'_>, source: Span) -> sarif::Region {
    let place = positions.place_in_source(source);
    let offset = positions.characters_before(source.start);
    sarif::Region::builder()
        .start_line(integer(place.line))
        .start_column(integer(place.column))
        .end_line(integer(place.end_line))
        .end_column(integer(place.end_column))
        .char_offset(integer(offset))
        .char_length(integer(positions.characters_before(source.end) - offset))
        .build()
}

/// A fix that a viewer may offer at a click; `None` for one that a person has to think about.
fn safe_fix(positions: &Positions<'_>, fix: &Fix) -> Option<sarif::Fix> {
    let document = positions.document();
    if fix.safety != Safety::Safe
        || !document.has_bytes()
        || !fix.edits.iter().all(|edit| document.is_contiguous(edit.span))
    {
        return None;
    }
    let replacements = fix.edits.iter().map(|edit| {
        let region = bare_region(positions, document.source_span(edit.span));
        sarif::Replacement::builder().deleted_region(region).inserted_content(content(&edit.text)).build()
    });
    let change = sarif::ArtifactChange::builder()
        .artifact_location(artifact(document))
        .replacements(replacements.collect::<Vec<_>>())
        .build();
    Some(sarif::Fix::builder().description(text(&fix.title)).artifact_changes(vec![change]).build())
}

fn text(text: impl Into<String>) -> sarif::Message {
    sarif::Message::builder().text(text).build()
}

fn formatted(text: &str) -> sarif::MultiformatMessageString {
    sarif::MultiformatMessageString::builder().text(text).build()
}

fn content(text: &str) -> sarif::ArtifactContent {
    sarif::ArtifactContent::builder().text(text).build()
}

fn bag(properties: impl IntoIterator<Item = (&'static str, Value)>) -> sarif::PropertyBag {
    let properties: BTreeMap<_, _> = properties.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    sarif::PropertyBag::builder().additional_properties(properties).build()
}

/// SARIF counts in signed numbers; no text is so long that it matters.
fn integer(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests;
