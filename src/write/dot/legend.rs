//! Title, legend and remarks as the HTML-like label of the graph, and numbers on lines.
//!
//! Invariant: only elements and attributes every Graphviz since 2.40 knows; every text is escaped.

use super::escape;
use crate::view::diagram::{Diagram, Legend, Shape};
use crate::view::ties::Nature;
use crate::write::palette;

/// The label of the graph.
pub(super) fn label(diagram: &Diagram) -> String {
    let mut rows = vec![
        row(&words(&format!("<B>{}</B>", escape::html(&diagram.title)), 20, palette::INK)),
        row(&words(&escape::html(&diagram.subtitle), 13, palette::SOFT)),
    ];
    rows.extend(lines(&diagram.legend));
    rows.extend(signs(&diagram.legend));
    for remark in &diagram.remarks {
        rows.push(row(&words(&escape::html(remark), 12, palette::SOFT)));
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
        escape::html(number)
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

/// Samples of lines, and what numbers say.
fn lines(legend: &Legend) -> Option<String> {
    let mut cells: Vec<String> = Vec::new();
    for (nature, meaning) in &legend.lines {
        cells.push(sample(*nature));
        cells.push(words(&escape::html(meaning), 12, palette::INK));
    }
    if !legend.numbers.is_empty() {
        cells.push(words(&escape::html(legend.numbers), 12, palette::INK));
    }
    (!cells.is_empty()).then(|| nested(&cells.join("")))
}

/// A short line: the lower border of a cell.
fn sample(nature: Nature) -> String {
    let style = match nature {
        Nature::InPerson => "",
        Nature::Remote => " STYLE=\"DASHED\"",
        Nature::Unconfirmed => " STYLE=\"DOTTED\"",
    };
    format!(
        "<TD><TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"><TR><TD WIDTH=\"34\" HEIGHT=\"5\" BORDER=\"2\" SIDES=\"B\" COLOR=\"{}\"{style}></TD></TR><TR><TD HEIGHT=\"5\"></TD></TR></TABLE></TD>",
        palette::LINE
    )
}

/// Colours and shapes.
fn signs(legend: &Legend) -> Option<String> {
    let mut cells: Vec<String> = Vec::new();
    for (tint, meaning) in &legend.tints {
        let paint = palette::of(*tint);
        cells.push(format!(
            "<TD BORDER=\"1\" COLOR=\"{}\" BGCOLOR=\"{}\" CELLPADDING=\"3\"><FONT POINT-SIZE=\"12\" COLOR=\"{}\">{}</FONT></TD>",
            paint.edge, paint.fill, palette::INK, escape::html(meaning)
        ));
    }
    if legend.shapes.iter().any(|(shape, _)| *shape != Shape::Person) {
        cells.extend(legend.shapes.iter().map(|(shape, meaning)| outline(*shape, meaning)));
    }
    (!cells.is_empty()).then(|| nested(&cells.join("")))
}

/// The word for a shape.
fn outline(shape: Shape, meaning: &str) -> String {
    let what = match shape {
        Shape::Person => "rounded",
        Shape::Organization => "corners cut",
        Shape::State => "square",
        Shape::Group => "double border",
        Shape::Media => "folded corner",
        Shape::Unknown => "oval",
        Shape::Event => "no border",
    };
    words(&escape::html(&format!("{what}: {meaning}")), 12, palette::INK)
}
