//! Items of a list that are not separated by `;`: what swallows the next one is told, whether a table names it
//! or not, and nothing is created of it.

use crate::support::{Run, Sandbox};

const ACTORS: &str = "id,name\nada,Ada\nben,Ben\n";
const SOURCES: &str = "id,title,url\ns1,T,https://x.org/1\ns2,U,https://x.org/2\n";

/// The check of one event with these actors and sources, beside tables of both.
fn check(actors: &str, sources: &str) -> Run {
    let text = format!("date,title,type,actors,sources\n2024,A,call,\"{actors}\",\"{sources}\"\n");
    let sandbox = Sandbox::new().csv("events", &text);
    sandbox.csv("actors", ACTORS).csv("sources", SOURCES).run(["check"])
}

/// The check of events without such tables.
fn alone(rows: &str) -> Run {
    Sandbox::new().csv("events", &format!("date,title,actors,sources\n{rows}")).run(["check"])
}

#[test]
fn a_colon_without_a_role_is_told_with_and_without_a_table() {
    for actors in ["ada:;ben", "ada: ;ben", "ben;ada:"] {
        let run = check(actors, "s1;s2").code(0).stdout_has("1 warning[near-miss-role]");
        run.stdout_has("no role behind the colon: `ada:`").stdout_has("or delete it");
        let run = alone(&format!("2024,A,\"{actors}\",\n")).code(0);
        run.stdout_has("no role behind the colon; `ada:` is read as a name");
    }
    let sandbox = Sandbox::new().csv("events", "date,title,actors\n2024,A,Radio A:\n");
    let run = sandbox.csv("actors", "id,name\na,Radio A:\n").run(["check"]).code(0);
    run.stdout_lacks("no role");
}

#[test]
fn a_role_that_is_or_holds_an_actor_is_told_and_the_actor_is_not_called_unused() {
    for (actors, actor) in [
        ("ada:host,ben", "ben"),
        ("ada:host/ben", "ben"),
        ("ada:caller and Ben", "Ben"),
        ("ada:CEO & Ben", "Ben"),
    ] {
        let run = check(actors, "s1;s2").code(0).stdout_has("1 warning[near-miss-role]");
        run.stdout_has(&format!("is read as a role, and holds an actor: `{actor}`"))
            .stdout_has("separate actors by `;`")
            .stdout_has("1 warning, 0 notes");
    }
    for actors in ["ada:ben", "ada: Ben"] {
        let run = check(actors, "s1;s2").code(0).stdout_has("is read as a role, and is an actor");
        run.stdout_has("1 warning, 0 notes");
    }
}

#[test]
fn roles_of_several_words_that_hold_nobody_are_sound() {
    let roles = ["host/moderator", "host, wit", "head of state and host", "CEO", "envoy"];
    for role in roles {
        check(&format!("ada:{role};ben"), "s1;s2")
            .code(0)
            .stdout_has("0 errors, 0 warnings, 0 notes");
    }
    // `guest` is a role, whoever is called so; `Trade` is part of the name of an office.
    let sandbox = Sandbox::new().csv("actors", "id,name\nada,Ada\nguest,Guest\ntrade,Trade\n");
    let rows = "2024,A,ada:host/guest;guest\n2024,B,ada:Minister of Industry and Trade;trade\n";
    let sandbox = sandbox.csv("events", &format!("date,title,actors\n{rows}"));
    sandbox.run(["check"]).code(0).stdout_lacks("holds an actor");
}

#[test]
fn a_place_in_a_source_that_holds_another_source_is_told_and_that_is_not_called_unused() {
    for (sources, source) in [
        ("s1#p. 2, s2", "s2"),
        ("s1#p. 2 and s2", "s2"),
        ("s1#p. 2, s2#p. 3", "s2"),
        ("https://x.org/1#a, https://x.org/2", "https://x.org/2"),
    ] {
        let run = check("ada;ben", sources).code(0).stdout_has("1 warning[torn-item]");
        run.stdout_has(&format!("and holds another source: `{source}`"))
            .stdout_has("separate sources by `;`")
            .stdout_has("1 warning, 0 notes");
    }
}

