//! Which files of a folder belong to which table.
//!
//! Invariant: `NAME.csv`, `NAME-*.csv` and `NAME/*.csv` are a table's files and nothing else is;
//! the order does not depend on the file system.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::model::file::Bytes;
use crate::model::{DataFile, Field, Table};

/// A file that was found, not yet read.
pub(super) struct Found {
    path: PathBuf,
    name: String,
    /// The table it belongs to; `None`: a CSV file that is read as none.
    pub(super) table: Option<Table>,
}

impl Found {
    /// Reads it; a file that cannot be read comes out empty and says why.
    pub(super) fn read(&self) -> DataFile {
        if self.table.is_none() {
            return DataFile { name: self.name.clone(), ..DataFile::default() };
        }
        let unreadable = |reason: &str| unread(&self.name, self.table, reason.to_string());
        match fs::metadata(&self.path) {
            Ok(meta) if meta.is_dir() => {
                return match fs::read_dir(&self.path) {
                    Ok(_) => unreadable("it is a folder"),
                    Err(error) => self::unreadable(&self.name, self.table, &error),
                };
            }
            Ok(meta) if !meta.is_file() => return unreadable("it is no ordinary file"),
            _ => {}
        }
        match super::load::file(&self.path) {
            Err(error) => self::unreadable(&self.name, self.table, &error),
            Ok(content) => super::loaded(&self.name, self.table, content),
        }
    }

    /// Its header, the rest left on disk, or with `rows` in memory; `None`: it must be read whole.
    pub(super) fn leave(&self, rows: bool) -> Option<(DataFile, super::Left)> {
        let table = self.table.filter(|_| self.is_ordinary())?;
        super::Left::open(&self.path, (&self.name, table), rows)
    }

    fn is_ordinary(&self) -> bool {
        fs::metadata(&self.path).is_ok_and(|meta| meta.is_file())
    }

    /// Its size in bytes; 0 where that is not known.
    pub(super) fn size(&self) -> u64 {
        fs::metadata(&self.path).map_or(0, |meta| meta.len())
    }
}

/// The wanted records of the files of a table; `None`: they must be read whole.
pub(super) fn sieve<'f>(
    files: impl Iterator<Item = &'f Found>,
    without: &[Field],
    how: (super::sieve::Wanted, super::chunks::Split),
) -> Option<Vec<DataFile>> {
    let ordinary = |file: &'f Found| {
        let table = file.table.filter(|_| file.is_ordinary())?;
        Some((file.path.as_path(), file.name.as_str(), table))
    };
    let files: Vec<_> = files.map(ordinary).collect::<Option<_>>()?;
    super::sieve::files(&files, without, how).ok().flatten()
}

/// A file that cannot be read: empty, it says why.
pub(super) fn unreadable(name: &str, table: Option<Table>, error: &std::io::Error) -> DataFile {
    unread(name, table, reason(error))
}

fn unread(name: &str, table: Option<Table>, reason: String) -> DataFile {
    let bytes = Bytes { unreadable: Some(reason), ..Bytes::default() };
    DataFile { name: name.to_string(), table, bytes, ..DataFile::default() }
}

/// What the system said, in words that are the same on every machine.
fn reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind as K;
    match error.kind() {
        K::NotFound => "it is not there".to_string(),
        K::PermissionDenied => "permission denied".to_string(),
        K::OutOfMemory => "it does not fit into memory".to_string(),
        _ => without_number(&error.to_string()),
    }
}

/// `Is a directory (os error 21)` without the number, which means nothing to a reader.
fn without_number(message: &str) -> String {
    message.split(" (os error").next().unwrap_or(message).to_string()
}

/// The table a file name belongs to, for a name below the data folder.
pub(super) fn table_of(name: &str) -> Option<Table> {
    let stem = name.strip_suffix(".csv")?;
    let belongs = |table: &&Table| match stem.strip_prefix(table.name()) {
        Some("") => true,
        Some(rest) => {
            rest.starts_with('-') && !rest.contains('/')
                || rest.strip_prefix('/').is_some_and(is_shown_name)
        }
        None => false,
    };
    Table::ALL.iter().find(belongs).copied()
}

