//! Folders and tables that hold rows of their own, where no output belongs.
//!
//! Invariant: nothing is changed; what an earlier run wrote is known by its rows, each of which the data has (of
//! one file: most of them), or the graph that `build` wrote beside them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use annals::Error;
use annals::check::{self, Checked, Code};
use annals::model::{Dataset, Field, Row, Table, counted};
use annals::read::{self, Need};
use annals::write::graph_json::events_in;

use super::args::Global;
use super::build::GRAPH;

/// Refuses a folder with an event that the data does not have; where it has no events, one with such an actor
/// or source.
pub(super) fn by_others(folder: &Path, data: &Dataset) -> Result<(), Error> {
    let tables = read::tables(folder);
    if tables.iter().any(|(_, table)| *table == Table::Events) {
        let there = check::folder(read::folder(folder, &Need::EVENTS)?, &Need::EVENTS);
        let unknown = unknown_events(folder, data, &there.dataset);
        return refuse(folder, &there, ("event", unknown));
    }
    let mut texts = Vec::new();
    for (name, _) in tables {
        let path: PathBuf = folder.join(&name);
        let io = |source| Error::Io { action: "read", path: path.display().to_string(), source };
        texts.push((name, std::fs::read(&path).map_err(io)?));
    }
    let texts: Vec<(&str, &[u8])> = texts.iter().map(|(n, t)| (n.as_str(), &t[..])).collect();
    let there = check::dataset(read::contents(&texts));
    refuse(folder, &there, ("actor", unknown_actors(data, &there.dataset)))?;
    refuse(folder, &there, ("source", unknown_sources(data, &there.dataset)))
}

/// Refuses a file that is a table of a folder by its name, with an event, actor or source that the data does
/// not have, or with rows that cannot be read. One without the columns of a table is none, as lists are; one
/// with [mostly rows of the data](is_earlier) is what was written before rows were changed or deleted.
pub(super) fn file_of_others(path: &Path, global: &Global) -> Result<(), Error> {
    let home = if path.is_file() { read::homes(path).into_iter().next() } else { None };
    let Some((folder, name)) = home else { return Ok(()) };
    let io = |source| Error::Io { action: "read", path: path.display().to_string(), source };
    let text = std::fs::read(path).map_err(io)?;
    let need = match read::table_of(&name) {
        Some(Table::Events) => Need { verbatim: false, ..Need::EVENTS },
        Some(Table::Actors) => Need::ACTORS,
        _ => Need::PART,
    };
    let there = check::folder(read::contents(&[(&name, &text)]), &need);
    let is_none = |code| matches!(code, Code::MissingColumn | Code::UnusedTable);
    if there.findings.iter().any(|finding| is_none(finding.code)) {
        return Ok(());
    }
    let data = check::folder(read::folder(&global.data, &need)?, &need).dataset;
    let unknown = [
        ("event", unknown_events(&folder, &data, &there.dataset)),
        ("actor", unknown_actors(&data, &there.dataset)),
        ("source", unknown_sources(&data, &there.dataset)),
    ];
    let held = unknown.into_iter().find_map(|unknown| held(&there, unknown));
    let Some(held) = held.filter(|_| !is_earlier(&data, &there)) else { return Ok(()) };
    let path = path.display();
    let message = format!("`{path}` holds {held}; write under another name, or delete it first");
    Err(Error::Usage { message })
}

/// Whether the data has half of the rows of a table or more: events by date and title, for a number as an id says
/// little.
fn is_earlier(data: &Dataset, there: &Checked) -> bool {
    if there.tally.files.iter().any(|tally| tally.refused > 0) {
        return false;
    }
    let there = &there.dataset;
    let known = dates_and_titles(data);
    let events = there.events.len();
    let is_known = |event: &u32| known.contains(&date_and_title(there, *event));
    let others = (0..events as u32).filter(|event| !is_known(event)).count();
    let rows = events
        + there.actors.iter().filter(|actor| actor.row.is_some()).count()
        + there.sources.iter().filter(|source| source.row.is_some()).count();
    let others = others + unknown_actors(data, there).len() + unknown_sources(data, there).len();
    others * 2 <= rows
}

/// Rows by what they are called.
type Named = Vec<(Row, String)>;

/// The events that the data has neither by their id nor by date and title, nor the graph beside them.
fn unknown_events(folder: &Path, data: &Dataset, there: &Dataset) -> Named {
    let all = 0..there.events.len() as u32;
    let mut unknown: Vec<u32> =
        all.filter(|event| data.find_event(there.event_id(*event)).is_none()).collect();
    if unknown.is_empty() {
        return Vec::new();
    }
    let graph = std::fs::read_to_string(folder.join(GRAPH)).unwrap_or_default();
    let built = events_in(&graph);
    let known = dates_and_titles(data);
    unknown.retain(|event| {
        !built.contains(there.event_id(*event)) && !known.contains(&date_and_title(there, *event))
    });
    let named = |event: u32| match there.events[event as usize].written_id {
        true => there.event_id(event).to_string(),
        false => there.event_cell(event, Field::Title).into_owned(),
    };
    unknown.iter().map(|event| (there.events[*event as usize].row, named(*event))).collect()
}

fn dates_and_titles(data: &Dataset) -> BTreeSet<[String; 2]> {
    (0..data.events.len() as u32).map(|event| date_and_title(data, event)).collect()
}

/// Date and title of an event as any export writes them: line ends become LF, and one may guard formulas.
fn date_and_title(dataset: &Dataset, event: u32) -> [String; 2] {
    [Field::Date, Field::Title].map(|field| {
        let cell = dataset.event_cell(event, field);
        cell.trim_start_matches('\'').replace('\r', "")
    })
}

fn unknown_actors(data: &Dataset, there: &Dataset) -> Named {
    let rows = there.actors.iter().enumerate().filter_map(|(n, actor)| Some((n, actor.row?)));
    let named = rows.map(|(n, row)| (row, there.actor_id(n as u32).to_string()));
    named.filter(|(_, id)| data.find_actor(id).is_none()).collect()
}

fn unknown_sources(data: &Dataset, there: &Dataset) -> Named {
    let rows = there.sources.iter().enumerate().filter_map(|(n, source)| Some((n, source.row?)));
    let named = rows.map(|(n, row)| (row, there.source_id(n as u32).to_string()));
    named.filter(|(_, id)| data.find_source(id).is_none()).collect()
}

/// Refuses a folder with rows that would be lost, or with some of which nobody knows what they are.
fn refuse(folder: &Path, there: &Checked, unknown: (&str, Named)) -> Result<(), Error> {
    let Some(held) = held(there, unknown) else { return Ok(()) };
    let folder = folder.display();
    let message =
        format!("`{folder}` holds {held}; choose an empty folder, or delete its tables first");
    Err(Error::Usage { message })
}

/// What would be lost.
fn held(there: &Checked, (what, unknown): (&str, Named)) -> Option<String> {
    let mut files = there.dataset.files.iter().zip(&there.tally.files);
    Some(match unknown.iter().min_by_key(|(row, _)| (row.file, row.offset)) {
        Some((row, name)) => {
            let file = &there.dataset.files[row.file as usize].name;
            let first = if unknown.len() > 1 { ", first " } else { ", " };
            let count = counted(unknown.len(), what);
            format!("{count} not in the data{first}`{name}` ({file}:{})", row.line)
        }
        None => {
            let (file, tally) =
                files.find(|(file, tally)| file.table.is_some() && tally.refused > 0)?;
            let count = counted(tally.refused as usize, "row");
            format!("{count} that cannot be read, in `{}`", file.name)
        }
    })
}