#[test]
fn pages_and_notes_are_no_sources() {
    let sources = "s1#p. 2, fn. 3;s1#pp. 2, 7 and 9;s2#fig. 2, a;s2#:~:text=p,s1;s1#p. 2, s2a";
    check("ada;ben", sources).code(0).stdout_has("0 errors, 0 warnings, 0 notes");
    let sandbox = Sandbox::new().csv("sources", "id,title\n2,T\n3,U\na,V\n");
    let sandbox = sandbox.csv("events", "date,title,sources\n2024,A,\"2#p. 2, 3;3#fig. 2, a;a\"\n");
    sandbox.run(["check"]).code(0).stdout_has("0 errors, 0 warnings, 0 notes");
    alone("2024,A,Ada,\"Daily#p. 2, fn. 3\"\n").code(0).stdout_lacks("torn-item");
    let run = alone("2024,A,Ada,\"Daily#p. 2, https://x.org/2\"\n").code(0);
    run.stdout_has("two sources in one item");
}

#[test]
fn actors_with_roles_behind_commas_are_told_with_and_without_a_table() {
    for actors in ["Ada:host,Ben:guest", "Ada:host,Zed:guest", "Zed:envoy,Yan:guest"] {
        check(actors, "s1;s2").code(1).stdout_has("separate actors by `;`");
        let run = alone(&format!("2024,A,\"{actors}\",Daily\n")).code(0);
        run.stdout_has("1 warning[torn-item]").stdout_has("several actors in one item");
    }
    let names =
        "2024,A,\"Smith, John:guest;NATO: press office, Brussels;viaf:10,imdb:nm1\",Daily\n";
    alone(names).code(0).stdout_has("0 errors, 0 warnings, 0 notes");
}

#[test]
fn signs_of_other_scripts_part_what_the_comma_does() {
    for sign in ["；", "，", "、", "،", "؛"] {
        let actors = format!("Ada:host{sign}Ben:guest");
        let run = alone(&format!("2024,A,{actors},D\n")).code(0);
        let _ = run.stdout_has(&format!("several actors in one item: `{actors}`"));
        let _ = check(&format!("ada:host{sign}ben"), "s1;s2")
            .code(0)
            .stdout_has("holds an actor: `ben`");
        let run = alone(&format!("2024,A,Ada:host{sign}guest,D\n")).code(0);
        let _ = run.stdout_has("write the actor with each role: `Ada:host;Ada:guest`");
        let run = check("ada;ben", &format!("s1#p. 2{sign}s2")).code(0);
        let _ = run.stdout_has("and holds another source: `s2`");
        let sources = format!("https://a.org/1{sign}https://b.org/2");
        let run = alone(&format!("2024,A,Ada,{sources}\n")).code(0);
        let _ = run.stdout_has("two sources in one item");
    }
    let sound = "2024,A,文化、体育部:host;Xi:国家主席、总书记,D#第2、3页\n2025,B,Ada:envoy،Ben,https://x.org/a、b\n";
    alone(sound).code(0).stdout_lacks("torn-item");
}

#[test]
fn nobody_is_created_of_several_actors_nor_of_a_name_in_quotes() {
    for cell in ["Zed:host,Yan:guest", "Zed:envoy,Yan:guest", "\"\"Ada\"\";Ben"] {
        let sandbox = Sandbox::new().csv("actors", ACTORS).csv("events", "date,title,actors\n");
        let input = format!("date,title,actors\n2024,A,\"{cell}\"\n");
        let sandbox = sandbox.bytes("in.csv", input.as_bytes());
        sandbox.run(["add", "in.csv", "--create-actors"]).code(1).stderr_has("nothing was added");
        assert_eq!(sandbox.read("data/actors.csv"), ACTORS);
    }
    for actors in ["Ada Ben", "Ada and Ben"] {
        let run = check(actors, "s1;s2").code(1);
        run.stdout_has("separate actors by `;`; if this is one actor, add a row to actors.csv");
    }
}

