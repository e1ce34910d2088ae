//! A table for a step summary or a comment in a code review.
//!
//! GitHub takes 1 MiB for each step, and drops all of it if there is more. So the
//! most severe findings stand first, and a last line counts those that are left out.

use std::io::{self, Write};

use crate::diagnostic::{Diagnostic, Level};
use crate::document::Document;
use crate::lint::Audit;
use crate::number::counted;
use crate::report::Reporter;
use crate::report::html::LEVELS;
use crate::report::position::{Positions, in_repository};
use crate::report::summary::LevelCounts;
use crate::report::visible::on_one_line;

/// How many bytes of rows there may be.
const MOST: usize = 900_000;

/// Keeps the rows until the end, by level.
#[derive(Debug, Default)]
pub(super) struct Markdown {
    rows: [String; 3],
    shown: usize,
    levels: LevelCounts,
    documents: usize,
    figures: usize,
}

impl Reporter for Markdown {
    fn document(&mut self, document: &Document, audit: &Audit, _: &mut dyn Write) -> io::Result<()> {
        self.documents += 1;
        self.figures += audit.figures;
        self.levels.join(&LevelCounts::of(&audit.diagnostics));
        let positions = Positions::new(document);
        for diagnostic in &audit.diagnostics {
            let row = row(&positions, diagnostic);
            let used: usize = self.rows.iter().map(String::len).sum();
            if used + row.len() <= MOST {
                self.shown += 1;
                self.rows[place(diagnostic.level)].push_str(&row);
            }
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let found: Vec<String> = LEVELS
            .into_iter()
            .filter(|level| self.levels.of_level(*level) > 0)
            .map(|level| counted(self.levels.of_level(level), level.as_str()))
            .collect();
        let found = if found.is_empty() { "nothing found".to_owned() } else { found.join(", ") };
        let checked = format!("{}, {}", counted(self.documents, "document"), counted(self.figures, "figure"));
        writeln!(out, "### statlint: {found}\n\n{checked} checked")?;
        if self.shown > 0 {
            writeln!(out, "\n| | where | what is wrong | rule |\n|---|---|---|---|")?;
            self.rows.iter().try_for_each(|rows| out.write_all(rows.as_bytes()))?;
        }
        match self.levels.all() - self.shown {
            0 => Ok(()),
            more => writeln!(out, "\n{} not shown", counted(more, "more finding")),
        }
    }
}

fn place(level: Level) -> usize {
    match level {
        Level::Error => 0,
        Level::Warning => 1,
        Level::Note => 2,
    }
}

fn row(positions: &Positions<'_>, diagnostic: &Diagnostic) -> String {
    let at = format!("{}:{}", in_repository(&positions.document().name), positions.name(diagnostic.primary()));
    let mut what = text(&diagnostic.message);
    for more in [&diagnostic.cause, &diagnostic.help].into_iter().flatten() {
        what.push_str("<br>");
        what.push_str(&text(more));
    }
    for foreign in &diagnostic.elsewhere {
        what.push_str("<br>see ");
        what.push_str(&text(&foreign.at.to_string()));
    }
    format!("| {} | {} | {what} | {} |\n", diagnostic.level.as_str(), text(&at), text(&diagnostic.code))
}

/// A text that stays text: no character of it means anything to Markdown, HTML or GitHub, which
/// would call whoever has a name after `@`.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in on_one_line(text).chars() {
        match c {
            // GitHub looks for names and numbers in what it has rendered; a joiner without width hides them.
            '@' | '#' => out.push_str(&format!("&#{};&#8288;", u32::from(c))),
            '&' | '<' | '>' | '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '~' | '$' | '!' | ':' => {
                out.push_str(&format!("&#{};", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use pulldown_cmark::{Event, Options, Parser, TagEnd};

    use super::*;
    use crate::report::Format;
    use crate::report::samples::{diagnostic, label, report};

    #[test]
    fn findings_are_rows_and_the_worst_stand_first() {
        let document = Document::from_text("./docs/a_b.txt", "one\n9,26 of 40");
        let mut note = diagnostic([label(4, 4, "")]);
        note.level = Level::Note;
        let findings = vec![note, diagnostic([label(12, 2, "")])];
        assert_snapshot!(report(Format::Markdown, &document, findings), @r"
        ### statlint: 1 error, 1 note

        1 document, 0 figures checked

        | | where | what is wrong | rule |
        |---|---|---|---|
        | error | docs/a&#95;b.txt&#58;2&#58;9 | the digits are not grouped in threes<br>compare with the source | digit-grouping |
        | note | docs/a&#95;b.txt&#58;2&#58;1 | the digits are not grouped in threes<br>compare with the source | digit-grouping |
        ");
        assert_snapshot!(report(Format::Markdown, &document, vec![]), @r"
        ### statlint: nothing found

        1 document, 0 figures checked
        ");
    }

    #[test]
    fn nothing_of_a_user_is_markup() {
        let hostile = "<script> | a\n*b* _c_ `d` [e](http://f) @you #1 &lt; \\| $x$ ~~g~~ ![h](i) https://j :k:";
        let document = Document::from_text(&format!("{hostile}.txt"), "9,26");
        let mut finding = diagnostic([label(0, 4, "")]);
        finding.message = hostile.to_owned();
        let page = report(Format::Markdown, &document, vec![finding]);
        let mut cells = vec![String::new()];
        for event in Parser::new_ext(&page, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
            match event {
                Event::Text(text) => cells.last_mut().unwrap().push_str(&text),
                Event::InlineHtml(html) => assert_eq!(&*html, "<br>"),
                Event::End(TagEnd::TableCell) => cells.push(String::new()),
                Event::Code(_) | Event::Html(_) | Event::InlineMath(_) => panic!("{event:?}"),
                _ => {}
            }
        }
        assert_eq!(cells.len(), 9, "{cells:?}");
        let line = hostile.replace('\n', " ").replace('@', "@\u{2060}").replace('#', "#\u{2060}");
        assert_eq!(cells[5], format!("{line}.txt:1:1"));
        assert!(cells[6].starts_with(&line), "{}", cells[6]);
        assert!(!page.contains('@') && !page.contains("https:"));
    }

    #[test]
    fn what_would_not_fit_is_counted() {
        let document = Document::from_text("a.txt", "9,26");
        let mut finding = diagnostic([label(0, 4, "")]);
        finding.message = "a".repeat(1000);
        let page = report(Format::Markdown, &document, vec![finding; 2000]);
        assert!(page.len() < 1 << 20, "{}", page.len());
        let shown = page.lines().filter(|line| line.starts_with("| error |")).count();
        assert!(page.ends_with(&format!("\n{} not shown\n", counted(2000 - shown, "more finding"))));
    }
}
