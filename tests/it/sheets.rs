//! Workbooks: what is read of a cell, and files that are made to break a reader.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::time::{Duration, Instant};

use statlint::Document;
use statlint::read::read;

use crate::formats::{failure, package, told};

/// A package of several parts.
fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const RELATIONS: &str = "<Relationships><Relationship Id='w' Target='xl/workbook.xml' \
    Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'/></Relationships>";
const SHEETS: &str = "<Relationships><Relationship Id='s1' Target='worksheets/sheet1.xml' \
    Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet'/></Relationships>";
const WORKBOOK: &str = "<workbook xmlns:r='r'><sheets><sheet name='Sheet1' sheetId='1' r:id='s1'/></sheets></workbook>";

/// A workbook with one sheet: the formats of its styles, its shared texts, what stands in the sheet.
fn workbook(formats: &[&str], texts: &[&str], sheet: &str) -> Vec<u8> {
    let mut styles = "<styleSheet><numFmts>".to_owned();
    for (i, code) in formats.iter().enumerate() {
        write!(styles, "<numFmt numFmtId='{}' formatCode='{code}'/>", 164 + i).unwrap();
    }
    styles += "</numFmts><cellXfs><xf numFmtId='0'/>";
    for i in 0..formats.len() {
        write!(styles, "<xf numFmtId='{}'/>", 164 + i).unwrap();
    }
    styles += "</cellXfs></styleSheet>";
    let texts: String = texts.iter().map(|text| format!("<si><t>{text}</t></si>")).collect();
    packed(&[
        ("_rels/.rels", RELATIONS),
        ("xl/_rels/workbook.xml.rels", SHEETS),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/styles.xml", &styles),
        ("xl/sharedStrings.xml", &format!("<sst>{texts}</sst>")),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet>{sheet}</worksheet>")),
    ])
}

/// Each block with its place.
fn cells(document: &Document) -> String {
    let line = |block: &statlint::document::Block| {
        let address = document.address(block.span.start).map(ToString::to_string).unwrap_or_default();
        format!("{address} {}\n", document.slice(block.span))
    };
    document.blocks().iter().map(line).collect()
}

#[test]
fn a_cell_is_read_as_its_number_format_prints_it() {
    let formats = [
        "0.0%",
        "#,##0",
        "#,##0.00_);(#,##0.00)",
        "&quot;US$&quot;#,##0.0,,&quot; mn&quot;",
        "mmm yyyy",
        "yyyy-mm-dd",
        "[h]:mm",
        "0.00E+00",
        "nonsense[[",
    ];
    let values = ["0.1234", "1234567", "-1234.5", "2345678901", "45000", "45000", "1.5", "12345", "7.25"];
    let mut row = String::new();
    for (i, value) in values.iter().enumerate() {
        write!(row, "<c r='{}2' s='{}'><v>{value}</v></c>", char::from(b'A' + i as u8), i + 1).unwrap();
    }
    let rest = "<c r='A3'><v>0.30000000000000004</v></c><c r='B3'><v>0.3333333333333333</v></c>\
        <c r='C3'><v>123456789012345</v></c><c r='D3'><f>1/0</f><v>#DIV/0!</v></c><c r='E3' t='e'><v>#N/A</v></c>\
        <c r='F3' t='b'><v>1</v></c><c r='G3' t='inlineStr'><is><r><t>9</t></r><r><t>,26 pupils</t></r></is></c>\
        <c r='H3' t='str'><f>A1</f><v>so many</v></c><c r='I3'><v>-0.0004</v></c>";
    let rest = rest.replace("<c r='D3'>", "<c r='D3' t='e'>");
    let sheet = format!("<sheetData><row r='2'>{row}</row><row r='3'>{rest}</row></sheetData>");
    let document = read("t.xlsx", &workbook(&formats, &[], &sheet)).unwrap();
    insta::assert_snapshot!(cells(&document));
}