#[test]
fn names_that_differ_by_case_alone_are_not_both_created() {
    let sandbox = Sandbox::new().csv("actors", ACTORS).csv("events", "date,title,actors\n");
    let input = "date,title,actors\n2024,A,New Person\n2025,B,new person\n2025,C,Other\n";
    let sandbox = sandbox.bytes("in.csv", input.as_bytes());
    let run = sandbox.run(["add", "in.csv", "--create-actors"]).code(1);
    run.stderr_has(
        "`new person` differs only by upper and lower case: write one of them everywhere",
    )
    .stderr_lacks("--create-actors creates it");
    assert_eq!(sandbox.read("data/actors.csv"), ACTORS);
}

#[test]
fn colons_without_a_table_that_part_no_role_are_told() {
    let run = alone("2024,A,X:;Y,Daily\n2025,B,X;Y,Daily\n").code(0);
    run.stdout_has("no role behind the colon; `X:` is read as a name").stdout_has("1 warning,");
    let run = alone("2024,A,Ada:host:guest,Daily\n").code(0);
    run.stdout_has("`Ada:host` is read as a name")
        .stdout_has("write the actor with each role: `Ada:host;Ada:guest`");
    let run = alone("2024,A,Ada::host;Ben,Daily\n").code(0).stdout_has("1 warning,");
    run.stdout_has("one `:` stands between an actor and its role: `Ada:host`");
    let sound = "2024,A,Ada:guest;NATO: Press Office;https://x.com/jack;viaf:10:host,Daily\n";
    alone(sound).code(0).stdout_has("0 errors, 0 warnings, 0 notes");
}

#[test]
fn one_actor_in_several_roles_is_told_to_stand_there_with_each() {
    for (actors, list) in [
        ("Ada:host, speaker;Ben", "Ada:host;Ada:speaker"),
        ("Ada:host/speaker", "Ada:host;Ada:speaker"),
        ("Ada:envoy & Host", "Ada:envoy;Ada:host"),
        ("Smith: author and reporter", "Smith:author;Smith:reporter"),
    ] {
        let run = alone(&format!("2024,A,\"{actors}\",Daily\n")).code(0);
        run.stdout_has("several roles in one item")
            .stdout_has(&format!("write the actor with each role: `{list}`"))
            .stdout_has("1 warning, 0 notes");
        alone(&format!("2024,A,{list},Daily\n")).code(0).stdout_has("0 warnings, 0 notes");
    }
    for roles in ["host, speaker", "Host/speaker", "envoy & Speaker", "host and host, speaker"] {
        let run = check(&format!("ada:{roles};ben"), "s1;s2").code(0);
        let first = if roles.starts_with("envoy") { "envoy" } else { "host" };
        run.stdout_has(&format!("warning[torn-item]: several roles in one item: `ada:{roles}`"))
            .stdout_has(&format!("write the actor with each role: `ada:{first};ada:speaker`"))
            .stdout_has("1 warning, 0 notes");
    }
    check("ada:host;ada:speaker;ben", "s1;s2").code(0).stdout_has("0 warnings, 0 notes");
    check("New Man:host/speaker", "s1;s2").code(1).stdout_has("`New Man:host;New Man:speaker`");
    let run = alone("2024,A,Ada:host; speaker;Ben,Daily\n").code(0);
    run.stdout_has("`speaker` is a role, and read as an actor").stdout_has("1 warning, 0 notes");
    let sound = "2024,A,Ada:host;Ben;reporter,Daily\n2025,B,Ada;reporter:host,Daily\n";
    alone(sound).code(0).stdout_has("0 warnings, 0 notes");
}

