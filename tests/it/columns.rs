//! What `add` says of columns that have no place: every flag it names does what it says.

use super::support::Sandbox;

/// A folder with a table of four columns and a file from outside.
fn with(input: &str) -> Sandbox {
    Sandbox::new()
        .csv("events", "date,title,actors,sources\n2024,a,ann,\n")
        .bytes("in.csv", input.as_bytes())
}

#[test]
fn help_on_a_column_names_it_as_the_input_does() {
    let sandbox = with("date,title,Status\n2024,b,planned\n");
    let flags = "--map Status=status --add-columns";
    sandbox.run(["add", "in.csv"]).code(1).stderr_has(&format!("is it `status`? then {flags};"));
    let run = sandbox.run(["add", "in.csv", "--map", "Status=status"]).code(1);
    run.stderr_has("help: --map Status=status --add-columns adds `status`\n");
    sandbox.run(["add", "in.csv", "--map", "Status=status", "--add-columns"]).code(0);

    let sandbox = with("date,Titel\n2024,b\n");
    let run = sandbox.run(["add", "in.csv", "--map", "Titel=titel"]).code(1);
    run.stderr_has("is it `title`? then --map Titel=title;");
    sandbox.run(["add", "in.csv", "--map", "Titel=title"]).code(0);
}

#[test]
fn a_column_that_is_taken_is_not_proposed() {
    let sandbox = with("date,title,actor1,actor2\n2024,b,ann,bob\n");
    let one = "--map actor1+actor2=actors joins them";
    sandbox.run(["add", "in.csv"]).code(1).stderr_has(one);
    let run = sandbox.run(["add", "in.csv", "--map", "actor1=actors"]).code(1);
    run.stderr_has(one).stderr_has("--map actor2= leaves it out").stderr_lacks(" actor2=actors");
    sandbox.run(["add", "in.csv", "--map", "actor1=actors", "--map", "actor2="]).code(0);
}

#[test]
fn two_columns_for_one_are_named_with_what_tells_them_apart() {
    let sandbox = with("date,title,date\n2024,x,2025\n");
    let run = sandbox.run(["add", "in.csv"]).code(1);
    let help = "one column only goes into `date`; --map date.2=COLUMN says where this one goes, --map date.2= leaves it out";
    run.stderr_has(help).stderr_has("nothing was added: 1 doubtful column");
    sandbox.run(["add", "in.csv", "--map", "date.2="]).code(0).stdout("added 2024  x\n");
    let swapped = ["add", "in.csv", "--map", "date=", "--map", "date.2=date"];
    sandbox.run(swapped).code(0).stdout("added 2025  x\n");
    let sandbox = with("date,title,Day\n2024,x,2025\n");
    let run = sandbox.run(["add", "in.csv", "--map", "Day=date"]).code(1);
    run.stderr_has("one column only goes into `date`; --map date= or --map Day= leaves one out");
}

#[test]
fn a_column_without_a_name_can_be_placed_or_left_out() {
    let sandbox = with("date,title,\n2025,x,ann\n");
    let run = sandbox.run(["add", "in.csv"]).code(1);
    run.stderr_has("--map =COLUMN says where it goes and --map = leaves it out");
    sandbox.run(["add", "in.csv", "--map", "="]).code(0);
    sandbox.run(["add", "in.csv", "--map", "=actors"]).code(0);
    assert!(sandbox.read("data/events.csv").ends_with("2025,x,,\n2025,x,ann,\n"));
}

#[test]
fn a_foreign_header_is_taken_for_one_and_its_columns_are_named() {
    let sandbox = with("event_id_cnty,event_date,year,notes\nA1,2024-05-01,2024,Talks\n");
    let run = sandbox.run(["add", "in.csv"]).code(1);
    run.stderr_has("if these are column names, say which is which: perhaps --map event_date=date --map notes=title (its columns: `event_id_cnty`, `event_date`, `year`, `notes`)");
    let maps = ["event_date=date", "notes=title", "year=", "event_id_cnty="];
    let maps = maps.iter().flat_map(|map| ["--map", *map]);
    sandbox
        .run(["add", "in.csv"].into_iter().chain(maps))
        .code(0)
        .stdout("added 2024-05-01  Talks\n");
    let run = with("2024-05-01,Talks in Paris\n").run(["add", "in.csv"]).code(1);
    run.stderr_has("help: put column names first");
}

