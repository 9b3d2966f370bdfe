//! What the program says besides its results: what is left out, what was meant, what it refused.

use crate::support::Sandbox;

#[test]
fn a_strict_build_of_data_with_errors_writes_nothing() {
    let sandbox = Sandbox::new().csv("events", "id,date,title\na,2025,A\n");
    sandbox.run(["build"]).code(0);
    let before = sandbox.read("output/timeline.txt");
    let sandbox = sandbox.csv("events", "id,date,title\na,5/9/2025,B\n");
    let run = sandbox.run(["--strict", "build"]).code(1).stderr_has("1 row read, 1 kept");
    let _ = run.stderr_lacks("written to");
    assert_eq!(sandbox.read("output/timeline.txt"), before);
    sandbox.run(["--strict", "build", "-o", "new"]).code(1);
    assert!(!sandbox.path().join("new").exists());
    sandbox.run(["build"]).code(0).stderr_has("written to output");
}

#[test]
fn a_row_that_differs_from_one_that_is_there_already_is_told_in_any_order() {
    let sandbox = Sandbox::new()
        .csv("events", "id,date,title,actors,sources\ne1,2025-02-12,Call,ann;ben,ap\n");
    let (same, other) = ("2025-02-12,Call,ann;ben,ap\n", "2025-02-12,Call,ann;ben,bbc\n");
    for rows in [[same, other], [other, same]] {
        let input = format!("date,title,actors,sources\n{}", rows.concat());
        let sandbox = Sandbox::new().copy(&sandbox.data()).bytes("new.csv", input.as_bytes());
        let run = sandbox.run(["add", "new.csv", "--dry-run"]).code(0);
        let _ = run.stderr_has("the date, title and actors of another row, but not its `sources`");
    }
    // With an id on the one that is there.
    let input = format!("id,date,title,actors,sources\ne1,{same},{other}");
    let sandbox = Sandbox::new().copy(&sandbox.data()).bytes("new.csv", input.as_bytes());
    let run = sandbox.run(["add", "new.csv", "--dry-run"]).code(0);
    let _ = run.stderr_has("the date, title and actors of another row, but not its `sources`");
    // Without the other there is nothing to tell.
    let input = format!("date,title,actors,sources\n{same}{same}");
    let sandbox = sandbox.bytes("new.csv", input.as_bytes());
    sandbox.run(["add", "new.csv", "--dry-run"]).code(0).stderr_lacks("another row");
}

const MEETINGS: &str = "id,date,title,type,actors
b,2025-01-01,Summit,summit,ann;ben;cy;di
a,2025-02-01,Visit,visit,ann;ben
";

#[test]
fn what_is_named_together_is_not_called_in_person() {
    let sandbox = Sandbox::new().csv("events", MEETINGS);
    for kind in ["actors", "events"] {
        let together = ["diagram", "--ties", "together", "-f", "json", "--kind", kind];
        let run = sandbox.run(together).code(0).stdout_has("\"nature\":\"together\"");
        let _ = run.stdout_lacks("in-person");
        sandbox.run(["diagram", "-f", "json", "--kind", kind]).stdout_has("in-person");
    }
}

#[test]
fn a_picture_of_events_counts_who_was_there_and_is_not_drawn() {
    let sandbox = Sandbox::new().csv("events", MEETINGS);
    let run = |options: &[&str]| {
        let all = [&["diagram", "--kind", "events", "-f", "json"], options].concat();
        sandbox.run(all).code(0)
    };
    let said = "2 actors of the events that are drawn are not, as asked for.";
    let _ = run(&["--actors", "2"]).stdout_has(said);
    let _ = run(&["--top", "1"]).stdout_has(said);
    let _ = run(&[]).stdout_lacks("as asked for");
    let _ = run(&["--ego", "cy"]).stdout_lacks("as asked for");
    let _ = run(&["--ego", "ann", "--min-count", "2"]).stdout_has(said);
    let two = run(&["--actors", "2"]).stdout_has("\\n2 of 4 actors\\nsummit\"");
    let _ = two.stdout_has("\"2 of 4 actors drawn\"");
    let _ = run(&[]).stdout_lacks(" of 4 actors");
}

