//! What is exported and read again is the same dataset, and its export the same bytes.

use annals::check::{self, Checked};
use annals::model::{Dataset, Table};
use annals::view::{Sheet, View};
use annals::{read, write};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::support::{Sandbox, root};

/// Every table that exists, as CSV.
fn export(dataset: &Dataset) -> Vec<(String, String)> {
    let csv = write::by_name("csv").unwrap();
    let exists = |table: &&Table| Sheet::exists(dataset, **table);
    let one = |table: &Table| {
        let mut out = Vec::new();
        write::view(&View::Sheet(Sheet::whole(dataset, *table)), csv, &mut out).unwrap();
        (format!("{}.csv", table.name()), String::from_utf8(out).unwrap())
    };
    Table::READ.iter().filter(exists).map(one).collect()
}

fn read(files: &[(String, String)]) -> Checked {
    let files: Vec<(&str, &str)> = files.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    check::dataset(read::texts(&files))
}

/// All that a dataset says, in words of its own.
fn said(dataset: &Dataset) -> Vec<String> {
    let mut said = Vec::new();
    for (n, event) in dataset.events.iter().enumerate() {
        let n = n as u32;
        let (id, kind) = (dataset.event_id(n), dataset.type_of(n));
        said.push(format!("{id} {} {kind} {:?} {:?}", event.written_id, event.date, event.status));
        let role = |p| format!("{}:{}", dataset.actor_id(p), "");
        for p in dataset.participations_of(n) {
            said.push(format!("{id} {}{}", role(p.actor), dataset.role(*p)));
        }
        for c in dataset.citations_of(n) {
            said.push(format!("{id} {}#{}", dataset.source_id(c.source), dataset.text(c.locator)));
        }
    }
    for link in &dataset.links {
        let (event, other) = (dataset.event_id(link.event), dataset.event_id(link.other));
        said.push(format!("{event} {:?} {other}", link.field));
    }
    said.extend((0..dataset.actors.len() as u32).map(|a| format!("actor {}", dataset.actor_id(a))));
    said.extend(
        (0..dataset.sources.len() as u32).map(|s| format!("source {}", dataset.source_id(s))),
    );
    for r in &dataset.relationships {
        let (from, to) = (dataset.actor_id(r.from), dataset.actor_id(r.to));
        said.push(format!("relationship {} {from} {to} {:?}", dataset.text(r.id), r.date));
    }
    for table in Table::READ {
        let sheet = Sheet::whole(dataset, *table);
        said.push(format!("{} {:?}", table.name(), sheet.columns));
        said.extend(sheet.rows().map(|row| format!("{:?}", sheet.values(row))));
    }
    said
}

#[track_caller]
fn keeps(files: &[(String, String)]) {
    let dataset = read(files).dataset;
    let exported = export(&dataset);
    let again = read(&exported).dataset;
    assert_eq!(said(&again), said(&dataset), "{files:?}\n{exported:?}");
    assert_eq!(export(&again), exported, "the export of the export");
}

fn owned(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files.iter().map(|(n, t)| (n.to_string(), t.to_string())).collect()
}

#[test]
fn the_data_of_the_repository_is_the_same_after_an_export() {
    let file = |table: &str| {
        let name = format!("{table}.csv");
        let text = std::fs::read_to_string(root().join("data").join(&name)).unwrap();
        (name, text)
    };
    let files = ["events", "actors", "sources", "relationships"].map(file);
    keeps(&files);
    for ((_, written), (_, exported)) in files.iter().zip(export(&read(&files).dataset)) {
        let sorted = |text: &str| {
            let mut lines: Vec<String> = text.lines().map(str::to_string).collect();
            lines.sort();
            lines
        };
        assert_eq!(sorted(written), sorted(&exported));
    }
}

