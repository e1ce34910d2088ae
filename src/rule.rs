//! One rule file: the definition, the documentation and the test.
//!
//! A rule goes through two types: [`RuleFile`] as it is written, and [`Rule`], in
//! which everything that can be known without running has been checked.

pub mod examples;
pub mod page;

use std::collections::BTreeMap;
use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::check::{AnyCheck, CheckTable, Complaint, Finding, KINDS};
use crate::diagnostic::{Confidence, Diagnostic, Foreign, Label, Level};
use crate::facts::Facts;
use crate::lexicon::Lexicons;

/// A rule as it is written in `<code>.toml`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// What is wrong, in lower case with hyphens; also the file's name.
    #[schemars(with = "String")]
    pub code: Spanned<String>,
    /// One line that states what is wrong.
    pub title: String,
    /// How bad it is if it is true.
    pub level: Level,
    /// How likely a finding is true.
    pub confidence: Confidence,
    /// The languages that the rule speaks of; all if there are none.
    #[serde(default)]
    pub languages: Vec<String>,
    /// What people are told. `{text}` stands for the words underlined, other names in braces
    /// for labels and values of the kind of check.
    #[schemars(with = "String")]
    pub message: Spanned<String>,
    /// What is wrong with such a figure, and how it comes about.
    pub why: String,
    /// What to do next.
    pub help: String,
    /// Codes of rules whose findings at the same place are left out in favour of this one's.
    #[serde(default)]
    pub supersedes: Vec<String>,
    /// Known mistakes that explain a finding, by the names that the kind of check gives them.
    #[serde(default)]
    pub causes: BTreeMap<String, String>,
    /// What to write at a label, by the label's name.
    #[serde(default)]
    pub labels: BTreeMap<String, String>,
    /// What the rule looks for.
    #[schemars(with = "CheckTable")]
    pub check: Spanned<CheckTable>,
    /// Texts in which `[[…]]` must be underlined, and nothing else.
    pub flag: Vec<FlagExample>,
    /// Texts about which the rule has nothing to say.
    pub pass: Vec<PassExample>,
    /// How often the rule fires on sound text.
    #[serde(default)]
    pub measured: Option<Measured>,
}

/// A text that the rule must find.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FlagExample {
    /// The text, with `[[…]]` around what must be underlined.
    pub text: String,
    /// Its language, if it is not English.
    #[serde(default)]
    pub language: Option<String>,
    /// The text of another document that it is compared with.
    #[serde(default)]
    pub beside: Option<String>,
    /// What the repair must be.
    #[serde(default)]
    pub fix: Option<String>,
    /// The cause that must be named.
    #[serde(default)]
    pub cause: Option<String>,
}

/// A text about which the rule has nothing to say.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PassExample {
    /// The text.
    pub text: String,
    /// Its language, if it is not English.
    #[serde(default)]
    pub language: Option<String>,
    /// The text of another document that it is compared with.
    #[serde(default)]
    pub beside: Option<String>,
    /// Why it is sound although it looks like a defect.
    #[serde(default)]
    pub why: Option<String>,
}

/// How often a rule fires on sound text.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// The texts.
    pub corpus: String,
    /// Findings in a million words of them.
    pub per_million_words: f64,
    /// When.
    pub date: String,
}

/// A rule that is ready to run.
#[derive(Debug)]
pub struct Rule {
    /// Where it comes from, for messages about it.
    pub path: String,
    /// What is wrong, in lower case with hyphens.
    pub code: String,
    /// One line that states what is wrong.
    pub title: String,
    /// How bad it is if it is true.
    pub level: Level,
    /// How likely a finding is true.
    pub confidence: Confidence,
    /// The languages that it speaks of; all if there are none.
    pub languages: Vec<String>,
    /// What is wrong with such a figure, and how it comes about.
    pub why: String,
    /// What to do next.
    pub help: String,
    /// Codes of rules that give way to it.
    pub supersedes: Vec<String>,
    /// Texts that it must find.
    pub flag: Vec<FlagExample>,
    /// Texts about which it has nothing to say.
    pub pass: Vec<PassExample>,
    /// How often it fires on sound text.
    pub measured: Option<Measured>,
    message: String,
    causes: BTreeMap<String, String>,
    labels: BTreeMap<String, String>,
    check: AnyCheck,
}