#[test]
fn the_box_of_an_event_that_did_not_take_place_or_is_not_confirmed_says_so() {
    let rows = "2021-05-01,T,call,ann;ben,refuted\n2021-05-02,U,,ann;ben,alleged\n2021-05-03,V,call,ann;ben,confirmed\n";
    let events = format!("date,title,type,actors,status\n{rows}");
    let sandbox = Sandbox::new().csv("events", &events);
    let drawn = sandbox.run(["diagram", "--kind", "events", "--ties", "together", "-f", "json"]);
    let drawn = drawn.code(0).stdout_has("\"1 May 2021\\ncall (refuted)\"");
    let drawn = drawn.stdout_has("\"2 May 2021\\n(alleged)\"");
    let _ = drawn.stdout_has("\"3 May 2021\\ncall\"");
}

#[test]
fn the_strongest_ties_alone_may_still_have_more_events_than_a_page_holds() {
    let rows = (0..150).map(|n| format!("e{n},2025,Call {n},call,ann;ben\n"));
    let rows = rows.collect::<String>();
    let sandbox = Sandbox::new().csv("events", &format!("id,date,title,type,actors\n{rows}"));
    let said = "100 of 150 events are drawn";
    for options in [&[][..], &["--top", "1"], &["--actors", "2"], &["--min-count", "2"]] {
        let all = [&["diagram", "--kind", "events", "-f", "json"], options].concat();
        let _ = sandbox.run(all).code(0).stdout_has(said);
    }
    let all = ["diagram", "--kind", "events", "-f", "json", "--top", "1", "--all"];
    let _ = sandbox.run(all).code(0).stdout_lacks(said);
}

#[test]
fn a_tooltip_has_its_events_by_date() {
    let sandbox = Sandbox::new().csv("events", MEETINGS);
    let json = sandbox.run(["diagram", "-f", "json"]).code(0).output();
    let line = json.lines().find(|line| line.contains("\"count\":2")).unwrap();
    let (summit, visit) = (line.find("Summit").unwrap(), line.find("Visit").unwrap());
    assert!(summit < visit, "{line}");
}

#[test]
fn what_shares_a_day_has_no_arrow() {
    let events = "id,date,title,after\na,2025-02-07,A,\nb,,B,\nc,2025-02-09,C,a\n";
    let links = "event,relation,other\nb,same-day,a\n";
    let picture =
        |sandbox: &Sandbox| sandbox.run(["timeline", "--bounds", "-f", "svg"]).code(0).output();
    let both = picture(&Sandbox::new().csv("events", events).csv("event_links", links));
    assert!(both.contains("without a head: on the same day"), "{both}");
    assert_eq!(both.matches("l-6 -3.2v6.4Z").count(), 1);
    let days = Sandbox::new().csv("events", &events.replace("C,a", "C,"));
    let days = picture(&days.csv("event_links", links));
    assert!(!days.contains("l-6 -3.2v6.4Z") && !days.contains("what comes first"), "{days}");
}

#[test]
fn a_range_that_ends_before_it_starts_is_refused_in_two_terms_too() {
    let sandbox = Sandbox::new().csv("events", "id,date,title\na,2025,A\n");
    let run = sandbox.run(["timeline", "from:2025-05", "to:2025-02"]).code(2);
    let _ = run.stderr_has("is `from:2025-02 to:2025-05` meant?");
    sandbox.run(["timeline", "from:2025-05", "to:2025-05"]).code(0).stdout_has("A");
    sandbox.run(["timeline", "from:2025-05", "to:2025-02", "to:2026"]).code(0).stdout_has("A");
    sandbox.run(["timeline", "from:2025-05", "not:to:2025-02"]).code(0);
}

#[test]
fn stated_limits_tell_minutes_and_their_zone() {
    let events =
        "id,date,title\na,2024-06-28T23:59,A\nb,2025-02-12T10:15+03:00,B\nc,2025-02-12,C\n";
    let sandbox = Sandbox::new().csv("events", events);
    let run = sandbox.run(["timeline", "--bounds"]).code(0);
    let run = run.stdout_has("Stated   23:59 on 28 June 2024\n");
    let run = run.stdout_has("Stated   07:15 UTC on 12 February 2025\n");
    let _ = run.stdout_has("Stated   12 February 2025\n");
}

