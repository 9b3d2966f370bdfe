//! A diagram as SVG, laid out by ourselves.
//!
//! ```text
//! Diagram -> boxes measured -> layout -> head, lines, numbers, boxes, foot
//! ```
//!
//! Invariant: everything lies on the page; every node and line is a group with an id, a `<title>`
//! and a `<desc>`; the picture as a whole has a text alternative. No script, no style sheet, no
//! font file: any viewer shows it, and any font fits.

mod axis;
mod legend;
mod lines;
mod marks;
pub mod spans;
mod text;
mod trunks;

use std::fmt::Write;
use std::io;

use crate::layout::{self, Drawing, Edge, Graph, Node, Point};
use crate::view::Diagram;
use crate::view::diagram::Shape;
use crate::write::font::{FAMILIES, Font};
use crate::write::markup;
use crate::write::scale::Scale;
use crate::write::{Format, palette};

/// The SVG format.
pub const FORMAT: Format = Format {
    name: "svg",
    extension: "svg",
    about: "the diagram drawn by annals",
    report: None,
    sheet: None,
    diagram: Some(write),
    spans: Some(spans::write),
};

/// Room on all sides of the page.
const MARGIN: f64 = 20.0;

/// What lines must leave of it on a page of a given width.
const NARROWEST: f64 = 6.0;

/// The least width of a page: the legend needs it.
const LEAST: f64 = 480.0;

/// How many ties, or actors, the text alternative names.
const NAMED: usize = 5;

fn write(diagram: &Diagram, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(drawn(diagram).as_bytes())
}

/// The picture as text.
pub fn drawn(diagram: &Diagram) -> String {
    drawn_at(diagram, &placed(diagram).1)
}

/// The picture as text, from where its boxes and lines lie.
pub fn drawn_at(diagram: &Diagram, drawing: &Drawing) -> String {
    let font = Font::new();
    let marks = marks::all(&font, &diagram.nodes);
    let page = Page::new(&font, diagram, drawing);
    let mut svg = page.open(diagram);
    body(&font, diagram, (drawing, &marks), &mut svg);
    let _ = writeln!(svg, "</g>\n<g transform=\"translate(0 {})\">", page.foot_at);
    svg.push_str(&page.foot.svg);
    svg.push_str("</g>\n</svg>\n");
    svg
}

/// Which boxes the picture has, and where they and all lines lie, before they are moved onto the
/// page.
pub fn placed(diagram: &Diagram) -> (Graph, Drawing) {
    let font = Font::new();
    let marks = marks::all(&font, &diagram.nodes);
    let graph = graph(&font, diagram, &marks);
    let limit = diagram.width.map(f64::from);
    crate::progress::begin(crate::progress::Stage::Layout, 0);
    let drawing = layout::layout(&graph, limit.map(|width| width.max(LEAST) - 2.0 * MARGIN - 2.0));
    (graph, drawing)
}

/// The characters that stand on the page without a glyph in our font.
pub fn missing(diagram: &Diagram) -> Vec<char> {
    let labels = diagram.nodes.iter().map(|n| n.label.as_str());
    let legend = diagram.legend.tints.iter().flat_map(|s| [s.words.as_str(), s.code.as_str()]);
    let head = [diagram.title.as_str(), diagram.subtitle.as_str()];
    Font::new().missing(labels.chain(legend).chain(head))
}

/// What is laid out.
fn graph(font: &Font, diagram: &Diagram, marks: &[marks::Mark]) -> Graph {
    let node = |(node, mark): (&crate::view::diagram::Node, &marks::Mark)| Node {
        key: node.id.clone(),
        size: mark.size,
    };
    let edge = |line: &crate::view::diagram::Line| Edge {
        a: line.from,
        b: line.to,
        strength: (line.count, line.unconfirmed),
        label: (!line.label.is_empty()).then(|| lines::number_size(font, &line.label)),
    };
    Graph {
        nodes: diagram.nodes.iter().zip(marks).map(node).collect(),
        edges: diagram.lines.iter().map(edge).collect(),
    }
}

/// Lines, numbers and boxes, in this order.
fn body(
    font: &Font,
    diagram: &Diagram,
    (drawing, marks): (&Drawing, &[marks::Mark]),
    svg: &mut String,
) {
    let order = lines::by_weight(&diagram.lines);
    let scale = Scale::of(&diagram.lines);
    for n in &order {
        lines::draw((&diagram.lines[*n], &drawing.paths[*n]), &diagram.nodes, &scale, svg);
    }
    for n in &order {
        if let Some(at) = drawing.spots[*n] {
            lines::number(font, &diagram.lines[*n], at, svg);
        }
    }
    for (mark, at) in marks.iter().zip(&drawing.places) {
        mark.draw(font, *at, svg);
    }
}

/// The page about the drawing.
struct Page {
    width: f64,
    height: f64,
    head: legend::Block,
    foot: legend::Block,
    foot_at: f64,
    /// How far the drawing is moved.
    shift: Point,
}

