//! What can be wrong with any row, whatever its table: quoting, bytes, length, odd text.
//!
//! Invariant: pure functions of one record; a row is sound, skipped as blank, or refused with one finding.

pub(super) mod comments;
pub(super) mod cut;
pub(super) mod glued;
pub(super) mod last_cell;
pub(super) mod lost_letters;
pub(super) mod merge_conflict;
pub(super) mod mojibake;
pub(super) mod open_quote;
mod other_pairs;
pub(super) mod refused_names;
pub(super) mod returns;
pub(super) mod second_header;
pub(super) mod stray_quotes;
pub(super) mod sums;
pub(super) mod swallowed;
mod unopened;

use std::ops::Range;

use crate::check::desk::Desk;
use crate::check::events::no_title;
use crate::check::finding::{Code, Finding, Remedy, quoted};
use crate::check::header::delimiter;
use crate::check::header::encoding::bad_bytes;
use crate::check::ids::is_id;
use crate::check::lists::{self, is_list};
use crate::model::cells::{Break, Cell, MOST_CELLS, line_ends, trim};
use crate::model::date::Date;
use crate::model::{Field, Place, Table, counted};
use crate::read::Record;

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Fate {
    /// It can be read.
    Sound,
    /// It holds nothing.
    Blank,
    /// It is refused, and said so.
    Refused,
}

/// Checks a row as such and counts it.
pub(in crate::check) fn check(record: &Record, desk: &mut Desk) -> Fate {
    if record.is_blank() {
        desk.note(Code::BlankRow, record.whole(), "a row without content; it is skipped");
        return Fate::Blank;
    }
    if let Some(what) = second_header::of_record(record) {
        desk.put(second_header::finding(what, record.whole()));
        return Fate::Blank;
    }
    let row = &record.text[record.at.offset..record.end];
    if let Some(what) = nothing(row).filter(|_| record.broken.is_none()) {
        desk.note(Code::BlankRow, record.whole(), format!("{what}; it is skipped"));
        return Fate::Blank;
    }
    if let Some(finding) = merge_conflict::line(record) {
        desk.put(finding); // it is no row of the table
        return Fate::Refused;
    }
    desk.here.read += 1;
    if record.lines > 1 && holds_merge(record, desk) {
        desk.here.refused += 1;
        return Fate::Refused;
    }
    if let Some(finding) = refusal(record) {
        desk.put(finding);
        desk.here.refused += 1;
        return Fate::Refused;
    }
    let (cells, columns) = (record.cells.len(), record.file.header.len());
    let is_short = cells < columns && !comments::is_comment((record.text, record.cells), columns);
    if is_short && reaches(record) {
        let (row, shape) = ((record.text, record.cells), swallowed::Shape::of(record.file));
        if record.file.table == Some(Table::Events) && delimiter::is_wrapped(row, &shape) {
            let help = delimiter::of_row(row, b',', columns);
            desk.put(no_title(record.place_of(Field::Title), help));
            desk.here.refused += 1;
            return Fate::Refused;
        }
        let ends = record.end == record.text.len();
        let finding = too_short(record.whole(), (cells, columns), ends);
        match delimiter::of_short(row, &shape) {
            Some(_) if record.cell(Field::Id).is_some() && cells == 1 => {} // that is none, and said to be none
            Some(help) => desk.put(finding.help(help)),
            None => desk.put(finding),
        }
    }
    if record.odd || record.accented {
        odd_text(record, desk);
    }
    if record.lines > 1 {
        swallowed::look(record, desk);
    }
    Fate::Sound
}

/// Whether a line that git writes where two versions differ stands in a cell; says so.
#[cold]
fn holds_merge(record: &Record, desk: &mut Desk) -> bool {
    let at = record.at.offset;
    let place = |line: Range<usize>| record.place(at + line.start..at + line.end);
    let findings = merge_conflict::in_cells(&record.text[at..record.end], place);
    let is_any = !findings.is_empty();
    findings.into_iter().for_each(|finding| desk.put(finding));
    is_any
}

/// What is doubtful in a row of fewer cells than its header has; `ends`: the file does with it, without a line
/// end.
pub(crate) fn too_short(place: Place, (cells, columns): (usize, usize), ends: bool) -> Finding {
    let help = match cells {
        1 => {
            "is it a line of the row above or below? then enclose the cell that goes over both in \
             quotes; else add commas at its end"
        }
        _ if ends => {
            "the file ends within this line: if the rest of it is missing, fetch or copy it again; else add \
             commas at its end"
        }
        _ => "is a comma missing? else add commas at its end",
    };
    let cells = counted(cells, "cell");
    let message =
        format!("a row with {cells} where the header has {columns}; the rest is taken as blank");
    Finding::new(Code::RowTooShort, place, message).remedy(Remedy::AddCommas, help)
}

