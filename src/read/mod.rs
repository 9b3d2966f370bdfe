//! A folder of CSV files to texts and records that remember file, line and column.
//!
//! Invariant: judges nothing. Whatever a file holds, it comes out as text with places; what is
//! wrong with it is said by `check`.

mod bytes;
pub mod chunks;
mod discover;
mod header;
mod load;
pub mod records;

use std::path::Path;

use crate::error::Error;
use crate::model::{DataFile, Table};

pub use records::{Record, Records};

/// What a command uses of a folder.
#[derive(Clone, Copy, Debug)]
pub struct Need {
    /// The tables that are read; others are left alone.
    pub tables: &'static [Table],
    /// Whether every finding is wanted, or only the dataset.
    pub findings: bool,
}

impl Need {
    /// Everything: all tables, all findings.
    pub const ALL: Need = Need { tables: Table::ALL, findings: true };
}

/// The files of a data folder, in the order in which they are read.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    /// Tables first, in the order of [`Table::ALL`] and by name; then CSV files that are read as none.
    pub files: Vec<DataFile>,
}

/// Reads a data folder, or a single file as its events.
///
/// # Errors
/// When the path cannot be opened, or has no events table.
pub fn folder(path: &Path, need: &Need) -> Result<Folder, Error> {
    let found = discover::files(path)?;
    let wanted = |file: &&discover::Found| file.table.is_none_or(|t| need.tables.contains(&t));
    let files = found.iter().filter(wanted).map(discover::Found::read).collect();
    Ok(Folder { files })
}

/// A folder made of texts, for tests and examples: pairs of file name and content.
///
/// ```
/// let folder = annals::read::texts(&[("events.csv", "date,title\n2025,A\n")]);
/// assert_eq!(folder.files[0].name, "events.csv");
/// ```
pub fn texts(files: &[(&str, &str)]) -> Folder {
    let bytes: Vec<(&str, &[u8])> = files.iter().map(|(n, t)| (*n, t.as_bytes())).collect();
    contents(&bytes)
}

/// The same from bytes.
pub fn contents(files: &[(&str, &[u8])]) -> Folder {
    let mut found: Vec<(Option<Table>, &str, &[u8])> =
        files.iter().map(|(name, bytes)| (discover::table_of(name), *name, *bytes)).collect();
    found.sort_by_key(|(table, name, _)| (discover::rank(*table), *name));
    let files = found.iter().map(|(t, name, bytes)| file(name, *t, bytes.to_vec())).collect();
    Folder { files }
}

/// One file from its bytes: a pure function, so files can be read anywhere and put together.
pub fn file(name: &str, table: Option<Table>, content: Vec<u8>) -> DataFile {
    loaded(name, table, load::whole(content))
}

fn loaded(name: &str, table: Option<Table>, content: load::Loaded) -> DataFile {
    let mut file = DataFile { name: name.to_string(), table, ..DataFile::default() };
    (file.text, file.bytes) = bytes::text(content);
    header::find(&mut file);
    file
}
