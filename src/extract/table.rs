//! What tables say: the same claims as prose makes, stated by the places of figures.
//!
//! Rows and columns are sorted into headings, labels and figures ([`sheet`]). Which of them add
//! up is found by arithmetic in all lines at once and by name ([`footing`]); language is only
//! in the names, from `[table]` of the lexicons.

mod alone;
mod averages;
mod cell;
mod compared;
mod footing;
mod reader;
mod settle;
mod sheet;
mod sums;
mod told;
mod trial;
mod view;
mod words;

use crate::document::Document;
use crate::extract::table::averages::{Averaged, averages};
use crate::extract::table::compared::{Compared, compared};
use crate::extract::table::sheet::Sheet;
use crate::extract::table::sums::{Kin, Stated, sums};
use crate::extract::table::told::{Told, told};
use crate::extract::table::view::{Along, View};
use crate::extract::table::words::Words;
use crate::facts::{Claim, Confidence, Evidence, Facts, Grid, Line, Mention, MentionId, Placed, Reading, Relation};
use crate::lexicon::Lexicons;

/// The tables of a document that hold figures.
#[derive(Debug, Default)]
pub(super) struct Tables {
    words: Words,
    sheets: Vec<Sheet>,
}

impl Tables {
    /// Reads the tables, and gives the figures in them the values that they have there: negative
    /// in brackets, and an amount where digits alone would be a year.
    pub(super) fn read(document: &Document, lexicons: &Lexicons, mentions: &mut [Mention]) -> Tables {
        if document.tables().is_empty() {
            return Tables::default();
        }
        let words = Words::of(lexicons);
        let sheets = document.tables().iter().map(|table| Sheet::read(document, table, mentions, &words));
        let sheets: Vec<Sheet> = sheets.filter(|sheet| !sheet.figures.is_empty()).collect();
        for (figure, ..) in sheets.iter().flat_map(|sheet| &sheet.figures) {
            let mention = &mut mentions[figure.mention];
            mention.reading = Reading::Value(figure.number);
            mention.span = figure.span;
        }
        Tables { words, sheets }
    }

    /// Where the figures stand, and what the rows and columns are called.
    pub(super) fn grids(&self) -> Vec<Grid> {
        let grid = |sheet: &Sheet| {
            let placed = |(figure, row, column): &(cell::Figure, usize, usize)| Placed {
                figure: MentionId(figure.mention),
                row: *row,
                column: *column,
            };
            let mut figures: Vec<Placed> = sheet.figures.iter().map(placed).collect();
            figures.sort_by_key(|placed| placed.figure);
            Grid {
                rows: sheet.rows.iter().map(|row| row.label).collect(),
                columns: sheet.columns.iter().map(|column| column.headings.clone()).collect(),
                figures,
            }
        };
        self.sheets.iter().map(grid).collect()
    }

    /// Adds what the tables claim.
    pub(super) fn claims(&self, facts: &Facts<'_>, claims: &mut Vec<Claim>) {
        for (table, sheet) in self.sheets.iter().enumerate() {
            let columns = View::new(sheet, Along::Columns, facts.document, &self.words);
            let rows = View::new(sheet, Along::Rows, facts.document, &self.words);
            // What is added along the rows tells which columns are of one kind.
            let (across, kin) =
                if columns.lines.len() <= MOST_COLUMNS { sums(&rows, &Kin::new()) } else { Default::default() };
            let (down, _) = sums(&columns, &kin);
            let evidence = |along, index| match along {
                Along::Columns => Evidence::Column(Line { table, index }),
                Along::Rows => Evidence::Row(Line { table, index }),
            };
            let mut claim = |along, line, relation, confidence| {
                claims.extend(claim(facts, evidence(along, line), relation, confidence));
            };
            for Stated { line, sum, confidence } in down {
                claim(Along::Columns, line, Relation::Sum(sum), confidence);
            }
            for Stated { line, sum, confidence } in across {
                claim(Along::Rows, line, Relation::Sum(sum), confidence);
            }
            let views = [(Along::Columns, &columns), (Along::Rows, &rows)];
            for (along, view) in
                views.into_iter().filter(|(along, _)| *along == Along::Columns || columns.lines.len() <= MOST_COLUMNS)
            {
                for Averaged { line, mean, confidence } in averages(view) {
                    claim(along, line, Relation::Mean(mean), confidence);
                }
            }
            for Compared { row, relation, confidence } in compared(&columns, sheet) {
                claim(Along::Rows, row, relation, confidence);
            }
        }
        for Told { same, row } in told(facts, &self.sheets, &self.words) {
            claims.extend(claim(facts, Evidence::Row(row), Relation::Same(same), Confidence::Medium));
        }
    }
}

/// A table with more columns of figures is not added along its rows.
const MOST_COLUMNS: usize = 64;

/// A claim, at the figure that it is about: the total, the share, the change.
fn claim(facts: &Facts<'_>, evidence: Evidence, relation: Relation, confidence: Confidence) -> Option<Claim> {
    let about = match &relation {
        Relation::Share(share) => share.share,
        Relation::Change(change) => change.by,
        _ => relation.mentions().next(),
    };
    let mention = facts.mention(about?);
    Some(Claim { cue: mention.span, block: mention.block, relation, otherwise: Vec::new(), evidence, confidence })
}
