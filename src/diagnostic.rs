//! What people are told.
//!
//! A [`Diagnostic`] is complete: the reports only lay it out. Its spans are in the
//! document's text; places in the source are worked out by `report`.

use serde::Deserialize;

pub use crate::facts::Confidence;
use crate::facts::Elsewhere;
use crate::span::Span;

/// One thing that is wrong with a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's code.
    pub code: String,
    /// How bad it is if it is true.
    pub level: Level,
    /// How likely it is true.
    pub confidence: Confidence,
    /// What is wrong, in one line.
    pub message: String,
    /// Where it is wrong. The first label is the primary one.
    pub labels: Vec<Label>,
    /// Places in other documents that take part.
    pub elsewhere: Vec<Foreign>,
    /// What to do next.
    pub help: Option<String>,
    /// The known mistake that explains it.
    pub cause: Option<String>,
    /// A repair.
    pub fix: Option<Fix>,
    /// What else cannot be trusted because of it.
    pub taints: Option<Scope>,
    /// Codes of rules that found the same and whose findings are left out.
    pub also: Vec<String>,
    /// What it is known by when the text around it moves; empty until [`crate::lint()`] has
    /// settled what is found.
    pub fingerprint: String,
}

/// How far a finding reaches beyond the figures that it points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The other figures of the paragraph.
    Paragraph,
    /// The other figures of the document.
    Document,
}

/// A place and what it is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The words pointed at.
    pub span: Span,
    /// What they are, such as "the whole"; empty where the message says it all.
    pub text: String,
}

/// A place in another document and what it is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreign {
    /// The place.
    pub at: Elsewhere,
    /// What it is; empty where the message says it all.
    pub text: String,
}

/// How bad a finding is if it is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// A hint, or the state of a whole document.
    Note,
    /// Very likely wrong, or bad form that misleads.
    Warning,
    /// The figure cannot be right as printed.
    Error,
}

/// A repair, and who may apply it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Who may apply it.
    pub safety: Safety,
    /// What it says in a few words, such as `25.9 tons`.
    pub title: String,
    /// What is written instead of what.
    pub edits: Vec<Edit>,
}

/// How far a repair can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Safety {
    /// It cannot change the meaning.
    Safe,
    /// It is certain, and changes what the document says: a person has to agree.
    Unsafe,
    /// It is shown, never applied.
    Display,
}

/// One replacement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub text: String,
}

impl Diagnostic {
    /// The place that is most to blame.
    pub fn primary(&self) -> Span {
        self.labels.first().map_or(Span::new(0, 0), |label| label.span)
    }

    /// The other places that take part.
    pub fn related(&self) -> &[Label] {
        self.labels.get(1..).unwrap_or_default()
    }
}

impl Level {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Note => "note",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

impl Confidence {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Confidence::Low => "low",
            Confidence::Medium => "medium",
            Confidence::High => "high",
        }
    }
}

impl Safety {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Safety::Safe => "safe",
            Safety::Unsafe => "unsafe",
            Safety::Display => "display",
        }
    }
}
