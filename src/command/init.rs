//! `annals init`: a folder to start from.
//!
//! Invariant: nothing that is there is touched or added to, and all files are made or none; the folder passes `check`
//! without error or warning, and everybody in it is made up.

use std::path::PathBuf;

use annals::Error;
use annals::edit::files::replace::{self, Change};
use annals::read;

use super::args::Global;
use super::{Outcome, load};

/// The files of the folder.
const FILES: &[(&str, &str)] = &[
    ("events.csv", include_str!("starter/events.csv")),
    ("actors.csv", include_str!("starter/actors.csv")),
    ("sources.csv", include_str!("starter/sources.csv")),
    ("README.md", include_str!("starter/README.md")),
];

/// Make a folder with a few example events to start from
///
/// Example: annals init data
///
/// The folder gets events.csv, actors.csv, sources.csv and a README.md that says what the columns
/// are. Nothing is overwritten, and a folder that has tables gets nothing.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder; without it, that of --data
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Outcome, Error> {
    let folder = args.folder.as_deref().unwrap_or(&global.data);
    let tables = read::tables(folder).into_iter().map(|(name, _)| name);
    let ours = FILES.iter().map(|(name, _)| name.to_string());
    let ours = ours.filter(|name| folder.join(name).symlink_metadata().is_ok());
    if let Some(name) = tables.chain(ours).next() {
        let message = format!(
            "{} is there already; init overwrites nothing and adds to no data",
            folder.join(name).display()
        );
        return Err(Error::Usage { message });
    }
    std::fs::create_dir_all(folder).map_err(|source| replace::failed(folder, source))?;
    let made = |(name, content): &(&str, &str)| Change {
        path: folder.join(name),
        old: None,
        new: content.as_bytes().to_vec(),
    };
    replace::all(&FILES.iter().map(made).collect::<Vec<_>>())?;
    let names: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
    load::say(&format!("made {} in {}", names.join(", "), folder.display()));
    Ok(Outcome::Done)
}

#[cfg(test)]
mod tests {
    use super::FILES;
    use annals::check::Severity;
    use annals::model::Table;

    #[test]
    fn the_starter_folder_has_no_error_and_no_warning() {
        let tables: Vec<_> =
            FILES.iter().filter(|(name, _)| name.ends_with(".csv")).copied().collect();
        let checked = annals::check::dataset(annals::read::texts(&tables));
        let found: Vec<_> =
            checked.findings.iter().filter(|f| f.code.severity() != Severity::Note).collect();
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(checked.dataset.events.len(), 5);
    }

    #[test]
    fn its_readme_names_every_column() {
        let readme = FILES.iter().find(|(name, _)| *name == "README.md").unwrap().1;
        for table in Table::READ {
            let title = format!("{}.csv", table.name());
            let part = readme.split("\n## ").find(|part| part.starts_with(&title));
            let part = part.unwrap_or_else(|| panic!("no part on {title}"));
            for field in table.columns() {
                assert!(
                    part.contains(&format!("`{}`", field.name())),
                    "{title} lacks {}",
                    field.name()
                );
            }
        }
    }
}
