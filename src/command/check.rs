//! `annals check`: all findings in one run, and the totals.

use annals::Error;
use annals::check::Severity;
use annals::read::Need;

use super::args::Global;
use super::{Outcome, load, output};

/// Report everything that is wrong or doubtful in the data
///
/// Example: annals check --format json
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_args: &Args, global: &Global) -> Result<Outcome, Error> {
    let folder = annals::read::folder(&global.data, &Need::ALL)?;
    let checked = annals::check::dataset(folder);
    output::stdout(|out| {
        for f in &checked.findings {
            let p = &f.place;
            let name = &checked.dataset.files[p.file as usize].name;
            let (word, code) = (f.code.severity().word(), f.code.name());
            writeln!(
                out,
                "{word}[{code}] {name}:{}:{} {}: {}",
                p.line,
                p.column,
                p.spreadsheet(),
                f.message
            )?;
        }
        Ok(())
    })?;
    let errors = checked.count(Severity::Error);
    load::say(&load::number(errors, "error"));
    Ok(if errors > 0 { Outcome::Errors } else { Outcome::Done })
}
