//! `statlint explain`: a rule's file, laid out for reading.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use unicode_width::UnicodeWidthStr;

use super::Exit;
use super::args::ExplainArgs;
use super::error::CliError;
use super::layout::{WIDTH, wrapped};
use super::select::load;
use crate::rule::{FlagExample, PassExample, Rule};

const INDENT: &str = "  ";
const DEEPER: &str = "    ";

/// Explains one rule.
pub(super) fn explain(args: &ExplainArgs) -> Result<Exit, CliError> {
    let loaded = load(&args.rules, args.config.as_deref())?;
    let rule = loaded.rule(&args.code)?;
    io::stdout().write_all(explanation(rule).as_bytes()).map_err(CliError::Stdout)?;
    Ok(if loaded.is_complete { Exit::Clean } else { Exit::Failed })
}

fn explanation(rule: &Rule) -> String {
    let mut page = wrapped(&format!("{}: {}", rule.code, rule.title), "");
    let _ = writeln!(page, "{}, {} confidence, {}", rule.level.as_str(), rule.confidence.as_str(), rule.path);
    section(&mut page, "Why", &rule.why);
    section(&mut page, "What to do", &rule.help);
    if !rule.supersedes.is_empty() {
        section(&mut page, "Tells better than", &rule.supersedes.join(", "));
    }
    page.push_str("\nReported\n");
    rule.flag.iter().for_each(|example| flag(&mut page, example));
    page.push_str("\nNot reported\n");
    rule.pass.iter().for_each(|example| pass(&mut page, example));
    if let Some(measured) = &rule.measured {
        let text = format!(
            "{} findings in a million words of sound text ({}, {})",
            measured.per_million_words, measured.corpus, measured.date
        );
        section(&mut page, "Measured", &text);
    }
    page
}

fn section(page: &mut String, title: &str, text: &str) {
    let paragraphs: Vec<String> = text.split("\n\n").map(|paragraph| wrapped(paragraph, INDENT)).collect();
    let _ = write!(page, "\n{title}\n{}", paragraphs.join("\n"));
}

/// A text with the words underlined that must be found; with its marks if it is too long for a line.
fn flag(page: &mut String, example: &FlagExample) {
    let parts = example.text.split_once("[[").zip(example.text.split_once("]]"));
    let plain = example.text.replacen("[[", "", 1).replacen("]]", "", 1);
    match parts {
        Some(((before, _), (start, _))) if INDENT.len() + plain.width() <= WIDTH && !plain.contains('\n') => {
            let marked = &start[before.len() + 2..];
            let blanks = " ".repeat(before.width());
            let _ = writeln!(page, "{INDENT}{plain}\n{INDENT}{blanks}{}", "^".repeat(marked.width().max(1)));
        }
        _ => page.push_str(&wrapped(&example.text, INDENT)),
    }
}

fn pass(page: &mut String, example: &PassExample) {
    page.push_str(&wrapped(&example.text, INDENT));
    if let Some(why) = &example.why {
        page.push_str(&wrapped(&format!("({why})"), DEEPER));
    }
}
