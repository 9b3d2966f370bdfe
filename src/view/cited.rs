//! What a source is called where it is cited, and in its footnote.
//!
//! Invariant: a source without a title or publisher is called by its id, so that none is nameless.

use std::borrow::Cow;

use crate::model::date::words;
use crate::model::{Citation, Dataset, Field, Text};
use crate::view::report::{Footnote, Value};

fn text(value: impl Into<String>) -> Value {
    Value::Text(value.into())
}

/// `Reuters, 12 February 2025 (p. 3)`; the title where there is no publisher, else the id.
pub(super) fn source_words(dataset: &Dataset, citation: &Citation) -> String {
    let cells = dataset.source_cells(citation.source);
    let cell = |field| cells(field);
    let names =
        [cell(Field::Publisher), cell(Field::Title), dataset.source_id(citation.source).into()];
    let mut said = names.into_iter().find(|name| !name.is_empty()).unwrap_or_default().into_owned();
    if dataset.sources[citation.source as usize].published.is_some() {
        said.push_str(&format!(", {}", words(&cell(Field::Published))));
    }
    if let Some(locator) = locator(dataset, citation.locator) {
        said.push_str(&format!(" ({locator})"));
    }
    said
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
    for (name, field) in columns {
        fields.push((name, text(dataset.source_cell(citation.source, field))));
    }
    fields.push(("locator", text(locator(dataset, citation.locator).unwrap_or_default())));
    Value::Fields(fields)
}

/// Title, publisher and date of a source; the address apart.
pub(super) fn footnote(dataset: &Dataset, source: u32) -> Footnote {
    let cell = |field| dataset.source_cell(source, field);
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
