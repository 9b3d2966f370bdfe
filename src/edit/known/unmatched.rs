//! Rows of the folder of one date, title and actors that stand for no row of an input yet.
//!
//! Invariant: a row stands for one row of an input only, and for none that names another place, turn or source.

use std::collections::BTreeSet;

use super::cited::Citation;

/// Where an event was, and its turn among those of its day, as far as they are told.
pub(in crate::edit) type Spot = [String; 2];

/// Rows of the folder of one content.
pub(in crate::edit) struct Free {
    /// The first of them, free or not.
    pub(in crate::edit) first: u32,
    /// What each row was put under, in the order of rows.
    put: Vec<(u32, Spot, Vec<String>)>,
    /// By what is cited, place and turn, which may be blank.
    by_place: BTreeSet<Key>,
    /// By what is cited, turn and place.
    by_turn: BTreeSet<Key>,
}

/// What a row is found by, and the row.
type Key = ([String; 3], u32);

impl Free {
    /// Of a content that was first met in this row.
    pub(in crate::edit) fn new(first: u32) -> Free {
        let (put, by_place, by_turn) = Default::default();
        Free { first, put, by_place, by_turn }
    }

    pub(in crate::edit) fn put(&mut self, spot: Spot, cited: &[Citation], row: u32) {
        let under = under(cited);
        for key in &under {
            let [by_place, by_turn] = keys(key, &spot, row);
            self.by_place.insert(by_place);
            self.by_turn.insert(by_turn);
        }
        self.put.push((row, spot, under));
    }

    /// Takes the next row that names no other place, turn or source and may be the one that is meant.
    pub(in crate::edit) fn next(
        &mut self,
        (spot, cited): (&Spot, &[Citation]),
        may_be: impl Fn(u32) -> bool,
    ) -> Option<u32> {
        let sought = sought(cited);
        let row = sought.iter().find_map(|key| self.find((key, spot), &may_be))?;
        let at = self.put.binary_search_by_key(&row, |(row, ..)| *row).ok()?;
        let (_, spot, under) = &self.put[at];
        for key in under {
            let [by_place, by_turn] = keys(key, spot, row);
            self.by_place.remove(&by_place);
            self.by_turn.remove(&by_turn);
        }
        Some(row)
    }

    /// The first row under what is cited that names no other place or turn: one that names them goes first.
    fn find(
        &self,
        (cited, [place, turn]): (&str, &Spot),
        may_be: impl Fn(u32) -> bool,
    ) -> Option<u32> {
        let first = |keys, words: &[&str]| first(keys, words, &may_be);
        match (place.as_str(), turn.as_str()) {
            ("", "") => first(&self.by_place, &[cited]),
            ("", turn) => [turn, ""].iter().find_map(|turn| first(&self.by_turn, &[cited, turn])),
            (place, "") => [place, ""].iter().find_map(|at| first(&self.by_place, &[cited, at])),
            (place, turn) => {
                let both = [[place, turn], [place, ""], ["", turn], ["", ""]];
                both.iter().find_map(|[at, turn]| first(&self.by_place, &[cited, at, turn]))
            }
        }
    }
}

/// The first row found by these words that may be meant.
fn first(keys: &BTreeSet<Key>, words: &[&str], may_be: impl Fn(u32) -> bool) -> Option<u32> {
    let word = |n: usize| words.get(n).map_or_else(String::new, |word| word.to_string());
    let of_words = keys.range(([word(0), word(1), word(2)], 0)..);
    let of_words = of_words.take_while(|(key, _)| key.iter().zip(words).all(|(a, b)| a == b));
    of_words.map(|(_, row)| *row).find(|row| may_be(*row))
}

/// What a row is found by under what is cited.
fn keys(cited: &str, [place, turn]: &Spot, row: u32) -> [Key; 2] {
    let key = |first: &str, then: &str| [cited, first, then].map(str::to_string);
    [(key(place, turn), row), (key(turn, place), row)]
}

/// All rows of a content.
const ALL: &str = "";

/// Those that cite nothing.
const NOTHING: &str = "\u{1f}";

/// Those that cite this place in a source, which may be blank.
fn at([source, place]: &Citation) -> String {
    format!("{source}\u{1f}{place}")
}

/// What a row is put under that cites these.
fn under(cited: &[Citation]) -> Vec<String> {
    let cites = cited.iter().flat_map(|citation| [citation[0].clone(), at(citation)]);
    let nothing = cited.is_empty().then(|| NOTHING.to_string());
    [ALL.to_string()].into_iter().chain(nothing).chain(cites).collect()
}

