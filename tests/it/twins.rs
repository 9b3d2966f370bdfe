//! Rows of one input that are nearly or wholly the same: none is dropped for another that is not it.

use super::support::Sandbox;

/// A folder, and an input.
fn with(input: &str) -> Sandbox {
    Sandbox::new().csv("events", "id,date,title\na1,2020,A\n").bytes("in.csv", input.as_bytes())
}

const REGISTER: &str = "date,official,org,title\n2024-05-03,Minister A,Shell,Energy\n\
    2024-05-03,Minister B,BP,Energy\n2024-05-03,Minister B,BP,Energy\n";
const LEAVING_OUT: [&str; 6] = ["add", "in.csv", "--map", "official=", "--map", "org="];

#[test]
fn rows_that_differ_in_a_column_left_out_all_go_in_once() {
    let sandbox = with(REGISTER);
    let run = sandbox.run(LEAVING_OUT).code(0);
    let run = run.stdout("added a2  2024-05-03  Energy\nadded a3  2024-05-03  Energy\n");
    let run = run.stderr_has("in.csv:4: already there, at in.csv:3");
    let run = run.stderr_has("of another row, but not its `official`, `org`");
    let _ = run.stderr_has("what tells it apart is left out").stderr_lacks("delete that of");
    let again = sandbox.run(LEAVING_OUT).code(0).stdout("");
    let again = again.stderr_has("in.csv:2: already there, at events.csv:3");
    let again = again.stderr_has("in.csv:3: already there, at events.csv:4");
    let _ = again.stderr_has("in.csv:4: already there, at events.csv:4");
    // The register has grown since: what is new in it says the same as what is there.
    let grown = format!("{REGISTER}2024-05-03,Minister C,Total,Energy\n");
    let sandbox = sandbox.bytes("in.csv", grown.as_bytes());
    sandbox.run(LEAVING_OUT).code(0).stdout("added a4  2024-05-03  Energy\n");
    sandbox.run(LEAVING_OUT).code(0).stdout("");
}

#[test]
fn numbers_that_are_left_out_tell_rows_apart() {
    let sandbox = with("nr,date,title\n1,2024,Call\n2,2024,Call\n2,2024,Call\n");
    let args = ["add", "in.csv", "--map", "nr="];
    sandbox.run(args).code(0).stderr_has("2 events added to events.csv, 1 already there");
    sandbox.run(args).code(0).stderr_has("nothing to add, 3 already there");
}

#[test]
fn a_row_with_an_id_is_itself_whatever_is_left_out() {
    let sandbox = with("id,date,title,who\nb,2024,Call,x\nb,2024,Call,y\n,2024,Call,z\n");
    let args = ["add", "in.csv", "--map", "who="];
    let run = sandbox.run(args).code(0).stderr_has("in.csv:3: already there, at in.csv:2");
    let run = run.stderr_has("identical-duplicate").stderr_has("another row, but not its `who`");
    let _ = run.stderr_has("is it an event of its own, give it another id");
    assert!(sandbox.read("data/events.csv").ends_with("b,2024,Call\na2,2024,Call\n"));
    sandbox.run(args).code(0).stderr_has("nothing to add, 3 already there");
}

#[test]
fn rows_of_one_id_that_differ_in_nothing_are_one_without_a_word() {
    let sandbox = with("id,date,title,who\nb,2024,Call,x\nc,2024-13,Bad,x\nb,2024,Call,x\n");
    let args = ["add", "in.csv", "--map", "who=", "--accept-good"];
    sandbox.run(args).code(1).stdout("added b  2024  Call\n").stderr_lacks("duplicate");
    // Of a row that is refused it is said why; that another is like it is no news.
    let sandbox = with("id,date,title,who\nc,2024-13,Bad,x\nc,2024-13,Bad,y\n");
    sandbox.run(args).code(1).stderr_has("the same stands in line 3").stderr_lacks("duplicate");
}

#[test]
fn a_twin_of_a_refused_row_is_refused_with_it() {
    let input = "date,title\n5/9/2025,Protest\n2025-01-01,Sound\n5/9/2025,Protest\n2025-01-01,Sound\n5/9/2025,Protest\n";
    let sandbox = with(input);
    let run =
        sandbox.run(["add", "in.csv"]).code(1).stderr_has("the same stands in lines 4, 6; if all");
    let _ = run.stderr_lacks("already there, at in.csv:2");
    let run = sandbox.run(["add", "in.csv", "--accept-good"]).code(1);
    let _ = run.stdout("added a2  2025-01-01  Sound\n").stderr_has("3 refused rows put into");
    let refused = format!("date,title\n{}", "5/9/2025,Protest\n".repeat(3));
    assert_eq!(sandbox.read("in.refused.csv"), refused);
}

