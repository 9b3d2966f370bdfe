//! `annals add`: events from a colleague's file, standard input or flags.
//!
//! Invariant: nothing is asked without a terminal; what is printed on stdout as added is on the disk.

use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use annals::Error;
use annals::edit::columns::{Mapping, is_named};
use annals::edit::create::Grown;
use annals::edit::dates::{DateFormat, Dates};
use annals::edit::input::{self, Input, Reading};
use annals::edit::{self, Home, Plan, Request};
use annals::model::cells::trim;
use annals::model::{Field, Table, counted};
use annals::{read, write};

use super::added;
use super::args::Global;
use super::{Outcome, load};

/// Append events from a CSV file, standard input or flags; checked first, all or nothing
///
/// Example: annals add colleague.csv --map Datum=date --date-format d.m.Y --dry-run
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// CSV file of events, or - for standard input
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    event: EventArgs,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    effect: EffectArgs,
}

/// One event, said in flags.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "One event in flags")]
struct EventArgs {
    /// When, in EDTF: 2025-02, 2025-02-12~, [..2025-02-07]; with --dates words also in words
    #[arg(long, conflicts_with = "file")]
    date: Option<String>,
    /// What happened, in a few words
    #[arg(long, conflicts_with = "file")]
    title: Option<String>,
    /// Who, with a role: putin:caller (once for each)
    #[arg(long, value_name = "ACTOR", conflicts_with = "file")]
    actor: Vec<String>,
    /// Who says so: an id or a web address (once for each)
    #[arg(long, value_name = "SOURCE", conflicts_with = "file")]
    source: Vec<String>,
    /// Kind of event: call, meeting, visit
    #[arg(long = "type", value_name = "TYPE", conflicts_with = "file")]
    kind: Option<String>,
    /// Where
    #[arg(long, conflicts_with = "file")]
    place: Option<String>,
    /// How far it is established: confirmed, alleged, planned
    #[arg(long, conflicts_with = "file")]
    status: Option<String>,
    /// A few sentences
    #[arg(long, conflicts_with = "file")]
    summary: Option<String>,
    /// A free word for selection (once for each)
    #[arg(long, value_name = "TAG", conflicts_with = "file")]
    tag: Vec<String>,
    /// An event it comes after, perhaps with a gap: e026, e026+2d..5d (once for each)
    #[arg(long, value_name = "EVENT", conflicts_with = "file")]
    after: Vec<String>,
    /// An event it comes before, perhaps with a gap (once for each)
    #[arg(long, value_name = "EVENT", conflicts_with = "file")]
    before: Vec<String>,
    /// The event it is part of
    #[arg(long, value_name = "EVENT", conflicts_with = "file")]
    part_of: Option<String>,
    /// Its place among events of one day: 1, 2, 3
    #[arg(long, value_name = "NUMBER", conflicts_with = "file", allow_negative_numbers = true)]
    seq: Option<String>,
    /// Its id; made if the file has ids and none is given
    #[arg(long, conflicts_with = "file")]
    id: Option<String>,
}

/// How a file from outside is read.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Reading a file from outside")]
struct ReadingArgs {
    /// A column of theirs is one of ours; with nothing after the = it is left out. Several are the date
    /// together: Year+Month+Day=date, Date+Time=date, 'Start Date/End Date=date' (lasted),
    /// earliest..latest=date (once, some time within); or a list:
    /// sender:author+recipient=actors (with roles), url1+url2=sources
    #[arg(long, value_name = "THEIRS=OURS", value_parser = pair)]
    map: Vec<(String, String)>,
    /// What separates cells, where it is not found out: ; , tab |
    #[arg(long, value_name = "CHAR", conflicts_with = "title")]
    delimiter: Option<String>,
    /// Encoding, where it is not UTF-8, UTF-16 or UTF-32: windows-1251
    #[arg(long, value_name = "NAME", conflicts_with = "title")]
    encoding: Option<String>,
    /// How their dates are written: d.m.Y, m/d/Y (m: a number or a name; y: two digits, 30 to 99 are
    /// 19..; 19y: two digits, all are 19..)
    #[arg(long, value_name = "FORMAT")]
    date_format: Option<String>,
    /// Read dates in words too: early March 2025, circa 12 Feb 2025, 9 травня 2025
    #[arg(long, value_name = "HOW", value_parser = ["words"])]
    dates: Option<String>,
}

/// What is written where.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Writing")]
struct EffectArgs {
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// The file that rows go into, where events are split
    #[arg(long, value_name = "FILE")]
    into: Option<String>,
    /// Add columns the file lacks: to the header, and an empty cell to every record
    #[arg(long)]
    add_columns: bool,
    /// Write the sound rows and put the others into a file beside the input
    #[arg(long, conflicts_with = "title")]
    accept_good: bool,
    /// Create actors that are not there, with ids in plain letters
    #[arg(long)]
    create_actors: bool,
    /// Make sources of web addresses that are not there
    #[arg(long)]
    create_sources: bool,
    /// Title of the one source that is created; an error if several are
    #[arg(long, value_name = "TITLE", requires = "create_sources")]
    source_title: Option<String>,
    /// Ask nothing on a terminal
    #[arg(long, short)]
    yes: bool,
}

