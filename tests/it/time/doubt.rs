//! What a contradiction leaves of what follows: nothing is told as a fact that `check` calls doubtful,
//! no event gets lost between two times, and an open answer says why it is open.

use crate::support::{Run, Sandbox};

/// A date that is about a month against one that is certain and a gap.
const ABOUT: &str = "id,date,title,after,before\nk,2025-02~,K,l+40d,\nl,2025-02-20,L,,\n\
                     m,2025-03-10,M,,\nn,,N,k,\np,2025-03-30,P,,\n";

#[track_caller]
fn order(events: &str, one: &str, other: &str) -> Run {
    Sandbox::new().csv("events", events).run(["order", one, other]).code(0)
}

#[test]
fn a_conclusion_against_a_doubtful_date_says_unless() {
    let unless = "(unless k's date holds)";
    order(ABOUT, "k", "m").stdout_has(&format!("k comes after m {unless}"));
    order(ABOUT, "k", "l").stdout_has(&format!("k comes after l {unless}"));
    order(ABOUT, "n", "p").stdout_has(&format!("n comes after p {unless}"));
    // What the date has no part in stays a fact.
    order(ABOUT, "l", "m").stdout_has("l comes before m\n");
    let sandbox = Sandbox::new().csv("events", ABOUT);
    sandbox.run(["check"]).code(0).stdout_has("if k's date holds; that alone is not used");
    let show = sandbox.run(["show", "k"]).code(0);
    let _ = show.stdout_has("not before 1 April 2025, unless k's date holds: l is dated");
    let timeline = sandbox.run(["timeline", "--brief"]).code(0);
    let _ = timeline.stdout_has("(not before 1 April 2025, unless k's date holds)  N");
}

#[test]
fn that_a_doubtful_date_is_of_one_time_is_doubtful_as_well() {
    let events = "id,date,title,part_of\nt,2025-05~,T,\nu,2025-05-20,U,t\nx,2025-05-11,X,\n";
    order(events, "t", "x").stdout_has("t comes after x (if t's date holds)");
    let sandbox = Sandbox::new().csv("events", events);
    sandbox.run(["check"]).code(0).stdout_has("0 errors, 0 warnings");
    let timeline = sandbox.run(["timeline", "--brief"]).code(0).output();
    assert!(timeline.contains("about May 2025\u{b0}  T"), "{timeline}");
    assert!(timeline.find("  T  [") < timeline.find("  X  ["), "{timeline}");
    let derived = sandbox.run(["timeline", "date:2025-05-05", "--use", "derived", "--brief"]);
    derived.code(0).stdout_has("  T  [t]");
    let show = sandbox.run(["show", "t"]).code(0).output();
    let is_sure = |line: &str| line.contains("  not before 20") || line.contains("  not after 20");
    let sure = show.lines().filter(|line| is_sure(line) && !line.contains("if t's date holds"));
    assert_eq!(sure.count(), 0, "{show}");
}

#[test]
fn a_date_that_is_marked_already_makes_a_warning_of_its_contradiction() {
    for (date, parts) in [
        ("2025-05-08?", "u,2025-05-09,U,t\nw,2025-05-08,W,t\n"),
        ("2025-05-08?", "u,2025-05-10/2025-05-12,U,t\n"),
        ("2025-05~", "u,2025-05-10/2025-05-12,U,t\n"),
    ] {
        let events = format!("id,date,title,part_of\nt,{date},T,\n{parts}");
        let check = Sandbox::new().csv("events", &events).run(["check"]).code(0);
        let check = check.stdout_has("0 errors, 1 warning").stdout_has("warning[doubtful-contr");
        let _ = check.stdout_has("it is one only if t's date holds").stdout_lacks("2025-05-08/");
    }
}

#[test]
fn a_date_of_an_error_is_not_used_by_half() {
    let events = "id,date,title,after,part_of\ne1,2025-03-04,E,,\ne2,2025-02-28,F,e1,\n\
                  e3,2025-02-28,G,,e1\nx,2025-03-02,X,,\n";
    order(events, "e1", "x")
        .stdout_has("undecided")
        .stdout_has("e1's date is not used because of a contradiction");
    let sandbox = Sandbox::new().csv("events", events);
    sandbox.run(["check"]).code(1).stdout_has("1 error,");
    let show = sandbox.run(["show", "e1"]).code(0).stdout_has("follows  begun by 28 February");
    let _ = show.stdout_lacks("follows  not before").stdout_lacks("follows  not after");
    // Each date is in one error at most, and where three rows suffice no more are told.
    let events = "id,date,title,before,after\ne0,2025-03-01,A,e3+1d..3d,\n\
                  e1,2025-03-01/2025-03-05,B,,e0\ne2,[..2025-02-24],C,,\n\
                  e3,2025-02-28/2025-03-02,D,,\n";
    let links = "event,relation,other\ne0,same-day,e1\ne2,during,e0\n";
    let sandbox = Sandbox::new().csv("events", events).csv("event_links", links);
    let check = sandbox.run(["check"]).code(1).output();
    assert_eq!(check.matches("e0 is dated").count(), 1, "{check}");
    assert!(!check.contains("on one day"), "{check}");
}

