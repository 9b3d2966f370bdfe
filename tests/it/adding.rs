//! The transcript of "Adding events" in the README is what a shell shows.
//!
//! `ANNALS_UPDATE=1 cargo test adding` writes it anew.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

use super::support::{Sandbox, root};

const FENCE: &str = "```ShellSession\n";
const LETTERS: &str = "Datum;Titel;Wer;Quelle
10.4.2024;Reed writes to the Harbour Board;reed:author;board;gazette-2
15.4.2024;The Harbour Board answers;board:author;minutes
6/4/2024;Brook meets Reed;Mayor Brok:host;minutes
";

/// What a shell shows for the commands of all blocks, one after the other.
fn shown(folder: &Path, blocks: &[&str]) -> Vec<String> {
    let program = Path::new(env!("CARGO_BIN_EXE_annals")).parent().unwrap();
    let mut script = format!("PATH={}:$PATH\n", program.display());
    let mut shown = Vec::new();
    for block in blocks {
        let mut text = String::new();
        for line in block.lines().filter_map(|l| l.strip_prefix("$ ")) {
            let marked = format!("{script}\necho @@@\n{line}\n");
            // An alias counts from the next line on, and only where a shell is told so.
            let mut shell = Command::new("sh");
            shell.arg("-c").arg("exec 2>&1; eval \"$1\"; true").arg("sh").arg(&marked);
            let output = shell.current_dir(folder).env("LC_ALL", "C.UTF-8").output().unwrap();
            let said = String::from_utf8(output.stdout).unwrap();
            text.push_str(&format!("$ {line}\n{}", said.split("@@@\n").last().unwrap()));
            if line.starts_with("alias ") {
                script.push_str(&format!(
                    "{}\n",
                    line.replacen("alias add='", "add() { ", 1).replacen('\'', "; }", 1)
                ));
            }
        }
        shown.push(text);
    }
    shown
}

#[test]
fn the_readme_shows_what_adding_events_says() {
    let sandbox = Sandbox::new().bytes("letters.csv", LETTERS.as_bytes());
    sandbox.run(["init", "my-story"]).code(0);
    let git = "cd my-story && git init -q && git add . && git -c user.name=a -c user.email=a@b.example commit -qm start";
    assert!(
        Command::new("sh")
            .args(["-c", git])
            .current_dir(sandbox.path())
            .status()
            .unwrap()
            .success()
    );

    let path = root().join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let spans: Vec<(usize, usize)> = readme
        .match_indices(FENCE)
        .map(|(at, _)| {
            let from = at + FENCE.len();
            (from, from + readme[from..].find("```\n").unwrap())
        })
        .collect();
    let blocks: Vec<&str> = spans.iter().map(|(from, to)| &readme[*from..*to]).collect();
    let shown = shown(sandbox.path(), &blocks);
    let mut updated = readme.clone();
    for ((from, to), text) in spans.iter().zip(&shown).rev() {
        updated.replace_range(from..to, text);
    }
    if updated != readme && std::env::var_os("ANNALS_UPDATE").is_some() {
        fs::write(&path, updated).unwrap();
        return;
    }
    assert!(
        updated == readme,
        "the transcript in the README is out of date; it should be\n{}",
        shown.join("\n")
    );
}
