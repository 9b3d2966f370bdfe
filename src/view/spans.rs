//! The times that events may have taken, as a picture shows them: by event what its date allows, what
//! links leave of it, and what would be left if all that is assumed held.
//!
//! Invariant: rows stand as the chronology has them with the same options; a link is told where both of
//! its events are shown, from the earlier to the later, or from the whole to its part, if it says so.

use crate::model::date::{Bound, Date};
use crate::model::time::{Footing, Limits};
use crate::model::{Dataset, Field, Link, Relation};
use crate::view::Selection;
use crate::view::bounds::stated;
use crate::view::chronology::{Options, ordered, remark};
use crate::view::dated;
use crate::view::headings::is_of_any_year;
use crate::view::status;

/// No more events than this are drawn.
const MOST: usize = 200;

/// Events over time.
#[derive(Clone, Debug, Default)]
pub struct Spans {
    /// Heading.
    pub title: String,
    /// What was selected.
    pub subtitle: String,
    /// Events, in order.
    pub rows: Vec<Row>,
    /// Links between them.
    pub links: Vec<Tie>,
    /// What is left out.
    pub remarks: Vec<String>,
}

/// An event.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// The id is written in the data; one that is made up is not for people.
    pub written_id: bool,
    /// Its title.
    pub title: String,
    /// Its status in brackets, behind a blank; blank where it goes without saying.
    pub status: String,
    /// Its date in words; `undated`.
    pub date: String,
    /// It lasted from its start to its end.
    pub lasts: bool,
    /// Its date is marked `~`, `?` or `%`.
    pub doubtful: bool,
    /// What stands where there is no first second, and where there is no last.
    pub ends: [Bound; 2],
    /// What the date allows.
    pub stated: Limits,
    /// What links leave of it; for certain, but for the doubt in the date itself.
    pub certain: Limits,
    /// What would be left if all assumptions held.
    pub assumed: Limits,
    /// What follows, each with its reason.
    pub follows: Vec<String>,
}

/// A link, between two rows by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tie {
    /// The earlier, or the whole.
    pub from: usize,
    /// The later, or the part.
    pub to: usize,
    /// It is an assumption.
    pub doubtful: bool,
    /// It says no more than that both share a day: neither is the earlier, or the whole.
    pub on_a_day: bool,
}

/// The times of the selected events, of which no more are drawn than the page holds.
pub fn spans(dataset: &Dataset, selection: &Selection, options: &Options) -> Spans {
    let limit = options.limit.map_or(MOST, |limit| limit.min(MOST));
    let events = ordered(dataset, selection, &Options { limit: Some(limit), ..*options });
    let number = |event: u32| events.iter().position(|own| *own == event);
    let tie = |link: &Link| {
        let (own, other) = (number(link.event)?, number(link.other)?);
        let (from, to) =
            if link.relation == Relation::Before { (own, other) } else { (other, own) };
        let on_a_day = !link.relation.is_within()
            && !matches!(link.relation, Relation::Before | Relation::After);
        Some(Tie { from, to, doubtful: link.doubtful, on_a_day })
    };
    let mut links: Vec<Tie> = dataset.links.iter().filter_map(tie).collect();
    links.sort_unstable();
    links.dedup();
    Spans {
        title: "When it may have been".to_string(),
        subtitle: selection.words.clone(),
        rows: events.iter().map(|event| row(dataset, *event)).collect(),
        links,
        remarks: remark(dataset, (events.len(), selection.events.len()), "drawn")
            .into_iter()
            .collect(),
    }
}

fn row(dataset: &Dataset, event: u32) -> Row {
    let date = dataset.events[event as usize].date;
    let own = stated(date.as_ref());
    // The years from 0 to 9999, of which any may be meant, would leave no room for those that are.
    let any_year = date.filter(is_of_any_year).map(|_| own);
    let derived =
        |footing| dataset.time.as_ref().and_then(|time| time.limits(event, footing)).unwrap_or(own);
    let certain = both(&own, &derived(Footing::Certain));
    let told = dataset.time.as_ref().map_or(Vec::new(), |time| time.limits_said(dataset, event));
    let end = |bound: fn(&Date) -> Bound| match any_year {
        Some(_) => Bound::Unknown,
        None => date.as_ref().map_or(Bound::Unbounded, bound),
    };
    let drawn = |limits: &Limits| any_year.map_or(*limits, |own| but(limits, &own));
    Row {
        id: dataset.event_id(event).to_string(),
        written_id: dataset.events[event as usize].written_id,
        title: dataset.event_cell(event, Field::Title).into_owned(),
        status: status::in_brackets(dataset, event),
        date: dated::of_event(dataset, event),
        lasts: date.is_some_and(|date| date.is_lasting()),
        doubtful: date.is_some_and(|date| date.is_approximate() || date.is_uncertain()),
        ends: [end(Date::earliest_start), end(Date::latest_end)],
        stated: drawn(&own),
        certain: drawn(&certain),
        assumed: drawn(&both(&own, &derived(Footing::Assumed))),
        follows: told.into_iter().map(|(what, why)| format!("{what}: {why}")).collect(),
    }
}