/// A rule file that cannot be used, and where it is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}:{line}:{column}: {message}")]
pub struct RuleError {
    /// The file.
    pub path: String,
    /// Its line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// What is wrong and what would be accepted.
    pub message: String,
}

impl Rule {
    /// Reads a rule file and checks everything that can be checked without running it.
    pub fn parse(path: &str, text: &str, lexicons: &Lexicons) -> Result<Rule, RuleError> {
        let file: RuleFile = toml::from_str(text).map_err(|error| {
            let at = error.span().unwrap_or(0..0);
            located(path, text, at, error.message().to_owned())
        })?;
        Rule::check_file(path, file, lexicons)
            .map_err(|complaint| located(path, text, complaint.at.unwrap_or(0..0), complaint.message))
    }

    fn check_file(path: &str, file: RuleFile, lexicons: &Lexicons) -> Result<Rule, Complaint> {
        let code = checked_code(path, &file.code)?;
        checked_languages(&file.languages, lexicons)?;
        let at = file.check.span();
        let mut check = file.check.into_inner().into_check().map_err(|count| Complaint {
            message: format!("[check] has {count} kinds; it takes exactly one of {}", KINDS.join(", ")),
            at: Some(at.clone()),
        })?;
        check
            .prepare(lexicons, &file.languages)
            .map_err(|complaint| Complaint { at: complaint.at.or(Some(at)), ..complaint })?;
        checked_placeholders(file.message.get_ref(), Some(file.message.span()), &check)?;
        for template in file.causes.values().chain(file.labels.values()).chain([&file.help]) {
            checked_placeholders(template, None, &check)?;
        }
        let flagged = file.flag.iter().filter_map(|example| example.language.clone());
        let passed = file.pass.iter().filter_map(|example| example.language.clone());
        checked_languages(&flagged.chain(passed).collect::<Vec<_>>(), lexicons)?;
        if file.flag.is_empty() || file.pass.is_empty() {
            let message = "a rule needs an example of either kind: one [[flag]] and one [[pass]] at least".to_owned();
            return Err(Complaint { message, at: None });
        }
        for example in &file.flag {
            if example.text.matches("[[").count() != 1 || example.text.matches("]]").count() != 1 {
                return Err(Complaint {
                    message: format!("the flag example {:?} needs exactly one [[…]]", example.text),
                    at: None,
                });
            }
        }
        Ok(Rule {
            path: path.to_owned(),
            code,
            title: file.title,
            level: file.level,
            confidence: file.confidence,
            languages: file.languages,
            why: file.why.trim().to_owned(),
            help: file.help,
            supersedes: file.supersedes,
            flag: file.flag,
            pass: file.pass,
            measured: file.measured,
            message: file.message.into_inner(),
            causes: file.causes,
            labels: file.labels,
            check,
        })
    }

    /// The name of its kind of check.
    pub fn kind(&self) -> &'static str {
        self.check.kind()
    }

    /// Whether it speaks of texts in a language.
    pub fn speaks(&self, language: &str) -> bool {
        self.languages.is_empty() || self.languages.iter().any(|spoken| spoken == language)
    }

    /// What the rule has to say about a document.
    pub fn diagnose(&self, facts: &Facts<'_>) -> Vec<Diagnostic> {
        if !self.languages.is_empty() && !facts.languages.iter().any(|language| self.speaks(language)) {
            return Vec::new();
        }
        let mut findings = Vec::new();
        self.check.run(facts, &mut findings);
        findings.retain(|finding| {
            let block = finding.labels.first().and_then(|(_, span)| facts.block_at(span.start));
            block.is_none_or(|block| self.speaks(facts.languages[block]))
        });
        findings.into_iter().map(|finding| self.word(facts, finding)).collect()
    }

    /// Puts a finding into the rule's words.
    fn word(&self, facts: &Facts<'_>, finding: Finding) -> Diagnostic {
        let under = |name: &str| {
            let label = finding.labels.iter().find(|(label, _)| *label == name);
            let value = finding.values.iter().find(|(value, _)| *value == name);
            value.map(|(_, value)| value.clone()).or(label.map(|(_, span)| one_line(facts.text(*span))))
        };
        let fill = |template: &str| {
            fill(template, |name| match (name, finding.labels.first()) {
                ("text", Some((_, span))) => one_line(facts.text(*span)),
                _ => under(name).unwrap_or_default(),
            })
        };
        let causes = finding.cause.and_then(|cause| self.causes.get(cause));
        Diagnostic {
            code: self.code.clone(),
            level: self.level,
            confidence: self.confidence.min(finding.confidence),
            message: fill(&self.message),
            labels: finding
                .labels
                .iter()
                .map(|(name, span)| Label {
                    span: *span,
                    text: self.labels.get(*name).map(|text| fill(text)).unwrap_or_default(),
                })
                .collect(),
            elsewhere: finding
                .elsewhere
                .iter()
                .map(|(name, at)| Foreign {
                    at: at.clone(),
                    text: self.labels.get(*name).map(|text| fill(text)).unwrap_or_default(),
                })
                .collect(),
            help: Some(fill(&self.help)),
            cause: causes.map(|cause| fill(cause)),
            fix: finding.fix.clone(),
            taints: finding.taints,
            also: Vec::new(),
            fingerprint: String::new(),
        }
    }
}