#[test]
fn a_row_refused_in_itself_is_no_twin_of_another() {
    let input = "date,title\n03/05/2024,Energy\nNote,\n\"Not included, x\",\n";
    let args = ["add", "in.csv", "--date-format", "d/m/Y", "--accept-good"];
    let sandbox = with(input);
    let run = sandbox.run(args).code(1).stderr_has("line 4").stderr_lacks("there, at in.csv");
    let _ = run.stderr_has("2 refused rows put into");
    let all = ["add", "in.csv", "--date-format", "d/m/Y"];
    sandbox.run(all).code(1).stderr_lacks("there, at in.csv").stderr_lacks("same-event-twice");
}

#[test]
fn twins_of_a_row_that_differs_from_one_of_its_id_are_refused_too() {
    let sandbox = with("id,date,title\nx,2024,A\nx,2024,B\nx,2024,A\ny,2024,C\n");
    let run = sandbox.run(["add", "in.csv", "--accept-good"]).code(1).stdout("added y  2024  C\n");
    let run = run.stderr_has("3 refused rows put into");
    let _ = run.stderr_has("the same stands in line 4").stderr_lacks("unknown-event");
}

/// Rows that are there, and an input.
fn beside(there: &str, input: &str) -> Sandbox {
    Sandbox::new().csv("events", there).bytes("in.csv", input.as_bytes())
}

#[test]
fn rows_with_ids_that_differ_in_what_is_left_out_are_told_apart_by_it() {
    let rows = "id,date,title,who,note\na1,2024,Call,x,\na2,2024,Call,y,m\na3,2024,Call,y,m\n";
    let sandbox = beside("id,date,title,note\n", rows);
    let run = sandbox.run(["add", "in.csv", "--map", "who="]).code(0).stderr_has("3 events added");
    let run = run.stderr_has("actors of another row, but not its `note`, `who`\n --> in.csv:3:1");
    let _ = run.stderr_has("it is an event of its own; is it").stderr_lacks("delete");
}

#[test]
fn a_row_that_names_another_place_than_one_that_is_there_is_an_event_of_its_own() {
    let there =
        "date,title,place\n2020-03-16,Schools close,Aruba\n2020-03-16,Schools close,Bonaire\n";
    let sandbox = beside(there, "date,title,place\n2020-03-16,Schools close,Saba\n");
    let run = sandbox.run(["add", "in.csv"]).code(0).stderr_has("1 event added");
    let run = run.stderr_has("actors of another row, but not its `place`\n --> in.csv:2:1");
    let _ = run.stderr_has("events.csv:2:1").stderr_has("it is an event of its own;");
    let again =
        sandbox.run(["add", "in.csv"]).code(0).stderr_has("nothing to add, 1 already there");
    let _ = again.stderr_lacks("warning");
    // One blank, one in other letters, and none at all are the same place.
    for (place, lines) in [("aruba", 3), ("", 3), ("Saba", 4)] {
        let input = format!("date,title,place\n2020-03-16,Schools close,{place}\n");
        let sandbox = beside(there, &input);
        let _ = sandbox.run(["add", "in.csv"]).code(0);
        let count = sandbox.read("data/events.csv").lines().count();
        assert_eq!(count, lines, "{place}");
    }
    let sandbox = beside(there, "date,title\n2020-03-16,Schools close\n");
    let _ = sandbox.run(["add", "in.csv"]).code(0).stderr_has("already there, at events.csv:2\n");
    let filled = beside(
        "date,title,place\n2020-03-16,Schools close,\n",
        "date,title,place\n2020-03-16,Schools close,Saba\n2020-03-16,Schools close,Aruba\n",
    );
    let run = filled.run(["add", "in.csv"]).code(0).stderr_has("with other words in `place`");
    let _ = run.stderr_has("1 event added to events.csv, 1 already there").stderr_has("in.csv:3:1");
}

