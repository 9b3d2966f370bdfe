//! Comma-separated values: UTF-8, lines ending in LF, quotes where they are needed.
//!
//! A [`Report`] is its column names and its cells as written; headings and remarks are left out. A
//! [`Sheet`] is the rows of the contract, exactly. With [`Sheet::guard`] what a spreadsheet would
//! run as a formula gets a `'` in front: what starts with `=`, `+`, `-`, `@` or a tab and is no number, at
//! the start of a cell, of an item of a list or of a line. A spreadsheet that separates cells by semicolons
//! opens each of these as a cell of its own.
//!
//! Invariant: every record has as many cells as the header, whatever the names in it.

use std::borrow::Cow;
use std::io;
use std::ops::Range;

use super::{Format, blocks};

use crate::model::cells::Cell;
use crate::view::report::Form;
use crate::view::stands::Stand;
use crate::view::tables::Ties;
use crate::view::{Chronology, Report, Sheet};

/// Comma-separated values.
pub(super) const FORMAT: Format = Format {
    name: "csv",
    extension: "csv",
    about: "comma-separated values, dates as written",
    report: Some(report),
    sheet: Some(sheet),
    diagram: None,
    spans: None,
};

/// What went wrong underneath: a closed pipe is to be known as one.
fn cause(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn report(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(report.columns.iter().map(|column| column.name.as_bytes())).map_err(cause)?;
    for record in report.records() {
        csv.write_record(record.cells.iter().map(|cell| cell.raw.as_bytes())).map_err(cause)?;
    }
    csv.flush()
}

fn sheet(sheet: &Sheet, out: &mut dyn io::Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(&mut *out);
    let cell = |value| if sheet.guard { guarded(value) } else { value };
    csv.write_record(sheet.columns.iter().map(|name| cell(Cow::from(name)).into_owned()))
        .map_err(cause)?;
    csv.flush()?;
    drop(csv);
    blocks::write(&blocks_of(sheet.len()), &|rows, memory| block(sheet, rows, memory), out)
}

/// A chronology, as its report would be written.
pub(super) fn chronology(chronology: &Chronology, out: &mut dyn io::Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(&mut *out);
    csv.write_record(chronology.frame.columns.iter().map(|column| column.name.as_bytes()))
        .map_err(cause)?;
    csv.flush()?;
    drop(csv);
    let block = |places: &Range<usize>, mut bytes: Vec<u8>| {
        let mut teller = chronology.teller(Form::Raw);
        let mut csv = csv::Writer::from_writer(&mut bytes);
        for place in places.clone() {
            csv.write_record(teller.record(place).cells.iter().map(|cell| cell.raw.as_bytes()))
                .map_err(cause)?;
        }
        csv.flush()?;
        drop(csv);
        Ok(bytes)
    };
    blocks::write(&blocks_of(chronology.len()), &block, out)
}

/// Ties, as their report would be written; cells guarded where that is asked for.
pub(super) fn ties(ties: &Ties, out: &mut dyn io::Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(ties.frame.columns.iter().map(|column| column.name.as_bytes()))
        .map_err(cause)?;
    for record in ties.records() {
        let cell =
            |raw: &str| if ties.guard { guarded(raw.into()).into_owned() } else { raw.into() };
        csv.write_record(record.cells.iter().map(|own| cell(&own.raw))).map_err(cause)?;
    }
    csv.flush()
}

/// Rows that are written together, by one of several threads.
const ROWS: usize = 1 << 12;

fn blocks_of(length: usize) -> Vec<Range<usize>> {
    (0..length).step_by(ROWS).map(|from| from..length.min(from + ROWS)).collect()
}

/// Rows that are touched before they are copied, so that no copy waits for memory on its own.
const TOUCHED: usize = 32;

/// Rows as bytes, in the memory given: those that stand as this writer would have them are copied.
fn block(sheet: &Sheet, rows: &Range<usize>, mut bytes: Vec<u8>) -> io::Result<Vec<u8>> {
    let (mut cells, mut together) = (Vec::new(), Vec::with_capacity(TOUCHED));
    for from in rows.clone().step_by(TOUCHED) {
        together.clear();
        together.extend((from..rows.end.min(from + TOUCHED)).map(|number| sheet.row(number)));
        let rows: &[Stand] = &together;
        let touched = |row: &Stand| sheet.verbatim(*row).map_or(0, |r| r[0] ^ r[r.len() / 2]);
        std::hint::black_box(rows.iter().map(touched).fold(0, |all, byte| all ^ byte));
        for row in rows {
            match sheet.verbatim(*row) {
                Some(record) => {
                    bytes.extend_from_slice(record);
                    bytes.push(b'\n');
                }
                None => anew((sheet, *row), &mut cells, &mut bytes)?,
            }
        }
    }
    Ok(bytes)
}

/// A row of which it is not known how it stands.
fn anew(
    (sheet, row): (&Sheet, Stand),
    cells: &mut Vec<Cell>,
    bytes: &mut Vec<u8>,
) -> io::Result<()> {
    let record = if sheet.guard { None } else { sheet.record(row, cells) };
    if let Some(record) = record.filter(|record| is_as_written(record, row.offset as usize, cells))
    {
        bytes.extend_from_slice(record.as_bytes());
        bytes.push(b'\n');
        return Ok(());
    }
    let cell = |value| if sheet.guard { guarded(value) } else { value };
    let mut csv = csv::Writer::from_writer(bytes);
    csv.write_record(sheet.values(row).into_iter().map(|v| cell(v).into_owned())).map_err(cause)?;
    csv.flush()
}

/// Whether a record that starts at `offset` is what this writer makes of its cells: several cells,
/// and those in quotes that must be, no others.
fn is_as_written(record: &str, offset: usize, cells: &[Cell]) -> bool {
    let bytes = record.as_bytes();
    let must = |cell: &Cell| {
        let cell = &bytes[cell.start - offset..cell.end - offset];
        memchr::memchr3(b',', b'"', b'\n', cell).is_some()
    };
    let plain = memchr::memchr(b'"', bytes).is_none();
    cells.len() > 1 && (plain || cells.iter().all(|cell| must(cell) == cell.quoted))
}

/// A cell that no spreadsheet runs, wherever it cuts: with a `'` before each part that one would.
pub fn guarded(value: Cow<'_, str>) -> Cow<'_, str> {
    let ends = |c: char| matches!(c, ';' | '\n' | '\r');
    let runs = |part: &str| {
        part.starts_with(['=', '+', '-', '@', '\t']) && !is_number(part.trim_end_matches(ends))
    };
    let parts = || value.split_inclusive(ends);
    if !parts().any(runs) {
        return value;
    }
    let sign = |part: &str| if runs(part) { "'" } else { "" };
    Cow::Owned(parts().flat_map(|part| [sign(part), part]).collect())
}

/// `-5`, `+3.2e7`; not `-inf`.
fn is_number(value: &str) -> bool {
    let digits =
        |byte: u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E');
    value.bytes().all(digits) && value.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_that_is_copied_is_what_the_writer_makes_of_its_cells() {
        use crate::model::cells::split;
        const CELLS: &[&str] = &[
            "",
            "a",
            " b",
            "é#",
            "a\"b",
            "\"\"",
            "\"a\"",
            "\"a,b\"",
            "\"x\"\"y\"",
            "\"l\nm\"",
            "\" \"",
        ];
        let (mut copied, mut made_anew) = (0, 0);
        for (one, two, three) in CELLS.iter().flat_map(|one| {
            let pairs = CELLS.iter().flat_map(|two| CELLS.iter().map(move |three| (two, three)));
            pairs.map(move |(two, three)| (one, two, three))
        }) {
            let (text, mut cells) = (format!("{one},{two},{three}"), Vec::new());
            let found = split(&text, 0, &mut cells);
            assert_eq!((found.broken, found.end), (None, text.len()));
            if !is_as_written(&text, 0, &cells) {
                made_anew += 1;
                continue;
            }
            let mut csv = csv::Writer::from_writer(Vec::new());
            csv.write_record(cells.iter().map(|cell| cell.value(&text).into_owned())).unwrap();
            assert_eq!(String::from_utf8(csv.into_inner().unwrap()).unwrap(), text + "\n");
            copied += 1;
        }
        assert!(copied > 100 && made_anew > 100, "{copied} {made_anew}");
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_guarded_and_numbers_are_not() {
        for runs in ["=1+1", "+cmd()", "-2+3", "@SUM(A1)", "\t=1", "-inf", "-", "+nan"] {
            assert_eq!(guarded(runs.into()), format!("'{runs}"));
        }
        for (several, expected) in [
            ("a;=1+1", "a;'=1+1"),
            ("=1;b;@c", "'=1;b;'@c"),
            ("a\n=1\r\n+b;\tc", "a\n'=1\r\n'+b;'\tc"),
        ] {
            assert_eq!(guarded(several.into()), expected);
        }
        for plain in [
            "-5",
            "+3.2e7",
            "5",
            "a=b",
            "",
            "'=1",
            "2025-02-12",
            "-5;+6;7",
            "a; =b",
            "a;b=c;",
            "a\r\n;b",
        ] {
            assert_eq!(guarded(plain.into()), plain);
        }
    }
}
