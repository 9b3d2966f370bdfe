//! `annals timeline`: the chronology.

use annals::Error;
use annals::read::Need;

use super::args::{Global, OutputArgs, QueryArgs};
use super::{Outcome, load, output};

/// Print the chronology
///
/// Example: annals timeline actor:putin type:call
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    query: QueryArgs,
    #[command(flatten)]
    output: OutputArgs,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Outcome, Error> {
    let checked = load::checked(global, &Need::ALL)?;
    let selection = load::selection(&checked, &args.query)?;
    let _ = (selection, output::format(&args.output, "text"));
    Ok(Outcome::Done)
}
