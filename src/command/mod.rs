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
mod init;
mod interrupt;
mod list;
mod load;
mod order;
mod output;
mod progress;
mod rename;
mod show;
mod timeline;

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use annals::Error;

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
    Build(build::Args),
    Check(check::Args),
    Timeline(timeline::Args),
    Diagram(diagram::Args),
    Export(export::Args),
    Add(Box<add::Args>),
    Rename(rename::Args),
    Show(show::Args),
    List(list::Args),
    Order(order::Args),
    Init(init::Args),
    Completions(completions::Args),
}

/// What a command comes to, if nothing went wrong.
pub(crate) enum Outcome {
    /// Exit code 0.
    Done,
    /// `check` found an error: exit code 1.
    Errors,
}

/// Runs the program: 0 fine, 1 the data has errors and that was asked for, 2 could not run.
pub(crate) fn main() -> ExitCode {
    let cli = Cli::parse();
    let global = &cli.global;
    progress::watch();
    let outcome = match cli.command {
        Command::Build(args) => build::run(&args, global),
        Command::Check(args) => check::run(&args, global),
        Command::Timeline(args) => timeline::run(&args, global),
        Command::Diagram(args) => diagram::run(&args, global),
        Command::Export(args) => export::run(&args, global),
        Command::Add(args) => add::run(&args, global),
        Command::Rename(args) => rename::run(&args, global),
        Command::Show(args) => show::run(&args, global),
        Command::List(args) => list::run(&args, global),
        Command::Order(args) => order::run(&args, global),
        Command::Init(args) => init::run(&args, global),
        Command::Completions(args) => {
            completions::run(&args, <Cli as clap::CommandFactory>::command())
        }
    };
    progress::end();
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Errors) => ExitCode::from(1),
        Err(Error::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            load::say(&message(&error));
            ExitCode::from(if matches!(error, Error::Strict { .. } | Error::Refused { .. }) {
                1
            } else {
                2
            })
        }
    }
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
    #[test]
    fn the_command_line_is_sound() {
        <super::Cli as clap::CommandFactory>::command().debug_assert();
    }
}
