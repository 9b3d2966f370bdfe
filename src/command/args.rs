//! Flags that several commands share.
//!
//! Invariant: a flag means the same wherever it appears.

use std::path::{Path, PathBuf};

use annals::view::query::FIELDS;
use annals::write::{FORMATS, Format};

/// The folder that is read unless `--data` names another.
pub(crate) const DATA: &str = "data";

const EVERYWHERE: &str = "Options of every command";

/// Flags of every command.
#[derive(Debug, clap::Args)]
pub(crate) struct Global {
    /// Folder of CSV files, or one file of events
    #[arg(long, global = true, default_value = DATA, value_name = "PATH", help_heading = EVERYWHERE)]
    pub(crate) data: PathBuf,
    /// Errors in the data are fatal (exit code 1)
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    pub(crate) strict: bool,
}

/// Which events.
#[derive(Debug, clap::Args)]
pub(crate) struct QueryArgs {
    /// Terms: actor:putin type:call date:2025-02..2025-05 not:status:disputed, or any word (see --help)
    #[arg(value_name = "QUERY", long_help = query_help())]
    pub(crate) query: Vec<String>,
    /// Dates in the query mean certainly: all of the time lies within
    #[arg(long)]
    pub(crate) certain: bool,
    /// Dates of events as they are written, or as they follow from links
    #[arg(long = "use", value_enum, default_value = "stated", value_name = "DATES")]
    pub(crate) dates: Dates,
}

impl QueryArgs {
    /// Whether nothing in particular is asked for.
    pub(crate) fn is_all(&self) -> bool {
        self.query.is_empty() && self.dates == Dates::Stated
    }
}

/// Which dates of events a query asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Dates {
    /// As written
    Stated,
    /// Within the limits that follow for certain from links
    Derived,
}

/// Where to and as what.
#[derive(Debug, clap::Args)]
pub(crate) struct OutputArgs {
    /// Write to this file; its extension picks the format
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[arg(short, long, value_name = "FORMAT", help = format_help())]
    pub(crate) format: Option<String>,
}

impl OutputArgs {
    /// The extension of the file, if it has one.
    pub(crate) fn extension(&self) -> Option<&str> {
        self.output.as_deref().and_then(Path::extension).and_then(|e| e.to_str())
    }
}

/// The formats of a table, for `--help`.
pub(crate) fn format_help() -> String {
    formats(|format| format.report.is_some())
}

/// The formats that are of use, for `--help`.
pub(crate) fn formats(of_use: fn(&Format) -> bool) -> String {
    format!("Format, if the extension does not say it: {}", format_names(of_use))
}

/// The names of those formats.
pub(crate) fn format_names(of_use: fn(&Format) -> bool) -> String {
    let names: Vec<&str> = FORMATS.iter().filter(|f| of_use(f)).map(|f| f.name).collect();
    names.join(", ")
}

/// The number that an option takes.
pub(crate) fn number<N: std::str::FromStr>(text: &str) -> Result<N, String> {
    text.parse().map_err(|_| "a whole number from 0 on is needed".to_string())
}

/// Lines of a width that needs no wrapping on a usual terminal, indented.
fn wrap(text: &str, into: &mut String) {
    const WIDTH: usize = 64;
    let mut room = 0;
    for word in text.split(' ') {
        if room <= word.len() {
            into.push_str("\n     ");
            room = WIDTH;
        }
        into.push(' ');
        into.push_str(word);
        room = room.saturating_sub(word.len() + 1);
    }
}

/// Every field of a query, for `--help`.
fn query_help() -> String {
    let mut text = String::from(
        "Which events, as terms, each an argument of its own:\n\n  \
         actor:putin type:call date:2025-02..2025-05 not:status:disputed 'prisoner swap'\n\n\
         Terms of one field are alternatives, terms of different fields must all hold,\n\
         and so must several words. not: before any term turns it round.\n\
         Case never matters.\n",
    );
    for field in FIELDS {
        text.push_str(&format!("\n  {}", field.examples.join("  ")));
        wrap(field.about, &mut text);
    }
    text.push_str(
        "\n\nA text with a colon stands in double quotes, and those in single ones:\n\
         '\"12:30\"'. Events without a date: not:date:..",
    );
    text
}
