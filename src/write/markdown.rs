//! Markdown as code hosts show it: headings, a list of entries, sources as numbered footnotes.
//!
//! Invariant: what cells hold is text. It opens no heading, list, table, link, HTML element or
//! footnote of its own, whatever its characters; addresses become links only if they are `http`.

use std::io;

use super::{Format, turns, visible};
use crate::model::cells::is_address;
use crate::view::report::{Cell, Column, Footnote, Form, Layout, Part, Record, Section};
use crate::view::{Chronology, Report};

/// Markdown.
pub(super) const FORMAT: Format = Format {
    name: "markdown",
    extension: "md",
    about: "for code hosts, with footnotes for sources",
    report: Some(write),
    sheet: None,
    diagram: None,
    spans: None,
};

fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    top(report, out)?;
    for section in &report.sections {
        heading(section, section.records.is_empty(), out)?;
        match report.layout {
            Layout::Entries => {
                for (n, record) in section.records.iter().enumerate() {
                    entry(&report.columns, record, n, out)?;
                }
            }
            Layout::Grid => grid(&report.columns, &section.records, out)?,
        }
    }
    bottom(&report.remarks, &report.footnotes, out)
}

/// A chronology, as its report would be written.
pub(super) fn chronology(chronology: &Chronology, out: &mut dyn io::Write) -> io::Result<()> {
    let frame = &chronology.frame;
    let mut teller = chronology.teller(Form::All);
    top(frame, out)?;
    for (section, places) in chronology.sections() {
        heading(section, places.is_empty(), out)?;
        for (n, place) in places.enumerate() {
            entry(&frame.columns, teller.record(place), n, out)?;
        }
    }
    bottom(&frame.remarks, teller.footnotes(), out)
}

fn bottom(remarks: &[String], footnotes: &[Footnote], out: &mut dyn io::Write) -> io::Result<()> {
    for remark in remarks {
        writeln!(out, "\n{}", inline(remark))?;
    }
    for (n, note) in footnotes.iter().enumerate() {
        writeln!(out, "{}[^{}]: {}", if n == 0 { "\n" } else { "" }, n + 1, footnote(note))?;
    }
    Ok(())
}

fn top(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    if !report.title.is_empty() {
        writeln!(out, "# {}", inline(&report.title))?;
    }
    if !report.subtitle.is_empty() {
        writeln!(out, "\n{}", code(&report.subtitle))?;
    }
    Ok(())
}

fn heading(section: &Section, is_empty: bool, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out)?;
    if section.heading.is_empty() {
        return Ok(());
    }
    let signs = "#".repeat(usize::from(section.depth.clamp(1, 5)) + 1);
    writeln!(out, "{signs} {}", inline(&section.heading))?;
    if is_empty { Ok(()) } else { writeln!(out) }
}

/// An item of a list behind so many: date, title and status; then the summary; then who, where and who
/// says so.
fn entry(
    columns: &[Column],
    record: &Record,
    before: usize,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let is_loose = columns.iter().any(|c| matches!(c.part, Part::Detail(_) | Part::Body));
    if before > 0 && is_loose {
        writeln!(out)?;
    }
    let shown = |part: Part| -> Vec<String> {
        let pairs = columns.iter().zip(&record.cells).filter(|(column, _)| column.part == part);
        let wrap = if part == Part::Id { code } else { inline };
        pairs.map(|(_, cell)| wrap(cell.words())).filter(|words| !words.is_empty()).collect()
    };
    let mut line = shown(Part::Headline).join(", ");
    let lead = shown(Part::Lead).join(", ");
    if !lead.is_empty() {
        line = format!("**{lead}**: {line}");
    }
    for mark in shown(Part::Mark) {
        line.push_str(&format!(" *({mark})*"));
    }
    for id in shown(Part::Id) {
        line.push_str(&format!(" {id}"));
    }
    writeln!(out, "- {line}")?;
    let pairs = || columns.iter().zip(&record.cells);
    for (_, cell) in pairs().filter(|(column, _)| column.part == Part::Body) {
        let lines: Vec<String> =
            cell.words().lines().map(inline).filter(|line| !line.is_empty()).collect();
        if !lines.is_empty() {
            writeln!(out, "\n  {}", lines.join("\\\n  "))?;
        }
    }
    let details = pairs().filter_map(|(column, cell)| match column.part {
        Part::Detail(label) if !cell.words().is_empty() => {
            Some(format!("{}: {}", inline(label), with_notes(cell)))
        }
        _ => None,
    });
    let details: Vec<String> = details.collect();
    if details.is_empty() { Ok(()) } else { writeln!(out, "\n  {}", details.join("\\\n  ")) }
}

