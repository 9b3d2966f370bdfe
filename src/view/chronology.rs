//! The dataset in the order of time: the chronology.
//!
//! # The order
//!
//! A total order on events, decided by the first of these that differs:
//!
//! 1. **Day.** Periods and coarse dates stand at their first day. One time within a range (`[A..B]`,
//!    `[..B]`) and a date open at its start (`../B`, `/B`) stand at their last day, or at the first
//!    where they have no last (`[A..]`). Times with a zone stand at their day in UTC.
//! 2. **Span.** The wider one first, in whole days: a year stands before its months and days, a day
//!    before the times in it. Without an end on either side a date is the widest.
//! 3. **Instant.** The first second, where a time of day is known.
//! 4. **`seq`**, as a whole number; rows without one come after those that have one.
//! 5. **Doubt.** Certain, then `~`, then `?`, then `%`.
//! 6. **Title**, for rows without a written id, which come after those that have one.
//! 7. **Id**, bytewise.
//!
//! Sets that are open at both sides come behind all that has a day, blank dates last, each in a section
//! of their own. Rules 1 to 5 are a [`Key`] that compares byte
//! by byte.
//!
//! Where events are linked, their dates count within the limits that follow from the links (an
//! undated event that has such limits stands at them), and an event that is proved to come later
//! never stands before one that comes first: it moves down to it, unless that is undated and it is not.
//! Assumptions move nothing. `seq` counts as a link between events of one day.
//! A small sign marks what may have begun on several days and is not proved to lie between its neighbours.
//!
//! ```
//! use annals::model::date::Date;
//! use annals::view::chronology::Key;
//!
//! let key = |text: &str| Key::new(Date::parse(text).ok().as_ref(), "");
//! let ascending = |dates: &[&str]| dates.windows(2).all(|pair| key(pair[0]) < key(pair[1]));
//!
//! // A decade, a year and a month stand before what is in them.
//! assert!(ascending(&["199X", "1990", "1990-01", "1990-01-01", "1990-01-01T00:00", "1990-05"]));
//! // Some day up to the 7th stands at the 7th, before what is known to be on that day.
//! assert!(ascending(&["2025-02-06", "[..2025-02-07]", "2025-02-07", "2025-02-08"]));
//! // Some time between two days stands at the last.
//! assert!(ascending(&["2025-02-09", "[2025-02-09..2025-02-10]", "2025-02-10"]));
//! assert!(ascending(&["2024-09", "2024-10", "[2021-01..2024-10]", "2024-11"]));
//! // What has no last day stands at the first.
//! assert!(ascending(&["2025-02-06", "[2025-02-07..]", "2025-02-07"]));
//! // Open or unknown at the start: at the last day. Open at the end: at the first.
//! assert!(ascending(&["2025-02-06", "../2025-02-07", "2025-02-07"]));
//! assert!(ascending(&["2025-02-06", "/2025-02-07", "2025-02-07"]));
//! assert!(ascending(&["2025-02-06", "2025-02-07/..", "2025-02-07"]));
//! // What lasted stands at its first day, before that day alone.
//! assert!(ascending(&["2025-05-07/2025-05-10", "2025-05-07/2025-05-08", "2025-05-07", "2025-05-08"]));
//! // Seasons are three months from their first day.
//! assert!(ascending(&["2025-02-28", "2025-21", "2025-03", "2025-03-01"]));
//! // Before the common era, and far beyond four digits.
//! assert!(ascending(&["Y-170000002", "-0043", "-0043-03-15", "-0042", "0000", "0001", "Y170000002"]));
//! // Zones count: these three are in order although their written days are not.
//! assert!(ascending(&["2025-02-12T23:30Z", "2025-02-13T01:00+01:00", "2025-02-12T20:30-05:00"]));
//! // Doubt comes last.
//! assert!(ascending(&["2025-02-12", "2025-02-12~", "2025-02-12?", "2025-02-12%", "2025-02-13"]));
//! // No date at all.
//! assert!(ascending(&["Y170000002", ""]));
//!
//! let day = Date::parse("2025-02-12").ok();
//! let seq = |seq: &str| Key::new(day.as_ref(), seq);
//! assert!(seq("1") < seq("2") && seq("2") < seq("10") && seq("10") < seq(""));
//! assert!(seq("9007199254740992") < seq("9007199254740993") && seq("1.5") == seq(""));
//!
//! // Of whole days the first instant decides nothing.
//! let key = |text: &str, seq| Key::new(Date::parse(text).ok().as_ref(), seq);
//! assert!(key("2024-02-01/2024-03-02", "1") < key("[2024-01-02..2024-02-01]", "2"));
//! ```
//!
//! Invariant: a function of the selected rows alone; no text is made for events beyond the limit, nor
//! before it is written.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::ops::Range;
use std::sync::OnceLock;

