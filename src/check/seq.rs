//! The `seq` of an event: its place among those of one day.
//!
//! Invariant: a number is never told: of events of one month or of the same days it orders those too.

use crate::check::desk::Desk;
use crate::check::finding::{Code, Finding, quoted};
use crate::check::placeholder::{self, is_placeholder};
use crate::model::Field;
use crate::read::Record;

/// Says where a `seq` is no number.
pub(super) fn check(record: &Record, desk: &mut Desk) {
    let Some((text, span)) = record.trimmed(Field::Seq) else { return };
    if text.parse::<i64>().is_err() {
        if is_placeholder(text, true) {
            return desk.put(placeholder::finding(text, record.place(span)));
        }
        let message = format!("`seq` is a whole number, not {}; it is not used", quoted(text));
        let finding = Finding::new(Code::BadSeq, record.place(span), message);
        desk.put(finding.help("number the events of one day: 1, 2, 3"));
    }
}
