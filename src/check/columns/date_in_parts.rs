//! Dates beside columns of their parts: whether those say all that the date does.
//!
//! Invariant: a date is told in parts only where each of its numbers stands in its own cell.

use crate::model::date::month_of;

/// How many parts a date has, or its start, where the cells of a year and what follows it say the same or more,
/// and those of its end, where it lasts; `None`: they do not.
pub(in crate::check) fn count(date: &str, start: &[&str], end: &[&str]) -> Option<usize> {
    let (from, to) = date.split_once('/').map_or((date, None), |(from, to)| (from, Some(to)));
    let is_told = are_in(from, start) && to.is_none_or(|to| are_in(to, end));
    is_told.then(|| from.split('-').count())
}

/// Whether each number of a date stands in its cell.
fn are_in(date: &str, cells: &[&str]) -> bool {
    let mut cells = cells.iter();
    date.split('-').all(|part| cells.next().is_some_and(|cell| is_same(part, cell)))
}

fn is_same(part: &str, cell: &str) -> bool {
    let Ok(part) = part.parse::<u32>() else { return false };
    cell.parse() == Ok(part) || month_of(cell).map(u32::from) == Some(part)
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn a_date_is_told_in_parts_that_say_the_same_or_more() {
        let of = |date| count(date, &["2018", "March", "05"], &["2019", "", ""]);
        assert_eq!(of("2018"), Some(1));
        assert_eq!(of("2018-03"), Some(2));
        assert_eq!(of("2018-03-05"), Some(3));
        assert_eq!(count("2018-03", &["2018", "Mar."], &[]), Some(2));
        assert_eq!(of("2018-03/2019"), Some(2));
        for date in
            ["2017", "2018-04", "2018-03-06", "2018/2019-01", "2018/2020", "2018/..", "2018~"]
        {
            assert_eq!(of(date), None, "{date}");
        }
        assert_eq!(count("2018-03-05", &["2018", "3"], &[]), None);
        assert_eq!(count("2018-03", &["2018", ""], &[]), None);
    }
}