/// Text on one line, with single blanks, as a message quotes it: no more than a
/// line's worth of it.
fn one_line(text: &str) -> String {
    let start = (0..=text.len().min(LONGEST_QUOTE)).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    let line = text[..start].split_whitespace().collect::<Vec<_>>().join(" ");
    if start < text.len() { line + "…" } else { line }
}

/// How many bytes of the document a message quotes at most.
const LONGEST_QUOTE: usize = 80;

/// Replaces `{name}` by what `value` gives for it.
fn fill(template: &str, value: impl Fn(&str) -> String) -> String {
    let mut filled = String::with_capacity(template.len() + 16);
    for (literal, name) in pieces(template) {
        filled.push_str(literal);
        if let Some(name) = name {
            filled.push_str(&value(name));
        }
    }
    filled
}

/// Divides a message into literal text, each with the placeholder that follows it.
fn pieces(template: &str) -> Vec<(&str, Option<&str>)> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}').map(|close| open + close) else { break };
        pieces.push((&rest[..open], Some(&rest[open + 1..close])));
        rest = &rest[close + 1..];
    }
    pieces.push((rest, None));
    pieces
}

fn checked_code(path: &str, code: &Spanned<String>) -> Result<String, Complaint> {
    let complain = |message| Err(Complaint { message, at: Some(code.span()) });
    let is_code = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let name = code.get_ref();
    if name.is_empty() || !name.chars().all(is_code) {
        return complain(format!("the code {name:?} may have lower-case letters, digits and hyphens only"));
    }
    let file_name = path.rsplit(['/', '\\']).next().unwrap_or(path).trim_end_matches(".toml");
    if file_name != name {
        return complain(format!("the code {name:?} and the file's name {file_name:?} must be the same"));
    }
    Ok(name.clone())
}

fn checked_languages(languages: &[String], lexicons: &Lexicons) -> Result<(), Complaint> {
    let known: Vec<&str> = lexicons.languages().collect();
    match languages.iter().find(|language| !known.contains(&language.as_str())) {
        None => Ok(()),
        Some(unknown) => Err(Complaint {
            message: format!("there is no lexicon for the language {unknown:?}; there is one for {}", known.join(", ")),
            at: None,
        }),
    }
}

fn checked_placeholders(template: &str, at: Option<Range<usize>>, check: &AnyCheck) -> Result<(), Complaint> {
    let known: Vec<&str> = ["text"].iter().chain(check.placeholders()).copied().collect();
    for name in pieces(template).into_iter().filter_map(|(_, name)| name) {
        if !known.contains(&name) {
            let accepted = known.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(", ");
            return Err(Complaint {
                message: format!("unknown placeholder {{{name}}}; accepted here: {accepted}"),
                at,
            });
        }
    }
    Ok(())
}

/// An error with line and column of a byte range.
fn located(path: &str, text: &str, at: Range<usize>, message: String) -> RuleError {
    let (line, column) = line_and_column(text, at.start);
    RuleError { path: path.to_owned(), line, column, message }
}

/// The line of an offset, and which character of that line it is, both from 1.
pub(crate) fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    (line, before.rsplit('\n').next().unwrap_or_default().chars().count() + 1)
}
