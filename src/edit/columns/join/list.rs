//! Columns that together are one list: `sender:author+recipient=actors`.
//!
//! Invariant: items go in as they are written, with the role of their column where they have none of their
//! own; none is left out but one that says no more than another.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::{is_list, is_placeholder, is_role, nfc, of_one_name, on_one_line, string_of};
use crate::edit::input::column_names::Names;
use crate::model::cells::trim;
use crate::model::{Dataset, Field, Table};

/// The columns of a list, by number, with the role of those who stand there, which may be blank.
#[derive(Clone, Debug)]
pub(in crate::edit) struct Listed {
    pub(super) field: Field,
    columns: Vec<(usize, String)>,
    /// What actors are called that ends as with a role; an item is tried whole first.
    known: BTreeSet<String>,
}

/// An item with the cell it comes from and where it stands in that.
struct Item {
    cell: usize,
    span: Range<usize>,
    text: String,
}

/// The list of events that is called so.
pub(in crate::edit) fn list(name: &str) -> Option<Field> {
    let mut lists = Table::Events.columns().iter().copied().filter(|field| is_list(*field));
    lists.find(|field| field.is_called(name))
}

impl Listed {
    /// The columns that a text joins to a list, of names on one line; one whose own name has the signs that
    /// join is tried whole first.
    pub(super) fn find(theirs: &str, field: Field, names: &[String]) -> Option<Listed> {
        let columns = columns(&on_one_line(theirs), field == Field::Actors, names)?;
        Some(Listed { field, columns, known: BTreeSet::new() })
    }

    /// Takes in what the actors of a table are called.
    pub(super) fn know(&mut self, dataset: &Dataset) {
        if self.field != Field::Actors || self.columns.iter().all(|(_, role)| role.is_empty()) {
            return;
        }
        let names = crate::edit::create::known(dataset).into_iter();
        let names = names.map(|name| nfc(Cow::Owned(name)).into_owned());
        self.known = names.filter(|name| !string_of(name).1.is_empty()).collect();
    }

    /// The name in an item, and the role, blank where there is none.
    fn halves<'i>(&self, item: &'i str) -> (&'i str, &'i str) {
        match !self.known.is_empty() && self.known.contains(&*nfc(Cow::Borrowed(item))) {
            true => (item, ""),
            false => string_of(item),
        }
    }

    /// Two columns in it that are the parts of one name.
    pub(super) fn torn_name<'n>(&self, names: &'n [String]) -> Option<[&'n str; 2]> {
        let columns =
            self.columns.iter().map(|(cell, role)| (names[*cell].as_str(), role.as_str()));
        let columns: Vec<(&str, &str)> = columns.collect();
        of_one_name(&columns).filter(|_| self.field == Field::Actors)
    }

    /// The column that stands for the list.
    pub(in crate::edit) fn first(&self) -> usize {
        self.columns[0].0
    }

    /// Whether a column is a part of it.
    pub(in crate::edit) fn has(&self, cell: usize) -> bool {
        self.cells().any(|part| part == cell)
    }

    pub(super) fn cells(&self) -> impl Iterator<Item = usize> {
        self.columns.iter().map(|(cell, _)| *cell)
    }

    /// What `--map` calls it.
    pub(super) fn theirs(&self, header: &Names) -> String {
        let theirs = self.columns.iter().map(|(cell, role)| match role.is_empty() {
            true => header.typed[*cell].clone(),
            false => format!("{}:{role}", header.typed[*cell]),
        });
        theirs.collect::<Vec<String>>().join("+")
    }

    /// The list that the cells of a row are.
    pub(in crate::edit) fn read(&self, value: &dyn Fn(usize) -> String) -> String {
        let items = self.items(value).into_iter().map(|item| item.text);
        items.collect::<Vec<String>>().join(";")
    }

    /// The cell in which a piece of the list stands, and where in that; of its role, where the actor does.
    pub(in crate::edit) fn at(
        &self,
        piece: &Range<usize>,
        value: &dyn Fn(usize) -> String,
    ) -> Option<(usize, Range<usize>)> {
        let mut start = 0;
        for Item { cell, span, text } in self.items(value) {
            if piece.start <= start + text.len() {
                let within = |at: usize| span.start + at.saturating_sub(start).min(span.len());
                let part = within(piece.start)..within(piece.end);
                return Some((cell, if part.is_empty() { span } else { part }));
            }
            start += text.len() + 1;
        }
        None
    }

    /// The items of a row; one that is another one without its role says no more.
    fn items(&self, value: &dyn Fn(usize) -> String) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        for (cell, role) in &self.columns {
            let value = value(*cell);
            if is_placeholder(trim(&value), true) {
                continue;
            }
            for part in value.split(';') {
                let item = trim(part);
                let start = item.as_ptr() as usize - value.as_ptr() as usize;
                let text = match role.is_empty() || !self.halves(item).1.is_empty() {
                    true => item.to_string(),
                    false => format!("{item}:{role}"),
                };
                if !item.is_empty() {
                    items.push(Item { cell: *cell, span: start..start + item.len(), text });
                }
            }
        }
        if self.columns.len() > 1 {
            let mut said: BTreeSet<String> = BTreeSet::new();
            if self.field == Field::Actors {
                let in_role = items.iter().map(|item| self.halves(&item.text));
                said.extend(
                    in_role.filter(|(_, role)| !role.is_empty()).map(|(name, _)| name.into()),
                );
            }
            items.retain(|item| said.insert(item.text.clone()));
        }
        items
    }
}

