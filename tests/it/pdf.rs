//! PDF files: what becomes of lines, columns and tables, and files that are made to break a reader.

use statlint::Document;
use statlint::document::BlockKind;
use statlint::read::read;

use crate::formats::{failure, told};

fn fixture(file: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/formats/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// A file of pages with what is drawn on them.
fn drawn(pages: &[&str]) -> Vec<u8> {
    let mut objects = vec!["<</Type/Catalog/Pages 2 0 R>>".to_owned()];
    let kids: Vec<String> = (0..pages.len()).map(|i| format!("{} 0 R", 4 + 2 * i)).collect();
    objects.push(format!("<</Type/Pages/Count {}/Kids[{}]>>", pages.len(), kids.join(" ")));
    objects.push("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned());
    for (i, page) in pages.iter().enumerate() {
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>/Contents {} 0 R>>",
            5 + 2 * i
        ));
        objects.push(format!("<</Length {}>>stream\n{page}\nendstream", page.len()));
    }
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj{object}endobj\n", i + 1).bytes());
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").bytes());
    }
    file.extend(format!("trailer<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).bytes());
    file
}

/// Lines of text in a font of ten points: each from a place.
fn page(lines: &[(u32, u32, &str)]) -> String {
    let line = |(x, y, text): &(u32, u32, &str)| {
        let text = text.replace('(', "\\(").replace(')', "\\)");
        format!("BT /F 10 Tf {x} {y} Td ({text}) Tj ET\n")
    };
    lines.iter().map(line).collect()
}

/// Each paragraph with its place, and each table row by row.
fn shown(document: &Document) -> String {
    let mut shown = String::new();
    for block in document.blocks().iter().filter(|block| block.kind != BlockKind::TableCell) {
        let address = document.address(block.span.start).map(ToString::to_string).unwrap_or_default();
        shown += &format!("{address}: {}\n", document.slice(block.span));
    }
    for table in document.tables() {
        for row in table.cells.chunk_by(|one, other| one.row == other.row) {
            let words = |cell: &statlint::document::Cell| {
                format!("{}: {}", cell.column, document.slice(document.blocks()[cell.blocks().start].span))
            };
            shown += &format!("| {} |\n", row.iter().map(words).collect::<Vec<String>>().join(" | "));
        }
    }
    shown
}

#[test]
fn lines_columns_and_pages_are_put_together_again() {
    let one = page(&[
        (250, 780, "Harbour review 2026"),
        (50, 700, "The port said that landings rose 12% to 240 tonnes from 200 tonnes in the muni-"),
        (50, 688, "cipal docks, and that the 18-"),
        (50, 676, "member board was content with the second quarter of the year."),
        (50, 640, "The clinic at the quay treated 9,26 patients and"),
        (298, 20, "1"),
    ]);
    let two = page(&[
        (250, 780, "Harbour review 2026"),
        (50, 700, "sent 40 of them home."),
        (50, 660, "Vessels"),
        (200, 660, "2025"),
        (260, 660, "2026"),
        (50, 646, "Cutters, open and closed"),
        (206, 646, "12"),
        (266, 646, "15"),
        (50, 632, "Ferries"),
        (206, 632, "(3)"),
        (266, 632, "24"),
        (298, 20, "2"),
    ]);
    insta::assert_snapshot!(shown(&read("t.pdf", &drawn(&[&one, &two])).unwrap()));
}

#[test]
fn a_total_that_is_wrong_is_found_on_its_page() {
    let rows = [("Cod", "412", "399"), ("Hake", "87", "120"), ("Sole", "1,245", "1,310"), ("Total", "1,744", "1,929")];
    let mut lines = vec![(50, 700, "Landings"), (200, 700, "2025"), (260, 700, "2026")];
    for (i, (name, one, other)) in (1..).zip(rows) {
        // Figures end below each other.
        let left = |right: u32, text: &str| right - 5 * u32::try_from(text.len()).unwrap();
        lines.extend([(50, 700 - 14 * i, name), (left(222, one), 700 - 14 * i, one)]);
        lines.push((left(282, other), 700 - 14 * i, other));
    }
    let document = read("t.pdf", &drawn(&["", &page(&lines)])).unwrap();
    assert_eq!(told(&document), ["table-total \"1,929\" page 2"]);
}

#[test]
fn what_is_wrong_with_a_file_is_said() {
    let report = fixture("report.pdf");
    for part in [report.len() / 3, report.len() / 2, report.len() - 600] {
        assert_eq!(failure("a.pdf", &report[..part]), "cannot read a.pdf: it is cut off: its end is missing");
    }
    assert_eq!(
        failure("a.pdf", b"%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n0\n%%EOF"),
        "cannot read a.pdf: it is damaged or cut off"
    );
    assert_eq!(
        failure("a.pdf", &fixture("encrypted.pdf")),
        "cannot read a.pdf: it is encrypted; save it without a password first"
    );
    let scan = read("a.pdf", &drawn(&["0 0 100 100 re f"])).unwrap();
    assert!(scan.notes.iter().any(|note| note.contains("scan")), "{:?}", scan.notes);
}

#[test]
fn a_stream_that_expands_without_end_is_refused() {
    let mut packed = Vec::new();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(&mut packed));
    zip.start_file("a", zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut zip, &vec![b' '; 257 << 20]).unwrap();
    zip.finish().unwrap();
    // What a zip file holds of a part, between the head of the part and the directory, is deflated.
    let start = 30 + "a".len();
    let end = packed.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    let bomb = [
        b"%PDF-1.4\n1 0 obj<</Filter/FlateDecode>>stream\n\x78\x9C",
        &packed[start..end],
        b"\nendstream endobj\nstartxref\n0\n%%EOF",
    ];
    assert_eq!(
        failure("bomb.pdf", &bomb.concat()),
        "cannot read bomb.pdf: what is packed in it expands to more than 256 MiB"
    );
}

