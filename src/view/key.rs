//! Where a date stands in the chronology, as bytes: rules 1 to 5 of [`crate::view::chronology`].
//!
//! Invariant: keys compare byte by byte as the rules do, whatever the dates.

use super::team::side_by_side;
use crate::model::Dataset;
use crate::model::date::{Bound, Date};
use crate::read::chunks::cores;

/// Rules 1 to 5 of the order, as bytes that compare as the rules do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key([u8; 34]);

impl Key {
    /// The key of a date (`None`: undated) and a `seq` as written.
    pub fn new(date: Option<&Date>, seq: &str) -> Key {
        let Some((date, day)) = date.and_then(|date| Some((date, day(date)?))) else {
            return Key::of(UNDATED, 0, 0, (0, seq, 0));
        };
        let doubt = u8::from(date.is_approximate()) + 2 * u8::from(date.is_uncertain());
        Key::of(DATED, day, span(date), (instant(date), seq, doubt))
    }

    /// The key of `--sort start`.
    pub(super) fn start(date: Option<&Date>) -> Key {
        match date.map(Date::earliest_start) {
            None => Key::of(UNDATED, 0, 0, (0, "", 0)),
            Some(Bound::At(second)) => Key::of(DATED, second, 0, (0, "", 0)),
            Some(_) => Key::of(DATED, i64::MIN, 0, (0, "", 0)),
        }
    }

    fn of(class: u8, day: i64, span: u64, (instant, seq, doubt): (i64, &str, u8)) -> Key {
        let mut bytes = [0; 34];
        bytes[0] = class;
        bytes[1..9].copy_from_slice(&ascending(day));
        bytes[9..17].copy_from_slice(&(!span).to_be_bytes());
        bytes[17..25].copy_from_slice(&ascending(instant));
        bytes[25..33].copy_from_slice(&seq_bytes(seq));
        bytes[33] = doubt;
        Key(bytes)
    }

    /// Of an undated event.
    pub(super) fn is_undated(&self) -> bool {
        self.0[0] != DATED
    }
}

/// Events in the order of their first second, then of their ids, by which they are numbered.
pub(super) fn by_start(dataset: &Dataset, events: &[u32]) -> Vec<u32> {
    let key = |event: &u32| {
        let start = dataset.events[*event as usize].date.map(|date| date.earliest_start());
        let second = match start {
            None => return (u64::MAX, *event),
            Some(Bound::At(second)) => second,
            Some(_) => i64::MIN,
        };
        (second as u64 ^ 1 << 63, *event) // ascends as the second does
    };
    let count = events.len().div_ceil(1 << 14).min(cores()).max(1);
    let shares: Vec<&[u32]> = events.chunks(events.len().div_ceil(count).max(1)).collect();
    let keys = side_by_side(&shares, |events| events.iter().map(key).collect::<Vec<_>>());
    // Each core sorts what lies between two bounds, of which there are as many as cores.
    let mut sample: Vec<(u64, u32)> = keys.iter().flatten().step_by(1 << 10).copied().collect();
    sample.sort_unstable();
    let bound = |n: usize| sample.get(n * sample.len() / count).copied().unwrap_or_default();
    let bounds: Vec<(u64, u32)> = (1..count).map(bound).collect();
    let ranges: Vec<usize> = (0..count).collect();
    side_by_side(&ranges, |range| {
        let here = |key: &&(u64, u32)| bounds.partition_point(|bound| bound <= *key) == *range;
        let mut keys: Vec<(u64, u32)> = keys.iter().flatten().filter(here).copied().collect();
        keys.sort_unstable();
        keys.into_iter().map(|(_, event)| event).collect::<Vec<u32>>()
    })
    .concat()
}

const DATED: u8 = 0;
const UNDATED: u8 = 1;

/// The day at which a date stands, counted from 1970-01-01: rule 1, and that of the headings.
///
/// `None` only where no bound of it is known, which no date that can be written is.
pub(super) fn day(date: &Date) -> Option<i64> {
    let day_of = |bound: Bound| match bound {
        Bound::At(second) => Some(second.div_euclid(86_400)),
        _ => None,
    };
    let (first, last) = (date.first_day(), date.last_day());
    let by_last = date.is_one_time_within() || first.is_none();
    let placed = if by_last { last.or(first) } else { first };
    placed.or(day_of(date.latest_start())).or(day_of(date.earliest_end()))
}

/// How many whole days a date may take; the most where it has no end on either side.
pub(super) fn span(date: &Date) -> u64 {
    match (date.earliest_start(), date.latest_end()) {
        (Bound::At(first), Bound::At(last)) => {
            let seconds = i128::from(last) - i128::from(first) + 1;
            u64::try_from(seconds / 86_400).unwrap_or(0)
        }
        _ => u64::MAX,
    }
}

/// The first second it may begin at; without one, the first bound there is.
fn instant(date: &Date) -> i64 {
    let bounds =
        [date.earliest_start(), date.latest_end(), date.latest_start(), date.earliest_end()];
    let second = |bound| if let Bound::At(second) = bound { Some(second) } else { None };
    bounds.into_iter().find_map(second).unwrap_or(0)
}

/// Eight bytes that compare as the number does.
fn ascending(number: i64) -> [u8; 8] {
    (number as u64 ^ (1 << 63)).to_be_bytes()
}

/// A `seq` as bytes: numbers ascending, all else after them.
fn seq_bytes(seq: &str) -> [u8; 8] {
    let number = seq.trim().parse::<f64>().ok().filter(|n| n.is_finite());
    let Some(number) = number else { return [0xff; 8] };
    let bits = (number + 0.0).to_bits();
    let flipped = if bits >> 63 == 1 { !bits } else { bits | (1 << 63) };
    flipped.to_be_bytes()
}
