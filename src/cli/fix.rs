//! `--fix` and `--diff`: repairs, made in the files or shown as a diff.
//!
//! A file is written under another name and takes its place when it is complete,
//! with the same permissions, line ends and encoding. It is left alone if it is
//! read-only, if it has changed since it was read, or if it could not be written
//! back as it was.

use std::fs;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use similar::TextDiff;
use tempfile::NamedTempFile;

use super::error::{CliError, reason};
use super::houses::Setup;
use super::walk::Input;
use crate::diagnostic::{Diagnostic, Fix, Safety};
use crate::document::Document;
use crate::fix::{apply, patches, together};
use crate::lint::{Audit, lint};
use crate::read::{read, rewritten};
use crate::report::position::Positions;

/// How often a file is read again after a repair, which may make another one due.
const ROUNDS: usize = 8;

/// What is done about repairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Repairs {
    /// They are shown.
    Show(Which),
    /// They are made.
    Make(Which),
}

/// Which repairs are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// Those that cannot change a value.
    Safe,
    /// Those too that a person has to agree to.
    Unsafe,
}

/// A document after its repairs.
#[derive(Debug)]
pub(super) struct Repaired {
    bytes: Vec<u8>,
    text: String,
    /// The document as it is now.
    pub(super) document: Document,
    /// What is found in it now.
    pub(super) audit: Audit,
    /// How many repairs were made.
    pub(super) made: usize,
}

impl Repairs {
    /// What the options ask for.
    pub(super) fn asked(fix: bool, diff: bool, with_unsafe: bool) -> Result<Option<Repairs>, CliError> {
        let which = if with_unsafe { Which::Unsafe } else { Which::Safe };
        if fix && with_unsafe && !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
            return Err(CliError::NobodyToAsk);
        }
        Ok(match (fix, diff) {
            (true, _) => Some(Repairs::Make(which)),
            (false, true) => Some(Repairs::Show(which)),
            (false, false) => None,
        })
    }

    /// Repairs a document until nothing more is due. `narrow` leaves of an audit what is shown.
    /// Nothing comes back if there is nothing to repair.
    pub(super) fn repair(
        self,
        input: &Input,
        (document, audit): (&Document, &Audit),
        setup: &Setup,
        mut narrow: impl FnMut(&Document, &mut Audit),
    ) -> Result<Option<Repaired>, String> {
        let mut wanted = self.wanted(document, audit);
        if wanted.is_empty() {
            return Ok(None);
        }
        let original = input.bytes().map_err(|error| refused(input, &reason(&error)))?;
        if rewritten(&original, &document.source().text).as_deref() != Some(&original) {
            return Err(refused(input, "it has changed meanwhile, or some of it could not be decoded"));
        }
        let mut made = 0;
        let mut last: Option<Repaired> = None;
        for _ in 0..ROUNDS {
            let now = last.as_ref().map_or(document, |last| &last.document);
            let (patches, count) = together(now, wanted.iter());
            if count == 0 {
                return Ok(last);
            }
            made += count;
            let text = apply(&now.source().text, &patches);
            let bytes = rewritten(&original, &text)
                .ok_or_else(|| refused(input, "its encoding has no sign for what would be written"))?;
            let mut again = read(&input.name, &bytes).map_err(|error| error.to_string())?;
            if *again.source().text != *text {
                return Err(refused(input, "it would be read in another way afterwards"));
            }
            again.language = document.language.clone();
            let mut audit = lint(&again, &setup.rules, setup.lexicons());
            narrow(&again, &mut audit);
            // Nobody is asked twice.
            wanted = safe(&audit);
            last = Some(Repaired { bytes, text, document: again, audit, made });
        }
        Err(refused(input, "the repairs do not come to an end"))
    }

    /// The findings whose repairs are to be made.
    fn wanted(self, document: &Document, audit: &Audit) -> Vec<Diagnostic> {
        match self {
            Repairs::Show(Which::Safe) | Repairs::Make(Which::Safe) => safe(audit),
            Repairs::Show(Which::Unsafe) => audit.diagnostics.clone(),
            Repairs::Make(Which::Unsafe) => {
                let (input, output) = (&mut io::stdin().lock(), &mut io::stderr().lock());
                agreed(document, audit, input, output)
            }
        }
    }
}

impl Repaired {
    /// What has changed, as a unified diff.
    pub(super) fn diff(&self, before: &Document, out: &mut dyn Write) -> io::Result<()> {
        // With its byte order mark, so that the diff can be applied to the file.
        let mark = if before.source().skipped > 0 { "\u{FEFF}" } else { "" };
        let (old, new) = (format!("{mark}{}", before.source().text), format!("{mark}{}", self.text));
        let diff = TextDiff::from_lines(&old, &new);
        let name = before.name.replace('\\', "/");
        let (from, to) = (format!("a/{name}"), format!("b/{name}"));
        out.write_all(diff.unified_diff().header(&from, &to).to_string().as_bytes())
    }

