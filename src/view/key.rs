//! Where a date stands in the chronology, as bytes: rules 1 to 5 of [`crate::view::chronology`].
//!
//! Invariant: keys compare byte by byte as the rules do, whatever the dates.

use crate::cores;
use crate::model::Dataset;
use crate::model::date::{Bound, Date};

/// Rules 1 to 5 of the order, as bytes that compare as the rules do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key([u8; 35]);

impl Key {
    /// The key of a date (`None`: undated) and a `seq` as written.
    pub fn new(date: Option<&Date>, seq: &str) -> Key {
        let Some(date) = date else { return Key::of(UNDATED, 0, 0, (0, seq, 0)) };
        let Some(day) = day(date) else { return Key::of(BOUNDLESS, 0, 0, (0, seq, 0)) };
        let doubt = u8::from(date.is_approximate()) + 2 * u8::from(date.is_uncertain());
        Key::of(DATED, day, span(date), (instant(date, day), seq, doubt))
    }

    /// The key of `--sort start`.
    pub(super) fn start(date: Option<&Date>) -> Key {
        match date.map(Date::earliest_start) {
            None => Key::of(UNDATED, 0, 0, (0, "", 0)),
            Some(Bound::At(second)) => Key::of(DATED, second, 0, (0, "", 0)),
            Some(_) if is_boundless(date) => Key::of(BOUNDLESS, 0, 0, (0, "", 0)),
            Some(_) => Key::of(DATED, i64::MIN, 0, (0, "", 0)),
        }
    }

    fn of(class: u8, day: i64, span: u64, (instant, seq, doubt): (i64, &str, u8)) -> Key {
        let mut bytes = [0; 35];
        bytes[0] = class;
        bytes[1..9].copy_from_slice(&ascending(day));
        bytes[9..17].copy_from_slice(&(!span).to_be_bytes());
        bytes[17..25].copy_from_slice(&ascending(instant));
        bytes[25..34].copy_from_slice(&seq_bytes(seq));
        bytes[34] = doubt;
        Key(bytes)
    }

    /// Of an event without a day.
    pub(super) fn is_undated(&self) -> bool {
        self.0[0] != DATED
    }

    /// Events of one class stand together, those without a day last in whatever order.
    pub(super) fn class(&self) -> u8 {
        self.0[0]
    }
}

/// Events in the order of their first second, then of their ids, by which they are numbered; those
/// without one first, sets that are open at both sides behind them, undated ones last.
pub(super) fn by_start(dataset: &Dataset, events: &[u32]) -> Vec<u32> {
    let count = events.len().div_ceil(1 << 14).min(cores::count()).max(1);
    let shares: Vec<&[u32]> = events.chunks(events.len().div_ceil(count).max(1)).collect();
    let starts = cores::each(&shares, |events| Starts::of(dataset, events));
    let seconds = || starts.iter().flat_map(|share| &share.dated).map(|(second, _)| *second);
    let least = seconds().min().unwrap_or_default();
    let most = seconds().max().unwrap_or_default();
    let dated = match u32::try_from(most.abs_diff(least)) {
        Ok(_) => {
            sorted(&starts, &|(second, event)| second.abs_diff(least) << 32 | u64::from(event))
        }
        Err(_) => sorted(&starts, &|(second, event)| {
            u128::from(second.abs_diff(least)) << 32 | u128::from(event)
        }),
    };
    let all = |of: fn(&Starts) -> &Vec<u32>| {
        let mut events: Vec<u32> = starts.iter().flat_map(of).copied().collect();
        events.sort_unstable();
        events
    };
    let last = [all(|share| &share.boundless), all(|share| &share.undated)].concat();
    [all(|share| &share.open), dated, last].concat()
}

/// Some events by their first second.
#[derive(Default)]
struct Starts {
    open: Vec<u32>,
    dated: Vec<(i64, u32)>,
    boundless: Vec<u32>,
    undated: Vec<u32>,
}

impl Starts {
    fn of(dataset: &Dataset, events: &[u32]) -> Starts {
        let mut starts = Starts { dated: Vec::with_capacity(events.len()), ..Starts::default() };
        for event in events.iter().copied() {
            let date = dataset.events[event as usize].date;
            match date.map(|date| date.earliest_start()) {
                Some(Bound::At(second)) => starts.dated.push((second, event)),
                Some(_) if is_boundless(date.as_ref()) => starts.boundless.push(event),
                Some(_) => starts.open.push(event),
                None => starts.undated.push(event),
            }
        }
        starts
    }
}

/// A number whose last four bytes are an event.
trait Number: Copy + Ord + Default + Send + Sync {
    fn event(self) -> u32;
}

impl Number for u64 {
    fn event(self) -> u32 {
        self as u32
    }
}

impl Number for u128 {
    fn event(self) -> u32 {
        self as u32
    }
}

