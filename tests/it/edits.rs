//! Edits of random folders: old bytes are a prefix, refusals change nothing, there and back is nothing.
//!
//! `ANNALS_RANDOM_MS=60000 cargo test edits` looks longer.

use std::fs;
use std::path::Path;

use annals::edit::columns::Mapping;
use annals::edit::input::{self, Input, Reading};
use annals::edit::{self, Home, Plan, Request, rename};
use annals::write::findings::{Extent, Look};
use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;

const DATES: &[&str] =
    &["2025", "2025-02-12~", "[..2025-02-07]", "", "2025-13", "9 May 2025", "2025-01/2025-03"];
const TEXTS: &[&str] =
    &["A", "a, b", "say \"hi\"", "two\nlines", " blank ", "Ґанок", "x;y", "=1+1", "тест, \"ок\""];
const ACTORS: &[&str] = &["ann", "bob:host;ann", "Ann Lee", "nobody", "", "ann:guest; bob"];
const COLUMNS: &[&str] = &["id", "date", "title", "actors", "summary", "mine"];

/// Runs a property on inputs large enough for whole folders.
fn random(property: impl FnMut(&mut Unstructured) -> Result<()>) {
    let time = std::env::var("ANNALS_RANDOM_MS").ok().and_then(|v| v.parse().ok()).unwrap_or(1500);
    arbtest(property).size_min(2048).size_max(1 << 16).budget_ms(time).run();
}

/// A CSV text in some style: delimiter, line ends, quotes, with or without a final line end.
fn csv(u: &mut Unstructured, columns: &[&str], style: (char, bool)) -> Result<String> {
    let (delimiter, always) = style;
    let end = *u.choose(&["\n", "\r\n"])?;
    let quote = |value: &str| match always || value.contains([delimiter, '"', '\n', '\r']) {
        true => format!("\"{}\"", value.replace('"', "\"\"")),
        false => value.to_string(),
    };
    let mut lines = vec![columns.iter().map(|c| quote(c)).collect::<Vec<_>>()];
    for n in 0..u.int_in_range(0..=6)? {
        let mut row = Vec::new();
        for column in columns {
            let id = format!("e{}", u.int_in_range(0..=9)? + 10 * n);
            let value = match *column {
                "id" if u.ratio(4, 5)? => id.as_str(),
                "id" => "",
                "date" => u.choose(DATES)?,
                "actors" => u.choose(ACTORS)?,
                _ => u.choose(TEXTS)?,
            };
            row.push(quote(value));
        }
        lines.push(row);
    }
    let delimiter = delimiter.to_string();
    let mut text: String = lines.iter().map(|l| l.join(&delimiter) + end).collect();
    if u.ratio(1, 4)? {
        text.truncate(text.len() - end.len());
    }
    Ok(text)
}

fn some_columns<'c>(u: &mut Unstructured, all: &[&'c str]) -> Result<Vec<&'c str>> {
    let mut columns: Vec<&str> = vec!["date", "title"];
    for column in all.iter().filter(|c| !matches!(**c, "date" | "title")) {
        if u.arbitrary()? {
            columns.insert(u.int_in_range(0..=columns.len())?, column);
        }
    }
    Ok(columns)
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn random(u: &mut Unstructured) -> Result<Folder> {
        let folder = tempfile::tempdir().unwrap();
        let columns = some_columns(u, COLUMNS)?;
        let always = u.ratio(1, 4)?;
        let bom = if u.ratio(1, 8)? { "\u{feff}" } else { "" };
        let events = format!("{bom}{}", csv(u, &columns, (',', always))?);
        fs::write(folder.path().join("events.csv"), events).unwrap();
        if u.arbitrary()? {
            fs::write(folder.path().join("actors.csv"), "id,name\nann,Ann Lee\nbob,Bob").unwrap();
        }
        Ok(Folder(folder))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn bytes(&self) -> Vec<(String, Vec<u8>)> {
        let entry = |e: std::io::Result<fs::DirEntry>| {
            let e = e.unwrap();
            (e.file_name().into_string().unwrap(), fs::read(e.path()).unwrap())
        };
        let mut files: Vec<_> = fs::read_dir(self.path()).unwrap().map(entry).collect();
        files.sort();
        files
    }

    fn plan(&self, input: &Input, (accept_good, add): (bool, bool)) -> (Home, Plan) {
        let home = Home::open(self.path()).unwrap();
        let plan = edit::plan(&Request {
            home: &home,
            input,
            into: None,
            mapping: Mapping { map: &[], add },
            dates: &Default::default(),
            accept_good,
            create_actors: false,
            create_sources: None,
        });
        let plan = plan.unwrap();
        (home, plan)
    }
}

