//! Claims about dates as a whole. `examples` has every example of the specification, `agree` holds
//! the reader against a second one, whose syntax is `grammar` and whose sense is `meaning`; `tables`
//! reads those in `tests/dates`.
//!
//! Invariant: bounds are written here as they were worked out by hand.

mod agree;
mod examples;
mod grammar;
mod meaning;
pub(crate) mod tables;

use super::*;

/// SplitMix64.
pub(super) struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }
}

/// A bound in the words of the second reader.
fn bound(bound: Bound) -> meaning::Limit {
    match bound {
        Bound::At(second) => meaning::Limit::At(second.into()),
        Bound::Unbounded => meaning::Limit::Unbounded,
        Bound::Open => meaning::Limit::Open,
        Bound::Unknown => meaning::Limit::Unknown,
    }
}

/// `first start, last start | first end, last end`; one pair where start and end coincide.
fn bounds(text: &str) -> String {
    let date = Date::parse(text).unwrap_or_else(|bad| panic!("{text}: {bad:?}"));
    let side = |bound: Bound, ends_day: bool| match bound {
        Bound::At(second) => {
            let (day, of_day) = (second.div_euclid(DAY), second.rem_euclid(DAY));
            let edge = if ends_day { DAY - 1 } else { 0 };
            let (year, month, date) = civil(day);
            let time = if of_day == edge {
                String::new()
            } else {
                format!("T{:02}:{:02}:{:02}", of_day / 3600, of_day / 60 % 60, of_day % 60)
            };
            format!("{year:04}-{month:02}-{date:02}{time}")
        }
        other => format!("{other:?}").to_lowercase(),
    };
    let pair = |first, last| format!("{} {}", side(first, false), side(last, true));
    let start = pair(date.earliest_start(), date.latest_start());
    let end = pair(date.earliest_end(), date.latest_end());
    assert_eq!(date.is_lasting(), date.flags.get() & LASTING != 0);
    if date.is_lasting() { format!("{start} | {end}") } else { start }
}

#[track_caller]
fn table(rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        assert_eq!(bounds(text), *expected, "{text}");
        let date = Date::parse(text).unwrap();
        assert_eq!(full::date(text), Ok(date), "{text}");
    }
}

#[test]
fn a_date_takes_forty_bytes() {
    assert!(size_of::<Date>() <= 40);
}

#[test]
fn seasons_and_doubly_open_intervals_have_their_bounds() {
    table(&[
        ("2001-22", "2001-06-01 2001-08-31"),
        ("2001-23", "2001-09-01 2001-11-30"),
        ("2001-24", "2001-12-01 2002-02-28"),
        ("2001-29", "2001-09-01 2001-11-30"),
        ("2001-30", "2001-12-01 2002-02-28"),
        ("2001-41", "2001-07-01 2001-12-31"),
        ("..2004-06-01/2004-06-20..", "unbounded 2004-06-01 | 2004-06-20 unbounded"),
    ]);
}

