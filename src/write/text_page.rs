//! A page of plain text: headings, entries, grids, one line after the other.
//!
//! Invariant: what is the same for every entry is made ready once; a line never ends in a blank.

use std::borrow::Cow;
use std::io;

use unicode_width::UnicodeWidthStr;

use super::text_grid::{self, Grid, blanks, columns_of, wrap};
use super::visible;
use crate::view::Report;
use crate::view::report::{Cell, Column, Part, Record, Section, Value};

/// Columns where nothing else is said.
const WIDTH: usize = 100;
/// A date up to this wide has the lines of its title aligned beside it.
const LEAD: usize = 32;
/// Where titles begin when there is one line for each event: beside `27 September 2025`.
const COLUMN: usize = 17;
const DETAIL: &str = "    ";

/// Blanks at which no line ends, so that an id never stands alone.
const TIE: &str = "\u{a0}\u{a0}";

pub(super) const BOLD: &str = "\x1b[1m";
pub(super) const DIM: &str = "\x1b[2m";
pub(super) const PLAIN: &str = "\x1b[0m";

/// Bytes after which a page is handed on.
const FULL: usize = 1 << 16;

/// What is written, line by line.
pub(super) struct Page<'a> {
    report: &'a Report,
    width: usize,
    text: String,
    /// Whether anything is written yet.
    begun: bool,
    /// Which columns say what.
    parts: Parts,
    /// Memory for a line that is made.
    scratch: String,
    /// Whether an entry takes several lines.
    pub(super) is_loose: bool,
}

/// Columns by what they are to a reader.
#[derive(Default)]
struct Parts {
    lead: Vec<usize>,
    headline: Vec<usize>,
    mark: Vec<usize>,
    id: Vec<usize>,
    body: Vec<usize>,
    /// Those with a line of their own, what stands in front of it, and before its further lines.
    details: Vec<(usize, String, String)>,
}

impl Parts {
    fn of(columns: &[Column]) -> Parts {
        let labels = columns.iter().filter_map(label).map(|l| l.width()).max().unwrap_or(0);
        let mut parts = Parts::default();
        for (n, column) in columns.iter().enumerate() {
            match column.part {
                Part::Lead => parts.lead.push(n),
                Part::Headline => parts.headline.push(n),
                Part::Mark => parts.mark.push(n),
                Part::Id => parts.id.push(n),
                Part::Body => parts.body.push(n),
                Part::Detail(label) => {
                    let first = format!("{DETAIL}{label:labels$}  ");
                    let rest = blanks(columns_of(&first)).into_owned();
                    parts.details.push((n, first, rest));
                }
                Part::Data => {}
            }
        }
        parts
    }
}

