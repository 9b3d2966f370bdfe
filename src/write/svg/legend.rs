//! What stands about the picture: title above; below it what the signs mean, what is not drawn,
//! and where the data come from.
//!
//! Invariant: nothing is wider than the page; what does not fit on a row goes to the next.

use std::fmt::Write;

use super::marks;
use super::text::{self, Style, tenth};
use super::{MARGIN, lines};
use crate::layout::{Point, Rect};
use crate::view::Diagram;
use crate::view::diagram::{Shape, Swatch, Tint};
use crate::view::ties::Nature;
use crate::write::font::{Font, Weight};
use crate::write::palette;

const TITLE: Style = Style { size: 21.0, weight: Weight::Bold, colour: palette::INK };
const SUBTITLE: Style = Style { size: 13.0, weight: Weight::Regular, colour: palette::SOFT };
const WORDS: Style = Style { size: 12.0, weight: Weight::Regular, colour: palette::INK };
pub(super) const REMARK: Style =
    Style { size: 11.5, weight: Weight::Regular, colour: palette::SOFT };

/// The height of a row of the legend.
const ROW: f64 = 21.0;

/// Between two entries of a row.
const APART: f64 = 15.0;

/// Room between a sign and its words.
const BESIDE: f64 = 7.0;

/// A piece of the page that is as high as what stands in it.
pub(super) struct Block {
    /// What stands in it, from the top of the block downwards.
    pub(super) svg: String,
    /// Its height.
    pub(super) height: f64,
}

/// Title and subtitle.
pub(super) fn head(font: &Font, (title, subtitle): (&str, &str), width: f64) -> Block {
    let mut block = Block { svg: String::new(), height: MARGIN + TITLE.size * 0.8 };
    for line in broken(font, title, TITLE, width) {
        block.line(font, &line, (TITLE, TITLE.size * 1.25));
    }
    block.height -= TITLE.size * 1.25 - SUBTITLE.size * 1.6;
    for line in broken(font, subtitle, SUBTITLE, width) {
        block.line(font, &line, (SUBTITLE, SUBTITLE.size * 1.4));
    }
    block.height += 4.0;
    block
}

/// Legend, remarks and source.
pub(super) fn foot(font: &Font, diagram: &Diagram, (width, remarks): (f64, &[String])) -> Block {
    let mut block = Block { svg: String::new(), height: 8.0 };
    let _ = writeln!(
        block.svg,
        "<path d=\"M{MARGIN} 0.5H{}\" stroke=\"{}\" stroke-width=\"1\"/>",
        tenth(width - MARGIN),
        palette::RULE
    );
    block.height += ROW / 2.0;
    let mut groups = [ties(diagram), numbers(diagram), tints(diagram), shapes(diagram)];
    let row =
        if groups[1].is_empty() { groups.iter().rposition(|g| !g.is_empty()) } else { Some(1) };
    if let Some(row) = row {
        groups[row].extend(sizes(diagram));
    }
    for group in &groups {
        block.row(font, group, width);
    }
    block.height += 2.0;
    for remark in remarks {
        for line in broken(font, remark, REMARK, width) {
            block.line(font, &line, (REMARK, REMARK.size * 1.4));
        }
    }
    block.height += MARGIN - REMARK.size;
    block
}

/// An entry of the legend.
struct Entry<'d> {
    sign: Sign<'d>,
    words: &'d str,
}

#[derive(Clone, Copy)]
enum Sign<'d> {
    Line(Nature),
    /// Met and called.
    Mixed,
    /// With the code inside; filled with the strong colour or not.
    Box(Shape, (Tint, bool), &'d str),
    None,
}

impl Sign<'_> {
    fn width(self, font: &Font) -> f64 {
        match self {
            Sign::Line(_) => 34.0,
            Sign::Mixed => 42.0,
            Sign::Box(_, _, code) => {
                (font.width(code, marks::CODE.weight, marks::CODE.size) + 14.0).max(26.0)
            }
            Sign::None => -BESIDE,
        }
    }

    fn draw(self, font: &Font, (x, y): (f64, f64), out: &mut String) {
        let wide = self.width(font);
        let mut line = |stroke: &str| {
            let end = tenth(x + wide);
            let _ = write!(out, "<path d=\"M{} {}H{end}\" {stroke}/>", tenth(x), tenth(y));
        };
        match self {
            Sign::Line(nature) => line(&lines::stroke(nature, (palette::LINES[1], 2.2))),
            Sign::Mixed => {
                lines::mixed(palette::LINES[1], (4.4, 1.6)).iter().for_each(|stroke| line(stroke));
            }
            Sign::Box(shape, (tint, solid), code) => {
                let paint = palette::of(tint);
                let fill = if solid { paint.edge } else { paint.fill };
                let colour = if solid { palette::PAPER } else { palette::INK };
                let centre = Point::new(x + wide / 2.0, y);
                let high = if code.is_empty() { 14.0 } else { 16.0 };
                let rect = Rect::around(centre, (wide, high));
                marks::outline(shape, &rect, (fill, paint.edge), out);
                let at = (centre.x, y + marks::CODE.size * 0.36, "middle");
                out.push_str(&text::element(font, code, at, Style { colour, ..marks::CODE }));
            }
            Sign::None => {}
        }
    }
}

/// Lines.
fn ties(diagram: &Diagram) -> Vec<Entry<'_>> {
    let legend = &diagram.legend;
    let line =
        |(nature, words): &(Nature, &'static str)| Entry { sign: Sign::Line(*nature), words };
    let mut entries: Vec<Entry> = legend.lines.iter().map(line).collect();
    if let Some(first) = entries.first_mut().filter(|_| !legend.mixed.is_empty()) {
        first.words = "met in person";
        entries.insert(1, Entry { sign: Sign::Mixed, words: legend.mixed });
    }
    entries
}

