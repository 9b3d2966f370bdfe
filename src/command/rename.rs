//! `annals rename`: an id changed everywhere it is referred to.
//!
//! Invariant: nothing is asked; what it says on stdout is on the disk.

use annals::Error;
use annals::edit;
use annals::edit::files::diff::diff;
use annals::edit::rename::Renaming;
use annals::model::counted;
use annals::read;

use super::args::Global;
use super::{Outcome, load, output};

/// Change an id in its table and everywhere it is referred to, and nothing else
///
/// Example: annals rename putin vladimir-putin --dry-run
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The id; actors/x says which where two tables share it
    #[arg(required_unless_present = "finish")]
    old: Option<String>,
    /// What it is to be
    #[arg(required_unless_present = "finish")]
    new: Option<String>,
    /// Show what would be changed, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Only finish a rename that was cut off
    #[arg(long, conflicts_with_all = ["old", "new", "dry_run"])]
    finish: bool,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Outcome, Error> {
    let (old, new) =
        (args.old.as_deref().unwrap_or_default(), args.new.as_deref().unwrap_or_default());
    if !args.finish {
        alone(global)?;
    }
    if args.dry_run {
        let home = load::home(global)?;
        load::sound(global, &home)?;
        let renaming = edit::rename::rename(&home, old, new)?;
        return shown(&renaming);
    }
    super::interrupt::watch();
    let folder = edit::files::home::folder_of(&global.data);
    let _lock = edit::lock(&folder, &mut load::waiting).map_err(load::absent)?;
    let finished = load::finish(&folder)?;
    let home = load::home(global)?;
    edit::clean(&home)?;
    if args.finish {
        if finished.is_none() {
            load::say("no rename was cut off");
        }
        return Ok(Outcome::Done);
    }
    if finished.as_deref() == Some(&*what(old, new)) {
        return Ok(Outcome::Done);
    }
    load::sound(global, &home)?;
    let mut renaming = edit::rename::rename(&home, old, new)?;
    for change in &renaming.changes {
        super::added::warn_of_office(&home, &change.name);
    }
    edit::write_all(&home, &what(old, new), &mut renaming.changes)?;
    said(&renaming).inspect_err(|_| {
        load::say(&format!("{}; only the report of it failed", done(&renaming)));
    })
}

/// Refuses a file that is one table of several, of which others may hold the id, too.
fn alone(global: &Global) -> Result<(), Error> {
    let single = global.data.is_file().then(|| read::beside(&global.data)).flatten();
    let Some((folder, other)) = single else { return Ok(()) };
    let (file, folder) = (global.data.display(), folder.display().to_string());
    let whole = load::quoted(&folder);
    let message = format!(
        "`{file}` is one table of `{folder}`, and `{other}` is another; rename the id in all of them with --data {whole}"
    );
    Err(Error::Usage { message })
}

/// The line of the journal.
fn what(old: &str, new: &str) -> String {
    format!("rename {old} to {new}").replace(['\n', '\r'], " ")
}

fn said(renaming: &Renaming) -> Result<Outcome, Error> {
    output::stdout(|out| Ok(writeln!(out, "{}", done(renaming))?))?;
    renaming.remarks.iter().for_each(|remark| load::say(remark));
    Ok(Outcome::Done)
}

fn done(renaming: &Renaming) -> String {
    let Renaming { table, old, new, cells, .. } = renaming;
    format!("renamed {}/{old} to {new}: {}", table.name(), counted(*cells, "cell"))
}

fn shown(renaming: &Renaming) -> Result<Outcome, Error> {
    output::stdout(|out| {
        for change in &renaming.changes {
            out.write_all(diff(&change.name, change.old.as_deref(), &change.new).as_bytes())?;
        }
        Ok(())
    })?;
    renaming.remarks.iter().for_each(|remark| load::say(remark));
    let (cells, files) = (counted(renaming.cells, "cell"), counted(renaming.changes.len(), "file"));
    load::say(&format!("{cells} in {files} would be changed; nothing was written"));
    Ok(Outcome::Done)
}
