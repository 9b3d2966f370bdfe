//! Claims about parts of a year, decades and centuries.

use super::super::tests::check;
use super::BadDateKind::{Ambiguous, InWords, TwoDigitYear};

#[test]
fn parts_of_a_year_have_numbers() {
    #[rustfmt::skip]
    let texts = [
        "Q1 2025", "2025-Q1", "2025Q1", "Q1/2025", "first quarter of 2025",
    ];
    for text in texts {
        check(text, InWords, &["2025-33"]);
    }
    check("spring 2025", InWords, &["2025-21"]);
    check("весна 2025", InWords, &["2025-21"]);
    check("Winter 2024/25", InWords, &["2024-24"]);
    check("winter 2024", Ambiguous, &["2024-24", "2023-24"]);
    for text in ["1er trimestre 2025", "1-й квартал 2025 г.", "I квартал 2025"] {
        check(text, InWords, &["2025-33"]);
    }
    check("1er semestre 2025", InWords, &["2025-40"]);
    for text in ["FY2025", "FY 25", "FY 2024-25"] {
        let bad = check(text, InWords, &[]);
        assert!(bad.message.contains("fiscal year"), "{}", bad.message);
    }
    check("H2 2025", InWords, &["2025-41"]);
    check("second half of 2025", InWords, &["2025-41"]);
}

#[test]
fn a_round_hundred_of_years_is_a_century_before_it_is_a_decade() {
    for text in ["1800s", "the 1800s"] {
        check(text, Ambiguous, &["18XX", "180X"]);
    }
    check("late 1800s", Ambiguous, &["[1867..1899]", "18XX", "[1807..1809]"]);
    check("early 1900s", Ambiguous, &["[1900..1933]", "19XX", "[1900..1903]"]);
    check("mid 1700s", Ambiguous, &["[1734..1766]", "17XX", "[1704..1706]"]);
    check("early 2000s", InWords, &["[2000..2003]", "200X", "[2000..2033]"]);
    check("1900-е годы", InWords, &["190X", "19XX"]);
}

#[test]
fn a_part_of_a_century_before_the_era_is_kept() {
    let whole = "[-0499..-0400]";
    check("early 5th century BC", InWords, &["[-0499..-0466]", whole]);
    check("mid 5th century BC", InWords, &["[-0465..-0433]", whole]);
    check("late 5th century BC", InWords, &["[-0432..-0400]", whole]);
    check("2nd half of the 5th c. BC", InWords, &["[-0449..-0400]", whole]);
    check("late 1st century BC", InWords, &["[-0032..0000]", "[-0099..0000]"]);
}

#[test]
fn a_season_of_two_years_is_a_winter_or_asked_about() {
    for text in ["winter 2024-2025", "зимой 2024-2025", "im Winter 2024-2025", "взимку 2024/25"]
    {
        check(text, InWords, &["2024-24"]);
    }
    let both = ["{2024-21,2025-21}", "2024-21/2025-21"];
    for text in ["spring 2024-2025", "spring 2024/25", "весной 2024-2025"] {
        check(text, Ambiguous, &both);
    }
}

#[test]
fn decades_and_centuries_have_patterns() {
    for text in ["1890s", "the 1890s", "1890's", "1890-х"] {
        check(text, InWords, &["189X"]);
    }
    for text in ["90s", "the '90s"] {
        check(text, InWords, &["199X"]);
    }
    check("2000s", InWords, &["200X", "20XX"]);
    check("19th century", InWords, &["18XX", "[1801..1900]"]);
    for text in ["19th c.", "XIX век", "XIXe siècle", "XIX ст."] {
        check(text, InWords, &["18XX", "[1801..1900]"]);
    }
    for text in ["5th century BC", "V век до н. э."] {
        check(text, InWords, &["[-0499..-0400]"]);
    }
    check("1st century BCE", InWords, &["[-0099..0000]"]);
    let half = ["[1800..1849]", "18XX", "[1801..1900]"];
    check("first half of the 19th century", InWords, &half);
    check("second half of the 1990s", InWords, &["[1995..1999]", "199X"]);
    for (quarter, years) in [
        ("first", "[1920..1922]"),
        ("second", "[1922..1924]"),
        ("third", "[1925..1927]"),
        ("last", "[1927..1929]"),
    ] {
        check(&format!("{quarter} quarter of the 1920s"), InWords, &[years, "192X"]);
    }
    check("third quarter of the 19th century", InWords, &["[1850..1874]", half[1], half[2]]);
    check("the nineties", InWords, &["199X"]);
    check("late eighties", InWords, &["[1987..1989]", "198X"]);
}

#[test]
fn a_century_that_is_not_said_is_asked_about() {
    for text in ["'40s", "40s", "the ’40s", "40-е годы"] {
        check(text, TwoDigitYear, &["194X", "204X"]);
    }
    check("the forties", TwoDigitYear, &["194X", "204X"]);
    check("'20s", TwoDigitYear, &["202X", "192X"]);
    check("00s", TwoDigitYear, &["200X", "190X"]);
    check("late '40s", TwoDigitYear, &["[1947..1949]", "194X", "[2047..2049]"]);
    for text in ["1Q25", "Q1 '25"] {
        check(text, TwoDigitYear, &["2025-33", "1925-33"]);
    }
    check("spring '45", TwoDigitYear, &["1945-21"]);
    check("'90", TwoDigitYear, &["1990"]);
}

#[test]
fn centuries_are_known_by_their_short_and_inflected_names() {
    let century = ["18XX", "[1801..1900]"];
    #[rustfmt::skip]
    let texts = [
        "C19th", "19c", "19thc", "XIX в.", "XIX века", "XIXe s.", "19. Jhd.", "nineteenth century", "19th centuries",
    ];
    for text in texts {
        check(text, InWords, &century);
    }
    check("19c?", InWords, &["18XX?"]);
    check("начало XIX века", InWords, &["[1800..1833]", century[0], century[1]]);
    check("5c BC", InWords, &["[-0499..-0400]"]);
    check("C18-19", super::BadDateKind::Malformed, &["17XX/18XX"]);
    check("IV в. до н. э.", InWords, &["[-0399..-0300]"]);
}

#[test]
fn halves_of_a_century_are_known_in_other_languages() {
    #[rustfmt::skip]
    let texts = [
        "2. Hälfte 19. Jh.", "2e moitié du XIXe siècle", "seconde moitié du XIXe siècle", "вторая половина XIX века",
        "2-я пол. XIX в.", "zweite Hälfte des 19. Jahrhunderts",
    ];
    for text in texts {
        check(text, InWords, &["[1850..1899]", "18XX", "[1801..1900]"]);
    }
}

#[test]
fn a_winter_of_two_short_years_lacks_its_century() {
    check("Winter 99/00", TwoDigitYear, &["1999-24"]);
    check("the winter of 1918–19", InWords, &["1918-24"]);
}
