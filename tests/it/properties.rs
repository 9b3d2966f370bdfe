//! Claims that hold for any text, tried on texts made up at random.
//!
//! The same ones each time; `ANNALS_CASES=100000 cargo test properties` tries more of them.

use annals::check::{self, Checked};
use annals::model::{Field, Row, Table};
use annals::read::{self, Records};
use annals::write::findings::{self, Extent, Look};
use proptest::prelude::Strategy;
use proptest::sample::select;
use proptest::strategy::Just;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use proptest::{collection::vec, prop_assert, prop_assert_eq, prop_oneof};

fn hold<S: Strategy>(strategy: &S, claim: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let cases = std::env::var("ANNALS_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(256);
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, random);
    if let Err(error) = runner.run(strategy, claim) {
        panic!("{error}");
    }
}

/// Cells that quoting, line ends and encodings trip over.
fn cell() -> impl Strategy<Value = String> {
    let piece = select(vec![
        "a", "\"", "\"\"", ",", ";", "\n", "\r", "\r\n", " ", "é", "習", "\u{feff}", "=",
        "2025-02", "",
    ]);
    vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

/// A cell as CSV: in quotes where it must be or where somebody likes them.
fn written(cell: &str, likes_quotes: bool) -> String {
    let must = cell.starts_with('"') || cell.contains([',', '\n', '\r']);
    if must || likes_quotes {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_string()
    }
}

#[test]
fn well_formed_text_reads_as_the_csv_crate_reads_it() {
    let rows = vec(vec((cell(), proptest::bool::ANY), 1..6), 0..8);
    let ends = select(vec!["\n", "\r\n", "\r"]);
    let strategy = (rows, ends, proptest::bool::ANY, proptest::bool::ANY);
    hold(&strategy, |(rows, end, mark, last_end)| {
        let lines: Vec<String> = [String::from("h1,h2")]
            .into_iter()
            .chain(rows.iter().map(|r| {
                r.iter().map(|(c, quotes)| written(c, *quotes)).collect::<Vec<_>>().join(",")
            }))
            .collect();
        let text = format!("{}{}", lines.join(end), if last_end { end } else { "" });
        let mut oracle = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let expected: Vec<Vec<String>> =
            (oracle.records()).map(|r| r.unwrap().iter().map(str::to_string).collect()).collect();
        let text = format!("{}{text}", if mark { "\u{feff}" } else { "" });
        let file = read::file("events.csv", Some(Table::Events), text.into_bytes());
        let mut records = Records::with_header(&file, 0);
        let mut actual: Vec<Vec<String>> = Vec::new();
        while let Some(record) = records.next() {
            prop_assert!(record.broken.is_none());
            actual.push(record.cells.iter().map(|c| c.value(&file.text).into_owned()).collect());
        }
        prop_assert_eq!(actual, expected);
        Ok(())
    });
}

/// Everything that is written of findings.
fn rendered(checked: &Checked) -> String {
    let mut out = Vec::new();
    for look in [Look::Plain, Look::Coloured] {
        findings::text(checked, look, Extent::All, &mut out).unwrap();
    }
    findings::json(checked, &mut out).unwrap();
    String::from_utf8(out).unwrap() + &format!("{:?}", findings::report(checked))
}

/// Read = kept + refused, and what is kept is in the dataset.
fn accounts(checked: &Checked) -> Result<(), TestCaseError> {
    let kept = |table: Table| -> u64 {
        let files = checked.dataset.files.iter().zip(&checked.tally.files);
        files.filter(|(f, _)| f.table == Some(table)).map(|(_, tally)| tally.kept()).sum()
    };
    for tally in &checked.tally.files {
        prop_assert!(tally.refused <= tally.read);
    }
    let dataset = &checked.dataset;
    let rows = |rows: &mut dyn Iterator<Item = Option<Row>>| rows.flatten().count() as u64;
    prop_assert_eq!(kept(Table::Events), dataset.events.len() as u64);
    prop_assert_eq!(kept(Table::Actors), rows(&mut dataset.actors.iter().map(|a| a.row)));
    prop_assert_eq!(kept(Table::Sources), rows(&mut dataset.sources.iter().map(|s| s.row)));
    prop_assert_eq!(kept(Table::Relationships), dataset.relationships.len() as u64);
    Ok(())
}

#[test]
fn any_bytes_are_read_checked_and_shown() {
    let piece = prop_oneof![
        4 => select(vec![
            &b"id,date,title,actors,sources,part_of\n"[..], b"id,name,aliases\n", b"id,title,published\n",
            b"from,relation,to\n", b"\n", b"\r", b"\r\n", b",", b";", b"\"", b"\"\"", b"e1", b"2025-02-12",
            b"5/9/2025", b"anna:host;boris", b"anna", b"e1#2", b"\0", b"\xff", b"\xff\xfe", b"\xc3", b"\xc3\xa9",
            b"\xef\xbb\xbf", b"sep=,\n", b"sep=;\n", b"\x1b[31m", b"\xe7\xbf\x92", b"\xc3\x83\xc2\xa9",
            b"=1+1", b" ", b"\t", b"\xc2\xa0", b"\xe2\x80\x8b", b"\xe2\x80\xae", b"\xf0\x9f\x91\xa9\xe2\x80\x8d",
        ]).prop_map(<[u8]>::to_vec),
        1 => vec(proptest::num::u8::ANY, 0..4),
    ];
    let content = || vec(piece.clone(), 0..24).prop_map(|pieces| pieces.concat());
    let header = |header: &'static [u8]| {
        (prop_oneof![3 => Just(header), 1 => Just(&b""[..])], content())
            .prop_map(|(header, content)| [header, &content].concat())
    };
    let folder = (
        header(b"id,date,title,actors,sources,part_of\n"),
        header(b"id,name,aliases\n"),
        header(b"id,title,published\n"),
        header(b"from,relation,to\n"),
    );
    hold(&folder, |(events, actors, sources, relationships)| {
        let files: [(&str, &[u8]); 5] = [
            ("events.csv", &events),
            ("actors.csv", &actors),
            ("sources.csv", &sources),
            ("relationships.csv", &relationships),
            ("claims.csv", &events),
        ];
        let checked = check::dataset(read::contents(&files));
        accounts(&checked)?;
        prop_assert!(rendered(&checked).contains("totals"));
        let mut plain = Vec::new();
        findings::text(&checked, Look::Plain, Extent::All, &mut plain).unwrap();
        let plain = String::from_utf8(plain).unwrap();
        prop_assert!(!plain.contains(|c: char| c.is_control() && c != '\n'), "{plain:?}");
        Ok(())
    });
}

