//! Distinct places, from the cells of all events: several events at a time, each name once.
//!
//! Invariant: places are sorted by name and stand for their first event, whatever the number of cores.

use std::borrow::Cow;

use crate::model::lookup::Lookup;
use crate::model::scan::{Scanner, pair};
use crate::model::{Dataset, Field};
use crate::read::chunks::cores;

/// Events for which another core is worth while.
const MANY: usize = 10_000;

/// The number of an event without a place.
pub(super) const NOWHERE: u32 = u32::MAX;

/// The places of some events in a row: names with their first event, and for each event the number
/// of its place among them.
struct Named {
    names: Vec<(String, u32)>,
    of: Vec<u32>,
}

/// Distinct places by name, each as the first event there; and the place of each event.
pub(super) fn places(dataset: &Dataset) -> (Vec<u32>, Vec<u32>) {
    let count = dataset.events.len();
    let share = count.div_ceil(cores()).max(MANY);
    let mut parts: Vec<Named> = std::thread::scope(|scope| {
        let rest = (share..count).step_by(share).map(|from| from..(from + share).min(count));
        let start = |range| scope.spawn(move || named(dataset, range));
        let rest: Vec<_> = rest.map(start).collect();
        let mut parts = vec![named(dataset, 0..share.min(count))];
        parts.extend(rest.into_iter().filter_map(|thread| thread.join().ok()));
        parts
    });
    let mut all: Vec<(&str, u32)> = Vec::new();
    all.extend(
        parts.iter().flat_map(|part| &part.names).map(|(name, event)| (name.as_str(), *event)),
    );
    all.sort_unstable();
    all.dedup_by_key(|(name, _)| *name);
    let number = |name: &str| all.binary_search_by(|(other, _)| (*other).cmp(name)).ok();
    let number = |(name, _): &(String, u32)| number(name).map_or(NOWHERE, |n| n as u32);
    let numbers: Vec<Vec<u32>> =
        parts.iter().map(|part| part.names.iter().map(number).collect()).collect();
    let places = all.into_iter().map(|(_, event)| event).collect();
    let mut place_of = Vec::with_capacity(count);
    for (part, numbers) in parts.drain(..).zip(numbers) {
        let number = |place: &u32| numbers.get(*place as usize).copied().unwrap_or(NOWHERE);
        place_of.extend(part.of.iter().map(number));
    }
    (places, place_of)
}

fn named(dataset: &Dataset, events: std::ops::Range<usize>) -> Named {
    let mut numbers: Lookup<String> = Lookup::default();
    let mut found = Named { names: Vec::new(), of: Vec::with_capacity(events.len()) };
    let mut cells = Vec::new();
    let mut walk: Option<(u32, Scanner, Option<usize>)> = None;
    for event in events {
        let row = dataset.events[event].row;
        let file = &dataset.files[row.file as usize];
        let (_, scanner, column) = match &mut walk {
            Some(walk) if walk.0 == row.file => walk,
            _ => walk.insert((row.file, Scanner::new(&file.text), file.fields.find(Field::Place))),
        };
        let place = column.map_or(Cow::Borrowed(""), |column| {
            if let Some(plain) = plain_cell(&file.text, row.offset as usize, column) {
                return Cow::Borrowed(plain);
            }
            scanner.record(row.offset as usize, &mut cells);
            cells.get(column).map_or(Cow::Borrowed(""), |cell| cell.value(&file.text))
        });
        let name = crate::model::cells::trim(&place);
        found.of.push(match numbers.find(name) {
            _ if name.is_empty() => NOWHERE,
            Some(number) => number,
            None => {
                let number = found.names.len() as u32;
                numbers.keep(name.to_string(), number);
                found.names.push((name.to_string(), event as u32));
                number
            }
        });
    }
    found
}

/// A cell of the record that starts at `at`, found by its commas alone; `None` where a quote or the
/// end of the record stands before the end of the cell.
fn plain_cell(text: &str, at: usize, column: usize) -> Option<&str> {
    let bytes = text.as_bytes();
    let (mut base, mut start, mut left) = (at, at, column);
    loop {
        let block = base..bytes.len().min(base + 64);
        if block.is_empty() {
            return None;
        }
        let (mut commas, quotes) = pair(bytes, block.clone(), (b',', b'"'));
        let sound = (quotes & quotes.wrapping_neg()).wrapping_sub(1);
        while commas & sound != 0 {
            let comma = base + commas.trailing_zeros() as usize;
            if left == 0 {
                let ends = memchr::memchr2(b'\n', b'\r', &bytes[at..comma]);
                return ends.is_none().then(|| &text[start..comma]);
            }
            (left, start) = (left - 1, comma + 1);
            commas &= commas - 1;
        }
        if quotes != 0 {
            return None;
        }
        base = block.end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::cells::split;

    #[test]
    fn a_plain_cell_is_that_of_the_record() {
        let long = "x".repeat(70);
        for text in [
            "a,b,c\nd,e,f\n".to_string(),
            "a,\"b,c\",d,e\n".to_string(),
            "a,b\"c,d\ne".to_string(),
            "a\r\nb,c,d".to_string(),
            "\nb,c,d".to_string(),
            format!("{long},{long},b,\"c\",d\n"),
            format!("é,{},{long}", &long[..61]),
        ] {
            let mut cells = Vec::new();
            split(&text, 0, &mut cells);
            for column in 0..5 {
                let cell = cells.get(column).map(|cell| cell.value(&text));
                if let Some(plain) = plain_cell(&text, 0, column) {
                    assert_eq!(Some(Cow::Borrowed(plain)), cell, "{text} {column}");
                }
            }
        }
        assert_eq!(plain_cell("a,b,c\n", 0, 1), Some("b"));
        assert_eq!(plain_cell(&format!("{long},{long},c,"), 0, 2), Some("c"));
    }
}
