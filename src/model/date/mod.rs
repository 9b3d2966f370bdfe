//! What a written date says: bounds, qualifiers, words, and what a text that is no date may have meant.
//!
//! Dates are EDTF (ISO 8601-2, levels 0 to 2). Beyond it a time may lack its seconds
//! (`2025-02-12T10:15`) and an interval may run between two times. Years before 1582 are
//! proleptic Gregorian, years before 1 astronomical (`-0043` is 44 BCE).
//!
//! Invariant: the one place that decides what a day is; nothing here guesses, a text that is
//! not a date is refused with its likely readings.
//!
//! ```
//! use annals::model::date::{Bound, Date, words};
//!
//! let date = Date::parse("[..2025-02-07]").unwrap();
//! assert_eq!(date.earliest_start(), Bound::Unbounded);
//! assert!(date.is_one_time_within() && !date.is_lasting());
//! assert_eq!(words("[..2025-02-07]"), "some day up to 7 February 2025");
//!
//! let bad = Date::parse("5/9/2025").unwrap_err();
//! assert_eq!(bad.readings[0].edtf, "2025-09-05");
//! assert_eq!(bad.readings[1].edtf, "2025-05-09");
//! ```

mod bad;
mod calendar;
mod fast;
mod fineness;
mod full;
mod months;
mod words;

pub use bad::{
    BadDate, BadDateKind, Reading, at_time, either, in_our_digits, is_nothing, is_of_unix,
    is_unseen, is_zone, says_part, with_zeros,
};
pub(crate) use bad::{JULIAN, OTHER_CALENDARS, is_doubt};
pub use calendar::{
    beyond_count, civil, day_number, full_year, iso_day, minute, moment, month_name, year_heading,
};
pub use fineness::{Fineness, fineness};
pub use months::{number as month_number, of as month_of};
pub use words::{put_words, words};

use std::num::NonZeroU8;

use calendar::{DAY, FARTHEST};

/// One limit of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// A second, inclusive, counted from 1970-01-01T00:00:00 in the proleptic Gregorian calendar:
    /// in UTC where the date has a zone, else as the calendar has it. Seconds too far away for
    /// an `i64` (some 290 thousand million years) count as the farthest there is.
    At(i64),
    /// Nothing is said on that side: `[..2025-02-07]` has no earliest start.
    Unbounded,
    /// `..` at the end of an interval: open.
    Open,
    /// A blank end of an interval, `/2025`: unknown.
    Unknown,
}

/// [`Bound`] in eight bytes: the values beyond [`FARTHEST`] are its three states without a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Packed(i64);

impl Packed {
    const UNBOUNDED: Self = Self(i64::MAX);
    const OPEN: Self = Self(i64::MAX - 1);
    const UNKNOWN: Self = Self(i64::MAX - 2);

    /// The second, kept within the farthest one.
    fn at(second: i64) -> Self {
        Self(second.clamp(-FARTHEST, FARTHEST))
    }

    /// The second, where there is one.
    fn second(self) -> Option<i64> {
        (self.0 <= FARTHEST).then_some(self.0)
    }

    /// The public form.
    fn bound(self) -> Bound {
        match self {
            Self::UNBOUNDED => Bound::Unbounded,
            Self::OPEN => Bound::Open,
            Self::UNKNOWN => Bound::Unknown,
            Self(second) => Bound::At(second),
        }
    }
}

/// A date as far as ordering and selection need it: point or lasting, four bounds, qualifiers.
/// Its text stays in the cell.
///
/// Where an end of an interval is open or unknown, both bounds of that end are
/// ([`Bound::Open`], [`Bound::Unknown`]). No end is before its start: the bounds of `2024/2024-05`
/// let it start no later than May and end no earlier than January. A set keeps its hull only.
/// Marks of doubt do not widen bounds. Seasons are the months of the northern hemisphere unless
/// the number says otherwise; the winter of 2025 runs into February 2026.
///
/// There is no order on dates; whoever sorts them says by which bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    earliest_start: Packed,
    latest_start: Packed,
    earliest_end: Packed,
    latest_end: Packed,
    /// With [`WRITTEN`], so that a date that may be missing takes no more room than one.
    flags: NonZeroU8,
}

