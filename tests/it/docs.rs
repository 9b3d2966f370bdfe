//! The documents against the program: their tables are the program's own, their blocks run.
//!
//! `ANNALS_UPDATE=1 cargo test docs` rewrites both.

use std::fs;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use annals::check::CODES;
use annals::model::vocabulary::{ROLES, Status, TYPES};
use annals::view::query::{FIELDS, QueryField};
use annals::write::FORMATS;

use crate::support::root;
#[cfg(unix)]
use crate::transcript;

/// Held by the test that may rewrite a document.
static DOCUMENTS: Mutex<()> = Mutex::new(());

/// The text between two markers of a document must be `expected`.
fn holds(document: &str, name: &str, expected: &str) {
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
