//! The `actors` column: items to actors and roles.
//!
//! Invariant: an item is tried whole before it is split at its last `:`.

use std::borrow::Cow;
use std::ops::Range;

use crate::check::actors::Actors;
use crate::check::desk::Desk;
use crate::check::events::EventRows;
use crate::check::finding::{Code, Finding, Remedy, quoted};
use crate::check::ids::same_event_key;
use crate::check::lists::List;
use crate::check::lists::roles_amiss;
use crate::check::lists::separators::{self, SEPARATE, SEPARATE_OR, Sign};
use crate::check::lists::torn::{self, Torn};
use crate::check::names::typing_slip::slip;
use crate::check::names::unicode::nfc;
use crate::check::names::{Found, Names};
use crate::check::placeholder::{self, is_placeholder};
use crate::check::tables::Meant;
use crate::model::cells::{is_hidden, trim};
use crate::model::lookup::IdKey;
use crate::model::vocabulary::{ROLES, known_role};
use crate::model::{Field, Participation, Place, Table};
use crate::read::Record;

/// Reads the column, item by item; gives what makes it the same as another one.
pub(in crate::check) fn read(
    record: &Record,
    events: &mut EventRows,
    actors: &Actors,
    desk: &mut Desk,
) -> u64 {
    let mut like = 0_u64;
    let list = List::of(record, Field::Actors);
    let mut skip = 0;
    let (mut torn, mut is_behind_role) = (Torn::of(Table::Actors), false);
    for span in list.items() {
        let item = &list.value[span.clone()];
        if skip > 0 {
            skip -= 1;
            like = like.wrapping_add(same_event_key::actor_in(item, ""));
            continue;
        }
        desk.tally.participations += 1;
        let place = |part: Range<usize>| {
            record.place(list.in_file(span.start + part.start..span.start + part.end))
        };
        // The colon may also be one of an address.
        let heads = || item.rsplit_once(':').map(|(head, _)| trim(head)).into_iter().chain([item]);
        let is_nobody = |text: &&str| is_placeholder(text, trim(&list.value) == item);
        if !actors.table
            && let Some(nobody) = heads().find(is_nobody)
        {
            desk.put(placeholder::finding(nobody, place(0..nobody.len())));
            like = like.wrapping_add(same_event_key::actor_in(item, ""));
            continue;
        }
        match resolve(item, actors, events) {
            Resolved::Actor(actor, role) => {
                if actors.table {
                    actors.names.mark(actor);
                    roles_amiss::no_role(item, actors, &place, desk);
                }
                if !actors.table {
                    torn.look((&list.value, span.clone()), &place, desk);
                    colon_in_name((item, role), &place, desk);
                    if is_behind_role && is_known(item) {
                        let message = format!("{} is a role, and read as an actor", quoted(item));
                        let finding =
                            Finding::new(Code::NearMissRole, place(0..item.len()), message);
                        desk.put(finding.help(behind_actor(item)));
                    }
                    is_behind_role = !role.is_empty();
                }
                let id = match actors.table {
                    true => actors.names.rows[actor as usize].0,
                    false => &events.actors.list[actor as usize],
                };
                like = like.wrapping_add(same_event_key::actor_in(id, role));
                let role = self::role((role, item), (events, &actors.names), (&place, desk));
                events.participations.push(Participation { actor, role });
            }
            Resolved::Not(text, found) => {
                like = like.wrapping_add(same_event_key::actor_in(item, ""));
                match cut(actors, &list.value[span.start..], place(0..item.len()), desk) {
                    Some(taken) => skip = taken - 1,
                    None => unknown(actors, (text, item), found, (place(0..text.len()), desk)),
                }
            }
        }
    }
    like
}

pub(in crate::check) enum Resolved<'i> {
    /// An actor and its role; blank where none is written.
    Actor(u32, &'i str),
    /// What could not be resolved, and how.
    Not(&'i str, Found<'i>),
}

/// Whole first (id, name, alias), then the part before the last `:`.
fn resolve<'i>(item: &'i str, actors: &'i Actors, events: &mut EventRows) -> Resolved<'i> {
    if !actors.table {
        let (name, role) = string_of(item);
        return Resolved::Actor(events.actors.number(&nfc(Cow::Borrowed(name))), role);
    }
    resolve_in(item, actors)
}

/// The same with the table.
pub(in crate::check) fn resolve_in<'i>(item: &'i str, actors: &'i Actors) -> Resolved<'i> {
    let colon = memchr::memrchr(b':', item.as_bytes());
    let halves = colon.map(|n| (trim(&item[..n]), trim(&item[n + 1..])));
    let whole = match halves {
        Some(_) if !actors.names.may_hold(b':') => Found::Nothing,
        _ => actors.names.find(item),
    };
    match (whole, halves) {
        (Found::Row(row), _) => Resolved::Actor(row, ""),
        (Found::Nothing, Some((head, role))) => match actors.names.find(head) {
            Found::Row(row) => Resolved::Actor(row, role),
            Found::Nothing if !head.is_empty() && !may_be_role(role) => Resolved::Not(item, whole),
            found => Resolved::Not(head, found),
        },
        (found, _) => Resolved::Not(item, found),
    }
}

