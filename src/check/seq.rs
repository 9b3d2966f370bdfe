//! The `seq` of an event: its place among those of one day.
//!
//! Invariant: what is told is not used to put events of different dates in an order.

use super::desk::Desk;
use super::finding::{Code, Finding, quoted};
use crate::model::Field;
use crate::model::date::Date;
use crate::read::Record;

/// Says where a `seq` is no number, or the date no one day.
pub(super) fn check(record: &Record, date: Option<&Date>, desk: &mut Desk) {
    let Some((text, span)) = record.trimmed(Field::Seq) else { return };
    let is_one_day =
        |date: &Date| date.first_day().is_some() && date.first_day() == date.last_day();
    let (message, help) = if text.parse::<i64>().is_err() {
        let message = format!("`seq` is a whole number, not {}; it is not used", quoted(text));
        (message, "number the events of one day: 1, 2, 3")
    } else if date.is_some_and(|date| !is_one_day(date)) {
        let message = "`seq` tells the order of events of one day, and this date is none; it counts among events of this very date alone";
        (message.to_string(), "say what came first in `after` or `before`")
    } else {
        return;
    };
    desk.put(Finding::new(Code::BadSeq, record.place(span), message).help(help));
}
