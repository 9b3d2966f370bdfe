//! Which events come before, after, or on the same day as another, and why.
//!
//! Invariant: what rests on an assumption says so, and what one speaks against; what is not known is
//! called undecided, with what would decide it.

use crate::error::Error;
use crate::model::date::{Date, words};
use crate::model::time::{Answer, Footing, Limits, Order, Side, Statement, is_far, reason};
use crate::model::{Dataset, Field};
use crate::view::bounds::stated;
use crate::view::chronology::{Options, ordered};
use crate::view::dated::of_event;
use crate::view::report::{Cell, Column, Form, Layout, Part, Record, Section};
use crate::view::show::{Thing, find, unknown_event};
use crate::view::{Report, Selection};

/// The sections of the long answer, in order: of what is certain, and of what hangs on a condition.
const SECTIONS: &[(Order, &str, &str)] = &[
    (Order::After, "Surely before it", "Before it, on a condition"),
    (Order::Within, "It lies within", "It lies within, on a condition"),
    (Order::Contains, "Within it", "Within it, on a condition"),
    (Order::SameDay, "On the same day", "On the same day, on a condition"),
    (Order::Overlaps, "At the same time", "At the same time, on a condition"),
    (Order::Before, "Surely after it", "After it, on a condition"),
    (Order::Undecided, "Undecided", "Undecided, on a condition"),
];

/// Where the condition of a record stands among its cells.
const CONDITION: usize = 3;

/// The event a word means.
///
/// # Errors
/// When it means none, or several.
pub fn event(dataset: &Dataset, word: &str) -> Result<u32, Error> {
    let things = find(dataset, word).map_err(|_| unknown_event(dataset, word))?;
    let events: Vec<u32> = things
        .iter()
        .filter_map(|thing| match thing {
            Thing::Event(event) => Some(*event),
            _ => None,
        })
        .collect();
    match events.as_slice() {
        [event] => Ok(*event),
        [] => Err(Error::Query { message: format!("`{word}` is no event") }),
        _ => Err(Error::Query { message: format!("`{word}` means several events") }),
    }
}

/// How two events lie to each other, in one sentence, with the reason.
///
/// ```
/// use annals::view::order;
///
/// let events = "id,date,title,after\na,2025-02-07,A,\nb,2025-02,B,a\n";
/// let dataset = annals::check::dataset(annals::read::texts(&[("events.csv", events)])).dataset;
/// let report = order::pair(&dataset, 0, 1);
/// assert_eq!(report.sections[0].records[0].cells[0].words(), "a comes before b");
/// ```
pub fn pair(dataset: &Dataset, event: u32, other: u32) -> Report {
    let (one, two) = (dataset.event_id(event), dataset.event_id(other));
    let mut report = empty(format!("{one} and {two}"));
    report.columns = vec![
        Column::new("order", Part::Headline),
        Column::new("condition", Part::Mark),
        Column::new("because", Part::Detail("Because")),
        Column::new("decides", Part::Detail("Open")),
        Column::new("event", Part::Detail("One")),
        Column::new("other", Part::Detail("Other")),
    ];
    let Some(side) = Side::of(dataset, event, &[other]) else { return report };
    let answer = side.to(dataset, other);
    let sentence = sentence(answer.order, one, two);
    let cells = vec![
        Cell { words: sentence, ..Cell::text(word(answer.order)) },
        Cell::text(side.time().provisos(dataset, &answer.why)),
        Cell::text(reason(dataset, &answer.why)),
        Cell::text(decides(dataset, &side, &answer, (event, other))),
        Cell { words: described(dataset, event), ..Cell::text(one) },
        Cell { words: described(dataset, other), ..Cell::text(two) },
    ];
    report.sections.push(Section {
        depth: 2,
        heading: String::new(),
        records: vec![Record { cells }],
    });
    report
}

