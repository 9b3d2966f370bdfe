//! Our own drawing: measured on folders of several kinds, beside Graphviz, and under small changes.

mod beside;
mod families;
mod graphviz;
mod measure;
#[cfg(feature = "raster")]
mod pixels;
mod shapes;
mod stable;

use annals::layout::{Drawing, Graph, Point};
use annals::view::{self, Diagram, DiagramOptions, NetworkOptions, Selection, View};
use annals::write;

/// The files of `data/`.
fn data() -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    ["actors.csv", "events.csv", "relationships.csv", "sources.csv"]
        .map(|name| (name.to_string(), std::fs::read_to_string(folder.join(name)).unwrap()))
        .to_vec()
}

fn diagram(files: &[(String, String)], options: &DiagramOptions) -> Diagram {
    let files: Vec<(&str, &str)> = files.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    let dataset = annals::check::dataset(annals::read::texts(&files)).dataset;
    view::diagram(&dataset, &Selection::all(&dataset), options)
}

fn events(text: &str) -> Vec<(String, String)> {
    vec![("events.csv".to_string(), text.to_string())]
}

/// The picture for the README.
fn cut() -> DiagramOptions {
    let network = NetworkOptions { actors: Some(25), ..NetworkOptions::default() };
    DiagramOptions { network, width: Some(880), ..DiagramOptions::default() }
}

/// Every tie.
fn full() -> DiagramOptions {
    DiagramOptions { all: true, ..DiagramOptions::default() }
}

fn chains(drawing: &Drawing) -> Vec<Vec<Point>> {
    drawing.paths.iter().map(annals::layout::Path::chain).collect()
}

/// How many folders of each family there are; each has a seed of its own, from 1.
const SEEDS: u64 = 5;

/// A folder, drawn: `bipartite`, its seed, at the README cut or with every tie.
struct Picture {
    family: &'static str,
    seed: u64,
    what: &'static str,
    diagram: Diagram,
    graph: Graph,
    drawing: Drawing,
}

impl Picture {
    fn name(&self) -> String {
        format!("{} {}, {}", self.family, self.seed, self.what)
    }
}

/// Every folder at the README cut and with every tie; laid out once for all tests.
fn pictures() -> &'static [Picture] {
    static ALL: std::sync::OnceLock<Vec<Picture>> = std::sync::OnceLock::new();
    ALL.get_or_init(|| {
        let wanted = wanted();
        each(&wanted, |(family, seed, what, diagram)| {
            let (graph, drawing) = write::svg::placed(diagram);
            Picture { family, seed: *seed, what, diagram: diagram.clone(), graph, drawing }
        })
    })
}

fn wanted() -> Vec<(&'static str, u64, &'static str, Diagram)> {
    let mut folders = vec![("data", 0, data())];
    for seed in 1..=SEEDS {
        folders.extend(families::all(seed).into_iter().map(|(n, text)| (n, seed, events(&text))));
    }
    let both = folders.iter().flat_map(|(family, seed, files)| {
        [("cut", cut()), ("full", full())]
            .map(|(what, options)| (*family, *seed, what, diagram(files, &options)))
    });
    both.collect()
}

/// Calls for each item, on as many threads as the machine has; the answers in order.
fn each<I: Sync, T: Send>(items: &[I], call: impl Fn(&I) -> T + Sync) -> Vec<T> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let size = items.len().div_ceil(threads).max(1);
    let call = &call;
    std::thread::scope(|scope| {
        let work = |part: &'_ [I]| part.iter().map(call).collect::<Vec<T>>();
        let handles: Vec<_> =
            items.chunks(size).map(|part| scope.spawn(move || work(part))).collect();
        handles.into_iter().flat_map(|handle| handle.join().unwrap()).collect()
    })
}

#[test]
fn nothing_overlaps_leaves_the_page_or_hides_a_strong_line() {
    each(pictures(), |picture| {
        let Picture { graph, drawing, .. } = picture;
        let name = picture.name();
        assert_eq!(measure::overlaps(graph, drawing), 0, "{name}: overlaps");
        assert_eq!(measure::heavy_hits(graph, drawing), 0, "{name}: strong lines under boxes");
        let svg = write::svg::drawn_at(&picture.diagram, drawing);
        assert_eq!(measure::outside(&svg), 0, "{name}: text outside of the page");
        if name.ends_with("cut") {
            assert_eq!(measure::attribute(&svg, "width"), Some(880.0), "{name}");
            let sizes = svg.split("font-size=\"").skip(1).map(|s| s.split_once('"').unwrap().0);
            assert!(sizes.map(|s| s.parse::<f64>().unwrap()).all(|size| size >= 11.0), "{name}");
        }
    });
}

#[test]
fn shuffled_rows_give_the_same_bytes() {
    let files = data();
    let expected = write::svg::drawn(&diagram(&files, &full()));
    let mut shuffled = files.clone();
    for (_, text) in &mut shuffled {
        let mut rows: Vec<&str> = text.lines().collect();
        let head = rows.remove(0);
        rows.reverse();
        rows.insert(0, head);
        *text = rows.join("\n");
    }
    assert_eq!(write::svg::drawn(&diagram(&shuffled, &full())), expected);
}

