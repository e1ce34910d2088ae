//! What has changed since a revision of git, or is staged: which lines of which files.
//!
//! Git is asked as a program, so that its settings and hooks' environment count.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::error::CliError;
use super::walk::Input;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::report::position::Positions;

/// What has changed.
#[derive(Debug)]
pub(super) struct Changes {
    /// The lines of each file, by its path; nothing of a file that has no lines or is new.
    files: BTreeMap<PathBuf, Vec<RangeInclusive<usize>>>,
    /// The root of the repository, where the contents come from the index.
    staged: Option<PathBuf>,
    /// In words, for people.
    pub(super) since: String,
}

impl Changes {
    /// What has changed in the files since a revision.
    pub(super) fn since(revision: &str) -> Result<Changes, CliError> {
        let root = root("--since")?;
        let commit = format!("{revision}^{{commit}}");
        let verified = run(&root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]);
        let commit = verified.map_err(|error| match error {
            CliError::Git(_) => CliError::Git(format!("there is no revision {revision:?} in {}", root.display())),
            error => error,
        })?;
        let commit = String::from_utf8_lossy(&commit).trim().to_owned();
        let mut files = changed(&root, &[&commit])?;
        // Git does not know these files yet, so that all of them is new.
        let untracked = run(&root, &["ls-files", "--others", "--exclude-standard", "-z"])?;
        files.extend(names(&untracked).map(|name| (root.join(name), Vec::new())));
        Ok(Changes { files, staged: None, since: format!("changed since {revision}") })
    }

    /// What the next commit would change.
    pub(super) fn staged() -> Result<Changes, CliError> {
        let root = root("--staged")?;
        let files = changed(&root, &["--cached"])?;
        Ok(Changes { files, staged: Some(root), since: "staged".to_owned() })
    }

    /// Files that are staged and are no longer in their folders.
    pub(super) fn only_staged(&self) -> impl Iterator<Item = &Path> {
        let is_gone = |path: &&PathBuf| self.staged.is_some() && fs::symlink_metadata(path).is_err();
        self.files.keys().filter(is_gone).map(PathBuf::as_path)
    }

    /// Whether a document has changed. Where the index counts, its content comes from there.
    pub(super) fn take(&self, input: &mut Input) -> io::Result<bool> {
        let Some(path) = input.path() else { return Ok(false) };
        let path = real(path)?;
        if !self.files.contains_key(&path) {
            return Ok(false);
        }
        if let Some(root) = &self.staged {
            let within = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let blob = format!(":{within}");
            let content = run(root, &["cat-file", "--filters", &blob]);
            input.content = Some(content.map_err(|error| io::Error::other(error.to_string()))?);
        }
        Ok(true)
    }

    /// Whether a finding points at something that has changed.
    pub(super) fn touches(&self, input: &Input, positions: &Positions<'_>, diagnostic: &Diagnostic) -> bool {
        let document: &Document = positions.document();
        let path = input.path().and_then(|path| real(path).ok());
        let Some(lines) = path.and_then(|path| self.files.get(&path)) else { return false };
        if lines.is_empty() || !document.has_bytes() {
            return true;
        }
        diagnostic.labels.iter().any(|label| {
            let place = positions.place(label.span);
            let first = lines.partition_point(|changed| *changed.end() < place.line);
            lines.get(first).is_some_and(|changed| *changed.start() <= place.end_line)
        })
    }
}

/// The path of a file without links. The file, and folders that it was in, may be gone.
fn real(path: &Path) -> io::Result<PathBuf> {
    match (fs::canonicalize(path), path.parent(), path.file_name()) {
        (Err(error), Some(folder), Some(name)) if error.kind() == io::ErrorKind::NotFound => {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            Ok(real(folder)?.join(name))
        }
        (found, ..) => found,
    }
}

/// The root of the repository that statlint is started in.
fn root(option: &str) -> Result<PathBuf, CliError> {
    let answer = run(Path::new("."), &["rev-parse", "--show-toplevel"]).map_err(|error| match error {
        CliError::Git(_) => CliError::Git(format!("{option} needs a repository of git, and this folder is in none")),
        error => error,
    })?;
    let path = String::from_utf8_lossy(&answer);
    let path = PathBuf::from(path.trim_end_matches(['\n', '\r']));
    fs::canonicalize(&path).map_err(|error| CliError::file(&path, &error))
}