/// The columns of a text that joins them by `+`, each with the role that stands behind it.
fn columns(text: &str, has_roles: bool, names: &[String]) -> Option<Vec<(usize, String)>> {
    if let Some(one) = column(text, has_roles, names) {
        return Some(vec![one]);
    }
    text.match_indices('+').find_map(|(at, _)| {
        let mut found = vec![column(&text[..at], has_roles, names)?];
        found.extend(columns(&text[at + 1..], has_roles, names)?);
        Some(found)
    })
}

fn column(text: &str, has_roles: bool, names: &[String]) -> Option<(usize, String)> {
    let named = |text: &str| names.iter().position(|name| !name.is_empty() && name == trim(text));
    if let Some(whole) = named(text) {
        return Some((whole, String::new()));
    }
    let (name, role) = text.rsplit_once(':').filter(|_| has_roles)?;
    let role = trim(role);
    (!role.is_empty() && is_role(role)).then_some((named(name)?, role.to_string()))
}

/// A column with a role that is not written as one, as it would be: `sender:Author`.
pub(in crate::edit) fn mended(theirs: &str, names: &[String]) -> Option<String> {
    theirs.split('+').find_map(|part| {
        let (name, role) = part.rsplit_once(':')?;
        let (name, role) = (trim(name), trim(role));
        let mended = role.to_lowercase().replace([' ', '_'], "-");
        let is_meant = mended != role && !mended.is_empty() && is_role(&mended);
        (is_meant && names.iter().any(|n| n == name)).then(|| format!("{name}:{mended}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &str) -> Vec<String> {
        names.split(',').map(str::to_string).collect()
    }

    fn said(theirs: &str, header: &str, row: &str) -> Option<String> {
        let (header, row) = (names(header), names(row));
        Some(Listed::find(theirs, Field::Actors, &header)?.read(&|n| row[n].clone()))
    }

    #[test]
    fn items_of_several_columns_are_one_list_each_in_the_role_of_its_column() {
        for (row, list) in [
            ("Ada,Ben", "Ada:author;Ben"),
            ("Ada; Cy,Ben", "Ada:author;Cy:author;Ben"),
            ("Ada:speaker,Ben:host", "Ada:speaker;Ben:host"),
            (",Ben", "Ben"),
            ("Ada,", "Ada:author"),
            ("NA,Ben; ", "Ben"),
            (",", ""),
            ("Ada,Ada;Ben", "Ada:author;Ben"),
            ("Ada:host,Ada;Ben;Ben", "Ada:host;Ben"),
        ] {
            let found = said("sender:author+recipient", "sender,recipient", row);
            assert_eq!(found.as_deref(), Some(list), "{row}");
        }
    }

    #[test]
    fn names_with_signs_that_join_are_tried_whole() {
        assert_eq!(said("A+B:x", "A+B:x,c", "Ada,Ben").as_deref(), Some("Ada"));
        assert_eq!(said("A+B:x+c", "A+B:x,c", "Ada,Ben").as_deref(), Some("Ada;Ben"));
        assert_eq!(said("a : host + c", "a,c", "Ada,Ben").as_deref(), Some("Ada:host;Ben"));
        for text in ["a+d", "a:+c", "a:Host+c", "a/c"] {
            assert_eq!(said(text, "a,c", "Ada,Ben"), None, "{text}");
        }
        let header = names("a,c");
        assert!(Listed::find("a:host", Field::Tags, &header).is_none());
    }

    #[test]
    fn a_piece_of_the_list_is_found_in_its_cell() {
        let (header, row) = (names("sender,recipient"), names("Ada; Cy,Ben"));
        let list = Listed::find("sender:author+recipient", Field::Actors, &header).unwrap();
        let at = |piece: Range<usize>| list.at(&piece, &|n| row[n].clone());
        assert_eq!(at(0..3), Some((0, 0..3)));
        assert_eq!(at(4..10), Some((0, 0..3)));
        assert_eq!(at(11..13), Some((0, 5..7)));
        assert_eq!(at(21..24), Some((1, 0..3)));
    }
}