#[test]
fn events_within_one_second_are_two_and_what_is_lost_is_told() {
    let rows = "2023-02-06T01:17:34.111Z,Shot\n2023-02-06T01:17:34.942Z,Shot\n2023-02-06T01:17:34.942Z,Shot\n";
    let sandbox = beside("date,title\n", &format!("date,title\n{rows}"));
    let refused = sandbox.run(["add", "in.csv"]).code(1);
    let _ = refused.stderr_has("--date-format Y-m-d takes such times without the fraction");
    let args = ["add", "in.csv", "--date-format", "Y-m-d"];
    let run = sandbox.run(args).code(0).stderr_has("2 events added to events.csv, 1 already there");
    let run = run.stderr_has("`2023-02-06T01:17:34.942Z` is taken for `2023-02-06T01:17:34Z` (");
    let run = run.stderr_has("of another row, whose date is written otherwise\n --> in.csv:3:1");
    let _ = run.stderr_has("what tells it apart is left out").stderr_lacks("delete");
    let again = sandbox.run(args).code(0).stderr_has("nothing to add, 3 already there");
    let _ = again.stderr_lacks("warning");
    // With ids both are told of too, and none is to be deleted.
    let rows =
        "id,date,title\na,2023-02-06T10:00:00.5+0300,Shot\nb,2023-02-06T10:00:00+0300,Shot\n";
    let sandbox = beside("id,date,title\n", rows);
    let run = sandbox.run(args).code(0).stderr_has("2 events added");
    let run = run.stderr_has("of another row, whose date is written otherwise\n --> in.csv:3:1");
    let run = run.stderr_has("is taken for `2023-02-06T10:00:00+03:00`");
    let _ = run.stderr_lacks("delete");
    let one = beside("date,title\n", "date,title\n2023-02-06T01:17:34.000Z,Shot\n");
    let run = one.run(["add", "in.csv"]).code(1);
    let _ = run.stderr_has("--date-format Y-m-d takes such times as they are written");
    let _ = one.run(args).code(0).stderr_lacks("is taken for");
}

#[test]
fn days_in_two_spellings_are_told_and_one_of_the_folder_is_found_in_either() {
    let input = "date,title\n9.5.2025,Call\n09.05.2025,Call\n";
    let sandbox = beside("date,title\n2025-05-09,Call\n", input);
    let args = ["add", "in.csv", "--date-format", "d.m.Y"];
    let run = sandbox.run(args).code(0).stderr_has("in.csv:2: already there, at events.csv:2");
    let _ = run.stderr_has("1 event added").stderr_has("whose date is written otherwise");
    let _ = sandbox.run(args).code(0).stderr_has("nothing to add, 2 already there");
}

#[test]
fn rows_of_one_title_are_two_events_where_a_link_or_seq_tells_them_apart_or_a_title_stands_alone() {
    let told = |header: &str, rows: &str| {
        let sandbox = Sandbox::new().csv("events", &format!("id,date,title,{header}\n{rows}"));
        sandbox.run(["check"]).code(0).output().matches("warning[same-event-twice]: the").count()
    };
    for field in ["before", "after", "part_of"] {
        let (one, other) = ("a,2024-01-01,Vote,", "b,2024-01-01,Vote,");
        assert_eq!(told(field, &format!("{one}b\n{other}\n")), 0, "{field}");
        assert_eq!(told(field, &format!("{one}\n{other}a\n")), 0, "{field}");
        // Of the third nothing is said; a link to another event says nothing of these two.
        assert_eq!(told(field, &format!("{one}b\n{other}\nc,2024-01-01,Vote,\n")), 1, "{field}");
        let rows = format!("c,,Talks,\n{one}c\n{other}c\n");
        assert_eq!(told(field, &rows), 1, "{field}");
    }
    assert_eq!(told("before", "a,2024,Vote,c+1d;b\nb,2024,Vote,c\nc,2024,Vote,\n"), 0);
    let [a, b, c] = ["a,2024-01-01,Call,", "b,2024-01-01,Call,", "c,2024-01-01,Call,"];
    assert_eq!(told("seq", &format!("{a}1\n{b}2\n{c} 3\n")), 0);
    // One number says the same of both, and none says nothing; alike findings are told as one.
    for (rows, count) in [("1,2,2", 1), ("1,1,1", 1), (",1,2", 1), ("1,,2", 1), (",,1", 2)] {
        let seq: Vec<&str> = rows.split(',').collect();
        let rows = format!("{a}{}\n{b}{}\n{c}{}\n", seq[0], seq[1], seq[2]);
        assert_eq!(told("seq", &rows), count, "{rows}");
    }
    assert_eq!(told("actors", "a,,Letter,\nb,,Letter,\n"), 0);
    assert_eq!(told("actors", "a,NA,Letter,NA\nb,NA,Letter,NA\n"), 0);
    let rows = "id,date,title\na,2024,Vote\nb,2024,Vote\n";
    let linked = Sandbox::new().csv("events", rows);
    let linked = linked.csv("event_links", "event,relation,other\nb,same-day,a\n");
    let _ = linked.run(["check"]).stdout_lacks("same-event-twice");
}

