//! Every example of the EDTF specification (Library of Congress, 4 February 2019; ISO 8601-2, Annex A):
//! its text, its bounds, its words.
//!
//! Invariant: the order and the spelling are the specification's.

use super::bounds;
use crate::model::date::{Date, fast, full, words};

/// Text, bounds as [`bounds`] writes them, words.
#[rustfmt::skip]
pub(super) const EXAMPLES: &[(&str, &str, &str)] = &[
    // Level 0.
    ("1985-04-12", "1985-04-12 1985-04-12", "12 April 1985"),
    ("1985-04", "1985-04-01 1985-04-30", "April 1985"),
    ("1985", "1985-01-01 1985-12-31", "1985"),
    ("1985-04-12T23:20:30", "1985-04-12T23:20:30 1985-04-12T23:20:30",
        "12 April 1985, 23:20:30"),
    ("1985-04-12T23:20:30Z", "1985-04-12T23:20:30 1985-04-12T23:20:30",
        "12 April 1985, 23:20:30 UTC"),
    ("1985-04-12T23:20:30-04", "1985-04-13T03:20:30 1985-04-13T03:20:30",
        "12 April 1985, 23:20:30 (UTC-04:00)"),
    ("1985-04-12T23:20:30+04:30", "1985-04-12T18:50:30 1985-04-12T18:50:30",
        "12 April 1985, 23:20:30 (UTC+04:30)"),
    ("1964/2008", "1964-01-01 1964-12-31 | 2008-01-01 2008-12-31", "1964-2008"),
    ("2004-06/2006-08", "2004-06-01 2004-06-30 | 2006-08-01 2006-08-31",
        "June 2004 - August 2006"),
    ("2004-02-01/2005-02-08", "2004-02-01 2004-02-01 | 2005-02-08 2005-02-08",
        "1 February 2004 - 8 February 2005"),
    ("2004-02-01/2005-02", "2004-02-01 2004-02-01 | 2005-02-01 2005-02-28",
        "1 February 2004 - February 2005"),
    ("2004-02-01/2005", "2004-02-01 2004-02-01 | 2005-01-01 2005-12-31",
        "1 February 2004 - 2005"),
    ("2005/2006-02", "2005-01-01 2005-12-31 | 2006-02-01 2006-02-28", "2005 - February 2006"),
    // Level 1.
    ("Y170000002", "170000002-01-01 170000002-12-31", "the year 170000002"),
    ("Y-170000002", "-170000002-01-01 -170000002-12-31", "the year 170000003 BCE"),
    ("2001-21", "2001-03-01 2001-05-31", "spring 2001"),
    ("1984?", "1984-01-01 1984-12-31", "1984 (uncertain)"),
    ("2004-06~", "2004-06-01 2004-06-30", "about June 2004"),
    ("2004-06-11%", "2004-06-11 2004-06-11", "about 11 June 2004 (uncertain)"),
    ("201X", "2010-01-01 2019-12-31", "the 2010s"),
    ("20XX", "2000-01-01 2099-12-31", "some year from 2000 to 2099"),
    ("2004-XX", "2004-01-01 2004-12-31", "some month of 2004"),
    ("1985-04-XX", "1985-04-01 1985-04-30", "some day of April 1985"),
    ("1985-XX-XX", "1985-01-01 1985-12-31", "some day of 1985"),
    ("1985-04-12/..", "1985-04-12 1985-04-12 | open open", "from 12 April 1985 on (end open)"),
    ("1985-04/..", "1985-04-01 1985-04-30 | open open", "from April 1985 on (end open)"),
    ("1985/..", "1985-01-01 1985-12-31 | open open", "from 1985 on (end open)"),
    ("../1985-04-12", "open open | 1985-04-12 1985-04-12", "until 12 April 1985 (start open)"),
    ("../1985-04", "open open | 1985-04-01 1985-04-30", "until April 1985 (start open)"),
    ("../1985", "open open | 1985-01-01 1985-12-31", "until 1985 (start open)"),
    ("1985-04-12/", "1985-04-12 1985-04-12 | unknown unknown",
        "from 12 April 1985 (end unknown)"),
    ("1985-04/", "1985-04-01 1985-04-30 | unknown unknown", "from April 1985 (end unknown)"),
    ("1985/", "1985-01-01 1985-12-31 | unknown unknown", "from 1985 (end unknown)"),
    ("/1985-04-12", "unknown unknown | 1985-04-12 1985-04-12",
        "until 12 April 1985 (start unknown)"),
    ("/1985-04", "unknown unknown | 1985-04-01 1985-04-30", "until April 1985 (start unknown)"),
    ("/1985", "unknown unknown | 1985-01-01 1985-12-31", "until 1985 (start unknown)"),
    ("-1985", "-1985-01-01 -1985-12-31", "1986 BCE"),
    // Level 2.
    ("Y-17E7", "-170000000-01-01 -170000000-12-31", "the year 170000001 BCE"),
    ("1950S2", "1900-01-01 1999-12-31", "some year from 1900 to 1999 (written 1950)"),
    ("Y171010000S3", "171000000-01-01 171999999-12-31",
        "some year from 171000000 to 171999999 (written 171010000)"),
    ("Y3388E2S3", "338000-01-01 338999-12-31",
        "some year from 338000 to 338999 (written 338800)"),
    ("2001-34", "2001-04-01 2001-06-30", "second quarter of 2001"),
    ("[1667,1668,1670..1672]", "1667-01-01 1672-12-31",
        "one of: 1667, 1668 or some time between 1670 and 1672"),
    ("[..1760-12-03]", "unbounded 1760-12-03", "some day up to 3 December 1760"),
    ("[1760-12..]", "1760-12-01 unbounded", "some time from December 1760 on"),
    ("[1760-01,1760-02,1760-12..]", "1760-01-01 unbounded",
        "one of: January 1760, February 1760 or some time from December 1760 on"),
    ("[1667,1760-12]", "1667-01-01 1760-12-31", "one of: 1667 or December 1760"),
    ("[..1984]", "unbounded 1984-12-31", "some time up to 1984"),
    ("{1667,1668,1670..1672}", "1667-01-01 1672-12-31",
        "1667, 1668 and every year from 1670 to 1672"),
    ("{1960,1961-12}", "1960-01-01 1961-12-31", "1960 and December 1961"),
    ("{..1984}", "unbounded 1984-12-31", "every year up to 1984"),
    ("2004-06-11%", "2004-06-11 2004-06-11", "about 11 June 2004 (uncertain)"),
    ("2004-06~-11", "2004-06-11 2004-06-11", "11 June 2004 (month and year approximate)"),
    ("2004?-06-11", "2004-06-11 2004-06-11", "11 June 2004 (year uncertain)"),
    ("?2004-06-~11", "2004-06-11 2004-06-11", "11 June 2004 (day approximate; year uncertain)"),
    ("2004-%06-11", "2004-06-11 2004-06-11", "11 June 2004 (month approximate and uncertain)"),
    ("156X-12-25", "1560-12-25 1569-12-25", "25 December of some year from 1560 to 1569"),
    ("15XX-12-25", "1500-12-25 1599-12-25", "25 December of some year from 1500 to 1599"),
    ("XXXX-12-XX", "0000-12-01 9999-12-31", "some day of December of an unknown year"),
    ("1XXX-XX", "1000-01-01 1999-12-31", "some month of some year from 1000 to 1999"),
    ("1XXX-12", "1000-12-01 1999-12-31", "December of some year from 1000 to 1999"),
    ("1984-1X", "1984-10-01 1984-12-31", "some month from October to December 1984"),
    ("2004-06-~01/2004-06-~20", "2004-06-01 2004-06-01 | 2004-06-20 2004-06-20",
        "1 June 2004 (day approximate) - 20 June 2004 (day approximate)"),
    ("2004-06-XX/2004-07-03", "2004-06-01 2004-06-30 | 2004-07-03 2004-07-03",
        "some day of June 2004 - 3 July 2004"),
];

#[test]
fn every_example_of_the_specification_has_its_bounds_and_its_words() {
    for (text, limits, said) in EXAMPLES {
        assert_eq!((bounds(text).as_str(), words(text).as_str()), (*limits, *said), "{text}");
        let date = Date::parse(text).ok();
        assert_eq!(full::date(text).ok(), date, "{text}");
        assert!(fast::date(text.as_bytes()).is_none_or(|fast| Some(fast) == date), "{text}");
    }
}
