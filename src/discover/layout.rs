//! What a layout is: how one migration tool's folder is recognized and read.

use super::tree::Folder;
use super::{Failure, Note};
use crate::migration::{MigrationSource, OrderingProblem, Tool, TransactionUnit};

/// How one tool lays out its migrations. Each is declared in a file of its own and listed once, in `LAYOUTS`.
pub struct Layout {
    pub tool: &'static Tool,
    /// What the tool does with a script that says nothing.
    pub unit: TransactionUnit,
    pub(super) extent: Extent,
    /// Whether a folder is the root of such a history, and how that shows.
    pub(super) detect: fn(Folder) -> Option<Confidence>,
    pub(super) load: fn(Folder) -> Loaded,
}

/// What a history takes of the folder that is its root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// Its own files: subfolders may be other histories.
    Files,
    /// Everything below.
    Tree,
}

/// How a layout was recognized, weakest first; the strongest wins, and among equals the first in the registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Confidence {
    /// The folder looks like migrations, of no tool in particular.
    Plain,
    /// Names that several tools use.
    Names,
    /// Such names, and a manifest or configuration above that names the tool.
    Dependency,
    /// A lock file that its tool also writes beside another tool's files.
    LockFile,
    /// Lines in the files that only this tool reads.
    Content,
    /// A file or a folder that only this tool has.
    MarkerFile,
}

/// What a layout made of a folder.
#[derive(Default)]
pub(super) struct Loaded {
    pub(super) migrations: Vec<MigrationSource>,
    /// What the tool's configuration gives every session.
    pub(super) settings: Vec<(String, String)>,
    pub(super) ordering: Vec<OrderingProblem>,
    pub(super) notes: Vec<Note>,
    pub(super) failures: Vec<Failure>,
    /// Some migrations are no SQL or could not be read: the simulated history is not whole.
    pub(super) holes: bool,
    /// The tool or its platform brings objects of its own, or the text does not tell how it begins.
    pub(super) open_beginning: bool,
}

impl Loaded {
    /// A history that is no PostgreSQL at all.
    pub(super) fn left_out(folder: Folder, what: &str) -> Self {
        let message = format!("holds {what} migrations: left out");
        Self { notes: vec![Note { path: folder.shown().to_owned(), message }], ..Self::default() }
    }

    /// Whether a part of it is SQL.
    pub(super) fn has_scripts(&self) -> bool {
        self.migrations.iter().any(|migration| migration.up.is_some() || migration.down.script().is_some())
    }

    pub(super) fn note(&mut self, path: impl Into<String>, message: impl Into<String>) {
        self.notes.push(Note { path: path.into(), message: message.into() });
    }
}
