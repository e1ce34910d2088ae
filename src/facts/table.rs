//! Where figures stand in a table, and what its rows and columns are called.

use crate::bounds::Fraction;
use crate::facts::MentionId;
use crate::span::Span;

/// Where a claim is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// In running text.
    Prose,
    /// By figures under each other, in a column of [`Facts::tables`](crate::facts::Facts::tables).
    Column(Line),
    /// By figures beside each other, in a row.
    Row(Line),
}

impl Evidence {
    /// Whether it is stated by the places of figures in a table.
    pub fn is_table(self) -> bool {
        self != Evidence::Prose
    }
}

/// A row or column of one of the document's tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Its table, by its place in [`Facts::tables`](crate::facts::Facts::tables).
    pub table: usize,
    /// The row or column, by its place in the table's list of them.
    pub index: usize,
}

/// A table as it was understood: its figures, and what its rows and columns are called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grid {
    /// What each row with figures is called, from the top.
    pub rows: Vec<Option<Span>>,
    /// What each column with figures is called, from the left: the headings above it.
    pub columns: Vec<Vec<Span>>,
    /// The figures, in the order of the text.
    pub figures: Vec<Placed>,
}

/// One quantity, given in the text and in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Same {
    /// The figure of the text.
    pub text: MentionId,
    /// The figure of the table.
    pub cell: MentionId,
    /// What the table counts in: a million for "in millions".
    pub scale: Fraction,
}

/// A figure and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// The figure.
    pub figure: MentionId,
    /// Its row, by its place in [`Grid::rows`].
    pub row: usize,
    /// Its column, by its place in [`Grid::columns`].
    pub column: usize,
}

impl Grid {
    /// Where a figure stands.
    pub fn place(&self, figure: MentionId) -> Option<Placed> {
        let index = self.figures.binary_search_by_key(&figure, |placed| placed.figure).ok()?;
        self.figures.get(index).copied()
    }
}
