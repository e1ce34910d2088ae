//! Bars: what became of numbers, and how many findings there are.

use maud::{Markup, html};

use super::LEVELS;
use crate::ledger::Status;
use crate::number::grouped;
use crate::report::figures::status_word;
use crate::report::summary::{LevelCounts, StatusCounts};

/// A bar is so many units long.
const LENGTH: usize = 1000;

/// Every status, in the order of a bar.
pub(super) const STATUSES: [Status; 6] = [
    Status::Contradicted,
    Status::Malformed,
    Status::Unverified,
    Status::Unchecked,
    Status::Consistent,
    Status::NotAQuantity,
];

/// What became of the figures, as one bar.
pub(super) fn ledger(counts: &StatusCounts) -> Markup {
    // What is not a quantity is no figure.
    let figures = &STATUSES[..STATUSES.len() - 1];
    let told: Vec<(&str, String)> = figures
        .iter()
        .map(|status| (*status, counts.of_status(*status)))
        .filter(|(_, count)| *count > 0)
        .map(|(status, count)| (status_word(status), format!("{} {}", grouped(&count.to_string()), status.as_str())))
        .collect();
    let all: Vec<&str> = told.iter().map(|(_, told)| told.as_str()).collect();
    let parts = figures.iter().map(|status| (status_word(*status), counts.of_status(*status)));
    html! {
        @if counts.figures() > 0 {
            (bar("ledger", counts.figures(), parts, &format!("figures: {}", all.join(", "))))
            p.told.keys { @for (class, told) in &told { span.key.{ "bar-" (class) } { (told) } " " } }
        }
    }
}

/// How many findings there are of each level, as a bar in which the longest takes all room.
pub(super) fn levels(counts: &LevelCounts, longest: usize) -> Markup {
    let parts = LEVELS.into_iter().map(|level| (level.as_str(), counts.of_level(level)));
    let told: Vec<String> = parts.clone().map(|(level, count)| format!("{count} {level}")).collect();
    bar("levels", longest, parts, &told.join(", "))
}

fn bar<'w>(class: &str, whole: usize, parts: impl Iterator<Item = (&'w str, usize)>, told: &str) -> Markup {
    let mut sum = 0;
    let at = |n: usize| n * LENGTH / whole.max(1);
    let rects: Vec<(&str, usize, usize)> = parts
        .map(|(class, count)| {
            let from = at(sum);
            sum += count;
            (class, from, at(sum) - from)
        })
        .filter(|(.., length)| *length > 0)
        .collect();
    html! {
        svg class={ "bar " (class) } viewBox={ "0 0 " (LENGTH) " 10" } preserveAspectRatio="none" role="img" aria-label=(told) {
            @for (class, from, length) in rects {
                rect class={ "bar-" (class) } x=(from) y="0" width=(length) height="10" {}
            }
        }
    }
}