#[test]
fn a_broken_quote_is_placed_in_its_own_cell() {
    let sandbox = with("date,title,actors\n2024,\"open,x\n2025,\"a\"b,y\n");
    let run = sandbox.run(["add", "in.csv"]).code(1);
    run.stderr_has("in.csv:2:6 (cell B2)").stderr_has("in.csv:3:9 (cell B3)");
}

#[test]
fn a_table_whose_column_names_are_broken_does_not_grow() {
    let events = "id,date,title,\"summary\na,2024,x,said so\nb,2024,y,said no\n";
    let sandbox = Sandbox::new().csv("events", events);
    for options in [&[][..], &["--place", "P", "--add-columns"]] {
        let add = ["add", "--date", "2024", "--title", "t"].iter().chain(options);
        let run = sandbox.run(add).code(1).stdout("");
        run.stderr_has("events.csv:1:15")
            .stderr_has("a quote opens this column name and is not closed; 2 rows refused");
        assert_eq!(sandbox.read("data/events.csv"), events);
    }
}

#[test]
fn a_table_with_a_record_that_cannot_be_read_is_not_given_a_column() {
    let sources = "id,title\ns1,x\ns2,\"open\ns3,z\n";
    let sandbox = with("date,title,sources\n2025,n,https://x.example/a\n").csv("sources", sources);
    let run = sandbox.run(["add", "in.csv", "--create-sources"]).code(1).stdout("");
    run.stderr_has(
        "no column `url` can be added to `sources.csv`: the record in line 3 cannot be read",
    );
    assert_eq!(sandbox.read("data/sources.csv"), sources);
}

#[test]
fn a_midnight_that_says_no_time_is_read_as_the_day() {
    let sandbox = with("date,title\n2025-01-03 00:00:00.000,u\n");
    let format = "Y-m-d 00:00:00.000";
    sandbox
        .run(["add", "in.csv"])
        .code(1)
        .stderr_has(&format!("--date-format '{format}' takes the day"));
    let run = sandbox.run(["add", "in.csv", "--date-format", format]).code(0);
    run.stdout("added 2025-01-03  u\n");
}

#[test]
fn a_new_file_tells_which_columns_may_be_known_ones() {
    let input = "Date,TITLE,Location,Source,Kind,sumary,URL,mood\n\
                 2024-01-02,A,Kyiv,https://a.org,call,foo,https://b.org,good\n";
    let flags =
        "--map Location=place --map Source+URL=sources --map Kind=type --map sumary=summary";
    let sandbox = Sandbox::new().bytes("in.csv", input.as_bytes());
    let run = sandbox.run(["add", "in.csv"]).code(0);
    let named = "`Location`, `Source`, `Kind`, `sumary`, `URL` are not read as `place`, `sources`";
    let _ = run.stderr_has(named).stderr_has(&format!("begin the file anew with {flags}; else"));
    let sandbox = Sandbox::new().bytes("in.csv", input.as_bytes());
    let run = sandbox.run(["add", "in.csv"].into_iter().chain(flags.split(' '))).code(0);
    let _ = run.stderr_lacks("not read");
    assert!(
        sandbox.read("data/events.csv").starts_with("date,title,place,sources,type,summary,mood\n")
    );
    let _ = sandbox.run(["check"]).code(0).stdout_has("0 errors, 0 warnings");
}

#[test]
fn names_in_other_languages_are_proposed() {
    for (header, flag) in [
        ("fecha,evento,lugar", "--map fecha=date --map evento=title"),
        ("Datum,Veranstaltung,Ort", "--map Datum=date --map Veranstaltung=title"),
        ("日付,タイトル,備考", "--map 日付=date --map タイトル=title"),
        ("date,name_display,description", "--map name_display=title"),
    ] {
        let input = format!("{header}\n2024-01-02,A walk,B\n");
        let _ = with(&input).run(["add", "in.csv"]).code(1).stderr_has(flag);
    }
    for name in ["fuente_url", "enlace", "ссылка", "出典", "source_ids"] {
        let input = format!("date,title,{name}\n2024-01-02,A,https://a.org\n");
        let sandbox = Sandbox::new().bytes("in.csv", input.as_bytes());
        let told = format!("column `{name}` is not read as `sources`");
        let _ = sandbox.run(["add", "in.csv"]).code(0).stderr_has(&told);
    }
}

#[test]
fn columns_of_a_new_file_that_are_said_to_be_ones_own_are_not_told() {
    let input = b"date,title,place,Location,Category\n2024-01-02,A,Kyiv,shelf 3,mood\n";
    let sandbox = Sandbox::new().bytes("in.csv", input);
    let run = sandbox.run(["add", "in.csv", "--map", "Category=Category"]).code(0);
    let _ = run.stderr_lacks("not read");
}

