//! The fields of a query, one row each: parser, help, documentation and error texts walk this table.
//!
//! Invariant: the sole list of fields; a new one is one row and one function here.

use super::condition::Test;
use super::dates::{self, Span};
use super::fold::{fold, holds, same};
use super::names;
use crate::check::did_you_mean;
use crate::error::Error;
use crate::model::vocabulary::{PARTICIPANT, ROLES, Status, TYPES, event_type};
use crate::model::{Dataset, Field};

/// A field of a query.
pub struct QueryField {
    /// What stands before the colon.
    pub name: &'static str,
    /// Terms with it, quoted where a shell would touch them.
    pub examples: &'static [&'static str],
    /// One line for help and documentation.
    pub about: &'static str,
    /// What it is called in a title; blank where the value says it.
    pub(super) label: &'static str,
    /// Whether terms of this field are alternatives.
    pub(super) either: bool,
    /// Looks a value up; gives the test and the value in words.
    pub(super) parse: Parse,
}

/// Looks a value up.
type Parse = fn(&str, &Context) -> Result<(Test, String), Error>;

impl std::fmt::Debug for QueryField {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(out, "QueryField({})", self.name)
    }
}

impl QueryField {
    /// The field without the mark of certainty: `date` for `date!`.
    pub(super) fn group(&self) -> &'static str {
        self.name.trim_end_matches('!')
    }
}

/// What values are looked up in.
pub(super) struct Context<'d> {
    /// The dataset.
    pub(super) dataset: &'d Dataset,
    /// Whether dates mean *certainly*.
    pub(super) certain: bool,
    /// The range of all `from:` and `to:` together.
    pub(super) asked: Span,
}

const fn field(
    name: &'static str,
    label: &'static str,
    (examples, about): (&'static [&'static str], &'static str),
    parse: Parse,
) -> QueryField {
    QueryField { name, examples, about, label, either: true, parse }
}

/// The field of a word without one.
pub(super) const TEXT: &QueryField = &QueryField {
    name: "text",
    examples: &["ceasefire", "'prisoner swap'", "text:12:30"],
    about: "a word or phrase without a field: part of title, summary, place, or a name of an actor; several must all be found",
    label: "",
    either: false,
    parse: text,
};

/// Every field, in the order of the documentation.
pub const FIELDS: &[&QueryField] = &[
    &field(
        "actor",
        "actor",
        (
            &["actor:putin", "actor:trump+putin", "actor:putin:host"],
            "id, name or alias, whole, of anybody in the actors column; with + both in one event; with a role in that role",
        ),
        actor,
    ),
    &field(
        "type",
        "type",
        (
            &["type:call", "type:contact"],
            "type of event; contact is every contact type, (none) no type",
        ),
        kind,
    ),
    &field("status", "status", (&["status:confirmed"], "status; a blank one is reported"), status),
    &field(
        "source",
        "source",
        (&["source:reuters"], "id or address of a source, else a part of its publisher or title"),
        source,
    ),
    &field("place", "place", (&["place:moscow"], "part of the place"), place),
    &field("tag", "tag", (&["tag:origin"], "one of the tags, whole"), tag),
    &field(
        "role",
        "role",
        (&["role:mediator"], "somebody has this role; no role is participant"),
        role,
    ),
    &field(
        "country",
        "country",
        (
            &["country:russia", "'country:saudi arabia'"],
            "country, whole, of somebody in the actors column",
        ),
        country,
    ),
    &field("id", "event", (&["id:e018"], "id of an event"), id),
    &field(
        "date",
        "",
        (
            &["date:2025-02", "date:2025-02..2025-05", "date:..2025", "'date:[..2025-02-07]'"],
            "may have taken place within a day, month, year, range or any EDTF; with --certain, all of it lies within",
        ),
        date,
    ),
    &field(
        "date!",
        "",
        (&["'date!:2025-02'"], "the same as date: with --certain, for this term alone"),
        certain_date,
    ),
    &field("from", "", (&["from:2025-02-12"], "may have taken place on or after"), from),
    &field("to", "", (&["to:2025-05"], "may have taken place on or before the last day of"), to),
    TEXT,
];

fn error(message: String) -> Error {
    Error::Query { message }
}

/// An unknown value: with near misses, else with what helps.
fn unknown<'w>(
    what: &str,
    value: &str,
    known: impl Iterator<Item = &'w str> + Clone,
    help: &str,
) -> Error {
    let meant = did_you_mean(&names::meant(value, known));
    let help = meant.unwrap_or_else(|| help.to_string());
    let message = format!("unknown {what} `{value}`; {help}");
    Error::Unknown { word: value.to_string(), message }
}

