//! What is claimed of dates, each held against the commands.

use annals::model::date::{Bound, Date};

use crate::support::Sandbox;

/// `annals order one two` on two dates.
#[track_caller]
pub(super) fn order(one: &str, two: &str, expected: &str) {
    let events = format!("id,date,title\none,\"{one}\",One\ntwo,\"{two}\",Two\n");
    let sandbox = Sandbox::new().csv("events", &events);
    sandbox.run(["order", "one", "two"]).code(0).stdout_has(expected);
}

#[test]
fn what_lasted_contains_a_day_and_what_happened_once_within_does_not() {
    order("2025-05-07/2025-05-10", "2025-05-08", "two lies within one");
    order("[2025-05-07..2025-05-10]", "2025-05-08", "undecided");
    order("2025-05", "2025-05-08", "undecided");
    order("2025-05-07/2025-05-10", "2025-05-09/2025-05-12", "share some time");
    order("[2025-05-07..2025-05-10]", "[2025-05-09..2025-05-12]", "undecided");
    order("[2025-05-07..2025-05-08]", "2025-05-09/2025-05-12", "one comes before two");
    order("2025-05-07/", "2025-05-09", "known if one's end were");
    order("../2025-05-10", "2025-05-09", "known if one's start were");
    order("[2025-05-07..]", "2025-05-09", "known if one's day were");
    order("..2025-05-07/", "2025-05-09", "known if one's start and end were");
}

#[test]
fn a_part_needs_a_whole_that_lasted_long_enough() {
    let check = |whole: &str| {
        let events = format!(
            "id,date,title,part_of\nwhole,{whole},Whole,\na,2025-05-07,A,whole\nb,2025-05-09,B,whole\n"
        );
        Sandbox::new().csv("events", &events).run(["check"])
    };
    check("2025-05-07/2025-05-10").code(0).stdout_has("0 errors");
    check("2025-05-07/..").code(0).stdout_has("0 errors");
    // At one time within four days: it has no room for two days.
    check("[2025-05-07..2025-05-10]").code(1).stdout_has("contradiction");
}

