//! Boxes: an outline for each kind, the label inside.
//!
//! Invariant: a label lies within its box; the full name and more stand in `<title>` and `<desc>`.

use std::fmt::Write;

use super::text::{self, Style, tenth};
use crate::layout::{Point, Rect};
use crate::view::diagram::{Node, Shape, Tint};
use crate::write::font::{Font, Weight};
use crate::write::markup;
use crate::write::palette;

/// Sizes of letters by how busy an actor is.
const SIZES: [f64; 5] = [12.0, 12.5, 13.5, 15.5, 18.0];

/// How the letters of a country are written.
pub(super) const CODE: Style = Style { size: 11.0, weight: Weight::Regular, colour: palette::INK };

/// Room between these and the name.
const AFTER_CODE: f64 = 6.0;

/// The size of letters of events.
const EVENT: f64 = 11.0;

/// The ranks that may be filled with the strong colour, the wider choice first.
const SOLID: [u8; 2] = [3, 4];

/// The most boxes so filled: one in so many, but up to `FEW`, one in so few; more would make nobody
/// stand out.
const ONE_IN: usize = 5;
const FEW: usize = 5;
const ONE_IN_FEW: usize = 3;

/// How far the ring about the actor that was asked for lies outside of its box.
const RING: f64 = 3.4;

/// The height of a line, in sizes of its letters.
const LEADING: f64 = 1.22;

/// A box, measured.
pub(super) struct Mark<'d> {
    node: &'d Node,
    lines: Vec<String>,
    style: Style,
    solid: bool,
    /// How much of the width the code takes.
    coded: f64,
    /// Width and height.
    pub(super) size: (f64, f64),
}

/// Measures all boxes.
pub(super) fn all<'d>(font: &Font, nodes: &'d [Node]) -> Vec<Mark<'d>> {
    let from = solid_from(nodes);
    let names: Vec<(&str, &str)> = nodes.iter().map(|node| (&*node.label, &*node.id)).collect();
    let labels = text::labels(&names).into_iter();
    let mark = |(node, lines)| measure(font, node, (lines, is_solid(node, from)));
    nodes.iter().zip(labels).map(mark).collect()
}

/// The rank from which on boxes are filled with the strong colour.
fn solid_from(nodes: &[Node]) -> u8 {
    let actors = nodes.iter().filter(|n| n.shape != Shape::Event).count();
    let few = (actors / ONE_IN).max(FEW.min(actors / ONE_IN_FEW));
    let at_least = |rank: u8| nodes.iter().filter(move |n| is_solid(n, rank)).count();
    SOLID.into_iter().find(|rank| at_least(*rank) <= few).unwrap_or(u8::MAX)
}

/// Whether some boxes are filled with the strong colour.
pub(super) fn any_solid(nodes: &[Node]) -> bool {
    let from = solid_from(nodes);
    nodes.iter().any(|node| is_solid(node, from))
}

/// Whether every box of a tint is filled with the strong colour.
pub(super) fn all_solid(nodes: &[Node], tint: Tint) -> bool {
    let from = solid_from(nodes);
    let mut own = nodes.iter().filter(|n| n.tint == tint).peekable();
    own.peek().is_some() && own.all(|node| is_solid(node, from))
}

/// Measures a box.
fn measure<'d>(font: &Font, node: &'d Node, (lines, solid): (Vec<String>, bool)) -> Mark<'d> {
    let rank = node.rank.min(4);
    let style = Style {
        size: if node.shape == Shape::Event { EVENT } else { SIZES[usize::from(rank)] },
        weight: if solid { Weight::Bold } else { Weight::Regular },
        colour: if solid { palette::PAPER } else { palette::INK },
    };
    let widest = lines.iter().map(|l| font.width(l, style.weight, style.size)).fold(0.0, f64::max);
    let (beside, above) = beside(node.shape, style.size);
    let coded = match font.width(&node.code, CODE.weight, CODE.size) {
        0.0 => 0.0,
        wide => wide + AFTER_CODE,
    };
    let height = lines.len() as f64 * style.size * LEADING + 2.0 * above;
    let size = (tenth(widest + coded + 2.0 * beside), tenth(height));
    Mark { node, lines, style, solid, coded, size }
}

fn is_solid(node: &Node, from: u8) -> bool {
    node.rank >= from && node.shape != Shape::Event
}

impl Mark<'_> {
    /// The group of a box at a place.
    pub(super) fn draw(&self, font: &Font, at: Point, out: &mut String) {
        let node = self.node;
        let _ = write!(out, "<g id=\"{}\">", text::id(&node.id));
        let _ = write!(out, "<title>{}</title>", markup(&node.label));
        let _ = write!(out, "<desc>{}</desc>", text::lines(&node.tooltip));
        let paint = palette::of(node.tint);
        let fill = if self.solid { paint.edge } else { paint.fill };
        let rect = Rect::around(at, self.size);
        if node.focus {
            let ring = format!("fill=\"none\" stroke=\"{}\" stroke-width=\"1.6\"", paint.edge);
            let radius = radius(node.shape, &rect);
            rounded(&rect.grown(RING), radius + if radius > 0.0 { RING } else { 0.0 }, &ring, out);
        }
        outline(node.shape, &rect, (fill, paint.edge), out);
        let step = self.style.size * LEADING;
        let top = at.y - step * (self.lines.len() as f64 - 1.0) / 2.0;
        for (n, line) in self.lines.iter().enumerate() {
            let y = top + step * n as f64 + self.style.size * 0.35;
            let x = at.x + self.coded / 2.0;
            out.push_str(&text::element(font, line, (x, y, "middle"), self.style));
        }
        self.code(font, at, out);
        out.push_str("</g>\n");
    }
}

