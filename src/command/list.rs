//! `annals list`: words and rows with counts.
//!
//! Invariant: every kind of list takes the same query and comes in every table format.

use annals::Error;
use annals::read::Need;
use annals::view::{list, list::Kind};

use super::args::{Global, OutputArgs, QueryArgs};
use super::{Outcome, load, output};

/// List types, roles, tags, places, actors, countries, sources or statuses, with counts
///
/// Example: annals list actors type:contact date:2025-02
///
/// Without a query, known words and rows that nothing refers to are listed too, with 0.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What to list
    #[arg(value_enum, value_name = "WHAT")]
    what: What,
    #[command(flatten)]
    query: QueryArgs,
    #[command(flatten)]
    output: OutputArgs,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum What {
    /// Types of events, and whether each is a contact
    Types,
    /// Roles, and whether each takes part
    Roles,
    /// Tags
    Tags,
    /// Places
    Places,
    /// Actors by id
    Actors,
    /// Sources by id
    Sources,
    /// Countries of actors
    Countries,
    /// Statuses, and what each means for ties
    Statuses,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Outcome, Error> {
    output::table(&args.output)?;
    let checked = load::checked(global, &Need::ALL)?;
    let selection = load::selection(&checked, &args.query)?;
    let kind = match args.what {
        What::Types => Kind::Types,
        What::Roles => Kind::Roles,
        What::Tags => Kind::Tags,
        What::Places => Kind::Places,
        What::Actors => Kind::Actors,
        What::Sources => Kind::Sources,
        What::Countries => Kind::Countries,
        What::Statuses => Kind::Statuses,
    };
    output::report(list(&checked.dataset, &selection, kind), &args.output, global)?;
    Ok(Outcome::Done)
}
