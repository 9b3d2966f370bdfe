//! One cause, one finding: what follows from a fault in a row or a file is not told as well.

use annals::check::{self, Checked};
use annals::read;

use crate::support::Sandbox;

fn checked(files: &[(&str, &str)]) -> Checked {
    check::dataset(read::texts(files))
}

/// What is found, without notes: code, line and column.
fn found(files: &[(&str, &str)]) -> Vec<(&'static str, u32, u32)> {
    let checked = checked(files);
    let told = checked.findings.iter().filter(|f| f.code.severity() != check::Severity::Note);
    told.map(|f| (f.code.name(), f.place.line, f.place.column)).collect()
}

#[test]
fn a_reference_to_an_id_or_a_name_in_a_refused_row_is_not_told() {
    let events = "id,date,title,actors,after\nx1,2024-01-01,A,p1;p2,\nx2,2024-01-02,B,Ada;Ben,\n";
    let row = "p2,Ben,person\n";
    for (first, expected) in [
        ("p1;Ada;person\n", ("malformed-id", 2, 1)),
        ("p1\tAda\tperson\n", ("malformed-id", 2, 1)),
        ("\"p1,Ada,person\"\n", ("malformed-id", 2, 2)),
        ("p1,Ada,person,\n", ("row-too-long", 2, 15)),
        ("p1,\"Ada\"x,person\n", ("text-after-quote", 2, 9)),
    ] {
        let actors = format!("id,name,kind\n{first}{row}");
        let files = [("actors.csv", &*actors), ("events.csv", events)];
        assert_eq!(found(&files), [expected], "{first}");
    }
    let actors = format!("id,name,kind\np1,\"Ada \"\"Tiny\" Hall\",person\n{row}");
    let events = "date,title,actors\n2024-01-01,A,\"Ada \"\"Tiny\"\" Hall;p2\"\n";
    let files = [("actors.csv", &*actors), ("events.csv", events)];
    assert_eq!(found(&files), [("text-after-quote", 2, 16)]);
    let sources = "id,title\n\"s1,Report\"\n\"s2,Report\"\ns3,Report\n";
    let events = "id,date,title,sources,after\ne1;2024-01-01;A;s1;\ne2,2024-01-02,B,s2;s3,e1\n";
    let files = [("events.csv", events), ("sources.csv", sources)];
    let expected = [("malformed-id", 2, 1), ("malformed-id", 2, 2), ("malformed-id", 3, 2)];
    assert_eq!(found(&files), expected);
}

#[test]
fn the_id_of_a_refused_event_is_known_wherever_it_stands() {
    for (header, row, last, expected) in [
        ("date,title,place,id,after", "2024-01-01,\"A\"x,Kyiv,e1,", "B,,e2,e1", "text-after-quote"),
        ("date,title,id,after", "2024-01-01;A;e1;", "B,e2,e1", "blank-title"),
        ("date,title,id,after", "\"2024-01-01,A,e1,\"", "B,e2,e1", "blank-title"),
        ("id,title,date,after", "e1;e3,A,2024,", "", "malformed-id"),
    ] {
        let last =
            if last.is_empty() { "e2,B,2024,e1;e3".into() } else { format!("2024-01-02,{last}") };
        let events = format!("{header}\n{row}\n{last}\n");
        let told: Vec<&str> = found(&[("events.csv", &*events)]).iter().map(|f| f.0).collect();
        assert_eq!(told, [expected], "{row}");
    }
}

#[test]
fn words_of_a_remark_are_no_names_of_a_refused_row() {
    let events = ("events.csv", "date,title,actors\n2024,A,p1;Ben\n");
    for (row, expected) in [
        ("# to do: Cem; Ben; Dee", ["unknown-actor", "malformed-id"].as_slice()),
        ("p2; Ben", &["malformed-id"]),
    ] {
        let actors = format!("id,name\np1,Ada\n{row}\n");
        let told = found(&[events, ("actors.csv", &*actors)]);
        let told: Vec<&str> = told.iter().map(|f| f.0).collect();
        assert_eq!(told, expected, "{row}");
    }
}

