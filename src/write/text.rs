//! Plain text, for the terminal and for `.txt`: wrapped, with hanging indents, aligned by display
//! width in any script.
//!
//! Colour is only added to text that is the same without it. A line break in a cell ends a line of
//! a paragraph; elsewhere it is a blank.
//!
//! Invariant: what cells hold never moves the cursor, turns the writing direction or sets a colour.

use std::io;
use std::ops::Range;

use super::text_page::Page;
use super::{Format, blocks};
use crate::view::report::{Form, Layout, Section};
use crate::view::{Chronology, Report};

/// Plain text.
pub(super) const FORMAT: Format = Format {
    name: "text",
    extension: "txt",
    about: "plain text, wrapped and aligned",
    report: Some(write),
    sheet: None,
    diagram: None,
    spans: None,
};

/// Events of a chronology that are written together.
const EVENTS: usize = 1 << 9;

/// Some of the places under one heading.
type Piece = (usize, Range<usize>);

fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = Page::new(report);
    page.top();
    for section in &report.sections {
        page.heading(section);
        match report.layout {
            Layout::Entries => page.entries(section, out)?,
            Layout::Grid => page.grid(&section.records, out)?,
        }
    }
    page.footnotes();
    page.remarks();
    page.hand_on(out)
}

/// A chronology, as its report would be written.
pub(super) fn chronology(chronology: &Chronology, out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = Page::new(&chronology.frame);
    if !page.is_loose {
        return write(&chronology.report(), out);
    }
    page.top();
    page.hand_on(out)?;
    let sections: Vec<(&Section, Range<usize>)> = chronology.sections().collect();
    let block = |pieces: &Vec<Piece>, _: Vec<u8>| {
        let mut page = Page::further(&chronology.frame);
        let mut teller = chronology.teller(Form::Words);
        for (number, places) in pieces {
            let (section, all) = &sections[*number];
            if places.start == all.start {
                page.heading(section);
            }
            for place in places.clone() {
                if place > all.start {
                    page.line("");
                }
                page.entry(teller.record(place), 0);
            }
        }
        Ok(page.into_bytes())
    };
    blocks::write(&pieces(&sections), &block, out)?;
    page.remarks();
    page.hand_on(out)
}

/// All places under their headings, in blocks of some events.
fn pieces(sections: &[(&Section, Range<usize>)]) -> Vec<Vec<Piece>> {
    let mut blocks = vec![Vec::new()];
    let mut room = EVENTS;
    for (number, (_, places)) in sections.iter().enumerate() {
        let mut start = places.start;
        loop {
            let end = places.end.min(start + room);
            if let Some(block) = blocks.last_mut() {
                block.push((number, start..end));
            }
            room -= end - start;
            if room == 0 {
                blocks.push(Vec::new());
                room = EVENTS;
            }
            start = end;
            if start == places.end {
                break;
            }
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::super::text_page::{BOLD, DIM, PLAIN};
    use super::*;
    use crate::view::report::{Cell, Column, Part, Record};

    fn text(report: &Report) -> String {
        let mut out = Vec::new();
        write(report, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn grid(rows: &[&[&str]], width: usize) -> String {
        let columns = ["name", "note"].map(|name| Column { name: name.into(), part: Part::Data });
        let record =
            |cells: &&[&str]| Record { cells: cells.iter().map(|c| Cell::text(*c)).collect() };
        let records = rows.iter().map(record).collect();
        text(&Report {
            columns: columns.to_vec(),
            layout: Layout::Grid,
            sections: vec![Section { records, ..Section::default() }],
            width: Some(width),
            ..Report::default()
        })
    }

    #[test]
    fn columns_are_aligned_in_any_script() {
        let rows: &[&[&str]] = &[&["习近平", "x"], &["e\u{301}a", "y"], &["Путин", "z"]];
        let expected = "name    note\n------  ----\n习近平  x\ne\u{301}a      y\nПутин   z\n";
        assert_eq!(grid(rows, 40), expected);
    }

    #[test]
    fn a_wide_cell_is_wrapped_within_its_column() {
        let expected = "name  note\n----  ----------------\na     one two three\n      four five six\nb     y\n";
        let rows: &[&[&str]] = &[&["a", "one two three four five six"], &["b", "y"]];
        assert_eq!(grid(rows, 22), expected);
    }

    fn entries() -> Report {
        let parts = [Part::Lead, Part::Headline, Part::Body, Part::Detail("Place"), Part::Id];
        let cells =
            ["12 May", "A title long enough to be wrapped", "One.\nTwo\tand \u{1b}[1m.", "X", "e1"];
        Report {
            columns: parts.map(|part| Column { name: "".into(), part }).to_vec(),
            sections: vec![Section {
                records: vec![Record { cells: cells.map(Cell::text).to_vec() }],
                ..Section::default()
            }],
            width: Some(36),
            ..Report::default()
        }
    }

    #[test]
    fn an_entry_hangs_below_its_date() {
        let expected = "12 May  A title long enough to be\n        wrapped  [e1]\n    One.\n    Two and \u{fffd}[1m.\n    Place  X\n";
        assert_eq!(text(&entries()), expected);
    }

    #[test]
    fn colour_adds_nothing_but_colour() {
        let mut report = Report { title: "T".into(), colour: true, ..entries() };
        report.sections[0].heading = "2025".into();
        let coloured = text(&report);
        let plain = coloured.replace(BOLD, "").replace(DIM, "").replace(PLAIN, "");
        report.colour = false;
        assert_eq!(plain, text(&report));
        assert!(coloured.contains("\u{1b}[1m12 May\u{1b}[0m  A title"));
        assert!(coloured.contains("wrapped  \u{1b}[2m[e1]\u{1b}[0m\n"));
    }

    #[test]
    fn footnotes_are_listed_where_cells_do_not_say_them() {
        let mut report = entries();
        report.width = None;
        report.footnotes =
            vec![crate::view::report::Footnote { text: "T".into(), url: "https://x".into() }];
        report.sections[0].records[0].cells[3].notes = vec![1];
        assert!(text(&report).ends_with("    Place  X[1]\n\n[1] T https://x\n"));
        report.said_inline = true;
        assert!(text(&report).ends_with("    Place  X\n"));
    }
}
