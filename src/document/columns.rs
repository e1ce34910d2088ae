//! The columns of a table that is drawn: of pieces of text that stand below each other.

/// Where a piece stands, from its left end to its right end.
pub type Reach = (i64, i64);

/// The columns of a table, from left to right; at least one for each piece of a row.
///
/// ```
/// use statlint::document::columns;
/// let rows = [vec![(8, 24)], vec![(0, 4), (9, 12), (20, 22)], vec![(0, 3), (10, 12), (18, 22)]];
/// assert_eq!(columns(&rows), [(0, 4), (9, 12), (18, 22)]);
/// ```
pub fn columns(rows: &[Vec<Reach>]) -> Vec<Reach> {
    // The rows with the most pieces show the columns; a heading may reach over several.
    let most = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut pieces: Vec<Reach> = rows.iter().filter(|row| row.len() == most).flatten().copied().collect();
    pieces.sort_unstable();
    let mut columns: Vec<Reach> = Vec::new();
    for (left, right) in pieces {
        match columns.last_mut() {
            Some(column) if left < column.1 => column.1 = column.1.max(right),
            _ => columns.push((left, right)),
        }
    }
    // What stands between the columns, in rows with fewer pieces, has one of its own.
    for (left, right) in rows.iter().flatten().copied() {
        let at = columns.partition_point(|column| column.1 <= left);
        let is_free = columns.get(at).is_none_or(|column| column.0 >= right);
        if is_free && columns.len() < MOST_COLUMNS {
            columns.insert(at, (left, right));
        }
    }
    columns
}

/// A table that is drawn with more columns is none.
const MOST_COLUMNS: usize = 100;

/// The columns that a piece covers, from the first to the one after the last, none of them
/// before `next`.
pub fn covered(columns: &[Reach], (left, right): Reach, next: usize) -> (usize, usize) {
    let first = columns.partition_point(|column| column.1 <= left).max(next);
    let end = columns.partition_point(|column| column.0 < right);
    (first, end.max(first + 1))
}
