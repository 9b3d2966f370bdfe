//! What is written nearly right: names of two spellings, columns that other programs name otherwise, words
//! of one's own, parts of names behind a colon.

use super::support::Sandbox;

fn events(text: &str) -> Sandbox {
    Sandbox::new().csv("events", text)
}

#[test]
fn names_that_look_the_same_are_told_once_for_each_spelling_where_no_table_names_them() {
    let names = ["Ann Lee", "Ann\u{a0}Lee", "Ann  Lee", "ann lee", "Ann L\u{ad}ee", "ann lee:host"];
    let rows: String = names.iter().map(|name| format!("2025,A {name},{name};Bob\n")).collect();
    let run = events(&format!("date,title,actors\n{rows}")).run(["check"]).code(0);
    let run = run.stdout_has("4 warning[id-differs-by-case]").stdout_has("events.csv:3:");
    let run = run.stdout_has("actors `Ann Lee` and `ann lee` differ only by upper and lower case;");
    run.stdout_has("differ only by blanks or what does not show; they count as two");
}

#[test]
fn names_that_differ_by_case_and_blanks_are_told_so_and_those_of_refused_rows_are_not() {
    let run = events("date,title,actors\n2025,A,Ann Lee\n2025,B,ann  lee\n").run(["check"]).code(0);
    run.stdout_has(
        "differ only by upper and lower case, and by blanks or what does not show; they",
    );
    let refused = "date,title,actors\n2025,A,Ann Lee\n2025,,ann lee\n";
    events(refused).run(["check"]).code(1).stdout_lacks("id-differs-by-case");
}

#[test]
fn other_names_and_addresses_are_not_told_nor_is_what_a_table_names() {
    let rows = "2025,A,Ann Lee;Anna Lee;Ann-Lee,https://a.org/aB;https://a.org/ab;Daily\n";
    let text = format!("date,title,actors,sources\n{rows}2025,B,Ann Lee:host,Daily#p. 1\n");
    events(&text).run(["check"]).code(0).stdout_lacks("id-differs-by-case");
    let text = "date,title,sources\n2025,A,Daily\n2025,B,The Times;DAILY#p. 1\n";
    let run = events(text).run(["check"]).code(0);
    run.stdout_has("sources `DAILY` and `Daily` differ only by upper and lower case")
        .stdout_has("events.csv:2:8");
    let named = events("date,title,actors\n2025,A,Ann Lee;ann\n");
    let named = named.csv("actors", "id,name\nann,Ann Lee\n");
    named.run(["check"]).code(0).stdout_lacks("id-differs-by-case");
}

#[test]
fn columns_that_other_programs_name_otherwise_are_told() {
    let run = events(
        "Event ID,date,title,Event Type,actors,Location,City\n7,2024-01-01,M,meeting,Ann;Bob,Kyiv,Kyiv\n",
    )
    .run(["check"])
    .code(0);
    run.stdout_has("column `Event ID` is not read; did you mean `id`?")
        .stdout_has("column `Event Type` is not read; did you mean `type`?")
        .stdout_has("column `Location` is not read; did you mean `place`?")
        .stdout_has("3 warnings");
}

#[test]
fn columns_of_ones_own_are_not_told_beside_those_that_are_known() {
    let names = "category,kind,location,city,event_id,description,keywords,rate,late,data,update,uid,aid,sex,state";
    let known = "id,date,title,type,place,status,summary,tags,seq";
    let row = "e1,2025,A,meeting,Kyiv,reported,Words,a,1,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p\n";
    let sandbox = events(&format!("{known},{names}\n{row}"));
    sandbox.run(["check"]).code(0).stdout_has("0 errors, 0 warnings, 0 notes");
}

#[test]
fn the_line_that_takes_a_file_in_maps_the_columns_that_an_event_can_do_without() {
    let run = events("Event ID,day,headline,Event Type,Location\n7,2024-01-01,M,meeting,Kyiv\n")
        .run(["check"])
        .code(1);
    run.stdout_has("--map headline=title").stdout_has(
        "--map 'Event ID=id' --map 'Event Type=type' --map Location=place --add-columns",
    );
}

#[test]
fn a_blank_column_of_a_file_of_semicolons_is_not_proposed() {
    let run = events("eventdate;when;title\n;2024-01-01;A\n").run(["check"]).code(1);
    run.stdout_has("is `when` the `date`?");
}

