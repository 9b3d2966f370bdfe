//! Claims about words around a date.

use super::super::tests::check;
use super::super::vocabulary::{ABOUT, LIMITS, NEUTRAL, PERHAPS, PORTIONS};
use super::BadDateKind::{Ambiguous, InWords, Malformed, MonthYear, TwoDigitYear};

#[test]
fn circa_is_approximate_and_perhaps_uncertain() {
    #[rustfmt::skip]
    let texts = [
        "circa 2025", "c. 2025", "ca 2025", "ca. 2025", "about 2025", "c.2025", "близько 2025",
    ];
    for text in texts {
        check(text, InWords, &["2025~"]);
    }
    check("≈2025", Malformed, &["2025~"]);
    check("circa 12 Feb 2025", InWords, &["2025-02-12~"]);
    check("circa 2025-02-12", InWords, &["2025-02-12~"]);
    check("c. 1890?", InWords, &["1890%"]);
    for text in ["c1890", "[ca. 1890]", "1890 (approx)"] {
        check(text, InWords, &["1890~"]);
    }
    check("on or about 12 Feb 2025", InWords, &["2025-02-12~"]);
    check("12 Feb 2025~", InWords, &["2025-02-12~"]);
    check("2025-02-12 (TBC)", InWords, &["2025-02-12?"]);
    check("perhaps May 2025", InWords, &["2025-05?"]);
    check("9 May 2025 (?)", InWords, &["2025-05-09?"]);
    for text in ["circa 25", "circa 25."] {
        check(text, Malformed, &["2025~", "0025~", "25XX~"]);
    }
    check("circa 9.5.25", TwoDigitYear, &["2025-05-09~", "2009-05-25~", "2025-09-05~"]);
    check("circa Feb-25", MonthYear, &["2025-02~", "XXXX-02-25~"]);
    check("circa 5/9/2025", Ambiguous, &["2025-09-05~", "2025-05-09~"]);
    check("about 1890s", InWords, &["189X~"]);
    check("circa -0500", InWords, &["-0500~"]);
    check("circa -500", Ambiguous, &["-0500~", "-0499~"]);
    check("C19", Malformed, &["18XX", "19XX~", "0019~"]);
    check("c.19", Malformed, &["19XX~", "0019~", "18XX"]);
    check("before -0043", InWords, &["[..-0044]", "[..-0043]"]);
}

#[test]
fn parts_of_a_month_year_or_decade_are_thirds() {
    check("early March 2025", InWords, &["[2025-03-01..2025-03-10]", "2025-03"]);
    check("late Feb 2024", InWords, &["[2024-02-21..2024-02-29]", "2024-02"]);
    check("mid-2019", InWords, &["[2019-05..2019-08]", "2019"]);
    check("mid 2019", InWords, &["[2019-05..2019-08]", "2019"]);
    check("late 1990s", InWords, &["[1997..1999]", "199X"]);
    check("early 19th century", InWords, &["[1800..1833]", "18XX", "[1801..1900]"]);
    check("в начале марта 2025", InWords, &["[2025-03-01..2025-03-10]", "2025-03"]);
    check("на початку березня 2025", InWords, &["[2025-03-01..2025-03-10]", "2025-03"]);
}

#[test]
fn early_mid_and_late_are_never_lost() {
    let says = "has more words than one date of EDTF takes";
    for (text, part, marked) in [
        ("circa early March 2025", "[2025-03-01..2025-03-10]", "2025-03~"),
        ("c. mid-1960s", "[1964..1966]", "196X~"),
        ("early 1960s?", "[1960..1963]", "196X?"),
        ("circa late 19th century", "[1867..1899]", "18XX~"),
        ("late 19th century?", "[1867..1899]", "18XX?"),
    ] {
        let bad = check(text, Ambiguous, &[part, marked]);
        assert!(bad.message.ends_with(says), "{}", bad.message);
    }
    check("late 1914-1918", Ambiguous, &["1914/1918", "[1914..1918]"]);
    check("late 9 May 2025", Ambiguous, &["2025-05-09"]);
    check("late 44 BC", InWords, &["[-0043-09..-0043-12]", "-0043"]);
    check("late March 44 BC", InWords, &["[-0043-03-21..-0043-03-31]", "-0043-03"]);
    check("early spring 2025", InWords, &["2025-03", "2025-21"]);
    check("late winter 2024/25", InWords, &["2025-02", "2024-24"]);
    check("late H1 2025", InWords, &["[2025-05..2025-06]", "2025-40"]);
}