/// Without the table: the string that is the actor, and its role, which is one only in small letters.
pub(crate) fn string_of(item: &str) -> (&str, &str) {
    let halves = item.rsplit_once(':').map(|(head, role)| (trim(head), trim(role)));
    let is_split =
        |(head, role): &(&str, &str)| !head.is_empty() && !role.is_empty() && is_role(role);
    halves.filter(is_split).unwrap_or((item, ""))
}

/// Whether a word is a role that annals knows.
pub(in crate::check) fn is_known(word: &str) -> bool {
    known_role(word).is_some()
}

/// Whether what stands behind a colon and nobody known is a role, and no part of a name or an address.
pub(crate) fn is_role(tail: &str) -> bool {
    // An accent may be a letter of its own.
    let is_of_role =
        |c: char| c.is_lowercase() || matches!(c, '-' | '\u{300}'..='\u{36f}') || is_hidden(c);
    tail.chars().all(is_of_role)
}

/// The same with the table: nothing at all is one that is left out, and capitals make no known one another.
pub(in crate::check) fn may_be_role(tail: &str) -> bool {
    is_role(tail) || ROLES.iter().any(|role| role.name == tail.to_lowercase())
}

/// Without the table, what stands before the role is a name, whatever colons it holds: says so where they
/// stand before a role or between several actors.
fn colon_in_name(
    (item, role): (&str, &str),
    place: &dyn Fn(Range<usize>) -> Place,
    desk: &mut Desk,
) {
    let Some(colon) = memchr::memchr(b':', item.as_bytes()) else { return };
    if let Some(list) = separators::actor_in_roles(item) {
        return desk.put(roles_amiss::several_roles((item, &list), place(0..item.len())));
    }
    if separators::is_several_in_roles(item) {
        let message = format!("several actors in one item: {}", quoted(item));
        let finding = Finding::new(Code::TornItem, place(0..item.len()), message);
        return desk.put(finding.help(SEPARATE));
    }
    if role.is_empty() {
        return roles_amiss::role_in_name(item, place, desk);
    }
    let name = string_of(item).0;
    if colon < name.len()
        && let Some(help) = roles_amiss::without_table(item)
    {
        let message = format!("{} is read as a name", quoted(name));
        desk.put(Finding::new(Code::NearMissRole, place(0..name.len()), message).help(help));
    }
}

/// A name that holds the separator: says so and gives how many items it takes.
fn cut(actors: &Actors, list: &str, place: Place, desk: &mut Desk) -> Option<usize> {
    let (name, row, taken) = actors.names.cut(list)?;
    let id = actors.names.rows[row as usize].0;
    let message =
        format!("the name {} holds `;`, which separates the items of a list", quoted(name));
    desk.put(
        Finding::new(Code::CutName, place, message).help(format!("refer to it by its id: `{id}`")),
    );
    actors.names.mark(row);
    Some(taken)
}

/// Says that a reference means nobody, or several; the text may be a part of the item.
pub(in crate::check) fn unknown(
    actors: &Actors,
    (text, item): (&str, &str),
    found: Found,
    (place, desk): (Place, &mut Desk),
) {
    match found {
        Found::Ambiguous(shared) => {
            let ids = actors.names.mark_shared(shared);
            let message = format!("{} is a name of several actors: {ids}", quoted(text));
            desk.put(
                Finding::new(Code::AmbiguousName, place, message).help("refer to one by its id"),
            );
        }
        Found::Nothing if !actors.names.file_refused => {
            nobody(actors, (text, item), (place, desk));
        }
        _ => {}
    }
}