#[test]
fn who_or_what_was_meant_is_told() {
    let sandbox = Sandbox::with_data();
    let run =
        sandbox.run(["diagram", "--ego", "Zelens"]).code(2).stderr_has("--ego: unknown actor");
    let _ = run.stderr_has("did you mean");
    let run = sandbox.run(["order", "zz", "e001"]).code(2).stderr_has("no event has the id `zz`");
    let _ = run.stderr_lacks("list actors");
    let events =
        "id,date,title,sources\na,2025,A,Leaders meet in Oslo\nb,2025,B,Leaders met in Rome\n";
    let sources = "id,title,url\nap-1,Leaders meet in Oslo,https://ap.example/1\n";
    let sandbox = Sandbox::new().csv("events", events).csv("sources", sources);
    let run = sandbox.run(["check"]).code(1);
    let run = run.stdout_has("help: that is the title of `ap-1`; refer to it by its id");
    let _ = run.stdout_has("add a row to sources.csv").stdout_lacks("unused-source");
}

#[test]
fn ties_that_are_not_drawn_are_counted_in_words_that_fit() {
    let sandbox = Sandbox::new().csv("events", MEETINGS);
    let run = |least: &str| sandbox.run(["diagram", "-f", "json", "--min-count", least]).code(0);
    let _ = run("3").stdout_has("None of the 6 ties is drawn, as asked for.");
    let _ = run("2").stdout_has("5 of 6 ties are not drawn, as asked for.");
}

#[test]
fn an_option_that_would_change_nothing_is_told() {
    let sandbox = Sandbox::new().csv("events", MEETINGS);
    let refused = |arguments: &[&str], said: &str| {
        let _ = sandbox.run(arguments).code(2).stdout("").stderr_has(said);
    };
    refused(&["diagram", "--width", "880"], "--width is of our own SVG and PNG; dot has no");
    refused(&["diagram", "--width", "880", "-f", "json"], "json has no such width");
    sandbox.run(["diagram", "--width", "880", "-f", "svg"]).code(0).stdout_has("width=\"880\"");
    refused(
        &["export", "--table", "ties", "--sort", "chronology"],
        "--sort is the order of events",
    );
    sandbox.run(["export", "--table", "events", "--sort", "chronology"]).code(0);
    sandbox.run(["export", "--table", "ties", "--sort", "id"]).code(0);
    refused(&["export", "--spreadsheet", "-f", "json"], "--spreadsheet is for what a spreadsheet");
    let note = "--certain changes nothing: no term of the query asks for a date";
    sandbox.run(["timeline", "--certain", "actor:ann"]).code(0).stderr_has(note);
    for term in ["date:2025", "from:2024", "not:to:2024"] {
        sandbox.run(["timeline", "--certain", term]).code(0).stderr_lacks(note);
    }
}

#[test]
fn a_tag_that_no_event_has_is_told_with_those_that_may_be_meant() {
    let events = "id,date,title,tags\na,2025,A,summit;talks\n";
    let sandbox = Sandbox::new().csv("events", events);
    sandbox.run(["timeline", "tag:sumit"]).code(0).stderr_has("did you mean `summit`?");
    sandbox.run(["timeline", "tag:xyz"]).code(0).stderr_has("`annals list tags` shows the tags");
    // The tag is there; something else does not fit.
    let run = sandbox.run(["timeline", "tag:talks", "date:2020"]).code(0);
    let _ = run.stderr_has("no event matches").stderr_lacks("did you mean");
}

#[test]
fn a_legend_explains_the_numbers_that_stand_in_the_picture() {
    let rows = |status: &str| format!("a,2025,A,call,ann;ben,\nb,2025,B,call,ann;ben,{status}\n");
    let svg = |status: &str| {
        let events = format!("id,date,title,type,actors,status\n{}", rows(status));
        let sandbox = Sandbox::new().csv("events", &events);
        sandbox.run(["diagram", "-f", "svg"]).code(0).output()
    };
    assert!(!svg("").contains("9+5?") && svg("alleged").contains("9+5?"));
}

#[test]
fn a_picture_of_one_day_has_hours_and_says_what_a_dashed_outline_is() {
    let svg = |rows: &str| {
        let sandbox = Sandbox::new().csv("events", &format!("id,date,title\n{rows}"));
        sandbox.run(["timeline", "--bounds", "-f", "svg"]).code(0).output()
    };
    let day = svg("a,2025-02-12T10:00,A\nb,2025-02-12T14:00,B\nc,2025-02-12?,C\n");
    assert!(day.contains(">12:00</text>") && day.contains("A dashed outline"), "{day}");
    let days = svg("a,2025-02-12,A\n");
    assert!(!days.contains(":00</text>") && !days.contains("A dashed outline"), "{days}");
}