    /// Writes the file.
    pub(super) fn write(&self, input: &Input, before: &Document) -> Result<(), String> {
        let path =
            input.path().ok_or_else(|| refused(input, "standard input has no file; --diff shows the repairs"))?;
        replace(path, before, &self.bytes).map_err(|error| refused(input, &reason(&error)))
    }
}

fn safe(audit: &Audit) -> Vec<Diagnostic> {
    let is_safe = |it: &&Diagnostic| it.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe);
    audit.diagnostics.iter().filter(is_safe).cloned().collect()
}

/// The findings whose repairs are safe or agreed to.
fn agreed(document: &Document, audit: &Audit, input: &mut dyn BufRead, output: &mut dyn Write) -> Vec<Diagnostic> {
    let positions = Positions::new(document);
    let mut agreed = Vec::new();
    let mut goes_on = true;
    for diagnostic in &audit.diagnostics {
        let Some(fix) = &diagnostic.fix else { continue };
        let is_agreed = match fix.safety {
            Safety::Safe => true,
            Safety::Unsafe if goes_on && patches(document, fix).is_some() => {
                match ask(&positions, diagnostic, fix, input, output) {
                    Some(answer) => answer,
                    None => {
                        goes_on = false;
                        false
                    }
                }
            }
            Safety::Unsafe | Safety::Display => false,
        };
        if is_agreed {
            agreed.push(diagnostic.clone());
        }
    }
    agreed
}

/// Asks about one repair. `None` if no more questions are wanted.
fn ask(
    positions: &Positions<'_>,
    diagnostic: &Diagnostic,
    fix: &Fix,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> Option<bool> {
    let document = positions.document();
    let place = positions.place(diagnostic.primary());
    let edits = fix.edits.iter().map(|edit| format!("{:?} to {:?}", document.slice(edit.span), edit.text));
    let edits = edits.collect::<Vec<_>>().join(", ");
    let (name, message) = (&document.name, &diagnostic.message);
    loop {
        let question =
            format!("{name}:{}:{}: {message}\n  change {edits}? [y]es, [n]o, [q]uit: ", place.line, place.column);
        output.write_all(question.as_bytes()).and_then(|()| output.flush()).ok()?;
        let mut answer = String::new();
        if input.read_line(&mut answer).ok()? == 0 {
            return None;
        }
        match answer.trim().to_lowercase().as_str() {
            "y" | "yes" => return Some(true),
            "n" | "no" | "" => return Some(false),
            "q" | "quit" => return None,
            _ => {}
        }
    }
}

/// Puts bytes in the place of a file that is still as it was read.
fn replace(path: &Path, before: &Document, bytes: &[u8]) -> io::Result<()> {
    // A link stays one; what it leads to is written.
    let path = fs::canonicalize(path)?;
    let metadata = fs::metadata(&path)?;
    if metadata.permissions().readonly() {
        return Err(io::Error::other("it is read-only"));
    }
    let folder = path.parent().ok_or_else(|| io::Error::other("it is no file"))?;
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().set_permissions(metadata.permissions())?;
    file.as_file().sync_all()?;
    let now = fs::read(&path)?;
    let is_as_read = rewritten(&now, &before.source().text).is_some_and(|as_read| as_read == now);
    if !is_as_read {
        return Err(io::Error::other("it has changed meanwhile"));
    }
    file.persist(&path).map(|_| ()).map_err(|error| error.error)
}

fn refused(input: &Input, reason: &str) -> String {
    format!("cannot repair {}: {reason}; it stays as it is", input.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicons;
    use crate::rules::RuleSet;

    fn agreed_to(answers: &str) -> (usize, String) {
        let text = "The tunnel is about12.5 kilometres long.\n\nIt cost nearly7.2 million.\n\nSales fell by 31percent.";
        let document = Document::from_text("t.txt", text);
        let audit = lint(&document, &RuleSet::built_in(Lexicons::built_in()), Lexicons::built_in());
        let mut asked = Vec::new();
        let agreed = agreed(&document, &audit, &mut answers.as_bytes(), &mut asked);
        (agreed.len(), String::from_utf8(asked).unwrap())
    }

    #[test]
    fn a_repair_that_is_not_safe_is_made_only_if_somebody_agrees() {
        let (count, asked) = agreed_to("y\nn\n");
        assert_eq!(count, 2);
        assert!(asked.contains("change \"about12.5\" to \"about 12.5\"?"), "{asked}");
        assert_eq!(agreed_to("maybe\ny\ny\n").0, 3);
        assert_eq!(agreed_to("q\n").0, 1);
        assert_eq!(agreed_to("").0, 1);
    }

    #[test]
    fn a_file_that_has_changed_meanwhile_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("draft.txt");
        let before = Document::from_text("draft.txt", "Sales fell by 31percent.");
        fs::write(&path, "Sales fell by 31percent. Costs rose.").unwrap();
        let error = replace(&path, &before, b"Sales fell by 31 percent.").unwrap_err();
        assert_eq!(error.to_string(), "it has changed meanwhile");
        assert_eq!(fs::read_to_string(&path).unwrap(), "Sales fell by 31percent. Costs rose.");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