#[test]
fn a_role_without_a_table_may_be_of_any_small_letters_and_of_other_letters_is_told() {
    let rows =
        "2024,A,Зеленський:гість;Ada:chargé;Zoë:ga\u{308}ste,D\n2025,B,Зеленський;Ada;Zoë,D\n";
    alone(rows).code(0).stdout_has("0 warnings, 0 notes");
    let sandbox = Sandbox::new().csv("events", &format!("date,title,actors,sources\n{rows}"));
    sandbox.run(["list", "actors"]).code(0).stdout_lacks(":");
    for (item, told) in [
        ("Xi:主席", "a role is a word in small letters"),
        ("Ada:by_phone", "this role is written `by-phone`"),
        ("Ada:By phone", "this role is written `by-phone`"),
        ("Ada:Host", "a role is written in small letters: `host`"),
    ] {
        let run = alone(&format!("2024,A,{item},Daily\n")).code(0);
        run.stdout_has("is read as part of the name").stdout_has(told).stdout_has("1 warning,");
    }
}

#[test]
fn a_word_of_an_office_is_no_actor_and_an_actor_behind_and_is() {
    let told = |actors: &str| {
        let sandbox = Sandbox::new().csv("actors", "id,name\nada,Ada\nindustry,Industry Board\n");
        let rows = format!("date,title,actors\n2024,A,{actors}\n2025,B,industry\n");
        sandbox.csv("events", &rows).run(["check"]).code(0)
    };
    for office in ["minister of trade and industry", "minister of trade & industry"] {
        told(&format!("ada:{office}")).stdout_lacks("holds an actor");
    }
    for role in ["host and industry", "minister/industry", "minister and Industry Board"] {
        told(&format!("ada:{role}")).stdout_has("holds an actor");
    }
}

#[test]
fn nobody_and_nothing_is_called_by_what_stands_for_nothing() {
    let actors =
        "id,name,aliases\nada,Ada Brook,NA\nben,Ben Reed,Ben\nnal,Nordic Alliance,NAL;NA\n";
    let sources = "id,title,url\nmin,Minutes,NA\nap,AP,https://x.org/1\n";
    let tables = |events: &str| {
        let sandbox = Sandbox::new().csv("actors", actors).csv("sources", sources);
        sandbox.csv("events", &format!("date,title,type,actors,sources\n{events}"))
    };
    let run = tables("2024,A,call,ben;ada,NA\n2025,B,call,ben;NA,ap\n").run(["check"]).code(1);
    let run = run.stdout_has("2 warning[placeholder]").stdout_has("unknown source `NA`");
    // Among other aliases it is one.
    run.stdout_lacks("unknown actor");
    let run = Sandbox::new().csv("actors", "id,name,aliases\nada,Ada,NA\nben,Ben,NA\n");
    let run = run.csv("events", "date,title,actors\n2024,A,ben;NA;ada\n").run(["check"]);
    run.code(1).stdout_has("unknown actor `NA`").stdout_lacks("ambiguous-name");
}

#[test]
fn a_return_of_nothing_is_nobody_and_no_title() {
    let input = "Minister,Date,Organisation,Purpose\nCleo Fox,,Nil Return,Nil Return\n\
                 Dan Gil,nil return,NIL RETURN,Talks\nDan Gil,2024-01-02,not applicable,Tea\n";
    let maps = ["--map", "Minister+Organisation=actors", "--map", "Purpose=title"];
    let args = [&["add", "in.csv", "--create-actors"], &maps[..]].concat();
    for table in [None, Some("id,name\nzed,Zed\n")] {
        let sandbox = Sandbox::new().csv("events", "date,title,actors\n");
        let sandbox = table.into_iter().fold(sandbox, |s, text| s.csv("actors", text));
        let sandbox = sandbox.bytes("in.csv", input.as_bytes());
        let run = sandbox.run(&args).code(0);
        let _ =
            run.stderr_has("`Nil Return` stands where there is nothing").stderr_lacks("nil-return");
        let added = ",Nil Return,Cleo Fox\nnil return,Talks,Dan Gil\n2024-01-02,Tea,Dan Gil\n";
        assert!(sandbox.read("data/events.csv").ends_with(added));
    }
    let alone = alone("2024,Nil Return Ltd,Nil Return Ltd,D\n2025,B,Nil return;Ada,D\n").code(0);
    alone.stdout_has("1 warning[placeholder]").stdout_has("2 actors");
}