/// Whether a row has the cells without which it is refused, for a reason of its own.
fn reaches(record: &Record) -> bool {
    let needed: &[Field] = match record.file.table {
        Some(Table::Events) => &[Field::Title],
        Some(Table::Relationships) => &[Field::From, Field::Relation, Field::To],
        Some(Table::EventLinks) => &[Field::Event, Field::Relation, Field::Other],
        _ => &[Field::Id],
    };
    let is_no_id = record.trimmed(Field::Id).is_some_and(|(id, _)| !is_id(id));
    needed.iter().all(|field| record.cell(*field).is_some())
        && !(is_no_id && is_remark(record.text, record.cells))
}

/// What is said of a NUL in a row.
pub(crate) fn nul(place: Place) -> Finding {
    let message = "a NUL character; the row is refused";
    let help = "delete it; copying the table into a new file does that";
    Finding::new(Code::NulByte, place, message).help(help)
}

fn refusal(record: &Record) -> Option<Finding> {
    let bytes = &record.file.bytes;
    if !bytes.invalid.is_empty()
        && let Some((bad, what, help)) = bad_bytes(record.file, record.at.offset..record.end)
    {
        let message = format!("{what}; the row is refused");
        return Some(Finding::new(Code::NotUtf8, record.place(bad), message).help(help));
    }
    if bytes.nul
        && let Some(n) = memchr::memchr(0, &record.text.as_bytes()[record.at.offset..record.end])
    {
        let at = record.at.offset + n;
        return Some(nul(record.place(at..at + 1)));
    }
    match record.broken {
        Some(Break::Unclosed(at)) => {
            let message =
                format!("a quote opens this cell and is not closed; {}", refused(record, at));
            let place = record.place(at..at + 1);
            return Some(
                Finding::new(Code::UnclosedQuote, place, message).help(stray_quotes::CLOSE),
            );
        }
        Some(Break::TextAfter(at)) => {
            let (what, length, help) = stray_quotes::behind_quote(record.text, at, b',');
            let (what, help) = items_in_quotes(record, at).unwrap_or((what, help));
            let message = format!("{what}; {}", refused(record, at));
            let place = record.place(at..at + length);
            return Some(Finding::new(Code::TextAfterQuote, place, message).help(help));
        }
        None => {}
    }
    too_long(record)
}

/// What is said of a list whose items are in quotes one by one.
fn items_in_quotes(record: &Record, at: usize) -> Option<(&'static str, String)> {
    let mut lists = record.file.table?.columns().iter().filter(|field| is_list(**field));
    let is_one = lists.any(|field| record.file.fields.find(*field) == Some(record.cells.len()));
    is_one.then(|| lists::items_in_quotes(record.text, at, b',')).flatten()
}

/// What is refused of a record that breaks at `at`: lines behind it may have been taken for its text.
fn refused(record: &Record, at: usize) -> String {
    match line_ends(&record.text.as_bytes()[at.min(record.end)..record.end]) {
        0 => "the row is refused".to_string(),
        1 => "the row is refused, with the line behind it".to_string(),
        lines => format!("the row is refused, with the {lines} lines behind it"),
    }
}

fn too_long(record: &Record) -> Option<Finding> {
    let (cells, columns) = (record.cells.len(), record.file.header.len());
    let first_extra = record.cells.get(columns)?;
    if record.lines > 1
        && let Some(finding) = swallowed::cause(record)
    {
        return Some(finding);
    }
    let cells = match cells {
        MOST_CELLS.. => format!("more than {} cells", MOST_CELLS - 1),
        _ => format!("{cells} cells"),
    };
    let message = format!("a row with {cells} where the header has {columns}; the row is refused");
    let header = (&*record.file.text, &*record.file.header);
    let row = (record.text, record.cells);
    let others = glued::others(&swallowed::Shape::of(record.file), row, header);
    if let [second, more @ ..] = &others[..] {
        let place = record.place(second.span(record.cells));
        let help = second.help(row, more.len());
        return Some(Finding::new(Code::RowTooLong, place, message).help(help));
    }
    let finding = Finding::new(Code::RowTooLong, record.place(first_extra.span()), message);
    let blank = |c: &Cell| trim(&record.text[c.span()]).is_empty();
    let too_many = match record.cells[columns..].iter().all(blank) {
        true => "a comma too many, or a cell that holds one and is not in quotes: \"a, b\"",
        false => "a cell that holds a comma is enclosed in quotes: \"a, b\"",
    };
    Some(finding.help(in_no_quotes(record.text, record.cells).unwrap_or(too_many)))
}