#[test]
fn a_doubt_found_beside_another_is_told_as_well() {
    // The date contradicts l and q; one of them is enough to find that.
    let events =
        "id,date,title,after\nk,2025-02~,K,l+40d..;q+60d..\nl,2025-02-20,L,\nq,2025-02-10,Q,\n";
    let sandbox = Sandbox::new().csv("events", events);
    let shown = sandbox.run(["show", "k"]).code(0).output();
    let follows: Vec<&str> = shown.lines().filter(|line| line.starts_with("follows")).collect();
    assert!(!follows.is_empty(), "{shown}");
    assert!(follows.iter().all(|line| line.contains("unless k's date holds")), "{shown}");
}

#[test]
fn a_doubtful_link_takes_nothing_from_certain_ones() {
    let events = "id,date,title,after\na,2025-02-01,A,\nb,2025-02-05,B,a\nc,,C,b\n";
    let links = "event,relation,other,certainty\na,after,c,alleged\n";
    let sandbox = Sandbox::new().csv("events", events).csv("event_links", links);
    sandbox.run(["check"]).code(0).stdout_has("doubtful-contradiction");
    let order = |one, other| sandbox.run(["order", one, other]).code(0);
    order("b", "c").stdout_has("b comes before c (unless a really comes after c)");
    order("a", "b").stdout_has("a comes before b\n").stdout_has("is dated 1 February 2025");
    let timeline = sandbox.run(["timeline", "--brief"]).code(0).output();
    let at = |title: &str| timeline.find(&format!("  {title}  [")).unwrap();
    assert!(at("A") < at("B") && at("B") < at("C"), "{timeline}");
}

#[test]
fn an_event_between_two_times_stands_at_its_date_and_is_found_at_both() {
    let sandbox = Sandbox::new().csv("events", ABOUT);
    let timeline = sandbox.run(["timeline", "--brief"]).code(0).output();
    let at = |part: &str| timeline.find(part).unwrap_or_else(|| panic!("{part}\n{timeline}"));
    assert!(at("February 2025\n---") < at("about February 2025\u{b0}  K"), "{timeline}");
    assert!(at("K  [k]") < at("March 2025\n---"), "{timeline}");
    let found = |terms: &[&str]| {
        let arguments = ["timeline", "--brief", "--use", "derived"].iter().chain(terms);
        sandbox.run(arguments).code(0).output().contains("K  [k]")
    };
    assert!(found(&["date:2025-02"]) && found(&["date:2025-04"]));
    // That it was at one time is doubted with its date: nothing says that it was over in April.
    assert!(!found(&["date:2025-03"]) && found(&["date:2025-05"]));
    assert!(!found(&["date:2025-02", "--certain"]) && !found(&["date:2025-04", "--certain"]));
    assert!(!found(&["date:2025-02..2025-04", "--certain"]));
    assert!(found(&["from:2025-02", "--certain"]) && !found(&["from:2025-03", "--certain"]));
}

#[test]
fn dates_that_doubt_each_other_are_marked_where_a_link_puts_them() {
    let events = "id,date,title,after\na,2025-02-12~,A,b\nb,2025-02-13~,B,\nc,2025-02-14,C,\n";
    let sandbox = Sandbox::new().csv("events", events);
    let timeline = sandbox.run(["timeline", "--brief"]).code(0);
    let timeline = timeline.stdout_has("about 13 February 2025\u{b0}  B");
    let _ = timeline
        .stdout_has("about 12 February 2025\u{b0}  A")
        .stdout_lacks("14 February 2025\u{b0}");
    let order = sandbox.run(["order", "a", "b"]).code(0);
    let _ = order.stdout_has("a comes after b (unless a's date holds and b's date holds)");
}

#[test]
fn a_doubtful_date_moves_no_event_that_a_link_puts_after_it() {
    let events = "id,date,title,before\nk,2025-06~,K,z\nz,2025-03-10,Z,\ny,2025-04-01,Y,\n";
    let timeline =
        Sandbox::new().csv("events", events).run(["timeline", "--brief"]).code(0).output();
    let at = |title: &str| timeline.find(&format!("  {title}  [")).unwrap();
    assert!(at("Z") < at("Y") && at("Y") < at("K"), "{timeline}");
    assert_eq!(timeline.matches("\n---").count(), 3, "{timeline}");
}