fn with_notes(cell: &Cell) -> String {
    let piece = |(text, notes): (&str, &[u32])| {
        let numbers: String = notes.iter().map(|n| format!("[^{n}]")).collect();
        inline(text) + &numbers
    };
    cell.pieces().into_iter().map(piece).collect()
}

fn grid(columns: &[Column], records: &[Record], out: &mut dyn io::Write) -> io::Result<()> {
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    writeln!(out, "{}", row(columns.iter().map(|c| inline(&c.name)).collect()))?;
    writeln!(out, "{}", row(columns.iter().map(|_| "---".to_string()).collect()))?;
    for record in records {
        writeln!(out, "{}", row(record.cells.iter().map(with_notes).collect()))?;
    }
    Ok(())
}

/// A source, linked where it has a web address.
fn footnote(note: &Footnote) -> String {
    let text = inline(&note.text);
    match (note.url.is_empty(), is_address(&note.url)) {
        (true, _) => text,
        (false, false) => format!("{text}, {}", code(&note.url)),
        (false, true) => format!("[{text}](<{}>)", address(&note.url)),
    }
}

/// An address between `<` and `>`: what would end it is percent-encoded.
fn address(url: &str) -> String {
    let mut safe = String::with_capacity(url.len());
    for character in url.chars() {
        let is_safe =
            !"<>\\`| ".contains(character) && !character.is_control() && !turns(character);
        match character {
            '&' => safe.push_str("&amp;"),
            _ if is_safe => safe.push(character),
            _ => {
                let mut bytes = [0; 4];
                for byte in character.encode_utf8(&mut bytes).bytes() {
                    safe.push_str(&format!("%{byte:02X}"));
                }
            }
        }
    }
    safe
}

/// Text as code, between as many backticks as it needs.
fn code(text: &str) -> String {
    let text = visible(text).replace('\n', " ");
    let text = text.trim();
    if text.is_empty() {
        return String::new();
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let blank = if longest > 0 { " " } else { "" };
    format!("{fence}{blank}{text}{blank}{fence}")
}

/// The longest name of a character: `&CounterClockwiseContourIntegral;`.
const LONGEST_NAME: usize = 31;

/// Whether an `&` before this may stand for a character: `amp; ...`, `#60; ...`.
fn is_entity(rest: &str) -> bool {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let name = rest.bytes().take(LONGEST_NAME + 1).take_while(is_name).count();
    name > 0 && rest.as_bytes().get(name) == Some(&b';')
}

/// Text on one line that means nothing but itself.
fn inline(text: &str) -> String {
    let text = visible(text);
    let words = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
    let text = words.collect::<Vec<_>>().join(" ");
    let mut safe = String::with_capacity(text.len() + 8);
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, character) in text.char_indices() {
        let rest = &text[at + character.len_utf8()..];
        let escaped = match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' | '$' => true,
            '-' | '+' | '=' | ':' if at == 0 => true,
            '&' => is_entity(rest),
            '.' | ')' => (at == digits && digits > 0) || text[..at].ends_with("www"),
            ':' => rest.starts_with("//"),
            '!' => rest.starts_with('['),
            _ => false,
        };
        if escaped {
            safe.push('\\');
        }
        safe.push(character);
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_would_mean_something_is_escaped() {
        let plain = "Who said \"no\" (at 10:15), AT&T & Co; 5-6 May, 3.5 % + 1 = more? -- yes!";
        assert_eq!(inline(plain), plain);
        assert_eq!(inline("1. May"), "1\\. May");
        assert_eq!(inline("- *a* &amp; http://x"), "\\- \\*a\\* \\&amp; http\\://x");
    }

    #[test]
    fn an_and_sign_is_escaped_only_before_what_may_name_a_character() {
        assert_eq!(inline("&; & amp; &a b; &#60; a&"), "&; & amp; &a b; \\&\\#60; a&");
        let longest = "&CounterClockwiseContourIntegral;";
        assert_eq!(inline(longest), format!("\\{longest}"));
        assert_eq!(inline(&"&a".repeat(200_000)).len(), 400_000, "each looks ahead a few letters");
    }

    #[test]
    fn an_address_cannot_leave_its_link() {
        assert_eq!(
            address("https://x/?a=1&b=<2> \u{202e}"),
            "https://x/?a=1&amp;b=%3C2%3E%20%E2%80%AE"
        );
        let note = Footnote { text: "A".into(), url: "javascript:alert(1)".into() };
        assert_eq!(footnote(&note), "A, `javascript:alert(1)`");
    }

    #[test]
    fn code_has_more_backticks_around_than_in_it() {
        assert_eq!(code("a``b"), "``` a``b ```");
        assert_eq!(code("e013"), "`e013`");
    }
}
