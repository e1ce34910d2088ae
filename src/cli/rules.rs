//! `statlint rules`: lists, tests and writes rules.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::args::{RulesArgs, RulesCommand};
use super::error::CliError;
use super::select::{load, load_only};
use super::summary::counted;
use super::walk::shown;
use super::{Exit, tell, template};
use crate::extract::examples::Outcome as ReadingOutcome;
use crate::lexicon::Lexicons;
use crate::rule::Rule;
use crate::rule::examples::{self, Outcome, Verdict};
use crate::rules::RuleSet;

/// Lists, tests or writes rules.
pub(super) fn rules(args: &RulesArgs) -> Result<Exit, CliError> {
    match &args.command {
        None => list(args),
        Some(RulesCommand::Test { paths, config, verbose }) => test(paths, *verbose, config.as_deref()),
        Some(RulesCommand::New { code, dir }) => new(code, dir),
    }
}

fn list(args: &RulesArgs) -> Result<Exit, CliError> {
    let loaded = load(&args.rules, args.config.as_deref())?;
    let widest = loaded.rules.iter().map(|rule| rule.code.len()).max().unwrap_or(0);
    let mut lines = String::new();
    for Rule { code, level, confidence, title, .. } in loaded.rules.iter() {
        let (level, confidence) = (level.as_str(), confidence.as_str());
        let _ = writeln!(lines, "{code:widest$}  {level:7}  {confidence:6}  {title}");
    }
    print(&lines)?;
    Ok(if loaded.is_complete { Exit::Clean } else { Exit::Failed })
}

fn test(paths: &[PathBuf], verbose: bool, config: Option<&Path>) -> Result<Exit, CliError> {
    let loaded = load_only(paths, config)?;
    let mut lines = String::new();
    let mut verdicts = Vec::new();
    for rule in loaded.rules.iter() {
        for outcome in examples::run(rule, loaded.lexicons()) {
            if verbose || outcome.verdict != Verdict::Ok {
                lines.push_str(&line(rule, &outcome));
            }
            verdicts.push(outcome.verdict);
        }
    }
    let (mut lexicons, mut of_words, mut wrong) = (0, 0, 0);
    for (path, outcomes) in loaded.run_lexicons() {
        lexicons += 1;
        of_words += outcomes.len();
        wrong += outcomes.iter().filter(|it| it.found.is_some()).count();
        let told = outcomes.iter().filter(|it| verbose || it.found.is_some());
        told.for_each(|it| lines.push_str(&word_line(path, it)));
    }
    print(&lines)?;
    if !loaded.rules.is_empty() {
        tell(&totals(loaded.rules.len(), &verdicts));
    }
    if lexicons > 0 {
        let (files, examples, ok) = (counted(lexicons, "lexicon"), counted(of_words, "example"), of_words - wrong);
        let wrong = if wrong > 0 { format!(", {wrong} wrong") } else { String::new() };
        tell(&format_args!("tested {files}, {examples}: {ok} ok{wrong}"));
    }
    Ok(match () {
        () if !loaded.is_complete => Exit::Failed,
        () if wrong > 0 || verdicts.iter().any(|verdict| *verdict != Verdict::Ok) => Exit::Found,
        () => Exit::Clean,
    })
}

/// One example and what became of it.
fn line(rule: &Rule, outcome: &Outcome) -> String {
    let Outcome { expects, number, text, verdict, found } = outcome;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut line = format!("{}: {} {number}: {}: {text}\n", rule.path, expects.as_str(), verdict.as_str());
    if *verdict != Verdict::Ok && !found.is_empty() {
        let found = found.iter().map(|words| format!("\"{words}\"")).collect::<Vec<_>>().join(", ");
        let _ = writeln!(line, "  it underlines {found}");
    }
    line
}

/// One example of a lexicon and what became of it.
fn word_line(path: &str, outcome: &ReadingOutcome) -> String {
    let ReadingOutcome { name, text, expected, found } = outcome;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some(found) = found else { return format!("{path}: {name}: ok: {text}\n") };
    let list = |items: &[String]| if items.is_empty() { "nothing".to_owned() } else { items.join("; ") };
    format!("{path}: {name}: wrong: {text}\n  expected: {}\n  read:     {}\n", list(expected), list(found))
}

fn totals(rules: usize, verdicts: &[Verdict]) -> String {
    let mut totals = format!("tested {}, {}: ", counted(rules, "rule"), counted(verdicts.len(), "example"));
    let all = [Verdict::Ok, Verdict::Missing, Verdict::Noisy, Verdict::WrongSpan, Verdict::WrongAdvice];
    let counts = all.into_iter().filter_map(|verdict| {
        let count = verdicts.iter().filter(|given| **given == verdict).count();
        (count > 0).then(|| format!("{count} {}", verdict.as_str()))
    });
    totals.push_str(&counts.collect::<Vec<_>>().join(", "));
    totals
}

/// Writes a rule to start from.
fn new(code: &str, folder: &Path) -> Result<Exit, CliError> {
    let lexicons = Lexicons::built_in();
    let bad = |reason: String| CliError::BadCode { code: code.to_owned(), reason };
    if let Some(rule) = RuleSet::built_in(lexicons).get(code) {
        return Err(bad(format!("is already that of the built-in rule {}; choose another", rule.path)));
    }
    let text = template::rule(code);
    let path = shown(&folder.join(format!("{code}.toml")));
    if let Err(error) = Rule::parse(&path, &text, lexicons) {
        return Err(bad(format!("is not fit for a rule: {}", error.message)));
    }
    let written = fs::create_dir_all(folder)
        .and_then(|()| File::create_new(&path))
        .and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| CliError::file(Path::new(&path), &error))?;
    tell(&format_args!("wrote {0}; `statlint rules test {0}` runs its examples", path));
    Ok(Exit::Clean)
}

fn print(text: &str) -> Result<(), CliError> {
    io::stdout().write_all(text.as_bytes()).map_err(CliError::Stdout)
}