const LASTING: u8 = 1;
const ONE_OF: u8 = 2;
const APPROXIMATE: u8 = 4;
const UNCERTAIN: u8 = 8;
const ZONED: u8 = 16;
const TIME: u8 = 32;
/// Every date has it.
const WRITTEN: NonZeroU8 = NonZeroU8::MIN.saturating_add(127);

impl Date {
    /// Reads a date. The text is the cell without white space around it; a blank is not a date.
    pub fn parse(text: &str) -> Result<Self, BadDate> {
        match fast::date(text.as_bytes()) {
            Some(date) => Ok(date),
            None => full::date(text).map_err(|fault| bad::diagnose(text, fault)),
        }
    }

    /// The date that a text is, for those who do not ask why it is none: that takes far longer.
    pub fn read(text: &str) -> Option<Self> {
        fast::date(text.as_bytes()).or_else(|| full::date(text).ok())
    }

    /// Whether a text is a date, or may be meant as one.
    pub fn may_be(text: &str) -> bool {
        !text.is_empty() && Self::parse(text).map_or_else(|bad| !bad.readings.is_empty(), |_| true)
    }

    /// The dates that a set of each of several names: `{A,B..C}`; none of any other text.
    pub fn each(text: &str) -> Vec<Self> {
        let inside = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        let named = inside.into_iter().flat_map(|inside| inside.split(','));
        let ends = named.flat_map(|element| element.split(".."));
        ends.filter_map(|end| full::date(end).ok()).collect()
    }

    /// The first second at which it may have begun.
    pub fn earliest_start(&self) -> Bound {
        self.earliest_start.bound()
    }

    /// The last second at which it may have begun.
    pub fn latest_start(&self) -> Bound {
        self.latest_start.bound()
    }

    /// The first second at which it may have ended.
    pub fn earliest_end(&self) -> Bound {
        self.earliest_end.bound()
    }

    /// The last second at which it may have ended.
    pub fn latest_end(&self) -> Bound {
        self.latest_end.bound()
    }

    /// An interval `A/B`: it lasted from A to B. All else happened at one time within its bounds,
    /// or, for a set `{A,B}`, at each of several.
    pub fn is_lasting(&self) -> bool {
        self.flags.get() & LASTING != 0
    }

    /// One of several times, or one time within a range: `[A..B]`, `[..B]`, `[A..]`, `[A,B]`.
    pub fn is_one_time_within(&self) -> bool {
        self.flags.get() & ONE_OF != 0
    }

    /// Marked `~` or `%`, as a whole or in any part.
    pub fn is_approximate(&self) -> bool {
        self.flags.get() & APPROXIMATE != 0
    }

    /// Marked `?` or `%`, as a whole or in any part.
    pub fn is_uncertain(&self) -> bool {
        self.flags.get() & UNCERTAIN != 0
    }

    /// A time of day with a zone, so that its bounds are in UTC.
    pub fn is_zoned(&self) -> bool {
        self.flags.get() & ZONED != 0
    }

    /// A time of day is written.
    pub fn has_time(&self) -> bool {
        self.flags.get() & TIME != 0
    }

    /// The day of the earliest start, counted from 1970-01-01, where there is one.
    pub fn first_day(&self) -> Option<i64> {
        self.earliest_start.second().map(|second| second.div_euclid(DAY))
    }

    /// The day of the latest end, counted from 1970-01-01, where there is one.
    pub fn last_day(&self) -> Option<i64> {
        self.latest_end.second().map(|second| second.div_euclid(DAY))
    }

    /// The one day of what happened at one time on it, counted from 1970-01-01; `None` where a time
    /// of day is written, or the day is not known.
    pub fn only_day(&self) -> Option<i64> {
        let (first, last) = (self.first_day()?, self.last_day()?);
        (first == last && !self.has_time() && !self.is_lasting()).then_some(first)
    }

