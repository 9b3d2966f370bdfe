//! First rows that are not the names of columns as they should be: each is one finding that says
//! what is visible, and the rows of a file that is refused are counted as they are.

use crate::support::Sandbox;

/// Standard output of `check` on an `events.csv`.
#[track_caller]
fn checked(content: &str) -> String {
    Sandbox::new().csv("events", content).run(["check"]).output()
}

/// It has one error, and these parts.
#[track_caller]
fn says(content: &str, expected: &[&str]) {
    let said = checked(content);
    assert!(said.contains("1 error, 0 warnings"), "{said}");
    for part in expected {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
}

#[test]
fn a_broken_quote_in_the_header_refuses_the_file_at_the_quote() {
    says(
        "id,date,title,\"x\"y\na,2024,x\n",
        &["error[no-header]", "in the row of column names; 1 row refused", "csv:1:18 (cell D1)"],
    );
    says(
        "id,date,title,\"summary\na,2024,x,s1\nb,2024,y,s2\n",
        &["error[no-header]", "is not closed; 2 rows refused", "csv:1:15 (cell D1)"],
    );
    says(
        "date,title,\"my note\" ,mood\n2024,x,s1,good\n",
        &["a blank after a closing quote", "delete the blank between the quote and the comma"],
    );
    says("\"date,title\n2024,a\n", &["error[no-header]", "csv:1:1 (cell A1)"]);
    let export = Sandbox::new().csv("events", "date,title,\"x\"y\n2024,x\n").run(["export"]);
    let _ = export.stdout_lacks("2024").stderr_has("1 error");
}

#[test]
fn more_columns_than_can_be_read_are_an_error_and_none_is_lost_in_silence() {
    let wide =
        |n: usize| format!("date,title{}\n2025,A{}\n", ",x".repeat(n - 2), ",".repeat(n - 2));
    let said = ["error[no-header]", "a header of more than 65535 columns; 1 row refused"];
    for columns in [65_536, 70_002] {
        says(&wide(columns), &said);
    }
    assert!(checked(&wide(65_535)).contains("0 errors, 1 warning"));
    let row = format!("date,title\n2025,A{}\n", ",".repeat(70_000));
    says(&row, &["a row with more than 65535 cells where the header has 2"]);
}

#[test]
fn rows_of_refused_files_are_counted_as_their_separator_has_them() {
    says(
        "date;title\n2024;,\"a\n2025;c\n2026;d\",\n2027;e\n",
        &["by semicolons", "4 rows refused"],
    );
    let tabs = "date\ttitle\n2024\ta,\"b\n2025\tc\n2026\td\",e\n2027\tf\n";
    says(tabs, &["by tabs", "4 rows refused"]);
    says("2024-01-01;One\n2024-01-02;Two\n2024-01-03;Three\n", &["3 rows refused"]);
    says("My list,\n\ndate,title\n2024,a\n2025,b\n", &["stand in line 3", "2 rows refused"]);
    let semicolons = "Report, events\nMade 2024\n\ndate;title;actors\n2024-01-01;A, b;x\n";
    let deleted = "the column names seem to stand in line 4: delete what is above";
    says(semicolons, &["separated by semicolons, not by commas; 1 row refused", deleted]);
    let filled = "Report of events;;\ndate;title;actors\n2024;A;x\n2024;B;\n";
    says(filled, &["2 rows refused", "in line 2: delete what is above"]);
    says("# a comment\ndate,title\n2024,a\n", &["stand in line 2", "1 row refused"]);
}

#[test]
fn the_line_that_names_the_separator_may_be_in_capitals() {
    says(
        "SEP=;\ndate;title\n2024;x\n",
        &["separated by semicolons", "; 1 row refused", "use LibreOffice\n"],
    );
    says("\"sep=;\"\ndate;title\n2024;x\n", &["separated by semicolons", "; 1 row refused"]);
    assert!(checked("SEP=,\ndate,title\n2024,x\n").contains("0 errors, 0 warnings"));
    assert!(checked("Sep=,\r\ndate,title\r\n2024,x\r\n").contains("0 errors, 0 warnings"));
}

#[test]
fn a_near_miss_beside_the_column_itself_is_not_told_to_take_its_name() {
    let said = checked("date,title,actors,actor2\n2024,x,a,b\n");
    assert!(said.contains("column `actor2` is not read beside `actors`"), "{said}");
    assert!(said.contains("one column `actors` holds all of them, with `;` between"), "{said}");
    assert!(!said.contains("write `actors`"), "{said}");
    for content in ["date,title,Titel\n2024,x,y\n", "Date,date,title\n2024,2024,x\n"] {
        let said = checked(content);
        assert!(said.contains("is read: give this one a name of its own"), "{said}");
    }
    let said = checked("date,title,actor1,actor2\n2024,x,a,b\n");
    assert!(said.contains("columns `actor1`, `actor2` are not read as `actors`"), "{said}");
    assert!(said.contains("0 errors, 1 warning,"), "{said}");
}

#[test]
fn names_in_quotes_that_enclose_nothing_are_recognised() {
    says("\"date,title\"\n\"2024,x\"\n", &["stands in quotes as a whole", "1 row refused"]);
    for wrapped in ["\"\"date\"\",\"\"title\"\"", "date,\"\"title\"\",actors", "date;\"\"title\"\""]
    {
        says(&format!("\"{wrapped}\"\n\"x\"\n"), &["stands in quotes as a whole", "1 row refused"]);
    }
    let behind_tab = "\"date\"\t,\"title\"\n\"2024-01-01\"\t,\"A\"\n";
    says(behind_tab, &["a blank after a closing quote in the row of column names"]);
    says("'date','title'\n'2024','x'\n", &["only straight double quotes (\") enclose a cell"]);
    says("“date”,“title”\n“2024”,“x”\n", &["only straight double quotes (\") enclose a cell"]);
    let behind_blanks = "\"id\", \"date\", \"title\"\n\"e1\", \"2024\", \"x\"\n";
    says(behind_blanks, &["delete the blank between them, in every row", "1 row refused"]);
}

#[test]
fn the_columns_of_well_known_tables_are_proposed() {
    let acled =
        "event_id_cnty,event_date,year,event_type,actor1,notes\nA1,01 May 2025,2025,x,y,z\n";
    says(
        acled,
        &[
            "is `event_date` the `date`? is `notes` the `title`?",
            "`annals add FILE --map event_date=date --map notes=title --map event_id_cnty=id \
             --map event_type=type --add-columns`",
        ],
    );
    says(
        "Subject,Start Date,Start Time\nA,05/01/2025,10:00\n",
        &["--map 'Start Date+Start Time=date'"],
    );
    says("item,itemLabel,point_in_time\nQ1,A,2025\n", &["is `point_in_time` the `date`?"]);
    let parts = "Year,Month,Day,Time,Headline,Text\n2024,1,2,,x,y\n";
    says(parts, &["join `Year`, `Month`, `Day`, `Time` in one column `date`: `2025-02-12T10:15`"]);
    says("GLOBALEVENTID,SQLDATE\n1,20250101\n", &["is `SQLDATE` the `date`?"]);
    says("id,date_start,headline\n1,2025-01-01,x\n", &["`date_start`", "`headline`"]);
}

#[test]
fn every_column_that_is_missing_has_a_word_on_it() {
    says("Year,Titel\n1999,x\n", &["is `Year` the `date`? is `Titel` meant to be `title`? then"]);
    says("Datum,Ort\n1999,x\n", &["is `Datum` the `date`? It also needs the column `title`"]);
    says("Titel,Ort\nx,y\n", &["is `Titel` meant to be `title`? It also needs the column `date`"]);
    says("Datum;Titel\n1999;x\n", &["; is `Datum` the `date`? is `Titel` meant to be `title`?"]);
    says("date,título\n1999,x\n", &["is `título` the `title`? then rename it"]);
    says("start,end,label\n1999,2000,x\n", &["join `start`, `end` in one column `date`: `2025"]);
    says("start,end,titel\n1999,2000,x\n", &["join `start`, `end`", "is `titel` meant to be"]);
}

#[test]
fn a_column_in_which_little_stands_is_not_proposed() {
    let notes = "date,notes,remark\n2024,,A\n2025,,B\n2026,x,C\n";
    says(notes, &["`events` needs the columns `date`, `title`"]);
    says("date,notes,text\n2024,,A\n2025,,B\n2026,x,C\n", &["is `text` the `title`?"]);
    says("date,notes\n", &["is `notes` the `title`?"]);
}

#[test]
fn notes_with_a_blank_cell_are_no_titles() {
    let topic = "Year,Topic,Notes\n1835,Martineau notes the library,\n1831,Harlan,in Researches\n";
    says(topic, &["is `Year` the `date`? is `Topic` the `title`? then"]);
    let other = "Year,Remark,Notes\n1835,Martineau notes the library,\n1831,Harlan,in Researches\n";
    says(other, &["is `Year` the `date`? It also needs the column `title`"]);
    says(&other.replace(',', ";"), &["is `Year` the `date`? It also needs the column `title`"]);
    let folder = Sandbox::new().csv("events", "date,title\n").bytes("in.csv", other.as_bytes());
    folder.run(["add", "in.csv"]).code(1).stderr_has("--map Year=date --map THEIRS=title");
}

#[test]
fn a_column_with_a_word_for_date_in_its_name_is_proposed() {
    says("arrestDate,title\n2024,x\n", &["is `arrestDate` the `date`? then rename it"]);
    says("MEETING_DATE,END_DATE,title\n2024,2025,x\n", &["join `MEETING_DATE`, `END_DATE` in one"]);
    says("MEETING_DATE,date_added,title\n2024,2025,x\n", &["is `MEETING_DATE` the `date`?"]);
}

#[test]
fn a_word_for_date_in_a_name_says_nothing_where_the_cells_are_no_dates() {
    let parts = "title,Year,Month,Day,Date is range\nA,1662,9,3,1\nB,1662,9,4,0\n";
    says(parts, &["join `Year`, `Month`, `Day` in one column `date`"]);
    let beside = "title,Date of letter,Date uncertain\nA,3 Sept. 1662,0\nB,4 Sept. 1662,1\n";
    says(beside, &["is `Date of letter` the `date`?"]);
    says("title,Date is range\nA,1\nB,0\n", &["`events` needs the columns `date`, `title`"]);
}

#[test]
fn a_file_of_semicolons_may_come_in_as_it_is() {
    let as_it_is = "keep the file elsewhere and take it in with `annals add FILE`, which reads it as it is; or save it again";
    says("date;title\n2024;x\n", &[as_it_is]);
    says("date;titel\n2024;x\n", &[as_it_is, "is `titel` meant to be `title`?"]);
    says("Tag;Ort\n2024;x\n", &[as_it_is, "it also needs the columns `date`, `title`"]);
    let mapped =
        "take it in with `annals add FILE --map Datum=date --map Thema=title --add-columns`";
    says("Datum;Thema\n2024;x\n", &[mapped]);
}

#[test]
fn columns_that_other_programs_call_otherwise_are_named_where_ours_are_lacking() {
    let said = checked("date,title,participants,url\n2024,x,ann;bob,https://x.org\n");
    assert!(said.contains("column `participants` is not read; did you mean `actors`?"), "{said}");
    assert!(said.contains("column `url` is not read; did you mean `sources`?"), "{said}");
    let said = checked("date,title,actors,sources,participants,url\n2024,x,a,s,4,https://x.org\n");
    assert!(said.contains("0 errors, 0 warnings"), "{said}");
    let said = checked("date,end_date,title\n2024-01-01,2024-01-03,x\n");
    assert!(said.contains("column `end_date` is not read beside `date`"), "{said}");
    assert!(said.contains("has both days in `date`: `2025-02-10/2025-02-12`"), "{said}");
    let said = checked("date,end,title\n2024-01-01,11:30,x\n");
    assert!(said.contains("0 errors, 0 warnings"), "{said}");
    let sandbox = Sandbox::new().csv("events", "date,title,actors\n2024,x,\n");
    let sandbox = sandbox.bytes("f.csv", b"date,title,participants\n2024,y,ann\n");
    let run = sandbox.run(["add", "f.csv"]).code(1);
    let _ = run.stderr_has("is it `actors`? then --map participants=actors;");
}

#[test]
fn a_table_of_such_names_is_taken_in_as_proposed() {
    let foreign = "event_date,notes,iso\n2025-05-01,A strike,380\n";
    let sandbox =
        Sandbox::new().csv("events", "date,title\n2024,x\n").bytes("f.csv", foreign.as_bytes());
    let maps = ["--map", "event_date=date", "--map", "notes=title", "--add-columns"];
    let _ = sandbox.run(["add", "f.csv"].into_iter().chain(maps)).code(0);
    assert!(sandbox.read("data/events.csv").contains("A strike"));
}

#[test]
fn a_broken_quote_in_the_header_of_what_is_added_is_told_at_the_quote() {
    let cases = [
        ("\"id\"x,date,title", "text after a closing quote in the row of", "in.csv:1:5 (cell A1)"),
        ("\"id,date,title", "opens this column name and is not closed", "in.csv:1:1 (cell A1)"),
        ("id,date,\"title\" ,x", "a blank after a closing quote", "in.csv:1:16 (cell C1)"),
        ("\n\nid;\"date;title", "opens this column name and is not closed", "in.csv:3:4 (cell B3)"),
    ];
    for (header, what, place) in cases {
        let input = format!("{header}\nn1,2025-01-01,U\n");
        let sandbox =
            Sandbox::new().csv("events", "id,date,title\n").bytes("in.csv", input.as_bytes());
        let run = sandbox.run(["add", "in.csv"]).code(1).stderr_has("error[no-header]");
        let _ = run.stderr_has(what).stderr_has(place).stderr_has("nothing was added: 1 error\n");
    }
}

#[test]
fn a_first_row_that_is_an_event_is_not_taken_for_names() {
    let input = "02/24/2022 04:06:03+01:00,Invasion\n02/18/2022 22:58:43+01:00,Warning\n";
    let sandbox = Sandbox::new().bytes("in.csv", input.as_bytes());
    let run = sandbox.run(["add", "in.csv"]).code(1).stderr_has("error[no-header]");
    run.stderr_has("put column names first (date,title,...)").stderr_lacks("--map");
    let said = ["--map", "02/24/2022 04:06:03+01:00=date", "--map", "Invasion=title"];
    let all = ["add", "in.csv", "--date-format", "m/d/Y"].into_iter().chain(said);
    let run = sandbox.run(all).code(1).stderr_has("`02/24/2022 04:06:03+01:00` is a date");
    run.stderr_has("in.csv:1:1 (cell A1)").stderr_has("put column names first");
    // So is one that is joined, or is a date only then.
    for row in ["2025-05-09,10:00", "2025-05-09,2025-05-10", "2025,5,9", "9,May,2025"] {
        let input = format!("{row},Talks\n{row},Call\n");
        let sandbox = Sandbox::new().bytes("in.csv", input.as_bytes());
        let parts: Vec<&str> = row.split(',').collect();
        for sign in if parts.len() > 2 { &["+"][..] } else { &["+", "/"] } {
            let map = format!("{}=date", parts.join(sign));
            let run = sandbox.run(["add", "in.csv", "--map", &map, "--map", "Talks=title"]);
            let run = run.code(1).stderr_has("error[no-header]");
            run.stderr_has("` is a date").stderr_has("put column names first");
        }
    }
    // A column may be called by a year, or a month.
    let sandbox = Sandbox::new().bytes("in.csv", b"Year,May,Title\n2024,5,Eid\n");
    let maps = ["--map", "Year+May=date"];
    let _ = sandbox.run(["add", "in.csv"].into_iter().chain(maps)).code(0);
    let sandbox = Sandbox::new().bytes("in.csv", b"Holiday,2024\nEid,2024-04-10\n");
    let maps = ["--map", "2024=date", "--map", "Holiday=title"];
    let run = sandbox.run(["add", "in.csv"].into_iter().chain(maps)).code(0);
    run.stdout("added 2024-04-10  Eid\n");
}

#[test]
fn nothing_is_added_to_a_file_whose_header_is_refused() {
    for events in ["date,title,\"x\"y\n2024,x\n", &format!("date,title{}\n", ",x".repeat(70_000))] {
        let sandbox = Sandbox::new().csv("events", events);
        let run = sandbox.run(["add", "--date", "2025", "--title", "New"]).code(1);
        let _ = run.stderr_has("nothing was added").stderr_has("error[no-header]");
        assert_eq!(sandbox.read("data/events.csv"), events);
    }
}

#[test]
fn each_of_thousands_of_columns_without_a_name_is_told_at_its_place() {
    let text = format!("title,date{}\nA,2025{}\n", ",".repeat(3000), ",x".repeat(3000));
    let checked = annals::check::dataset(annals::read::texts(&[("events.csv", &text)]));
    let places = checked.findings.iter().map(|f| (f.place.line, f.place.column, f.place.cell));
    let expected = (0..3000).map(|n| (1, 12 + n, Some(2 + n)));
    assert!(places.eq(expected));
}

#[test]
fn addresses_and_numbers_are_no_titles_and_places_no_dates() {
    let item = "http://www.wikidata.org/entity/Q180";
    let wikidata = format!("event,eventLabel,date\n{item},Battle of X,1735-05-11\n");
    says(&wikidata, &["is `eventLabel` the `title`?"]);
    says(&wikidata.replace(item, "Q180"), &["is `eventLabel` the `title`?"]);
    says(&wikidata.replace("eventLabel", "war"), &["`events` needs the columns `date`, `title`"]);
    says("month,events,date\nMay,12,2024\n", &["`events` needs the columns `date`, `title`"]);
    says("start,year,title\nKyiv,2024,A\n", &["is `year` the `date`?"]);
    says("year,events,subject\n1900,The war ends,war\n", &["is `events` the `title`?"]);
    says("events,subject,date\n3,The war ends,1900\n", &["is `subject` the `title`?"]);
}

#[test]
fn a_date_with_gaps_is_not_proposed_where_every_row_has_a_year() {
    let gaps = "Year,title,Exact Date\n1900,a,1900-01-01\n1901,b,\n1902,c,1902-02-01\n";
    says(gaps, &["is `Year` the `date`?"]);
    says(&gaps.replace("1901,b,", "1901,b,1901-02"), &["is `Exact Date` the `date`?"]);
    says(&gaps.replace("1901,b", ",b"), &["is `Exact Date` the `date`?"]);
}

/// Its names and rows, with this in the place of line ends.
fn ended(end: &str) -> String {
    ["date,title,type", "2024-03-01,\"Brook, calls\",call", "2024-03-02,Reed answers,meeting", ""]
        .join(end)
}

#[test]
fn a_table_whose_lines_end_in_what_ends_no_line_is_refused_and_its_rows_are_counted() {
    let ends = ["\u{2028}", "\u{2029}", "\u{85}", "\u{b}", "\u{c}", "\u{1e}", "\\n", "\\r\\n"];
    for end in ends {
        let said = ["error[no-header]", "so that all is one line; 2 rows refused", "1:1"];
        says(&ended(end), &said);
        says(&ended(end).replace("date,title", "datum,titel"), &said);
        let sandbox = Sandbox::new().csv("events", "date,title\n");
        let run = sandbox.bytes("in.csv", ended(end).as_bytes()).run(["add", "in.csv"]).code(1);
        let _ = run.stderr_has("so that all is one line").stderr_has("was added: 1 error\n");
    }
    says(
        &ended("\\n"),
        &["a backslash and a letter (`\\n`)", "put a line end in the place of each"],
    );
    let actors = "id,name\u{2028}ada,Ada\u{2028}";
    let sandbox = Sandbox::new().csv("events", "date,title\n").csv("actors", actors);
    let _ = sandbox.run(["check"]).code(1).stdout_has("line separators (U+2028) stand where");
    assert!(checked(&ended("\n")).contains("2 rows read, 2 kept"));
}

#[test]
fn a_table_that_lost_its_line_ends_is_refused_and_its_rows_are_counted() {
    let lost = ended("").replace("\"Brook, calls\"", "Brook calls");
    says(&lost, &["the line ends are lost; 2 rows refused", "fetch or export the file again"]);
    let ids = "id,date,titlee1,2024-03-01,Brook callse2,2024-03-02,Reed answers";
    says(ids, &["the line ends are lost; 2 rows refused"]);
    let sandbox = Sandbox::new().csv("events", "date,title,type\n");
    let run = sandbox.bytes("in.csv", lost.as_bytes()).run(["add", "in.csv"]).code(1);
    let _ = run.stderr_has("the line ends are lost").stderr_has("was added: 1 error\n");
}

#[test]
fn names_of_columns_that_no_row_follows_are_sound() {
    for header in [
        "date,title\n",
        "date,title,2024-03-01,2024-03-02\n",
        "date,title,as of 2024-03-01\n",
        "date,title,\"place\u{b}of meeting\"",
        "date,title,\"place\nof meeting\"\n",
        "date,title,\"note, in\u{2028}short\"\n\n",
    ] {
        assert!(checked(header).contains("0 errors, 0 warnings, 0 notes"), "{header}");
    }
}

#[test]
fn a_byte_order_mark_read_in_the_wrong_encoding_is_none_of_the_first_name() {
    for mark in ["ï»¿", "Ã¯Â»Â¿", "п»ї", "\u{feff}ï»¿"] {
        let table = |rows: &str| format!("{mark}{rows}");
        let run = Sandbox::new()
            .csv("events", &table("\"id\",date,title,actors\ne1,2024,x,ada\n"))
            .csv("actors", &table("id,name\nada,Ada\n"))
            .run(["check"])
            .code(0);
        let run = run.stdout_has("is a byte order mark, read in the wrong encoding");
        let run = run.stdout_has("events.csv:1:").stdout_has("delete these signs");
        let _ = run.stdout_has("2 warning[mojibake]").stdout_has("0 errors, 2 warnings");
        let ids = checked(&table("id,date,title\ne1,2024,x\ne1,2024,y\n"));
        assert!(ids.contains("duplicate-id"), "{ids}");
        let separated = checked(&table("sep=;\ndate;title\n2024;x\n"));
        assert!(separated.contains("separated by semicolons"), "{separated}");
        let sandbox = Sandbox::new().csv("events", "date,title\n");
        let added = sandbox.bytes("in.csv", table("date;title\n2024;x\n").as_bytes());
        let _ = added.run(["add", "in.csv"]).code(0);
        assert_eq!(added.read("data/events.csv"), "date,title\n2024,x\n");
    }
    assert!(checked("\u{feff}date,title\n2024,x\n").contains("0 errors, 0 warnings"));
    assert!(checked("date,title\n2024,ï»¿\n").contains("1 row read, 1 kept"));
}

#[test]
fn a_title_with_a_date_above_the_names_is_told_from_a_row_above_them() {
    let rows = "id,date,title,type\ne1,2024-03-01,Brook calls,call\n";
    let titled = ["# exported by tool, 2024-08-01\n", "2024-08-01\n", "List,2024-08-01,,\n"];
    for title in titled.map(|title| format!("{title}{rows}")) {
        let said = ["error[missing-column]", "stand in line 2: delete what is above", "1 row ref"];
        says(&title, &said);
    }
    let sorted = "e0,2024-02-01,Reed calls,call\n01,1/5/2024,x,call\n";
    let said =
        ["the first row is no header; 3 rows refused", "in line 3: move that line to the top"];
    says(&format!("{sorted}{rows}"), &said);
    says("2024-03-01,Brook calls\n2024-03-02,x\n", &["put column names first", "2 rows refused"]);
}

#[test]
fn cells_in_quotes_twice_are_told_from_quotes_behind_a_blank() {
    let twice = "\"\"\"date\"\"\",\"\"\"title\"\"\"\n\"\"\"2024\"\"\",\"\"\"x\"\"\"\n";
    says(
        twice,
        &["the cells stand in quotes twice: write \"date\" in the place of \"\"\"date\"\"\""],
    );
    says("\"date\", \"title\"\n\"2024\", \"x\"\n", &["delete the blank between them"]);
}

#[test]
fn lines_that_are_lists_of_json_are_told_to_be_json() {
    let lists = "[\"date\", \"title\"]\n[\"2024-03-01\", \"x\"]\n";
    says(lists, &["error[unreadable-file]", "`events.csv` is JSON, not CSV"]);
    let one = "[\n  [\"date\", \"title\"],\n  [\"2024-03-01\", \"x\"]\n]\n";
    says(one, &["`events.csv` is JSON, not CSV"]);
    assert!(checked("date,title,[note]\n2024,x,y\n").contains("0 errors, 0 warnings"));
}

#[test]
fn a_line_of_dashes_below_the_names_is_passed_over() {
    let header = "id,date,title,actors\n";
    let rows = "e1,2024-03-01,x,ada\n";
    for rule in [
        "--,----------,-----,------\n",
        "-,----,-----,------\n",
        "\"--\",\"----\",\"-----\",\"---\"\n",
    ] {
        let sandbox = Sandbox::new()
            .csv("events", &format!("{header}{rule}{rows}"))
            .csv("actors", "id,name\n-----,-----\nada,Ada\n");
        let run = sandbox.run(["check"]).code(0).stdout_has("a row of dashes only; it is skipped");
        let run = run.stdout_has("1 row read, 1 kept, 0 refused").stdout_has("2 note[blank-row]");
        let _ = run.stdout_has("0 errors, 0 warnings");
        let foreign = sandbox.csv("events", header);
        let text = format!("{header}{rule}{rows}");
        let foreign = foreign.bytes("in.csv", text.as_bytes());
        let _ = foreign.run(["add", "in.csv"]).code(0);
        assert_eq!(foreign.read("data/events.csv"), format!("{header}{rows}"));
    }
    let dashes = checked("date,title\n2024,--\n2024,-----\n");
    assert!(dashes.contains("2 rows read, 2 kept"), "{dashes}");
}

#[test]
fn the_sign_of_old_programs_at_the_end_of_a_file_is_passed_over() {
    let text = "id,date,title\ne1,2024-03-01,x\n\x1a";
    let run = Sandbox::new().csv("events", text).run(["check"]).code(0);
    let _ = run.stdout_has("(Ctrl-Z); it is skipped").stdout_has("1 row read, 1 kept");
    let sandbox = Sandbox::new().csv("events", "id,date,title\n").bytes("in.csv", text.as_bytes());
    let _ = sandbox.run(["add", "in.csv"]).code(0).stdout("added e1  2024-03-01  x\n");
}

#[test]
fn a_first_line_that_names_another_separator_is_not_believed() {
    for (text, words, option) in [
        ("sep=;\ndate,title\n2024,A\n", "semicolons separate cells, but commas do", ","),
        ("sep=,\ndate;title\n2024;A\n", "commas separate cells, but semicolons do", ";"),
    ] {
        let sandbox = Sandbox::new().csv("events", "date,title\n").bytes("in.csv", text.as_bytes());
        let run = sandbox.run(["add", "in.csv"]).code(1).stderr_has("wrong-delimiter");
        let _ = run.stderr_has(words).stderr_has("delete that line");
        let _ = sandbox.run(["add", "in.csv", "--delimiter", option]).code(0);
    }
}

#[test]
fn below_a_title_a_full_row_of_names_that_are_not_known_is_asked_about() {
    let rows = "Clearing Date,Vendor Name,Amount,\n03-Oct-13,GLA,4,\n";
    let above = "Report of all payments made,,,\nStart Date:,\"15th September, 2013\",,\n,,,\n";
    let asked = "do the column names stand in line 4? then delete what is above";
    let text = [above, rows].concat();
    let sandbox = Sandbox::new().csv("events", &text).bytes("in.csv", text.as_bytes());
    let _ = sandbox.run(["check"]).code(1).stdout_has(asked);
    let sandbox = sandbox.csv("events", "date,title\n");
    let _ = sandbox.run(["add", "in.csv"]).code(1).stderr_has(asked);
    let _ = Sandbox::new().csv("events", rows).run(["check"]).code(1).stdout_lacks("do the column");
}

#[test]
fn a_nul_in_a_column_name_is_told_where_it_stands() {
    let sandbox = Sandbox::new()
        .csv("events", "id,date,title\n")
        .bytes("in.csv", b"date,title,x\0y\n2024-01-01,Ab,c\n");
    for more in [&["add", "in.csv"][..], &["add", "in.csv", "--add-columns"]] {
        let run = sandbox.run(more).code(1).stderr_has("in.csv:1:13 (cell C1)");
        let _ = run.stderr_has("a NUL character in a column name");
    }
}

#[test]
fn a_nul_within_the_text_hides_no_utf_16() {
    let text = "date,title\n2024-01-01,A\0b\n2024-01-02,Some title\n";
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let run = Sandbox::new().bytes("data/events.csv", &wide).run(["check"]).code(1);
    let _ = run.stdout_has("the file is UTF-16LE, not UTF-8; 2 rows refused");
}