#[test]
fn remarks_below_a_table_have_one_finding_each_where_they_are_added() {
    let rows = "date,title,type\n2024-01-02,A,call\nTotal\nSource: press office\n";
    for header in ["date,title,type\n", "id,date,title,type\n"] {
        let sandbox = Sandbox::new().csv("events", header).bytes("in.csv", rows.as_bytes());
        let run = sandbox.run(["add", "in.csv", "--accept-good"]).code(1);
        let run = run.stderr_has("error[blank-title]").stderr_lacks("bad-date");
        let _ = run.stderr_has("1 event added to").stderr_has("2 refused rows");
    }
    // A date of which only the title is missing is told of both.
    let rows = "date,title,type\n2024-02-31,,call\n";
    let sandbox =
        Sandbox::new().csv("events", "date,title,type\n").bytes("in.csv", rows.as_bytes());
    let run = sandbox.run(["add", "in.csv"]).code(1).stderr_has("error[impossible-date]");
    let _ = run.stderr_has("error[blank-title]");
}

#[test]
fn a_row_whose_cells_are_separated_by_another_character_is_told_so() {
    let said = |what: &str| format!("the cells of this row are separated by {what}");
    let rows = [("e2;2024-01-02;B", "semicolons"), ("e3\t2024-01-03\tC", "tabs")];
    for (row, what) in rows {
        let text = format!("id,date,title\ne1,2024-01-01,A\n{row}\n");
        let sandbox = Sandbox::new().csv("events", &text).bytes("in.csv", text.as_bytes());
        let run = sandbox.run(["check"]).code(1).stdout_has(&said(what));
        let _ = run.stdout_has("1 error, 0 warnings").stdout_has(": put commas in their place");
        let sandbox = sandbox.csv("events", "id,date,title\n");
        let run = sandbox.run(["add", "in.csv"]).code(1).stderr_has(&said(what));
        let _ = run.stderr_has("nothing was added: 1 error");
    }
    for (text, code) in [
        ("date,title,type\n2024-01-02;B;call\n", "1 error[blank-title]"),
        ("title,date,type\nB|2024-01-02|call\n", "1 warning[row-too-short]"),
    ] {
        let run = Sandbox::new().csv("events", text).run(["check"]).stdout_has(code);
        let _ = run.stdout_has(&said(""));
    }
    let events = "id,date,title\ne1,2024,A\n";
    for (table, text) in
        [("actors", "id,name,note\nann;Ann;x\n"), ("sources", "id,title,publisher\nann;Ann;x\n")]
    {
        let sandbox = Sandbox::new().csv("events", events).csv(table, text);
        let run = sandbox.run(["check"]).code(1).stdout_has("1 error, 0 warnings");
        let run = run.stdout_has(&format!("{table}.csv:2:1 (cell A2)"));
        let _ = run.stdout_has(&said("semicolons"));
    }
    // Prose is none, nor is what does not fall into as many cells.
    for row in ["Kyiv; Minsk; Riga", "A;B"] {
        let text = format!("title,date,type\n{row}\n");
        let run = Sandbox::new().csv("events", &text).run(["check"]).code(0);
        let _ = run.stdout_has("[row-too-short]").stdout_lacks("separated");
    }
}

#[test]
fn na_is_one_placeholder_in_whatever_column_of_an_event_and_counts_as_blank() {
    let header = "id,date,title,type,actors,status,after,before,seq,part_of,tags\n";
    for nothing in ["NA", "N/A", "NULL", "nan", "NaT", "\\N", "(null)", "[NULL]", "undefined"] {
        let row = format!("a,2024-01-01,X,call,Ada;Ben{}\n", format!(",{nothing}").repeat(6));
        let undated = format!("b,{nothing},Y,call,Ada;Ben,,,,,,\n");
        let sandbox = Sandbox::new().csv("events", &format!("{header}{row}{undated}"));
        let check = sandbox.run(["check"]).code(0).output();
        assert!(check.contains("0 errors, 7 warnings, 0 notes"), "{nothing}: {check}");
        assert!(check.contains("7 warning[placeholder]"), "{nothing}: {check}");
        let list = sandbox.run(["list", "statuses"]).code(0).output();
        assert!(list.contains("2  reported") && !list.contains(nothing), "{nothing}: {list}");
        let _ = sandbox.run(["export", "--table", "ties"]).stdout_has("Ada,Ben,2");
    }
    let signs = "a,2024-01-01,X,call,Ada;Ben,?,-,?,-,None,?\n";
    let sandbox = Sandbox::new().csv("events", &format!("{header}{signs}"));
    let check = sandbox.run(["check"]).code(1).stdout_has("4 warning[placeholder]");
    let _ = check.stdout_has("unknown status `?`").stdout_has("1 error, 4 warnings");
    // An event of that name is one; a day behind an error of a spreadsheet is lost.
    let named = format!("{header}NULL,2024-01-01,X,,,,,,,,\nb,2024-01-02,Y,,,,NULL,,,,na\n");
    let _ = Sandbox::new().csv("events", &named).run(["check"]).stdout_lacks("placeholder");
    let lost = format!("{header}b,#REF!,Y,,,,,,,,\n");
    let _ = Sandbox::new().csv("events", &lost).run(["check"]).code(1).stdout_has("bad-date");
}