#[test]
fn provisional_ids_survive_split_files_line_ends_and_other_columns() {
    keeps(&owned(&[
        ("events-1.csv", "x,date,title\r\n2,2025,\"A\r\nB\"\r\n1,2025,\"A\r\nB\"\r\n"),
        ("events-2.csv", "title,TITLE,date,,,x\nC,c,2025,1,2,3\n\"A\nB\",,2025,,,0\n"),
    ]));
}

#[test]
fn a_refused_table_is_still_a_table_after_an_export() {
    keeps(&owned(&[
        ("events.csv", "date,title,actors\n2025,A,nobody;b\n"),
        ("actors.csv", "id;name\nb;B\n"),
    ]));
}

#[test]
fn strings_of_refused_rows_are_no_actors_or_sources() {
    keeps(&owned(&[(
        "events.csv",
        "id,date,title,type,actors,sources\na,2025,A,x,p:r,s\na,2025,B,y,q:t,u\nb,2025,C,z,v:w,s\n",
    )]));
}

/// A cell: blank, plain or awkward, fitting its column or not.
fn cell(column: &'static str) -> BoxedStrategy<String> {
    let pool: &[&str] = match column.to_ascii_lowercase().as_str() {
        "id" => &["", "", "a", "b", "c", "d", "e", "A", "no id"],
        "date" | "published" => {
            &["", "2025", "2025-02~", "[..2025-02-07]", "5/9/2025", " 2025-03 ", "2024/.."]
        }
        "title" | "name" => {
            &["T", "Ünïcode", "\"q\"", "two\nlines", "two\r\nlines", "a,b", "=1+1", " pad ", ""]
        }
        "type" => &["", "call", "Call", "parley"],
        "actors" => &["", "p", "p:host;q", "Pat:guest; q ;", "nobody", "p:x:y", "q#1"],
        "sources" | "derived_from" => &["", "s", "s#p. 3;t", "https://e.example/1", "none"],
        "status" => &["", "confirmed", "rumoured"],
        "after" | "before" | "part_of" => &["", "a", "b;c", "zz"],
        "aliases" => &["", "Pat", "Q;Quin"],
        "from" | "to" => &["p", "q", "Pat", "nobody"],
        "relation" => &["ally-of", "kin", ""],
        "url" => &["", "https://e.example/1"],
        _ => &["", "x", "\"", ",", "1\n2", "\u{1f600}", "'", ";"],
    };
    select(pool).prop_map(str::to_string).boxed()
}

const EVENTS: &[&str] = &[
    "id", "date", "title", "type", "actors", "sources", "status", "after", "before", "part_of",
    "seq", "tags", "Note", "", "", "note", "TITLE", "title", "Date",
];
const ACTORS: &[&str] = &["id", "name", "aliases", "country", "x", "x", "Name"];
const SOURCES: &[&str] = &["id", "title", "published", "url", "derived_from", "", "ID"];
const TIES: &[&str] = &["id", "from", "relation", "to", "date", "sources", "y"];

/// A file with some of the columns in any order, quoted and ended in any way.
fn file(
    columns: &'static [&'static str],
    required: &'static [&'static str],
) -> BoxedStrategy<String> {
    let some = subsequence(columns.to_vec(), 0..=columns.len()).prop_shuffle();
    some.prop_flat_map(move |mut header| {
        header.extend(required.iter().filter(|name| !header.contains(name)).collect::<Vec<_>>());
        let row: Vec<_> = header.iter().map(|name| cell(name)).collect();
        let rows = prop::collection::vec((row, any::<u64>()), 0..7);
        (Just(header), rows, select(vec!["\n", "\r\n", "\r"]))
    })
    .prop_map(|(header, rows, end)| {
        let mut text = header.join(",") + end;
        for (cells, bits) in rows {
            let mut cells = cells.clone();
            while bits % 3 == 0 && cells.len() > 1 && cells.last().is_some_and(String::is_empty) {
                cells.pop();
            }
            let line: Vec<String> =
                cells.iter().enumerate().map(|(n, c)| quoted(c, bits >> n & 1 == 1)).collect();
            let times = if bits % 5 == 0 { 2 } else { 1 };
            text.push_str(&(line.join(",") + end).repeat(times));
        }
        text
    })
    .boxed()
}