/// What a row is sought under that cites these: any row where it cites nothing, else rows that cite one of
/// them or nothing.
fn sought(cited: &[Citation]) -> Vec<String> {
    let anywhere = |[source, place]: &Citation| match place.is_empty() {
        true => source.clone(),
        false => at(&[source.clone(), String::new()]),
    };
    let cites = cited.iter().map(at).chain(cited.iter().map(anywhere));
    let last = if cited.is_empty() { ALL } else { NOTHING };
    cites.chain([last.to_string()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(place: &str, turn: &str) -> Spot {
        [place, turn].map(str::to_string)
    }

    #[test]
    fn a_row_of_the_same_spot_goes_before_one_that_names_none_and_another_is_none() {
        let mut free = Free::new(0);
        let spots = [("", ""), ("Kyiv", ""), ("Kyiv", "2"), ("Lviv", "1")];
        for ((place, turn), row) in spots.into_iter().zip(0..) {
            free.put(spot(place, turn), &[], row);
        }
        let mut next =
            |place: &str, turn: &str| free.next((&spot(place, turn), &[]), |row| row != 3);
        assert_eq!(next("Kyiv", "2"), Some(2));
        assert_eq!(next("Kyiv", "2"), Some(1));
        assert_eq!(next("Lviv", "2"), Some(0));
        assert_eq!(next("", ""), None); // the one that is left is not meant
        assert_eq!(free.next((&spot("", "2"), &[]), |_| true), None);
        assert_eq!(free.next((&spot("", ""), &[]), |_| true), Some(3));
        assert_eq!(free.next((&spot("", ""), &[]), |_| true), None);
    }

    #[test]
    fn a_row_that_names_no_place_takes_one_of_its_turn_in_any_place_and_then_one_of_none() {
        let mut free = Free::new(0);
        let spots = [("Riga", "2"), ("Lviv", ""), ("Kyiv", "1"), ("Lviv", "2"), ("", "1")];
        for ((place, turn), row) in spots.into_iter().zip(0..) {
            free.put(spot(place, turn), &[], row);
        }
        let mut next = |turn: &str| free.next((&spot("", turn), &[]), |_| true);
        assert_eq!(["2", "2", "2", "2"].map(&mut next), [Some(3), Some(0), Some(1), None]);
        assert_eq!(["1", "1", "1"].map(&mut next), [Some(4), Some(2), None]);
    }

    #[test]
    fn rows_that_name_no_place_pass_by_many_places_of_other_turns() {
        let mut free = Free::new(0);
        (0..30_000).for_each(|n| free.put(spot(&format!("P{n}"), &n.to_string()), &[], n));
        let mut next = |n: u32| free.next((&spot("", &n.to_string()), &[]), |_| true);
        let found = (30_000..60_000).filter_map(&mut next);
        assert_eq!(found.count(), 0); // in a moment, where each looked at every place in minutes
    }

    fn cited(items: &[[&str; 2]]) -> Vec<Citation> {
        items.iter().map(|item| item.map(str::to_string)).collect()
    }

    #[test]
    fn a_row_that_cites_another_source_or_place_is_none_and_one_that_cites_nothing_may_be_any() {
        let mut free = Free::new(0);
        let rows: [&[[&str; 2]]; 4] = [&[["a", "1"]], &[], &[["a", "2"], ["b", ""]], &[["c", "1"]]];
        for (row, n) in rows.into_iter().zip(0..) {
            free.put(spot("Kyiv", ""), &cited(row), n);
        }
        let mut next =
            |items: &[[&str; 2]]| free.next((&spot("Kyiv", "1"), &cited(items)), |_| true);
        assert_eq!(next(&[["x", ""], ["b", "9"]]), Some(2));
        assert_eq!(next(&[["a", "2"]]), Some(1));
        assert_eq!(next(&[["a", "2"]]), None);
        assert_eq!(next(&[["a", ""]]), Some(0));
        assert_eq!(next(&[["c", "2"]]), None);
        assert_eq!(next(&[]), Some(3));
    }

    #[test]
    fn many_rows_of_a_source_each_are_passed_by() {
        let mut free = Free::new(0);
        let of = |n: u32| cited(&[["all", &n.to_string()], [&format!("s{n}"), ""]]);
        (0..30_000).for_each(|n| free.put(spot("", &n.to_string()), &of(n), n));
        let mut next = |n: u32| free.next((&spot("", &n.to_string()), &of(n)), |_| true);
        assert_eq!((30_000..60_000).filter_map(&mut next).count(), 0);
        assert_eq!((0..30_000).filter_map(&mut next).count(), 30_000);
    }
}