#[test]
fn what_stands_for_nothing_is_no_tag_place_type_or_status_in_what_is_shown() {
    for nothing in ["NA", "\\N", "(null)", "None", "-"] {
        let tag = if matches!(nothing, "None" | "-") { "" } else { nothing };
        let events = format!(
            "id,date,title,type,actors,place,status,tags\n\
             a,2024-01-01,A,{nothing},Ada;Ben,{nothing},{nothing},{tag}\n\
             b,2024-01-02,B,call,Ada;Ben,Rome,planned,x;NA\n"
        );
        let sandbox = Sandbox::new().csv("events", &events);
        let check = sandbox.run(["check"]).code(0).output();
        let count = if tag.is_empty() { 3 } else { 4 };
        assert!(check.contains(&format!("{count} warning[placeholder]")), "{nothing}: {check}");
        // An item of several may be an area.
        let tags = sandbox.run(["list", "tags", "--format", "csv"]).code(0);
        let _ = tags.stdout("events,tag\n1,NA\n1,x\n");
        let places = sandbox.run(["list", "places", "--format", "csv"]).code(0);
        let _ = places.stdout("events,place\n1,Rome\n");
        let types = sandbox.run(["list", "types", "--format", "csv"]).code(0);
        let _ = types.stdout_lacks(nothing).stdout_has("1,(none),no");
        for brief in [&["timeline"][..], &["timeline", "--brief"]] {
            let told = sandbox.run(brief).code(0).stdout_has("planned");
            let _ =
                told.stdout_lacks(&format!("({nothing})")).stdout_lacks(&format!(" {nothing}\n"));
        }
    }
    // A sign of doubt is no status, and shown.
    let doubt = "id,date,title,status\na,2024-01-01,A,?\n";
    let sandbox = Sandbox::new().csv("events", doubt);
    let _ = sandbox.run(["check"]).code(1).stdout_has("unknown status `?`");
    let _ = sandbox.run(["timeline"]).stdout_has("(?)");
}

#[test]
fn marks_of_databases_for_nothing_make_no_actor_and_no_source() {
    let unknown = "http://www.wikidata.org/.well-known/genid/def";
    for nothing in ["\\N", "(null)", "[NULL]", "<null>", "NaT", "(blank)", "undefined", unknown] {
        let events = format!(
            "date,title,type,actors,sources\n2024-03-01,A,meeting,Ada;{nothing},{nothing}\n\
             2024-03-02,B,report,{nothing},https://x.org/a\n"
        );
        let sandbox = Sandbox::new().csv("events", &events);
        let _ = sandbox.run(["check"]).code(0).stdout_has("3 warning[placeholder]");
        let _ = sandbox.run(["list", "actors"]).stdout_has("Ada").stdout_lacks(nothing);
        let _ = sandbox.run(["list", "sources"]).stdout_lacks(nothing);
        let _ = sandbox
            .run(["export", "--table", "ties"])
            .stdout("a,b,count,unconfirmed,in_person,remote,first,last,events\n");
    }
    // Some are called so: only as the whole cell it stands for nothing.
    for name in ["Null", "NONE", "nil"] {
        let events =
            |actors: &str| format!("date,title,actors\n2024-03-01,A,{actors}\n{name},B,\n");
        let check =
            |actors: &str| Sandbox::new().csv("events", &events(actors)).run(["check"]).code(0);
        let _ = check(name).stdout_has("2 warning[placeholder]");
        let _ = check(&format!("Ada;{name}")).stdout_has("1 warning[placeholder]");
    }
    let signs = "date,title\n?,A\n-,B\n";
    let _ =
        Sandbox::new().csv("events", signs).run(["check"]).code(1).stdout_has("2 error[bad-date]");
}

