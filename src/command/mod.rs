//! The command line: the list of commands, one file each.
//!
//! Invariant: the sole place that knows clap, prints, and decides exit codes. A new command is
//! one new file, one variant and one arm.

mod args;
mod check;
mod diagram;
mod graphviz;
mod load;
mod output;
mod timeline;

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use annals::Error;

/// Hand-curated event records in CSV, turned into a checked knowledge graph, chronologies and
/// relationship pictures.
///
/// Example: annals timeline actor:putin type:call
#[derive(Debug, Parser)]
#[command(name = "annals", version, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    global: args::Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Args),
    Diagram(diagram::Args),
    Timeline(timeline::Args),
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
    let outcome = match cli.command {
        Command::Check(args) => check::run(&args, global),
        Command::Diagram(args) => diagram::run(&args, global),
        Command::Timeline(args) => timeline::run(&args, global),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Errors) => ExitCode::from(1),
        Err(Error::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            load::say(&message(&error));
            ExitCode::from(if matches!(error, Error::Strict { .. }) { 1 } else { 2 })
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
