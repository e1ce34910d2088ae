//! What a run leaves out because somebody has said that it is sound, and what it
//! writes down for the next one.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Component, Path, PathBuf, absolute};
use std::sync::Arc;

use super::error::CliError;
use super::houses::{Setup, name, read_baseline};
use super::output::Output;
use super::summary::counted;
use super::tell;
use crate::config::{Origin, tidy};
use crate::document::Document;
use crate::lint::Audit;
use crate::suppress::{Baseline, By, Entry, Known, Remark};

/// What a run leaves out, and what it writes down.
#[derive(Debug, Default)]
pub(super) struct Silences {
    /// The entries of configurations, by where they stand.
    entries: BTreeMap<String, Use>,
    /// The baselines that were in use, by their files.
    baselines: BTreeMap<PathBuf, Arc<Baseline>>,
    /// What the baseline knows of files of many records, and no record so far has.
    records: BTreeMap<String, BTreeMap<String, String>>,
    written: Option<Written>,
}

/// An entry of a configuration, and whether it was of use.
#[derive(Debug)]
struct Use {
    entry: Entry,
    /// Whether its rule ran on a document that it speaks of.
    was_tried: bool,
    was_used: bool,
}

/// A baseline that is written.
#[derive(Debug)]
struct Written {
    path: PathBuf,
    now: Baseline,
    earlier: Option<Baseline>,
    documents: BTreeSet<String>,
}

impl Silences {
    /// Before the first document. A baseline that is written anew keeps what it says of
    /// findings that are still there and of documents that are not read this time, so it
    /// has to be sound.
    pub(super) fn new(write: Option<&Path>) -> Result<Silences, CliError> {
        let Some(path) = write else { return Ok(Silences::default()) };
        let earlier = if path.exists() { Some(read_baseline(&path.display().to_string(), path)?) } else { None };
        let path = path.to_owned();
        let written = Written { path, now: Baseline::default(), earlier, documents: BTreeSet::new() };
        Ok(Silences { written: Some(written), ..Silences::default() })
    }

    /// Takes out what somebody has said is sound.
    pub(super) fn take_out(&mut self, path: &Path, document: &Document, audit: &mut Audit, setup: &Setup) {
        let settings = &setup.settings.silences;
        let entries: Vec<&Entry> = settings.iter().map(|setting| &setting.value).collect();
        audit.silence(document, &entries);
        let used: BTreeSet<usize> = audit.silenced.iter().filter_map(|silenced| place(silenced.by)).collect();
        for (i, setting) in settings.iter().enumerate() {
            let entry = self.entries.entry(entry_name(&setting.from)).or_insert_with(|| Use {
                entry: setting.value.clone(),
                was_tried: false,
                was_used: false,
            });
            entry.was_tried |= setup.rules.get(&setting.value.code).is_some();
            entry.was_used |= used.contains(&i);
        }
        if self.written.is_none()
            && let Some((baseline, file)) = &setup.baseline
        {
            self.baselines.entry(file.clone()).or_insert_with(|| Arc::clone(baseline));
            audit.leave_known(baseline, &within(file, path), &setup.rules);
            if document.address(0).is_some_and(|address| address.record().is_some()) {
                self.keep_gone(&document.name, audit);
            }
        }
    }

    /// A baseline does not tell the records of a file apart: what one record has not may be in
    /// another, so that this is told at the end.
    fn keep_gone(&mut self, name: &str, audit: &mut Audit) {
        let of_baseline = |remark: &mut Remark| remark.gone.is_some();
        let remarks = audit.remarks.extract_if(.., of_baseline);
        let gone: BTreeMap<String, String> = remarks.filter_map(|it| Some((it.gone?, it.message))).collect();
        match self.records.get_mut(name) {
            Some(before) => before.retain(|fingerprint, _| gone.contains_key(fingerprint)),
            None => {
                self.records.insert(name.to_owned(), gone);
            }
        }
    }

    /// Takes what is left for the baseline that is written, if one is.
    pub(super) fn write_down(&mut self, path: &Path, document: &Document, audit: &mut Audit) {
        let Some(written) = &mut self.written else { return };
        let path = within(&written.path, path);
        for diagnostic in audit.diagnostics.drain(..) {
            written.now.add(Known::new(&path, document, &diagnostic));
        }
        written.documents.insert(path);
    }

