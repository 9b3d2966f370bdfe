//! `annals diagram` as a user runs it.

use std::process::Command;

use crate::support::Sandbox;

/// Whether Graphviz is here; where it must be and is not, that is a failure.
fn graphviz() -> bool {
    let here = Command::new("sfdp").arg("-V").output().is_ok();
    assert!(here || std::env::var_os("CI").is_none(), "CI needs Graphviz");
    if !here {
        eprintln!("skipped: no Graphviz on this machine");
    }
    here
}

#[test]
fn without_a_file_the_diagram_is_dot_on_stdout() {
    Sandbox::with_data()
        .run(["diagram"])
        .code(0)
        .stdout_has("graph annals {")
        .stdout_has("up to November 2025 · 49 actors, 100 of 204 ties")
        .stdout_has("100 of 204 ties are drawn")
        .stderr_has("100 of 204 ties are drawn: those of two or more contacts")
        .stdout_has("9+5?");
}

/// One summit of so many.
fn summit(number: usize) -> String {
    let actors: Vec<String> = (0..number).map(|n| format!("Delegate {n}")).collect();
    format!("id,date,title,type,actors\ne1,2024-02-12,Great round,summit,{}\n", actors.join(";"))
}

#[test]
fn a_meeting_of_many_is_a_box_in_every_format_and_nobody_is_tied_to_two_of_them_alone() {
    let sandbox = Sandbox::new().csv("events", &summit(40));
    let said = "780 ties of one event are drawn as its box; --all draws each of them.";
    for format in ["dot", "json", "svg"] {
        let run = sandbox.run(["diagram", "-f", format]).code(0).stderr("");
        let run = run.stdout_has(said).stdout_has("12 February 2024").stdout_has("Great round");
        let picture = run.stdout_has("February 2024 · 40 actors, 780 ties").output();
        let pair = picture.lines().find(|line| line.matches("actors/Delegate").count() > 1);
        assert_eq!(pair, None, "{format}");
        let words = "an event of many, with lines to its actors";
        assert!(format == "json" || picture.contains(words), "{format}");
    }
}

#[test]
fn what_a_picture_leaves_out_is_said_on_standard_error_by_diagram_and_build() {
    let sandbox = Sandbox::new().csv("events", &summit(300));
    let said = "4950 of 44850 ties are drawn: those of 100 of 300 actors of one event, as its box,";
    let run = sandbox.run(["diagram", "-f", "json"]).code(0).stderr_has(said);
    let _ = run.stdout_has("100 of 300 actors, 4950 of 44850 ties");
    sandbox.run(["diagram", "--top", "9"]).code(0).stderr("");
    let events = sandbox.run(["diagram", "--kind", "events"]).code(0);
    let _ = events.stderr_has("31 of 300 actors are drawn").stdout_has("31 of 300 actors, 1 event");
    let sandbox = Sandbox::with_data();
    let _ = sandbox.run(["build"]).code(0).stderr_has("diagram.dot: 100 of 204 ties are drawn");
}

#[test]
fn a_query_stands_in_the_picture() {
    Sandbox::with_data().run(["diagram", "type:call"]).code(0).stdout_has("type call");
}

#[test]
fn an_unknown_actor_is_named_with_what_was_probably_meant() {
    Sandbox::with_data()
        .run(["diagram", "--ego", "trmp"])
        .code(2)
        .stderr_has("unknown actor `trmp`; did you mean `trump`?");
}

#[test]
fn an_actor_is_found_by_alias_in_any_script_and_case() {
    Sandbox::with_data()
        .run(["diagram", "--ego", "владимир путин"])
        .code(0)
        .stdout_has("around Vladimir Putin");
}

#[test]
fn an_actor_without_a_tie_is_drawn_alone() {
    let events = "date,title,actors\n2025,T,anna\n";
    Sandbox::new()
        .csv("events", events)
        .run(["diagram", "--ego", "anna"])
        .code(0)
        .stdout_has("\"actors/anna\"")
        .stdout_has("No two actors are tied here.");
}

