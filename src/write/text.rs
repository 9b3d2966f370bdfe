//! Plain text, for the terminal and for `.txt`: wrapped, with hanging indents, aligned by display
//! width in any script.
//!
//! Colour is only added to text that is the same without it. A line break in a cell ends a line of
//! a paragraph; elsewhere it is a blank.
//!
//! Invariant: what cells hold never moves the cursor, turns the writing direction or sets a colour.

use std::io;

use unicode_width::UnicodeWidthStr;

use super::text_grid::{Grid, wrap};
use super::{Format, visible};
use crate::view::Report;
use crate::view::report::{Cell, Column, Layout, Part, Record, Section, Value};

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

/// Columns where nothing else is said.
const WIDTH: usize = 100;
/// A date up to this wide has the lines of its title aligned beside it.
const LEAD: usize = 32;
/// Where titles begin when there is one line for each event: beside `27 September 2025`.
const COLUMN: usize = 17;
const DETAIL: &str = "    ";

/// Blanks at which no line ends, so that an id never stands alone.
const TIE: &str = "\u{a0}\u{a0}";

const BOLD: &str = "\x1b[1m";
const DIM: &str = "\x1b[2m";
const PLAIN: &str = "\x1b[0m";

struct Page<'a> {
    report: &'a Report,
    width: usize,
    out: &'a mut dyn io::Write,
    /// Whether anything is written yet.
    begun: bool,
}

fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let width = report.width.unwrap_or(WIDTH).max(20);
    let mut page = Page { report, width, out, begun: false };
    page.top()?;
    for section in &report.sections {
        page.heading(section)?;
        match report.layout {
            Layout::Entries => page.entries(section)?,
            Layout::Grid => page.grid(&section.records)?,
        }
    }
    page.footnotes()?;
    for (n, remark) in report.remarks.iter().enumerate() {
        if n == 0 {
            page.gap()?;
        }
        page.paragraph(remark, "", "")?;
    }
    Ok(())
}

