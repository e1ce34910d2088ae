//! One report in every format, made by pandoc and LibreOffice (`tests/formats/make.sh`): the same
//! findings everywhere, each at the place that a reader of that format would look it up.

use std::fs;
use std::io::{Cursor, Write as _};

use statlint::read::read;
use statlint::{Document, Lexicons, RuleSet, lint};

/// The findings of a fixture as `code "words" place`.
fn findings(file: &str) -> Vec<String> {
    let path = format!("{}/tests/formats/{file}", env!("CARGO_MANIFEST_DIR"));
    let document = read(file, &fs::read(path).unwrap()).unwrap();
    told(&document)
}

pub(crate) fn told(document: &Document) -> Vec<String> {
    let lexicons = Lexicons::built_in();
    let rules = RuleSet::built_in(lexicons);
    let audit = lint(document, &rules, lexicons);
    let found = audit.diagnostics.iter().filter(|finding| finding.taints.is_none()).map(|finding| {
        let span = finding.primary();
        let place = match document.address(span.start) {
            Some(address) => address.to_string(),
            None => {
                let before = &document.source().text[..document.source_span(span).start];
                let line = before.rsplit('\n').next().unwrap_or_default();
                format!("{}:{}", before.matches('\n').count() + 1, line.chars().count() + 1)
            }
        };
        format!("{} \"{}\" {place}", finding.code, document.slice(span))
    });
    found.collect()
}

/// The same without places.
fn codes(file: &str) -> Vec<String> {
    let mut codes: Vec<String> =
        findings(file).iter().map(|line| line.split_inclusive('"').take(2).collect::<String>()).collect();
    codes.sort();
    codes
}

#[test]
fn a_report_has_the_same_findings_in_every_format() {
    let expected = codes("report.md");
    assert_eq!(expected.len(), 5, "{expected:?}");
    for file in ["report.html", "report.docx", "report.odt", "report.pdf"] {
        assert_eq!(codes(file), expected, "{file}");
    }
    // The workbooks have one sheet more, with a formula that divides by nothing.
    for file in ["report.xlsx", "report.ods", "report.fods", "report.xls"] {
        let (errors, same): (Vec<String>, Vec<String>) = codes(file).into_iter().partition(|it| it.contains('#'));
        assert_eq!(same, expected, "{file}");
        assert_eq!(errors, ["placeholder \"#DIV/0!\""], "{file}");
    }
}

#[test]
fn each_format_names_the_places_of_its_own() {
    let files = ["report.md", "report.html", "report.docx", "report.odt", "report.pdf", "report.xlsx"];
    let places: Vec<String> = files.iter().map(|file| format!("{file}\n  {}", findings(file).join("\n  "))).collect();
    insta::assert_snapshot!(places.join("\n"));
    for file in ["report.ods", "report.fods", "report.xls"] {
        assert_eq!(findings(file), findings("report.xlsx"), "{file}");
    }
}

