//! Two versions of a document: which figures changed, vanished and appeared.
//!
//! The words of both are laid side by side with every figure masked, so that a
//! figure keeps its partner whatever its value became. A figure that only moved
//! is none that vanished.

use std::collections::HashMap;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use schemars::JsonSchema;
use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::document::Document;
use crate::ledger::{Entry, Status};
use crate::lint::Audit;
use crate::report::figures::FigureLine;
use crate::report::json::{Line, write_line};
use crate::report::position::Positions;
use crate::report::visible::on_one_line;

/// After so long, what is left of two texts that have little in common is compared roughly.
const LONGEST: Duration = Duration::from_secs(5);

/// A version of a document.
#[derive(Debug, Clone, Copy)]
pub struct Version<'a> {
    /// Its text.
    pub document: &'a Document,
    /// What was read in it.
    pub audit: &'a Audit,
}

/// What became of a figure.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ComparisonLine<'a> {
    /// What became of it.
    pub change: Change,
    /// The figure in the old version; null if it appeared.
    pub old: Option<FigureLine<'a>>,
    /// The figure in the new version; null if it vanished.
    pub new: Option<FigureLine<'a>>,
}

/// What became of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// It says something else.
    Changed,
    /// It is in the old version only.
    Vanished,
    /// It is in the new version only.
    Appeared,
}

/// What became of all figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ComparisonCounts {
    /// Say something else.
    pub changed: usize,
    /// Are in the old version only.
    pub vanished: usize,
    /// Are in the new version only.
    pub appeared: usize,
    /// Say the same, where they stood or elsewhere.
    pub same: usize,
}

/// A figure in the old version and in the new one.
type Row<'a> = (Option<&'a Entry>, Option<&'a Entry>);

/// What became of the figures of two versions.
#[derive(Debug)]
pub struct Comparison<'a> {
    rows: Vec<Row<'a>>,
    old: Version<'a>,
    new: Version<'a>,
    /// How many there are of each kind.
    pub counts: ComparisonCounts,
}

impl<'a> Comparison<'a> {
    /// Compares two versions.
    pub fn new(old: Version<'a>, new: Version<'a>) -> Comparison<'a> {
        let (before, after) = (figures(old), figures(new));
        let (mut pairs, vanished, appeared) = aligned(&tokens(old, &before), &tokens(new, &after));
        let text = |version: Version<'a>, entry: &Entry| on_one_line(version.document.slice(entry.mention.span));
        let (vanished, appeared) =
            moved(vanished, appeared, |i| text(old, before[i]), |j| text(new, after[j]), &mut pairs);
        let mut counts = ComparisonCounts { vanished: vanished.len(), appeared: appeared.len(), ..Default::default() };
        let mut rows: Vec<(usize, Row<'a>)> = Vec::new();
        for (i, j) in pairs {
            if text(old, before[i]) == text(new, after[j]) {
                counts.same += 1;
            } else {
                counts.changed += 1;
                rows.push((i, (Some(before[i]), Some(after[j]))));
            }
        }
        rows.extend(vanished.into_iter().map(|i| (i, (Some(before[i]), None))));
        rows.sort_by_key(|(i, _)| *i);
        let mut rows: Vec<_> = rows.into_iter().map(|(_, row)| row).collect();
        rows.extend(appeared.into_iter().map(|j| (None, Some(after[j]))));
        Comparison { rows, old, new, counts }
    }

    /// Whether every figure says the same.
    pub fn is_same(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes one object on each line, and at the end the counts.
    pub fn write_lines(&self, out: &mut dyn Write) -> io::Result<()> {
        let (old, new) = (Positions::new(self.old.document), Positions::new(self.new.document));
        for row in &self.rows {
            write_line(&Line::Comparison(Box::new(self.line(&old, &new, *row))), out)?;
        }
        write_line(&Line::ComparisonSummary(self.counts), out)
    }

    /// Writes a table for people.
    pub fn write_table(&self, out: &mut dyn Write) -> io::Result<()> {
        let (old, new) = (Positions::new(self.old.document), Positions::new(self.new.document));
        let cell = |positions: &Positions<'_>, entry: Option<&Entry>| match entry {
            Some(entry) => {
                let words = on_one_line(positions.document().slice(entry.mention.span)).into_owned();
                (positions.name(entry.mention.span), format!("\"{words}\""))
            }
            None => (String::new(), String::new()),
        };
        let rows: Vec<[String; 5]> = self
            .rows
            .iter()
            .map(|(before, after)| {
                let ((at, was), (now_at, is)) = (cell(&old, *before), cell(&new, *after));
                [change(*before, *after).as_str().to_owned(), at, was, now_at, is]
            })
            .collect();
        let widths: [usize; 5] = std::array::from_fn(|i| rows.iter().map(|row| row[i].width()).max().unwrap_or(0));
        for row in &rows {
            let cells =
                row.iter().zip(widths).map(|(cell, width)| format!("{cell}{}", " ".repeat(width - cell.width())));
            writeln!(out, "  {}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
        }
        let ComparisonCounts { changed, vanished, appeared, same } = self.counts;
        writeln!(out, "{changed} changed, {vanished} vanished, {appeared} appeared, {same} the same")
    }

    fn line(&self, old: &Positions<'a>, new: &Positions<'a>, (before, after): Row<'a>) -> ComparisonLine<'a> {
        ComparisonLine {
            change: change(before, after),
            old: before.map(|entry| FigureLine::new(old, &self.old.audit.units, entry)),
            new: after.map(|entry| FigureLine::new(new, &self.new.audit.units, entry)),
        }
    }
}

impl Change {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Change::Changed => "changed",
            Change::Vanished => "vanished",
            Change::Appeared => "appeared",
        }
    }
}

