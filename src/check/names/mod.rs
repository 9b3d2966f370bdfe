//! Whom a reference means: ids, names and aliases of one table.
//!
//! Invariant: a key is looked up after trimming and Unicode NFC; an id wins over a name; a name
//! that two rows share means neither.

pub(super) mod index;
pub(super) mod lookalikes;
pub(super) mod near;
pub(super) mod suggest;
pub(super) mod typing_slip;
pub(super) mod unicode;
pub(super) mod unknown_word;
pub(super) mod word_order;

use std::borrow::Cow;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::check::lists::separators;
use crate::check::names::index::{ByName, Home, Named, Shared, row_names};
use crate::check::names::unicode::nfc;
use crate::cores;
use crate::model::cells;
use crate::model::lookup::{Ids, Lookup};
use crate::model::{DataFile, Field, Row, Table};

/// Rows that share a name of which so many are told.
const MOST_TOLD: usize = 3;

/// What a reference turned out to be.
#[derive(Clone, Copy, Debug)]
pub(in crate::check) enum Found<'n> {
    /// The row with this number.
    Row(u32),
    /// A name that several rows share.
    Ambiguous(&'n Shared),
    /// A row that is refused: no finding of its own.
    Refused,
    /// Nothing of that name.
    Nothing,
}

/// The ids and names of one table.
pub(in crate::check) struct Names<'f> {
    files: &'f [DataFile],
    /// The columns that name a row beside its id; the second is a list.
    named_by: &'static [Field],
    /// Rows by number: id, and where they stand.
    pub(in crate::check) rows: Vec<(&'f str, Row)>,
    ids: Ids,
    /// By row: whether anything refers to it.
    used: Bits,
    by_name: ByName<'f>,
    /// Whether the files hold the byte that splits items of this table.
    holds: OnceLock<bool>,
    /// Ids and names of rows that are refused.
    refused: Lookup<String>,
    /// Which table.
    table: Table,
    /// Whether a whole file is refused, so that nothing can be called unknown.
    pub(in crate::check) file_refused: bool,
}

/// One bit a number, set by several threads at a time.
#[derive(Default)]
struct Bits(Vec<AtomicU64>);

impl Bits {
    fn new(count: usize) -> Bits {
        Bits((0..count.div_ceil(64)).map(|_| AtomicU64::new(0)).collect())
    }

    #[inline]
    fn set(&self, number: usize) {
        let (word, bit) = (&self.0[number / 64], 1 << (number % 64));
        if word.load(Ordering::Relaxed) & bit == 0 {
            word.fetch_or(bit, Ordering::Relaxed);
        }
    }

    fn has(&self, number: usize) -> bool {
        self.0[number / 64].load(Ordering::Relaxed) & 1 << (number % 64) != 0
    }
}

/// What was marked as referred to at some time.
pub(in crate::check) struct Marks<'n, 'f> {
    names: &'n Names<'f>,
    words: Vec<u64>,
}

impl Marks<'_, '_> {
    /// Forgets what was marked since.
    pub(in crate::check) fn restore(&self) {
        for (word, before) in self.names.used.0.iter().zip(&self.words) {
            word.store(*before, Ordering::Relaxed);
        }
        self.names.by_name.forget_marks();
    }
}

impl<'f> Names<'f> {
    /// The names of a table whose rows are called by their id and the columns `named_by`.
    pub(in crate::check) fn new(
        files: &'f [DataFile],
        table: Table,
        named_by: &'static [Field],
        file_refused: bool,
    ) -> Self {
        Names {
            files,
            named_by,
            rows: Vec::new(),
            ids: Ids::default(),
            used: Bits::default(),
            by_name: ByName::default(),
            holds: OnceLock::new(),
            refused: Lookup::default(),
            table,
            file_refused,
        }
    }

