//! Columns that together are one date: `Year+Month+Day`, `Start Date/End Date`.
//!
//! Invariant: what cells say together is all of what they say, up to the first part that is not known, or
//! the row is told to make no date.

use super::drafts::told;
use super::foreign::{Input, InputRow};
use super::map::Mapping;
use super::names::Names;
use super::when::{Dates, with_time};
use crate::check::{self, Code, Finding, on_one_line};
use crate::model::Field;
use crate::model::cells::trim;
use crate::model::date::{BadDate, Date, month_number};

/// The columns of a date, by number.
#[derive(Clone, Debug, Default)]
pub(super) struct Joined {
    start: Vec<usize>,
    /// Of the end of what lasts; none where a date has no end of its own.
    end: Vec<usize>,
}

/// Parts that make no date.
pub(super) struct Fault {
    cells: Vec<usize>,
    /// What is wrong, where a date can be made of them that is none.
    bad: Option<BadDate>,
}

/// Dates in words that were understood, as they are written, with what they may have meant.
type Understood = Vec<(String, BadDate)>;

/// The columns that `--map` joins, if it does.
///
/// # Errors
/// When they cannot be joined so, at the header of the input, which is file number `number`.
pub(super) fn said(
    (input, header): (&Input, &Names),
    mapping: Mapping,
    number: u32,
) -> Result<Option<Joined>, Finding> {
    let mut joined = None;
    for (theirs, ours) in mapping.map.iter().filter(|(theirs, _)| !header.has(theirs)) {
        let Some(found) = Joined::find(theirs, &header.typed) else { continue };
        let refused = |code, message: String, help: &str| {
            let place = input.header_place(Some(found.first()), number);
            Err(Finding::new(code, place, message).help(help))
        };
        if !ours.eq_ignore_ascii_case(Field::Date.name()) {
            let message = format!("--map {theirs}={ours}: only a `date` is joined of columns");
            return refused(Code::MissingColumn, message, "name one column for each --map");
        }
        let twice = |(name, _): &&(String, String)| {
            let name = on_one_line(name);
            found.cells().any(|n| header.typed[n] == name)
        };
        if let Some((name, other)) = mapping.map.iter().find(twice) {
            let message = format!("`{name}` is to be a part of `date` and `{other}`");
            return refused(Code::DuplicateColumn, message, "name it in one --map only");
        }
        if joined.is_some() {
            let message = "two --map join columns into `date`".to_string();
            return refused(Code::DuplicateColumn, message, "leave one of them out");
        }
        joined = Some(found);
    }
    Ok(joined)
}

/// The first name in what is joined that no column has; names are on one line.
pub(super) fn lost(theirs: &str, names: &[String]) -> String {
    let theirs = on_one_line(theirs);
    let is_lost = |name: &&str| !names.iter().any(|n| n == name);
    let lost = theirs.split(['+', '/']).map(trim).find(is_lost);
    lost.filter(|name| !name.is_empty()).unwrap_or(&theirs).to_string()
}

impl Joined {
    /// The columns that a text joins, of names on one line; one whose own name has the signs that join is
    /// tried whole first.
    pub(super) fn find(theirs: &str, names: &[String]) -> Option<Joined> {
        let theirs = &*on_one_line(theirs);
        if let Some(start) = parts(theirs, names) {
            return (start.len() > 1).then(|| Joined { start, end: Vec::new() });
        }
        theirs.match_indices('/').find_map(|(at, _)| {
            let (start, end) = (parts(&theirs[..at], names)?, parts(&theirs[at + 1..], names)?);
            Some(Joined { start, end })
        })
    }

    /// The column that stands for the date.
    pub(super) fn first(&self) -> usize {
        self.start[0]
    }

    /// Where a column goes that is a part of it: the first is the date, and the others go nowhere else.
    pub(super) fn ours(&self, cell: usize) -> Option<&'static str> {
        let behind = || self.has(cell).then_some("");
        if cell == self.first() { Some(Field::Date.name()) } else { behind() }
    }

    /// Whether a column is a part of it.
    pub(super) fn has(&self, cell: usize) -> bool {
        self.cells().any(|part| part == cell)
    }

    fn cells(&self) -> impl Iterator<Item = usize> {
        self.start.iter().chain(&self.end).copied()
    }

    /// What the cells of a row say, each as it is written.
    pub(super) fn written(&self, value: &dyn Fn(usize) -> String) -> String {
        self.cells().map(value).collect::<Vec<String>>().join("\u{1f}")
    }

    /// The date that the cells of a row are; blank where they are.
    pub(super) fn read(
        &self,
        value: &dyn Fn(usize) -> String,
        dates: &Dates,
        understood: &mut Understood,
    ) -> Result<String, Fault> {
        let start = side(&self.start, value, dates, understood)?;
        let end = match self.end.is_empty() {
            true => String::new(),
            false => side(&self.end, value, dates, understood)?,
        };
        if end.is_empty() || start == end {
            return Ok(start);
        }
        let both = format!("{start}/{end}");
        match Date::parse(&both) {
            Ok(_) => Ok(both),
            Err(bad) => Err(Fault { cells: self.cells().collect(), bad: Some(bad) }),
        }
    }
}

