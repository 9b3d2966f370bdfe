//! `annals build`: everything the data gives, into one folder.
//!
//! Invariant: each file is written whole or not at all, and is the same as the command of its
//! own would write.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use annals::check::{Checked, Severity};
use annals::model::{Table, counted};
use annals::read::Need;
use annals::view::chronology::{Chronology, Options};
use annals::view::{
    self, Basis, Diagram, DiagramOptions, NetworkOptions, Selection, Sheet, View, tables,
};
use annals::{Error, graph, write};

use super::args::Global;
use super::{Outcome, load, occupied, output};

/// Write everything into a folder: chronology, diagram, tables, graph
///
/// Example: annals build -o output
///
/// Says on standard error what was read, kept and refused, what is wrong in the data, and what
/// was written. A folder with events that are not in the data is left alone.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder; it is made if it is not there
    #[arg(short, long, value_name = "FOLDER", default_value = "output")]
    output: PathBuf,
}

/// Everything that is written: the name of the file, and what goes into it.
const OUTPUTS: &[(&str, Make)] = &[
    ("timeline.md", timeline),
    ("timeline.txt", timeline),
    ("diagram.dot", diagram),
    ("diagram.svg", readme),
    ("diagram-full.svg", full),
    (EVENTS, events),
    ("ties.csv", ties),
];

/// The events, by which a folder is one of data unless the graph there has them; so they are written after it.
const EVENTS: &str = "events.csv";

/// What goes into a file.
type Make = for<'c> fn(&'c Checked, &Selection) -> View<'c>;

/// The graph as networkx reads it, which is no view. It says which events `build` wrote beside it.
pub(super) const GRAPH: &str = "graph.json";

pub(crate) fn run(args: &Args, global: &Global) -> Result<Outcome, Error> {
    let checked = load::quietly(global, &Need::ALL)?;
    tally(&checked, global);
    load::strict(global, &checked)?;
    let selection = Selection::all(&checked.dataset);
    let folder = &args.output;
    let io = |source| Error::Io { action: "make", path: folder.display().to_string(), source };
    output::beside_the_data(folder, global)?;
    occupied::by_others(folder, &checked.dataset)?;
    std::fs::create_dir_all(folder).map_err(io)?;
    let names = OUTPUTS.iter().map(|(name, _)| *name).chain([GRAPH]);
    names.map(|name| folder.join(name)).try_for_each(|f| output::beside_the_data(&f, global))?;
    let said = write_all(&checked, &selection, folder)?;
    said.iter().for_each(|said| load::say(said));
    let names: Vec<&str> = OUTPUTS.iter().map(|(name, _)| *name).chain([GRAPH]).collect();
    load::say(&format!("written to {}: {}", folder.display(), names.join(", ")));
    Ok(Outcome::Done)
}

/// Writes every file, several at a time: the two pictures take longer than all the rest. Gives back what
/// pictures leave out, and what all of them say of events that make no tie.
fn write_all(
    checked: &Checked,
    selection: &Selection,
    folder: &Path,
) -> Result<Vec<String>, Error> {
    std::thread::scope(|scope| {
        let start = |(name, make): &'static (&str, Make)| {
            scope.spawn(move || {
                let view = make(checked, selection);
                write_one(&view, &folder.join(name))?;
                Ok(if let View::Diagram(diagram) = &view {
                    left_out(name, diagram)
                } else {
                    Vec::new()
                })
            })
        };
        let running: Vec<_> =
            OUTPUTS.iter().filter(|(name, _)| *name != EVENTS).map(start).collect();
        output::whole(&folder.join(GRAPH), |out| {
            let graph = graph::build(&checked.dataset);
            Ok(write::graph_json::graph(&checked.dataset, &graph, out)?)
        })?;
        write_one(&events(checked, selection), &folder.join(EVENTS))?;
        let written = running.into_iter().map(|thread| thread.join().expect("no writer panics"));
        let mut said: Vec<String> = written.collect::<Result<Vec<_>, Error>>()?.concat();
        let mut seen = BTreeSet::new();
        said.retain(|said| seen.insert(said.clone()));
        Ok(said)
    })
}

