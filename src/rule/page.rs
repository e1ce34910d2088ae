//! A rule as a page of the handbook, in Markdown.
//!
//! A page is made from the rule alone, so that `docs/rules/` cannot say anything
//! else than the rule does.

use std::fmt::Write as _;

use super::{FlagExample, Measured, PassExample, Rule};

/// A line end inside an item of a list.
const LINE_END: &str = "\\\n  ";

/// The page of a rule.
pub fn page(rule: &Rule) -> String {
    let Rule { code, title, level, confidence, why, help, .. } = rule;
    let mut page = format!("<!-- Made from {}; `UPDATE=1 cargo test` writes it anew. -->\n\n", rule.path);
    let _ = writeln!(page, "# {code}\n\n{}.\n", escaped(title));
    page.push_str("| level | confidence | languages | kind of check |\n|---|---|---|---|\n");
    let (level, confidence, languages) = (level.as_str(), confidence.as_str(), languages(rule));
    let _ = writeln!(page, "| {level} | {confidence} | {languages} | `{}` |", rule.kind());
    section(&mut page, "What it says", &format!("> {}", escaped(&rule.message)));
    if rule.message.contains('{') {
        page.push_str("\nNames in braces stand for words of the document and for what follows from them.\n");
    }
    section(&mut page, "Why", why);
    section(&mut page, "What to do", &sentence(&escaped(help)));
    if !rule.causes.is_empty() {
        let causes = rule.causes.iter().map(|(name, wording)| format!("- `{name}`: {}", escaped(wording)));
        section(&mut page, "Causes that it can name", &causes.collect::<Vec<_>>().join("\n"));
    }
    if !rule.supersedes.is_empty() {
        let others = rule.supersedes.iter().map(|code| format!("[{code}]({code}.md)")).collect::<Vec<_>>().join(", ");
        section(&mut page, "Tells better than", &format!("At the same place, it is reported instead of {others}."));
    }
    section(&mut page, "Reported", &rule.flag.iter().map(flag).collect::<Vec<_>>().join("\n"));
    section(&mut page, "Not reported", &rule.pass.iter().map(pass).collect::<Vec<_>>().join("\n"));
    if let Some(Measured { corpus, per_million_words, date }) = &rule.measured {
        let text = format!("{per_million_words} findings in a million words of sound text: {corpus}, {date}.");
        section(&mut page, "Measured", &escaped(&text));
    }
    page
}

/// The table of all rules, each with a link to its page.
pub fn index<'r>(rules: impl IntoIterator<Item = &'r Rule>) -> String {
    let mut index = "\
<!-- Made from the files in rules/; `UPDATE=1 cargo test` writes it anew. -->

# Rules

The last column counts the findings in a million words of sound text; the page of a rule says which text.

| rule | what it finds | level | confidence | languages | findings |
|---|---|---|---|---|---|
"
    .to_owned();
    for rule in rules {
        let Rule { code, title, level, confidence, .. } = rule;
        let (title, level, confidence) = (escaped(title), level.as_str(), confidence.as_str());
        let (languages, measured) = (languages(rule), rule.measured.as_ref());
        let measured = measured.map(|measured| measured.per_million_words.to_string()).unwrap_or_default();
        let _ =
            writeln!(index, "| [{code}]({code}.md) | {title} | {level} | {confidence} | {languages} | {measured} |");
    }
    index
}

fn section(page: &mut String, title: &str, text: &str) {
    let _ = writeln!(page, "\n## {title}\n\n{text}");
}

fn languages(rule: &Rule) -> String {
    if rule.languages.is_empty() { "all".to_owned() } else { rule.languages.join(", ") }
}

/// A text with the words set as code that must be found. Bold would not do: beside
/// a figure, Markdown does not take `**` for a mark.
fn flag(example: &FlagExample) -> String {
    let (before, rest) = example.text.split_once("[[").unwrap_or((&example.text, ""));
    let (marked, after) = rest.split_once("]]").unwrap_or((rest, ""));
    let mut item = format!("- {}{}{}", item_text(before), code_span(marked), after_code(after));
    let advice = [
        ("language", &example.language),
        ("beside", &example.beside),
        ("cause", &example.cause),
        ("repair", &example.fix),
    ];
    for (name, value) in advice {
        if let Some(value) = value {
            let _ = write!(item, "{LINE_END}*{name}: {}*", escaped(value));
        }
    }
    item
}

fn pass(example: &PassExample) -> String {
    let mut item = format!("- {}", item_text(&example.text));
    for (name, value) in [("language: ", &example.language), ("beside: ", &example.beside), ("", &example.why)] {
        if let Some(value) = value {
            let _ = write!(item, "{LINE_END}*{name}{}*", escaped(value));
        }
    }
    item
}

/// Text whose line ends stay line ends and whose lines begin no list.
fn item_text(text: &str) -> String {
    let lines: Vec<String> = text.lines().filter(|line| !line.trim().is_empty()).map(item_line).collect();
    lines.join(LINE_END) + if text.ends_with('\n') { " " } else { "" }
}

fn item_line(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let marks_an_item = match line[digits..].chars().next() {
        Some('.' | ')') => digits > 0,
        Some('-' | '+') => digits == 0,
        _ => false,
    };
    let (number, rest) = line.split_at(digits);
    format!("{number}{}{}", if marks_an_item { "\\" } else { "" }, escaped(rest))
}

/// The text behind the marked words, which does not begin its line.
fn after_code(text: &str) -> String {
    let (line, more) = text.split_once('\n').unwrap_or((text, ""));
    let more = item_text(more);
    escaped(line) + if more.is_empty() { "" } else { LINE_END } + &more
}

/// Words as code, whatever backticks they hold.
fn code_span(words: &str) -> String {
    let words = words.replace('\n', " ");
    if words.contains('`') { format!("`` {words} ``") } else { format!("`{words}`") }
}

/// Text in which nothing is a mark of Markdown.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// A hint as a sentence.
fn sentence(hint: &str) -> String {
    let mut chars = hint.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reported(text: &str) -> String {
        flag(&FlagExample { text: text.to_owned(), language: None, beside: None, fix: None, cause: None })
    }

    #[test]
    fn marked_words_are_code_and_nothing_else_is_a_mark() {
        assert_eq!(reported("rose by 4[[% per cent]] to #1"), "- rose by 4`% per cent` to \\#1");
        assert_eq!(reported("seized [[**]] tons of <b>"), "- seized `**` tons of \\<b\\>");
        assert_eq!(reported("[[`x`]] tons"), "- `` `x` `` tons");
    }

    #[test]
    fn an_example_begins_no_list_and_keeps_its_lines() {
        assert_eq!(reported("1. the [[9,26]] cases\n\n- more"), "- 1\\. the `9,26` cases\\\n  \\- more");
        assert_eq!(reported("-5% of [[9,26]]"), "- \\-5% of `9,26`");
    }
}
