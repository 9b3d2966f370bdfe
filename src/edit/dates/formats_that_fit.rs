//! The formats that read dates that were refused: of one date, and of all in a column.
//!
//! Invariant: a format reads a date only as one of the readings that are offered for it; of what a column is
//! written in is said only what its dates prove.

use std::fmt;

use super::advice::are_years;
use super::midnight::{midnight, says_time};
use super::{DateFormat, Dates, Reading, seen, two_years};
use crate::check::Finding;
use crate::model::date::{BadDate, BadDateKind, says_part};
use crate::model::digits::{are_digits, is_year};

/// The options that read a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The format, as a shell takes it.
    pub format: String,
    /// Whether it needs words to be read beside it.
    pub words: bool,
}

impl Way {
    fn new(format: String, words: bool) -> Way {
        let format = if format.contains(' ') { format!("'{format}'") } else { format };
        Way { format, words }
    }
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = if self.words { " --dates words" } else { "" };
        write!(f, "--date-format {}{words}", self.format)
    }
}

/// What the dates of a column that were not read say of each other.
#[derive(Debug, Default)]
pub struct Unread {
    /// How many they are.
    pub count: usize,
    /// The formats that read each of those that any format reads.
    ways: Vec<Way>,
    /// Whether there are times among them that are no midnight, so that a midnight is one too.
    pub(in crate::edit::dates) has_times: bool,
    /// Whether there are years with a fraction among them, which look like months: `2012.5`.
    has_fractions: bool,
}

/// Findings that tell how all dates are written.
const ENOUGH: usize = 2_000;

impl Unread {
    /// Of the findings of a column, of dates or not.
    pub fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Unread {
        let mut unread = Unread::default();
        let mut is_first = true;
        for finding in findings.into_iter().filter(|finding| finding.code.is_of_dates()) {
            unread.count += 1;
            let bad = finding.bad.as_ref().filter(|_| unread.count <= ENOUGH);
            let Some(bad) = bad else { continue };
            let text = seen(&bad.written);
            unread.has_times |= says_time(&text);
            unread.has_fractions |= is_fraction(&text);
            let here = ways(&text, bad);
            if here.is_empty() {
                continue;
            }
            if is_first {
                unread.ways.clone_from(&here);
            }
            is_first = false;
            unread.ways.retain_mut(|way| {
                let same = here.iter().find(|other| other.format == way.format);
                way.words |= same.is_some_and(|other| other.words);
                same.is_some()
            });
        }
        unread
    }

    /// The one format in which some of them are written, all but those that no format reads, and how many;
    /// `None` where there is none, one date alone, or where they may be days without a year.
    pub fn format<'f>(
        &self,
        findings: impl IntoIterator<Item = &'f Finding>,
    ) -> Option<(usize, Way)> {
        let [way] = &*self.fitting(self.ways.clone()) else { return None };
        let (mut read, mut is_sure) = (0, false);
        for finding in findings.into_iter().filter(|finding| finding.code.is_of_dates()) {
            let Some(bad) = &finding.bad else { continue };
            let is_read = self.is_read(way, bad);
            if !is_read && lacks_year(bad) {
                return None;
            }
            read += usize::from(is_read);
            is_sure |= is_read && !may_lack_year(bad);
        }
        (read > 1 && is_sure).then(|| (read, way.clone()))
    }

    /// Those of the formats of a date that read all others too, if there are any.
    pub(in crate::edit::dates) fn fitting(&self, mut ways: Vec<Way>) -> Vec<Way> {
        if self.has_fractions {
            ways.retain(|way| way.format != MONTH_BEHIND_DOT);
        }
        let is_common = |way: &Way| self.ways.iter().any(|other| other.format == way.format);
        if ways.iter().any(is_common) {
            ways.retain(is_common);
        }
        ways
    }

    /// Whether a date is read in a format.
    fn is_read(&self, way: &Way, bad: &BadDate) -> bool {
        let text = seen(&bad.written);
        let day = midnight(&text).filter(|_| self.has_times).map_or(&*text, |(day, _)| day);
        match bad.kind {
            BadDateKind::Malformed => way.format == "Y" && are_years(&text, bad),
            BadDateKind::ImpossibleDay => {
                way.format == two_years::FORMAT && two_years::are_offered(&text, bad)
            }
            kind if is_in_numbers(kind) => {
                let needs = needs_words(way.format.trim_matches('\''), day, bad);
                needs.is_some_and(|words| way.words || !words)
            }
            _ => false,
        }
    }
}

