//! The page as a whole: what stands before the documents and after them.

use std::io::{self, Write};

use maud::{DOCTYPE, Markup, PreEscaped, Render as _, html};

use super::chart::STATUSES;
use super::overview::{self, Totals};
use super::{Html, LEVELS, policy};
use crate::number::{counted, grouped};
use crate::report::figures::status_word;

const STYLE: &str = include_str!("style.css");
pub(super) const SCRIPT: &str = include_str!("script.js");

/// Writes the page.
pub(super) fn write(report: &mut Html<'_>, out: &mut dyn Write) -> io::Result<()> {
    let totals = Totals::of(&report.rows);
    let mut top = String::new();
    html! {
        (DOCTYPE)
        html lang="en" {
            (head(report))
            body {
                a.skip href="#documents" { "to the documents" }
                (title(report, &totals))
                div.layout {
                    (filters(report, &totals))
                    main {
                        (overview::markup(report, &totals))
                        section #documents aria-label="documents" {
                            // The documents are long and stand ready; they are put in here.
                            (PreEscaped(BETWEEN))
                        }
                        (overview::rules(report))
                    }
                }
                footer { "Made by statlint " (env!("CARGO_PKG_VERSION")) ". What no finding names is not approved by that." }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .render_to(&mut top);
    let (before, after) = top.split_once(BETWEEN).unwrap_or((&top, ""));
    out.write_all(before.as_bytes())?;
    out.write_all(report.shown.as_bytes())?;
    out.write_all(after.as_bytes())?;
    out.write_all(b"\n")
}

/// Where the documents come; nothing of a user's can look like it, for that would be escaped.
const BETWEEN: &str = "<!--documents-->";

fn head(report: &Html<'_>) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta http-equiv="Content-Security-Policy" content=(policy::POLICY);
            meta name="generator" content={ "statlint " (env!("CARGO_PKG_VERSION")) };
            title { (heading(report)) }
            style { (PreEscaped(STYLE)) (PreEscaped(filter_style(report))) }
        }
    }
}

fn heading(report: &Html<'_>) -> String {
    match &report.rows[..] {
        [row] => format!("Figures in {}", super::document::shown_name(&row.name)),
        rows => format!("Figures in {}", counted(rows.len(), "document")),
    }
}

fn title(report: &Html<'_>, totals: &Totals) -> Markup {
    let number = |n: usize| grouped(&n.to_string());
    html! {
        header.top {
            h1 { bdi { (heading(report)) } }
            ul.sums {
                li { b { (number(totals.figures)) } " figures" }
                @for level in LEVELS {
                    @let count = totals.levels.of_level(level);
                    li class={ "l-" (level.as_str()) } { b { (number(count)) } " " (level.as_str()) @if count != 1 { "s" } }
                }
                @if report.rows.len() > 1 { li { b { (number(totals.clean)) } " of " (counted(report.rows.len(), "document")) " without a finding" } }
            }
        }
    }
}

fn filters(report: &Html<'_>, totals: &Totals) -> Markup {
    html! {
        aside.side aria-label="what is shown" {
            details.filters {
                summary { "What is shown" }
                div.choices {
                    fieldset {
                        legend { "Findings" }
                        @for level in LEVELS {
                            @let word = level.as_str();
                            label class={ "choice l-" (word) } {
                                input type="checkbox" id={ "show-" (word) } checked;
                                span.swatch { (word) } span.count { (grouped(&totals.levels.of_level(level).to_string())) }
                            }
                        }
                    }
                    fieldset {
                        legend { "Figures" }
                        @for status in STATUSES {
                            @let word = status_word(status);
                            label.choice {
                                input type="checkbox" id={ "show-" (word) } checked;
                                span.swatch { span class={ "n " (word) } { (status.as_str()) } }
                                span.count { (grouped(&totals.ledger.of_status(status).to_string())) }
                            }
                        }
                    }
                    @if report.rules.len() > 1 {
                        fieldset.by-rule {
                            legend { "Rule" }
                            label.choice { input type="radio" name="rule" id="rule-all" checked; span.swatch { "all rules" } }
                            @for (code, rule) in &report.rules {
                                label.choice {
                                    input type="radio" name="rule" id={ "only-" (rule.class()) };
                                    span.swatch { (code) } span.count { (rule.levels.all()) }
                                }
                            }
                        }
                    }
                    @if totals.clean > 0 && totals.clean < report.rows.len() {
                        fieldset {
                            legend { "Documents" }
                            label.choice { input type="checkbox" id="show-clean" checked; span.swatch { "without findings" } span.count { (totals.clean) } }
                        }
                    }
                    // The script shows this.
                    fieldset.checked-choice hidden {
                        legend { "Checked" }
                        label.choice { input type="checkbox" id="show-checked" checked; span.swatch { "ticked off" } span.count #checked-count { "0" } }
                    }
                }
            }
        }
    }
}

/// What the filters do, for the levels, statuses and rules that there are.
fn filter_style(report: &Html<'_>) -> String {
    let mut style = String::new();
    for level in LEVELS {
        let word = level.as_str();
        style.push_str(&unmark(&format!("body:has(#show-{word}:not(:checked))"), &format!(".l-{word}")));
    }
    for status in STATUSES {
        let word = status_word(status);
        style.push_str(&format!(
            "body:has(#show-{word}:not(:checked)) .doc .n.{word}{{all:unset}}\
             body:has(#show-{word}:not(:checked)) .numbers tr.{word}{{display:none}}\n"
        ));
    }
    for rule in report.rules.values() {
        let class = rule.class();
        let chosen = format!("body:has(#only-{class}:checked)");
        style.push_str(&unmark(&chosen, &format!(":not(.{class})")));
        style.push_str(&format!("{chosen} .doc:not(:has(.{class})){{display:none}}\n"));
    }
    style
}

/// Hides findings of a class and the marks of their words.
fn unmark(when: &str, class: &str) -> String {
    format!(
        "{when} .doc .note{class}{{display:none}}\
         {when} .doc mark{class}{{background:none;color:inherit;box-shadow:none;outline:none}}\
         {when} .doc .ref{class}{{display:none}}\n"
    )
}
