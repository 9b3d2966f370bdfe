//! Folders that hold events of their own, where no output belongs.
//!
//! Invariant: nothing is changed; what `build` wrote is known by the graph beside it, what `export` wrote by its
//! events, most of which are those of the data.

use std::collections::BTreeSet;
use std::path::Path;

use annals::Error;
use annals::check;
use annals::model::{Dataset, Field, Table};
use annals::read::{self, Need};

use super::build::GRAPH;

/// Refuses a folder with events, unless `build` wrote them or they are the data's own.
pub(super) fn by_events(folder: &Path, is_own: impl FnOnce() -> bool) -> Result<(), Error> {
    let tables = read::tables(folder);
    let events = tables.iter().find(|(_, table)| *table == Table::Events);
    let Some((name, _)) = events.filter(|_| !folder.join(GRAPH).exists()) else { return Ok(()) };
    if is_own() {
        return Ok(());
    }
    let message =
        format!("`{}` holds other events, in `{name}`; choose an empty folder", folder.display());
    Err(Error::Usage { message })
}

/// Whether at least half of the rows of events in a folder are known to the data: by their id and date, or by
/// their title.
pub(super) fn known_to(dataset: &Dataset, folder: &Path) -> bool {
    let Ok(read) = read::folder(folder, &Need::EVENTS) else { return false };
    let there = check::folder(read, &Need::EVENTS);
    let is_events = |file: &usize| there.dataset.files[*file].table == Some(Table::Events);
    let files = (0..there.dataset.files.len()).filter(is_events);
    let rows: u64 = files.map(|file| there.tally.files[file].read).sum();
    let titles: BTreeSet<_> =
        dataset.events.iter().map(|event| dataset.trimmed(event.row, Field::Title)).collect();
    let is_known = |event: &u32| {
        let date = |dataset: &Dataset, event| dataset.event_cell(event, Field::Date).into_owned();
        let same = dataset.find_event(there.dataset.event_id(*event));
        same.is_some_and(|same| date(dataset, same) == date(&there.dataset, *event))
            || titles.contains(&there.dataset.event_cell(*event, Field::Title))
    };
    let known = (0..there.dataset.events.len() as u32).filter(is_known).count() as u64;
    2 * known >= rows
}