use crate::model::{Dataset, Field, Table};
use crate::view::entry::Entries;
use crate::view::events::Others;
use crate::view::headings::sections;
pub use crate::view::key::Key;
use crate::view::key::by_start;
pub(super) use crate::view::key::{day, span};
use crate::view::namesakes::Namesakes;
use crate::view::placing;
use crate::view::precedence::Precedence;
use crate::view::report::{Form, Layout, Section};
use crate::view::rows::Rows;
pub use crate::view::teller::Teller;
use crate::view::{Report, Selection};

/// How a chronology is ordered and how much of it is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The order.
    pub sort: Sort,
    /// Latest first; undated events stay last.
    pub reverse: bool,
    /// No more events than this.
    pub limit: Option<usize>,
    /// Date, title, status and id only.
    pub brief: bool,
    /// What the date says and what follows from links, for each event.
    pub bounds: bool,
}

/// The order of a chronology.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// That of the module documentation.
    #[default]
    Chronology,
    /// The first instant (no start first), then the id, nothing else; undated events last.
    Start,
}

/// The chronology of a selection.
///
/// ```
/// use annals::view::{Selection, chronology, chronology::Options};
///
/// let events = "id,date,title\na,2025-02,B\nb,2025,A\nc,,C\n";
/// let dataset = annals::check::dataset(annals::read::texts(&[("events.csv", events)])).dataset;
/// let report = chronology(&dataset, &Selection::all(&dataset), &Options::default());
/// let headings: Vec<&str> = report.sections.iter().map(|s| s.heading.as_str()).collect();
/// assert_eq!(headings, ["2025", "February 2025", "Undated"]);
/// ```
pub fn chronology(dataset: &Dataset, selection: &Selection, options: &Options) -> Report {
    Chronology::of(dataset, selection, *options).report()
}

/// A chronology whose records are made one by one, so that they need never all be in memory.
#[derive(Clone, Debug)]
pub struct Chronology<'d> {
    /// All but the records and the footnotes: of the sections the headings.
    pub frame: Report,
    pub(super) dataset: &'d Dataset,
    pub(super) options: Options,
    /// Events in the order in which they are told.
    pub(super) order: Vec<u32>,
    /// By their places in that order: whether a place is open; empty if none is.
    pub(super) open: Vec<bool>,
    /// Which places stand under each heading.
    pub(super) under: Vec<Range<usize>>,
    /// Columns that the contract does not know, if they are told.
    pub(super) others: Option<Others<'d>>,
    /// Actors of one name among those that are told, once somebody asks.
    pub(super) alike: OnceLock<Namesakes>,
}

