//! Data for a command: read and checked, with a word on stderr about what is wrong in it.
//!
//! Invariant: results go to stdout, everything said here to stderr.

use std::io::{ErrorKind, Write};
use std::mem::ManuallyDrop;

use annals::Error;
use annals::check::{self, Checked, Severity};
use annals::edit::{self, Home};
use annals::model::{Table, counted};
use annals::read::chunks::Split;
use annals::read::{self, Need};
use annals::view::{Query, Selection, query};
use annals::write;

use super::args::{self, Dates, Global, QueryArgs};
use super::progress;

/// What was read, which is never taken apart again: the program ends when it has shown it.
pub(crate) type Kept = ManuallyDrop<Checked>;

/// Reads the folder; where there is none, says how to name one or make one.
fn folder(global: &Global, need: &Need) -> Result<read::Folder, Error> {
    read::folder(&global.data, need).map_err(absent)
}

/// The folder for an edit; the same is said where there is none.
pub(crate) fn home(global: &Global) -> Result<Home, Error> {
    Home::open(&global.data).map_err(absent)
}

/// What is said where there is no folder.
pub(crate) fn absent(error: Error) -> Error {
    match error {
        Error::Io { path, source, .. } if source.kind() == ErrorKind::NotFound => {
            let is_file = path.to_ascii_lowercase().ends_with(".csv");
            let advice = match is_file {
                true => "name the file, or its folder, with --data PATH".to_string(),
                false => {
                    let path = quoted(&path);
                    format!(
                        "name the folder with --data PATH, or make one: `annals init {path}` with an example in it, `mkdir {path}` an empty one for `annals add`"
                    )
                }
            };
            let message = format!("there is no `{path}` here; {advice}");
            Error::Usage { message }
        }
        error => error,
    }
}

/// The command that shows the findings.
pub(crate) fn check_command(global: &Global) -> String {
    let path = global.data.display().to_string();
    if path == args::DATA {
        "annals check".to_string()
    } else {
        // A path that begins with a dash would be taken for a flag.
        let joint = if path.starts_with('-') { "=" } else { " " };
        format!("annals --data{joint}{} check", quoted(&path))
    }
}

/// A path as a shell takes it.
pub(crate) fn quoted(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '\\' | ':');
    if path.chars().all(plain) {
        path.to_string()
    } else {
        format!("'{}'", path.replace('\'', r"'\''"))
    }
}

/// Reads and checks the folder; says how many findings there are.
pub(crate) fn checked(global: &Global, need: &Need) -> Result<Kept, Error> {
    let checked = quietly(global, need)?;
    let (errors, warnings) = (checked.count(Severity::Error), checked.count(Severity::Warning));
    if errors + warnings > 0 {
        let (e, w) = (counted(errors, "error"), counted(warnings, "warning"));
        let show = check_command(global);
        say(&format!("{e}, {w} in {}; `{show}` shows them", global.data.display()));
    }
    strict(global, &checked)?;
    Ok(checked)
}

/// The same for a command that shows the events of a query and nothing else: of a large folder only
/// what the query may select is read.
pub(crate) fn narrowed(global: &Global, args: &QueryArgs) -> Result<Kept, Error> {
    let stated = args.dates == Dates::Stated;
    let part = match !global.strict && stated && !args.query.is_empty() {
        true => query::narrow::checked(&global.data, &args.query).ok().flatten(),
        false => None,
    };
    let Some(checked) = part else { return checked(global, &Need::ALL) };
    say_in_part(&checked, global);
    Ok(ManuallyDrop::new(checked))
}

/// The same for a command that needs less than everything, which is told at once in a small folder.
pub(crate) fn checked_for(global: &Global, need: &Need) -> Result<Kept, Error> {
    let large = || read::listing(&global.data).is_ok_and(|l| l.size(Table::Events) > LARGE);
    if global.strict || *need == Need::ALL || !large() {
        return checked(global, &Need::ALL);
    }
    let checked = quietly(global, need)?;
    say_in_part(&checked, global);
    Ok(checked)
}