#[test]
fn a_row_that_links_to_the_one_there_or_has_another_seq_is_an_event_of_its_own() {
    let header = "id,date,title,actors,type,after,before,part_of,seq\n";
    let events = format!("{header}c1,2024-05-01,Phone call,Ada;Ben,call,,,,1\n");
    let row = |cells: &str| {
        let header = "date,title,actors,type,after,before,part_of,seq\n";
        format!("{header}2024-05-01,Phone call,Ada;Ben,call,{cells}\n")
    };
    for cells in ["c1,,,", "x;c1+2h,,,", ",c1,,", ",,c1,", ",,,2", "c1,,,2"] {
        let base = events.replace("1\n", "1\nx,2024,Another,,,,,,\n");
        let sandbox = Sandbox::new().csv("events", &base).bytes("in.csv", row(cells).as_bytes());
        let run = sandbox.run(["add", "in.csv"]).code(0).stderr_has("1 event added");
        let _ = run.stderr_has("the date, title and actors of another row, but not its `");
        let again = sandbox.run(["add", "in.csv"]).code(0);
        let _ = again.stderr_has("nothing to add, 1 already there");
    }
    // What a curator filled in since, and what the new row does not say, tells nothing apart.
    for cells in [",,,", ",,,1", "x,,,"] {
        let base = events.replace("1\n", "1\nx,2024,Another,,,,,,\n");
        let sandbox = Sandbox::new().csv("events", &base).bytes("in.csv", row(cells).as_bytes());
        let run =
            sandbox.run(["add", "in.csv"]).code(0).stderr_has("already there, at events.csv:2");
        if cells == "x,,," {
            let _ =
                run.stderr_has("with other words in `after`, `seq`: not changed; is it another");
        }
    }
    let blank = events.replace(",,,,1\n", ",,,,\n");
    let sandbox = Sandbox::new().csv("events", &blank).bytes("in.csv", row(",,,2").as_bytes());
    let _ = sandbox.run(["add", "in.csv"]).code(0).stderr_has("nothing to add, 1 already there");
}

#[test]
fn a_row_that_cites_other_sources_than_the_one_there_is_an_event_of_its_own() {
    let row = |number: &str, sources: &str| {
        format!("inventory,date,title,actors,sources\n{number},,Clara to Robert,clara,{sources}\n")
    };
    let add = |there: &str, new: &str| {
        let sources = "id,title,url\nRGP,Letters,https://rgp.org/1\nap,Ap,\n";
        let sandbox = Sandbox::new().csv("events", &row("1", there)).csv("sources", sources);
        let sandbox = sandbox.bytes("in.csv", row("2", new).as_bytes());
        let run = sandbox.run(["add", "in.csv", "--create-sources"]).code(0);
        let again = sandbox.run(["add", "in.csv", "--create-sources"]).code(0);
        let _ = again.stderr_has("nothing to add, 1 already there").stderr_lacks("warning");
        run
    };
    // As in a folder, letters of one edition are no doubt.
    for new in ["RGP#32", "https://rgp.org/1#32"] {
        let _ = add("RGP#31", new).stderr_has("1 event added").stderr_lacks("warning");
    }
    for (there, new) in [("RGP#31", "ap"), ("RGP", "https://c.org/2"), ("RGP#31;ap", "RGP#30")] {
        let run = add(there, new).stderr_has("1 event added");
        let _ = run.stderr_has("of another row, but not its `inventory`, `sources`");
    }
    for (there, new) in [
        ("RGP#31", "RGP"),
        ("RGP", "RGP#31"),
        ("RGP#31", "https://rgp.org/1#31"),
        ("RGP#31;ap", "ap#1"),
        ("RGP#31", ""),
        ("", "RGP#31"),
    ] {
        let told = "with other words in `inventory`";
        let _ = add(there, new).stderr_has("nothing to add, 1 already there").stderr_has(told);
    }
}

#[test]
fn letters_of_one_title_go_in_however_they_are_spread_over_files() {
    let rows: Vec<String> = (1..=6).map(|n| format!(",Clara to Robert,clara,s{n}\n")).collect();
    let mut sandbox = Sandbox::new().csv("events", "date,title,actors,sources\n");
    for part in [&rows[..1], &rows[1..3], &rows[3..]] {
        let input = format!("date,title,actors,sources\n{}", part.concat());
        sandbox = sandbox.bytes("in.csv", input.as_bytes());
        let _ = sandbox.run(["add", "in.csv"]).code(0).stderr_lacks("already there");
    }
    assert!(sandbox.read("data/events.csv").ends_with(&rows.concat()));
}
