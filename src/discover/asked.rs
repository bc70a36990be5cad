//! What was asked for: the given paths, less what is excluded.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::tree::{Folder, Given};
use super::{DiscoverOptions, Discovery, Failure};
use crate::config::{PathBase, PathGlobs};

pub(super) struct Asked<'a> {
    pub(super) given: &'a [Given],
    files: HashSet<&'a str>,
    folders: Vec<&'a Given>,
    excluded: Option<PathGlobs>,
    working: PathBuf,
}

impl<'a> Asked<'a> {
    pub(super) fn new(given: &'a [Given], options: &DiscoverOptions) -> Self {
        let (folders, files): (Vec<&Given>, Vec<&Given>) =
            given.iter().partition(|given| given.path.is_dir());
        let files = files.into_iter().map(|given| given.shown.as_str()).collect();
        let excluded = (!options.exclude.is_empty()).then(|| globs(options, &options.exclude));
        let working = std::env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
        Self { given, files, folders, excluded, working }
    }

    /// The files that were named one by one.
    pub(super) fn files(&self) -> impl Iterator<Item = &'a Given> {
        self.given.iter().filter(|given| self.names_file(&given.shown))
    }

    pub(super) fn names_file(&self, shown: &str) -> bool {
        self.files.contains(shown)
    }

    pub(super) fn names_folder(&self, folder: Folder) -> bool {
        self.folders.iter().any(|given| given.path == folder.path())
    }

    /// Whether what is found in a file is to be told. Other files of the same history are read all the same.
    pub(super) fn includes(&self, shown: &str) -> bool {
        let named =
            self.files.contains(shown) || self.folders.iter().any(|given| is_within(shown, &given.shown));
        let excluded = || {
            self.excluded
                .as_ref()
                .is_some_and(|globs| globs.matches(&self.working.join(shown).to_string_lossy()))
        };
        named && !excluded()
    }

    pub(super) fn excludes(&self, folder: Folder) -> bool {
        self.excluded.as_ref().is_some_and(|globs| globs.matches(&folder.path().to_string_lossy()))
    }
}

/// Patterns over real, absolute paths.
pub(super) fn globs(options: &DiscoverOptions, patterns: &[String]) -> PathGlobs {
    let root = options.root.clone().or_else(|| std::env::current_dir().ok()).unwrap_or_default();
    let root = root.canonicalize().unwrap_or(root).to_string_lossy().replace('\\', "/");
    PathGlobs::new(patterns, PathBase { folder: root.clone(), working: root })
}

pub(super) fn is_within(shown: &str, folder: &str) -> bool {
    folder.is_empty()
        || shown
            .strip_prefix(folder)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || folder.ends_with('/'))
}

/// A path as messages show it: as given, without needless parts; empty for the current folder.
pub(super) fn shown(path: &Path) -> String {
    let shown = path.to_string_lossy().replace('\\', "/");
    let mut shown = shown.as_str();
    while let Some(rest) = shown.strip_prefix("./") {
        shown = rest.trim_start_matches('/');
    }
    let shown = if shown == "." { "" } else { shown };
    if shown.len() > 1 { shown.trim_end_matches('/') } else { shown }.to_owned()
}

/// The given paths, where they really are. A file whose text is at hand need not exist.
pub(super) fn given(
    paths: &[PathBuf],
    is_virtual: &dyn Fn(&Path) -> bool,
    discovery: &mut Discovery,
) -> Vec<Given> {
    let mut given = Vec::new();
    for path in paths {
        let shown = shown(path);
        let canonical =
            path.canonicalize().or_else(|error| if is_virtual(path) { missing(path) } else { Err(error) });
        match canonical {
            Ok(path) => given.push(Given { path, shown }),
            Err(error) => {
                let message = format!("cannot be read: {error}");
                let path = path.to_string_lossy().into_owned();
                discovery.failures.push(Failure { path, message, offset: None, line: None, remedy: None });
            }
        }
    }
    given
}

fn missing(path: &Path) -> std::io::Result<PathBuf> {
    let absolute = std::path::absolute(path)?;
    let known = absolute.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    Ok(match known {
        Some((above, real)) => absolute.strip_prefix(above).map_or(absolute.clone(), |rest| real.join(rest)),
        None => absolute,
    })
}

/// Where a file really is, or would be.
pub fn absolute(path: &Path) -> PathBuf {
    path.canonicalize().or_else(|_| missing(path)).unwrap_or_else(|_| path.to_path_buf())
}
