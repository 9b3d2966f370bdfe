//! Rows by their names and aliases: made when the first reference is no id, by all threads that ask.
//!
//! Invariant: what is found does not depend on who made which part of it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::check::names::unicode::nfc;
use crate::check::placeholder::is_placeholder;
use crate::cores::Joint;
use crate::model::lookup::{Lookup, fingerprint};
use crate::model::prints::Prints;
use crate::model::{DataFile, Field, Row, cells};

/// Names and aliases of the rows of a table.
#[derive(Default)]
pub(in crate::check) struct ByName<'f> {
    made: Joint<Vec<Key<'f>>, Index>,
}

/// A name of a row.
struct Key<'f> {
    name: Cow<'f, str>,
    print: u64,
    /// Number of the row.
    row: u32,
}

/// Which share of the names a name is in, and which of them it is.
type At = (u32, u32);

/// Where each name stands first.
struct Index {
    first: Prints<At>,
    /// Of a name that several rows share, its number in `rows`.
    shared: Lookup<At>,
    rows: Vec<Shared>,
    cut: Cut,
}

/// The rows that share a name.
#[derive(Debug)]
pub(in crate::check) struct Shared {
    /// Each once, in the order of their numbers.
    pub(in crate::check) rows: Vec<u32>,
    /// Whether all of them were marked as referred to since that was forgotten.
    pub(in crate::check) is_marked: AtomicBool,
}

/// The names that hold the list separator, by their pieces.
#[derive(Default)]
struct Cut {
    names: Vec<At>,
    /// By the pieces, put together again: the first name that has them.
    by_pieces: Lookup<String>,
    /// How many pieces they have.
    counts: BTreeSet<usize>,
}

/// What a name means.
pub(in crate::check) enum Named<'n> {
    /// The row with this number.
    One(u32),
    /// Several rows.
    Several(&'n Shared),
}

/// Rows whose names are made in one go.
const SHARE: usize = 1 << 12;

/// Rows by number, each with its id.
type Rows<'n, 'f> = &'n [(&'f str, Row)];

/// Where rows are to be read again, and the columns that name one; the second is a list.
pub(in crate::check) type Home<'f> = (&'f [DataFile], &'static [Field]);

