//! Parquet files that pyarrow has made (`tests/formats/parquet.py`), sound and broken.

use std::fs;
use std::io::Cursor;

use statlint::read::{read_row, rows_of_parquet};

use crate::formats::told;

fn fixture(file: &str) -> Vec<u8> {
    fs::read(format!("{}/tests/formats/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// What is found in each row, or what is said of it.
fn rows(file: &str, bytes: Vec<u8>, field: Option<&str>) -> Vec<String> {
    let rows = rows_of_parquet(file, Cursor::new(bytes), field).map(|row| match row {
        Ok(row) => read_row(file, &row).map_or_else(|| "no text".to_owned(), |document| told(&document).join("; ")),
        Err(error) => error.to_string(),
    });
    rows.collect()
}

#[test]
fn each_row_is_a_document_with_the_largest_column_for_its_text() {
    assert_eq!(
        rows("records.parquet", fixture("records.parquet"), None),
        [
            "",
            "share-mismatch \"35%\" record 2 (a2), field text",
            "no text",
            "",
            "direction-mismatch \"fell\" record 5 (a5), field text; change-mismatch \"47%\" record 5 (a5), field text",
        ]
    );
}

#[test]
fn a_column_may_be_asked_for_and_lists_in_records_are_one_text() {
    assert_eq!(rows("records.parquet", fixture("records.parquet"), Some("title")), [""; 5]);
    let nested = ["share-mismatch \"35%\" record 1 (7), field page.lines", "no text", "no text"];
    assert_eq!(rows("nested.parquet", fixture("nested.parquet"), None), nested);
    assert_eq!(rows("nested.parquet", fixture("nested.parquet"), Some("page.lines")), nested);
}

#[test]
fn what_cannot_be_read_is_said() {
    let whole = fixture("records.parquet");
    let mut broken = whole.clone();
    // In the middle of the first group of rows.
    broken[60..160].fill(0xFF);
    let said = [
        rows("r.parquet", whole.clone(), Some("body")),
        rows("r.parquet", whole[..1000].to_vec(), None),
        rows("r.parquet", Vec::new(), None),
        rows("r.parquet", broken, Some("title")),
        rows("gzip.parquet", fixture("gzip.parquet"), None),
        rows("bomb.parquet", fixture("bomb.parquet"), None),
    ];
    insta::assert_snapshot!(said.concat().join("\n"));
}

#[test]
fn nothing_that_is_changed_in_a_file_breaks_the_reader() {
    for file in ["records.parquet", "nested.parquet"] {
        let whole = fixture(file);
        for at in 0..whole.len() {
            for flip in [0x01, 0x80, 0xFF] {
                let mut changed = whole.clone();
                changed[at] ^= flip;
                // Rows, and at most one failure at their end.
                let rows: Vec<_> = rows_of_parquet(file, Cursor::new(changed), None).take(100).collect();
                let failures = rows.iter().filter(|row| row.is_err()).count();
                assert!(failures <= 1, "byte {at}");
            }
        }
    }
}
