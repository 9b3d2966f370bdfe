//! Runs an installed Graphviz.
//!
//! Invariant: DOT goes in on standard input, the picture comes out as bytes or not at all; what
//! Graphviz complains of is passed on.

use std::io::{self, Write};
use std::process::{Child, Command, Stdio};

use annals::Error;

use super::load;

/// What Graphviz is asked to make by an extension.
pub(super) const KINDS: &[&str] = &["svg", "png", "pdf"];

/// What an engine may be asked to make.
const OUTPUTS: &[&str] = &["svg", "png", "pdf", "eps", "ps", "jpg", "gif", "webp", "dot", "json"];

/// What it is asked to make by an extension.
pub(super) fn kind(extension: &str) -> Option<&'static str> {
    OUTPUTS.iter().find(|output| **output == extension).copied()
}

/// The most lines `dot` draws in a time one waits for.
const DOT_LINES: usize = 1_000;

/// The programs of Graphviz that place nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Engine {
    /// In layers; slow beyond some hundred ties
    Dot,
    /// By springs
    Neato,
    /// By springs, in several passes: the one for large networks
    Sfdp,
    /// By forces
    Fdp,
    /// On circles
    Circo,
    /// In rings around one
    Twopi,
    /// In boxes
    Osage,
    /// As a map of squares
    Patchwork,
}

impl Engine {
    /// The name of the program.
    pub(super) fn name(self) -> &'static str {
        match self {
            Engine::Dot => "dot",
            Engine::Neato => "neato",
            Engine::Sfdp => "sfdp",
            Engine::Fdp => "fdp",
            Engine::Circo => "circo",
            Engine::Twopi => "twopi",
            Engine::Osage => "osage",
            Engine::Patchwork => "patchwork",
        }
    }

    /// Refuses what it does not make or would not finish.
    pub(super) fn accepts(self, lines: usize, kind: &str) -> Result<(), Error> {
        if !OUTPUTS.contains(&kind) {
            let message =
                format!("Graphviz is not asked for `{kind}`; known are {}", OUTPUTS.join(", "));
            return Err(Error::Usage { message });
        }
        if self == Engine::Dot && lines > DOT_LINES {
            let message = format!(
                "dot would take minutes for {lines} lines (it is fit for {DOT_LINES}); use --engine sfdp, or draw fewer with --top {DOT_LINES}"
            );
            return Err(Error::Usage { message });
        }
        Ok(())
    }
}

/// Has an engine draw a DOT text.
pub(super) fn run(engine: Engine, kind: &str, dot: Vec<u8>) -> Result<Vec<u8>, Error> {
    let name = engine.name();
    let child = Command::new(name)
        .arg(format!("-T{kind}"))
        .env("SOURCE_DATE_EPOCH", "0")
        .env("TZ", "UTC")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| missing(name, kind, error))?;
    let output = feed(child, dot).map_err(|source| Error::Io {
        action: "run",
        path: name.to_string(),
        source,
    })?;
    let words = String::from_utf8_lossy(&output.stderr);
    for line in words.lines() {
        load::say(&format!("{name}: {line}"));
    }
    if !output.status.success() {
        return Err(Error::Usage {
            message: format!("Graphviz {name} failed ({})", output.status),
        });
    }
    Ok(without_time(output.stdout))
}

/// A picture without the time at which it was drawn, which a PDF has where Graphviz is of an age that knows no
/// `SOURCE_DATE_EPOCH`.
fn without_time(mut picture: Vec<u8>) -> Vec<u8> {
    const BEFORE: &[u8] = b"/CreationDate (D:";
    const EPOCH: &[u8] = b"19700101000000";
    if let Some(at) = memchr::memmem::rfind(&picture, BEFORE)
        && let Some(time) = picture.get_mut(at + BEFORE.len()..at + BEFORE.len() + EPOCH.len())
    {
        time.copy_from_slice(EPOCH);
    }
    picture
}

/// Writes to the program while reading from it, lest both wait.
fn feed(mut child: Child, dot: Vec<u8>) -> io::Result<std::process::Output> {
    let stdin = child.stdin.take();
    let writer = std::thread::spawn(move || match stdin {
        Some(mut stdin) => stdin.write_all(&dot),
        None => Ok(()),
    });
    let output = child.wait_with_output()?;
    match writer.join() {
        Ok(Err(error)) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        _ => Ok(output),
    }
}

fn missing(name: &str, kind: &str, error: io::Error) -> Error {
    if error.kind() == io::ErrorKind::NotFound {
        let message = format!(
            "{kind} needs Graphviz, and there is no `{name}` on this machine; install it (Debian: apt install graphviz, macOS: brew install graphviz), or write the DOT with -o FILE.dot"
        );
        return Error::Usage { message };
    }
    Error::Io { action: "run", path: name.to_string(), source: error }
}

#[cfg(test)]
mod tests {
    use super::without_time;

    #[test]
    fn a_pdf_has_no_time_of_the_run() {
        let pdf = |time: &str| format!("%PDF-1.5\n/CreationDate (D:{time}Z)\n>>").into_bytes();
        assert_eq!(without_time(pdf("20261201161124")), pdf("19700101000000"));
        for other in ["<svg/>", "/CreationDate (D:2026"] {
            assert_eq!(without_time(other.into()), other.as_bytes());
        }
    }
}