/// Bytes of events from which on a command reads only what it needs.
const LARGE: u64 = 1 << 21;

/// Bytes of a file up to which nobody need be asked how many cores there are.
const CHUNK: usize = 1 << 20;

fn say_in_part(checked: &Checked, global: &Global) {
    let (errors, warnings) = (checked.count(Severity::Error), checked.count(Severity::Warning));
    if errors + warnings > 0 {
        let (e, w) = (counted(errors, "error"), counted(warnings, "warning"));
        let (show, data) = (check_command(global), global.data.display());
        say(&format!("{e}, {w} in what was read of {data}; `{show}` shows those of all"));
    }
}

/// The same for a command that says itself what it found.
pub(crate) fn quietly(global: &Global, need: &Need) -> Result<Kept, Error> {
    let folder = folder(global, need)?;
    let whole = Split { threads: 1, chunk: CHUNK };
    let is_small = folder.left.is_empty() && folder.files.iter().all(|f| f.text.len() <= CHUNK);
    let split = if is_small { whole } else { Split::default() };
    Ok(ManuallyDrop::new(check::folder_in(folder, need, split)))
}

/// With `--strict`, errors in the data are fatal.
pub(crate) fn strict(global: &Global, checked: &Checked) -> Result<(), Error> {
    match checked.count(Severity::Error) {
        errors if global.strict && errors > 0 => Err(Error::Strict { errors }),
        _ => Ok(()),
    }
}

/// The events a query selects.
pub(crate) fn selection(checked: &Checked, args: &QueryArgs) -> Result<Selection, Error> {
    let query = Query::parse(&args.query, args.certain, &checked.dataset);
    let mut query = query.map_err(|error| edit::explained(error, checked))?;
    if args.dates == Dates::Derived {
        query = query.by_derived_dates();
    }
    let selection = query.select(&checked.dataset);
    if args.certain && !query.asks_dates() {
        say("--certain changes nothing: no term of the query asks for a date");
    }
    if selection.events.is_empty() && !query.is_empty() {
        let help = query.meant(&checked.dataset).map(|meant| format!("; {meant}"));
        let help = help.unwrap_or_else(|| words_there_are(&args.query));
        say(&format!("no event matches: {}{help}", selection.words));
    }
    Ok(selection)
}

/// Says that another edit has the folder.
pub(crate) fn waiting() {
    say("waiting for another annals to finish with the folder");
}

/// Finishes a rename that was cut off, and says so; the caller holds the folder's lock.
pub(crate) fn finish(folder: &std::path::Path) -> Result<Option<String>, Error> {
    let finished = edit::files::journal::finish(folder)?;
    if let Some(what) = &finished {
        say(&format!("finished what was cut off: {what}"));
    }
    Ok(finished)
}

/// With `--strict`, refuses to edit a folder that has errors.
pub(crate) fn sound(global: &Global, home: &Home) -> Result<(), Error> {
    if !global.strict {
        return Ok(());
    }
    strict(global, &check::dataset(home.folder.clone()))
}

/// Which list has the words of a term that any word may stand in.
fn words_there_are(terms: &[String]) -> String {
    let asked = |field: &str| terms.iter().any(|term| term.to_lowercase().starts_with(field));
    let lists = [("tag:", "tags"), ("place:", "places")];
    let shown = |(field, list): (&str, &str)| {
        asked(field).then(|| format!("; `annals list {list}` shows the {list}"))
    };
    lists.into_iter().filter_map(shown).collect()
}

/// A line on stderr, which may quote what the user or the data wrote; if nobody listens, that is no fault.
pub(crate) fn say(line: &str) {
    progress::clear();
    let _ = writeln!(std::io::stderr(), "{}", write::visible(line));
}