/// Rows of a table: cells out of some, now and then one too few or too many.
fn table(
    pools: Vec<Vec<&'static str>>,
    rows: usize,
) -> impl Strategy<Value = Vec<Vec<&'static str>>> {
    let cells: Vec<_> = pools.into_iter().map(select).collect();
    let length = select(vec![0, 0, 0, 0, 0, 0, 0, 0, -1, 1]);
    let row = (cells, length).prop_map(|(mut cells, length)| {
        match length {
            -1 => drop(cells.pop()),
            1 => cells.push("x"),
            _ => {}
        }
        cells
    });
    vec(row, 0..rows)
}

fn events() -> impl Strategy<Value = Vec<Vec<&'static str>>> {
    table(
        vec![
            vec!["", "", "e1", "e2", "e3", "e4", "E1", "e 5"],
            vec!["", "2025-02", "2025-02-12~", "2025-02-30", "5/9/2025", "[..2025-02-07]", "2099"],
            vec!["", "A call", "A call", "\"He said \"\"no\"\", twice\"", "Виступ"],
            vec![
                "",
                "anna",
                "anna:host;boris",
                "boris;anna:host",
                "Anna",
                "Twin",
                "bori",
                "a:b:c",
                "Smith; Sons",
                "anna:speker",
                "nobody;nobody",
            ],
            vec!["", "s1", "s1#p. 3;s2", "s2;s1", "s9", "https://example.org/a#b"],
            vec!["", "confirmed", "planned", "sure"],
            vec!["", "call", "cal", "custom"],
            vec!["", "", "e1", "e2+3d", "e99", "e 5"],
            vec!["", "kept"],
        ],
        9,
    )
}

const EVENTS: &str = "id,date,title,actors,sources,status,type,part_of,my column\n";

fn actors() -> impl Strategy<Value = Vec<Vec<&'static str>>> {
    table(
        vec![
            vec!["anna", "boris", "boris", "twin-1", "twin-2", "smith", "ANNA", "", "mal formed"],
            vec!["Anna", "Boris", "Twin", "Smith; Sons", ""],
            vec!["", "Anja;Аня", "Twin", "Anna"],
            vec!["", "person", "persn"],
            vec!["", "2024", "1950"],
        ],
        7,
    )
}

fn sources() -> impl Strategy<Value = Vec<Vec<&'static str>>> {
    table(
        vec![
            vec!["s1", "s2", "s3", "S1", ""],
            vec!["News", "Wire", ""],
            vec!["", "2025-01", "2025-03-01", "9 May 2025"],
            vec!["", "https://example.org/a#b", "https://example.org/a"],
            vec!["", "s1", "s9", "s3"],
        ],
        6,
    )
}

