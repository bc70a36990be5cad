//! Finds `migrate-lint.toml` and reads it.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::config::{Configuration, PathBase};
use crate::discover::{configuration_of, layout_names, path_base};

use super::arguments::CommonArguments;
use super::failure::{Failure, shown};

/// A configuration, and where it was found.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub(super) configuration: Configuration,
    pub(super) file: Option<PathBuf>,
    /// What stands in the file.
    pub(super) text: String,
    pub(super) base: PathBase,
}

/// Paths under one configuration.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) found: Found,
    pub(super) paths: Vec<PathBuf>,
}

/// The configuration that the flags name, or the one that is found upward from a path.
pub(super) fn for_path(path: &Path, common: &CommonArguments) -> Result<Found, Vec<Failure>> {
    match locate(path, common) {
        Some(file) => load(file),
        None => Ok(Found { base: path_base(None), ..Found::default() }),
    }
}

/// Divides paths by the configuration that holds for them.
pub(super) fn groups(paths: &[PathBuf], common: &CommonArguments) -> Result<Vec<Group>, Vec<Failure>> {
    let mut files: Vec<(Option<PathBuf>, Vec<PathBuf>)> = Vec::new();
    for path in paths {
        let file = locate(path, common);
        match files.iter_mut().find(|(known, _)| *known == file) {
            Some((_, paths)) => paths.push(path.clone()),
            None => files.push((file, vec![path.clone()])),
        }
    }
    let mut groups = Vec::new();
    let mut failures = Vec::new();
    for (file, paths) in files {
        match file.map_or_else(|| Ok(Found { base: path_base(None), ..Found::default() }), load) {
            Ok(found) => groups.push(Group { found, paths }),
            Err(problems) => failures.extend(problems),
        }
    }
    if failures.is_empty() { Ok(groups) } else { Err(failures) }
}

fn locate(path: &Path, common: &CommonArguments) -> Option<PathBuf> {
    if common.no_config {
        return None;
    }
    common.config.clone().or_else(|| configuration_of(path))
}

fn load(file: PathBuf) -> Result<Found, Vec<Failure>> {
    let name = from_here(&file);
    let text = fs::read(&file).map_err(|error| {
        vec![Failure::new(match error.kind() {
            ErrorKind::NotFound => format!("the configuration {} does not exist", shown(&name)),
            _ => format!("the configuration {} cannot be read: {error}", shown(&name)),
        })]
    })?;
    let text = String::from_utf8(text).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        vec![Failure::new(format!("the configuration {} is not UTF-8 (at offset {offset})", shown(&name)))]
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    match Configuration::read(text, &layout_names()) {
        Ok(configuration) => Ok(Found {
            configuration,
            base: path_base(file.parent()),
            file: Some(name),
            text: text.to_owned(),
        }),
        Err(problems) => {
            Err(problems.into_iter().map(|problem| Failure::in_file(&name, text, problem)).collect())
        }
    }
}

/// The path as the user would write it from the folder they are in.
pub(super) fn from_here(file: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(fs::canonicalize).unwrap_or_default();
    file.strip_prefix(&here).map_or_else(|_| file.to_path_buf(), Path::to_path_buf)
}