#[test]
fn what_stands_for_nothing_in_relationships_is_nobody_and_no_source() {
    let rows = "from,relation,to,sources\nAda,knows,Ben,NA\nN/A,knows,#REF!,AP\nAda,knows,Cy,\n";
    let sandbox = Sandbox::new().csv("events", "date,title\n2024,A\n").csv("relationships", rows);
    let run = sandbox.run(["check"]).code(1).stdout_has("1 warning[placeholder]");
    run.stdout_has("a relationship without `from`: `N/A` is nobody; the row is refused")
        .stdout_has("a relationship without `to`: `#REF!` is nobody");
    let names = sandbox.run(["list", "actors"]).code(0).output();
    assert!(!names.contains("N/A") && !names.contains("#REF!"), "{names}");
}

#[test]
fn a_list_of_items_in_quotes_is_told_to_take_one_pair() {
    let rows = "2024,A,\"Ada\";\"Ben\",Daily\n2025,\"B\";\"C\",Ada,Daily\n";
    let run = alone(rows).code(1).stdout_has("quotes around an item of a list; the row is refused");
    run.stdout_has("one pair of quotes encloses the whole list: `\"Ada;Ben\"`")
        .stdout_has("enclose the whole cell in quotes");
    let run = alone("2024,A,\"Ada\":host;\"Ben\":guest,Daily\n").code(1);
    run.stdout_has("one pair of quotes encloses the whole list: `\"Ada:host;Ben:guest\"`");
    let run = alone("2024,A,\"Oak; Sons\";\"Ben\",Daily\n").code(1);
    run.stdout_has("`Oak; Sons` holds `;`, which separates items: write its id in its place");
    let sandbox = Sandbox::new().csv("events", "date,title,actors\n");
    let sandbox = sandbox.bytes("in.csv", b"date,title,actors\n2024,A,\"Ada\";\"Ben\"\n");
    let run = sandbox.run(["add", "in.csv"]).code(1);
    run.stderr_has("one pair of quotes encloses the whole list: `\"Ada;Ben\"`");
}

#[test]
fn names_that_differ_by_quotes_around_them_are_told() {
    let run = alone("2024,A,\"\"\"Ada\"\";Ben\",Daily\n2025,B,Ada;\"\"\"\",Daily\n").code(0);
    run.stdout_has("actors `Ada` and `\"Ada\"` differ only by the quotes around one of them")
        .stdout_has("1 warning[id-differs-by-case]");
    check("\"\"Ada\"\";ben", "s1;s2").code(1).stdout_has("write it without the quotes: `Ada`");
}

#[test]
fn an_actor_in_quotes_together_with_its_role_is_told() {
    let items = "\"\"Ada:host\"\";\"\"Ben:envoy\"\"";
    let run = alone(&format!("2024,A,\"{items}\",Daily\n2025,B,Ada;Ben,Daily\n")).code(0);
    run.stdout_has("warning[near-miss-role]: `\"Ada:host\"` is read as a name")
        .stdout_has("write it without the quotes: `Ada:host`")
        .stdout_has("write it without the quotes: `Ben:envoy`")
        .stdout_has("2 warnings, 0 notes");
    let names = "\"\"Родина: наша\"\";\"\"NATO: Press\"\";\"\"A\"\" and \"\"B:host\"\"";
    alone(&format!("2024,A,\"{names}\",Daily\n")).code(0).stdout_has("0 warnings, 0 notes");
    let run = check(items, "s1;s2").code(1).stdout_has("write it without the quotes: `Ada:host`");
    run.stdout_has("write it without the quotes: `Ben:envoy`").stdout_has("2 errors, 0 warnings");
    let run = check("ada;ben;\"\"Zed:host\"\"", "s1;s2").code(1);
    run.stdout_has("write it without the quotes: `Zed:host`");
}

