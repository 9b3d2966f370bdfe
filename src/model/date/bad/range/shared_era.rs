//! Two dates of which one says the era of both: `1184-1153 BC`, `March 45 - May 44 BC`, `250-60 AD`.
//!
//! Invariant: a date beside one with its era is of the same era, where it says none.

use super::sides::{Side, Sides, both, side, tails};
use super::{Flaw, Sense, pair};
use crate::model::date::bad::doubt::Doubt;
use crate::model::date::bad::{BadDateKind, Guess, Order, era, parts, phrase};
use crate::model::digits::are_digits;

/// The first date with the era of the last.
pub(super) fn lent(first: &str, last: &str, order: Order) -> Option<Vec<Sides>> {
    let (bare, _) = phrase::undoubted(last);
    let before = era::before(bare).filter(|_| !era::is_said(first))?;
    let era = format!(" {}", bare[before.len()..].trim_start());
    let end = side(last, order)?;
    let mut lendable: Vec<&str> = tails(bare).filter(|tail| tail.len() > era.len()).collect();
    lendable.push(&era);
    let first = first.trim_end_matches('.');
    let starts = lendable.iter().filter_map(|tail| side(&format!("{first}{tail}"), order));
    let mut starts: Vec<Side> =
        starts.filter(|start| start.kind != BadDateKind::ImpossibleDay).collect();
    starts.sort_by_key(|start| parts(&start.dates[0]) != parts(&end.dates[0]));
    let start = starts.into_iter().next()?;
    let shortened = shortened(first, before).filter(|(start, end)| end < start);
    let shortened = shortened.and_then(|(_, year)| side(&format!("{year}{era}"), order));
    let Some(short) = shortened else { return both(start, end) };
    let is_long = phrase::undoubted(first).0.len() > 2;
    let mut read = both(start.clone(), end)?;
    read.extend(both(start, short)?);
    if is_long {
        read.reverse();
    }
    for sides in &mut read {
        sides.kind = BadDateKind::Ambiguous;
        "names two years, the second whole or without what it shares with the first"
            .clone_into(&mut sides.says);
    }
    Some(read)
}

/// `250-60 AD`, `c. AD 1250-57`: years of the common era run up, so the second is short.
pub(super) fn short_in_common(first: &str, last: &str) -> Option<Vec<Sides>> {
    let ((first, front), (last, behind)) = (phrase::undoubted(first), phrase::undoubted(last));
    let (start, end) = (era::common_year(first), era::common_year(last));
    if start.is_none() && end.is_none() {
        return None;
    }
    let (start, end) = shortened(start.unwrap_or(first), end.unwrap_or(last))
        .filter(|(start, end)| start < end && *start > 0)?;
    let date = |year: i64, doubt: Doubt| format!("{year:04}{}", doubt.sign());
    Some(vec![Sides {
        kind: BadDateKind::TwoDigitYear,
        start: date(start, front),
        end: date(end, behind),
        says: "names two years, the second without what it shares with the first".to_owned(),
    }])
}

/// 1184 and 1183 of `1184/83`: the second number may leave out the beginning of its year.
fn shortened(first: &str, last: &str) -> Option<(i64, i64)> {
    let (first, _) = phrase::undoubted(first);
    let is_shorter = last.len() < first.len() && are_digits(first) && are_digits(last);
    let (year, end): (i64, i64) = (first.parse().ok().filter(|_| is_shorter)?, last.parse().ok()?);
    let shared = 10_i64.checked_pow(last.len().try_into().ok()?)?;
    Some((year, (year - year % shared).checked_add(end)?))
}