fn actor(value: &str, context: &Context) -> Result<(Test, String), Error> {
    let dataset = context.dataset;
    let (mut all, mut words) = (Vec::new(), Vec::new());
    let mut rest = Some(value);
    while let Some(text) = rest {
        let (part, behind) = next_actor(text, dataset);
        if part.trim().is_empty() {
            return Err(error(format!("an actor is missing beside the `+` of `{value}`")));
        }
        let (actor, said) = one_actor(part.trim(), dataset)?;
        all.push(actor);
        words.push(said);
        rest = behind;
    }
    Ok((Test::Together(all), words.join(" with ")))
}

/// The first of actors with a `+` between them, and the others: as much of the text as names one, for a name
/// may hold a `+`.
fn next_actor<'t>(text: &'t str, dataset: &Dataset) -> (&'t str, Option<&'t str>) {
    let names_one =
        |text: &str| !text.trim().is_empty() && !names::actors(dataset, text.trim()).is_empty();
    let is_in_role = |(head, role): (&str, &str)| !role.contains('+') && names_one(head);
    let is_one = |part: &str| names_one(part) || part.rsplit_once(':').is_some_and(is_in_role);
    let parted = text.rmatch_indices('+').map(|(at, _)| (&text[..at], Some(&text[at + 1..])));
    let first = text.split_once('+').map_or((text, None), |(part, rest)| (part, Some(rest)));
    [(text, None)].into_iter().chain(parted).find(|(part, _)| is_one(part)).unwrap_or(first)
}

type InRole = (u32, Option<Vec<bool>>);

/// An actor, tried whole before it is split at its last `:`, as in the actors column.
fn one_actor(text: &str, dataset: &Dataset) -> Result<(InRole, String), Error> {
    if let Some(actor) = the_actor(text, dataset)? {
        return Ok(((actor, None), dataset.actor_name(actor).into_owned()));
    }
    if let Some((head, word)) = text.rsplit_once(':')
        && let Some(actor) = the_actor(head.trim(), dataset)?
    {
        let word = word.trim();
        if word.is_empty() {
            return Err(error(format!("a role is missing after the `:` of `{text}`")));
        }
        let words = format!("{} ({word})", dataset.actor_name(actor));
        return Ok(((actor, Some(roles(word, dataset)?)), words));
    }
    if text.rsplit_once(':').is_some_and(|(head, _)| head.trim().is_empty()) {
        return Err(error(format!("an actor is missing before the `:` of `{text}`")));
    }
    Err(unknown_actor(text, dataset))
}

/// The one actor that a word names by id, name or alias.
///
/// # Errors
/// When it names none, or several.
pub fn actor_of(dataset: &Dataset, word: &str) -> Result<u32, Error> {
    the_actor(word, dataset)?.ok_or_else(|| unknown_actor(word, dataset))
}

fn unknown_actor(text: &str, dataset: &Dataset) -> Error {
    let known = names::actor_words(dataset);
    let mut help = "`annals list actors` shows them".to_string();
    if text.contains(' ') && text.contains(':') {
        help.push_str("; each term is an argument of its own");
    }
    unknown("actor", text, known.iter().map(String::as_str), &help)
}

fn the_actor(text: &str, dataset: &Dataset) -> Result<Option<u32>, Error> {
    match names::actors(dataset, text).as_slice() {
        [] => Ok(None),
        [actor] => Ok(Some(*actor)),
        several => {
            let ids = names::ids(dataset, several).join("`, `");
            Err(error(format!(
                "`{text}` is a name of several actors: `{ids}`; refer to one by its id"
            )))
        }
    }
}

fn kind(value: &str, context: &Context) -> Result<(Test, String), Error> {
    let word = fold(value);
    let types = &context.dataset.types;
    let is_contact = |name: &str| word == "contact" && event_type(name).is_some_and(|t| t.contact);
    let is_none = |name: &str| word == names::NO_TYPE && name.is_empty();
    let wanted = types.iter().map(|t| same(t, &word) || is_contact(t) || is_none(t)).collect();
    let known = || TYPES.iter().map(|t| t.name).chain(types.iter().map(String::as_str));
    if ![names::NO_TYPE, "contact"].contains(&word.as_ref()) && !known().any(|t| same(t, &word)) {
        return Err(unknown(
            "type",
            value,
            known(),
            "`annals list types` shows them; type:contact is every contact",
        ));
    }
    Ok((Test::Types(wanted), word))
}

