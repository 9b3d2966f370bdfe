//! A view to bytes, one file per format.
//!
//! Invariant: same view, same bytes; a format that cannot carry a view says so and names those
//! that can. A new format is one new file and one row in [`FORMATS`].

mod dot;
pub mod findings;
pub mod font;
pub mod graph_json;
pub mod palette;
#[cfg(feature = "raster")]
pub mod png;
mod scale;
pub mod svg;

mod blocks;
mod csv;
mod json;
mod markdown;
mod text;
mod text_grid;
mod text_page;

pub use self::csv::guarded;

use std::borrow::Cow;
use std::io;

use crate::error::Error;
use crate::view::{Chronology, Diagram, Report, Sheet, Spans, View};

/// A format: what it is called and which views it can carry.
#[derive(Clone, Copy)]
pub struct Format {
    /// The value of `--format`.
    pub name: &'static str,
    /// The extension that picks it.
    pub extension: &'static str,
    /// One line for the documentation.
    pub about: &'static str,
    /// Writes a table view.
    pub report: Option<ReportWriter>,
    /// Writes rows of the contract, where that is not the same as writing them as a table view.
    pub sheet: Option<SheetWriter>,
    /// Writes a picture.
    pub diagram: Option<DiagramWriter>,
    /// Writes events over time.
    pub spans: Option<SpansWriter>,
}

/// Writes a table view.
pub type ReportWriter = fn(&Report, &mut dyn io::Write) -> io::Result<()>;

/// Writes rows of the contract.
pub type SheetWriter = fn(&Sheet, &mut dyn io::Write) -> io::Result<()>;

/// Writes a picture.
pub type DiagramWriter = fn(&Diagram, &mut dyn io::Write) -> io::Result<()>;

/// Writes events over time.
pub type SpansWriter = fn(&Spans, &mut dyn io::Write) -> io::Result<()>;

/// Writes a chronology.
type ChronologyWriter = fn(&Chronology, &mut dyn io::Write) -> io::Result<()>;

/// Formats in which a chronology is written while it is made; in all others it is a table view.
const STREAMED: &[(&str, ChronologyWriter)] = &[
    (text::FORMAT.name, text::chronology),
    (markdown::FORMAT.name, markdown::chronology),
    (csv::FORMAT.name, csv::chronology),
    (json::FORMAT.name, json::chronology),
];

/// Every format.
pub const FORMATS: &[&Format] = &[
    &text::FORMAT,
    &markdown::FORMAT,
    &csv::FORMAT,
    &json::FORMAT,
    &dot::FORMAT,
    &svg::FORMAT,
    #[cfg(feature = "raster")]
    &png::FORMAT,
];

/// The format with this name.
pub fn by_name(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|f| f.name == name).copied()
}

/// The format of a file with this extension (without the dot, any case).
pub fn by_extension(extension: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|f| f.extension.eq_ignore_ascii_case(extension)).copied()
}

impl Format {
    /// Whether it can carry a view.
    pub fn carries(&self, view: &View) -> bool {
        match view {
            View::Report(_) | View::Chronology(_) | View::Ties(_) => self.report.is_some(),
            View::Diagram(_) => self.diagram.is_some(),
            View::Spans(_) => self.spans.is_some(),
            View::Sheet(_) => self.report.is_some() || self.sheet.is_some(),
        }
    }
}

/// Writes a view.
///
/// # Errors
/// When the format cannot carry it, or the output cannot be written.
pub fn view(view: &View, format: &Format, out: &mut dyn io::Write) -> Result<(), Error> {
    if let (View::Diagram(diagram), Some(write)) = (view, format.diagram) {
        return Ok(write(diagram, out)?);
    }
    if let (View::Spans(spans), Some(write)) = (view, format.spans) {
        return Ok(write(spans, out)?);
    }
    match (view, format.report, format.sheet) {
        (View::Sheet(sheet), _, Some(write)) => write(sheet, out)?,
        (View::Sheet(sheet), Some(write), None) => write(&sheet.report(), out)?,
        (View::Report(report), Some(write), _) => write(report, out)?,
        (View::Chronology(chronology), Some(write), _) => {
            match STREAMED.iter().find(|(name, _)| *name == format.name) {
                Some((_, stream)) => stream(chronology, out)?,
                None => write(&chronology.report(), out)?,
            }
        }
        (View::Ties(ties), Some(write), _) => match format.name {
            "csv" => csv::ties(ties, out)?,
            "json" => json::ties(ties, out)?,
            _ => write(&ties.report(), out)?,
        },
        _ => return Err(cannot(view, format)),
    }
    Ok(())
}

fn cannot(view: &View, format: &Format) -> Error {
    let what = match view {
        View::Report(_) | View::Chronology(_) | View::Ties(_) => "a table",
        View::Diagram(_) => "a picture",
        View::Spans(_) => "events over time",
        View::Sheet(_) => "rows of a table",
    };
    let can: Vec<&str> = FORMATS.iter().filter(|f| f.carries(view)).map(|f| f.name).collect();
    let message = format!("{} cannot carry {what}; use {}", format.name, can.join(", "));
    Error::Usage { message }
}