#[test]
fn an_actor_that_stands_twice_in_one_event_is_told_by_whatever_name_and_several_roles_are_not() {
    let table = "id,name,aliases\nlee,Lee Long,L. Long\nann,Ann,\n";
    let check = |actors: &str| {
        let events = format!("date,title,type,actors\n2024-01-02,B,meeting,{actors}\n");
        let sandbox = Sandbox::new().csv("events", &events).csv("actors", table);
        sandbox.run(["check"]).code(0)
    };
    for actors in ["lee;lee", "ann;lee;Lee Long", "lee:host;ann;L. Long:host", "lee;lee;lee;ann"] {
        let run = check(actors).stdout_has("`lee` stands twice in one event");
        let _ = run.stdout_has("1 warning[same-actor-twice]");
    }
    let many = (0..40).map(|n| format!("lee:r{}", ["a", "b"][n % 2].repeat(n / 2 + 1)));
    let many: Vec<String> = many.collect();
    let _ = check(&format!("{};lee:raa", many.join(";"))).stdout_has("1 warning[same-actor-twice]");
    for actors in ["lee:host;Lee Long:guest", "lee;lee:host", "lee;ann", &many.join(";")] {
        let _ = check(actors).stdout_lacks("same-actor-twice");
    }
    // Without the table a name is itself alone, however its letters were typed, and nobody is nobody.
    let check = |actors: &str| {
        let events = format!("date,title,actors\n2024-01-02,B,{actors}\n");
        Sandbox::new().csv("events", &events).run(["check"]).code(0)
    };
    for actors in ["Jos\u{e9};Jos\u{65}\u{301}", "Ann:host;Ben;Ann:host", "NA;Ann;NA;Ann"] {
        let _ = check(actors).stdout_has("1 warning[same-actor-twice]");
    }
    for actors in ["Ann;Ben", "NA;NA", "Ann:host;Ann"] {
        let _ = check(actors).stdout_lacks("same-actor-twice");
    }
    let args = ["add", "--date", "2024", "--title", "B", "--actor", "Ann", "--actor", "Ann"];
    let run = Sandbox::new().csv("events", "date,title,actors\n").run(args).code(0);
    let _ = run.stderr_has("warning[same-actor-twice]: --actor: `Ann` stands twice");
}

#[test]
fn a_link_that_is_an_assumption_is_told_as_one_in_every_format() {
    let events = "id,date,title\na,2024-01,A\nb,2024-01,B\nc,2024-01,C\n";
    let links =
        "event,relation,other,gap,certainty\na,before,b,2d,if Ann is right\nb,before,c,,certain\n";
    let sandbox = Sandbox::new().csv("events", events).csv("event_links", links);
    let told = |format| sandbox.run(["timeline", "id:a", "id:c", "-f", format]).code(0);
    let _ = told("csv").stdout_has(",a before b+2d (if Ann is right)\n");
    let _ = told("csv").stdout_has(",b before c\n");
    for format in ["text", "markdown", "json"] {
        let _ = told(format).stdout_has("if Ann is right");
    }
    let bounds = sandbox.run(["timeline", "id:a", "--bounds", "-f", "csv"]).code(0);
    let _ = bounds.stdout_has(",a before b+2d (if Ann is right),");
}

#[test]
fn actors_of_one_name_are_told_apart_by_their_ids_and_others_are_not() {
    let actors = "id,name\njs1,John Smith\njs2,John Smith\nb,Bob\n";
    let events = "id,date,title,type,actors\ne1,2024-01-01,T,meeting,js1:host;b\n\
                  e2,2024-01-02,T,meeting,js2:host;b\ne3,2024-01-03,T,meeting,js1;js2\n";
    let sandbox = Sandbox::new().csv("events", events).csv("actors", actors);
    for format in ["text", "markdown"] {
        let told = |query: &[&str]| {
            sandbox.run(query.iter().copied().chain(["-f", format])).code(0).output()
        };
        let ties = told(&["export", "--table", "ties"]);
        assert!(ties.contains("(js1)") && ties.contains("(js2)"), "{ties}");
        let parts = told(&["export", "--table", "participations"]);
        for part in ["T (e1)", "T (e2)", "John Smith (js1)", "John Smith (js2)"] {
            assert!(parts.contains(part), "{part}: {parts}");
        }
        let chronology = told(&["timeline"]);
        for all in ["John Smith (js1) (host); Bob", "John Smith (js1), John Smith (js2)"] {
            assert!(chronology.contains(all), "{all}: {chronology}");
        }
        // The only one of the name.
        let alone = told(&["timeline", "id:e1"]);
        assert!(alone.contains("John Smith (host); Bob"), "{alone}");
    }
    let table = sandbox.run(["timeline", "id:e3", "-f", "json"]).code(0);
    let _ = table.stdout_has("\"name\": \"John Smith\"").stdout_lacks("(js1)");
}

