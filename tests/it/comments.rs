//! A copy of a Word document with the findings as comments: at their words, and nothing else changed.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use proptest::prelude::*;
use roxmltree::{Document as Xml, Node};
use statlint::read::read;
use statlint::report::word::commented;
use statlint::{Diagnostic, Lexicons, RuleSet, lint};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A package as Word writes it, with these parts besides.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = zip::write::SimpleFileOptions::default();
    let types =
        "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let mut all = vec![("[Content_Types].xml", types)];
    all.extend(parts.iter().filter(|(name, _)| *name != "[Content_Types].xml"));
    for (name, content) in all {
        zip.start_file(name, plain).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.start_file("word/media/image1.png", plain.compression_method(zip::CompressionMethod::Stored)).unwrap();
    zip.write_all(&[0x89, b'P', b'N', b'G', 0, 1, 2, 3]).unwrap();
    zip.finish().unwrap().into_inner()
}

/// A document of one part.
fn word(body: &str) -> Vec<u8> {
    package(&[("word/document.xml", &document(body))])
}

fn document(body: &str) -> String {
    format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"{W}\"><w:body>{body}</w:body></w:document>")
}

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    let read = |name: String| {
        let mut content = Vec::new();
        zip.by_name(&name).unwrap().read_to_end(&mut content).unwrap();
        (name, content)
    };
    names.into_iter().map(read).collect()
}

fn findings(bytes: &[u8]) -> (statlint::Document, Vec<Diagnostic>) {
    let document = read("t.docx", bytes).unwrap();
    let lexicons = Lexicons::built_in();
    let diagnostics = lint(&document, &RuleSet::built_in(lexicons), lexicons).diagnostics;
    (document, diagnostics)
}

/// The copy, after what holds of every copy was seen to hold.
fn copy(bytes: &[u8]) -> BTreeMap<String, String> {
    let (document, diagnostics) = findings(bytes);
    let copy = commented(bytes, &document, &diagnostics).unwrap();
    let (again, found) = findings(&copy);
    assert_eq!(again.text(), document.text());
    assert_eq!(found, diagnostics);
    let (before, after) = (parts(bytes), parts(&copy));
    let may_change = |name: &str| {
        name.ends_with(".rels")
            || name.starts_with("word/comments")
            || ["word/document.xml", "[Content_Types].xml"].contains(&name)
    };
    for (name, content) in &before {
        assert!(may_change(name) || after.get(name) == Some(content), "{name}");
    }
    let xml = after.into_iter().filter(|(name, _)| !name.ends_with(".png"));
    xml.map(|(name, content)| (name, String::from_utf8(content).unwrap())).collect()
}

/// What the ranges of the comments enclose, with the first paragraph of each.
fn told(parts: &BTreeMap<String, String>) -> Vec<String> {
    let comments = Xml::parse(&parts["word/comments.xml"]).unwrap();
    let main = Xml::parse(&parts["word/document.xml"]).unwrap();
    let is = |node: &Node<'_, '_>, name: &str| node.has_tag_name((W, name));
    let text = |node: Node<'_, '_>| -> String {
        let texts = node.descendants().filter(|it| is(it, "t"));
        texts.filter_map(|it| it.text().map(str::to_owned)).collect()
    };
    let id = |node: &Node<'_, '_>| node.attribute((W, "id")).unwrap().to_owned();
    let all: Vec<Node<'_, '_>> = main.descendants().collect();
    let told = comments.root_element().children().filter(|it| is(it, "comment")).map(|comment| {
        let id_of = id(&comment);
        let of = |name: &str| all.iter().filter(|it| is(it, name) && id(it) == id_of).collect::<Vec<_>>();
        let (starts, ends, marks) = (of("commentRangeStart"), of("commentRangeEnd"), of("commentReference"));
        assert_eq!((starts.len(), ends.len(), marks.len()), (1, 1, 1), "comment {id_of}");
        assert!(ends[0].range().start < marks[0].range().start);
        let inside = starts[0].range().end..ends[0].range().start;
        let words: String = all
            .iter()
            .filter(|it| is(it, "t") && inside.contains(&it.range().start))
            .filter_map(|it| it.text())
            .collect();
        let lines: Vec<String> = comment.children().filter(Node::is_element).map(text).collect();
        format!("[{words}] {}", lines[..lines.len() - 1].join(" / "))
    });
    told.collect()
}

#[test]
fn a_finding_that_spans_runs_is_commented_on_at_its_words() {
    let parts = copy(&word(
        "<w:p><w:r w:rsidR=\"00A1\"><w:rPr><w:b/></w:rPr><w:t>The clinic treated 9</w:t></w:r>\
         <w:r><w:t xml:space=\"preserve\">,2</w:t></w:r><w:proofErr/><w:r><w:t>6 patients in May.</w:t></w:r></w:p>",
    ));
    insta::assert_snapshot!(told(&parts).join("\n"));
    insta::assert_snapshot!(parts["word/document.xml"].replace("<w:r", "\n<w:r"));
}