#[test]
fn colons_behind_an_actor_of_the_table_are_told_for_what_they_are() {
    for (item, help) in [
        ("ada:host:speaker", "write the actor with each role: `ada:host;ada:speaker`"),
        (
            "Ada: envoy :Host: guest",
            "write the actor with each role: `Ada:envoy;Ada:host;Ada:guest`",
        ),
        ("ada:host:", "delete the `:` at the end: `ada:host`"),
        ("ada::host", "one `:` stands between an actor and its role: `ada:host`"),
        ("ada:Press Office:host", "a name with a colon needs a row in actors.csv"),
    ] {
        let run = check(&format!("{item};ben"), "s1;s2").code(1).stdout_has(help);
        run.stdout_has("1 error, 0 warnings, 0 notes");
    }
    let sandbox = Sandbox::new().csv("actors", "id,name\neu,EU: Council\n");
    let sandbox = sandbox.csv("events", "date,title,actors\n2024,A,EU: Council:host\n");
    sandbox.run(["check"]).code(0).stdout_has("0 errors, 0 warnings, 0 notes");
}

/// Events of two people who stand alone, and together with something else than `;` between them.
const JOINED: &str = "2025-01-16,One,Noah Peters\n2025-01-22,Two,Keenan Kmiec\n\
    2025-01-17,Three,\"Noah Peters, Keenan Kmiec\"\n2025-01-18,Four,Keenan Kmiec | Noah Peters:guest\n\
    2025-01-19,Five,\"Noah Peters\nKeenan Kmiec\"\n2025-01-20,Six,Noah Peters and Keenan Kmiec\n\
    2025-01-21,Seven,Noah Peters#Keenan Kmiec\n2025-01-22,Eight,\"['Noah Peters', 'Keenan Kmiec']\"\n";

#[test]
fn several_actors_in_one_item_are_told_where_each_stands_alone_or_the_sign_proves_it() {
    let text = format!("date,title,actors\n{JOINED}2025-02-01,Nine,X | Y\n");
    let run = Sandbox::new().csv("events", &text).run(["check"]).code(0);
    run.stdout_has("7 warning[torn-item]")
        .stdout_has("several actors in one item: `Noah Peters, Keenan Kmiec`")
        .stdout_has("if they are one, leave it as it is, or give all actors rows in an actors.csv")
        .stdout_has("several actors in one item: `Noah Peters⏎Keenan Kmiec`")
        .stdout_has("separate actors by `;`, and write each on one line")
        .stdout_has("separate actors by `;`, without brackets and quotes around them")
        .stdout_has("7 warnings");
    let sound = text.replace(", ", ";").replace(" | ", ";").replace(" and ", ";").replace('#', ";");
    let sound = sound.replace("Peters\nKeenan", "Peters;Keenan").replace(['[', ']', '\''], "");
    Sandbox::new().csv("events", &sound).run(["check"]).code(0).stdout_has("0 warnings");
}

#[test]
fn nobody_is_created_of_several_whatever_the_order_of_rows() {
    let reversed: String = {
        let rows = JOINED.replace("Peters\nKeenan", "Peters⏎Keenan");
        let rows = rows.lines().rev().map(|row| row.replace('⏎', "\n"));
        rows.map(|row| row + "\n").collect()
    };
    for (rows, table) in [
        (JOINED, None),
        (&reversed, None),
        (JOINED, Some("id,name\n")),
        (&reversed, Some("id,name\n")),
    ] {
        let sandbox = Sandbox::new().csv("events", "date,title,actors\n");
        let sandbox = table.into_iter().fold(sandbox, |sandbox, text| sandbox.csv("actors", text));
        let sandbox = sandbox.bytes("in.csv", format!("date,title,actors\n{rows}").as_bytes());
        let run = sandbox.run(["add", "in.csv", "--create-actors"]).code(1);
        run.stderr_has("nothing was added: 6 errors").stderr_has("separate actors by `;`");
        let run = sandbox.run(["add", "in.csv", "--create-actors", "--accept-good"]).code(1);
        run.stderr_has("created actor noah-peters: Noah Peters");
        let actors = sandbox.read("data/actors.csv");
        assert_eq!(actors, "id,name\nkeenan-kmiec,Keenan Kmiec\nnoah-peters,Noah Peters\n");
    }
}

