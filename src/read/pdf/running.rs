//! What stands at the top or bottom of page after page: headers, footers, page numbers.
//!
//! A number of a page is left out. A line that is repeated is kept where it stands first.

use std::collections::HashMap;

use super::lines::Line;

/// So many lines at each end of a page may be repeated.
const ENDS: usize = 3;

/// A line that may be repeated.
#[derive(Debug, Default)]
struct Seen {
    /// On how many pages.
    pages: usize,
    /// The last of them, from 1.
    last: usize,
    /// Whether it was kept once.
    is_kept: bool,
}

/// The pages without what is repeated on them.
pub(super) fn without(mut pages: Vec<Vec<Line>>) -> Vec<Vec<Line>> {
    let mut seen: HashMap<(String, i64), Seen> = HashMap::new();
    let all: Vec<Vec<usize>> = pages.iter().map(|lines| ends(lines)).collect();
    for (number, (lines, ends)) in (1..).zip(pages.iter().zip(&all)) {
        for i in ends {
            let seen = seen.entry(key(&lines[*i])).or_default();
            seen.pages += usize::from(seen.last != number);
            seen.last = number;
        }
    }
    for (number, (lines, ends)) in (1..).zip(pages.iter_mut().zip(&all)) {
        let mut left_out: Vec<usize> = Vec::new();
        for i in ends {
            let line = &lines[*i];
            let Some(seen) = seen.get_mut(&key(line)) else { continue };
            // The headings of a table that goes on are repeated too.
            let may_run = stands_apart(lines, *i) || seen.pages > 2 && line.pieces.len() < 3;
            let is_repeated = seen.pages > 1 && may_run;
            // There may be one page only.
            let is_number = is_page_number(&line.text(), number, seen.pages) && may_run;
            if is_number || is_repeated && std::mem::replace(&mut seen.is_kept, true) {
                left_out.push(*i);
            }
        }
        left_out.sort_unstable();
        for i in left_out.into_iter().rev() {
            lines.remove(i);
        }
    }
    pages
}

/// The lines that stand highest and lowest.
fn ends(lines: &[Line]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|i| lines[*i].base);
    if order.len() > 2 * ENDS {
        order.drain(ENDS..order.len() - ENDS);
    }
    order
}

/// What a line says, whatever its digits are, and about where it stands.
fn key(line: &Line) -> (String, i64) {
    let text = line.text().chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
    (text, line.base / 500)
}

fn is_page_number(text: &str, page: usize, count: usize) -> bool {
    let words = text.trim_matches(|c: char| !c.is_alphanumeric());
    let numbers: Vec<usize> = words
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .filter_map(|it| it.parse().ok())
        .collect();
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    match numbers.as_slice() {
        [number] => letters <= 5 && (*number == page || letters == 0 && count > 1 && *number < 10_000),
        [number, of] => letters <= 7 && *number == page && of >= number,
        _ => false,
    }
}

/// Whether a line has no neighbour right above and below it.
fn stands_apart(lines: &[Line], i: usize) -> bool {
    let line = &lines[i];
    let is_near = |other: &Line| other != line && (other.base - line.base).abs() * 10 < line.size * 16;
    !lines.iter().any(is_near)
}
