//! `annals show`: all that is known of one thing.
//!
//! Invariant: an id that means nothing is an error before anything is shown.

use annals::Error;
use annals::edit;
use annals::read::Need;
use annals::view::show::{find, show};

use super::args::{Global, OutputArgs};
use super::{Outcome, load, output};

/// Show all that is known of an event, actor, source or relationship
///
/// Example: annals show putin
///
/// Ids, names and aliases are found in every table; `actors/putin` looks in one of them.
/// With several words everything they mean is shown: annals show e018 'Steve Witkoff'
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Id, name or alias; quoted where it has blanks: 'Vladimir Putin'
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    #[command(flatten)]
    output: OutputArgs,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Outcome, Error> {
    output::table(&args.output)?;
    let checked = load::checked(global, &Need::ALL)?;
    let mut things = Vec::new();
    for id in &args.ids {
        for thing in find(&checked.dataset, id).map_err(|e| edit::explained(e, &checked))? {
            if !things.contains(&thing) {
                things.push(thing);
            }
        }
    }
    output::report(show(&checked.dataset, &things), &args.output, global)?;
    Ok(Outcome::Done)
}