#[test]
fn what_stands_in_the_shifted_cells_of_a_refused_source_is_no_reference() {
    for (header, row) in [
        ("id,title,url,reliability,derived_from", "s1,T,https://x.org/a?x=1,2&y=3,B,"),
        ("id,title,url,derived_from", "s1,T,https://x.org/a?x=1,2&y=3,"),
    ] {
        let sources = format!("{header}\n{row}\n");
        let files = [("events.csv", "date,title,sources\n2024,A,s1\n"), ("sources.csv", &*sources)];
        let told: Vec<&str> = found(&files).iter().map(|f| f.0).collect();
        assert_eq!(told, ["row-too-long"], "{row}");
    }
}

#[test]
fn two_rows_in_one_line_are_told_as_such_and_both_ids_are_known() {
    let events = "id,date,title,tags\ne1,2024-01-05,A,ware2,2024-01-03,B,peace\ne3,2024-01-05,C,\n";
    assert_eq!(found(&[("events.csv", events)]), [("row-too-long", 2, 20)]);
    let help = "two rows stand in one line: put a line end before `e2`";
    let sandbox = Sandbox::new().csv("events", events);
    sandbox.run(["check"]).code(1).stdout_has(help);
    let input = Sandbox::new().csv("events", "id,date,title,tags\n");
    let input = input.bytes("in.csv", events.as_bytes());
    input.run(["add", "in.csv"]).code(1).stderr_has(help);
    let events =
        "id,date,title,after\ne1,2024-01-01,A,e2,2024-01-02,B,e3,2024-01-03,C,\ne4,2024,D,e2;e3\n";
    assert_eq!(found(&[("events.csv", events)]), [("row-too-long", 2, 17)]);
    let events = "id,date,title\ne1,2024-01-01,Ae2,2024-01-02,Be3,2024-01-03,C\n";
    let help =
        "3 rows stand in one line: put a line end before `e2`, and one before each row behind it";
    let sandbox = Sandbox::new().csv("events", events);
    sandbox.run(["check"]).code(1).stdout_has(help);
    let actors = "id,name,country\np1,Ada,Francep2,Ben,x\n";
    let events = "date,title,actors\n2024,A,p1;p2;Ben\n";
    let files = [("actors.csv", actors), ("events.csv", events)];
    assert_eq!(found(&files), [("row-too-long", 2, 14)]);
}

#[test]
fn lines_of_a_cell_whose_quote_is_missing_go_with_its_row() {
    let header = "id,name,country,description,start_date,end_date,wikidata_id";
    let actors = format!("{header}\np1,Ada,France,\"two\nlin\"es here\",,,Q1002\n");
    let files = [("actors.csv", &*actors), ("events.csv", "date,title\n2024,A\n")];
    assert_eq!(found(&files), [("unclosed-quote", 2, 15)]);
    assert_eq!(checked(&files).tally.files[0].read, 1);
    let events = "summary,id,date,title\n\"First line.\nSecond line, and more.,e1,2024-01-01,A\n\"x, y\",e2,2024-01-02,B\n";
    assert_eq!(found(&[("events.csv", events)]), [("unclosed-quote", 2, 1)]);
    let input = Sandbox::new().csv("events", "id,date,title,summary\n");
    let input = input.bytes("in.csv", events.as_bytes());
    let run = input.run(["add", "in.csv", "--accept-good"]).code(1).stdout_lacks("e1,");
    let _ = run.stderr_has("unclosed-quote");
    assert!(!input.read("data/events.csv").contains("e1"));
}

#[test]
fn a_row_of_sums_is_one_finding() {
    let rows = "2024-01-01,Strike A,5\n2024-01-02,Strike B,12\n";
    for (last, expected) in [
        (",Total,17\n", ("sum-row", 4, 2)),
        (",Итого:,17\n", ("sum-row", 4, 2)),
        ("Total,,17\n", ("blank-title", 4, 7)),
        ("Total,2,17\n", ("sum-row", 4, 1)),
        ("Total:,2,\n", ("sum-row", 4, 1)),
    ] {
        let events = format!("date,title,deaths\n{rows}{last}");
        assert_eq!(found(&[("events.csv", &events)]), [expected], "{last}");
    }
    let events = format!("date,title,deaths\n{rows}Total,2 strikes,17\n");
    assert_eq!(found(&[("events.csv", &events)]), [("bad-date", 4, 1)]);
    let events = format!("date,title,deaths\n{rows},Total strike,17\n,Total,\n,Total,many\n");
    assert_eq!(found(&[("events.csv", &events)]), []);
    let events = ("events.csv", "date,title,actors,sources\n2024,A,p1,s1\n");
    let actors = ("actors.csv", "id,name,kind\np1,Ada,person\nTotal,1,\n");
    let sources = ("sources.csv", "id,title\ns1,Report\nTotal,1\n");
    let checked = checked(&[actors, events, sources]);
    let told: Vec<&str> = checked.findings.iter().map(|f| f.code.name()).collect();
    assert_eq!(told, ["sum-row", "sum-row"]);
}

