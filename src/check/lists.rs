//! Lists in a cell: items between semicolons, each with its place.
//!
//! Invariant: an item is never split further here; that waits until it has been tried whole.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::Field;
use crate::model::cells::{Cell, trim};
use crate::read::Record;

/// The items of a list cell.
pub(super) struct List<'r> {
    /// The value of the cell.
    pub(super) value: Cow<'r, str>,
    cell: Option<Cell>,
    text: &'r str,
}

impl<'r> List<'r> {
    /// The list in a column.
    pub(super) fn of(record: &Record<'r, '_>, field: Field) -> List<'r> {
        let text = record.file.text.as_str();
        let cell = record.cell(field);
        List { value: cell.map_or(Cow::Borrowed(""), |c| c.value(text)), cell, text }
    }

    /// The spans of the items in the value, trimmed, blank ones left out.
    pub(super) fn items(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let value = self.value.as_ref();
        let ends = memchr::memchr_iter(b';', value.as_bytes()).chain([value.len()]);
        let mut at = 0;
        ends.filter_map(move |end| {
            let item = &value[at..end];
            let trimmed = trim(item);
            let start = at + (trimmed.as_ptr() as usize - item.as_ptr() as usize);
            at = end + 1;
            (!trimmed.is_empty()).then(|| start..start + trimmed.len())
        })
    }

    /// The span in the file of a span of the value.
    pub(super) fn in_file(&self, part: Range<usize>) -> Range<usize> {
        self.cell.map_or(0..0, |c| c.part(self.text, part))
    }
}

/// Whether an item is a web address, which is tried whole before it is split.
pub(super) fn is_address(item: &str) -> bool {
    item.starts_with("https://") || item.starts_with("http://")
}