/// The formats that read a date that was refused, of one at midnight those of its day.
fn ways(text: &str, bad: &BadDate) -> Vec<Way> {
    match bad.kind {
        BadDateKind::Malformed if are_years(text, bad) => vec![Way::new("Y".to_string(), false)],
        BadDateKind::ImpossibleDay if two_years::are_offered(text, bad) => {
            vec![Way::new(two_years::FORMAT.to_string(), false)]
        }
        kind if is_in_numbers(kind) => formats(midnight(text).map_or(text, |(day, _)| day), bad),
        _ => Vec::new(),
    }
}

/// Whether a date may be a day whose year is not said: `Oct-10`, `31 December`.
pub(in crate::edit) fn may_lack_year(bad: &BadDate) -> bool {
    bad.readings.iter().any(|reading| reading.edtf.starts_with("XXXX-"))
}

/// Whether a date is likely a day whose year is not said: `9 May`, `31 December`.
pub(in crate::edit::dates) fn lacks_year(bad: &BadDate) -> bool {
    bad.readings.first().is_some_and(|likely| likely.edtf.starts_with("XXXX-"))
}

/// A year with a month behind a dot, and what else looks so.
const MONTH_BEHIND_DOT: &str = "Y.m";

/// Whether a text is a year with a fraction, or may be one: `1720.31`, `2012.5`. Two digits may be
/// a month, or 00 for one that is not known.
fn is_fraction(text: &str) -> bool {
    text.split_once('.').is_some_and(|(year, part)| {
        let is_month = part.len() == 2 && ("00"..="12").contains(&part);
        is_year(year) && are_digits(part) && !part.is_empty() && !is_month
    })
}

/// Whether a date is one in numbers that a format may read.
pub(in crate::edit::dates) fn is_in_numbers(kind: BadDateKind) -> bool {
    use BadDateKind as K;
    matches!(
        kind,
        K::Ambiguous
            | K::NumericOrder
            | K::NotPadded
            | K::Separators
            | K::TwoDigitYear
            | K::MonthYear
    )
}

/// Formats that read a text in numbers, or with the name of a month, as one of its readings.
pub(in crate::edit::dates) fn formats(text: &str, bad: &BadDate) -> Vec<Way> {
    const SHAPES: &[&str] = &[
        "d.m.Y", "m.d.Y", "Y.m.d", "d.m.y", "m.d.y", "y.m.d", "m.Y", "Y.m", "m.y", "y.m", "Ymd",
        "dmY", "mdY", "Ym", "ymd", "dmy", "mdy",
    ];
    let mut fitting: Vec<Way> = Vec::new();
    for separator in ['.', '/', '-', ' '] {
        // Between numbers a space may as well stand before a time.
        if separator == ' ' && !text.contains(char::is_alphabetic) {
            continue;
        }
        for shape in SHAPES {
            let shape = shape.replace('.', &separator.to_string());
            if shape == "Y-m" && text.len() == "2025-02".len() {
                continue; // so a month is written in EDTF
            }
            if shape == MONTH_BEHIND_DOT && is_fraction(text) {
                continue;
            }
            let Some(words) = needs_words(&shape, text, bad) else { continue };
            let way = Way::new(shape, words);
            if !fitting.contains(&way) {
                fitting.push(way);
            }
        }
    }
    if fitting.is_empty() { as_it_stands(text, bad) } else { fitting }
}