fn quoted(cell: &str, always: bool) -> String {
    if always || cell.contains(['"', ',', '\n', '\r']) {
        return format!("\"{}\"", cell.replace('"', "\"\""));
    }
    cell.to_string()
}

fn folder() -> impl Strategy<Value = Vec<(String, String)>> {
    let some = |columns, required| prop::collection::vec(file(columns, required), 0..=2);
    let tables = (
        prop::collection::vec(file(EVENTS, &["date", "title"]), 1..=3),
        some(ACTORS, &["id", "name"]),
        some(SOURCES, &["id", "title"]),
        some(TIES, &["from", "relation", "to"]),
    );
    tables.prop_map(|(events, actors, sources, ties)| {
        let named = |table: &str, files: Vec<String>| -> Vec<(String, String)> {
            let name = |(n, text)| (format!("{table}-{n}.csv"), text);
            files.into_iter().enumerate().map(name).collect()
        };
        let parts =
            [("events", events), ("actors", actors), ("sources", sources), ("relationships", ties)];
        parts.into_iter().flat_map(|(table, files)| named(table, files)).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_folder_is_the_same_after_an_export(files in folder()) {
        keeps(&files);
    }
}

const EVENTS_CSV: &str = "\
id,date,title,type,actors,sources,part_of,mine
a,2025-02,Call,call,p;q,s1,c,=1+1
b,2025-01,Talks,talks,r,s2,,2
c,,Process,,,,,
";
const SOURCES_CSV: &str = "id,title,derived_from\ns1,One,s3\ns2,Two,\ns3,Three,\n";
const ACTORS_CSV: &str = "id,name\np,P\nq,Q\nr,R\n";
const TIES_CSV: &str = "from,relation,to,sources\np,ally-of,q,s2\np,foe-of,r,\n";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new().csv("events", EVENTS_CSV).csv("sources", SOURCES_CSV);
    sandbox.csv("actors", ACTORS_CSV).csv("relationships", TIES_CSV)
}

#[test]
fn export_prints_the_events_as_they_are() {
    sandbox().run(["export"]).code(0).stdout(EVENTS_CSV).stderr("");
    let head = "id,date,title,type,actors,sources,part_of,mine\n";
    let expected = format!(
        "{head}b,2025-01,Talks,talks,r,s2,,2\na,2025-02,Call,call,p;q,s1,c,=1+1\nc,,Process,,,,,\n"
    );
    sandbox().run(["export", "--sort", "chronology"]).stdout(&expected);
    sandbox().run(["export", "--sort", "start"]).stdout(&expected);
}

#[test]
fn a_query_keeps_the_rows_of_the_selected_events() {
    let run = |table: &str| sandbox().run(["export", "type:call", "--table", table]).code(0);
    run("actors").stdout("id,name\np,P\nq,Q\n");
    run("sources").stdout("id,title,derived_from\ns1,One,s3\n");
    run("relationships").stdout("from,relation,to,sources\np,ally-of,q,s2\n");
}

#[test]
fn a_query_that_selects_every_event_leaves_out_what_none_of_them_names() {
    let sandbox = sandbox().csv("actors", "id,name\np,P\nq,Q\nr,R\nz,Z\n");
    for (table, unused) in [("actors", "z,Z"), ("sources", "s3,Three")] {
        let args = ["export", "--table", table];
        let _ = sandbox.run(args).code(0).stdout_has(unused);
        let _ = sandbox.run(args.iter().chain(&["not:place:nowhere"])).code(0).stdout_lacks(unused);
    }
    let _ = sandbox.run(["export", "-o", "some/", "not:place:nowhere"]).code(0);
    let _ = sandbox.run(["export", "-o", "all/"]).code(0);
    assert_eq!(sandbox.read("some/actors.csv"), "id,name\np,P\nq,Q\nr,R\n");
    assert_eq!(sandbox.read("some/sources.csv"), SOURCES_CSV);
    assert!(sandbox.read("all/actors.csv").contains("z,Z"));
}

#[test]
fn a_folder_gets_data_of_its_own() {
    let sandbox = sandbox();
    let run = sandbox.run(["export", "type:call", "-o", "out/"]).code(0);
    run.stderr_has("with 1 event that the selected ones refer to");
    assert_eq!(sandbox.read("out/sources.csv"), SOURCES_CSV);
    assert!(sandbox.read("out/events.csv").contains("c,,Process"));
    let check = sandbox.run(["check", "--data", "out"]).code(0).output();
    assert!(!check.contains("unknown-"), "{check}");
}

#[test]
fn a_folder_gets_the_event_that_a_link_of_a_selected_one_names_wherever_it_is_written() {
    let sandbox = Sandbox::new()
        .csv("events", "id,date,title,after\na,2024-01-05,A,\nb,,B,\nc,,C,a\n")
        .csv("event_links", "event,relation,other,sources\nb,after,a,s1\n");
    let links = "event,relation,other,sources\nb,after,a,s1\n";
    for (query, events, links) in [
        ("id:b", "a,2024-01-05,A,\nb,,B,\n", links),
        ("id:c", "a,2024-01-05,A,\nc,,C,a\n", "event,relation,other,sources\n"),
        ("id:a", "a,2024-01-05,A,\n", "event,relation,other,sources\n"),
    ] {
        let out = format!("{}/", query.replace(':', "-"));
        sandbox.run(["export", query, "-o", &out]).code(0);
        assert_eq!(
            sandbox.read(&format!("{out}events.csv")),
            format!("id,date,title,after\n{events}")
        );
        assert_eq!(sandbox.read(&format!("{out}event_links.csv")), links, "{query}");
    }
}

#[test]
fn export_never_overwrites_the_data_or_mixes_tables() {
    let sandbox = sandbox();
    let said = "is the data itself";
    for target in ["data", "data/", "./data/events.csv"] {
        sandbox.run(["export", "-o", target]).code(2).stderr_has(said);
    }
    assert_eq!(sandbox.read("data/events.csv"), EVENTS_CSV);
    let sandbox = sandbox.bytes("out/events-2.csv", b"date,title\n2025,X\n");
    sandbox.run(["export", "-o", "out"]).code(2).stderr_has("holds `events-2.csv`");
}

#[test]
fn no_output_goes_into_a_folder_that_holds_other_events() {
    let other = b"id,date,title\na,2023-05-05,Mine\ng,2023-05-06,Mine too\n";
    for name in ["events.csv", "events-2024.csv", "events/2024.csv"] {
        let path = format!("other/{name}");
        let sandbox = sandbox().bytes(&path, other);
        for arguments in [&["build", "-o", "other"][..], &["export", "-o", "other/", "id:a"]] {
            sandbox.run(arguments).code(2).stderr_has("choose an empty folder");
            assert_eq!(sandbox.read(&path).as_bytes(), other, "{arguments:?}");
            assert_eq!(std::fs::read_dir(sandbox.path().join("other")).unwrap().count(), 1);
        }
    }
    let sandbox = sandbox();
    sandbox.run(["init", "other"]).code(0);
    sandbox.run(["build", "-o", "other"]).code(2).stderr_has("choose an empty folder");
    sandbox.run(["export", "-o", "other"]).code(2).stderr_has("choose an empty folder");
}

/// `build` and `export` refuse a folder with these files, and say why; blank: they write into it.
#[track_caller]
fn refused(files: &[(&str, &str)], why: &str) {
    for arguments in [["build", "-o", "other"], ["export", "-o", "other/"]] {
        let put = |sandbox: Sandbox, (name, text): &(&str, &str)| {
            sandbox.bytes(&format!("other/{name}"), text.as_bytes())
        };
        let sandbox = files.iter().fold(sandbox(), put);
        let run = sandbox.run(arguments);
        if why.is_empty() {
            run.code(0).stderr_lacks("not in the data");
            assert_eq!(sandbox.read("other/events.csv"), EVENTS_CSV, "{arguments:?}");
            continue;
        }
        run.code(2).stderr_has(why).stderr_has("choose an empty folder");
        for (name, text) in files {
            assert_eq!(sandbox.read(&format!("other/{name}")), *text, "{arguments:?}");
        }
    }
}

#[test]
fn one_event_that_is_not_in_the_data_keeps_its_folder() {
    let fork = format!("{EVENTS_CSV}k1,2025-03,Lease,,,,,\nk2,2025-04,Talks,,,,,\n");
    refused(&[("events.csv", &fork)], "holds 2 events not in the data, first `k1` (events.csv:5)");
    // A title alone is not enough, nor is any graph.
    let others = [("events.csv", "id,date,title\nb7,2019-05-05,Call\n"), ("graph.json", "{}")];
    refused(&others, "holds 1 event not in the data, `b7` (events.csv:2)");
    refused(&[("events.csv", "date,title\n2025,Lease\n")], "data, `Lease` (events.csv:2)");
    let semicolons = [("events.csv", "date;title\n2025;Lease\n")];
    refused(&semicolons, "holds 1 row that cannot be read, in `events.csv`");
    let actors = [("actors.csv", "id,name\np,P\nzoe,Zoe\n")];
    refused(&actors, "holds 1 actor not in the data, `zoe` (actors.csv:3)");
    let sources = [("sources.csv", "id,title\nt9,Nine\n")];
    refused(&sources, "holds 1 source not in the data, `t9` (sources.csv:2)");
}

#[test]
fn events_that_are_in_the_data_by_id_or_by_date_and_title_are_written_anew() {
    refused(&[("events.csv", "id,date,title\na,2024,Phone call\n")], "");
    refused(&[("events.csv", "id,date,title\nx9,2025-02,Call\n")], "");
    refused(&[("events.csv", "date,title\n2025-01,Talks\n")], "");
    refused(&[("events.csv", "date,title\n")], "");
    refused(&[("actors.csv", "id,name\nq,Q\n")], "");
    // What `build` wrote is its own whatever has become of the data; a row that was put beside it is not.
    let sandbox = Sandbox::new().csv("events", "date,title\n2025,Cal\n2025,Talks\n");
    sandbox.run(["build"]).code(0);
    let sandbox = sandbox.csv("events", "date,title\n2025,Call\n");
    sandbox.run(["build"]).code(0);
    assert_eq!(sandbox.read("output/events.csv"), "date,title\n2025,Call\n");
    let sandbox = sandbox.bytes("output/events.csv", b"date,title\n2025,Call\n2026,Mine\n");
    sandbox.run(["build"]).code(2).stderr_has("1 event not in the data, `Mine` (events.csv:3)");
}

#[test]
fn each_of_build_and_export_writes_over_what_the_other_wrote() {
    let sandbox = sandbox();
    sandbox.run(["export", "-o", "out/"]).code(0);
    sandbox.run(["build", "-o", "out"]).code(0);
    std::fs::remove_file(sandbox.path().join("out/graph.json")).unwrap();
    sandbox.run(["build", "-o", "out"]).code(0);
    sandbox.run(["export", "-o", "out/"]).code(0);
}

#[test]
fn what_an_earlier_run_wrote_is_written_anew() {
    let sandbox = sandbox();
    sandbox.run(["build"]).code(0);
    sandbox.run(["export", "-o", "out/", "id:a"]).code(0);
    sandbox.run(["export", "-o", "none/", "not:id:a", "id:a"]).code(0);
    let changed = EVENTS_CSV.replace("a,2025-02,", "a,2025-03,");
    assert_ne!(changed, EVENTS_CSV);
    let sandbox = sandbox.csv("events", &changed);
    for folder in ["out/", "none/", "output/"] {
        sandbox.run(["export", "-o", folder]).code(0);
        assert!(sandbox.read(&format!("{folder}events.csv")).contains("a,2025-03,"), "{folder}");
    }
    sandbox.run(["build"]).code(0);
    // The output of `build` from other data is no data either.
    let sandbox = sandbox.bytes("other.csv", b"date,title\n2023,Other\n");
    sandbox.run(["build", "--data", "other.csv"]).code(0);
    assert_eq!(sandbox.read("output/events.csv"), "date,title\n2023,Other\n");
}

#[test]
fn no_file_is_written_over_a_table_beside_the_one_that_is_read() {
    let sandbox = sandbox();
    let arguments = ["--data", "data/events.csv", "export", "--table", "ties", "-o"];
    for target in ["data/actors.csv", "data/sources.csv"] {
        sandbox.run(arguments.iter().chain([&target])).code(2).stderr_has("is the data itself");
    }
    assert_eq!(sandbox.read("data/sources.csv"), SOURCES_CSV);
    sandbox.run(arguments.iter().chain([&"data/ties.csv"])).code(0);
}

/// Every command that has `-o`, as its help says, with what else it must be told.
#[test]
fn no_command_writes_over_the_data() {
    let help = |words: &[&str]| sandbox().run([words, &["--help"]].concat()).code(0).output();
    let commands = help(&[]);
    let commands = commands.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands = commands.take_while(|line| !line.is_empty());
    let commands: Vec<&str> = commands.filter_map(|line| line.split_whitespace().next()).collect();
    let mut tried = 0;
    let writes = |c: &&&str| **c != "help" && help(&[**c]).contains("--output");
    for command in commands.iter().filter(writes) {
        let what: &[&str] = match *command {
            "show" => &["a"],
            "list" => &["actors"],
            "order" => &["a", "b"],
            _ => &[],
        };
        let targets = match *command {
            "build" => ["data", "./data"],
            _ => ["data/events.csv", "./data/../data/sources.csv"],
        };
        for target in targets {
            let sandbox = sandbox();
            let all = [&[*command], what, &["-o", target]].concat();
            sandbox.run(all).code(2).stderr_has("is the data itself");
            assert_eq!(sandbox.read("data/events.csv"), EVENTS_CSV, "{command}");
            assert_eq!(sandbox.read("data/sources.csv"), SOURCES_CSV, "{command}");
        }
        tried += 1;
    }
    assert!(tried >= 8, "{tried} of {commands:?}");
}

#[test]
fn no_file_is_written_that_would_be_read_with_the_data() {
    let sandbox = sandbox();
    for target in ["data/events-2.csv", "data/sources-new.csv"] {
        sandbox.run(["export", "-o", target]).code(2).stderr_has("read as part of the data");
        assert!(!sandbox.path().join(target).exists());
    }
    for target in ["data/other.csv", "events.csv"] {
        sandbox.run(["export", "-o", target]).code(0);
        sandbox.run(["export", "-o", target]).code(0);
    }
}

#[test]
fn a_table_that_does_not_exist_is_not_written() {
    let sandbox = Sandbox::new().csv("events", "date,title,actors\n2025,A,p\n");
    sandbox.run(["export", "--table", "actors"]).code(2).stderr_has("there is no table actors");
    sandbox.run(["export", "-o", "out/"]).code(0).stdout("");
    assert!(!sandbox.path().join("out/actors.csv").exists());
}

#[test]
fn a_spreadsheet_is_guarded_against_formulas_and_nothing_else_is_changed() {
    let expected = EVENTS_CSV.replace("=1+1", "'=1+1");
    sandbox().run(["export", "--spreadsheet"]).code(0).stdout(&expected);
}

#[test]
fn items_of_lists_are_guarded_for_spreadsheets_that_separate_cells_by_semicolons() {
    let events = "id,date,title,actors,tags,summary\n\
        a,2025,A,Ada;=1+1;@sum,\"x;=HYPERLINK(\"\"http://x\"\")\",\"One\n=1+1;b\"\n";
    let expected =
        events.replace("=1+1", "'=1+1").replace(";@sum", ";'@sum").replace(";=H", ";'=H");
    let sandbox = Sandbox::new().csv("events", events);
    sandbox.run(["export", "--spreadsheet"]).code(0).stdout(&expected);
    sandbox.run(["export", "--spreadsheet", "-o", "new/"]).code(0).stdout("");
    sandbox.run(["--data", "new", "check"]).code(0).stdout_has("1 event, 3 actors");
}

#[test]
fn json_of_one_table_is_a_list_or_has_its_rows_in_sections() {
    for (table, start) in [
        ("events", "[\n"),
        ("actors", "[\n"),
        ("ties", "{\n  \"title\""),
        ("participations", "{\n  \"title\""),
    ] {
        let json = sandbox().run(["export", "-f", "json", "--table", table]).code(0).output();
        assert!(json.starts_with(start), "{table}: {json}");
        assert!(start == "[\n" || json.contains("\"records\": ["), "{table}: {json}");
    }
}

#[test]
fn json_has_actors_and_sources_resolved_and_columns_of_ones_own() {
    let json = sandbox().run(["export", "-f", "json", "id:a"]).code(0).output();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let record = &json["sections"][0]["records"][0];
    assert_eq!(record["actors"][0]["name"], "P");
    assert_eq!(record["sources"][0]["title"], "One");
    assert_eq!(record["mine"], "=1+1");
    let rows = sandbox().run(["export", "--table", "events", "-f", "json"]).code(0).output();
    let rows: serde_json::Value = serde_json::from_str(&rows).unwrap();
    assert_eq!(rows[0]["actors"], "p;q");
}

#[test]
fn a_column_without_a_name_is_called_by_its_place_in_the_table_everywhere() {
    let sandbox = Sandbox::new().csv("events", "id,date,title,x,\na,2025,A,1,2\n");
    for arguments in [&["export", "-f", "json"][..], &["export", "--table", "events", "-f", "json"]]
    {
        sandbox.run(arguments).stdout_has("\"column 5\": \"2\"");
    }
    sandbox.run(["show", "a"]).stdout_has("column 5");
    sandbox.run(["export"]).stdout("id,date,title,x,\na,2025,A,1,2\n");
}

/// Compared one by one, so many columns would take minutes.
#[test]
fn thousands_of_columns_without_a_name_go_out_as_they_came_in() {
    let commas = ",".repeat(16_000);
    let (header, row) = (format!("id,date,title{commas}\n"), format!("a,2025,A{commas}x\n"));
    let other = row.replace('a', "b");
    let sandbox = Sandbox::new()
        .csv("events-1", &[&*header, &row].concat())
        .csv("events-2", &[&*header, &other].concat());
    sandbox.run(["export"]).stdout(&[header, row, other].concat());
}

#[test]
fn a_file_that_is_a_table_of_other_data_is_not_written_over() {
    let theirs = "id,date,title\nt1,2020,Theirs\n";
    let sandbox = Sandbox::new().csv("events", "id,date,title\na,2024,A\n");
    let sandbox = sandbox.bytes("o/events.csv", theirs.as_bytes());
    let sandbox = sandbox.bytes("o/sources.csv", b"id,title\ns1,Daily\n");
    let said =
        "`o/events.csv` holds 1 event not in the data, `t1` (events.csv:2); write under another";
    for command in ["timeline", "export", "check -f csv"] {
        let line = format!("{command} -o o/events.csv");
        let _ = sandbox.run(line.split(' ')).code(2).stderr_has(said);
    }
    let run = sandbox.run(["check", "-f", "csv", "-o", "o/sources.csv"]).code(2);
    let _ = run.stderr_has("holds 1 source not in the data, `s1` (sources.csv:2)");
    assert_eq!(sandbox.read("o/events.csv"), theirs);
    // So is one of which no row can be read.
    for theirs in [
        "id;date;title\nq1;2030-01-01;Semicolons\n",
        "> id,date,title\n> q1,2030-01-01,A\n",
        "id,date,title\n\"q1,2030-01-01,A\"\n\"q2,2030-01-02,B\"\n",
        "id,date,title\nq1,2030-01-01,\"A\n",
    ] {
        let sandbox = Sandbox::new().csv("events", "id,date,title\na,2024,A\n");
        let sandbox = sandbox.bytes("o/events.csv", theirs.as_bytes());
        let run = sandbox.run(["export", "-o", "o/events.csv"]).code(2);
        let _ = run.stderr_has("that cannot be read, in `events.csv`; write under another");
        assert_eq!(sandbox.read("o/events.csv"), theirs);
    }
    // What the data have, what is no table and what has another name is written over.
    let sandbox = sandbox.bytes("own.csv", theirs.as_bytes());
    for line in [
        "export -o own.csv",
        "export -o out/events.csv",
        "timeline -o out/events.csv",
        "list actors -o out/actors.csv",
        "list actors -o out/actors.csv",
        "list places -o out/places.csv",
        "list places -o out/places.csv",
        "check -f csv -o out/sources.csv",
        "check -f csv -o out/sources.csv",
    ] {
        std::fs::create_dir_all(sandbox.path().join("out")).unwrap();
        let _ = sandbox.run(line.split(' ')).code(0);
    }
}

#[test]
fn what_was_written_before_rows_were_changed_or_deleted_is_written_over() {
    for (old, new) in [
        (
            "date,title\n2024-01,Call one\n2024-02,Call two\n",
            "date,title\n2024-01,Talk\n2024-02,Call two\n",
        ),
        ("id,date,title\na,2024,A\nb,2025,B\n", "id,date,title\nb,2025,B\n"),
    ] {
        for line in ["timeline -o out/events.csv", "export --table events -o out/events.csv"] {
            let sandbox = Sandbox::new().csv("events", old).bytes("out/actors.csv", b"id,name\n");
            let _ = sandbox.run(line.split(' ')).code(0);
            let sandbox = sandbox.csv("events", new);
            let _ = sandbox.run(line.split(' ')).code(0);
        }
    }
    let sandbox = Sandbox::new().csv("events", "id,date,title\na,2024,A\n");
    let sandbox = sandbox.csv("actors", "id,name\np,P\n").csv("sources", "id,title\ns,S\n");
    let sandbox = sandbox.bytes("out/actors.csv", b"id,name\np,P\nq,Q\n");
    let sandbox = sandbox.bytes("out/sources.csv", b"id,title\ns,S\nt,T\n");
    for table in ["actors", "sources"] {
        let file = format!("out/{table}.csv");
        let _ = sandbox.run(["export", "--table", table, "-o", &file]).code(0);
    }
    // Other tables may count in the same way, share an event, or have a row that cannot be read.
    let data = "id,date,title\ne1,2024,A\ne2,2024,B\n";
    for theirs in [
        "id,date,title\ne1,2020,X\ne2,2020,Y\ne3,2020,Z\n",
        "id,date,title\ne1,2024,A\nk2,2020,Y\nk3,2020,Z\n",
        "id,date,title\ne1,2024,A\ne2,2024,B\nk3,2020,Z,,,more\n",
    ] {
        let sandbox = Sandbox::new().csv("events", data).bytes("o/events.csv", theirs.as_bytes());
        let run = sandbox.run(["export", "-o", "o/events.csv"]).code(2);
        let _ = run.stderr_has("write under another name, or delete it first");
        assert_eq!(sandbox.read("o/events.csv"), theirs);
    }
}
