//! What `seq` says of the events of one day, in the chronology as in `order`.

use crate::support::Sandbox;

/// The ids of the chronology.
fn chronology(events: &str) -> String {
    let sandbox = Sandbox::new().csv("events", events);
    let csv = sandbox.run(["timeline", "--format", "csv"]).code(0).output();
    let column = csv.lines().next().unwrap().split(',').position(|name| name == "id").unwrap();
    let ids = csv.lines().skip(1).map(|line| line.split(',').nth(column).unwrap());
    ids.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_time_that_is_first_by_seq_stands_before_the_whole_day() {
    let rows = "q,2024-06-14,Lunch,2,\no,2024-06-14T10:00,Board,1,\n";
    let header = "id,date,title,seq,after\n";
    assert_eq!(chronology(&format!("{header}{rows}z,2024-06-13,Other,,\n")), "z o q");
    // Links of others change nothing in that, nor do those of one of them.
    assert_eq!(
        chronology(&format!("{header}{rows}z,2024-06-13,Other,,\ny,2024,Y,,z\n")),
        "z y o q"
    );
    assert_eq!(
        chronology(&format!("{header}{rows}z,2024-06-13,Z,,\ny,2024-06-15,Y,,q\n")),
        "z o q y"
    );
    let sandbox = Sandbox::new().csv("events", &format!("{header}{rows}"));
    sandbox.run(["order", "q", "o"]).code(0).stdout_has("q comes after o");
    sandbox.run(["check"]).code(0).stdout_has("0 errors, 0 warnings");
    // A link that moves the first down the day moves the second.
    let moved = "a,2024-06-14,A,1,x\nb,2024-06-14,B,2,\nx,2024-06-14T10:00,X,,\n";
    assert_eq!(chronology(&format!("{header}{moved}")), "x a b");
    // Seconds of one minute.
    let minute = "a,2024-06-14T10:00,A,2,\nb,2024-06-14T10:00:30,B,1,\n";
    assert_eq!(chronology(&format!("{header}{minute}")), "b a");
}

#[test]
fn without_links_no_sign_is_shown_for_open_places() {
    let events =
        "id,date,title,seq\nq,2024-06-14,Lunch,2\no,2024-06-14T10:00,Board,1\nm,2024-06,M,\n";
    let sandbox = Sandbox::new().csv("events", events);
    sandbox.run(["timeline"]).code(0).stdout_lacks("\u{b0}");
}

#[test]
fn seq_orders_what_lasted_within_the_day() {
    let day = |rows: &str| Sandbox::new().csv("events", &format!("id,date,title,seq\n{rows}"));
    let meeting = "o,2024-06-14T10:00/2024-06-14T12:00,Board,1\n";
    let sound = day(&format!("{meeting}q,2024-06-14,Lunch,2\n"));
    sound.run(["check"]).code(0).stdout_has("0 errors, 0 warnings");
    sound.run(["order", "q", "o"]).code(0).stdout_has("q comes after o");
    let against = day(&format!("{meeting}q,2024-06-14T08:00/2024-06-14T09:00,Walk,2\n"));
    against.run(["check"]).code(1).stdout_has("o comes before q by `seq`");
    // One that begins while the other goes on is its next as well.
    let overlapping = day(&format!("{meeting}q,2024-06-14T11:00/2024-06-14T13:00,Lunch,2\n"));
    overlapping.run(["check"]).code(0).stdout_has("0 errors, 0 warnings");
    let part = format!(
        "id,date,title,seq,part_of\n{}q,2024-06-14,Talk,2,o\n",
        meeting.replace(",1\n", ",1,\n")
    );
    let part = Sandbox::new().csv("events", &part);
    part.run(["check"]).code(0).stdout_has("0 errors, 0 warnings");
    part.run(["order", "q", "o"]).code(0).stdout_has("q lies within o");
}

#[test]
fn a_whole_is_not_over_before_its_parts_that_are_numbered_after_it() {
    let header = "id,date,title,seq,part_of\n";
    let day = |rows: &str| Sandbox::new().csv("events", &format!("{header}{rows}"));
    let whole = "c,2024-05-03,Conference,1,\n";
    let sessions = "a,2024-05-03,Opening,2,c\nb,2024-05-03T14:00,Closing,3,c\n";
    let sound = day(&format!("{whole}{sessions}"));
    sound.run(["check"]).code(0).stdout_has("0 errors, 0 warnings");
    sound.run(["order", "a", "c"]).code(0).stdout_has("a lies within c");
    sound.run(["order", "a", "b"]).code(0).stdout_has("a comes before b");
    assert_eq!(chronology(&format!("{header}{whole}{sessions}")), "c a b");
    // A part of a part, of which neither date nor number is written, and another event between.
    let nested = "m,,The morning,,c\na,2024-05-03,Opening,3,m\nd,2024-05-03,A walk,2,\n";
    day(&format!("{whole}{nested}")).run(["check"]).code(0).stdout_has("0 errors, 0 warnings");
    // What has no number says nothing of the order, nor does a part that is numbered first.
    let other = day(&format!("{whole}r,,A remark,,c\nd,2024-05-03,Dinner,2,\n"));
    other.run(["order", "c", "d"]).code(0).stdout_has("c comes before d");
    let first = day("c,2024-05-03,Conference,2,\na,2024-05-03,Opening,1,c\n");
    let check = first.run(["check"]).code(1).stdout_has("1 error[relation-loop]");
    // The circle rests on the day of both rows.
    let check = check.stdout_has("; a is dated 3 May 2024 and c is dated 3 May 2024\n");
    let _ = check.stdout_has("help: take one of them out, or change a date;");
}

#[test]
fn seq_orders_events_of_the_same_month_or_days_without_a_word() {
    for date in ["2024-06", "2024-06-14/2024-06-15", "2024-06-14~", "2024-06-14T10:00"] {
        let events = format!("id,date,title,seq\na,{date},A,2\nb,{date},B,1\n");
        assert_eq!(chronology(&events), "b a", "{date}");
        let sandbox = Sandbox::new().csv("events", &events);
        sandbox.run(["check"]).code(0).stdout_has("0 errors, 0 warnings");
    }
}

#[test]
fn the_reason_of_an_order_is_the_shortest() {
    // The direct link, not the way over the third event, which says no more.
    let events = "id,date,title,after\na,2025-02-07,A,\nb,,B,a\nc,,C,b;a\n";
    let sandbox = Sandbox::new().csv("events", events);
    sandbox.run(["order", "a", "c"]).code(0).stdout_has("Because  c comes after a\n");
    // Dates alone, not a chain of links between them.
    let events =
        "id,date,title,after\na,2025-02-07,A,\nb,,B,a+1d\nc,,C,b+1d\nd,2025-02-10,D,c+1d\n";
    let sandbox = Sandbox::new().csv("events", events);
    let because = "Because  a is dated 7 February 2025 and d is dated 10 February 2025\n";
    sandbox.run(["order", "a", "d"]).code(0).stdout_has(because);
}

#[test]
fn what_is_not_asked_for_counts_too() {
    let events = "id,date,title,actors,seq\nq,2024-06-14,Lunch,ann,2\n\
                  o,2024-06-14T10:00,Board,ben,1\np,2024-06-14T09:30,Walk,ann,\n";
    let sandbox = Sandbox::new().csv("events", events).csv("actors", "id,name\nann,Ann\nben,Ben\n");
    let told = sandbox.run(["timeline", "actor:ann", "--brief"]).code(0).output();
    assert!(told.find("Walk") < told.find("Lunch"), "{told}");
}