#[test]
fn nothing_that_is_changed_in_a_file_breaks_the_reader() {
    let whole = fixture("report.pdf");
    for at in (0..whole.len()).step_by(whole.len() / 300 + 1) {
        let mut changed = whole.clone();
        changed[at] ^= 0xFF;
        if let Err(error) = read("report.pdf", &changed) {
            assert!(!error.to_string().is_empty());
        }
    }
}

#[test]
fn drawings_inside_of_themselves_come_to_an_end() {
    let form = "/X Do BT /F 10 Tf 50 700 Td (The clinic treated 9,26 patients.) Tj ET";
    let file = drawn(&[form]);
    let text = String::from_utf8(file).unwrap();
    let looped = text.replace("/Font<</F 3 0 R>>", "/Font<</F 3 0 R>>/XObject<</X 5 0 R>>").replace(
        &format!("<</Length {}>>", form.len()),
        &format!(
            "<</Length {}/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>/XObject<</X 5 0 R>>>>>>",
            form.len()
        ),
    );
    let document = read("t.pdf", looped.as_bytes()).unwrap();
    assert!(document.text().len() < 10_000, "{}", document.text().len());
}

#[test]
fn a_cell_that_goes_on_in_the_next_line_is_one_cell() {
    let table = page(&[
        (60, 700, "in thousands"),
        (300, 700, "2024"),
        (400, 700, "2023"),
        (60, 680, "Boats and piers, less what"),
        (60, 668, "was written off on them"),
        (300, 668, "8,412"),
        (400, 668, "8,230"),
        (60, 648, "Cranes"),
        (300, 648, "1,377"),
        (400, 648, "1,402"),
        (60, 628, "Stores of rope, sails and"),
        (300, 628, "2,205"),
        (400, 628, "2,118"),
        (60, 616, "other things"),
        (60, 596, "Total of the yard"),
        (300, 596, "11,994"),
        (400, 596, "11,950"),
    ]);
    let document = read("t.pdf", &drawn(&[&table])).unwrap();
    let labels: Vec<&str> = document.tables()[0]
        .cells
        .iter()
        .filter(|cell| cell.column == 0)
        .map(|cell| document.slice(document.blocks()[cell.blocks().start].span))
        .collect();
    let expected = [
        "in thousands",
        "Boats and piers, less what was written off on them",
        "Cranes",
        "Stores of rope, sails and other things",
        "Total of the yard",
    ];
    assert_eq!(labels, expected);
    assert_eq!(told(&document), ["table-total \"11,950\" page 1"]);
}

#[test]
fn rows_that_are_drawn_cell_by_cell_are_rows() {
    // Figures stand in the middle of labels of two lines, and close behind those of one.
    let table = page(&[
        (60, 712, "in thousands"),
        (170, 712, "2024"),
        (230, 712, "2023"),
        (60, 690, "Boats and piers on"),
        (60, 679, "both of the banks"),
        (170, 684, "8,412"),
        (230, 684, "8,230"),
        (60, 657, "Cranes that turn on rail"),
        (170, 657, "1,377"),
        (230, 657, "-"),
        (60, 635, "Stores of rope, of"),
        (60, 624, "sails and of"),
        (60, 613, "other things"),
        (170, 624, "(2,205)"),
        (230, 624, "(2,118)"),
        (60, 591, "Total of the yard"),
        (170, 591, "7,584"),
        (230, 591, "6,012"),
    ]);
    let document = read("t.pdf", &drawn(&[&table])).unwrap();
    assert_eq!(document.tables().len(), 1);
    let words =
        |cell: &statlint::document::Cell| document.slice(document.blocks()[cell.blocks().start].span).to_owned();
    let rows: Vec<Vec<String>> = document.tables()[0]
        .cells
        .chunk_by(|one, other| one.row == other.row)
        .map(|row| row.iter().map(words).collect())
        .collect();
    assert_eq!(
        rows,
        [
            vec!["in thousands", "2024", "2023"],
            vec!["Boats and piers on both of the banks", "8,412", "8,230"],
            vec!["Cranes that turn on rail", "1,377", "-"],
            vec!["Stores of rope, of sails and of other things", "(2,205)", "(2,118)"],
            vec!["Total of the yard", "7,584", "6,012"],
        ]
    );
    assert_eq!(told(&document), ["table-total \"6,012\" page 1"]);
}