/// Whether a text is the name of a file, without a dot before it that hides it.
fn is_shown_name(name: &str) -> bool {
    !name.is_empty() && !name.contains('/') && !name.starts_with('.')
}

/// Sort key of a table; files that belong to none come last.
pub(super) fn rank(table: Option<Table>) -> usize {
    table.map_or(usize::MAX, |t| t as usize)
}

/// The files of a data folder, which must have events.
pub(super) fn files(path: &Path) -> Result<Vec<Found>, Error> {
    let (found, others) = listed(path)?;
    if found.iter().any(|f| f.table == Some(Table::Events)) {
        return Ok(found);
    }
    Err(Error::NoEvents { path: path.display().to_string(), hint: instead(&found, others) })
}

/// The files of a data folder in canonical order; a path to a file is that file as events. Beside
/// them the names of spreadsheets that are no CSV.
pub(super) fn listed(path: &Path) -> Result<(Vec<Found>, Vec<String>), Error> {
    let io = |source| Error::Io { action: "read", path: path.display().to_string(), source };
    let meta = fs::metadata(path).map_err(io)?;
    if !meta.is_file() && !meta.is_dir() {
        let what = "data are a folder of CSV files, or one CSV file; this is neither";
        return Err(io(std::io::Error::new(std::io::ErrorKind::NotADirectory, what)));
    }
    if meta.is_file() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let found = Found { path: path.to_path_buf(), name, table: Some(Table::Events) };
        return Ok((vec![found], Vec::new()));
    }
    let (mut found, mut others) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(path).map_err(io)? {
        let entry = entry.map_err(io)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        match Table::ALL.iter().find(|t| t.name() == name) {
            Some(table) if entry.path().is_dir() => split_table(&entry.path(), *table, &mut found),
            None if is_nearly_a_table(&name) && entry.path().is_dir() => {
                below(&entry.path(), &name, &mut found);
            }
            _ if is_spreadsheet(&name) => others.push(name),
            _ => keep(entry.path(), name, &mut found),
        }
    }
    found.sort_by(|a, b| (rank(a.table), &a.name).cmp(&(rank(b.table), &b.name)));
    Ok((found, others))
}

/// The files of a folder that are read as tables, by name; none where there is no such folder.
pub(super) fn tables(folder: &Path) -> Vec<(String, Table)> {
    let listed = if folder.is_dir() { listed(folder).ok() } else { None };
    let found = listed.into_iter().flat_map(|(found, _)| found);
    found.filter_map(|file| Some((file.name, file.table?))).collect()
}

/// The folders in which a file is a table by its name, each with its name below it: first as it is named, then
/// where links lead.
pub(super) fn homes(file: &Path) -> Vec<(PathBuf, String)> {
    let real = file.canonicalize().ok();
    [Some(file), real.as_deref()].into_iter().flatten().flat_map(homes_by_name).collect()
}

fn homes_by_name(file: &Path) -> Vec<(PathBuf, String)> {
    let Some(name) = file.file_name().and_then(|name| name.to_str()) else { return Vec::new() };
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let split =
        named(folder).and_then(|(above, own)| Some((above, format!("{}/{name}", own.to_str()?))));
    let homes = [Some((folder.to_path_buf(), name.to_string())), split];
    homes.into_iter().flatten().filter(|(_, name)| table_of(name).is_some()).collect()
}

/// The folder above a folder, and its name there, which `.` and `..` do not say.
fn named(folder: &Path) -> Option<(PathBuf, OsString)> {
    let Some(own) = folder.file_name() else {
        return Some((folder.join(".."), folder.canonicalize().ok()?.file_name()?.to_os_string()));
    };
    let above = folder.parent().filter(|above| !above.as_os_str().is_empty());
    Some((above.unwrap_or(Path::new(".")).to_path_buf(), own.to_os_string()))
}

