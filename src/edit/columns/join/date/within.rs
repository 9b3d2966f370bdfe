//! One time within a range whose first and last date stand in columns of their own.
//!
//! Invariant: a range has the bounds of these two dates, and no others.

use crate::model::date::{BadDate, Date};

/// The range from one date to another, either of which may be blank.
///
/// EDTF joins dates of one kind: a year and a month are so as two months.
pub(super) fn range(start: &str, end: &str) -> Result<String, BadDate> {
    let range = format!("[{start}..{end}]");
    let Err(bad) = Date::parse(&range) else { return Ok(range) };
    let of_one_kind = bad.readings.first().filter(|first| is_same((start, end), &first.edtf));
    of_one_kind.map(|first| first.edtf.clone()).ok_or(bad)
}

/// Whether a range says what two dates do; a mark has no place in one.
fn is_same((start, end): (&str, &str), range: &str) -> bool {
    let is_marked = |date: &str| date.contains(['~', '?', '%']);
    let dates = Date::read(start).zip(Date::read(end)).zip(Date::read(range));
    !is_marked(start)
        && !is_marked(end)
        && dates.is_some_and(|((start, end), range)| {
            range.is_one_time_within()
                && range.earliest_start() == start.earliest_start()
                && range.latest_end() == end.latest_end()
        })
}
