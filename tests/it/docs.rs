//! The documents of the repository say what the program does.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use statlint::rule::Rule;
use statlint::rule::examples::{Verdict, run};
use statlint::rule::page::{index, page};
use statlint::{Lexicons, RuleSet};

use crate::generated::check_folder;

#[test]
fn every_rule_has_its_page_and_its_line_in_the_index() {
    let rules = RuleSet::built_in(Lexicons::built_in());
    let mut files: BTreeMap<_, _> = rules.iter().map(|rule| (format!("{}.md", rule.code), page(rule))).collect();
    files.insert("README.md".to_owned(), index(rules.iter()));
    check_folder("docs/rules", "md", &files);
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    let readme = readme();
    for (heading, args) in [
        ("$ cargo run --release -- check seeds\n", "check seeds"),
        ("$ statlint figures seeds/003_a69edf0332bcabe2.txt\n", "figures seeds/003_a69edf0332bcabe2.txt"),
    ] {
        let shown = readme.split_once(heading).and_then(|(_, rest)| rest.split_once("```")).unwrap().0;
        let printed = statlint(args);
        for line in shown.lines().filter(|line| *line != "…") {
            assert!(printed.lines().any(|it| it.trim_end() == line), "{args} does not print {line:?}");
        }
    }
}

#[test]
fn the_rule_in_the_readme_works() {
    let readme = readme();
    let rule = readme.split("```toml\n").find(|block| block.contains("[[flag]]")).unwrap();
    let rule = rule.split_once("```").unwrap().0;
    let path = rule.lines().next().unwrap().trim_start_matches("# ");
    let rule = Rule::parse(path, rule, Lexicons::built_in()).unwrap();
    let outcomes = run(&rule, Lexicons::built_in());
    assert!(outcomes.iter().all(|outcome| outcome.verdict == Verdict::Ok), "{outcomes:?}");
}

fn readme() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap()
}

/// What a command prints.
fn statlint(args: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_statlint"));
    command.args(args.split_whitespace()).current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = command.env("NO_COLOR", "1").env("GITHUB_ACTIONS", "").output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_manual_pages_and_completions_are_those_of_the_program() {
    let printed = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_statlint")).args(args).output().unwrap();
        assert!(output.status.success(), "{args:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let help = printed(&["--help"]);
    let listed = help.split("Commands:\n").nth(1).unwrap().lines().take_while(|line| line.starts_with("  "));
    let names = listed.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help");
    let pages = names.map(|name| (format!("statlint-{name}.1"), printed(&["man", name])));
    let pages = pages.chain([("statlint.1".to_owned(), printed(&["man"]))]).collect();
    check_folder("man", "1", &pages);
    let shells = [("bash", "bash"), ("zsh", "zsh"), ("fish", "fish"), ("elvish", "elv"), ("powershell", "ps1")];
    for (shell, extension) in shells {
        let script = (format!("statlint.{extension}"), printed(&["completions", shell]));
        check_folder("completions", extension, &[script].into());
    }
}
