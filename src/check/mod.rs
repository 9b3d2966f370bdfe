//! Rows to a dataset plus all findings.
//!
//! Invariant: never stops at the first finding, never opens a file, and what it gives does not
//! depend on the order of rows.

mod actors;
mod addresses;
mod apart;
mod assemble;
mod by_name;
mod citations;
mod clocks;
mod colons;
mod columns;
mod comment;
mod conflict;
mod contact;
mod contradictions;
mod cut;
mod dates;
mod delimiter;
mod desk;
mod elsewhere;
mod encoding;
mod eras;
mod event_links;
mod events;
mod filled;
pub mod finding;
mod forms;
mod header;
mod ids;
mod images;
mod in_parts;
mod joined;
mod likeness;
mod links;
mod lists;
mod misquoted;
mod missing;
mod misspelt;
mod mojibake;
mod more;
mod names;
mod near;
mod normal;
mod one_line;
mod parted;
mod participants;
mod parts;
mod people;
mod placeholder;
mod provisional;
mod prune;
mod qualified;
mod relationships;
mod repeats;
mod resolve;
mod rest;
mod returns;
mod roles;
mod rows;
mod same_actor;
mod same_date;
mod sense;
mod seq;
mod settled;
mod slips;
mod sources;
mod spellings;
mod stray;
mod suggest;
mod swallowed;
mod tables;
mod tags;
mod tail;
mod torn;
mod twice;
mod uneven;
mod unseen;
mod unsplit;
mod within;

use std::sync::Arc;

use crate::cores;
use crate::model::content::Content;
use crate::model::{DataFile, Dataset, Field, Table, time};
use crate::read::chunks::Split;
use crate::read::{Folder, Left, Need};

pub(crate) use columns::{called_otherwise, not_read, not_read_as};
pub(crate) use comment::{finding as comment_line, is_comment};
pub(crate) use conflict::{finding as merge_finding, in_cells as merges_in_cells};
pub(crate) use cut::{Short, finding as cut_row, in_parts};
pub(crate) use dates::{finding as date_finding, may_be as may_be_date};
pub(crate) use delimiter::{are_behind_commas, is_wrapped, of_row, of_short};
pub use desk::{FileTally, Tally};
pub(crate) use elsewhere::{called, elsewhere, has_word_for_date, map_option, on_one_line, shell};
pub(crate) use encoding::{bad_bytes, looks_like, no_text, save_anew, told_of_utf8};
pub(crate) use eras::{Era, era, era_in, is_common_era};
pub(crate) use events::{ends_before_title, no_title};
pub(crate) use filled::{Filled, Filling};
pub use finding::{CODES, Code, Finding, Severity};
pub use forms::are_same_words;
pub(crate) use header::{broken_name, nul_in_name};
pub(crate) use joined::joined;
pub(crate) use links::BY_ITS_ID;
pub(crate) use lists::{is_list, items_in_quotes};
pub(crate) use misquoted::{name as misquoted_name, names as misquoted};
pub(crate) use missing::{are_foreign_names, are_names_below, is_like_date};
pub(crate) use mojibake::lost_letter;
pub use near::{did_you_mean, near};
pub(crate) use normal::{
    has_hidden, has_other_blanks, in_sight, next_unsettled, nfc, one_blank, traces, typed,
};
pub(crate) use one_line::rows as rows_in_header;
pub(crate) use parted::names as parted;
pub(crate) use participants::{ADD_ACTOR, is_role, string_of};
pub(crate) use parts::{Beside, beside, may_be_dates, of_date, theirs};
pub(crate) use people::{in_role, of_actors, of_one_name};
pub(crate) use placeholder::is_placeholder;
pub(crate) use qualified::{Kind as Qualifier, qualifying};
pub(crate) use returns::tell as tell_returns;
pub(crate) use roles::is_year;
pub(crate) use rows::{
    OF_REMARK, are_header, header_again, in_no_quotes, is_remark, nothing, nul, too_short,
};
pub(crate) use same_date::{is_finer, is_within};
pub(crate) use sources::{BY_WORDS, WITH_ID};
pub(crate) use stray::{CLOSE as CLOSE_QUOTE, behind_quote, finding as stray_quote};
pub(crate) use swallowed::Shape;
pub(crate) use uneven::{Names, too_long, too_short as all_too_short};
pub(crate) use unseen::in_names as unseen_in_names;
pub(crate) use unsplit::SEPARATE_SOURCES;

use actors::Actors;
use desk::Desk;
use event_links::LinkRows;
use events::{EventRows, Known};
use relationships::TieRows;
use slips::Numbered;
use sources::Sources;
use tables::{Files, Words};

/// What checking gives.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// What is sound.
    pub dataset: Dataset,
    /// What is wrong, in order of file and place.
    pub findings: Vec<Finding>,
    /// The account of rows.
    pub tally: Tally,
}

impl Checked {
    /// How many findings have a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|f| f.code.severity() == severity).count()
    }
}

