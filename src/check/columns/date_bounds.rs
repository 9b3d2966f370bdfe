//! Columns of the earliest and the latest time at which something happened once: `notBefore`, `notAfter`.
//!
//! Invariant: columns are only proposed to be joined, and only where cells bear their names out.

use crate::check::columns::contents::Filled;
use crate::check::columns::date_names::{Part, part_of};
use crate::check::columns::foreign_names::words;

/// Words for the earliest and for the latest, as they stand in names.
const BOUNDS: [[&str; 2]; 8] = [
    ["earliest", "latest"],
    ["not before", "not after"],
    ["notbefore", "notafter"],
    ["post quem", "ante quem"],
    ["tpq", "taq"],
    ["frühestens", "spätestens"],
    ["min", "max"],
    // A thing in a museum was made once.
    ["object begin", "object end"],
];

/// What a name says: which of the words it has, whether they are those for the latest, and what stands besides.
#[derive(PartialEq, Eq)]
struct Side {
    words: usize,
    is_latest: bool,
    rest: String,
}

impl Side {
    fn of(name: &str) -> Option<Side> {
        let words: Vec<String> = words(name).into_iter().filter(|word| !word.is_empty()).collect();
        let name = format!(" {} ", words.join(" "));
        let found = BOUNDS.iter().enumerate().find_map(|(words, pair)| {
            let sides = [(pair[0], false), (pair[1], true)].into_iter();
            sides.map(|(side, is_latest)| (format!(" {side} "), is_latest)).find_map(
                |(side, is_latest)| {
                    let rest = name.contains(&side).then(|| name.replacen(&side, " ", 1))?;
                    Some(Side { words, is_latest, rest: rest.trim().to_string() })
                },
            )
        })?;
        // A least and a greatest may be of anything.
        let is_of_date = |word| matches!(part_of(word), Some(Part::Date | Part::Year));
        let is_of_dates = || found.rest.split(' ').any(is_of_date);
        (BOUNDS[found.words][0] != "min" || is_of_dates()).then_some(found)
    }
}

/// The numbers of the two columns, where there is one such pair.
pub(in crate::check) fn within(
    names: &[String],
    filled: impl Fn(usize) -> Filled,
) -> Option<[usize; 2]> {
    let sides = names.iter().enumerate().filter_map(|(n, name)| Some((n, Side::of(name)?)));
    let sides: Vec<(usize, Side)> = sides.filter(|(n, _)| filled(*n).is_dates()).collect();
    match &sides[..] {
        [(one, a), (other, b)] if (a.words, &a.rest) == (b.words, &b.rest) => {
            match (a.is_latest, b.is_latest) {
                (false, true) => Some([*one, *other]),
                (true, false) => Some([*other, *one]),
                _ => None,
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(names: &str) -> Option<[usize; 2]> {
        let names: Vec<String> = names.split(',').map(str::to_string).collect();
        within(&names, |_| Filled::FULL)
    }

    #[test]
    fn the_earliest_and_the_latest_are_known_by_their_words() {
        for names in [
            "earliest,latest",
            "date_earliest,date_latest",
            "Earliest year,Latest year",
            "notBefore,notAfter",
            "not_before,not_after",
            "notbefore,notafter",
            "TPQ,TAQ",
            "terminus_post_quem,terminus_ante_quem",
            "date_min,date_max",
            "objectBeginDate,objectEndDate",
            "Object Begin Date,Object End Date",
        ] {
            assert_eq!(found(&format!("title,{names}")), Some([1, 2]), "{names}");
        }
        assert_eq!(found("latest,title,earliest"), Some([2, 0]));
    }

    #[test]
    fn what_is_no_pair_of_dates_is_none() {
        for names in [
            "earliest,title",
            "min_age,max_age",
            "earliest,TAQ",
            "start_earliest,end_latest",
            "start_earliest,start_latest,end_earliest,end_latest",
            "begin date,end date",
        ] {
            assert_eq!(found(names), None, "{names}");
        }
    }
}
