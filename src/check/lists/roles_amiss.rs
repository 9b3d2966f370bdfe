//! Items of the `actors` column that are one actor whose roles are written amiss: several behind one colon or
//! behind a colon each, within quotes, before the actor, or in capitals.
//!
//! Invariant: gives what the item should be; nothing is asked of items that are read as they are meant.

use std::ops::Range;

use crate::check::actors::Actors;
use crate::check::desk::Desk;
use crate::check::finding::{Code, Finding, quoted};
use crate::check::lists::participants::{Resolved, is_known, may_be_role, resolve_in, string_of};
use crate::check::lists::separators::{self, list_of};
use crate::check::names::lookalikes::without_quotes;
use crate::model::Place;
use crate::model::cells::trim;
use crate::model::vocabulary::{ROLES, Role};

/// How many colons of an item are looked at.
const MOST: usize = 8;

/// What is said of an item that holds several roles, given the list as it should be.
pub(in crate::check) fn several_roles((item, list): (&str, &str), place: Place) -> Finding {
    let message = format!("several roles in one item: {}", quoted(item));
    Finding::new(Code::TornItem, place, message).help(each_role(list))
}

/// What to do about several roles of one actor, given the list as it should be.
pub(in crate::check) fn each_role(list: &str) -> String {
    format!("write the actor with each role: {}", quoted(list))
}

/// What to do about an item of several colons with an actor of the table before the last ones, if it is one;
/// the actor is then referred to.
pub(in crate::check) fn in_table(item: &str, actors: &Actors) -> Option<String> {
    let names = &actors.names;
    let (actor, roles) = behind(item, |head| names.row(head).is_some())?;
    names.row(actor).into_iter().for_each(|row| names.mark(row));
    Some(help((item, actor), &roles))
}

/// The same without the table, where only known roles are none of the name.
pub(in crate::check) fn without_table(item: &str) -> Option<String> {
    if role_before(item).is_some() {
        return Some(put_behind(string_of(item).0));
    }
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
pub(in crate::check) fn quotes_in_table(text: &str, actors: &Actors) -> Option<String> {
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
pub(in crate::check) fn role_in_quotes(item: &str) -> Option<String> {
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

/// Without the table, a role with a capital letter, without an actor or before it, and a colon without a role,
/// are read as a name: says so.
pub(in crate::check) fn role_in_name(
    item: &str,
    place: &dyn Fn(Range<usize>) -> Place,
    desk: &mut Desk,
) {
    let Some((head, tail)) = item.rsplit_once(':') else { return };
    let (head, tail) = (trim(head), trim(tail));
    let read_as_name = |what: &str| {
        let message = format!("{what}{} is read as a name", quoted(item));
        Finding::new(Code::NearMissRole, place(0..item.len()), message)
    };
    if let Some(help) = role_in_quotes(item) {
        return desk.put(read_as_name("").help(help));
    }
    if tail.is_empty() {
        let finding = read_as_name("no role behind the colon; ");
        return desk.put(finding.help(WRITE_A_ROLE));
    }
    if head.is_empty() {
        let finding = read_as_name("a role without an actor; ");
        return desk.put(finding.help("write an actor before the `:`"));
    }
    let (part, help) = match (in_words(tail), role_before(item)) {
        (Some(role), _) if role.name == tail.to_lowercase() => {
            (tail, format!("a role is written in small letters: `{}`", role.name))
        }
        (Some(role), _) => (tail, format!("this role is written `{}`", role.name)),
        (None, Some((before, ..))) => (before, put_behind(item)),
        (None, None) if is_without_case(tail) => (tail, IN_SMALL_LETTERS.to_string()),
        (None, None) => return,
    };
    let start = if part == tail { item.len() - tail.len() } else { 0 };
    let message = format!("{} is read as part of the name", quoted(part));
    let place = place(start..start + part.len());
    desk.put(Finding::new(Code::NearMissRole, place, message).help(help));
}

/// With the table, a colon behind an actor and no role behind that: says so.
pub(in crate::check) fn no_role(
    item: &str,
    actors: &Actors,
    place: &dyn Fn(Range<usize>) -> Place,
    desk: &mut Desk,
) {
    if item.ends_with(':') && actors.names.row(item).is_none() {
        let message = format!("no role behind the colon: {}", quoted(item));
        let finding = Finding::new(Code::NearMissRole, place(0..item.len()), message);
        desk.put(finding.help(WRITE_A_ROLE));
    }
}

/// What to do about a colon without a role.
const WRITE_A_ROLE: &str = "write a role behind the `:`, or delete it";

/// The known role that some words are, in capitals or not: `By phone`.
fn in_words(text: &str) -> Option<&'static Role> {
    let word = text.to_lowercase().replace([' ', '_'], "-");
    ROLES.iter().find(|role| role.name == word)
}

/// What to do about an actor behind its role, if a text is one: `Host: Ada Lee`; an actor of the table is
/// then referred to.
pub(in crate::check) fn behind_role(text: &str, actors: &Actors) -> Option<String> {
    let (_, actor, _) = role_before(text)?;
    actors.names.row(actor).into_iter().for_each(|row| actors.names.mark(row));
    Some(put_behind(text))
}

/// What to do about a known role in brackets, or behind a dash or comma, if one stands so behind an actor of the
/// table: `Ann Lee (host)`. The actor is then referred to.
pub(in crate::check) fn role_without_colon(text: &str, actors: &Actors) -> Option<String> {
    let inner = text.strip_suffix([')', ']']);
    let (name, role) = match inner {
        Some(inner) => inner.rsplit_once(['(', '['])?,
        None => [" - ", " – ", " — ", ","].iter().find_map(|sign| text.rsplit_once(sign))?,
    };
    let (name, role) = (trim(name), in_words(trim(role))?);
    actors.names.mark(actors.names.row(name)?);
    Some(format!("a role stands behind a colon: {}", quoted(&format!("{name}:{}", role.name))))
}

/// A known role at the beginning of a text, as it is written, the actor behind it, and the item they should be.
fn role_before(text: &str) -> Option<(&str, &str, String)> {
    let (before, actor) = text.split_once(':')?;
    let (before, actor) = (trim(before), trim(actor));
    let role = in_words(before).filter(|_| !actor.is_empty())?;
    Some((before, actor, format!("{actor}:{}", role.name)))
}

/// What to do about a text that begins with a role: it may be several actors, each behind its own.
fn put_behind(text: &str) -> String {
    let item = |text| role_before(text).map(|(.., item)| item);
    let items: Option<Vec<String>> = separators::all_pieces(text).map(item).collect();
    let list = items.map(|items| items.join(";")).or_else(|| item(text)).unwrap_or_default();
    format!(
        "a role stands behind the actor: {}; a name with a colon needs a row in actors.csv",
        quoted(&list)
    )
}

/// Whether a text is a word of a script that has no small letters.
fn is_without_case(text: &str) -> bool {
    text.chars().all(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase())
}

/// What to do about a role in letters that are neither small nor capital.
const IN_SMALL_LETTERS: &str = "a role is a word in small letters; one in letters of another kind is read where all \
                                actors have rows in an actors.csv";