/// Checks a folder.
///
/// ```
/// let folder = annals::read::texts(&[("events.csv", "date,title\n2025-13,A\n2025,B\n")]);
/// let checked = annals::check::dataset(folder);
/// assert_eq!(checked.dataset.events.len(), 2);
/// assert_eq!(checked.findings[0].code.name(), "impossible-date");
/// assert_eq!((checked.findings[0].place.line, checked.findings[0].place.column), (2, 6));
/// ```
pub fn dataset(folder: Folder) -> Checked {
    folder_in(folder, &Need::ALL, Split::default())
}

/// Checks a folder for what a command needs of it: without rows the dataset has files alone, and
/// the findings are the same.
pub fn folder(folder: Folder, need: &Need) -> Checked {
    folder_in(folder, need, Split::default())
}

/// The same, the files taken apart as `split` says; what comes out does not depend on it.
pub fn folder_in(mut folder: Folder, need: &Need, split: Split) -> Checked {
    if !folder.left.is_empty() {
        let left = std::mem::take(&mut folder.left);
        let texts = Arc::new(folder.files);
        if let Some(checked) = attempt(&texts, &left, (need, split)) {
            return checked;
        }
        folder = Folder { files: Arc::unwrap_or_clone(texts), left };
        folder.complete();
    }
    attempt(&Arc::new(folder.files), &[], (need, split)).unwrap_or_default()
}

/// Checks files, some of them left on disk; `None`: those are to be read whole.
fn attempt(
    texts: &Arc<Vec<DataFile>>,
    left: &[Left],
    (need, split): (&Need, Split),
) -> Option<Checked> {
    let mut desk = Desk::default();
    let accepted = header::files(texts, &mut desk);
    let files = Files { all: texts, accepted: &accepted, left, split };
    let rows = need.rows || need.findings && is_linked(files);
    if rows && !left.iter().all(Left::is_mapped) || !left.is_empty() && !files.has_all_accepted() {
        return None;
    }
    let mut tables = Tables::read(files, Need { rows, ..*need }, &mut desk)?;
    let empty = |texts| Dataset { files: texts, ..Dataset::default() };
    let dataset = if rows {
        let texts = complete(texts, std::mem::take(&mut tables.texts));
        whole(empty(Arc::clone(&texts)), Files { all: &texts, ..files }, &mut tables, &mut desk)
    } else {
        empty(repeated(texts, left, &tables, &mut desk)?)
    };
    if need.findings {
        apart::say(files, &tables.actors, &mut desk);
        suggest::all(&mut desk, (&tables.actors, &tables.sources), &dataset);
        tables.spellings(Files { all: &dataset.files, ..files }, &mut desk)?;
        conflict::settle(&mut desk);
    }
    rest::settle(&mut desk, &dataset.files);
    if !left.is_empty() && !rows && cut::needs_more(&desk, &dataset.files, left) {
        return None;
    }
    cut::settle(&mut desk, &dataset.files);
    uneven::settle(&mut desk, &dataset.files);
    returns::tell(&mut desk.findings, &dataset.files);
    if need.unused {
        sense::unused(files, (&tables.actors, &tables.sources), &mut desk);
    }
    finding::sort(&mut desk.findings);
    Some(Checked { dataset, findings: desk.findings, tally: desk.tally })
}

/// Whether events may be linked or numbered by `seq`, so that what is wrong is known only when all of
/// them are.
fn is_linked(files: Files) -> bool {
    let have = |fields: &[Field]| files.have(Table::Events, fields);
    files.has(Table::EventLinks) || have(&Field::LINKS) || have(&[Field::Seq])
}

/// What the rows of each table came to.
struct Tables<'f> {
    actors: Actors<'f>,
    sources: Sources<'f>,
    events: Vec<EventRows<'f>>,
    ties: Vec<TieRows<'f>>,
    linked: Vec<LinkRows>,
    /// The texts of files, by number, that were read as they lay in memory.
    texts: Vec<(usize, Content)>,
    need: Need,
}

impl<'f> Tables<'f> {
    fn read(files: Files<'f>, need: Need, desk: &mut Desk) -> Option<Self> {
        let (actors, sources) = named(files, need.rows, desk);
        let known = Known { actors: &actors, sources: &sources, need };
        let (events, texts) = events::read(files, known, desk)?;
        let ties = relationships::read(files, (&actors, &sources), desk);
        let linked = event_links::read(files, (&actors, &sources), desk);
        let tables = Tables { actors, sources, events, ties, linked, texts, need };
        desk.tally.actors =
            tables.actor_strings().map_or(tables.actors.names.rows.len(), assemble::distinct)
                as u64;
        desk.tally.sources =
            tables.source_strings().map_or(tables.sources.names.rows.len(), assemble::distinct)
                as u64;
        Some(tables)
    }

