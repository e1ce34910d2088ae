//! Tables that are drawn in plain text with blanks between their columns.

use statlint::Document;
use statlint::document::{BlockKind, Cell};

use crate::formats::told;

/// The cells of each table, row by row, and the other blocks.
fn shown(text: &str) -> String {
    let document = Document::from_text("t", text);
    let mut shown = String::new();
    for block in document.blocks().iter().filter(|block| block.kind != BlockKind::TableCell) {
        shown += &format!("{}\n", document.slice(block.span).replace('\n', " / "));
    }
    for table in document.tables() {
        for row in table.cells.chunk_by(|one, other| one.row == other.row) {
            let words = |cell: &Cell| document.slice(document.blocks()[cell.blocks().start].span);
            let cells: Vec<String> = row.iter().map(|cell| format!("{}: {}", cell.column, words(cell))).collect();
            shown += &format!("{} | {}\n", row[0].row, cells.join(" | "));
        }
    }
    shown
}

#[test]
fn figures_that_stand_below_each_other_are_a_table() {
    insta::assert_snapshot!(shown(
        "Landings in the port, in tonnes\n\n               2023    2024\nCod             412     399\nHake, fresh      87   1,120\n\
         Flatfish\n  Sole        1,245   1,310\n  Plaice         (3)      --\n             ------  ------\nTotal         1,741   2,829\n\n\
         The port said that it was content."
    ));
    insta::assert_snapshot!(shown("Fares ........... 12.50\nFines ............ 3.00\nSum ............. 15.50\n"));
    insta::assert_snapshot!(shown("Name\tBoats\tCrew\nRed\t4\t31\nBlue\t12\t7\n"));
}

#[test]
fn prose_with_wide_gaps_is_prose() {
    let prose = "The fleet has 40 boats.  It had 38 a year ago.\nThe crews have 310 men.  They had 290 a year ago.\n";
    assert!(Document::from_text("t", prose).tables().is_empty());
    let address = "The Harbour Office        Tel. 020 7946 0018\n14 Quay Street            Fax 020 7946 0019\n";
    assert!(Document::from_text("t", address).tables().is_empty());
    assert!(Document::from_text("t", "Wait ..... 12 boats\nand 14 more ..... there\n").tables().is_empty());
}

#[test]
fn many_lines_that_are_no_table_take_linear_time() {
    let time = |lines: usize| {
        let text = "Quay  Street  of  the  harbour\n".repeat(lines);
        let begun = std::time::Instant::now();
        assert!(Document::from_text("t", &text).tables().is_empty());
        begun.elapsed()
    };
    time(1_000);
    let (few, many) = (time(4_000), time(32_000));
    assert!(many < few * 24 + std::time::Duration::from_millis(200), "{few:?} for 4,000 and {many:?} for 32,000");
}

#[test]
fn a_total_that_is_wrong_in_a_drawn_table_is_found_and_no_other() {
    let table = |total: &str| {
        format!(
            "Landings in the port, in tonnes\n\n             2023     2024\nCod           412      399\n\
             Hake           87      120\nSole        1,245    1,310\nTotal       1,744    {total}\n\nThe port is content.\n"
        )
    };
    assert_eq!(told(&Document::from_text("t", &table("1,829"))), Vec::<String>::new());
    assert_eq!(told(&Document::from_text("t", &table("1,929"))), ["table-total \"1,929\" 7:22"]);
}
