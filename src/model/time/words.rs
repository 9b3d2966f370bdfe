//! Statements, reasons and conditions in words.
//!
//! Invariant: events are called by their ids; nothing says where in a file something stands.

use std::collections::BTreeSet;

use super::build::is_doubtful;
use super::{Footing, Limit, Limits, Statement, Time};
use crate::model::date::{moment, words};
use crate::model::relation::Gap;
use crate::model::{Dataset, Field, Link};

impl Statement {
    /// What it says: `e018 is dated 9 February 2025`, `e013 comes 2 days after e010`.
    pub fn said(self, dataset: &Dataset) -> String {
        let id = |event| dataset.event_id(event);
        match self {
            Statement::Date(event) => {
                let written = dataset.event_cell(event, Field::Date);
                format!("{} is dated {}", id(event), words(&written))
            }
            Statement::Once(event) => {
                let written = dataset.event_cell(event, Field::Date);
                format!("{} is dated {} (on one day)", id(event), words(&written))
            }
            Statement::Link(number) => {
                let link = super::link(dataset, number);
                let said = format!("{} {}", id(link.event), relation(dataset, link));
                let sources = match link.field {
                    Field::Relation => dataset.trimmed(link.row, Field::Sources),
                    _ => "".into(),
                };
                if sources.is_empty() { said } else { format!("{said} ({sources})") }
            }
            Statement::Seq(before, after) => {
                format!("{} comes before {} by `seq`", id(before), id(after))
            }
        }
    }

    /// What it is: `e018's date`, `the link between e013 and e010`.
    pub fn called(self, dataset: &Dataset) -> String {
        let id = |event| dataset.event_id(event);
        let [event, other] = self.events(dataset);
        match self {
            Statement::Date(event) | Statement::Once(event) => format!("{}'s date", id(event)),
            Statement::Link(_) => format!("the link between {} and {}", id(event), id(other)),
            Statement::Seq(..) => format!("the `seq` of {} and {}", id(event), id(other)),
        }
    }

    /// What it hangs on, where it is an assumption: `e017's date holds`.
    fn conditions(self, dataset: &Dataset) -> Vec<String> {
        let id = |event| dataset.event_id(event);
        let date = |event| format!("{}'s date holds", id(event));
        match self {
            Statement::Date(event) | Statement::Once(event) => vec![date(event)],
            Statement::Link(number) => {
                let link = super::link(dataset, number);
                vec![format!("{} really {}", id(link.event), relation(dataset, link))]
            }
            Statement::Seq(before, after) => {
                let events = [before, after].into_iter();
                events.filter(|event| is_doubtful(dataset, *event)).map(date).collect()
            }
        }
    }
}

/// What assumptions hang on, each condition once: `e017's date holds and e018's date holds`.
fn conditions<'s>(dataset: &Dataset, assumed: impl Iterator<Item = &'s Statement>) -> String {
    let (mut seen, mut said) = (BTreeSet::new(), Vec::new());
    for condition in assumed.flat_map(|statement| statement.conditions(dataset)) {
        if seen.insert(condition.clone()) {
            said.push(condition);
        }
    }
    said.join(" and ")
}

/// `comes 2 to 5 days after e010`.
fn relation(dataset: &Dataset, link: &Link) -> String {
    let (words, other) = (link.relation.words(), dataset.event_id(link.other));
    let same_day = Gap { least: 0, most: Some(0), ..Gap::ANY };
    match link.gap.words() {
        gap if gap.is_empty() => format!("{words} {other}"),
        gap if link.gap == same_day => format!("{words} {other} {gap}"),
        gap => format!("{} {other}", words.replace("comes ", &format!("comes {gap} "))),
    }
}

impl Time {
    /// What some statements hang on: `if e017's date holds and ...`; blank where all are certain.
    pub fn conditions(&self, dataset: &Dataset, statements: &[Statement]) -> String {
        if !self.any_assumed {
            return String::new();
        }
        let assumed = statements.iter().filter(|s| self.is_assumption(**s));
        let said = conditions(dataset, assumed);
        if said.is_empty() { said } else { format!("if {said}") }
    }

