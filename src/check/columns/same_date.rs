//! Columns called like a date, beside the one that is read: `Exact Date`, `Display Date`, `date2`, `mmdd`.
//!
//! Invariant: a column whose dates mostly are others says nothing, and one of another day (`date added`,
//! `publication date`) is none of these by its name.

use crate::check::columns::date_names;
use crate::check::columns::date_qualifiers::Kind;
use crate::check::columns::eras::without_year_0;
use crate::check::columns::foreign_names::words;
use crate::model::cells::trim;
use crate::model::date::{Bound, Date};

/// What a row says of such a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::check) enum Said {
    /// Nothing: no date can be read.
    Nothing,
    /// The same date, or a part of it.
    Same,
    /// The same date, and more.
    More(Kind),
    /// Another date.
    Other,
}

/// Words in the names of such columns, beside one for date.
#[rustfmt::skip]
const WORDS: [&str; 12] = [
    "", "exact", "exactly", "precise", "event", "of", "the", "genaues", "exacte", "exacta", "точная", "точна",
];

/// The same for a date as people read it or wrote it, which a year may have beside it as well: `year_label`.
#[rustfmt::skip]
const FOR_PEOPLE: [&str; 22] = [
    "full", "complete", "display", "displayed", "shown", "original", "verbatim", "written", "as", "text", "textual",
    "raw", "string", "str", "formatted", "label", "human", "readable", "texto", "texte", "testo", "anzeige",
];

/// The name of a month and a day behind a year.
pub(in crate::check) const MONTH_AND_DAY: &str = "mmdd";

/// Whether a column of this name may hold the dates that another one does, whose name has the words `own`.
pub(in crate::check) fn is_called_so(name: &str, own: &[String]) -> bool {
    let words = words(name);
    let bare = words.iter().map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit()));
    let is_date =
        |word: &str| date_names::is_date(word) || matches!(word, "dates" | "datetime" | "when");
    let is_for_people = |word: &str| FOR_PEOPLE.contains(&word);
    let is_known = |word: &str| {
        let is_own = || own.iter().any(|w| w == word);
        is_date(word) || WORDS.contains(&word) || is_for_people(word) || is_own()
    };
    let bare: Vec<&str> = bare.collect();
    let is_year = |word: &str| date_names::is_year(word);
    let are_years = || {
        let is_known = |word: &&str| word.is_empty() || is_year(word) || is_for_people(word);
        bare.iter().any(|word| is_year(word))
            && bare.iter().any(|word| is_for_people(word))
            && bare.iter().all(is_known)
    };
    name.eq_ignore_ascii_case(MONTH_AND_DAY)
        || bare.iter().any(|word| is_date(word)) && bare.iter().all(|word| is_known(word))
        || are_years()
}

/// What a cell says of the date of its row.
pub(in crate::check) fn says((written, date): (&str, &Date), cell: &str) -> Said {
    let meant = meant(cell);
    // What has a zone may be of the day before or after.
    if meant.iter().all(|(_, other)| other.is_zoned() != date.is_zoned()) {
        return Said::Nothing;
    }
    let counted = without_year_0(written).and_then(|date| Date::parse(&date).ok());
    let one = |date: &Date| {
        let said = meant.iter().find(|(_, other)| may_be_one(other, date))?;
        Some((*date, said))
    };
    let Some((date, (text, other))) = one(date).or_else(|| one(counted.as_ref()?)) else {
        return Said::Other;
    };
    let date = &date;
    let is_marked = |text: &str| text.contains(['~', '?', '%', '[']);
    if is_marked(text) && !is_marked(written) {
        return Said::More(Kind::Doubt);
    }
    if is_dual_year((written, cell), text) {
        return Said::Same;
    }
    let is_several = |text: &str| text.starts_with('{');
    if is_several(text) && !is_several(written) && !is_marked(written) {
        return Said::More(Kind::Several);
    }
    if other.is_lasting() && !date.is_lasting() && !is_marked(written) {
        return Said::More(Kind::Lasting);
    }
    let is_midnight = text.split_once('T').is_some_and(|(_, time)| time.starts_with("00:00"));
    let is_finer = !date.is_lasting() && !is_midnight && is_finer(other, date);
    if is_finer { Said::More(Kind::Exact) } else { Said::Same }
}

/// The dates that a cell may be meant as, with how they are written.
pub(in crate::check) fn meant(cell: &str) -> Vec<(String, Date)> {
    let readings = match Date::parse(cell) {
        Ok(date) => return vec![(cell.to_string(), date)],
        Err(bad) => bad.readings,
    };
    let read = |text: String| Date::parse(&text).ok().map(|date| (text, date));
    readings.into_iter().filter_map(|reading| read(reading.edtf)).collect()
}

