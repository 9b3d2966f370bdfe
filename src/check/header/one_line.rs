//! Tables in one line: what ends their lines is lost, or ends no line in CSV.
//!
//! Invariant: column names that no row follows, as in a table just begun, are none of these.

use crate::model::cells::{split_by, trim};
use crate::model::date::Date;
use crate::model::{DataFile, Table};

/// What programs write in the place of line ends, and how that is called.
const OTHERS: [(&str, &str); 8] = [
    ("\u{2028}", "line separators (U+2028)"),
    ("\u{2029}", "paragraph separators (U+2029)"),
    ("\u{85}", "control characters (U+0085)"),
    ("\u{b}", "vertical tabs (U+000B)"),
    ("\u{c}", "form feeds (U+000C)"),
    ("\u{1e}", "record separators (U+001E)"),
    ("\\r\\n", "a backslash and letters (`\\r\\n`)"),
    ("\\n", "a backslash and a letter (`\\n`)"),
];

/// How many rows stand in the header of a file, why they do, and what would be right.
pub(crate) fn rows(file: &DataFile, delimiter: u8) -> Option<(u64, String, &'static str)> {
    if !trim(&file.text[file.body.offset..]).is_empty() {
        return None;
    }
    let line = &file.text[file.header_at.offset..file.body.offset];
    let ended = |(end, name): &(&str, &'static str)| Some((rows_by(line, end, delimiter)?, *name));
    if let Some((rows, name)) = OTHERS.iter().find_map(ended) {
        let message = format!("{name} stand where lines end, so that all is one line");
        return Some((rows, message, "put a line end in the place of each"));
    }
    let rows = rows_among(&file.header_names())?;
    let message = "all rows stand in the line of the column names: the line ends are lost";
    Some((rows, message.to_string(), "fetch or export the file again"))
}

/// How many rows there are if the lines of a text end so; `None`: no row is as wide as the first line.
fn rows_by(text: &str, end: &str, delimiter: u8) -> Option<u64> {
    if !text.contains(end) {
        return None;
    }
    let text = text.replace(end, "\n");
    let (mut cells, mut at, mut widths) = (Vec::new(), 0, Vec::new());
    while at < text.len() {
        at = split_by(delimiter, &text, at, &mut cells).next;
        if cells.iter().any(|cell| !trim(&text[cell.span()]).is_empty()) {
            widths.push(cells.len());
        }
    }
    let (header, rows) = widths.split_first()?;
    (*header > 1 && rows.contains(header)).then_some(rows.len() as u64)
}

/// How many rows there are among column names: days then stand at even distances from `date`, and the last
/// name and the first cell of the first row are one.
fn rows_among(names: &[String]) -> Option<u64> {
    let columns = || Table::Events.columns().iter().map(|field| field.name());
    let is_known = |name: &str| Table::Events.has_column(name);
    let begins_known = |name: &str| columns().any(|known| name.starts_with(known));
    let date = names.iter().position(|name| name.starts_with("date"))?;
    let days: Vec<bool> = names.iter().map(|name| holds_day(name)).collect();
    let (last, all) = (names.len() - 1, days.iter().filter(|day| **day).count());
    (date.max(1)..=last / 2).filter(|width| last % width == 0).find_map(|width| {
        let rows = last / width - 1;
        let found = (1..=rows).filter(|row| days[date + row * width]).count();
        let is_even = 2 * found > rows && 2 * found >= all;
        let is_joined = !is_known(&names[width]) && (rows > 1 || begins_known(&names[width]));
        (is_even && is_joined).then_some(rows as u64)
    })
}

/// Whether a day stands in a text.
fn holds_day(text: &str) -> bool {
    const SHORTEST: usize = "1.1.2025".len();
    let is_of_day = |c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | '/');
    let is_day = |run: &str| run.len() >= SHORTEST && Date::may_be(run);
    text.split(|c| !is_of_day(c)).any(is_day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn among(header: &str) -> Option<u64> {
        let names: Vec<String> = header.split(',').map(str::to_string).collect();
        rows_among(&names)
    }

    #[test]
    fn rows_without_line_ends_are_counted_wherever_the_date_stands() {
        for (header, rows) in [
            ("date,title,type2024-03-01,Call,call2024-03-02,Answer,call", 2),
            ("date,title,note2024-03-01,Call,call2024-03-02,Answer,call", 2),
            ("date,title2024-03-01,Call2024-03-02,Answer2024-03-03,Next", 3),
            ("id,date,title,typee1,2024-03-01,Call,call", 1),
            ("id,date,titlee1,3/1/2024,Calle2,13/1/2024,Answere3,1835,Old", 3),
            ("title,type,dateCall,call,2024-03-01Answer,call,2024-03-02", 2),
            ("date,title,type 2024-03-01,Call,call", 1),
        ] {
            assert_eq!(among(header), Some(rows), "{header}");
        }
    }

    #[test]
    fn columns_that_are_called_by_a_day_are_no_rows() {
        for header in [
            "date,title",
            "date,title,2024-03-01",
            "date,title,2024-03-01,2024-03-02,2024-03-03",
            "date,title,2024-03-01,2024-03-02,2024-03-03,2024-03-04,2024-03-05,2024-03-06,2024-03-07",
            "date,title,a 2024-03-01,b 2024-03-01,a 2024-03-02,b 2024-03-02,a 2024-03-03",
            "id,date,title,2024-03-01,note,2024-03-08,note2",
            "date,title,as of 2024-03-01,note,mood",
            "date,title,actors,place,sources,end 2024-03-01",
            "mood,note,2024-03-01",
        ] {
            assert_eq!(among(header), None, "{header}");
        }
    }
}