#[test]
fn an_actor_outside_its_lifetime_is_told_once_at_its_item() {
    let sandbox = Sandbox::new()
        .csv("actors", "id,name,end_date\na,Ada,2020\nb,Ben,\n")
        .csv("events", "date,title,actors\n2021,T,b;a:subject;Ada:host;a:speaker\n");
    let run = sandbox.run(["check"]).code(0);
    // As the subject it takes no part.
    let _ = run.stdout_has("events.csv:2:20").stdout_has("1 warning[outside-lifetime]");
    let sandbox = sandbox.csv("events", "date,title,actors\n2021,T,b;a:subject\n");
    let _ = sandbox.run(["check"]).code(0).stdout_lacks("outside-lifetime");
}

#[test]
fn in_a_role_of_ones_own_an_actor_is_outside_its_lifetime_in_contacts_alone() {
    for (kind, actors, is_outside) in [
        ("concert", "a:composer;b:conductor", false),
        ("", "a:testator", false),
        ("meeting", "a:composer;b", true),
        ("ceremony", "a:deceased;b", true),
        ("concert", "a;b", true),
        ("concert", "a:speaker;b", true),
    ] {
        let sandbox = Sandbox::new()
            .csv("actors", "id,name,end_date\na,Ada,2020\nb,Ben,\n")
            .csv("events", &format!("date,title,type,actors\n2021,T,{kind},{actors}\n"));
        let run = sandbox.run(["check"]).code(0);
        let found = "1 warning[outside-lifetime]";
        let _ = if is_outside { run.stdout_has(found) } else { run.stdout_lacks(found) };
    }
}

#[test]
fn an_actor_is_outside_its_lifetime_at_any_date_of_a_set_that_names_each() {
    for (date, is_outside) in [
        ("{1999,2005}", true),
        ("{1950,1999}", true),
        ("{1999..2005}", true),
        ("[1999,2005]", false),
        ("{1999,2000}", false),
        ("{1999,2005?}", false),
        ("1999/2005", false),
    ] {
        let sandbox = Sandbox::new()
            .csv("actors", "id,name,start_date,end_date\na,Ada,1960,2000\n")
            .csv("events", &format!("date,title,actors\n\"{date}\",T,a\n"));
        let found = "1 warning[outside-lifetime]";
        let run = sandbox.run(["check"]).code(0);
        let _ = if is_outside { run.stdout_has(found) } else { run.stdout_lacks(found) };
    }
}

#[test]
fn nobody_takes_part_in_what_was_cancelled_or_refuted() {
    for (status, is_outside) in
        [("cancelled", false), ("refuted", false), ("planned", true), ("alleged", true), ("", true)]
    {
        let sandbox = Sandbox::new()
            .csv("actors", "id,name,end_date\na,Ada,2020\n")
            .csv("events", &format!("date,title,status,actors\n2021,T,{status},a\n"));
        let (run, found) = (sandbox.run(["check"]).code(0), "1 warning[outside-lifetime]");
        let _ = if is_outside { run.stdout_has(found) } else { run.stdout_lacks(found) };
    }
}

#[test]
fn a_row_without_an_id_or_a_name_is_told_once_and_nothing_is_shown_of_it() {
    let sandbox = Sandbox::new()
        .csv("events", "date,title\n2021,T\n")
        .csv("actors", "id,name,kind\n,,person\n,Ben,\na b,,person\n")
        .csv("sources", "id,title,author\n,,Ann\n");
    let run = sandbox.run(["check"]).code(1).stdout_lacks("is shown instead");
    let run = run.stdout_has("an actor without an id or a name; the row is refused");
    let run = run.stdout_has("an actor without an id; the row is refused");
    let run = run.stdout_has("a source without an id or a title; the row is refused");
    let _ = run.stdout_has("3 error[blank-cell]").stdout_has("1 warning[blank-name]");
}

