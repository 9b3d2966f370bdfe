//! Every EDTF date, read by edtf-core, and the two shapes accepted beyond it: times without
//! seconds and intervals between two times, whose zones chrono turns into UTC.
//!
//! Invariant: what edtf-core refuses is refused, but for those two shapes; what it takes is taken,
//! but for a second 60 that no clock showed.

use chrono::{FixedOffset, NaiveDate};
use edtf_core::{
    Bound as CoreBound, BoundDate, Date as CoreDate, DateTime, Edtf, Interval, IntervalEndpoint,
    Set, SetElement, SetKind, TimeShift, YearKind,
};

use crate::model::date::bad::{BadDateKind, Fault};
use crate::model::date::calendar::{DAY, FARTHEST, civil, day_end, day_start};
use crate::model::date::{APPROXIMATE, Date, ONE_OF, Packed, TIME, UNCERTAIN, ZONED};

/// A date in its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Date(CoreDate),
    Instant(Instant),
    Interval(Interval),
    Instants(Instant, Instant),
    Set(Set),
}

/// A day and a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Instant {
    /// Day, time and zone.
    pub(super) written: DateTime,
    /// Whether seconds are written.
    pub(super) has_seconds: bool,
}

/// The bounds of a text.
pub(super) fn date(text: &str) -> Result<Date, Fault> {
    match form(text)? {
        Form::Date(date) => {
            let (first, last) = span(&date);
            Ok(Date::point(first, last, marks([&date])))
        }
        Form::Instant(instant) => {
            let (first, last) = instant_span(&instant);
            Ok(Date::point(first, last, instant_flags(&instant)))
        }
        Form::Interval(interval) => lasting(&interval).ok_or_else(|| end_first(text)),
        Form::Instants(start, end) => between(&start, &end).ok_or_else(|| end_first(text)),
        Form::Set(set) => Ok(hull(&set)),
    }
}

/// The parts of a text; for times also whether the ends agree about having a zone.
pub(super) fn form(text: &str) -> Result<Form, Fault> {
    let is_set = text.starts_with(['[', '{']);
    if is_set || !text.contains('T') || !text.is_ascii() {
        let form = Edtf::parse(text).map_err(Fault::from).and_then(core_form)?;
        return lenient(text, &form).map_or(Ok(form), Err);
    }
    match text.split_once('/') {
        None => instant(text).map(Form::Instant),
        Some((start, end)) => instants(start, end),
    }
}

fn core_form(edtf: Edtf) -> Result<Form, Fault> {
    Ok(match edtf {
        Edtf::Date(date) => Form::Date(date),
        Edtf::DateTime(written) => Form::Instant(Instant { written, has_seconds: true }),
        Edtf::Interval(interval) => Form::Interval(interval),
        Edtf::Set(set) => Form::Set(set),
    })
}

/// What edtf-core takes and the specification does not: an exponent that is not positive, what runs
/// backwards beyond its own years, and ranges of a set that stand where they may not.
fn lenient(text: &str, form: &Form) -> Option<Fault> {
    let is_zero = |at: &usize| {
        let exponent = text[*at..].split(|letter: char| !letter.is_ascii_digit()).next();
        exponent.is_some_and(|digits| digits.bytes().all(|digit| digit == b'0'))
    };
    if let Some(at) = text.match_indices('E').map(|(at, _)| at + 1).find(is_zero) {
        return Some(Fault::new(at, "the exponent of a year is a positive number"));
    }
    let set = match form {
        Form::Set(set) => set,
        Form::Interval(Interval {
            start: IntervalEndpoint::Date(start),
            end: IntervalEndpoint::Date(end),
        }) if is_backwards(start, end) => return Some(end_first(text)),
        _ => return None,
    };
    let (last, offset) = (set.elements.len() - 1, text.find("..").unwrap_or(0));
    set.elements.iter().enumerate().find_map(|(n, element)| match element {
        SetElement::OnOrBefore(_) if n > 0 => {
            Some(Fault::new(offset, "a range without a start opens a set"))
        }
        SetElement::OnOrAfter(_) if n < last => {
            Some(Fault::new(offset, "a range without an end closes a set"))
        }
        SetElement::Range(from, to) if is_backwards(from, to) => {
            Some(Fault { offset, ..end_first(text) })
        }
        _ => None,
    })
}

