//! What a run has checked and found, told at its end.

use std::collections::BTreeMap;
use std::time::Duration;

use super::walk::Found;
use super::{complain, tell};
use crate::config::Settings;
use crate::diagnostic::{Diagnostic, Level, Scope};
use crate::document::Document;
use crate::lint::Audit;
pub(super) use crate::number::counted;

/// How many broken records of a file are named before the rest is counted.
const NAMED_RECORDS: usize = 10;

/// How many names are listed before the rest is counted.
const LISTED: usize = 3;

/// What a run has checked and found.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Documents that were read.
    pub(super) documents: usize,
    /// Documents that hold prose.
    pub(super) with_prose: usize,
    figures: usize,
    levels: BTreeMap<Level, usize>,
    unlikely: usize,
    minor: usize,
    silenced: usize,
    /// Repairs that were made.
    pub(super) repaired: usize,
    unreliable: Vec<String>,
    /// Whether something is shown that calls for exit code 1.
    pub(super) fails: bool,
    /// How many records of each file are broken, or have no text.
    broken: BTreeMap<String, usize>,
    without_field: BTreeMap<String, usize>,
    /// Whether something could not be done.
    pub(super) has_failed: bool,
}

impl Tally {
    /// Leaves of a document's findings what is shown.
    pub(super) fn leave_shown(&mut self, audit: &mut Audit, settings: &Settings) {
        audit.diagnostics.retain(|diagnostic| self.is_shown(diagnostic, settings));
    }

    fn is_shown(&mut self, diagnostic: &Diagnostic, settings: &Settings) -> bool {
        if diagnostic.confidence < settings.confidence.value {
            self.unlikely += 1;
            return false;
        }
        if diagnostic.level < settings.level.value {
            self.minor += 1;
            return false;
        }
        true
    }

    /// Counts a document and what is shown of it.
    pub(super) fn count(&mut self, document: &Document, audit: &Audit, settings: &Settings) {
        self.documents += 1;
        self.with_prose += usize::from(!document.blocks().is_empty());
        self.figures += audit.figures;
        self.silenced += audit.silenced.len();
        for diagnostic in &audit.diagnostics {
            *self.levels.entry(diagnostic.level).or_default() += 1;
            self.fails |= settings.fail_on.value.level().is_some_and(|least| diagnostic.level >= least);
        }
        self.unreliable.extend(unreliable(document, &audit.diagnostics));
    }

    /// Notes that something could not be done, and tells it.
    pub(super) fn fail(&mut self, what: &str) {
        self.has_failed = true;
        complain(&what);
    }

    /// Notes that a record is broken; the first ones are named.
    pub(super) fn fail_record(&mut self, name: &str, what: &str) {
        let broken = self.broken.entry(name.to_owned()).or_default();
        *broken += 1;
        if *broken <= NAMED_RECORDS {
            complain(&what);
        }
        self.has_failed = true;
    }

    /// Notes that a record has no text.
    pub(super) fn without_field(&mut self, name: &str) {
        *self.without_field.entry(name.to_owned()).or_default() += 1;
    }

    /// Tells which records were not audited.
    pub(super) fn tell_records(&self, quiet: bool, field: Option<&str>) {
        for (name, count) in &self.broken {
            if let more @ 1.. = count.saturating_sub(NAMED_RECORDS) {
                complain(&format_args!("cannot read {} more of {name}", counted(more, "record")));
            }
        }
        let lack = field.map_or_else(|| "text".to_owned(), |field| format!("text in the field {field}"));
        for (name, count) in self.without_field.iter().filter(|_| !quiet) {
            let have = if *count == 1 { "has" } else { "have" };
            tell(&format_args!("{name}: note: {} {have} no {lack}", counted(*count, "record")));
        }
    }

    /// Tells what was checked and what was found.
    pub(super) fn tell(&self, time: Duration) {
        for line in &self.unreliable {
            tell(line);
        }
        tell(&self.line(time));
    }