impl<'d> Chronology<'d> {
    /// The chronology of a selection.
    pub fn of(dataset: &'d Dataset, selection: &Selection, options: Options) -> Chronology<'d> {
        let precedence = Precedence::of(dataset);
        let total = selection.events.len();
        let shown = options.limit.map_or(total, |limit| limit.min(total));
        let order = first(dataset, (selection, &precedence), &options, shown);
        let (sections, under) = sections(dataset, &order, options.sort);
        let open = match !dataset.links.is_empty() && options.sort == Sort::Chronology {
            true => placing::open(dataset, &precedence, &order, options.reverse),
            false => Vec::new(),
        };
        let remarks =
            remark(dataset, (shown, total), "shown").into_iter().chain(placing::meaning(&open));
        let frame = Report {
            title: "Chronology".to_string(),
            subtitle: selection.words.clone(),
            columns: Entries::new(dataset, &options, Form::Raw).columns(),
            layout: Layout::Entries,
            sections,
            remarks: remarks.collect(),
            said_inline: true,
            ..Report::default()
        };
        let (others, alike) = (None, OnceLock::new());
        Chronology { frame, dataset, options, order, open, under, others, alike }
    }

    /// With all its records.
    pub fn report(&self) -> Report {
        let mut report = self.frame.clone();
        let mut teller = self.teller(Form::All);
        for (section, under) in report.sections.iter_mut().zip(&self.under) {
            let record = |place| std::mem::take(teller.record(place));
            section.records = under.clone().map(record).collect();
        }
        report.footnotes = teller.into_footnotes();
        report
    }

    /// Tells records in a form.
    pub fn teller(&self, form: Form) -> Teller<'_, 'd> {
        Teller::new(self, form)
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The sections of the frame, each with the places that stand under it.
    pub fn sections(&self) -> impl Iterator<Item = (&Section, Range<usize>)> {
        self.frame.sections.iter().zip(self.under.iter().cloned())
    }
}

/// The first so many of the selected events in an order.
fn first(
    dataset: &Dataset,
    (selection, precedence): (&Selection, &Precedence),
    options: &Options,
    shown: usize,
) -> Vec<u32> {
    if options.sort == Sort::Start && !options.reverse {
        let mut events = by_start(dataset, &selection.events);
        events.truncate(shown);
        return events;
    }
    let mut rows = rows(dataset, (selection, options.sort), precedence);
    let by = |a: &Row, b: &Row| order(dataset, options, a, b);
    if shown < rows.len() {
        rows.select_nth_unstable_by(shown, by);
        rows.truncate(shown);
    }
    rows.sort_unstable_by(by);
    rows.into_iter().map(|(_, _, event)| event).collect()
}

/// The selected events in an order, up to the limit.
pub fn ordered(dataset: &Dataset, selection: &Selection, options: &Options) -> Vec<u32> {
    let total = selection.events.len();
    let shown = options.limit.map_or(total, |limit| limit.min(total));
    first(dataset, (selection, &Precedence::of(dataset)), options, shown)
}

/// What is left out, `done` being what is done with the others.
pub(super) fn remark(
    dataset: &Dataset,
    (shown, total): (usize, usize),
    done: &str,
) -> Option<String> {
    match (total, total - shown) {
        (0, _) if dataset.events.is_empty() => Some("There are no events.".to_string()),
        (0, _) => Some("No event matches.".to_string()),
        (_, 0) => None,
        (_, 1) => Some(format!("1 more event is not {done}.")),
        (_, more) => Some(format!("{more} more events are not {done}.")),
    }
}

/// An event, its key, and how many that come first stand at the same key.
type Row = (Key, u32, u32);

fn rows(
    dataset: &Dataset,
    (selection, sort): (&Selection, Sort),
    precedence: &Precedence,
) -> Vec<Row> {
    let events = dataset.files.iter().filter(|file| file.table == Some(Table::Events));
    let has_seq = events.into_iter().any(|file| file.fields.find(Field::Seq).is_some());
    let row = RefCell::new(Rows::new(dataset));
    let seq = |event: u32| {
        let mut row = row.borrow_mut();
        row.open(Some(dataset.events[event as usize].row));
        row.trimmed(Field::Seq)
    };
    let key = |event: u32| {
        let date = match sort {
            Sort::Start => dataset.events[event as usize].date,
            Sort::Chronology => placing::date(dataset, event),
        };
        let date = date.as_ref();
        match (sort, has_seq) {
            (Sort::Start, _) => Key::start(date),
            (Sort::Chronology, false) => Key::new(date, ""),
            (Sort::Chronology, true) => Key::new(date, &seq(event)),
        }
    };
    if dataset.time.is_none() || sort == Sort::Start {
        return selection.events.iter().map(|event| (key(*event), 0, *event)).collect();
    }
    let places = precedence.places(dataset, key);
    let row = |event: &u32| {
        let (key, depth) = places[*event as usize].unwrap_or_else(|| (key(*event), 0));
        (key, depth, *event)
    };
    selection.events.iter().map(row).collect()
}

/// The whole order; backwards, undated events stay last.
fn order(dataset: &Dataset, options: &Options, a: &Row, b: &Row) -> Ordering {
    let class = a.0.class().cmp(&b.0.class());
    let rest = (a.0, a.1).cmp(&(b.0, b.1));
    let rest = rest.then_with(|| last_resort(dataset, options.sort, a.2, b.2));
    class.then(if options.reverse { rest.reverse() } else { rest })
}

/// Rules 6 and 7. Events are numbered by id, bytewise.
fn last_resort(dataset: &Dataset, sort: Sort, a: u32, b: u32) -> Ordering {
    let written = |event: u32| dataset.events[event as usize].written_id;
    if sort == Sort::Start || (written(a) && written(b)) {
        return a.cmp(&b);
    }
    let title = |event: u32| match written(event) {
        true => Default::default(),
        false => dataset.event_cell(event, Field::Title),
    };
    title(a).cmp(&title(b)).then(a.cmp(&b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::report::Part;

    fn dataset(events: &str) -> Dataset {
        crate::check::dataset(crate::read::texts(&[("events.csv", events)])).dataset
    }

    /// Headings and titles, one a line.
    fn told(events: &str, options: Options) -> String {
        let dataset = dataset(events);
        let report = chronology(&dataset, &Selection::all(&dataset), &options);
        let title = report.columns.iter().position(|c| c.part == Part::Headline).unwrap();
        let section = |s: &Section| {
            let titles: Vec<&str> = s.records.iter().map(|r| r.cells[title].raw.as_str()).collect();
            format!("{}: {}", s.heading, titles.join(" "))
        };
        let mut lines: Vec<String> = report.sections.iter().map(section).collect();
        lines.extend(report.remarks);
        lines.join("\n")
    }

    const EVENTS: &str = "id,date,title\nh,,H\na,[..2025-02-07],A\nb,2025-02-07,B\nc,2025,C\nd,2025-02,D\ne,201X,E\nf,2025-13,F\ng,-0043-03-15,G\n";

    #[test]
    fn coarse_dates_stand_under_the_year_before_its_months() {
        let expected =
            "44 BCE: \nMarch 44 BCE: G\n2010: E\n2025: C\nFebruary 2025: D A B\nUndated: F H";
        assert_eq!(told(EVENTS, Options::default()), expected);
    }

    #[test]
    fn backwards_undated_events_stay_last() {
        let options = Options { reverse: true, ..Options::default() };
        let expected = "2025: \nFebruary 2025: B A D\n2025, no month given: C\n2010: E\n44 BCE: \nMarch 44 BCE: G\nUndated: H F";
        assert_eq!(told(EVENTS, options), expected);
    }

    #[test]
    fn by_start_only_the_first_instant_and_the_id_count() {
        let options = Options { sort: Sort::Start, ..Options::default() };
        let expected = "Start not known: A\n44 BCE: G\n2010: E\n2025: C D B\nUndated: F H";
        assert_eq!(told(EVENTS, options), expected);
    }

    #[test]
    fn a_limit_keeps_the_first_and_says_how_many_are_left_out() {
        let options =
            |limit, reverse| Options { limit: Some(limit), reverse, ..Options::default() };
        let expected = "44 BCE: \nMarch 44 BCE: G\n2010: E\n6 more events are not shown.";
        assert_eq!(told(EVENTS, options(2, false)), expected);
        assert!(told(EVENTS, options(7, false)).ends_with("1 more event is not shown."));
        assert!(told(EVENTS, options(2, true)).starts_with("2025: \nFebruary 2025: B A\n6 more"));
        assert!(!told(EVENTS, options(8, false)).contains("shown"));
    }

    #[test]
    fn rows_without_an_id_go_by_title() {
        let events = "id,date,title\n,2025,B\n,2025,A\nz,2025,Z\n,2025,C\n";
        assert_eq!(told(events, Options::default()), "2025: Z A B C");
    }

    #[test]
    fn seq_orders_a_day_as_numbers_and_comes_before_doubt() {
        let events = "id,date,title,seq\na,2025-02-12,A,\nb,2025-02-12~,B,10\nc,2025-02-12,C,2\nd,2025-02-12,D,-1\ne,2025-02-12,E,x\nf,2025-02-12,F,1.5\n";
        assert_eq!(told(events, Options::default()), "2025: \nFebruary 2025: D C B A E F");
    }

    #[test]
    fn nothing_is_said_in_one_sentence() {
        assert_eq!(told("date,title\n", Options::default()), "There are no events.");
        let dataset = dataset("date,title\n2025,A\n");
        let report = chronology(&dataset, &Selection::default(), &Options::default());
        assert_eq!(report.remarks, ["No event matches."]);
    }
}
