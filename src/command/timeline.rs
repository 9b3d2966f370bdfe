//! `annals timeline`: the chronology.
//!
//! Invariant: what is asked for that cannot be written is said before anything is read.

use annals::Error;
use annals::view::chronology::{Chronology, Options, Sort};
use annals::view::{View, spans};
use annals::write::Format;

use super::args::{self, Global, OutputArgs, QueryArgs, number};
use super::{Outcome, load, output};

/// Print the chronology
///
/// Example: annals timeline actor:putin type:call
#[derive(Debug, clap::Args)]
#[command(mut_arg("format", |format| format.help(format_help())))]
pub(crate) struct Args {
    #[command(flatten)]
    query: QueryArgs,
    /// Order: as a reader expects it, or by the first instant alone
    #[arg(long, value_enum, default_value = "chronology", value_name = "ORDER")]
    sort: Order,
    /// Latest first; undated events stay last
    #[arg(long)]
    reverse: bool,
    /// No more events than this
    #[arg(long, value_name = "N", value_parser = number::<usize>, allow_negative_numbers = true)]
    limit: Option<usize>,
    /// One line for each event
    #[arg(long)]
    brief: bool,
    /// What each date says, and what follows from links between events; SVG and PNG draw it
    #[arg(long)]
    bounds: bool,
    #[command(flatten)]
    output: OutputArgs,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Order {
    /// By day, the wider date first
    Chronology,
    /// By first instant, then id
    Start,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Outcome, Error> {
    let format = match args.bounds {
        true => output::known(&args.output, "text", |f| f.report.is_some() || f.spans.is_some())?,
        false => output::table(&args.output)?,
    };
    if format.report.is_none() && !(args.bounds && format.spans.is_some()) {
        return Err(cannot(format));
    }
    let checked = load::narrowed(global, &args.query)?;
    let selection = load::selection(&checked, &args.query)?;
    if args.bounds && format.spans.is_some() {
        let spans = spans(&checked.dataset, &selection, &args.options());
        output::view(&View::Spans(spans), (&args.output, global), "svg")?;
        return Ok(Outcome::Done);
    }
    let chronology = Chronology::of(&checked.dataset, &selection, args.options());
    output::chronology(chronology, &args.output, global)?;
    Ok(Outcome::Done)
}

/// The formats, for `--help`.
fn format_help() -> String {
    let pictures = args::format_names(|format| format.spans.is_some());
    format!("{}; with --bounds: {pictures}", args::format_help())
}

/// What is said of a format that carries no chronology.
fn cannot(format: &Format) -> Error {
    let (tables, pictures) =
        (args::format_names(|f| f.report.is_some()), args::format_names(|f| f.spans.is_some()));
    let name = format.name;
    let message =
        format!("{name} cannot carry a table; use {tables}, or draw it with --bounds: {pictures}");
    Error::Usage { message }
}

impl Args {
    fn options(&self) -> Options {
        let sort = match self.sort {
            Order::Chronology => Sort::Chronology,
            Order::Start => Sort::Start,
        };
        Options {
            sort,
            reverse: self.reverse,
            limit: self.limit,
            brief: self.brief,
            bounds: self.bounds,
        }
    }
}
