//! The documents against the program: their tables are the program's own, their blocks run.
//!
//! `ANNALS_UPDATE=1 cargo test docs` rewrites both.

use std::fs;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use annals::check::CODES;
use annals::model::Table;
use annals::model::date::{Bound, Date, iso_day, words};
use annals::model::vocabulary::{ROLES, Status, TYPES};
use annals::view::chronology::Key;
use annals::view::query::{FIELDS, QueryField};
use annals::write::FORMATS;
use pulldown_cmark::{Event, Parser, Tag};

use crate::support::{Sandbox, copy, root};
#[cfg(unix)]
use crate::transcript;

/// Held by the test that may rewrite a document.
static DOCUMENTS: Mutex<()> = Mutex::new(());

/// The text between two markers of a document must be `expected`.
pub(crate) fn holds(document: &str, name: &str, expected: &str) {
    let _alone = DOCUMENTS.lock().unwrap_or_else(PoisonError::into_inner);
    let path = root().join(document);
    let text = fs::read_to_string(&path).unwrap();
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
    let from =
        text.find(&begin).unwrap_or_else(|| panic!("{document} has no `{name}`")) + begin.len();
    let to = from + text[from..].find(&end).unwrap_or_else(|| panic!("`{name}` does not end"));
    if text[from..to] == *expected {
        return;
    }
    if std::env::var_os("ANNALS_UPDATE").is_some() {
        fs::write(&path, format!("{}{expected}{}", &text[..from], &text[to..])).unwrap();
        return;
    }
    panic!("`{name}` in {document} is out of date; it should be\n{expected}");
}

/// The `console` blocks of a document must show what their commands give.
#[cfg(unix)]
fn runs(document: &str) {
    let _alone = DOCUMENTS.lock().unwrap_or_else(PoisonError::into_inner);
    let path = root().join(document);
    let text = fs::read_to_string(&path).unwrap();
    let expected = transcript::run(&text);
    if text == expected {
        return;
    }
    if std::env::var_os("ANNALS_UPDATE").is_some() {
        fs::write(&path, expected).unwrap();
        return;
    }
    let same = text.lines().zip(expected.lines()).take_while(|(a, b)| a == b).count();
    let from = |text: &str| text.lines().skip(same).take(8).collect::<Vec<_>>().join("\n");
    let (is, should) = (from(&text), from(&expected));
    panic!("{document}:{}: a block is out of date\n{is}\n--- it should be\n{should}", same + 1);
}

fn table(header: &str, rows: impl Iterator<Item = Vec<String>>) -> String {
    let columns = header.matches('|').count() - 1;
    let rows: String = rows.map(|cells| format!("| {} |\n", cells.join(" | "))).collect();
    format!("{header}\n|{}\n{rows}", "---|".repeat(columns))
}

fn quoted(word: &str) -> String {
    format!("`{word}`")
}

#[test]
fn the_readme_lists_every_type() {
    let together = |t: &annals::model::vocabulary::EventType| match (t.contact, t.in_person) {
        (true, true) => "yes, in person",
        (true, false) => "yes, from afar",
        (false, _) => "no",
    };
    let rows = TYPES.iter().map(|t| vec![quoted(t.name), together(t).into(), t.about.into()]);
    holds("README.md", "types", &table("| type | contact | what it is |", rows));
}

#[test]
fn the_readme_lists_every_role() {
    let rows = ROLES.iter().map(|r| vec![quoted(r.name), r.part.words().into(), r.about.into()]);
    holds("README.md", "roles", &table("| role | part | what it is |", rows));
}

#[test]
fn the_readme_lists_every_status() {
    let effect = |s: &Status| match s.weight() {
        annals::model::Weight::Counts => "counts",
        annals::model::Weight::Unconfirmed => "counts apart, as not confirmed",
        annals::model::Weight::None => "makes no tie",
    };
    let rows = Status::WRITTEN.iter().map(|(name, s)| vec![quoted(name), effect(s).into()]);
    holds("README.md", "statuses", &table("| status | in a tie |", rows));
}

