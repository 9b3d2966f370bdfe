//! A folder of CSV files to texts and records that remember file, line and column.
//!
//! Invariant: judges nothing. Whatever a file holds, it comes out as text with places; what is
//! wrong with it is said by `check`.

mod alphabets;
mod bytes;
pub mod chunks;
mod discover;
mod header;
mod heap;
#[cfg(test)]
mod languages;
mod left;
mod likely;
mod load;
mod mapped;
mod pages;
mod pieces;
pub mod records;
mod room;
mod sieve;
mod words;

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::model::{DataFile, Field, Table};

pub use bytes::decode;
pub(crate) use header::{mark, separator};
pub use left::Left;
pub(crate) use pieces::HEAD;
pub use records::{Record, Records};
pub use sieve::{Cells, Filter, Ids, Sign, Wanted};

/// The file that says which files a rename is about to replace. While it is there the folder may
/// be half renamed: it is not read, and `edit` alone finishes it.
pub const JOURNAL: &str = ".annals-journal";

/// What a command uses of a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// The tables that are read; others are left alone.
    pub tables: &'static [Table],
    /// Whether rows are wanted, or only what is wrong with them.
    pub rows: bool,
    /// With them, whether it is told which stand as they would be written anew.
    pub verbatim: bool,
    /// Whether the actors of events are wanted.
    pub actors: bool,
    /// Whether the sources of events are wanted.
    pub sources: bool,
    /// Whether the places of events are wanted.
    pub places: bool,
    /// Whether links between events are wanted, and every error and warning.
    pub findings: bool,
    /// With them, whether it is wanted what nothing refers to.
    pub unused: bool,
}

impl Need {
    /// Everything.
    pub const ALL: Need = Need {
        tables: Table::ALL,
        rows: true,
        verbatim: true,
        actors: true,
        sources: true,
        places: true,
        findings: true,
        unused: true,
    };
    /// The findings alone.
    pub const FINDINGS: Need = Need { rows: false, verbatim: false, places: false, ..Need::ALL };
    /// All rows, and of the findings those that are more than notes.
    pub const PART: Need = Need { unused: false, ..Need::ALL };
    /// Who was in which event.
    pub const ACTORS: Need = Need {
        tables: &[Table::Events, Table::Actors],
        verbatim: false,
        sources: false,
        places: false,
        findings: false,
        unused: false,
        ..Need::ALL
    };
    /// Rows of events, their ids and dates.
    pub const EVENTS: Need =
        Need { tables: &[Table::Events], verbatim: true, actors: false, ..Need::ACTORS };
}

/// The files of a data folder, in the order in which they are read.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    /// Tables first, in the order of [`Table::ALL`] and by name; then CSV files that are read as none.
    pub files: Vec<DataFile>,
    /// Those of which only the header is there: no row of them is wanted, or their rows are read where
    /// they lie.
    pub left: Vec<Left>,
}

/// Reads a data folder, or a single file as its events.
///
/// # Errors
/// When the path cannot be opened, or has no events table.
pub fn folder(path: &Path, need: &Need) -> Result<Folder, Error> {
    leaving(path, need, LARGE)
}

/// The same; files of events of at least `large` bytes are left on disk where no row is wanted, and
/// else, where the system allows it, as they lie in its memory.
///
/// # Errors
/// When the path cannot be opened, or has no events table.
pub fn leaving(path: &Path, need: &Need, large: u64) -> Result<Folder, Error> {
    steady(path, &|| keep(path, &discover::files(path)?, (need, large)))
}

/// Files left on disk stay open, of which a system allows a process some hundreds.
const MOST_LEFT: usize = 64;

/// Bytes from which on a file of events is not read beforehand.
const LARGE: u64 = 1 << 20;

/// The same for a folder that may have no events yet, every file whole.
///
/// # Errors
/// When the path cannot be opened.
pub fn any_folder(path: &Path, need: &Need) -> Result<Folder, Error> {
    steady(path, &|| keep(path, &discover::listed(path)?.0, (need, u64::MAX)))
}

/// Reads while no rename is under way: a journal comes and goes with one, which the time of the
/// folder tells; then reading begins anew, a few times at most.
///
/// # Errors
/// Those of `read`, and when a rename was cut off.
pub fn steady<T>(path: &Path, read: &dyn Fn() -> Result<T, Error>) -> Result<T, Error> {
    let folder = if path.is_file() { path.parent().unwrap_or(path) } else { path };
    let time = || std::fs::metadata(folder).and_then(|m| m.modified()).ok();
    for _ in 0..5 {
        finished(folder)?;
        let before = time();
        let found = read()?;
        finished(folder)?;
        if time() == before {
            return Ok(found);
        }
    }
    read()
}