impl<'a> Page<'a> {
    pub(super) fn new(report: &'a Report) -> Page<'a> {
        let columns = &report.columns;
        Page {
            report,
            width: report.width.unwrap_or(WIDTH).max(20),
            text: String::new(),
            begun: false,
            parts: Parts::of(columns),
            scratch: String::new(),
            is_loose: columns.iter().any(|c| matches!(c.part, Part::Detail(_) | Part::Body)),
        }
    }

    /// A page that goes on where another ends.
    pub(super) fn further(report: &'a Report) -> Page<'a> {
        Page { begun: true, ..Page::new(report) }
    }

    /// What is written on it.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    /// Writes what is on the page and empties it.
    pub(super) fn hand_on(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        out.write_all(self.text.as_bytes())?;
        self.text.clear();
        Ok(())
    }

    pub(super) fn line(&mut self, text: &str) {
        self.begun = true;
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    /// A blank line between what is written and what follows.
    fn gap(&mut self) {
        if self.begun {
            self.line("");
        }
    }

    fn set_off(&mut self, text: &str, style: &str) {
        if !self.report.colour || text.is_empty() {
            return self.line(text);
        }
        self.line(&format!("{style}{}{PLAIN}", text.trim_end()));
    }

    pub(super) fn top(&mut self) {
        let title = one_line(&self.report.title);
        let subtitle = one_line(&self.report.subtitle);
        let between = if title.is_empty() || subtitle.is_empty() { "" } else { ": " };
        let both = [&title, between, &subtitle].concat();
        if both.is_empty() {
            return;
        }
        for line in wrap(&both, self.width, "", "  ") {
            self.set_off(&line, BOLD);
        }
    }

    /// A heading, underlined; a section without records or heading has none.
    pub(super) fn heading(&mut self, section: &Section) {
        self.gap();
        let heading = one_line(&section.heading);
        if heading.is_empty() {
            return;
        }
        let rule = if section.depth <= 1 { "=" } else { "-" };
        self.set_off(&heading, BOLD);
        self.set_off(&rule.repeat(heading.width().min(self.width)), DIM);
    }

    pub(super) fn entries(&mut self, section: &Section, out: &mut dyn io::Write) -> io::Result<()> {
        let lead = section.records.iter().map(|r| joined(&self.parts.lead, r).width());
        let lead = if self.is_loose { 0 } else { lead.filter(|w| *w <= COLUMN).max().unwrap_or(0) };
        for (n, record) in section.records.iter().enumerate() {
            if n > 0 && self.is_loose {
                self.line("");
            }
            self.entry(record, lead);
            if self.text.len() > FULL {
                self.hand_on(out)?;
            }
        }
        Ok(())
    }

    /// Date and title on one line, all else below.
    pub(super) fn entry(&mut self, record: &Record, lead_width: usize) {
        let parts = std::mem::take(&mut self.parts);
        self.first_lines(&parts, record, lead_width);
        for column in &parts.body {
            match visible(record.cells[*column].words()) {
                text if memchr::memchr(b'\n', text.as_bytes()).is_some() => {
                    text.lines().for_each(|line| self.put(line.trim(), DETAIL, DETAIL));
                }
                text if !text.is_empty() => self.put(trimmed(&text), DETAIL, DETAIL),
                _ => {}
            }
        }
        for (column, first, rest) in &parts.details {
            let words = self.with_notes(&record.cells[*column]);
            if !words.is_empty() {
                self.put(&words, first, rest);
            }
        }
        self.parts = parts;
    }

    fn first_lines(&mut self, parts: &Parts, record: &Record, lead_width: usize) {
        let lead = joined(&parts.lead, record);
        let id = joined(&parts.id, record);
        let blank = blanks(lead_width.saturating_sub(columns_of(&lead)));
        let gap = if lead.is_empty() { "" } else { "  " };
        let first = [&lead, blank.as_ref(), gap].concat();
        let wide = columns_of(&first);
        let rest = blanks(if wide <= LEAD + 2 { wide.max(2) } else { 6 });
        let mut text = std::mem::take(&mut self.scratch);
        text.clear();
        text.push_str(&joined(&parts.headline, record));
        let mark = joined(&parts.mark, record);
        if !mark.is_empty() {
            text.extend([" (", &mark, ")"]);
        }
        let said = text.len();
        if self.report.colour || !self.plain_lines(&mut text, &id, (&first, &rest)) {
            text.truncate(said);
            let id = if id.is_empty() { String::new() } else { ["[", &id, "]"].concat() };
            text.extend([if id.is_empty() { "" } else { TIE }, &id]);
            let lines = wrap(&text, self.width, &first, &rest);
            for (n, line) in lines.iter().enumerate() {
                let lead = if n == 0 { lead.as_ref() } else { "" };
                let id = if n + 1 == lines.len() { &id } else { "" };
                self.entry_line(line, lead, id);
            }
        }
        self.scratch = text;
    }

    /// A text and the id behind it, if they are easy to wrap: two letters hold the place of
    /// the blanks between, so that no line ends there.
    fn plain_lines(&mut self, text: &mut String, id: &str, indents: (&str, &str)) -> bool {
        const HELD: &str = "__";
        let said = text.len();
        if !id.is_empty() {
            text.extend([HELD, "[", id, "]"]);
        }
        let behind = &text[said..];
        let start = self.text.len();
        if !text_grid::put(text, self.width, indents, &mut self.text) {
            return false;
        }
        let end = self.text.len() - "\n".len();
        let before = self.text[start..end].strip_suffix(behind).map(|before| start + before.len());
        match before {
            _ if id.is_empty() => {}
            Some(end) => self.text.replace_range(end..end + HELD.len(), "  "),
            None => {
                self.text.truncate(start); // an id of several words, taken apart
                return false;
            }
        }
        self.begun = true;
        true
    }

    /// A line that starts with a date in bold and ends with a dimmed id.
    fn entry_line(&mut self, line: &str, lead: &str, id: &str) {
        let untied = line.strip_suffix(id).and_then(|line| line.strip_suffix(TIE));
        let line = untied.map_or(line.to_string(), |line| format!("{line}  {id}"));
        let (Some(rest), true) = (line.strip_prefix(lead), self.report.colour) else {
            return self.line(&line);
        };
        if !lead.is_empty() {
            self.text.extend([BOLD, lead, PLAIN]);
        }
        match rest.strip_suffix(id).filter(|_| !id.is_empty()) {
            Some(rest) => self.text.extend([rest, DIM, id, PLAIN, "\n"]),
            None => self.text.extend([rest, "\n"]),
        }
        self.begun = true;
    }

    fn paragraph(&mut self, text: &str, first: &str, rest: &str) {
        self.put(&one_line(text), first, rest);
    }

    /// A text that is one line, wrapped.
    fn put(&mut self, text: &str, first: &str, rest: &str) {
        if text_grid::put(text, self.width, (first, rest), &mut self.text) {
            self.begun = true;
            return;
        }
        for line in wrap(text, self.width, first, rest) {
            self.line(&line);
        }
    }

    /// The words of a cell, with the numbers of its footnotes where the list of them is printed.
    fn with_notes<'c>(&self, cell: &'c Cell) -> Cow<'c, str> {
        if self.report.said_inline || cell.notes.is_empty() {
            return one_line(cell.words());
        }
        let pieces = cell.pieces();
        let piece = |(text, notes): &(&str, &[u32])| one_line(text).into_owned() + &numbers(notes);
        Cow::Owned(pieces.iter().map(piece).collect())
    }

    pub(super) fn footnotes(&mut self) {
        if self.report.said_inline || self.report.footnotes.is_empty() {
            return;
        }
        self.gap();
        let digits = self.report.footnotes.len().to_string().len();
        for (n, note) in self.report.footnotes.iter().enumerate() {
            let first = format!("[{:>digits$}] ", n + 1);
            let rest = " ".repeat(first.width());
            self.paragraph(&format!("{} {}", note.text, note.url), &first, &rest);
        }
    }

    pub(super) fn remarks(&mut self) {
        for (n, remark) in self.report.remarks.iter().enumerate() {
            if n == 0 {
                self.gap();
            }
            self.paragraph(remark, "", "");
        }
    }

    /// Aligned columns under a header; what is too wide is wrapped within its column.
    pub(super) fn grid(&mut self, records: &[Record], out: &mut dyn io::Write) -> io::Result<()> {
        let names = self.report.columns.iter().map(|c| Cow::from(c.name.as_ref()));
        let header: Vec<Cow<str>> = names.map(|name| one_line(&name).into_owned().into()).collect();
        let mut rows: Vec<Vec<Cow<str>>> = Vec::with_capacity(records.len());
        for record in records {
            rows.push(record.cells.iter().map(|cell| self.with_notes(cell)).collect());
        }
        let grid = Grid::new(&header, &rows, self.width, |column| is_numbers(records, column));
        let mut top = String::new();
        grid.put(&header, &mut top);
        top.lines().for_each(|line| self.set_off(line, BOLD));
        self.set_off(&grid.rule(), DIM);
        for row in &rows {
            grid.put(row, &mut self.text);
            if self.text.len() > FULL {
                self.hand_on(out)?;
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

/// The words of some cells.
fn joined<'r>(cells: &[usize], record: &'r Record) -> Cow<'r, str> {
    let words = cells.iter().map(|n| one_line(record.cells[*n].words()));
    let mut words = words.filter(|words| !words.is_empty());
    let Some(first) = words.next() else { return Cow::Borrowed("") };
    words.fold(first, |all, next| Cow::Owned([&all, ", ", &next].concat()))
}

/// Text on one line: line ends are blanks, no control characters.
fn one_line(text: &str) -> Cow<'_, str> {
    match visible(text) {
        Cow::Borrowed(text) if memchr::memchr(b'\n', text.as_bytes()).is_none() => {
            Cow::Borrowed(trimmed(text))
        }
        text => {
            let lines = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
            Cow::Owned(lines.collect::<Vec<_>>().join(" "))
        }
    }
}

/// The text without white space around it.
fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [] | [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] => text,
        _ => text.trim(),
    }
}

/// Whether every cell of a column is a number.
fn is_numbers(records: &[Record], column: usize) -> bool {
    let mut cells = records.iter().filter_map(|r| r.cells.get(column));
    cells.all(|cell| matches!(cell.value, Some(Value::Number(_))))
}
