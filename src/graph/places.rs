//! Distinct places, from the cells of all events: several events at a time, each name once.
//!
//! Invariant: places are sorted by name and stand for their first event, whatever the number of cores.

use std::borrow::Cow;

use crate::model::lookup::Lookup;
use crate::model::scan::Scanner;
use crate::model::{Dataset, Field};
use crate::read::chunks::cores;

/// Events for which another core is worth while.
const MANY: usize = 10_000;

/// The places of some events in a row: names with their first event, and for each event the number
/// of its place among them.
struct Named {
    names: Vec<(String, u32)>,
    of: Vec<Option<u32>>,
}

/// Distinct places by name, each as the first event there; and the place of each event.
pub(super) fn places(dataset: &Dataset) -> (Vec<u32>, Vec<Option<u32>>) {
    let count = dataset.events.len();
    let share = count.div_ceil(cores()).max(MANY);
    let parts: Vec<Named> = std::thread::scope(|scope| {
        let ranges = (0..count).step_by(share).map(|from| from..(from + share).min(count));
        let start = |range| scope.spawn(move || named(dataset, range));
        let running: Vec<_> = ranges.map(start).collect();
        running.into_iter().filter_map(|thread| thread.join().ok()).collect()
    });
    let mut all: Vec<(&str, u32)> = Vec::new();
    all.extend(
        parts.iter().flat_map(|part| &part.names).map(|(name, event)| (name.as_str(), *event)),
    );
    all.sort_unstable();
    all.dedup_by_key(|(name, _)| *name);
    let number = |name: &str| all.binary_search_by(|(other, _)| (*other).cmp(name)).ok();
    let mut place_of = Vec::with_capacity(count);
    for part in &parts {
        let numbers: Vec<Option<u32>> =
            part.names.iter().map(|(name, _)| number(name).map(|n| n as u32)).collect();
        place_of.extend(part.of.iter().map(|place| place.and_then(|n| numbers[n as usize])));
    }
    (all.into_iter().map(|(_, event)| event).collect(), place_of)
}

fn named(dataset: &Dataset, events: std::ops::Range<usize>) -> Named {
    let mut numbers: Lookup<String> = Lookup::default();
    let mut found = Named { names: Vec::new(), of: Vec::with_capacity(events.len()) };
    let mut cells = Vec::new();
    let mut walk: Option<(u32, Scanner)> = None;
    for event in events {
        let row = dataset.events[event].row;
        let file = &dataset.files[row.file as usize];
        let (_, scanner) = match &mut walk {
            Some(walk) if walk.0 == row.file => walk,
            _ => walk.insert((row.file, Scanner::new(&file.text))),
        };
        let place = file.fields.find(Field::Place).and_then(|n| {
            scanner.record_to(row.offset as usize, &mut cells, n + 1);
            cells.get(n)
        });
        let value = place.map_or(Cow::Borrowed(""), |cell| cell.value(&file.text));
        let name = crate::model::cells::trim(&value);
        found.of.push((!name.is_empty()).then(|| match numbers.find(name) {
            Some(number) => number,
            None => {
                let number = found.names.len() as u32;
                numbers.keep(name.to_string(), number);
                found.names.push((name.to_string(), event as u32));
                number
            }
        }));
    }
    found
}