/// `theirs=ours`.
fn pair(text: &str) -> Result<(String, String), String> {
    let (theirs, ours) = text.rsplit_once('=').ok_or("it is written THEIRS=OURS")?;
    Ok((trim(theirs).to_string(), trim(ours).to_string()))
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Outcome, Error> {
    let format = args.reading.date_format.as_deref().map(DateFormat::parse).transpose();
    let format = format.map_err(|message| Error::Usage { message })?;
    let dates = Dates { format, words: args.reading.dates.is_some() };
    let input = match input(args, &global.data)? {
        Ok(input) => input,
        Err(()) => return Ok(Outcome::Errors),
    };
    let creates = args.effect.create_actors || args.effect.create_sources;
    if creates && global.data.is_file() {
        let message =
            "--create-actors and --create-sources need a data folder; --data names one file";
        return Err(Error::Usage { message: message.to_string() });
    }
    if let Some((folder, other)) =
        global.data.is_file().then(|| read::beside(&global.data)).flatten()
    {
        let folder = load::quoted(&folder.display().to_string());
        load::say(&format!(
            "`{other}` beside the file is not looked at; --data {folder} takes it in"
        ));
    }
    const MANY: usize = 10_000;
    if input.rows.len() >= MANY && io::stderr().is_terminal() {
        load::say(&format!("checking {} against the folder", counted(input.rows.len(), "row")));
    }
    if args.effect.dry_run {
        let home = load::home(global)?;
        load::sound(global, &home)?;
        let plan = plan(args, (&home, &input), &dates)?;
        warn_of_others(&made(&plan), global);
        let outcome = added::report(&plan, &input, added::Tense::Would)?;
        added::besides(plan.errors_before, global);
        return Ok(outcome);
    }
    let mut shown = None;
    let asks = input.flags && !args.effect.yes;
    if asks && io::stdin().is_terminal() && io::stderr().is_terminal() {
        let plan = plan(args, (&load::home(global)?, &input), &dates)?;
        if plan.errors.is_empty() && !plan.added.is_empty() {
            warn_of_others(&made(&plan), global);
            if !agreed(&plan)? {
                load::say("nothing was added");
                return Ok(Outcome::Done);
            }
            shown = Some(plan);
        }
    }
    write(args, (global, &input), &dates, shown.as_ref())
}

/// Under the folder's lock: reads, checks, writes, says so, but for the warnings of what was `shown` with
/// the question. Nothing else than that is written.
fn write(
    args: &Args,
    (global, input): (&Global, &Input),
    dates: &Dates,
    shown: Option<&Plan>,
) -> Result<Outcome, Error> {
    super::interrupt::watch();
    let folder = edit::files::home::folder_of(&global.data);
    let _lock = edit::lock(&folder, &mut load::waiting).map_err(load::absent)?;
    load::finish(&folder)?;
    let home = load::home(global)?;
    load::sound(global, &home)?;
    edit::clean(&home)?;
    let mut plan = plan(args, (&home, input), dates)?;
    if let Some(shown) = shown {
        if !plan.added.is_empty() && !plan.is_as(shown) {
            let words = "the data were changed meanwhile, and this is no longer what would be added; nothing was written, try again";
            let path = home.path(&plan.target).display().to_string();
            return Err(Error::Io { action: "add to", path, source: io::Error::other(words) });
        }
        plan.warnings.retain(|warning| !shown.warnings.contains(warning));
    }
    for change in &plan.changes {
        added::warn_of_office(&home, &change.name);
    }
    let made = made(&plan);
    if args.effect.accept_good
        && !plan.refused.is_empty()
        && !(plan.changes.is_empty() && plan.there.is_empty())
    {
        added::put_aside(args.file.as_deref(), input, &plan)?;
    }
    edit::write(&home, &mut plan)?;
    for name in &made {
        load::say(&format!("made {name}"));
    }
    if shown.is_none() {
        warn_of_others(&made, global);
    }
    let outcome = added::report(&plan, input, added::Tense::Did).inspect_err(|_| {
        if !plan.added.is_empty() {
            let rows = counted(plan.added.len(), "event");
            load::say(&format!("{rows} added to {}; only the report of it failed", plan.target));
        }
    })?;
    added::besides(plan.errors_left, global);
    Ok(outcome)
}

/// The tables that are made.
fn made(plan: &Plan) -> Vec<String> {
    let new = plan.changes.iter().filter(|change| change.old.is_none());
    new.map(|change| change.name.clone()).collect()
}

/// Warns of files beside tables that are made which may be meant for them.
fn warn_of_others(made: &[String], global: &Global) {
    let folder = edit::files::home::folder_of(&global.data);
    let tables = made.iter().filter_map(|name| read::table_of(name));
    let others = tables.map(|table| read::nearly(&folder, table));
    for other in others.flatten() {
        load::say(&format!("warning: `{other}` is not read; is that the table you mean?"));
    }
}

fn plan(args: &Args, (home, input): (&Home, &Input), dates: &Dates) -> Result<Plan, Error> {
    if args.effect.create_sources && home.of(Table::Sources).next().is_none() {
        load::say("there is no sources.csv: every address is a source as it is");
    }
    let title = args.effect.source_title.as_deref().unwrap_or_default();
    edit::plan(&Request {
        home,
        input,
        into: args.effect.into.as_deref(),
        mapping: Mapping { map: &args.reading.map, add: args.effect.add_columns },
        dates,
        accept_good: args.effect.accept_good,
        create_actors: args.effect.create_actors,
        create_sources: args.effect.create_sources.then_some(title),
    })
}

/// The rows to add; the inner `Err`: they cannot be read, which was said.
fn input(args: &Args, data: &Path) -> Result<Result<Input, ()>, Error> {
    let Some(path) = &args.file else {
        let values = flags(&args.event);
        if args.event.title.is_none() {
            let message =
                "nothing to add: name a CSV file, - for standard input, or --date and --title";
            return Err(Error::Usage { message: message.to_string() });
        }
        return Ok(Ok(input::flags(&values)));
    };
    let io = |source| Error::Io { action: "read", path: path.display().to_string(), source };
    let mut content = Vec::new();
    let name = if path.as_os_str() == "-" {
        io::stdin().lock().read_to_end(&mut content).map_err(io)?;
        "standard input".to_string()
    } else {
        not_of_the_folder(path, data)?;
        content = std::fs::read(path).map_err(io)?;
        path.display().to_string()
    };
    let delimiter = match args.reading.delimiter.as_deref() {
        Some(word) => Some(input::delimiter(word).ok_or_else(|| Error::Usage {
            message: format!("--delimiter `{word}`: it is one of , ; tab |"),
        })?),
        None => None,
    };
    let known = |name: &str| {
        let is = |field: &Field| field.name().eq_ignore_ascii_case(name);
        Table::Events.columns().iter().any(is)
            || args.reading.map.iter().any(|(theirs, _)| is_named(theirs, name))
    };
    let encoding = args.reading.encoding.as_deref();
    let reading =
        Reading { delimiter, encoding, known: &known, accept_good: args.effect.accept_good };
    Ok(input::read(&name, &content, reading).map_err(|refused| {
        let (finding, file) = *refused;
        added::say_findings(&[finding], &[file], false);
        load::say("nothing was added");
    }))
}

/// Refuses a file that is already one of the folder's tables.
fn not_of_the_folder(path: &Path, data: &Path) -> Result<(), Error> {
    let (Ok(input), Ok(home)) = (std::fs::canonicalize(path), Home::open(data)) else {
        return Ok(());
    };
    let same = |name: &str| std::fs::canonicalize(home.path(name)).is_ok_and(|p| p == input);
    match home.folder.files.iter().find(|f| f.table.is_some() && same(&f.name)) {
        Some(file) => {
            let message =
                format!("`{}` is already a table of the data: {}", path.display(), file.name);
            Err(Error::Usage { message })
        }
        None => Ok(()),
    }
}

/// The flags as columns and values; only those that are given.
fn flags(event: &EventArgs) -> Vec<(&'static str, String)> {
    let list = |items: &Vec<String>| (!items.is_empty()).then(|| items.join(";"));
    let values = [
        ("id", event.id.clone()),
        ("date", Some(event.date.clone().unwrap_or_default())),
        ("title", event.title.clone()),
        ("type", event.kind.clone()),
        ("actors", list(&event.actor)),
        ("place", event.place.clone()),
        ("sources", list(&event.source)),
        ("status", event.status.clone()),
        ("summary", event.summary.clone()),
        ("tags", list(&event.tag)),
        ("after", list(&event.after)),
        ("before", list(&event.before)),
        ("part_of", event.part_of.clone()),
        ("seq", event.seq.clone()),
    ];
    values.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// Shows the row and what is doubtful in it, and asks.
fn agreed(plan: &Plan) -> Result<bool, Error> {
    added::say_findings(&plan.warnings, &plan.files, true);
    for draft in &plan.added {
        for (name, value) in
            plan.columns.names.iter().zip(&draft.values).filter(|(_, v)| !v.is_empty())
        {
            load::say(&format!("  {name}: {value}"));
        }
    }
    super::progress::end();
    let is_new = |change: &Grown| change.name == plan.target && change.old.is_none();
    let new = if plan.changes.iter().any(is_new) { "a new " } else { "" };
    let _ = write!(io::stderr(), "add this to {new}{}? [Y/n] ", write::visible(&plan.target));
    let mut answer = String::new();
    let read = io::stdin().read_line(&mut answer)?;
    Ok(read > 0 && matches!(answer.trim().to_ascii_lowercase().as_str(), "" | "y" | "yes"))
}
