//! Whom a reference means: ids, names and aliases of one table.
//!
//! Invariant: a key is looked up after trimming and Unicode NFC; an id wins over a name; a name
//! that two rows share means neither.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::near::near;
use crate::model::lookup::Lookup;

/// What a reference turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// The row with this number.
    Row(u32),
    /// A name that several rows share.
    Ambiguous(Vec<u32>),
    /// A row that is refused: no finding of its own.
    Refused,
    /// Nothing of that name.
    Nothing,
}

/// The ids and names of one table.
#[derive(Default)]
pub(super) struct Names<'f> {
    ids: Lookup<Cow<'f, str>>,
    names: Lookup<Cow<'f, str>>,
    /// Rows that share a name; a number in `names` from [`SHARED`] on points here.
    shared: Vec<Vec<u32>>,
    /// Ids and names of rows that are refused.
    refused: Lookup<Cow<'f, str>>,
    /// Every key with its row, for near misses, and names that hold the list separator.
    keys: Vec<(Cow<'f, str>, u32)>,
    cut: Vec<(Cow<'f, str>, u32)>,
    /// Whether a whole file is refused, so that nothing can be called unknown.
    pub(super) file_refused: bool,
}

const SHARED: u32 = 1 << 31;

impl<'f> Names<'f> {
    /// Adds the id of a row.
    pub(super) fn id(&mut self, id: &'f str, row: u32) {
        self.ids.keep(Cow::Borrowed(id), row);
        self.keys.push((Cow::Borrowed(id), row));
    }

    /// Adds a name, alias or address of a row.
    pub(super) fn name(&mut self, name: Cow<'f, str>, row: u32) {
        let name = nfc(trim(name));
        if name.is_empty() {
            return;
        }
        if name.contains(';') {
            self.cut.push((name.clone(), row));
        }
        self.keys.push((name.clone(), row));
        let Some(before) = self.names.keep(name.clone(), row) else { return };
        if before == row {
            return;
        }
        if before < SHARED {
            self.shared.push(vec![before, row]);
            self.names.keep(name, SHARED + self.shared.len() as u32 - 1);
        } else {
            let rows = &mut self.shared[(before - SHARED) as usize];
            if !rows.contains(&row) {
                rows.push(row);
            }
            self.names.keep(name, before);
        }
    }

    /// Adds an id or name of a refused row.
    pub(super) fn refuse(&mut self, name: Cow<'f, str>) {
        let name = nfc(trim(name));
        if !name.is_empty() {
            self.refused.keep(name, 0);
        }
    }

    /// What a reference means.
    pub(super) fn find(&self, text: &str) -> Found {
        if let Some(row) = self.ids.find(text) {
            return Found::Row(row);
        }
        let text = nfc(Cow::Borrowed(text));
        match self.names.find(text.as_ref()) {
            Some(row) if row < SHARED => Found::Row(row),
            Some(shared) => Found::Ambiguous(self.shared[(shared - SHARED) as usize].clone()),
            None if self.refused.find(text.as_ref()).is_some() => Found::Refused,
            None => Found::Nothing,
        }
    }

    /// Ids and names near to an unknown one, with their rows.
    pub(super) fn near(&self, text: &str) -> Vec<(String, u32)> {
        let text = nfc(Cow::Borrowed(text));
        let found = near(&text, self.keys.iter().map(|(key, _)| key.as_ref()));
        let row = |name: &str| self.keys.iter().find(|(key, _)| key == name).map(|(_, row)| *row);
        found.iter().filter_map(|name| Some((name.to_string(), row(name)?))).collect()
    }

    /// A name with the list separator in it whose pieces are the items that start here: the row,
    /// and how many items it takes.
    pub(super) fn cut(&self, items: &[&str]) -> Option<(&str, u32, usize)> {
        self.cut.iter().find_map(|(name, row)| {
            let pieces: Vec<&str> = name.split(';').map(str::trim).collect();
            let taken = items.get(..pieces.len())?;
            let (last, rest) = taken.split_last()?;
            let (last_piece, rest_pieces) = pieces.split_last()?;
            let ends = last == last_piece
                || last.rsplit_once(':').is_some_and(|(head, _)| head.trim() == *last_piece);
            (rest == rest_pieces && ends).then_some((name.as_ref(), *row, pieces.len()))
        })
    }
}

/// Unicode normal form C.
pub(crate) fn nfc(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return text;
    }
    Cow::Owned(text.nfc().collect())
}

fn trim(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_string()),
    }
}
