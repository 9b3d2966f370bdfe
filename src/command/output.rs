//! Results to stdout or to a file, which is written whole or not at all.
//!
//! Invariant: a file that cannot be finished leaves the old one as it was; one that can leaves it to those
//! who could read and write the old one.

use std::fs::{Metadata, Permissions};
use std::io::{self, IsTerminal, Write};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use annals::Error;
use annals::edit::files::replace::{failed, keep_owner, parent};
use annals::progress::{self, Stage};
use annals::read;
use annals::view::{Chronology, Report, View};
use annals::write::{self, FORMATS, Format};

use super::args::{Global, OutputArgs};
use super::growing::Growing;
use super::{interrupt, occupied, temporary};

/// Writes a view where the flags say; `plain` is the format of the terminal.
pub(crate) fn view(
    view: &View,
    (args, global): (&OutputArgs, &Global),
    plain: &'static str,
) -> Result<(), Error> {
    let format = format(args, plain)?;
    to(args, global, |out| write::view(view, format, out))
}

/// Writes where the flags say.
pub(crate) fn to(
    args: &OutputArgs,
    global: &Global,
    write: impl FnOnce(&mut dyn Write) -> Result<(), Error>,
) -> Result<(), Error> {
    match &args.output {
        Some(path) if path.as_os_str() != "-" => file(path, global, write),
        _ => stdout(write),
    }
}

/// Writes a table view; to a terminal as text as wide as that and in colour.
pub(crate) fn report(report: Report, args: &OutputArgs, global: &Global) -> Result<(), Error> {
    let mut report = report;
    fit(&mut report, args);
    view(&ManuallyDrop::new(View::Report(report)), (args, global), "text")
}

/// The same for a chronology.
pub(crate) fn chronology(
    chronology: Chronology,
    args: &OutputArgs,
    global: &Global,
) -> Result<(), Error> {
    let mut chronology = Box::new(chronology);
    fit(&mut chronology.frame, args);
    view(&ManuallyDrop::new(View::Chronology(chronology)), (args, global), "text")
}

fn fit(report: &mut Report, args: &OutputArgs) {
    if args.output.is_none() && io::stdout().is_terminal() {
        report.width = terminal_width();
        report.colour = colour();
    }
}

/// The format the flags ask for, where a table is written; `plain` where they ask for none.
pub(crate) fn format(args: &OutputArgs, plain: &'static str) -> Result<&'static Format, Error> {
    known(args, plain, |format| format.report.is_some())
}

/// The same on the terminal.
pub(crate) fn table(args: &OutputArgs) -> Result<&'static Format, Error> {
    format(args, "text")
}

/// The format the flags ask for; if there is none, names those that are of use.
pub(crate) fn known(
    args: &OutputArgs,
    plain: &'static str,
    of_use: fn(&Format) -> bool,
) -> Result<&'static Format, Error> {
    agree(args, write::by_name)?;
    let extension = args.extension();
    let found = match (&args.format, extension) {
        (Some(name), _) => write::by_name(name),
        (None, Some(extension)) => write::by_extension(extension),
        (None, None) => write::by_name(plain),
    };
    found.ok_or_else(|| {
        let known = FORMATS.iter().filter(|format| of_use(format));
        let message = match (&args.format, extension) {
            (None, Some(extension)) => {
                let known: Vec<String> = known.map(|f| format!(".{}", f.extension)).collect();
                format!("no format for `.{extension}`; known are {}", known.join(", "))
            }
            (asked, _) => {
                let asked = asked.as_deref().unwrap_or(plain);
                let known: Vec<&str> = known.map(|format| format.name).collect();
                format!("unknown format `{asked}`; known are {}", known.join(", "))
            }
        };
        Error::Usage { message }
    })
}

/// Refuses an extension that is one of another format than the one that is named; `known` finds the
/// formats there are by name.
pub(crate) fn agree<F>(args: &OutputArgs, known: fn(&str) -> Option<F>) -> Result<(), Error> {
    let (Some(name), Some(extension)) = (&args.format, args.extension()) else { return Ok(()) };
    let said = extension.to_ascii_lowercase();
    let other = match write::by_extension(&said) {
        Some(format) => format.name,
        None if known(&said).is_some() => &said,
        None => return Ok(()),
    };
    if name.eq_ignore_ascii_case(other) || name.eq_ignore_ascii_case(&said) {
        return Ok(());
    }
    let message = format!(
        "the file ends in `.{extension}`, which is {other}, and --format says `{name}`; leave out --format, or give the file another name"
    );
    Err(Error::Usage { message })
}

/// Writes to stdout.
pub(crate) fn stdout(write: impl FnOnce(&mut dyn Write) -> Result<(), Error>) -> Result<(), Error> {
    super::progress::end();
    stream(io::stdout().lock(), write)
}