#[test]
fn times_may_lack_seconds_and_be_the_ends_of_an_interval() {
    table(&[
        ("2025-02-12T10:15", "2025-02-12T10:15:00 2025-02-12T10:15:59"),
        ("2025-02-12T10:15Z", "2025-02-12T10:15:00 2025-02-12T10:15:59"),
        ("2025-02-12T00:15+02:00", "2025-02-11T22:15:00 2025-02-11T22:15:59"),
        ("2025-02-12T10:15+02", "2025-02-12T08:15:00 2025-02-12T08:15:59"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59 2016-12-31"),
        (
            "2025-02-12T10:15Z/2025-02-12T11:00+00:00",
            "2025-02-12T10:15:00 2025-02-12T10:15:59 | 2025-02-12T11:00:00 2025-02-12T11:00:59",
        ),
        (
            "2025-02-12T10:15:30/2025-02-12T10:15",
            "2025-02-12T10:15:30 2025-02-12T10:15:30 | 2025-02-12T10:15:30 2025-02-12T10:15:59",
        ),
    ]);
    for text in
        ["2025-02-12T10", "2025-02-12t10:15", "2025-02-12T10:15z", "2025-02T10:15", "T10:15"]
    {
        assert!(Date::parse(text).is_err(), "{text}");
    }
}

#[test]
fn an_end_is_not_before_its_start_nor_a_start_after_its_end() {
    table(&[
        ("2024-05-07/2024-05", "2024-05-07 2024-05-07 | 2024-05-07 2024-05-31"),
        ("2024/2024-05", "2024-01-01 2024-05-31 | 2024-05-01 2024-05-31"),
        ("2024-05-07~/2024-05?", "2024-05-07 2024-05-07 | 2024-05-07 2024-05-31"),
        ("2025/2025", "2025-01-01 2025-12-31 | 2025-01-01 2025-12-31"),
    ]);
    for text in ["2025-02-10/2025-02-07", "2024-06-01/2024-05", "2025-02-10~/2025-02-07?"] {
        assert_eq!(Date::parse(text).unwrap_err().kind, BadDateKind::EndBeforeStart, "{text}");
    }
}

#[test]
fn years_beyond_seconds_count_as_the_farthest() {
    for text in ["Y17E20", "Y9E18S1", "Y9000000000000000000", "Y1E100000"] {
        let date = Date::parse(text).unwrap();
        assert_eq!(date.earliest_start(), Bound::At(FARTHEST), "{text}");
        assert_eq!(date.latest_end(), Bound::At(FARTHEST), "{text}");
        assert!(date.first_day().is_some() && date.iso_end().is_some());
    }
    let date = Date::parse("Y-17E20").unwrap();
    assert_eq!(date.earliest_start(), Bound::At(-FARTHEST));
}

#[test]
fn marks_are_seen_in_every_part() {
    let marks = |text: &str| {
        let date = Date::parse(text).unwrap();
        (date.is_approximate(), date.is_uncertain())
    };
    for text in ["2025~", "2025-02~-12", "2025/2026~", "[1667~,1668]", "..2025~/..", "2025-~02"] {
        assert_eq!(marks(text), (true, false), "{text}");
    }
    for text in ["2025?", "?2025-02-12", "2025?/2026", "{1667,1668?}"] {
        assert_eq!(marks(text), (false, true), "{text}");
    }
    for text in ["2025%", "2025?-~02", "2025~/2026?"] {
        assert_eq!(marks(text), (true, true), "{text}");
    }
    assert_eq!(marks("[2025-01..2025-02]"), (false, false));
}

#[test]
fn point_lasting_and_one_time_within_are_kept_apart() {
    let kind = |text: &str| {
        let date = Date::parse(text).unwrap();
        (date.is_lasting(), date.is_one_time_within(), date.has_time(), date.is_zoned())
    };
    assert_eq!(kind("2025-02-12"), (false, false, false, false));
    assert_eq!(kind("2025-02-12/2025-02-13"), (true, false, false, false));
    assert_eq!(kind("[2025-02-12..2025-02-13]"), (false, true, false, false));
    assert_eq!(kind("{2025-02-12,2025-02-13}"), (false, false, false, false));
    assert_eq!(kind("2025-02-12T10:15"), (false, false, true, false));
    assert_eq!(kind("2025-02-12T10:15Z"), (false, false, true, true));
    assert_eq!(kind("2025-02-12T10:15Z/2025-02-12T12:16+02"), (true, false, true, true));
}

#[test]
fn days_and_iso_forms_come_from_the_outer_bounds() {
    let date = Date::parse("2025-02-12/2025-03").unwrap();
    assert_eq!(date.first_day(), Some(day_number(2025, 2, 12)));
    assert_eq!(date.last_day(), Some(day_number(2025, 3, 31)));
    assert_eq!(date.iso_start().unwrap(), "2025-02-12");
    assert_eq!(date.iso_end().unwrap(), "2025-03-31");
    let date = Date::parse("2025-02-12T00:15+02:00").unwrap();
    assert_eq!(date.iso_start().unwrap(), "2025-02-11T22:15:00Z");
    assert_eq!(date.first_day(), Some(day_number(2025, 2, 11)));
    let date = Date::parse("[..2025-02-07]").unwrap();
    assert_eq!((date.first_day(), date.iso_start()), (None, None));
    assert_eq!(date.last_day(), Some(day_number(2025, 2, 7)));
    assert_eq!(Date::parse("2025/..").unwrap().last_day(), None);
}

#[test]
fn a_bound_that_its_zone_carries_beyond_four_digits_is_a_date_still() {
    let start = Date::parse("0000-01-01T00:00+14:00").unwrap().iso_start();
    let end = Date::parse("9999-12-31T23:59-12:00").unwrap().iso_end();
    assert_eq!([start.as_deref(), end.as_deref()], [Some("-0001-12-31"), Some("Y10000")]);
}

#[test]
fn what_edtf_refuses_is_refused() {
    for text in [
        "",
        " 2025",
        "2025 ",
        "25",
        "2025-1",
        "2025-001",
        "2025-02-12Z",
        "2025-02-12T",
        "../..",
        "/",
        "[]",
        "{}",
        "[..]",
        "[2025",
        "2025]",
        "..2025",
        "2025..",
        "2025/2026/2027",
        "-0000",
        "XXXX-13",
        "2025-21-01",
        "Y2025",
        "1950S5",
        "[2025/2026]",
        "2025-02-12~~",
        "2025--02",
        "２０２５",
    ] {
        assert!(Date::parse(text).is_err(), "{text}");
    }
}

#[test]
fn a_leap_second_ends_a_month_in_utc() {
    for text in [
        "2016-12-31T23:59:60Z",
        "2016-12-31T23:59:60",
        "2017-01-01T08:59:60+09:00",
        "2017-01-01T05:29:60+05:30",
        "2017-01-01T08:59:60",
    ] {
        assert!(Date::parse(text).is_ok(), "{text}");
    }
    for text in [
        "2025-05-09T10:15:60",
        "2016-05-02T01:01:60",
        "2016-12-30T23:59:60Z",
        "2016-12-31T23:59:60+01:00",
        "2016-12-31T22:59:60Z",
    ] {
        let bad = Date::parse(text).expect_err(text);
        assert_eq!((bad.kind, &text[bad.span]), (BadDateKind::ImpossibleDay, "60"), "{text}");
    }
}

/// Text of pieces that dates are made of, so that many texts are dates.
fn pieced(bytes: &mut arbtest::arbitrary::Unstructured<'_>) -> arbtest::arbitrary::Result<String> {
    #[rustfmt::skip]
    const PIECES: &[&str] = &[
        "2025", "1985", "0000", "9999", "-02", "-12", "-30", "-29", "-21", "-41", "-XX", "201X", "20XX", "XXXX",
        "~", "?", "%", "/", "..", "[", "]", "{", "}", ",", "-", "Y12025", "Y17E7", "Y-17E7", "1950S2", "-0043",
        "T10:15", "T23:59:60", "T10:15:30", "Z", "+02:00", "-05", "T24:00:00",
    ];
    let mut text = String::new();
    for _ in 0..bytes.int_in_range(1..=8)? {
        text.push_str(bytes.choose(PIECES)?);
    }
    Ok(text)
}

/// Whether a year is beyond 64 bits, which edtf-core does not count: it does not see that an interval
/// with such an end runs backwards.
fn is_far(text: &str) -> bool {
    let exponent = |rest: &str| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        rest[..digits].parse().unwrap_or(u64::MAX)
    };
    text.split('E').skip(1).any(|rest| exponent(rest) > 16)
}

