//! The command line: the list of commands, one file each.
//!
//! Invariant: the sole place that knows clap, prints, and decides exit codes. A new command is
//! one new file, one variant and one arm.

mod add;
mod added;
mod args;
mod build;
mod check;
mod completions;
mod diagram;
mod export;
mod graphviz;
mod growing;
mod init;
mod interrupt;
mod later;
mod list;
mod load;
mod occupied;
mod order;
mod output;
mod progress;
mod rename;
mod show;
mod temporary;
mod timeline;

use std::ffi::OsString;
use std::io::ErrorKind;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use annals::{Error, write};

use later::Later;

/// What to do first, below the help.
const START: &str = "\
A folder of your own: annals init my-story, then annals --data my-story check.
Each command has its own help: annals timeline --help";

/// Hand-curated event records in CSV, turned into a checked knowledge graph, chronologies and
/// relationship pictures.
///
/// Example: annals timeline actor:putin type:call
#[derive(Debug, Parser)]
#[command(name = "annals", version, max_term_width = 100, after_help = START)]
struct Cli {
    #[command(flatten)]
    global: args::Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(Later<build::Args>),
    Check(Later<check::Args>),
    Timeline(Later<timeline::Args>),
    Diagram(Later<diagram::Args>),
    Export(Later<export::Args>),
    Add(Later<Box<add::Args>>),
    Rename(Later<rename::Args>),
    Show(Later<show::Args>),
    List(Later<list::Args>),
    Order(Later<order::Args>),
    Init(Later<init::Args>),
    Completions(Later<completions::Args>),
}

/// What a command comes to, if nothing went wrong.
pub(crate) enum Outcome {
    /// Exit code 0.
    Done,
    /// `check` found an error: exit code 1.
    Errors,
}

/// Runs the program: 0 fine, 1 the data has errors and that was asked for, 2 could not run, 130 was stopped.
pub(crate) fn main() -> ExitCode {
    let cli = parse();
    let global = &cli.global;
    progress::watch();
    let outcome = match cli.command {
        Command::Build(Later(args)) => build::run(&args, global),
        Command::Check(Later(args)) => check::run(&args, global),
        Command::Timeline(Later(args)) => timeline::run(&args, global),
        Command::Diagram(Later(args)) => diagram::run(&args, global),
        Command::Export(Later(args)) => export::run(&args, global),
        Command::Add(Later(args)) => add::run(&args, global),
        Command::Rename(Later(args)) => rename::run(&args, global),
        Command::Show(Later(args)) => show::run(&args, global),
        Command::List(Later(args)) => list::run(&args, global),
        Command::Order(Later(args)) => order::run(&args, global),
        Command::Init(Later(args)) => init::run(&args, global),
        Command::Completions(Later(args)) => {
            later::in_full();
            completions::run(&args, Cli::command())
        }
    };
    progress::end();
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Errors) => ExitCode::from(1),
        Err(error) => {
            load::say(&message(&error));
            code(&error)
        }
    }
}

/// The exit code of what went wrong.
fn code(error: &Error) -> ExitCode {
    match error {
        Error::Strict { .. } | Error::Refused { .. } => ExitCode::from(1),
        Error::Io { source, .. } if source.kind() == ErrorKind::Interrupted => {
            ExitCode::from(interrupt::CODE)
        }
        _ => ExitCode::from(2),
    }
}

/// The command line. Only the command that is called is made in full, unless there is something to
/// say about it: that is found out again with arguments as a message may show them, which are never run.
fn parse() -> Cli {
    let mut command = Cli::command();
    let parsed = command.try_get_matches_from_mut(std::env::args_os());
    match parsed.and_then(|mut matches| Cli::from_arg_matches_mut(&mut matches)) {
        Ok(cli) => cli,
        Err(first) => {
            later::in_full();
            let shown = Cli::try_parse_from(std::env::args_os().map(visible));
            shown.err().unwrap_or(first).exit()
        }
    }
}

/// An argument as a message about it may show it.
fn visible(argument: OsString) -> OsString {
    argument.to_str().map(|text| write::visible(text).into_owned().into()).unwrap_or(argument)
}

/// `error:` once, causes below.
fn message(error: &Error) -> String {
    let mut text = format!("error: {error}");
    let mut cause = std::error::Error::source(error);
    while let Some(next) = cause {
        text.push_str(&format!("\n  caused by: {next}"));
        cause = next.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        super::Cli::command().debug_assert();
    }
}