#[test]
fn where_options_leave_no_tie_they_are_named_and_not_the_data() {
    let sandbox = Sandbox::with_data();
    for (options, kind) in [
        (&["--min-count", "99"][..], "actors"),
        (&["--top", "0"], "actors"),
        (&["--actors", "1"], "events"),
        (&["--ego", "putin", "--hops", "0"], "actors"),
        (&["--ego", "putin", "--hops", "0"], "events"),
    ] {
        let run = sandbox.run([&["diagram", "--kind", kind], options].concat()).code(0);
        let run =
            run.stderr_has(&format!("none of the 204 ties is left by {}\n", options.join(" ")));
        let run = run.stdout_lacks("No two actors are tied").stdout_lacks("joins two actors");
        let _ = run.stdout_has(if options[0] == "--ego" { " is drawn." } else { "as asked for." });
    }
    let events = Sandbox::new().csv("events", "date,title,actors\n2025,T,anna\n");
    events.run(["diagram"]).code(0).stderr_has("no two actors are tied by these events; ");
    let rows =
        "id,date,title,type,actors,status\na,2025,T,call,ann;ben,\nb,2025,U,call,ann;ben,refuted\n";
    let refuted = Sandbox::new().csv("events", rows);
    let said = "no two actors are tied by these events\n1 refuted contact makes no tie; `annals diagram --ties together` draws it.\n";
    let _ = refuted.run(["diagram", "id:b"]).code(0).stderr(said);
    let svg = refuted.run(["diagram", "-f", "svg"]).code(0).stderr("");
    let _ = svg.stdout_has("no source is named. Left out: 1 refuted contact.<");
    let together = events.run(["diagram", "--ties", "together"]).code(0);
    let _ = together.stderr_has("no two actors stand together in one of these events");
}

#[test]
fn events_whose_type_is_no_contact_are_told_with_the_option_that_draws_them() {
    let letters: String = (0..200).map(|n| format!("1850,Letter {n},Anna;Ben,letter\n")).collect();
    let events = format!("date,title,actors,type\n{letters}1851,Visit,Cleo;Dan,visit\n");
    let mixed = Sandbox::new().csv("events", &events);
    let told = "200 events of two or more actors make no tie, for their type is no contact (`letter`); `annals diagram --ties together` draws them.";
    for kind in ["actors", "events"] {
        mixed
            .run(["diagram", "--kind", kind])
            .code(0)
            .stdout_has(told)
            .stderr(&format!("{told}\n"));
    }
    let built = mixed.run(["build"]).code(0).errors();
    assert_eq!(built.matches(told).count(), 1, "{built}");
    assert!(mixed.read("output/diagram.dot").contains(told));
    mixed.run(["diagram", "--ties", "together"]).code(0).stderr("").stdout_lacks("no tie");
    mixed.run(["diagram", "--ego", "cleo"]).code(0).stderr("").stdout_lacks("no tie");
    let untyped = Sandbox::new().csv("events", "date,title,actors\n2001,A,a;b\n2002,B,b;c\n");
    let run = untyped.run(["diagram"]).code(0).stderr_lacks("list types");
    run.stderr_has(
        "2 events of two or more actors make no tie, for they have no type; `annals diagram",
    );
    for sound in ["2001,A,a;b,visit\n2001,B,a;b,statement\n", "2001,A,a;b,visit\n2002,B,a,letter\n"]
    {
        let sandbox = Sandbox::new().csv("events", &format!("date,title,actors,type\n{sound}"));
        sandbox.run(["diagram"]).code(0).stderr("").stdout_lacks("make");
    }
    Sandbox::with_data().run(["build"]).code(0).stderr_lacks("make no tie");
}

#[test]
fn a_legend_names_no_country_and_no_kind_where_none_is_stated() {
    let sandbox = Sandbox::new().csv("events", "date,title,actors,type\n2001,A,a;b,visit\n");
    sandbox.run(["diagram"]).code(0).stdout_lacks("not stated").stdout_lacks("oval");
    let actors = "id,name,country,kind\na,A,France,person\nb,B,FRANCE,\n";
    let run = sandbox.csv("actors", actors).run(["diagram"]).code(0);
    run.stdout_has(">France<").stdout_lacks("FRANCE<").stdout_has("oval: kind not stated");
}

#[cfg(feature = "raster")]
#[test]
fn a_page_too_large_for_pixels_is_said_to_be_drawn_smaller() {
    let day = |n: usize| format!("1800,Handover {n},Mayor {n};Deputy {n},ceremony\n");
    let events: String = (0..150).map(day).collect();
    let sandbox = Sandbox::new().csv("events", &format!("date,title,actors,type\n{events}"));
    let wide = ["diagram", "--all", "--width", "480", "-o"];
    let run = sandbox.run([&wide[..], &["x.png"]].concat()).code(0);
    let run = run.stderr_has("the PNG is drawn at ");
    run.stderr_has(
        " % of its size, for no side is longer than 16000 pixels; SVG has no such limit\n",
    );
    sandbox.run([&wide[..], &["x.svg"]].concat()).code(0).stderr("");
    sandbox.run(["diagram", "--top", "3", "-o", "y.png"]).code(0).stderr("");
}