#[test]
fn a_column_name_of_several_lines_is_mapped_as_it_is_proposed() {
    let sandbox = Sandbox::new().csv("events", "date,title\n");
    let sandbox =
        sandbox.bytes("in.csv", "Name,\"Date\r\n(local)\",a\u{a0}b\nA,2020-01-01,x\n".as_bytes());
    let run = sandbox.run(["add", "in.csv"]).code(1).stderr_has("`Date (local)`");
    let _ = run.stderr_has("--map 'Date (local)=date' --map Name=title");
    let maps = ["Date (local)=date", "Name=title", "a b="];
    let maps = maps.iter().flat_map(|map| ["--map", *map]);
    sandbox.run(["add", "in.csv"].into_iter().chain(maps.clone())).code(0);
    assert!(sandbox.read("data/events.csv").ends_with("2020-01-01,A\n"));
    // As it is written it is known too.
    let maps = maps.map(|map| map.replace("Date (", "Date\r\n("));
    let again = sandbox.run(["add", "in.csv"].map(str::to_string).into_iter().chain(maps));
    again.code(0).stderr_has("already there");
}

#[test]
fn questions_of_a_form_are_column_names() {
    let question = "What was the reason given for the protest by the organisers?";
    let input = format!("Event date,{question}\n2020-01-01,Climate\n");
    let run = with(&input).run(["add", "in.csv"]).code(1);
    let names = format!(
        "perhaps --map 'Event date=date' --map THEIRS=title (its columns: `Event date`, `{question}`)"
    );
    run.stderr_has(&names);
    // Without a word for the date likewise; of names without an end the beginning is shown.
    let input = format!("Zeit,{}\n2020-01-01,Climate\n", "Warum ".repeat(30));
    let run = with(&input).run(["add", "in.csv"]).code(1);
    run.stderr_has(&format!("(its columns: `Zeit`, `{}...`)", "Warum ".repeat(10)));
    let run = with("Event date,Tag,Tag\n2020,x,y\n").run(["add", "in.csv"]).code(1);
    run.stderr_has("if these are column names");
    let run = with("Talks,Talks\nOther,Other\n").run(["add", "in.csv"]).code(1);
    run.stderr_has("help: put column names first");
}

#[test]
fn a_column_of_ones_own_may_be_meant_by_a_required_one() {
    let says = |input: &str, help: &str| {
        let sandbox = Sandbox::new().bytes("in.csv", input.as_bytes());
        sandbox.run(["add", "in.csv"]).code(1).stderr_has(help)
    };
    let help = "say which is which: perhaps --map Headline=title (its columns: `Headline`)";
    let _ = says("date,Headline,place\n2020-01-01,x,y\n", help);
    let help = "perhaps --map day=date --map headline=title (its columns: `day`, `headline`, `Tag`";
    let _ = says("day,headline,type,Tag\n2020-01-01,A,call,x\n", help);
    let _ = says("date,place\n2020-01-01,x\n", "its first row names the columns");
    let help = "where no column is a title, make one in the spreadsheet";
    let _ = says("date,sender,recipient\n1681-04-01,Dunbar,Barclay\n", help);
    let sandbox = with("date,Headline\n2020-01-01,x\n");
    let run = sandbox.run(["add", "in.csv", "--add-columns"]).code(1);
    run.stderr_has("--map Headline=title (its columns: `Headline`)");
}

#[test]
fn a_second_column_of_one_name_comes_in_under_a_name_that_is_free() {
    let input = "date,title,Label,Label,label.2,Label\n2020,A,x,y,z,\n";
    let sandbox = Sandbox::new().bytes("in.csv", input.as_bytes());
    let told = "column `Label` stands more than once; the others go into `Label.3`, `Label.4`";
    sandbox.run(["add", "in.csv"]).code(0).stderr_has(told).stderr_has("1 event added");
    let events = "date,title,Label,Label.3,label.2,Label.4\n2020,A,x,y,z,\n";
    assert_eq!(sandbox.read("data/events.csv"), events);
    sandbox.run(["add", "in.csv"]).code(0).stderr_has("nothing to add, 1 already there");
    // Each can be placed; all of a name are left out at once.
    let sandbox = Sandbox::new().bytes("in.csv", input.as_bytes());
    let maps = ["--map", "Label=place", "--map", "Label.3=tags", "--map", "Label.4="];
    let run = sandbox.run(["add", "in.csv"].into_iter().chain(maps)).code(0);
    run.stderr_has("column `Label` stands more than once; the other one goes into `tags`\n");
    assert_eq!(sandbox.read("data/events.csv"), "date,title,place,tags,label.2\n2020,A,x,y,z\n");
    let sandbox = with(input);
    let run = sandbox.run(["add", "in.csv", "--map", "Label=", "--map", "label.2="]).code(0);
    run.stderr_lacks("duplicate-column");
}

