use std::collections::{BTreeMap, HashSet};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use proptest::prelude::*;
use sha2::{Digest as _, Sha256};

use super::document::{View, write};
use super::*;
use crate::diagnostic::{Label, Safety};
use crate::facts::{Malformation, Reading};
use crate::ledger::Status;
use crate::lexicon::Lexicons;
use crate::lint::lint;
use crate::report::Format;
use crate::report::samples::{audit, diagnostic, entry, fix, label, label_at, number, plain, report, written};
use crate::rules::RuleSet;
use crate::span::Span;

/// One document as it stands on the page.
fn article(document: &Document, audit: &Audit) -> String {
    let units = Default::default();
    let rules: BTreeMap<String, RuleRow> =
        [("digit-grouping".to_owned(), RuleRow { index: 0, levels: LevelCounts::default() })].into();
    let row = Row {
        name: document.name.clone(),
        record: document.address(0).and_then(Address::record),
        amount: Amount::Whole,
        figures: audit.figures,
        levels: LevelCounts::of(&audit.diagnostics),
        ledger: StatusCounts::of(&audit.ledger.entries),
    };
    let mut out = String::new();
    write(
        &View { document, positions: &Positions::new(document), audit, units: &units, rules: &rules },
        &row,
        0,
        0,
        &mut out,
    );
    out
}

/// The words of the paragraphs of an article, without the findings.
fn words(article: &str) -> Vec<String> {
    let tree = roxmltree::Document::parse(article).unwrap();
    let is = |node: &roxmltree::Node<'_, '_>, class: &str| {
        node.attribute("class").is_some_and(|classes| classes.split(' ').any(|it| it == class))
    };
    let blocks = tree.descendants().filter(|node| is(node, "block"));
    let in_note = |node: &roxmltree::Node<'_, '_>| node.ancestors().any(|node| is(&node, "note"));
    blocks
        .map(|block| block.descendants().filter(|it| it.is_text() && !in_note(it)).filter_map(|it| it.text()).collect())
        .collect()
}

#[test]
fn an_article_marks_its_figures_and_has_its_findings_after_their_sentence() {
    let document = Document::from_text("a.txt", "A report\n\nIn May 9,26 people came. Now 40 did.");
    let mut finding = diagnostic([label_at(&document, "9,26", ""), label_at(&document, "40", "now")]);
    finding.fix = Some(fix(Safety::Display, finding.primary(), "926"));
    let mut audit = audit(vec![finding]);
    audit.figures = 2;
    audit.ledger.entries = vec![
        entry(&document, "9,26", Reading::Malformed(Malformation::Grouping), Status::Malformed),
        entry(&document, "40", Reading::Value(number("40")), Status::Contradicted),
    ];
    insta::assert_snapshot!(article(&document, &audit).replace("><", ">\n<"));
}

