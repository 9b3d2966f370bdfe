//! Things found by texts that are kept elsewhere.
//!
//! Invariant: two texts are the same only where the one who asks says so, whatever their numbers are.

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

/// Things of a known number, each found by a number that practically no other has, as is the
/// [fingerprint](super::lookup::fingerprint) of a text.
#[derive(Clone, Debug, Default)]
pub struct Prints<T> {
    table: HashTable<(u64, T)>,
}

impl<T: Copy> Prints<T> {
    /// None, with room for so many.
    pub fn with_room(count: usize) -> Prints<T> {
        Prints { table: HashTable::with_capacity(count) }
    }

    /// What is kept under a number and is meant.
    pub fn find(&self, print: u64, is_meant: impl Fn(T) -> bool) -> Option<T> {
        self.table.find(print, |(p, thing)| *p == print && is_meant(*thing)).map(|found| found.1)
    }

    /// The same; where there is none, `thing` is kept.
    pub fn find_or_keep(
        &mut self,
        print: u64,
        thing: T,
        is_meant: impl Fn(T) -> bool,
    ) -> Option<T> {
        let same = |(p, thing): &(u64, T)| *p == print && is_meant(*thing);
        match self.table.entry(print, same, |(print, _)| *print) {
            Entry::Occupied(found) => Some(found.get().1),
            Entry::Vacant(free) => {
                free.insert((print, thing));
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_one_number_are_kept_apart() {
        let texts = ["a", "b", "a"];
        let mut places = Prints::with_room(texts.len());
        let same = |text: &'static str| move |n: usize| texts[n] == text;
        let before: Vec<Option<usize>> =
            texts.iter().zip(0..).map(|(t, n)| places.find_or_keep(7, n, same(t))).collect();
        assert_eq!(before, [None, None, Some(0)]);
        assert_eq!((places.find(7, same("b")), places.find(8, same("b"))), (Some(1), None));
    }
}