/// Why quotes that are there enclose no cell of a row.
pub(crate) fn in_no_quotes(text: &str, cells: &[Cell]) -> Option<&'static str> {
    let curly = |c: &Cell| text[c.span()].starts_with(['“', '”', '„', '«', '‘']);
    let is_behind_blank = |c: &Cell| !c.quoted && trim(&text[c.span()]).starts_with('"');
    if cells.iter().any(is_behind_blank) {
        return Some(stray_quotes::BLANK_BEFORE);
    }
    if cells.iter().any(curly) {
        return Some("only straight quotes (\") enclose a cell, not curly ones");
    }
    let is_in_part = |c: &Cell| !c.quoted && text[c.span()].contains('"');
    cells.iter().any(is_in_part).then_some(
        "quotes enclose a cell as a whole, not a part of it; those of its text are doubled: \"a, \"\"b\"\" c\"",
    )
}

/// Cells decoded wrongly, cells a spreadsheet would run, and quotes that enclose nothing.
fn odd_text(record: &Record, desk: &mut Desk) {
    let text = record.text.as_bytes();
    let accented = record.accented && mojibake::is_possible(&text[record.at.offset..record.end]);
    if !accented && !record.odd {
        return;
    }
    if record.odd {
        let (cells, column) = ((record.text, record.cells), |f| record.file.fields.find(f));
        if let Some(finding) = stray_quotes::finding(cells, column, |span| record.place(span)) {
            desk.put(finding);
        }
    }
    for (n, cell) in record.cells.iter().enumerate() {
        if accented
            && mojibake::is_possible(&text[cell.span()])
            && let raw = &record.text[cell.span()]
            && let Some((span, meant)) = mojibake::find(raw)
        {
            let place = record.place(cell.start + span.start..cell.start + span.end);
            let message =
                format!("{} is probably `{meant}`, read in the wrong encoding", quoted(&raw[span]));
            desk.put(
                Finding::new(Code::Mojibake, place, message)
                    .help("read the original file as UTF-8, or type it again"),
            );
        }
        if matches!(text.get(cell.start), Some(b'=' | b'+' | b'-' | b'@' | b'\t'))
            && is_formula(&record.text[cell.span()])
            && !is_date(record, n)
            && stray_quotes::stray(record.text, cell).is_none()
        {
            let message = "a spreadsheet would run this cell as a formula";
            let help = "nothing to do here; `export --spreadsheet` guards such cells";
            desk.put(
                Finding::new(Code::FormulaCell, record.place(cell.span()), message).help(help),
            );
        }
    }
}

/// Whether cell number `n` is a date: what is none is said to be that.
fn is_date(record: &Record, n: usize) -> bool {
    Field::DATES.iter().any(|field| record.file.fields.find(*field) == Some(n))
}

/// A cell a spreadsheet runs: it starts like a formula and is neither a number nor a date.
fn is_formula(raw: &str) -> bool {
    raw.len() > 1 && raw.trim().parse::<f64>().is_err() && Date::read(raw.trim()).is_none()
}

/// Whether all that a row has is a remark or a sum in its first cell, with numbers behind that: nothing more is
/// to be said of it.
pub(crate) fn is_remark(text: &str, cells: &[Cell]) -> bool {
    if sums::is_sum(text, cells) {
        return true;
    }
    let mut filled = cells.iter().map(|cell| trim(&text[cell.span()])).filter(|t| !t.is_empty());
    let first = filled.next();
    filled.next().is_none()
        && first.is_some_and(|text| text.starts_with('#') || !Date::may_be(text))
}

/// What is right of a row without a title that is a remark or a sum.
pub(crate) const OF_REMARK: &str =
    "is it a remark or a sum? then delete the row; else write a few words on what happened";

/// The same of a row of events with something else where its id belongs.
pub(in crate::check) fn of_remark(record: &Record) -> Option<&'static str> {
    let is_event = record.file.table == Some(Table::Events);
    (is_event && is_remark(record.text, record.cells)).then_some(OF_REMARK)
}

/// What a row is that says nothing: the dashes that some programs draw below the column names, or the sign
/// with which old ones end a file.
#[inline]
pub(crate) fn nothing(row: &str) -> Option<&'static str> {
    let is_sign =
        |byte| matches!(byte, b'-' | b'+' | b':' | b'|' | b',' | b';' | b' ' | b'\t' | b'"');
    match row.bytes().next()? {
        0x1A if row.len() == 1 => Some("an end-of-file sign of old programs (Ctrl-Z)"),
        first if is_sign(first) && row.bytes().all(is_sign) && row.contains("--") => {
            Some("a row of dashes only")
        }
        _ => None,
    }
}
