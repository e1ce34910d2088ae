//! Runs the examples of a rule.
//!
//! Only that one rule runs, so that an example shows what the rule itself finds.

use crate::across::{Digest, conflicts};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::extract::extract;
use crate::lexicon::Lexicons;
use crate::rule::{FlagExample, Rule, pieces};
use crate::span::{Place, Span};

/// The language of an example that names none.
const LANGUAGE: &str = "en";

/// What became of one example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Whether the rule must find something in it.
    pub expects: Expects,
    /// Which example of its sort it is, from 1.
    pub number: usize,
    /// Its text, as it is written in the rule file.
    pub text: String,
    /// Whether the rule does what the example says.
    pub verdict: Verdict,
    /// The words that the rule underlined.
    pub found: Vec<String>,
}

/// What an example says that the rule does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expects {
    /// It finds what is marked, and nothing else.
    Flag,
    /// It finds nothing.
    Pass,
}

/// Whether a rule does what an example says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Ok,
    /// It finds nothing where it must.
    Missing,
    /// It finds more than it must.
    Noisy,
    /// It underlines other words than those that are marked.
    WrongSpan,
    /// It finds the right words, and names another cause or offers another repair.
    WrongAdvice,
}

impl Expects {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Expects::Flag => "flag",
            Expects::Pass => "pass",
        }
    }
}

impl Verdict {
    /// The words for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Ok => "ok",
            Verdict::Missing => "missing",
            Verdict::Noisy => "noisy",
            Verdict::WrongSpan => "wrong span",
            Verdict::WrongAdvice => "wrong advice",
        }
    }
}

/// Runs the examples of a rule, in the order of the file.
pub fn run(rule: &Rule, lexicons: &Lexicons) -> Vec<Outcome> {
    let flag = rule.flag.iter().enumerate().map(|(i, example)| {
        let (text, marked) = unmarked(&example.text);
        outcome(rule, lexicons, &text, (example.language.as_deref(), example.beside.as_deref()), |found| Outcome {
            expects: Expects::Flag,
            number: i + 1,
            text: example.text.clone(),
            verdict: flag_verdict(rule, example, marked, found),
            found: Vec::new(),
        })
    });
    let pass = rule.pass.iter().enumerate().map(|(i, example)| {
        outcome(rule, lexicons, &example.text, (example.language.as_deref(), example.beside.as_deref()), |found| {
            Outcome {
                expects: Expects::Pass,
                number: i + 1,
                text: example.text.clone(),
                verdict: if found.is_empty() { Verdict::Ok } else { Verdict::Noisy },
                found: Vec::new(),
            }
        })
    });
    flag.chain(pass).collect()
}

fn outcome(
    rule: &Rule,
    lexicons: &Lexicons,
    text: &str,
    (language, beside): (Option<&str>, Option<&str>),
    judge: impl FnOnce(&[(Diagnostic, Span)]) -> Outcome,
) -> Outcome {
    let mut document = read(&rule.path, text);
    document.language = Some(language.unwrap_or(LANGUAGE).to_owned());
    let mut facts = extract(&document, lexicons);
    if let Some(beside) = beside {
        let mut other = Document::from_text(BESIDE, beside);
        other.language = document.language.clone();
        let digests = [Digest::of(&facts, nowhere), Digest::of(&extract(&other, lexicons), nowhere)];
        facts.conflicts = conflicts(&digests).into_iter().next().unwrap_or_default();
    }
    let found = rule.diagnose(&facts);
    let words = found.iter().map(|diagnostic| document.slice(diagnostic.primary()).to_owned()).collect();
    let placed = |diagnostic: Diagnostic| {
        let place = document.source_span(diagnostic.primary());
        (diagnostic, place)
    };
    let found: Vec<_> = found.into_iter().map(placed).collect();
    Outcome { found: words, ..judge(&found) }
}

/// The document of an example: Markdown if there is a table in it.
fn read(name: &str, text: &str) -> Document {
    let has_table =
        text.lines().any(|line| line.starts_with("|--") || line.starts_with("| --") || line.starts_with("|:"));
    if has_table { crate::read::markdown(name, text) } else { Document::from_text(name, text) }
}

/// What the other document of an example is called.
const BESIDE: &str = "other.txt";

/// Nobody looks up where a figure of the other document stands.
fn nowhere(span: Span) -> Place {
    Place { start: span.start, end: span.end, line: 1, column: 1, end_line: 1, end_column: 1 }
}

fn flag_verdict(rule: &Rule, example: &FlagExample, marked: Span, found: &[(Diagnostic, Span)]) -> Verdict {
    match found {
        [] => Verdict::Missing,
        [(_, place)] if *place != marked => Verdict::WrongSpan,
        [(one, _)] if !advises(rule, example, one) => Verdict::WrongAdvice,
        [_] => Verdict::Ok,
        _ => Verdict::Noisy,
    }
}

/// Whether the cause and the repair are those of the example, if it names any.
fn advises(rule: &Rule, example: &FlagExample, found: &Diagnostic) -> bool {
    let fix = example.fix.as_ref().is_none_or(|fix| found.fix.as_ref().is_some_and(|found| found.title == *fix));
    let cause = example.cause.as_ref().is_none_or(|cause| tells(rule, cause, found));
    fix && cause
}

/// Whether a finding names a cause in the rule's words, whatever figures they are filled with.
fn tells(rule: &Rule, cause: &str, found: &Diagnostic) -> bool {
    let Some((template, told)) = rule.causes.get(cause).zip(found.cause.as_ref()) else { return false };
    pieces(template).iter().all(|(literal, _)| told.contains(literal))
}

/// A text without its marks, and where they stood.
fn unmarked(text: &str) -> (String, Span) {
    let start = text.find("[[").unwrap_or(0);
    let plain = text.replacen("[[", "", 1);
    let end = plain.find("]]").unwrap_or(plain.len()).max(start);
    (plain.replacen("]]", "", 1), Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: &str = r#"
code = "tons"
title = "t"
level = "note"
confidence = "low"
message = "m"
why = "w"
help = "h"
[[check.text.pattern]]
match = "tons"
[[flag]]
text = "nine [[tons]]"
[[flag]]
text = "nine [[pounds]]"
[[flag]]
text = "[[nine]] tons"
[[flag]]
text = "nine [[tons]] or ten tons"
[[pass]]
text = "nine pounds"
[[pass]]
text = "nine tons"
"#;

    #[test]
    fn every_example_gets_its_verdict() {
        let lexicons = Lexicons::built_in();
        let rule = Rule::parse("tons.toml", RULE, lexicons).expect("the rule is sound");
        let verdicts: Vec<Verdict> = run(&rule, lexicons).iter().map(|outcome| outcome.verdict).collect();
        let (ok, missing, wrong_span, noisy) = (Verdict::Ok, Verdict::Missing, Verdict::WrongSpan, Verdict::Noisy);
        assert_eq!(verdicts, [ok, missing, wrong_span, noisy, ok, noisy]);
    }

    #[test]
    fn marks_are_taken_out_and_remembered() {
        assert_eq!(unmarked("a [[9,26]] b"), ("a 9,26 b".to_owned(), Span::new(2, 6)));
    }
}
