//! The options, as people write them.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{ArgGroup, Args as ClapArgs, Parser, Subcommand, ValueEnum};

use super::error::CliError;
use super::walk::STDIN;
use crate::config::{FailOn, Preset};
use crate::diagnostic::{Confidence, Level};
use crate::report::{FigureFormat, Format};

/// Finds garbled and inconsistent figures in documents
#[derive(Debug, Parser)]
#[command(name = "statlint", version, term_width = 80, arg_required_else_help = true)]
#[command(after_help = "\
Examples:
  statlint check draft.txt             what is wrong with the figures of a draft
  statlint check --for ci incoming     one line each, for a pipeline
  statlint explain digit-grouping      why something is reported

Exit codes: 0 nothing found, 1 findings, 2 could not do what was asked")]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Report what is wrong with the figures of files and folders
    Check(Box<CheckArgs>),
    /// List every number, how it was read and what became of it
    Figures(FiguresArgs),
    /// List the figures that changed between two versions of a document
    Compare(CompareArgs),
    /// List, test and write rules
    Rules(RulesArgs),
    /// Write a statlint.toml with comments
    #[command(after_help = "Example:\n  statlint init")]
    Init {
        /// The folder to write it to; a file that is there stays as it is
        #[arg(value_name = "DIR", default_value = ".")]
        dir: PathBuf,
    },
    /// Say why a rule reports something, and what to do
    Explain(ExplainArgs),
    /// Serve an editor: findings as you type, over standard input and output
    #[cfg(feature = "lsp")]
    #[command(after_help = "\
Example for Neovim:
  vim.lsp.start({ name = \"statlint\", cmd = { \"statlint\", \"lsp\" } })

It speaks the Language Server Protocol. statlint.toml applies as it does to
`statlint check`, and a change of it counts from the next edit on.")]
    Lsp,
    /// Print a script that completes commands in a shell
    #[command(hide = true)]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page of this program or of one of its commands
    #[command(hide = true)]
    Man {
        /// The command
        command: Option<String>,
    },
}

#[derive(Debug, ClapArgs)]
#[command(group(ArgGroup::new("repairs").args(["fix", "diff"])))]
#[command(after_help = "\
Examples:
  statlint check draft.txt
  statlint check --diff draft.md
  statlint check draft.docx --comments reviewed.docx
  statlint check --for ci --format sarif --output findings.sarif incoming
  statlint check --for research --field body corpus.jsonl > findings.jsonl
  pandoc -t plain book.epub | statlint check - --stdin-filename book.txt")]
pub(super) struct CheckArgs {
    /// Who reads the result; sets --format and --confidence [default: editor]
    #[arg(long = "for", value_name = "WHO", value_parser = preset_parser())]
    pub(super) preset: Option<Preset>,

    /// How findings are written
    #[arg(long, visible_alias = "output-format", value_name = "FORMAT")]
    pub(super) format: Option<Format>,

    /// Use these rules only, divided by commas
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(super) select: Vec<String>,

    /// Leave these rules out, divided by commas
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,

    /// Also compare the documents with each other
    #[arg(long)]
    pub(super) across: bool,

    /// Show findings of this level and worse
    #[arg(long, value_parser = level_parser())]
    pub(super) level: Option<Level>,

    /// Show findings that are at least this likely to be true
    #[arg(long, value_parser = confidence_parser())]
    pub(super) confidence: Option<Confidence>,

    /// End with exit code 1 if something of this level or worse is shown [default: warning]
    #[arg(long, value_name = "LEVEL", value_parser = fail_on_parser())]
    pub(super) fail_on: Option<FailOn>,

    /// Findings do not change the exit code; the same as --fail-on never
    #[arg(long, conflicts_with = "fail_on")]
    pub(super) exit_zero: bool,

    /// Leave out the findings that this file knows
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,

    /// Write what is found to a file for --baseline, instead of reporting it
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "output"])]
    pub(super) write_baseline: Option<PathBuf>,

    /// Report only what touches lines that have changed since a revision of git
    #[arg(long, value_name = "REV")]
    pub(super) since: Option<String>,

    /// Report only what touches lines that are staged, and read them as they are staged
    #[arg(long, conflicts_with_all = ["since", "fix"])]
    pub(super) staged: bool,

    /// Make the repairs that cannot change a value, and report the rest
    #[arg(long, conflicts_with = "write_baseline")]
    pub(super) fix: bool,

    /// Show the repairs as a diff instead of findings, and change nothing
    #[arg(long, conflicts_with_all = ["fix", "write_baseline", "format"])]
    pub(super) diff: bool,

    /// With --fix, also ask about each repair that changes what is said; with --diff, show it
    #[arg(long = "unsafe", requires = "repairs")]
    pub(super) with_unsafe: bool,

    /// Write a copy of a Word document with what is found as comments at their words
    #[cfg(feature = "office")]
    #[arg(long, value_name = "FILE", conflicts_with_all = ["fix", "diff", "write_baseline", "show_config"])]
    pub(super) comments: Option<PathBuf>,

    /// Say what applies to a file, and where each setting comes from
    #[arg(long, value_name = "FILE", conflicts_with_all = ["paths", "write_baseline"])]
    pub(super) show_config: Option<PathBuf>,

    #[command(flatten)]
    pub(super) input: InputArgs,
}

