//! Items of the `actors` column that are one actor whose roles are written amiss: several behind one colon or
//! behind a colon each, or within quotes.
//!
//! Invariant: gives what the item should be; nothing is asked of items that are read as they are meant.

use super::actors::Actors;
use super::finding::{Code, Finding, quoted};
use super::participants::{Resolved, is_known, may_be_role, resolve_in, string_of};
use super::spellings::without_quotes;
use super::unsplit::list_of;
use crate::model::Place;
use crate::model::cells::trim;

/// How many colons of an item are looked at.
const MOST: usize = 8;

/// What is said of an item that holds several roles, given the list as it should be.
pub(super) fn several_roles((item, list): (&str, &str), place: Place) -> Finding {
    let message = format!("several roles in one item: {}", quoted(item));
    Finding::new(Code::TornItem, place, message).help(each_role(list))
}

/// What to do about several roles of one actor, given the list as it should be.
pub(super) fn each_role(list: &str) -> String {
    format!("write the actor with each role: {}", quoted(list))
}

/// What to do about an item of several colons with an actor of the table before the last ones, if it is one;
/// the actor is then referred to.
pub(super) fn in_table(item: &str, actors: &Actors) -> Option<String> {
    let names = &actors.names;
    let (actor, roles) = behind(item, |head| names.row(head).is_some())?;
    names.row(actor).into_iter().for_each(|row| names.mark(row));
    Some(help((item, actor), &roles))
}

/// The same without the table, where only known roles are none of the name.
pub(super) fn without_table(item: &str) -> Option<String> {
    let is_name = |head: &str| {
        let tail = head.rsplit_once(':').map(|(_, tail)| trim(tail));
        tail.is_none_or(|tail| !tail.is_empty() && !is_known(tail))
    };
    let (actor, roles) = behind(item, is_name)?;
    (actor != string_of(item).0).then(|| help((item, actor), &roles))
}

/// The actor of an item and the roles behind it, each behind a colon; there may be none between two colons.
fn behind(item: &str, is_actor: impl Fn(&str) -> bool) -> Option<(&str, Vec<&str>)> {
    let (mut actor, mut roles) = (item, Vec::new());
    for _ in 0..MOST {
        let (head, role) = actor.rsplit_once(':')?;
        let role = trim(role);
        if !may_be_role(role) {
            return None;
        }
        roles.splice(0..0, (!role.is_empty()).then_some(role));
        actor = trim(head);
        if is_actor(actor) {
            return (!actor.is_empty()).then_some((actor, roles));
        }
    }
    None
}

/// What to do about an item that is an actor with these roles.
fn help((item, actor): (&str, &str), roles: &[&str]) -> String {
    let list = list_of(actor, roles);
    match list.contains(';') {
        true => each_role(&list),
        false if item.ends_with(':') => format!("delete the `:` at the end: {}", quoted(&list)),
        false => format!("one `:` stands between an actor and its role: {}", quoted(&list)),
    }
}

/// What to do about a text in quotes that is an actor of the table, or any with a role; an actor of the table
/// is then referred to.
pub(super) fn quotes_in_table(text: &str, actors: &Actors) -> Option<String> {
    let inner = without_quotes(text);
    if inner == text {
        return None;
    }
    match resolve_in(inner, actors) {
        Resolved::Actor(row, role) if may_be_role(role) => actors.names.mark(row),
        _ => drop(role_in_quotes(text)?),
    }
    Some(no_quotes(inner))
}

/// What to do about an item in quotes that is an actor with its role. Behind a colon and a blank, a word that is
/// no known role is rather part of a name.
pub(super) fn role_in_quotes(item: &str) -> Option<String> {
    let inner = without_quotes(item);
    if inner == item || inner.contains('"') {
        return None;
    }
    let role = string_of(inner).1;
    let is_role = is_known(role) || !role.is_empty() && inner.ends_with(&format!(":{role}"));
    is_role.then(|| no_quotes(inner))
}

fn no_quotes(inner: &str) -> String {
    format!("write it without the quotes: {}", quoted(inner))
}
