//! Invariants of the house that the compiler does not know, read off the sources.

use std::fs;
use std::path::{Path, PathBuf};

/// The longest a file may be: what a reader can keep in mind.
const MOST_LINES: usize = 400;

#[test]
fn modules_use_only_what_stands_above_them_in_lib() {
    let sources = Sources::read();
    let order = sources.modules_in_order();
    let place = |module: &str| order.iter().position(|it| it == module);
    let mut wrong = Vec::new();
    for source in &sources.files {
        let Some(here) = place(source.module()) else { continue };
        for (number, line) in source.code() {
            for used in names_after(line, "crate::") {
                let is_below = place(used).is_some_and(|there| there > here);
                if is_below || used.is_empty() {
                    wrong.push(format!("{}:{number}: {}", source.path, line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_module_of_lib_is_a_file_and_every_file_is_a_module_of_lib() {
    let sources = Sources::read();
    let mut order = sources.modules_in_order();
    let mut files: Vec<&str> =
        sources.files.iter().map(Source::module).filter(|module| !matches!(*module, "lib" | "main")).collect();
    order.sort_unstable();
    files.sort_unstable();
    files.dedup();
    assert_eq!(order, files);
}

#[test]
fn only_the_command_line_and_the_reports_know_the_outside_world() {
    let words =
        ["std::fs", "std::env", "std::process", "std::time", "io::stdin", "io::stdout", "println!", "eprintln!"];
    let wrong = lines_with(&words, |source| matches!(source.module(), "cli" | "report" | "main"));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_figure_is_a_binary_fraction() {
    // How often a rule fires is no figure of a document, and neither is how transparent a drawing is.
    let is_rate = |line: &str| line.contains("per_million_words: f64") || line.contains("fn push_transparency_group");
    let wrong: Vec<String> =
        lines_with_words(&["f64", "f32"], |_| false).into_iter().filter(|line| !is_rate(line)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_outside_tests_unwraps() {
    let wrong = lines_with(&[".unwrap()"], |_| false);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_crate_that_could_be_replaced_is_named_in_one_module() {
    let under = |path: &str, roots: &[&str]| {
        let is_in = |root: &str| path == format!("src/{root}.rs") || path.starts_with(&format!("src/{root}/"));
        roots.iter().any(|root| is_in(root))
    };
    let homes: [(&str, &[&str]); 4] = [
        ("maud", &["report/html"]),
        ("miette", &["report/pretty"]),
        ("clap", &["cli", "report"]),
        ("toml", &["rule", "lexicon", "unit", "config"]),
    ];
    let mut wrong = Vec::new();
    for (name, home) in homes {
        wrong.extend(lines_with_words(&[&format!("{name}::")], |source| under(&source.path, home)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_file_begins_with_what_it_is_and_is_not_too_long() {
    let mut wrong = Vec::new();
    for source in &Sources::read().files {
        if !source.text.starts_with("//! ") {
            wrong.push(format!("{} does not begin with //!", source.path));
        }
        let lines = source.text.lines().count();
        if lines > MOST_LINES {
            wrong.push(format!("{} has {lines} lines; {MOST_LINES} are the most", source.path));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The sources of the program.
struct Sources {
    files: Vec<Source>,
}

/// A file of them.
struct Source {
    path: String,
    text: String,
}

impl Sources {
    /// All but the files that hold tests only.
    fn read() -> Sources {
        let mut files = Vec::new();
        collect(Path::new(env!("CARGO_MANIFEST_DIR")), Path::new("src"), &mut files);
        let tests: Vec<String> = files.iter().flat_map(Source::test_modules).collect();
        files.retain(|source| !tests.contains(&source.path));
        Sources { files }
    }

    /// The modules in the order of `lib.rs`, which is the order of reading.
    fn modules_in_order(&self) -> Vec<String> {
        let lib = self.files.iter().find(|source| source.path == "src/lib.rs").unwrap();
        let modules = lib.text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
        modules.map(str::to_owned).collect()
    }
}

impl Source {
    /// The module of `lib.rs` that it belongs to.
    fn module(&self) -> &str {
        let path = self.path.trim_start_matches("src/");
        path.split('/').next().unwrap_or(path).trim_end_matches(".rs")
    }

    /// Its lines with their numbers, without comments and without the tests at its end.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let tests = self.text.find("#[cfg(test)]\nmod tests {").unwrap_or(self.text.len());
        let lines = self.text[..tests].lines().enumerate().map(|(i, line)| (i + 1, line));
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// The files of its modules that hold tests only.
    fn test_modules(&self) -> Vec<String> {
        let folder = self.path.trim_end_matches(".rs");
        let declared = self.text.split("#[cfg(test)]\nmod ").skip(1);
        declared.filter_map(|rest| rest.split_once([';', ' '])).map(|(name, _)| format!("{folder}/{name}.rs")).collect()
    }
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<Source>) {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(root.join(folder)).unwrap().map(|entry| folder.join(entry.unwrap().file_name())).collect();
    paths.sort();
    for path in paths {
        if root.join(&path).is_dir() {
            collect(root, &path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(root.join(&path)).unwrap();
            files.push(Source { path: path.to_str().unwrap().replace('\\', "/"), text });
        }
    }
}

/// Lines of code that hold one of some texts, in files that are not excused.
fn lines_with(texts: &[&str], is_excused: impl Fn(&Source) -> bool) -> Vec<String> {
    lines_where(|line| texts.iter().any(|text| line.contains(text)), is_excused)
}

/// The same for texts that begin a word.
fn lines_with_words(texts: &[&str], is_excused: impl Fn(&Source) -> bool) -> Vec<String> {
    let begins_word = |line: &str, text: &str| {
        line.match_indices(text).any(|(at, _)| {
            let is_part = |c: char| c.is_alphanumeric() || c == '_';
            !line[..at].ends_with(is_part) && (text.ends_with(':') || !line[at + text.len()..].starts_with(is_part))
        })
    };
    lines_where(|line| texts.iter().any(|text| begins_word(line, text)), is_excused)
}

fn lines_where(is_wrong: impl Fn(&str) -> bool, is_excused: impl Fn(&Source) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for source in Sources::read().files.iter().filter(|source| !is_excused(source)) {
        let lines = source.code().filter(|(_, line)| is_wrong(line));
        found.extend(lines.map(|(number, line)| format!("{}:{number}: {}", source.path, line.trim())));
    }
    found
}

/// The names that follow a prefix in a line; a name is empty where a brace follows.
fn names_after<'l>(line: &'l str, prefix: &'l str) -> impl Iterator<Item = &'l str> {
    line.split(prefix).skip(1).map(|rest| {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        &rest[..end]
    })
}
