//! The `tags` of events: what stands for nothing, and several tags in one item.
//!
//! Invariant: a tag is several only where a sign proves it, or where each of its pieces is a tag elsewhere:
//! `Kyiv, Ukraine` is one.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::desk::Desk;
use crate::check::finding::{Code, Finding, quoted};
use crate::check::lists::List;
use crate::check::lists::separators::{self, In, is_sign};
use crate::check::names::lookalikes::each_record;
use crate::check::placeholder::{self, is_placeholder};
use crate::check::tables::{Files, Words};
use crate::model::cells::trim;
use crate::model::{Field, Table};
use crate::read::Record;

/// Says where a tag stands for nothing, and keeps what stands in the cell.
pub(in crate::check) fn look(record: &Record, cells: &mut Words, desk: &mut Desk) {
    let Some((text, span)) = record.trimmed(Field::Tags) else { return };
    match record.cell(Field::Tags) {
        Some(cell) if cell.doubled => cells.number(&cell.value(record.text)),
        _ => cells.number(text),
    };
    if is_placeholder(text, false) {
        desk.put(placeholder::finding(text, record.place(span)));
    }
}

/// The tags in some cells that are several.
pub(in crate::check) fn several<'w>(cells: impl Iterator<Item = &'w str>) -> BTreeSet<&'w str> {
    let tags: BTreeSet<&str> = cells.flat_map(|cell| cell.split(';')).map(trim).collect();
    let are_alone = |tag: &str| {
        let first = pieces(tag).next();
        pieces(tag).any(|piece| Some(piece) != first)
            && pieces(tag).all(|piece| tags.contains(piece))
    };
    let is_joined = |tag: &&str| separators::sign(tag).is_some() || are_alone(tag);
    tags.iter().copied().filter(is_joined).collect()
}

fn pieces(tag: &str) -> impl Iterator<Item = &str> {
    tag.split(|c| is_sign(c, In::Tags)).map(trim).filter(|piece| !piece.is_empty())
}

/// Says of each of them where it stands.
pub(in crate::check) fn say(files: Files, several: &BTreeSet<&str>, desk: &mut Desk) {
    if several.is_empty() {
        return;
    }
    let mut found = Vec::new();
    each_record(files, &[Table::Events], desk, &mut |_, record| {
        let list = List::of(record, Field::Tags);
        for Range { start, end } in list.items() {
            let tag = &list.value[start..end];
            if several.contains(tag) {
                let shown = quoted(&tag.replace('\n', "⏎"));
                let place = record.place(list.in_file(start..end));
                let message = format!("several tags in one item: {shown}");
                found.push(Finding::new(Code::TornItem, place, message).help(SEPARATE));
            }
        }
        true
    });
    found.into_iter().for_each(|finding| desk.put(finding));
}

/// What to do about several tags in one item.
const SEPARATE: &str = "separate tags by `;`; if they are one, leave it as it is";