#[test]
fn a_header_glued_to_its_first_row_is_one_finding() {
    for (header, first, rows, shown) in [
        ("id,date,title,actors", "e1,2024-01-14,A,Ann;Ben", "e2,2024-02-10,B,Ann\n", "before `e1`"),
        ("id,date,title,actors", "e1,1914,A,Ann;Ben", "e2,1915,B,Ann\n", "before `e1`"),
        ("date,title,place", "2024-01-14,A,Rome", "2024-02-10,B,Rome\n", "before `2024-01-14`"),
        ("date,title,place", "1914,A,Rome", "1915,B,Rome\n1916,C,Bonn\n", "before `1914`"),
        ("date,title,size", "2024-01-14,A,5", "2024-02-10,B,6\n", "before `2024-01-14`"),
        ("title,place,date", "A,Rome,2024-01-14", "B,Rome,2024-02-10\n", "before `A`"),
        ("title,date,size", "A,2024-01-14,5", "B,2024-02-10,6\n", "in `sizeA`"),
        ("date,title,place,", "2024-01-14,A,Rome", "2024-02-10,B,Rome\n", "before `2024-01-14`"),
    ] {
        let table = format!("{header}{first}\n{rows}");
        let sandbox = Sandbox::new().csv("events", &table);
        let said = sandbox.run(["check"]).code(1).output();
        assert!(said.contains("error[no-header]: the first row stands in the line"), "{said}");
        assert!(said.contains("two rows stand in one line") && said.contains(shown), "{said}");
        let input = Sandbox::new().csv("events", "id,date,title,actors\n");
        let input = input.bytes("in.csv", table.as_bytes());
        let _ = input.run(["add", "in.csv"]).code(1).stderr_has(shown).stderr_has("1 error");
    }
    let actors = ("actors.csv", "id,name,kindp1,Ada,person\np2,Ben,person\n");
    let events = ("events.csv", "date,title,actors\n2024,A,p1;p2\n");
    assert_eq!(found(&[actors, events]), [("no-header", 1, 13)]);
}

#[test]
fn a_long_header_above_short_rows_is_not_glued() {
    for table in [
        "date,title,place,1990,2000\n2024-01-01,A,Rome\n2024-01-02,B,Bonn\n",
        "date,title,1990,2000\n2024-01-01,A\n2024-01-02,B\n",
        "title,date,place,published,note\nA,2024-01-01,Rome\nB,2024-01-02,Bonn\n",
        "date,title,actors2,a2,b2\n2024-01-01,A,Ann\n2024-01-02,B,Ben\n",
        "id,date,title,e1,x\ne1,2024-01-01,A\ne2,2024-01-02,B\n",
        "date,title,y2020,y2021,y2022\n2024-01-01,A,1\n2024-01-02,B,2\n",
    ] {
        let sandbox = Sandbox::new().csv("events", table);
        let _ = sandbox.run(["check"]).stdout_lacks("no-header").stdout_has("2 kept");
    }
}

#[test]
fn add_tells_of_sums_as_check_does() {
    for (there, rows, told) in [
        ("id,date,title,actors\n", "date,title,actors\n2024,A,Ann\n,Total,2\n", "[sum-row]"),
        ("date,title,actors\n", "date,title,actors\n2024,A,Ann\n,Total,2\n", "[sum-row]"),
        ("id,date,title,actors\n", "id,date,title,actors\n,2024,A,Ann\nTotal:,5,,\n", "or a sum?"),
    ] {
        let sandbox = Sandbox::new().csv("events", there).bytes("in.csv", rows.as_bytes());
        let said = sandbox.run(["add", "in.csv", "--dry-run"]).errors();
        assert_eq!(said.matches(told).count(), 1, "{rows}\n{said}");
        assert!(said.contains("in.csv:3:"), "{said}");
    }
}

