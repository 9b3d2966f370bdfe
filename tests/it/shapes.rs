//! What programs read of annals, as `docs/output.md` has it: keys, exit codes.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::docs::holds;
use crate::support::Sandbox;

/// What gives JSON, as it is asked for.
const ASKED: &[&str] = &[
    "check",
    "timeline",
    "timeline --bounds",
    "export",
    "export --table ties",
    "export --table participations",
    "list types",
    "list roles",
    "list statuses",
    "list tags",
    "list places",
    "list countries",
    "list actors",
    "list sources",
    "show e018",
    "order e020 e021",
    "order e020",
    "diagram",
    "diagram --kind events",
    "build",
];

/// The keys of objects, by where these stand, in the order in which they come; `codes` has those of findings.
fn keys(value: &Value, at: &str, found: &mut Vec<(String, Vec<String>)>) {
    match value {
        Value::Array(list) => list.iter().for_each(|one| keys(one, &format!("{at}[]"), found)),
        Value::Object(object) => {
            let place = found.iter().position(|(known, _)| known == at).unwrap_or_else(|| {
                found.push((at.to_string(), Vec::new()));
                found.len() - 1
            });
            for (key, inner) in object {
                if !found[place].1.contains(key) {
                    found[place].1.push(key.clone());
                }
                if key != "codes" {
                    keys(inner, &format!("{at}.{key}"), found);
                }
            }
        }
        _ => {}
    }
}

/// The same without what all reports have alike.
fn without_frame(found: Vec<(String, Vec<String>)>) -> Vec<(String, Vec<String>)> {
    const FRAME: [(&str, &str); 2] =
        [("", "title query sections remarks"), (".sections[]", "heading depth records")];
    let is_frame = |(at, keys): &(String, Vec<String>)| FRAME.contains(&(at, &keys.join(" ")));
    if found.iter().filter(|one| is_frame(one)).count() < FRAME.len() {
        return found;
    }
    let of_records = |at: &str| at.strip_prefix(".sections[].records[]").map(str::to_string);
    let rest = found.into_iter().filter(|one| !is_frame(one));
    rest.map(|(at, keys)| (of_records(&at).expect("only records are in a frame"), keys)).collect()
}

/// The answer as JSON; of `build` it is `graph.json`.
fn answer(asked: &str) -> Value {
    let folder = Sandbox::with_data();
    let words = asked.split(' ');
    let text = match asked {
        "build" => {
            // Of the events there none names a place in a source.
            let more = "id,date,title,sources\nx-1,2025,A,mehr-2025-02-09#p. 1\n";
            let folder = folder.csv("events-more", more);
            folder.run(["build", "-o", "out"]).code(0);
            folder.read("out/graph.json")
        }
        "check" => folder.run(["check", "--format", "json", "--all"]).code(0).output(),
        _ => folder.run(words.chain(["--format", "json"])).code(0).output(),
    };
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{asked}: {error}"))
}

#[test]
fn the_keys_of_every_answer_in_json_stand_in_the_document() {
    // Answers of one shape share a row.
    let mut shapes: Vec<(Vec<&str>, String)> = Vec::new();
    for asked in ASKED {
        let mut found = Vec::new();
        keys(&answer(asked), "", &mut found);
        let of = |(at, keys): &(String, Vec<String>)| {
            let names: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
            match at.trim_start_matches('.') {
                "" => names.join(" "),
                at => format!("{at}: {}", names.join(" ")),
            }
        };
        let shape = without_frame(found).iter().map(of).collect::<Vec<_>>().join("<br>");
        match shapes.iter_mut().find(|(_, known)| *known == shape) {
            Some((commands, _)) => commands.push(asked),
            None => shapes.push((vec![asked], shape)),
        }
    }
    let mut table = "| command | keys |\n|---|---|\n".to_string();
    for (commands, shape) in shapes {
        let commands: Vec<String> = commands.iter().map(|c| format!("`{c}`")).collect();
        table.push_str(&format!("| {} | {shape} |\n", commands.join("<br>")));
    }
    holds("docs/output.md", "keys", &table);
}

#[test]
fn rows_of_a_report_have_the_same_names_in_csv_and_in_json() {
    for asked in ASKED.iter().filter(|a| a.starts_with("list ") || a.starts_with("order ")) {
        let folder = Sandbox::with_data();
        let csv = folder.run(asked.split(' ').chain(["--format", "csv"])).code(0).output();
        let mut found = Vec::new();
        keys(&answer(asked), "", &mut found);
        let rows: BTreeMap<String, Vec<String>> = found.into_iter().collect();
        let header = csv.lines().next().unwrap_or_default();
        assert_eq!(rows[".sections[].records[]"].join(","), header, "{asked}");
    }
}

#[test]
fn exit_codes_are_those_of_the_document() {
    let sound = "id,date,title,actors\na,2024,A,x;y\n";
    let folder = || Sandbox::new().csv("events.csv", sound);
    folder().run(["check"]).code(0);
    let doubtful = Sandbox::new().csv("events.csv", "id,date,title,soruces\na,2024,A,x\n");
    doubtful.run(["check"]).code(0);
    let wrong = || Sandbox::new().csv("events.csv", "id,date,title\na,202X-99,A\nb,2024,B\n");
    wrong().run(["check"]).code(1);
    wrong().run(["timeline"]).code(0);
    wrong().run(["timeline", "--strict"]).code(1);
    let add = folder().bytes("more.csv", b"date,title\nsoon,B\n");
    add.run(["add", "more.csv"]).code(1);
    folder().run(["rename", "a", "b c"]).code(2);
    folder().run(["rename", "z", "b"]).code(2);
    folder().run(["timeline", "actor:nobody"]).code(2);
    folder().run(["timeline", "actor:x", "from:2030"]).code(0);
    folder().run(["timeline", "--colour", "blue"]).code(2);
    folder().run(["--data", "nowhere", "check"]).code(2);
}
