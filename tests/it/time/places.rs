//! Where rows of the chronology stand for their links.

use annals::model::{Dataset, Relation};
use annals::view::chronology::{Options, ordered};
use annals::view::{Chronology, Selection};

use super::checked;
use super::folder::{Folder, Random};
use crate::support::Sandbox;

/// The ids of a chronology, in its order.
fn told(events: &str) -> String {
    let sandbox = Sandbox::new().csv("events", events);
    let shown = sandbox.run(["timeline", "--format", "csv"]).code(0).output();
    let ids = shown.lines().skip(1).map(|line| line.split(',').next().unwrap_or_default());
    ids.collect::<Vec<&str>>().join(" ")
}

#[test]
fn a_midnight_that_is_a_time_is_told_as_one() {
    let told = |gap: &str, expected: &str| {
        let events = format!("id,date,title,after\nb,2025-03-10T12:00,B,\nx,,X,b+{gap}\n");
        let timeline = Sandbox::new().csv("events", &events).run(["timeline", "--brief"]).code(0);
        let _ = timeline.stdout_has(expected);
    };
    told("36h", "(begun 00:00 on 12 March 2025)  X");
    told("2d", "(begun 12 March 2025)  X");
}

#[test]
fn what_comes_after_a_whole_stands_behind_its_parts() {
    for whole in ["2025-05-07/", "2025-05-07/..", "2025-05-07/2025-05-20"] {
        let events = format!(
            "id,date,title,after,part_of\nv,{whole},Whole,,\nt,2025-05-09,Talks,,v\n\
             u,2025-05-09T10:15,A talk of them,,t\ns,2025-05,Statement,v,\n"
        );
        assert_eq!(told(&events), "v t u s", "{whole}");
    }
}

#[test]
fn undated_events_stand_in_the_order_of_their_links() {
    assert_eq!(told("id,date,title,after\na,,Second,b\nb,,First,\nc,,Other,\n"), "b c a");
    assert_eq!(told("id,date,title,after,seq\na,,2,b,1\nb,,1,,2\n"), "b a");
    // Through an undated event a link leads from one dated event to another.
    let through = "id,date,title,after\np,[..2025-05-07],P,\nq,[2025-05-01..],Q,u\nu,,U,p\n";
    assert_eq!(told(through), "p q u");
}

#[test]
fn an_undated_event_stands_at_whatever_limit_follows_for_it() {
    // Not over before 29 April.
    assert_eq!(told("id,date,title,after\na,[2025-05-02..],A,b+2d..3d\nb,,B,\n"), "b a");
    // Begun by 9 May, and not over before.
    assert_eq!(told("id,date,title,part_of\na,2025-05-09,A,z\nz,,The whole,\n"), "z a");
}

/// By the beginnings (even) and ends (odd) of events: whether links say that one is not before another.
fn closure(dataset: &Dataset) -> Vec<Vec<bool>> {
    let count = 2 * dataset.events.len();
    let mut leads = vec![vec![false; count]; count];
    (0..count).step_by(2).for_each(|begin| leads[begin][begin + 1] = true);
    for link in &dataset.links {
        let [a, b] = [link.event, link.other].map(|event| 2 * event as usize);
        match link.relation {
            Relation::After => leads[b + 1][a] = true,
            Relation::Before => leads[a + 1][b] = true,
            Relation::PartOf | Relation::During => {
                (leads[b][a], leads[a + 1][b + 1]) = (true, true);
            }
            Relation::StartsWith | Relation::EndsWith | Relation::SameDay => {}
        }
    }
    for way in 0..count {
        for from in 0..count {
            for to in 0..count {
                leads[from][to] |= leads[from][way] && leads[way][to];
            }
        }
    }
    leads
}

/// Whether an event stands under `Undated`.
fn undated(dataset: &Dataset) -> Vec<bool> {
    let chronology = Chronology::of(dataset, &Selection::all(dataset), Options::default());
    let mut undated = vec![false; dataset.events.len()];
    let order = ordered(dataset, &Selection::all(dataset), &Options::default());
    for (section, places) in chronology.sections().filter(|(s, _)| s.heading == "Undated") {
        assert_eq!(section.depth, 1);
        order[places].iter().for_each(|event| undated[*event as usize] = true);
    }
    undated
}

#[test]
fn no_event_stands_before_one_that_it_comes_after() {
    let (mut after, mut parts) = (0, 0);
    for seed in 0..super::FOLDERS {
        let folder = Folder::consistent(&mut Random(seed));
        let dataset = checked(&folder).dataset;
        let (leads, undated) = (closure(&dataset), undated(&dataset));
        let order = ordered(&dataset, &Selection::all(&dataset), &Options::default());
        for (n, early) in order.iter().enumerate() {
            for late in order[..n].iter() {
                let [a, b] = [*early, *late].map(|event| event as usize);
                let told = || format!("seed {seed}: {a} stands behind {b}\n{:?}", folder.files());
                // What stands last for want of any limit holds back nobody who has one.
                let counts = !undated[a] || undated[b];
                assert!(!counts || !leads[2 * a + 1][2 * b], "{}", told());
                let date = dataset.event_cell(*early, annals::model::Field::Date);
                let at_first_day = date.starts_with("20");
                assert!(!at_first_day || !leads[2 * a][2 * b], "{}", told());
            }
        }
        after += leads
            .iter()
            .skip(1)
            .step_by(2)
            .flat_map(|row| row.iter().step_by(2))
            .filter(|l| **l)
            .count();
        parts +=
            leads.iter().step_by(2).flat_map(|row| row.iter().step_by(2)).filter(|l| **l).count();
    }
    assert!(after > 10_000 && parts > 10_000, "{after} {parts}");
}

#[test]
fn a_seq_that_is_no_whole_number_is_not_used() {
    let day = "id,date,title,seq\na,2025-01-01,A,1.5\nb,2025-01-01,B,1\nc,2025-01-01,C,2\n";
    assert_eq!(told(day), "b c a");
}

#[test]
fn a_seq_of_many_digits_counts_to_the_last() {
    let stamps = "id,date,title,seq\na,2025-01-01,A,9007199254740993\nb,2025-01-01,B,9007199254740992\n\
                  c,2025-01-01,C,\nd,2025-01-01,D,9223372036854775807\n";
    assert_eq!(told(stamps), "b a d c");
}

#[test]
fn of_whole_days_seq_decides_before_the_first_instant() {
    let days = "id,date,title,seq\na,[2024-01-02..2024-02-01],A,2\nb,2024-02-01/2024-03-02,B,1\n\
                c,2024-02-01T10:15,C,4\nd,2024-02-01T10:00,D,5\n";
    assert_eq!(told(days), "b a d c");
}