#[test]
fn a_name_with_a_colon_is_created_whole_and_told_behind_an_actor() {
    let sandbox = events("date,title,actors\n2025,A,ua\n").csv("actors", "id,name\nua,Ukraine\n");
    let run = sandbox.run([
        "add",
        "--date",
        "2025",
        "--title",
        "B",
        "--actor",
        "NATO: Press Office",
        "--actor",
        "Ukraine: Ministry of Defence",
        "--create-actors",
    ]);
    run.code(0).stderr_has("is it part of a name?");
    assert!(sandbox.read("data/actors.csv").ends_with(",NATO: Press Office\n"));
    let run = sandbox.run(["check"]).code(0);
    run.stdout_has("`Ministry of Defence` is read as a role; is it part of a name?")
        .stdout_has("1 warning[near-miss-role]");
    for role in [
        "head of state",
        "CEO",
        "Foreign Minister",
        "Premier ministre",
        "Minister of Trade and Industry",
        "Head of Department",
        "Council Member",
        "Director of the Press Office",
    ] {
        let roles = events(&format!("date,title,actors\n2025,A,ua:{role}\n"));
        let run = roles.csv("actors", "id,name\nua,Ukraine\n").run(["check"]).code(0);
        run.stdout_has("0 warnings, 0 notes");
    }
    for name in ["Press Office", "Ministry for Foreign Affairs", "Ministère de la Défense"] {
        let named = events(&format!("date,title,actors\n2025,A,ua:{name}\n"));
        let run = named.csv("actors", "id,name\nua,Ukraine\n").run(["check"]).code(0);
        run.stdout_has("is it part of a name?");
    }
}

#[test]
fn addresses_and_identifiers_with_a_colon_are_created_whole() {
    let sandbox = events("date,title,actors\n2025,A,ua\n").csv("actors", "id,name\nua,Ukraine\n");
    let names =
        "https://x.com/jack;https://x.com/biz;viaf:10;imdb:nm1;ORCID:0-2;Berlin 10:30;Ann:envoy";
    let add = ["add", "--date", "2025", "--title", "B", "--create-actors", "--actor"];
    let mut words = add.to_vec();
    names.split(';').for_each(|name| words.extend([name, "--actor"]));
    words.pop();
    sandbox.run(words).code(0);
    let actors = sandbox.read("data/actors.csv");
    for name in names.split(';') {
        let name = name.strip_suffix(":envoy").unwrap_or(name);
        assert!(actors.contains(&format!(",{name}\n")), "{name} in {actors}");
    }
}

#[test]
fn a_slip_in_a_name_is_told_whatever_its_role_and_nobody_is_created() {
    let actors = "id,name\nputin,Vladimir Putin\njohn-smith,John Smith\n";
    for role in ["Envoy", "special envoy", " by phone", "envoy", "Caller", "nm1"] {
        let text = format!("date,title,actors\n2025,A,Vladimir Putim:{role}\n");
        let sandbox = events(&text).csv("actors", actors);
        sandbox.run(["check"]).code(1).stdout_has("did you mean `Vladimir Putin`?");
        let actor = format!("Vladimir Putim:{role}");
        let add = ["add", "--date", "2025", "--title", "B", "--create-actors", "--actor", &actor];
        sandbox.run(add).code(1);
        assert_eq!(sandbox.read("data/actors.csv"), actors);
    }
    let roles = "John Smith:chief negotiator;putin:head of UN delegation";
    let sandbox = events(&format!("date,title,actors\n2025,A,{roles}\n")).csv("actors", actors);
    sandbox.run(["check"]).code(0).stdout_has("0 errors, 0 warnings");
}

#[test]
fn an_actor_may_take_the_name_it_is_referred_to_by_as_its_id() {
    let sandbox = events("date,title,actors\n2025,A,Ann:host;bob\n2025,B,ann\n");
    let sandbox = sandbox.csv("actors", "id,name\nann,Ann\nbob,Robert\n");
    sandbox.run(["rename", "actors/ann", "Ann"]).code(0);
    assert!(sandbox.read("data/events.csv").ends_with("2025,A,Ann:host;bob\n2025,B,Ann\n"));
    let run = sandbox.run(["rename", "actors/Ann", "Robert"]).code(1);
    run.stderr_has("is the name of another row");
    let shared = events("date,title,actors\n2025,A,Ann\n");
    let shared = shared.csv("actors", "id,name\nann,Ann\nbob,Ann\n");
    shared.run(["rename", "actors/ann", "Ann"]).code(1);
    assert!(shared.read("data/actors.csv").contains("\nann,Ann\n"));
}

/// A folder with tables of actors and sources.
fn named(rows: &str) -> Sandbox {
    let actors = "id,name,aliases\nputin,Vladimir Putin,\"Putin;the \"\"Boss\"\"\"\ntrump,Donald Trump,\n\
                  xi,Xi Jinping,a:b\n";
    let sources = "id,title,url\ns1,One,https://x.org/a\ns2,Two,\n";
    events(rows).csv("actors", actors).csv("sources", sources)
}

