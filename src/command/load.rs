//! Data for a command: read and checked, with a word on stderr about what is wrong in it.
//!
//! Invariant: results go to stdout, everything said here to stderr.

use std::io::Write;

use annals::Error;
use annals::check::{self, Checked, Severity};
use annals::read::{self, Need};
use annals::view::{Query, Selection};

use super::args::{Dates, Global, QueryArgs};

/// Reads and checks the folder; says how many findings there are.
pub(crate) fn checked(global: &Global, need: &Need) -> Result<Checked, Error> {
    let checked = quietly(global, need)?;
    let (errors, warnings) = (checked.count(Severity::Error), checked.count(Severity::Warning));
    if errors + warnings > 0 {
        let (e, w) = (number(errors, "error"), number(warnings, "warning"));
        say(&format!("{e}, {w} in {}; `annals check` shows them", global.data.display()));
    }
    strict(global, &checked)?;
    Ok(checked)
}

/// The same for a command that says itself what it found.
pub(crate) fn quietly(global: &Global, need: &Need) -> Result<Checked, Error> {
    Ok(check::dataset(read::folder(&global.data, need)?))
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
    let mut query = Query::parse(&args.query, args.certain, &checked.dataset)?;
    if args.dates == Dates::Derived {
        query = query.by_derived_dates();
    }
    let selection = query.select(&checked.dataset);
    if selection.events.is_empty() && !query.is_empty() {
        say(&format!("no event matches: {}", selection.words));
    }
    Ok(selection)
}

/// `1 error`, `2 errors`.
pub(crate) fn number(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// A line on stderr; if nobody listens, that is no fault.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
