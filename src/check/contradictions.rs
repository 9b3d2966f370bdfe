//! Dates and links that cannot all be true, as findings that name every one of them.
//!
//! Invariant: each place of a finding is needed for the contradiction; without assumptions it is an
//! error, with some a warning that names them.

use crate::check::desk::Desk;
use crate::check::finding::{Code, Finding};
use crate::check::ids::{place_in, place_of};
use crate::model::date::Date;
use crate::model::time::{Contradiction, Statement, against_times, reason};
use crate::model::{Dataset, Field, Place, Relation};

/// Says what contradicts itself in a dataset.
pub(super) fn say(dataset: &Dataset, desk: &mut Desk) {
    for contradiction in against_times(dataset) {
        desk.put(finding(dataset, "", &contradiction));
    }
    let Some(time) = &dataset.time else { return };
    for contradiction in &time.contradictions {
        let conditions = time.conditions(dataset, &contradiction.assumptions);
        let statements = time.told(dataset, contradiction);
        desk.put(finding(
            dataset,
            &conditions,
            &Contradiction { statements, ..contradiction.clone() },
        ));
    }
}

fn finding(dataset: &Dataset, conditions: &str, contradiction: &Contradiction) -> Finding {
    let doubtful = !contradiction.assumptions.is_empty();
    let code = match (doubtful, contradiction.is_loop) {
        (true, _) => Code::DoubtfulContradiction,
        (false, true) => Code::RelationLoop,
        (false, false) => Code::Contradiction,
    };
    let mut places: Vec<(Place, &str)> = Vec::new();
    for statement in &contradiction.statements {
        places.extend(self::places(dataset, *statement));
    }
    places.sort_by_key(|(place, _)| (place.file, place.line, place.column));
    places.dedup();
    let message = if contradiction.is_loop {
        format!("these links run in a circle: {}", circle(dataset, contradiction))
            + &days(dataset, contradiction)
    } else {
        format!("these cannot all be true: {}", reason(dataset, &contradiction.statements))
    };
    let help = match (doubtful, contradiction.is_loop) {
        (true, _) => format!("it is one only {conditions}; that alone is not used"),
        (false, true) if is_by_seq(contradiction) => "take one of them out, or change a date; until then none of these links is used".to_string(),
        (false, true) => "take one of them out; none of them is used until then".to_string(),
        (false, false) if takes_mark(dataset, contradiction) => "change any one of them; a date or link that is marked as uncertain makes this a warning; until then none of them is used".to_string(),
        (false, false) => "change any one of them; until then none of them is used".to_string(),
    };
    let lasted = lasted(dataset, contradiction);
    let help = match lasted.is_empty() {
        true => help,
        false if !doubtful && is_of_parts(dataset, contradiction) => {
            format!("{}; else {help}", lasted.join("; "))
        }
        false => format!("{help}; {}", lasted.join("; ")),
    };
    let mut places = places.into_iter();
    let first = places.next().map_or(Place::file(0), |(place, _)| place);
    places
        .fold(Finding::new(code, first, message).help(help), |f, (place, what)| f.and(place, what))
}

/// Whether a mark of doubt can stand at any of the statements; a time and a `seq` take none.
fn takes_mark(dataset: &Dataset, contradiction: &Contradiction) -> bool {
    contradiction.statements.iter().any(|statement| match statement {
        Statement::Date(event) | Statement::Once(event) => {
            dataset.events[*event as usize].date.is_some_and(|date| !date.has_time())
        }
        Statement::Link(_) => true,
        Statement::Seq(..) => false,
    })
}

/// Whether a `seq` is among the statements.
fn is_by_seq(contradiction: &Contradiction) -> bool {
    contradiction.statements.iter().any(|statement| matches!(statement, Statement::Seq(..)))
}

/// Whether all links are those of parts to their wholes: then what speaks against one day of a whole is
/// that its parts are on several, and most likely it lasted.
fn is_of_parts(dataset: &Dataset, contradiction: &Contradiction) -> bool {
    contradiction.statements.iter().all(|statement| match statement {
        Statement::Date(_) | Statement::Once(_) => true,
        Statement::Link(number) => {
            let relation = dataset.links[*number as usize].relation;
            matches!(relation, Relation::PartOf | Relation::During)
        }
        Statement::Seq(..) => false,
    })
}

/// What to write of an event that was taken to be at one time, if it was not: the same date at both ends,
/// so that no day is said that nobody knows. A range of dates has no such form.
fn lasted(dataset: &Dataset, contradiction: &Contradiction) -> Vec<String> {
    let said = contradiction.statements.iter().filter_map(|statement| match statement {
        Statement::Once(event) => {
            let (id, written) = (dataset.event_id(*event), dataset.event_cell(*event, Field::Date));
            let twice = format!("{written}/{written}");
            Some(match Date::parse(&twice) {
                Ok(_) => format!("if {id} lasted, write so: `{twice}`"),
                Err(_) => format!(
                    "if {id} lasted, write when it began and when it ended, with `/` between"
                ),
            })
        }
        Statement::Date(event) => went_on(dataset, contradiction, *event),
        _ => None,
    });
    said.collect()
}

