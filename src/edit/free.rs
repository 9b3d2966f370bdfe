//! Rows of the folder of one date, title and actors that stand for no row of an input yet.
//!
//! Invariant: a row stands for one row of an input only, and for none that names another place or turn.

use std::collections::{BTreeMap, VecDeque};

/// Where an event was, and its turn among those of its day, as far as they are told.
pub(super) type Spot = [String; 2];

/// Rows of the folder of one content.
pub(super) struct Free {
    /// The first of them, free or not.
    pub(super) first: u32,
    /// By place and by turn, which may be blank.
    rows: BTreeMap<String, BTreeMap<String, VecDeque<u32>>>,
}

impl Free {
    /// Of a content that was first met in this row.
    pub(super) fn new(first: u32) -> Free {
        Free { first, rows: BTreeMap::new() }
    }

    pub(super) fn put(&mut self, [place, turn]: Spot, row: u32) {
        self.rows.entry(place).or_default().entry(turn).or_default().push_back(row);
    }

    /// Takes the next row that names no other place or turn and may be the one that is meant.
    pub(super) fn next(
        &mut self,
        [place, turn]: &Spot,
        may_be: impl Fn(u32) -> bool,
    ) -> Option<u32> {
        let (place, turn, at) = fitting(&self.rows, place).find_map(|(place, turns)| {
            fitting(turns, turn).find_map(|(turn, rows)| {
                let at = rows.iter().position(|row| may_be(*row))?;
                Some((place.clone(), turn.clone(), at))
            })
        })?;
        let turns = self.rows.get_mut(&place)?;
        let rows = turns.get_mut(&turn)?;
        let row = rows.remove(at);
        if rows.is_empty() {
            turns.remove(&turn);
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
}
