//! What a folder says, as sorted lines: two folders that say the same have the same lines.
//!
//! Invariant: rows are known by file and record, things by their ids; order and bytes do not count.

use crate::check::Checked;
use crate::model::{Row, Table};

/// The lines of a folder, in the words of one in which an id of a table was renamed.
pub(in crate::edit) fn meaning(
    checked: &Checked,
    renamed: Option<(Table, &str, &str)>,
) -> Vec<String> {
    let dataset = &checked.dataset;
    let name = |table: Table, id: &str| match renamed {
        Some((of, old, new)) if of == table && id == old => new.to_string(),
        _ => id.to_string(),
    };
    let at = |row: Row| format!("{}:{}", dataset.files[row.file as usize].name, row.record);
    let event = |n: u32| {
        let event = &dataset.events[n as usize];
        match event.written_id {
            true => name(Table::Events, dataset.event_id(n)),
            false => at(event.row),
        }
    };
    let actor = |n: u32| name(Table::Actors, dataset.actor_id(n));
    let source = |n: u32| name(Table::Sources, dataset.source_id(n));
    let mut lines = Vec::new();
    for (n, row) in dataset.events.iter().enumerate() {
        let n = n as u32;
        let mut line = format!("{} is event {}", at(row.row), event(n));
        for p in dataset.participations_of(n) {
            line.push_str(&format!(" actor {}:{}", actor(p.actor), dataset.role(*p)));
        }
        for c in dataset.citations_of(n) {
            line.push_str(&format!(" source {}#{}", source(c.source), dataset.text(c.locator)));
        }
        lines.push(line);
    }
    for link in &dataset.links {
        lines.push(format!("{} {} {}", event(link.event), link.field.name(), event(link.other)));
    }
    lines.extend((0..dataset.actors.len() as u32).map(|n| format!("actor {}", actor(n))));
    lines.extend((0..dataset.sources.len() as u32).map(|n| format!("source {}", source(n))));
    for row in &dataset.relationships {
        let id = name(Table::Relationships, dataset.text(row.id));
        lines.push(format!(
            "{} is relationship {id} {} {}",
            at(row.row),
            actor(row.from),
            actor(row.to)
        ));
    }
    lines.sort();
    lines
}
