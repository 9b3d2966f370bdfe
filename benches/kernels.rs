//! The inner loops: `cargo bench`. Only numbers of one run say anything about each other.

use annals::check;
use annals::graph;
use annals::model::cells::split;
use annals::model::date::Date;
use annals::model::lookup::Ids;
use annals::model::scan::Scanner;
use annals::read::{self, Need};
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use petgraph::graph::DiGraph;
use petgraph::visit::EdgeRef;

fn main() {
    divan::main();
}

/// Ten thousand events, a quarter of them with a quoted summary.
fn events() -> String {
    let mut text = String::from("id,date,type,title,place,actors,sources,status,summary\n");
    for n in 0..10_000 {
        let summary = if n % 4 == 0 { "\"Said, \"\"no\"\", twice\"" } else { "The talks went on." };
        let (month, day) = (n % 12 + 1, n % 28 + 1);
        text.push_str(&format!(
            "e{n:05},2025-{month:02}-{day:02},call,Call {n} in Genève,Geneva,a{};a{}:host,s{},confirmed,{summary}\n",
            n % 97,
            n % 89,
            n % 1000
        ));
    }
    text
}

#[divan::bench]
fn records_by_blocks(bencher: Bencher) {
    let text = events();
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let (mut scanner, mut cells, mut at, mut count) = (Scanner::new(&text), Vec::new(), 0, 0);
        while at < text.len() {
            at = scanner.record(at, &mut cells).next;
            count += cells.len();
        }
        count
    });
}

#[divan::bench]
fn records_cell_by_cell(bencher: Bencher) {
    let text = events();
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let (mut cells, mut at, mut count) = (Vec::new(), 0, 0);
        while at < text.len() {
            at = split(&text, at, &mut cells).next;
            count += cells.len();
        }
        count
    });
}

#[divan::bench]
fn records_by_the_csv_crate(bencher: Bencher) {
    let text = events();
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let (mut record, mut count) = (csv::ByteRecord::new(), 0);
        while reader.read_byte_record(&mut record).is_ok_and(|more| more) {
            count += record.len();
        }
        count
    });
}

#[divan::bench(args = ["2025-02-12", "2025-02", "2025-02-12T10:15Z", "[..2025-02-07]", "2025-05-07/2025-05-10"])]
fn date(text: &str) -> Option<Date> {
    Date::parse(black_box(text)).ok()
}

#[divan::bench(args = [1_000, 100_000])]
fn ids_one_after_the_other(bencher: Bencher, count: u32) {
    let names: Vec<String> = (0..count).map(|n| format!("s-{}", n * 7)).collect();
    let ids = Ids::of_rows(names.len(), |n| &names[n]);
    bencher.counter(ItemsCount::new(names.len())).bench(|| {
        names.iter().filter_map(|name| ids.find(black_box(name))).fold(0, u32::wrapping_add)
    });
}

/// The whole graph of so many times ten thousand events, or of the folder that `ANNALS_FOLDER` names,
/// and the same nodes and edges without anything else.
#[divan::bench(args = [("whole", 10), ("bare", 10), ("whole", 100), ("bare", 100)], sample_count = 20)]
fn graph(bencher: Bencher, (what, times): (&str, usize)) {
    let folder = std::env::var_os("ANNALS_FOLDER")
        .and_then(|path| read::folder(path.as_ref(), &Need::ALL).ok())
        .unwrap_or_else(|| {
            let mut text = events();
            let rows = text.split_off(text.find('\n').map_or(0, |n| n + 1));
            (0..times).for_each(|n| text.push_str(&rows.replace("\ne", &format!("\ne{n:02}"))));
            read::texts(&[("events.csv", &text)])
        });
    let dataset = check::dataset(folder).dataset;
    let whole = graph::build(&dataset).graph;
    let edges: Vec<_> =
        whole.edge_references().map(|e| (e.source(), e.target(), *e.weight())).collect();
    bencher.counter(ItemsCount::new(edges.len())).bench(|| match what {
        "whole" => graph::build(&dataset).graph.edge_count(),
        _ => {
            let mut bare = DiGraph::with_capacity(whole.node_count(), edges.len());
            whole.node_weights().for_each(|node| _ = bare.add_node(*node));
            edges.iter().for_each(|(from, to, edge)| _ = bare.add_edge(*from, *to, *edge));
            bare.edge_count()
        }
    });
}

#[divan::bench]
fn check_ten_thousand_events(bencher: Bencher) {
    let text = events();
    bencher
        .counter(ItemsCount::new(10_000_usize))
        .with_inputs(|| read::texts(&[("events.csv", &text)]))
        .bench_values(|folder| check::folder(folder, &Need::FINDINGS).tally);
}
