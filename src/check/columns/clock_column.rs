//! A column of times of a clock, by all its cells: whether they are those of another zone, or results.
//!
//! Invariant: a time without a zone beside one with a zone is another only where no zone makes them one, or where
//! the one in the date may be a midnight that a program filled in.

use crate::check::columns::clocks::{is_new, with_and_without_zone};
use crate::check::dates::{is_clock, is_measure};

/// Minutes of an hour.
const HOUR: i64 = 60;

/// The least and the greatest of some minutes.
type Range = Option<(i64, i64)>;

/// What cells of a column say that may be times of a clock.
#[derive(Default)]
pub(in crate::check) struct Clocks {
    clocks: usize,
    measures: usize,
    /// How far times that may be of another zone are before UTC.
    offsets: Range,
    /// The times in UTC of their dates.
    times: Range,
    /// Whether one of these is none that a program fills in.
    is_time: bool,
}

impl Clocks {
    /// Counts a cell.
    pub(in crate::check) fn count(&mut self, cell: &str) {
        self.clocks += usize::from(is_clock(cell));
        self.measures += usize::from(is_measure(cell));
    }

    /// Whether these are results of races, lengths or prices: a slip in a tenth of the cells is none.
    pub(in crate::check) fn are_results(&self) -> bool {
        self.measures * 10 > self.clocks
    }

    /// Whether a time may be that of the date in a zone that is not said; it is kept.
    pub(in crate::check) fn may_be_local(&mut self, date: &str, clock: &str) -> bool {
        let is_open = is_clock(clock) && is_new(date, clock);
        let both = with_and_without_zone(date, clock).filter(|_| is_open);
        let Some((utc, local)) = both.filter(|(utc, local)| (local - utc) % 15 == 0) else {
            return false;
        };
        let offset = (local - utc).rem_euclid(24 * HOUR);
        let offset = if offset > 14 * HOUR { offset - 24 * HOUR } else { offset };
        widen(&mut self.offsets, offset);
        widen(&mut self.times, utc);
        self.is_time |= !may_be_filled_in(date);
        true
    }

    /// Whether such times are others than those of the dates, but for an hour in summer.
    pub(in crate::check) fn are_others(&self) -> bool {
        let is_far = |range: Range| range.is_some_and(|(least, most)| most - least > HOUR);
        let are_filled_in = || !self.is_time && !is_far(self.times);
        self.offsets.is_some() && (is_far(self.offsets) || are_filled_in())
    }
}

fn widen(range: &mut Range, minutes: i64) {
    let (least, most) = range.unwrap_or((minutes, minutes));
    *range = Some((least.min(minutes), most.max(minutes)));
}

/// Whether the time of a date is as programs write it that have none: a midnight, or that of a zone in UTC.
fn may_be_filled_in(date: &str) -> bool {
    let time = date.split_once('T').map_or("", |(_, time)| time);
    time.starts_with("00:00") || time.len() == "00:00:00Z".len() && time.ends_with(":00Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn others(rows: &[[&str; 2]]) -> bool {
        let mut clocks = Clocks::default();
        rows.iter().for_each(|[date, clock]| assert!(clocks.may_be_local(date, clock)));
        clocks.are_others()
    }

    #[test]
    fn times_of_one_zone_are_those_of_the_dates() {
        let concert = ["2025-05-09T17:30Z", "19:30"];
        assert!(!others(&[concert]));
        assert!(!others(&[concert, ["2025-12-10T18:00Z", "19:00"]]), "in winter");
        assert!(!others(&[concert, ["2025-05-10T20:00+01:00", "21:00"]]));
        assert!(!others(&[["2025-05-09T17:00:00Z", "19:00"], ["2025-05-10T08:00:00Z", "10:00"]]));
        assert!(others(&[["2024-03-04T08:00Z", "9:00"], ["2024-03-05T10:00Z", "9:00"]]));
    }

    #[test]
    fn a_midnight_that_was_filled_in_is_no_time() {
        let letter = ["1842-12-07T05:00:00Z", "8:00PM"];
        assert!(others(&[letter]) && others(&[letter, ["1843-07-18T04:00:00Z", "7:00PM"]]));
        assert!(others(&[["2024-03-04T00:00:00Z", "20:00"]]));
    }

    #[test]
    fn what_no_zone_makes_one_or_is_the_same_is_not_kept() {
        for (date, clock) in [
            ("2025-05-09T17:30Z", "19:37"),
            ("2025-05-09T17:30", "19:30"),
            ("2025-05-09T17:30Z", "19:30+02:00"),
            ("2025-05-09", "19:30"),
            ("2025-05-09T19:30+02:00", "19:30"),
            ("2024-03-04T00:00:00Z", "0:00"),
        ] {
            assert!(!Clocks::default().may_be_local(date, clock), "{date} {clock}");
        }
    }

    #[test]
    fn results_are_no_times() {
        let are = |cells: &[&str]| {
            let mut clocks = Clocks::default();
            cells.iter().for_each(|cell| clocks.count(cell));
            clocks.are_results()
        };
        assert!(are(&["9.69"]) && are(&["3:26.00", "2:06:32"]) && are(&["25:30", "19:40"]));
        assert!(!are(&["9.30", "14:30", "2:30 PM", "24:00", "10:15:20.5", "1729", "3 days"]));
        assert!(!are(&[&["14:30"; 20][..], &["14:75"]].concat()));
    }
}
