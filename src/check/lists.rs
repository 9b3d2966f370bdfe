//! Lists in a cell: items between semicolons, each with its place.
//!
//! Invariant: an item is never split further here; that waits until it has been tried whole.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::cells::{Cell, trim, trim_span};
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

/// Calls `each` for every item of a list cell, trimmed, with the offset of its last colon in the
/// text; whether the cell holds quotes, so that there is more to it than these items tell.
#[inline]
pub(super) fn plain_items<'f>(
    record: &Record<'f, '_>,
    field: Field,
    mut each: impl FnMut(Range<usize>, Option<usize>),
) -> bool {
    let Some(cell) = record.cell(field) else { return false };
    let (mut at, mut colon, mut block) = (cell.start, None, cell.start);
    while block <= cell.end {
        let (mut ends, mut colons) = match block < cell.end {
            true => scan::pair(record.text.as_bytes(), block..cell.end, (b';', b':')),
            false => (0, 0),
        };
        if cell.end - block < scan::BLOCK {
            ends |= 1 << (cell.end - block); // the last item ends with the cell
        }
        while ends != 0 {
            let bit = ends.trailing_zeros();
            let before = colons & ((1 << bit) - 1);
            let last = before.checked_ilog2().map(|n| block + n as usize).or(colon);
            let end = block + bit as usize;
            if let Some(item) = trim_span(record.text, at..end) {
                each(item, last);
            }
            (at, colon) = (end + 1, None);
            (ends, colons) = (ends & (ends - 1), colons ^ before);
        }
        colon = colons.checked_ilog2().map(|n| block + n as usize).or(colon);
        block += scan::BLOCK;
    }
    cell.doubled
}

/// Whether an item is a web address, which is tried whole before it is split.
pub(super) fn is_address(item: &str) -> bool {
    item.starts_with("https://") || item.starts_with("http://")
}
