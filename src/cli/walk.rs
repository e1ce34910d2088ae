//! From paths to the files that are audited.
//!
//! A file that is named is always read. In a folder, documents by their extension and
//! text files without extension are read, ignore files are respected, and what
//! is left out is told.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, BufRead, Read as _, Seek as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use ignore::WalkBuilder;

use super::error::reason;
use super::git::Changes;
use crate::config::NAME;
use crate::read::Kind;

/// Standard input on the command line.
pub(super) const STDIN: &str = "-";

/// What standard input held.
static STDIN_BYTES: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// What was read of standard input to see what it is, and nobody has taken yet.
static STDIN_HEAD: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// A document that is to be audited.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Input {
    /// What the user calls it.
    pub(super) name: String,
    /// Where its bytes are; standard input has no path.
    path: Option<PathBuf>,
    /// How it came to be read.
    pub(super) origin: Origin,
    /// How large it is, as far as that is known.
    pub(super) size: u64,
    /// What it holds, where that is not what the file holds now.
    pub(super) content: Option<Vec<u8>>,
}

/// How a file came to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    /// Somebody named it.
    Named,
    /// It is a document in a folder.
    Found,
    /// It has no extension, so it may be a document.
    Guessed,
}

/// What paths lead to.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// What is to be audited, in the order of the names.
    pub(super) inputs: Vec<Input>,
    /// Paths that lead nowhere, and why.
    pub(super) failures: Vec<String>,
    /// Whether JSON in folders holds documents.
    json: bool,
    /// Files in folders that cannot be read yet, by what they are.
    pub(super) unread: BTreeMap<Kind, Vec<String>>,
    /// Extensions of files in folders that are no documents, and how many there are of them.
    pub(super) passed_over: BTreeMap<String, usize>,
    /// The first of those files with what they were counted as: one may be what an earlier run wrote.
    passed: Vec<(PathBuf, String)>,
}

/// So many files that are no documents are remembered.
const PASSED: usize = 10_000;

impl Input {
    /// Where its bytes are; standard input has no path.
    pub(super) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Where it is, or would be.
    pub(super) fn place(&self) -> &Path {
        self.path.as_deref().unwrap_or(Path::new(&self.name))
    }

    /// The bytes of the document.
    pub(super) fn bytes(&self) -> io::Result<Vec<u8>> {
        if let Some(content) = &self.content {
            return Ok(content.clone());
        }
        let Some(path) = &self.path else {
            // It can be read only once, and `--across` reads every document twice.
            let mut kept = STDIN_BYTES.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.is_empty() {
                *kept = taken_head();
                io::stdin().lock().read_to_end(&mut kept)?;
            }
            return Ok(kept.clone());
        };
        fs::read(path)
    }

    /// Whether somebody named it.
    #[cfg(feature = "archives")]
    pub(super) fn is_named(&self) -> bool {
        self.origin == Origin::Named
    }

    /// The bytes of the file, from any place of it.
    #[cfg(any(feature = "archives", feature = "parquet"))]
    pub(super) fn open_source(&self, again: bool) -> io::Result<Box<dyn super::pieces::Source>> {
        match &self.path {
            Some(path) if self.content.is_none() => Ok(Box::new(fs::File::open(path)?)),
            Some(_) => Ok(Box::new(io::Cursor::new(self.bytes()?))),
            None if again => Ok(Box::new(io::Cursor::new(self.bytes()?))),
            // What is too large for the memory goes to a file that has no name.
            None => {
                let mut spooled = tempfile::spooled_tempfile(MOST_IN_MEMORY);
                io::copy(&mut self.open(false)?, &mut spooled)?;
                spooled.rewind()?;
                Ok(Box::new(spooled))
            }
        }
    }

