//! The words of what most cells hold: `2025`, `2025-02`, `2025-02-12`, each with an optional `~ ? %`,
//! said digit by digit.
//!
//! Invariant: they are those of the whole way; what this does not know it leaves to that.

use crate::model::date::calendar::{days_of_month, month_name};
use crate::model::date::fast::two;

/// Writes the words of a date of a year from 1000 to 9999; `false`: it is none, or not so plain.
pub(super) fn put(text: &str, into: &mut String) -> bool {
    let (date, before, after) = match text.as_bytes() {
        [.., b'~'] => (&text[..text.len() - 1], "about ", ""),
        [.., b'?'] => (&text[..text.len() - 1], "", " (uncertain)"),
        [.., b'%'] => (&text[..text.len() - 1], "about ", " (uncertain)"),
        _ => (text, "", ""),
    };
    let bytes = date.as_bytes();
    let hyphens = [4, 7].iter().all(|at| bytes.get(*at).is_none_or(|byte| *byte == b'-'));
    let field = |at: usize| Some(two(bytes.get(at..at + 2)?)?.0);
    let (Some(high), Some(low)) = (field(0), field(2)) else { return false };
    let year = i64::from(high) * 100 + i64::from(low);
    if year < 1000 || !hyphens || !matches!(bytes.len(), 4 | 7 | 10) {
        return false;
    }
    let month = if bytes.len() > 4 { field(5) } else { Some(1) };
    let day = if bytes.len() > 7 { field(8) } else { Some(1) };
    let (Some(month @ 1..=12), Some(day)) = (month, day) else { return false };
    if !(1..=days_of_month(year, month)).contains(&day) {
        return false;
    }
    into.push_str(before);
    if bytes.len() > 7 {
        into.push_str(if day < 10 { &date[9..] } else { &date[8..] });
        into.push(' ');
    }
    if bytes.len() > 4 {
        into.push_str(month_name(month));
        into.push(' ');
    }
    into.push_str(&date[..4]);
    into.push_str(after);
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::words::any;

    #[test]
    fn a_date_said_digit_by_digit_is_said_as_any_other() {
        let dates = [
            "1000",
            "2025",
            "0999",
            "2025-02",
            "2025-12",
            "2025-00",
            "2025-13",
            "2025-21",
            "2025-1X",
            "2025-02-12",
            "1999-12-01",
            "2025-02-30",
            "2024-02-29",
            "1000-10-10",
            "0999-02-12",
            "2025-21-05",
            "2025-02-1X",
            "è025-02-1",
            "2025/02/12",
            "2025-2",
            "20250212",
            "20-2",
            "2025-02-",
            "2025-02-12T",
            "2025-02-12T10:15",
            "2025/2026",
            "Y2025",
            "",
            "~",
            "?2025",
        ];
        let mut said_so = 0;
        for (date, mark) in dates.iter().flat_map(|d| ["", "~", "?", "%", "~~"].map(|m| (d, m))) {
            let written = format!("{date}{mark}");
            let mut said = String::new();
            if put(&written, &mut said) {
                assert_eq!(said, any(&written));
                said_so += 1;
            } else {
                assert_eq!(said, "");
            }
        }
        assert_eq!(said_so, 8 * 4);
    }
}