impl Page {
    fn new(font: &Font, diagram: &Diagram, drawing: &Drawing) -> Page {
        let (wide, high) =
            (drawing.high.x - drawing.low.x + 2.0, drawing.high.y - drawing.low.y + 2.0);
        let limit = diagram.width.map_or(0.0, f64::from);
        // A line that swings out of the boxes' page may run into the margin.
        let margin = match diagram.width {
            Some(_) => ((limit.max(LEAST) - wide) / 2.0).clamp(NARROWEST, MARGIN),
            None => MARGIN,
        };
        let width = (wide + 2.0 * margin).max(LEAST).max(limit).ceil();
        let remarks = remarks(diagram, drawing);
        let head = legend::head(font, (&diagram.title, &diagram.subtitle), width);
        let foot = legend::foot(font, diagram, (width, &remarks));
        let foot_at = text::tenth(head.height + high + MARGIN * 0.8);
        let height = (foot_at + foot.height).ceil();
        let left = (width - wide) / 2.0 + 1.0 - drawing.low.x;
        let shift = Point::new(text::tenth(left), text::tenth(head.height + 1.0 - drawing.low.y));
        Page { width, height, head, foot, foot_at, shift }
    }

    /// The beginning of the file, up to the first line of the drawing.
    fn open(&self, diagram: &Diagram) -> String {
        let mut svg = String::new();
        let (width, height) = (self.width, self.height);
        let _ = writeln!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"annals-title annals-desc\" font-family=\"{FAMILIES}\">"
        );
        let _ = writeln!(svg, "<title id=\"annals-title\">{}</title>", markup(&diagram.title));
        let _ = writeln!(svg, "<desc id=\"annals-desc\">{}</desc>", markup(&alternative(diagram)));
        let _ = writeln!(
            svg,
            "<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>",
            palette::PAPER
        );
        svg.push_str(&self.head.svg);
        let _ = writeln!(svg, "<g transform=\"translate({} {})\">", self.shift.x, self.shift.y);
        svg
    }
}

/// The diagram's remarks, and what we left out or where the data come from.
fn remarks(diagram: &Diagram, drawing: &Drawing) -> Vec<String> {
    let mut remarks = diagram.remarks.clone();
    let lost = diagram.lines.iter().zip(&drawing.spots);
    let lost = lost.filter(|(line, spot)| !line.label.is_empty() && spot.is_none()).count();
    match lost {
        0 => {}
        1 => remarks.push(
            "1 number is left out for want of room; it stands in its line's title.".to_string(),
        ),
        _ => remarks.push(format!(
            "{lost} numbers are left out for want of room; they stand in their lines' titles."
        )),
    }
    remarks.extend((!diagram.source.is_empty()).then(|| diagram.source.clone()));
    remarks
}

/// The picture in words.
fn alternative(diagram: &Diagram) -> String {
    let mut words = diagram.subtitle.clone();
    let (what, most) = match strongest(diagram) {
        ties if ties.is_empty() => ("In most of these events", busiest(diagram)),
        ties => ("Strongest ties", ties),
    };
    if !most.is_empty() {
        words.push_str(&format!(". {what}: {}", most.join("; ")));
    }
    for remark in &diagram.remarks {
        words.push_str(&format!(". {}", remark.trim_end_matches('.')));
    }
    words + "."
}

/// The strongest ties, each with its number; none where lines join actors to events alone.
fn strongest(diagram: &Diagram) -> Vec<String> {
    let is_tie = |n: &usize| {
        let ends = [diagram.lines[*n].from, diagram.lines[*n].to];
        ends.iter().all(|end| diagram.nodes[*end as usize].shape != Shape::Event)
    };
    let order = lines::by_weight(&diagram.lines).into_iter().rev().filter(is_tie).take(NAMED);
    order.filter_map(|n| diagram.lines[n].tooltip.first().cloned()).collect()
}

/// The actors that most of the events in the picture join, each with their number.
fn busiest(diagram: &Diagram) -> Vec<String> {
    let mut events = vec![0; diagram.nodes.len()];
    diagram.lines.iter().for_each(|line| events[line.from as usize] += 1);
    let mut order: Vec<usize> = (0..events.len()).filter(|n| events[*n] > 0).collect();
    order.sort_by_key(|n| (std::cmp::Reverse(events[*n]), *n));
    let told = |n: usize| format!("{} ({})", diagram.nodes[n].label, events[n]);
    order.into_iter().take(NAMED).map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::diagram::Nodes;
    use crate::view::{DiagramOptions, Selection};

    #[test]
    fn the_text_alternative_names_ties_or_with_events_those_who_were_at_most() {
        let events = "id,date,title,type,actors\ne1,2025,T,call,Ann;Ben\ne2,2025,U,call,Ann;Cleo\n";
        let data = crate::check::dataset(crate::read::texts(&[("events.csv", events)])).dataset;
        let told = |nodes| {
            let options = DiagramOptions { nodes, ..Default::default() };
            alternative(&crate::view::diagram(&data, &Selection::all(&data), &options))
        };
        assert!(told(Nodes::Actors).contains(". Strongest ties: Ann - "));
        let busiest = "2 events. In most of these events: Ann (2); Ben (1); Cleo (1).";
        assert!(told(Nodes::Events).ends_with(busiest), "{}", told(Nodes::Events));
    }
}