#[test]
fn a_sign_before_every_line_is_one_finding() {
    for text in [
        "> id,date,title\n> e1,2024-01-01,A\n> e2,2024-01-02,B\n",
        "> date,title\n> 2024-01-01,A\n> 2024-01-02,B\n",
        " date,title\n 2024-01-01,A\n+2024-01-02,B\n-2024-01-02,C\n",
        "+date,title\n+2024-01-01,A\n",
    ] {
        assert_eq!(found(&[("events.csv", text)]), [("no-header", 1, 1)], "{text}");
        let input =
            Sandbox::new().csv("events", "id,date,title\n").bytes("in.csv", text.as_bytes());
        input.run(["add", "in.csv"]).code(1).stderr_has("no-header").stderr_has("1 error");
    }
    let events = " date,title\n 2024-01-01,A\n-0044-03-15,B\n";
    assert_eq!(found(&[("events.csv", events)]), []);
}

#[test]
fn rows_that_are_all_in_quotes_are_one_finding() {
    let events = "id,date,title\n\"e1,2024-01-01,A\"\n\"e2,2024-01-02,\"\"B\"\"\"\n";
    assert_eq!(found(&[("events.csv", events)]), [("wrong-delimiter", 1, 1)]);
    let input = Sandbox::new().csv("events", "id,date,title\n").bytes("in.csv", events.as_bytes());
    let run = input.run(["add", "in.csv"]).code(1);
    let _ = run.stderr_has("every row stands in quotes as a whole").stderr_has("1 error");
    let events = ("events.csv", "date,title,actors\n2024,A,p1;p2\n");
    for rows in ["\"p1,Ada\"\n\"p2,Ben\"\n", "\"p1,Ada\"\n\"p2, the Ben\"\n\"p3,Cem,of Kyiv\"\n"] {
        let actors = format!("id,name\n{rows}");
        let actors = ("actors.csv", &*actors);
        assert_eq!(found(&[actors, events]), [("wrong-delimiter", 1, 1)], "{rows}");
    }
    let actors = ("actors.csv", "id,name\n\"p1\"\n\"p2\"\n\"p3,Ada\"\n");
    let told: Vec<&str> = found(&[actors, events]).iter().map(|f| f.0).collect();
    assert!(told.contains(&"malformed-id") && !told.contains(&"wrong-delimiter"), "{told:?}");
}

#[test]
fn a_row_that_explains_the_columns_is_a_second_header() {
    for row in ["text,YYYY-MM-DD,text,", "1,2,3,4", "string,date,string,list"] {
        let events = format!("id,date,title,tags\n{row}\ne1,2024-01-01,A,war\n");
        assert_eq!(found(&[("events.csv", &events)]), [("identical-duplicate", 2, 1)], "{row}");
        assert_eq!(checked(&[("events.csv", &events)]).dataset.events.len(), 1);
        let input = Sandbox::new().csv("events", "id,date,title,tags\n");
        let input = input.bytes("in.csv", events.as_bytes());
        let _ = input.run(["add", "in.csv"]).code(0).stderr_has("it is skipped");
        assert_eq!(input.read("data/events.csv"), "id,date,title,tags\ne1,2024-01-01,A,war\n");
    }
}

#[test]
fn exchanged_names_of_columns_are_one_finding() {
    let events = "date,title,place\nTalks,2024-01-01,Kyiv\nCall,2024-02,Rome\n";
    assert_eq!(found(&[("events.csv", events)]), [("bad-date", 1, 1)]);
    let sandbox = Sandbox::new().csv("events", events);
    sandbox.run(["check"]).code(1).stdout_has("are the names exchanged?");
    let events = "date,title,place\nTalks,2024-01-01,Kyiv\n2024,2024-02,Rome\n";
    assert_eq!(found(&[("events.csv", events)]), [("bad-date", 2, 1)]);
}

#[test]
fn numbers_beside_dates_that_can_be_read_make_no_exchanged_names() {
    for (days, numbers) in [
        (["15/9/2024", "16/9/2024"], ["3011", "8001"]),
        (["9. Mai 2025", "10. Mai 2025"], ["8001", "3011"]),
        (["5/9/2024", "6/9/2024"], ["2024-01-01", "2024-02-01"]),
        (["15/9/2024", "soonish"], ["2024-01-01", "2024-02-01"]),
        (["soonish", "one day"], ["1204", "1310"]),
    ] {
        let row = |n: usize| format!("{},Board {n},{}\n", days[n], numbers[n]);
        let events = format!("date,title,place\n{}{}", row(0), row(1));
        let run = Sandbox::new().csv("events", &events).run(["check"]).code(1);
        let _ = run.stdout_lacks("exchanged").stdout_has("2 errors");
    }
}
