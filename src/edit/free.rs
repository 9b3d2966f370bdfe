//! Rows of the folder of one date, title and actors that stand for no row of an input yet.
//!
//! Invariant: a row stands for one row of an input only, and for none that names another place or turn.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Where an event was, and its turn among those of its day, as far as they are told.
pub(super) type Spot = [String; 2];

/// Rows of the folder of one content.
pub(super) struct Free {
    /// The first of them, free or not.
    pub(super) first: u32,
    /// By place and by turn, which may be blank.
    rows: BTreeMap<String, BTreeMap<String, VecDeque<u32>>>,
    /// By turn: the places of rows that have it.
    places: BTreeMap<String, BTreeSet<String>>,
}

impl Free {
    /// Of a content that was first met in this row.
    pub(super) fn new(first: u32) -> Free {
        Free { first, rows: BTreeMap::new(), places: BTreeMap::new() }
    }

    pub(super) fn put(&mut self, [place, turn]: Spot, row: u32) {
        self.places.entry(turn.clone()).or_default().insert(place.clone());
        self.rows.entry(place).or_default().entry(turn).or_default().push_back(row);
    }

    /// Takes the next row that names no other place or turn and may be the one that is meant.
    pub(super) fn next(
        &mut self,
        [place, turn]: &Spot,
        may_be: impl Fn(u32) -> bool,
    ) -> Option<u32> {
        let in_place = |place: &String| {
            fitting(self.rows.get(place)?, turn).find_map(|(turn, rows)| {
                let at = rows.iter().position(|row| may_be(*row))?;
                Some((place.clone(), turn.clone(), at))
            })
        };
        let none = BTreeSet::new();
        let places = |turn: &str| self.places.get(turn).unwrap_or(&none);
        let found = match place.is_empty() && !turn.is_empty() {
            true => places(turn).union(places("")).find_map(in_place),
            false => fitting(&self.rows, place).find_map(|(place, _)| in_place(place)),
        };
        let (place, turn, at) = found?;
        let turns = self.rows.get_mut(&place)?;
        let rows = turns.get_mut(&turn)?;
        let row = rows.remove(at);
        if rows.is_empty() {
            turns.remove(&turn);
            self.places.get_mut(&turn)?.remove(&place);
        }
        if turns.is_empty() {
            self.rows.remove(&place);
        }
        row
    }
}

/// What is kept of a word: under it and where none is told, in this order; where it is blank, all.
fn fitting<'m, V>(
    kept: &'m BTreeMap<String, V>,
    word: &str,
) -> impl Iterator<Item = (&'m String, &'m V)> {
    let all = kept.iter().filter(|_| word.is_empty());
    let named = [word, ""].into_iter().filter(|_| !word.is_empty());
    let named: Vec<_> = named.filter_map(|word| kept.get_key_value(word)).collect();
    named.into_iter().chain(all)
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
            free.put(spot(place, turn), row);
        }
        let mut next = |place: &str, turn: &str| free.next(&spot(place, turn), |row| row != 3);
        assert_eq!(next("Kyiv", "2"), Some(2));
        assert_eq!(next("Kyiv", "2"), Some(1));
        assert_eq!(next("Lviv", "2"), Some(0));
        assert_eq!(next("", ""), None); // the one that is left is not meant
        assert_eq!(free.next(&spot("", "2"), |_| true), None);
        assert_eq!(free.next(&spot("", ""), |_| true), Some(3));
        assert_eq!(free.next(&spot("", ""), |_| true), None);
    }

    #[test]
    fn a_row_that_names_no_place_takes_the_first_place_that_has_its_turn_or_none() {
        let mut free = Free::new(0);
        let spots = [("Riga", "2"), ("Lviv", ""), ("Kyiv", "1"), ("Lviv", "2"), ("", "1")];
        for ((place, turn), row) in spots.into_iter().zip(0..) {
            free.put(spot(place, turn), row);
        }
        let mut next = |turn: &str| free.next(&spot("", turn), |_| true);
        assert_eq!(["2", "2", "2", "2"].map(&mut next), [Some(3), Some(1), Some(0), None]);
        assert_eq!(["1", "1", "1"].map(&mut next), [Some(4), Some(2), None]);
    }

    #[test]
    fn rows_that_name_no_place_pass_by_many_places_of_other_turns() {
        let mut free = Free::new(0);
        (0..30_000).for_each(|n| free.put(spot(&format!("P{n}"), &n.to_string()), n));
        let found = (30_000..60_000).filter_map(|n| free.next(&spot("", &n.to_string()), |_| true));
        assert_eq!(found.count(), 0); // in a moment, where each looked at every place in minutes
    }
}
