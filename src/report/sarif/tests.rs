use serde_json::Value;

use super::*;
use crate::lexicon::Lexicons;
use crate::report::Format;
use crate::report::samples::{audit, diagnostic, fix, label_at, report, written};

/// The run of a report.
fn run(sarif: &str) -> Value {
    let mut log: Value = serde_json::from_str(sarif).unwrap();
    assert_eq!(log["version"], "2.1.0");
    log["runs"][0].take()
}

#[test]
fn a_result_says_where_and_how_bad() {
    let document = Document::from_text("draft.txt", "Ä\nÄ up 47% from 380");
    let mut finding = diagnostic([label_at(&document, "47%", ""), label_at(&document, "380", "from")]);
    finding.fix = Some(fix(Safety::Safe, finding.primary(), "47 %"));
    let run = run(&report(Format::Sarif, &document, vec![finding]));
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let result = &run["results"][0];
    assert_eq!((&result["level"], &result["ruleId"]), (&json!("error"), &json!("digit-grouping")));
    let place = json!({
        "artifactLocation": { "uri": "draft.txt" },
        "region": {
            "startLine": 2, "startColumn": 6, "endLine": 2, "endColumn": 9, "charOffset": 7, "charLength": 3,
            "snippet": { "text": "47%" },
        },
    });
    assert_eq!(result["locations"][0]["physicalLocation"], place);
    assert_eq!(result["relatedLocations"][0]["message"]["text"], "from");
    assert_eq!(result["partialFingerprints"]["statlint/v1"].as_str().map(str::len), Some(16));
    let replacement = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "47 %");
}

#[test]
fn only_safe_fixes_are_offered() {
    let document = Document::from_text("draft.txt", "up 47% from 380");
    for safety in [Safety::Unsafe, Safety::Display] {
        let mut finding = diagnostic([label_at(&document, "47%", "")]);
        finding.fix = Some(fix(safety, finding.primary(), "21.8%"));
        assert_eq!(run(&report(Format::Sarif, &document, vec![finding]))["results"][0]["fixes"], Value::Null);
    }
}

#[test]
fn the_rules_that_ran_are_described() {
    let lexicons = Lexicons::parse(&[]).unwrap();
    let mut rules = RuleSet::default();
    for code in ["another-rule", "reversed-range"] {
        rules.add(&format!("{code}.toml"), &RULE.replace("CODE", code), &lexicons).unwrap();
    }
    let document = Document::from_text("draft.txt", "40 to 30");
    let mut finding = diagnostic([label_at(&document, "40", "")]);
    finding.code = "reversed-range".to_owned();
    let run = run(&written(Box::new(Sarif::new(&rules, false)), &document, &audit(vec![finding])));
    assert_eq!(run["results"][0]["ruleIndex"], 1);
    let rule = &run["tool"]["driver"]["rules"][1];
    assert_eq!((&rule["id"], &rule["defaultConfiguration"]["level"]), (&json!("reversed-range"), &json!("warning")));
    assert_eq!((&rule["properties"]["confidence"], &rule["fullDescription"]["text"]), (&json!("high"), &json!("why")));
    assert!(rule["help"]["markdown"].as_str().unwrap().contains("What to do"));
}

const RULE: &str = r#"
code = "CODE"
title = "title"
level = "warning"
confidence = "high"
message = "message"
why = "why"
help = "help"
[check.range]

[[flag]]
text = "between [[40 and 30]] people"
[[pass]]
text = "between 30 and 40 people"
"#;

#[test]
fn a_run_without_findings_is_a_run() {
    let run = run(&report(Format::Sarif, &Document::from_text("t", ""), vec![]));
    assert_eq!(run["results"], json!([]));
}

#[test]
fn what_is_silenced_is_written_for_research_only() {
    let document = Document::from_text("t", "9,26");
    let mut audit = audit(vec![]);
    let known = diagnostic([label_at(&document, "9,26", "")]);
    audit.silenced = vec![Silenced { diagnostic: known, by: By::Comment(0), reason: Some("house style".to_owned()) }];
    let rules = RuleSet::default();
    let of = |with_silenced| run(&written(Box::new(Sarif::new(&rules, with_silenced)), &document, &audit));
    assert_eq!(of(false)["results"], json!([]));
    assert_eq!(of(true)["results"][0]["suppressions"], json!([{ "kind": "inSource", "justification": "house style" }]));
}
