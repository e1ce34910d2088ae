//! Lays out paragraphs in lines.

use unicode_width::UnicodeWidthStr;

/// How wide explanations are.
pub(super) const WIDTH: usize = 80;

/// A paragraph in lines of at most [`WIDTH`] columns, each with an indent.
pub(super) fn wrapped(text: &str, indent: &str) -> String {
    let mut lines = String::new();
    let mut width = 0;
    for word in text.split_whitespace() {
        if width > 0 && width + 1 + word.width() > WIDTH {
            lines.push('\n');
            width = 0;
        }
        let gap = if width == 0 { indent } else { " " };
        lines.push_str(gap);
        lines.push_str(word);
        width += gap.width() + word.width();
    }
    if width > 0 {
        lines.push('\n');
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_too_wide_and_no_word_is_lost() {
        let text = "figure ".repeat(40);
        let lines = wrapped(&text, "  ");
        assert!(lines.lines().all(|line| line.starts_with("  fig") && line.width() <= WIDTH));
        assert_eq!(lines.split_whitespace().count(), 40);
        assert_eq!(wrapped(" ", "  "), "");
    }
}