/// A package of one part.
pub(crate) fn package(part: &str, content: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(part, zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(content).unwrap();
    zip.finish().unwrap().into_inner()
}

pub(crate) fn failure(file: &str, bytes: &[u8]) -> String {
    read(file, bytes).expect_err("it cannot be read").to_string()
}

#[test]
fn a_word_file_without_its_text_or_cut_off_is_told_so() {
    let whole = package("word/document.bak", b"<p/>");
    assert_eq!(
        failure("a.docx", &whole),
        "cannot read a.docx: it has no part word/document.xml, where the text should be"
    );
    let report = fs::read(format!("{}/tests/formats/report.docx", env!("CARGO_MANIFEST_DIR"))).unwrap();
    assert!(failure("a.docx", &report[..report.len() / 2]).contains("it is damaged or cut off"));
    let odd = package("../../etc/word/document.xml", b"<p/>");
    assert!(failure("a.docx", &odd).contains("it has no part word/document.xml"));
}

#[test]
fn a_zip_bomb_is_refused_with_its_limit() {
    let bomb = package("word/document.xml", &vec![b' '; 257 << 20]);
    assert!(bomb.len() < 1 << 20);
    let told = failure("bomb.docx", &bomb);
    assert_eq!(told, "cannot read bomb.docx: its part word/document.xml expands to more than 256 MiB");
}

fn word(body: &str) -> Document {
    let xml = format!(
        "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>\
         <w:document xmlns:w='w'><w:body>{body}</w:body></w:document>"
    );
    read("t.docx", &package("word/document.xml", xml.as_bytes())).unwrap()
}

#[test]
fn runs_are_joined_and_deletions_and_entities_left_out() {
    let document = word(
        "<w:p><w:r><w:t>treated 9</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>,26</w:t></w:r>\
         <w:del><w:r><w:delText> 77</w:delText></w:r></w:del><w:ins><w:r><w:t xml:space='preserve'> new</w:t></w:r></w:ins>\
         <w:moveFrom><w:r><w:t>88</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>99</w:t></w:r>\
         <w:r><w:t> patients &amp; &#49;0</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>6</w:t></w:r>\
         <w:r><w:t>&b;</w:t></w:r><w:r><w:instrText>PAGE 5</w:instrText></w:r></w:p>",
    );
    assert_eq!(document.text().trim_end(), "treated 9,26 new patients & 10⁶");
    assert_eq!(document.notes, ["an entity that the file defines itself (&b;) was left out"]);
}

#[test]
fn entities_of_opendocument_files_are_left_out_with_a_note() {
    let xml = |kind: &str, body: &str| {
        format!(
            "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'ha'>]><office:document-content>\
             <office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
        )
    };
    let text = xml("text", "<text:p>treated 9,26 &a;patients&a;</text:p>");
    let document = read("t.odt", &package("content.xml", text.as_bytes())).unwrap();
    assert_eq!(document.text().trim_end(), "treated 9,26 patients");
    let two = "2 entities that the file defines itself (the first is &a;) were left out";
    assert_eq!(document.notes, [two]);
    let cells = "<table:table table:name='S'><table:table-row><table:table-cell office:value-type='string'>\
                 <text:p>treated &a;9,26&a;</text:p></table:table-cell></table:table-row></table:table>";
    let document = read("t.ods", &package("content.xml", xml("spreadsheet", cells).as_bytes())).unwrap();
    assert_eq!((document.text().trim_end(), document.notes.as_slice()), ("treated 9,26", &[two.to_owned()][..]));
}

#[test]
fn a_word_file_may_be_nested_as_deep_as_it_likes() {
    let deep = "<w:tbl><w:tr><w:tc>".repeat(30_000);
    let document = word(&format!("{deep}<w:p><w:r><w:t>9,26</w:t></w:r></w:p>"));
    assert_eq!(document.text().trim_end(), "9,26");
}

#[test]
fn what_is_encrypted_is_told_so_whatever_it_is() {
    let mut office = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    office.create_stream("EncryptedPackage").unwrap().write_all(&[7; 5000]).unwrap();
    office.flush().unwrap();
    let office = office.into_inner().into_inner();
    let mut open = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [("META-INF/manifest.xml", &b"<manifest:encryption-data/>"[..]), ("content.xml", &[0xE1, 0x07, 0x93])];
    for (part, content) in parts {
        open.start_file(part, zip::write::SimpleFileOptions::default()).unwrap();
        open.write_all(content).unwrap();
    }
    let open = open.finish().unwrap().into_inner();
    let pdf = fs::read(format!("{}/tests/formats/encrypted.pdf", env!("CARGO_MANIFEST_DIR"))).unwrap();
    for (file, bytes) in [("a.docx", &office), ("a.xlsx", &office), ("a.odt", &open), ("a.ods", &open), ("a.pdf", &pdf)]
    {
        let told = format!("cannot read {file}: it is encrypted; save it without a password first");
        assert_eq!(failure(file, bytes), told);
    }
}
