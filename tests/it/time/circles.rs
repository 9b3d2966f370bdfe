//! Circles of links and contradictions with `seq`: certain ones first, each with what it needs and no
//! more, whatever the ids.

use annals::check::{self, Checked, Code};
use annals::model::Dataset;
use annals::model::time::{Order, Side, Statement};
use annals::read;

use super::alarms;
use super::folder::Random;
use crate::support::Sandbox;

#[test]
fn a_doubtful_link_hides_no_circle_of_certain_ones() {
    let events = "id,date,title,after,part_of\na,,The vote,b,\nb,,The talks,c,\nc,,The report,a,\n\
                  z,,Comes second,a,\nY,,Comes third,z,\n";
    for doubtful in ["b,after,a,perhaps", "c,part-of,a,likely", "a,before,b,likely"] {
        let links = format!("event,relation,other,certainty\n{doubtful}\n");
        let sandbox = Sandbox::new().csv("events", events).csv("event_links", &links);
        let check = sandbox.run(["check"]).code(1).stdout_has("1 error,");
        let _ = check.stdout_has("a comes after b, which comes after c, which comes after a\n");
        let told = sandbox.run(["timeline", "--brief"]).code(0).output();
        assert!(told.find("Comes second") < told.find("Comes third"), "{told}");
    }
}

#[test]
fn a_circle_names_no_link_that_it_passes_by() {
    let header = "id,date,title,after,part_of\n";
    let rows = "a,,The vote,c,\nb,,The talks,a,\nc,,The report,b,\n";
    for id in ["A0", "d"] {
        let events = format!("{header}{id},,A remark at the vote,,a\n{rows}");
        let sandbox = Sandbox::new().csv("events", &events);
        let check = sandbox.run(["check"]).code(1).stdout_has("1 error,");
        let _ = check.stdout_has("a comes after c, which comes after b, which comes after a\n");
        let events = format!("{header}{id},,A remark at the vote,,\n{rows}");
        let links = format!("event,relation,other,certainty\n{id},part-of,a,likely\n");
        let sandbox = Sandbox::new().csv("events", &events).csv("event_links", &links);
        sandbox.run(["check"]).code(1).stdout_has("1 error, 0 warnings");
    }
}

#[test]
fn a_contradiction_with_seq_names_the_dates_on_which_it_rests() {
    for dinner in ["a", "zz"] {
        let events = format!(
            "id,date,title,after,seq\nx,2025-02,The vote,,\nz,2025-01-01,The talks,x,1\n\
             {dinner},2025-01-01,The dinner,,2\n"
        );
        let sandbox = Sandbox::new().csv("events", &events);
        let check = sandbox.run(["check"]).code(1).stdout_has("1 error,");
        let _ = check.stdout_has(
            "x is dated February 2025, z is dated 1 January 2025 and z comes after x\n",
        );
        let doubtful = events.replace("z,2025-01-01,The talks", "z,2025-01-01?,The talks");
        let sandbox = Sandbox::new().csv("events", &doubtful);
        sandbox.run(["check"]).code(0).stdout_has("0 errors, 1 warning,");
    }
    let night = "id,date,title,after,seq\na,2025-01-01T08:37,Breakfast,,3\nd,,Later,b,\n\
                 b,2025-01-01T21:24,Dinner,,1\nc,2025-01-01T02:35,Night call,,2\n";
    let check = Sandbox::new().csv("events", night).run(["check"]).code(1).stdout_has("1 error,");
    let _ = check.stdout_has(
        "b is dated 1 January 2025, 21:24, c is dated 1 January 2025, 02:35 and b comes before c by `seq`\n",
    );
}

