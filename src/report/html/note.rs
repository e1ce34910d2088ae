//! One finding, beside the words that it is about.

use std::path::MAIN_SEPARATOR;

use maud::{Markup, html};

use super::document::View;
use crate::diagnostic::{Diagnostic, Safety, Scope};
use crate::document::Document;
use crate::report::visible::on_a_page;

/// A finding with what it is known by.
#[derive(Debug)]
pub(super) struct Numbered<'a> {
    pub(super) diagnostic: &'a Diagnostic,
    /// Its number on the page, from 1.
    pub(super) number: usize,
}

impl Numbered<'_> {
    /// Whether it is about the document as a whole, and stands at its top.
    pub(super) fn is_of_document(&self) -> bool {
        self.diagnostic.taints == Some(Scope::Document)
    }

    /// What filters know it by: its level and its rule.
    pub(super) fn classes(&self, view: &View<'_>) -> String {
        let rule = view.rules.get(&self.diagnostic.code).map(super::RuleRow::class).unwrap_or_default();
        format!("l-{} {rule}", self.diagnostic.level.as_str())
    }
}

/// The number of a finding after its words, which leads to it. The style draws it.
pub(super) fn number(view: &View<'_>, finding: &Numbered<'_>) -> Markup {
    let n = finding.number;
    html! {
        a class={ "ref " (finding.classes(view)) } id={ "m" (n) } href={ "#f" (n) } data-n=(n) data-f=(n)
            aria-label={ (finding.diagnostic.level.as_str()) " " (n) } {}
    }
}

/// A finding.
pub(super) fn markup(view: &View<'_>, finding: &Numbered<'_>) -> Markup {
    let Numbered { diagnostic, number } = finding;
    let View { document, positions, .. } = view;
    let layout = positions.name_in_layout(diagnostic.primary());
    let place = layout.unwrap_or_else(|| format!("line {}", positions.place(diagnostic.primary()).line));
    let words = document.slice(diagnostic.primary());
    html! {
        div.note.{ (finding.classes(view)) } id={ "f" (number) } role="note" data-f=(number)
            data-path=(document.name.replace(MAIN_SEPARATOR, "/")) data-code=(diagnostic.code) data-fingerprint=(diagnostic.fingerprint)
            data-message=(diagnostic.message) data-text=(words) {
            p.head {
                a.back href={ "#m" (number) } aria-label={ "to the words of finding " (number) } { (number) }
                " " span.level { (diagnostic.level.as_str()) }
                " " a.code href={ "#rule-" (diagnostic.code) } { (diagnostic.code) }
            }
            p.message { bdi { (on_a_page(&diagnostic.message)) } }
            @if let Some(fix) = &diagnostic.fix {
                p.fix { (repair(fix.safety)) " " ins { (on_a_page(&fix.title)) } }
            }
            details.more {
                summary { (diagnostic.confidence.as_str()) " confidence · " (on_a_page(&place)) }
                (more(document, diagnostic))
            }
        }
    }
}

/// What is folded away: why it may be so, what takes part, and what to do.
fn more(document: &Document, diagnostic: &Diagnostic) -> Markup {
    html! {
        @if let Some(cause) = &diagnostic.cause { p.cause { b { "Cause: " } (on_a_page(cause)) } }
        ul.others {
            @for label in diagnostic.related() {
                li { @if !label.text.is_empty() { (on_a_page(&label.text)) ": " } q { (cut(document.slice(label.span))) } }
            }
            @for foreign in &diagnostic.elsewhere {
                @let place = foreign.at.to_string();
                li { (on_a_page(&foreign.text)) " " q { (cut(&foreign.at.words)) } " in " bdi { (on_a_page(&place)) } }
            }
        }
        @if let Some(help) = &diagnostic.help { p.help { b { "What to do: " } (on_a_page(help)) } }
        @if !diagnostic.also.is_empty() { p { "Found by " (diagnostic.also.join(", ")) ", too." } }
    }
}

/// What stands before a repair.
fn repair(safety: Safety) -> &'static str {
    match safety {
        Safety::Safe => "repair:",
        Safety::Unsafe => "repair, if you agree:",
        Safety::Display => "repair (shown, not applied):",
    }
}

/// The words of another place; a list of ten provinces is cut.
fn cut(text: &str) -> String {
    let end = text.char_indices().nth(80).map_or(text.len(), |(at, _)| at);
    let cut = if end < text.len() { "…" } else { "" };
    format!("{}{cut}", on_a_page(&text[..end]))
}