#[test]
fn a_total_that_is_wrong_is_found_at_its_cell() {
    let rows = [("Cod", 412, 399), ("Hake", 87, 120), ("Sole", 1_245, 1_310), ("Total", 1_744, 1_929)];
    let mut sheet = "<sheetData><row r='2'><c r='B2' t='s'><v>0</v></c></row><row r='4'><c r='C4'><v>2023</v></c>\
        <c r='E4'><v>2024</v></c></row>"
        .to_owned();
    for (i, (name, one, other)) in rows.iter().enumerate() {
        let row = i + 5;
        write!(
            sheet,
            "<row r='{row}'><c r='B{row}' t='inlineStr'><is><t>{name}</t></is></c><c r='C{row}'><v>{one}</v></c>\
             <c r='E{row}'><v>{other}</v></c></row>"
        )
        .unwrap();
    }
    sheet += "</sheetData>";
    let document = read("t.xlsx", &workbook(&[], &["Landings in the port, in tonnes"], &sheet)).unwrap();
    assert_eq!(told(&document), ["table-total \"1,929\" Sheet1!E8"].map(|line| line.replace("1,929", "1929")));
}

#[test]
fn a_sheet_that_claims_to_be_endless_costs_nothing() {
    let rows: String = (1..=1_048_575).map(|row| format!("<row r='{row}'/>")).collect();
    let sheet = format!(
        "<dimension ref='A1:XFD1048576'/><sheetData>{rows}<row r='1048576'><c r='XFD1048576' t='s'><v>0</v></c></row></sheetData>"
    );
    let bytes = workbook(&[], &["The clinic treated 9,26 patients."], &sheet);
    // All of its cells would take days. A busy machine may be slow.
    let begun = Instant::now();
    let document = read("t.xlsx", &bytes).unwrap();
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    assert_eq!(told(&document), ["digit-grouping \"9,26\" Sheet1!XFD1048576"]);

    let cell = "<table:table-cell office:value-type='string'><text:p>The clinic treated 9,26 patients.</text:p></table:table-cell>";
    let flat = |rows: &str| {
        format!(
            "<?xml version='1.0'?><office:document office:mimetype='application/vnd.oasis.opendocument.spreadsheet'>\
             <office:body><office:spreadsheet><table:table table:name='S'>{rows}</table:table></office:spreadsheet>\
             </office:body></office:document>"
        )
    };
    let many = "<table:table-row table:number-rows-repeated='1048575'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>";
    let document =
        read("t.fods", flat(&format!("{many}<table:table-row>{cell}</table:table-row>")).as_bytes()).unwrap();
    assert_eq!(told(&document), ["digit-grouping \"9,26\" S!A1048576"]);
    let copied = many.replace("16384'/>", "16384'><text:p>9</text:p></table:table-cell>");
    assert_eq!(
        failure("t.fods", flat(&copied).as_bytes()),
        "cannot read t.fods: it has more than 4 million cells with text; save the sheets that matter as CSV"
    );
}

#[test]
fn a_workbook_that_expands_without_end_is_refused_with_the_limit() {
    let bomb = package("xl/worksheets/sheet1.xml", &vec![b' '; 257 << 20]);
    assert_eq!(
        failure("bomb.xlsx", &bomb),
        "cannot read bomb.xlsx: its part xl/worksheets/sheet1.xml expands to more than 256 MiB"
    );
    let text = "one million bytes ".repeat(60_000);
    let row: String = (1..=300).map(|row| format!("<row r='{row}'><c r='A{row}' t='s'><v>0</v></c></row>")).collect();
    let copied = workbook(&[], &[&text], &format!("<sheetData>{row}</sheetData>"));
    assert_eq!(failure("t.xlsx", &copied), "cannot read t.xlsx: its cells hold more than 256 MiB of text");
}

#[test]
fn entities_of_a_workbook_do_not_grow() {
    let mut parts = String::from("<!DOCTYPE sst [<!ENTITY a 'ha'>");
    for pair in ('a'..='z').collect::<Vec<char>>().windows(2) {
        write!(parts, "<!ENTITY {} '{}'>", pair[1], format!("&{};", pair[0]).repeat(10)).unwrap();
    }
    parts += "]><sst><si><t>&z;</t></si></sst>";
    let bytes = packed(&[
        ("_rels/.rels", RELATIONS),
        ("xl/_rels/workbook.xml.rels", SHEETS),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/sharedStrings.xml", &parts),
        (
            "xl/worksheets/sheet1.xml",
            "<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c></row></sheetData></worksheet>",
        ),
    ]);
    let length = read("t.xlsx", &bytes).map_or(0, |document| document.text().len());
    assert!(length < 100, "{length}");
}