/// What is read, how, and where the result goes.
#[derive(Debug, ClapArgs)]
pub(super) struct InputArgs {
    /// Files, folders and archives; - is standard input [default: this folder]
    ///
    /// Text, Markdown, HTML, Word and OpenDocument texts, workbooks (xlsx, xlsb, xls, ods), PDF,
    /// CSV, TSV, JSON, JSON Lines, Parquet, messages and subtitles are read. What a file is shows in
    /// its content first and in its name second.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Write the result to a file
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// Use this configuration, not the statlint.toml nearest to each file
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,

    /// Use the rules in this folder as well; may be given again
    #[arg(long, value_name = "DIR")]
    pub(super) rules: Vec<PathBuf>,

    /// The language of all documents, such as en [default: detected]
    #[arg(long, value_name = "CODE")]
    pub(super) language: Option<String>,

    /// The field of records that holds their text [default: the longest string of JSON, the
    /// largest column of strings of Parquet]
    #[arg(long, value_name = "NAME")]
    pub(super) field: Option<String>,

    /// What standard input is called and, by its extension, what it holds
    #[arg(long, value_name = "NAME")]
    pub(super) stdin_filename: Option<String>,

    /// How many documents are read at a time [default: one per processor]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub(super) jobs: Option<u16>,

    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Color,

    /// Print findings and errors only, no summary
    #[arg(short, long)]
    pub(super) quiet: bool,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  statlint figures draft.txt
  statlint figures --format jsonl corpus > figures.jsonl")]
pub(super) struct FiguresArgs {
    /// How numbers are written
    #[arg(long, visible_alias = "output-format", value_name = "FORMAT", default_value = "pretty")]
    pub(super) format: FigureFormat,

    #[command(flatten)]
    pub(super) input: InputArgs,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Example:
  statlint compare draft.md final.md

Exit codes: 0 every figure says the same, 1 some do not, 2 could not be compared")]
pub(super) struct CompareArgs {
    /// The old version
    pub(super) old: PathBuf,

    /// The new version
    pub(super) new: PathBuf,

    /// How the figures are written
    #[arg(long, value_name = "FORMAT", default_value = "pretty")]
    pub(super) format: CompareFormat,

    /// The language of both versions, such as en [default: detected]
    #[arg(long, value_name = "CODE")]
    pub(super) language: Option<String>,