/// The dated events by numbers made of second and event: each core sorts what lies between two bounds, of which there are as many as cores.
fn sorted<N: Number>(starts: &[Starts], number: &(impl Fn((i64, u32)) -> N + Sync)) -> Vec<u32> {
    let numbers = cores::each(starts, |share| {
        share.dated.iter().map(|start| number(*start)).collect::<Vec<N>>()
    });
    let mut sample: Vec<N> = numbers.iter().flatten().step_by(1 << 10).copied().collect();
    sample.sort_unstable();
    let count = numbers.len();
    let bound = |n: usize| sample.get(n * sample.len() / count).copied().unwrap_or_default();
    let bounds: Vec<N> = (1..count).map(bound).collect();
    let ranges: Vec<usize> = (0..count).collect();
    cores::each(&ranges, |range| {
        let here = |number: &&N| bounds.partition_point(|bound| bound <= *number) == *range;
        let mut numbers: Vec<N> = numbers.iter().flatten().filter(here).copied().collect();
        numbers.sort_unstable();
        numbers.into_iter().map(N::event).collect::<Vec<u32>>()
    })
    .concat()
}

/// Seconds of a day.
const DAY: i64 = 86_400;

const DATED: u8 = 0;
/// Open at both sides: `[..1984,1990..]`.
const BOUNDLESS: u8 = 1;
const UNDATED: u8 = 2;

/// The day at which a date stands, counted from 1970-01-01: rule 1, and that of the headings.
///
/// `None` where no bound of it is known: a set that is open at both sides.
pub(super) fn day(date: &Date) -> Option<i64> {
    let day_of = |bound: Bound| match bound {
        Bound::At(second) => Some(second.div_euclid(DAY)),
        _ => None,
    };
    let (first, last) = (date.first_day(), date.last_day());
    let by_last = date.is_one_time_within() || first.is_none();
    let placed = if by_last { last.or(first) } else { first };
    placed.or(day_of(date.latest_start())).or(day_of(date.earliest_end()))
}

/// Whether a date is a set that is open at both sides.
fn is_boundless(date: Option<&Date>) -> bool {
    date.is_some_and(|date| day(date).is_none())
}

/// How many whole days a date may take; the most where it has no end on either side.
pub(super) fn span(date: &Date) -> u64 {
    match (date.earliest_start(), date.latest_end()) {
        (Bound::At(first), Bound::At(last)) => {
            let seconds = i128::from(last) - i128::from(first) + 1;
            u64::try_from(seconds / i128::from(DAY)).unwrap_or(0)
        }
        _ => u64::MAX,
    }
}

/// Where a time of day is written or follows from links, the first second it may begin at, or else the
/// first bound there is; of whole days the first second of the one at which it stands.
fn instant(date: &Date, day: i64) -> i64 {
    let second = |bound| if let Bound::At(second) = bound { Some(second) } else { None };
    let firsts = [date.earliest_start(), date.earliest_end()].map(second);
    let lasts = [date.latest_end(), date.latest_start()].map(second);
    let is_of_day = |bounds: [Option<i64>; 2], second| {
        bounds.into_iter().flatten().all(|bound| bound.rem_euclid(DAY) == second)
    };
    if !date.has_time() && is_of_day(firsts, 0) && is_of_day(lasts, DAY - 1) {
        return day.saturating_mul(DAY);
    }
    let [[first, ended], [last, begun]] = [firsts, lasts];
    first.or(last).or(begun).or(ended).unwrap_or(0)
}

/// Eight bytes that compare as the number does.
fn ascending(number: i64) -> [u8; 8] {
    (number as u64 ^ (1 << 63)).to_be_bytes()
}

/// A `seq` as bytes: whole numbers ascending, all else after them.
fn seq_bytes(seq: &str) -> [u8; 9] {
    let mut bytes = [0xff; 9];
    if let Ok(number) = seq.trim().parse() {
        bytes[0] = 0;
        bytes[1..].copy_from_slice(&ascending(number));
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_by_start_are_those_of_one_comparison_after_the_other() {
        let near =
            ["2025-02-12", "2025", "../2025-02", "", "1999-12", "2025-02-12T10:15Z", "[..2025]"];
        let sets = ["2025", "\"[..1984,1990..]\"", "", "[..2025]"];
        let far = ["Y170000002", "-0043-03-15", "Y-170000002", "2025"];
        let tables = [(&near[..], 50), (&sets[..], 50), (&far[..], 50), (&near[..], 40_000)];
        for (dates, count) in tables {
            let mut text = "id,date,title\n".to_string();
            for n in 0..count {
                let date = dates[(n * n + n / 7) % dates.len()];
                text.push_str(&format!("e{n:05},{date},T\n"));
            }
            let dataset =
                crate::check::dataset(crate::read::texts(&[("events.csv", &text)])).dataset;
            let events: Vec<u32> = (0..dataset.events.len() as u32).rev().collect();
            let key =
                |event: &u32| (Key::start(dataset.events[*event as usize].date.as_ref()), *event);
            let mut plain = events.clone();
            plain.sort_by_key(key);
            assert_eq!(by_start(&dataset, &events), plain);
        }
    }
}
