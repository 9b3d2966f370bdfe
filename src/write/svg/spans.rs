//! Events over time as SVG: a row for each, a bar for the time it may have taken, and beside them the
//! links.
//!
//! Invariant: nothing lies on anything else but a bar on its own outline; each row is a group with a
//! `<title>` and a `<desc>` that says what follows and why.

use std::fmt::Write;
use std::io;

use super::axis::Axis;
use super::legend::{self, REMARK};
use super::text::{self, Style, element, tenth};
use super::{FAMILIES, MARGIN};
use crate::model::date::Bound;
use crate::model::time::Limits;
use crate::view::Spans;
use crate::view::spans::{Row, Tie};
use crate::write::font::{Font, Weight};
use crate::write::{markup, palette};

/// The width of the page, of the words at its left, and between two lines of links.
const WIDTH: f64 = 880.0;
const WORDS: f64 = 330.0;
const LANE: f64 = 9.0;

/// The height of a row and of a bar.
const ROW: f64 = 36.0;
const BAR: f64 = 11.0;

const TITLE: Style = Style { size: 12.0, weight: Weight::Bold, colour: palette::INK };
const DATE: Style = Style { size: 11.0, weight: Weight::Regular, colour: palette::SOFT };

pub(super) fn write(spans: &Spans, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(drawn(spans).as_bytes())
}

/// The picture as text.
pub fn drawn(spans: &Spans) -> String {
    let font = Font::new();
    let head = legend::head(&font, (&spans.title, &spans.subtitle), WIDTH);
    let lanes = lanes(&spans.links);
    let gutter = lanes.iter().map(|lane| lane + 1).max().unwrap_or(0) as f64 * LANE + 16.0;
    let left = MARGIN + WORDS + gutter;
    let axis = Axis::of(&spans.rows, (left, WIDTH - MARGIN));
    let top = head.height + 26.0;
    let bottom = top + ROW * spans.rows.len() as f64;
    let mut body = String::new();
    axis.draw(&font, (top - 8.0, bottom), &mut body);
    for (n, row) in spans.rows.iter().enumerate() {
        draw(&font, row, (&axis, top + ROW * (n as f64 + 0.5)), &mut body);
    }
    for (tie, lane) in spans.links.iter().zip(lanes) {
        let x = left - 12.0 - LANE * (lane as f64 + 1.0);
        let middle = |n: usize| tenth(top + ROW * (n as f64 + 0.5));
        link(tie, (x, left - 12.0), (middle(tie.from), middle(tie.to)), &mut body);
    }
    let foot = foot(&font, spans, bottom + 14.0, &mut body);
    let (height, title) = (foot.ceil(), markup(&spans.title));
    let about = markup(&format!("{}: {} events", spans.subtitle, spans.rows.len()));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"annals-title annals-desc\" font-family=\"{FAMILIES}\">\n<title id=\"annals-title\">{title}</title>\n<desc id=\"annals-desc\">{about}</desc>\n<rect width=\"{WIDTH}\" height=\"{height}\" fill=\"{}\"/>\n{}{body}</svg>\n",
        palette::PAPER,
        head.svg
    )
}

/// The words of an event and its bar.
fn draw(font: &Font, row: &Row, (axis, y): (&Axis, f64), out: &mut String) {
    let about = if row.follows.is_empty() { vec![row.date.clone()] } else { row.follows.clone() };
    let _ = writeln!(
        out,
        "<g id=\"events/{}\"><title>{}</title><desc>{}</desc>",
        text::id(&row.id),
        markup(&row.title),
        text::lines(&about)
    );
    let words: Vec<&str> = row.title.split_whitespace().collect();
    let title = shortened(font, &format!("{}  {}", row.id, words.join(" ")), TITLE);
    out.push_str(&element(font, &title, (MARGIN, y - 3.0, "start"), TITLE));
    out.push_str(&element(
        font,
        &shortened(font, &row.date, DATE),
        (MARGIN, y + 11.0, "start"),
        DATE,
    ));
    bar(row, (axis, y), out);
    out.push_str("</g>\n");
}

fn bar(row: &Row, (axis, y): (&Axis, f64), out: &mut String) {
    let paint = palette::HUES[0];
    let dash = if row.doubtful { " stroke-dasharray=\"3 2\"" } else { "" };
    let mut rect = |(from, to): (f64, f64), fill: &str, stroke: &str| {
        let _ = write!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{BAR}\" rx=\"2\" fill=\"{fill}\" stroke=\"{stroke}\"{dash}/>",
            tenth(from),
            tenth(y - BAR / 2.0),
            tenth((to - from).max(4.0))
        );
    };
    if row.stated != row.certain {
        rect(axis.whole(&row.stated), palette::PAPER, palette::PLAIN.edge);
    }
    rect(axis.whole(&row.certain), paint.fill, paint.edge);
    let (start, end) = (row.certain.latest_start, row.certain.earliest_end);
    match (row.lasts, start, end) {
        (true, Some(start), Some(end)) if start < end => {
            rect((axis.at(start), axis.at(end)), paint.edge, paint.edge);
        }
        // Until when it was still going on, an open end does not say.
        _ => {}
    }
    for (n, x) in [axis.left - 2.0, axis.right + 2.0].into_iter().enumerate() {
        beyond((row.ends[n], n == 0), known(&row.certain, n == 0), (x, y), out);
    }
    if row.assumed != row.certain {
        let (from, to) = axis.whole(&row.assumed);
        let (from, to, low) = (tenth(from), tenth(to.max(from + 4.0)), tenth(y + BAR / 2.0 + 5.0));
        let (high, colour) = (tenth(low - 4.0), palette::HUES[1].edge);
        let _ = write!(
            out,
            "<path d=\"M{from} {high}V{low}H{to}V{high}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\"/>"
        );
    }
}

