//! What the place where the output goes can show.

use std::env;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::args::Color;

/// The width of what is not a terminal.
const WIDTH: usize = 80;

/// What the place where the output goes can show.
#[derive(Debug, Clone, Copy)]
pub(super) struct Screen {
    pub(super) width: usize,
    pub(super) colour: bool,
    pub(super) unicode: bool,
}

impl Screen {
    /// Standard output.
    pub(super) fn stdout(color: Color) -> Screen {
        let terminal = io::stdout().is_terminal();
        let width = terminal.then(terminal_size::terminal_size).flatten().map(|(width, _)| usize::from(width.0));
        Screen { width: width.unwrap_or(WIDTH), colour: colour(color, terminal, variable), unicode: unicode(variable) }
    }

    /// A file.
    pub(super) fn file(color: Color) -> Screen {
        Screen { width: WIDTH, colour: color == Color::Always, unicode: true }
    }
}

/// The file in which a workflow of GitHub wants a summary.
pub(super) fn step_summary() -> Option<&'static Path> {
    // It cannot change during a run.
    static FILE: OnceLock<Option<PathBuf>> = OnceLock::new();
    FILE.get_or_init(|| variable("GITHUB_STEP_SUMMARY").map(PathBuf::from)).as_deref()
}

fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// Whether to use colours: what is asked for on the command line, then what the
/// environment asks for, then whether somebody looks at a terminal.
fn colour(color: Color, terminal: bool, variable: impl Fn(&str) -> Option<String>) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if variable("NO_COLOR").is_some() => false,
        Color::Auto if variable("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
        Color::Auto if variable("CLICOLOR").is_some_and(|value| value == "0") => false,
        Color::Auto => terminal && variable("TERM").is_none_or(|term| term != "dumb"),
    }
}

/// Only the locale that stands for "no locale" rules out lines and arrows.
fn unicode(variable: impl Fn(&str) -> Option<String>) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable);
    locale.is_none_or(|locale| locale != "C" && locale != "POSIX")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn auto(terminal: bool, set: &[(&str, &str)]) -> bool {
        let variable = |name: &str| set.iter().find(|(set, _)| *set == name).map(|(_, value)| (*value).to_owned());
        colour(Color::Auto, terminal, variable)
    }

    #[test]
    fn the_environment_decides_before_the_terminal() {
        assert!(auto(true, &[]));
        assert!(!auto(false, &[]));
        assert!(!auto(true, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]));
        assert!(auto(false, &[("CLICOLOR_FORCE", "1")]));
        assert!(!auto(false, &[("CLICOLOR_FORCE", "0")]));
        assert!(!auto(true, &[("TERM", "dumb")]));
    }

    #[test]
    fn the_command_line_decides_before_the_environment() {
        let no_colour = |name: &str| (name == "NO_COLOR").then(|| "1".to_owned());
        assert!(colour(Color::Always, false, no_colour));
    }
}
