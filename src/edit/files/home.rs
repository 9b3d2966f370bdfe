//! The data folder as `add` and `rename` see it: its tables and the files behind them.
//!
//! Invariant: the bytes of a file are read once and compared before it is replaced.

use std::fs;
use std::path::{Path, PathBuf};

use super::replace::parent;
use crate::error::Error;
use crate::model::{DataFile, Table};
use crate::read::{self, Folder, Need};

/// A data folder, or one file of events.
#[derive(Clone, Debug)]
pub struct Home {
    root: PathBuf,
    single: bool,
    /// Its files.
    pub folder: Folder,
}

impl Home {
    /// Reads a data folder that may have no events yet, or one file of events.
    ///
    /// # Errors
    /// When it cannot be read, or a file of a table cannot.
    pub fn open(root: &Path) -> Result<Home, Error> {
        let folder = read::any_folder(root, &Need::ALL)?;
        Ok(Home { root: root.to_path_buf(), single: root.is_file(), folder })
    }

    /// Whether it is one file and no folder.
    pub fn is_single(&self) -> bool {
        self.single
    }

    /// Where a file of the folder lies.
    pub fn path(&self, name: &str) -> PathBuf {
        if self.single { self.root.clone() } else { self.root.join(name) }
    }

    /// The files of a table.
    pub fn of(&self, table: Table) -> impl Iterator<Item = &DataFile> {
        self.folder.files.iter().filter(move |f| f.table == Some(table))
    }

    /// The file with this name.
    pub fn file(&self, name: &str) -> Option<&DataFile> {
        self.folder.files.iter().find(|f| f.name == name)
    }

    /// The bytes of a file as they are now.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn bytes(&self, name: &str) -> Result<Vec<u8>, Error> {
        let path = self.path(name);
        let io = |source| Error::Io { action: "read", path: path.display().to_string(), source };
        fs::read(&path).map_err(io)
    }
}

/// The folder whose lock and journal a data path has: the folder itself, or that of its file.
pub fn folder_of(root: &Path) -> PathBuf {
    if root.is_file() { parent(root) } else { root.to_path_buf() }
}