#[test]
fn an_event_is_the_same_whatever_it_calls_its_actors_and_sources() {
    let header = "id,date,title,place,actors,sources\n";
    let first = "a,2024-01-02,Caf\u{e9},Z\u{fc}rich,putin:host;trump,s1;s2\n";
    for second in [
        "Caf\u{e9},Z\u{fc}rich,trump;putin : host,s2;s1",
        "Caf\u{e9},Z\u{fc}rich,Vladimir Putin:host;trump,s1;s2",
        "Caf\u{e9},Z\u{fc}rich,Putin:host;Donald Trump,s1;s2",
        "Caf\u{e9},Z\u{fc}rich,\"the \"\"Boss\"\":host;trump\",s1;s2",
        "Caf\u{e9},Z\u{fc}rich,putin:host;trump:participant,s1;s2",
        "Caf\u{e9},Z\u{fc}rich,putin:host;trump,https://x.org/a;s2",
        "Cafe\u{301},Zu\u{308}rich,putin:host;trump,s1;s2",
    ] {
        let sandbox = named(&format!("{header}{first}b,2024-01-02,{second}\n"));
        let told = sandbox.run(["check"]).code(0).output();
        assert_eq!(told.matches("warning[same-event-twice]: the").count(), 1, "{second}: {told}");
    }
    // Somebody else, another role, and a place in a source, which may tell of another event.
    for second in [
        "Caf\u{e9},Z\u{fc}rich,Vladimir Putin:guest;trump,s1;s2",
        "Caf\u{e9},Z\u{fc}rich,Vladimir Putin;Donald Trump:host,s1;s2",
        "Caf\u{e9},Z\u{fc}rich,putin:host;Xi Jinping,s1;s2",
        "Caf\u{e9},Z\u{fc}rich,Putin:host;trump;xi,s1;s2",
        "Caf\u{e9},Z\u{fc}rich,putin:host;trump,https://x.org/a",
        "Caf\u{e9},Z\u{fc}rich,putin:host;trump,s1#p. 2;s2",
        "Cafe,Zurich,putin:host;trump,s1;s2",
    ] {
        let sandbox = named(&format!("{header}{first}b,2024-01-02,{second}\n"));
        let _ = sandbox.run(["check"]).code(0).stdout_lacks("same-event-twice");
    }
}

#[test]
fn an_event_with_an_unknown_actor_is_the_same_only_as_one_with_the_same() {
    let header = "id,date,title,actors,sources\na,2024,Talks,nobody;putin,s1\n";
    let check = |second: &str| {
        let sandbox = named(&format!("{header}b,2024,Talks,{second}\n"));
        sandbox.run(["check"]).code(1).stdout_has("unknown-actor")
    };
    let _ = check("Putin;nobody,s1").stdout_has("same-event-twice");
    let _ = check("Putin;somebody,s1").stdout_lacks("same-event-twice");
    let _ = check("Putin,s1").stdout_lacks("same-event-twice");
    let _ = check("Putin;nobody,s9").stdout_lacks("same-event-twice");
}

#[test]
fn an_added_row_with_an_id_is_told_to_be_there_whatever_it_calls_its_actors() {
    let header = "id,date,title,actors,sources\n";
    let row = "2024-01-02,A call,Vladimir Putin;Donald Trump,s1\n";
    let sandbox = named(&format!("{header}a,2024-01-02,A call,putin;trump,s1\n"));
    let sandbox = sandbox.bytes("in.csv", format!("{header}b,{row}").as_bytes());
    let run = sandbox.run(["add", "--dry-run", "in.csv"]);
    let _ = run.stderr_has("same-event-twice");
}

#[test]
fn words_are_counted_as_one_however_they_were_typed() {
    let rows = "id,date,title,type,actors,place,tags\n\
                a,2024-01-02,One,r\u{e9}union,x:t\u{e9}moin;y,Zu\u{308}rich,e\u{301}\n\
                b,2024-01-03,Two,re\u{301}union,x:te\u{301}moin;y,Z\u{fc}rich,\u{e9}\n\
                c,2024-01-04,Three,call,y,New York,\n\
                d,2024-01-05,Four,call,y,\"New\nYork\",\n\
                e,2024-01-06,Five,call,y,New\u{a0}York,\n";
    let actors = "id,name,country\nx,Xa,T\u{fc}rkiye\ny,Yb,Tu\u{308}rkiye\n";
    let sandbox = events(rows).csv("actors", actors);
    let _ = sandbox.run(["check"]).code(0).stdout_has("0 errors, 0 warnings");
    let list = |of: &str| sandbox.run(["list", of, "-f", "csv", "date:2024"]).code(0);
    let _ = list("places").stdout("events,place\n3,New York\n2,Z\u{fc}rich\n");
    let _ = list("tags").stdout("events,tag\n2,\u{e9}\n");
    let _ = list("countries").stdout("events,country\n5,T\u{fc}rkiye\n");
    let _ = list("types").stdout_has("2,r\u{e9}union,").stdout_lacks("\u{301}");
    let _ = list("roles").stdout_has("2,t\u{e9}moin,").stdout_lacks("\u{301}");
    // Cells stay as they are written.
    let _ = sandbox.run(["export"]).code(0).stdout(rows);
    let _ = sandbox.run(["build"]).code(0);
    let graph = sandbox.read("output/graph.json");
    assert_eq!(graph.matches("\"places/").count(), 2 + 5, "{graph}");
}