#[test]
fn columns_of_one_name_that_have_no_place_are_told_once() {
    let sandbox = with("date,title,Label,Label,Label\n2020,A,x,y,z\n");
    let run = sandbox.run(["add", "in.csv"]).code(1).stderr_has("has no column `Label`\n");
    run.stderr_lacks("Label.2").stderr_has("nothing was added: 1 error\n");
    let run = sandbox.run(["add", "in.csv", "--map", "Label=actors"]).code(1);
    let run = run.stderr_has("has no column `Label.2`").stderr_has("--map Label.2= leaves it out");
    run.stderr_has("has no column `Label.3`");
    sandbox.run(["add", "in.csv", "--add-columns"]).code(0);
    let header = "date,title,actors,sources,Label,Label.2,Label.3\n";
    assert!(sandbox.read("data/events.csv").starts_with(header));
}

#[test]
fn a_status_of_something_else_is_told_how_to_come_in() {
    let sandbox = with("date,title,Status\n2024,b,Done\n");
    let sandbox = sandbox.csv("events", "date,title,status\n2023,a,confirmd\n");
    let options = "--map Status=own_status --add-columns";
    let help = format!(
        "`cancelled`; if they are of something else, {options} keeps them as they are, --map Status= leaves them out\n"
    );
    sandbox.run(["add", "in.csv"]).code(1).stderr_has(&help);
    sandbox.run(["add", "in.csv", "--dry-run", "--map", "Status="]).code(0);
    sandbox.run(["add", "in.csv"].into_iter().chain(options.split(' '))).code(0);
    assert!(sandbox.read("data/events.csv").ends_with("2024,b,,Done\n"));
    // A slip is none, and an option says what is meant.
    let sandbox = with("date,title,status\n2024,b,confirmd\n").csv("events", "date,title,status\n");
    sandbox.run(["add", "in.csv"]).code(1).stderr_has("did you mean `confirmed`?\n");
    let run = sandbox.run(["add", "--date", "2024", "--title", "b", "--status", "Done"]).code(1);
    run.stderr_has("`cancelled`\n");
}

#[test]
fn columns_of_links_that_hold_something_else_are_told_how_to_come_in() {
    let sandbox = with("date,title,Before,After,Part of\n2024,Renamed,Old name,10,Annexe\n");
    let sandbox = sandbox.csv("events", "id,date,title\ne1,2023,a\n");
    let maps = ["Before=own_before", "After=own_after", "Part of=own_part_of"];
    let run = sandbox.run(["add", "in.csv", "--map", "Part of=part_of", "--add-columns"]).code(1);
    let run = run.stderr_has(
        "by the id in its row; if they are of something else, --map Before=own_before --add-columns keeps them as they \
         are, --map Before= leaves them out\n",
    );
    let run = run.stderr_has("--map After=own_after --add-columns keeps");
    run.stderr_has("--map 'Part of=own_part_of' --add-columns keeps");
    let args = ["add", "in.csv", "--add-columns"].into_iter();
    sandbox.run(args.chain(maps.iter().flat_map(|map| ["--map", map]))).code(0);
    assert!(sandbox.read("data/events.csv").ends_with("2024,Renamed,Old name,10,Annexe\n"));
    sandbox.run(["check"]).code(0).stdout_has("0 errors, 0 warnings");
    // A slip is none.
    let sandbox = with("date,title,after\n2024,b,harbour-dya\n");
    let sandbox = sandbox.csv("events", "id,date,title\nharbour-day,2023,a\n");
    sandbox
        .run(["add", "in.csv", "--add-columns"])
        .code(1)
        .stderr_has("did you mean `harbour-day`?\n");
}

