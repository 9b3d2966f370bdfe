//! The `actors` column: items to actors and roles.
//!
//! Invariant: an item is tried whole before it is split at its last `:`.

use std::ops::Range;

use super::actors::Actors;
use super::desk::Desk;
use super::events::{Events, Likeness};
use super::finding::{Code, Finding};
use super::lists::List;
use super::names::Found;
use super::near::{did_you_mean, near};
use crate::model::vocabulary::ROLES;
use crate::model::{Field, Participation, Place};
use crate::read::Record;

/// Reads the column; the range is that of its participations.
pub(super) fn read<'f>(
    record: &Record<'f, '_>,
    events: &mut Events<'f>,
    (actors, likeness): (&mut Actors<'f>, &mut Likeness),
    desk: &mut Desk,
) -> Range<u32> {
    let list = List::of(record, Field::Actors);
    let start = events.participations.len() as u32;
    let spans: Vec<Range<usize>> = list.items().collect();
    let items: Vec<&str> = spans.iter().map(|s| &list.value[s.clone()]).collect();
    let mut n = 0;
    while n < items.len() {
        desk.tally.participations += 1;
        likeness.add(("actor", items[n]));
        let place = |part: Range<usize>| {
            record.place(list.in_file(spans[n].start + part.start..spans[n].start + part.end))
        };
        let (actor, role) = match resolve(items[n], actors) {
            Resolved::Actor(actor, role) => (actor, role),
            Resolved::Not(text, found) => {
                let taken = cut(actors, &items[n..], place(0..items[n].len()), desk);
                if taken == 0 {
                    unknown(actors, text, found, (place(0..text.len()), desk));
                }
                n += taken.max(1);
                continue;
            }
        };
        let role = self::role(role, items[n].len(), events, (&place, desk));
        events.participations.push(Participation { actor, role });
        n += 1;
    }
    start..events.participations.len() as u32
}

enum Resolved<'i> {
    /// An actor and its role; blank where none is written.
    Actor(u32, &'i str),
    /// What could not be resolved, and how.
    Not(&'i str, Found),
}

/// Whole first (id, name, alias), then the part before the last `:`.
fn resolve<'i>(item: &'i str, actors: &mut Actors) -> Resolved<'i> {
    let halves = item.rsplit_once(':').map(|(head, role)| (head.trim_end(), role.trim_start()));
    if !actors.table {
        let is_role = |role: &str| role.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        return match halves {
            Some((head, role)) if !head.is_empty() && !role.is_empty() && is_role(role) => {
                Resolved::Actor(actors.string(head), role)
            }
            _ => Resolved::Actor(actors.string(item), ""),
        };
    }
    let mut last = (item, actors.names.find(item));
    if let (Found::Nothing, Some((head, role))) = (&last.1, halves) {
        last = (head, actors.names.find(head));
        if let Found::Row(row) = last.1 {
            actors.used[row as usize] = true;
            return Resolved::Actor(row, role);
        }
    }
    if let Found::Row(row) = last.1 {
        actors.used[row as usize] = true;
        return Resolved::Actor(row, "");
    }
    Resolved::Not(last.0, last.1)
}

/// A name that holds the separator: says so and gives how many items it takes, else 0.
fn cut(actors: &mut Actors, items: &[&str], place: Place, desk: &mut Desk) -> usize {
    let Some((name, row, taken)) = actors.names.cut(items) else { return 0 };
    let id = actors.rows[row as usize].0;
    let message = format!("the name `{name}` holds the list separator `;`");
    desk.put(
        Finding::new(Code::CutName, place, message).help(format!("refer to it by its id: `{id}`")),
    );
    actors.used[row as usize] = true;
    taken
}

/// Says that a reference means nobody, or several.
pub(super) fn unknown(
    actors: &mut Actors,
    text: &str,
    found: Found,
    (place, desk): (Place, &mut Desk),
) {
    match found {
        Found::Ambiguous(rows) => {
            let ids: Vec<&str> = rows.iter().map(|r| actors.rows[*r as usize].0).collect();
            let message = format!("`{text}` is a name of several actors: `{}`", ids.join("`, `"));
            desk.put(
                Finding::new(Code::AmbiguousName, place, message).help("refer to one by its id"),
            );
            for row in rows {
                actors.used[row as usize] = true;
            }
        }
        Found::Nothing if !actors.names.file_refused => {
            let near = actors.names.near(text);
            for (_, row) in &near {
                actors.used[*row as usize] = true;
            }
            let names: Vec<&str> = near.iter().map(|(name, _)| name.as_str()).collect();
            let help = did_you_mean(&names)
                .unwrap_or_else(|| "add a row to actors.csv, or mend the reference".to_string());
            desk.put(
                Finding::new(Code::UnknownActor, place, format!("unknown actor `{text}`"))
                    .help(help),
            );
        }
        _ => {}
    }
}

type Spot<'s, 'd> = (&'s dyn Fn(Range<usize>) -> Place, &'d mut Desk);

/// The number of a role; says so where it is nearly a known one.
fn role(role: &str, item_length: usize, events: &mut Events, (place, desk): Spot) -> u32 {
    if role.is_empty() {
        return 0;
    }
    let near_known = |word: &str| match ROLES.iter().any(|r| r.name == word) {
        true => None,
        false => near(word, ROLES.iter().map(|r| r.name)).first().copied(),
    };
    let (number, meant) = events.roles.number_or_meant(role, near_known);
    if let Some(meant) = meant {
        let message = format!("unknown role `{role}`; is `{meant}` meant?");
        let place = place(item_length - role.len()..item_length);
        desk.put(Finding::new(Code::NearMissRole, place, message));
    }
    number
}