#[test]
fn the_readme_lists_every_finding_code() {
    let rows = CODES.iter().map(|c| vec![quoted(c.name), c.severity.word().into(), c.about.into()]);
    holds("README.md", "codes", &table("| code | severity | what it says |", rows));
}

#[test]
fn the_readme_lists_every_format() {
    let rows = FORMATS.iter().map(|f| {
        let extension = quoted(&format!(".{}", f.extension));
        vec![quoted(f.name), extension, f.about.into()]
    });
    holds("README.md", "formats", &table("| format | extension | what it carries |", rows));
}

#[test]
fn the_readme_lists_every_query_term() {
    let examples =
        |f: &QueryField| f.examples.iter().map(|e| quoted(e)).collect::<Vec<_>>().join(" ");
    let rows = FIELDS.iter().map(|f| vec![quoted(f.name), examples(f), f.about.into()]);
    holds("README.md", "terms", &table("| field | for example | what it selects |", rows));
}

/// The first paragraph of a command's help, and its example.
fn help(command: &str) -> (String, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_annals")).args([command, "--help"]).output();
    let text = String::from_utf8(run.unwrap().stdout).unwrap();
    let mut paragraphs = text.split("\n\n").map(|p| p.split_whitespace().collect::<Vec<_>>());
    let about = paragraphs.next().unwrap().join(" ");
    let example = paragraphs.next().unwrap().join(" ");
    let example = example.strip_prefix("Example: ");
    let example = example.unwrap_or_else(|| panic!("{command} --help opens without an example"));
    (about, example.to_string())
}

/// The commands of `annals --help`, but for `help` itself.
fn commands() -> Vec<String> {
    let run = Command::new(env!("CARGO_BIN_EXE_annals")).arg("-h").output();
    let text = String::from_utf8(run.unwrap().stdout).unwrap();
    let list = text.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names = list.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    names.filter(|name| !name.is_empty() && *name != "help").map(String::from).collect()
}

#[test]
fn the_readme_lists_every_command() {
    let rows = commands().into_iter().map(|name| {
        let (about, example) = help(&name);
        vec![quoted(&name), about, quoted(&example)]
    });
    holds("README.md", "commands", &table("| command | what it does | for example |", rows));
}

#[cfg(unix)]
#[test]
fn the_tour_in_the_readme_is_true() {
    runs("README.md");
}

/// Where a document points to: pictures and links to files of the repository.
fn links(text: &str) -> Vec<String> {
    let target = |event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some(dest_url),
        _ => None,
    };
    let links = Parser::new(text).filter_map(target).map(|link| link.to_string());
    links.filter(|link| !link.contains("://")).collect()
}

/// The anchor that code hosts make of a heading.
fn anchors(text: &str) -> Vec<String> {
    let headings = text.lines().filter(|line| line.starts_with('#'));
    let plain = |c: &char| c.is_alphanumeric() || *c == ' ' || *c == '-' || *c == '_';
    let anchor = |line: &str| {
        let words = line.trim_start_matches('#').trim().to_lowercase();
        words.chars().filter(plain).map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    headings.map(anchor).collect()
}

#[test]
fn every_link_in_the_documents_leads_somewhere() {
    let pages = ["docs/csv.md", "docs/dates.md", "docs/drawing.md", "docs/time.md"];
    for document in ["README.md", "CHANGELOG.md", "data/README.md"].into_iter().chain(pages) {
        let path = root().join(document);
        for link in links(&fs::read_to_string(&path).unwrap()) {
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target =
                if file.is_empty() { path.clone() } else { path.parent().unwrap().join(file) };
            assert!(target.exists(), "{document} points to {link}, which is not there");
            let found = anchor.is_empty()
                || anchors(&fs::read_to_string(&target).unwrap()).iter().any(|a| a == anchor);
            assert!(found, "{document} points to {link}, a heading that is not there");
        }
    }
}

#[test]
fn every_file_the_readme_names_is_there() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let spans = readme.split('`').skip(1).step_by(2);
    for path in spans.filter(|span| ["src/", "docs/", "tests/"].iter().any(|f| span.starts_with(f)))
    {
        assert!(root().join(path).exists(), "the README names {path}, which is not there");
    }
}