/// Writes through a buffer. A reader who closes the pipe has seen enough, which is no error and changes
/// nothing in what a command comes to.
fn stream(
    out: impl Write,
    write: impl FnOnce(&mut dyn Write) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut out = io::BufWriter::with_capacity(1 << 16, out);
    match write(&mut out).and_then(|()| Ok(out.flush()?)) {
        Err(Error::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Refuses to write where the data was read from, or a file that would be read with it from then on.
pub(crate) fn beside_the_data(path: &Path, global: &Global) -> Result<(), Error> {
    let what = if !read::takes(&global.data, path) {
        return Ok(());
    } else if path.exists() {
        "is the data itself; write beside it"
    } else {
        "would be read as part of the data; write it elsewhere or under another name"
    };
    Err(Error::Usage { message: format!("{} {what}", path.display()) })
}

/// Writes a file [beside the data](beside_the_data) that is [no table of other data](occupied::file_of_others).
pub(crate) fn file(
    path: &Path,
    global: &Global,
    write: impl FnOnce(&mut dyn Write) -> Result<(), Error>,
) -> Result<(), Error> {
    beside_the_data(path, global)?;
    occupied::file_of_others(path, global)?;
    whole(path, write)
}

/// Where a link leads, and the link there; no further than systems follow them.
fn followed(path: &Path) -> PathBuf {
    let next = |at: &PathBuf| Some(at.with_file_name(std::fs::read_link(at).ok()?));
    std::iter::successors(Some(path.to_path_buf()), next).take(40).last().unwrap_or_default()
}

/// Writes a file: a temporary one in the same folder, renamed when it is whole. A device or a pipe
/// (`-o /dev/null`) is written into: a rename would put a file in its place.
pub(crate) fn whole(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), Error>,
) -> Result<(), Error> {
    // A pipe behind `/dev/stdout` has no name but that.
    if std::fs::metadata(path).is_ok_and(|m| !m.is_file() && !m.is_dir()) {
        let io = |source| Error::Io { action: "write", path: path.display().to_string(), source };
        let device = std::fs::OpenOptions::new().write(true).open(path).map_err(io)?;
        return stream(device, write).map_err(|error| of_file(error, io));
    }
    let io = |source| failed(path, source);
    // A link that leads to no file yet is followed, too: what is written stands where it leads.
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| followed(path));
    let folder = parent(&target);
    if !folder.is_dir() {
        let (path, folder) = (path.display(), folder.display());
        let message = format!("cannot write `{path}`: there is no folder `{folder}`");
        return Err(Error::Usage { message });
    }
    progress::begin(Stage::Write, 0);
    let old = std::fs::metadata(&target).ok().filter(|_| cfg!(unix));
    let permissions = old.as_ref().map(Metadata::permissions);
    let make = || temporary::make(&folder, permissions.clone().or_else(for_all));
    let (temporary, unfinished) =
        interrupt::unfinished(make).map_err(|error| io(nameless(error)))?;
    let mut out = io::BufWriter::with_capacity(1 << 16, Growing::new(temporary));
    write(&mut out).map_err(|error| of_file(error, io))?;
    let growing = out.into_inner().map_err(|e| io(e.into_error()))?;
    let temporary = growing.finish().map_err(io)?;
    if let Some(old) = old {
        keep_owner(&old, temporary.as_file());
        temporary.as_file().set_permissions(old.permissions()).map_err(io)?;
    }
    temporary.persist(&target).map_err(|e| io(e.error))?;
    drop(unfinished);
    Ok(())
}

/// What could not be written was a file, which `io` names.
fn of_file(error: Error, io: impl FnOnce(io::Error) -> Error) -> Error {
    match error {
        Error::Output(source) => io(source),
        error => error,
    }
}

/// Who may read and write a new file, of which the system takes away what the user's mask says.
fn for_all() -> Option<Permissions> {
    #[cfg(unix)]
    return Some(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    #[cfg(not(unix))]
    return None;
}

/// An error without the name of the temporary file it is of, which nobody asked for.
fn nameless(error: io::Error) -> io::Error {
    let own = error.get_ref().and_then(|own| own.source()?.downcast_ref::<io::Error>());
    let code = own.and_then(io::Error::raw_os_error);
    code.map_or(error, io::Error::from_raw_os_error)
}

/// The width of the terminal: what `COLUMNS` says, else the terminal itself.
pub(crate) fn terminal_width() -> Option<usize> {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let asked = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    columns.filter(|columns| *columns > 0).or_else(asked)
}

/// Whether a terminal may be given colour: `NO_COLOR` is unset or empty.
pub(crate) fn colour() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