    /// Says which strings that serve as actors or sources only look the same, and which of them and of the tags are
    /// several; `None`: their files were left on disk and are to be read whole.
    fn spellings(&self, files: Files, desk: &mut Desk) -> Option<()> {
        let actors = self.actor_strings().map(spellings::groups).unwrap_or_default();
        let sources = self.source_strings().map(spellings::groups).unwrap_or_default();
        let several = (
            joined::among(|| words(self.actor_strings()), Table::Actors),
            joined::among(|| words(self.source_strings()), Table::Sources),
        );
        let is_several = !several.0.is_empty() || !several.1.is_empty();
        let tags = tags::several(words(Some(self.events.iter().map(|part| &part.tags))));
        if actors.is_empty() && sources.is_empty() && !is_several && tags.is_empty() {
            return Some(());
        }
        (self.need.rows || files.left.is_empty()).then(|| {
            spellings::say(files, (&actors, &sources), desk);
            joined::say(files, (&several.0, &several.1), desk);
            tags::say(files, &tags, desk);
        })
    }

    /// Without the table: the strings that serve as actors, by part.
    fn actor_strings(&self) -> Option<impl Iterator<Item = &Words>> {
        let named = self.events.iter().map(|part| &part.actors);
        (!self.actors.table).then(|| named.chain(self.ties.iter().map(|part| &part.actors)))
    }

    /// Without the table: the strings that serve as sources, by part.
    fn source_strings(&self) -> Option<impl Iterator<Item = &Words>> {
        let cited = self.events.iter().map(|part| &part.sources);
        let cited = cited.chain(self.ties.iter().map(|part| &part.sources));
        (!self.sources.table).then(|| cited.chain(self.linked.iter().map(|part| &part.sources)))
    }
}

/// The words of some parts, those of several parts more than once.
fn words<'w>(parts: Option<impl Iterator<Item = &'w Words>>) -> impl Iterator<Item = &'w str> {
    parts.into_iter().flatten().flat_map(|part| &part.list).map(String::as_str)
}

/// The files, those whole of which only the header was there.
fn complete(files: &Arc<Vec<DataFile>>, texts: Vec<(usize, Content)>) -> Arc<Vec<DataFile>> {
    if texts.is_empty() {
        return Arc::clone(files);
    }
    let mut files = files.to_vec();
    texts.into_iter().for_each(|(n, text)| files[n].text = text);
    Arc::new(files)
}

/// What events refer to: actors, and sources whose `rows` are kept or not, side by side where there
/// are many.
fn named<'f>(files: Files<'f>, rows: bool, desk: &mut Desk) -> (Actors<'f>, Sources<'f>) {
    if !files.are_many(Table::Actors) {
        return (actors::read(files, desk), sources::read(files, rows, desk));
    }
    let mut other = desk.another();
    let (actors, sources) =
        cores::both(|| actors::read(files, desk), || sources::read(files, rows, &mut other));
    desk.join(other);
    (actors, sources)
}

/// Says which rows of events stand twice, of which nothing else is kept; gives the files with all
/// that findings are about. `None`: those left on disk are to be read whole.
fn repeated(
    texts: &Arc<Vec<DataFile>>,
    left: &[Left],
    tables: &Tables,
    desk: &mut Desk,
) -> Option<Arc<Vec<DataFile>>> {
    let numbered = Numbered::new(tables.events.iter().map(|part| &part.slips));
    let (doubtful, alike) = (numbered.doubtful(), twice::alike(&tables.events));
    let files = match left {
        [] => Arc::clone(texts),
        _ => {
            let rows = doubtful.iter().chain(alike.iter().flatten());
            let ranges: Vec<_> = rows.filter_map(|n| numbered.range(*n)).collect();
            Arc::new(images::of(texts, left, &ranges, std::mem::take(&mut desk.lines))?)
        }
    };
    let refused = numbered.settle(doubtful, &files, desk);
    let row = |n: u32| refused.binary_search(&n).is_err().then(|| numbered.row(n)).flatten();
    twice::same_event((&files, &tables.linked), alike, row, desk);
    Some(files)
}

/// The dataset of the tables, its events settled, linked and ordered in time.
fn whole(empty: Dataset, files: Files, tables: &mut Tables, desk: &mut Desk) -> Dataset {
    let order = settled::order(files, (&tables.events, &tables.linked), desk);
    let mut dataset = assemble::dataset(empty, tables, (&order.kept, &order.made));
    let drafts = links::Drafts {
        references: tables.events.iter().flat_map(|part| &part.references).collect(),
        rows: tables.linked.iter().flat_map(|part| &part.links).collect(),
        lost: tables.linked.iter().flat_map(|part| &part.lost).collect(),
    };
    let refused = (order.refused.as_slice(), files.refused(Table::Events));
    if tables.need.findings {
        dataset.links = links::resolve(&dataset, &drafts, refused, desk);
        dataset.time = time::reckon(&dataset);
        contradictions::say(&dataset, desk);
    }
    if desk.tally.files.iter().any(|file| file.refused > 0) {
        prune::unused(&mut dataset);
    }
    dataset
}