#[test]
fn a_page_is_as_wide_as_asked_for_or_refused() {
    let sandbox = Sandbox::with_data();
    for width in ["0", "479", "8001", "99999"] {
        let run = sandbox.run(["diagram", "--width", width, "-o", "x.svg"]).code(2);
        let _ = run.stderr_has("480..=8000");
    }
    sandbox.run(["diagram", "--top", "9", "--width", "480", "-o", "x.svg"]).code(0);
    assert!(sandbox.read("x.svg").contains(" width=\"480\" "));
}

#[test]
fn graphviz_draws_and_says_which_engine() {
    if !graphviz() {
        return;
    }
    let sandbox = Sandbox::with_data();
    sandbox.run(["diagram", "-o", "x.pdf"]).code(0).stderr_has("drawn by Graphviz sfdp");
    assert!(sandbox.path().join("x.pdf").exists());
    let run = sandbox.run(["diagram", "--engine", "neato", "-o", "y.svg"]).code(0);
    let _ = run.stderr_lacks("drawn by Graphviz");
    sandbox.run(["diagram", "--engine", "neato"]).code(0).stdout_has("</svg>");
    sandbox.run(["diagram", "--engine", "neato", "-o", "z.md"]).code(2).stderr_has("known are svg");
}

#[test]
fn without_graphviz_the_message_says_what_to_do_and_no_file_is_written() {
    let sandbox = Sandbox::with_data().variable("PATH", "");
    sandbox.run(["diagram", "-o", "x.pdf"]).code(2).stderr_has("needs Graphviz");
    assert!(!sandbox.path().join("x.pdf").exists());
    sandbox.run(["diagram", "--top", "9", "-o", "x.svg"]).code(0).stderr("");
    assert!(sandbox.read("x.svg").contains("role=\"img\""), "our own drawing needs nothing");
    sandbox.run(["diagram", "--top", "9", "-o", "x.dot"]).code(0).stderr("");
    assert!(sandbox.read("x.dot").starts_with("graph annals {"));
}

#[test]
fn dot_is_not_run_for_minutes() {
    let actors: Vec<String> = (0..50).map(|n| format!("a{n}")).collect();
    let events = format!("date,title,type,actors\n2025,T,meeting,{}\n", actors.join(";"));
    Sandbox::new()
        .csv("events", &events)
        .run(["diagram", "--all", "--engine", "dot", "-o", "x.svg"])
        .code(2)
        .stderr_has("dot would take minutes for 1225 lines")
        .stderr_has("--engine sfdp");
}

#[test]
fn ties_and_participations_are_tables_too() {
    let sandbox = Sandbox::with_data();
    sandbox
        .run(["export", "--table", "ties"])
        .code(0)
        .stdout_has("a,b,count,unconfirmed,in_person,remote,first,last,events\n")
        .stdout_has("\nputin,trump,9,5,1,13,,2025-10-16,");
    sandbox
        .run(["export", "--table", "participations"])
        .code(0)
        .stdout_has("event,actor,role,part\n")
        .stdout_has("\ne001,peskov,denier,reports\n");
}

#[test]
fn marks_of_direction_show_as_a_sign_in_pictures_as_they_do_in_text() {
    let events = "date,title,type,actors\n2024,T,meeting,\u{202e}Ada;B\u{2066}o\n";
    let sandbox = Sandbox::new().csv("events", events);
    for arguments in [
        &["diagram", "-f", "dot"][..],
        &["diagram", "-f", "svg"],
        &["diagram", "-f", "svg", "--kind", "events"],
        &["timeline"],
        &["timeline", "-f", "markdown"],
    ] {
        let run = sandbox.run(arguments).code(0).stdout_has("\u{fffd}Ada");
        let _ = run.stdout_lacks("\u{202e}").stdout_lacks("\u{2066}");
    }
    sandbox.run(["diagram", "-f", "json"]).code(0).stdout_has("\u{202e}Ada");
}