    /// Use this configuration, not the statlint.toml nearest to each file
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CompareFormat {
    /// A table for a terminal
    Pretty,
    /// One object on each line
    Jsonl,
}

#[derive(Debug, ClapArgs)]
#[command(args_conflicts_with_subcommands = true)]
#[command(after_help = "\
Examples:
  statlint rules
  statlint rules new our-style
  statlint rules test our-rules")]
pub(super) struct RulesArgs {
    /// Use this configuration, not the statlint.toml of this folder
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,

    /// List the rules in this folder as well; may be given again
    #[arg(long, value_name = "DIR")]
    pub(super) rules: Vec<PathBuf>,

    #[command(subcommand)]
    pub(super) command: Option<RulesCommand>,
}

#[derive(Debug, Subcommand)]
pub(super) enum RulesCommand {
    /// Run the examples of rules and of your own lexicons
    #[command(after_help = "Example:\n  statlint rules test our-rules")]
    Test {
        /// Folders or files of rules, or of lexicons that the configuration names [default: the
        /// built-in rules, and all that the configuration names]
        #[arg(value_name = "DIR")]
        paths: Vec<PathBuf>,

        /// Read the examples with the words of this configuration, not of this folder's
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,

        /// Print every example, not only those that fail
        #[arg(short, long)]
        verbose: bool,
    },
    /// Write a rule file to start from
    #[command(after_help = "Example:\n  statlint rules new our-style --dir our-rules")]
    New {
        /// What is wrong, in lower case with hyphens
        code: String,

        /// The folder to write it to
        #[arg(long, value_name = "DIR", default_value = ".")]
        dir: PathBuf,
    },
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "Example:\n  statlint explain digit-grouping")]
pub(super) struct ExplainArgs {
    /// The rule's code
    pub(super) code: String,

    /// Use this configuration, not the statlint.toml of this folder
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,

    /// Look in this folder of rules as well; may be given again
    #[arg(long, value_name = "DIR")]
    pub(super) rules: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

impl InputArgs {
    /// What is read: standard input alone if it is given a name and nothing else.
    pub(super) fn paths(&self) -> Result<Vec<PathBuf>, CliError> {
        let stdin = || vec![PathBuf::from(STDIN)];
        match self.stdin_filename {
            Some(_) if self.paths.is_empty() => Ok(stdin()),
            Some(_) if !self.paths.contains(&stdin()[0]) => Err(CliError::StdinNotAsked),
            None if self.paths.is_empty() => Ok(vec![PathBuf::from(".")]),
            Some(_) | None => Ok(self.paths.clone()),
        }
    }
}

/// The presets, each with what it shows.
fn preset_parser() -> impl TypedValueParser<Value = Preset> {
    let what = |preset| match preset {
        Preset::Editor => "Likely mistakes, with excerpts",
        Preset::Ci => "Nothing doubtful, one line each or annotations of GitHub",
        Preset::Research => "Everything, as JSON Lines",
    };
    let values = Preset::ALL.map(|preset| PossibleValue::new(preset.as_str()).help(what(preset)));
    let value = |given: String| Preset::ALL.into_iter().find(|preset| preset.as_str() == given);
    PossibleValuesParser::new(values).map(move |given| value(given).expect("clap takes these words only"))
}

fn fail_on_parser() -> impl TypedValueParser<Value = FailOn> {
    word_parser(FailOn::ALL, FailOn::as_str)
}

fn level_parser() -> impl TypedValueParser<Value = Level> {
    word_parser([Level::Error, Level::Warning, Level::Note], Level::as_str)
}

fn confidence_parser() -> impl TypedValueParser<Value = Confidence> {
    word_parser([Confidence::High, Confidence::Medium, Confidence::Low], Confidence::as_str)
}

/// Takes the word for one of some values.
fn word_parser<T: Copy + Send + Sync + 'static, const N: usize>(
    values: [T; N],
    word: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let value = move |given: String| values.into_iter().find(|value| word(*value) == given);
    PossibleValuesParser::new(values.map(word)).map(move |given| value(given).expect("clap takes these words only"))
}
