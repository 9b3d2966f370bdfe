//! The `sources` column: items to sources and places in them.
//!
//! Invariant: an item is tried whole before it is split at its first `#`.

use std::borrow::Cow;
use std::ops::Range;

use crate::check::desk::Desk;
use crate::check::events::EventRows;
use crate::check::finding::{Code, Finding};
use crate::check::ids::same_event_key;
use crate::check::lists::List;
use crate::check::lists::torn::Torn;
use crate::check::names::unicode::nfc;
use crate::check::placeholder::{self, is_placeholder};
use crate::check::sources::{self, Cited, Sources};
use crate::model::cells::trim;
use crate::model::{Citation, Field, Table, Text};
use crate::read::Record;

/// Reads the sources of a row, item by item; the last second at which any of them may have been
/// published, if all are known and dated; and what makes them the same as others.
pub(in crate::check) fn cited(
    record: &Record,
    events: &mut EventRows,
    sources: &Sources,
    desk: &mut Desk,
) -> (Option<i64>, u64) {
    let mut like = 0_u64;
    let list = List::of(record, Field::Sources);
    let start = events.citations.len() as u32;
    let mut known = true;
    let mut torn = Torn::of(Table::Sources);
    for item in list.items() {
        desk.tally.citations += 1;
        let text = &list.value[item.clone()];
        let place = |part: Range<usize>| {
            record.place(list.in_file(item.start + part.start..item.start + part.end))
        };
        let cited = if sources.table {
            sources.cite(text, place, desk)
        } else if is_placeholder(text, trim(&list.value) == text) {
            desk.put(placeholder::finding(text, place(0..text.len())));
            Cited::Lost
        } else {
            torn.look((&list.value, item.clone()), &place, desk);
            let (string, locator) = sources::without_table(text);
            Cited::Source(events.sources.number(&nfc(Cow::Borrowed(string))), locator)
        };
        let Cited::Source(source, locator) = cited else {
            known = false;
            like = like.wrapping_add(same_event_key::source_at(text, ""));
            continue;
        };
        if sources.table {
            sources.names.mark(source);
        }
        let id = match sources.table {
            true => sources.names.rows[source as usize].0,
            false => &events.sources.list[source as usize],
        };
        like = like.wrapping_add(same_event_key::source_at(id, &text[locator.clone()]));
        let span = list.in_file(item.start + locator.start..item.start + locator.end);
        let locator =
            Text { start: span.start as u64, len: span.len() as u32, file: record.number };
        events.citations.push(Citation { source, locator });
    }
    let end = events.citations.len() as u32;
    if end == start && known && record.file.fields.find(Field::Sources).is_some() {
        let place = record.place_of(Field::Sources);
        desk.put(
            Finding::new(Code::NoSource, place, "an event without a source")
                .help("name in `sources` who says so"),
        );
    }
    let cited = &events.citations[start as usize..];
    let published = |c: &Citation| sources.published[c.source as usize];
    let last = (known && sources.table).then(|| cited.iter().map(published).max()).flatten();
    (last, like)
}