impl Mark<'_> {
    /// The letters of the country, before the name, with a rule between.
    fn code(&self, font: &Font, at: Point, out: &mut String) {
        if self.coded == 0.0 {
            return;
        }
        let style = Style { colour: self.style.colour, ..CODE };
        let left = at.x - self.size.0 / 2.0 + beside(self.node.shape, self.style.size).0;
        let place = (left, at.y + CODE.size * 0.36, "start");
        out.push_str(&text::element(font, &self.node.code, place, style));
    }
}

/// Room in a box beside and above its label.
fn beside(shape: Shape, size: f64) -> (f64, f64) {
    match shape {
        Shape::Event => (5.0, 2.5),
        Shape::Media => (13.0, 4.5),
        _ => (size * 0.8, size * 0.36),
    }
}

/// The outline of a kind.
pub(super) fn outline(shape: Shape, rect: &Rect, (fill, edge): (&str, &str), out: &mut String) {
    let paint = format!("fill=\"{fill}\" stroke=\"{edge}\" stroke-width=\"1.3\"");
    let radius = radius(shape, rect);
    match shape {
        Shape::Person | Shape::State | Shape::Unknown => rounded(rect, radius, &paint, out),
        Shape::Organization => cut(rect, &paint, out),
        Shape::Media => folded(rect, &paint, out),
        Shape::Group => {
            rounded(rect, radius, &paint, out);
            let inner = format!("fill=\"none\" stroke=\"{}\" stroke-width=\"1\"", ring(fill, edge));
            rounded(&rect.grown(-2.6), 4.5, &inner, out);
        }
        Shape::Event => {
            let paint = format!("fill=\"{fill}\" stroke=\"{edge}\" stroke-width=\"0.8\"");
            rounded(rect, radius, &paint, out);
        }
    }
}

/// How round the corners of a kind are.
fn radius(shape: Shape, rect: &Rect) -> f64 {
    match shape {
        Shape::Person => rect.half_height,
        Shape::Organization | Shape::Group => 7.0,
        Shape::Unknown => 5.0,
        Shape::Event => 2.0,
        Shape::State | Shape::Media => 0.0,
    }
}

/// The colour of an inner ring: seen on either fill.
fn ring<'c>(fill: &'c str, edge: &'c str) -> &'c str {
    if fill == edge { palette::PAPER } else { edge }
}

fn rounded(rect: &Rect, radius: f64, paint: &str, out: &mut String) {
    let [low, _] = rect.corners();
    let corner = if radius > 0.0 { format!(" rx=\"{}\"", tenth(radius)) } else { String::new() };
    let _ = write!(
        out,
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{corner} {paint}/>",
        tenth(low.x),
        tenth(low.y),
        tenth(2.0 * rect.half_width),
        tenth(2.0 * rect.half_height)
    );
}

/// Corners cut off.
fn cut(rect: &Rect, paint: &str, out: &mut String) {
    let [low, high] = rect.corners();
    let c = (rect.half_height * 0.55).min(8.0);
    let corners = [
        (low.x + c, low.y),
        (high.x - c, low.y),
        (high.x, low.y + c),
        (high.x, high.y - c),
        (high.x - c, high.y),
        (low.x + c, high.y),
        (low.x, high.y - c),
        (low.x, low.y + c),
    ];
    polygon(&corners, paint, out);
}

/// A corner folded over.
fn folded(rect: &Rect, paint: &str, out: &mut String) {
    let [low, high] = rect.corners();
    let c = (rect.half_height * 0.7).min(9.0);
    let corners = [
        (low.x, low.y),
        (high.x - c, low.y),
        (high.x, low.y + c),
        (high.x, high.y),
        (low.x, high.y),
    ];
    polygon(&corners, paint, out);
    polygon(&[(high.x - c, low.y), (high.x - c, low.y + c), (high.x, low.y + c)], paint, out);
}

fn polygon(corners: &[(f64, f64)], paint: &str, out: &mut String) {
    let corners: Vec<String> =
        corners.iter().map(|(x, y)| format!("{},{}", tenth(*x), tenth(*y))).collect();
    let _ = write!(out, "<polygon points=\"{}\" {paint}/>", corners.join(" "));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_boxes_of_a_small_picture_are_dark() {
        let node = |rank: u8| Node {
            id: String::new(),
            label: String::new(),
            shape: Shape::Person,
            tint: Tint::Plain,
            code: String::new(),
            rank,
            focus: false,
            tooltip: Vec::new(),
        };
        let dark = |ranks: &[u8]| {
            let nodes: Vec<Node> = ranks.iter().map(|rank| node(*rank)).collect();
            let from = solid_from(&nodes);
            nodes.iter().filter(|node| is_solid(node, from)).count()
        };
        assert_eq!(dark(&[4, 4, 3, 3, 3, 2]), 2);
        assert_eq!(dark(&[4, 4, 4, 3, 3, 2]), 0);
        assert_eq!(dark(&[4, 2, 2]), 1);
        assert_eq!(dark(&[4, 4]), 0);
        assert_eq!(dark(&[[4; 5].as_slice(), &[1; 15]].concat()), 5);
    }
}
