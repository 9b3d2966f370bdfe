//! What dates and links say of thousands of events at once.
//!
//! Invariant: sizes are asserted, never times.

use annals::model::Dataset;
use annals::model::time::{Order, Side, Statement, reason};

fn dataset(events: &str) -> Dataset {
    annals::check::dataset(annals::read::texts(&[("events.csv", events)])).dataset
}

/// A day with so many events in its morning and as many in its afternoon; `more` are rows besides.
fn day(each: usize, more: &str) -> Dataset {
    let rows = (0..each).flat_map(|n| [(n, 1), (n, 2)]);
    let row = |(n, seq)| format!("e{seq}-{n:04},2025-01-01,T,{seq},z,\n");
    let rows: String = rows.map(row).collect();
    dataset(&format!("id,date,title,seq,part_of,after\nz,2025-01-01,Z,,,\n{rows}{more}"))
}

fn event(dataset: &Dataset, id: &str) -> u32 {
    dataset.find_event(id).unwrap()
}

#[test]
fn many_events_of_a_day_before_as_many_are_not_each_held_against_each() {
    let (few, many) = (day(100, ""), day(1000, ""));
    let size = |data: &Dataset| data.time.as_ref().unwrap().by_seq().count();
    assert!(size(&many) < 11 * size(&few), "{} and {}", size(&few), size(&many));
    let (early, late) = (event(&many, "e1-0007"), event(&many, "e2-0900"));
    let side = Side::of(&many, early, &[late]).unwrap();
    let answer = side.to(&many, late);
    assert_eq!((answer.order, answer.why), (Order::Before, vec![Statement::Seq(early, late)]));
    let side = Side::of(&many, late, &[early]).unwrap();
    assert_eq!(side.to(&many, early).order, Order::After);
}

#[test]
fn a_contradiction_of_one_of_many_names_the_two_events_of_the_day() {
    let data = day(100, "x,2025-01-01,X,1,z,e2-0005\n");
    let (x, late) = (event(&data, "x"), event(&data, "e2-0005"));
    let time = data.time.as_ref().unwrap();
    let [circle] = time.contradictions.as_slice() else { panic!("one circle") };
    let said = circle.statements.contains(&Statement::Seq(x, late));
    assert!(circle.is_loop && circle.statements.len() == 2 && said);
    assert!(!time.is_certain(Statement::Seq(x, late)));
    let others = Statement::Seq(event(&data, "e1-0001"), event(&data, "e2-0002"));
    assert!(time.is_certain(others));
}

#[test]
fn many_events_of_a_day_on_two_clocks_are_as_far_apart_as_each_two_are() {
    for each in [2, 40] {
        let rows = (0..each).flat_map(|n| [(n, 1), (n, 2)]);
        let zone = |n| if n % 2 == 0 { "Z" } else { "" };
        let row = |(n, seq)| format!("e{seq}-{n},2025-01-01T12:00{},T,{seq},\n", zone(n));
        let rows: String = rows.map(row).collect();
        let data = dataset(&format!("id,date,title,seq,after\n{rows}x,,X,,e2-0\ny,,Y,,e2-1\n"));
        for (one, other) in [("e1-0", "e2-0"), ("e1-1", "e2-1"), ("e1-0", "e2-1"), ("e1-1", "e2-0")]
        {
            let (early, late) = (event(&data, one), event(&data, other));
            let answer = Side::of(&data, early, &[late]).unwrap().to(&data, late);
            let by_seq = vec![Statement::Seq(early, late)];
            assert_eq!((answer.order, answer.why), (Order::Before, by_seq), "{one} {other}");
        }
    }
}

#[test]
fn each_of_many_small_circles_is_found_in_the_order_of_its_events() {
    let row = |n: u32| format!("e{n:04},2025,T,e{:04}\n", n ^ 1);
    let rows: String = (0..4000).map(row).collect();
    let data = dataset(&format!("id,date,title,after\n{rows}"));
    let found = &data.time.as_ref().unwrap().contradictions;
    assert_eq!(found.len(), 2000);
    for (n, circle) in (0..).zip(found) {
        assert!(circle.is_loop);
        assert_eq!(circle.statements, [Statement::Link(2 * n), Statement::Link(2 * n + 1)]);
    }
}

#[test]
fn a_long_chain_is_told_by_its_beginning_and_its_end() {
    let mut text = "id,date,title,after\ne0,2000,T,\n".to_string();
    (1..2000).for_each(|n| text.push_str(&format!("e{n},,T,e{}\n", n - 1)));
    let data = dataset(&text);
    let links: Vec<Statement> = (0..data.links.len() as u32).map(Statement::Link).collect();
    let told = reason(&data, &links);
    assert!(told.len() < 400 && told.contains(", 1989 more in between, "), "{told}");
    assert_eq!(reason(&data, &links[..20]).matches(" comes ").count(), 20);
}

#[test]
fn a_long_chain_upside_down_is_many_short_contradictions() {
    let day = |n: u32| format!("{}-{:02}-{:02}~", 2000 - n / 300, 12 - n / 25 % 12, 28 - n % 25);
    for length in [200, 1500] {
        let row = |n: u32| format!("e{n},{},T,e{}\n", day(n), n - 1);
        let rows: String = (1..length).map(row).collect();
        let data = dataset(&format!("id,date,title,after\ne0,{},T,\n{rows}", day(0)));
        let found = &data.time.as_ref().unwrap().contradictions;
        let lengths = || found.iter().map(|one| one.statements.len());
        assert!(found.len() > length as usize / 3, "{} found", found.len());
        assert!(lengths().max() < Some(40), "one of {:?}", lengths().max());
        assert!(lengths().sum::<usize>() < 10 * length as usize);
    }
}

#[test]
fn what_is_certain_is_told_in_brief_without_the_whole_chain_behind_it() {
    let mut text = "id,date,title,after\ne0,2000-01-01~,T,\n".to_string();
    (1..500).for_each(|n| text.push_str(&format!("e{n},,T,e{}+1d..2d\n", n - 1)));
    let data = dataset(&text);
    let others: Vec<u32> = (2..500).map(|n| event(&data, &format!("e{n}"))).collect();
    let side = || Side::of(&data, event(&data, "e1"), &others).unwrap();
    let (long, brief) = (side(), side().briefly());
    for (n, other) in (1..).zip(others) {
        let (told, answer) = (long.to(&data, other), brief.to(&data, other));
        assert_eq!((told.order, told.why.len()), (Order::Before, n));
        assert_eq!((answer.order, answer.why.len()), (Order::Before, 0));
    }
}
