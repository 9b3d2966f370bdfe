//! Ties and participations as tables.
//!
//! | table | columns |
//! |---|---|
//! | ties | `a,b,count,unconfirmed,in_person,remote,first,last,events`, with a < b |
//! | participations | `event,actor,role,part` |
//!
//! `first` and `last` are days: the earliest and the latest that any contact of the tie, confirmed
//! or not, may have been; where one of them has a date without that bound (`[..2020]`, `2020/..`) the
//! cell is blank; events without a date, or of a year of which no digit is known, are passed over.
//! `in_person` and `remote` together are `count` and `unconfirmed` together.
//!
//! A reader is told names, and behind one that several of them have the id; of events title and id.
//!
//! Invariant: rows ascend by ids, participations by event and then as the cell has them.

use crate::model::vocabulary::part_of_role;
use crate::model::{Dataset, Field, Part as Role};
use crate::view::gatherings::{Basis, Gatherings};
use crate::view::namesakes::Namesakes;
use crate::view::report::{Cell, Column, Layout, Part, Record, Report, Section, Value};
use crate::view::ties::{self, Limit, Tie};
use crate::view::{Selection, pairs};

/// Where the first day of a tie stands, and behind it the last one.
const FIRST: usize = 6;

/// The ties of selected events, one row each.
pub fn ties(dataset: &Dataset, selection: &Selection, basis: Basis) -> Report {
    Ties::of(dataset, selection, basis).report()
}

/// A table of ties that are counted while they are told, so that they need never all be in memory.
#[derive(Clone, Debug)]
pub struct Ties<'d> {
    /// All but the records.
    pub frame: Report,
    /// Whether cells that a spreadsheet would run are to be guarded.
    pub guard: bool,
    dataset: &'d Dataset,
    gatherings: Gatherings,
}

