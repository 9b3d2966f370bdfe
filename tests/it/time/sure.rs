//! No more is claimed than the data say: at the edges of days and minutes, across zones, and where a
//! date is in doubt.

use super::claims::order;
use crate::support::{Run, Sandbox};

/// What a command says of some events.
#[track_caller]
fn said(events: &str, command: &[&str]) -> Run {
    Sandbox::new().csv("events", events).run(command.iter().copied())
}

#[test]
fn what_was_in_the_course_of_a_minute_is_not_put_before_or_after_its_seconds() {
    order("2025-05-09T10:15", "2025-05-09T10:15:00", "same day");
    order("2025-05-09T10:15", "2025-05-09T10:15:59", "same day");
    order("2025-05-09T10:15:59", "2025-05-09T10:15", "same day");
    order("2025-05-09T10:15:00", "2025-05-09T10:15:01", "one comes before two");
    order("2025-05-09T10:15", "2025-05-09T10:16:00", "one comes before two");
    order("2025-05-09T23:00-05:00", "2025-05-10T04:00:00Z", "same day");
    order("2025-05-09T10:15:00/2025-05-09T11:45:00", "2025-05-09T10:15:00", "same day");
    order("2025-05-09T10:15:00/2025-05-09T11:45:00", "2025-05-09T11:00", "two lies within one");
    order("2025-05-09T10:15/2025-05-09T11:45", "2025-05-09T11:45/2025-05-09T12:00", "same day");
}

#[test]
fn periods_that_meet_on_a_day_may_share_no_time() {
    order("2025-05-07/2025-05-10", "2025-05-10/2025-05-12", "undecided");
    order("2025-05-07/2025-05-10", "2025-05-10/2025-05-12", "known if one's hour and two's hour");
    order("2025-05-07/2025-05-10", "2025-05-09/2025-05-12", "share some time");
    order("2025-05-07/2025-05-10", "2025-05-07", "undecided");
    order("2025-05-07/2025-05-10", "2025-05-07/2025-05-10", "share some time");
    order("2025-05/2025-06", "2025-05-09", "known if one's days were");
}

#[test]
fn links_decide_what_times_leave_open() {
    let chain = "id,date,title,after,part_of\na,2025-05-09T10:15,A,,\nb,2025-05-09T10:15,B,a,\n\
                 c,2025-05-09T10:15,C,b,\nd,2025-05-07/2025-05-10,D,,\ne,2025-05-10/2025-05-12,E,d,\n\
                 f,2025-05-10,F,,d\ng,2025-05-10,G,,f\n";
    let said = |one, two| said(chain, &["order", one, two]).code(0);
    said("a", "c").stdout_has("a comes before c").stdout_has("b comes after a and c comes after b");
    said("c", "a").stdout_has("c comes after a");
    said("d", "e").stdout_has("d comes before e").stdout_has("e comes after d");
    said("d", "f").stdout_has("f lies within d");
    said("g", "d").stdout_has("g lies within d").stdout_has("g is part of f and f is part of d");
    said("g", "e").stdout_has("g comes before e");
    said("b", "f").stdout_has("b comes before f");
}

#[test]
fn seq_holds_only_if_a_doubtful_date_does() {
    let events = |date: &str| format!("id,date,title,seq\nc,{date},C,1\nd,2025-05-20,D,2\n");
    let said = |date: &str| said(&events(date), &["order", "c", "d"]).code(0);
    for doubtful in ["2025-05-20~", "2025-05-20?", "2025-05-20%"] {
        said(doubtful).stdout_has("c comes before d (if c's date holds)");
    }
    said("2025-05-20").stdout_has("c comes before d\n");
}

#[test]
fn seq_orders_events_with_times_too() {
    let events = "id,date,title,seq,after\na,2025-05-20T10:00,A,1,\nb,2025-05-20T10:00,B,2,\n\
                  c,2025-05-20,C,3,\nd,2025-05-20T10:00,D,4,\n\
                  z,2025-05-20T23:30-05:00,Z,0,\ny,2025-05-20T12:00Z,Y,5,\n";
    let said = |one, two| said(events, &["order", one, two]).code(0);
    said("a", "b").stdout_has("a comes before b").stdout_has("by `seq`");
    said("c", "b").stdout_has("c comes after b");
    said("c", "d").stdout_has("c comes before d");
    said("y", "d").stdout_has("y comes after d");
    // In UTC it is another day than the one that is written.
    said("z", "c").stdout_has("z comes after c");
}