#[test]
fn what_is_read_as_part_of_a_name_is_listed_as_no_role() {
    let sandbox = events("date,title,actors\n2024,A,NATO: Press Office;x:host\n");
    let list = sandbox.run(["list", "roles"]).code(0).stdout_has("1  host");
    let _ = list.stdout_lacks("Press Office");
}

#[test]
fn a_known_word_is_known_to_all_commands_with_what_does_not_show_in_it() {
    let sandbox = |hidden: &str, has_actors: bool| {
        let sandbox = Sandbox::new().csv(
            "events",
            &format!(
                "id,date,title,type,actors,status\n\
                 a,2024-01-01,A,call,Ada;Ben,cancel{hidden}led\n\
                 b,2024-01-02,B,vis{hidden}it,Ada:vis{hidden}itor;Ben,\n\
                 c,2024-01-03,C,visit,Ada:sub{hidden}ject;Ben,\n"
            ),
        );
        let actors = format!("id,name,kind\nAda,Ada Lee,per{hidden}son\nBen,Ben Lee,state\n");
        if has_actors { sandbox.csv("actors", &actors) } else { sandbox }
    };
    let asked: [&[&str]; 7] = [
        &["list", "statuses"],
        &["list", "types"],
        &["list", "roles"],
        &["export", "--table", "ties"],
        &["timeline", "status:cancelled", "-f", "csv"],
        &["timeline", "type:visit", "-f", "csv"],
        &["diagram", "--colour", "kind", "-f", "json"],
    ];
    for (hidden, has_actors) in
        ["\u{ad}", "\u{200b}"].into_iter().flat_map(|hidden| [(hidden, false), (hidden, true)])
    {
        let (plain, hiding) = (sandbox("", has_actors), sandbox(hidden, has_actors));
        hiding.run(["check"]).code(0).stdout_lacks("unknown");
        for asked in asked {
            let said = |sandbox: &Sandbox| {
                let run = sandbox.run(asked.iter().copied()).code(0);
                run.output().replace(hidden, "")
            };
            assert_eq!(said(&hiding), said(&plain), "{asked:?}");
        }
    }
}

#[test]
fn a_kind_of_actor_is_known_in_capitals_and_in_british_spelling() {
    let actors = "id,name,kind\nann,Ann Lee,Person\nun,United Nations,organisation\n";
    let sandbox = events("date,title,type,actors\n2024,A,meeting,ann;un\n").csv("actors", actors);
    sandbox.run(["check"]).code(0).stdout_has("0 errors, 0 warnings");
    let run = sandbox.run(["diagram", "--colour", "kind", "-f", "json"]).code(0);
    run.stdout_has("organization").stdout_lacks("others");
}

#[test]
fn the_name_and_the_id_of_one_actor_are_proposed_as_one() {
    let actors = "id,name\niraq,Iraq\nirak,Irak\n";
    let sandbox = events("date,title,actors\n2024,A,Iran\n").csv("actors", actors);
    let _ = sandbox.run(["check"]).code(1).stdout_has("did you mean `Irak` or `Iraq`? If");
}

#[test]
fn a_type_that_only_holds_the_word_of_a_contact_is_one_of_its_own() {
    let text = |kind: &str| format!("date,title,type,actors\n2024,A,{kind},ann;ben\n");
    for kind in ["roll-call", "port-call", "call-up", "Roll-call vote", "meeting minutes"] {
        events(&text(kind)).run(["check"]).code(0).stdout_has("0 errors, 0 warnings");
    }
    let run = events(&text("phone-call")).run(["check"]).code(0);
    let run = run.stdout_has("unknown type `phone-call`; is `call` meant?");
    let _ = run.stdout_has("`call` is a contact: it ties those who take part in it");
    let run = events(&text("satement")).run(["check"]).code(0);
    let _ = run.stdout_has("is `statement` meant?").stdout_lacks("contact");
}
