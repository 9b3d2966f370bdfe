//! `sources.csv`: rows to sources and the ids and addresses they go by.
//!
//! Invariant: without the table, every distinct string in a source list is a source.

use std::borrow::Cow;
use std::ops::Range;

use crate::check::dates;
use crate::check::desk::Desk;
use crate::check::doubts::{earliest, latest};
use crate::check::finding::{Code, Finding, Remedy, quoted};
use crate::check::ids::seen::Seen;
use crate::check::ids::{self, Draft};
use crate::check::lists::List;
use crate::check::lists::separators;
use crate::check::lists::torn;
use crate::check::names::unicode::nfc;
use crate::check::names::{Found, Names};
use crate::check::placeholder::{self, is_placeholder};
use crate::check::rows::{Fate, is_remark, refused_names, sums};
use crate::check::tables::{Files, Part, Rows, Words};
use crate::cores;
use crate::model::cells::trim;
use crate::model::date::Date;
use crate::model::{Field, Place, Position, Table, addresses, is_address};
use crate::read::Record;

/// The sources of a folder while it is checked.
pub(super) struct Sources<'f> {
    /// Whether there is a table; without it every distinct string in a source list is a source.
    pub(super) table: bool,
    /// Rows by number and what they go by.
    pub(super) names: Names<'f>,
    /// By row: the last second at which it may have been published; the last there is where that is not known.
    pub(super) published: Vec<i64>,
    /// The latest of the first seconds at which they may have been published, likewise.
    pub(super) newest: Option<i64>,
    /// By row: whether that is told with a zone.
    pub(super) zoned: Vec<bool>,
    /// By row: when it was published; nothing where rows are not kept.
    pub(super) dates: Vec<Option<Date>>,
}

/// When a source was published, as events are held against it.
#[derive(Clone, Copy)]
struct Published {
    /// The first second at which it may have been, and the last; the first and the last there are where
    /// that is not known.
    first: i64,
    last: i64,
    zoned: bool,
}

impl Published {
    /// Of a source of this date.
    fn new(date: Option<Date>) -> Published {
        let first = date.and_then(|date| earliest(&date)).unwrap_or(i64::MIN);
        let last = date.and_then(|date| latest(&date)).unwrap_or(i64::MAX);
        Published { first, last, zoned: date.is_some_and(|date| date.is_zoned()) }
    }
}

#[derive(Default)]
struct SourceRows<'f> {
    rows: Rows<'f, Published>,
    /// By row, where rows are kept.
    dates: Vec<Option<Date>>,
    /// Items of `derived_from`, and where they stand in rows that can be read.
    derived: Vec<(String, Option<Place>)>,
}

/// Bytes of a rather short row.
const A_ROW: usize = 96;

impl Part for SourceRows<'_> {
    fn with_room(bytes: usize) -> Self {
        let drafts = Vec::with_capacity(bytes / A_ROW);
        SourceRows { rows: Rows { drafts, ..Rows::default() }, ..SourceRows::default() }
    }

    fn shift(&mut self, start: Position) {
        self.rows.shift(start);
        for place in self.derived.iter_mut().filter_map(|(_, place)| place.as_mut()) {
            place.line += start.line;
            place.record += start.record;
        }
    }
}

/// Reads the table.
pub(super) fn read<'f>(files: Files<'f>, rows: bool, desk: &mut Desk) -> Sources<'f> {
    let refused = files.refused(Table::Sources);
    let mut names = Names::new(files.all, Table::Sources, &[Field::Url], refused);
    let parts =
        files.walk((Table::Sources, &[]), desk, &|record, fate, part: &mut SourceRows, desk| {
            match (fate == Fate::Sound).then(|| source(record, desk)).flatten() {
                Some((id, date)) => {
                    part.rows.push(Draft::new(Some(id), record.row(), Published::new(date)));
                    part.dates.extend(rows.then_some(date));
                }
                None => {
                    let names = [Field::Id, Field::Url].map(|field| record.value(field));
                    let [id, url] = names.map(|name| name.into_owned());
                    part.rows.refused.push(id);
                    part.rows
                        .refused
                        .extend(Some(url).filter(|url| !is_placeholder(trim(url), true)));
                    part.rows.refused.push(ids::intended(&record.value(Field::Id)));
                    part.rows.refused.extend(refused_names::hidden(record));
                }
            }
            let list = List::of(record, Field::DerivedFrom);
            for item in list.items() {
                // In another row the cells may have moved.
                let place = || record.place(list.in_file(item.clone()));
                let place = (fate == Fate::Sound).then(place);
                part.derived.push((list.value[item].to_string(), place));
            }
        });
    parts.iter().flat_map(|part| &part.rows.refused).for_each(|name| names.refuse(name));
    let drafts: Vec<&Draft<Published>> = parts.iter().flat_map(|part| &part.rows.drafts).collect();
    let seen = Seen::joined(parts.iter().map(|part| part.rows.seen));
    let settled = ids::settle(&drafts, seen, files.all, desk);
    for draft in settled.refused.iter().map(|n| drafts[*n as usize]) {
        names.refuse_row(draft.id.unwrap_or_default(), draft.row);
    }
    let (kept, count) = (|n: usize| drafts[settled.kept[n] as usize], settled.kept.len());
    names.set(cores::numbered(count, |n| (kept(n).id.unwrap_or_default(), kept(n).row)));
    let published = cores::numbered(count, |n| kept(n).rest.last);
    let newest = (0..count).map(|n| kept(n).rest.first).max().filter(|first| *first > i64::MIN);
    let zoned = cores::numbered(count, |n| kept(n).rest.zoned);
    let dates: Vec<Option<Date>> = parts.iter().flat_map(|part| &part.dates).copied().collect();
    let dates = settled.kept.iter().filter_map(|n| dates.get(*n as usize).copied()).collect();
    let sources =
        Sources { table: files.has(Table::Sources), names, published, newest, zoned, dates };
    for (item, place) in parts.iter().flat_map(|part| &part.derived) {
        match place {
            Some(place) => sources.refer(item, place, desk),
            None => sources.names.row(item).into_iter().for_each(|row| sources.names.mark(row)),
        }
    }
    sources
}