/// Stops at a folder whose rename was cut off.
fn finished(folder: &Path) -> Result<(), Error> {
    let journal = folder.join(JOURNAL);
    match std::fs::symlink_metadata(&journal) {
        Ok(_) => Err(Error::Unfinished { path: journal.display().to_string() }),
        Err(_) => Ok(()),
    }
}

fn keep(
    path: &Path,
    found: &[discover::Found],
    (need, large): (&Need, u64),
) -> Result<Folder, Error> {
    let wanted = |file: &&discover::Found| file.table.is_none_or(|t| need.tables.contains(&t));
    let files = || found.iter().filter(wanted);
    let is_left =
        |file: &discover::Found| file.table == Some(Table::Events) && file.size() >= large;
    let read = files().filter(|f| f.table.is_some() && (need.rows || !is_left(f)));
    room::check(path, read.map(discover::Found::size).sum())?;
    heap::prepare(files().map(discover::Found::size).sum());
    let mut folder = Folder::default();
    for file in files() {
        let leave = is_left(file) && folder.left.len() < MOST_LEFT;
        match leave.then(|| file.leave(need.rows)).flatten() {
            Some((head, left)) => {
                folder.files.push(head);
                folder.left.push(left);
            }
            None => folder.files.push(file.read()),
        }
    }
    Ok(folder)
}

/// Whether a path is the data at `data` or a file that is read with it, or would be if it were there.
pub fn takes(data: &Path, path: &Path) -> bool {
    discover::takes(data, path)
}

/// The folders in which a file is a table by its name, each with its name below it.
pub fn homes(file: &Path) -> Vec<(PathBuf, String)> {
    discover::homes(file)
}

/// The folder of which a file is one table of several, and the name of another one.
pub fn beside(file: &Path) -> Option<(PathBuf, String)> {
    homes(file).into_iter().find_map(|(folder, name)| {
        let (other, _) = tables(&folder).into_iter().find(|(other, _)| *other != name)?;
        Some((folder, other))
    })
}

/// Files of a folder that are not read and may be meant for a table: `Events.csv`, `event.csv`, `events.xlsx`.
pub fn nearly(folder: &Path, table: Table) -> Vec<String> {
    discover::nearly(folder, table)
}

/// The files of a folder that are read as tables, by name; none where there is no such folder.
pub fn tables(folder: &Path) -> Vec<(String, Table)> {
    discover::tables(folder)
}

/// The files of a folder, not yet read.
pub struct Listing {
    found: Vec<discover::Found>,
}

/// Lists a data folder; what is read of it is of one state only within [`steady`].
///
/// # Errors
/// When the path cannot be opened, or has no events table.
pub fn listing(path: &Path) -> Result<Listing, Error> {
    let found = discover::files(path)?;
    heap::prepare(found.iter().map(discover::Found::size).sum());
    Ok(Listing { found })
}

impl Listing {
    /// Bytes of the files of a table.
    pub fn size(&self, table: Table) -> u64 {
        self.of(table).map(discover::Found::size).sum()
    }

    /// Whether there is a file of a table.
    pub fn has(&self, table: Table) -> bool {
        self.found.iter().any(|file| file.table == Some(table))
    }

    /// The files of a table, whole.
    pub fn whole(&self, table: Table) -> Vec<DataFile> {
        self.of(table).map(discover::Found::read).collect()
    }

    /// The files of a table with their wanted records alone; `None`: they must be read whole, as where
    /// one has a column of `without`.
    pub fn sieved(
        &self,
        table: Table,
        without: &[Field],
        how: (Wanted, chunks::Split),
    ) -> Option<Vec<DataFile>> {
        discover::sieve(self.of(table), without, how)
    }

    fn of(&self, table: Table) -> impl Iterator<Item = &discover::Found> {
        self.found.iter().filter(move |file| file.table == Some(table))
    }
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
    Folder { files, left: Vec::new() }
}

impl Folder {
    /// Reads what was left on disk.
    pub fn complete(&mut self) {
        for left in std::mem::take(&mut self.left) {
            let Some(file) = self.files.iter_mut().find(|file| file.name == left.name) else {
                continue;
            };
            let (name, table) = (file.name.clone(), file.table);
            *file = (left.read(table))
                .unwrap_or_else(|error| discover::unreadable(&name, table, &error));
        }
    }

    /// Puts a file in the place of the one with its name, or where a new one belongs.
    pub fn put(&mut self, file: DataFile) {
        match self.files.iter_mut().find(|f| f.name == file.name) {
            Some(old) => *old = file,
            None => self.files.push(file),
        }
        self.files.sort_by(|a, b| {
            (discover::rank(a.table), &a.name).cmp(&(discover::rank(b.table), &b.name))
        });
    }
}

/// The table a file belongs to, by its name below the data folder.
pub fn table_of(name: &str) -> Option<Table> {
    discover::table_of(name)
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
