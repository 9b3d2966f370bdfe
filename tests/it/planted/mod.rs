//! 500 defects of all codes planted in the real data: the findings are exactly those, where they
//! were planted.
//!
//! `ANNALS_SEED=7 cargo test planted -- --nocapture` plants others; the count by code is printed.

mod defects;
mod sheet;
mod whole;

use std::collections::BTreeMap;

use annals::check::{self, CODES, Checked, Code};
use annals::model::Table;
use annals::read;

use crate::support::root;
use sheet::Sheet;

/// How many defects.
const DEFECTS: usize = 500;
/// How many of them share a folder; whole-file defects get a folder each.
const IN_ONE_FOLDER: usize = 60;

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }
}

/// The five tables, in the order in which they are read.
struct Folder {
    sheets: Vec<Sheet>,
    random: Random,
}

/// Where a defect is: table, row, cell, byte in the cell.
#[derive(Clone, Copy, Debug)]
struct Spot {
    table: usize,
    row: usize,
    cell: usize,
    offset: usize,
}

/// A finding as it is compared: file, line, column, code.
type Found = (String, u32, u32, &'static str);

impl Folder {
    /// The data of the repository, with every column of the contract, cells of several lines, and
    /// two actors of one name and one whose name holds the separator, for defects that need them.
    fn new(random: Random) -> Folder {
        let read = |t: &Table| {
            let path = root().join(format!("data/{}.csv", t.name()));
            Sheet::of(*t, &std::fs::read_to_string(path).unwrap())
        };
        let mut folder = Folder { sheets: Table::READ.iter().map(read).collect(), random };
        for row in (0..folder.sheets[0].rows.len()).step_by(7) {
            let cell = folder.sheets[0].column("summary").unwrap();
            let raw = &mut folder.sheets[0].rows[row].cells[cell];
            if raw.ends_with(b"\"") {
                raw.splice(1..1, *b"In short:\n");
            }
        }
        for (id, name) in [("twin-a", "The Twin"), ("twin-b", "The Twin"), ("smith", "Smith; Sons")]
        {
            folder.sheets[1].add(&[("id", id), ("name", name)]);
        }
        folder.sheets[2].add(&[("id", "reuters-known"), ("title", "Known")]);
        for n in 0..24 {
            let (from, to) =
                (folder.sheets[1].value(n, "id"), folder.sheets[1].value(n + 30, "id"));
            let id = format!("tie-{n}");
            let ends = [("id", id.as_str()), ("from", &from), ("relation", "knows"), ("to", &to)];
            let row = folder.sheets[3].add(&ends);
            folder.sheets[3].rows[row].taken = false;
        }
        let values = [
            ("id", "known"),
            ("title", "Known"),
            ("actors", "twin-a;twin-b;smith"),
            ("sources", "reuters-known"),
        ];
        folder.sheets[0].add(&values);
        let findings = found(&folder.check());
        for (name, line, _, _) in findings {
            let sheet = folder.sheets.iter_mut().find(|s| s.name() == name).unwrap();
            sheet.rows[line as usize - 2].taken = true; // only tables without cells of several lines
        }
        folder
    }

    fn check(&self) -> Checked {
        let bytes: Vec<(String, Vec<u8>)> =
            self.sheets.iter().map(|s| (s.name(), s.bytes())).collect();
        let files: Vec<(&str, &[u8])> =
            bytes.iter().map(|(name, b)| (name.as_str(), b.as_slice())).collect();
        check::dataset(read::contents(&files))
    }

    /// Rows of the sources that an event cites; none if the id of one is damaged.
    fn cited(&self, event: usize) -> Vec<usize> {
        let cited = self.sheets[0].value(event, "sources");
        let sources = &self.sheets[2];
        let row = |id: &str| (0..sources.rows.len()).find(|r| sources.value(*r, "id") == id);
        let row = |item: &str| row(item.split('#').next().unwrap().trim());
        cited.split(';').map(row).collect::<Option<Vec<usize>>>().unwrap_or_default()
    }

    /// Takes rows, if nobody has.
    fn lock(&mut self, table: usize, rows: &[usize]) -> bool {
        let rows: Vec<usize> = rows.to_vec();
        let free = rows.iter().all(|r| !self.sheets[table].rows[*r].taken);
        if free {
            rows.iter().for_each(|r| self.sheets[table].rows[*r].taken = true);
        }
        free
    }

    /// Takes the rows of actors, if nobody has.
    fn lock_actors(&mut self, ids: &[String]) -> bool {
        let actors = &self.sheets[1];
        let rows: Vec<usize> =
            (0..actors.rows.len()).filter(|r| ids.contains(&actors.value(*r, "id"))).collect();
        ids.iter().all(|id| rows.iter().any(|r| self.sheets[1].value(*r, "id") == *id))
            && self.lock(1, &rows)
    }

    /// A planted defect as a finding.
    fn place(&self, spot: Spot, code: Code) -> Found {
        let sheet = &self.sheets[spot.table];
        let (line, column) = sheet.place(spot.row, spot.cell, spot.offset);
        (sheet.name(), line, column, code.name())
    }
}

fn found(checked: &Checked) -> Vec<Found> {
    let name = |f: u32| checked.dataset.files[f as usize].name.clone();
    let mut found: Vec<Found> = (checked.findings.iter())
        .map(|f| (name(f.place.file), f.place.line, f.place.column, f.code.name()))
        .collect();
    found.sort();
    found
}

/// Codes of defects that concern a file or its header.
const WHOLE: &[Code] = &[
    Code::UnreadableFile,
    Code::EmptyFile,
    Code::Utf16,
    Code::Utf32,
    Code::WrongDelimiter,
    Code::NoHeader,
    Code::MissingColumn,
    Code::BlankColumn,
    Code::DuplicateColumn,
    Code::NearMissColumn,
    Code::StrayFile,
    Code::UnusedTable,
    Code::TornItem,
    Code::CutRow,
];

/// Plants some defects in one folder and compares; counts them by code.
fn round(
    random: Random,
    codes: &mut dyn Iterator<Item = Code>,
    counts: &mut BTreeMap<&str, usize>,
) -> Random {
    let mut folder = Folder::new(random);
    let notes = found(&folder.check());
    let mut planted: Vec<(Spot, Code)> = Vec::new();
    for code in codes.take(IN_ONE_FOLDER) {
        let spot = (0..100_000).find_map(|_| {
            let links = code == Code::UnknownRelation;
            let table = if links { 4 } else { folder.random.below(4) };
            defects::plant(code, &mut folder, table)
        });
        let spot = spot.unwrap_or_else(|| panic!("no room for {}", code.name()));
        folder.sheets[spot.table].rows[spot.row].taken = true;
        planted.push((spot, code));
        *counts.entry(code.name()).or_default() += 1;
    }
    let mut expected = notes; // they stand in tables whose lines do not move
    expected.extend(planted.iter().map(|(spot, code)| folder.place(*spot, *code)));
    expected.sort();
    let checked = folder.check();
    let actual = found(&checked);
    let missing: Vec<_> = expected.iter().filter(|e| !actual.contains(e)).collect();
    let extra: Vec<_> = actual.iter().filter(|a| !expected.contains(a)).collect();
    assert!(
        missing.is_empty() && extra.is_empty(),
        "not found: {missing:?}\nnot planted: {extra:?}\nplanted: {expected:?}"
    );
    assert_eq!(actual, expected);
    folder.random
}

#[test]
fn planted_defects_are_found_exactly_where_they_are() {
    let seed = std::env::var("ANNALS_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(1);
    let mut random = Random(seed);
    let mut counts = BTreeMap::new();
    for _ in 0..3 {
        for code in WHOLE {
            random = match code {
                Code::TornItem => whole::torn(random),
                Code::CutRow => whole::cut(random),
                _ => whole::plant(*code, random),
            };
            *counts.entry(code.name()).or_default() += 1;
        }
    }
    let mixed: Vec<Code> = CODES.iter().map(|c| c.code).filter(|c| !WHOLE.contains(c)).collect();
    let count = DEFECTS - 3 * WHOLE.len();
    let mut codes = mixed.iter().copied().cycle().take(count);
    for _ in 0..count.div_ceil(IN_ONE_FOLDER) {
        random = round(random, &mut codes, &mut counts);
    }
    for code in CODES {
        let count = counts.get(code.name).copied().unwrap_or(0);
        println!("{count:4} {}", code.name);
        assert!(count > 0, "{} was never planted", code.name);
    }
    assert_eq!(counts.values().sum::<usize>(), DEFECTS);
}