/// The dates of `docs/dates.md` that can be written.
const SHAPES: &[&str] = &[
    "2025-05-09",
    "2025-05",
    "2025",
    "2025-05-09T10:15",
    "2025-05-09T10:15:30Z",
    "2025-05-09T01:15+03:00",
    "2025-02-12~",
    "2025-02-12?",
    "2025-02-12%",
    "2025-05-07/2025-05-10",
    "2024-11/2025-01",
    "2025-02-12T10:15/2025-02-12T11:45",
    "2025-05-01/..",
    "../2025-05-01",
    "2025-05-01/",
    "/2025-05-01",
    "[2025-02-09..2025-02-12]",
    "[..2025-02-07]",
    "[2025-02-07..]",
    "..2025-05-01/2025-05-07..",
    "2025-05-07~/2025-05?",
    "[2025-02-07,2025-02-09]",
    "[1667,1668,1670..1672]",
    "{2025-02-07,2025-02-09}",
    "{..1984}",
    "2025-21",
    "2025-24",
    "2025-29",
    "2025-34",
    "2025-02-XX",
    "2025-XX-12",
    "201X",
    "20XX",
    "XXXX-12-25",
    "1984-1X",
    "2025-~02",
    "?2025-02-~12",
    "2004-06-XX/2004-07-03",
    "-0043-03-15",
    "0000",
    "Y-170000002",
    "Y-17E7",
    "1950S2",
    "Y3388E2S3",
];

/// Those that cannot.
const MISTAKES: &[&str] = &[
    "5/9/2025",
    "25/12/2025",
    "9.5.25",
    "9 May 2025",
    "May 2025",
    "early May 2025",
    "about 2025-05-09",
    "circa 1850-1860",
    "before 2025-02-07",
    "May 2025 -",
    "2025-02-07 or 2025-02-09",
    "2025-02-07 - 2025-02-09",
    "03.05.2025 - 05.05.2025",
    "3-5 May",
    "2025-5-9",
    "2025.05.09",
    "20250509",
    "45786",
    "Feb-25",
    "443/1492",
    "2025-02-30",
    "2025-05-10/2025-05-07",
    "2025-02-12 10:15",
    "2025-02-12T10:15?",
    "2025-02-12T25:00",
    "+1945-05-00T00:00:00Z",
    "spring 2025",
    "Q1 2025",
    "1990s",
    "'40s",
    "unknown",
];

/// What people write, in English, Ukrainian, Russian, German and French.
const PHRASES: &[[&str; 5]] = &[
    ["9 May 2025", "9 травня 2025", "9 мая 2025 г.", "9. Mai 2025", "le 9 mai 2025"],
    [
        "early March 2025",
        "на початку березня 2025",
        "в начале марта 2025",
        "Anfang März 2025",
        "début mars 2025",
    ],
    [
        "circa 12 Feb 2025",
        "близько 12 лютого 2025",
        "около 12 февраля 2025",
        "um den 12. Februar 2025",
        "vers le 12 février 2025",
    ],
    [
        "before 7 Feb 2025",
        "раніше 7 лютого 2025",
        "ранее 7 февраля 2025",
        "vor dem 7. Februar 2025",
        "avant le 7 février 2025",
    ],
    ["mid-2019", "середина 2019 року", "в середине 2019 года", "Mitte 2019", "mi-2019"],
    ["spring 2025", "навесні 2025", "весной 2025", "Frühjahr 2025", "printemps 2025"],
    ["the 1990s", "1990-ті роки", "1990-е годы", "die 1990er Jahre", "les années 1990"],
    [
        "between 3 and 5 May 2025",
        "між 3 і 5 травня 2025",
        "между 3 и 5 мая 2025",
        "zwischen 3. und 5. Mai 2025",
        "entre le 3 et le 5 mai 2025",
    ],
];

