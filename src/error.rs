//! Why annals could not do its work.
//!
//! Invariant: broken data is never an [`Error`]; it is a finding (`check::finding`).

use std::io;

/// The program could not do its work: exit code 2.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("cannot {action} `{path}`")]
    Io {
        /// What was tried: `read`, `write`.
        action: &'static str,
        /// The path as the user gave it.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// There is no events table where the data should be.
    #[error("no events.csv in `{path}`{hint}")]
    NoEvents {
        /// The folder as the user gave it.
        path: String,
        /// What there is instead, as a clause.
        hint: String,
    },
    /// The files are larger than the memory there is.
    #[error(
        "`{path}` takes {} MiB and there are {} MiB of memory: free some, or split the folder by time",
        bytes >> 20,
        available >> 20
    )]
    TooLarge {
        /// The folder as the user gave it.
        path: String,
        /// Bytes of its files.
        bytes: u64,
        /// Bytes of memory that can be had.
        available: u64,
    },
    /// A term of a query cannot be understood or names something unknown.
    #[error("{message}")]
    Query {
        /// What is wrong.
        message: String,
    },
    /// A word is to name something and names nothing.
    #[error("{message}")]
    Unknown {
        /// The word.
        word: String,
        /// What it is to be, and what helps.
        message: String,
    },
    /// An option does not fit.
    #[error("{message}")]
    Usage {
        /// What is wrong and what would be right.
        message: String,
    },
    /// Output could not be written.
    #[error("cannot write the output")]
    Output(#[from] io::Error),
    /// The data do not allow what was asked: exit code 1, and nothing was changed.
    #[error("{message}")]
    Refused {
        /// Why, and what would be right.
        message: String,
    },
    /// A rename over several files was cut off; only `add` and `rename` finish it.
    #[error(
        "`{path}` says that a rename is under way or was cut off; `annals rename --finish` finishes it"
    )]
    Unfinished {
        /// The journal.
        path: String,
    },
    /// `--strict`, and the data has errors.
    #[error("with --strict an error in the data is fatal")]
    Strict {
        /// How many.
        errors: usize,
    },
}