impl<'f> ByName<'f> {
    /// The names of so many rows.
    pub(in crate::check) fn of(rows: usize) -> ByName<'f> {
        ByName { made: Joint::of(rows.div_ceil(SHARE)) }
    }

    /// The rows that go by a name in normal form.
    pub(in crate::check) fn find(
        &self,
        name: &str,
        rows: Rows<'_, 'f>,
        home: Home<'f>,
    ) -> Option<Named<'_>> {
        let index = self.index(rows, home);
        let at = index.first.find(fingerprint(name), |at| self.key(at).name == name)?;
        Some(match index.shared.find(&at) {
            Some(shared) => Named::Several(&index.rows[shared as usize]),
            None => Named::One(self.key(at).row),
        })
    }

    /// Forgets that rows were marked.
    pub(in crate::check) fn forget_marks(&self) {
        for shared in self.made.made().iter().flat_map(|index| &index.rows) {
            shared.is_marked.store(false, Ordering::Relaxed);
        }
    }

    /// Every name with the number of its row, in so many shares.
    pub(in crate::check) fn shares(
        &self,
        count: usize,
        rows: Rows<'_, 'f>,
        home: Home<'f>,
    ) -> impl Iterator<Item = impl Iterator<Item = (&str, u32)> + Send> {
        self.index(rows, home);
        (0..count).map(move |n| {
            let parts = self.made.parts().skip(n).step_by(count);
            parts.flatten().map(|key| (key.name.as_ref(), key.row))
        })
    }

    /// The first name with the list separator in it whose pieces are the items a list begins with, the
    /// last of them perhaps with a role: the name, its row, and how many items it takes.
    pub(in crate::check) fn cut(
        &self,
        list: &str,
        rows: Rows<'_, 'f>,
        home: Home<'f>,
    ) -> Option<(&str, u32, usize)> {
        let cut = &self.index(rows, home).cut;
        let of = |count: usize| {
            let items: Vec<&str> = list.split(';').map(cells::trim).take(count).collect();
            let whole = (items.len() == count).then(|| items.join(";"))?;
            let is_with_role = items.last().is_some_and(|item| item.contains(':'));
            let actor = whole.rsplit_once(':').filter(|_| is_with_role);
            let actor = actor.map(|(head, _)| cells::trim(head));
            let names = [Some(whole.as_str()), actor].into_iter().flatten();
            let first = names.filter_map(|name| cut.by_pieces.find(name)).min()?;
            Some((first, count))
        };
        let (first, count) = cut.counts.iter().filter_map(|count| of(*count)).min()?;
        let key = self.key(cut.names[first as usize]);
        Some((key.name.as_ref(), key.row, count))
    }

    fn key(&self, (share, at): At) -> &Key<'f> {
        &self.made.part(share as usize)[at as usize]
    }

    fn index(&self, rows: Rows<'_, 'f>, (files, named_by): Home<'f>) -> &Index {
        let make = |share: usize| {
            let first = share * SHARE;
            let rows = &rows[first..rows.len().min(first + SHARE)];
            let keys = rows.iter().zip(first as u32..).flat_map(|((_, row), number)| {
                row_names(files, named_by, *row).into_iter().map(move |name| {
                    let print = fingerprint(&name);
                    Key { name, print, row: number }
                })
            });
            keys.collect()
        };
        self.made.get(make, || self.whole())
    }

    /// The index of what all shares hold.
    fn whole(&self) -> Index {
        let count = self.made.parts().map(Vec::len).sum();
        let first = Prints::with_room(count);
        let mut index =
            Index { first, shared: Lookup::default(), rows: Vec::new(), cut: Cut::default() };
        for (part, share) in self.made.parts().zip(0..) {
            for (key, n) in part.iter().zip(0..) {
                if key.name.contains(';') {
                    index.cut.keep(&key.name, (share, n));
                }
                let same = |at| self.key(at).name == key.name;
                if let Some(before) = index.first.find_or_keep(key.print, (share, n), same) {
                    index.share(before, (self.key(before).row, key.row));
                }
            }
        }
        index
    }
}

impl Index {
    /// Notes that a name which the `first` row has is one of another row too.
    fn share(&mut self, at: At, (first, row): (u32, u32)) {
        match self.shared.find(&at) {
            None if first == row => {}
            None => {
                self.shared.keep(at, self.rows.len() as u32);
                self.rows
                    .push(Shared { rows: vec![first, row], is_marked: AtomicBool::new(false) });
            }
            Some(shared) => {
                let rows = &mut self.rows[shared as usize].rows;
                // Rows come in the order of their numbers.
                if rows.last() != Some(&row) {
                    rows.push(row);
                }
            }
        }
    }
}

impl Cut {
    fn keep(&mut self, name: &str, at: At) {
        let pieces: Vec<&str> = name.split(';').map(cells::trim).collect();
        self.counts.insert(pieces.len());
        self.by_pieces.find_or(pieces.join(";"), self.names.len() as u32);
        self.names.push(at);
    }
}