fn read(content: &[u8]) -> Option<Input> {
    let known = |name: &str| COLUMNS.contains(&name);
    input::read(
        "in.csv",
        content,
        Reading { delimiter: None, encoding: None, known: &known, accept_good: false },
    )
    .ok()
}

#[test]
fn old_bytes_are_a_prefix_and_rows_come_out_as_they_went_in() {
    let (mut all_added, mut all_refused) = (0, 0);
    random(|u| {
        let folder = Folder::random(u)?;
        let before = folder.bytes();
        let columns = some_columns(u, &COLUMNS[..5])?;
        let delimiter = *u.choose(&[',', ';', '\t'])?;
        let text = csv(u, &columns, (delimiter, false))?;
        let Some(input) = read(text.as_bytes()) else { return Ok(()) };
        let accept_good = u.arbitrary()?;
        let (home, mut plan) = folder.plan(&input, (accept_good, false));
        let (added, there, refused) = (plan.added.len(), plan.there.len(), plan.refused.len());
        all_added += added;
        all_refused += refused;
        if plan.errors.is_empty() {
            assert_eq!(added + there + refused, input.rows.len(), "{text}");
        }
        edit::write(&home, &mut plan).unwrap();
        for ((name, old), (_, new)) in before.iter().zip(folder.bytes()) {
            assert!(new.starts_with(old), "{name}: {text}");
            if !accept_good && !plan.errors.is_empty() {
                assert_eq!(*old, new, "{name}: {text}");
            }
        }
        let (_, again) = folder.plan(&input, (accept_good, false));
        assert_eq!(
            again.added.len(),
            0,
            "{text}\n{}",
            String::from_utf8_lossy(&folder.bytes()[0].1)
        );
        Ok(())
    });
    assert!(all_added > 0 && all_refused > 0, "{all_added} {all_refused}");
}

#[test]
fn added_columns_change_no_value() {
    random(|u| {
        let folder = Folder::random(u)?;
        let input = read(&csv(u, &COLUMNS[..5], (',', false))?.into_bytes()).unwrap();
        let (home, mut plan) = folder.plan(&input, (true, true));
        let rows = |home: &Home| {
            let file = home.file("events.csv").unwrap();
            let mut records = annals::read::Records::new(file, 0);
            let mut rows = Vec::new();
            while let Some(record) = records.next() {
                let values = record.cells.iter().map(|c| c.value(&file.text).into_owned());
                rows.push(values.collect::<Vec<_>>());
            }
            (file.header_names(), rows)
        };
        let (old_names, old_rows) = rows(&home);
        edit::write(&home, &mut plan).unwrap();
        let (names, new_rows) = rows(&Home::open(folder.path()).unwrap());
        assert!(names.starts_with(&old_names));
        for (old, new) in old_rows.iter().zip(new_rows) {
            assert!(new.starts_with(old) && new[old.len()..].iter().all(String::is_empty));
        }
        Ok(())
    });
}

/// Findings can be shown with their lines, whatever these hold.
fn show(findings: Vec<annals::check::Finding>, files: Vec<annals::model::DataFile>) {
    let dataset = annals::model::Dataset { files: files.into(), ..Default::default() };
    let checked = annals::check::Checked { dataset, findings, tally: Default::default() };
    let (look, extent) = (Look::Plain, Extent::All);
    annals::write::findings::list(&checked, look, extent, &mut Vec::new()).unwrap();
}

