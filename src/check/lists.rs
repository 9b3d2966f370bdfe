//! Lists in a cell: items between semicolons, each with its place.
//!
//! Invariant: an item is never split further here; that waits until it has been tried whole.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::cells::{Cell, trim};
use crate::model::{Field, scan};
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
        let text = record.text;
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

/// Calls `each` for every item of a list cell, trimmed, with the offset of its last colon; whether
/// the cell holds quotes, so that there is more to it than these items tell.
#[inline]
pub(super) fn plain_items<'f>(
    record: &Record<'f, '_>,
    field: Field,
    mut each: impl FnMut(&'f str, Option<usize>),
) -> bool {
    let Some(cell) = record.cell(field) else { return false };
    if cell.start == cell.end {
        return false;
    }
    let (text, mut at) = (record.text, cell.start);
    let mut item = |from: usize, to: usize, colon: Option<usize>| {
        let whole = &text[from..to];
        let item = trim(whole);
        if !item.is_empty() {
            let skipped = item.as_ptr() as usize - whole.as_ptr() as usize;
            each(item, colon.map(|n| n - from - skipped));
        }
    };
    let mut colon = None;
    let mut block = cell.start;
    while block < cell.end {
        let (mut ends, mut colons) = scan::pair(text.as_bytes(), block..cell.end, (b';', b':'));
        while ends != 0 {
            let end = ends.trailing_zeros();
            let before = colons & ((1 << end) - 1);
            let last = before.checked_ilog2().map(|n| block + n as usize).or(colon);
            item(at, block + end as usize, last);
            (at, colon) = (block + end as usize + 1, None);
            (ends, colons) = (ends & (ends - 1), colons & !((1 << end) - 1));
        }
        colon = colons.checked_ilog2().map(|n| block + n as usize).or(colon);
        block += 64;
    }
    item(at, cell.end, colon);
    cell.doubled
}

/// Whether an item is a web address, which is tried whole before it is split.
pub(super) fn is_address(item: &str) -> bool {
    item.starts_with("https://") || item.starts_with("http://")
}