    fn line(&self, time: Duration) -> String {
        let found: Vec<String> = [Level::Error, Level::Warning, Level::Note]
            .into_iter()
            .filter_map(|level| Some(counted(*self.levels.get(&level)?, level.as_str())))
            .collect();
        if self.documents == 0 {
            return "checked 0 documents".to_owned();
        }
        let found = if found.is_empty() { "nothing found".to_owned() } else { found.join(", ") };
        let mut line = format!(
            "checked {}, {}: {found} in {:.2} s",
            counted(self.documents, "document"),
            counted(self.figures, "figure"),
            time.as_secs_f64(),
        );
        if self.unlikely > 0 {
            let hidden = counted(self.unlikely, "finding");
            line.push_str(&format!("; {hidden} of lower confidence not shown (--confidence low shows them)"));
        }
        if self.minor > 0 {
            line.push_str(&format!("; {} of lower level not shown", counted(self.minor, "finding")));
        }
        if self.repaired > 0 {
            line.push_str(&format!("; {} made", counted(self.repaired, "repair")));
        }
        if self.silenced > 0 {
            line.push_str(&format!("; {} ignored as sound", counted(self.silenced, "finding")));
        }
        line
    }
}

/// Says of a document with moved digits that none of its figures can be trusted.
fn unreliable(document: &Document, diagnostics: &[Diagnostic]) -> Option<String> {
    let notes: Vec<&Diagnostic> = diagnostics.iter().filter(|d| d.taints.is_some()).collect();
    let first = notes.first()?;
    // The note about the whole document says more than one about a paragraph.
    let note = notes.iter().find(|note| note.taints == Some(Scope::Document)).unwrap_or(first);
    Some(format!("{}: unreliable: {}", document.name, note.message))
}

/// Tells what was found in folders and not read.
pub(super) fn tell_unread(found: &Found) {
    for (kind, names) in &found.unread {
        let mut names = names.clone();
        names.sort();
        names.dedup();
        let were = if names.len() == 1 { "was" } else { "were" };
        let files = counted(names.len(), "file");
        tell(&format_args!("{files} {were} not read: {} ({kind} are not supported yet)", listed(&names)));
    }
    let count: usize = found.passed_over.values().sum();
    if count > 0 {
        let were = if count == 1 { "was" } else { "were" };
        let mut kinds: Vec<_> = found.passed_over.iter().collect();
        kinds.sort_by_key(|(kind, count)| (std::cmp::Reverse(**count), *kind));
        let kinds: Vec<String> = kinds.into_iter().map(|(kind, _)| kind.clone()).collect();
        let files = counted(count, "other file");
        tell(&format_args!("{files} {were} passed over: {} (name a file to have it read)", listed(&kinds)));
    }
}

/// The first names, and how many more there are.
fn listed(names: &[String]) -> String {
    let shown = names[..names.len().min(LISTED)].join(", ");
    match names.len().saturating_sub(LISTED) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_names_what_was_found_and_what_is_hidden() {
        let tally = Tally { documents: 1, figures: 231, ..Tally::default() };
        assert_eq!(tally.line(Duration::ZERO), "checked 1 document, 231 figures: nothing found in 0.00 s");
        let levels = [(Level::Error, 30), (Level::Note, 1)].into();
        let tally = Tally { documents: 5, figures: 1, levels, unlikely: 4, ..Tally::default() };
        assert_eq!(
            tally.line(Duration::from_millis(20)),
            "checked 5 documents, 1 figure: 30 errors, 1 note in 0.02 s; \
             4 findings of lower confidence not shown (--confidence low shows them)"
        );
        let tally = Tally { documents: 1, silenced: 2, ..Tally::default() };
        assert!(tally.line(Duration::ZERO).ends_with("; 2 findings ignored as sound"));
    }

    #[test]
    fn a_long_list_is_cut() {
        let names: Vec<String> = ["a", "b", "c", "d"].map(str::to_owned).to_vec();
        assert_eq!(listed(&names), "a, b, c and 1 more");
        assert_eq!(listed(&names[..2]), "a, b");
    }
}
