//! Flags that several commands share.
//!
//! Invariant: a flag means the same wherever it appears.

use std::path::PathBuf;

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
    /// Terms: actor:putin type:call date:2025-02..2025-05 'not:status:confirmed', or a bare word
    #[arg(value_name = "QUERY")]
    pub(crate) query: Vec<String>,
    /// Dates in the query mean certainly: all of the time lies within
    #[arg(long)]
    pub(crate) certain: bool,
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