/// How all other events lie to one; for a reader without the reasons, which only programs are told.
pub fn all(dataset: &Dataset, event: u32, form: Form) -> Report {
    let id = dataset.event_id(event);
    let mut report = empty(format!("{} ({id})", dataset.event_cell(event, Field::Title)));
    report.columns = vec![
        Column::new("order", Part::Data),
        Column::new("date", Part::Lead),
        Column::new("title", Part::Headline),
        Column::new("condition", Part::Mark),
        Column::new("because", Part::Data),
        Column::new("decides", Part::Data),
        Column::new("id", Part::Id),
    ];
    let mut selection = Selection::all(dataset);
    selection.events.retain(|other| *other != event);
    let Some(side) = Side::of(dataset, event, &selection.events) else { return report };
    let side = if form == Form::Words { side.briefly() } else { side };
    let others = ordered(dataset, &selection, &Options::default());
    let mut answers: Vec<(Order, Record)> = Vec::with_capacity(others.len());
    for other in others {
        let answer = side.to(dataset, other);
        answers.push((answer.order, record((dataset, &side, form), (event, other), &answer)));
    }
    for (order, certain, conditional) in SECTIONS {
        let own = answers.extract_if(.., |(own, _)| own == order).map(|(_, record)| record);
        let (sure, doubtful): (Vec<Record>, Vec<Record>) =
            own.partition(|record| record.cells[CONDITION].raw.is_empty());
        for (heading, records) in [(certain, sure), (conditional, doubtful)] {
            if !records.is_empty() {
                let heading = format!("{heading} ({})", records.len());
                report.sections.push(Section { depth: 2, heading, records });
            }
        }
    }
    report
}

/// `e020: Title, 9 February 2025`.
fn described(dataset: &Dataset, event: u32) -> String {
    let title = dataset.event_cell(event, Field::Title);
    format!("{}: {title}, {}", dataset.event_id(event), of_event(dataset, event))
}

fn record(
    (dataset, side, form): (&Dataset, &Side, Form),
    (event, other): (u32, u32),
    answer: &Answer,
) -> Record {
    let to_programs = |make: &dyn Fn() -> String| match form {
        Form::Words => Cell::default(),
        Form::All | Form::Raw => Cell::text(make()),
    };
    let written = dataset.event_cell(other, Field::Date);
    let cells = vec![
        Cell::text(word(answer.order)),
        Cell { words: of_event(dataset, other), ..Cell::text(written) },
        Cell::text(dataset.event_cell(other, Field::Title)),
        Cell::text(side.time().provisos(dataset, &answer.why)),
        to_programs(&|| reason(dataset, &answer.why)),
        to_programs(&|| decides(dataset, side, answer, (event, other))),
        Cell::text(dataset.event_id(other)),
    ];
    Record { cells }
}

fn empty(title: String) -> Report {
    Report { title, layout: Layout::Entries, ..Report::default() }
}

/// The answer as one word.
fn word(order: Order) -> &'static str {
    match order {
        Order::Before => "before",
        Order::After => "after",
        Order::SameDay => "same day",
        Order::Contains => "contains",
        Order::Within => "within",
        Order::Overlaps => "overlaps",
        Order::Undecided => "undecided",
    }
}

fn sentence(order: Order, one: &str, two: &str) -> String {
    match order {
        Order::Before => format!("{one} comes before {two}"),
        Order::After => format!("{one} comes after {two}"),
        Order::SameDay => {
            format!("{one} and {two} are on the same day; which comes first is not known")
        }
        Order::Contains => format!("{two} lies within {one}"),
        Order::Within => format!("{one} lies within {two}"),
        Order::Overlaps => format!("{one} and {two} share some time"),
        Order::Undecided => format!("undecided which of {one} and {two} comes first"),
    }
}