/// Dates that stand beside each other in the chronology, and why; in any order.
const ORDER: &[(&str, &str)] = &[
    ("201X", "a decade stands at its first day, before all that is in it"),
    ("2024-10", "a month before what may have been in it"),
    ("[2021-01..2024-10]", "some time within: at the last day, 31 October"),
    ("2024-11", ""),
    ("2025", "a year before its months"),
    ("2025-02", "a month before its days"),
    ("2025-02-06", ""),
    ("[..2025-02-07]", "some day up to: at the last day, before what is known to be on it"),
    ("../2025-02-07", "without a start: at the last day"),
    ("2025-02-07", ""),
    ("[2025-02-09..2025-02-10]", "at the 10th"),
    ("2025-02-10", ""),
    ("2025-02-12", "a day before the times in it"),
    ("2025-02-12~", "the same day, about"),
    ("2025-02-12?", "the same day, perhaps"),
    ("2025-02-12T10:15", ""),
    ("2025-02-13T01:00+03:00", "22:00 of the 12th in UTC"),
    ("2025-02-12T23:30Z", ""),
    ("2025-21", "spring: from 1 March"),
    ("2025-03", ""),
    ("2025-05-07/..", "without an end: the widest of that day"),
    ("2025-05-07/2025-05-10", "what lasted stands at its first day"),
    ("2025-05-07", ""),
    ("2025-05-08", ""),
    ("", "not known: last"),
];

/// A limit as the page has it: a day, a moment, or what stands in its place.
fn limit(date: &Date, bound: Bound) -> String {
    let second = match bound {
        Bound::At(second) => second,
        Bound::Unbounded => return "any time".into(),
        Bound::Open => return "open".into(),
        Bound::Unknown => return "unknown".into(),
    };
    let (day, of_day) = (iso_day(second.div_euclid(86_400)), second.rem_euclid(86_400));
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    let zone = if date.is_zoned() { "Z" } else { "" };
    if date.has_time() { format!("{day}T{hour:02}:{minute:02}:{second:02}{zone}") } else { day }
}

#[test]
fn the_page_on_dates_shows_what_can_be_written() {
    let rows = SHAPES.iter().map(|shape| {
        let date = Date::parse(shape).unwrap();
        let lasts = match (date.is_lasting(), shape.starts_with('{')) {
            (true, _) => "lasts",
            (_, true) => "each",
            _ => "once",
        };
        let limit = |bound| limit(&date, bound);
        let ends = match date.is_lasting() {
            true => [limit(date.earliest_end()), limit(date.latest_end())],
            false => [String::new(), String::new()],
        };
        let starts = [limit(date.earliest_start()), limit(date.latest_start())];
        let cells = [quoted(shape), words(shape), lasts.into()].into_iter();
        cells.chain(starts).chain(ends).collect()
    });
    let header = "| written | read as | | begins, earliest | latest | ends, earliest | latest |";
    holds("docs/dates.md", "shapes", &table(header, rows));
}

#[test]
fn the_page_on_dates_shows_what_cannot_be_written() {
    let rows = MISTAKES.iter().map(|text| {
        let bad = Date::parse(text).unwrap_err();
        let readings = bad.readings.iter().map(|r| format!("{} ({})", quoted(&r.edtf), r.words));
        let message = bad.of_cell().replace('"', "");
        vec![quoted(text), message, readings.collect::<Vec<_>>().join(" or ")]
    });
    let header = "| written | what annals says | what it offers |";
    holds("docs/dates.md", "mistakes", &table(header, rows));
}