    /// Its first bytes, so many or all. Those of standard input can still be read.
    pub(super) fn head(&self, most: usize) -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        match (&self.content, &self.path) {
            (Some(content), _) => head.extend(content.iter().take(most)),
            (None, Some(path)) => {
                fs::File::open(path)?.take(most as u64).read_to_end(&mut head)?;
            }
            (None, None) => {
                let kept = STDIN_BYTES.lock().unwrap_or_else(PoisonError::into_inner);
                if !kept.is_empty() {
                    return Ok(kept.iter().take(most).copied().collect());
                }
                let mut known = STDIN_HEAD.lock().unwrap_or_else(PoisonError::into_inner);
                let missing = most.saturating_sub(known.len());
                io::stdin().lock().take(missing as u64).read_to_end(&mut known)?;
                head.extend(known.iter().take(most));
            }
        }
        Ok(head)
    }

    /// Its last bytes, so many or all; none of standard input.
    pub(super) fn tail(&self, most: usize) -> io::Result<Vec<u8>> {
        let mut tail = Vec::new();
        match (&self.content, &self.path) {
            (Some(content), _) => tail.extend_from_slice(&content[content.len().saturating_sub(most)..]),
            (None, Some(path)) => {
                let mut file = fs::File::open(path)?;
                let length = file.seek(io::SeekFrom::End(0))?;
                file.seek(io::SeekFrom::Start(length.saturating_sub(most as u64)))?;
                file.take(most as u64).read_to_end(&mut tail)?;
            }
            (None, None) => {}
        }
        Ok(tail)
    }

    /// The bytes of the document one after the other. Standard input is kept if it is read again.
    pub(super) fn open(&self, again: bool) -> io::Result<Box<dyn BufRead>> {
        match &self.path {
            Some(_) if self.content.is_some() => Ok(Box::new(io::Cursor::new(self.bytes()?))),
            Some(path) => Ok(Box::new(io::BufReader::with_capacity(1 << 16, fs::File::open(path)?))),
            None if again => Ok(Box::new(io::Cursor::new(self.bytes()?))),
            None => Ok(Box::new(io::Cursor::new(taken_head()).chain(io::stdin().lock()))),
        }
    }
}

/// What is known of the beginning of standard input, which is then read on from there.
fn taken_head() -> Vec<u8> {
    std::mem::take(&mut STDIN_HEAD.lock().unwrap_or_else(PoisonError::into_inner))
}

/// A larger file of standard input that is read from several places goes to the disk.
#[cfg(any(feature = "archives", feature = "parquet"))]
const MOST_IN_MEMORY: usize = 256 << 20;

/// Finds the files that paths lead to. Of a folder, JSON is read only where that is asked for:
/// as a rule it holds settings.
pub(super) fn find(paths: &[PathBuf], stdin_name: Option<&str>, json: bool) -> Found {
    let mut found = Found { json, ..Found::default() };
    for path in paths {
        if path.as_os_str() == STDIN {
            let name = stdin_name.unwrap_or(STDIN).to_owned();
            found.inputs.push(Input { name, path: None, origin: Origin::Named, size: 0, content: None });
            continue;
        }
        match fs::metadata(path) {
            Err(error) => found.failures.push(cannot_read(path, &reason(&error))),
            Ok(metadata) if metadata.is_dir() => found.walk(path),
            Ok(metadata) => found.inputs.push(input(path, Origin::Named, metadata.len())),
        }
    }
    found.settle();
    found
}

