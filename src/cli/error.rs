//! What keeps a command from being done at all.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::suppress::BaselineError;

/// What keeps a command from being done at all.
#[derive(Debug, Error)]
pub(super) enum CliError {
    #[error("{0}")]
    UnknownCode(String),
    #[error("{0}")]
    UnknownLanguage(String),
    #[error("--stdin-filename needs - among the paths")]
    StdinNotAsked,
    #[error("no rule is left to check with: --select, --ignore or the configuration turn all of them off")]
    NoRules,
    #[error("cannot read the rules in {}: {reason}", .path.display())]
    NoRuleFolder { path: PathBuf, reason: String },
    #[error("cannot read the baseline {name}: {reason}; `statlint check --write-baseline {name}` writes one")]
    NoBaseline { name: String, reason: String },
    #[error("{0}")]
    Baseline(BaselineError),
    #[error("--unsafe asks about each repair, and there is no terminal to ask on; --diff --unsafe shows them")]
    NobodyToAsk,
    #[cfg(feature = "office")]
    #[error("--comments needs one document, and there are {0}; name one Word document (.docx)")]
    NotOneDocument(usize),
    #[cfg(feature = "office")]
    #[error("{0} takes no comments; --comments needs a Word document (.docx)")]
    TakesNoComments(String),
    #[error("{0}")]
    Git(String),
    #[error("cannot read {name}: {reason}")]
    Unreadable { name: String, reason: String },
    #[error("{0}")]
    Unread(String),
    #[error("there is no command {0:?}; `statlint --help` lists them")]
    NoCommand(String),
    #[error("the code {code:?} {reason}")]
    BadCode { code: String, reason: String },
    #[error("cannot write {}: {reason}", .path.display())]
    File { path: PathBuf, reason: String },
    #[error("cannot write to standard output: {0}")]
    Stdout(io::Error),
    #[error("cannot start {jobs} threads: {reason}")]
    Threads { jobs: usize, reason: String },
}

impl CliError {
    pub(super) fn file(path: &Path, error: &io::Error) -> CliError {
        CliError::File { path: path.to_owned(), reason: reason(error) }
    }

    /// Whether whoever read the output has seen enough, which is no failure.
    pub(super) fn is_broken_pipe(&self) -> bool {
        matches!(self, CliError::Stdout(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// Why a file could not be opened, in the words of this tool.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::AlreadyExists => "it exists already".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder, and a file is needed".to_owned(),
        _ => error.to_string(),
    }
}
