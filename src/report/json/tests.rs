use insta::assert_snapshot;
use serde_json::Value;

use super::*;
use crate::diagnostic::Safety;
use crate::document::{BlockKind, DocumentBuilder, Source};
use crate::report::Format;
use crate::report::samples::{diagnostic, fix, label_at, report};

fn document() -> Document {
    Document::plain("draft.txt", Source { text: "Ä rose\nup 47% from 380 to 463".into(), skipped: 3 })
}

fn finding(document: &Document) -> Diagnostic {
    let mut finding = diagnostic([label_at(document, "47%", ""), label_at(document, "380", "from")]);
    finding.fix = Some(fix(Safety::Display, finding.primary(), "21.8%"));
    finding
}

#[test]
fn a_finding_has_the_keys_of_the_contract_in_their_order() {
    let document = document();
    assert_snapshot!(report(Format::Jsonl, &document, vec![finding(&document)]), @r#"
    {"type":"finding","path":"draft.txt","code":"digit-grouping","level":"error","confidence":"high","message":"the digits are not grouped in threes","start":14,"end":17,"line":2,"column":4,"end_line":2,"end_column":7,"text":"47%","related":[{"start":23,"end":26,"line":2,"column":13,"end_line":2,"end_column":16,"text":"380","label":"from"}],"help":"compare with the source","cause":null,"fix":{"safety":"display","title":"21.8%","edits":[{"start":14,"end":17,"text":"21.8%"}]},"also":[],"place":null,"fingerprint":"41baaaae24b20297"}
    "#);
}

#[test]
fn json_is_an_array_of_the_lines_of_jsonl() {
    let document = document();
    let findings = vec![finding(&document), finding(&document)];
    let array: Vec<Value> = serde_json::from_str(&report(Format::Json, &document, findings.clone())).unwrap();
    let lines = report(Format::Jsonl, &document, findings);
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(array, lines);
    assert_ne!(array[0]["fingerprint"], array[1]["fingerprint"]);
    assert_eq!(report(Format::Json, &document, vec![]), "[]\n");
    assert_eq!(report(Format::Jsonl, &document, vec![]), "");
}

#[test]
fn a_fix_that_would_replace_markup_is_not_offered() {
    let mut builder = DocumentBuilder::default();
    builder.open(BlockKind::Paragraph);
    builder.push("8 6", 2);
    builder.push("12 ha", 7);
    let document = builder.finish("t", Source { text: "**8 6**12 ha".into(), skipped: 0 });
    let mut finding = diagnostic([label_at(&document, "8 612", "")]);
    finding.fix = Some(fix(Safety::Safe, finding.primary(), "8,612"));
    let line: Value = serde_json::from_str(&report(Format::Jsonl, &document, vec![finding])).unwrap();
    assert_eq!((&line["text"], &line["end"], &line["fix"]), (&"8 612".into(), &9.into(), &Value::Null));
}