#[test]
fn the_page_on_dates_shows_what_is_understood_in_words() {
    let rows = PHRASES.iter().map(|phrases| {
        let bad = Date::parse(phrases[0]).unwrap_err();
        let meaning = bad.meaning().unwrap();
        for phrase in phrases {
            assert_eq!(Date::parse(phrase).unwrap_err().meaning(), Some(meaning), "{phrase}");
        }
        let mut cells: Vec<String> = phrases.iter().map(|phrase| phrase.to_string()).collect();
        cells.extend([quoted(&meaning.edtf), meaning.words.clone()]);
        cells
    });
    let header = "| English | Ukrainian | Russian | German | French | taken for | in words |";
    holds("docs/dates.md", "phrases", &table(header, rows));
}

#[test]
fn the_page_on_dates_shows_the_order_of_the_chronology() {
    let mut dates = ORDER.to_vec();
    dates.sort_by_key(|(date, _)| Key::new(Date::parse(date).ok().as_ref(), ""));
    let shown = |date: &str| if date.is_empty() { "*blank*".into() } else { quoted(date) };
    let rows = dates.iter().map(|(date, why)| {
        let read = if date.is_empty() { String::new() } else { words(date) };
        vec![shown(date), read, why.to_string()]
    });
    holds("docs/dates.md", "order", &table("| written | read as | why there |", rows));
}

#[cfg(unix)]
#[test]
fn the_page_on_dates_is_true() {
    runs("docs/dates.md");
}

#[cfg(unix)]
#[test]
fn the_page_on_time_is_true() {
    runs("docs/time.md");
}

#[cfg(unix)]
#[test]
fn the_page_on_csv_is_true() {
    runs("docs/csv.md");
}

#[cfg(unix)]
#[test]
fn the_page_on_drawing_is_true() {
    runs("docs/drawing.md");
}

#[test]
fn the_page_on_drawing_shows_the_picture_of_the_readme() {
    let (page, readme) =
        (root().join("docs/pictures/annals.svg"), root().join("output/diagram.svg"));
    if std::env::var_os("ANNALS_UPDATE").is_some() {
        fs::copy(&readme, &page).unwrap();
    }
    assert!(
        fs::read(page).unwrap() == fs::read(readme).unwrap(),
        "docs/pictures/annals.svg is old"
    );
}

/// The pictures of the page on time are those its commands make.
#[test]
fn the_page_on_time_shows_what_its_commands_draw() {
    let page = fs::read_to_string(root().join("docs/time.md")).unwrap();
    let sandbox = Sandbox::with_data();
    copy(&root().join("tests/docs"), sandbox.path());
    let commands = page.lines().filter_map(|line| line.strip_prefix("$ annals "));
    let mut names = Vec::new();
    for command in commands.filter(|command| command.ends_with(".svg")) {
        sandbox.run(command.split(' ')).code(0).stderr("");
        let name = command.rsplit(' ').next().unwrap();
        let path = root().join("docs/pictures").join(name);
        let drawn = sandbox.read(name);
        if std::env::var_os("ANNALS_UPDATE").is_some() {
            fs::write(&path, &drawn).unwrap();
        }
        assert!(fs::read_to_string(&path).unwrap() == drawn, "docs/pictures/{name} is old");
        assert!(page.contains(&format!("(pictures/{name})")), "{name} is not shown");
        names.push(name);
    }
    assert_eq!(names, ["shapes.svg", "february.svg"]);
}

#[test]
fn the_page_on_csv_names_every_column() {
    let page = fs::read_to_string(root().join("docs/csv.md")).unwrap();
    for table in Table::READ {
        let title = format!("\n### {}.csv\n", table.name());
        let part = page.split(&title).nth(1).unwrap().split("\n#").next().unwrap();
        for field in table.columns() {
            let name = quoted(field.name());
            let bold = part.contains(&format!("**{name}**"));
            assert!(part.contains(&name), "{title} lacks {name}");
            assert_eq!(bold, table.required().contains(field), "{title}: is {name} required?");
        }
    }
}
