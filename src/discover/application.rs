//! Reads the application's code for names that migrations drop or rename.

use std::fs;
use std::path::Path;

use ignore::WalkBuilder;

use crate::config::PathGlobs;
use crate::migration::{Application, History};
use crate::source::SourceFile;

/// Larger files are data or what a build made.
const LARGEST: u64 = 1024 * 1024;

/// Looks through the files below the configuration's folder that the patterns match, but not through the migrations
/// themselves. What cannot be read is no code.
pub fn application(history: &History, paths: &PathGlobs) -> Application {
    let mut found = Application::default();
    if paths.is_empty() {
        return found;
    }
    let wanted = history.wanted();
    if wanted.is_empty() {
        return found;
    }
    let root = Path::new(&paths.base().folder);
    let mut files: Vec<_> = WalkBuilder::new(root)
        .build()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
        .map(|entry| entry.path().to_path_buf())
        .collect();
    files.sort_unstable();
    for file in files {
        let path = file.to_string_lossy();
        let is_code = paths.matches(&path) && file.extension().is_none_or(|extension| extension != "sql");
        let is_small = || fs::metadata(&file).is_ok_and(|known| known.len() <= LARGEST);
        if !is_code || !is_small() {
            continue;
        }
        if let Ok(text) = fs::read_to_string(&file) {
            found.look_through(&SourceFile::new(paths.base().relative(&path), text), &wanted);
        }
    }
    found
}