/// Whether a side has a limit.
fn known(limits: &Limits, is_first: bool) -> bool {
    if is_first { limits.earliest_start.is_some() } else { limits.latest_end.is_some() }
}

/// Where the bar runs off the page: an arrow; a question mark where the end is unknown.
fn beyond((end, is_first): (Bound, bool), known: bool, (x, y): (f64, f64), out: &mut String) {
    if known {
        return;
    }
    let (x, y, ahead) = (tenth(x), tenth(y), if is_first { -6.0 } else { 6.0 });
    let colour = palette::HUES[0].edge;
    let _ = match end {
        Bound::Unknown => write!(
            out,
            "<text x=\"{}\" y=\"{}\" font-size=\"12\" text-anchor=\"middle\" fill=\"{colour}\">?</text>",
            tenth(x + ahead),
            tenth(y + 4.0)
        ),
        _ => write!(
            out,
            "<path d=\"M{x} {}L{} {y}L{x} {}Z\" fill=\"{colour}\"/>",
            tenth(y - 5.0),
            tenth(x + ahead),
            tenth(y + 5.0)
        ),
    };
}

/// A link: from the row of one event to that of the other, with a head at the later.
fn link(tie: &Tie, (x, right): (f64, f64), (from, to): (f64, f64), out: &mut String) {
    let dash = if tie.doubtful { " stroke-dasharray=\"4 3\"" } else { "" };
    let colour = if tie.doubtful { palette::HUES[1].edge } else { palette::LINES[1] };
    // Lines that leave a row and those that reach it keep apart.
    let (from, to) = (tenth(from + 3.0), tenth(to - 3.0));
    let (x, right) = (tenth(x), tenth(right));
    let _ = writeln!(
        out,
        "<path d=\"M{right} {from}H{x}V{to}H{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.3\"{dash}/><path d=\"M{right} {to}l-6 -3.2v6.4Z\" fill=\"{colour}\"/>",
        tenth(right - 5.0)
    );
}

/// By link: the number of its line from the bars outwards; short links stand inside long ones.
fn lanes(links: &[Tie]) -> Vec<usize> {
    let reach = |tie: &Tie| (tie.from.min(tie.to), tie.from.max(tie.to));
    let mut order: Vec<usize> = (0..links.len()).collect();
    order.sort_by_key(|n| (reach(&links[*n]).1 - reach(&links[*n]).0, *n));
    let mut lanes: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut found = vec![0; links.len()];
    for n in order {
        let (low, high) = reach(&links[n]);
        let free = |lane: &Vec<(usize, usize)>| lane.iter().all(|(l, h)| high <= *l || *h <= low);
        let lane = lanes.iter().position(free).unwrap_or(lanes.len());
        if lane == lanes.len() {
            lanes.push(Vec::new());
        }
        lanes[lane].push((low, high));
        found[n] = lane;
    }
    found
}

/// What the signs mean, and what is left out; the height of the page.
fn foot(font: &Font, spans: &Spans, top: f64, out: &mut String) -> f64 {
    let mut said = vec![
        "A light bar: at some time within. A dark bar: all of that time. An arrow at the edge: no limit there; a question mark: not known.".to_string(),
    ];
    if spans.rows.iter().any(|row| row.stated != row.certain) {
        said.push("An empty part of a bar: the date allows it, a link rules it out.".to_string());
    }
    if !spans.links.is_empty() {
        said.push("Lines at the left: from what comes first to what comes later, or from a whole to its part; dashed: an assumption.".to_string());
    }
    if spans.rows.iter().any(|row| row.assumed != row.certain) {
        said.push("A bracket: what is left of the time if all assumptions hold.".to_string());
    }
    said.extend(spans.remarks.iter().cloned());
    let mut y = top + REMARK.size;
    for line in said.iter().flat_map(|line| legend::broken(font, line, REMARK, WIDTH)) {
        out.push_str(&element(font, &line, (MARGIN, y, "start"), REMARK));
        y += REMARK.size * 1.4;
    }
    y + MARGIN - REMARK.size
}

/// As much of a text as fits beside the bars.
fn shortened(font: &Font, text: &str, style: Style) -> String {
    let fits = |text: &str| font.width(text, style.weight, style.size) <= WORDS;
    if fits(text) {
        return text.to_string();
    }
    let mut kept: String = text.chars().take(80).collect();
    while !kept.is_empty() && !fits(&format!("{kept}…")) {
        kept.pop();
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::drawn;
    use crate::view::Selection;

    /// The picture of these events.
    fn picture(events: &str) -> String {
        let data = crate::check::dataset(crate::read::texts(&[("events.csv", events)])).dataset;
        drawn(&crate::view::spans::spans(&data, &Selection::all(&data)))
    }

    #[test]
    fn line_ends_and_tabs_of_a_title_are_blanks() {
        let svg = picture("id,date,title\na,2025,\"one\ntwo\tthree\u{7}\"\n");
        assert!(svg.contains(">a  one two three\u{fffd}</text>"), "{svg}");
        assert_eq!(svg.matches('\u{fffd}').count(), 2);
    }

    #[test]
    fn without_a_date_there_is_no_axis() {
        for events in ["id,date,title\na,,x\nb,,y\n", "id,date,title\n"] {
            assert!(!picture(events).contains("1970"), "{events}");
        }
        assert!(picture("id,date,title\na,,x\nb,2025-02-07,y\n").contains(">7 Feb 2025</text>"));
    }
}