#[test]
fn a_first_row_that_names_a_known_column_is_not_said_to_name_none() {
    let sandbox = Sandbox::new().csv("events", "date,title\n2024,A\n");
    let run = |row: &str| {
        let input = format!("{row}\n1,2024-01-01,2024-01-02,B\n");
        let sandbox = Sandbox::new().copy(&sandbox.data()).bytes("new.csv", input.as_bytes());
        sandbox.run(["add", "new.csv"]).code(1)
    };
    let known = run("id,von,bis,was").stderr_has("no column of the file it is to go into");
    let _ = known.stderr_lacks("no column annals knows");
    let _ = run("nr,von,bis,was").stderr_has("names no column annals knows");
}

#[test]
fn a_word_that_denies_or_doubts_a_status_is_not_told_to_be_that_one() {
    for (word, meant) in [
        ("unconfirmed", "known are `reported`"),
        ("Unplanned", "known are `reported`"),
        ("Confirmed?", "known are `reported`"),
        ("(disputed ?)", "known are `reported`"),
        ("confimed", "did you mean `confirmed`?"),
        ("Comfirmed", "did you mean `confirmed`?"),
    ] {
        let sandbox = Sandbox::new()
            .csv("events", &format!("id,date,title,sources,status\na,2024,A,s,{word}\n"));
        let _ = sandbox.run(["check"]).code(1).stdout_has(&format!("= help: {meant}"));
    }
    let sandbox = Sandbox::new().csv("events", "id,date,title\na,2024,A\n");
    let run = sandbox.run(["timeline", "status:unconfirmed"]).code(2);
    let _ = run.stderr_has("`unconfirmed`; the words are reported, confirmed,");
}

#[test]
fn a_number_below_zero_is_told_to_be_none_that_an_option_takes() {
    let sandbox = Sandbox::new().csv("events", "id,date,title\na,2024,A\n");
    let needed = "a whole number from 0 on is needed";
    for (args, told) in [
        (["timeline", "--limit", "-1"], needed),
        (["timeline", "--limit", "x"], needed),
        (["diagram", "--top", "-1"], needed),
        (["diagram", "--min-count", "-1"], needed),
        (["diagram", "--width", "-480"], "-480 is not in 480..=8000"),
    ] {
        let _ = sandbox.run(args).code(2).stderr_has(told).stderr_lacks("tip");
    }
}

#[test]
fn errors_of_spreadsheets_in_any_language_make_no_actor() {
    for error in
        ["Err:502", "#ССЫЛКА!", "#Н/Д", "#N/D", "#¿NOMBRE?", "Loading...", "[object Object]"]
    {
        let events = format!("date,title,type,actors\n2024-03-01,A,call,{error};Ben\n");
        let sandbox = Sandbox::new().csv("events", &events);
        let _ = sandbox.run(["check"]).code(0).stdout_has("1 warning[placeholder]");
        let _ = sandbox.run(["list", "actors"]).stdout_has("Ben").stdout_lacks(error);
        // A day behind one is lost.
        let sandbox = sandbox.csv("events", &format!("date,title\n{error},A\n"));
        let _ = sandbox.run(["check"]).code(1).stdout_has("[bad-date]");
    }
}

#[test]
fn ditto_marks_make_no_actor_and_are_to_be_written_out() {
    for mark in ["ditto", "〃", "\"\"\"\"", "do.", "''"] {
        let events =
            format!("date,title,place,actors\n2024-03-01,A,Rome,Ada\n{mark},B,{mark},{mark}\n");
        let sandbox = Sandbox::new().csv("events", &events);
        let run = sandbox.run(["check"]).code(1).stdout_has("1 error, 2 warnings");
        let run = run.stdout_has("2 warning[placeholder]").stdout_has("1 error[bad-date]");
        let _ = run.stdout_has("means what stands in the row above").stdout_has("write it out");
        let _ = sandbox.run(["list", "actors", "--format", "csv"]).stdout_lacks(mark);
    }
    let named = "date,title,place,actors\n2024-03-01,A,Via Ditto,Ditto Bell;Idem\n";
    let _ = Sandbox::new().csv("events", named).run(["check"]).stdout_has("0 warnings");
}
