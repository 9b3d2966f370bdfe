//! Columns of an input that say how its dates are meant, or more than those that are joined, which would go in
//! beside them as one's own.
//!
//! Invariant: what was said of a column with `--map` is not questioned.

use crate::check::{self, Finding, Qualifier, map_option};
use crate::edit::columns::Columns;
use crate::edit::columns::parts_beside_date;
use crate::edit::dates::Dates;
use crate::edit::input::column_names::Names;
use crate::edit::input::drafts::Draft;
use crate::edit::plan::Request;
use crate::model::{DataFile, Field};

/// What is said of such columns, with the flags that keep them; and apart of those that the target has already,
/// of these names.
pub(in crate::edit) fn doubtful(
    request: &Request,
    columns: &Columns,
    target: Option<&DataFile>,
    drafts: &[Draft],
) -> (Vec<Finding>, Vec<Finding>) {
    let input = request.input;
    let header = Names::of(input);
    let places = columns.find(Field::Date).zip(columns.cell(Field::Date));
    let Some((ours, date)) = places.filter(|_| !input.flags) else { return Default::default() };
    let names = &header.typed;
    let is_open = |n: usize| request.mapping.of(&header, n).is_none() && !columns.joined.has(n);
    let (all, mut drafts) = (drafts, drafts.iter());
    let found = check::qualifying((names, date), is_open, |asked| {
        let draft = drafts.next()?;
        let row = &input.rows[draft.input];
        let cells = asked.iter().map(|n| input.value(row, *n)).collect();
        Some((draft.values[ours].clone(), cells))
    });
    let there = target.map(DataFile::header_names).unwrap_or_default();
    let is_kept = |(n, _): &(usize, Qualifier)| {
        there.iter().any(|name| name.eq_ignore_ascii_case(&names[*n]))
    };
    let (kept, open): (Vec<_>, Vec<_>) = found.into_iter().partition(is_kept);
    let said = |n: usize, help: String| {
        check::not_read(names, &[n], input.header_place(Some(n))).help(help)
    };
    let asked = |(n, kind): (usize, Qualifier)| {
        let keeps = map_option(&names[n], &names[n]);
        let keeps = format!("{keeps} --add-columns keeps it as a column of its own");
        let joins = match kind {
            Qualifier::Era => theirs(request, &columns.typed[date]).map(|theirs| {
                let all = format!("{theirs}+{}", names[n]);
                format!("{} joins them, ", map_option(&all, Field::Date.name()))
            }),
            Qualifier::Exact => both(request, (columns, [date, n]), all),
            _ => None,
        };
        said(n, format!("{}: {}{keeps}", kind.help(), joins.unwrap_or_default()))
    };
    let told = |(n, kind): (usize, Qualifier)| said(n, kind.help().to_string());
    let mut open: Vec<Finding> = open.into_iter().map(asked).collect();
    let mut kept: Vec<Finding> = kept.into_iter().map(told).collect();
    match parts_beside_date::doubtful_joined(request, columns, target, all) {
        Some((finding, true)) => kept.push(finding),
        Some((finding, false)) => open.push(finding),
        None => {}
    }
    (open, kept)
}

/// What `--map` calls the date, given its first column; `None`: it has an end, too.
fn theirs(request: &Request, first: &str) -> Option<String> {
    let mut maps = request.mapping.map.iter();
    let said = maps.find(|(_, ours)| Field::Date.is_called(ours));
    let theirs = said.map_or(first, |(theirs, _)| theirs);
    (!theirs.contains('/')).then(|| theirs.to_string())
}

/// The flags that take a date from the column that says more of it, where it says the same in all rows.
fn both(
    request: &Request,
    (columns, cells): (&Columns, [usize; 2]),
    drafts: &[Draft],
) -> Option<String> {
    let names = &columns.typed;
    let [date, other] = cells.map(|cell| names[cell].as_str());
    let all = format!("{date}+{other}");
    let with_words = Dates { words: true, ..request.dates.clone() };
    let reads = |dates| parts_beside_date::joins((request.input, names), &all, dates, drafts);
    let words = match reads(request.dates) {
        true => "",
        false => " --dates words",
    };
    let is_read = columns.joined.date.is_none() && (words.is_empty() || reads(&with_words));
    let header = Names::of(request.input);
    let said = request.mapping.of(&header, cells[0]).map(|ours| map_option(date, ours));
    let said = said.map_or_else(String::new, |said| format!(" in the place of {said}"));
    let flag = map_option(&all, Field::Date.name());
    is_read.then(|| format!("{flag}{words} takes it from there{said}, "))
}