#[test]
fn a_long_number_behind_a_word_is_a_year_of_either_era_or_a_day() {
    for text in ["c. 12000", "about 12000"] {
        check(text, Ambiguous, &["Y12000~", "Y-11999~", "1932-11-07~"]);
    }
    check("before c. 10000", Ambiguous, &["[..Y10000~]", "[..-9999~]", "[..1927-05-18~]"]);
    check("after 10000", Ambiguous, &["[Y10001..]", "[-9998..]", "[1927-05-19..]"]);
    check("by 12000", Ambiguous, &["[..Y12000]", "[..Y-11999]", "[..1932-11-07]"]);
    check("in 12000", Ambiguous, &["Y12000", "Y-11999", "1932-11-07"]);
    check("early 27025", Ambiguous, &["Y27025", "Y-27024", "1973-12-27"]);
}

#[test]
fn a_century_behind_c_is_one_with_words_in_front_too() {
    check("late C19", Malformed, &["[1867..1899]", "18XX", "[1967..1999]"]);
    check("late C19th", InWords, &["[1867..1899]", "18XX", "[1801..1900]"]);
    check("early C20", Malformed, &["[1900..1933]", "19XX", "[2000..2033]"]);
    check("mid C18", Malformed, &["[1734..1766]", "17XX", "[1834..1866]"]);
}

#[test]
fn marks_and_parts_in_front_of_c_and_a_century_are_kept() {
    let more = ["[1767..1799]", "17XX~"];
    for (text, kind, readings) in [
        ("c. C19th", InWords, &["18XX~"][..]),
        ("c. late C18th", Ambiguous, &more),
        ("?late C18th", Ambiguous, &[more[0], "17XX?"]),
        ("until early C19th", Ambiguous, &["/18XX", "[..1833]"]),
        ("from late C18th", Ambiguous, &["17XX/..", "[1767..]"]),
        ("by circa C16th", InWords, &["[..15XX~]"]),
        ("after circa C12th", InWords, &["[11XX~..]"]),
        ("before C19th", InWords, &["[..1799]", "[..18XX]", "[..1800]"]),
    ] {
        check(text, kind, readings);
    }
}

#[test]
fn a_limit_at_a_quarter_of_a_decade_leaves_out_no_part_of_the_year_it_is_in() {
    check("before the last quarter of the 1850s", InWords, &["[..1857]"]);
    check("before the second quarter of the 1850s", InWords, &["[..1852]"]);
    check("after the first quarter of the 1850s", InWords, &["[1852..]"]);
    check("after the second quarter of the 1850s", InWords, &["[1855..]"]);
    check("before the second half of the 1850s", InWords, &["[..1854]"]);
    check("before late 1850s", InWords, &["[..1856]"]);
}

#[test]
fn limits_become_one_time_within_or_an_open_interval() {
    check("before 7 Feb 2025", InWords, &["[..2025-02-06]", "[..2025-02-07]"]);
    check("before 2025", InWords, &["[..2024]", "[..2025]"]);
    check("by March 2025", InWords, &["[..2025-03]"]);
    check("after 31 Dec 2025", InWords, &["[2026-01-01..]", "[2025-12-31..]"]);
    check("since 2022", InWords, &["2022/..", "[2022..]"]);
    check("until 2022", InWords, &["/2022", "[..2022]"]);
    check("до 1917", InWords, &["[..1917]", "[..1916]", "/1917"]);
    check("до 9 травня 1945 р.", InWords, &["[..1945-05-09]", "[..1945-05-08]", "/1945-05-09"]);
    check("до 1917?", InWords, &["[..1917?]", "/1917?"]);
    check("<2025", Malformed, &["[..2024]", "[..2025]"]);
    check("pre-2025", InWords, &["[..2024]", "[..2025]"]);
    check("2025-02-07 or earlier", InWords, &["[..2025-02-07]"]);
    check("7 Feb 2025 or later", InWords, &["[2025-02-07..]"]);
    check("before March", InWords, &[]);
    check("after 2 BC", InWords, &["[0000..]", "[-0001..]"]);
    check("before 1 BC", InWords, &["[..-0001]", "[..0000]"]);
    check("after March 2 BC", InWords, &["[-0001-04..]", "[-0001-03..]"]);
    check("before 1 January 1 AD", InWords, &["[..0000-12-31]", "[..0001-01-01]"]);
    check("after the 5th century BC", InWords, &["[-0399..]"]);
    check("after 9999", InWords, &["[Y10000..]", "[9999..]"]);
    check("by late May 2025", InWords, &["[..2025-05-31]"]);
    check("before late May 2025", InWords, &["[..2025-05-20]"]);
    check("after early May 2025", InWords, &["[2025-05-11..]"]);
    check("since late May 2025", Ambiguous, &["2025-05/..", "[2025-05-21..]"]);
    check("from late 1942", Ambiguous, &["1942/..", "[1942-09..]"]);
    check("since the mid-1850s", Ambiguous, &["185X/..", "[1854..]"]);
    check("until the early 20th century", Ambiguous, &["/19XX", "[..1933]"]);
    check("before late spring 2025", InWords, &["[..2025-04]"]);
    for text in ["2025 onwards", "from 2025 on"] {
        check(text, InWords, &["2025/..", "[2025..]"]);
    }
    for text in ["2025+", "2025-", "2025–", "2025.."] {
        check(text, Malformed, &["2025/..", "[2025..]"]);
    }
    check("..2025", Malformed, &["[..2025]", "../2025"]);
}

