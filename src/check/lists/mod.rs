//! Lists in a cell: items between semicolons, each with its place.
//!
//! Invariant: an item is never split further here; that waits until it has been tried whole.

pub(super) mod actor_twice;
pub(super) mod addresses;
pub(super) mod citations;
pub(super) mod participants;
pub(super) mod resolve;
pub(super) mod roles_amiss;
pub(super) mod separators;
pub(super) mod several_items;
pub(super) mod tags;
pub(super) mod torn;

use std::borrow::Cow;
use std::ops::Range;

use crate::check::finding::quoted;
use crate::model::cells::{Cell, trim, trim_span};
use crate::model::{Field, scan};
use crate::read::Record;

/// The items of a list cell.
pub(in crate::check) struct List<'r> {
    /// The value of the cell.
    pub(in crate::check) value: Cow<'r, str>,
    cell: Option<Cell>,
    text: &'r str,
    /// The last part that was looked for, by its offsets in the value and in the cell: the next one
    /// is looked for from there.
    last: std::cell::Cell<(usize, usize)>,
}

impl<'r> List<'r> {
    /// The list in a column.
    pub(in crate::check) fn of(record: &Record<'r, '_>, field: Field) -> List<'r> {
        let text = record.text;
        let cell = record.cell(field);
        let value = cell.map_or(Cow::Borrowed(""), |c| c.value(text));
        List { value, cell, text, last: Default::default() }
    }

    /// The spans of the items in the value, trimmed, blank ones left out.
    pub(in crate::check) fn items(&self) -> impl Iterator<Item = Range<usize>> + '_ {
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
    pub(in crate::check) fn in_file(&self, part: Range<usize>) -> Range<usize> {
        let Some(cell) = self.cell else { return 0..0 };
        if !cell.doubled {
            return cell.part(self.text, part);
        }
        let last = Some(self.last.get()).filter(|(value, _)| *value <= part.start);
        let start = cell.on(self.text, last.unwrap_or_default(), part.start);
        self.last.set(start);
        cell.start + start.1..cell.start + cell.on(self.text, start, part.end).1
    }
}

/// Calls `each` for every item of a list cell, trimmed, with the offset of its last colon in the
/// text; whether the cell holds quotes, so that there is more to it than these items tell.
#[inline]
pub(in crate::check) fn plain_items<'f>(
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

/// Whether a cell of the column is a list.
pub(crate) fn is_list(field: Field) -> bool {
    use Field as F;
    let of_events = [F::Actors, F::Sources, F::After, F::Before, F::PartOf, F::Tags];
    of_events.contains(&field) || matches!(field, F::Aliases | F::DerivedFrom)
}

/// What is said of a list whose items are enclosed in quotes one by one, and what would be right; `at` is the
/// offset of what stands behind the first of them, and breaks the row.
pub(crate) fn items_in_quotes(
    text: &str,
    at: usize,
    delimiter: u8,
) -> Option<(&'static str, String)> {
    let items = quoted_items(text, at, delimiter)?;
    let help = match items.iter().find(|item| item.contains(';')) {
        Some(item) => format!(
            "{} holds `;`, which separates items: write its id in its place, and one pair of quotes around the \
             whole list",
            quoted(item)
        ),
        None => {
            let list = format!("\"{}\"", items.join(";"));
            format!("one pair of quotes encloses the whole list: {}", quoted(&list))
        }
    };
    Some(("quotes around an item of a list", help))
}

