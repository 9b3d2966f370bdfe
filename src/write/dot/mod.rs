//! A diagram as DOT, for Graphviz.
//!
//! Every engine takes it without a warning; it is meant for `sfdp` and `neato`. Engines ignore
//! what is not theirs; `splines` is not set, since `osage` warns of it.
//!
//! Invariant: built with dot-generator, which escapes nothing, so every text passes [`escape`]
//! first and every id is quoted; the same diagram gives the same bytes.

mod escape;
mod legend;
mod length;
mod print;

use std::io;

#[cfg_attr(
    not(test),
    expect(clippy::wildcard_imports, reason = "dot-generator's macros expand to bare names")
)]
use dot_generator::*;
#[cfg_attr(
    not(test),
    expect(clippy::wildcard_imports, reason = "dot-generator's macros expand to bare names")
)]
use dot_structures::*;

use crate::cores;
use crate::view::diagram::{Diagram, Line, Node as Box, Shape};
use crate::view::ties::Nature;
use crate::write::scale::Scale;
use crate::write::{Format, palette};

/// The DOT format.
pub(super) const FORMAT: Format = Format {
    name: "dot",
    extension: "dot",
    about: "the diagram for Graphviz",
    report: None,
    sheet: None,
    diagram: Some(write),
    spans: None,
};

/// Columns of a line in a node.
const COLUMNS: usize = 32;

/// The most characters of a label.
const LONGEST: usize = 90;

/// Families with wide coverage, in the order of preference.
const FONT: &str = "Noto Sans,DejaVu Sans,Helvetica,Arial,sans-serif";

fn write(diagram: &Diagram, out: &mut dyn io::Write) -> io::Result<()> {
    let mut stmts = vec![stmt!(page(diagram)), stmt!(node_defaults()), stmt!(edge_defaults())];
    stmts.extend(diagram.nodes.iter().map(|n| stmt!(node(n))));
    let lengths = length::all(diagram.nodes.len(), &diagram.lines);
    let scale = Scale::of(&diagram.lines);
    stmts.extend(cores::many(diagram.lines.iter().zip(lengths), |(line, length)| {
        stmt!(self::line(line, &diagram.nodes, (&scale, length)))
    }));
    print::graph(&graph!(id!("annals"), stmts), out)
}

/// An attribute whose value is quoted; the value is ours or has been escaped.
fn quoted(name: &str, value: &str) -> Attribute {
    attr!(name, esc value)
}

fn page(diagram: &Diagram) -> GraphAttributes {
    GraphAttributes::Graph(vec![
        attr!("label", html legend::label(diagram)),
        quoted("labelloc", "t"),
        quoted("labeljust", "l"),
        quoted("fontname", FONT),
        quoted("fontcolor", palette::INK),
        quoted("bgcolor", "#ffffff"),
        quoted("overlap", "prism"),
        quoted("overlap_scaling", "-3"),
        quoted("sep", "+7"),
        quoted("outputorder", "edgesfirst"),
        quoted("pad", "0.3"),
        quoted("tooltip", &escape::lines(std::slice::from_ref(&diagram.title))),
    ])
}

fn node_defaults() -> GraphAttributes {
    GraphAttributes::Node(vec![
        quoted("fontname", FONT),
        quoted("fontcolor", palette::INK),
        quoted("shape", "box"),
        quoted("style", "filled"),
        quoted("height", "0.2"),
        quoted("width", "0.2"),
        quoted("margin", "0.09,0.045"),
    ])
}

fn edge_defaults() -> GraphAttributes {
    GraphAttributes::Edge(vec![
        quoted("fontname", FONT),
        quoted("fontcolor", palette::INK),
        quoted("fontsize", "10.5"),
    ])
}

fn node(node: &Box) -> Node {
    let paint = palette::of(node.tint);
    let (shape, style, outlines) = outline(node.shape);
    let size = match node.shape {
        Shape::Event => 9.5,
        _ => 11.0 + 2.5 * f64::from(node.rank),
    };
    let mut attributes = vec![
        quoted("label", &escape::centred(&fitted(&node.label))),
        quoted("tooltip", &escape::lines(&node.tooltip)),
        quoted("fontsize", &size.to_string()),
        quoted("fillcolor", paint.fill),
        quoted("color", paint.edge),
    ];
    if shape != "box" {
        attributes.push(quoted("shape", shape));
    }
    if style != "filled" {
        attributes.push(quoted("style", style));
    }
    if node.focus {
        attributes.push(quoted("penwidth", "3"));
    }
    if outlines > 1 {
        attributes.push(quoted("peripheries", "2"));
    }
    if node.shape == Shape::Event {
        attributes.push(quoted("penwidth", "0.6"));
        attributes.push(quoted("margin", "0.04,0.02"));
    }
    let id = escape::id(&node.id);
    node!(esc id, attributes)
}

/// A label in lines that a node holds; of what is much longer the beginning and the end, the tooltip
/// has it whole.
fn fitted(label: &str) -> String {
    let characters: Vec<char> = label.chars().collect();
    let options = textwrap::Options::new(COLUMNS).break_words(false);
    if characters.len() <= LONGEST {
        return textwrap::wrap(label, options).join("\n");
    }
    let (begin, end) = (LONGEST - COLUMNS, characters.len() - COLUMNS);
    let whole: String =
        characters[..begin].iter().chain(&['…']).chain(&characters[end..]).collect();
    textwrap::wrap(&whole, options).join("\n")
}

/// Shape, style and number of outlines: distinct without colour.
fn outline(shape: Shape) -> (&'static str, &'static str, u8) {
    match shape {
        Shape::Person => ("box", "rounded,filled", 1),
        Shape::Organization => ("box", "diagonals,filled", 1),
        Shape::State => ("box", "filled", 1),
        Shape::Group => ("box", "rounded,filled", 2),
        Shape::Media => ("note", "filled", 1),
        Shape::Unknown => ("ellipse", "filled", 1),
        Shape::Event => ("box", "filled", 1),
    }
}

fn line(line: &Line, nodes: &[Box], (scale, length): (&Scale, Option<String>)) -> Edge {
    let ends = (&nodes[line.from as usize].id, &nodes[line.to as usize].id);
    let (from, to) = (escape::id(ends.0), escape::id(ends.1));
    let mut edge = edge!(node_id!(esc from) => node_id!(esc to));
    let tooltip = escape::lines(&line.tooltip);
    edge.attributes = vec![
        quoted("tooltip", &tooltip),
        quoted("penwidth", &scale.width(line).to_string()),
        quoted("color", scale.colour(line)),
        quoted("weight", &line.count.clamp(1, 20).to_string()),
    ];
    edge.attributes.extend(length.map(|length| quoted("len", &length)));
    if let Some(style) = dash(line.nature) {
        edge.attributes.push(quoted("style", style));
    }
    if !line.label.is_empty() {
        edge.attributes.push(attr!("label", html legend::halo(&line.label)));
        edge.attributes.push(quoted("labeltooltip", &tooltip));
    }
    edge
}

/// The style of a line; solid is Graphviz's own.
fn dash(nature: Nature) -> Option<&'static str> {
    match nature {
        Nature::InPerson | Nature::Together => None,
        Nature::Remote => Some("dashed"),
        Nature::Unconfirmed => Some("dotted"),
    }
}