#[test]
fn seq_against_times_is_a_contradiction_with_and_without_links() {
    let plain = "id,date,title,seq\ne,2025-05-21T10:00,E,1\nf,2025-05-21T08:00,F,2\n\
                 g,2025-05-21T10:00,G,3\n";
    let check = said(plain, &["check"]).code(1).stdout_has("1 error,");
    let _ = check.stdout_has(
        "these cannot all be true: e is dated 21 May 2025, 10:00, f is dated 21 May 2025, 08:00 \
         and e comes before f by `seq`",
    );
    said(plain, &["order", "e", "f"]).code(0).stdout_has("the `seq` of e and f are not used");
    let linked = "id,date,title,seq,after\ne,2025-05-21T10:00,E,1,h\nf,2025-05-21T08:00,F,2,h\n\
                  h,2025-05-20,H,,\n";
    said(linked, &["check"]).code(1).stdout_has("1 error,").stdout_has("by `seq`");
    let sound = "id,date,title,seq\ne,2025-05-21T10:00,E,1\nf,2025-05-21T10:00:30,F,2\n\
                 g,2025-05-21T10:00,G,3\nh,2025-05-21T08:00,H,\ni,2025-05-22T08:00,I,0\n";
    said(sound, &["check"]).code(0).stdout_has("0 errors");
}

#[test]
fn a_contradiction_names_the_date_that_makes_one_day_of_an_event() {
    let events = "id,date,title,part_of\na,2025-05,A,\nb,2025-05-09/2025-05-11,B,a\n";
    let check = said(events, &["check"]).code(1).stdout_has(
        "b is dated 9-11 May 2025, a is dated May 2025 (on one day) and b is part of a",
    );
    let _ = check.stdout_has("if a lasted, write so: `2025-05/2025-05`");
    // A set is on several days: not one day, and all of them are known.
    let set = events.replace("a,2025-05,", "a,\"{2025-05-01,2025-05-20}\",");
    said(&set, &["check"]).code(0).stdout_has("0 errors");
    order(
        "{2025-05-01,2025-05-20}",
        "2025-05-10",
        "Open     one was at each of several times (1 May 2025 and 20 May 2025)\n",
    );
}

#[test]
fn the_help_of_a_contradiction_clears_it_and_invents_no_day() {
    let events = |date: &str| {
        format!(
            "id,date,title,part_of\nt,{date},T,\nu,1916-02-21/1916-02-22,U,t\nv,1916-01-05,V,\n"
        )
    };
    for date in ["1916", "191X", "1916-02~", "1916?", "1915-24"] {
        let lasted = format!("{date}/{date}");
        let help = match date.ends_with(['~', '?']) {
            true => format!("; if t lasted, write so: `{lasted}`\n"),
            // What is likely stands in front.
            false => {
                format!("help: if t lasted, write so: `{lasted}`; else change any one of them;")
            }
        };
        said(&events(date), &["check"]).stdout_has("contradiction]").stdout_has(&help);
        said(&events(&lasted), &["check"]).code(0).stdout_has("0 errors, 0 warnings");
        said(&events(&lasted), &["order", "t", "v"]).code(0).stdout_lacks("lies within");
    }
    said(&events("[1914..1918]"), &["check"]).code(1).stdout_has(
        "help: if t lasted, write when it began and when it ended, with `/` between; else ",
    );
    // Of a time its day is known.
    let hearing = |date: &str| {
        format!(
            "id,date,title,part_of\nh,{date},H,\nw,2024-05-03T10:10,W,h\nv,2024-05-03T14:00,V,h\n"
        )
    };
    let help = "help: if h lasted, write when it began and when it ended, with `/` between, or its day alone: \
                `2024-05-03`; else change any one of them;";
    said(&hearing("2024-05-03T10:00"), &["check"]).code(1).stdout_has(help);
    said(&hearing("2024-05-03"), &["check"]).code(0).stdout_has("0 errors, 0 warnings");
    said(&hearing("2024-05-02T10:00"), &["check"]).code(1).stdout_lacks("lasted");
    // Where something else speaks against one day, it is one of several that may be wrong.
    let events = "id,date,title,part_of\nc,2024-05,C,\nr,2024-05-03,R,c\nb,2024-05-10,B,\n";
    let links = "event,relation,other\nc,ends-with,b\n";
    let sandbox = Sandbox::new().csv("events", events).csv("event_links", links);
    let check = sandbox.run(["check"]).code(1).stdout_has("help: change any one of them;");
    let _ = check.stdout_has("; if c lasted, write so: `2024-05/2024-05`\n");
}

