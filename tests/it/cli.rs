//! The command line, as people use it: commands, output and exit codes.

use std::process::Command;

#[test]
fn commands_do_what_they_say() {
    trycmd::TestCases::new()
        .env("GITHUB_ACTIONS", "")
        .env("GITHUB_STEP_SUMMARY", "")
        .env("LC_ALL", "C.UTF-8")
        .env("NO_COLOR", "1")
        .case("tests/cmd/*.trycmd")
        .case("tests/cmd/*.toml");
}

#[test]
fn help_fits_a_narrow_terminal_and_shows_an_example() {
    for command in ["", "check", "figures", "rules", "rules test", "rules new", "init", "explain", "compare", "lsp"] {
        let help = statlint(&format!("{command} --help"));
        let wide: Vec<&str> = help.lines().filter(|line| line.chars().count() > 80).collect();
        assert!(wide.is_empty(), "{command}: {wide:#?}");
        assert!(help.contains("\nExample"), "{command}");
    }
}

#[test]
fn a_workflow_of_github_gets_annotations() {
    let preset = "check tests/cmd/check.in/docs --rules tests/cmd/check.in/rules --select test-apples --for ci";
    assert!(statlint(preset).starts_with("::error "), "{}", statlint(preset));
    assert!(statlint(&format!("{preset} --format short")).starts_with("tests/cmd/check.in/docs/a.md:3:8: error"));
}

/// What a command writes to standard output inside a workflow.
fn statlint(args: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_statlint"));
    command.args(args.split_whitespace()).env("GITHUB_ACTIONS", "true").env("GITHUB_STEP_SUMMARY", "");
    let output = command.output().expect("cargo has built the program");
    String::from_utf8(output.stdout).expect("the program writes UTF-8")
}

#[test]
fn a_workflow_of_github_gets_a_summary_after_what_is_there_already() {
    let file = std::env::temp_dir().join(format!("statlint-summary-{}.md", std::process::id()));
    std::fs::write(&file, "before\n").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_statlint"));
    command.args(["check", "seeds", "--format", "github"]).env("GITHUB_STEP_SUMMARY", &file);
    let output = String::from_utf8(command.output().unwrap().stdout).unwrap();
    let summary = std::fs::read_to_string(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    assert!(summary.starts_with("before\n### statlint: "), "{summary}");
    // All of them are in the summary, and GitHub shows ten annotations of a kind.
    assert!(summary.matches("\n| error |").count() > 10 && output.matches("::error ").count() == 10);

    command.env("GITHUB_STEP_SUMMARY", "no/such/folder/summary.md");
    let output = command.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("::warning title=statlint::cannot add the summary to no/such/folder/summary.md: "), "{text}");
    assert_eq!(output.status.code(), Some(1));
}