#[test]
fn an_answer_that_a_contradiction_leaves_open_says_so() {
    let events = "id,date,title,before,after\no,2025-03-01,O,p,\np,2025-02-01,P,,\nq,2025-01-01,Q,,\n\
                  r,,R,s,\ns,,S,r,\n";
    let open = |one, other, expected: &str| {
        order(events, one, other).stdout_has(expected).stdout_lacks("time zone");
    };
    let shown = "not used because of a contradiction, which `annals check` shows";
    order(events, "o", "p").stdout_has("undecided").stdout_has("the link between o and p are");
    open("o", "p", "o's date, p's date and the link between o and p are");
    open("o", "q", &format!("o's date is {shown}"));
    open("r", "o", "known if r's date were; o's date is");
    open("r", "s", "known if r's date and s's date were; the link between r and s and the link");
}

#[test]
fn an_answer_that_is_open_for_another_reason_says_which() {
    let pair = |one: &str, other: &str, expected: &str| {
        let events = format!("id,date,title\na,{one},A\nb,{other},B\n");
        order(&events, "a", "b").stdout_has(expected);
    };
    let far = "years so far away are not compared";
    pair("Y5000000000000", "Y6000000000000", far);
    pair("Y-1E400", "Y-2E400", far);
    pair("Y-3E9", "2025", far);
    pair("2025-02-12T20:00Z", "2025-02-12", "known if both were told in one time zone");
    pair("2025-02-12T10:15", "2025-02-12T10:15", "known if a link or `seq` said so");
    pair("2025", "2025-02-12", "known if a's day were");
}

/// Two contradictions that share a row; which is found first may hang on what else is asked.
const SHARED: &str = "id,date,title,after,part_of\na,[..2025-02-26],Talks,,\nb,2025-02-24,Visit,,\n\
                      c,,Dinner,b+3d..;d+1d,a\nd,2025-03-05?,Call,,b\nx,2025-03-20,Report,,\n";

#[test]
fn which_came_first_is_told_without_the_rows_that_check_says_are_not_used() {
    let sandbox = Sandbox::new().csv("events", SHARED);
    let check = sandbox.run(["check"]).code(1).stdout_has("1 error, 0 warnings");
    let _ = check.stdout_has("c comes at least 3 days after b and c is part of a");
    let all = sandbox.run(["order", "c"]).code(0).output();
    assert!(!all.contains("It lies within (1)") && !all.contains("Surely after it"), "{all}");
    order(SHARED, "c", "x").stdout_has("undecided which of c and x comes first");
    // `show` says that the call is a part of the visit.
    order(SHARED, "b", "d").stdout_lacks("b comes before d");
}

#[test]
fn one_event_and_all_events_are_held_against_another_in_the_same_way() {
    let events = "id,date,title,after,before,part_of\ne0,,T0,,,\ne1,2025-01-05~,T1,,,e0\n\
                  e2,2025-02,T2,e6+1w..2w,e5,\ne3,2025,T3,e6+3h,e5+2d,\ne4,,T4,,,\n\
                  e5,[..2025-01-20],T5,,,\ne6,2025-01-05/2025-02-10,T6,,e2+3h,\n";
    let all = Sandbox::new().csv("events", events).run(["order", "e1", "-f", "csv"]).output();
    let told = all.lines().find(|line| line.contains(",e5,") || line.ends_with(",e5"));
    let word = told.and_then(|line| line.split(',').next()).unwrap();
    let pair =
        Sandbox::new().csv("events", events).run(["order", "e1", "e5", "-f", "csv"]).output();
    assert_eq!(pair.lines().nth(1).and_then(|line| line.split(',').next()), Some(word), "{all}");
}

#[test]
fn a_row_that_stands_against_its_seq_is_used_for_no_answer() {
    let events = "id,date,title,seq\na,2025-01-01T12:00,A,1\nb,2025-01-01T10:00,B,2\n\
                  c,2025-01-01T11:00,C,\n";
    let sandbox = Sandbox::new().csv("events", events);
    let _ = sandbox.run(["check"]).code(1).stdout_has("a comes before b by `seq`");
    order(events, "b", "c").stdout_has("b's date is not used because of a contradiction");
}

#[test]
fn a_day_that_follows_is_not_called_open() {
    let events = "id,date,title,after\nv,2025-05-07/2025-05-10,Visit,\n\
                  c,[2025-05-01..2025-05-14],Call,v+1d\nf,2025-05-02/,Strike,\ng,2025-05-11,G,\n";
    order(events, "c", "f").stdout_has("known if f's end were\n");
    order(events, "f", "c").stdout_has("known if f's end were\n");
    let alone = events.replace("Call,v+1d", "Call,");
    order(&alone, "c", "f").stdout_has("known if c's day and f's end were\n");
    order(events, "c", "g").stdout_has("on the same day");
}