#[test]
fn what_edtf_core_takes_is_taken_and_only_times_beyond_it() {
    arbtest::arbtest(|bytes| {
        let text = pieced(bytes)?;
        let date = Date::parse(&text);
        if edtf_core::is_valid(&text) {
            let backwards = matches!(&date, Err(bad) if bad.kind == BadDateKind::EndBeforeStart);
            let is_far = backwards && is_far(&text);
            assert!(date.is_ok() || text.contains(":60") || is_far, "{text}");
        } else {
            assert!(date.is_err() || text.contains('T'), "{text}");
        }
        assert_eq!(date.is_ok(), full::date(&text).is_ok(), "{text}");
        let is_plain_year =
            !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
        assert_eq!(words(&text) == text, date.is_err() || is_plain_year, "{text}");
        Ok(())
    });
}

#[test]
fn bounds_are_in_order() {
    arbtest::arbtest(|bytes| {
        let text = pieced(bytes)?;
        if let Ok(date) = Date::parse(&text) {
            let ordered = |first: Packed, last: Packed| {
                first.second().zip(last.second()).is_none_or(|(first, last)| first <= last)
            };
            assert!(ordered(date.earliest_start, date.latest_start), "{text}");
            assert!(ordered(date.earliest_end, date.latest_end), "{text}");
            assert!(ordered(date.earliest_start, date.earliest_end), "{text}");
            assert!(ordered(date.latest_start, date.latest_end), "{text}");
        }
        Ok(())
    });
}
