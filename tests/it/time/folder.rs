//! Folders made from a hidden truth, and contradictions planted in them.

use annals::model::time::Statement;
use annals::model::{Dataset, Field};

/// SplitMix64.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn below(&mut self, limit: u64) -> i64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit) as i64
    }

    fn often(&mut self, in_ten: i64) -> bool {
        self.below(10) < in_ten
    }
}

const DAY: i64 = 86_400;
/// 1 January 2025.
const FIRST: i64 = 20_089;

#[derive(Clone, Default)]
struct Event {
    id: String,
    date: String,
    after: Vec<String>,
    before: Vec<String>,
    part_of: Vec<String>,
}

/// Events and links as they are written.
#[derive(Clone, Default)]
pub(super) struct Folder {
    events: Vec<Event>,
    links: Vec<[String; 4]>,
    /// The true first and last second of each event.
    pub(super) truth: Vec<(i64, i64)>,
}

fn day(second: i64) -> String {
    annals::model::date::iso_day(second.div_euclid(DAY))
}

/// A date that holds of what was from `start` to `end`.
fn written((start, end): (i64, i64), random: &mut Random) -> String {
    if start != end {
        return match random.below(4) {
            0 => String::new(),
            1 => format!("{}/..", day(start)),
            _ => format!("{}/{}", day(start), day(end)),
        };
    }
    let (first, last) = (day(start - random.below(9) * DAY), day(start + random.below(9) * DAY));
    match random.below(12) {
        0 => String::new(),
        1 => format!("[..{last}]"),
        2 => format!("[{first}..]"),
        3 | 4 => format!("[{first}..{last}]"),
        5 => day(start)[..7].to_string(),
        6 => "2025".to_string(),
        7 => {
            let minute = start.rem_euclid(DAY) / 60;
            format!("{}T{:02}:{:02}", day(start), minute / 60, minute % 60)
        }
        8 => format!("{}~", day(start)),
        _ => day(start),
    }
}

impl Folder {
    /// A folder in which everything is true.
    pub(super) fn consistent(random: &mut Random) -> Folder {
        let mut folder = Folder::default();
        for n in 0..6 + random.below(14) as usize {
            let start = (FIRST + random.below(60)) * DAY + random.below(1440) * 60;
            let lasts = if random.often(2) { DAY + random.below(9 * 1440) * 60 } else { 0 };
            let truth = (start, start + lasts);
            let date = written(truth, random);
            folder.events.push(Event { id: format!("e{n:02}"), date, ..Event::default() });
            folder.truth.push(truth);
        }
        for _ in 0..folder.events.len() * 2 {
            let count = folder.events.len() as u64;
            let (a, b) = (random.below(count) as usize, random.below(count) as usize);
            if a != b {
                folder.relate(a, b, random);
            }
        }
        folder
    }

    /// Writes something true of two events.
    fn relate(&mut self, a: usize, b: usize, random: &mut Random) {
        let (one, two) = (self.truth[a], self.truth[b]);
        let days = |s: i64| s.div_euclid(DAY);
        let (id, other) = (self.events[a].id.clone(), self.events[b].id.clone());
        if two.1 < one.0 {
            let (apart, hours) = (days(one.0) - days(two.1), (one.0 - two.1) / 3600);
            let gap = match random.below(6) {
                0 => format!("{}d..{}d", (apart - random.below(3)).max(0), apart + random.below(3)),
                1 => format!("{apart}d"),
                2 => format!("{hours}h..{}h", hours + 1),
                3 => format!("..{}d", apart + 1),
                _ => String::new(),
            };
            let plus = if gap.is_empty() { "" } else { "+" };
            match random.below(3) {
                0 => self.events[a].after.push(format!("{other}{plus}{gap}")),
                1 => self.events[b].before.push(format!("{id}{plus}{gap}")),
                _ => self.links.push([id, "after".into(), other, gap]),
            }
        } else if two.0 <= one.0 && one.1 <= two.1 && two.0 < two.1 {
            match random.below(2) {
                0 => self.events[a].part_of.push(other),
                _ => self.links.push([id, "during".into(), other, String::new()]),
            }
        } else if days(one.0) == days(two.0) && days(one.1) == days(two.1) {
            self.links.push([id, "same-day".into(), other, String::new()]);
        } else if days(one.0) == days(two.0) {
            self.links.push([id, "starts-with".into(), other, String::new()]);
        } else if days(one.1) == days(two.1) {
            self.links.push([id, "ends-with".into(), other, String::new()]);
        }
    }