#[test]
fn addresses_and_links_in_one_item_are_several_actors_and_nobody_is_created_of_them() {
    for item in [
        "a.b@x.org, c.d@y.org",
        "Ann Lee <a@x.org>, Bob Day <b@y.org>",
        "http://w.org/Q1, http://w.org/Q2",
        "Jane (https://w.org/a), Bob (https://w.org/b)",
        "@anna, @bert",
        "[[Ann]], [[Bob]]",
        "Ann<br>Bob",
        "أ؛ ب",
    ] {
        let rows = format!("date,title,actors\n2024,A,\"{item}\"\n2025,B,Cy\n");
        let alone = Sandbox::new().csv("events", &rows).run(["check"]).code(0);
        let _ = alone.stdout_has("several actors in one item").stdout_has("1 warning[torn-item]");
        for table in [None, Some("id,name\nada,Ada\n")] {
            let sandbox = Sandbox::new().csv("events", "date,title,actors\n");
            let sandbox = table.into_iter().fold(sandbox, |s, text| s.csv("actors", text));
            let sandbox = sandbox.bytes("in.csv", rows.as_bytes());
            let run = sandbox.run(["add", "in.csv", "--create-actors"]).code(1);
            let _ = run.stderr_has("separate actors by `;`").stderr_lacks("created actor");
        }
    }
    for item in
        ["Ann Lee <a@x.org>", "[[Ann]]", "Ann (a@x.org; https://x.org)", "A @ B", "文化、体育部"]
    {
        alone(&format!("2024,A,{item},Daily\n")).code(0).stdout_lacks("torn-item");
    }
    let lists = "2024,A,张三、李四,D\n2025,B,张三,D\n2026,C,李四,D\n2027,D,Ann<br>Lee,D\n2028,E,Ann Lee,D\n";
    alone(lists)
        .code(0)
        .stdout_has("several actors in one item: `张三、李四`")
        .stdout_has("1 warning[torn-item]");
}

#[test]
fn nobody_is_created_of_an_item_that_a_sign_of_web_pages_has_cut() {
    let cut = [("Ann Lee&lt;br/&gt;Bob Day", "br/&gt"), ("Zuzana &amp; Co", "Zuzana &amp")];
    for ((item, cut), table) in
        cut.into_iter().flat_map(|cut| [(cut, None), (cut, Some("id,name\nada,Ada\n"))])
    {
        let rows = format!("date,title,actors\n2024,A,{item}\n2025,B,AT&T;R&D\n");
        let sandbox = Sandbox::new().csv("events", "date,title,actors\n");
        let sandbox = table.into_iter().fold(sandbox, |s, text| s.csv("actors", text));
        let sandbox = sandbox.bytes("in.csv", rows.as_bytes());
        let run = sandbox.run(["add", "in.csv", "--create-actors"]).code(1);
        let run = run.stderr_has(&format!("unknown actor `{cut}`")).stderr_lacks("created actor");
        let _ = run.stderr_has("write the sign itself in the place of `&...;`");
        let _ = sandbox.run(["add", "in.csv", "--create-actors", "--accept-good"]).code(1);
        assert!(sandbox.read("data/actors.csv").ends_with("at-t,AT&T\nr-d,R&D\n"), "{item}");
    }
}

#[test]
fn a_name_that_holds_a_separator_is_one_while_its_parts_are_nobody() {
    let names = [
        "Procter & Gamble",
        "\"Smith, Jr.\"",
        "Ministry of Defence and Security",
        "Trinidad and Tobago",
        "Peters & Peters",
        "Bosnia/Herzegovina",
        "\"Peters, Noah\"",
        "Noah Peters",
        "AT&T",
        "Peters",
        "C++",
        "#MeToo",
    ];
    let rows: String =
        names.iter().map(|name| format!("2024,A {},{name},Daily\n", name.len())).collect();
    alone(&rows).code(0).stdout_has("0 errors, 0 warnings");
    // A line end within a name that is known without it is a blank.
    let run = alone("2024,A,Noah Peters,D\n2025,B,\"Noah\nPeters\",D\n").code(0);
    run.stdout_lacks("torn-item").stdout_has("differ only by blanks");
    let pages = "2024,A,Ada,Talks end | Daily;Daily\n2025,B,Ada,\"Daily, p. 2\"\n";
    alone(pages).code(0).stdout_has("0 errors, 0 warnings");
    let sandbox = Sandbox::new().csv("events", "date,title,actors\n2024,A,A | B;one\n");
    sandbox.csv("actors", "id,name\none,One\ntwo,A | B\n").run(["check"]).code(0);
    let run = check("ada;ben;Cy and Ada", "s1;s2").code(1);
    run.stdout_has("add a row to actors.csv, write it among");
}

