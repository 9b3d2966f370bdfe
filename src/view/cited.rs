//! What a source is called where it is cited, and in its footnote.
//!
//! Invariant: a source without a title or publisher is called by its id, so that none is nameless.

use std::borrow::Cow;

use crate::model::date::{put_words, words};
use crate::model::{Dataset, Field, is_address};
use crate::view::report::{Footnote, Value};
use crate::view::rows::Rows;

fn text(value: impl Into<String>) -> Value {
    Value::Text(value.into())
}

/// `Reuters, 12 February 2025 (p. 3)`; the title where there is no publisher, else the id.
pub(super) fn put_source(
    dataset: &Dataset,
    rows: &mut Rows,
    (number, locator): (u32, &str),
    into: &mut String,
) {
    let source = &dataset.sources[number as usize];
    rows.open(source.row);
    let names = [Field::Publisher, Field::Title].into_iter().map(|field| rows.trimmed(field));
    match { names }.find(|name| !name.is_empty()) {
        Some(name) => into.push_str(&name),
        None => into.push_str(dataset.source_id(number)),
    }
    if source.published.is_some() {
        into.push_str(", ");
        put_words(&rows.trimmed(Field::Published), into);
    }
    if !locator.is_empty() {
        into.push_str(" (");
        into.push_str(locator);
        into.push(')');
    }
}

pub(super) fn source_value(dataset: &Dataset, (source, locator): (u32, &str)) -> Value {
    let mut fields = vec![("id", text(dataset.source_id(source)))];
    let columns = [
        ("title", Field::Title),
        ("publisher", Field::Publisher),
        ("published", Field::Published),
        ("url", Field::Url),
    ];
    let cells = dataset.source_cells(source);
    fields.extend(columns.map(|(name, field)| (name, text(cells(field)))));
    fields.push(("locator", text(locator)));
    Value::Fields(fields)
}

/// Title, publisher and date of a source; the address apart.
pub(super) fn footnote(dataset: &Dataset, source: u32) -> Footnote {
    let cell = dataset.source_cells(source);
    let id = dataset.source_id(source);
    let url = match cell(Field::Url) {
        url if url.is_empty() && is_address(id) => id.to_string(),
        url => url.into_owned(),
    };
    let title = if cell(Field::Title).is_empty() { id.into() } else { cell(Field::Title) };
    let published =
        dataset.sources[source as usize].published.map(|_| words(&cell(Field::Published)));
    let parts = [title, cell(Field::Publisher), published.unwrap_or_default().into()];
    let parts: Vec<Cow<str>> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Footnote { text: parts.join(", "), url }
}