/// Says that a reference means nobody, and why that may be.
fn nobody(actors: &Actors, (text, item): (&str, &str), (place, desk): (Place, &mut Desk)) {
    if text.is_empty() {
        let finding = Finding::new(Code::UnknownActor, place, "a role without an actor");
        return desk.put(finding.help("write an actor before the `:`"));
    }
    let message = format!("unknown actor {}", quoted(text));
    let finding = Finding::new(Code::UnknownActor, place, message);
    if is_placeholder(text, true) {
        return desk.put(finding.help(placeholder::help(text)));
    }
    if is_known(text) {
        return desk.put(finding.help(behind_actor(text)));
    }
    if let Some(list) = separators::actor_in_roles(item) {
        return desk.put(finding.help(roles_amiss::each_role(&list)));
    }
    let head = text.rsplit_once(':').map_or("", |(head, _)| trim(head));
    let several = [text, head].iter().find_map(|text| actors.names.several(text));
    if several.is_some() || separators::is_several_in_roles(item) {
        let help = match several {
            Some(_) => SEPARATE_OR,
            None => SEPARATE,
        };
        several.into_iter().for_each(|rows| actors.names.mark_all(&rows));
        return desk.put(finding.help(help));
    }
    let help =
        roles_amiss::quotes_in_table(text, actors).or_else(|| roles_amiss::in_table(item, actors));
    if let Some(help) = help {
        return desk.put(finding.help(help));
    }
    if let Some((head, _)) = text.split_once(':')
        && let Found::Row(row) = actors.names.find(trim(head))
    {
        actors.names.mark(row);
        return desk.put(finding.help(ONE_ROLE));
    }
    let help = roles_amiss::behind_role(text, actors)
        .or_else(|| roles_amiss::role_without_colon(text, actors));
    if let Some(help) = help {
        return desk.put(finding.help(help));
    }
    let torn = torn::cut_sign(text).map(|_| torn::SIGN_ITSELF);
    let finding = match torn.or(separators::sign(text).map(Sign::help)) {
        Some(help) => finding.help(help),
        None => finding.remedy(Remedy::AddActor, ADD_ACTOR),
    };
    desk.unknown(finding, (Table::Actors, text));
    if !head.is_empty() {
        desk.or_part((Table::Actors, head)); // `Vladimir Putim:Envoy` is Putin in a role
    }
}

/// What to do about somebody who is not there, where nothing else is likely.
const ADD_ACTOR: &str = "add a row to actors.csv, write it among the `aliases` of one there, or mend \
                                    the reference";

/// What to do about a role that stands alone.
fn behind_actor(role: &str) -> String {
    format!("`{role}` is a role, which stands behind the actor: `actor:{role}`")
}

/// What to do about several colons behind an actor.
const ONE_ROLE: &str =
    "one role stands behind an actor; a name with a colon needs a row in actors.csv";

type Spot<'s, 'd> = (&'s dyn Fn(Range<usize>) -> Place, &'d mut Desk);

/// The number of a role, if there is nothing to say of it.
pub(in crate::check) fn plain_role(
    role: (IdKey, &str),
    (events, names): (&mut EventRows, &Names),
) -> Option<u32> {
    let (number, meant) = events.roles.number_of(role, |word| near_known(word, names));
    meant.is_none().then_some(number)
}

/// What an unknown role probably is.
fn near_known(word: &str, names: &Names) -> Option<Meant> {
    if is_known(word) {
        return None;
    }
    if separators::actor_in_role(word, names).is_some() {
        return Some(Meant::Actor);
    }
    if separators::with_each_role("", word).is_some() {
        return Some(Meant::Roles);
    }
    let known = slip(word, ROLES.iter().map(|r| r.name)).map(Meant::Known);
    known.or_else(|| separators::is_of_name(word).then_some(Meant::OfName))
}

/// The number of the role of an item; says so where it is nearly a known one, or holds an actor.
fn role(
    (role, item): (&str, &str),
    (events, names): (&mut EventRows, &Names),
    (place, desk): Spot,
) -> u32 {
    if role.is_empty() {
        return 0;
    }
    let (number, meant) = events.roles.number_or_meant(role, |word| near_known(word, names));
    let told = |message: String| {
        let place = place(item.len() - role.len()..item.len());
        Finding::new(Code::NearMissRole, place, message)
    };
    match meant {
        Some(Meant::Actor) => {
            separators::mark_actors(role, names);
            let message = match separators::actor_in_role(role, names) {
                Some(actor) if actor != role => {
                    format!(
                        "{} is read as a role, and holds an actor: {}",
                        quoted(role),
                        quoted(actor)
                    )
                }
                _ => format!("{} is read as a role, and is an actor", quoted(role)),
            };
            desk.put(told(message).help(SEPARATE));
        }
        Some(Meant::Roles) => {
            let actor = item.rsplit_once(':').map_or("", |(actor, _)| trim(actor));
            let list = separators::with_each_role(actor, role).unwrap_or_default();
            desk.put(roles_amiss::several_roles((item, &list), place(0..item.len())));
        }
        Some(Meant::OfName) => {
            let message = format!("{} is read as a role; is it part of a name?", quoted(role));
            let help = "an actor with a colon in its name needs a row in actors.csv; a role is a word or two \
                        in small letters";
            desk.put(told(message).help(help));
        }
        Some(Meant::Known(meant)) => {
            desk.put(told(format!("unknown role {}; is `{meant}` meant?", quoted(role))));
        }
        Some(Meant::Nothing) | None => {}
    }
    number
}