#[test]
fn what_stands_between_two_others_by_seq_is_not_named() {
    let day = |rows: &str| {
        let events = format!("id,date,title,seq,after\n{rows}");
        Sandbox::new().csv("events", &events).run(["check"]).code(1).stdout_has("1 error,")
    };
    for c in ["c", "Z"] {
        let circle = day(&format!(
            "b,2025-01-01,B,1,a\n{c},2025-01-01,C,2,\nd,2025-01-01,D,3,\na,2025-01-01,A,4,\n"
        ));
        let circle = circle.stdout_has(" by `seq` after b").stdout_has("; a is dated");
        let _ = circle.stdout_has("circle: ").stdout_lacks("events.csv:3:");
    }
    let dates =
        day("b,2025-01-01,B,1,x\nc,2025-01-01,C,2,\na,2025-01-01,A,3,\ny,2025-01-01T09:00,Y,,a\n\
                     x,2025-01-01T10:00,X,,\n");
    let dates = dates.stdout_has("b comes before a by `seq`").stdout_lacks("c is dated");
    let _ = dates.stdout_lacks("events.csv:3:");
    // Where the date of the one between says when it was, it is named.
    let named = day("b,2025-01-01,B,1,x\nc,2025-01-01T09:00,C,2,\na,2025-01-01,A,3,\n\
                     x,2025-01-01T10:00,X,,\n");
    let _ = named.stdout_has("b comes before c by `seq`");
}

/// An event: id, date, `seq`.
type Row = (String, &'static str, &'static str);

/// A link: event, relation, other, certainty.
type Linked = (String, &'static str, String, &'static str);

const RELATIONS: [&str; 4] = ["after", "after", "before", "part-of"];

/// A small folder of events and links, some of them doubtful.
#[derive(Clone, Debug)]
struct Small {
    rows: Vec<Row>,
    links: Vec<Linked>,
}