/// What would decide an open answer, or why nothing written does.
fn decides(dataset: &Dataset, side: &Side, answer: &Answer, pair: (u32, u32)) -> String {
    if !matches!(answer.order, Order::SameDay | Order::Undecided) {
        return String::new();
    }
    let events = [pair.0, pair.1];
    let left_out = side.time().left_out(dataset, pair);
    let is_left_out = |event: &u32| left_out.contains(&Statement::Date(*event));
    let (far, near): (Vec<u32>, Vec<u32>) = events
        .into_iter()
        .filter(|event| !is_left_out(event))
        .partition(|event| dataset.events[*event as usize].date.is_some_and(|date| is_far(&date)));
    let open: Vec<String> =
        near.iter().filter_map(|event| missing((dataset, side), answer.order, *event)).collect();
    let mut said = sets(dataset, &near);
    if !open.is_empty() {
        said.push(format!("known if {} were", open.join(" and ")));
    }
    if !left_out.is_empty() {
        let what: Vec<String> = left_out.iter().map(|s| s.called(dataset)).collect();
        let (first, last) = what.split_at(what.len() - 1);
        let (first, is) = match first {
            [] => (String::new(), "is"),
            several => (several.join(", ") + " and ", "are"),
        };
        let last = last.concat();
        said.push(format!(
            "{first}{last} {is} not used because of a contradiction, which `annals check` shows"
        ));
    }
    if !far.is_empty() {
        said.push("years so far away are not compared".to_string());
    }
    if said.is_empty() {
        said.push(undecided(dataset, pair));
    }
    said.join("; ")
}

/// What is missing of the date of an event.
fn missing((dataset, side): (&Dataset, &Side), order: Order, event: u32) -> Option<String> {
    let id = dataset.event_id(event);
    // What follows to the day is known, whatever the date says.
    let follows = side.time().limits(event, Footing::Certain).is_some_and(|all| knows_days(&all));
    match &dataset.events[event as usize].date {
        _ if order != Order::SameDay && follows => None,
        None => Some(format!("{id}'s date")),
        Some(date) if order == Order::SameDay => (!date.has_time()).then(|| format!("{id}'s hour")),
        Some(_) if is_set(dataset, event) => None,
        Some(date) if knows_days(&stated(Some(date))) => None,
        Some(date) => match (date.first_day(), date.last_day()) {
            (Some(_), Some(_)) if date.is_lasting() => Some(format!("{id}'s days")),
            (Some(_), None) if date.is_lasting() => Some(format!("{id}'s end")),
            (None, Some(_)) if date.is_lasting() => Some(format!("{id}'s start")),
            (None, None) if date.is_lasting() => Some(format!("{id}'s start and end")),
            _ => Some(format!("{id}'s day")),
        },
    }
}

/// Whether the days on which an event began and ended are known.
fn knows_days(limits: &Limits) -> bool {
    let day = |second: Option<i64>| second.map(|second| second.div_euclid(86_400));
    let is_one = |least, most| day(least).is_some() && day(least) == day(most);
    is_one(limits.earliest_start, limits.latest_start)
        && is_one(limits.earliest_end, limits.latest_end)
}

/// Whether the date of an event is a set: it was on each of several days.
fn is_set(dataset: &Dataset, event: u32) -> bool {
    let date = dataset.events[event as usize].date;
    date.is_some() && dataset.event_cell(event, Field::Date).starts_with('{')
}

/// What is said of events that were at each of several times.
fn sets(dataset: &Dataset, events: &[u32]) -> Vec<String> {
    let sets = events.iter().filter(|event| is_set(dataset, **event));
    let said = |event: &u32| {
        let (id, written) = (dataset.event_id(*event), dataset.event_cell(*event, Field::Date));
        format!("{id} was at each of several times ({})", words(&written))
    };
    sets.map(said).collect()
}

/// What would decide between two events of which the days are known.
fn undecided(dataset: &Dataset, (event, other): (u32, u32)) -> String {
    let dates = [event, other].map(|event| (event, dataset.events[event as usize].date));
    let is_zoned = |date: Option<Date>| date.is_some_and(|date| date.is_zoned());
    if is_zoned(dates[0].1) != is_zoned(dates[1].1) {
        return "known if both were told in one time zone".to_string();
    }
    let is_by_days = |date: &Option<Date>| date.is_none_or(|date| !date.has_time());
    let hours = dates.iter().filter(|(_, date)| is_by_days(date));
    let hours: Vec<String> =
        hours.map(|(event, _)| format!("{}'s hour", dataset.event_id(*event))).collect();
    match hours.as_slice() {
        [] => "known if a link or `seq` said so".to_string(),
        hours => format!("known if {} were", hours.join(" and ")),
    }
}
