//! The same actor twice in one event: an item typed or pasted twice, or two actors of one name.
//!
//! Several roles of one actor are no repeat.
//!
//! Invariant: a list is read again only where numbers say that two of its items are the same.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::check::actors::Actors;
use crate::check::desk::Desk;
use crate::check::finding::{Code, Finding, quoted};
use crate::check::lists::List;
use crate::check::lists::participants::{Resolved, resolve_in, string_of};
use crate::check::names::unicode::nfc;
use crate::check::placeholder::is_placeholder;
use crate::model::{Field, Place};
use crate::read::Record;

/// Up to how many items are compared each with each.
const FEW: usize = 16;

/// Whether two of some items are the same actor in the same role, which are numbers.
#[inline]
pub(in crate::check) fn is_any<T>(items: &[T], key: impl Fn(&T) -> (u32, u32)) -> bool {
    let (mut seen, mut may_be) = (0_u64, false);
    for item in items {
        let bit = 1_u64.wrapping_shl(key(item).0);
        (may_be, seen) = (may_be | (seen & bit != 0), seen | bit);
    }
    may_be && are_there(items, key)
}

/// The same, where two of them may be one.
#[cold]
fn are_there<T>(items: &[T], key: impl Fn(&T) -> (u32, u32)) -> bool {
    if items.len() > FEW {
        return is_any_of_many(items.iter().map(key).collect());
    }
    let is_before = |(n, item): (usize, &T)| items[..n].iter().any(|other| key(other) == key(item));
    items.iter().enumerate().any(is_before)
}

fn is_any_of_many(mut keys: Vec<(u32, u32)>) -> bool {
    keys.sort_unstable();
    keys.windows(2).any(|two| two[0] == two[1])
}

/// Says of each actor that stands in the list of an event twice where it does.
#[cold]
pub(in crate::check) fn tell(record: &Record, actors: &Actors, desk: &mut Desk) {
    let list = List::of(record, Field::Actors);
    let mut first: BTreeMap<(String, String), (Place, bool)> = BTreeMap::new();
    for span in list.items() {
        let Some((id, role)) = meant(&list.value[span.clone()], actors) else { continue };
        let place = record.place(list.in_file(span));
        let key = (nfc(Cow::Borrowed(id)).into_owned(), role.to_string());
        let Some((before, is_told)) = first.get_mut(&key) else {
            first.insert(key, (place, false));
            continue;
        };
        if !std::mem::replace(is_told, true) {
            let message = format!("{} stands twice in one event", quoted(id));
            let finding = Finding::new(Code::SameActorTwice, place, message);
            desk.put(finding.help(help(actors)).and(before.clone(), "first"));
        }
    }
}

/// The id of the actor that an item means, and its role.
fn meant<'i>(item: &'i str, actors: &'i Actors) -> Option<(&'i str, &'i str)> {
    if !actors.table {
        return Some(string_of(item)).filter(|(name, _)| !is_placeholder(name, false));
    }
    match resolve_in(item, actors) {
        Resolved::Actor(row, role) => Some((actors.names.rows[row as usize].0, role)),
        Resolved::Not(..) => None,
    }
}

/// What to do.
fn help(actors: &Actors) -> &'static str {
    match actors.table {
        true => "name it once; if another one was meant, write that one's id",
        false => {
            "name it once; if they are two of one name, write something behind it that tells them apart"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_of_few_and_two_of_many_are_found() {
        let same = |pair: &(u32, u32)| *pair;
        for count in [2, 5, FEW as u32, FEW as u32 + 1, 100] {
            let mut items: Vec<(u32, u32)> = (0..count).map(|n| (n / 2, n % 2)).collect();
            assert!(!is_any(&items, same), "{count}");
            items[0] = items[count as usize - 1];
            assert!(is_any(&items, same), "{count}");
        }
        assert!(!is_any(&[], same));
    }
}