impl Found {
    fn walk(&mut self, folder: &Path) {
        for entry in WalkBuilder::new(folder).build() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.failures.push(format!("cannot read all of {}: {error}", folder.display()));
                    continue;
                }
            };
            if entry.file_type().is_some_and(|kind| kind.is_file()) {
                let size = entry.metadata().map_or(0, |metadata| metadata.len());
                self.sort_in(entry.path(), size);
            }
        }
    }

    fn sort_in(&mut self, path: &Path, size: u64) {
        let name = shown(path);
        if path.file_name().is_some_and(|name| name == NAME) {
            return;
        }
        match sorted(&name, self.json) {
            Sorted::Read(origin) => self.inputs.push(input(path, origin, size)),
            Sorted::Unread(kind) => self.leave_unread(kind, name),
            Sorted::PassOver(what) => {
                self.pass_over(&what);
                if self.passed.len() < PASSED {
                    self.passed.push((path.to_owned(), what));
                }
            }
        }
    }

    /// Leaves out the result of an earlier run, which is no document.
    pub(super) fn leave_out(&mut self, output: &Path) {
        let Ok(output) = fs::canonicalize(output) else { return };
        let is_output = |path: &Path| {
            path.file_name() == output.file_name() && fs::canonicalize(path).is_ok_and(|path| path == output)
        };
        self.inputs.retain(|input| input.origin == Origin::Named || !input.path().is_some_and(is_output));
        for names in self.unread.values_mut() {
            names.retain(|name| !is_output(Path::new(name)));
        }
        self.unread.retain(|_, names| !names.is_empty());
        if let Some(at) = self.passed.iter().position(|(path, _)| is_output(path)) {
            let (_, what) = self.passed.swap_remove(at);
            self.passed_over.entry(what).and_modify(|count| *count -= 1);
            self.passed_over.retain(|_, count| *count > 0);
        }
    }

    /// Adds what the index of git has of the folders among some paths, and they have no longer.
    pub(super) fn add_staged(&mut self, paths: &[PathBuf], changes: &Changes) {
        for folder in paths {
            let Some(real) = fs::canonicalize(folder).ok().filter(|real| real.is_dir()) else { continue };
            for below in changes.only_staged().filter_map(|file| file.strip_prefix(&real).ok()) {
                if !below.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b".")) {
                    self.sort_in(&folder.join(below), 0);
                }
            }
        }
        self.settle();
    }

    /// Leaves the documents that have changed.
    pub(super) fn leave_changed(&mut self, changes: &Changes) {
        let mut failures = Vec::new();
        self.inputs.retain_mut(|input| {
            changes.take(input).unwrap_or_else(|error| {
                failures.push(format!("cannot read {}: {}", input.name, reason(&error)));
                false
            })
        });
        self.failures.extend(failures);
        // What else is in the folders has not been asked about.
        self.unread.clear();
        self.passed_over.clear();
    }

    /// Notes a file of a kind that cannot be read yet.
    pub(super) fn leave_unread(&mut self, kind: Kind, name: String) {
        self.unread.entry(kind).or_default().push(name);
    }

    /// Counts a file that is no document, under its extension or what else it is.
    pub(super) fn pass_over(&mut self, what: &str) {
        *self.passed_over.entry(what.to_owned()).or_default() += 1;
    }

    /// Puts the inputs in order, each once: as named if it was named as well as found.
    fn settle(&mut self) {
        self.inputs.sort_by(|a, b| (&a.path, &a.name, a.origin).cmp(&(&b.path, &b.name, b.origin)));
        let mut seen = BTreeSet::new();
        self.inputs.retain(|input| seen.insert((input.path.clone(), input.name.clone())));
    }
}

/// What becomes of a file that nobody named.
pub(super) enum Sorted {
    /// It is read.
    Read(Origin),
    /// It is of a kind that cannot be read.
    Unread(Kind),
    /// It is no document; its extension.
    PassOver(String),
}

/// Sorts a file in a folder or an archive by its name.
pub(super) fn sorted(name: &str, json: bool) -> Sorted {
    match (Kind::of_name(name), Path::new(name).extension()) {
        (Some(Kind::Json), _) if !json => Sorted::PassOver(".json".to_owned()),
        (Some(kind), _) if kind.is_read() => Sorted::Read(Origin::Found),
        (Some(kind), _) => Sorted::Unread(kind),
        (None, None) => Sorted::Read(Origin::Guessed),
        (None, Some(extension)) => Sorted::PassOver(format!(".{}", extension.to_string_lossy())),
    }
}

fn input(path: &Path, origin: Origin, size: u64) -> Input {
    Input { name: shown(path), path: Some(without_dot(path).to_owned()), origin, size, content: None }
}

/// A path as people write it, without the dot of this folder.
pub(super) fn shown(path: &Path) -> String {
    without_dot(path).display().to_string()
}

fn without_dot(path: &Path) -> &Path {
    path.strip_prefix(".").ok().filter(|rest| !rest.as_os_str().is_empty()).unwrap_or(path)
}

fn cannot_read(path: &Path, reason: &str) -> String {
    format!("cannot read {}: {reason}", path.display())
}
