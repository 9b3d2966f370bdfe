//! Small changes move little, the page is no larger than need be; and the numbers of both in
//! `docs/drawing.md`.
//!
//! `ANNALS_UPDATE=1 cargo test an_event_less` writes them anew.

use annals::layout::{Drawing, Graph};
use annals::view::{Diagram, DiagramOptions};
use annals::write;

use super::{cut, data, diagram, full, measure};
use crate::support::root;

/// How far actors move when an event goes, on the mean over all events; in label heights.
fn shift(options: &DiagramOptions) -> f64 {
    let files = data();
    let whole = diagram(&files, options);
    let (graph, before) = write::svg::placed(&whole);
    let height = graph.nodes.iter().map(|n| n.size.1).sum::<f64>() / graph.nodes.len() as f64;
    let text = files.iter().find(|(name, _)| name == "events.csv").unwrap().1.clone();
    let rows: Vec<&str> = text.lines().collect();
    let without = |gone: usize| {
        let left = rows.iter().enumerate().filter(|(n, _)| *n != gone).map(|(_, row)| *row);
        let left = left.collect::<Vec<&str>>().join("\n");
        let mut files = files.clone();
        files.iter_mut().filter(|(n, _)| n == "events.csv").for_each(|f| f.1 = left.clone());
        let now = diagram(&files, options);
        // An event that joins nobody leaves the same graph, and so the same picture.
        if now.nodes == whole.nodes && now.lines == whole.lines {
            return 0.0;
        }
        let (graph, after) = write::svg::placed(&now);
        moved((&whole, &before), (&graph, &after))
    };
    let all: Vec<usize> = (1..rows.len()).collect();
    let (one, other) = all.split_at(all.len() / 2);
    let sum = |part: &[usize]| part.iter().map(|gone| without(*gone)).sum::<f64>();
    let sum = std::thread::scope(|scope| {
        let first = scope.spawn(|| sum(one));
        sum(other) + first.join().unwrap()
    });
    sum / all.len() as f64 / height
}

/// The mean way of the actors in both pictures, measured from the upper left corners.
fn moved((whole, before): (&Diagram, &Drawing), (graph, after): (&Graph, &Drawing)) -> f64 {
    let mut ways = Vec::new();
    for (node, at) in graph.nodes.iter().zip(&after.places) {
        if let Some(n) = whole.nodes.iter().position(|w| w.id == node.key) {
            let was = before.places[n];
            let (dx, dy) = (
                (at.x - after.low.x) - (was.x - before.low.x),
                (at.y - after.low.y) - (was.y - before.low.y),
            );
            ways.push((dx * dx + dy * dy).sqrt());
        }
    }
    ways.iter().sum::<f64>() / ways.len() as f64
}

/// The page, in areas of its labels.
fn page(options: &DiagramOptions) -> f64 {
    let diagram = diagram(&data(), options);
    let svg = write::svg::drawn(&diagram);
    let side = |name| measure::attribute(&svg, name).unwrap();
    side("width") * side("height") / measure::label_area(&write::svg::placed(&diagram).0)
}

#[test]
fn an_event_less_moves_actors_by_at_most_three_label_heights() {
    let shifts = [shift(&cut()), shift(&full())];
    let pages = [page(&cut()), page(&full())];
    let table = format!(
        "| on `data/` | cut | full | at most |\n|---|---|---|---|\n\
         | actors move, in label heights | {:.2} | {:.2} | 3 |\n\
         | the page, in areas of its labels | {:.1} | {:.1} | 15 |\n",
        shifts[0], shifts[1], pages[0], pages[1]
    );
    println!("{table}");
    assert!(shifts.iter().all(|shift| *shift <= 3.0), "{shifts:.2?}");
    assert!(pages.iter().all(|page| *page <= 15.0), "{pages:.1?}");
    compare_docs("stable", &table, |_, old, new| old == new);
}

/// One test at a time rewrites the page.
static PAGE: std::sync::Mutex<()> = std::sync::Mutex::new(());

/// Compares the block of `docs/drawing.md` between two marks with a table, cell by cell; `same` is told
/// the line of the table and the column in it.
#[track_caller]
pub(super) fn compare_docs(
    mark: &str,
    table: &str,
    same: impl Fn((&[String], usize), &str, &str) -> bool,
) {
    let _alone = PAGE.lock().unwrap();
    let path = root().join("docs/drawing.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (open, close) = (format!("<!-- {mark} -->\n"), format!("<!-- end of {mark} -->"));
    let (before, rest) = page.split_once(&open).unwrap();
    let (old, after) = rest.split_once(&close).unwrap();
    if std::env::var_os("ANNALS_UPDATE").is_some() {
        let page = format!("{before}{open}\n{table}\n{close}{after}");
        std::fs::write(&path, page).unwrap();
        return;
    }
    let lines = |text: &str| -> Vec<Vec<String>> {
        let cells = |line: &str| line.split('|').map(|cell| cell.trim().to_string()).collect();
        text.trim().lines().map(cells).collect()
    };
    let (old, new) = (lines(old), lines(table));
    let shape = |lines: &[Vec<String>]| lines.iter().map(Vec::len).collect::<Vec<_>>();
    assert_eq!(shape(&old), shape(&new), "docs/drawing.md has another table than this:\n{table}");
    let pairs = old.iter().zip(&new).flat_map(|(old, new)| {
        (0..).zip(old.iter().zip(new)).map(move |(column, cells)| ((new.as_slice(), column), cells))
    });
    for (place, (old, new)) in pairs {
        assert!(
            same(place, old, new),
            "docs/drawing.md says {old}, not {new}, in this table:\n{table}"
        );
    }
}