#[test]
fn what_a_workbook_lacks_is_said() {
    let sheet = package("xl/worksheets/sheet1.xml", b"<worksheet/>");
    let told = "cannot read a.xlsx: it has no part xl/workbook.xml, where the sheets should be named";
    assert_eq!(failure("a.xlsx", &sheet), told);
    assert!(failure("a.xlsx", &packed(&[("_rels/.rels", RELATIONS), ("xl/a.xml", "")])).contains("workbook.xml"));
    assert!(
        failure("a.ods", &package("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"))
            .contains("content.xml")
    );
    for file in ["report.xlsx", "report.ods", "report.xls"] {
        let path = format!("{}/tests/formats/{file}", env!("CARGO_MANIFEST_DIR"));
        let whole = std::fs::read(path).unwrap();
        assert!(failure(file, &whole[..whole.len() / 2]).contains("it is damaged"), "{file}");
    }
}

/// A file of files with one part.
fn compound(part: &str, content: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(part).unwrap().write_all(content).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

#[test]
fn an_encrypted_workbook_is_told_so() {
    let told = "cannot read a.xlsx: it is encrypted; save it without a password first";
    assert_eq!(failure("a.xlsx", &compound("EncryptedPackage", &[7; 5000])), told);
    let old = records(&[(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]), (0x2F, &[1, 0, 1, 0, 1, 0])]);
    assert!(failure("a.xls", &compound("Workbook", &old)).contains("it is encrypted"));
}

fn records(records: &[(u16, &[u8])]) -> Vec<u8> {
    let head = |kind: u16, len: usize| [kind.to_le_bytes(), u16::try_from(len).unwrap().to_le_bytes()].concat();
    records.iter().flat_map(|(kind, data)| [head(*kind, data.len()), data.to_vec()].concat()).collect()
}

#[test]
fn an_old_workbook_with_cells_at_the_ends_of_the_world_is_refused() {
    let begin: (u16, &[u8]) = (0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]);
    let number = |row: u16, column: u16| [&row.to_le_bytes()[..], &column.to_le_bytes(), &[0; 10]].concat();
    let (first, last) = (number(0, 0), number(65_535, 65_535));
    // The place of the sheet follows from the length of what stands before it.
    let named = |at: u8| [&[at, 0, 0, 0, 0, 0, 1, 0][..], b"S"].concat();
    let globals = |at: u8| records(&[begin, (0x85, &named(at)), (0x0A, &[])]);
    let start = u8::try_from(globals(0).len()).unwrap();
    let sheet = records(&[begin, (0x0203, &first), (0x0203, &last), (0x0A, &[])]);
    let bytes = compound("Workbook", &[globals(start), sheet].concat());
    assert_eq!(
        failure("a.xls", &bytes),
        "cannot read a.xls: its cells are spread over more than 20 million places; save it as .xlsx first"
    );
}

#[test]
fn nothing_that_is_changed_in_a_workbook_breaks_the_reader() {
    for file in ["report.xlsx", "report.ods", "report.xls", "report.fods"] {
        let path = format!("{}/tests/formats/{file}", env!("CARGO_MANIFEST_DIR"));
        let whole = std::fs::read(path).unwrap();
        let step = whole.len() / 300 + 1;
        for at in (0..whole.len()).step_by(step) {
            let mut changed = whole.clone();
            changed[at] ^= 0xFF;
            // It is read, or it is said why not; nothing panics.
            if let Err(error) = read(file, &changed) {
                assert!(!error.to_string().is_empty());
            }
        }
    }
}

#[test]
fn a_hidden_row_is_read_as_totals_count_it() {
    let sheet = "<sheetData><row r='1' hidden='1'><c r='A1' t='s'><v>0</v></c></row></sheetData>";
    let document = read("t.xlsx", &workbook(&[], &["The clinic treated 9,26 patients."], sheet)).unwrap();
    assert_eq!(told(&document), ["digit-grouping \"9,26\" Sheet1!A1"]);
}