impl Small {
    /// `dates` to choose from; events of the first two have a `seq`.
    fn any(dates: &[&'static str], random: &mut Random) -> Small {
        let mut ids: Vec<String> = ["A", "b", "C", "d", "E"].map(String::from).to_vec();
        let row = |n: u64, random: &mut Random| {
            let id = ids.remove(random.below(ids.len() as u64) as usize);
            match n {
                0 => (id, dates[0], "1"),
                1 => (id, dates[1], "2"),
                _ => (id, dates[random.below(dates.len() as u64) as usize], ""),
            }
        };
        let mut row = row;
        let rows: Vec<Row> = (0..5).map(|n| row(n, random)).collect();
        let mut small = Small { rows, links: Vec::new() };
        (0..2 + random.below(5)).for_each(|_| small.link("", random));
        small
    }

    fn link(&mut self, certainty: &'static str, random: &mut Random) {
        let mut id = || self.rows[random.below(5) as usize].0.clone();
        let (one, other) = (id(), id());
        if one != other {
            let relation = RELATIONS[random.below(4) as usize];
            self.links.push((one, relation, other, certainty));
        }
    }

    fn checked(&self) -> Checked {
        let mut events = "id,date,title,seq\n".to_string();
        self.rows.iter().for_each(|(id, date, seq)| events += &format!("{id},{date},T,{seq}\n"));
        let mut links = "event,relation,other,certainty\n".to_string();
        for (one, relation, other, certainty) in &self.links {
            links += &format!("{one},{relation},{other},{certainty}\n");
        }
        check::dataset(read::texts(&[("events.csv", &events), ("event_links.csv", &links)]))
    }

    /// What some statements say, and nothing else.
    fn only(&self, dataset: &Dataset, statements: &[Statement]) -> Small {
        let mut small = self.clone();
        let is = |event: u32, id: &String| dataset.event_id(event) == id;
        for (id, date, seq) in &mut small.rows {
            let has_date = |s: &Statement| matches!(s.whole(), Statement::Date(e) if is(e, id));
            let has_seq =
                |s: &Statement| matches!(s, Statement::Seq(a, b) if is(*a, id) || is(*b, id));
            *date = if statements.iter().any(has_date) { *date } else { "" };
            *seq = if statements.iter().any(has_seq) { *seq } else { "" };
        }
        small.links.retain(|(one, relation, other, certainty)| {
            let is_said = |s: &Statement| {
                let Statement::Link(number) = s else { return false };
                let link = &dataset.links[*number as usize];
                is(link.event, one)
                    && is(link.other, other)
                    && link.relation.name() == *relation
                    && link.doubtful != certainty.is_empty()
            };
            statements.iter().any(is_said)
        });
        small
    }
}

const DATES: [&str; 6] =
    ["2025-01-01", "2025-01-01", "2025-02", "2025-01-01/2025-01-02", "[..2025-01-01]", ""];
const DOUBTFUL: [&str; 4] = ["2025-01-01?", "2025-01-01", "2025-02~", "2025-01-01T12:00"];
const TIMES: [&str; 5] =
    ["2025-01-01T12:00", "2025-01-01", "2025-01-01T10:00", "2025-01-01T10:00", ""];
const CLASH: [&str; 4] = ["2025-01-01T12:00", "2025-01-01T10:00", "2025-01-01", ""];

/// Small folders of all kinds.
fn folders() -> impl Iterator<Item = (Small, Random)> {
    (0..600).map(|seed| {
        let mut random = Random(seed ^ 0xc1_7c1e);
        let dates: &[&str] =
            [&DATES[..], &DOUBTFUL, &TIMES, &CLASH, &["", "2025"]][seed as usize % 5];
        (Small::any(dates, &mut random), random)
    })
}

#[test]
fn a_doubtful_row_takes_no_error_away() {
    let errors = |small: &Small| {
        let found = small.checked();
        let is_error = |code| matches!(code, Code::Contradiction | Code::RelationLoop);
        found.findings.iter().filter(|finding| is_error(finding.code)).count()
    };
    let mut any = 0;
    for (small, mut random) in folders() {
        let before = errors(&small);
        let mut more = small.clone();
        more.link("perhaps", &mut random);
        more.link("perhaps", &mut random);
        assert!(errors(&more) >= before, "{small:?} {more:?}");
        any += before;
    }
    assert!(any > 100, "{any} errors");
}

#[test]
fn each_row_of_a_contradiction_is_needed_for_it() {
    let (mut circles, mut with_seq) = (0, 0);
    for (small, mut random) in folders() {
        let mut small = small;
        small.link("perhaps", &mut random);
        let found = small.checked();
        let Some(time) = &found.dataset.time else { continue };
        for contradiction in &time.contradictions {
            let all = &contradiction.statements;
            // A circle of `seq` rests on the days of its rows, which it does not name.
            let by_seq = all.iter().any(|s| matches!(s, Statement::Seq(..)));
            if contradiction.is_loop && by_seq {
                continue;
            }
            assert!(!alarms(&small.only(&found.dataset, all).checked()).is_empty(), "{small:?}");
            for without in all {
                let left: Vec<Statement> = all.iter().filter(|s| *s != without).copied().collect();
                let alarms = alarms(&small.only(&found.dataset, &left).checked());
                assert!(alarms.is_empty(), "{small:?} {all:?} without {without:?}: {alarms:?}");
            }
            circles += usize::from(contradiction.is_loop);
            with_seq += usize::from(by_seq);
        }
    }
    assert!(circles > 50 && with_seq > 10, "{circles} circles, {with_seq} with `seq`");
}

#[test]
fn of_two_events_one_at_most_comes_first() {
    for (small, mut random) in folders() {
        let mut small = small;
        (0..2).for_each(|_| small.link("perhaps", &mut random));
        let data = small.checked().dataset;
        let events: Vec<u32> = (0..5).collect();
        let answer =
            |one: u32, other: u32| Side::of(&data, one, &events).unwrap().to(&data, other).order;
        for (one, other) in (0..5).flat_map(|one| (0..one).map(move |other| (one, other))) {
            let both = (answer(one, other), answer(other, one));
            assert_ne!(both, (Order::Before, Order::Before), "{small:?} {one} {other}");
            assert_eq!(both.0 == Order::Before, both.1 == Order::After, "{small:?} {one} {other}");
        }
    }
}
