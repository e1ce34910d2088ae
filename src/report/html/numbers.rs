//! The table of a document's numbers, each with what became of it.

use maud::{Markup, html};

use super::document::View;
use crate::number::counted;
use crate::report::figures::{FigureLine, HEAD, row, status_word};
use crate::report::visible::on_a_page;

/// A document with more numbers lists the first ones.
const MOST: usize = 2000;

/// The table, folded away.
pub(super) fn table(view: &View<'_>) -> Markup {
    let entries = &view.audit.ledger.entries;
    html! {
        details.numbers {
            summary { (counted(entries.len(), "number")) " and what became of " @if entries.len() == 1 { "it" } @else { "them" } }
            div.scroll tabindex="0" role="region" aria-label="numbers" {
                table {
                    thead { tr { @for name in HEAD { th scope="col" { (name) } } } }
                    tbody {
                        @for entry in entries.iter().take(MOST) {
                            @let line = FigureLine::new(view.positions, view.units, entry);
                            tr class=(status_word(entry.status)) {
                                @for cell in row(view.positions.name(entry.mention.span), &line, &entry.mention.reading) { td { bdi { (on_a_page(&cell)) } } }
                            }
                        }
                    }
                }
            }
            @if entries.len() > MOST { p.remark { (entries.len() - MOST) " more are not listed: see statlint figures." } }
        }
    }
}
