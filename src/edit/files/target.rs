//! The file of events that new rows go into.
//!
//! Invariant: what cannot be appended to is refused before a row is looked at.

use super::append::{self, Style};
use super::home::Home;
use crate::check::{self, Checked, Code, Finding};
use crate::edit::rename::unreadable::refuses_whole;
use crate::error::Error;
use crate::model::{DataFile, Place, Table};
use crate::read;

/// A file that rows are to be appended to.
pub struct Target {
    /// Its name below the data folder.
    pub name: String,
    /// The file whose columns and style it has: itself, or where it is new the last of its table.
    pub like: Option<DataFile>,
    /// Its bytes; `None` where it is not there.
    pub old: Option<Vec<u8>>,
    /// Whether it has no header yet.
    pub fresh: bool,
    /// Whether there were others to choose from, and nobody chose.
    pub chosen_by_default: bool,
}

impl Target {
    /// The file `into` names, else the last one bytewise, else a new `NAME.csv`.
    ///
    /// # Errors
    /// When `into` is no file of the table, or the file cannot be read.
    pub fn choose(home: &Home, table: Table, into: Option<&str>) -> Result<Target, Error> {
        let last = home.of(table).last();
        let name = match into {
            Some(into) => named(home, table, into)?,
            None => last.map_or_else(|| format!("{}.csv", table.name()), |f| f.name.clone()),
        };
        let file = home.file(&name);
        // One that cannot be read, as the checks say, may be a pipe: opening it would wait for ever.
        let readable = file.filter(|file| file.bytes.unreadable.is_none());
        let old = readable.map(|_| home.bytes(&name)).transpose()?;
        let fresh = file.is_none_or(|f| f.header.is_empty());
        let named = |f: &&DataFile| !f.header.is_empty();
        let like = file.filter(named).or_else(|| home.of(table).filter(named).last());
        let chosen_by_default = into.is_none() && home.of(table).count() > 1;
        Ok(Target { name, like: like.cloned(), old, fresh, chosen_by_default })
    }

    /// The style of its rows.
    pub fn style(&self) -> Style {
        self.like.as_ref().map_or_else(Style::plain, Style::of)
    }

    /// Why it cannot grow by rows with these values, whatever they are called: its letters are in
    /// another encoding than theirs; `number` is that of the file.
    pub(in crate::edit) fn unfit<'v>(
        &self,
        mut values: impl Iterator<Item = &'v String>,
        number: u32,
    ) -> Option<Finding> {
        let file = self.like.as_ref().filter(|file| file.name == self.name)?;
        let is_other = !file.bytes.invalid.is_empty() && file.text.is_ascii();
        if !is_other || values.all(|value| value.is_ascii()) {
            return None;
        }
        let likely = check::looks_like(file).map(|likely| format!(", they look like {likely}"));
        let message = format!(
            "the letters of `{}` are not UTF-8{}; those of the new rows are",
            self.name,
            likely.unwrap_or_default()
        );
        let place = Place::file(number);
        Some(Finding::new(Code::NotUtf8, place, message).help(check::save_anew(file)))
    }

    /// Its bytes with a header and the columns in `names` beyond `there`.
    ///
    /// # Errors
    /// The line of a record that cannot be read, so that no cell can be added to it.
    pub fn base(&self, names: &[String], there: usize, style: &Style) -> Result<Vec<u8>, u32> {
        let old = self.old.as_deref().unwrap_or_default();
        match &self.like {
            _ if self.fresh => Ok(append::header(old, style, names)),
            Some(file) if names.len() > there => append::add_columns(old, file, &names[there..]),
            _ => Ok(old.to_vec()),
        }
    }
}

fn named(home: &Home, table: Table, into: &str) -> Result<String, Error> {
    if home.is_single() {
        let message = format!("--into {into}: --data names a single file already");
        return Err(Error::Usage { message });
    }
    let inside = std::path::Path::new(into).strip_prefix(home.path("")).ok();
    let name = inside.map_or(into.to_string(), |p| p.to_string_lossy().into_owned());
    let name = name.trim_start_matches("./").replace('\\', "/");
    if read::table_of(&name) == Some(table) {
        let lacking = name.split_once('/').filter(|(folder, _)| !home.path(folder).is_dir());
        return lacking.map_or(Ok(name.clone()), |(folder, _)| {
            let path = home.path(folder);
            let message =
                format!("--into {into}: there is no folder `{}`; make it first", path.display());
            Err(Error::Usage { message })
        });
    }
    let table = table.name();
    let message = format!(
        "--into {into}: no file of {table}; those are {table}.csv, {table}-NAME.csv and {table}/NAME.csv below the data folder"
    );
    Err(Error::Usage { message })
}

/// Findings that refuse a whole file of a table new rows need; `fresh` is a file about to be
/// given its header.
pub fn blocked(checked: &Checked, fresh: Option<&str>) -> Vec<Finding> {
    let file = |f: &Finding| &checked.dataset.files[f.place.file as usize];
    let needed = |f: &&Finding| {
        file(f).table.is_some_and(|t| matches!(t, Table::Events | Table::Actors | Table::Sources))
            && !(f.code == Code::EmptyFile && Some(file(f).name.as_str()) == fresh)
    };
    checked.findings.iter().filter(|f| refuses_whole(f.code)).filter(needed).cloned().collect()
}
