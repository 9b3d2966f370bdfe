//! `annals check`: all findings in one run, and the totals.
//!
//! Invariant: findings are its result, so they go to stdout or the file asked for.

use std::io::{IsTerminal, Write};

use annals::Error;
use annals::check::{Checked, Finding, Severity};
use annals::edit::dates::Unread;
use annals::model::Table;
use annals::read::Need;
use annals::view::View;
use annals::write::findings::{self, Extent, Look};
use annals::write::{self, FORMATS};

use super::args::{Global, OutputArgs};
use super::{Outcome, load, output};

/// Report everything that is wrong or doubtful in the data
///
/// Example: annals check --format json -o findings.json
///
/// Exit code 1 if there is an error, else 0. Formats: text (for readers, repeats of one cause
/// shown once), json (for editors, every place), and those of other tables.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    output: OutputArgs,
    /// Show all findings, not only the gravest thousand
    #[arg(long)]
    all: bool,
}

/// What findings are written as.
enum Form {
    Text,
    Json,
    Table(&'static write::Format),
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Outcome, Error> {
    let form = form(&args.output)?;
    let checked = load::quietly(global, &Need::FINDINGS)?;
    match &args.output.output {
        Some(path) if path.as_os_str() != "-" => {
            output::file(path, global, |out| put(&checked, &form, (args, Look::Plain), out))?;
        }
        _ => output::stdout(|out| put(&checked, &form, (args, look()), out))?,
    }
    if matches!(form, Form::Text) {
        say_format(&checked, global);
    }
    let errors = checked.count(Severity::Error);
    Ok(if errors > 0 { Outcome::Errors } else { Outcome::Done })
}

/// Where what is no date in the files of events is all written in one way, says how it is read.
fn say_format(checked: &Checked, global: &Global) {
    let files = &checked.dataset.files;
    let is_told = |finding: &&Finding| {
        let file = files.get(finding.place.file as usize);
        finding.code.is_of_dates() && file.is_some_and(|file| file.table == Some(Table::Events))
    };
    let dates: Vec<&Finding> = checked.findings.iter().filter(is_told).collect();
    let format = Unread::of(dates.iter().copied()).format(dates.iter().copied());
    let Some((_, way)) = format.filter(|(read, _)| *read == dates.len()) else { return };
    let name = &files[dates[0].place.file as usize].name;
    let several = dates.iter().any(|date| date.place.file != dates[0].place.file);
    let path = match (several, global.data.is_file()) {
        (true, _) => "FILE".to_string(),
        (_, true) => load::quoted(&global.data.display().to_string()),
        _ => load::quoted(&global.data.join(name).display().to_string()),
    };
    load::say(&format!(
        "the {} dates that are not understood are written {}; make a new folder (`mkdir FOLDER`), copy \
         the other tables into it, and `annals --data FOLDER add {path} {way}` takes them in",
        dates.len(),
        way.format,
    ));
}

fn put(
    checked: &Checked,
    form: &Form,
    (args, look): (&Args, Look),
    out: &mut dyn Write,
) -> Result<(), Error> {
    let extent = if args.all { Extent::All } else { Extent::Thousand };
    match form {
        Form::Text => Ok(findings::text(checked, look, extent, out)?),
        Form::Json => Ok(findings::json(checked, out)?),
        Form::Table(format) => write::view(&View::Report(findings::report(checked)), format, out),
    }
}

/// The form the flags ask for: `--format`, else the extension of the file, else text.
fn form(args: &OutputArgs) -> Result<Form, Error> {
    output::agree(args, write::by_name)?;
    let asked = args.format.as_deref().or(args.extension()).unwrap_or("text");
    match asked.to_ascii_lowercase().as_str() {
        "text" | "txt" => return Ok(Form::Text),
        "json" => return Ok(Form::Json),
        _ => {}
    }
    let tables = || FORMATS.iter().filter(|f| f.report.is_some());
    if let Some(found) =
        tables().find(|f| f.name == asked || f.extension.eq_ignore_ascii_case(asked))
    {
        return Ok(Form::Table(found));
    }
    let others = tables().map(|f| f.name).filter(|name| !matches!(*name, "text" | "json"));
    let known: Vec<&str> = ["text", "json"].into_iter().chain(others).collect();
    let message = format!("unknown format `{asked}` for findings; known are {}", known.join(", "));
    Err(Error::Usage { message })
}

/// Colours on a terminal that wants them.
fn look() -> Look {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty())
        || std::env::var_os("TERM").is_some_and(|v| v == "dumb");
    if std::io::stdout().is_terminal() && !refused { Look::Coloured } else { Look::Plain }
}
