//! Ties: solid, dashed, both or dotted, the thicker the more, and the numbers on them.
//!
//! Invariant: strong lines are painted over weak ones; numbers over lines.

use std::fmt::Write;

use super::text::{self, Style, tenth};
use crate::layout::{Path, Point, Rect};
use crate::view::diagram::{Line, Node};
use crate::view::ties::Nature;
use crate::write::font::{Font, Weight};
use crate::write::markup;
use crate::write::palette;
use crate::write::scale::Scale;

/// How numbers on lines are written.
const NUMBER: Style = Style { size: 11.0, weight: Weight::Regular, colour: palette::INK };

/// How far the corners of a way round boxes are cut.
const CORNER: f64 = 9.0;

/// The size of a number with its ground.
pub(super) fn number_size(font: &Font, number: &str) -> (f64, f64) {
    (tenth(font.width(number, NUMBER.weight, NUMBER.size) + 5.0), 13.0)
}

/// Numbers of the lines, the weakest first.
pub(super) fn by_weight(lines: &[Line]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|n| (lines[*n].count, lines[*n].unconfirmed, std::cmp::Reverse(*n)));
    order
}

/// The group of a line.
pub(super) fn draw((line, path): (&Line, &Path), nodes: &[Node], scale: &Scale, out: &mut String) {
    let (from, to) = (&nodes[line.from as usize], &nodes[line.to as usize]);
    let _ = write!(out, "<g id=\"{}--{}\">", text::id(&from.id), text::id(&to.id));
    let mut about = line.tooltip.iter();
    let title = about.next().map(String::as_str).unwrap_or_default();
    let _ = write!(out, "<title>{}</title>", markup(title));
    let _ = write!(out, "<desc>{}</desc>", text::lines(about.as_slice()));
    let (colour, width) = (scale.colour(line), scale.width(line));
    let strokes = match line.is_mixed() {
        true => mixed(colour, (width, scale.core(line))).to_vec(),
        false => vec![stroke(line.nature, (colour, width))],
    };
    for stroke in strokes {
        let _ = write!(out, "<path d=\"{}\" fill=\"none\" {stroke}/>", data(path));
    }
    out.push_str("</g>\n");
}

/// A pair that met and called: a solid core as wide as the contacts in person make it, and dashes as
/// wide as all of them.
pub(super) fn mixed(colour: &str, (width, core): (f64, f64)) -> [String; 2] {
    [stroke(Nature::Remote, (colour, width)), stroke(Nature::InPerson, (colour, core))]
}

/// Colour, width and dashes of a line.
pub(super) fn stroke(nature: Nature, (colour, width): (&str, f64)) -> String {
    let dashes = match nature {
        Nature::InPerson | Nature::Together => String::new(),
        Nature::Remote => {
            let (dash, room) = (tenth(5.0 + width), tenth(3.0 + width * 0.8));
            format!(" stroke-dasharray=\"{dash} {room}\"")
        }
        Nature::Unconfirmed => {
            let room = tenth(2.8 + width * 1.2);
            format!(" stroke-dasharray=\"0.1 {room}\" stroke-linecap=\"round\"")
        }
    };
    format!("stroke=\"{colour}\" stroke-width=\"{width}\"{dashes}")
}

/// Path data.
fn data(path: &Path) -> String {
    let at = |p: &Point| format!("{} {}", tenth(p.x), tenth(p.y));
    match path {
        Path::Straight(a, b) => format!("M{}L{}", at(a), at(b)),
        Path::Curve(a, c, b) => format!("M{}Q{} {}", at(a), at(c), at(b)),
        Path::Bent(corners) => {
            let mut data = String::new();
            for (n, corner) in corners.iter().enumerate() {
                match (n.checked_sub(1).and_then(|b| corners.get(b)), corners.get(n + 1)) {
                    (None, _) => data.push_str(&format!("M{}", at(corner))),
                    (Some(_), None) => data.push_str(&format!("L{}", at(corner))),
                    (Some(before), Some(after)) => {
                        let (a, b) = (near(*corner, *before), near(*corner, *after));
                        data.push_str(&format!("L{}Q{} {}", at(&a), at(corner), at(&b)));
                    }
                }
            }
            data
        }
    }
}

/// A point on the way from a corner to another, at most half of it away.
fn near(corner: Point, other: Point) -> Point {
    let length = corner.distance(other);
    if length == 0.0 { corner } else { corner.towards(other, (CORNER / length).min(0.5)) }
}

/// The number of a line on its ground.
pub(super) fn number(font: &Font, line: &Line, at: Point, out: &mut String) {
    let [low, _] = Rect::around(at, number_size(font, &line.label)).corners();
    let size = number_size(font, &line.label);
    let _ = write!(
        out,
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"3\" fill=\"{}\" fill-opacity=\"0.9\"/>",
        tenth(low.x),
        tenth(low.y),
        size.0,
        size.1,
        palette::PAPER
    );
    out.push_str(&text::element(font, &line.label, (at.x, at.y + 4.0, "middle"), NUMBER));
    out.push('\n');
}
