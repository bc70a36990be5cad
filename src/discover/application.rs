//! Reads the application's code for names that migrations drop or rename.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;

use crate::config::PathGlobs;
use crate::migration::{Application, History};
use crate::source::SourceFile;

/// Larger files are data or what a build made.
const LARGEST: u64 = 1024 * 1024;

/// Looks through the code that the patterns match. What cannot be read is no code.
pub fn application(history: &History, paths: &PathGlobs) -> Application {
    let mut found = Application::default();
    let wanted = history.wanted();
    if !wanted.is_empty() {
        code_files(paths).for_each(|file| found.look_through(&file, &wanted));
    }
    found
}

/// The files below the configuration's folder that the patterns match, but not the migrations among them, one after the
/// other in the order of their paths.
pub fn code_files(paths: &PathGlobs) -> impl Iterator<Item = Arc<SourceFile>> {
    let files = if paths.is_empty() { Vec::new() } else { all_files(paths) };
    files.into_iter().filter_map(|file| {
        let path = file.to_string_lossy();
        let is_code = paths.matches(&path) && file.extension().is_none_or(|extension| extension != "sql");
        let is_small = || fs::metadata(&file).is_ok_and(|known| known.len() <= LARGEST);
        if !is_code || !is_small() {
            return None;
        }
        let text = fs::read_to_string(&file).ok()?;
        Some(SourceFile::new(paths.base().relative(&path), text))
    })
}

fn all_files(paths: &PathGlobs) -> Vec<PathBuf> {
    let root = Path::new(&paths.base().folder);
    let mut files: Vec<_> = WalkBuilder::new(root)
        .build()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
        .map(|entry| entry.path().to_path_buf())
        .collect();
    files.sort_unstable();
    files
}
