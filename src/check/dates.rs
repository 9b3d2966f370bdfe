//! Date cells: EDTF, or a finding with the likely right ones.
//!
//! Invariant: a date that is not understood is never made one; the row is kept, undated.

use super::desk::Desk;
use super::finding::{Code, Finding};
use crate::model::Field;
use crate::model::date::{BadDate, BadDateKind, Date};
use crate::read::Record;

/// The date of a column; `None` where it is blank or bad, and then said so.
pub(super) fn cell(record: &Record, field: Field, desk: &mut Desk) -> Option<Date> {
    let (text, span) = record.trimmed(field)?;
    match Date::parse(text) {
        Ok(date) => Some(date),
        Err(bad) => {
            let place = record.place(span.start + bad.span.start..span.start + bad.span.end);
            let mut finding = Finding::new(code(bad.kind), place, bad.message.clone());
            finding.help = help(&bad);
            desk.put(finding);
            None
        }
    }
}

fn help(bad: &BadDate) -> Option<String> {
    let readings: Vec<String> =
        bad.readings.iter().map(|r| format!("`{}` ({})", r.edtf, r.words)).collect();
    (!readings.is_empty()).then(|| format!("write {}", readings.join(" or ")))
}

/// The code of a kind of bad date.
pub(super) fn code(kind: BadDateKind) -> Code {
    match kind {
        BadDateKind::Ambiguous => Code::AmbiguousDate,
        BadDateKind::NumericOrder => Code::NumericDate,
        BadDateKind::InWords => Code::DateInWords,
        BadDateKind::NotPadded => Code::DateNotPadded,
        BadDateKind::Separators => Code::DateSeparators,
        BadDateKind::SerialNumber => Code::SerialDate,
        BadDateKind::MonthYear => Code::MonthYearDate,
        BadDateKind::TwoDigitYear => Code::TwoDigitYear,
        BadDateKind::ImpossibleDay => Code::ImpossibleDate,
        BadDateKind::EndBeforeStart => Code::EndBeforeStart,
        BadDateKind::Malformed => Code::BadDate,
    }
}
