//! The `console` blocks of a document: each command typed into a shell, its output as printed.
//!
//! Commands run in a folder that has a copy of `data/` and of the examples in `tests/docs/`, one
//! after the other, so that a block may go on where the last one ended; nothing they write stays.
//! A shell, because a reader has one: pipes work, and a term that should be quoted shows it.

use std::env;
use std::path::Path;
use std::process::Command;

use crate::support::{Sandbox, copy, root};

/// The document with the output that its commands really give.
#[must_use]
pub(crate) fn run(text: &str) -> String {
    let sandbox = Sandbox::with_data();
    copy(&root().join("tests/docs"), sandbox.path());
    let mut document = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        document.push_str(&format!("{line}\n"));
        if line == "```console" {
            let mut gap = "";
            for command in commands(lines.by_ref().take_while(|line| *line != "```")) {
                let output = output(&command, sandbox.path());
                let typed = command.replace('\n', "\n> ");
                document.push_str(&format!("{gap}$ {typed}\n{output}"));
                gap = if output.is_empty() { "" } else { "\n" };
            }
            document.push_str("```\n");
        }
    }
    document
}

/// What is typed: lines after `$ `, and those after `> ` that follow them.
fn commands<'b>(block: impl Iterator<Item = &'b str>) -> Vec<String> {
    let mut commands: Vec<String> = Vec::new();
    let mut typing = false;
    for line in block {
        let more = line.strip_prefix("> ").filter(|_| typing);
        typing = more.is_some() || line.starts_with("$ ");
        match (line.strip_prefix("$ "), more) {
            (Some(command), _) => commands.push(command.to_string()),
            (None, Some(more)) => commands.last_mut().unwrap().push_str(&format!("\n{more}")),
            (None, None) => {}
        }
    }
    commands
}

/// Both streams as a terminal would have them, though without its width and colours.
fn output(command: &str, folder: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_annals")).parent().unwrap();
    let path = env::var_os("PATH").unwrap_or_default();
    let paths = [program.to_path_buf()].into_iter().chain(env::split_paths(&path));
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(format!("exec 2>&1\n{command}")).current_dir(folder);
    shell.env("PATH", env::join_paths(paths).unwrap());
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "COLUMNS", "LANG", "LC_ALL", "TZ"] {
        shell.env_remove(name);
    }
    let text = String::from_utf8(shell.output().unwrap().stdout).unwrap();
    if text.is_empty() || text.ends_with('\n') { text } else { text + "\n" }
}