#[test]
fn a_link_with_sources_of_its_own_is_told_at_both_events_and_is_an_edge() {
    let events = "id,date,title\na,2025-02-07,A\nb,,B\nc,2025-03/2025-05,C\n";
    let sources = "id,title,publisher\ns,Story,AP\n";
    let links = "event,relation,other,gap,sources,certainty\n\
                 b,after,a,2d..5d,s#p. 3,likely\nb,during,c,,s,\nb,same-day,c,,s,likely\n";
    let sandbox = Sandbox::new().csv("events", events).csv("sources", sources);
    let sandbox = sandbox.csv("event_links", links);
    let run = sandbox.run(["timeline"]).code(0);
    let run = run.stdout_has("Links    2 to 5 days before B (b; AP, p. 3), likely");
    let run = run
        .stdout_has("2 to 5 days after A (a; AP, p. 3), likely; within C (c; AP); on the day of C");
    let _ = run.stdout_has("Links    around B (b; AP); on the day of B (b; AP), likely");
    let json = sandbox.run(["timeline", "--format", "json"]).code(0);
    let _ = json.stdout_has(r#""event": "b","#).stdout_has(r#""gap": "2d..5d","#);
    let csv = sandbox.run(["timeline", "--format", "csv"]).code(0);
    let _ = csv.stdout_has("b after a+2d..5d (likely); b during c; b same-day c (likely)");
    sandbox.run(["check"]).stdout_has("3 links").code(0);
    sandbox.run(["timeline", "--brief"]).stdout_lacks("Links");
    sandbox.run(["build", "-o", "out"]).code(0);
    let graph = sandbox.read("out/graph.json");
    for edge in [
        r#""source":"events/a","target":"events/b","kind":"before","gap":"2d..5d","certainty":"likely""#,
        r#""source":"events/b","target":"events/c","kind":"during"}"#,
        r#""source":"events/b","target":"events/c","kind":"same-day","certainty":"likely""#,
    ] {
        assert!(graph.contains(edge), "{edge} is not in\n{graph}");
    }
}

#[test]
fn links_of_several_kinds_that_run_in_a_circle_are_shown_whole() {
    let circle = |rows: &str, links: &str, expected: &str| {
        let events = format!("id,date,title,after,part_of\n{rows}");
        let links = format!("event,relation,other\n{links}");
        let sandbox = Sandbox::new().csv("events", &events).csv("event_links", &links);
        let run = sandbox.run(["check"]).code(1).stdout_has("1 error,");
        let _ = run.stdout_has(&format!("these links run in a circle: {expected}\n"));
    };
    circle(
        "talks,,T,visit,visit\nvisit,,V,,\n",
        "",
        "talks comes after visit, which contains talks",
    );
    circle(
        "talks,,T,,visit\nvisit,,V,talks,\n",
        "",
        "talks is part of visit, which comes after talks",
    );
    circle(
        "a,,A,b,\nb,,B,,c\nc,,C,,\n",
        "c,during,a\n",
        "a comes after b, which is part of c, which lies within a",
    );
    circle(
        "a,,A,b,c\nb,,B,,\nc,,C,,\nd,,D,c,\n",
        "b,after,d\n",
        "a comes after b, which comes after d, which comes after c, which contains a",
    );
    circle("a,,A,,b\nb,,B,,a\n", "", "a is part of b, which is part of a");
    // On one day, one after the other, within the same whole: nothing of this is a circle.
    let events = "id,date,title,after,part_of\na,,A,,w\nb,,B,a,w\nc,,C,w,\nw,,W,,\n";
    let links = "event,relation,other\nb,same-day,a\nw,starts-with,a\nw,ends-with,b\n";
    let sandbox = Sandbox::new().csv("events", events).csv("event_links", links);
    sandbox.run(["check"]).code(0).stdout_has("0 errors");
}

#[test]
fn a_picture_of_bounds_is_made_of_any_dates_and_text_stays_text() {
    let events = "id,date,title,after,part_of\n\
        <b>,,x,,\n\
        a,Y17E20,<script>&\u{1b}[31m,b,\nb,-9999,\"\"\"]]>\",,\nc,[..0001],C,,\nd,2025-05-01/,D,,\n\
        e,/2025,E,d,\nf,2025-02-12T10:15Z,F,,\ng,,G,,e\nh,2025-02-12?,H,f+2d..5d,\ni,2025-06/,I,,\n";
    let sandbox = Sandbox::new().csv("events", events);
    sandbox.run(["timeline", "--bounds", "-o", "all.svg"]).code(0);
    let svg = sandbox.read("all.svg");
    assert!(!svg.contains("<script") && !svg.contains('\u{1b}') && !svg.contains("NaN"), "{svg}");
    assert!(svg.contains("id=\"events/h\"") && svg.contains(">?</text>"));
    assert_eq!(svg.matches("<g ").count(), svg.matches("</g>").count());
    assert!(svg.contains("<desc id=\"annals-desc\">9 events</desc>"), "{svg}");
    sandbox.run(["timeline", "id:f", "--bounds", "-o", "one.svg"]).code(0);
    let svg = sandbox.read("one.svg");
    assert!(svg.contains("12 Feb 2025") && svg.contains(": 1 event</desc>"), "{svg}");
    let none = Sandbox::new().csv("events", "date,title\n,Undated\n");
    none.run(["timeline", "--bounds", "-o", "none.svg"]).code(0);
    sandbox.run(["timeline", "-o", "no.svg"]).code(2).stderr_has("svg cannot carry a table");
    sandbox.run(["timeline", "--bounds", "-o", "no.dot"]).code(2);
}

#[test]
fn open_unknown_and_unbounded_are_three_things() {
    let end = |text: &str| Date::parse(text).unwrap().latest_end();
    assert_eq!(end("2025-05-01/.."), Bound::Open);
    assert_eq!(end("2025-05-01/"), Bound::Unknown);
    assert_eq!(end("[2025-05-01..]"), Bound::Unbounded);
    assert_eq!(end("2025-05-01/2025-05-02.."), Bound::Unbounded);
    let start = |text: &str| Date::parse(text).unwrap().earliest_start();
    assert_eq!(start("../2025-05-01"), Bound::Open);
    assert_eq!(start("/2025-05-01"), Bound::Unknown);
    assert_eq!(start("[..2025-05-01]"), Bound::Unbounded);
    let events = "date,title\n2025-05-01/..,Open\n2025-05-01/,Unknown\n[2025-05-01..],Within\n";
    let sandbox = Sandbox::new().csv("events", events);
    let all = sandbox.run(["timeline", "date:2025-06", "--brief"]).code(0);
    let all = all.stdout_has("from 1 May 2025 on (end open)");
    let all = all.stdout_has("from 1 May 2025 (end unknown)");
    let _ = all.stdout_has("some day from 1 May 2025 on");
    sandbox.run(["timeline", "date:2025-06", "--certain"]).stdout_lacks("May 2025");
}

#[test]
fn instants_with_zones_are_ordered_as_the_world_had_them() {
    order("2025-02-12T10:15+03:00", "2025-02-12T08:00Z", "one comes before two");
    order("2025-02-12T23:30-05:00", "2025-02-13T04:00Z", "one comes after two");
    order("2025-02-12T10:15+03:00", "2025-02-12T07:15Z", "same day");
    order("2025-02-12T10:15:30+03:00", "2025-02-12T07:15:30Z", "same day");
    let events = "date,title\n2025-02-13T01:00+03:00,First\n2025-02-12T22:30Z,Second\n";
    let run = Sandbox::new().csv("events", events).run(["timeline", "--brief"]).code(0);
    let text = run.output();
    assert!(text.find("First") < text.find("Second"), "{text}");
    assert!(!text.contains("13 February 2025\n---"), "{text}");
}

#[test]
fn days_and_times_without_zones_are_compared_as_the_calendar_has_them() {
    order("2025-02-12", "2025-02-13", "one comes before two");
    order("2025-02-12T23:59", "2025-02-13", "one comes before two");
    order("2025-02-12T10:15", "2025-02-12T10:16", "one comes before two");
    order("2025-02-12", "2025-02-12T10:15", "same day");
    order("-0043-03-15", "0000-01-01", "one comes before two");
    order("Y-170000002", "-9999", "one comes before two");
}

#[test]
fn only_an_instant_with_a_zone_against_a_day_without_one_allows_for_every_zone() {
    // 10:00 UTC is 22:00 of the day before at -12 hours, and midnight of the next day at +14.
    order("2025-02-12T09:59:59Z", "2025-02-13", "one comes before two");
    order("2025-02-12T10:00:00Z", "2025-02-13", "undecided");
    order("2025-02-12T11:59:59Z", "2025-02-11", "undecided");
    order("2025-02-12T12:00Z", "2025-02-11", "one comes after two");
    order("2025-02-12T10:00Z", "2025-02-12", "undecided");
    order("2025-02-12T20:00Z", "2025-02-13T10:00", "undecided");
    order("2025-02-12T10:00Z", "2025-02-13T10:00", "one comes before two");
    order("2025-02-12T10:00Z", "2025-02-14", "one comes before two");
}

#[test]
fn what_is_typed_for_a_link_or_gap_is_told_how_to_be_written() {
    let check = |after: &str, link: &str| {
        let events = format!("id,date,title,after\nb,2025,B,\na1,2025,A,\nc,2025,C,{after}\n");
        let links = format!("event,relation,other,gap\n{link}\n");
        Sandbox::new().csv("events", &events).csv("event_links", &links).run(["check"]).code(1)
    };
    check("\"b,a1\"", "a1,after,b,").stdout_has("help: separate events by `;`\n");
    for several in ["b+2d,a1", "b,a1+2d", "b+2d, a1+1d..2d"] {
        let run = check(&format!("\"{several}\""), "a1,after,b,").stdout_lacks("bad-gap");
        let _ = run.stdout_has("help: separate events by `;`\n");
    }
    check("\"b,x9\"", "a1,after,b,").stdout_has("help: refer to an event by the id in its row");
    check("b", "c,after,b;a1,").stdout_has("each other one needs a row of its own");
    check("b-2d", "a1,after,b,")
        .stdout_has("if this comes 2 days before b, write `b+2d` in `before`");
    for (written, meant) in [("b+2 days", "+2d"), ("b+2D", "+2d"), ("b+1 Week..", "+7d..")] {
        check(written, "a1,after,b,").stdout_has(&format!("without a blank; write `{meant}`\n"));
    }
    check("b", "a1,after,b,3 hours").stdout_has("without a blank; write `3h`\n");
    for written in ["b+1m", "b+1y", "b+90min", "b+2 months"] {
        check(written, "a1,after,b,").stdout_has("in hours, days or weeks: `2d`");
    }
}

#[test]
fn a_gap_that_is_not_used_is_not_told_as_one() {
    let sandbox = Sandbox::new()
        .csv("events", "id,date,title\na,2025,A\nf,2025,F\n")
        .csv("event_links", "event,relation,other,gap\nf,after,a,-2d\na,same-day,f,1d\n");
    let table = sandbox.run(["timeline", "-f", "csv"]).code(0).output();
    assert!(table.contains("a same-day f; f after a"), "{table}");
    sandbox.run(["timeline", "-f", "json"]).code(0).stdout_lacks("\"gap\": \"-2d\"");
}