/// Whether a date surely lies behind another; years without bounds are all equally far.
fn is_backwards(from: &CoreDate, to: &CoreDate) -> bool {
    let edge = |date: &CoreDate, bound| match bound {
        CoreBound::Date(day) => (0, Some(day)),
        _ => (beyond(date).0.signum(), None),
    };
    let (first, last) = (Edtf::Date(*from).bounds().earliest, Edtf::Date(*to).bounds().latest);
    edge(from, first) > edge(to, last)
}

fn instants(start: &str, end: &str) -> Result<Form, Fault> {
    let after = start.len() + 1;
    let (Some(_), Some(_)) = (start.find('T'), end.find('T')) else {
        return Err(Fault::new(after, "an interval with a time needs a time at both ends"));
    };
    let first = instant(start)?;
    let last = instant(end).map_err(|fault| Fault { offset: fault.offset + after, ..fault })?;
    if first.written.time.shift.is_some() != last.written.time.shift.is_some() {
        return Err(Fault::new(after, "one end of the interval has a zone, the other has none"));
    }
    Ok(Form::Instants(first, last))
}

/// A time with or without seconds; edtf-core sees it with seconds.
fn instant(text: &str) -> Result<Instant, Fault> {
    let minutes = minutes_end(text);
    let edtf = match minutes {
        None => Edtf::parse(text),
        Some(at) => Edtf::parse(&format!("{}:00{}", &text[..at], &text[at..])),
    };
    let put_back = |fault: Fault| match minutes {
        Some(at) if fault.offset >= at => {
            Fault { offset: fault.offset.saturating_sub(3).max(at).min(text.len()), ..fault }
        }
        _ => fault,
    };
    match edtf.map_err(|error| put_back(error.into()))? {
        Edtf::DateTime(written) if written.time.second == 60 && !ends_month(&written) => {
            let at = text.find('T').map_or(0, |time| time + "T23:59:".len());
            Err(Fault::new(at, "second 60 ends a month in UTC"))
        }
        Edtf::DateTime(written) => Ok(Instant { written, has_seconds: minutes.is_none() }),
        _ => Err(Fault::new(0, "not a time")),
    }
}

/// Where `hh:mm` ends, when no seconds follow it.
fn minutes_end(text: &str) -> Option<usize> {
    let time = text.find('T')? + 1;
    let bytes = text.as_bytes().get(time..)?;
    let is_short = bytes.get(2) == Some(&b':')
        && bytes.len() >= 5
        && matches!(bytes.get(5), None | Some(b'Z' | b'+' | b'-'));
    is_short.then_some(time + 5)
}

fn end_first(text: &str) -> Fault {
    let offset = text.find('/').map_or(0, |slash| slash + 1);
    Fault {
        offset,
        kind: Some(BadDateKind::EndBeforeStart),
        message: "interval end precedes interval start",
    }
}

/// The first and last second of a date of edtf-core.
pub(super) fn span(date: &CoreDate) -> (i64, i64) {
    let bounds = Edtf::Date(*date).bounds();
    let start = |day: BoundDate| day_start(day.year, day.month, day.day);
    let end = |day: BoundDate| day_end(day.year, day.month, day.day);
    match (bounds.earliest, bounds.latest) {
        (CoreBound::Date(first), CoreBound::Date(last)) => (start(first), end(last)),
        _ => beyond(date),
    }
}

/// Years beyond those edtf-core computes with are beyond the seconds of an `i64` as well.
fn beyond(date: &CoreDate) -> (i64, i64) {
    let is_negative = match date.year.kind {
        YearKind::Standard { negative, .. } => negative,
        YearKind::Big { value } => value < 0,
        YearKind::Exponential { significand, .. } => significand < 0,
    };
    let far = if is_negative { -FARTHEST } else { FARTHEST };
    (far, far)
}

/// The first and last second of an instant. The leap second `:60` counts as `:59`, so that it
/// stays on its day.
fn instant_span(instant: &Instant) -> (i64, i64) {
    let first = second(&instant.written).expect("edtf-core has checked day, time and zone");
    (first, if instant.has_seconds { first } else { first + 59 })
}

/// Seconds from 1970; edtf-core has checked day, time and zone, so chrono takes them all.
fn second(written: &DateTime) -> Option<i64> {
    let DateTime { date, time } = written;
    let year = i32::try_from(date.year.value()?).ok()?;
    let day =
        NaiveDate::from_ymd_opt(year, date.month?.value()?.into(), date.day?.value()?.into())?;
    let local =
        day.and_hms_opt(time.hour.into(), time.minute.into(), time.second.min(59).into())?;
    let east = match time.shift {
        Some(TimeShift::Offset { minutes, .. }) => i32::from(minutes) * 60,
        _ => 0,
    };
    let zone = FixedOffset::east_opt(east)?;
    Some(local.and_local_timezone(zone).single()?.timestamp())
}

