//! What to do about columns of an input that have no place: in flags that can be typed as they are.
//!
//! Invariant: only suggests; a flag that is named works as it stands, and names columns as the
//! input does, on one line.

use crate::check::{
    self, Filled, called, elsewhere, in_role, is_list, map_option, near, on_one_line,
};
use crate::model::date::Date;
use crate::model::{Field, Table, listed};

/// How many column names are listed.
const LISTED: usize = 12;

/// How many letters of each.
const LETTERS: usize = 60;

/// What to do with a column that is to go where the target has none: `theirs` into `ours`;
/// `all` tells what the columns of the input are called and where they are to go, which takes time where there
/// are many.
pub(in crate::edit) fn unplaced(
    names: &[String],
    (theirs, ours): (&str, &str),
    all: impl FnOnce() -> Vec<(String, String)>,
) -> String {
    let is_known = known().any(|name| name.eq_ignore_ascii_case(theirs.trim_matches('"')));
    if let Some(help) = check::misquoted_name(theirs).filter(|_| is_known) {
        return help;
    }
    let known = || names.iter().map(String::as_str).chain(known());
    let meant = |ours: &str| {
        let near = near(ours, known()).into_iter().find(|n| *n != ours);
        near.or_else(|| called(ours).map(Field::name))
    };
    let map = |ours: &str| map_option(theirs, ours);
    let is_mapped = theirs != ours;
    let add = match is_mapped {
        true => format!("{} --add-columns adds `{ours}`", map(ours)),
        false => "--add-columns adds it as it is".to_string(),
    };
    let Some(column) = meant(ours) else {
        let (goes, out) = (map("COLUMN"), map(""));
        return match is_mapped {
            true => add,
            false => {
                format!("--add-columns adds it, {goes} says where it goes, {out} leaves it out")
            }
        };
    };
    let all = all();
    let lacks = !names.iter().any(|n| n.eq_ignore_ascii_case(column));
    let flag = if lacks { " --add-columns" } else { "" };
    let theirs = &*on_one_line(theirs);
    let goes_there =
        |(other, ours): &(String, String)| other != theirs && ours.eq_ignore_ascii_case(column);
    let is_alike = |said: &&(String, String)| {
        let (other, ours) = said;
        let is_meant = || !ours.is_empty() && meant(ours) == Some(column);
        goes_there(said) || other == theirs || is_meant()
    };
    let alike: Vec<&(String, String)> = all.iter().filter(is_alike).collect();
    let joins = (is_list_of_events(column) && alike.len() > 1).then(|| {
        let parts = alike.iter().map(|said| match goes_there(said) {
            false if column == Field::Actors.name() => in_role(&said.0),
            _ => said.0.clone(),
        });
        let parts: Vec<String> = parts.collect();
        format!("{}{flag} joins them", map_option(&parts.join("+"), column))
    });
    let one = || joins.clone().unwrap_or_else(|| one_only(column));
    if alike.iter().any(|said| goes_there(said)) {
        return format!("{}; {add}, {} leaves it out", one(), map(""));
    }
    let rivals = if alike.len() > 1 { format!("; {}", one()) } else { String::new() };
    let theirs = if column == Field::Actors.name() { in_role(theirs) } else { theirs.to_string() };
    format!("is it `{column}`? then {}{flag}; {add}{rivals}", map_option(&theirs, column))
}

/// What to do where two columns of an input go into one; the first is not named where both have the same name
/// in the header, or where it stands for several that are joined.
/// `joining` is the option that joins them in a list.
pub(in crate::edit) fn twice(
    column: &str,
    (first, second): (Option<&str>, &str),
    joining: Option<String>,
) -> String {
    let out = |name: &str| map_option(name, "");
    let one_only = match joining {
        Some(joining) => format!("{joining} joins them"),
        None => format!("one column only goes into `{column}`"),
    };
    let Some(first) = first else {
        let goes = map_option(second, "COLUMN");
        let out = out(second);
        return format!("{one_only}; {goes} says where this one goes, {out} leaves it out");
    };
    if first == second {
        return "give one of them another name in the header: --map means both".to_string();
    }
    format!("{one_only}; {} or {} leaves one out", out(first), out(second))
}

/// What is said of a name that stands in a header more than once, and what to do; the others than the first
/// go into these columns.
pub(in crate::edit) fn doubled(name: &str, into: &[String]) -> (String, String) {
    let shown = shown(name);
    let others = if into.len() == 1 { "the other one goes" } else { "the others go" };
    let message = format!("column {shown} stands more than once; {others} into {}", columns(into));
    (message, format!("{} leaves all of that name out", map_option(name, "")))
}

fn one_only(column: &str) -> String {
    format!("one column only goes into `{column}`")
}

/// Whether a column is one of lists.
fn is_list_of_events(column: &str) -> bool {
    let mut lists = Table::Events.columns().iter().filter(|field| is_list(**field));
    lists.any(|list| list.is_called(column))
}