/// Numbers.
fn numbers(diagram: &Diagram) -> Vec<Entry<'_>> {
    let numbers = diagram.legend.numbers.split("; ").filter(|w| !w.is_empty());
    numbers.map(|words| Entry { sign: Sign::None, words }).collect()
}

/// Colours, each as a box of the commonest shape, light unless all its boxes are dark; none where
/// shapes say the same.
fn tints<'d>(diagram: &'d Diagram) -> Vec<Entry<'d>> {
    if shapes(diagram).iter().any(|e| !matches!(e.sign, Sign::Box(_, (Tint::Plain, _), _))) {
        return Vec::new();
    }
    if diagram.legend.tints.iter().all(|s| s.tint == Tint::Grey) {
        return Vec::new();
    }
    let shape = diagram.legend.shapes.first().map_or(Shape::Person, |(shape, _)| *shape);
    let tints = diagram.legend.tints.iter();
    let tint = |s: &Swatch| (s.tint, marks::all_solid(&diagram.nodes, s.tint));
    let sign = |s: &'d Swatch| Sign::Box(shape, tint(s), &s.code);
    tints.map(|s| Entry { sign: sign(s), words: &s.words }).collect()
}

/// What the size of a box says, where sizes differ.
fn sizes(diagram: &Diagram) -> Option<Entry<'_>> {
    let ranks = diagram.nodes.iter().filter(|n| n.shape != Shape::Event).map(|n| n.rank);
    let differ = ranks.clone().min() != ranks.max();
    let is_doubted = diagram.lines.iter().any(|line| line.unconfirmed > 0);
    let words = match (marks::any_solid(&diagram.nodes), is_doubted) {
        (true, true) => "larger box = busier, dark = busiest (unconfirmed ones count, too)",
        (true, false) => "larger box = busier, dark = busiest",
        (false, true) => "larger box = busier (unconfirmed ones count, too)",
        (false, false) => "larger box = busier",
    };
    differ.then_some(Entry { sign: Sign::None, words })
}

/// Shapes, in their colours where each has one of its own; none if there is only one shape.
fn shapes(diagram: &Diagram) -> Vec<Entry<'_>> {
    let shapes = &diagram.legend.shapes;
    let tint = |shape: Shape| {
        let mut tints = diagram.nodes.iter().filter(|n| n.shape == shape).map(|n| n.tint);
        let first = tints.next()?;
        tints.all(|tint| tint == first).then_some(first)
    };
    let own: Option<Vec<Tint>> = shapes.iter().map(|(shape, _)| tint(*shape)).collect();
    let own = own.filter(|own| {
        let distinct: std::collections::BTreeSet<&Tint> = own.iter().collect();
        let said = diagram.legend.tints.iter().any(|s| !s.code.is_empty());
        distinct.len() == own.len() && own.len() == diagram.legend.tints.len() && !said
    });
    if shapes.len() < 2 {
        return Vec::new();
    }
    let entry = |(n, (shape, words)): (usize, &(Shape, &'static str))| {
        let tint = own.as_ref().map_or(Tint::Plain, |own| own[n]);
        Entry { sign: Sign::Box(*shape, (tint, false), ""), words }
    };
    shapes.iter().enumerate().map(entry).collect()
}

impl Block {
    /// A line of text; the next one stands `step` below.
    fn line(&mut self, font: &Font, words: &str, (style, step): (Style, f64)) {
        self.svg.push_str(&text::element(font, words, (MARGIN, self.height, "start"), style));
        self.svg.push('\n');
        self.height += step;
    }

    /// Entries side by side, as many as fit.
    fn row(&mut self, font: &Font, entries: &[Entry], width: f64) {
        let mut x = MARGIN;
        for entry in entries {
            let sign = entry.sign.width(font) + BESIDE;
            let wide = sign + font.width(entry.words, WORDS.weight, WORDS.size);
            if x > MARGIN && x + wide > width - MARGIN {
                x = MARGIN;
                self.height += ROW;
            }
            entry.sign.draw(font, (x, self.height), &mut self.svg);
            let at = (x + sign, self.height + WORDS.size * 0.35, "start");
            for part in broken(font, entry.words, WORDS, width - sign).into_iter().take(1) {
                self.svg.push_str(&text::element(font, &part, at, WORDS));
            }
            self.svg.push('\n');
            x += wide + APART;
        }
        if !entries.is_empty() {
            self.height += ROW;
        }
    }
}

/// A text in lines that fit between the margins; a word too long for a line is cut.
pub(super) fn broken(font: &Font, words: &str, style: Style, width: f64) -> Vec<String> {
    let room = width - 2.0 * MARGIN;
    let fits = |line: &str| font.width(line, style.weight, style.size) <= room;
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        let word = cut_to(word, &fits);
        let longer = lines.last().map(|last| format!("{last} {word}")).filter(|l| fits(l));
        match (lines.last_mut(), longer) {
            (Some(last), Some(longer)) => *last = longer,
            _ => lines.push(word),
        }
    }
    lines
}

fn cut_to(word: &str, fits: &impl Fn(&str) -> bool) -> String {
    let mut word = word.to_string();
    while !fits(&word) && word.chars().count() > 2 {
        let kept = word.chars().count().div_ceil(2);
        word = word.chars().take(kept - 1).collect::<String>() + "…";
    }
    word
}
