//! Flags that several commands share.
//!
//! Invariant: a flag means the same wherever it appears.

use std::path::PathBuf;

use annals::view::query::FIELDS;

/// Flags of every command.
#[derive(Debug, clap::Args)]
pub(crate) struct Global {
    /// Folder of CSV files, or one file of events
    #[arg(long, global = true, default_value = "data", value_name = "PATH")]
    pub(crate) data: PathBuf,
    /// Errors in the data are fatal (exit code 1)
    #[arg(long, global = true)]
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
    /// Format, if the extension does not say it
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) format: Option<String>,
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
        text.push_str(&format!("\n  {}\n      {}", field.examples.join("  "), field.about));
    }
    text.push_str(
        "\n\nA text with a colon stands in double quotes, and those in single ones:\n\
         '\"12:30\"'. Events without a date: not:date:..",
    );
    text
}
