//! `annals completions`: what a shell needs to complete commands and flags.
//!
//! Invariant: made from the command line itself, so it is never out of date.

use annals::Error;

use super::{Outcome, output};

/// Print completions for a shell
///
/// Example: annals completions bash > ~/.local/share/bash-completion/completions/annals
///
/// zsh: annals completions zsh > _annals, in a folder of $fpath.
/// fish: annals completions fish > ~/.config/fish/completions/annals.fish
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: clap_complete::Shell,
}

pub(crate) fn run(args: &Args, mut command: clap::Command) -> Result<Outcome, Error> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "annals", &mut script);
    output::stdout(|out| Ok(out.write_all(&script)?))?;
    Ok(Outcome::Done)
}