fn ties() -> impl Strategy<Value = Vec<Vec<&'static str>>> {
    table(
        vec![
            vec!["", "r1", "r2"],
            vec!["anna", "Twin", ""],
            vec!["knows", ""],
            vec!["boris", "nobody"],
            vec!["", "s1"],
        ],
        4,
    )
}

/// What a dataset says, in words.
fn fingerprint(checked: &Checked) -> Vec<String> {
    let d = &checked.dataset;
    let mut lines = Vec::new();
    for n in 0..d.events.len() as u32 {
        let event = &d.events[n as usize];
        let part =
            |p: &annals::model::Participation| format!("{}:{}", d.actor_id(p.actor), d.role(*p));
        let cite = |c: &annals::model::Citation| {
            format!("{}#{}", d.source_id(c.source), d.text(c.locator))
        };
        lines.push(format!(
            "{} {:?} {} {} {:?} {:?} {:?} {}",
            d.event_id(n),
            event.date,
            d.event_cell(n, Field::Title),
            d.type_of(n),
            event.status,
            d.participations_of(n).iter().map(part).collect::<Vec<_>>(),
            d.citations_of(n).iter().map(cite).collect::<Vec<_>>(),
            event.written_id,
        ));
    }
    let link = |l: &annals::model::Link| {
        format!("{} {:?} {}", d.event_id(l.event), l.field, d.event_id(l.other))
    };
    lines.extend(d.links.iter().map(link));
    lines.extend(
        (0..d.actors.len() as u32).map(|n| format!("{} {}", d.actor_id(n), d.actor_name(n))),
    );
    lines.extend(
        (0..d.sources.len() as u32)
            .map(|n| format!("{} {:?}", d.source_id(n), d.sources[n as usize].published)),
    );
    let tie = |r: &annals::model::Relationship| {
        format!("{} {} {}", d.text(r.id), d.actor_id(r.from), d.actor_id(r.to))
    };
    lines.extend(d.relationships.iter().map(tie));
    lines.extend([format!("{:?} {:?}", d.types, d.roles), format!("{:?}", checked.tally)]);
    lines
}

fn messages(checked: &Checked) -> Vec<String> {
    let message = |f: &check::Finding| format!("{}: {} ({:?})", f.code.name(), f.message, f.help);
    let mut messages: Vec<String> = checked.findings.iter().map(message).collect();
    messages.sort();
    messages
}

fn text(header: &str, rows: &[Vec<&str>]) -> String {
    let quote = |cell: &&str| written(cell, cell.contains(','));
    let line = |row: &Vec<&str>| {
        let cells: Vec<String> =
            row.iter().map(|c| if c.starts_with('"') { c.to_string() } else { quote(c) }).collect();
        cells.join(",") + "\n"
    };
    header.to_string() + &rows.iter().map(line).collect::<String>()
}

#[test]
fn the_order_of_rows_does_not_matter() {
    type Rows = Vec<Vec<&'static str>>;
    let twice = |rows: Rows| (Just(rows.clone()), Just(rows).prop_shuffle());
    let tables = (
        events().prop_flat_map(twice),
        events().prop_flat_map(twice),
        actors().prop_flat_map(twice),
        sources().prop_flat_map(twice),
        ties().prop_flat_map(twice),
        (proptest::bool::ANY, proptest::bool::ANY),
    );
    hold(&tables, |(first, second, actors, sources, ties, (with_actors, with_sources))| {
        let folder = |first: &Rows, second: &Rows, actors: &Rows, sources: &Rows, ties: &Rows| {
            let mut files = vec![
                ("events.csv", text(EVENTS, first)),
                ("events-more.csv", text(EVENTS, second)),
                ("relationships.csv", text("id,from,relation,to,sources\n", ties)),
            ];
            if with_actors {
                files.push(("actors.csv", text("id,name,aliases,kind,end_date\n", actors)));
            }
            if with_sources {
                files.push(("sources.csv", text("id,title,published,url,derived_from\n", sources)));
            }
            let files: Vec<(&str, &str)> = files.iter().map(|(n, t)| (*n, t.as_str())).collect();
            check::dataset(read::texts(&files))
        };
        let one = folder(&first.0, &second.0, &actors.0, &sources.0, &ties.0);
        let other = folder(&first.1, &second.1, &actors.1, &sources.1, &ties.1);
        accounts(&one)?;
        prop_assert_eq!(fingerprint(&one), fingerprint(&other));
        prop_assert_eq!(messages(&one), messages(&other));
        Ok(())
    });
}