/// Limits that both hold; where they leave nothing, the first.
fn both(own: &Limits, derived: &Limits) -> Limits {
    let later = |a: Option<i64>, b: Option<i64>| a.max(b);
    let earlier = |a: Option<i64>, b: Option<i64>| a.into_iter().chain(b).min();
    let both = Limits {
        earliest_start: later(own.earliest_start, derived.earliest_start),
        latest_start: earlier(own.latest_start, derived.latest_start),
        earliest_end: later(own.earliest_end, derived.earliest_end),
        latest_end: earlier(own.latest_end, derived.latest_end),
    };
    let is_empty = both.earliest_start.zip(both.latest_end).is_some_and(|(from, to)| from > to);
    if is_empty { *own } else { both }
}

/// Limits without those that are the same as others.
fn but(limits: &Limits, others: &Limits) -> Limits {
    let unlike = |limit: Option<i64>, other: Option<i64>| limit.filter(|_| limit != other);
    Limits {
        earliest_start: unlike(limits.earliest_start, others.earliest_start),
        latest_start: unlike(limits.latest_start, others.latest_start),
        earliest_end: unlike(limits.earliest_end, others.earliest_end),
        latest_end: unlike(limits.latest_end, others.latest_end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_year_has_no_limits_but_those_of_links() {
        let events = "id,date,title,after\na,2025-02-20,A,\nb,XXXX-05-09,B,a\nc,XXXX,C,\n";
        let dataset = crate::check::dataset(crate::read::texts(&[("events.csv", events)])).dataset;
        let spans = spans(&dataset, &Selection::all(&dataset), &Options::default());
        let row = |id: &str| spans.rows.iter().find(|row| row.id == id).unwrap();
        let (b, c) = (row("b"), row("c"));
        assert_eq!((b.stated, c.stated, c.certain), Default::default());
        assert_eq!(c.ends, [Bound::Unknown; 2]);
        assert!(b.certain.earliest_start.is_some() && b.certain.latest_end.is_none());
    }

    #[test]
    fn order_and_limit_are_those_of_the_chronology_and_what_is_left_out_is_counted() {
        let events = "id,date,title\na,2025-02,A\nb,[..2025-02-07],B\nc,2025-01,C\n";
        let dataset = crate::check::dataset(crate::read::texts(&[("events.csv", events)])).dataset;
        let drawn = |options: Options| {
            let spans = spans(&dataset, &Selection::all(&dataset), &options);
            let ids: Vec<String> = spans.rows.into_iter().map(|row| row.id).collect();
            (ids.concat(), spans.remarks.concat())
        };
        let all = Options::default();
        assert_eq!(drawn(all), ("cab".into(), String::new()));
        let few = Options { reverse: true, limit: Some(2), ..all };
        assert_eq!(drawn(few), ("ba".into(), "1 more event is not drawn.".into()));
        let start = Options { sort: crate::view::chronology::Sort::Start, ..all };
        assert_eq!(drawn(start), ("bca".into(), String::new()));
    }

    #[test]
    fn nothing_is_drawn_of_what_follows_against_a_date() {
        let events = "id,date,title,after\nk,2025-02~,K,l+40d\nl,2025-02-20,L,\n";
        let dataset = crate::check::dataset(crate::read::texts(&[("events.csv", events)])).dataset;
        let spans = spans(&dataset, &Selection::all(&dataset), &Options::default());
        let row = spans.rows.iter().find(|row| row.id == "k").unwrap();
        assert_eq!((row.certain, row.assumed), (row.stated, row.stated));
        assert!(row.follows.iter().all(|said| said.contains("unless k's date holds")));
    }

    #[test]
    fn links_run_from_the_earlier_to_the_later_and_from_the_whole_to_its_part() {
        let events =
            "id,date,title,after,before,part_of\na,2025,A,,b,\nb,2025-03,B,a,,c\nc,,C,,,\n";
        let dataset = crate::check::dataset(crate::read::texts(&[("events.csv", events)])).dataset;
        let spans = spans(&dataset, &Selection::all(&dataset), &Options::default());
        let ids: Vec<&str> = spans.rows.iter().map(|row| row.id.as_str()).collect();
        let links: Vec<(&str, &str)> =
            spans.links.iter().map(|tie| (ids[tie.from], ids[tie.to])).collect();
        assert_eq!(links, [("a", "b"), ("c", "b")]);
    }
}