/// The names of a row in normal form, blank ones left out: its first naming column whole, items
/// of the others. A cell that stands for nothing (`NA`) names nobody, unless it is the name itself.
pub(in crate::check) fn row_names<'f>(
    files: &'f [DataFile],
    named_by: &[Field],
    row: Row,
) -> Vec<Cow<'f, str>> {
    let file = &files[row.file as usize];
    let mut names = Vec::new();
    for (n, field) in named_by.iter().enumerate() {
        let Some(cell) = file.fields.find(*field) else { continue };
        match file.cell_at(row.offset as usize, cell) {
            cell if *field != Field::Name && is_placeholder(cells::trim(&cell), true) => {}
            whole if n == 0 => names.push(cells::trim_value(whole)),
            Cow::Borrowed(list) => {
                names.extend(list.split(';').map(|i| Cow::Borrowed(cells::trim(i))))
            }
            Cow::Owned(list) => {
                names.extend(list.split(';').map(|i| Cow::Owned(cells::trim(i).to_string())));
            }
        }
    }
    names.into_iter().filter(|n| !n.is_empty()).map(nfc).collect()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use crate::check::{self, Code};

    #[test]
    fn a_name_that_rows_far_apart_share_is_of_neither_and_another_is_found() {
        let mut actors = String::from("id,name,aliases\n");
        for n in 0..3 * super::SHARE {
            // The last third is called as the first is; everybody has one of two aliases twice.
            let name = n % (2 * super::SHARE);
            writeln!(actors, "a{n},Name {name},Alias {n};Alias {n};Cut; name {n}").unwrap();
        }
        let events = "date,title,actors\n2025,A,Name 5000;Alias 12000\n2025,B,Name 17\n";
        let checked =
            check::dataset(crate::read::texts(&[("actors.csv", &actors), ("events.csv", events)]));
        let actors = |n: u32| {
            let named = checked.dataset.participations_of(n);
            named.iter().map(|p| checked.dataset.text(checked.dataset.actors[p.actor as usize].id))
        };
        assert_eq!(actors(0).collect::<Vec<_>>(), ["a5000", "a12000"]);
        assert_eq!(actors(1).count(), 0);
        let message = "`Name 17` is a name of several actors: `a17`, `a8209`";
        let mut said = checked.findings.iter().filter(|f| f.code == Code::AmbiguousName);
        assert_eq!(said.next().map(|f| f.message.as_str()), Some(message));
    }

    #[test]
    fn of_many_that_share_a_name_three_are_told_and_all_are_used() {
        let checked = |count: usize| {
            let mut actors = String::from("id,name,aliases\n");
            (0..count).for_each(|n| writeln!(actors, "a{n:04},Ann Lee,Ann Lee;Ann").unwrap());
            let mut events = String::from("date,title,actors\n");
            (0..300).for_each(|n| writeln!(events, "2025,T{n},Ann Lee").unwrap());
            check::dataset(crate::read::texts(&[("actors.csv", &actors), ("events.csv", &events)]))
        };
        let said = |count: usize, ids: &str| {
            let findings = checked(count).findings;
            assert_eq!(findings.len(), 300);
            let message = format!("`Ann Lee` is a name of several actors: {ids}");
            assert!(findings.iter().all(|f| f.message == message), "{}", findings[0].message);
        };
        said(4, "`a0000`, `a0001`, `a0002`, `a0003`");
        said(5000, "`a0000`, `a0001`, `a0002` and 4997 more");
    }

    #[test]
    fn a_name_that_holds_the_separator_is_found_by_all_its_pieces() {
        let mut actors = String::from("id,name\nlong,Oak;Sons; Daughters\n");
        (0..9).for_each(|n| writeln!(actors, "a{n},Oak; Sons {n}").unwrap());
        let events = "date,title,actors\n\
            2025,A,Oak; Sons 3:host;a1;Oak;Sons;Daughters\n\
            2025,B,Oak;Sons\n\
            2025,C,Oak;Sons 9;Daughters\n";
        let checked =
            check::dataset(crate::read::texts(&[("actors.csv", &actors), ("events.csv", events)]));
        let cut = |f: &&check::Finding| f.code == Code::CutName;
        let cut: Vec<&str> =
            checked.findings.iter().filter(cut).filter_map(|f| f.help.as_deref()).collect();
        assert_eq!(cut, ["refer to it by its id: `a3`", "refer to it by its id: `long`"]);
        let unknown = checked.findings.iter().filter(|f| f.code == Code::UnknownActor);
        assert_eq!(unknown.count(), 5);
    }
}
