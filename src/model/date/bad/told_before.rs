//! What was said of texts that are no dates: a column has many dates in words that are the same, and `add`
//! asks of each several times.
//!
//! Invariant: what is said of a text never depends on what was asked before; memory is bounded by [`MOST`].

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::{BadDate, LONGEST};

/// So many texts are known at a time: as many as there are days in 44 years.
const MOST: usize = 1 << 14;

thread_local! {
    static TOLD: Told = const { Told(RefCell::new(BTreeMap::new())) };
}

/// What `diagnose` says of a text; it is asked once for many of the same.
pub(super) fn once(text: &str, diagnose: impl FnOnce(&str) -> BadDate) -> BadDate {
    TOLD.with(|told| told.once(text, diagnose))
}

/// Texts with what was said of them.
struct Told(RefCell<BTreeMap<String, BadDate>>);

impl Told {
    fn once(&self, text: &str, diagnose: impl FnOnce(&str) -> BadDate) -> BadDate {
        if text.len() > LONGEST {
            return diagnose(text);
        }
        if let Some(bad) = self.0.borrow().get(text) {
            return bad.clone();
        }
        let bad = diagnose(text);
        let mut told = self.0.borrow_mut();
        if told.len() >= MOST {
            told.clear();
        }
        told.insert(text.to_string(), bad.clone());
        bad
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::model::date::Date;

    fn none() -> Told {
        Told(RefCell::new(BTreeMap::new()))
    }

    #[test]
    fn many_of_the_same_dates_in_words_are_looked_at_once_each() {
        let (told, looked) = (none(), Cell::new(0));
        let diagnose = |text: &str| {
            looked.set(looked.get() + 1);
            Date::parse(text).unwrap_err()
        };
        for n in 0..10_000 {
            let text = format!("{} May 2025", n % 28 + 1);
            assert_eq!(told.once(&text, diagnose), Date::parse(&text).unwrap_err());
        }
        assert_eq!(looked.get(), 28);
    }

    #[test]
    fn only_so_many_are_kept_and_none_that_is_too_long() {
        let told = none();
        let malformed = |_: &str| Date::parse("x").unwrap_err();
        for n in 0..=MOST {
            told.once(&n.to_string(), malformed);
        }
        assert_eq!(told.0.borrow().len(), 1);
        told.once(&"x".repeat(LONGEST + 1), malformed);
        assert_eq!(told.0.borrow().len(), 1);
    }
}
