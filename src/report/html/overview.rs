//! What all documents come to: counts, charts, and the rules that found something.

use std::cmp::Reverse;

use maud::{Markup, html};

use super::document::{shown_name, summary};
use super::{Amount, Html, Row, RuleRow, chart};
use crate::report::summary::{LevelCounts, StatusCounts};
use crate::report::visible::on_a_page;

/// So many documents are in the chart; the others are folded away.
const CHARTED: usize = 12;

/// So many documents are listed at all.
const LISTED: usize = 5000;

/// What a run comes to.
#[derive(Debug, Default)]
pub(super) struct Totals {
    pub(super) figures: usize,
    pub(super) clean: usize,
    pub(super) levels: LevelCounts,
    pub(super) ledger: StatusCounts,
}

impl Totals {
    pub(super) fn of(rows: &[Row]) -> Totals {
        let mut totals = Totals::default();
        for row in rows {
            totals.figures += row.figures;
            totals.clean += usize::from(row.levels.all() == 0);
            totals.ledger.add(&row.ledger);
            totals.levels.join(&row.levels);
        }
        totals
    }
}

/// Counts and charts.
pub(super) fn markup(report: &Html<'_>, totals: &Totals) -> Markup {
    html! {
        section.overview aria-label="overview" {
            div.panel {
                h2 { "Figures" }
                (chart::ledger(&totals.ledger))
                @if totals.figures == 0 { p.told { "There is no figure in what was read." } }
            }
            @if !report.rules.is_empty() { div.panel { h2 { "Findings by rule" } (by_rule(report)) } }
            @if report.rows.len() > 1 { div.panel { h2 { "Findings by document" } (by_document(report)) } }
        }
    }
}

fn by_rule(report: &Html<'_>) -> Markup {
    let mut rules: Vec<(&String, &RuleRow)> = report.rules.iter().collect();
    rules.sort_by_key(|(code, row)| (Reverse(row.levels.all()), *code));
    let longest = rules.iter().map(|(_, row)| row.levels.all()).max().unwrap_or_default();
    html! {
        table.chart aria-label="how many findings each rule has" {
            @for (code, row) in rules {
                tr {
                    th scope="row" { a href={ "#rule-" (code) } { (code) } }
                    td.length { (chart::levels(&row.levels, longest)) }
                    td.count { (row.levels.all()) }
                }
            }
        }
    }
}

fn by_document(report: &Html<'_>) -> Markup {
    let mut rows: Vec<(usize, &Row)> = report.rows.iter().enumerate().collect();
    rows.sort_by_key(|(index, row)| (Reverse(row.levels.all()), *index));
    let longest = rows.first().map(|(_, row)| row.levels.all()).unwrap_or_default();
    let (first, others) = rows.split_at(rows.len().min(CHARTED));
    let table = |rows: &[(usize, &Row)]| {
        html! {
            table.chart aria-label="how many findings each document has" {
                @for (index, row) in rows {
                    tr {
                        th scope="row" title=(summary(row)) { (name(*index, row)) }
                        td.length { (chart::levels(&row.levels, longest)) }
                        td.count { (row.levels.all()) }
                    }
                }
            }
        }
    };
    html! {
        (table(first))
        @if !others.is_empty() {
            details {
                summary { (others.len()) " more documents" }
                (table(&others[..others.len().min(LISTED)]))
                @if others.len() > LISTED { p.remark { "The others are not listed: there are too many." } }
            }
        }
    }
}

fn name(index: usize, row: &Row) -> Markup {
    let name = html! {
        bdi { (shown_name(&row.name)) }
        @if let Some(record) = &row.record { " · " bdi { (on_a_page(record)) } }
    };
    html! {
        @if row.amount == Amount::Line { (name) " (not shown)" } @else { a href={ "#d" (index) } { (name) } }
    }
}

/// Why the rules that found something say so.
pub(super) fn rules(report: &Html<'_>) -> Markup {
    html! {
        @if !report.rules.is_empty() {
            section.rules aria-label="rules" {
                h2 { "The rules that found something" }
                @for rule in report.rules.keys().filter_map(|code| report.context.rules.get(code)) {
                    section.rule id={ "rule-" (rule.code) } {
                        h3 { code { (rule.code) } " " span { (rule.title) } }
                        p.facts { (rule.level.as_str()) ", " (rule.confidence.as_str()) " confidence" }
                        p { (with_code(&rule.why)) }
                        p { b { "What to do: " } (with_code(&rule.help)) }
                    }
                }
            }
        }
    }
}

/// A text of a rule, in which backticks stand around what is written as it is.
fn with_code(text: &str) -> Markup {
    html! {
        @for (i, piece) in text.split('`').enumerate() {
            @if i % 2 == 1 { code { (piece) } } @else { (piece) }
        }
    }
}