#[test]
fn several_sources_in_one_item_are_told_where_each_stands_alone() {
    let rows = "2024,A,Ada,NEWITT_PEW|SUB_PEA\n2025,B,Ada,NEWITT_PEW\n2026,C,Ada,SUB_PEA#p. 2\n";
    let run = alone(rows).code(0).stdout_has("1 warning[torn-item]");
    run.stdout_has("several sources in one item: `NEWITT_PEW|SUB_PEA`")
        .stdout_has("separate sources by `;`");
}

#[test]
fn several_tags_in_one_item_are_told_where_each_stands_alone_or_the_sign_proves_it() {
    let check = |rows: &str| {
        let rows = format!("date,title,tags\n{rows}");
        Sandbox::new().csv("events", &rows).run(["check"]).code(0)
    };
    let run = check("2024,A,\"war, trade\"\n2025,B,war;oil\n2026,C,trade\n2027,D,oil | gas\n");
    let _ = run
        .stdout_has("2 warning[torn-item]")
        .stdout_has("several tags in one item: `war, trade`")
        .stdout_has("events.csv:2:9 (cell C2)")
        .stdout_has("several tags in one item: `oil | gas`")
        .stdout_has("separate tags by `;`; if they are one, leave it as it is");
    let sound = "2024,A,\"Kyiv, Ukraine;war, war\"\n2025,B,Ukraine;law and order;law\n2026,C,order;war/law\n";
    check(sound).stdout_has("0 errors, 0 warnings");
    check("2024,A,\"war, trade\"\n2025,B,war\n").stdout_lacks("torn-item");
}

#[test]
fn several_addresses_in_one_item_are_never_one_source() {
    let row = |sources: &str| format!("date,title,sources\n2024-01-01,A,\"{sources}\"\n");
    let folder = |input: &str| {
        let sandbox = Sandbox::new().csv("events", "id,date,title,sources\n");
        let sandbox = sandbox.csv("sources", "id,title,url\ng,Gazette,https://g.org\n");
        sandbox.bytes("in.csv", input.as_bytes())
    };
    for sources in [
        "https://a.org/1, https://b.org/2",
        "https://c.org/1 https://d.org/2",
        "https://e.org/1\nhttps://f.org/2",
        "https://g2.org/1|https://h.org/2",
        "https://g.org, https://h.org/2",
        "https://i.org/1#p. 2, https://j.org/2",
    ] {
        let sandbox = folder(&row(sources));
        for flags in [&["add", "in.csv"][..], &["add", "in.csv", "--create-sources"]] {
            let run = sandbox.run(flags).code(1).stderr_has("help: separate sources by `;`");
            let _ = run.stderr_lacks("makes it a source").stderr_lacks("created");
        }
        let alone = Sandbox::new().csv("events", &row(sources)).run(["check"]);
        let _ = alone.code(0).stdout_has("warning[torn-item]: two sources in one item");
    }
    // Archives have an address within theirs, and some addresses hold a bar.
    for source in ["https://web.archive.org/web/2020/https://x.org/b", "https://x.org/a|b,c"] {
        let run = folder(&row(source)).run(["add", "in.csv"]).code(1);
        let _ = run.stderr_has("--create-sources makes it a source");
        let run = folder(&row(source)).run(["add", "in.csv", "--create-sources"]).code(0);
        let _ = run.stderr_has("created source");
        let alone = Sandbox::new().csv("events", &row(source)).run(["check"]).code(0);
        let _ = alone.stdout_lacks("torn-item");
    }
}