#[test]
fn the_time_before_an_end_holds_what_it_ends() {
    for (text, limit) in [
        ("before the end of 1942", "[..1942-12]"),
        ("before the end of April 1945", "[..1945-04-30]"),
        ("before the end of the 1940s", "[..1949]"),
        ("prior to the end of the 19th century", "[..1899]"),
        ("before the end of 44 BC", "[..-0043-12]"),
        ("before the end of spring 1942", "[..1942-05]"),
        ("vor Ende Mai 1942", "[..1942-05-31]"),
        ("avant la fin du XIXe siècle", "[..1899]"),
        ("after the beginning of 1942", "[1942-01..]"),
        ("later than the start of May 1942", "[1942-05-01..]"),
        ("after the start of the 1940s", "[1940..]"),
        ("nach Anfang 1942", "[1942-01..]"),
        ("après le début du XXe siècle", "[1900..]"),
        ("before the beginning of 1942", "[..1941-12]"),
        ("after the end of 1942", "[1943-01..]"),
        ("by the end of 1942", "[..1942-12]"),
        ("before late 1942", "[..1942-08]"),
        ("after early 1942", "[1942-05..]"),
    ] {
        check(text, InWords, &[limit]);
    }
    check("until the end of 1942", Ambiguous, &["/1942", "[..1942-12]", "/1942-12"]);
    check("seit Anfang 1942", Ambiguous, &["1942/..", "[1942-01..]", "1942-01/.."]);
}

#[test]
fn the_time_before_a_middle_may_hold_a_part_of_it() {
    for text in ["before mid-1942", "vor Mitte 1942", "avant la mi-1942"] {
        let bad = check(text, Ambiguous, &["[..1942-04]", "[..1942-08]"]);
        assert!(bad.message.ends_with("may leave the middle out or not"), "{}", bad.message);
    }
    check("after the middle of the 1940s", Ambiguous, &["[1947..]", "[1944..]"]);
    check("by mid-1942", InWords, &["[..1942-08]"]);
}

#[test]
fn two_years_behind_a_word_are_no_month_before_they_are_years() {
    #[rustfmt::skip]
    let texts = [
        "c. 1805-10", "circa 1805-10", "about 1805-10", "um 1805-10", "vers 1805-10", "около 1805-10",
    ];
    for text in texts {
        let bad = check(text, Ambiguous, &["1805~/1810~", "1805~/1810", "1805-10~"]);
        assert!(bad.message.ends_with("may be of two years, or of a month"), "{}", bad.message);
    }
    let years = ["1805~/1810~", "1805/1810~", "1805-10~"];
    check("1805-10 (approx.)", Ambiguous, &years);
    check("probably 1905-06", Ambiguous, &["1905?/1906?", "1905?/1906", "1905-06?"]);
    check("?c.1805-10", Ambiguous, &["1805%/1810%", "1805%/1810", "1805-10%"]);
    check("after 1805-10", Ambiguous, &["[1811..]", "[1810..]", "[1805-11..]"]);
    check("before 1805-10", Ambiguous, &["[..1804]", "[..1805]", "[..1805-09]"]);
    check("since 1805-10", Ambiguous, &["1805/1810", "1805/..", "1805-10/.."]);
    check("active 1805-10", Ambiguous, &["1805/1810", "1805-10"]);
    // The second number ends no later year.
    check("c. 2025-05", InWords, &["2025-05~"]);
    check("after 1912-05", InWords, &["[1912-06..]", "[1912-05..]"]);
    check("1805-10 -", Malformed, &["1805-10/..", "[1805-10..]"]);
}