fn status(value: &str, context: &Context) -> Result<(Test, String), Error> {
    let word = fold(value);
    let status = Status::of(&word);
    let test = Test::Status(status, word.clone());
    if status != Status::Unknown {
        return Ok((test, word));
    }
    let others = names::other_statuses(context.dataset);
    if others.iter().any(|other| same(other, &word)) {
        return Ok((test, word));
    }
    let known: Vec<&str> = Status::WRITTEN.iter().map(|(name, _)| *name).collect();
    let all = known.iter().copied().chain(others.iter().map(String::as_str));
    let meant = did_you_mean(&names::meant(value, all));
    let meant = meant.map_or("; the".to_string(), |meant| format!("; {meant} The"));
    let list = known.join(", ");
    Err(error(format!("unknown status `{value}`{meant} words are {list}")))
}

fn source(value: &str, context: &Context) -> Result<(Test, String), Error> {
    let dataset = context.dataset;
    let found = names::sources(dataset, value);
    if found.is_empty() {
        let ids = (0..dataset.sources.len() as u32).map(|s| dataset.source_id(s));
        return Err(unknown("source", value, ids, "`annals list sources` shows them"));
    }
    Ok((Test::Sources(marked(dataset.sources.len(), found.into_iter())), value.to_string()))
}

fn place(value: &str, _: &Context) -> Result<(Test, String), Error> {
    Ok((Test::Place(fold(value)), value.to_string()))
}

fn tag(value: &str, _: &Context) -> Result<(Test, String), Error> {
    Ok((Test::Tag(fold(value)), value.to_string()))
}

fn role(value: &str, context: &Context) -> Result<(Test, String), Error> {
    Ok((Test::Roles(roles(value, context.dataset)?), fold(value)))
}

fn roles(value: &str, dataset: &Dataset) -> Result<Vec<bool>, Error> {
    let word = fold(value);
    let known = || ROLES.iter().map(|r| r.name).chain(dataset.roles.iter().map(String::as_str));
    if word.is_empty() || !known().any(|r| same(r, &word)) {
        return Err(unknown("role", value, known(), "`annals list roles` shows them"));
    }
    // No role says the same as this one.
    let is_blank_meant = word == PARTICIPANT;
    Ok(dataset.roles.iter().map(|r| same(r, &word) || is_blank_meant && r.is_empty()).collect())
}

fn country(value: &str, context: &Context) -> Result<(Test, String), Error> {
    let (dataset, word) = (context.dataset, fold(value));
    let all = 0..dataset.actors.len() as u32;
    let countries: Vec<_> = all.map(|a| dataset.actor_cell(a, Field::Country)).collect();
    let wanted: Vec<bool> = countries.iter().map(|c| same(c, &word)).collect();
    if !wanted.contains(&true) {
        let known = countries.iter().map(|c| c.as_ref()).filter(|c| !c.is_empty());
        return Err(unknown("country", value, known, "`annals list countries` shows them"));
    }
    Ok((Test::Actors(wanted), value.to_string()))
}

fn id(value: &str, context: &Context) -> Result<(Test, String), Error> {
    let dataset = context.dataset;
    let word = value.strip_prefix("events/").unwrap_or(value);
    let ids = || (0..dataset.events.len() as u32).map(|e| dataset.event_id(e));
    let folded = fold(word);
    let cased = || ids().position(|id| same(id, &folded)).map(|n| n as u32);
    match dataset.find_event(word).or_else(cased) {
        Some(event) => Ok((Test::Event(event), dataset.event_id(event).to_string())),
        None => Err(unknown("event", value, ids(), "id: takes the id of an event")),
    }
}

fn date(value: &str, context: &Context) -> Result<(Test, String), Error> {
    Ok(within(dates::range(value)?, context.certain))
}

fn certain_date(value: &str, _: &Context) -> Result<(Test, String), Error> {
    Ok(within(dates::range(value)?, true))
}

fn from(value: &str, context: &Context) -> Result<(Test, String), Error> {
    Ok(within(dates::from(value, context.asked)?, context.certain))
}

fn to(value: &str, context: &Context) -> Result<(Test, String), Error> {
    Ok(within(dates::to(value, context.asked)?, context.certain))
}

fn within((span, words): (Span, String), certain: bool) -> (Test, String) {
    match certain {
        true => (Test::Certainly(span), format!("certainly {words}")),
        false => (Test::Possibly(span), words),
    }
}

fn text(value: &str, context: &Context) -> Result<(Test, String), Error> {
    let (dataset, part) = (context.dataset, fold(value));
    let named = |actor| names::names(dataset, actor, |name| holds(name, &part));
    let actors: Vec<bool> = (0..dataset.actors.len() as u32).map(named).collect();
    Ok((Test::Text(part, actors), format!("\"{value}\"")))
}

/// Which of `count` numbers are among these.
fn marked(count: usize, numbers: impl Iterator<Item = u32>) -> Vec<bool> {
    let mut marked = vec![false; count];
    for number in numbers {
        marked[number as usize] = true;
    }
    marked
}
