//! The bytes of new rows, in the target's own column order, quoting and line ends.
//!
//! Invariant: the old bytes are a prefix of the new ones, but for a final line end that is
//! supplied where it lacks; [`add_columns`] alone changes records that are there, and adds
//! nothing but empty cells at their ends.

use crate::model::DataFile;
use crate::read::Records;

/// How a file writes its rows.
#[derive(Clone, Debug)]
pub struct Style {
    line_end: &'static str,
    /// By column: whether cells with text, and blank ones, stand in quotes that they do not need.
    quotes: Vec<(bool, bool)>,
}

/// Counts of one column: cells, and those in quotes, with text that needs none; the same blank.
#[derive(Clone, Copy, Default)]
struct Habit {
    text: u64,
    text_quoted: u64,
    blank: u64,
    blank_quoted: u64,
}

impl Style {
    /// Quotes where they are needed, lines that end with LF.
    pub fn plain() -> Style {
        Style { line_end: "\n", quotes: Vec::new() }
    }

    /// The style of a file: a column is quoted where all its cells are that need no quotes.
    pub fn of(file: &DataFile) -> Style {
        let header = &file.text[file.header_at.offset..file.body.offset];
        let next = &file.text[file.body.offset..];
        let line_end = match (header.ends_with("\r\n"), header.ends_with('\r')) {
            (true, _) => "\r\n",
            (false, true) if next.starts_with("\r\n") => "\r\n", // CR CR LF
            (false, true) => "\r",
            _ => "\n",
        };
        let mut habits = vec![Habit::default(); file.header.len()];
        let mut records = Records::new(file, 0);
        let mut any = false;
        while let Some(record) = records.next() {
            any |= record.broken.is_none();
            for (habit, cell) in habits.iter_mut().zip(record.cells) {
                habit.see(&file.text[cell.span()], cell.quoted);
            }
        }
        let names = file.header.iter().map(|c| (&file.text[c.span()], c.quoted));
        if !any {
            habits
                .iter_mut()
                .zip(names)
                .for_each(|(habit, (text, quoted))| habit.see(text, quoted));
        }
        let always = |all: u64, quoted: u64| all > 0 && all == quoted;
        let quotes = |h: &Habit| {
            let text = always(h.text, h.text_quoted);
            (text, always(h.blank, h.blank_quoted) || h.blank == 0 && text && !any)
        };
        Style { line_end, quotes: habits.iter().map(quotes).collect() }
    }

    /// One line with its end.
    pub fn line(&self, values: &[String], out: &mut Vec<u8>) {
        for (n, value) in values.iter().enumerate() {
            if n > 0 {
                out.push(b',');
            }
            let (text, blank) = self.quotes.get(n).copied().unwrap_or_default();
            let habit = if value.is_empty() { blank } else { text };
            // A line of one blank cell would be a blank line.
            if habit || needs_quotes(value) || values.len() == 1 && value.is_empty() {
                out.push(b'"');
                out.extend(value.replace('"', "\"\"").bytes());
                out.push(b'"');
            } else {
                out.extend(value.bytes());
            }
        }
        out.extend(self.line_end.bytes());
    }
}

impl Habit {
    fn see(&mut self, text: &str, quoted: bool) {
        if text.is_empty() {
            self.blank += 1;
            self.blank_quoted += u64::from(quoted);
        } else if !needs_quotes(text) {
            self.text += 1;
            self.text_quoted += u64::from(quoted);
        }
    }
}

/// Whether a value cannot stand without quotes.
fn needs_quotes(value: &str) -> bool {
    memchr::memchr3(b',', b'\n', b'\r', value.as_bytes()).is_some() || value.contains('"')
}

/// The old bytes and `rows` after them, and where those begin.
pub fn rows(old: &[u8], style: &Style, rows: &[Vec<String>]) -> (Vec<u8>, usize) {
    let mut new = old.to_vec();
    if !rows.is_empty() && !matches!(new.last(), None | Some(b'\n' | b'\r')) {
        new.extend(style.line_end.bytes());
    }
    let start = new.len();
    rows.iter().for_each(|row| style.line(row, &mut new));
    (new, start)
}

/// The bytes of a file that has no header yet, with one.
pub fn header(old: &[u8], style: &Style, names: &[String]) -> Vec<u8> {
    let mut new = old.to_vec();
    if !matches!(new.last(), None | Some(b'\n' | b'\r')) && new != "\u{feff}".as_bytes() {
        new.extend(style.line_end.bytes());
    }
    style.line(names, &mut new);
    new
}

/// The bytes of a file with columns added: their names to the header, an empty cell to every
/// record. `None`: a record cannot be read, so its end is not known; the line it starts on.
pub fn add_columns(old: &[u8], file: &DataFile, names: &[String]) -> Result<Vec<u8>, u32> {
    let header_end =
        file.header.last().map_or(file.header_at.offset, |c| c.end + usize::from(c.quoted));
    let mut new = old[..header_end].to_vec();
    let mut added = Vec::new();
    Style { line_end: "", ..Style::plain() }.line(names, &mut added);
    new.push(b',');
    new.extend(added);
    let mut copied = header_end;
    let mut records = Records::new(file, 0);
    while let Some(record) = records.next() {
        if record.broken.is_some() {
            return Err(record.at.line);
        }
        new.extend(&old[copied..record.end]);
        new.extend(std::iter::repeat_n(b',', names.len()));
        copied = record.end;
    }
    new.extend(&old[copied..]);
    Ok(new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read;

    fn append(old: &str, row: &[&str]) -> String {
        let file =
            read::file("events.csv", Some(crate::model::Table::Events), old.as_bytes().to_vec());
        let row = row.iter().map(|v| v.to_string()).collect();
        String::from_utf8(rows(old.as_bytes(), &Style::of(&file), &[row]).0).unwrap()
    }

    #[test]
    fn a_row_takes_the_line_ends_and_quotes_of_its_file() {
        assert_eq!(
            append("date,title\r\n2025,A\r\n", &["2026", "B"]),
            "date,title\r\n2025,A\r\n2026,B\r\n"
        );
        assert_eq!(
            append("date,title\r\r\n2025,A\r\r\n", &["2026", "B"]),
            "date,title\r\r\n2025,A\r\r\n2026,B\r\n"
        );
        assert_eq!(
            append("date,title\n2025,\"A\"", &["2026", "B"]),
            "date,title\n2025,\"A\"\n2026,\"B\"\n"
        );
        assert_eq!(
            append("date,title\n2025,\"A, b\"\n", &["", "B"]),
            "date,title\n2025,\"A, b\"\n,B\n"
        );
        assert_eq!(
            append("\"date\",\"title\"\n", &["2026", "B \"c\""]),
            "\"date\",\"title\"\n\"2026\",\"B \"\"c\"\"\"\n"
        );
    }

    #[test]
    fn added_columns_are_empty_cells_at_the_end_of_every_record() {
        let old = "date,title\n2025,\"A\nb\"\n\n2026,B";
        let file =
            read::file("events.csv", Some(crate::model::Table::Events), old.as_bytes().to_vec());
        let new =
            add_columns(old.as_bytes(), &file, &["type".to_string(), "a,b".to_string()]).unwrap();
        assert_eq!(
            String::from_utf8(new).unwrap(),
            "date,title,type,\"a,b\"\n2025,\"A\nb\",,\n\n2026,B,,"
        );
    }
}