/// Whether a path is the data or a file that is read with it, or would be if it were there. A file that is a
/// table of its folder is read with the others there.
pub(super) fn takes(data: &Path, path: &Path) -> bool {
    let (Some(data), Some(path)) = (place(data), place(path)) else { return false };
    let name = data.file_name().unwrap_or_default().to_string_lossy();
    if data.is_file() && table_of(&name).is_some() {
        return data.parent().is_some_and(|folder| takes(folder, &path));
    }
    let among = |found: &Found| found.table.is_some() && place(&found.path).as_ref() == Some(&path);
    let below = path.strip_prefix(&data).ok().map(Path::to_string_lossy);
    path == data
        || below.is_some_and(|name| table_of(&name.replace('\\', "/")).is_some())
        || listed(&data).is_ok_and(|(found, _)| found.iter().any(among))
}

/// Where a file is, links followed, or would be.
fn place(path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok().or_else(|| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        Some(folder.unwrap_or(Path::new(".")).canonicalize().ok()?.join(path.file_name()?))
    })
}

/// What editors put behind the name of a CSV file, where a system may hide it.
const TEXT: &str = ".csv.txt";

/// A spreadsheet or table that is no CSV, or is not called so.
fn is_spreadsheet(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".xlsx", ".xls", ".ods", ".numbers", ".tsv", TEXT].iter().any(|e| name.ends_with(e))
}

/// What there is where no events table is.
fn instead(found: &[Found], mut others: Vec<String>) -> String {
    others.sort();
    let quote = |name: &str| format!("`{}`", name.escape_debug());
    let tables: Vec<String> = found.iter().map(|f| quote(&f.name)).collect();
    let meant = |name: &String| {
        let meant = name.to_ascii_lowercase().strip_suffix(".txt")?.to_string();
        (table_of(&meant) == Some(Table::Events)).then_some((name.clone(), meant))
    };
    if let Some((name, meant)) = others.iter().find_map(meant) {
        return format!("; rename {} to {}", quote(&name), quote(&meant));
    }
    match (tables.is_empty(), others.first()) {
        (false, _) => format!("; there is {}", tables.join(", ")),
        (true, Some(name)) => format!("; save {} as CSV under that name", quote(name)),
        (true, None) => String::new(),
    }
}

fn keep(path: PathBuf, name: String, found: &mut Vec<Found>) {
    if name.to_ascii_lowercase().ends_with(".csv") && !name.starts_with('.') {
        found.push(Found { path, table: table_of(&name), name });
    }
}

/// Whether a folder is called nearly like a table: `Events`, `event`, `events-2025`, `events_old`.
fn is_nearly_a_table(name: &str) -> bool {
    Table::ALL.iter().any(|table| is_nearly(name, *table))
}

fn is_nearly(name: &str, table: Table) -> bool {
    let name = name.to_lowercase();
    let one = &table.name()[..table.name().len() - 1];
    let rest = name.strip_prefix(table.name()).or_else(|| name.strip_prefix(one));
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric) && !rest.contains('.'))
}

/// Files of a folder that are not read and may be meant for a table: `Events.csv`, `event.csv`, `events.xlsx`.
pub(super) fn nearly(folder: &Path, table: Table) -> Vec<String> {
    let Ok((found, others)) = listed(folder) else { return Vec::new() };
    let strays = found.into_iter().filter(|file| file.table.is_none()).map(|file| file.name);
    let is_it = |name: &String| name.split('.').next().is_some_and(|stem| is_nearly(stem, table));
    let mut names: Vec<String> = strays.chain(others).filter(is_it).collect();
    names.sort();
    names
}

/// The files of `NAME/`; a folder that cannot be listed is one unreadable file.
fn split_table(folder: &Path, table: Table, found: &mut Vec<Found>) {
    if !below(folder, table.name(), found) {
        let name = table.name().to_string();
        found.push(Found { path: folder.to_path_buf(), name, table: Some(table) });
    }
}

/// Keeps the CSV files of a folder, which is called `name`; `false`: it cannot be listed.
fn below(folder: &Path, name: &str, found: &mut Vec<Found>) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    for entry in entries.flatten() {
        let file = entry.file_name().to_string_lossy().into_owned();
        if !file.starts_with('.') {
            keep(entry.path(), format!("{name}/{file}"), found);
        }
    }
    true
}