/// Text for people: control characters and those that turn the writing direction show as U+FFFD,
/// a tab as a blank, every line end as LF.
pub fn visible(text: &str) -> Cow<'_, str> {
    if is_visible(text) {
        return Cow::Borrowed(text);
    }
    let is_plain = |c: char| !c.is_control() && !turns(c);
    let show = |c: char| match c {
        '\n' => '\n',
        '\t' => ' ',
        c if is_plain(c) => c,
        _ => char::REPLACEMENT_CHARACTER,
    };
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n").chars().map(show).collect())
}

/// Whether it has none of those characters and no line end but LF: told by the bytes of UTF-8, in
/// which they begin with C2 or E2.
fn is_visible(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_plain = |byte: u8| (byte >= b' ') & (byte != 0x7f) | (byte == b'\n');
    let hidden = |at: usize| {
        matches!(
            bytes[at..],
            [0xc2, 0x80..=0x9f, ..] | [0xe2, 0x80, 0xaa..=0xae, ..] | [0xe2, 0x81, 0xa6..=0xa9, ..]
        )
    };
    bytes.iter().fold(true, |all, byte| all & is_plain(*byte))
        && !memchr::memchr2_iter(0xc2, 0xe2, bytes).any(hidden)
}

/// A character as a picture may show it; control characters, those that turn the writing direction and
/// what XML forbids as U+FFFD.
fn shown(c: char) -> char {
    let is_hidden = c.is_control() || turns(c) || matches!(c, '\u{fffe}' | '\u{ffff}');
    if is_hidden { char::REPLACEMENT_CHARACTER } else { c }
}

/// Text in XML and in the HTML-like labels of DOT; line ends and tabs become blanks.
fn markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => out.push(' '),
            c => out.push(shown(c)),
        }
    }
    out
}

/// Overrides and isolates of the writing direction.
fn turns(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::chronology::{Options, Sort};
    use crate::view::{Selection, events};

    const EVENTS: &str = "id,date,title,actors,sources,status,after,mine\n\
        a,2025-02,A,p:host;q,s#p. 3;t,reported,,1\nb,2025-02-03,\"B\nb\",q,t,,a,\n\
        c,2024,C,,s,,,x|y\nd,,D,p,,,,\n";

    #[test]
    fn a_chronology_is_written_as_its_report_would_be() {
        let files = [
            ("events.csv", EVENTS),
            ("actors.csv", "id,name\np,Pat\nq,Quentin\n"),
            ("sources.csv", "id,title,publisher,url\ns,S,AP,https://x.example/1\nt,T,,\n"),
        ];
        let dataset = crate::check::dataset(crate::read::texts(&files)).dataset;
        let all = Selection::all(&dataset);
        let options = [
            Options::default(),
            Options { brief: true, limit: Some(2), ..Options::default() },
            Options { bounds: true, sort: Sort::Start, ..Options::default() },
        ];
        let mut told: Vec<Chronology> =
            options.into_iter().map(|o| Chronology::of(&dataset, &all, o)).collect();
        told.push(events(&dataset, &all, vec![3, 1, 0]));
        for (name, stream) in STREAMED {
            let report = by_name(name).and_then(|format| format.report).unwrap();
            for chronology in &told {
                let (mut streamed, mut whole) = (Vec::new(), Vec::new());
                stream(chronology, &mut streamed).unwrap();
                report(&chronology.report(), &mut whole).unwrap();
                let text = |bytes| String::from_utf8(bytes).unwrap();
                assert_eq!(text(streamed), text(whole), "{name}");
            }
        }
    }

    #[test]
    fn ties_are_written_as_their_report_would_be() {
        use crate::view::{Basis, tables::Ties};
        let events =
            "id,date,title,type,actors\na,2025-02,A,call,\"p;q;=r;\"\"s\"\"\"\nb,,B,visit,q;p\n";
        let dataset = crate::check::dataset(crate::read::texts(&[("events.csv", events)])).dataset;
        let all = Selection::all(&dataset);
        let mut ties = Ties::of(&dataset, &all, Basis::Met);
        assert_eq!(ties.records().count(), 6);
        let text = |view: &View, name| {
            let mut bytes = Vec::new();
            super::view(view, by_name(name).unwrap(), &mut bytes).unwrap();
            String::from_utf8(bytes).unwrap()
        };
        for name in ["csv", "json", "text", "markdown"] {
            let streamed = text(&View::Ties(Box::new(ties.clone())), name);
            assert_eq!(streamed, text(&View::Report(ties.report()), name), "{name}");
        }
        ties.guard = true;
        let guarded = text(&View::Ties(Box::new(ties)), "csv");
        assert!(guarded.contains("'=r,"), "{guarded}");
    }

    #[test]
    fn what_is_visible_is_told_by_its_bytes_as_by_its_characters() {
        for c in (0..=0x2_ffff).filter_map(char::from_u32) {
            let shown = c == '\n' || !c.is_control() && !turns(c);
            assert_eq!(is_visible(&format!("aé{c}“b")), shown, "{c:?}");
        }
    }
}