/// Whether words have to be read, too, where a format reads a text as one of its readings; `None` where it does
/// not.
fn needs_words(shape: &str, text: &str, bad: &BadDate) -> Option<bool> {
    let format = DateFormat::parse(shape).ok()?;
    let is_one = format.edtf(text).is_some_and(|date| date.is_ok());
    let fits = is_one || format.within(text).is_some() || format.days(text).is_some();
    let dates = |words| Dates { format: Some(format.clone()), words };
    let is_read = |words: &bool| match dates(*words).read(text) {
        Some(Reading::Edtf(edtf)) => offers(bad, &edtf),
        Some(Reading::Words(read)) => read.readings.first().is_some_and(|r| offers(bad, &r.edtf)),
        _ => false,
    };
    [false, true].into_iter().filter(|_| fits).find(is_read)
}

/// Whether a reading has a date in it, perhaps with a time, a mark or another date: of `2025-05-09` it has
/// no `2025-05`.
fn offers(bad: &BadDate, date: &str) -> bool {
    let goes_on = |c: char| c == '-' || c.is_ascii_digit();
    bad.readings.iter().any(|reading| {
        reading.edtf.match_indices(date).any(|(at, _)| {
            let (before, behind) = (&reading.edtf[..at], &reading.edtf[at + date.len()..]);
            !before.ends_with(goes_on) && !behind.starts_with(goes_on)
        })
    })
}

/// Formats that have all that stands between and behind the numbers of a text, in which it is one of its
/// readings: `Y年m月d日`, `'Y. m. d.'`.
fn as_it_stands(text: &str, bad: &BadDate) -> Vec<Way> {
    const ORDERS: &[&str] = &["Ymd", "dmY", "mdY", "Ym", "mY", "Y"];
    let is_read = |shape: &str| {
        let read = DateFormat::parse(shape).ok().and_then(|format| format.edtf(text)?.ok());
        read.is_some_and(|date| bad.has_reading(&date))
    };
    let bare = text.trim_matches(|c: char| !c.is_ascii_digit());
    let gaps = bare.split(|c: char| c.is_ascii_digit()).filter(|gap| !gap.is_empty());
    let gaps: Vec<&str> = gaps.collect();
    // `2025-05/06` has two dates, and `5/9 2025` is one.
    let is_day = bad.readings.first().is_some_and(|likely| !likely.edtf.contains('/'));
    let is_one = gaps.iter().all(|gap| *gap == gaps[0]) || text.contains(says_part) || is_day;
    let is_named = text.contains(|c: char| c.is_alphabetic() && !says_part(c));
    let fits = |order: &&&str| order.len() == gaps.len() + 1 && is_one && !is_named;
    let orders = ORDERS.iter().filter(fits);
    let shapes = orders.map(|order| {
        let mut letters = order.chars();
        let mut is_inside = false;
        let pieces = text.chars().filter_map(|c| {
            let is_first = c.is_ascii_digit() && !is_inside;
            is_inside = c.is_ascii_digit();
            if is_first { letters.next() } else { Some(c).filter(|c| !c.is_ascii_digit()) }
        });
        pieces.collect::<String>()
    });
    let fitting = shapes.filter(|shape| is_read(shape));
    fitting.map(|shape| Way::new(shape, false)).collect()
}

#[cfg(test)]
mod tests {
    use super::offers;
    use crate::model::date::Date;

    #[test]
    fn a_part_of_a_date_is_not_offered_where_the_whole_is() {
        let bad = Date::parse("25.5.2025 10:30").unwrap_err();
        assert!(offers(&bad, "2025-05-25") && offers(&bad, "2025-05-25T10:30"));
        for date in ["2025-05", "2025", "05-25"] {
            assert!(!offers(&bad, date), "{date}");
        }
    }
}
