//! Rows to a dataset plus all findings.
//!
//! Invariant: never stops at the first finding, never opens a file, and what it gives does not
//! depend on the order of rows.

mod actors;
mod assemble;
mod columns;
mod contact_type;
mod contradictions;
mod dates;
mod desk;
mod doubts;
mod event_links;
mod events;
pub mod finding;
mod header;
mod ids;
mod images;
mod links;
mod lists;
mod names;
mod placeholder;
mod prune;
mod relationships;
mod rows;
mod seq;
mod sources;
mod tables;

use std::sync::Arc;

use crate::cores;
use crate::model::content::Content;
use crate::model::{DataFile, Dataset, Field, Table, time};
use crate::read::chunks::Split;
use crate::read::{Folder, Left, Need};

pub(crate) use columns::beside_date::{Beside, beside};
pub(crate) use columns::contents::{Filled, Filling};
pub(crate) use columns::date_names::is_year;
pub(crate) use columns::date_parts::{may_be_dates, of_date, theirs};
pub(crate) use columns::date_qualifiers::{Kind as Qualifier, qualifying};
pub(crate) use columns::eras::{Era, era, era_in, is_common_era, without_year_0};
pub(crate) use columns::foreign_names::{
    called, elsewhere, has_word_for_date, map_option, on_one_line, shell,
};
pub(crate) use columns::missing::{are_foreign_names, are_names_below, is_like_date};
pub(crate) use columns::people::{in_role, of_actors, of_one_name};
pub(crate) use columns::same_date::{is_finer, is_within};
pub(crate) use columns::{called_otherwise, not_read, not_read_as};
pub(crate) use dates::finding as date_finding;
pub use desk::{FileTally, Tally};
pub(crate) use events::{ends_before_title, no_title};
pub(crate) use finding::Remedy;
pub use finding::{CODES, Code, Finding, Severity};
pub(crate) use header::delimiter::{are_behind_commas, in_words, is_wrapped, of_row, of_short};
pub(crate) use header::encoding::{bad_bytes, looks_like, no_text, save_anew, told_of_utf8};
pub(crate) use header::glued_names::{finding as glued_header, first_row};
pub(crate) use header::marked_lines::rows as marked_rows;
pub(crate) use header::one_line::rows as rows_in_header;
pub(crate) use header::other_signs::names as parted;
pub(crate) use header::quoted_names::{name as misquoted_name, names as misquoted};
pub(crate) use header::quoted_rows::{are_all as are_all_quoted, finding as all_quoted};
pub(crate) use header::uneven_rows::{Names, too_long, too_short as all_too_short};
pub(crate) use header::unseen::in_names as unseen_in_names;
pub(crate) use header::{broken_name, nul_in_name};
pub(crate) use ids::is_id;
pub(crate) use lists::participants::{is_role, string_of};
pub(crate) use lists::several_items::joined;
pub(crate) use lists::{is_list, items_in_quotes};
pub use names::near::{did_you_mean, near};
pub(crate) use names::unicode::{
    has_hidden, has_other_blanks, in_sight, next_unsettled, nfc, one_blank, traces, typed,
};
pub use names::word_order::are_same_words;
pub(crate) use placeholder::is_placeholder;
pub(crate) use rows::comments::{finding as comment_line, is_comment};
pub(crate) use rows::cut::{Short, finding as cut_row, in_parts, may_be_part};
pub(crate) use rows::glued::others as other_rows;
pub(crate) use rows::lost_letters::lost_letter;
pub(crate) use rows::merge_conflict::{finding as merge_finding, in_cells as merges_in_cells};
pub(crate) use rows::returns::tell as tell_returns;
pub(crate) use rows::second_header::{Says, finding as second_header, what as header_again};
pub(crate) use rows::stray_quotes::{CLOSE as CLOSE_QUOTE, behind_quote, finding as stray_quote};
pub(crate) use rows::sums::{finding as sum_row, is_sum};
pub(crate) use rows::swallowed::Shape;
pub(crate) use rows::{OF_REMARK, in_no_quotes, is_remark, nothing, nul, too_short};
pub(crate) use sources::without_table;

use actors::Actors;
use desk::Desk;
use event_links::LinkRows;
use events::{EventRows, Known};
use ids::rows_in_brief::Numbered;
use relationships::TieRows;
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
        columns::people_left_out::say(files, &tables.actors, &mut desk);
        names::suggest::all(&mut desk, (&tables.actors, &tables.sources), &dataset);
        tables.spellings(Files { all: &dataset.files, ..files }, &mut desk)?;
        rows::merge_conflict::settle(&mut desk);
    }
    rows::open_quote::settle(&mut desk, &dataset.files);
    if !left.is_empty() && !rows && rows::cut::needs_more(&desk, &dataset.files, left) {
        return None;
    }
    rows::cut::settle(&mut desk, &dataset.files);
    header::uneven_rows::settle(&mut desk, &dataset.files);
    header::exchanged_names::settle(&mut desk, &dataset.files);
    rows::returns::tell(&mut desk.findings, &dataset.files);
    if need.unused {
        doubts::unused(files, (&tables.actors, &tables.sources), &mut desk);
    }
    rows::sums::settle(&mut desk);
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
        let actors = self.actor_strings().map(names::lookalikes::groups).unwrap_or_default();
        let sources = self.source_strings().map(names::lookalikes::groups).unwrap_or_default();
        let several = (
            lists::several_items::among(|| words(self.actor_strings()), Table::Actors),
            lists::several_items::among(|| words(self.source_strings()), Table::Sources),
        );
        let is_several = !several.0.is_empty() || !several.1.is_empty();
        let tags = lists::tags::several(words(Some(self.events.iter().map(|part| &part.tags))));
        if actors.is_empty() && sources.is_empty() && !is_several && tags.is_empty() {
            return Some(());
        }
        (self.need.rows || files.left.is_empty()).then(|| {
            names::lookalikes::say(files, (&actors, &sources), desk);
            lists::several_items::say(files, (&several.0, &several.1), desk);
            lists::tags::say(files, &tags, desk);
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
    let (doubtful, alike) = (numbered.doubtful(), ids::same_event::alike(&tables.events));
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
    ids::same_event::same_event((&files, &tables.linked), alike, row, desk);
    Some(files)
}

/// The dataset of the tables, its events settled, linked and ordered in time.
fn whole(empty: Dataset, files: Files, tables: &mut Tables, desk: &mut Desk) -> Dataset {
    let order = ids::kept_rows::order(files, (&tables.events, &tables.linked), desk);
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
