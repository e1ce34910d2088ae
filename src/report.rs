//! What people and machines get to see: one file per output format.
//!
//! A report lays out and adds nothing. The caller has already left out of
//! [`Audit::diagnostics`] what is not shown. Only here do spans of the text become
//! bytes, lines and columns of the file ([`position`]).

mod csv;
mod excerpt;
pub mod compare;
pub mod figures;
mod github;
mod gitlab;
mod html;
pub mod json;
mod junit;
pub mod position;
mod markdown;
mod pretty;
mod review;
#[cfg(test)]
mod samples;
mod sarif;
mod short;
pub mod summary;
mod visible;
#[cfg(feature = "office")]
pub mod word;

use std::io::{self, Write};
use std::path::Path;

use crate::document::Document;
use crate::lint::Audit;
use crate::rules::RuleSet;

pub use json::schema;

/// The layout of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, clap::ValueEnum)]
pub enum Format {
    /// Excerpts with the words underlined, for a terminal
    Pretty,
    /// One line for each finding
    Short,
    /// One array of objects
    Json,
    /// One object on each line
    Jsonl,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of a GitHub workflow
    Github,
    /// The comments of a review on GitHub, with safe repairs to accept
    GithubReview,
    /// The code quality report of GitLab
    Gitlab,
    /// JUnit's XML, for build servers
    Junit,
    /// One row for each finding, for spreadsheets
    Csv,
    /// A table for a step summary or a comment
    Markdown,
    /// One page for a browser: the documents with their figures marked
    Html,
}

/// The layout of the ledger, which `statlint figures` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, clap::ValueEnum)]
pub enum FigureFormat {
    /// A table for a terminal
    Pretty,
    /// One object on each line
    Jsonl,
    /// One array of objects
    Json,
}

/// What a report needs to know besides the findings.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The rules that ran, which SARIF describes.
    pub rules: &'a RuleSet,
    /// How many columns a line may take: those of the terminal, or 80.
    pub width: usize,
    /// Whether to write in colour.
    pub colour: bool,
    /// Whether lines may be drawn with characters beyond ASCII.
    pub unicode: bool,
    /// The file in which a workflow of GitHub wants a summary, if it is one.
    pub step_summary: Option<&'a Path>,
    /// Whether machines also get the summary of each document, as `--for research` does.
    pub everything: bool,
}

/// Writes audits in one format.
pub trait Reporter {
    /// Takes one document; the order of calls is the order of the report.
    fn document(&mut self, document: &Document, audit: &Audit, out: &mut dyn Write) -> io::Result<()>;

    /// Ends the report. Formats that are one object for the whole run write only now.
    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()>;
}

impl Format {
    /// A report of findings in this format.
    pub fn reporter(self, context: Context<'_>) -> Box<dyn Reporter + '_> {
        match self {
            Format::Pretty => Box::new(pretty::Pretty::new(context)),
            Format::Short => Box::new(short::Short),
            Format::Json => Box::new(json::Json::new(context.everything)),
            Format::Jsonl => Box::new(json::Jsonl { with_documents: context.everything }),
            Format::Sarif => Box::new(sarif::Sarif::new(context.rules, context.everything)),
            Format::Github => Box::new(github::Github::new(context.step_summary)),
            Format::GithubReview => Box::new(review::Review::default()),
            Format::Gitlab => Box::new(gitlab::Gitlab::default()),
            Format::Junit => Box::new(junit::Junit::default()),
            Format::Csv => Box::new(csv::Csv::default()),
            Format::Markdown => Box::new(markdown::Markdown::default()),
            Format::Html => Box::new(html::Html::new(context)),
        }
    }
}

impl FigureFormat {
    /// A report of the ledger in this format.
    pub fn reporter(self) -> Box<dyn Reporter> {
        match self {
            FigureFormat::Pretty => Box::new(figures::Table::new()),
            FigureFormat::Jsonl => Box::new(figures::Lines::new(figures::Frame::Lines)),
            FigureFormat::Json => Box::new(figures::Lines::new(figures::Frame::Array(json::Array::default()))),
        }
    }
}