impl Fault {
    /// What is said of it, at the first of the cells of columns that are called so; `number` is that of the
    /// input among the files.
    pub(super) fn finding(
        &self,
        (input, row): (&Input, &InputRow),
        called: &[String],
        number: u32,
    ) -> Finding {
        let place = match row.cells.get(self.cells[0]) {
            Some(cell) => input.place(row, cell.span(), number),
            None => input.whole(row, number),
        };
        let names: Vec<&str> = self.cells.iter().map(|n| called[*n].as_str()).collect();
        let names = format!("`{}`", names.join("`, `"));
        let Some(bad) = &self.bad else {
            let values = self.cells.iter().map(|n| format!("\"{}\"", trim(&input.value(row, *n))));
            let values = values.collect::<Vec<String>>().join(", ");
            let message = format!("{values} make no date ({names})");
            let help = "a year, a month, a day and a time of day are joined in this order, or a day and a \
                        time; blank is what is not known";
            return Finding::new(Code::BadDate, place, message).help(help);
        };
        let mut finding = check::date_finding(bad, place);
        if self.cells.len() > 1 {
            finding.message = format!("{} ({names})", finding.message);
        }
        finding
    }
}

/// The columns of a text that joins them by `+`, or of one.
fn parts(text: &str, names: &[String]) -> Option<Vec<usize>> {
    let named = |text: &str| names.iter().position(|name| !name.is_empty() && name == trim(text));
    if let Some(whole) = named(text) {
        return Some(vec![whole]);
    }
    text.match_indices('+').find_map(|(at, _)| {
        let mut found = vec![named(&text[..at])?];
        found.extend(parts(&text[at + 1..], names)?);
        Some(found)
    })
}

/// The date of the cells of a start or an end; blank where they are.
fn side(
    cells: &[usize],
    value: &dyn Fn(usize) -> String,
    dates: &Dates,
    understood: &mut Understood,
) -> Result<String, Fault> {
    let text = |cell: &usize| bare(trim(&value(*cell))).to_string();
    let fault = |bad| Fault { cells: cells.to_vec(), bad };
    let (first, mut rest) = (text(&cells[0]), cells[1..].iter().map(text));
    let is_nothing = rest.clone().all(|part| is_unknown(&part));
    // A year of -9 is one before the era where something stands beside it.
    let is_code = first.starts_with('-') && cells.len() > 1 && is_nothing;
    if matches!(&*first, "" | "NA") || is_code && is_unknown(&first) {
        return if is_nothing { Ok(String::new()) } else { Err(fault(None)) };
    }
    let mut date = told(first, dates, understood).map_err(|bad| fault(Some(bad)))?;
    if let Err(bad) = Date::parse(&date) {
        return Err(fault(Some(bad)));
    }
    for part in rest.by_ref().take_while(|part| !is_unknown(part)) {
        date = longer(&date, &part).ok_or_else(|| fault(None))?;
    }
    match Date::parse(&date) {
        Ok(_) => Ok(date),
        Err(bad) => Err(fault(Some(bad))),
    }
}

/// A whole number without the `.0` that some programs write behind it where other cells are blank.
fn bare(text: &str) -> &str {
    let is_whole = |number: &&str| number.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    text.strip_suffix(".0").filter(is_whole).unwrap_or(text)
}

/// Whether a cell says that a month or a day is not known: lists have numbers for that.
fn is_unknown(text: &str) -> bool {
    matches!(text, "" | "NA" | "0" | "00" | "-9" | "-8" | "-99")
}

/// A date with one part more: a year with a month, a month with a day, a day with a time.
fn longer(date: &str, part: &str) -> Option<String> {
    let numbers = date.strip_prefix('-').unwrap_or(date);
    if !numbers.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        return None;
    }
    match numbers.len() {
        4 => Some(format!("{date}-{:02}", month(part)?)),
        7 => Some(format!("{date}-{:02}", number(part, 31)?)),
        10 => with_time(date, part),
        _ => None,
    }
}