#[test]
fn half_a_century_is_never_lost_beside_a_word() {
    let says = "has a word or mark that one time within a range does not take";
    for (text, half, marked) in [
        ("c. second half of the 19th century", "[1850..1899]", "18XX~"),
        ("um 2. Hälfte 19. Jh.", "[1850..1899]", "18XX~"),
        ("около 1-й пол. XIX в.", "[1800..1849]", "18XX~"),
        ("first half of the 19th century?", "[1800..1849]", "18XX?"),
        ("2e moitié du XIXe siècle ?", "[1850..1899]", "18XX?"),
        ("1-я пол. XIX в.?", "[1800..1849]", "18XX?"),
        ("wohl 1. Hälfte 15. Jh.", "[1400..1449]", "14XX?"),
        ("1er quart XXe siècle (?)", "[1900..1924]", "19XX?"),
        ("c. first half of the 1920s", "[1920..1924]", "192X~"),
    ] {
        let bad = check(text, Ambiguous, &[half, marked]);
        assert!(bad.message.ends_with(says), "{}", bad.message);
    }
    for (text, limit) in [
        ("no later than the first half of the 19th century", "[..1849]"),
        ("spätestens 1. Hälfte 19. Jh.", "[..1849]"),
        ("second half of the 19th century or later", "[1850..]"),
        ("before the second half of the 19th century", "[..1849]"),
        ("avant la 2e moitié du XIXe siècle", "[..1849]"),
        ("after the first half of the 19th century", "[1850..]"),
        ("by the 3rd century BC", "[..-0200]"),
    ] {
        check(text, InWords, &[limit]);
    }
    let text = "from the second half of the 19th century";
    check(text, Ambiguous, &["18XX/..", "[1850..]"]);
    let text = "until the first half of the 19th century";
    check(text, Ambiguous, &["/18XX", "[..1849]"]);
    check("since the 3rd century BC", Ambiguous, &["[-0299..]"]);
    check("c. first half of 1920", InWords, &["1920-40~"]);
    check("c. 19th century", InWords, &["18XX~"]);
}

#[test]
fn a_century_before_the_era_takes_no_mark() {
    let century = "[-0299..-0200]";
    for text in ["c. 3rd century BC", "3rd century BC?", "вероятно III в. до н. э."] {
        check(text, Ambiguous, &[century]);
    }
    for text in ["vers le IIIe siècle av. J.-C.", "IIIe siècle av. J.-C. ?"] {
        check(text, Ambiguous, &[century]);
    }
    check("IIIe siècle av. J.-C.", InWords, &[century]);
}

#[test]
fn a_time_takes_no_mark_but_its_day_does() {
    #[rustfmt::skip]
    let texts = [
        "2004-06-11T10:00~", "~2004-06-11T10:00", "about 2004-06-11T10:00", "2004-06-11T10:00Z~",
        "circa 11 June 2004, 10:00", "2004-06-11 10:00 (approx.)",
    ];
    for text in texts {
        let bad = check(text, Malformed, &["2004-06-11~"]);
        assert!(bad.message.contains("a time of day does not take"), "{}", bad.message);
    }
    check("2004-06-11T10:00?", Malformed, &["2004-06-11?"]);
    check("2004-06-11T10:00%", Malformed, &["2004-06-11%"]);
    for text in ["about 10:15 on 9 May 2025", "circa 10:15 on 9 May 2025"] {
        check(text, Malformed, &["2025-05-09", "2025-05-09T10:15"]);
    }
    for text in ["About 12:45 AM EST", "about 12:45", "before 10:15"] {
        let bad = check(text, Malformed, &[]);
        assert!(bad.message.ends_with("is a time without a day"), "{}", bad.message);
    }
    check("circa 11 June 2004, 10:00-12:00", Malformed, &["2004-06-11~"]);
    check(
        "2004-06-11T10:00/2004-06-12T10:00?",
        Malformed,
        &["2004-06-11?/2004-06-12?", "2004-06-11/2004-06-12?"],
    );
    check("circa 5/9/2004 10:00", Ambiguous, &["2004-09-05~", "2004-05-09~"]);
    check("before 2004-06-11T10:00", Malformed, &["[..2004-06-11]"]);
    check("after 11 June 2004, 10:00", Malformed, &["[2004-06-11..]"]);
    check("since 2004-06-11T10:00", Malformed, &["2004-06-11/..", "[2004-06-11..]"]);
    check("2004-06-11T10:00 -", Malformed, &["2004-06-11/..", "[2004-06-11..]"]);
}

