//! Title, legend and remarks as the HTML-like label of the graph, and numbers on lines.
//!
//! Invariant: only elements and attributes every Graphviz since 2.40 knows; every text is escaped.

use crate::view::diagram::{Diagram, Legend, Shape, Tint};
use crate::view::ties::Nature;
use crate::write::markup;
use crate::write::palette;

/// Room between two signs.
const GAP: &str = "&#160;&#160;";

/// The label of the graph.
pub(super) fn label(diagram: &Diagram) -> String {
    let mut rows = vec![
        row(&words(&format!("<B>{}</B>", markup(&diagram.title)), 20, palette::INK)),
        row(&words(&markup(&diagram.subtitle), 13, palette::SOFT)),
    ];
    rows.extend(lines(&diagram.legend));
    rows.extend(signs(&diagram.legend));
    for remark in &diagram.remarks {
        rows.push(row(&words(&markup(remark), 12, palette::SOFT)));
    }
    format!(
        "<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"2\" CELLPADDING=\"2\">{}</TABLE>>",
        rows.join("")
    )
}

/// A number on a line, with a ground that keeps the line out of it.
pub(super) fn halo(number: &str) -> String {
    format!(
        "<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\" BGCOLOR=\"#ffffff\"><TR><TD>{}</TD></TR></TABLE>>",
        markup(number)
    )
}

fn row(cells: &str) -> String {
    format!("<TR>{cells}</TR>")
}

fn words(html: &str, size: u8, colour: &str) -> String {
    format!("<TD ALIGN=\"LEFT\"><FONT POINT-SIZE=\"{size}\" COLOR=\"{colour}\">{html}</FONT></TD>")
}

/// A table in a cell of its own, so that columns of rows do not align with each other.
fn nested(cells: &str) -> String {
    row(&format!(
        "<TD ALIGN=\"LEFT\"><TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"4\" CELLPADDING=\"1\"><TR>{cells}</TR></TABLE></TD>"
    ))
}

/// What lines mean, each underlined by one of its kind, and what numbers say.
fn lines(legend: &Legend) -> impl Iterator<Item = String> {
    let cells: Vec<String> = legend.lines.iter().map(|(n, words)| sample(*n, words)).collect();
    let samples = (!cells.is_empty()).then(|| nested(&cells.join("")));
    let numbers = (!legend.numbers.is_empty())
        .then(|| row(&words(&markup(legend.numbers), 12, palette::INK)));
    samples.into_iter().chain(numbers)
}

/// A meaning above a line: the lower border of its cell, which may grow with the table.
fn sample(nature: Nature, meaning: &str) -> String {
    let style = match nature {
        Nature::InPerson | Nature::Together => "",
        Nature::Remote => " STYLE=\"DASHED\"",
        Nature::Unconfirmed => " STYLE=\"DOTTED\"",
    };
    format!(
        "<TD BORDER=\"2\" SIDES=\"B\" COLOR=\"{}\"{style} CELLPADDING=\"2\"><FONT POINT-SIZE=\"12\" COLOR=\"{}\">{GAP}{}{GAP}</FONT></TD><TD WIDTH=\"6\"></TD>",
        palette::LINES[1],
        palette::INK,
        markup(meaning)
    )
}

/// Colours, unless none is named, and shapes.
fn signs(legend: &Legend) -> impl Iterator<Item = String> {
    let mut cells: Vec<String> = Vec::new();
    let is_named = legend.tints.iter().any(|swatch| swatch.tint != Tint::Grey);
    for swatch in legend.tints.iter().filter(|_| is_named) {
        let paint = palette::of(swatch.tint);
        cells.push(format!(
            "<TD BORDER=\"1\" COLOR=\"{}\" BGCOLOR=\"{}\" CELLPADDING=\"3\"><FONT POINT-SIZE=\"12\" COLOR=\"{}\">{}</FONT></TD>",
            paint.edge, paint.fill, palette::INK, markup(&swatch.words)
        ));
    }
    let tints = (!cells.is_empty()).then(|| nested(&cells.join("")));
    tints.into_iter().chain(shapes(legend))
}

/// Shapes in words, unless there is only the plainest, or only that of no stated kind.
fn shapes(legend: &Legend) -> Option<String> {
    if let [] | [(Shape::Person | Shape::Unknown, _)] = legend.shapes.as_slice() {
        return None;
    }
    let words: Vec<String> = legend.shapes.iter().map(|(s, m)| outline(*s, m)).collect();
    Some(row(&self::words(&markup(&words.join(" · ")), 12, palette::INK)))
}

/// A shape and what it means: `square: state`.
fn outline(shape: Shape, meaning: &str) -> String {
    let what = match shape {
        Shape::Person => "rounded",
        Shape::Organization => "corners cut",
        Shape::State => "square",
        Shape::Group => "double border",
        Shape::Media => "folded corner",
        Shape::Unknown => "oval",
        Shape::Event => "white",
    };
    format!("{what}: {meaning}")
}