/// A month in digits, or by its name.
fn month(text: &str) -> Option<u8> {
    let name = text.to_lowercase();
    number(text, 12).or_else(|| month_number(name.strip_suffix('.').unwrap_or(&name)))
}

fn number(text: &str, most: u8) -> Option<u8> {
    text.parse().ok().filter(|number| (1..=most).contains(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &str) -> Vec<String> {
        names.split(',').map(str::to_string).collect()
    }

    /// What a row says of the columns a text joins; `None`: no date.
    fn said(theirs: &str, header: &str, row: &str) -> Option<String> {
        let (header, row) = (names(header), names(row));
        let joined = Joined::find(theirs, &header).unwrap();
        joined.read(&|n| row[n].clone(), &Dates::default(), &mut Vec::new()).ok()
    }

    #[test]
    fn a_date_ends_before_the_first_part_that_is_not_known() {
        for (row, date) in [
            ("2017,1,20", "2017-01-20"),
            ("2017,Jan.,20", "2017-01-20"),
            ("2017,март,3", "2017-03-03"),
            ("2017,1,0", "2017-01"),
            ("2017,1.0,", "2017-01"),
            ("2017.0,1.0,20.0", "2017-01-20"),
            ("2017,0,0", "2017"),
            ("2017,-9,-9", "2017"),
            ("2017,NA,NA", "2017"),
            ("-0043,3,15", "-0043-03-15"),
            (",,", ""),
            ("NA,NA,NA", ""),
            ("-9,-9,-9", ""),
        ] {
            assert_eq!(said("Y+M+D", "Y,M,D", row).as_deref(), Some(date), "{row}");
        }
        for row in
            ["2017,13,1", "2017,21,", "2017,2,30", ",1,20", "-9,1,20", "17,1,20", "2017,1,1:30"]
        {
            assert_eq!(said("Y+M+D", "Y,M,D", row), None, "{row}");
        }
    }

    #[test]
    fn a_day_takes_a_time_of_a_clock_and_nothing_else() {
        for (row, date) in [
            ("2017-01-20,14:30", "2017-01-20T14:30"),
            ("2017-01-20,9:00:00 AM", "2017-01-20T09:00:00"),
            ("2017-01-20,2 pm", "2017-01-20T14:00"),
            ("2017-01-20,14:30Z", "2017-01-20T14:30Z"),
            ("2017-01-20,14:30+03:00", "2017-01-20T14:30+03:00"),
            ("2017-01-20,09:00:00.000", "2017-01-20T09:00:00"),
            ("2017-01-20,", "2017-01-20"),
            ("2017~,", "2017~"),
        ] {
            assert_eq!(said("D+T", "D,T", row).as_deref(), Some(date), "{row}");
        }
        for row in [
            "2017-01-20,noon",
            "2017-01-20,25:30",
            "2017-01-20,14:30:15.25",
            "2017-01-20,9",
            "2017,14:30",
            "2017~,14:30",
            ",14:30",
        ] {
            assert_eq!(said("D+T", "D,T", row), None, "{row}");
        }
    }

    #[test]
    fn what_lasts_has_a_start_and_an_end() {
        for (row, date) in [
            ("2025-05-07,2025-05-10", "2025-05-07/2025-05-10"),
            ("2025-05-07,2025-05-07", "2025-05-07"),
            ("2025-05-07,", "2025-05-07"),
            ("2025-05-07,NA", "2025-05-07"),
            (",2025-05-10", "/2025-05-10"),
            ("2025,2026-02", "2025/2026-02"),
        ] {
            assert_eq!(said("S/E", "S,E", row).as_deref(), Some(date), "{row}");
        }
        assert_eq!(said("S/E", "S,E", "2025-05-07,2025-05-01"), None);
        let hours = said("D+S/D+E", "D,S,E", "2025-05-07,9:00,10:30");
        assert_eq!(hours.as_deref(), Some("2025-05-07T09:00/2025-05-07T10:30"));
    }

    #[test]
    fn a_column_of_such_a_name_is_tried_whole_first() {
        let find = |theirs: &str, header: &str| {
            Joined::find(theirs, &names(header)).map(|joined| (joined.start, joined.end))
        };
        assert_eq!(find("Date/Time", "Date/Time,Date,Time"), None);
        assert_eq!(find("Date/Time", "Date,Time"), Some((vec![0], vec![1])));
        assert_eq!(find("Day+Night+Time", "Day+Night,Time"), Some((vec![0, 1], vec![])));
        assert_eq!(find("Day/Night/End", "End,Day/Night"), Some((vec![1], vec![0])));
        assert_eq!(find("A+B", "A,C"), None);
        assert_eq!(lost("A+B/C", &names("A,C")), "B");
    }
}
