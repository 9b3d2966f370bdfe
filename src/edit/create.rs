//! Actors and sources that new rows name and the folder lacks.
//!
//! Invariant: an id is made in plain letters and never one that exists or is referred to; who is nearly somebody
//! known is not created, since that is more often a slip.

use std::collections::BTreeSet;

use super::ids::{Taken, slug};
use crate::check::{self, Checked, Finding, Remedy};
use crate::edit::files::append;
use crate::edit::files::home::Home;
use crate::edit::files::target::Target;
use crate::error::Error;
use crate::model::cells::trim;
use crate::model::{Dataset, Field, Table, is_address};

/// Somebody or something that is created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Created {
    /// Which table it goes into.
    pub table: Table,
    /// Its id.
    pub id: String,
    /// The name of the actor, the address of the source.
    pub name: String,
    /// The title of the source; blank until somebody fills it in.
    pub title: String,
    /// The id that the name of an actor makes, where another has it already.
    pub other: Option<String>,
}

/// A file with rows more.
pub struct Grown {
    /// Its name below the data folder.
    pub name: String,
    /// What it held.
    pub old: Option<Vec<u8>>,
    /// What it is to hold.
    pub new: Vec<u8>,
}

/// The actors to create for names that nobody has, with ids that are not taken.
pub fn actors(names: &BTreeSet<String>, mut taken: Taken) -> Vec<Created> {
    names.iter().for_each(|name| taken.take(name));
    names.iter().map(|name| actor(name, &mut taken)).collect()
}

/// Whether somebody a finding calls unknown is created: a name that is nearly one that is known, several
/// names, or a word for nothing is none.
pub fn may_be_created(finding: &Finding) -> bool {
    finding.remedy == Remedy::AddActor
}

/// The same of an address: several of them in one item are none.
pub fn may_be_source(finding: &Finding, text: &str) -> bool {
    is_address(text) && finding.remedy != Remedy::SeparateSources
}

/// Every actor of a folder without `actors.csv`, old and new, but for strings that are several.
pub fn all_actors(dataset: &Dataset) -> BTreeSet<String> {
    let mut names: Vec<&str> =
        (0..dataset.actors.len() as u32).map(|a| dataset.actor_id(a)).collect();
    let joined = check::joined(&names);
    names.retain(|name| !joined.contains(name));
    names.into_iter().map(str::to_string).collect()
}

/// One actor. A name that has the form of an id keeps it, so that references go on to mean it;
/// all names are taken already, so that no other actor gets one as its id.
fn actor(name: &str, taken: &mut Taken) -> Created {
    let (id, other) = if check::is_id(name) {
        (name.to_string(), None)
    } else {
        let (short, whole) = (slug(name, 40), slug(name, usize::MAX));
        let id = taken.free(if short.is_empty() { "actor" } else { &short });
        // Long names that begin alike need not be alike.
        let is_taken = id != short && short == whole && !short.is_empty();
        (id, is_taken.then_some(short))
    };
    Created { table: Table::Actors, id, name: name.to_string(), title: String::new(), other }
}

/// The sources to create for addresses that no source has, with ids that are not taken; the title is that of a single one.
///
/// # Errors
/// When there are several for one title.
pub fn sources(
    addresses: &BTreeSet<String>,
    mut taken: Taken,
    title: &str,
) -> Result<Vec<Created>, Error> {
    if addresses.len() > 1 && !title.is_empty() {
        let all: Vec<&str> = addresses.iter().map(String::as_str).collect();
        let message = format!(
            "--source-title names one source, and {} would be created: {}",
            all.len(),
            all.join(", ")
        );
        return Err(Error::Usage { message });
    }
    let source = |address: &String| Created {
        table: Table::Sources,
        id: taken.free(&of_address(address)),
        name: address.clone(),
        title: title.to_string(),
        other: None,
    };
    Ok(addresses.iter().map(source).collect())
}

/// An id from the name of a site and the last words of an address.
fn of_address(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let site = host.trim_start_matches("www.").split('.').next().unwrap_or_default();
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let last = last.strip_suffix(".html").or_else(|| last.strip_suffix(".htm")).unwrap_or(last);
    let id = slug(&format!("{site} {last}"), 50);
    if id.is_empty() { "source".to_string() } else { id }
}

/// The file of a table with rows for what is created.
///
/// # Errors
/// When the file cannot be read, or cannot grow by such rows.
pub fn grow(home: &Home, table: Table, created: &[Created]) -> Result<Grown, Error> {
    let target = Target::choose(home, table, None)?;
    let standard: &[&str] = match table {
        Table::Sources => &["id", "title", "url"],
        _ => &["id", "name"],
    };
    let mut names = target.like.as_ref().map(|f| f.header_names()).unwrap_or_default();
    if names.is_empty() {
        names = standard.iter().map(|n| n.to_string()).collect();
    }
    let there = names.len();
    if table == Table::Sources && !names.iter().any(|n| n.eq_ignore_ascii_case("url")) {
        names.push("url".to_string());
    }
    let value = |created: &Created, name: &String| match name.to_ascii_lowercase().as_str() {
        "id" => created.id.clone(),
        "name" | "url" => created.name.clone(),
        "title" => created.title.clone(),
        _ => String::new(),
    };
    let rows: Vec<Vec<String>> =
        created.iter().map(|c| names.iter().map(|n| value(c, n)).collect()).collect();
    if let Some(finding) = target.unfit(rows.iter().flatten(), 0) {
        let help = finding.help.map_or(String::new(), |help| format!("; {help}"));
        return Err(Error::Refused { message: finding.message + &help });
    }
    let style = target.style();
    let base = target.base(&names, there, &style).map_err(|line| {
        let (file, column) = (&target.name, &names[there]);
        let message = format!(
            "no column `{column}` can be added to `{file}`: the record in line {line} cannot be read"
        );
        Error::Refused { message }
    })?;
    let (new, _) = append::rows(&base, &style, &rows);
    Ok(Grown { name: target.name, old: target.old, new })
}

/// What the actors or sources of a folder are called.
pub fn taken(dataset: &Dataset, table: Table) -> Taken {
    let mut taken = Taken::default();
    match table {
        Table::Actors => known(dataset).iter().for_each(|name| taken.take(name)),
        _ => (0..dataset.sources.len() as u32).for_each(|s| taken.take(dataset.source_id(s))),
    }
    taken
}

/// Ids, names and aliases of the actors.
pub fn known(dataset: &Dataset) -> Vec<String> {
    let mut known = Vec::new();
    for actor in 0..dataset.actors.len() as u32 {
        known.push(dataset.actor_id(actor).to_string());
        known.push(dataset.actor_cell(actor, Field::Name).into_owned());
        let aliases = dataset.actor_cell(actor, Field::Aliases);
        known.extend(aliases.split(';').map(|a| trim(a).to_string()));
    }
    known.retain(|name| !name.is_empty());
    known
}

/// The names new rows give to actors and sources that are not there.
#[derive(Default)]
pub struct Lacking {
    /// Names of actors.
    pub actors: BTreeSet<String>,
    /// Addresses of sources.
    pub sources: BTreeSet<String>,
}

/// Whether the folder has a table.
pub fn has(checked: &Checked, table: Table) -> bool {
    checked.dataset.files.iter().any(|f| f.table == Some(table))
}
