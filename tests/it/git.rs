//! Repositories of git: what has changed, what is staged, and a hook that stops a commit.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const SOUND: &str = "# Report\n\nAll 12 boats stayed in May.\n";
const OLD: &str = "The clinic treated 9,26 patients in May.\n";
const NEW: &str = "The clinic treated 7,31 patients in June.\n";

/// A repository with one commit that holds an old mistake.
fn repository(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("git").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("drafts")).unwrap();
    git(&folder, &["init", "--quiet", "--initial-branch=main"]);
    fs::write(folder.join("drafts/a.md"), format!("{SOUND}\n{OLD}")).unwrap();
    git(&folder, &["add", "."]);
    assert!(git(&folder, &["commit", "--quiet", "-m", "first"]).status.success());
    folder
}

fn git(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new("git");
    command.current_dir(folder).args(["-c", "user.name=Tester", "-c", "user.email=t@example.org"]).args(args);
    // The settings of whoever runs the tests do not matter.
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    command.output().expect("the tests need git")
}

/// What `statlint check` reports, what it says besides, and its exit code.
fn check(folder: &Path, options: &[&str]) -> (String, String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_statlint"));
    let output = command.args(["check", "--format", "short"]).args(options).current_dir(folder).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code())
}

#[test]
fn only_what_has_changed_since_a_revision_is_reported() {
    let folder = repository("since");
    let (found, told, code) = check(&folder, &["--since", "HEAD"]);
    assert_eq!(
        (found.as_str(), told.as_str(), code),
        ("", "no document is changed since HEAD\nchecked 0 documents\n", Some(0))
    );
    fs::write(folder.join("drafts/a.md"), format!("{SOUND}\nA new paragraph.\n\n{OLD}\n{NEW}")).unwrap();
    fs::write(folder.join("drafts/new.md"), OLD).unwrap();
    let (found, _, code) = check(&folder, &["--since", "HEAD"]);
    let lines: Vec<&str> = found.lines().map(|line| line.split(": ").next().unwrap()).collect();
    assert_eq!((lines, code), (vec!["drafts/a.md:9:20", "drafts/new.md:1:20"], Some(1)), "{found}");
    let (all, _, _) = check(&folder, &[]);
    assert!(all.contains("drafts/a.md:7:20"), "{all}");
    // From a folder below, too.
    let (found, _, _) = check(&folder.join("drafts"), &["--since", "HEAD", "a.md"]);
    assert!(found.starts_with("a.md:9:20"), "{found}");
}

#[test]
fn what_is_staged_is_read_as_it_is_staged() {
    let folder = repository("staged");
    let path = folder.join("drafts/a.md");
    fs::write(&path, format!("{SOUND}\n{OLD}\n{NEW}")).unwrap();
    git(&folder, &["add", "."]);
    fs::write(&path, SOUND).unwrap();
    let (found, _, code) = check(&folder, &["--staged"]);
    assert!(found.starts_with("drafts/a.md:7:20") && found.lines().count() == 1, "{found}");
    assert_eq!(code, Some(1));
    assert_eq!(fs::read_to_string(&path).unwrap(), SOUND);
}

#[test]
fn what_is_staged_and_deleted_from_its_folder_is_read_all_the_same() {
    let folder = repository("deleted");
    fs::create_dir_all(folder.join("more/parts")).unwrap();
    for file in ["drafts/a.md", "more/parts/b.md", ".c.md"] {
        fs::write(folder.join(file), NEW).unwrap();
    }
    git(&folder, &["add", "."]);
    fs::remove_file(folder.join("drafts/a.md")).unwrap();
    fs::remove_dir_all(folder.join("more")).unwrap();
    let (found, told, code) = check(&folder, &["--staged"]);
    let places: Vec<&str> = found.lines().map(|line| line.split(": ").next().unwrap()).collect();
    assert_eq!((places, code), (vec!["drafts/a.md:1:20", "more/parts/b.md:1:20"], Some(1)), "{found}{told}");
    let (found, _, _) = check(&folder, &["--staged", "drafts"]);
    assert_eq!(found.lines().count(), 1, "{found}");
}

#[test]
fn a_revision_or_repository_that_is_not_there_is_told() {
    let folder = repository("errors");
    for revision in ["nowhere", "--output=x", ""] {
        let (_, told, code) = check(&folder, &[&format!("--since={revision}")]);
        assert_eq!(code, Some(2), "{told}");
        assert!(told.contains(&format!("error: there is no revision {revision:?} in ")), "{told}");
    }
    let outside = std::env::temp_dir().join(format!("statlint-outside-{}", std::process::id()));
    fs::create_dir_all(&outside).unwrap();
    let (_, told, code) = check(&outside, &["--staged"]);
    fs::remove_dir_all(&outside).unwrap();
    assert_eq!(code, Some(2), "{told}");
    assert_eq!(told, "error: --staged needs a repository of git, and this folder is in none\n");
}

#[cfg(unix)]
#[test]
fn a_hook_stops_the_commit_of_a_garbled_draft() {
    use std::os::unix::fs::PermissionsExt;

    let folder = repository("hook");
    let hook = folder.join(".git/hooks/pre-commit");
    let program = env!("CARGO_BIN_EXE_statlint");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::write(&hook, format!("#!/bin/sh\nexec '{program}' check --staged --for ci\n")).unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    fs::write(folder.join("drafts/b.md"), NEW).unwrap();
    git(&folder, &["add", "."]);
    let refused = git(&folder, &["commit", "-m", "second"]);
    assert!(!refused.status.success());
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(told.contains("drafts/b.md:1:20: error[digit-grouping]"), "{told}");
    fs::write(folder.join("drafts/b.md"), SOUND).unwrap();
    git(&folder, &["add", "."]);
    assert!(git(&folder, &["commit", "-m", "second"]).status.success());
}