    /// Sets the rows, in the order of their numbers.
    pub(in crate::check) fn set(&mut self, rows: Vec<(&'f str, Row)>) {
        self.ids = Ids::of_rows(rows.len(), |n| rows[n].0);
        self.used = Bits::new(rows.len());
        self.by_name = ByName::of(rows.len());
        self.rows = rows;
    }

    /// Adds what a refused row was called.
    pub(in crate::check) fn refuse(&mut self, name: &str) {
        let name = nfc(Cow::Borrowed(cells::trim(name))).into_owned();
        if !name.is_empty() {
            self.refused.keep(name, 0);
        }
    }

    /// Adds what a refused row that could be read was called.
    pub(in crate::check) fn refuse_row(&mut self, id: &str, row: Row) {
        self.refuse(id);
        for name in row_names(self.files, self.named_by, row) {
            self.refuse(&name);
        }
    }

    /// Whether any name may hold this byte; the table's files are searched for it once.
    pub(in crate::check) fn may_hold(&self, byte: u8) -> bool {
        *self.holds.get_or_init(|| {
            let mut files = self.files.iter().filter(|file| file.table == Some(self.table));
            files.any(|file| memchr::memchr(byte, file.text.as_bytes()).is_some())
        })
    }

    /// Which rows are referred to, as far as that is known.
    pub(in crate::check) fn marks(&self) -> Marks<'_, 'f> {
        Marks {
            names: self,
            words: self.used.0.iter().map(|w| w.load(Ordering::Relaxed)).collect(),
        }
    }

    /// Rows that nothing refers to.
    pub(in crate::check) fn unused(&self) -> impl Iterator<Item = Row> {
        let rows = self.rows.iter().enumerate();
        rows.filter(|(number, _)| !self.used.has(*number)).map(|(_, (_, row))| *row)
    }

    /// The ids alone.
    pub(in crate::check) fn ids(&self) -> &Ids {
        &self.ids
    }

    /// What a reference means.
    pub(in crate::check) fn find(&self, text: &str) -> Found<'_> {
        if let Some(row) = self.ids.find(text) {
            return Found::Row(row);
        }
        let text = nfc(Cow::Borrowed(text));
        match self.by_name.find(&text, &self.rows, self.home()) {
            Some(Named::One(row)) => Found::Row(row),
            Some(Named::Several(shared)) => Found::Ambiguous(shared),
            None if self.refused.find(text.as_ref()).is_some() => Found::Refused,
            None => Found::Nothing,
        }
    }

    /// Notes that a row is referred to.
    #[inline]
    pub(in crate::check) fn mark(&self, row: u32) {
        self.used.set(row as usize);
    }

    /// The same of several.
    pub(in crate::check) fn mark_all(&self, rows: &[u32]) {
        rows.iter().for_each(|row| self.mark(*row));
    }

    /// The same of all that share a name; gives the ids of some of them, in the words of a finding.
    pub(in crate::check) fn mark_shared(&self, shared: &Shared) -> String {
        if !shared.is_marked.load(Ordering::Relaxed) {
            self.mark_all(&shared.rows);
            shared.is_marked.store(true, Ordering::Relaxed);
        }
        let told = match shared.rows.len() {
            count if count <= MOST_TOLD + 1 => count,
            _ => MOST_TOLD,
        };
        let (told, rest) = shared.rows.split_at(told);
        let ids = told.iter().map(|row| self.rows[*row as usize].0);
        let ids = format!("`{}`", ids.collect::<Vec<_>>().join("`, `"));
        if rest.is_empty() { ids } else { format!("{ids} and {} more", rest.len()) }
    }

    /// The row that a text means, if it is one.
    pub(in crate::check) fn row(&self, text: &str) -> Option<u32> {
        match self.find(text) {
            Found::Row(row) => Some(row),
            _ => None,
        }
    }

    /// The rows of an item that is several names with a separator between them that is none.
    pub(in crate::check) fn several(&self, text: &str) -> Option<Vec<u32>> {
        let row = |piece: &str| {
            let (actor, _) = piece.rsplit_once(':').filter(|_| self.table == Table::Actors).unzip();
            self.row(piece).or_else(|| self.row(cells::trim(actor?)))
        };
        let by_blanks = text.contains(' ').then(|| text.split_whitespace().collect::<Vec<_>>());
        separators::ways(text).chain(by_blanks).find_map(|pieces| {
            let rows: Vec<u32> = pieces.into_iter().map(row).collect::<Option<_>>()?;
            rows.iter().any(|row| *row != rows[0]).then_some(rows) // `Ada and Ada` is one
        })
    }

    /// Ids and names with their rows, for near misses: a share for each core.
    pub(in crate::check) fn keys(&self) -> Vec<impl Iterator<Item = (&str, u32)> + Send> {
        let count = cores::count();
        let share = self.rows.len().div_ceil(count).max(1);
        let numbered = |n: usize| {
            let rows = self.rows.iter().zip(0..).skip(n * share).take(share);
            rows.map(|((id, _), row)| (*id, row))
        };
        let names = self.by_name.shares(count, &self.rows, self.home());
        names.enumerate().map(|(n, names)| numbered(n).chain(names)).collect()
    }

    /// A name with the list separator in it whose pieces are the items a list begins with: the name,
    /// its row, and how many items it takes.
    pub(in crate::check) fn cut(&self, list: &str) -> Option<(&str, u32, usize)> {
        self.by_name.cut(list, &self.rows, self.home())
    }

    /// Where its rows are to be read again, and by which columns they are called.
    fn home(&self) -> Home<'f> {
        (self.files, self.named_by)
    }
}
