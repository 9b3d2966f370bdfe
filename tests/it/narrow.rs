//! What a command reads only in part gives what it gives of the whole folder.

use std::fs;

use annals::check::{self, Checked};
use annals::model::{Dataset, Table};
use annals::read::chunks::Split;
use annals::read::{self, Need};
use annals::view::chronology::{Options, Sort, ordered};
use annals::view::query::narrow;
use annals::view::stands::Listed;
use annals::view::{
    self, Basis, DiagramOptions, NetworkOptions, Query, Selection, Sheet, View, chronology,
};
use annals::write;

use crate::support::Sandbox;

/// The chronology of a query.
fn told(checked: &Checked, terms: &[String]) -> String {
    let dataset = &checked.dataset;
    let selection = Query::parse(terms, false, dataset).unwrap().select(dataset);
    written(&View::Report(chronology(dataset, &selection, &Options::default())), "markdown")
}

fn written(view: &View, format: &str) -> String {
    let mut out = Vec::new();
    write::view(view, write::by_name(format).unwrap(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

const ACTORS: &str = "id,name,aliases
ann,Ann Müller,Áine;K. Park;the \"boss\";\u{200b}Annie;Zo\u{ad}ë
ben,Ben,Ann Mueller
\u{43a}im,Cy,
zel,Володимир Зеленський,Зе
kju,김정은,
ohm,Ω,金
";

/// How an actor may stand in a cell: by id, name, alias, composed and not, with a role, wrongly.
const REFERENCES: &[&str] = &[
    "ann",
    "ann:host",
    "Ann Müller",
    "Ann Mu\u{308}ller:guest",
    "Áine",
    "A\u{301}ine",
    "ben",
    "BEN",
    "\u{212a}. Park",
    "K. Park",
    "Ann Mueller",
    "zel",
    "Володимир Зеленськии\u{306}",
    "Зе:caller",
    "kju",
    "김정은",
    "\u{1100}\u{1175}\u{11b7}정은",
    "ohm",
    "\u{2126}",
    "\u{f90a}:host",
    "Annie\u{2060}:host",
    "Zo\u{ad}ë",
    "Zoë",
    "annn",
    "x",
    "\"\"",
];

const PIECES: &[&str] =
    &[",", ",", "\n", "\n", "\"", "e1", "2025", "ann", ";", "\r\n", "é", "\0", NO_TEXT];

/// Stands for a byte that no text has.
const NO_TEXT: &str = "\u{a4}";

fn bytes(rows: &str) -> Vec<u8> {
    rows.split(NO_TEXT).map(str::as_bytes).collect::<Vec<_>>().join(&0xE9)
}

/// A file of events that are numbered from `first` on; some of them have the number of one before.
fn events(
    u: &mut arbtest::arbitrary::Unstructured,
    first: usize,
) -> arbtest::arbitrary::Result<String> {
    let id_first = u.ratio(2, 3)?;
    let head = if id_first { "id,date" } else { "date,id" };
    let mut text = format!("{head},title,actors,sources\n");
    for n in first..first + u.int_in_range(1..=40)? {
        let id = if u.ratio(1, 6)? { u.int_in_range(0..=n)? } else { n };
        let day = u.int_in_range(1..=31)?;
        let (one, two) = (u.choose(REFERENCES)?, u.choose(REFERENCES)?);
        let title =
            u.choose(&["A", "Ann, ann", "\"Z, \"\"ann\"\"\n and more\"", "Ö", NO_TEXT, ""])?;
        let title =
            if title.contains(',') && !title.starts_with('"') { "\"Ann, ann\"" } else { title };
        let source = u.choose(&["s1", "s2#p. 3", "s3", "https://x.example/1", "nobody", ""])?;
        let id = match u.int_in_range(0..=9)? {
            0 => format!("\"e{id:02}\""),
            1 => format!("a very long id {id:02}"),
            _ => format!(" e{id:02}"),
        };
        let day = format!("2025-02-{day:02}");
        let (first, second) = if id_first { (id, day) } else { (day, id) };
        text.push_str(&format!("{first},{second},{title},\"{one};{two}\",{source}\n"));
        if u.ratio(1, 25)? {
            for _ in 0..u.int_in_range(1..=6)? {
                text.push_str(u.choose(PIECES)?);
            }
        }
    }
    Ok(text)
}

const MOST_FILES: usize = 3;

/// The same in one file or several, of which the later know some ids of the earlier.
fn split(u: &mut arbtest::arbitrary::Unstructured) -> arbtest::arbitrary::Result<Vec<String>> {
    let files = u.int_in_range(1..=MOST_FILES)?;
    let mut first = 0;
    (0..files)
        .map(|_| {
            let rows = events(u, first)?;
            first += u.int_in_range(0..=rows.lines().count())?;
            Ok(rows)
        })
        .collect()
}

const SOURCES: &str = "id,title,published,url
s1,First,2024,https://x.example/0
s2,Second,2025-02-30,
s3,Third,,https://x.example/3
s3,Third again,,
s4,Fourth,,https://x.example/1
";

/// Three hundred random folders, the same everywhere.
fn folders(
    mut each: impl FnMut(&mut arbtest::arbitrary::Unstructured) -> arbtest::arbitrary::Result<()>,
) {
    for seed in 1..=300u64 {
        // A seed is a number and how many random bytes there are.
        let bytes = 500 + seed % 40 * 100;
        arbtest::arbtest(&mut each).seed(seed << 32 | bytes);
    }
}

#[test]
fn one_actors_chronology_is_that_of_the_whole_folder() {
    let sandbox = Sandbox::new();
    let folder = sandbox.path().join("narrow");
    fs::create_dir_all(&folder).unwrap();
    let (mut narrowed, mut whole, mut told_of) = (0, 0, 0);
    folders(|u| {
        let rows = split(u)?;
        fs::write(folder.join("actors.csv"), ACTORS).unwrap();
        fs::write(folder.join("sources.csv"), SOURCES).unwrap();
        for (n, rows) in rows.iter().enumerate() {
            fs::write(folder.join(format!("events-{n}.csv")), bytes(rows)).unwrap();
        }
        for n in rows.len()..MOST_FILES {
            let _ = fs::remove_file(folder.join(format!("events-{n}.csv")));
        }
        let mut terms = vec![format!(
            "actor:{}",
            u.choose(&["ann", "Áine", "zel", "ben", "kju", "ohm", "боss", "annie", "zoë"])?
        )];
        if u.ratio(1, 4)? {
            terms.push("actor:ben".to_string());
        }
        if u.ratio(1, 4)? {
            terms.push("date:2025-02-05..2025-02-20".to_string());
        }
        let chunk = *u.choose(&[1, 7, 50, 300, 1 << 20])?;
        let split = Split { threads: u.int_in_range(1..=3)?, chunk };
        match narrow::checked_in(&folder, &terms, split).unwrap() {
            None => whole += 1,
            Some(part) => {
                narrowed += 1;
                let all = check::dataset(read::folder(&folder, &Need::ALL).unwrap());
                let all = told(&all, &terms);
                told_of += usize::from(all.contains("2025"));
                assert_eq!(told(&part, &terms), all, "{terms:?} {split:?}\n{}", rows.join("\n"));
            }
        }
        Ok(())
    });
    println!("{narrowed} read in part, {told_of} of them with events; {whole} read whole");
    assert!(narrowed > 20 && told_of > 10, "{narrowed} {told_of}");
}

/// The events as they are exported in the order of their first instants, and by id.
fn exported(dataset: &Dataset) -> String {
    let by_start = Options { sort: Sort::Start, ..Options::default() };
    let rows = Listed::Events(ordered(dataset, &Selection::all(dataset), &by_start));
    let sheets = [Sheet::of(dataset, Table::Events, rows), Sheet::whole(dataset, Table::Events)];
    sheets.map(|sheet| written(&View::Sheet(sheet), "csv")).concat()
}

/// The pictures of who met whom and who is named together.
fn drawn(dataset: &Dataset) -> String {
    let picture = |basis| {
        let network = NetworkOptions { basis, ..NetworkOptions::default() };
        let options = DiagramOptions { network, all: true, ..DiagramOptions::default() };
        let diagram = view::diagram(dataset, &Selection::all(dataset), &options);
        written(&View::Diagram(diagram), "dot")
    };
    [Basis::Met, Basis::Together].map(picture).concat()
}

#[test]
fn rows_and_ties_do_not_depend_on_what_else_is_read() {
    let (mut rows, mut lines) = (0, 0);
    folders(|u| {
        let events = events(u, 0)?;
        let files = [("events.csv", &*events), ("actors.csv", ACTORS), ("sources.csv", SOURCES)];
        let checked = |need: &Need| {
            let files =
                files.iter().filter(|f| need.tables.contains(&read::table_of(f.0).unwrap()));
            check::folder(read::texts(&files.copied().collect::<Vec<_>>()), need).dataset
        };
        let whole = checked(&Need::ALL);
        let (table, picture) = (exported(&whole), drawn(&whole));
        assert_eq!(exported(&checked(&Need::EVENTS)), table, "{events}");
        assert_eq!(drawn(&checked(&Need::ACTORS)), picture, "{events}");
        rows += whole.events.len();
        lines += picture.matches(" -- ").count();
        Ok(())
    });
    println!("{rows} rows, {lines} lines");
    assert!(rows > 1000 && lines > 100, "{rows} {lines}");
}

#[test]
fn an_id_that_stands_twice_is_refused_in_whichever_files_it_stands() {
    let sandbox = Sandbox::new()
        .csv("actors", "id,name\nada,Ada\nben,Ben\n")
        .csv("events", "id,date,title,actors\ne1,2025,A,ada\ne2,2025,B,ada\n")
        .csv("events-2", "id,date,title,actors\ne1,2024,other,ben\n");
    let run = sandbox.run(["timeline", "actor:ada", "--brief"]).code(0);
    run.stdout_has("[e2]").stdout_lacks("[e1]").stderr_has("1 error");
}

#[test]
fn a_folder_in_the_middle_of_a_rename_is_not_read_in_part_either() {
    let sandbox = Sandbox::new()
        .csv("events", "id,date,title,actors\ne1,2025,A,ann\n")
        .csv("actors", "id,name\nann,Ann\n");
    sandbox.run(["timeline", "actor:ann"]).code(0);
    fs::write(sandbox.path().join("data").join(read::JOURNAL), "").unwrap();
    sandbox.run(["timeline", "actor:ann"]).code(2);
}

#[test]
fn an_actor_of_very_many_names_is_found_by_each_and_others_keep_theirs() {
    let count = 2_100;
    let aliases =
        |n: usize| if n == 7 { (0..300).map(|a| format!("Name {a}")).collect() } else { vec![] };
    let mut actors = "id,name,aliases\n".to_string();
    let mut events = "id,date,title,actors\n".to_string();
    for n in 0..count {
        actors.push_str(&format!("a{n:04},Actor {n},{}\n", aliases(n).join(";")));
        // The second and third have the same place among the names that are kept.
        events.push_str(&format!(
            "e{n},2025-02-12,T,Name {};a{n:04};a{:04}\n",
            n % 300,
            (n + 1024) % count
        ));
    }
    let sandbox = Sandbox::new().csv("actors", &actors).csv("events", &events);
    let terms = vec!["actor:Name 299".to_string()];
    let whole = check::dataset(read::folder(&sandbox.data(), &Need::ALL).unwrap());
    let told_of_whole = told(&whole, &terms);
    for n in (0..count).filter(|n| *n != 7 && (n + 1024) % count != 7) {
        let names = format!("Actor 7, Actor {n}, Actor {}", (n + 1024) % count);
        assert!(told_of_whole.contains(&names), "{names}");
    }
    let part = narrow::checked(&sandbox.data(), &terms).unwrap().unwrap();
    assert_eq!(told(&part, &terms), told_of_whole);
}
