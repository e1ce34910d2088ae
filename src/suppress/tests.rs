//! What is silenced, what is not, and what is said of it.

use super::*;
use crate::lexicon::Lexicons;
use crate::lint::{Audit, lint};
use crate::read::read;

fn audit(markdown: &str) -> Audit {
    let document = read("t.md", markdown.as_bytes()).expect("it is Markdown");
    let lexicons = Lexicons::built_in();
    lint(&document, &RuleSet::built_in(lexicons), lexicons)
}

/// How many figures are reported, how many are not, and the remarks.
fn told(markdown: &str) -> (usize, usize, Vec<String>) {
    let audit = audit(markdown);
    let found = audit.diagnostics.iter().filter(|diagnostic| diagnostic.code == "digit-grouping").count();
    let remarks = audit.remarks.into_iter().map(|remark| remark.message).collect();
    (found, audit.silenced.len(), remarks)
}

const BAD: &str = "The clinic treated 9,26 patients.";

#[test]
fn a_comment_silences_the_next_block_and_no_other() {
    let text = format!("<!-- statlint-ignore digit-grouping: as printed -->\n\n{BAD}\n\n{BAD}\n");
    assert_eq!(told(&text), (1, 1, vec![]));
    let inside = format!("{BAD} <!-- statlint-ignore digit-grouping: as printed -->\n\n{BAD}\n");
    assert_eq!(told(&inside), (1, 1, vec![]));
    let silenced = &audit(&text).silenced[0];
    assert_eq!((silenced.by, silenced.reason.as_deref()), (By::Comment(0), Some("as printed")));
}

#[test]
fn a_comment_before_a_table_speaks_of_the_table() {
    let table = "| place | treated |\n|---|---|\n| A | 9,26 patients |\n| B | 9,27 patients |\n";
    let text = format!("<!-- statlint-ignore digit-grouping: as printed -->\n\n{table}\n{BAD}\n");
    assert_eq!(told(&text), (1, 2, vec![]));
}

#[test]
fn a_stretch_reaches_from_its_start_to_its_end() {
    let start = "<!-- statlint-ignore-start digit-grouping: old figures -->";
    let text = format!("{start}\n\n{BAD}\n\n- {BAD}\n\n<!-- statlint-ignore-end -->\n\n{BAD}\n");
    assert_eq!(told(&text), (1, 2, vec![]));
    let (found, silenced, remarks) = told(&format!("{BAD}\n\n{start}\n\n{BAD}\n"));
    assert_eq!((found, silenced), (1, 1));
    assert_eq!(remarks, ["there is no statlint-ignore-end; digit-grouping is ignored up to the end"]);
    let (found, _, remarks) = told(&format!("{BAD}\n\n<!-- statlint-ignore-end -->\n"));
    assert_eq!((found, remarks.len()), (1, 1));
}

#[test]
fn what_silences_nothing_or_gives_no_reason_is_remarked_upon() {
    let (_, silenced, remarks) = told(&format!("<!-- statlint-ignore digit-grouping -->\n\n{BAD}\n"));
    assert_eq!(silenced, 1);
    assert_eq!(remarks, ["the comment gives no reason; write statlint-ignore digit-grouping: and why it is sound"]);
    let unused = "<!-- statlint-ignore digit-grouping: as printed -->\n\nAll 12 stayed.\n";
    assert_eq!(told(unused).2, ["there is no digit-grouping to ignore here; take the comment out"]);
    let unknown = "<!-- statlint-ignore digit-groupng: as printed -->\n\nAll 12 stayed.\n";
    assert_eq!(told(unknown).2, ["there is no rule \"digit-groupng\"; did you mean \"digit-grouping\"?"]);
}

#[test]
fn a_comment_is_not_unused_where_its_rule_does_not_run() {
    let document = read("t.md", b"<!-- statlint-ignore digit-grouping: as printed -->\n\nAll 12.\n").unwrap();
    let mut rules = RuleSet::built_in(Lexicons::built_in());
    rules.retain(|rule| rule.code != "digit-grouping");
    assert_eq!(lint(&document, &rules, Lexicons::built_in()).remarks, []);
}

#[test]
fn a_baseline_knows_a_finding_when_the_text_around_it_moves() {
    let document = read("t.md", BAD.as_bytes()).unwrap();
    let found = audit(BAD).diagnostics;
    let mut baseline = Baseline::default();
    baseline.add(Known::new("t.md", &document, &found[0]));
    let baseline = Baseline::parse("b.json", &baseline.to_json().unwrap()).unwrap();
    let rules = RuleSet::built_in(Lexicons::built_in());
    let moved = audit(&format!("More text.\n\n{BAD}\n\n{BAD}\n")).diagnostics;
    let told = baseline.apply("t.md", moved.clone(), &rules);
    assert_eq!((told.diagnostics.len(), told.silenced.len(), told.remarks.len()), (1, 1, 0));
    assert_eq!(baseline.apply("other.md", moved, &rules).silenced.len(), 0);
    let told = baseline.apply("t.md", Vec::new(), &rules);
    assert_eq!(told.remarks[0].message, "the baseline knows a digit-grouping at \"9,26\" that is not found any more");
}

#[test]
fn a_broken_baseline_is_told_with_its_place() {
    let error = |json: &str| Baseline::parse("b.json", json).expect_err("it is broken").to_string();
    assert!(error("{").contains("at line 1 column 1"), "{}", error("{"));
    assert!(error(r#"{"statlint_baseline": 9, "findings": []}"#).contains("its version is 9"));
    assert!(error(r#"{"statlint_baseline": 1, "findings": [{"paht": ""}]}"#).contains("unknown field `paht`"));
}

#[test]
fn an_entry_names_a_rule_and_words() {
    let document = Document::from_text("t.txt", BAD);
    let entry = |text: Option<&str>| Entry {
        code: "digit-grouping".to_owned(),
        text: text.map(str::to_owned),
        reason: Some("as printed".to_owned()),
    };
    let (other, same, any) = (entry(Some("9,27")), entry(Some("9,26")), entry(None));
    for (entries, by) in [(vec![&other, &same], Some(1)), (vec![&any], Some(0)), (vec![&other], None)] {
        let told = by_entries(&document, audit(BAD).diagnostics, &entries);
        assert_eq!(told.silenced.first().map(|silenced| silenced.by), by.map(By::Entry));
    }
}