/// Draws what may be too much; nothing may overlap whatever it is.
fn drawn(text: &str) -> String {
    let diagram = diagram(&events(text), &full());
    let (graph, drawing) = write::svg::placed(&diagram);
    assert_eq!(measure::overlaps(&graph, &drawing), 0);
    let svg = write::svg::drawn(&diagram);
    assert_eq!(measure::outside(&svg), 0);
    svg
}

#[test]
fn no_tie_and_one_actor_are_drawn_or_said() {
    assert!(drawn("date,title\n2025,A\n").contains("No two actors are tied here."));
    let alone = "id,date,title,type,actors\ne1,2025,A,call,Anna\n";
    let files = events(alone);
    let borrowed: Vec<(&str, &str)> = files.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    let dataset = annals::check::dataset(annals::read::texts(&borrowed)).dataset;
    let ego = Some(annals::view::Ego { actor: 0, hops: 1 });
    let network = NetworkOptions { ego, ..NetworkOptions::default() };
    let options = DiagramOptions { network, ..DiagramOptions::default() };
    let diagram = view::diagram(&dataset, &Selection::all(&dataset), &options);
    assert!(write::svg::drawn(&diagram).contains(">Anna</text>"));
}

#[test]
fn two_equal_hubs_and_two_hundred_parts_are_drawn() {
    let met = |pairs: Vec<(String, String)>| {
        families::csv(&pairs.into_iter().map(|(a, b)| vec![a, b]).collect::<Vec<_>>())
    };
    let leaves = (0..24).map(|n| (format!("Hub {}", n % 2), format!("Leaf {n}")));
    let bridge = std::iter::once(("Hub 0".to_string(), "Hub 1".to_string()));
    assert!(drawn(&met(leaves.chain(bridge).collect())).contains(">Hub 1</text>"));
    let parts =
        drawn(&met((0..200).map(|n| (format!("Left {n}"), format!("Right {n}"))).collect()));
    assert!(parts.contains(">Right 199</text>"));
}

/// 5,000 with optimization; without it fewer, yet more than those up to which every pair counts.
#[test]
fn thousands_of_leaves_on_one_hub_are_drawn() {
    let leaves = if cfg!(debug_assertions) { 1300 } else { 5000 };
    let events: Vec<Vec<String>> =
        (0..leaves).map(|n| vec!["Hub".to_string(), format!("Leaf {n}")]).collect();
    assert!(drawn(&families::csv(&events)).contains(&format!(">Leaf {}</text>", leaves - 1)));
}

#[test]
fn hostile_labels_stay_text() {
    let long = "Committee of the Whole ".repeat(30);
    let names = [
        "<script>alert(1)</script>",
        "]]>&amp;\"'",
        "a\u{1b}[31m\u{8}b",
        "習近平",
        "مرحبا",
        "\u{202e}txet",
        "e\u{301}\u{301}\u{301}",
        "👩‍👩‍👧",
        "%41 b",
        "%41_b",
        &long,
    ];
    let rows: String = names
        .iter()
        .enumerate()
        .map(|(n, name)| {
            format!("e{n},2025,T{n} <b>&,call,\"{};Hub\"\n", name.replace('"', "\"\""))
        })
        .collect();
    let svg = drawn(&format!("id,date,title,type,actors\n{rows}"));
    assert!(!svg.contains("<script") && !svg.contains('\u{1b}') && svg.contains('\u{fffd}'));
    assert!(svg.contains("…</text>"), "long names are shortened");
    let ids: Vec<&str> =
        svg.split("<g id=\"").skip(1).map(|s| s.split_once('"').unwrap().0).collect();
    let distinct: std::collections::BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(distinct.len(), ids.len(), "ids are unique");
    let mut reader = ids.len() * 2 + 2;
    for open in ["<title", "<desc"] {
        reader -= svg.matches(open).count();
    }
    assert_eq!(reader, 0, "each group and the picture have a title and a description");
}

#[cfg(feature = "raster")]
#[test]
fn png_shows_our_font_whatever_the_system_has() {
    let format = write::by_name("png").unwrap();
    let mut bytes = Vec::new();
    let picture = diagram(&events("id,date,title,type,actors\ne1,2025,A,call,Anna;Ben\n"), &full());
    write::view(&View::Diagram(picture), format, &mut bytes).unwrap();
    assert!(bytes.starts_with(b"\x89PNG"));
    let tree = resvg_width(&bytes);
    assert_eq!(tree, 960, "twice the least width of a page");
}

/// The width in the header of a PNG.
#[cfg(feature = "raster")]
fn resvg_width(bytes: &[u8]) -> u32 {
    u32::from_be_bytes(bytes[16..20].try_into().unwrap())
}