impl<'d> Ties<'d> {
    /// The ties of selected events.
    pub fn of(dataset: &'d Dataset, selection: &Selection, basis: Basis) -> Ties<'d> {
        let gatherings = Gatherings::find(dataset, selection, basis);
        let columns =
            ["a", "b", "count", "unconfirmed", "in_person", "remote", "first", "last", "events"];
        let title = match basis {
            Basis::Met => "Ties: who met or called whom",
            Basis::Together => "Ties: who is named together",
        };
        let frame = table(title, selection, &columns, Vec::new());
        Ties { frame, guard: false, dataset, gatherings }
    }

    /// The ties, ascending by (a, b).
    fn ties(&self) -> impl Iterator<Item = Tie> {
        let parts = pairs::in_passing(&self.gatherings);
        parts.flat_map(|pairs| ties::gather(&self.gatherings, &pairs))
    }

    /// One record after the other, for a program: without names, and without the dates in words, for which a
    /// row is read that may be as long as its event is large.
    pub fn records(&self) -> impl Iterator<Item = Record> {
        self.ties().map(|own| tie(self.dataset, &own))
    }

    /// With all its records, for a reader, too: with names, and dates in words.
    pub fn report(&self) -> Report {
        let actors = (0..self.gatherings.actors()).filter(|a| self.gatherings.busy(*a) > 0);
        let alike = Namesakes::of(self.dataset, actors);
        let named = |own: Tie| {
            let mut record = tie(self.dataset, &own);
            for (actor, cell) in [own.tally.a, own.tally.b].into_iter().zip(&mut record.cells) {
                cell.words = alike.name(self.dataset, actor).into_owned();
            }
            let limits = [own.tally.first(), own.tally.last()];
            for (limit, cell) in limits.into_iter().zip(&mut record.cells[FIRST..]) {
                cell.words = limit.map(|limit| limit.words(self.dataset)).unwrap_or_default();
            }
            record
        };
        let records = self.ties().map(named).collect();
        let sections = vec![Section { records, ..Section::default() }];
        Report { sections, ..self.frame.clone() }
    }
}

/// Who stands in which selected event, in which role, and what that means for ties.
pub fn participations(dataset: &Dataset, selection: &Selection) -> Report {
    let mut records = Vec::new();
    let alike = Namesakes::in_events(dataset, &selection.events);
    for event in selection.events.iter().copied() {
        // Of a wide row once, and not for each.
        let title = dataset.event_cell(event, Field::Title);
        let id = dataset.event_id(event);
        let words = match dataset.events[event as usize].written_id {
            true => format!("{title} ({id})"),
            false => title.into_owned(),
        };
        for participation in dataset.participations_of(event) {
            let role = dataset.role(*participation);
            let part = part_of_role(role);
            records.push(Record {
                cells: vec![
                    titled(id, &words),
                    titled(
                        dataset.actor_id(participation.actor),
                        &alike.name(dataset, participation.actor),
                    ),
                    Cell::text(role),
                    Cell { words: part.words().to_string(), ..Cell::text(word(part)) },
                ],
            });
        }
    }
    table("Participations", selection, &["event", "actor", "role", "part"], records)
}

fn table(
    title: &str,
    selection: &Selection,
    columns: &[&'static str],
    records: Vec<Record>,
) -> Report {
    let columns = columns.iter().map(|name| Column { name: (*name).into(), part: Part::Data });
    Report {
        title: title.to_string(),
        subtitle: selection.words.clone(),
        columns: columns.collect(),
        layout: Layout::Grid,
        sections: vec![Section { records, ..Section::default() }],
        ..Report::default()
    }
}

fn tie(dataset: &Dataset, tie: &Tie) -> Record {
    let tally = &tie.tally;
    let number = |n: u32| Cell::number(u64::from(n));
    Record {
        cells: vec![
            Cell::text(dataset.actor_id(tally.a)),
            Cell::text(dataset.actor_id(tally.b)),
            number(tally.count),
            number(tally.unconfirmed),
            number(tally.in_person),
            number(tally.remote),
            limit(tally.first()),
            limit(tally.last()),
            events(dataset, &tie.events),
        ],
    }
}

/// An id to a machine, words to a reader.
fn titled(id: &str, words: &str) -> Cell {
    Cell { words: words.to_string(), ..Cell::text(id) }
}

/// A day.
fn limit(limit: Option<Limit>) -> Cell {
    match limit {
        Some(limit) => Cell::text(limit.iso()),
        None => Cell { value: Some(Value::Null), ..Cell::default() },
    }
}

fn events(dataset: &Dataset, events: &[u32]) -> Cell {
    let ids: Vec<&str> = events.iter().map(|e| dataset.event_id(*e)).collect();
    let list = ids.iter().map(|id| Value::Text((*id).to_string())).collect();
    Cell { value: Some(Value::List(list)), ..Cell::text(ids.join(";")) }
}

/// A part in a word for machines.
fn word(part: Role) -> &'static str {
    match part {
        Role::TakesPart => "takes-part",
        Role::ByPhone => "by-phone",
        Role::Absent => "absent",
        Role::Reports => "reports",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(report: &Report) -> Vec<String> {
        let row = |r: &Record| r.cells.iter().map(|c| c.raw.as_str()).collect::<Vec<_>>().join(",");
        report.records().map(row).collect()
    }

    #[test]
    fn a_tie_has_its_days_and_events_and_a_participation_its_part() {
        let folder = crate::read::texts(&[(
            "events.csv",
            "id,date,title,type,actors,status\n\
             e1,[..2025-02-07],A,call,ben;anna,alleged\n\
             e2,2025-03,B,meeting,anna:host;ben:by-phone;cleo:subject,\n",
        )]);
        let data = crate::check::dataset(folder).dataset;
        let all = Selection::all(&data);
        let ties = ties(&data, &all, Basis::Met);
        assert_eq!(rows(&ties), ["anna,ben,1,1,0,2,,2025-03-31,e1;e2"]);
        assert_eq!(
            rows(&participations(&data, &all)),
            [
                "e1,ben,,takes-part",
                "e1,anna,,takes-part",
                "e2,anna,host,takes-part",
                "e2,ben,by-phone,by-phone",
                "e2,cleo,subject,absent"
            ]
        );
    }

    #[test]
    fn a_tie_has_no_first_day_if_one_of_its_events_may_have_been_at_any_time_before() {
        for (one, other, days) in [
            ("[..2020-06-01]", "2024-03", ",2024-03-31"),
            ("2023", "[2024-05..]", "2023-01-01,"),
            ("[..2020]", "[2024..]", ","),
            ("../2020", "2024-05/..", ","),
            ("/2020", "2020/", ","),
            ("2020/", "2024", "2020-01-01,"),
            ("2024-05", "", "2024-05-01,2024-05-31"),
            ("2024-05", "XXXX-12-25", "2024-05-01,2024-05-31"),
            ("XXXX", "XXXX-12-25", ","),
            ("2023", "2024-05", "2023-01-01,2024-05-31"),
        ] {
            let text =
                format!("id,date,title,type,actors\ne1,{one},A,call,a;b\ne2,{other},B,call,a;b\n");
            let data = crate::check::dataset(crate::read::texts(&[("events.csv", &text)])).dataset;
            let ties = ties(&data, &Selection::all(&data), Basis::Met);
            assert_eq!(rows(&ties), [format!("a,b,2,0,0,2,{days},e1;e2")], "{one} {other}");
        }
    }
}