#[test]
fn a_dash_with_a_date_on_one_side_is_an_open_end() {
    for text in ["May 2025 -", "May 2025-", "May 2025 –", "May 2025 /"] {
        check(text, Malformed, &["2025-05/..", "[2025-05..]"]);
    }
    for text in ["- May 2025", "– May 2025", "/ May 2025"] {
        check(text, Malformed, &["[..2025-05]", "../2025-05"]);
    }
    check("- 2019", Malformed, &["[..2019]", "../2019"]);
    check("Q1 2025 -", Malformed, &["2025-33/..", "[2025-33..]"]);
    check("1990s -", Malformed, &["199X/..", "[199X..]"]);
    check("circa 1850 -", Malformed, &["1850~/..", "[1850~..]"]);
    check("- 25/12/2025", Malformed, &["[..2025-12-25]", "../2025-12-25"]);
    let days = ["2025-09-05/..", "[2025-09-05..]", "2025-05-09/.."];
    check("5/9/2025 -", Ambiguous, &days);
}

#[test]
fn a_mark_in_front_is_of_the_whole_date() {
    check("?2025-5-13", Malformed, &["2025-05-13?"]);
    check("%13.5.2025", Malformed, &["2025-05-13%"]);
    for text in ["? May 2025", "?? May 2025"] {
        check(text, Malformed, &[]); // the day is not known
    }
    let bad = check("~2025-W19", Ambiguous, &["[2025-05-05..2025-05-11]"]);
    assert!(bad.message.contains("does not take"), "{}", bad.message);
}

#[test]
fn what_goes_on_is_open_at_its_end() {
    check("2025-05-09 to date", InWords, &["2025-05-09/.."]);
    check("since 2025-05-09, ongoing", InWords, &["2025-05-09/..", "[2025-05-09..]"]);
    check("ongoing", InWords, &[]);
    check("not after 2025-05-09", InWords, &["[..2025-05-09]"]);
}

#[test]
fn words_that_say_nothing_are_passed_over() {
    for text in [
        "in 2025",
        "sometime in 2025",
        "the year 2025",
        "some time in 2025",
        "im Jahre 2025",
        "anno 2025",
        "en l'an 2025",
    ] {
        check(text, InWords, &["2025"]);
    }
    check("the year 12345", InWords, &["Y12345"]);
    check("year 45786", InWords, &["Y45786"]);
    check("about the year 20250509", InWords, &["Y20250509~"]);
    check("the year 1234567890", InWords, &["Y1234567890"]);
    check("im Jahre 636", InWords, &["0636"]);
    check("the year 12345 BCE", InWords, &["Y-12344"]);
    check("the beginning of 2025", InWords, &["[2025-01..2025-04]", "2025"]);
    check("today", InWords, &[]);
}

#[test]
fn a_word_beside_two_years_may_be_of_one_alone() {
    for (text, readings) in [
        ("after 1945, 2003", ["[1946..]", "2003"]),
        ("before 1945 2003", ["[..1944]", "2003"]),
        ("c. 1850, 1860", ["{1850~,1860}", "{1850~,1860~}"]),
        ("probably 1850, 1860", ["{1850?,1860}", "{1850?,1860?}"]),
        ("1850, 1860?", ["{1850,1860?}", "{1850?,1860?}"]),
        ("early 1945, 2003", ["[1945-01..1945-04]", "2003"]),
    ] {
        check(text, Ambiguous, &readings);
    }
    check("in 1945, 2003", InWords, &["{1945,2003}", "1945/2003"]);
    check("after 1945", InWords, &["[1946..]", "[1945..]"]);
}

#[test]
fn no_word_in_front_of_a_date_begins_with_a_digit() {
    let words = [ABOUT, PERHAPS, NEUTRAL].into_iter();
    let words = words.chain(PORTIONS.iter().map(|(words, _)| *words));
    let words = words.chain(LIMITS.iter().map(|(words, _)| *words));
    let led = |word: &&&str| word.starts_with(|letter: char| letter.is_ascii_digit());
    assert_eq!(words.flatten().find(led), None);
}

#[test]
fn the_letters_of_a_long_year_are_no_words() {
    let bad = check("?Y17E7", Malformed, &["Y17E7?"]);
    assert!(bad.message.ends_with("belongs behind the date"), "{}", bad.message);
    check("?Y3388E2S3%", Malformed, &["Y3388E2S3%"]);
    check("Y1E3~", Malformed, &["1000~"]);
    check("about Y17E7", InWords, &["Y17E7~"]);
}