#[test]
fn a_part_outside_its_whole_is_told_by_their_dates_whatever_the_ids() {
    for (whole, date) in
        ["a", "z"].iter().flat_map(|id| [(id, "2025-02-24"), (id, "[2025-02-24..2025-02-28]")])
    {
        let events = format!(
            "id,date,title,part_of\n{whole},{date},W,\nm,2025-03-04/2025-03-06,M,{whole}\n"
        );
        let check = said(&events, &["check"]).code(1).stdout_has("m is dated 4-6 March 2025");
        let _ = check.stdout_lacks("on one day").stdout_lacks("lasted");
    }
}

#[test]
fn a_time_is_not_said_to_take_a_mark() {
    let timed = "id,date,title,seq\ne,2025-05-21T10:00,E,1\nf,2025-05-21T08:00,F,2\n";
    said(timed, &["check"]).code(1).stdout_lacks("marked as uncertain");
}

/// Findings on an event, a source and the end of an actor.
fn findings(event: &str, source: &str, end: &str) -> String {
    let events = format!("id,date,title,actors,sources\ne,{event},E,a,s\n");
    let sources = format!("id,title,published\ns,S,{source}\n");
    let actors = format!("id,name,end_date\na,Ann,{end}\n");
    let sandbox = Sandbox::new().csv("events", &events).csv("sources", &sources);
    sandbox.csv("actors", &actors).run(["check"]).output()
}

#[test]
fn a_day_is_held_against_a_time_elsewhere_only_where_every_zone_agrees() {
    let both = |event: &str, day: &str| {
        let found = findings(event, day, day);
        assert_eq!(found.contains("published-before"), found.contains("outside-lifetime"));
        found.contains("published-before")
    };
    assert!(!both("2025-05-09T23:00-05:00", "2025-05-09"));
    assert!(!both("2025-05-10T11:59:59Z", "2025-05-09"));
    assert!(both("2025-05-10T12:00:00Z", "2025-05-09"));
    assert!(both("2025-05-10", "2025-05-09"));
    assert!(both("2025-05-09T13:30", "2025-05-08T12:00Z"));
    assert!(!both("2025-05-09T13:30", "2025-05-09T12:00Z"));
    assert!(both("2025-05-09T13:30Z", "2025-05-09T12:00Z"));
}

#[test]
fn a_doubtful_date_counts_as_a_hundred_years_to_either_side() {
    let any = |event: &str, source: &str, end: &str| {
        let found = findings(event, source, end);
        found.contains("published-before") || found.contains("outside-lifetime")
    };
    assert!(any("2025-05-10", "2025-05-09", "") && any("2025-05-10", "", "2025-05-09"));
    for mark in ["~", "?", "%"] {
        let (event, day) = (format!("2025-05-10{mark}"), format!("2025-05-09{mark}"));
        assert!(!any(&event, "2025-05-09", "2025-05-09"), "{mark}");
        assert!(!any("2025-05-10", &day, &day), "{mark}");
        let (near, far) = (format!("1926{mark}"), format!("1850{mark}"));
        assert!(!any("2025-05-10", &near, &near), "{mark}");
        assert!(any("2025-05-10", &far, "") && any("2025-05-10", "", &far), "{mark}");
        assert!(any(&event, "1850", "") && any(&event, "", "1850"), "{mark}");
        assert!(!any(&event, &far.replace("1850", "1830"), "1926"), "{mark}");
    }
}

#[test]
fn parts_stand_at_their_days_also_where_the_whole_stands_at_its_last() {
    let timeline = |whole: &str, after: &str| {
        let events = format!(
            "id,date,title,part_of,after\nwhole,{whole},Whole,,{after}\nraid,2025-05-03,Raid,whole,\n\
             other,2025-05-06,Other,,\nfirst,2025-05-02,First,,\n"
        );
        let shown = said(&events, &["timeline", "--brief"]).code(0).output();
        let at = |title: &str| shown.find(&format!("  {title}  [")).unwrap();
        let mut titles = ["Whole", "Raid", "Other", "First"];
        titles.sort_by_key(|title| at(title));
        titles.join(" ")
    };
    assert_eq!(timeline("../2025-05-07", ""), "First Raid Other Whole");
    assert_eq!(timeline("../2025-05-07", "first"), "First Whole Raid Other");
    assert_eq!(timeline("2025-05-01/2025-05-07", ""), "Whole First Raid Other");
}