#[test]
fn any_bytes_are_added_whole_or_leave_every_byte_as_it_was() {
    random(|u| {
        let folder = Folder::random(u)?;
        let before = folder.bytes();
        let mut content = csv(u, &COLUMNS[..4], (';', false))?.into_bytes();
        for _ in 0..u.int_in_range(0..=4)? {
            let at = u.choose_index(content.len())?;
            content[at] = *u.choose(b"\",;\n\r\0\xFFx")?;
        }
        let known = |name: &str| COLUMNS.contains(&name);
        let reading =
            Reading { delimiter: None, encoding: None, known: &known, accept_good: false };
        let input = match input::read("in.csv", &content, reading) {
            Ok(input) => input,
            Err(refused) => {
                show(vec![refused.0], vec![refused.1]);
                return Ok(());
            }
        };
        let (_, plan) = folder.plan(&input, (u.arbitrary()?, u.arbitrary()?));
        show(plan.errors.clone(), plan.files.clone());
        show(plan.warnings.clone(), plan.files.clone());
        let (home, mut plan) = folder.plan(&input, (false, false));
        let refused = !plan.errors.is_empty();
        edit::write(&home, &mut plan).unwrap();
        if refused {
            assert_eq!(folder.bytes(), before);
        }
        Ok(())
    });
}

#[test]
fn rename_there_and_back_is_no_difference() {
    random(|u| {
        let folder = Folder::random(u)?;
        let before = folder.bytes();
        let old = *u.choose(&["ann", "bob", "e1", "e12", "nobody", "Ann Lee"])?;
        let rename = |old: &str, new: &str| {
            let home = Home::open(folder.path()).unwrap();
            let mut renaming = rename::rename(&home, old, new).ok()?;
            edit::write_all(&home, "test", &mut renaming.changes).unwrap();
            Some(())
        };
        if rename(old, "zz-new").is_none() {
            assert_eq!(folder.bytes(), before);
            return Ok(());
        }
        assert_ne!(folder.bytes(), before);
        rename("zz-new", old).expect("back again");
        assert_eq!(folder.bytes(), before);
        Ok(())
    });
}

#[test]
fn an_export_added_to_an_empty_folder_is_the_export() {
    use annals::view::{Sheet, View};
    let mut compared = 0;
    random(|u| {
        let folder = Folder::random(u)?;
        let checked = annals::check::dataset(Home::open(folder.path()).unwrap().folder);
        let view = View::Sheet(Sheet::whole(&checked.dataset, annals::model::Table::Events));
        let mut export = Vec::new();
        let csv = annals::write::by_name("csv").unwrap();
        annals::write::view(&view, csv, &mut export).unwrap();
        let empty = Folder(tempfile::tempdir().unwrap());
        let actors = fs::read(folder.path().join("actors.csv"));
        actors.map(|bytes| fs::write(empty.path().join("actors.csv"), bytes)).ok();
        let input = read(&export).unwrap();
        let (home, mut plan) = empty.plan(&input, (false, false));
        // Errors that stood in the data stop an add, and two rows of one event are one to it.
        if !plan.errors.is_empty() || !plan.there.is_empty() || plan.added.is_empty() {
            return Ok(());
        }
        edit::write(&home, &mut plan).unwrap();
        let id = |n: &edit::input::drafts::Draft| {
            n.value(&plan.columns, annals::model::Field::Id).to_string()
        };
        // An id that is missing is made.
        if plan
            .added
            .iter()
            .all(|d| id(d).is_empty() || checked.dataset.find_event(&id(d)).is_some())
        {
            let events = fs::read(empty.path().join("events.csv")).unwrap();
            assert_eq!(String::from_utf8_lossy(&events), String::from_utf8_lossy(&export));
            compared += 1;
        }
        Ok(())
    });
    assert!(compared > 0);
}