/// `-0300--0200`: behind a year before the era the second of two hyphens may be the sign of another.
pub(super) fn behind_dashes(
    [first, last]: [&str; 2],
    (joint, flaw): (&str, Flaw),
) -> Option<Guess> {
    let is_early = |side: &Side| side.dates.iter().any(|date| date.starts_with('-'));
    if joint != "--" {
        return None;
    }
    side(first, Order::Any).filter(is_early)?;
    let signed = format!("-{last}");
    let readings = [signed.as_str(), last].map(|last| pair([first, last], Sense::Lasting, flaw));
    let edtf: Vec<_> = readings.into_iter().flatten().flat_map(|guess| guess.edtf).collect();
    let says = "names two dates, of which the second may be before the era";
    (!edtf.is_empty()).then(|| Guess::new(BadDateKind::Ambiguous, says, edtf))
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::check;
    use super::BadDateKind::{Ambiguous, EndBeforeStart, InWords, Malformed, TwoDigitYear};

    #[test]
    fn the_era_behind_two_years_is_of_both() {
        for (text, start, end) in [
            ("1184–1153 BC", "-1183", "-1152"),
            ("2000-1500 BC", "-1999", "-1499"),
            ("1200–1150 BCE", "-1199", "-1149"),
            ("1200-1150BC", "-1199", "-1149"),
            ("1300-1200 v. Chr.", "-1299", "-1199"),
            ("1300–1200 до н. э.", "-1299", "-1199"),
            ("1500/1400 BC", "-1499", "-1399"),
            ("44-42 BC", "-0043", "-0041"),
            ("323-30 BC", "-0322", "-0029"),
            ("March 45-May 44 BC", "-0044-03", "-0043-05"),
            ("15-16 March 44 BC", "-0043-03-15", "-0043-03-16"),
            ("15 March - 16 April 44 BC", "-0043-03-15", "-0043-04-16"),
        ] {
            check(text, InWords, &[&format!("{start}/{end}"), &format!("[{start}..{end}]")]);
        }
        check("1184 or 1183 BC", InWords, &["[-1183,-1182]"]);
        check("ca. 2381–2323 B.C.", InWords, &["-2380~/-2322~", "-2380~/-2322"]);
        check("between 1200 and 1150 BC", InWords, &["[-1199..-1149]", "-1199/-1149"]);
        check("1000-1200 BC", EndBeforeStart, &["-1199/-0999", "[-1199..-0999]"]);
        check("100 BC - AD 100", InWords, &["-0099/0100", "[-0099..0100]"]);
    }

    #[test]
    fn a_second_year_before_the_era_may_be_short() {
        let years = ["-1183/-1182", "[-1183..-1182]", "-1183/-0082"];
        check("1184/83 v. Chr.", Ambiguous, &years);
        check("480/79 BC", Ambiguous, &["-0479/-0478", "[-0479..-0478]", "-0479/-0078"]);
        check("37-4 BC", Ambiguous, &["-0036/-0003", "[-0036..-0003]", "-0036/-0033"]);
    }

    #[test]
    fn a_second_year_of_the_common_era_that_would_come_first_is_short() {
        let years = ["0250/0260", "[0250..0260]"];
        for text in ["250-60 AD", "AD 250-60", "250 - 60 AD", "AD 250–60", "A.D. 250-60"] {
            check(text, TwoDigitYear, &years);
        }
        for text in ["1250-57 AD", "1250 - 57 AD", "AD 1250-57", "1250/57 CE"] {
            check(text, TwoDigitYear, &["1250/1257", "[1250..1257]"]);
        }
        check("1255 - 7 AD", TwoDigitYear, &["1255/1257", "[1255..1257]"]);
        check("c. AD 250-60", TwoDigitYear, &["0250~/0260~", "0250~/0260"]);
        check("c. 1250-57 CE", TwoDigitYear, &["1250~/1257~", "1250~/1257"]);
        check("14-37 AD", InWords, &["0014/0037", "[0014..0037]"]);
        check("250-45 AD", EndBeforeStart, &["0045/0250", "[0045..0250]"]);
    }

    #[test]
    fn centuries_before_the_era_in_doubt_are_asked_about() {
        let within = |first, last| [format!("[{first}..{last}]"), format!("{first}/{last}")];
        for (text, first, last) in [
            ("c. 3rd-2nd century BC", "-0299", "-0100"),
            ("3rd-2nd century BC?", "-0299", "-0100"),
            ("um 5./4. Jh. v. Chr.", "-0499", "-0300"),
            ("ca. 3./2. Jh. v. Chr.", "-0299", "-0100"),
            ("около III-II вв. до н. э.", "-0299", "-0100"),
        ] {
            let readings = within(first, last);
            check(text, Ambiguous, &[&readings[0], &readings[1]]);
        }
        check("c. 5th or 4th century BC", Ambiguous, &["[-0499..-0400,-0399..-0300]"]);
        check("3rd century BC - 1st century AD", Ambiguous, &["[-0299..0099]", "-0299/00XX"]);
    }

    #[test]
    fn behind_two_hyphens_a_year_may_be_before_the_era() {
        let years = ["-0300/-0200", "[-0300..-0200]", "-0300/0200"];
        check("-0300--0200", Ambiguous, &years);
        check("[-0500--0400]", Ambiguous, &["-0500/-0400", "[-0500..-0400]", "-0500/0400"]);
        let days = ["-0300-03-15/-0300-03-17", "[-0300-03-15..-0300-03-17]"];
        check("-0300-03-15--0300-03-17", Ambiguous, &[days[0], days[1], "-0300-03-15/0300-03-17"]);
        for text in ["c. -0300--0200", "~-0300--0200"] {
            let bad = crate::model::date::Date::parse(text).expect_err(text);
            assert_eq!((bad.kind, bad.readings[0].edtf.as_str()), (Ambiguous, "-0300~/-0200~"));
        }
        check(
            "2025-02-07--2025-02-09",
            Malformed,
            &["2025-02-07/2025-02-09", "[2025-02-07..2025-02-09]"],
        );
        check("-0300 -- -0200", Malformed, &["-0300/-0200", "[-0300..-0200]"]);
    }
}