#[test]
fn an_open_end_fills_no_time_for_sure() {
    let events = "id,date,title\nw,2025-05-01/..,W\nx,2025-06-10,X\n";
    said(events, &["order", "w", "x"]).code(0).stdout_has("known if w's end were");
    let sandbox = Sandbox::new().csv("events", events);
    sandbox.run(["timeline", "id:w", "--bounds", "-o", "w.svg"]).code(0);
    let open = sandbox.read("w.svg");
    let bars = |svg: &str| svg.split("id=\"events/w\"").nth(1).unwrap().matches("<rect").count();
    assert_eq!(bars(&open), 1, "{open}");
    let closed = Sandbox::new().csv("events", "id,date,title\nw,2025-05-01/2025-06-20,W\n");
    closed.run(["timeline", "--bounds", "-o", "w.svg"]).code(0);
    assert_eq!(bars(&closed.read("w.svg")), 2);
}

#[test]
fn what_is_no_date_is_told_in_the_same_words_everywhere() {
    let events = "id,date,title,actors\nb,2025-13-01,Bad,A;B\nc,2025-05-01,C,A;B\n";
    let sandbox = Sandbox::new().csv("events", events);
    let bad = "2025-13-01 (not a date)";
    for command in [&["timeline"][..], &["show", "A"], &["order", "b", "c"], &["order", "c"]] {
        sandbox.run(command.iter().copied()).code(0).stdout_has(bad);
    }
    sandbox.run(["show", "b"]).code(0).stdout_has("not a date");
    sandbox.run(["timeline", "--bounds", "-o", "b.svg"]).code(0);
    assert!(sandbox.read("b.svg").contains(bad));
}

#[test]
fn a_year_of_which_no_digit_is_known_has_a_heading_of_its_own() {
    let events = "date,title\nXXXX-05-09,A\nXXXX,B\n0000-03,C\n-0043,D\n20XX,E\n";
    let shown = said(events, &["timeline", "--brief"]).code(0).output();
    let headings: Vec<&str> = shown
        .lines()
        .zip(shown.lines().skip(1))
        .filter(|(_, below)| below.starts_with("===") || below.starts_with("---"))
        .map(|(heading, _)| heading)
        .collect();
    let expected = ["44 BCE", "Year not known", "1 BCE", "March 1 BCE", "Year not known", "2000"];
    assert_eq!(headings, expected, "{shown}");
    let by_start = said(events, &["timeline", "--brief", "--sort", "start"]).code(0);
    let _ = by_start.stdout_has("Year not known");
}

#[test]
fn certain_bounds_know_no_doubtful_date_whether_it_is_linked_or_not() {
    let columns = |after: &str, date: &str| -> Vec<String> {
        let events = format!("id,date,title,after\na,2020-01-01,A,\nb,{date},B,{after}\n");
        let sandbox = Sandbox::new().csv("events", &events);
        let table = sandbox.run(["timeline", "id:b", "--bounds", "-f", "csv"]).code(0).output();
        let cells: Vec<String> =
            table.trim_end().split(',').rev().take(8).map(String::from).collect();
        [0, 3, 4, 7].map(|n| cells[n].clone()).into()
    };
    // Of the last eight columns, last first: assumed_latest_end, assumed_earliest_start, and those derived.
    for mark in ["~", "?", "%"] {
        let date = format!("2020-03-02{mark}");
        assert_eq!(columns("", &date), ["2020-03-02", "2020-03-02", "", ""], "{mark}");
        assert_eq!(columns("a", &date), ["2020-03-02", "2020-03-02", "", "2020-01-01"], "{mark}");
    }
    assert_eq!(columns("", "2020-03-02"), ["2020-03-02"; 4]);
    assert_eq!(columns("a", "2020-03-02"), ["2020-03-02"; 4]);
}

#[test]
fn both_limits_of_the_start_and_of_the_end_are_columns() {
    let events = "id,date,title,after\nb,2024-03-05,B,\na,,A,b+2d\n\
                  c,2025-05-07/2025-05-10,C,\nd,2025-05/2025-06,D,\n";
    let table = said(events, &["timeline", "--bounds", "-f", "csv"]).code(0).output();
    let limits = |id: &str, from: usize| -> Vec<String> {
        let row = table.lines().find(|line| line.starts_with(&format!("{id},"))).unwrap();
        let cells: Vec<&str> = row.split(',').collect();
        cells[cells.len() - from..][..4].iter().map(|cell| cell.to_string()).collect()
    };
    assert!(table.lines().next().unwrap().ends_with(
        "assumed_earliest_start,assumed_latest_start,assumed_earliest_end,assumed_latest_end"
    ));
    assert_eq!(limits("a", 8), ["2024-03-07", "2024-03-07", "2024-03-07", ""]);
    assert_eq!(limits("c", 12), ["2025-05-07", "2025-05-07", "2025-05-10", "2025-05-10"]);
    assert_eq!(limits("d", 12), ["2025-05-01", "2025-05-31", "2025-06-01", "2025-06-30"]);
}
