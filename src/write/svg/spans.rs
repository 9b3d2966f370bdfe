//! Events over time as SVG: a row for each, a bar for the time it may have taken, and beside them the
//! links.
//!
//! Invariant: all lies on the page, and nothing on anything else but a bar on its own outline; each row is
//! a group with a `<title>` and a `<desc>` that says what follows and why.

use std::fmt::Write;
use std::io;

use super::axis::Axis;
use super::legend::{self, REMARK};
use super::text::{self, Style, element, tenth};
use super::trunks::{Trunk, Trunks};
use super::{FAMILIES, MARGIN};
use crate::model::counted;
use crate::model::date::Bound;
use crate::model::time::Limits;
use crate::view::Spans;
use crate::view::spans::Row;
use crate::write::font::{Font, Weight};
use crate::write::{markup, palette};

/// The width of the page and of the words at its left.
const WIDTH: f64 = 880.0;
const WORDS: f64 = 330.0;

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
    let trunks = Trunks::of(&spans.links);
    let left = MARGIN + WORDS + trunks.width() + 16.0;
    let axis = Axis::of(&spans.rows, (left, WIDTH - MARGIN));
    let top = head.height + 26.0;
    let bottom = top + ROW * spans.rows.len() as f64;
    let mut body = String::new();
    axis.draw(&font, (top - 8.0, bottom), &mut body);
    for (n, row) in spans.rows.iter().enumerate() {
        draw(&font, row, (&axis, top + ROW * (n as f64 + 0.5)), &mut body);
    }
    let middle = |row: usize| top + ROW * (row as f64 + 0.5);
    for trunk in &trunks.all {
        let right = left - 12.0;
        draw_trunk(trunk, (right - trunks.away(trunk), right), middle, &mut body);
    }
    let foot = foot(&font, (spans, trunks.left_out), bottom + 14.0, &mut body);
    let (height, title) = (foot.ceil(), markup(&spans.title));
    let said = Some(&spans.subtitle).filter(|said| !said.is_empty()).cloned();
    let about: Vec<String> = said.into_iter().chain([counted(spans.rows.len(), "event")]).collect();
    let about = markup(&about.join(": "));
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
        "<g id=\"events/{}\"><title>{}{}</title><desc>{}</desc>",
        text::id(&row.id),
        markup(&row.title),
        markup(&row.status),
        text::lines(&about)
    );
    let words: Vec<&str> = row.title.split_whitespace().collect();
    // SVG would make one of two plain blanks, and stretch the letters over the room of the other.
    let title = match row.written_id {
        true => format!("{}\u{a0} {}", row.id, words.join(" ")),
        false => words.join(" "),
    };
    // However long the title is, its status is seen.
    let status = shortened(font, &row.status, (TITLE, WORDS / 2.0));
    let room = WORDS - font.width(&status, TITLE.weight, TITLE.size);
    let title = format!("{}{status}", shortened(font, &title, (TITLE, room)));
    let date = shortened(font, &row.date, (DATE, WORDS));
    out.push_str(&element(font, &title, (MARGIN, y - 3.0, "start"), TITLE));
    out.push_str(&element(font, &date, (MARGIN, y + 11.0, "start"), DATE));
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
    for x in begun_and_over(row).into_iter().flatten().map(|second| axis.at(second)) {
        let (x, low, high) = (tenth(x), tenth(y - BAR / 2.0 - 3.0), tenth(y + BAR / 2.0 + 3.0));
        let colour = paint.edge;
        let _ =
            write!(out, "<path d=\"M{x} {low}V{high}\" stroke=\"{colour}\" stroke-width=\"2\"/>");
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

/// Where links say by when it had begun though not until when it was, and likewise when it was not over yet.
fn begun_and_over(row: &Row) -> [Option<i64>; 2] {
    let (stated, certain) = (&row.stated, &row.certain);
    let begun = certain.latest_start.filter(|_| certain.latest_end.is_none());
    let going_on = certain.earliest_end.filter(|_| certain.earliest_start.is_none());
    [
        begun.filter(|_| certain.latest_start != stated.latest_start),
        going_on.filter(|_| certain.earliest_end != stated.earliest_end),
    ]
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

/// A trunk: from the rows at which its links begin to those at which they end, with heads there
/// if those are the later, or the parts.
fn draw_trunk(
    trunk: &Trunk,
    (x, right): (f64, f64),
    middle: impl Fn(usize) -> f64,
    out: &mut String,
) {
    let dash = if trunk.doubtful { " stroke-dasharray=\"4 3\"" } else { "" };
    let colour = if trunk.doubtful { palette::HUES[1].edge } else { palette::LINES[1] };
    let (x, right) = (tenth(x), tenth(right));
    // Lines that leave a row and those that reach it keep apart.
    let leaves = trunk.from.iter().map(|row| (tenth(middle(*row) + 3.0), right));
    let reached: Vec<f64> = trunk.to.iter().map(|row| tenth(middle(*row) - 3.0)).collect();
    let mut branches: Vec<(f64, f64)> = leaves.collect();
    let tip = if trunk.on_a_day { right } else { tenth(right - 5.0) };
    branches.extend(reached.iter().map(|y| (*y, tip)));
    branches.sort_by(|a, b| a.0.total_cmp(&b.0));
    let [(top, from), inner @ .., (bottom, to)] = branches.as_slice() else { return };
    let _ = write!(out, "<path d=\"M{from} {top}H{x}V{bottom}H{to}");
    for (y, end) in inner {
        let _ = write!(out, "M{x} {y}H{end}");
    }
    let _ = write!(out, "\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.3\"{dash}/>");
    for y in reached.into_iter().filter(|_| !trunk.on_a_day) {
        let _ = write!(out, "<path d=\"M{right} {y}l-6 -3.2v6.4Z\" fill=\"{colour}\"/>");
    }
    out.push('\n');
}

/// What the signs mean, and what is left out; the height of the page.
fn foot(font: &Font, (spans, left_out): (&Spans, usize), top: f64, out: &mut String) -> f64 {
    let mut said = Vec::new();
    if !spans.rows.is_empty() {
        said.push("A light bar: at some time within. A dark bar: all of that time. An arrow at the edge: no limit there; a question mark: not known.".to_string());
    }
    if spans.rows.iter().any(|row| row.doubtful) {
        said.push(
            "A dashed outline: the date is marked as about (~) or uncertain (?).".to_string(),
        );
    }
    if spans.rows.iter().any(|row| row.stated != row.certain) {
        said.push("An empty part of a bar: the date allows it, a link rules it out.".to_string());
    }
    let [begun, going_on] =
        [0, 1].map(|n| spans.rows.iter().any(|row| begun_and_over(row)[n].is_some()));
    match (begun, going_on) {
        (false, false) => {}
        (true, false) => said.push("A stroke across a bar: begun by then.".to_string()),
        (false, true) => said.push("A stroke across a bar: not over before then.".to_string()),
        (true, true) => said.push(
            "A stroke across a bar: begun by then, or, where the bar is open at the left, not over before then.".to_string(),
        ),
    }
    said.extend(links(spans));
    if spans.rows.iter().any(|row| row.assumed != row.certain) {
        said.push("A bracket: what is left of the time if all assumptions hold.".to_string());
    }
    match left_out {
        0 => {}
        1 => said.push("1 link is not drawn, for want of room.".to_string()),
        _ => said.push(format!("{left_out} links are not drawn, for want of room.")),
    }
    said.extend(spans.remarks.iter().cloned());
    let mut y = top + REMARK.size;
    for line in said.iter().flat_map(|line| legend::broken(font, line, REMARK, WIDTH)) {
        out.push_str(&element(font, &line, (MARGIN, y, "start"), REMARK));
        y += REMARK.size * 1.4;
    }
    y + MARGIN - REMARK.size
}

/// What the lines at the left mean.
fn links(spans: &Spans) -> Option<String> {
    let heads = "from what comes first to what comes later, or from a whole to its parts";
    let days = "on the same day, or begun or ended on it";
    let any = |on_a_day: bool| spans.links.iter().any(|link| link.on_a_day == on_a_day);
    let what = match (any(false), any(true)) {
        (false, false) => return None,
        (true, false) => heads.to_string(),
        (false, true) => days.to_string(),
        (true, true) => format!("{heads}; without a head: {days}"),
    };
    Some(format!("Lines at the left: {what}; dashed: an assumption."))
}

/// As much of a text as fits into some room beside the bars.
fn shortened(font: &Font, text: &str, (style, room): (Style, f64)) -> String {
    let fits = |text: &str| font.width(text, style.weight, style.size) <= room;
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
    use crate::view::chronology::Options;

    /// The picture of these events.
    fn picture(events: &str) -> String {
        let data = crate::check::dataset(crate::read::texts(&[("events.csv", events)])).dataset;
        drawn(&crate::view::spans::spans(&data, &Selection::all(&data), &Options::default()))
    }

    #[test]
    fn line_ends_and_tabs_of_a_title_are_blanks() {
        let svg = picture("id,date,title\na,2025,\"one\ntwo\tthree\u{7}\"\n");
        assert!(svg.contains(">a\u{a0} one two three\u{fffd}</text>"), "{svg}");
        assert_eq!(svg.matches('\u{fffd}').count(), 2);
    }

    #[test]
    fn of_no_events_it_is_said_that_there_are_none_and_no_sign_is_explained() {
        let svg = picture("id,date,title\n");
        assert!(svg.contains(">There are no events.</text>") && !svg.contains("bar"), "{svg}");
    }

    #[test]
    fn a_status_that_says_something_stands_behind_the_title_however_long_it_is() {
        let long = "Long ".repeat(40);
        let svg = picture(&format!(
            "id,date,title,status\na,2025,Call,refuted\nb,2025,{long},alleged\nc,2025,Plain,confirmed\nd,2025,Own,{long}\n"
        ));
        assert!(
            svg.contains("<title>Call (refuted)</title>") && svg.contains("Call (refuted)</text>")
        );
        assert!(svg.contains("… (alleged)</text>") && svg.contains("Plain</text>"), "{svg}");
        assert!(svg.contains("Own (Long Long") && !svg.contains("confirmed"), "{svg}");
    }

    #[test]
    fn a_made_up_id_is_not_shown() {
        let svg = picture("id,date,title\n,2025,One\nb,2025,Two\n");
        assert!(svg.contains(">One</text>") && svg.contains(">b\u{a0} Two</text>"), "{svg}");
    }

    #[test]
    fn a_stroke_says_by_when_an_undated_event_had_begun_or_was_not_over() {
        let begun = "id,date,title,after\nc,[1915..1917],C,\nd,,D,c+2d..5d\ne,1925,E,\n";
        assert!(picture(begun).contains(">A stroke across a bar: begun by then.</text>"));
        assert_eq!(picture(begun).matches("stroke-width=\"2\"").count(), 1);
        let going_on = "id,date,title,before\nc,1915,C,\nd,,D,c+2d..5d\n";
        assert!(picture(going_on).contains(">A stroke across a bar: not over before then.</text>"));
        let open = "id,date,title,after\nc,1915,C,\nd,1890/..,D,\ne,,E,c\n";
        assert!(!picture(open).contains("A stroke"), "no more than the bar says itself");
    }

    #[test]
    fn bars_stay_on_the_page_however_many_links_there_are() {
        let mut events =
            "id,date,title,part_of,after\nwar,2022-02-24/2022-12-31,War,,\n".to_string();
        for n in 0..100 {
            let after = if n < 50 { String::new() } else { format!("p{:02}", 99 - n) };
            events.push_str(&format!("p{n:02},2022-{:02}-01,P,war,{after}\n", 3 + n / 12));
        }
        let svg = picture(&events);
        let value = |tag: &str, name: &str| -> f64 {
            let (_, rest) = tag.split_once(&format!(" {name}=\"")).unwrap();
            rest.split_once('"').unwrap().0.parse().unwrap()
        };
        let bars = svg.split("<rect x").skip(1).map(|tag| format!(" x{tag}"));
        assert!(bars.map(|bar| value(&bar, "x") + value(&bar, "width")).all(|end| end <= 860.0));
        assert!(svg.contains("39 links are not drawn, for want of room."));
    }

    #[test]
    fn without_a_date_there_is_no_axis() {
        for events in ["id,date,title\na,,x\nb,,y\n", "id,date,title\n"] {
            assert!(!picture(events).contains("1970"), "{events}");
        }
        assert!(picture("id,date,title\na,,x\nb,2025-02-07,y\n").contains(">7 Feb 2025</text>"));
    }
}
