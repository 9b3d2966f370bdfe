//! What a source is called where it is cited, and in its footnote.
//!
//! Invariant: a source without a title or publisher is called by its id, so that none is nameless.

use std::borrow::Cow;

use crate::model::date::{Date, month_name, words};
use crate::model::{Citation, Dataset, Field, Text};
use crate::view::report::{Footnote, Value};
use crate::view::rows::Rows;

fn text(value: impl Into<String>) -> Value {
    Value::Text(value.into())
}

/// `Reuters, 12 February 2025 (p. 3)`; the title where there is no publisher, else the id.
pub(super) fn put_source(
    dataset: &Dataset,
    rows: &mut Rows,
    citation: &Citation,
    into: &mut String,
) {
    let source = &dataset.sources[citation.source as usize];
    rows.open(source.row);
    let names = [Field::Publisher, Field::Title].into_iter().map(|field| rows.trimmed(field));
    match { names }.find(|name| !name.is_empty()) {
        Some(name) => into.push_str(&name),
        None => into.push_str(dataset.source_id(citation.source)),
    }
    if source.published.is_some() {
        into.push_str(", ");
        put_date(source.published.as_ref(), &rows.trimmed(Field::Published), into);
    }
    if let Some(locator) = locator(dataset, citation.locator) {
        into.push_str(" (");
        into.push_str(locator);
        into.push(')');
    }
}

/// The words of a date as written; most are plain days, `2025-02-12`, and said digit by digit.
pub(super) fn put_date(date: Option<&Date>, written: &str, into: &mut String) {
    match plain_day(written).filter(|_| date.is_some()) {
        Some((year, month, day)) => {
            into.push_str(day);
            into.push(' ');
            into.push_str(month_name(month));
            into.push(' ');
            into.push_str(year);
        }
        None => into.push_str(&words(written)),
    }
}

/// Year, month and day of what has the look of a plain day in a year of four digits.
fn plain_day(written: &str) -> Option<(&str, u8, &str)> {
    let bytes: &[u8; 10] = written.as_bytes().try_into().ok()?;
    let is_digit = |n: usize| bytes[n].is_ascii_digit();
    let digits = [0, 1, 2, 3, 5, 6, 8, 9].into_iter().all(is_digit);
    if !digits || bytes[0] == b'0' || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let month = (bytes[5] - b'0') * 10 + bytes[6] - b'0';
    let day = if bytes[8] == b'0' { &written[9..] } else { &written[8..] };
    (1..=12).contains(&month).then_some((&written[..4], month, day))
}

fn locator(dataset: &Dataset, locator: Text) -> Option<&str> {
    (locator.len > 0).then(|| dataset.text(locator))
}

pub(super) fn source_value(dataset: &Dataset, citation: &Citation) -> Value {
    let mut fields = vec![("id", text(dataset.source_id(citation.source)))];
    let columns = [
        ("title", Field::Title),
        ("publisher", Field::Publisher),
        ("published", Field::Published),
        ("url", Field::Url),
    ];
    let cells = dataset.source_cells(citation.source);
    fields.extend(columns.map(|(name, field)| (name, text(cells(field)))));
    fields.push(("locator", text(locator(dataset, citation.locator).unwrap_or_default())));
    Value::Fields(fields)
}

/// Title, publisher and date of a source; the address apart.
pub(super) fn footnote(dataset: &Dataset, source: u32) -> Footnote {
    let cell = dataset.source_cells(source);
    let id = dataset.source_id(source);
    let is_address = id.starts_with("https://") || id.starts_with("http://");
    let url = match cell(Field::Url) {
        url if url.is_empty() && is_address => id.to_string(),
        url => url.into_owned(),
    };
    let title = if cell(Field::Title).is_empty() { id.into() } else { cell(Field::Title) };
    let published =
        dataset.sources[source as usize].published.map(|_| words(&cell(Field::Published)));
    let parts = [title, cell(Field::Publisher), published.unwrap_or_default().into()];
    let parts: Vec<Cow<str>> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Footnote { text: parts.join(", "), url }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_said_digit_by_digit_is_said_as_any_other() {
        let dates = ["2025-02-12", "1999-12-01", "0999-02-12", "2025-21-05", "2025-02-1X", "2025"];
        for written in dates.iter().chain(&["2025-02-30", "2024-02-29", "1000-10-10", "è025-02-1"])
        {
            let mut said = String::new();
            put_date(Date::parse(written).ok().as_ref(), written, &mut said);
            assert_eq!(said, words(written));
        }
    }
}
