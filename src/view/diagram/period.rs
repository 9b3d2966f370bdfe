//! The time of the events behind a picture, by months.
//!
//! Invariant: a side is not told that one of the dates leaves open or unknown; events without a date, or
//! without a known year, are counted.

use crate::model::date::{civil, month_name, year_heading};
use crate::model::{Dataset, counted};
use crate::view::outer::{NONE, both, outer, told};

/// The months of the first and of the last of some events, and how many of them tell no year.
pub(super) fn period(dataset: &Dataset, there: &[bool]) -> Option<String> {
    let events = dataset.events.iter().zip(there).filter(|(_, there)| **there);
    let (mut sides, mut unknown) = (NONE, 0);
    for own in events.map(|(event, _)| outer(event.date)) {
        sides = both(sides, own);
        unknown += usize::from(own == NONE);
    }
    let months = months(told(sides.0), told(sides.1))?;
    Some(match unknown {
        0 => months,
        _ => format!("{months}, {} without a year", counted(unknown, "event")),
    })
}

fn months(first: Option<i64>, last: Option<i64>) -> Option<String> {
    let month = |second: i64| {
        let (year, month, _) = civil(second.div_euclid(86_400));
        format!("{} {}", month_name(month), year_heading(year))
    };
    match (first.map(month), last.map(month)) {
        (Some(first), Some(last)) if first == last => Some(first),
        (Some(first), Some(last)) => Some(format!("{first} to {last}")),
        (Some(first), None) => Some(format!("from {first}")),
        (None, Some(last)) => Some(format!("up to {last}")),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::drawn;
    use crate::view::diagram::{DiagramOptions, Nodes};

    #[test]
    fn a_side_that_is_open_or_not_known_is_not_told_as_if_it_were() {
        for (one, other, period) in [
            ("[..1900]", "[1950..]", ""),
            ("../1900", "1950/..", ""),
            ("[..1900]", "1950", "up to December 1950 · "),
            ("[..1960]", "1950", "up to December 1960 · "),
            ("[..2024-03-01]", "2024-02", "up to March 2024 · "),
            ("[2024-05..]", "2024-06", "from May 2024 · "),
            ("1890/..", "1880", "from January 1880 · "),
            ("1890/..", "1950", "from January 1890 · "),
            ("1890/", "1950", "from January 1890 · "),
            ("1960/", "1950", "from January 1950 · "),
            ("{2020,2024}", "{..1984}", "up to December 2024 · "),
            ("XXXX-12-25", "2020", "January 2020 to December 2020, 1 event without a year · "),
            ("2020-02-30", "2020-05-01", "May 2020, 1 event without a year · "),
            ("", "[..1900]", "up to December 1900, 1 event without a year · "),
            ("XXXX", "", ""),
        ] {
            let events = format!(
                "id,date,title,type,actors\na,\"{one}\",A,call,p;q\nb,\"{other}\",B,call,p;r\n"
            );
            let actors = drawn(&events, &DiagramOptions::default());
            assert_eq!(actors.subtitle, format!("{period}3 actors, 2 ties"), "{one} {other}");
            let options = DiagramOptions { nodes: Nodes::Events, ..Default::default() };
            let subtitle = drawn(&events, &options).subtitle;
            assert_eq!(subtitle, format!("{period}3 actors, 2 events"), "{one} {other}");
        }
    }
}
