//! Queries, `show`, `list`, `init` and `completions` on the command line.

use annals::view::query::FIELDS;

use crate::support::Sandbox;

#[test]
fn every_command_that_reads_events_takes_the_same_query() {
    let sandbox = Sandbox::with_data();
    for command in [&["timeline"][..], &["export"], &["list", "types"]] {
        let with = |term: &str| sandbox.run(command.iter().copied().chain([term]));
        with("id:e026").code(0).stderr("");
        with("actr:putin").code(2).stderr_has("did you mean `actor`?");
        with("place:atlantis")
            .code(0)
            .stderr_has("no event matches: place atlantis; `annals list places` shows the places");
    }
}

#[test]
fn the_story_of_the_origin_article_is_told_in_order() {
    let told = Sandbox::with_data().run(["timeline", "--brief", "tag:origin"]).code(0).output();
    assert_eq!(told.matches("  [e").count(), 7, "{told}");
}

#[test]
fn errors_are_told_once_and_end_with_2() {
    let sandbox = Sandbox::with_data();
    sandbox
        .run(["timeline", "actor:putn"])
        .code(2)
        .stderr("error: unknown actor `putn`; did you mean `putin`?\n")
        .stdout("");
    sandbox.run(["timeline", "actor:trump+"]).code(2).stderr_has("missing beside the `+`");
    for (term, missing) in [
        ("actor:trump:", "error: a role is missing after the `:` of `trump:`\n"),
        ("actor:putin+trump: ", "error: a role is missing after the `:` of `trump:`\n"),
        ("actor::caller", "error: an actor is missing before the `:` of `:caller`\n"),
    ] {
        sandbox.run(["timeline", term]).code(2).stderr(missing);
    }
    sandbox
        .run(["timeline", "tag:orgin"])
        .code(0)
        .stderr("no event matches: tag orgin; did you mean `origin`?\n");
    sandbox.run(["timeline", "12:30"]).code(2).stderr_has("'\"12:30\"'");
    sandbox.run(["show", "Witkov"]).code(2).stderr_has("or `witkoff`?");
}

#[test]
fn help_explains_every_field() {
    let sandbox = Sandbox::new();
    for command in ["timeline", "export", "list"] {
        let help = sandbox.run([command, "--help"]).code(0).output();
        let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
        for field in FIELDS {
            assert!(
                help.contains(field.examples[0]) && help.contains(field.about),
                "{}",
                field.name
            );
        }
    }
}

#[test]
fn every_help_opens_with_an_example() {
    let sandbox = Sandbox::new();
    let list = sandbox.run(["--help"]).code(0).output();
    let part = list.split("Commands:").nth(1).unwrap().split("\n\n").next().unwrap().to_string();
    let commands: Vec<&str> = part.lines().filter_map(|l| l.split_whitespace().next()).collect();
    assert!(commands.len() > 5, "{commands:?}");
    for command in commands.iter().filter(|c| **c != "help") {
        let help = sandbox.run([*command, "--help"]).code(0).output();
        let example = format!("Example: annals {command}");
        assert!(help.split("Usage:").next().unwrap().contains(&example), "{command}: {help}");
    }
}

#[test]
fn show_and_list_come_in_every_table_format() {
    let sandbox = Sandbox::with_data();
    for format in ["text", "markdown", "csv", "json"] {
        sandbox.run(["show", "putin", "-f", format]).code(0).stdout_has("Vladimir Putin");
        sandbox.run(["list", "actors", "-f", format]).code(0).stdout_has("Vladimir Putin");
    }
    sandbox.run(["list", "roles", "-o", "roles.csv"]).code(0).stdout("");
    assert!(sandbox.read("roles.csv").starts_with("events,role,part,meaning\n"));
}

#[test]
fn init_makes_a_folder_that_passes_and_overwrites_nothing() {
    let sandbox = Sandbox::new();
    sandbox.run(["init", "new/folder"]).code(0).stdout("").stderr_has("made events.csv");
    let check = sandbox.run(["check", "--data", "new/folder"]).code(0).output();
    assert!(!check.contains("warning[") && !check.contains("note["), "{check}");
    sandbox.run(["init", "new/folder"]).code(2).stderr_has("init overwrites nothing");
    let sandbox = sandbox.bytes("mine/README.md", b"mine");
    sandbox.run(["init", "mine"]).code(2).stderr_has("mine/README.md is there already");
    assert_eq!(sandbox.read("mine/README.md"), "mine");
    assert!(!sandbox.path().join("mine/events.csv").exists());
    sandbox.run(["init"]).code(0).stderr_has("in data");
    for table in ["events-2024.csv", "events/2024.csv", "relationships.csv"] {
        let sandbox = Sandbox::new().bytes(&format!("mine/{table}"), b"date,title\n2024,Mine\n");
        let run = sandbox.run(["init", "mine"]).code(2);
        run.stderr_has(&format!("mine/{table} is there already"));
        assert!(!sandbox.path().join("mine/actors.csv").exists());
    }
}