/// Whether a second 60 can be a leap second: in UTC it ends a month, and without a zone there is one
/// in which it does.
fn ends_month(written: &DateTime) -> bool {
    const QUARTER: i64 = 15 * 60;
    let Some(next) = second(written).map(|second| second + 1) else { return false };
    let farthest = if written.time.shift.is_some() { 0 } else { 14 * 4 };
    (-farthest..=farthest)
        .map(|quarters| next + quarters * QUARTER)
        .any(|second| second.rem_euclid(DAY) == 0 && civil(second.div_euclid(DAY)).2 == 1)
}

fn instant_flags(instant: &Instant) -> u8 {
    TIME | if instant.written.time.shift.is_some() { ZONED } else { 0 }
}

/// The flags of the qualifiers of dates.
fn marks<'a>(dates: impl IntoIterator<Item = &'a CoreDate>) -> u8 {
    dates.into_iter().fold(0, |flags, date| {
        let approximate = if date.is_approximate() { APPROXIMATE } else { 0 };
        let uncertain = if date.is_uncertain() { UNCERTAIN } else { 0 };
        flags | approximate | uncertain
    })
}

fn between(start: &Instant, end: &Instant) -> Option<Date> {
    let packed = |(first, last)| (Packed::at(first), Packed::at(last));
    let flags = instant_flags(start);
    Date::lasting(packed(instant_span(start)), packed(instant_span(end)), flags)
}

fn lasting(interval: &Interval) -> Option<Date> {
    let ends = [&interval.start, &interval.end];
    let flags = marks(ends.into_iter().filter_map(dated));
    Date::lasting(endpoint(&interval.start), endpoint(&interval.end), flags)
}

fn dated(end: &IntervalEndpoint) -> Option<&CoreDate> {
    match end {
        IntervalEndpoint::Date(date)
        | IntervalEndpoint::OnOrBefore(date)
        | IntervalEndpoint::OnOrAfter(date) => Some(date),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
    }
}

/// The bounds of one end of an interval.
fn endpoint(end: &IntervalEndpoint) -> (Packed, Packed) {
    match end {
        IntervalEndpoint::Open => (Packed::OPEN, Packed::OPEN),
        IntervalEndpoint::Unknown => (Packed::UNKNOWN, Packed::UNKNOWN),
        IntervalEndpoint::Date(date) => {
            let (first, last) = span(date);
            (Packed::at(first), Packed::at(last))
        }
        IntervalEndpoint::OnOrBefore(date) => (Packed::UNBOUNDED, Packed::at(span(date).1)),
        IntervalEndpoint::OnOrAfter(date) => (Packed::at(span(date).0), Packed::UNBOUNDED),
    }
}

/// The hull of a set: its gaps are lost.
fn hull(set: &Set) -> Date {
    let bounds = set.elements.iter().map(element);
    let (first, last) = bounds.fold((Some(FARTHEST), Some(-FARTHEST)), |hull, bounds| {
        let first = hull.0.zip(bounds.0).map(|(a, b): (i64, i64)| a.min(b));
        (first, hull.1.zip(bounds.1).map(|(a, b): (i64, i64)| a.max(b)))
    });
    let packed = |bound: Option<i64>| bound.map_or(Packed::UNBOUNDED, Packed::at);
    // One of a single date is that date.
    let is_one = matches!(set.elements.as_slice(), [SetElement::Date(_)]);
    let one_of = if set.kind == SetKind::OneMember && !is_one { ONE_OF } else { 0 };
    let dates = set.elements.iter().flat_map(|element| match element {
        SetElement::Date(date) | SetElement::OnOrBefore(date) | SetElement::OnOrAfter(date) => {
            [Some(date), None]
        }
        SetElement::Range(first, last) => [Some(first), Some(last)],
    });
    Date::within(packed(first), packed(last), one_of | marks(dates.flatten()))
}

/// First and last second of an element; `None` where nothing bounds it.
fn element(element: &SetElement) -> (Option<i64>, Option<i64>) {
    match element {
        SetElement::Date(date) => {
            let (first, last) = span(date);
            (Some(first), Some(last))
        }
        SetElement::OnOrBefore(date) => (None, Some(span(date).1)),
        SetElement::OnOrAfter(date) => (Some(span(date).0), None),
        SetElement::Range(first, last) => (Some(span(first).0), Some(span(last).1)),
    }
}
