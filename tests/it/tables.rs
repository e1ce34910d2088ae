//! Whether a table is contradicted wherever it says enough to know that a cell is wrong.
//!
//! `tests/tables/` holds sound tables of many kinds. Each is silent as it is, in every format. Then
//! every figure that is added in it is broken, one at a time, and the broken table audited.

use std::fs;
use std::path::Path;

use statlint::diagnostic::{Confidence, Level};
use statlint::extract::extract;
use statlint::facts::{Claim, Relation};
use statlint::read::read;
use statlint::span::Span;
use statlint::{Document, Lexicons, RuleSet, lint};

/// So many of a hundred broken cells have to be found with high confidence.
const LEAST_FOUND: usize = 90;

#[test]
fn a_cell_that_does_not_add_up_is_found_with_high_confidence() {
    let rules = RuleSet::built_in(Lexicons::built_in());
    let (mut found, mut missed) = (0, Vec::new());
    for (name, text) in tables() {
        let cells = added(&document(&name, &text));
        assert!(!cells.is_empty(), "{name} states no sum");
        for (at, cell) in cells.into_iter().enumerate() {
            let wrong = broken(&text[cell.start..cell.end], at);
            let changed = format!("{}{wrong}{}", &text[..cell.start], &text[cell.end..]);
            let alarms = lint(&document(&name, &changed), &rules, Lexicons::built_in()).diagnostics;
            if alarms.iter().any(|alarm| alarm.level > Level::Note && alarm.confidence == Confidence::High) {
                found += 1;
            } else {
                missed.push(format!("{name}: {wrong} for {}", &text[cell.start..cell.end]));
            }
        }
    }
    let all = found + missed.len();
    assert!(all >= 200, "{all} cells are too few");
    assert!(found * 100 >= all * LEAST_FOUND, "{found} of {all} found\n{}", missed.join("\n"));
}

#[test]
fn a_sound_table_is_silent_in_every_format() {
    let rules = RuleSet::built_in(Lexicons::built_in());
    for (name, text) in tables() {
        for document in [document(&name, &text), html(&name, &text)] {
            let alarms = lint(&document, &rules, Lexicons::built_in()).diagnostics;
            let told: Vec<&str> = alarms.iter().map(|alarm| alarm.message.as_str()).collect();
            assert!(told.is_empty(), "{}: {told:?}", document.name);
            let stated = extract(&document, Lexicons::built_in()).claims.iter().any(is_sum);
            assert!(stated, "{} states no sum", document.name);
        }
    }
}

fn tables() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

fn document(name: &str, text: &str) -> Document {
    read(name, text.as_bytes()).unwrap()
}

/// The table as filings have it: the signs of money and closing brackets in cells of their own,
/// nothing marked as a heading.
fn html(name: &str, text: &str) -> Document {
    let mut page = "<!DOCTYPE html><html><body><table>".to_owned();
    for line in text.lines().filter(|line| !line.starts_with("|---")) {
        page += "<tr>";
        for (at, cell) in line.trim_matches('|').split('|').map(str::trim).enumerate() {
            let sign: String = cell.chars().take_while(|c| matches!(c, '$' | '€')).collect();
            let figure = cell[sign.len()..].trim();
            let close = if figure.starts_with('(') && figure.ends_with(')') { ")" } else { "" };
            let figure = figure.strip_suffix(close).unwrap_or(figure);
            page += &match at {
                0 => format!("<td>{cell}</td>"),
                _ if sign.is_empty() => format!("<td></td><td colspan=\"2\">{figure}</td><td>{close}</td>"),
                _ => format!("<td></td><td>{sign}</td><td>{figure}</td><td>{close}</td>"),
            };
        }
        page += "</tr>\n";
    }
    read(&name.replace(".md", ".html"), (page + "</table></body></html>").as_bytes()).unwrap()
}

fn is_sum(claim: &Claim) -> bool {
    claim.evidence.is_table() && matches!(claim.relation, Relation::Sum(_))
}

/// The digits of all figures that a table adds, in the order of the text.
fn added(document: &Document) -> Vec<Span> {
    let facts = extract(document, Lexicons::built_in());
    let sums = facts.claims.iter().filter(|claim| is_sum(claim));
    let ids: std::collections::BTreeSet<_> = sums.flat_map(|claim| claim.relation.mentions()).collect();
    ids.into_iter().map(|id| document.source_span(facts.mention(id).digits)).collect()
}

/// A figure with another digit, in turn the second or the first.
fn broken(digits: &str, turn: usize) -> String {
    let places: Vec<usize> = digits.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
    let at = places[turn % 2.min(places.len())];
    let digit = digits.as_bytes()[at];
    let other = if digit < b'5' { digit + 3 } else { digit - 3 };
    format!("{}{}{}", &digits[..at], char::from(other), &digits[at + 1..])
}