/// What a picture leaves out that nobody asked to leave out, and what it says of events that make no tie.
fn left_out(name: &str, diagram: &Diagram) -> Vec<String> {
    let is_own = |said: &String| diagram.is_cut && !diagram.untied.contains(said);
    let own = diagram.remarks.iter().filter(|said| is_own(said));
    own.map(|said| format!("{name}: {said}")).chain(diagram.untied.clone()).collect()
}

/// Writes a view in the format of the file's extension.
fn write_one(view: &View, path: &Path) -> Result<(), Error> {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    let format = write::by_extension(extension).expect("every output has a known extension");
    output::whole(path, |out| write::view(view, format, out))
}

fn timeline<'c>(checked: &'c Checked, selection: &Selection) -> View<'c> {
    View::Chronology(Box::new(Chronology::of(&checked.dataset, selection, Options::default())))
}

fn diagram<'c>(checked: &'c Checked, selection: &Selection) -> View<'c> {
    View::Diagram(view::diagram(&checked.dataset, selection, &DiagramOptions::default()))
}

/// The busiest actors on a page that a README shows without shrinking it.
fn readme<'c>(checked: &'c Checked, selection: &Selection) -> View<'c> {
    let network = NetworkOptions { actors: Some(25), ..NetworkOptions::default() };
    let options = DiagramOptions { network, width: Some(880), ..DiagramOptions::default() };
    View::Diagram(view::diagram(&checked.dataset, selection, &options))
}

/// So many ties are drawn: more are a black page of many megabytes.
const MOST_TIES: usize = 20_000;

/// Every tie; of very many the strongest.
fn full<'c>(checked: &'c Checked, selection: &Selection) -> View<'c> {
    let most = Some(MOST_TIES);
    let options = DiagramOptions { all: true, most, ..DiagramOptions::default() };
    View::Diagram(view::diagram(&checked.dataset, selection, &options))
}

fn events<'c>(checked: &'c Checked, _selection: &Selection) -> View<'c> {
    View::Sheet(Sheet::whole(&checked.dataset, Table::Events))
}

fn ties<'c>(checked: &'c Checked, selection: &Selection) -> View<'c> {
    let ties = tables::Ties::of(&checked.dataset, selection, Basis::Met);
    View::Ties(Box::new(ties))
}

/// Says the rows by file and the findings by severity.
fn tally(checked: &Checked, global: &Global) {
    for (file, tally) in checked.dataset.files.iter().zip(&checked.tally.files) {
        if file.table.is_some() {
            let (read, kept, refused) = (tally.read, tally.kept(), tally.refused);
            let read = counted(read as usize, "row");
            load::say(&format!("{}: {read} read, {kept} kept, {refused} refused", file.name));
        }
    }
    let count = |severity| counted(checked.count(severity), severity.word());
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let hint = match checked.findings.is_empty() {
        true => String::new(),
        false => format!("; `{}` shows them", load::check_command(global)),
    };
    load::say(&format!("{errors}, {warnings}, {}{hint}", count(Severity::Note)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_table_of_a_folder_is_made_whole_before_it_is_written() {
        let events = "date,title,type,actors\n2025,A,meeting,a;b\n";
        let checked = annals::check::dataset(annals::read::texts(&[("events.csv", events)]));
        let all = Selection::all(&checked.dataset);
        for (name, make) in OUTPUTS {
            assert!(!matches!(make(&checked, &all), View::Report(_)), "{name}");
        }
    }

    #[test]
    fn of_very_many_ties_the_picture_of_all_has_the_strongest() {
        let actors: Vec<String> = (0..201).map(|n| format!("m{n}")).collect();
        let row = |actors: &[String]| format!("2025,A,meeting,{}\n", actors.join(";"));
        let text = ["date,title,type,actors\n", &row(&actors), &row(&actors[199..])].concat();
        let checked = annals::check::dataset(annals::read::texts(&[("events.csv", &text)]));
        let View::Diagram(diagram) = full(&checked, &Selection::all(&checked.dataset)) else {
            unreachable!("a picture");
        };
        assert_eq!(diagram.lines.len(), MOST_TIES); // of 20 100
        assert!(diagram.lines.iter().any(|line| line.label == "2"));
        let left = "100 of 20100 ties are not drawn: the strongest are; `annals export --table ties` has every one.";
        assert_eq!(diagram.remarks, [left]);
    }
}