#[test]
fn tables_links_and_notes_have_their_comments_too() {
    let main = document(
        "<w:p><w:hyperlink><w:r><w:t>The ward saw 8,61 births &amp; 12 visits.</w:t></w:r></w:hyperlink>\
         <w:r><w:t>Beds</w:t><w:footnoteReference w:id=\"2\"/></w:r></w:p>\
         <w:tbl><w:tr><w:tc><w:p><w:ins><w:r><w:tab/><w:t>The clinic treated 7,31 patients.</w:t><w:br/></w:r></w:ins></w:p></w:tc></w:tr></w:tbl>",
    );
    let notes = format!(
        "<w:footnotes xmlns:w=\"{W}\"><w:footnote w:id=\"0\" w:type=\"separator\"/>\
         <w:footnote w:id=\"2\"><w:p><w:r><w:t>The ward treated 9,26 patients.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    );
    let parts = copy(&package(&[("word/document.xml", &main), ("word/footnotes.xml", &notes)]));
    insta::assert_snapshot!(told(&parts).join("\n"));
}

#[test]
fn comments_that_are_there_stay_and_get_company() {
    let main = document(
        "<w:p><w:commentRangeStart w:id=\"7\"/><w:r><w:t>The clinic treated 9,26 patients in May.</w:t></w:r>\
         <w:commentRangeEnd w:id=\"7\"/><w:r><w:commentReference w:id=\"7\"/></w:r></w:p>",
    );
    let comments = format!(
        "<w:comments xmlns:w=\"{W}\" xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\">\
         <w:comment w:id=\"7\" w:author=\"Ann\"><w:p w14:paraId=\"53540001\"><w:r><w:t>Really?</w:t></w:r></w:p>\
         <w:p/></w:comment></w:comments>"
    );
    let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{base}/comments\" Target=\"comments.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"http://schemas.microsoft.com/office/2011/relationships/commentsExtended\" \
         Target=\"/word/commentsExtended.xml\"/></Relationships>"
    );
    let extended = "<w15:commentsEx xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"/>";
    let parts = copy(&package(&[
        ("word/document.xml", &main),
        ("word/_rels/document.xml.rels", &relations),
        ("word/comments.xml", &comments),
        ("word/commentsExtended.xml", extended),
    ]));
    insta::assert_snapshot!(told(&parts).join("\n"));
    assert_eq!(parts["word/_rels/document.xml.rels"], relations);
    // The name of another paragraph is not taken twice.
    assert!(parts["word/commentsExtended.xml"].contains("w15:paraId=\"53540002\""), "{parts:#?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// However Word has divided a sentence, the comment stands around the same words.
    #[test]
    fn a_sentence_may_be_divided_in_any_way(cuts in proptest::collection::vec(0..70_usize, 0..12), is_run in any::<u16>()) {
        let sentence = "The “clinic” treated 9,26 patients & 7,31 guests in May.";
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| sentence.floor_char_boundary(cut)).collect();
        cuts.extend([0, sentence.len()]);
        cuts.sort_unstable();
        let mut body = String::from("<w:p><w:r><w:t>");
        for (i, pair) in cuts.windows(2).enumerate() {
            let text = sentence[pair[0]..pair[1]].replace('&', "&amp;");
            body.push_str(&text);
            let divided = if is_run >> (i % 16) & 1 == 1 { "</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>" } else { "</w:t><w:t>" };
            body.push_str(divided);
        }
        body.push_str("</w:t></w:r></w:p>");
        let told = told(&copy(&word(&body)));
        // The note on the whole paragraph stands at its first figure.
        let mut words: Vec<&str> = told.iter().filter_map(|line| line.split(']').next()).collect();
        words.dedup();
        prop_assert_eq!(words, ["[9,26", "[7,31"]);
    }
}

/// A folder with a draft in it.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("comments").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let draft = format!("{}/tests/formats/report.docx", env!("CARGO_MANIFEST_DIR"));
    fs::copy(draft, folder.join("draft.docx")).unwrap();
    folder
}

fn check(folder: &Path, options: &[&str]) -> (Output, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_statlint"));
    let output = command.arg("check").args(options).current_dir(folder).output().unwrap();
    let told = String::from_utf8(output.stderr.clone()).unwrap();
    (output, told)
}

#[test]
fn a_copy_is_written_beside_the_document_which_stays_as_it_is() {
    let folder = folder("copy");
    let before = fs::read(folder.join("draft.docx")).unwrap();
    let (output, told_on) = check(&folder, &["draft.docx", "--comments", "reviewed.docx", "--format", "short"]);
    assert_eq!(output.status.code(), Some(1), "{told_on}");
    assert!(told_on.starts_with("wrote reviewed.docx: draft.docx with 5 comments\n"), "{told_on}");
    assert_eq!(fs::read(folder.join("draft.docx")).unwrap(), before);
    let parts = parts(&fs::read(folder.join("reviewed.docx")).unwrap());
    let text = parts.into_iter().filter_map(|(name, content)| Some((name, String::from_utf8(content).ok()?)));
    insta::assert_snapshot!(told(&text.collect()).join("\n"));
}

#[test]
fn a_copy_takes_no_place_that_is_taken_and_needs_one_word_document() {
    let folder = folder("refused");
    fs::write(folder.join("a.md"), "The clinic treated 9,26 patients in May.").unwrap();
    let refused = [
        (["draft.docx", "draft.docx"], "error: cannot write draft.docx: it exists already\n"),
        (["a.md", "b.docx"], "error: a.md takes no comments; --comments needs a Word document (.docx)\n"),
        ([".", "b.docx"], "error: --comments needs one document, and there are 2; name one Word document (.docx)\n"),
        (["draft.docx", "there/b.docx"], "error: cannot write there/b.docx: no such file or folder\n"),
    ];
    for ([document, copy], expected) in refused {
        let (output, told) = check(&folder, &[document, "--comments", copy, "--quiet"]);
        assert_eq!((output.status.code(), told.as_str()), (Some(2), expected));
    }
    let mut left: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["a.md", "draft.docx"]);
}
