//! JUnit's XML, which most build servers show as a list of tests.
//!
//! A document is a suite and a finding a test of it that fails; a note is one
//! that passes and has something to say. A document without findings is a suite
//! with one test that passes, so that what was checked can be seen.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::diagnostic::{Diagnostic, Level};
use crate::document::Document;
use crate::lint::Audit;
use crate::report::Reporter;
use crate::report::position::{Positions, in_repository};
use crate::report::visible::on_a_page;

/// Keeps the suites until the end: their sums stand before them.
#[derive(Debug, Default)]
pub(super) struct Junit {
    suites: Vec<u8>,
    tests: usize,
    failures: usize,
}

impl Reporter for Junit {
    fn document(&mut self, document: &Document, audit: &Audit, _: &mut dyn Write) -> io::Result<()> {
        let positions = Positions::new(document);
        let path = text(&in_repository(&document.name));
        let failures = audit.diagnostics.iter().filter(|diagnostic| fails(diagnostic)).count();
        let tests = audit.diagnostics.len().max(1);
        self.tests += tests;
        self.failures += failures;
        Writer::new_with_indent(&mut self.suites, b' ', 2)
            .create_element("testsuite")
            .with_attribute(("name", path.as_str()))
            .with_attribute(("tests", tests.to_string().as_str()))
            .with_attribute(("failures", failures.to_string().as_str()))
            .with_attribute(("errors", "0"))
            .write_inner_content(|suite| {
                if audit.diagnostics.is_empty() {
                    let test = suite.create_element("testcase").with_attribute(("name", "figures"));
                    test.with_attribute(("classname", path.as_str())).write_empty()?;
                }
                audit.diagnostics.iter().try_for_each(|diagnostic| write(&positions, &path, diagnostic, suite))
            })?;
        self.suites.push(b'\n');
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let mut writer = Writer::new_with_indent(out, b' ', 2);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        writer
            .create_element("testsuites")
            .with_attribute(("name", "statlint"))
            .with_attribute(("tests", self.tests.to_string().as_str()))
            .with_attribute(("failures", self.failures.to_string().as_str()))
            .with_attribute(("errors", "0"))
            .write_inner_content(|writer| {
                writer.get_mut().write_all(b"\n")?;
                writer.get_mut().write_all(self.suites.trim_ascii_end())
            })?;
        writer.get_mut().write_all(b"\n")
    }
}

/// Whether a finding is a failed test.
fn fails(diagnostic: &Diagnostic) -> bool {
    diagnostic.level > Level::Note
}

fn write(
    positions: &Positions<'_>,
    path: &str,
    diagnostic: &Diagnostic,
    suite: &mut Writer<&mut Vec<u8>>,
) -> io::Result<()> {
    let place = text(&positions.name(diagnostic.primary()));
    let message = text(&diagnostic.message);
    let line = positions.place(diagnostic.primary()).line.to_string();
    let mut body = vec![format!("{path}:{place}: {message}")];
    body.extend([&diagnostic.cause, &diagnostic.help].into_iter().flatten().map(|line| text(line)));
    body.extend(diagnostic.elsewhere.iter().map(|foreign| text(&format!("see {}", foreign.at))));
    let body = body.join("\n");
    let test = suite
        .create_element("testcase")
        // Servers tell tests apart by their names.
        .with_attribute(("name", format!("{} at {place}", diagnostic.code).as_str()))
        .with_attribute(("classname", path))
        .with_attribute(("file", path))
        .with_attribute(("line", line.as_str()));
    test.write_inner_content(|test| {
        let element = if fails(diagnostic) {
            let failure = test.create_element("failure").with_attribute(("type", diagnostic.level.as_str()));
            failure.with_attribute(("message", message.as_str()))
        } else {
            test.create_element("system-out")
        };
        element.write_text_content(BytesText::new(&body)).map(drop)
    })?;
    Ok(())
}

/// A text without what XML has no way to write.
fn text(text: &str) -> String {
    on_a_page(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use proptest::prelude::*;

    use super::*;
    use crate::report::Format;
    use crate::report::samples::{diagnostic, label, report};

    #[test]
    fn findings_are_failed_tests_and_notes_are_not() {
        let document = Document::from_text("docs/a.txt", "one\n9,26 & 40");
        let mut note = diagnostic([label(11, 2, "")]);
        note.level = Level::Note;
        let findings = vec![diagnostic([label(4, 4, "")]), note];
        assert_snapshot!(report(Format::Junit, &document, findings), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="statlint" tests="2" failures="1" errors="0">
        <testsuite name="docs/a.txt" tests="2" failures="1" errors="0">
          <testcase name="digit-grouping at 2:1" classname="docs/a.txt" file="docs/a.txt" line="2">
            <failure type="error" message="the digits are not grouped in threes">docs/a.txt:2:1: the digits are not grouped in threes
        compare with the source</failure>
          </testcase>
          <testcase name="digit-grouping at 2:8" classname="docs/a.txt" file="docs/a.txt" line="2">
            <system-out>docs/a.txt:2:8: the digits are not grouped in threes
        compare with the source</system-out>
          </testcase>
        </testsuite>
        </testsuites>
        "#);
    }

    #[test]
    fn a_sound_document_is_a_test_that_passes() {
        let report = report(Format::Junit, &Document::from_text("a.txt", "40"), vec![]);
        let tree = roxmltree::Document::parse(&report).unwrap();
        assert_eq!(tree.root_element().attribute("tests"), Some("1"));
        assert!(tree.descendants().any(|node| node.has_tag_name("testcase") && !node.has_children()));
    }

    proptest! {
        #[test]
        fn every_text_is_read_back(message in "\\PC{0,40}", hidden in "[\\x00-\\x1f\u{fffe}\u{202e}<>&'\"]{0,20}") {
            let document = Document::from_text(&format!("a{hidden}.txt"), "9,26");
            let mut finding = diagnostic([label(0, 4, "")]);
            finding.message = format!("{message}{hidden}");
            let report = report(Format::Junit, &document, vec![finding]);
            let tree = roxmltree::Document::parse(&report).unwrap();
            let failure = tree.descendants().find(|node| node.has_tag_name("failure")).unwrap();
            // A reader makes one blank of every line end in an attribute.
            let blank = |text: &str| text.replace("\r\n", " ").replace(['\n', '\r', '\t'], " ");
            prop_assert_eq!(failure.attribute("message").map(blank), Some(blank(&text(&format!("{message}{hidden}")))));
        }
    }
}
