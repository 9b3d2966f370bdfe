//! A folder of its own for each test, and the program run in it.
//!
//! ```ignore
//! Sandbox::new().csv("events", "date,title\n2025,A\n").run(["check"]).code(0).stdout_has("1 event");
//! ```
//!
//! Data files go to `data/` in the folder, which is where the program runs.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, str};

/// A folder that goes away with the test.
pub(crate) struct Sandbox {
    folder: tempfile::TempDir,
    environment: Vec<(String, String)>,
}

impl Sandbox {
    /// An empty one.
    #[must_use]
    pub(crate) fn new() -> Sandbox {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("data")).unwrap();
        Sandbox { folder, environment: Vec::new() }
    }

    /// One whose `data/` is a copy of the repository's.
    #[must_use]
    pub(crate) fn with_data() -> Sandbox {
        Sandbox::new().copy(&root().join("data"))
    }

    /// Copies the CSV files of a folder, and of the folders in it, into `data/`.
    #[must_use]
    #[track_caller]
    pub(crate) fn copy(self, folder: &Path) -> Sandbox {
        copy(folder, &self.data());
        self
    }

    /// Writes a table: `name` is that of the file in `data/`, with or without `.csv`.
    #[must_use]
    #[track_caller]
    pub(crate) fn csv(self, name: &str, text: &str) -> Sandbox {
        let extension = if name.ends_with(".csv") { "" } else { ".csv" };
        self.bytes(&format!("data/{name}{extension}"), text.as_bytes())
    }

    /// Writes any file, its path given from the folder.
    #[must_use]
    #[track_caller]
    pub(crate) fn bytes(self, path: &str, content: &[u8]) -> Sandbox {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// Sets a variable of the program's environment: `TZ`, `LC_ALL`.
    #[must_use]
    pub(crate) fn variable(mut self, name: &str, value: &str) -> Sandbox {
        self.environment.push((name.to_string(), value.to_string()));
        self
    }

    /// The folder the program runs in.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The data folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A file of the folder, as text.
    #[track_caller]
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.path().join(path))
            .unwrap_or_else(|error| panic!("cannot read {path}: {error}"))
    }

    /// Runs the program.
    #[must_use]
    #[track_caller]
    pub(crate) fn run<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
        command.args(arguments).current_dir(self.folder.path());
        for name in ["NO_COLOR", "CLICOLOR_FORCE", "COLUMNS", "LANG", "LC_ALL", "TZ"] {
            command.env_remove(name);
        }
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        let output = command.output().unwrap();
        Run {
            command: format!("{command:?}"),
            code: output.status.code(),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    }
}

/// What a run came to; each check stops the test with the command and both streams.
pub(crate) struct Run {
    command: String,
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Run {
    /// The exit code is this.
    #[track_caller]
    pub(crate) fn code(self, code: i32) -> Run {
        self.must(|run| run.code == Some(code), &format!("exit code {code}"))
    }

    /// Standard output is this, byte for byte.
    #[track_caller]
    pub(crate) fn stdout(self, expected: &str) -> Run {
        self.must(|run| run.stdout == expected, &format!("stdout to be\n{expected}"))
    }

    /// Standard output has this in it.
    #[track_caller]
    pub(crate) fn stdout_has(self, part: &str) -> Run {
        self.must(|run| run.stdout.contains(part), &format!("in stdout: {part}"))
    }

    /// Standard output has nothing like this in it.
    #[track_caller]
    pub(crate) fn stdout_lacks(self, part: &str) -> Run {
        self.must(|run| !run.stdout.contains(part), &format!("not in stdout: {part}"))
    }

    /// Standard error is this, byte for byte.
    #[track_caller]
    pub(crate) fn stderr(self, expected: &str) -> Run {
        self.must(|run| run.stderr == expected, &format!("stderr to be\n{expected}"))
    }

    /// Standard error has this in it.
    #[track_caller]
    pub(crate) fn stderr_has(self, part: &str) -> Run {
        self.must(|run| run.stderr.contains(part), &format!("in stderr: {part}"))
    }

    /// Standard error has nothing like this in it.
    #[track_caller]
    pub(crate) fn stderr_lacks(self, part: &str) -> Run {
        self.must(|run| !run.stderr.contains(part), &format!("not in stderr: {part}"))
    }

    /// Standard output, for a parser.
    #[must_use]
    pub(crate) fn output(self) -> String {
        self.stdout
    }

    /// Standard error, for what is counted in it.
    #[must_use]
    pub(crate) fn errors(self) -> String {
        self.stderr
    }

    #[track_caller]
    fn must(self, holds: impl Fn(&Run) -> bool, expected: &str) -> Run {
        let Run { command, code, stdout, stderr } = &self;
        assert!(
            holds(&self),
            "expected {expected}\n--- command: {command}\n--- exit code: {code:?}\n--- stdout:\n{stdout}\n--- stderr:\n{stderr}"
        );
        self
    }
}

/// The folder of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(bytes: &[u8]) -> String {
    str::from_utf8(bytes).expect("the program writes UTF-8").to_string()
}

/// Copies the CSV files of a folder, and of the folders in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else if path.extension().is_some_and(|e| e == "csv") {
            fs::copy(&path, target).unwrap();
        }
    }
}