#[test]
fn completions_know_every_command() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        sandbox.run(["completions", shell]).code(0).stdout_has("timeline").stdout_has("export");
    }
}

#[test]
fn sharp_s_and_ligatures_are_found_by_the_letters_they_stand_for() {
    let events = "id,date,title,actors,place,sources\n\
                  e1,2025-02-12,A call,Anna Weiß,Große Straße,The \u{fb01}le\n";
    let sandbox = Sandbox::new().csv("events", events);
    for term in [
        "place:STRASSE",
        "place:strasse",
        "place:GROẞE",
        "strasse",
        "source:FILE",
        "actor:anna weiss",
        "actor:ANNA WEISS",
    ] {
        sandbox.run(["timeline", term]).code(0).stdout_has("A call").stderr("");
    }
}

#[test]
fn a_date_is_not_found_at_a_time_that_its_words_exclude() {
    let events = "id,date,title\na,1984-X1,A\nb,2025-XX-12,B\nc,XXXX-12-25,C\nd,\"[2025-06-01,2025-07-31]\",D\ne,2025,E\n";
    let sandbox = Sandbox::new().csv("events", events);
    let found = |terms: &[&str]| {
        let arguments = ["export", "--table", "events"].iter().chain(terms);
        let rows = sandbox.run(arguments).code(0).output();
        rows.lines().skip(1).filter_map(|row| row.get(..1)).collect::<String>()
    };
    for (term, ids) in [
        ("date:1984-05", ""),
        ("date:1984-11", "a"),
        ("date:1984", "ac"),
        ("date:2025-06-30", "e"),
        ("date:2025-06", "bde"),
        ("date:2025-12-20..2025-12-26", "ce"),
        ("not:date:2025-06-30", "abcd"),
        ("from:2025-08", "bce"),
        ("to:1983", "c"),
    ] {
        assert_eq!(found(&[term]), ids, "{term}");
    }
    for (terms, ids) in [
        (["from:2025-06-30", "to:2025-06-30"], "e"),
        (["from:2025-06-13", "to:2025-07-12"], "be"),
        (["from:2025-06-30", "not:to:2025-05"], "d"),
        (["not:from:2025-07", "to:2025-06-30"], "a"),
    ] {
        assert_eq!(found(&terms), ids, "{terms:?}");
    }
    // The same field twice means either.
    assert_eq!(found(&["from:2025-06-30", "from:2025-06-12", "to:2025-06-30"]), "be");
    assert_eq!(found(&["date:2025", "--certain"]), "bde");
}

#[test]
fn a_status_is_found_however_it_is_written() {
    let events = "id,date,title,status\na,2024,One,Disputed\nb,2024,Two,disputed\n\
                  c,2024,Three,WRONG\nd,2024,Four,\n";
    let sandbox = Sandbox::new().csv("events", events);
    let found = |term: &str| {
        let table = sandbox.run(["export", term]).code(0).output();
        table.lines().skip(1).filter_map(|line| line.chars().next()).collect::<String>()
    };
    assert_eq!((found("status:Disputed"), found("status:disputed")), ("ab".into(), "ab".into()));
    assert_eq!((found("not:status:disputed"), found("status:reported")), ("cd".into(), "d".into()));
    assert_eq!((found("status:wrong"), found("status:WRONG")), ("c".into(), "c".into()));
    let unknown = sandbox.run(["export", "status:wron"]).code(2);
    let _ = unknown.stderr_has("did you mean `WRONG`? The words are reported, confirmed,");
}

#[test]
fn a_phrase_is_found_where_the_cell_breaks_its_line() {
    let events = "id,date,title,actors,place,sources,summary\n\
                  a,2024,\"Prisoner\nswap\",\"Ann\n Lee\",\"New\r\nYork\",\"The\nTimes\",x  y\n\
                  b,2024,Prisonerswap,AnnLee,NewYork,TheTimes,xy\n";
    let sandbox = Sandbox::new().csv("events", events);
    for term in ["prisoner swap", "place:new york", "actor:ann lee", "source:the times", "x y"] {
        let told = sandbox.run(["export", "-f", "json", "--table", "events", term]).code(0);
        let _ = told.stdout_has("Prisoner\\nswap").stdout_lacks("Prisonerswap");
    }
}