impl Page<'_> {
    fn line(&mut self, text: &str) -> io::Result<()> {
        self.begun = true;
        writeln!(self.out, "{}", text.trim_end())
    }

    /// A blank line between what is written and what follows.
    fn gap(&mut self) -> io::Result<()> {
        if self.begun { self.line("") } else { Ok(()) }
    }

    fn set_off(&mut self, text: &str, style: &str) -> io::Result<()> {
        if !self.report.colour || text.is_empty() {
            return self.line(text);
        }
        self.line(&format!("{style}{}{PLAIN}", text.trim_end()))
    }

    fn top(&mut self) -> io::Result<()> {
        let title = one_line(&self.report.title);
        let subtitle = one_line(&self.report.subtitle);
        let between = if title.is_empty() || subtitle.is_empty() { "" } else { ": " };
        let both = [title.as_str(), between, &subtitle].concat();
        if both.is_empty() {
            return Ok(());
        }
        for line in wrap(&both, self.width, "", "  ") {
            self.set_off(&line, BOLD)?;
        }
        Ok(())
    }

    /// A heading, underlined; a section without records or heading has none.
    fn heading(&mut self, section: &Section) -> io::Result<()> {
        self.gap()?;
        let heading = one_line(&section.heading);
        if heading.is_empty() {
            return Ok(());
        }
        let rule = if section.depth <= 1 { "=" } else { "-" };
        self.set_off(&heading, BOLD)?;
        self.set_off(&rule.repeat(heading.width().min(self.width)), DIM)
    }

    fn entries(&mut self, section: &Section) -> io::Result<()> {
        let columns = &self.report.columns;
        let has_details = columns.iter().any(|c| matches!(c.part, Part::Detail(_) | Part::Body));
        let lead = section.records.iter().map(|r| joined(columns, r, Part::Lead).width());
        let lead = if has_details { 0 } else { lead.filter(|w| *w <= COLUMN).max().unwrap_or(0) };
        for (n, record) in section.records.iter().enumerate() {
            if n > 0 && has_details {
                self.line("")?;
            }
            self.entry(record, lead)?;
        }
        Ok(())
    }

    /// Date and title on one line, all else below.
    fn entry(&mut self, record: &Record, lead_width: usize) -> io::Result<()> {
        let columns = &self.report.columns;
        self.first_lines(record, lead_width)?;
        let pairs = || columns.iter().zip(&record.cells);
        for (_, cell) in pairs().filter(|(column, _)| column.part == Part::Body) {
            for paragraph in visible(cell.words()).lines() {
                self.paragraph(paragraph, DETAIL, DETAIL)?;
            }
        }
        let labels = columns.iter().filter_map(label).map(|l| l.width()).max().unwrap_or(0);
        for (column, cell) in pairs() {
            let Some(label) = label(column) else { continue };
            let words = self.with_notes(cell);
            if !words.is_empty() {
                let first = format!("{DETAIL}{label:labels$}  ");
                let rest = " ".repeat(first.width());
                self.paragraph(&words, &first, &rest)?;
            }
        }
        Ok(())
    }

    fn first_lines(&mut self, record: &Record, lead_width: usize) -> io::Result<()> {
        let columns = &self.report.columns;
        let lead = joined(columns, record, Part::Lead);
        let mut text = joined(columns, record, Part::Headline);
        let mark = joined(columns, record, Part::Mark);
        let id = joined(columns, record, Part::Id);
        if !mark.is_empty() {
            text.push_str(&format!(" ({mark})"));
        }
        let id = if id.is_empty() { id } else { format!("[{id}]") };
        if !id.is_empty() {
            text.push_str(&format!("{TIE}{id}"));
        }
        let blank = " ".repeat(lead_width.saturating_sub(lead.width()));
        let first = if lead.is_empty() { blank } else { format!("{lead}{blank}  ") };
        let hang = if first.width() <= LEAD + 2 { first.width().max(2) } else { 6 };
        let lines = wrap(&text, self.width, &first, &" ".repeat(hang));
        for (n, line) in lines.iter().enumerate() {
            let lead = if n == 0 { lead.as_str() } else { "" };
            let id = if n + 1 == lines.len() { id.as_str() } else { "" };
            self.entry_line(line, lead, id)?;
        }
        Ok(())
    }

    /// A line that starts with a date in bold and ends with a dimmed id.
    fn entry_line(&mut self, line: &str, lead: &str, id: &str) -> io::Result<()> {
        let untied = line.strip_suffix(id).and_then(|line| line.strip_suffix(TIE));
        let line = untied.map_or(line.to_string(), |line| format!("{line}  {id}"));
        let (Some(rest), true) = (line.strip_prefix(lead), self.report.colour) else {
            return self.line(&line);
        };
        if !lead.is_empty() {
            write!(self.out, "{BOLD}{lead}{PLAIN}")?;
        }
        match rest.strip_suffix(id).filter(|_| !id.is_empty()) {
            Some(rest) => writeln!(self.out, "{rest}{DIM}{id}{PLAIN}"),
            None => writeln!(self.out, "{rest}"),
        }
    }

    fn paragraph(&mut self, text: &str, first: &str, rest: &str) -> io::Result<()> {
        for line in wrap(&one_line(text), self.width, first, rest) {
            self.line(&line)?;
        }
        Ok(())
    }

    /// The words of a cell, with the numbers of its footnotes where the list of them is printed.
    fn with_notes(&self, cell: &Cell) -> String {
        if self.report.said_inline || cell.notes.is_empty() {
            return one_line(cell.words());
        }
        let pieces = cell.pieces();
        pieces.iter().map(|(text, notes)| one_line(text) + &numbers(notes)).collect()
    }

    fn footnotes(&mut self) -> io::Result<()> {
        if self.report.said_inline || self.report.footnotes.is_empty() {
            return Ok(());
        }
        self.gap()?;
        let digits = self.report.footnotes.len().to_string().len();
        for (n, note) in self.report.footnotes.iter().enumerate() {
            let first = format!("[{:>digits$}] ", n + 1);
            let rest = " ".repeat(first.width());
            self.paragraph(&format!("{} {}", note.text, note.url), &first, &rest)?;
        }
        Ok(())
    }

    /// Aligned columns under a header; what is too wide is wrapped within its column.
    fn grid(&mut self, records: &[Record]) -> io::Result<()> {
        let header: Vec<String> = self.report.columns.iter().map(|c| one_line(&c.name)).collect();
        let row = |r: &Record| r.cells.iter().map(|c| self.with_notes(c)).collect();
        let rows: Vec<Vec<String>> = records.iter().map(row).collect();
        let grid = Grid::new(&header, &rows, self.width, |column| is_numbers(records, column));
        for line in grid.lines(&header) {
            self.set_off(&line, BOLD)?;
        }
        self.set_off(&grid.rule(), DIM)?;
        for row in &rows {
            for line in grid.lines(row) {
                self.line(&line)?;
            }
        }
        Ok(())
    }
}

/// `[1][2]`.
fn numbers(notes: &[u32]) -> String {
    notes.iter().map(|n| format!("[{n}]")).collect()
}

fn label(column: &Column) -> Option<&'static str> {
    if let Part::Detail(label) = column.part { Some(label) } else { None }
}

/// The words of all cells of a part.
fn joined(columns: &[Column], record: &Record, part: Part) -> String {
    let cells = columns.iter().zip(&record.cells).filter(|(column, _)| column.part == part);
    let words = cells.map(|(_, cell)| one_line(cell.words())).filter(|words| !words.is_empty());
    words.collect::<Vec<_>>().join(", ")
}

/// Text on one line: line ends are blanks, no control characters.
fn one_line(text: &str) -> String {
    let text = visible(text);
    if !text.contains('\n') {
        return text.trim().to_string();
    }
    text.split('\n').map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether every cell of a column is a number.
fn is_numbers(records: &[Record], column: usize) -> bool {
    let mut cells = records.iter().filter_map(|r| r.cells.get(column));
    cells.all(|cell| matches!(cell.value, Some(Value::Number(_))))
}

#[cfg(test)]
mod tests {
    use super::*;

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
