//! The rules of the house, held against its files.

use std::fs;
use std::path::{Path, PathBuf};

/// Lowest first: a module imports only from those to its left; `solve` and `layout` from none.
const LAYERS: &[&str] = &[
    "error", "progress", "cores", "solve", "layout", "model", "read", "check", "graph", "view",
    "write", "edit",
];

/// Where each third-party crate may be named.
const HOMES: &[(&str, &[&str])] = &[
    ("aho_corasick", &["view/query/narrow.rs"]),
    ("annotate_snippets", &["write/findings"]),
    ("chardetng", &["read/likely.rs"]),
    ("chrono", &["model/date/"]),
    ("clap", &["command/"]),
    ("clap_complete", &["command/completions.rs"]),
    ("csv", &["write/csv.rs"]),
    ("ctrlc", &["command/interrupt.rs"]),
    ("deunicode", &["edit/ids.rs"]),
    ("dot_generator", &["write/dot"]),
    ("dot_structures", &["write/dot"]),
    ("edtf_core", &["model/date/"]),
    ("encoding_rs", &["read/bytes.rs", "read/likely.rs"]),
    ("foldhash", &["model/lookup.rs"]),
    ("hashbrown", &["model/prints.rs"]),
    ("notosans", &["write/font.rs"]),
    ("petgraph", &["graph/", "view/"]),
    ("rayon", &["cores.rs"]),
    ("resvg", &["write/png.rs"]),
    ("rustix", &["command/growing.rs"]),
    ("serde", &["write/"]),
    ("indicatif", &["command/progress.rs"]),
    ("libc", &["read/heap.rs", "read/mapped.rs"]),
    ("memmap2", &["model/content.rs", "read/mapped.rs"]),
    ("simdutf8", &["read/load.rs", "read/pieces.rs", "read/left.rs"]),
    ("serde_json", &["write/"]),
    (
        "tempfile",
        &[
            "command/growing.rs",
            "command/interrupt.rs",
            "command/temporary.rs",
            "read/load.rs",
            "read/mapped.rs",
        ],
    ),
    ("textwrap", &["write/text", "write/dot"]),
    ("thiserror", &["error.rs"]),
    ("ttf_parser", &["write/font.rs"]),
    ("unicode_normalization", &["check/names/unicode.rs"]),
    ("wide", &["model/masks.rs"]),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Source files: path below `src`, with `/`, and text.
fn sources() -> Vec<(String, String)> {
    let src = root().join("src");
    let name = |path: &Path| path.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
    files(&src, "rs").iter().map(|p| (name(p), fs::read_to_string(p).unwrap())).collect()
}

/// The code of a file: no comments, no tests at its bottom.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Whether `code` names `word` as a path: `word::`.
fn names(code: &str, word: &str) -> bool {
    code.match_indices(&format!("{word}::")).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    })
}

/// Whether a file of `src` holds tests alone.
fn is_of_tests(name: &str) -> bool {
    name.ends_with("tests.rs") || name.contains("tests/")
}

#[test]
fn a_module_imports_only_from_its_left() {
    for (name, text) in sources() {
        let layer = name.split(['/', '.']).next().unwrap();
        let Some(rank) = LAYERS.iter().position(|l| *l == layer) else { continue };
        for above in &LAYERS[rank + 1..] {
            let uses = code(&text).contains(&format!("crate::{above}"));
            assert!(!uses, "src/{name} uses {above}, which lies above it");
        }
    }
}

#[test]
fn the_solver_imports_nothing_of_ours() {
    for (name, text) in sources().iter().filter(|(n, _)| n.starts_with("solve")) {
        let code = code(text);
        let own =
            code.match_indices("crate::").any(|(at, _)| !code[at..].starts_with("crate::solve"));
        assert!(!own, "src/{name} imports something of ours");
    }
}

#[test]
fn each_crate_is_named_only_in_its_home() {
    for (name, text) in sources() {
        let code = code(&text);
        for (krate, homes) in HOMES {
            let own = code.contains(&format!("mod {krate};")); // a module of ours of that name
            let home = own || homes.iter().any(|h| name.starts_with(h));
            assert!(
                home || !names(&code, krate),
                "src/{name} names {krate}; its home is {homes:?}"
            );
        }
    }
}

#[test]
fn only_reading_editing_and_commands_open_files() {
    for (name, text) in sources() {
        let may = ["read/", "edit/", "command/"].iter().any(|home| name.starts_with(home));
        let may = may || is_of_tests(&name);
        let opens = ["fs::", "File::open", "OpenOptions"].iter().any(|w| code(&text).contains(w));
        assert!(may || !opens, "src/{name} opens files");
    }
}

#[test]
fn every_file_says_what_it_does_and_what_it_guarantees() {
    for (name, text) in sources() {
        assert!(text.starts_with("//!"), "src/{name} has no module docs");
        let docs: Vec<&str> = text.lines().take_while(|l| l.starts_with("//!")).collect();
        let said = docs.iter().any(|l| l.contains("Invariant:"));
        let said = said || name == "main.rs" || is_of_tests(&name);
        assert!(said, "src/{name} states no invariant");
    }
}

#[test]
fn no_source_file_is_longer_than_400_lines() {
    for (name, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= 400, "src/{name} has {lines} lines: would two names tell more than one?");
    }
}

#[test]
fn every_format_file_is_in_the_table() {
    for (name, text) in sources() {
        let Some(stem) = name.strip_prefix("write/").and_then(|n| n.strip_suffix(".rs")) else {
            continue;
        };
        let stem = stem.strip_suffix("/mod").unwrap_or(stem);
        if text.contains("pub(super) const FORMAT: Format")
            || text.contains("pub const FORMAT: Format")
        {
            let table = fs::read_to_string(root().join("src/write/mod.rs")).unwrap();
            assert!(table.contains(&format!("&{stem}::FORMAT")), "FORMATS lacks {stem}");
        }
    }
}

#[test]
fn every_dependency_has_its_sentence() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let lines: Vec<&str> = manifest.lines().collect();
    let mut section = "";
    for (n, line) in lines.iter().enumerate() {
        if line.starts_with('[') {
            section = line;
        } else if section.contains("dependencies") && line.contains(" = ") {
            assert!(lines[n - 1].starts_with("# "), "no sentence above: {line}");
        }
    }
}

#[test]
fn the_changelog_names_this_version() {
    let changelog = fs::read_to_string(root().join("CHANGELOG.md")).unwrap();
    assert!(changelog.contains(env!("CARGO_PKG_VERSION")));
}
