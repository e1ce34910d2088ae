//! Audits documents for garbled or inconsistent statistics.
//!
//! ```text
//! bytes ──read──▶ Document ──extract──▶ Facts ──check──▶ Findings ──rule──▶ Diagnostics ──report──▶ pretty, jsonl …
//! ```
//!
//! Extraction says what the text claims. A check says which claims cannot be
//! true. A rule says how loudly and in which words. Each module may use only
//! those above it in the list below.
//!
//! ```
//! use statlint::{Document, Lexicons, RuleSet, lint};
//!
//! let lexicons = Lexicons::built_in();
//! let rules = RuleSet::built_in(lexicons);
//! let document = Document::from_text("draft.txt", "the clinic treated 9,26 patients in May");
//! let audit = lint(&document, &rules, lexicons);
//! assert_eq!(audit.diagnostics[0].code, "digit-grouping");
//! ```

pub mod span;
pub mod nearest;
pub mod document;
pub mod number;
pub mod bounds;
pub mod unit;
pub mod reading;
pub mod lexicon;
pub mod read;
pub mod facts;
pub mod diagnostic;
pub mod fingerprint;
pub mod extract;
pub mod across;
pub mod check;
pub mod rule;
pub mod rules;
pub mod ledger;
pub mod suppress;
pub mod lint;
pub mod fix;
pub mod config;
#[cfg(feature = "cli")]
pub mod report;
#[cfg(feature = "cli")]
pub mod cli;

pub use diagnostic::Diagnostic;
pub use document::Document;
pub use lexicon::Lexicons;
pub use lint::{Audit, lint, lint_among};
pub use rules::RuleSet;