    /// Plants a contradiction on events of its own, `pN0` to `pN9`.
    pub(super) fn plant(&mut self, n: usize, random: &mut Random) {
        let length = 1 + random.below(6) as usize;
        let id = |k: usize| format!("p{n}{k}");
        let start = FIRST + random.below(300);
        let kind = random.below(4);
        let mut gaps = 0;
        for k in 0..=length {
            let mut event = Event { id: id(k), ..Event::default() };
            if k > 0 {
                let gap = random.below(4);
                gaps += gap;
                match (kind, random.below(2)) {
                    (1, _) => self.links.push([id(k), "same-day".into(), id(k - 1), String::new()]),
                    (2, _) => event.part_of.push(id(k - 1)),
                    (_, 0) => event.after.push(format!("{}+{gap}d", id(k - 1))),
                    _ => {
                        let gap = format!("{gap}d..");
                        self.links.push([id(k), "after".into(), id(k - 1), gap]);
                    }
                }
            }
            self.events.push(event);
        }
        let first = self.events.len() - length - 1;
        let last = self.events.len() - 1;
        match kind {
            0 => self.events[first].after.push(id(length)), // a circle
            1 => {
                self.events[first].date = day(start * DAY);
                self.events[last].date = day((start + 1 + random.below(9)) * DAY);
            }
            2 => {
                let end = start + random.below(9);
                self.events[first].date = format!("{}/{}", day(start * DAY), day(end * DAY));
                self.events[last].date = day((end + 1 + random.below(9)) * DAY);
            }
            _ => {
                self.events[first].date = day(start * DAY);
                self.events[last].date = day((start + gaps - 1 - random.below(9)) * DAY);
            }
        }
    }

    /// The same without a statement.
    pub(super) fn without(&self, dataset: &Dataset, statement: Statement) -> Folder {
        let mut folder = self.clone();
        match statement {
            Statement::Date(event) | Statement::Once(event) => {
                let id = dataset.event_id(event);
                let own = folder.events.iter_mut().filter(|e| e.id == id);
                own.for_each(|e| e.date.clear());
            }
            Statement::Link(n) => {
                let link = &dataset.links[n as usize];
                let (id, other) = (dataset.event_id(link.event), dataset.event_id(link.other));
                let text = dataset.text(link.text);
                if link.field == Field::Relation {
                    folder.links.retain(|l| !(l[0] == id && l[1] == text && l[2] == other));
                }
                for event in folder.events.iter_mut().filter(|e| e.id == id) {
                    match link.field {
                        Field::After => event.after.retain(|item| item != text),
                        Field::Before => event.before.retain(|item| item != text),
                        Field::PartOf => event.part_of.retain(|item| item != text),
                        _ => {}
                    }
                }
            }
            Statement::Seq(..) => unreachable!("none is written"),
        }
        folder
    }

    /// Puts rows into another order.
    pub(super) fn shuffle(&mut self, random: &mut Random) {
        fn mix<T>(rows: &mut [T], random: &mut Random) {
            (1..rows.len()).rev().for_each(|n| rows.swap(n, random.below(n as u64 + 1) as usize));
        }
        mix(&mut self.events, random);
        mix(&mut self.links, random);
    }

    /// The files.
    pub(super) fn files(&self) -> Vec<(&'static str, String)> {
        let mut events = String::from("id,date,title,after,before,part_of\n");
        for e in &self.events {
            let (after, before, part_of) =
                (e.after.join(";"), e.before.join(";"), e.part_of.join(";"));
            events.push_str(&format!("{0},{1},{0},{after},{before},{part_of}\n", e.id, e.date));
        }
        let mut links = String::from("event,relation,other,gap\n");
        self.links.iter().for_each(|link| links.push_str(&(link.join(",") + "\n")));
        vec![("events.csv", events), ("event_links.csv", links)]
    }
}