fn change(before: Option<&Entry>, after: Option<&Entry>) -> Change {
    match (before, after) {
        (_, None) => Change::Vanished,
        (None, Some(_)) => Change::Appeared,
        (Some(_), Some(_)) => Change::Changed,
    }
}

/// What counts or measures something.
fn figures(version: Version<'_>) -> Vec<&Entry> {
    version.audit.ledger.entries.iter().filter(|entry| entry.status != Status::NotAQuantity).collect()
}

/// A word, or the place of a figure. All figures are alike.
#[derive(Debug, Clone, Copy)]
enum Token<'t> {
    Word(&'t str),
    Figure(usize),
}

impl<'t> Token<'t> {
    fn key(&self) -> Option<&'t str> {
        match self {
            Token::Word(word) => Some(word),
            Token::Figure(_) => None,
        }
    }
}

impl PartialEq for Token<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Token<'_> {}

impl std::hash::Hash for Token<'_> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

fn tokens<'d>(version: Version<'d>, figures: &[&Entry]) -> Vec<Token<'d>> {
    let text = version.document.text();
    let mut tokens = Vec::new();
    let mut at = 0;
    for (i, figure) in figures.iter().enumerate() {
        let span = figure.mention.span;
        tokens.extend(text[at..span.start.max(at)].unicode_words().map(Token::Word));
        tokens.push(Token::Figure(i));
        at = span.end.max(at);
    }
    tokens.extend(text[at..].unicode_words().map(Token::Word));
    tokens
}

/// Pairs of figures, and figures without a partner in the old and in the new version.
type Aligned = (Vec<(usize, usize)>, Vec<usize>, Vec<usize>);

fn aligned(old: &[Token<'_>], new: &[Token<'_>]) -> Aligned {
    let (mut pairs, mut vanished, mut appeared) = (Vec::new(), Vec::new(), Vec::new());
    let deadline = Some(Instant::now() + LONGEST);
    let figures = |tokens: &[Token<'_>]| -> Vec<usize> {
        let figure = |token: &Token<'_>| if let Token::Figure(i) = token { Some(*i) } else { None };
        tokens.iter().filter_map(figure).collect()
    };
    for op in capture_diff_slices_deadline(Algorithm::Myers, old, new, deadline) {
        let (before, after) = (figures(&old[op.old_range()]), figures(&new[op.new_range()]));
        // Words were exchanged around as many figures: they are likely the same ones.
        if matches!(op, DiffOp::Equal { .. }) || before.len() == after.len() {
            pairs.extend(before.into_iter().zip(after));
        } else {
            vanished.extend(before);
            appeared.extend(after);
        }
    }
    (pairs, vanished, appeared)
}

/// Finds partners for figures whose words stand elsewhere in the other version.
fn moved<T: AsRef<str>>(
    vanished: Vec<usize>,
    appeared: Vec<usize>,
    old: impl Fn(usize) -> T,
    new: impl Fn(usize) -> T,
    pairs: &mut Vec<(usize, usize)>,
) -> (Vec<usize>, Vec<usize>) {
    let mut waiting: HashMap<String, Vec<usize>> = HashMap::new();
    for i in vanished.iter().rev() {
        waiting.entry(old(*i).as_ref().to_owned()).or_default().push(*i);
    }
    let mut met = std::collections::HashSet::new();
    let appeared = appeared
        .into_iter()
        .filter(|j| match waiting.get_mut(new(*j).as_ref()).and_then(Vec::pop) {
            Some(i) => {
                met.insert(i);
                pairs.push((i, *j));
                false
            }
            None => true,
        })
        .collect();
    (vanished.into_iter().filter(|i| !met.contains(i)).collect(), appeared)
}