/// Id and date of a sound row; `None`: it is refused, and said so.
fn source<'f>(record: &Record<'f, '_>, desk: &mut Desk) -> Option<(&'f str, Option<Date>)> {
    let id = ids::written(record, desk);
    let is_titled = record.trimmed(Field::Title).is_some();
    if id == Ok(None) {
        let or = if is_titled { "" } else { " or a title" };
        let message = format!("a source without an id{or}; the row is refused");
        desk.note(Code::BlankCell, record.place_of(Field::Id), message);
    }
    // What does not reach to its title and is refused anyway is hardly a row.
    let is_row = matches!(id, Ok(Some(_)))
        || id.is_err()
            && record.cell(Field::Title).is_some()
            && !is_remark(record.text, record.cells);
    if is_row && !is_titled {
        untitled(record, id.is_ok(), desk);
    }
    if let Some((grade, span)) = record.trimmed(Field::Reliability)
        && !matches!(grade, "A" | "B" | "C" | "D" | "E" | "F")
    {
        let message = format!("unknown reliability {}", quoted(grade));
        let help = "use A (completely reliable) to E (unreliable) or F (cannot be judged); leave it blank where not graded";
        desk.put(Finding::new(Code::BadReliability, record.place(span), message).help(help));
    }
    placeholder::look(record, Field::Url, desk);
    let published = dates::cell(record, Field::Published, desk);
    let Ok(Some(id)) = id else {
        desk.here.refused += 1;
        return None;
    };
    if sums::is_sum(record.text, record.cells) {
        desk.put(sums::finding(record.whole(), "a source"));
    }
    Some((id, published))
}

/// Says that a source, which is kept or not, has no title.
fn untitled(record: &Record, is_kept: bool, desk: &mut Desk) {
    let (place, message) = (record.place_of(Field::Title), "a source without a title");
    match record.trimmed(Field::Url) {
        Some(_) => desk.put(
            Finding::new(Code::UntitledSource, place, message)
                .help("its id and address are shown; fill the title in when you know it"),
        ),
        None if is_kept => {
            desk.note(Code::BlankName, place, format!("{message}; its id is shown instead"));
        }
        None => desk.note(Code::BlankName, place, message),
    }
}

/// What a citation turned out to be.
pub(super) enum Cited {
    /// A source, and the span of the locator in the item.
    Source(u32, Range<usize>),
    /// Nothing that is there; said so unless its row is refused.
    Lost,
}

