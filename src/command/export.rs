//! `annals export`: tables exactly as the contract has them, for other programs and other people.
//!
//! Invariant: never writes over the data it was read from, nor into a folder that would then hold
//! tables of two origins.

use std::path::{Path, PathBuf};

use annals::Error;
use annals::check::Checked;
use annals::model::{Dataset, Row, Table, counted};
use annals::read::Need;
use annals::view::chronology::{Options, Sort, ordered};
use annals::view::sheet::link_rows;
use annals::view::stands::Listed;
use annals::view::subset::Subset;
use annals::view::{Basis, Selection, Sheet, View, events, tables};
use annals::write;

use super::args::{Global, OutputArgs, QueryArgs};
use super::{Outcome, load, occupied, output};

/// Export tables exactly as they are written
///
/// Example: annals export -o calls.csv type:call
///
/// One table goes to standard output or a file; with -o FOLDER/ every table of the data is
/// written, unless it holds events that are not in the data. Cells keep their spelling, columns
/// their order, unknown columns are kept; line ends become LF, of identical rows one is written,
/// and rows that `annals check` refuses are left out.
///
/// With a query, a table has the rows of the selected events: themselves, the actors in them, the
/// sources they cite, relationships between those actors. Ties and participations are made anew. A folder also gets all that these refer
/// to (events too, named in their cells or in links about them), so that it is data of its own.
///
/// JSON has the selected events with their actors and sources resolved; with --table, a list of bare
/// rows, which for ties and participations stands in an object (sections, records).
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    query: QueryArgs,
    /// Which table [default: events]
    #[arg(long, value_enum, value_name = "TABLE")]
    table: Option<Which>,
    /// Order of events; other tables are in the order of their ids
    #[arg(long, value_enum, default_value = "id", value_name = "ORDER")]
    sort: Order,
    /// Put a ' before cells, items of lists and lines that a spreadsheet would run as formulas
    #[arg(long)]
    spreadsheet: bool,
    /// Write to this file, its extension picks the format; or to a folder, with a / at the end
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Format, if the extension does not say it: csv, json, text, markdown [default: csv]
    #[arg(short, long, value_name = "FORMAT")]
    format: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Which {
    /// What happened
    Events,
    /// Who takes part
    Actors,
    /// Who says so
    Sources,
    /// Standing ties
    Relationships,
    /// Links between events
    EventLinks,
    /// Who met or called whom, how often and when: made from the events
    Ties,
    /// Who stands in which event, and what that means for ties: made from the events
    Participations,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Order {
    /// By id
    Id,
    /// As the chronology
    Chronology,
    /// By first instant, then id
    Start,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Outcome, Error> {
    if let Some(folder) = args.output.as_deref().filter(|path| is_folder(path)) {
        return to_folder(folder, args, global);
    }
    let to = OutputArgs { output: args.output.clone(), format: args.format.clone() };
    let format = output::format(&to, "csv")?;
    args.are_heeded(format.name)?;
    let to = (&to, global);
    let checked = load::checked_for(global, &args.need(format.name))?;
    let selection = load::selection(&checked, &args.query)?;
    let dataset = &checked.dataset;
    if args.table.is_none() && format.name == "json" {
        let order = args.ordered(&checked, &selection);
        let events = Box::new(events(dataset, &selection, order));
        output::view(&View::Chronology(events), to, "csv")?;
        return Ok(Outcome::Done);
    }
    if let Some(view) = args.made(dataset, &selection) {
        output::view(&view, to, "csv")?;
        return Ok(Outcome::Done);
    }
    let table = args.table.map_or(Table::Events, Which::table);
    if !Sheet::exists(dataset, table) {
        let message = format!("there is no table {} in {}", table.name(), global.data.display());
        return Err(Error::Usage { message });
    }
    let subset = Subset::of(dataset, &selection);
    output::view(&View::Sheet(args.sheet(&checked, table, &subset)), to, "csv")?;
    Ok(Outcome::Done)
}

impl Args {
    /// Refuses options that would change nothing.
    fn are_heeded(&self, format: &str) -> Result<(), Error> {
        let is_of_events = matches!(self.table, None | Some(Which::Events));
        let message = match (is_of_events, self.table) {
            (false, _) if !matches!(self.sort, Order::Id) => {
                "--sort is the order of events; other tables are in the order of their ids"
            }
            _ if self.spreadsheet && format == "json" => {
                "--spreadsheet is for what a spreadsheet opens, which is CSV and no JSON"
            }
            _ => return Ok(()),
        };
        Err(Error::Usage { message: message.to_string() })
    }

    /// Rows of events in an order that knows no links need no more than themselves.
    fn need(&self, format: &str) -> Need {
        let events = matches!(self.table, None | Some(Which::Events)) && format == "csv";
        let plain = matches!(self.sort, Order::Id | Order::Start);
        if events && plain && self.query.is_all() { Need::EVENTS } else { Need::ALL }
    }

    /// The selected events in the order asked for.
    fn ordered(&self, checked: &Checked, selection: &Selection) -> Vec<u32> {
        let sort = match self.sort {
            Order::Id => return selection.events.clone(),
            Order::Chronology => Sort::Chronology,
            Order::Start => Sort::Start,
        };
        ordered(&checked.dataset, selection, &Options { sort, ..Options::default() })
    }

    /// A table that is made from the events.
    fn made<'d>(&self, dataset: &'d Dataset, selection: &Selection) -> Option<View<'d>> {
        match self.table {
            Some(Which::Ties) => {
                let mut ties = tables::Ties::of(dataset, selection, Basis::Met);
                ties.guard = self.spreadsheet;
                Some(View::Ties(Box::new(ties)))
            }
            Some(Which::Participations) => {
                let mut report = tables::participations(dataset, selection);
                let sections = report.sections.iter_mut().filter(|_| self.spreadsheet);
                for cell in sections.flat_map(|s| &mut s.records).flat_map(|r| &mut r.cells) {
                    cell.raw = write::guarded((&cell.raw).into()).into_owned();
                }
                Some(View::Report(report))
            }
            _ => None,
        }
    }

    fn sheet<'d>(&self, checked: &'d Checked, table: Table, subset: &Subset) -> Sheet<'d> {
        let dataset = &checked.dataset;
        let rows: Vec<Row> = match table {
            Table::Actors => {
                subset.actors.iter().filter_map(|a| dataset.actors[*a as usize].row).collect()
            }
            Table::Sources => {
                subset.sources.iter().filter_map(|s| dataset.sources[*s as usize].row).collect()
            }
            Table::Relationships => {
                let row = |r: &u32| dataset.relationships[*r as usize].row;
                subset.relationships.iter().map(row).collect()
            }
            Table::EventLinks => {
                let here = |event: u32| subset.events.binary_search(&event).is_ok();
                link_rows(dataset, |link| here(link.event) && here(link.other))
            }
            _ => {
                let selection = Selection { events: subset.events.clone(), ..Selection::default() };
                let order = self.ordered(checked, &selection);
                return self.guarded(Sheet::of(dataset, table, Listed::Events(order)));
            }
        };
        self.guarded(Sheet::of(dataset, table, Listed::Rows(rows)))
    }

    fn guarded<'d>(&self, sheet: Sheet<'d>) -> Sheet<'d> {
        if self.spreadsheet { sheet.guarded() } else { sheet }
    }
}

