//! The ledger as an aligned table for people.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::document::Document;
use crate::facts::Reading;
use crate::lint::Audit;
use crate::number::grouped;
use crate::report::Reporter;
use crate::report::figures::{FigureClaim, FigureLine, SummaryLine, Sums, plain};
use crate::report::position::Positions;
use crate::report::visible::{cut, on_one_line};

/// The names of the columns.
pub(in crate::report) const HEAD: [&str; 8] =
    ["place", "text", "reading", "value", "unit", "hedge", "status", "claims"];

/// The most columns of the terminal that each column of the table may take.
const MOST: [usize; 8] = [30, 32, 26, 24, 20, 8, 16, 60];

/// Writes one table for each document.
#[derive(Debug)]
pub(in crate::report) struct Table {
    is_first: bool,
    sums: Sums,
}

impl Table {
    /// Before the first document.
    pub(in crate::report) fn new() -> Table {
        Table { is_first: true, sums: Sums::default() }
    }
}

impl Reporter for Table {
    fn document(&mut self, document: &Document, audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
        if !self.is_first {
            writeln!(out)?;
        }
        self.is_first = false;
        writeln!(out, "{}", on_one_line(&document.name))?;
        self.sums.add(audit);
        if audit.ledger.entries.is_empty() {
            return writeln!(out, "  no numbers");
        }
        let positions = Positions::new(document);
        let entries = audit.ledger.entries.iter();
        let lines = entries.map(|entry| {
            let place = positions.name(entry.mention.span);
            row(place, &FigureLine::new(&positions, &audit.units, entry), &entry.mention.reading)
        });
        let rows: Vec<[String; 8]> = [HEAD.map(str::to_owned)].into_iter().chain(lines).collect();
        let widths: [usize; 8] =
            std::array::from_fn(|i| rows.iter().map(|row| row[i].width()).max().unwrap_or(0).min(MOST[i]));
        rows.iter().try_for_each(|row| write_row(row, &widths, out))
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.sums.documents == 0 {
            return Ok(());
        }
        writeln!(out, "\n{}", summary(&self.sums.line()))
    }
}

/// What the table says of a number, in the order of [`HEAD`].
pub(in crate::report) fn row(place: String, line: &FigureLine<'_>, reading: &Reading) -> [String; 8] {
    let word = |word: &str| word.replace('-', " ");
    let value = match reading {
        Reading::Value(number) => grouped(&plain(number.value)),
        Reading::Range(from, to) => format!("{} to {}", grouped(&plain(from.value)), grouped(&plain(to.value))),
        Reading::Malformed(_) | Reading::Missing | Reading::NotAQuantity(_) => String::new(),
    };
    [
        place,
        line.text.to_owned(),
        match reading {
            Reading::Malformed(_) => format!("malformed: {}", word(line.kind.unwrap_or_default())),
            // That it is not a quantity is its status.
            _ => word(line.kind.unwrap_or(line.reading)),
        },
        value,
        word(line.unit.unwrap_or_default()),
        word(line.hedge.unwrap_or_default()),
        word(line.status),
        line.claims.iter().map(claim).collect::<Vec<_>>().join("; "),
    ]
}

/// `whole of share (including): 2.7 tons`.
fn claim(claim: &FigureClaim<'_>) -> String {
    let cue = claim.cue.split_whitespace().collect::<Vec<_>>().join(" ");
    let cue = if cue.is_empty() { cue } else { format!(" ({cue})") };
    format!("{} of {}{cue}: {}", claim.role, claim.frame, claim.others.join(", "))
}

/// `12 claims: 8 change, 4 share; 20 of 57 figures take part in one`.
fn summary(line: &SummaryLine<'_>) -> String {
    let count: usize = line.claims.values().sum();
    let kinds: Vec<String> = line.claims.iter().map(|(frame, count)| format!("{count} {frame}")).collect();
    let kinds = if kinds.is_empty() { String::new() } else { format!(": {}", kinds.join(", ")) };
    let claims = if count == 1 { "claim" } else { "claims" };
    format!("{count} {claims}{kinds}; {} of {} figures take part in one", line.claimed, line.figures)
}

fn write_row(row: &[String; 8], widths: &[usize; 8], out: &mut dyn Write) -> io::Result<()> {
    let mut line = String::new();
    for (cell, width) in row.iter().zip(widths) {
        let cell = cut(cell, *width);
        // The formatter would pad by characters; a Chinese one takes two columns.
        let padding = " ".repeat(width.saturating_sub(cell.width()));
        line.push_str(&format!("  {cell}{padding}"));
    }
    writeln!(out, "{}", line.trim_end())
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::facts::{Label, Malformation};
    use crate::ledger::Status;
    use crate::report::FigureFormat;
    use crate::report::samples::{entry, figures, number};

    #[test]
    fn columns_are_aligned_for_wide_characters_too() {
        let text = "缉获毒品25.9吨 and 1234567.5 of 9,26 in 2021, 30 to 40 of a very long expression that goes on";
        let document = Document::from_text("t", text);
        let ledger = vec![
            entry(&document, "25.9吨", Reading::Value(number("25.9")), Status::Consistent),
            entry(&document, "1234567.5", Reading::Value(number("-1234567.5")), Status::Unchecked),
            entry(&document, "9,26", Reading::Malformed(Malformation::Grouping), Status::Malformed),
            entry(&document, "2021", Reading::NotAQuantity(Label::Year), Status::NotAQuantity),
            entry(
                &document,
                "30 to 40 of a very long expression that goes on",
                Reading::Range(number("30"), number("40")),
                Status::Unverified,
            ),
        ];
        assert_snapshot!(figures(FigureFormat::Pretty, &document, ledger), @r"
        t
          place  text                              reading              value         unit  hedge  status          claims
          1:5    25.9吨                            value                25.9                       consistent
          1:15   1234567.5                         value                -1,234,567.5               unchecked
          1:28   9,26                              malformed: grouping                             malformed
          1:36   2021                              year                                            not a quantity
          1:42   30 to 40 of a very long express…  range                30 to 40                   unverified

        0 claims; 0 of 4 figures take part in one
        ");
    }
}
