//! Comma-separated values: UTF-8, lines ending in LF, quotes where they are needed.
//!
//! A [`Report`] is its column names and its cells as written; headings and remarks are left out. A
//! [`Sheet`] is the rows of the contract, exactly. With [`Sheet::guard`] a cell that a spreadsheet
//! would run as a formula gets a `'` in front: one that starts with `=`, `+`, `-`, `@`, a tab or a
//! line end and is no number.
//!
//! Invariant: every record has as many cells as the header, whatever the names in it.

use std::borrow::Cow;
use std::io;

use super::Format;
use crate::view::{Report, Sheet};

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

fn report(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(report.columns.iter().map(|column| column.name.as_bytes()))?;
    for record in report.records() {
        csv.write_record(record.cells.iter().map(|cell| cell.raw.as_bytes()))?;
    }
    csv.flush()
}

fn sheet(sheet: &Sheet, out: &mut dyn io::Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    let cell = |value| if sheet.guard { guarded(value) } else { value };
    csv.write_record(sheet.columns.iter().map(|name| cell(Cow::from(name)).into_owned()))?;
    for row in &sheet.rows {
        csv.write_record(sheet.values(*row).into_iter().map(|value| cell(value).into_owned()))?;
    }
    csv.flush()
}

/// A cell that no spreadsheet runs: with a `'` in front where one would.
pub fn guarded(value: Cow<'_, str>) -> Cow<'_, str> {
    let runs = value.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if runs && !is_number(&value) { Cow::Owned(format!("'{value}")) } else { value }
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
    fn what_a_spreadsheet_would_run_is_guarded_and_numbers_are_not() {
        for runs in ["=1+1", "+cmd()", "-2+3", "@SUM(A1)", "\t=1", "\n=1", "-inf", "-", "+nan"] {
            assert_eq!(guarded(runs.into()), format!("'{runs}"));
        }
        for plain in ["-5", "+3.2e7", "5", "a=b", "", "'=1", "2025-02-12"] {
            assert_eq!(guarded(plain.into()), plain);
        }
    }
}