/// What to do where nothing goes into columns that are required; `header` is that of the input,
/// without the columns that have a place, and how much stands in each.
pub(in crate::edit) fn required(missing: &[Field], header: &[String], filled: &[Filled]) -> String {
    let flags = missing.iter().map(|field| {
        let joined = check::of_date(header, filled).filter(|_| *field == Field::Date);
        let joined = joined.map(|joined| joined.theirs(header));
        let theirs = || meant_by(*field, header, filled).unwrap_or("THEIRS").to_string();
        map_option(&joined.unwrap_or_else(theirs), field.name())
    });
    let flags: Vec<String> = flags.collect();
    let has_title = !flags.contains(&map_option("THEIRS", Field::Title.name()));
    let is_guess = flags.iter().any(|flag| !flag.contains("THEIRS"));
    let perhaps = if is_guess { "perhaps " } else { "" };
    let mut header = header.to_vec();
    if header.len() > LISTED && missing.contains(&Field::Date) {
        // Of a list that is cut those are named that may be the date.
        let mut names: Vec<(bool, String)> = (header.into_iter().zip(filled))
            .map(|(name, filled)| (!check::may_be_dates(&name, *filled), name))
            .collect();
        names.sort_by_key(|(is_other, _)| *is_other);
        header = names.into_iter().map(|(_, name)| name).collect();
    }
    let (flags, columns) = (flags.join(" "), columns(&header));
    let made = if has_title { "" } else { MADE };
    format!("say which is which: {perhaps}{flags} (its columns: {columns}){made}")
}

/// What to do where no column is a title.
const MADE: &str = "; where no column is a title, make one in the spreadsheet, as of a sender and \
                    a recipient: =B2 & \" to \" & C2";

/// The first of some column names.
fn columns(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| shown(name)).collect();
    listed(&names, LISTED)
}

/// A column name; of a long one its beginning.
fn shown(name: &str) -> String {
    let name = on_one_line(name);
    match name.char_indices().nth(LETTERS) {
        Some((cut, _)) => format!("`{}...`", &name[..cut]),
        None => format!("`{name}`"),
    }
}

/// Whether the cells of a first row may be column names: words that differ, and no dates. Forms have whole
/// questions there; one name may stand twice, or begin with a number, where others are words for the date.
pub(in crate::edit) fn may_be_names(cells: &[String]) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    let is_dated = || {
        elsewhere(Field::Date, cells, |_| Filled::FULL).is_some()
            || check::of_date(cells, &[]).is_some()
    };
    let begins_so = |cell: &str| !cell.starts_with(|c: char| c.is_ascii_digit());
    let is_name = |cell: &&String| {
        let is_word = cell.chars().any(char::is_alphabetic);
        is_word && (begins_so(cell) || !Date::may_be(cell) && is_dated())
    };
    let mut named = cells.iter().filter(|cell| !cell.is_empty());
    named.clone().count() > 1
        && named.clone().all(|cell| is_name(&cell))
        && (named.all(|cell| seen.insert(cell)) || is_dated())
}

/// The column of an input that may be meant by one of ours.
fn meant_by<'h>(field: Field, header: &'h [String], filled: &[Filled]) -> Option<&'h str> {
    let near = || near(field.name(), header.iter().map(String::as_str)).first().copied();
    elsewhere(field, header, |n| filled[n]).or_else(near)
}

fn known<'n>() -> impl Iterator<Item = &'n str> {
    Table::Events.columns().iter().map(|f| -> &'n str { f.name() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(names: &str) -> Vec<String> {
        names.split(',').map(str::to_string).collect()
    }

    #[test]
    fn columns_of_well_known_exports_are_suggested() {
        for (names, flags) in [
            ("event_id_cnty,event_date,year,notes", "--map event_date=date --map notes=title"),
            ("GLOBALEVENTID,SQLDATE,Actor1Code", "--map SQLDATE=date --map THEIRS=title"),
            ("id,date_start,source_headline", "--map date_start=date --map source_headline=title"),
            ("Subject,Start Date,End Date", "--map 'Start Date/End Date=date' --map Subject"),
            ("Year,Month,Day,Headline", "--map Year+Month+Day=date --map Headline=title"),
            ("YEAR,MONTH,MISSIONS", "--map YEAR+MONTH=date --map THEIRS=title"),
            ("year,date_start,date_end", "--map date_start/date_end=date --map"),
            ("Date(s),Event,Place", "--map 'Date(s)=date' --map Event=title"),
            ("a,b", "which: --map THEIRS=date --map THEIRS=title (its columns: `a`, `b`)"),
        ] {
            let header = header(names);
            let filled = vec![Filled::FULL; header.len()];
            let help = required(&[Field::Date, Field::Title], &header, &filled);
            assert!(help.contains(flags), "{help}");
        }
    }

    #[test]
    fn of_many_columns_those_that_may_be_dates_are_named_first() {
        let names =
            "id,place,collection,shelf,pages,language,summary,note,link,rights,photo,file,sent_yr";
        let header = header(names);
        let filled = vec![Filled::BLANK; header.len()];
        let help = required(&[Field::Date], &header, &filled);
        assert!(help.contains("(its columns: `sent_yr`, `id`, `place`"), "{help}");
        assert!(help.contains("`photo` and 1 more)"), "{help}");
    }

    #[test]
    fn a_row_with_a_date_or_the_same_word_twice_names_no_columns() {
        assert!(may_be_names(&header("event_date,notes,")));
        assert!(!may_be_names(&header("2025-01-03,Call")));
        assert!(!may_be_names(&header("x,x")));
        assert!(!may_be_names(&header("Call")));
        assert!(may_be_names(&header("rownames,Year,Month,1 unit,2 to 4 units")));
        assert!(!may_be_names(&header("Date,3 May 2025")));
        assert!(!may_be_names(&header("5 arrested,Kyiv")));
    }
}
