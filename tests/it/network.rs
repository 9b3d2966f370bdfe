//! Ties, the actor network, the graph and their pictures, against an oracle, shuffled rows and Graphviz.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

use annals::model::vocabulary::{event_type, part_of_role};
use annals::model::{Dataset, Weight};
use annals::view::diagram::{Colour, Nodes};
use annals::view::{self, Basis, DiagramOptions, NetworkOptions, Selection, View, tables};
use annals::{graph, write};
use proptest::prelude::*;

fn dataset(texts: &[(&str, &str)]) -> Dataset {
    annals::check::dataset(annals::read::texts(texts)).dataset
}

fn dot(data: &Dataset, options: &DiagramOptions) -> String {
    let diagram = view::diagram(data, &Selection::all(data), options);
    let mut out = Vec::new();
    write::view(&View::Diagram(diagram), write::by_name("dot").unwrap(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Pictures of every kind.
fn every_option() -> Vec<DiagramOptions> {
    let mut all = Vec::new();
    for basis in [Basis::Met, Basis::Together] {
        for nodes in [Nodes::Actors, Nodes::Events] {
            for colour in [Colour::Country, Colour::Kind, Colour::None] {
                let network = NetworkOptions { basis, ..NetworkOptions::default() };
                all.push(DiagramOptions { network, nodes, colour, ..DiagramOptions::default() });
            }
        }
    }
    all
}

/// Everything that is made of a folder.
fn outputs(data: &Dataset) -> Vec<String> {
    let all = Selection::all(data);
    let pictures = every_option().into_iter().step_by(4);
    let mut outputs: Vec<String> = pictures.map(|o| dot(data, &o)).collect();
    let mut json = Vec::new();
    write::graph_json::graph(data, &graph::build(data), &mut json).unwrap();
    outputs.push(String::from_utf8(json).unwrap());
    for basis in [Basis::Met, Basis::Together] {
        outputs.push(format!("{:?}", tables::ties(data, &all, basis)));
    }
    outputs.push(format!("{:?}", tables::participations(data, &all)));
    outputs
}

/// The header, and the rows in the order given by keys.
fn shuffled(header: &str, rows: &[(String, u32)]) -> String {
    let mut rows: Vec<&(String, u32)> = rows.iter().collect();
    rows.sort_by_key(|(_, key)| *key);
    let rows: String = rows.iter().map(|(row, _)| format!("{row}\n")).collect();
    format!("{header}\n{rows}")
}

const HEADER: &str = "id,date,title,type,actors,place,sources,status,after,part_of";

/// A row of an events table: few words, so that ties, places and duplicates come about.
fn event() -> impl Strategy<Value = String> {
    let word = |words: &'static [&'static str]| prop::sample::select(words);
    let actor = (
        word(&["anna", "ben", "cleo", "dan", "Ė. & \"Co\" <x>"]),
        word(&["", ":host", ":by-phone", ":subject", ":denier", ":juggler"]),
    );
    let actors = prop::collection::vec(actor, 0..6);
    (
        actors,
        (word(&["", "2025", "2025-02-12~", "[..2025-02-07]", "2025-05-07/..", "-0043"]), 0..4u8),
        word(&["", "call", "meeting", "visit", "statement", "juggling"]),
        word(&["", "confirmed", "alleged", "planned", "cancelled", "refuted"]),
        (word(&["", "Bern", "Paris"]), word(&["", "s1", "s2;s1"])),
    )
        .prop_map(|(actors, (date, title), kind, status, (place, sources))| {
            let actors: Vec<String> = actors.iter().map(|(a, r)| format!("{a}{r}")).collect();
            let actors = actors.join(";").replace('"', "\"\"");
            format!("{date},T{title},{kind},\"{actors}\",{place},{sources},{status}")
        })
}

/// Rows with ids of their own or without, each with a key to be shuffled by.
fn events() -> impl Strategy<Value = Vec<(String, u32)>> {
    prop::collection::vec((event(), any::<bool>(), any::<u32>()), 0..14).prop_map(|events| {
        let row = |(n, (row, written, key)): (usize, (String, bool, u32))| {
            let id = if written { format!("e{n}") } else { String::new() };
            (format!("{id},{row},,"), key)
        };
        events.into_iter().enumerate().map(row).collect()
    })
}

/// Ties counted pair by pair, the long way.
fn oracle(data: &Dataset, basis: Basis) -> Vec<(u32, u32, u32, u32, u32, u32)> {
    let mut ties: BTreeMap<(u32, u32), (u32, u32, u32, u32)> = BTreeMap::new();
    for event in 0..data.events.len() as u32 {
        let kind = event_type(data.type_of(event));
        let (contact, in_person) = kind.map_or((false, false), |t| (t.contact, t.in_person));
        let weight = data.events[event as usize].status.weight();
        let parts = |actor: u32| -> Vec<annals::model::Part> {
            let mine = data.participations_of(event).iter().filter(|p| p.actor == actor);
            mine.map(|p| part_of_role(data.role(*p))).collect()
        };
        let takes = |actor| parts(actor).iter().any(|p| p.takes_part());
        let there = |actor| !parts(actor).contains(&annals::model::Part::ByPhone);
        for a in 0..data.actors.len() as u32 {
            for b in a + 1..data.actors.len() as u32 {
                let named = !parts(a).is_empty() && !parts(b).is_empty();
                let met = contact && weight != Weight::None && takes(a) && takes(b);
                if (basis == Basis::Met && !met) || !named {
                    continue;
                }
                let tie = ties.entry((a, b)).or_default();
                let counts = basis == Basis::Together || weight == Weight::Counts;
                let near = met && in_person && there(a) && there(b);
                tie.0 += u32::from(counts);
                tie.1 += u32::from(!counts);
                tie.2 += u32::from(near);
                tie.3 += u32::from(met && !near);
            }
        }
    }
    ties.into_iter().map(|((a, b), t)| (a, b, t.0, t.1, t.2, t.3)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn shuffled_rows_give_the_same_ties_graph_and_pictures(events in events()) {
        let plain: Vec<(String, u32)> = events.iter().map(|(row, _)| (row.clone(), 0)).collect();
        let plain = dataset(&[("events.csv", &shuffled(HEADER, &plain))]);
        let other = dataset(&[("events.csv", &shuffled(HEADER, &events))]);
        prop_assert_eq!(outputs(&plain), outputs(&other));
    }

    #[test]
    fn ties_are_those_counted_pair_by_pair(events in events()) {
        let data = dataset(&[("events.csv", &shuffled(HEADER, &events))]);
        for basis in [Basis::Met, Basis::Together] {
            let options = NetworkOptions { basis, ..NetworkOptions::default() };
            let network = view::network(&data, &Selection::all(&data), &options);
            let tie = |t: &view::Tie| {
                let t = t.tally;
                (t.a, t.b, t.count, t.unconfirmed, t.in_person, t.remote)
            };
            prop_assert_eq!(network.edge_weights().map(tie).collect::<Vec<_>>(), oracle(&data, basis));
            for tie in network.edge_weights() {
                prop_assert_eq!(tie.events.len(), tie.tally.total() as usize);
            }
        }
    }
}

const ENGINES: &[&str] = &["dot", "neato", "fdp", "sfdp", "circo", "twopi", "osage", "patchwork"];

/// What an engine makes of a DOT text, and what it complains of; `None` without Graphviz.
fn graphviz(engine: &str, kind: &str, dot: &str) -> Option<(String, String)> {
    let child = Command::new(engine)
        .arg(format!("-T{kind}"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        assert!(std::env::var_os("CI").is_none(), "CI needs Graphviz; there is no `{engine}`");
        eprintln!("skipped: no Graphviz on this machine");
        return None;
    };
    let mut stdin = child.stdin.take().unwrap();
    let text = dot.to_string();
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "{engine}: {}", String::from_utf8_lossy(&output.stderr));
    Some((
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    ))
}

fn real() -> Dataset {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let folder = annals::read::folder(&folder, &annals::read::Need::ALL).unwrap();
    annals::check::dataset(folder).dataset
}

#[test]
fn every_engine_takes_every_picture_without_a_warning() {
    let data = real();
    for options in [
        DiagramOptions::default(),
        DiagramOptions { nodes: Nodes::Events, ..DiagramOptions::default() },
        DiagramOptions {
            network: NetworkOptions { basis: Basis::Together, ..NetworkOptions::default() },
            colour: Colour::Kind,
            ..DiagramOptions::default()
        },
    ] {
        let dot = dot(&data, &options);
        for engine in ENGINES {
            let Some((_, words)) = graphviz(engine, "plain", &dot) else { return };
            assert_eq!(words, "", "{engine} warns of {options:?}");
        }
    }
}

#[test]
fn an_empty_folder_is_drawn_with_a_remark() {
    let data = dataset(&[("events.csv", "date,title\n")]);
    let dot = dot(&data, &DiagramOptions::default());
    assert!(dot.contains("No two actors are tied here."), "{dot}");
    for engine in ENGINES {
        let Some((_, words)) = graphviz(engine, "plain", &dot) else { return };
        assert_eq!(words, "", "{engine}");
    }
}

/// Names that some language inside DOT would read as its own.
const HOSTILE: &[&str] = &[
    "say \"hi\" \\\"ho\\\"",
    "<script>alert(1)</script>",
    "a | b -- c -> d {e} [f=\"g\"]",
    "=cmd()",
    "مرحبا \u{202b}שלום\u{202c}",
    "🦀👩‍👩‍👧",
    "x ]]> y <!-- z -->",
    "\\N \\G \\E \\n \\l\\",
    "&amp; &lt;b&gt; &#60; &nbsp;",
    "two\nlines",
    "bell\u{7} escape\u{1b}[31m",
    "<<TABLE><TR><TD>t</TD></TR></TABLE>>",
];

/// Text pieces Graphviz drew, in the order of nodes.
fn drawn(json: &str) -> Vec<String> {
    let tree: serde_json::Value = serde_json::from_str(json).unwrap();
    let mut texts = Vec::new();
    for node in tree["objects"].as_array().unwrap() {
        let lines: Vec<&str> = node["_ldraw_"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|op| op["op"] == "T")
            .map(|op| op["text"].as_str().unwrap())
            .collect();
        texts.push(lines.join(" "));
    }
    texts
}

#[test]
fn hostile_names_come_out_of_graphviz_as_they_went_in() {
    let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut actors = "id,name,kind,country\n".to_string();
    let mut events = "id,date,title,type,actors\n".to_string();
    for (n, name) in HOSTILE.iter().enumerate() {
        actors.push_str(&format!("a{n:02},{},person,{}\n", cell(name), cell(name)));
        events.push_str(&format!("e{n:02},2025,{},call,a{n:02};hub\n", cell(name)));
    }
    actors.push_str("hub,Hub,group,\n");
    let data = dataset(&[("events.csv", &events), ("actors.csv", &actors)]);
    assert_eq!(data.actors.len(), HOSTILE.len() + 1);
    for options in every_option() {
        let dot = dot(&data, &options);
        for engine in ENGINES {
            let Some((_, words)) = graphviz(engine, "svg", &dot) else { return };
            assert_eq!(words, "", "{engine} warns of {options:?}");
        }
        let Some((json, _)) = graphviz("neato", "json", &dot) else { return };
        let texts = drawn(&json);
        for (n, name) in HOSTILE.iter().enumerate() {
            let hidden = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}');
            let shown = name.replace('\n', " ").replace(hidden, "\u{fffd}");
            assert_eq!(texts[n], shown, "{options:?}");
        }
    }
}

#[test]
fn graph_json_is_a_graph_of_known_nodes_whatever_the_names() {
    let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut events = "id,date,title,type,actors,place,sources,after\n".to_string();
    for (n, name) in HOSTILE.iter().enumerate() {
        let text = cell(name);
        events.push_str(&format!("e{n},2025,{text},{text},{text},{text},{text},e0\n"));
    }
    let data = dataset(&[("events.csv", &events)]);
    let graph = graph::build(&data);
    let mut json = Vec::new();
    write::graph_json::graph(&data, &graph, &mut json).unwrap();
    let tree: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!((&tree["directed"], &tree["multigraph"]), (&true.into(), &true.into()));
    let nodes = tree["nodes"].as_array().unwrap();
    let mut ids: Vec<&str> = nodes.iter().map(|n| n["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), graph.graph.node_count());
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), graph.graph.node_count());
    let edges = tree["edges"].as_array().unwrap();
    assert_eq!(edges.len(), graph.graph.edge_count());
    for edge in edges {
        for end in ["source", "target"] {
            assert!(ids.binary_search(&edge[end].as_str().unwrap()).is_ok(), "{edge}");
        }
    }
    let label = |id: &str| nodes.iter().find(|n| n["id"] == id).unwrap()["label"].clone();
    for (n, name) in HOSTILE.iter().enumerate() {
        assert_eq!(label(&format!("events/e{n}")), *name);
    }
}

#[test]
fn each_edge_of_graph_json_says_which_place_of_a_source_is_cited_and_each_source_is_named() {
    let events = "id,date,title,sources\ne1,2025,A,s#p. 3;s#p. 4;t\n";
    let data = dataset(&[("events.csv", events), ("sources.csv", "id,title\ns,\nt,Title\n")]);
    let mut json = Vec::new();
    write::graph_json::graph(&data, &graph::build(&data), &mut json).unwrap();
    let json = String::from_utf8(json).unwrap();
    let cites = |source: &str, locator: &str| {
        format!(r#"{{"source":"events/e1","target":"sources/{source}","kind":"cites"{locator}}}"#)
    };
    for line in [
        cites("s", r#","locator":"p. 3""#),
        cites("s", r#","locator":"p. 4""#),
        cites("t", ""),
        r#"{"id":"sources/s","table":"sources","label":"s"}"#.to_string(),
        r#"{"id":"sources/t","table":"sources","label":"Title"}"#.to_string(),
    ] {
        assert!(json.lines().any(|own| own.trim_end_matches(',') == line), "{line}\n{json}");
    }
}

#[test]
fn triangles_whose_layout_is_as_wanted_are_drawn() {
    let name = |n: u32| format!("{}{n}", ["a", "bob", "carla of the long name"][n as usize % 3]);
    for n in 0..200 {
        let [a, b, c] = [n, n * 7 + 1, n * 13 + 2].map(name);
        let events = format!("date,title,type,actors\n2025,A,meeting,{a};{b}x;{c}y\n");
        let data = annals::check::dataset(annals::read::texts(&[("events.csv", &events)])).dataset;
        let diagram = view::diagram(&data, &Selection::all(&data), &DiagramOptions::default());
        let mut out = Vec::new();
        let svg = annals::write::by_name("svg").unwrap();
        annals::write::view(&View::Diagram(diagram), svg, &mut out).unwrap();
        assert!(String::from_utf8(out).unwrap().matches("<rect").count() > 3);
    }
}
