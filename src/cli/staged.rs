//! `--staged`: the files as the next commit will hold them.

use std::path::{Path, PathBuf};

use crate::discover::{Blob, Repository, decode_source};

use super::failure::{Failure, shown};

/// Where the index differs from the working tree.
#[derive(Default)]
pub(super) struct Staged {
    pub(super) texts: Vec<(PathBuf, String)>,
    /// Files that are not in the index.
    pub(super) hidden: Vec<PathBuf>,
}

impl Staged {
    /// Asks the repository that the first path is in.
    pub(super) fn read(paths: &[PathBuf]) -> Result<Self, Vec<Failure>> {
        Self::of(&repository(paths)?)
    }

    fn of(repository: &Repository) -> Result<Self, Vec<Failure>> {
        let one = |failure| vec![Failure::from(failure)];
        let blobs = repository.unstaged().map_err(one)?;
        let blobs: Vec<&Blob> = blobs.iter().filter(|blob| is_text(&blob.path)).collect();
        let contents = repository.contents(&blobs).map_err(one)?;
        let mut staged = Self { texts: Vec::new(), hidden: repository.untracked().map_err(one)? };
        for (blob, content) in blobs.into_iter().zip(contents) {
            let path = repository.path_of(blob);
            let Some(content) = content else { continue };
            let source = decode_source(content, shown(&path)).map_err(|failure| {
                vec![Failure::new(format!("the staged {} {}", failure.path, failure.message))]
            })?;
            staged.texts.push((path, source.text().to_owned()));
        }
        Ok(staged)
    }
}

/// The repository of the first path, or that of the current folder.
pub(super) fn repository(paths: &[PathBuf]) -> Result<Repository, Vec<Failure>> {
    let first = paths.first().map_or(Path::new("."), PathBuf::as_path);
    let folder = if first.is_dir() { first } else { first.parent().unwrap_or(Path::new(".")) };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    Repository::of(folder).map_err(|failure| vec![Failure::from(failure)])
}

/// What can matter to migrations: scripts, and what their tools and this one are set up with.
fn is_text(path: &str) -> bool {
    const ENDINGS: [&str; 15] = [
        "sql",
        "psql",
        "pgsql",
        "ddl",
        "toml",
        "json",
        "yaml",
        "yml",
        "xml",
        "conf",
        "ini",
        "plan",
        "sum",
        "hcl",
        "properties",
    ];
    Path::new(path)
        .extension()
        .is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}
