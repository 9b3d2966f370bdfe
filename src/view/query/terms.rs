//! One argument to a term: `not:` in front, a field up to the first `:`, a value.
//!
//! Double quotes around a value, or around the whole of a bare word, are taken off and make
//! everything between them text: `'"12:30"'`, `place:"red square"`.
//!
//! Invariant: a word with a colon that is no field is never searched for in silence.

use super::fields::{FIELDS, QueryField, TEXT};
use crate::check::{did_you_mean, near};
use crate::error::Error;
use crate::model::cells::trim;

/// A term, its value not yet looked up.
#[derive(Debug)]
pub(super) struct Term {
    /// Whether it is turned round.
    pub(super) negated: bool,
    /// What it asks about.
    pub(super) field: &'static QueryField,
    /// What is asked for.
    pub(super) value: String,
}

/// Takes a term apart.
pub(super) fn split(written: &str) -> Result<Term, Error> {
    let mut rest = trim(written);
    let mut negated = false;
    while let Some(inner) = without_prefix(rest, "not:") {
        negated = !negated;
        rest = trim(inner);
    }
    let (field, value) = match unquoted(rest) {
        Some(text) => (TEXT, text),
        None => match rest.split_once(':') {
            None => (TEXT, rest),
            Some((name, value)) => (field(name, value, rest)?, trim(value)),
        },
    };
    let value = trim(unquoted(value).unwrap_or(value));
    if value.is_empty() {
        return Err(empty(written, field));
    }
    Ok(Term { negated, field, value: value.to_string() })
}

fn without_prefix<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let start = text.get(..prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

/// The text between double quotes, if the whole stands in them.
fn unquoted(text: &str) -> Option<&str> {
    text.strip_prefix('"')?.strip_suffix('"')
}

fn field(name: &str, value: &str, term: &str) -> Result<&'static QueryField, Error> {
    if let Some(field) = FIELDS.iter().find(|f| f.name.eq_ignore_ascii_case(name)) {
        return Ok(field);
    }
    let quoted = format!(
        "to search for the text, put it in double quotes, and those in single ones: '\"{term}\"'"
    );
    if value.starts_with("//") {
        let source = format!("for events with this source: source:{term}");
        return Err(Error::Query {
            message: format!("`{term}` looks like an address; {source}; {quoted}"),
        });
    }
    let known: Vec<&str> = FIELDS.iter().map(|f| f.name).collect();
    let meant = did_you_mean(&near(name, known.iter().copied()));
    let meant = meant.map_or("; the".to_string(), |meant| format!("; {meant} The"));
    let known = known.join(", ");
    let message = format!(
        "unknown field `{name}` in `{term}`{meant} fields are {known}, and not: before any term; {quoted}"
    );
    Err(Error::Query { message })
}

fn empty(written: &str, field: &QueryField) -> Error {
    let what = if trim(written).is_empty() {
        "a term of the query is empty".to_string()
    } else {
        format!("nothing stands after the colon or between the quotes of `{written}`")
    };
    let undated = match field.group() {
        "date" => "; events without a date are not:date:..",
        _ => "",
    };
    Error::Query { message: format!("{what}; a term is like {}{undated}", field.examples[0]) }
}
