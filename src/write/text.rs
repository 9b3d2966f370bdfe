//! Plain text, for the terminal and for `.txt`: wrapped, with hanging indents, aligned by display
//! width in any script.
//!
//! Colour is only added to text that is the same without it. A line break in a cell ends a line of
//! a paragraph; elsewhere it is a blank.
//!
//! Invariant: what cells hold never moves the cursor, turns the writing direction or sets a colour.

use std::io;

use textwrap::{Options, WordSplitter};
use unicode_width::UnicodeWidthStr;

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
};

/// Columns where nothing else is said.
const WIDTH: usize = 100;
/// A date up to this wide has its title aligned beside it.
const LEAD: usize = 32;
const DETAIL: &str = "    ";

const BOLD: &str = "\x1b[1m";
const DIM: &str = "\x1b[2m";
const PLAIN: &str = "\x1b[0m";

struct Page<'a> {
    report: &'a Report,
    width: usize,
    out: &'a mut dyn io::Write,
}

fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let width = report.width.unwrap_or(WIDTH).max(20);
    let mut page = Page { report, width, out };
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
            page.line("")?;
        }
        page.paragraph(remark, "", "")?;
    }
    Ok(())
}

impl Page<'_> {
    fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{}", text.trim_end())
    }

    fn set_off(&mut self, text: &str, style: &str) -> io::Result<()> {
        if !self.report.colour || text.is_empty() {
            return self.line(text);
        }
        writeln!(self.out, "{style}{}{PLAIN}", text.trim_end())
    }

    fn top(&mut self) -> io::Result<()> {
        let title = one_line(&self.report.title);
        let subtitle = one_line(&self.report.subtitle);
        let both = match (title.is_empty(), subtitle.is_empty()) {
            (true, _) => subtitle,
            (false, true) => title,
            (false, false) => format!("{title}: {subtitle}"),
        };
        for line in wrap(&both, self.width, "", "  ") {
            self.set_off(&line, BOLD)?;
        }
        Ok(())
    }

    /// A heading, underlined; a section without records or heading has none.
    fn heading(&mut self, section: &Section) -> io::Result<()> {
        self.line("")?;
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
        let lead = if has_details { 0 } else { lead.filter(|w| *w <= LEAD).max().unwrap_or(0) };
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
            let words = self.with_notes(cell);
            if let (Some(label), false) = (label(column), words.is_empty()) {
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
            text.push_str(&format!("  {id}"));
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
        let line = line.trim_end();
        let (Some(rest), true) = (line.strip_prefix(lead), self.report.colour) else {
            return self.line(line);
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
        self.line("")?;
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
        let columns = &self.report.columns;
        let header: Vec<String> = columns.iter().map(|c| one_line(&c.name)).collect();
        let rows: Vec<Vec<String>> =
            records.iter().map(|r| r.cells.iter().map(|c| self.with_notes(c)).collect()).collect();
        let widths = widths(&header, &rows, self.width);
        let rules: Vec<String> = widths.iter().map(|w| "-".repeat(*w)).collect();
        let right: Vec<bool> = (0..columns.len()).map(|n| is_numbers(records, n)).collect();
        for line in grid_lines(&header, &widths, &right) {
            self.set_off(&line, BOLD)?;
        }
        self.set_off(&rules.join("  "), DIM)?;
        for row in &rows {
            for line in grid_lines(row, &widths, &right) {
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
    visible(text).split('\n').map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>().join(" ")
}

fn wrap(text: &str, width: usize, first: &str, rest: &str) -> Vec<String> {
    let options = Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(|line| line.into_owned()).collect()
}

/// Whether every cell of a column is a number.
fn is_numbers(records: &[Record], column: usize) -> bool {
    let mut cells = records.iter().filter_map(|r| r.cells.get(column));
    cells.all(|cell| matches!(cell.value, Some(Value::Number(_))))
}

/// Widths of columns: as wide as their widest cell; if that is too much, the widest give way.
fn widths(header: &[String], rows: &[Vec<String>], width: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = header.iter().map(|name| name.width()).collect();
    let least: Vec<usize> = widths.iter().map(|w| (*w).clamp(1, 12)).collect();
    for row in rows {
        for (n, cell) in row.iter().enumerate().take(widths.len()) {
            widths[n] = widths[n].max(cell.width());
        }
    }
    let room = width.saturating_sub(2 * widths.len().saturating_sub(1));
    let mut excess = widths.iter().sum::<usize>().saturating_sub(room);
    while excess > 0 {
        let widest = (0..widths.len()).filter(|n| widths[*n] > least[*n]).max_by_key(|n| widths[*n]);
        let Some(n) = widest else { break };
        widths[n] -= 1;
        excess -= 1;
    }
    widths
}

/// The lines of one row of a grid.
fn grid_lines(cells: &[String], widths: &[usize], right: &[bool]) -> Vec<String> {
    let wrapped: Vec<Vec<String>> =
        cells.iter().zip(widths).map(|(cell, width)| wrap(cell, *width, "", "")).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    let line = |n: usize| {
        let mut line = String::new();
        for (column, lines) in wrapped.iter().enumerate() {
            let text = lines.get(n).map_or("", String::as_str);
            let blank = " ".repeat(widths[column].saturating_sub(text.width()));
            let gap = if column == 0 { "" } else { "  " };
            let cell = if right[column] { [gap, &blank, text] } else { [gap, text, &blank] };
            line.push_str(&cell.concat());
        }
        line
    };
    (0..height).map(line).collect()
}