#[test]
fn what_does_not_show_hides_nothing_from_a_query() {
    let events = "id,date,title,actors,place,tags\n\
                  a,2024,A,Ann,Kyi\u{200b}v,\u{200b}vote\n\
                  b,2024,B,Ann,Kyiv,vote\n\
                  c,2024,Waffen\u{ad}stillstand,Ann,,x;vote\u{ad};y\n\
                  d,2024,D,An\u{ad}na,,votes\n";
    let sandbox = Sandbox::new().csv("events", events);
    let found = |term: &str| {
        let table = sandbox.run(["export", term]).code(0).output();
        table.lines().skip(1).filter_map(|line| line.chars().next()).collect::<String>()
    };
    for (term, ids) in [
        ("tag:vote", "abc"),
        ("not:tag:vote", "d"),
        ("tag:vo\u{2060}te\u{feff}", "abc"),
        ("place:kyiv", "ab"),
        ("waffenstillstand", "c"),
        ("actor:anna", "d"),
        ("\u{200b}actor:Ann", "abc"),
    ] {
        assert_eq!(found(term), ids, "{term}");
    }
    let _ = sandbox.run(["list", "tags", "-f", "csv"]).stdout_has("\n3,vote\n1,votes\n");
    let _ = sandbox.run(["list", "places", "-f", "csv"]).stdout("events,place\n2,Kyiv\n");
    let _ = sandbox.run(["timeline", "tag:\u{ad}"]).code(2).stderr_has("nothing stands after");
    // Cells stay as they are written.
    let _ = sandbox.run(["export"]).code(0).stdout(events);
}

#[test]
fn a_participant_is_also_one_without_a_role() {
    let events = "id,date,title,type,actors\na,2024,One,call,ada;ben:participant\n\
                  b,2024,Two,call,ada:host;cy:guest\n";
    let sandbox = Sandbox::new().csv("events", events);
    let found = |term: &str| sandbox.run(["export", term]).code(0).stdout_lacks("b,2024");
    let _ = found("role:participant").stdout_has("a,2024");
    let _ = found("actor:ada:Participant").stdout_has("a,2024");
}

#[test]
fn what_a_list_names_can_be_asked_for() {
    let events =
        "id,date,title,type,actors\na,2025-01-10,Aaa,call,X;Y:participant\nb,2025-01-11,Bbb,,X\n";
    let sandbox = Sandbox::new().csv("events", events);
    let roles = sandbox.run(["list", "roles", "-f", "csv"]).code(0);
    let _ = roles.stdout_has("\n2,participant,").stdout_lacks("(none)");
    sandbox.run(["list", "types", "-f", "csv"]).code(0).stdout_has("\n1,(none),no");
    let none = sandbox.run(["timeline", "type:(none)", "--brief"]).code(0);
    let _ = none.stdout_has("Bbb").stdout_lacks("Aaa");
    sandbox.run(["timeline", "not:type:(none)", "--brief"]).code(0).stdout_lacks("Bbb");
}

#[test]
fn an_actor_with_a_plus_in_its_name_is_found_in_a_role_and_beside_another() {
    let events =
        "id,date,title,actors\na,2024,A,Canal+:host;Ann\nb,2024,B,Canal+;Ben\nc,2024,C,Ann\n";
    let sandbox = Sandbox::new().csv("events", events);
    for (term, found) in [
        ("actor:Canal+", "a b"),
        ("actor:Canal+:host", "a"),
        ("actor:Canal++Ann", "a"),
        ("actor:Ann+Canal+", "a"),
        ("actor:Ben + canal+", "b"),
        ("actor:Canal+:host+Ann", "a"),
    ] {
        let csv = sandbox.run(["timeline", "-f", "csv", term]).code(0).output();
        let ids: Vec<&str> =
            csv.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
        assert_eq!(ids.join(" "), found, "{term}");
    }
    for (term, said) in [
        ("actor:+Ann", "an actor is missing beside the `+` of `+Ann`"),
        ("actor:Ann++Ben", "an actor is missing beside the `+` of `Ann++Ben`"),
        ("actor:Ann+Bem", "unknown actor `Bem`; did you mean `Ben`?"),
    ] {
        let _ = sandbox.run(["timeline", term]).code(2).stderr_has(said);
    }
}
