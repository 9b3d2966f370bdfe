//! The tables in `tests/dates`: rows of cells between tabs, under headings that say what they claim.
//!
//! The first lines of a table say what its cells are. Lines that begin with `# ` are headings and notes.

use std::fs;
use std::path::{Path, PathBuf};

/// Every row of a table, or of the tables in a folder, holds; those that do not are shown together, each with its
/// line.
pub(crate) fn hold(name: &str, row: &mut dyn FnMut(&[String]) -> Result<(), String>) {
    let mut wrong = Vec::new();
    for table in tables(name) {
        let text = fs::read_to_string(home().join(&table)).unwrap();
        let lines = text.lines().enumerate();
        let mut rows =
            lines.filter(|(_, line)| !line.is_empty() && !line.starts_with("# ")).peekable();
        assert!(rows.peek().is_some(), "tests/dates/{table} has no rows");
        for (n, line) in rows {
            let cells: Vec<String> = line.split('\t').map(unescaped).collect();
            if let Err(why) = row(&cells) {
                wrong.push(format!("tests/dates/{table}:{}: {why}", n + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{} rows do not hold:\n{}", wrong.len(), wrong.join("\n"));
}

/// A table, or the tables in a folder and in those in it.
pub(crate) fn tables(name: &str) -> Vec<String> {
    let path = home().join(name);
    if path.is_file() {
        return vec![name.to_owned()];
    }
    let entries = fs::read_dir(&path).expect(name).map(Result::unwrap);
    let mut names: Vec<_> = entries.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names.iter().flat_map(|inner| tables(&format!("{name}/{inner}"))).collect()
}

/// A cell with the letters that its escapes stand for.
fn unescaped(cell: &str) -> String {
    let mut parts = cell.split(r"\u{");
    let mut text = parts.next().unwrap().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').expect("an escape ends");
        text.extend(char::from_u32(u32::from_str_radix(code, 16).unwrap()));
        text.push_str(rest);
    }
    text
}

fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dates")
}