/// Whether two years are one that began in March, or a season, which the date has by the second: `1643/4`
/// beside `1644`.
fn is_dual_year((written, cell): (&str, &str), meant: &str) -> bool {
    let years = meant.split_once('/');
    let years = years.and_then(|(a, b)| Some((a.parse::<u32>().ok()?, b.parse::<u32>().ok()?)));
    let is_short = cell.split_once('/').is_some_and(|(_, second)| trim(second).len() < 3);
    let is_next = |(first, second): (u32, u32)| {
        second == first + 1 && written.starts_with(&format!("{second:0>4}"))
    };
    is_short && years.is_some_and(is_next)
}

/// Whether a date stands in a cell, or what may be one.
pub(in crate::check) fn is_date(cell: &str) -> bool {
    Date::parse(cell).map_or_else(|bad| !bad.readings.is_empty(), |_| true)
}

/// The first second and the last one of a date.
pub(in crate::check) fn bounds(date: &Date) -> (Option<i64>, Option<i64>) {
    let second = |bound| if let Bound::At(second) = bound { Some(second) } else { None };
    (second(date.earliest_start()), second(date.latest_end()))
}

/// Whether two dates have a time in common.
pub(in crate::check) fn may_be_one(one: &Date, other: &Date) -> bool {
    let is_behind = |one, other| {
        let ends = bounds(one).1.zip(bounds(other).0);
        ends.is_some_and(|(end, start)| end < start)
    };
    !is_behind(one, other) && !is_behind(other, one)
}

/// Whether a date lies within another one.
pub(crate) fn is_within(one: &Date, other: &Date) -> bool {
    let ((first, last), (from, to)) = (bounds(one), bounds(other));
    first.zip(from).is_some_and(|(first, from)| first >= from)
        && last.zip(to).is_some_and(|(last, to)| last <= to)
}

/// Whether a date lies within another one, and says more than that.
pub(crate) fn is_finer(one: &Date, other: &Date) -> bool {
    is_within(one, other) && bounds(one) != bounds(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_of_the_same_date_is_known_by_all_words_of_its_name() {
        for name in [
            "Exact Date",
            "Full date",
            "event_date",
            "Original date",
            "Date (exact)",
            "date2",
            "Display Date",
            "date_display",
            "displayDate",
            "mmdd",
            "Datum genaues",
            "meeting date 2",
            "date_label",
            "dateLabel",
            "year_label",
            "Jahr (Anzeige)",
            "date_str",
            "fecha_texto",
            "when",
        ] {
            assert!(is_called_so(name, &["meeting".to_string()]), "{name}");
        }
        for name in [
            "publication date",
            "date added",
            "last modified",
            "accessed",
            "End Date",
            "start_date",
            "Birth date",
            "update",
            "original title",
            "full name",
            "date_hijri",
            "display",
            "label",
            "year",
            "school_year",
            "event_year",
            "hearing date",
        ] {
            assert!(!is_called_so(name, &["meeting".to_string()]), "{name}");
        }
    }

    #[test]
    fn a_cell_says_more_where_it_is_the_date_and_finer_or_in_doubt() {
        let of = |written: &str, cell| says((written, &Date::parse(written).expect(written)), cell);
        for (written, cell, kind) in [
            ("1825", "5 March 1825", Kind::Exact),
            ("1825", "1825-03-05", Kind::Exact),
            ("1825", "3/5/1825", Kind::Exact),
            ("1825-03", "1825-03-05", Kind::Exact),
            ("1825~", "1825-03-05", Kind::Exact),
            ("2025-02-10", "2025-02-10 14:30", Kind::Exact),
            ("1950-01-01", "c. 1950", Kind::Doubt),
            ("2026-06-15", "~Jun 15, 2026", Kind::Doubt),
            ("1953", "Early 1953", Kind::Doubt),
            ("2022-10-28", "2022 to 2024", Kind::Lasting),
            ("1644", "1642/4", Kind::Lasting),
            ("1644", "1643/1644", Kind::Lasting),
            ("2025-05-03", "3, 5 and 7 May 2025", Kind::Several),
            ("-0700", "c. 700 BCE", Kind::Doubt),
            ("-0699", "c. 700 BCE", Kind::Doubt),
            ("-0044", "15 March 44 BC", Kind::Exact),
        ] {
            assert_eq!(of(written, cell), Said::More(kind), "{written} {cell}");
        }
        for (written, cell) in [
            ("2020-03-27", "March 2020"),
            ("1825", "1825"),
            ("1950~", "c. 1950"),
            ("1644", "1643/4"),
            ("1644-02-22", "1643/44"),
            ("2024", "2023/24"),
            ("-0700", "700 BCE"),
            ("{2025-05-03,2025-05-05}", "3 and 5 May 2025"),
            ("2025-02-10", "2025-02-10T00:00:00"),
            ("2025-05-07/2025-05-10", "2025-05-08"),
        ] {
            assert_eq!(of(written, cell), Said::Same, "{written} {cell}");
        }
        assert_eq!(of("1825", "5 March 1826"), Said::Other);
        assert_eq!(of("1825", "see the minutes"), Said::Nothing);
        assert_eq!(of("2025-02-13", "2025-02-13T01:00+03:00"), Said::Nothing);
    }
}