/// The items of such a list without their quotes, each with what stands behind these: `:host`, `#p. 2`.
fn quoted_items(text: &str, at: usize, delimiter: u8) -> Option<Vec<String>> {
    if delimiter == b';' {
        return None; // what stands behind is another cell
    }
    let is_end = |c: char| c == char::from(delimiter) || c == '\n' || c == '\r';
    let is_blank = |c: char| c == ' ' || c == '\t' && delimiter != b'\t';
    let (before, first) = text[..at].strip_suffix('"')?.rsplit_once('"')?;
    if !before.is_empty() && !before.ends_with(is_end) {
        return None; // its quotes are doubled
    }
    let item_end = |text: &str| text.find(|c| c == ';' || is_end(c)).unwrap_or(text.len());
    let (mut items, mut has_tail) = (Vec::new(), false);
    let (mut item, mut behind) = (first, &text[at..]);
    let rest = loop {
        let tail = behind.trim_start_matches(is_blank);
        let end = if tail.starts_with([':', '#']) { item_end(tail) } else { 0 };
        has_tail |= end > 0;
        items.push(trim(item).to_string() + trim(&tail[..end]));
        let rest = tail[end..].trim_start_matches(is_blank);
        let Some(next) = rest.strip_prefix(';') else { break rest };
        let next = next.trim_start_matches(is_blank);
        (item, behind) = match next.strip_prefix('"') {
            Some(inner) => inner.split_once('"')?,
            None => next.split_at(item_end(next)),
        };
    };
    let is_list = items.len() > 1 || has_tail;
    let is_whole = is_list && (rest.is_empty() || rest.starts_with(is_end));
    let is_plain = !items.iter().any(|item| item.contains(['"', '\n', '\r']));
    items.retain(|item| !item.is_empty());
    (is_whole && is_plain).then_some(items)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Records, file};

    #[test]
    fn a_list_whose_items_are_in_quotes_is_put_in_one_pair() {
        let items = |cell: &str| quoted_items(cell, cell[1..].find('"')? + 2, b',');
        let written = |cell: &str| Some(format!("\"{}\"", items(cell)?.join(";")));
        for (cell, expected) in [
            ("\"Ada\";\"Ben\",x", "\"Ada;Ben\""),
            ("\"Ada, Inc\" ; Ben; \"Cy\"\n", "\"Ada, Inc;Ben;Cy\""),
            ("\"Ada\";;Ben", "\"Ada;Ben\""),
            ("\"Ada\":host;\"Ben\" : guest ,x", "\"Ada:host;Ben: guest\""),
            ("\"Daily\"#p. 2;\"AP\"\n", "\"Daily#p. 2;AP\""),
            ("\"Ada\":host,x", "\"Ada:host\""),
        ] {
            assert_eq!(written(cell).as_deref(), Some(expected), "{cell}");
        }
        for cell in [
            "\"Ada\" and; Ben,",
            "\"Ada\";\"B\" x,",
            "\"Ada\":host \"x\";Ben",
            "\"Ada\",",
            "\"A\";B \"C\",",
            "\"A\";\"B",
        ] {
            assert_eq!(written(cell), None, "{cell}");
        }
        assert_eq!(quoted_items("\"Ada \"\"x\";\"Ben\"", 9, b','), None);
        assert!(
            items_in_quotes("\"Oak; Sons\";\"Ben\"", 11, b',')
                .is_some_and(|(_, help)| help.starts_with("`Oak; Sons` holds `;`"))
        );
    }

    #[test]
    fn items_behind_doubled_quotes_are_where_they_stand_whichever_is_asked_for_first() {
        let text = "date,actors\n2025,\"a;\"\"b\"\";\"\"\"\"é\"\"; c\"\n";
        let file = file("events.csv", Some(crate::model::Table::Events), text.into());
        let mut records = Records::new(&file, 0);
        let record = records.next().unwrap();
        let list = List::of(&record, Field::Actors);
        let items: Vec<Range<usize>> = list.items().collect();
        let there = |item: &Range<usize>| &text[list.in_file(item.clone())];
        let expected = ["a", "\"\"b\"\"", "\"\"\"\"é\"\"", "c"];
        assert_eq!(items.iter().map(there).collect::<Vec<_>>(), expected);
        assert_eq!(there(&items[1]), expected[1]);
        assert_eq!(there(&items[3]), expected[3]);
    }
}