    /// What speaks against some statements: `unless k's date holds`; blank where nothing does.
    pub fn unless(&self, dataset: &Dataset, statements: &[Statement]) -> String {
        let against = self.against(dataset, statements);
        let mut said: Vec<String> =
            against.into_iter().map(|assumed| conditions(dataset, assumed.iter())).collect();
        said.dedup();
        if said.is_empty() { String::new() } else { format!("unless {}", said.join(", or ")) }
    }

    /// What a conclusion from some statements hangs on, and what speaks against it.
    pub fn provisos(&self, dataset: &Dataset, statements: &[Statement]) -> String {
        let mut said = self.conditions(dataset, statements);
        let unless = self.unless(dataset, statements);
        if !said.is_empty() && !unless.is_empty() {
            said.push_str(", ");
        }
        said + &unless
    }

    /// A limit in words, with its reason; `None` where it says no more than the date of the event.
    ///
    /// `not before 31 January 2025, if e013 really comes after e010: e010 is dated 31 January 2025,
    /// e013 comes after e010`
    pub fn limit_said(
        &self,
        dataset: &Dataset,
        event: u32,
        (limit, footing): (Limit, Footing),
    ) -> Option<(String, String)> {
        let second = self.limits(event, footing)?.of(limit)?;
        let mut why = self.why(event, limit, footing);
        let provisos = self.provisos(dataset, &why);
        // That an event was on one day goes without saying, unless something contradicts it.
        why.retain(|statement| !matches!(statement, Statement::Once(_)));
        if why.iter().all(|s| *s == Statement::Date(event)) {
            return None;
        }
        let (is_least, what) = match limit {
            Limit::EarliestStart => (true, "not before"),
            Limit::LatestStart => (false, "begun by"),
            Limit::EarliestEnd => (true, "not over before"),
            Limit::LatestEnd => (false, "not after"),
        };
        let is_zoned = dataset.events[event as usize].date.is_some_and(|date| date.is_zoned());
        let zone = if is_zoned { " UTC" } else { "" };
        let mut said = format!("{what} {}", moment(second, is_least, zone));
        if !provisos.is_empty() {
            said.push_str(&format!(", {provisos}"));
        }
        Some((said, reason(dataset, &why)))
    }

    /// The limits that say more than the date, each with its reason; certain ones first, then what
    /// assumptions add.
    pub fn limits_said(&self, dataset: &Dataset, event: u32) -> Vec<(String, String)> {
        let Some(certain) = self.limits(event, Footing::Certain) else { return Vec::new() };
        let assumed = self.limits(event, Footing::Assumed).unwrap_or_default();
        let mut said = Vec::new();
        for (footing, limits) in [(Footing::Certain, certain), (Footing::Assumed, assumed)] {
            for limit in told(&limits) {
                let is_news = footing == Footing::Certain || limits.of(limit) != certain.of(limit);
                if is_news {
                    said.extend(self.limit_said(dataset, event, (limit, footing)));
                }
            }
        }
        said
    }
}

/// The limits worth telling: those of the ends only where they differ from those of the start.
fn told(limits: &Limits) -> Vec<Limit> {
    let mut told = vec![Limit::EarliestStart];
    if limits.latest_start != limits.latest_end {
        told.push(Limit::LatestStart);
    }
    if limits.earliest_end != limits.earliest_start {
        told.push(Limit::EarliestEnd);
    }
    told.push(Limit::LatestEnd);
    told
}

/// So many statements of a chain are all said.
const SAID: usize = 20;

/// Of a longer one so many at its beginning and at its end.
const ENDS: usize = 5;

/// A chain of statements as one sentence; of a long one how it begins and ends, and how much is between.
pub fn reason(dataset: &Dataset, why: &[Statement]) -> String {
    let once = why.iter().filter(|statement| matches!(statement, Statement::Once(_)));
    let once: BTreeSet<&Statement> = once.collect();
    let is_said = |s: &&Statement| match s {
        Statement::Date(event) => !once.contains(&Statement::Once(*event)),
        _ => true,
    };
    let why: Vec<&Statement> = why.iter().filter(is_said).collect();
    let say = |some: &[&Statement]| -> Vec<String> {
        some.iter().map(|statement| statement.said(dataset)).collect()
    };
    let said = match why.len() {
        all @ ..=SAID => say(&why[..all]),
        all => {
            let between = format!("{} more in between", all - 2 * ENDS);
            [say(&why[..ENDS]), vec![between], say(&why[all - ENDS..])].concat()
        }
    };
    match said.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    }
}
