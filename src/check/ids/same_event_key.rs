//! What makes two events the same: a number, equal for those of one date, title and place, whose actors
//! and sources are the same.
//!
//! Invariant: an actor or source counts by its id, however it is referred to; the order of items does
//! not count.

use std::borrow::Cow;

use crate::check::names::unicode::nfc;
use crate::model::lookup::{IdKey, fingerprint};
use crate::model::vocabulary::PARTICIPANT;

/// Of an event that is not compared with others: of a title alone nobody knows whether two are the same.
pub(in crate::check) const NONE: u64 = 0;

/// Of date, title and place, to which those of actors and sources are to be added.
pub(in crate::check) fn texts(date: &str, title: &str, place: &str) -> u64 {
    of_column(0, fingerprint(date))
        .wrapping_add(of_column(1, fingerprint(&nfc(Cow::Borrowed(title)))))
        .wrapping_add(of_column(2, fingerprint(&nfc(Cow::Borrowed(place)))))
}

/// Of an actor, whose id has this number, in this role.
#[inline]
pub(in crate::check) fn actor(id: u64, role: Option<(IdKey, &str)>) -> u64 {
    let role = match role {
        Some((_, PARTICIPANT)) | None => 0, // it says the same as no role
        Some((key, role)) if key == IdKey::LONG => fingerprint(role),
        Some((key, _)) => key.hash(),
    };
    of_column(3, id.wrapping_mul(0xd6e8_feb8_6659_fd93) ^ role)
}

/// The same of one that was looked up with care.
pub(in crate::check) fn actor_in(id: &str, role: &str) -> u64 {
    let key = IdKey::of(role).unwrap_or(IdKey::LONG);
    actor(fingerprint(id), (!role.is_empty()).then_some((key, role)))
}

/// Of a source, whose id has this number.
#[inline]
pub(in crate::check) fn source(id: u64) -> u64 {
    of_column(4, id)
}

/// Of a place in a source: another one may tell of another event.
pub(in crate::check) fn source_at(id: &str, locator: &str) -> u64 {
    let locator = if locator.is_empty() { 0 } else { fingerprint(locator) };
    source(fingerprint(id) ^ locator.rotate_left(32))
}

/// Of a text, as a number; which column it stands in tells it from others.
#[inline]
fn of_column(number: u32, print: u64) -> u64 {
    print.rotate_left(number * 8).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_looked_up_with_care_counts_as_an_id_does() {
        for (id, role) in [("p", "host"), ("an-id-of-more-than-16-bytes", "a role of many words")] {
            let key = IdKey::of(role).unwrap_or(IdKey::LONG);
            assert_eq!(actor_in(id, role), actor(fingerprint(id), Some((key, role))));
            assert_eq!(actor_in(id, ""), actor(fingerprint(id), None));
            assert_eq!(actor_in(id, ""), actor_in(id, "participant"));
            assert_ne!(actor_in(id, ""), actor_in(id, role));
            assert_eq!(source_at(id, ""), source(fingerprint(id)));
            assert_ne!(source_at(id, "p. 1"), source_at(id, "p. 2"));
        }
    }

    #[test]
    fn it_does_not_matter_how_a_letter_was_typed_but_where_it_stands() {
        assert_eq!(texts("2025", "cafe\u{301}", ""), texts("2025", "caf\u{e9}", ""));
        assert_ne!(texts("2025", "a", "b"), texts("2025", "b", "a"));
    }
}
