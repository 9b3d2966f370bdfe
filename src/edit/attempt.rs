//! The folder with new rows in it, made in memory.
//!
//! Invariant: opens files to read them, writes none; the rows it is given all go in.

use std::borrow::Cow;

use super::create::{self, Created, Grown, Lacking};
use super::ids::{self, Pattern, Taken};
use super::plan::Request;
use super::verdict::{Appended, Before, Verdict, verdict};
use crate::check::{self, Checked, Code, Finding, nfc};
use crate::edit::columns::Columns;
use crate::edit::files::target::Target;
use crate::edit::input::drafts::Draft;
use crate::edit::rename::references;
use crate::error::Error;
use crate::model::cells::trim;
use crate::model::{Field, Place, Table};
use crate::read;

/// What stays the same from one attempt to the next.
pub(super) struct Work<'r> {
    pub(super) request: &'r Request<'r>,
    pub(super) target: Target,
    pub(super) before: Before,
    taken: Taken,
    pattern: Option<Pattern>,
}

/// The folder as it would be.
pub(super) struct Attempt {
    pub(super) drafts: Vec<Draft>,
    pub(super) after: Checked,
    /// Number of the target, and where the new rows begin in it.
    pub(super) number: u32,
    pub(super) start: usize,
    pub(super) changes: Vec<Grown>,
    pub(super) created: Vec<Created>,
}