#[test]
fn sources_in_words_are_told_how_to_come_in_and_addresses_to_stand_alone() {
    let tables = |input: &str| {
        let sandbox = with(input).csv("events", "id,date,title,sources\ne1,2023,a,s1\n");
        sandbox.csv("sources", "id,title,url\ns1,S,https://x.org/s1\n")
    };
    let sandbox = tables("date,title,source\n2024,b,Daily Trust (Nigeria); Vanguard (Nigeria)\n");
    let args = ["add", "in.csv", "--map"];
    let run = sandbox.run(args.into_iter().chain(["source=sources"])).code(1);
    run.stderr_has(
        "refer to it by its id; else --map source=own_sources --add-columns keeps them as they are, --map source= leaves \
         them out\n",
    );
    sandbox.run(args.into_iter().chain(["source=own_sources", "--add-columns"])).code(0);
    sandbox.run(["check"]).code(0).stdout_lacks("near-miss-column");
    // Names of one word may be ids that are not there.
    let names = tables("date,title,source\n2024,b,Reuters\n");
    let run = names.run(args.into_iter().chain(["source=sources"])).code(1);
    run.stderr_has(
        "add a row with the id `Reuters` to sources.csv; else --map source=own_sources --add-columns keeps them as they \
         are, --map source= leaves them out\n",
    );
    for (source, address) in [
        ("[Reuters](https://b.org/3)", "https://b.org/3"),
        ("<https://b.org/4>", "https://b.org/4"),
        ("Reuters: https://b.org/5_(a)", "https://b.org/5_(a)"),
        (
            "Reuters (https://web.archive.org/web/2020/https://b.org/6)",
            "https://web.archive.org/web/2020/https://b.org/6",
        ),
    ] {
        let sandbox = tables(&format!("date,title,sources\n2024,b,{source}\n"));
        let help = format!("help: write the address alone: `{address}`\n");
        sandbox.run(["add", "in.csv", "--create-sources"]).code(1).stderr_has(&help);
        let sandbox = tables(&format!("date,title,sources\n2024,b,{address}\n"));
        sandbox.run(["add", "in.csv", "--create-sources"]).code(0).stderr_has("created source");
    }
}

#[test]
fn statuses_are_read_in_capitals_and_those_that_go_nowhere_are_told() {
    let rows = "2024-01-02,One,meeting,Ada;Ben,Confirmed\n2024-01-03,Two,meeting,Ada;Ben,Canceled\n\
                2024-01-04,Three,meeting,Ada;Ben,PLANNED\n";
    let input = format!("date,title,type,actors,Status\n{rows}");
    let sandbox = with(&input).csv("events", "date,title,type,actors,status\n");
    sandbox.run(["add", "in.csv"]).code(0).stderr_lacks("warning");
    sandbox.run(["check"]).code(0).stdout_has("0 errors, 0 warnings");
    sandbox.run(["export", "--table", "ties"]).stdout_has("\nAda,Ben,1,1,2,0,");
    sandbox.run(["export"]).stdout_has(",Canceled\n").stdout_has(",PLANNED\n");
    let list =
        sandbox.run(["list", "statuses"]).stdout_has("1  cancelled").stdout_has("1  planned");
    list.stdout_lacks("Canceled");
    sandbox.run(["timeline", "status:canceled"]).stdout_has("Two").stdout_lacks("Three");

    let sandbox = with(&format!("{input}2024-01-05,Four,meeting,Ada;Ben,Passed\n"));
    let args = ["add", "in.csv", "--map", "Status=own_status", "--add-columns"];
    let told =
        "warning: `Status` calls 1 row planned, 1 row cancelled; without a `status` they count";
    sandbox.run(args.into_iter().chain(["--dry-run"])).code(0).stderr_has(told);
    sandbox.run(args).code(0).stderr_has(told);
    let sandbox = with("date,title,Status\n2024,b,Done\n2025,c,Confirmed\n2026,d,\n");
    sandbox.run(["add", "in.csv", "--map", "Status="]).code(0).stderr_lacks("warning");
}

#[test]
fn an_address_in_capitals_is_an_address() {
    let sources = "id,title,url\ns1,A report,https://example.org/A\n";
    let table = "date,title,sources\n2024,a,\n";
    let sandbox = Sandbox::new().csv("events", table).csv("sources", sources);
    let input = "date,title,sources\n2025,b,Https://other.example/a;HTTPS://other.example/B\n";
    let sandbox = sandbox.bytes("in.csv", input.as_bytes());
    let run = sandbox.run(["add", "in.csv"]).code(1);
    let _ = run.stderr_has("add a row to sources.csv with this url");
    let _ = sandbox.run(["add", "in.csv", "--create-sources"]).code(0);
    assert!(sandbox.read("data/sources.csv").contains(",Https://other.example/a"));
    let input = "date,title,sources\n2025,c,HTTPS://EXAMPLE.ORG/A\n";
    let run = sandbox.bytes("in.csv", input.as_bytes()).run(["add", "in.csv"]).code(1);
    let _ = run.stderr_has("did you mean `https://example.org/A`?");
}