    /// Writes the baseline, if one is written, and tells which entries were of no use.
    pub(super) fn finish(self, is_quiet: bool) -> Result<(), CliError> {
        if !is_quiet {
            self.tell_what_is_gone();
        }
        for (place, Use { entry, was_tried, was_used }) in &self.entries {
            if is_quiet {
                break;
            }
            if entry.reason.is_none() {
                tell(&format_args!("{place}: note: this silence gives no reason; add reason = \"…\""));
            }
            if *was_tried && !was_used {
                let text = entry.text.as_ref().map_or(String::new(), |text| format!(" at {text:?}"));
                tell(&format_args!("{place}: note: there is no {}{text} to silence; take it out", entry.code));
            }
        }
        let Some(Written { path, mut now, earlier, documents }) = self.written else { return Ok(()) };
        if let Some(earlier) = earlier {
            now.keep_from(earlier, |document| documents.contains(document) || !is_there(&path, document));
        }
        let json = now.to_json().map_err(|error| CliError::File { path: path.clone(), reason: error.to_string() })?;
        let mut out = Output::open(Some(&path))?;
        let written = out.write_all(json.as_bytes()).and_then(|()| out.flush());
        out.commit(written)?;
        if !is_quiet {
            tell(&format_args!("wrote {}: {}", path.display(), counted(now.len(), "known finding")));
        }
        Ok(())
    }
}

impl Silences {
    fn tell_what_is_gone(&self) {
        for (file, gone) in &self.records {
            gone.values().for_each(|message| tell(&format_args!("{file}: note: {message}")));
        }
        let here = absolute(".").unwrap_or_default();
        for (path, baseline) in &self.baselines {
            for (document, count) in baseline.documents().filter(|(document, _)| !is_there(path, document)) {
                let (path, findings) = (name(&here, path), counted(count, "finding"));
                tell(&format_args!(
                    "{path}: note: it knows {findings} of {document}, which is not there any more; --write-baseline {path} takes them out"
                ));
            }
        }
    }
}

/// Whether a document of a baseline is still there, or the archive or message that it was in.
fn is_there(baseline: &Path, document: &str) -> bool {
    let folder = baseline.parent().unwrap_or(Path::new(""));
    let document = folder.join(document);
    document.ancestors().take_while(|path| *path != folder).any(Path::is_file)
}

fn place(by: By) -> Option<usize> {
    match by {
        By::Entry(i) => Some(i),
        By::Comment(_) | By::Baseline => None,
    }
}

/// Where an entry stands, whatever glob has led to it.
fn entry_name(from: &Origin) -> String {
    match from {
        Origin::File { name, line, .. } => format!("{name}:{line}"),
        other => other.to_string(),
    }
}

/// What a baseline calls a document: its path from the folder of the baseline.
fn within(baseline: &Path, document: &Path) -> String {
    let (Ok(baseline), Ok(document)) = (absolute(baseline), absolute(document)) else {
        return document.display().to_string();
    };
    let (baseline, document) = (tidy(&baseline), tidy(&document));
    let folder: Vec<Component<'_>> = baseline.parent().unwrap_or(&baseline).components().collect();
    let document: Vec<Component<'_>> = document.components().collect();
    let shared = folder.iter().zip(&document).take_while(|(one, other)| one == other).count();
    let up = folder[shared..].iter().map(|_| "..".to_owned());
    let down = document[shared..].iter().map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_baseline_calls_a_document_by_its_path_from_its_own_folder() {
        assert_eq!(within(Path::new("/a/b/known.json"), Path::new("/a/b/c/d.md")), "c/d.md");
        assert_eq!(within(Path::new("/a/b/known.json"), Path::new("/a/x.md")), "../x.md");
        assert_eq!(within(Path::new("/a/b/c/../known.json"), Path::new("/a/b/c/./d.md")), "c/d.md");
    }

    #[test]
    fn a_baseline_that_is_written_anew_forgets_documents_that_are_gone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("known.json");
        let known = |document: &str| Known {
            path: document.to_owned(),
            code: "digit-grouping".to_owned(),
            fingerprint: "0123456789abcdef".to_owned(),
            text: String::new(),
            message: String::new(),
            reason: None,
            by: None,
        };
        let mut baseline = Baseline::default();
        ["gone.md", "there.md", "there.zip/in/it.md"].map(known).into_iter().for_each(|it| baseline.add(it));
        for there in ["there.md", "there.zip"] {
            std::fs::write(folder.path().join(there), "").unwrap();
        }
        std::fs::write(&path, baseline.to_json().unwrap()).unwrap();
        Silences::new(Some(&path)).unwrap().finish(true).unwrap();
        let left = read_baseline("known.json", &path).unwrap();
        assert_eq!(left.documents().collect::<Vec<_>>(), [("there.md", 1), ("there.zip/in/it.md", 1)]);
    }
}