impl<'r> Work<'r> {
    /// What is asked for, where to, and the errors the folder has already. No id of the folder or of the
    /// input is free, nor one that is referred to there.
    pub(super) fn new(
        request: &'r Request<'r>,
        target: Target,
        before: Before,
        columns: &Columns,
    ) -> Work<'r> {
        let (mut own, mut all, mut taken) = (Vec::new(), Vec::new(), Taken::default());
        for file in &request.home.folder.files {
            let is_target = file.name == target.name;
            references::each(file, Table::Events, &mut |id, is_own| {
                taken.take(id);
                if is_own && !id.is_empty() {
                    let ids = if is_target { &mut own } else { &mut all };
                    ids.push(id.to_string());
                }
            });
        }
        let input = (request.input, columns);
        references::each_of_input(input, Table::Events, &mut |id| taken.take(id));
        let pattern = Pattern::of(if own.is_empty() { &all } else { &own });
        Work { request, target, before, taken, pattern }
    }

    /// Gives ids to rows that have none, where the file has a column for them.
    fn number(&self, drafts: &mut [Draft], columns: &Columns) {
        let Some(id) = columns.find(Field::Id) else { return };
        let (mut taken, mut pattern) = (self.taken.clone(), self.pattern.clone());
        for draft in drafts.iter_mut().filter(|d| trim(&d.values[id]).is_empty()) {
            draft.values[id] = match &mut pattern {
                Some(pattern) => pattern.next(&mut taken),
                None => {
                    let (date, title) =
                        (draft.value(columns, Field::Date), draft.value(columns, Field::Title));
                    taken.free(&ids::of_event(date, title))
                }
            };
        }
    }

    /// The folder with these rows; the inner `Err` says why the target cannot take them.
    pub(super) fn attempt(
        &self,
        fresh: &[Draft],
        columns: &Columns,
    ) -> Result<Result<Attempt, Finding>, Error> {
        let mut drafts = fresh.to_vec();
        self.number(&mut drafts, columns);
        let number = self.request.home.folder.files.iter().position(|f| f.name == self.target.name);
        let values = drafts.iter().flat_map(|draft| &draft.values);
        let number = number.unwrap_or_default() as u32;
        if let Some(finding) = self.target.unfit(values, number) {
            return Ok(Err(finding));
        }
        let style = self.target.style();
        let base = match self.target.base(&columns.names, columns.there, &style) {
            Ok(base) => base,
            Err(line) => {
                let message = format!(
                    "no column can be added to `{}`: a record of it cannot be read",
                    self.target.name
                );
                let place = Place { line, ..Place::file(number) };
                return Ok(Err(Finding::new(Code::UnclosedQuote, place, message)));
            }
        };
        let rows: Vec<Vec<String>> = drafts.iter().map(|d| d.values.clone()).collect();
        let (new, start) = crate::edit::files::append::rows(&base, &style, &rows);
        let events = Grown { name: self.target.name.clone(), old: self.target.old.clone(), new };
        let mut folder = self.request.home.folder.clone();
        put(&mut folder, &events);
        let after = check::dataset(folder.clone());
        let (mut changes, created) = self.create(&after, (&drafts, start), columns)?;
        changes.iter().for_each(|grown| put(&mut folder, grown));
        let after = if changes.is_empty() { after } else { check::dataset(folder) };
        let files = &after.dataset.files;
        let number =
            files.iter().position(|f| f.name == self.target.name).unwrap_or_default() as u32;
        changes.push(events);
        Ok(Ok(Attempt { drafts, after, number, start, changes, created }))
    }

    /// Files grown by the actors and sources that new rows lack, where that is wanted.
    fn create(
        &self,
        after: &Checked,
        (drafts, start): (&[Draft], usize),
        columns: &Columns,
    ) -> Result<(Vec<Grown>, Vec<Created>), Error> {
        let request = self.request;
        let (mut grown, mut created) = (Vec::new(), Vec::new());
        if !request.create_actors && request.create_sources.is_none() || request.home.is_single() {
            return Ok((grown, created));
        }
        let mut lacking = self.lacking(after, drafts, start);
        if !create::has(after, Table::Actors) {
            lacking.actors = create::all_actors(&after.dataset);
        }
        let actors = match request.create_actors && !lacking.actors.is_empty() {
            true => create::actors(&lacking.actors, self.taken(after, columns, Table::Actors)),
            false => Vec::new(),
        };
        let sources = match request.create_sources.filter(|_| !lacking.sources.is_empty()) {
            Some(title) => {
                let taken = self.taken(after, columns, Table::Sources);
                create::sources(&lacking.sources, taken, title)?
            }
            None => Vec::new(),
        };
        for (table, new) in [(Table::Actors, actors), (Table::Sources, sources)] {
            if !new.is_empty() {
                grown.push(create::grow(request.home, table, &new)?);
                created.extend(new);
            }
        }
        Ok((grown, created))
    }

    /// What is no id for a new actor or source: what one is called or referred to by, in the folder or in
    /// the input.
    fn taken(&self, after: &Checked, columns: &Columns, table: Table) -> Taken {
        let mut taken = create::taken(&after.dataset, table);
        for file in &self.request.home.folder.files {
            references::each(file, table, &mut |id, _| taken.take(id));
        }
        let input = (self.request.input, columns);
        references::each_of_input(input, table, &mut |id| taken.take(id));
        taken
    }

    /// The names in new rows that nobody has.
    fn lacking(&self, after: &Checked, drafts: &[Draft], start: usize) -> Lacking {
        let mut lacking = Lacking::default();
        let files = &after.dataset.files;
        let number = files.iter().position(|f| f.name == self.target.name).unwrap_or_default();
        let Some(appended) = Appended::find(&files[number], number as u32, start, drafts) else {
            return lacking;
        };
        let Verdict { errors, .. } = verdict(&self.before, after, &appended);
        for (_, finding) in errors {
            let Some(text) = appended.text(&finding.place) else { continue };
            match finding.code {
                Code::UnknownActor if create::may_be_created(&finding) => {
                    lacking.actors.insert(nfc(Cow::Owned(text)).into_owned())
                }
                Code::UnknownSource if create::may_be_source(&finding, &text) => {
                    lacking.sources.insert(text)
                }
                _ => false,
            };
        }
        lacking
    }
}

fn put(folder: &mut read::Folder, grown: &Grown) {
    let mut file = read::file(&grown.name, read::table_of(&grown.name), grown.new.clone());
    if let Some(old) = folder.files.iter().find(|f| f.name == grown.name)
        && old.table != file.table
    {
        // A single file of events may have any name.
        let table = old.table;
        file = read::file(&grown.name, table, grown.new.clone());
    }
    folder.put(file);
}
