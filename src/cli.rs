//! The command line: options in, an exit code out.
//!
//! Findings go to standard output and everything else to standard error. Exit
//! code 0 means that nothing was found, 1 that something was, and 2 that the
//! tool could not do what it was asked to do.

mod args;
mod check;
#[cfg(feature = "office")]
mod comments;
mod compare;
mod error;
mod explain;
mod figures;
mod fix;
mod git;
mod houses;
mod init;
mod layout;
#[cfg(feature = "lsp")]
mod lsp;
mod output;
mod parallel;
mod pieces;
mod progress;
mod rules;
mod run;
mod screen;
mod select;
mod settings;
mod silence;
mod summary;
mod template;
mod walk;
mod watch;

use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use self::args::{Args, Command};
use self::error::CliError;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    /// Nothing to object to.
    Clean,
    /// Findings, or examples of rules that fail.
    Found,
    /// The tool could not do what it was asked to do.
    Failed,
}

/// Does what the command line asks for.
pub fn run() -> ExitCode {
    #[cfg(any(feature = "pdf", feature = "sheets"))]
    pass_over_caught_panics();
    let args = Args::parse();
    let done = match &args.command {
        Command::Check(args) => check::check(args),
        Command::Figures(args) => figures::figures(args),
        Command::Compare(args) => compare::compare(args),
        Command::Rules(args) => rules::rules(args),
        Command::Init { dir } => init::init(dir),
        Command::Explain(args) => explain::explain(args),
        #[cfg(feature = "lsp")]
        Command::Lsp => lsp::serve(),
        Command::Completions { shell } => completions(*shell),
        Command::Man { command } => man(command.as_deref()),
    };
    let exit = done.unwrap_or_else(|error| {
        if error.is_broken_pipe() {
            return Exit::Clean;
        }
        complain(&error);
        Exit::Failed
    });
    ExitCode::from(match exit {
        Exit::Clean => 0,
        Exit::Found => 1,
        Exit::Failed => 2,
    })
}

/// Leaves panics untold that a reader of files catches and tells in its own words.
#[cfg(any(feature = "pdf", feature = "sheets"))]
fn pass_over_caught_panics() {
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !crate::read::is_caught() {
            tell(panic);
        }
    }));
}

fn completions(shell: clap_complete::Shell) -> Result<Exit, CliError> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "statlint", &mut script);
    io::stdout().write_all(&script).map_err(CliError::Stdout)?;
    Ok(Exit::Clean)
}

/// Prints the manual page of the program, or of one of its commands.
fn man(command: Option<&str>) -> Result<Exit, CliError> {
    let mut all = Args::command();
    all.build();
    let of = match command {
        None => all,
        Some(name) => match all.find_subcommand(name) {
            Some(found) => found.clone(),
            None => return Err(CliError::NoCommand(name.to_owned())),
        },
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(of).render(&mut page).map_err(CliError::Stdout)?;
    io::stdout().write_all(&page).map_err(CliError::Stdout)?;
    Ok(Exit::Clean)
}

/// Tells people what could not be done.
fn complain(what: &dyn Display) {
    tell(&format_args!("error: {what}"));
}

/// Tells people anything that is not a finding.
fn tell(what: &dyn Display) {
    // Nobody is left to be told if standard error is closed.
    let _ = writeln!(io::stderr().lock(), "{what}");
}