impl Sources<'_> {
    /// Resolves an item of a source list with the table; `place` is that of a part of the item.
    pub(super) fn cite(
        &self,
        item: &str,
        place: impl Fn(Range<usize>) -> Place,
        desk: &mut Desk,
    ) -> Cited {
        let mut head = item;
        for (text, locator) in [Some(whole(item)), halves(item)].into_iter().flatten() {
            head = text;
            match self.names.find(text) {
                Found::Row(row) => {
                    self.look_in_place(&item[locator.clone()], || place(locator.clone()), desk);
                    return Cited::Source(row, locator);
                }
                Found::Refused => return Cited::Lost,
                Found::Ambiguous(shared) => {
                    let ids = self.names.mark_shared(shared);
                    let message =
                        format!("{} is the address of several sources: {ids}", quoted(text));
                    let finding = Finding::new(Code::AmbiguousName, place(0..text.len()), message);
                    desk.put(finding.help("refer to one by its id"));
                    return Cited::Lost;
                }
                Found::Nothing => {}
            }
        }
        if is_placeholder(item, true) || is_address(item) && torn::holds_another(item) {
            head = item; // no place in a source
        }
        if !self.names.file_refused {
            self.unknown(head, place(0..head.len()), desk);
        }
        Cited::Lost
    }

    /// Resolves a plain reference to a source.
    pub(super) fn refer(&self, item: &str, place: &Place, desk: &mut Desk) {
        let at = place.span.start;
        let part =
            |part: Range<usize>| Place { span: at + part.start..at + part.end, ..place.clone() };
        if let Cited::Source(row, _) = self.cite(item, part, desk) {
            self.names.mark(row);
        }
    }

    /// Resolves the sources of a row that is no event; without the table its strings are kept.
    pub(super) fn listed(&self, record: &Record, strings: &mut Words, desk: &mut Desk) {
        let list = List::of(record, Field::Sources);
        for item in list.items() {
            let place = record.place(list.in_file(item.clone()));
            let text = &list.value[item];
            if self.table {
                self.refer(text, &place, desk);
            } else if is_placeholder(text, trim(&list.value) == text) {
                desk.put(placeholder::finding(text, place));
            } else {
                strings.number(&nfc(Cow::Borrowed(without_table(text).0)));
            }
        }
    }

    /// Says of a place in a source that it holds another source.
    fn look_in_place(&self, text: &str, place: impl Fn() -> Place, desk: &mut Desk) {
        let Some(source) = separators::source_in_place(text, &self.names) else { return };
        let (text, source) = (quoted(text), quoted(source));
        let message =
            format!("{text} is read as a place in the source, and holds another source: {source}");
        desk.put(Finding::new(Code::TornItem, place(), message).help(separators::SEPARATE_SOURCES));
    }

    fn unknown(&self, text: &str, place: Place, desk: &mut Desk) {
        if text.is_empty() {
            let message = "a place in a source without the source";
            let finding = Finding::new(Code::UnknownSource, place, message);
            return desk.put(finding.help("write a source before the `#`"));
        }
        let message = format!("unknown source {}", quoted(text));
        let finding = Finding::new(Code::UnknownSource, place, message);
        if let Some(rows) = self.names.several(text) {
            self.names.mark_all(&rows);
            return desk.put(finding.remedy(Remedy::SeparateSources, separators::SEPARATE_SOURCES));
        }
        if is_placeholder(text, true) {
            return desk.put(finding.help(placeholder::help(text)));
        }
        let finding = match address_in(text) {
            Some(address) => {
                if let Found::Row(row) = self.names.find(address) {
                    self.names.mark(row);
                }
                finding.help(format!("write the address alone: `{address}`"))
            }
            None => lacking(finding, text),
        };
        desk.unknown(finding, (Table::Sources, text));
    }
}

/// The one address in a text that holds more: `Reuters (https://b.org/3)`, `<https://b.org/4>`.
fn address_in(text: &str) -> Option<&str> {
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | '<' | '>' | '[' | ']' | '"' | '|');
    let mut starts = addresses(text);
    let start = starts.next().filter(|at| *at > 0)?;
    let address = text[start..].split(ends).next()?;
    let is_open = address.matches(')').count() > address.matches('(').count();
    let address = if is_open { address.strip_suffix(')').unwrap_or(address) } else { address };
    starts.all(|at| at < start + address.len()).then_some(address)
}

/// The finding on a source that is not there, with what to do about it.
fn lacking(finding: Finding, text: &str) -> Finding {
    if is_address(text) {
        return finding.help("add a row to sources.csv with this url");
    }
    if text.starts_with("www.") {
        let written = format!("write it as `https://{text}`");
        return finding.help(format!("{written}, and add a row to sources.csv with this url"));
    }
    if ids::is_id(text) {
        let help = format!("add a row with the id `{text}` to sources.csv");
        return finding.remedy(Remedy::AddSource, help);
    }
    let cut = match text.contains('=') {
        true => "; if it is the end of an address that holds a `;`, write that as %3B",
        false => "",
    };
    let help = format!("add a row to sources.csv and refer to it by its id{cut}");
    finding.remedy(Remedy::AddSource, help)
}

/// The whole item, with an empty locator at its end.
fn whole(item: &str) -> (&str, Range<usize>) {
    (item, item.len()..item.len())
}

/// The part before the first `#`, and the locator after it.
fn halves(item: &str) -> Option<(&str, Range<usize>)> {
    let (head, locator) = item.split_once('#')?;
    Some((trim(head), item.len() - locator.trim_start().len()..item.len()))
}

/// Without the table: the string an item is a source by, which is not blank, and the locator.
pub(crate) fn without_table(item: &str) -> (&str, Range<usize>) {
    let halves = halves(item).filter(|(head, _)| !head.is_empty() && !is_address(item));
    halves.unwrap_or_else(|| whole(item))
}
