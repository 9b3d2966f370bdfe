//! Stress and crossings beside Graphviz, and the table of them in `docs/drawing.md`.
//!
//! `ANNALS_UPDATE=1 cargo test stress_and_crossings` writes the table anew.

use annals::layout::Drawing;

use super::{Picture, SEEDS, chains, each, families, graphviz, measure, pictures, stable};
use crate::support::root;

/// How much worse than the better engine a picture may be, and a family on the mean.
const WORSE: f64 = 1.05;

/// How far numbers from Graphviz may be off the table: it does not give the same bits everywhere.
const TOLERANCE: f64 = 0.04;

/// The columns of Graphviz's crossings, and of how far ours are beyond them: a difference, which may be
/// as far off as what it is taken from.
const THEIRS: usize = 7;
const BEYOND: usize = 9;

/// What was measured of a picture; ours, then Graphviz's.
struct Measured {
    size: (usize, usize),
    stress: (f64, f64),
    crossings: (f64, f64),
    /// Whether a circle would have passed.
    circle: bool,
}

impl Measured {
    fn share(&self) -> f64 {
        self.stress.0 / self.stress.1
    }

    /// Crossings are whole: where there are four, one more is let pass, two are not.
    fn passes(&self) -> bool {
        self.share() <= WORSE && self.crossings.0 <= (WORSE * self.crossings.1).ceil()
    }
}

fn measured(picture: &Picture) -> Measured {
    let Picture { graph, drawing, .. } = picture;
    let (stress, crossings) = graphviz::best(&picture.diagram, graph);
    let of = |drawing: &Drawing| {
        let crossings = measure::crossings(graph, &chains(drawing)) as f64;
        (measure::stress(graph, &drawing.places), crossings)
    };
    let ours = of(drawing);
    let round = families::circle(graph);
    let circle = of(&round);
    let clean = measure::overlaps(graph, &round) == 0 && measure::heavy_hits(graph, &round) == 0;
    let measured = |(s, c): (f64, f64), circle| Measured {
        size: (graph.nodes.len(), graph.edges.len()),
        stress: (s, stress),
        crossings: (c, crossings as f64),
        circle,
    };
    let circle = clean && measured(circle, false).passes();
    measured(ours, circle)
}

/// A family at one size: a row of the table.
fn row(name: &str, all: &[&Measured]) -> (String, bool) {
    let range = |of: fn(&Measured) -> usize| {
        let (least, most) = (all.iter().map(|m| of(m)).min(), all.iter().map(|m| of(m)).max());
        let (least, most) = (least.unwrap(), most.unwrap());
        if least == most { least.to_string() } else { format!("{least}-{most}") }
    };
    let mean = all.iter().map(|m| m.share()).sum::<f64>() / all.len() as f64;
    let worst = all.iter().map(|m| m.share()).fold(0.0, f64::max);
    let (ours, theirs) =
        all.iter().fold((0.0, 0.0), |(a, b), m| (a + m.crossings.0, b + m.crossings.1));
    let share = if theirs == 0.0 { "-".to_string() } else { format!("{:.2}", ours / theirs) };
    let beyond = all.iter().map(|m| m.crossings.0 - m.crossings.1).fold(f64::MIN, f64::max);
    let row = format!(
        "| {name} | {} | {} | {mean:.2} | {worst:.2} | {ours} | {theirs} | {share} | {beyond} |",
        range(|m| m.size.0),
        range(|m| m.size.1)
    );
    (row, mean <= WORSE && ours <= WORSE * theirs)
}

#[test]
fn stress_and_crossings_are_no_worse_than_graphviz_and_a_circle_is() {
    let Some(version) = graphviz::version() else { return };
    let pictures = pictures();
    let all = each(pictures, measured);
    let mut failed: Vec<String> = Vec::new();
    for (picture, m) in pictures.iter().zip(&all) {
        println!(
            "{:26} stress {:7.2} / {:7.2} = {:.2}, crossings {:5} / {:5}",
            picture.name(),
            m.stress.0,
            m.stress.1,
            m.share(),
            m.crossings.0,
            m.crossings.1
        );
        failed.extend((!m.passes()).then(|| picture.name()));
        failed.extend(m.circle.then(|| format!("{}: a circle passes", picture.name())));
    }
    let mut table = format!("Graphviz {version}; {SEEDS} folders of each family but `data/`.\n\n");
    table.push_str("| records | nodes | lines | stress, mean share | worst | crossings: ours | Graphviz | share | most beyond |\n|---|---|---|---|---|---|---|---|---|\n");
    for first in pictures.iter().filter(|p| p.seed <= 1) {
        let same =
            |p: &&(&Picture, &Measured)| p.0.family == first.family && p.0.what == first.what;
        let both = pictures.iter().zip(&all).collect::<Vec<_>>();
        let family: Vec<&Measured> = both.iter().filter(same).map(|(_, m)| *m).collect();
        let name = if first.seed == 0 { "`data/`" } else { first.family };
        let (row, passes) = row(&format!("{name}, {}", first.what), &family);
        println!("{row}");
        failed.extend((!passes).then(|| row.clone()));
        table.push_str(&row);
        table.push('\n');
    }
    assert!(failed.is_empty(), "worse than Graphviz: {failed:#?}");
    stable::compare_docs("measured", &table, |(line, column), old, new| {
        let scale = line.get(THEIRS).filter(|_| column == BEYOND).and_then(|n| n.parse().ok());
        near((old, new), scale, &version)
    });
}

/// Whether two cells of the table say the same; another Graphviz may say something else.
fn near((old, new): (&str, &str), scale: Option<f64>, version: &str) -> bool {
    let page = std::fs::read_to_string(root().join("docs/drawing.md")).unwrap();
    if !page.contains(&format!("Graphviz {version};")) {
        return true;
    }
    match (old.parse::<f64>(), new.parse::<f64>()) {
        (Ok(old), Ok(new)) => (old - new).abs() <= TOLERANCE * scale.unwrap_or(old.abs()).max(1.0),
        _ => old == new,
    }
}