/// What to write of an event that is dated to a time, if parts of it on that day show that it went on.
fn went_on(dataset: &Dataset, contradiction: &Contradiction, event: u32) -> Option<String> {
    let date = dataset.events[event as usize].date?;
    let day = |event: u32| {
        let written = dataset.event_cell(event, Field::Date);
        written.split('T').next().map(str::to_string)
    };
    let is_whole = |statement: &Statement| match statement {
        Statement::Link(number) => {
            let link = &dataset.links[*number as usize];
            link.other == event && link.relation.is_within()
        }
        _ => false,
    };
    let is_of_day = |statement: &Statement| match statement {
        Statement::Date(other) | Statement::Once(other) => day(*other) == day(event),
        _ => true,
    };
    let statements = &contradiction.statements;
    let is_time = date.has_time() && !date.is_lasting();
    let is_one = is_time && statements.iter().any(is_whole) && statements.iter().all(is_of_day);
    let (id, day) = (dataset.event_id(event), day(event).filter(|_| is_one)?);
    Some(format!(
        "if {id} lasted, write when it began and when it ended, with `/` between, or its day alone: `{day}`"
    ))
}

/// The dates for which a circle has `seq` among its links: `; a is dated 3 May 2024 and b is dated ...`.
fn days(dataset: &Dataset, contradiction: &Contradiction) -> String {
    let by_seq = contradiction.statements.iter().flat_map(|statement| match statement {
        Statement::Seq(before, after) => vec![Statement::Date(*before), Statement::Date(*after)],
        _ => Vec::new(),
    });
    let mut dates: Vec<Statement> = by_seq.collect();
    dates.sort_unstable();
    dates.dedup();
    if dates.is_empty() { String::new() } else { format!("; {}", reason(dataset, &dates)) }
}

/// `e001 comes after e003, which comes after e002, which comes after e001`.
fn circle(dataset: &Dataset, contradiction: &Contradiction) -> String {
    let said = |statement: &Statement| match statement {
        Statement::Date(_) | Statement::Once(_) => None,
        Statement::Seq(before, after) => Some((*after, "comes by `seq` after", *before)),
        Statement::Link(number) => Some(match &dataset.links[*number as usize] {
            l if l.relation == Relation::Before => (l.other, Relation::After.words(), l.event),
            link => (link.event, link.relation.words(), link.other),
        }),
    };
    let links: Vec<(u32, &str, u32)> = contradiction.statements.iter().filter_map(said).collect();
    let Some((first, _, second)) = links.first().copied() else { return String::new() };
    let mut links = links;
    let mut at = first;
    if !is_walk(&links, first) && is_walk(&links, second) {
        at = second;
        if links.len() == 2 {
            links.swap(0, 1);
            at = first;
        }
    }
    let mut words = dataset.event_id(at).to_string();
    for (n, (event, relation, other)) in links.into_iter().enumerate() {
        // A whole is met from without as well: it contains its part.
        let (relation, next) = if at == event { (relation, other) } else { ("contains", event) };
        let which = if n > 0 { ", which" } else { "" };
        words.push_str(&format!("{which} {relation} {}", dataset.event_id(next)));
        at = next;
    }
    words
}

/// Whether links lead from an event back to it, each from its event, but a whole from without as well.
fn is_walk(links: &[(u32, &str, u32)], start: u32) -> bool {
    let mut at = start;
    for (event, relation, other) in links {
        let is_whole =
            Relation::PartOf.words() == *relation || Relation::During.words() == *relation;
        at = match () {
            () if at == *event => *other,
            () if at == *other && is_whole => *event,
            () => return false,
        };
    }
    at == start
}

fn places(dataset: &Dataset, statement: Statement) -> Vec<(Place, &'static str)> {
    let cell =
        |event: u32, field| place_of(&dataset.files, dataset.events[event as usize].row, field);
    match statement {
        Statement::Date(event) | Statement::Once(event) => {
            vec![(cell(event, Field::Date), "a date")]
        }
        Statement::Link(number) => {
            let link = &dataset.links[number as usize];
            vec![(place_in(&dataset.files, link.row, link.text), "a link")]
        }
        Statement::Seq(before, after) => {
            let each = |event| {
                [
                    (cell(event, Field::Date), "a date"),
                    (cell(event, Field::Seq), "a place in the day"),
                ]
            };
            [each(before), each(after)].concat()
        }
    }
}