#[test]
fn nothing_of_a_user_is_markup() {
    let hostile =
        "<script>alert(1)</script> \"><img src=x onerror=alert(1)> </mark></div>--><!--documents--> 9,26 &amp; 40";
    let document = Document::from_text(&format!("{hostile}.txt"), &format!("{hostile}\n\n{hostile}"));
    let mut finding = diagnostic([label_at(&document, "9,26", hostile), label_at(&document, "<img", hostile)]);
    finding.fix = Some(fix(Safety::Display, finding.primary(), hostile));
    finding.code = hostile.to_owned();
    finding.message = hostile.to_owned();
    finding.help = Some(hostile.to_owned());
    finding.cause = Some(hostile.to_owned());
    finding.also = vec![hostile.to_owned()];
    let page = report(Format::Html, &document, vec![finding]);
    for forbidden in ["<img", "<script>alert", "--><!--", "&amp;amp;amp;"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(page.matches("</script").count(), 1);
    assert_eq!(page.matches("<style").count(), 1);
    // What is between quotes stays between them.
    assert!(!page.contains("\"\">"));
    assert_eq!(words(&article(&document, &audit(vec![]))), [hostile, hostile]);
}

#[test]
fn every_link_has_its_end_and_every_name_is_given_once() {
    let lexicons = Lexicons::built_in();
    let rules = RuleSet::built_in(lexicons);
    let mut html = Html::new(plain(&rules));
    let mut page = Vec::new();
    for seed in ["003_a69edf0332bcabe2", "004_95681d50ff2fd0e9"] {
        let path = format!("{}/seeds/{seed}.txt", env!("CARGO_MANIFEST_DIR"));
        let document = Document::from_text(seed, &std::fs::read_to_string(path).unwrap());
        html.document(&document, &lint(&document, &rules, lexicons), &mut page).unwrap();
    }
    html.finish(&mut page).unwrap();
    let page = String::from_utf8(page).unwrap();
    let all = |start: &str| -> Vec<&str> {
        page.split(start).skip(1).map(|rest| rest.split('"').next().unwrap_or_default()).collect()
    };
    let names = all(" id=\"");
    let known: HashSet<&str> = names.iter().copied().collect();
    assert_eq!(known.len(), names.len());
    let links = all(" href=\"#");
    assert!(links.len() > 100);
    let lost: Vec<&&str> = links.iter().filter(|link| !known.contains(**link)).collect();
    assert!(lost.is_empty(), "{lost:?}");
    // Nothing is fetched from anywhere.
    assert!(!page.contains("http:") && !page.contains("https:") && !page.contains(" src="));
}

#[test]
fn the_policy_knows_the_script() {
    let hash = BASE64_STANDARD.encode(Sha256::digest(page::SCRIPT));
    assert!(policy::POLICY.contains(&format!("'sha256-{hash}'")), "the hash of script.js is sha256-{hash}");
}

#[test]
fn a_large_folder_is_cut_and_says_so() {
    let document = Document::from_text("a.txt", "9,26 people.\n\nNothing here.");
    let found = audit(vec![diagnostic([label(0, 4, "")])]);
    let sound = audit(vec![]);
    let amounts = |before| (amount(&document, &found, before), amount(&document, &sound, before));
    assert_eq!(amounts(0), (Amount::Whole, Amount::Whole));
    assert_eq!(amounts(SOUND), (Amount::Whole, Amount::Line));
    assert_eq!(amounts(WHOLE), (Amount::Paragraphs, Amount::Line));
    assert_eq!(amounts(MOST), (Amount::Line, Amount::Line));

    let rules = RuleSet::default();
    let mut html = Html::new(plain(&rules));
    html.shown = " ".repeat(WHOLE);
    let cut = written(Box::new(html), &document, &found);
    assert!(cut.contains("Only the paragraphs with findings") && !cut.contains("Nothing here"));
    let mut html = Html::new(plain(&rules));
    html.shown = " ".repeat(MOST);
    let counted = written(Box::new(html), &document, &found);
    assert!(!counted.contains("<article") && counted.contains("<b>1</b> error"));
}

proptest! {
    #[test]
    fn no_word_is_lost_or_told_twice(text in "[a-z9., <&万é\n]{0,120}", at in proptest::collection::vec(0..130usize, 0..16)) {
        let document = Document::from_text("t", &text);
        let offsets: Vec<usize> = at.iter().map(|at| text.floor_char_boundary(*at)).collect();
        let findings = offsets.chunks_exact(4).map(|ends| {
            let mut finding = diagnostic([]);
            finding.level = LEVELS[ends[0] % 3];
            finding.labels = ends
                .chunks(2)
                .map(|ends| Label { span: Span::new(ends[0].min(ends[1]), ends[0].max(ends[1])), text: String::new() })
                .collect();
            finding
        });
        let findings: Vec<_> = findings.collect();
        let article = article(&document, &audit(findings.clone()));
        let blocks: Vec<&str> = document.blocks().iter().map(|block| document.slice(block.span)).collect();
        prop_assert_eq!(words(&article), blocks);
        for n in 1..=findings.len() {
            let note = format!(" id=\"f{n}\"");
            prop_assert_eq!(article.matches(&note).count(), 1);
        }
    }
}

#[test]
fn a_table_is_a_table_and_keeps_its_words() {
    let text = "Boats\n\n| year | boats | crew |\n|---|---|---|\n| 2020 | 40 | 9 |\n| 2021 | | 1,2 |\n\nThe end.";
    let document = crate::read::read("t.md", text.as_bytes()).unwrap();
    let finding = diagnostic([label_at(&document, "1,2", "")]);
    let article = article(&document, &audit(vec![finding]));
    let blocks: Vec<&str> = document.blocks().iter().map(|block| document.slice(block.span)).collect();
    assert_eq!(words(&article), blocks);
    assert_eq!((article.matches("<tr>").count(), article.matches("<td colspan=\"1\"></td>").count()), (3, 1));
}

/// What the program finds in a file, as it stands on the page.
fn checked(name: &str, text: &str) -> String {
    let document = crate::read::read(name, text.as_bytes()).unwrap();
    let rules = RuleSet::built_in(Lexicons::built_in());
    article(&document, &lint(&document, &rules, Lexicons::built_in()))
}

#[test]
fn findings_stand_below_their_rows_in_a_long_table_and_beside_a_short_one() {
    let table = |rows: usize| {
        let row = |n: usize| format!("| Ward {n} | {} |\n", if n == 3 { "1,2,40" } else { "926" });
        format!("| Ward | Patients |\n|---|---|\n{}", (1..=rows).map(row).collect::<String>())
    };
    let order = |rows: usize| {
        let page = checked("a.md", &table(rows));
        let at = |words: &str| page.find(words).unwrap();
        let mut order = [(at("Patients"), "head"), (at("role=\"note\""), "note"), (at("1,2,40<"), "row")];
        order.sort_unstable();
        order.map(|(_, what)| what)
    };
    assert_eq!(order(5), ["note", "head", "row"]);
    assert_eq!(order(20), ["head", "row", "note"]);
}

#[test]
fn what_is_said_of_a_whole_document_stands_before_its_text() {
    let garbled = "The bureau inspected 6,81 kitchens and closed 2021,4 of them. Fines came to <> yuan.\n\n".repeat(4);
    let page = checked("a.txt", &format!("A report that begins soundly.\n\n{garbled}"));
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words} is not in {page}"));
    assert!(at("in this document") < at("A report that"));
    assert!(at("A report that") < at("in this paragraph"));
}