impl Which {
    fn table(self) -> Table {
        match self {
            Which::Events | Which::Ties | Which::Participations => Table::Events,
            Which::Actors => Table::Actors,
            Which::Sources => Table::Sources,
            Which::Relationships => Table::Relationships,
            Which::EventLinks => Table::EventLinks,
        }
    }
}

/// A path that ends in a separator, or a folder that is there.
fn is_folder(path: &Path) -> bool {
    path.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR]) || path.is_dir()
}

/// Every table, as CSV.
fn to_folder(folder: &Path, args: &Args, global: &Global) -> Result<Outcome, Error> {
    let usage = |message: &str| Error::Usage { message: message.to_string() };
    if args.table.is_some() {
        return Err(usage("a folder gets every table; for one table give a file: -o FILE.csv"));
    }
    let csv = write::by_name("csv").filter(|f| args.format.as_deref().is_none_or(|n| n == f.name));
    let csv =
        csv.ok_or_else(|| usage("a folder gets CSV tables; for another format give a file"))?;
    let checked = load::checked(global, &Need::ALL)?;
    output::beside_the_data(folder, global)?;
    let selection = load::selection(&checked, &args.query)?;
    let dataset = &checked.dataset;
    let subset = Subset::of(dataset, &selection).closed(dataset);
    let exists = |table: &&Table| Sheet::exists(dataset, **table);
    let tables: Vec<Table> = Table::READ.iter().filter(exists).copied().collect();
    let io = |source| Error::Io { action: "write", path: folder.display().to_string(), source };
    std::fs::create_dir_all(folder).map_err(io)?;
    nothing_else_there(folder, &tables)?;
    occupied::by_others(folder, dataset)?;
    for table in tables {
        let path = folder.join(format!("{}.csv", table.name()));
        let view = View::Sheet(args.sheet(&checked, table, &subset));
        output::beside_the_data(&path, global)?;
        output::whole(&path, |out| write::view(&view, csv, out))?;
    }
    say_what_is_left(&checked, &selection, &subset);
    Ok(Outcome::Done)
}

/// Events that came along, and tables this version does not read.
fn say_what_is_left(checked: &Checked, selection: &Selection, subset: &Subset) {
    let more = subset.events.len() - selection.events.len();
    if more > 0 {
        load::say(&format!("with {} that the selected ones refer to", counted(more, "event")));
    }
    let read = |table: Table| Table::READ.contains(&table);
    for file in checked.dataset.files.iter().filter(|f| f.table.is_some_and(|t| !read(t))) {
        load::say(&format!("not exported: {}, which this version does not read", file.name));
    }
}

/// Refuses a folder with tables, or parts of them, that are not written anew.
fn nothing_else_there(folder: &Path, tables: &[Table]) -> Result<(), Error> {
    let io = |source| Error::Io { action: "read", path: folder.display().to_string(), source };
    let mut others: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(io)? {
        let name = entry.map_err(io)?.file_name().to_string_lossy().into_owned();
        let written = tables.iter().any(|t| name == format!("{}.csv", t.name()));
        let is_table = |t: &Table| {
            let rest = name.strip_prefix(t.name());
            rest.is_some_and(|r| r.is_empty() || (r.ends_with(".csv") && r.starts_with(['.', '-'])))
        };
        if !written && Table::ALL.iter().any(is_table) {
            others.push(name);
        }
    }
    others.sort();
    let Some(first) = others.first() else { return Ok(()) };
    let message = format!(
        "`{}` holds `{first}`, which this export does not write; choose an empty folder",
        folder.display()
    );
    Err(Error::Usage { message })
}
