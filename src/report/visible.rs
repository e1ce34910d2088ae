//! Text made fit for a terminal or a page.
//!
//! A document may hold anything: control characters that would move the cursor,
//! marks that turn the writing direction, tabs. None of them reaches the terminal.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What stands for a character that must not be printed; `None` if it may be.
pub(super) fn stand_in(c: char) -> Option<char> {
    match c {
        // A line end or a tab inside of a line.
        '\t' | '\n' => Some(' '),
        // Hidden marks, too, that turn the writing direction or end a line.
        '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some('\u{fffd}'),
        c if c.is_control() => Some('\u{fffd}'),
        _ => None,
    }
}

/// A text on one line, without anything that could disturb the layout.
pub(super) fn on_one_line(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| stand_in(c).is_none()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", " ").chars().map(|c| stand_in(c).unwrap_or(c)).collect())
}

/// A text for a page, where line ends and tabs are blanks already and what turns the writing direction is kept apart.
pub(super) fn on_a_page(text: &str) -> Cow<'_, str> {
    let hidden = |c: char| !matches!(c, '\t' | '\n' | '\r') && stand_in(c).is_some();
    if text.chars().any(hidden) {
        return Cow::Owned(text.chars().map(|c| if hidden(c) { '\u{fffd}' } else { c }).collect());
    }
    Cow::Borrowed(text)
}

/// How many columns a character takes.
pub(super) fn width_of(c: char) -> usize {
    stand_in(c).unwrap_or(c).width().unwrap_or(0)
}

/// A text on one line that takes at most so many columns, ended by "…" where it was cut.
pub(super) fn cut(text: &str, columns: usize) -> String {
    let text = on_one_line(text);
    if text.width() <= columns {
        return text.into_owned();
    }
    let mut room = columns.saturating_sub(1);
    let kept = text.chars().take_while(|c| {
        let fits = width_of(*c) <= room;
        room = room.saturating_sub(width_of(*c));
        fits
    });
    kept.chain(['…']).collect()
}

/// Divides a text into lines of at most so many columns, at blanks where it can.
pub(super) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let text = on_one_line(text);
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if used > 0 && used + 1 + word.width() <= columns {
            lines.last_mut().into_iter().for_each(|line| line.push(' '));
            used += 1;
        } else if used > 0 {
            lines.push(String::new());
            used = 0;
        }
        for c in word.chars() {
            // A word that is wider than a line, such as a Chinese sentence, is cut anywhere.
            if used + width_of(c) > columns && used > 0 {
                lines.push(String::new());
                used = 0;
            }
            lines.last_mut().into_iter().for_each(|line| line.push(c));
            used += width_of(c);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_disturbs_the_layout() {
        assert_eq!(on_one_line("9,26\r\nof\t\u{1b}[31m\u{202e}x"), "9,26 of \u{fffd}[31m\u{fffd}x");
        assert!(matches!(on_one_line("9,26 万"), Cow::Borrowed(_)));
    }

    #[test]
    fn texts_are_cut_by_columns_and_not_by_characters() {
        assert_eq!(cut("缉获毒品", 8), "缉获毒品");
        assert_eq!(cut("缉获毒品", 7), "缉获毒…");
        assert_eq!(cut("缉获毒品", 6), "缉获…");
        assert_eq!(cut("abc", 0), "…");
    }

    #[test]
    fn texts_are_wrapped_at_blanks_where_they_can_be() {
        assert_eq!(wrap("up 47% does not follow", 10), ["up 47%", "does not", "follow"]);
        assert_eq!(wrap("缉获毒品", 5), ["缉获", "毒品"]);
        assert_eq!(wrap("", 5), [""]);
        assert_eq!(wrap("abc", 0), ["a", "b", "c"]);
    }
}
