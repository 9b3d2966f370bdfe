//! `annals order`: which events come first.
//!
//! Invariant: an id that means no event is an error before anything is said.

use annals::Error;
use annals::edit;
use annals::read::Need;
use annals::view::order;
use annals::view::report::Form;

use super::args::{Global, OutputArgs};
use super::{Outcome, load, output};

/// Say which of two events comes first, and why; or what surely precedes and follows one
///
/// Example: annals order e020 e021
///
/// Dates and links between events are put together: `after`, `before`, `part_of`, `seq` and
/// event_links.csv. What rests on an uncertain date or link says so; what is not known is
/// called undecided, with what would decide it.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Id of an event
    #[arg(value_name = "EVENT")]
    event: String,
    /// Id of another event; without it, all others
    #[arg(value_name = "OTHER")]
    other: Option<String>,
    #[command(flatten)]
    output: OutputArgs,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Outcome, Error> {
    let form = match output::format(&args.output, "text")?.name {
        "text" | "markdown" => Form::Words,
        _ => Form::All,
    };
    let checked = load::checked(global, &Need::ALL)?;
    let dataset = &checked.dataset;
    let event = |id: &str| order::event(dataset, id).map_err(|e| edit::explained(e, &checked));
    let first = event(&args.event)?;
    let report = match &args.other {
        Some(other) => match event(other)? {
            other if other == first => {
                let message = format!("`{}` is one event; name another one", args.event);
                return Err(Error::Query { message });
            }
            other => order::pair(dataset, first, other),
        },
        None => order::all(dataset, first, form),
    };
    output::report(report, &args.output, global)?;
    Ok(Outcome::Done)
}