/// The files that differ and the lines that are new in them.
fn changed(root: &Path, what: &[&str]) -> Result<BTreeMap<PathBuf, Vec<RangeInclusive<usize>>>, CliError> {
    let kept = ["--diff-filter=d", "--no-ext-diff", "--no-textconv", "--no-color", "--no-relative"];
    let diff = |options: &[&str]| run(root, &[&["diff"], options, &kept, what, &["--"]].concat());
    let all = diff(&["--name-only", "-z"])?;
    let mut files: BTreeMap<PathBuf, Vec<_>> = names(&all).map(|name| (root.join(name), Vec::new())).collect();
    let lines = diff(&["--unified=0", "--src-prefix=a/", "--dst-prefix=b/"])?;
    for (name, lines) in hunks(&String::from_utf8_lossy(&lines)) {
        if lines.is_empty() {
            // Lines went and none came, so that nothing can be pointed at.
            files.remove(&root.join(&name));
        } else {
            files.insert(root.join(name), lines);
        }
    }
    Ok(files)
}

fn names(answer: &[u8]) -> impl Iterator<Item = String> {
    answer
        .split(|byte| *byte == 0)
        .filter(|name| !name.is_empty())
        .map(|name| String::from_utf8_lossy(name).into_owned())
}

/// The new lines of each file in a diff without context.
fn hunks(diff: &str) -> Vec<(String, Vec<RangeInclusive<usize>>)> {
    let mut files: Vec<(String, Vec<RangeInclusive<usize>>)> = Vec::new();
    // Lines of the texts may look like lines of the diff, so those that are announced are passed over.
    let mut announced = 0;
    for line in diff.split('\n') {
        if announced > 0 && line.starts_with(['+', '-']) {
            announced -= 1;
        } else if let Some(name) = line.strip_prefix("+++ ") {
            files.push((unquoted(name), Vec::new()));
        } else if let Some((removed, added)) = line.strip_prefix("@@ -").and_then(hunk) {
            announced = removed.1 + added.1;
            if let (Some((_, lines)), true) = (files.last_mut(), added.1 > 0) {
                lines.push(added.0..=added.0 + added.1 - 1);
            }
        }
    }
    files
}

/// `3,2 +3 @@ …`: where lines went and came, and how many.
fn hunk(header: &str) -> Option<((usize, usize), (usize, usize))> {
    let (removed, rest) = header.split_once(" +")?;
    let (added, _) = rest.split_once(" @@")?;
    let pair = |text: &str| {
        let (start, count) = text.split_once(',').unwrap_or((text, "1"));
        Some((start.parse().ok()?, count.parse().ok()?))
    };
    Some((pair(removed)?, pair(added)?))
}

/// The name of a file without `b/`, and without the quotes around one with odd characters.
fn unquoted(name: &str) -> String {
    let name = name.trim_end_matches(['\t', '\r']);
    let Some(quoted) = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')) else {
        return name.strip_prefix("b/").unwrap_or(name).to_owned();
    };
    let mut plain = String::new();
    let mut chars = quoted.chars();
    while let Some(c) = chars.next() {
        plain.push(match c {
            '\\' => match chars.next() {
                Some('t') => '\t',
                Some('n') => '\n',
                Some(c) => c,
                None => '\\',
            },
            c => c,
        });
    }
    plain.strip_prefix("b/").map(str::to_owned).unwrap_or(plain)
}

fn run(folder: &Path, args: &[&str]) -> Result<Vec<u8>, CliError> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["-c", "core.quotePath=false"]).args(args);
    let output = command.output().map_err(|error| CliError::Git(format!("cannot start git: {error}")))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let told = String::from_utf8_lossy(&output.stderr);
    Err(CliError::Git(format!("git {} failed: {}", args.first().unwrap_or(&""), told.trim())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_lines_are_read_off_a_diff_whatever_stands_in_them() {
        let diff = "diff --git a/a b.md b/a b.md\nindex 1..2 100644\n--- a/a b.md\n+++ b/a b.md\t\n\
                    @@ -3,2 +3 @@ head\n--- a/x\n--- a/y\n+++ b/z\n@@ -9,0 +9,3 @@\n+1\n+2\n+@@ -1 +1 @@\n\
                    diff --git a/c.md b/c.md\n--- a/c.md\n+++ \"b/c\\\"d.md\"\n@@ -4 +3,0 @@\n-gone\n";
        let expected = [("a b.md".to_owned(), vec![3..=3, 9..=11]), ("c\"d.md".to_owned(), vec![])];
        assert_eq!(hunks(diff), expected);
    }
}
