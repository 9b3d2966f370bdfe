//! What those are called who stand in the actors column of an event.
//!
//! Invariant: an actor without a name is called by its id, one of several of a name by both; each is
//! named once for each item of the column, with its role.

use std::borrow::Cow;

use crate::model::vocabulary::{PARTICIPANT, ROLES};
use crate::model::{Dataset, Field, Participation};
use crate::view::namesakes::Namesakes;
use crate::view::report::Value;
use crate::view::rows::Rows;

/// Says names and roles.
pub(super) struct Named<'d> {
    dataset: &'d Dataset,
    /// Actors that were asked for and their names: of those with the same remainder the last.
    names: Vec<Option<(u32, Cow<'d, str>)>>,
    /// The row of an actor.
    row: Rows<'d>,
    /// The roles of an event, and how many have each.
    roles: Vec<(u32, usize)>,
    /// The role of those who just take part, if there are any.
    participant: Option<u32>,
    /// Whose ids are told, too.
    pub(super) alike: Namesakes,
}

/// Names that are kept: those of all actors of a curated folder, a few of a large one.
const KEPT: usize = 1 << 10;

impl<'d> Named<'d> {
    /// Before the first event.
    pub(super) fn new(dataset: &'d Dataset) -> Named<'d> {
        let participant = dataset.roles.iter().position(|role| role == PARTICIPANT);
        Named {
            dataset,
            names: Vec::new(),
            row: Rows::new(dataset),
            roles: Vec::new(),
            participant: participant.map(|role| role as u32),
            alike: Namesakes::default(),
        }
    }

    /// Names with their roles, those of one role together: `Donald Trump (caller), Vladimir Putin
    /// (callee)`; `A, B; C, D (delegates)`.
    pub(super) fn put(&mut self, participations: &[Participation], into: &mut String) {
        let dataset = self.dataset;
        let participant = self.participant;
        // The number of the role that is told; 0: none.
        let told = |p: &Participation| if Some(p.role) == participant { 0 } else { p.role };
        let mut roles = std::mem::take(&mut self.roles);
        roles.clear();
        for participation in participations {
            let role = told(participation);
            match roles.iter_mut().find(|(own, _)| *own == role) {
                Some((_, count)) => *count += 1,
                None => roles.push((role, 1)),
            }
        }
        let is_one = |(role, count): (u32, usize)| role > 0 && count == 1;
        for (n, (role, count)) in roles.iter().copied().enumerate() {
            if n > 0 {
                let both = is_one((role, count)) && is_one(roles[n - 1]);
                into.push_str(if both { ", " } else { "; " });
            }
            let own = participations.iter().filter(|p| told(p) == role);
            for (n, participation) in own.enumerate() {
                into.push_str(if n > 0 { ", " } else { "" });
                let actor = participation.actor;
                self.tell(actor, |name| into.push_str(name));
                if self.alike.has(actor) {
                    into.extend([" (", dataset.actor_id(actor), ")"]);
                }
            }
            if role > 0 {
                put_role(&dataset.roles[role as usize], count, into);
            }
        }
        self.roles = roles;
    }

    /// The same as a list of id, name and role.
    pub(super) fn value(&mut self, participations: &[Participation]) -> Value {
        let dataset = self.dataset;
        let text = |text: &str| Value::Text(text.to_string());
        let one = |participation: &Participation| {
            let mut name = Value::Null;
            self.tell(participation.actor, |told| name = text(told));
            Value::Fields(vec![
                ("id", text(dataset.actor_id(participation.actor))),
                ("name", name),
                ("role", text(dataset.role(*participation))),
            ])
        };
        Value::List(participations.iter().map(one).collect())
    }

    fn tell(&mut self, actor: u32, told: impl FnOnce(&str)) {
        if self.names.is_empty() {
            self.names.resize(self.dataset.actors.len().min(KEPT), None);
        }
        let kept = self.names.get_mut(actor as usize % KEPT);
        if let Some(Some((other, name))) = &kept
            && *other == actor
        {
            return told(name);
        }
        self.row.open(self.dataset.actors[actor as usize].row);
        let name = match self.row.trimmed(Field::Name) {
            name if name.is_empty() => Cow::Borrowed(self.dataset.actor_id(actor)),
            name => name,
        };
        told(&name);
        if let Some(kept) = kept {
            *kept = Some((actor, name));
        }
    }
}

/// A role of one or several: ` (lead delegate)`, ` (signatories)`, ` (by phone)`.
fn put_role(role: &str, count: usize, into: &mut String) {
    let is_noun = || {
        let is_known = ROLES.iter().any(|known| known.name == role);
        is_known && !matches!(role, "by-phone" | "expected" | "mentioned")
    };
    let (stem, ending) = match role.strip_suffix('y') {
        _ if count == 1 || !is_noun() => (role, ")"),
        Some(stem) => (stem, "ies)"),
        None => (role, "s)"),
    };
    into.push_str(" (");
    into.extend(stem.chars().map(|c| if c == '-' { ' ' } else { c }));
    into.push_str(ending);
}