    /// The same date within tighter limits (`None`: no tighter), in seconds: first those of the
    /// start, then those of the end.
    pub fn narrowed(&self, start: [Option<i64>; 2], end: [Option<i64>; 2]) -> Self {
        let least = |own: Packed, limit: Option<i64>| match (own.second(), limit) {
            (Some(own), Some(limit)) => Packed::at(own.max(limit)),
            (None, Some(limit)) => Packed::at(limit),
            (_, None) => own,
        };
        let most = |own: Packed, limit: Option<i64>| match (own.second(), limit) {
            (Some(own), Some(limit)) => Packed::at(own.min(limit)),
            (None, Some(limit)) => Packed::at(limit),
            (_, None) => own,
        };
        Self {
            earliest_start: least(self.earliest_start, start[0]),
            latest_start: most(self.latest_start, start[1]),
            earliest_end: least(self.earliest_end, end[0]),
            latest_end: most(self.latest_end, end[1]),
            flags: self.flags,
        }
    }

    /// Something of which no date is written, within limits in seconds as for [`Date::narrowed`]; it
    /// may have lasted. `None` without a limit.
    pub fn unwritten(start: [Option<i64>; 2], end: [Option<i64>; 2]) -> Option<Self> {
        start.into_iter().chain(end).flatten().next()?;
        let flags = if start[1] == end[1] { ONE_OF } else { LASTING };
        Some(Self::within(Packed::UNBOUNDED, Packed::UNBOUNDED, flags).narrowed(start, end))
    }

    /// The earliest start for an export: `2025-02-12`, or `2025-02-12T10:15:00Z` where a time is written.
    pub fn iso_start(&self) -> Option<String> {
        self.earliest_start.second().map(|second| self.iso(second))
    }

    /// The latest end for an export, in the same form.
    pub fn iso_end(&self) -> Option<String> {
        self.latest_end.second().map(|second| self.iso(second))
    }

    fn iso(&self, second: i64) -> String {
        let day = iso_day(second.div_euclid(DAY));
        // A time is of a year of four digits; what its zone carries beyond them keeps the day.
        if !self.has_time() || day.starts_with(['-', 'Y']) {
            return day;
        }
        let of_day = second.rem_euclid(DAY);
        let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
        let zone = if self.is_zoned() { "Z" } else { "" };
        format!("{day}T{hour:02}:{minute:02}:{second:02}{zone}")
    }

    /// Something that happened at one time from the first to the last second.
    fn point(first: i64, last: i64, flags: u8) -> Self {
        Self::within(Packed::at(first), Packed::at(last), flags)
    }

    /// Something that happened at one time (or at several) between two bounds.
    fn within(first: Packed, last: Packed, flags: u8) -> Self {
        Self {
            earliest_start: first,
            latest_start: last,
            earliest_end: first,
            latest_end: last,
            flags: WRITTEN | flags,
        }
    }

    /// Something that lasted: bounds of its start and of its end, which is not before the start.
    /// `None` where it would have to end before it starts.
    fn lasting(start: (Packed, Packed), end: (Packed, Packed), flags: u8) -> Option<Self> {
        let (earliest_start, mut latest_start) = start;
        let (mut earliest_end, latest_end) = end;
        if let (Some(from), Some(to)) = (earliest_start.second(), latest_end.second())
            && from > to
        {
            return None;
        }
        if let (Some(from), Some(to)) = (earliest_start.second(), earliest_end.second()) {
            earliest_end = Packed(from.max(to));
        }
        if let (Some(from), Some(to)) = (latest_start.second(), latest_end.second()) {
            latest_start = Packed(from.min(to));
        }
        let flags = WRITTEN | flags | LASTING;
        Some(Self { earliest_start, latest_start, earliest_end, latest_end, flags })
    }
}

#[cfg(test)]
pub(crate) mod tests;
