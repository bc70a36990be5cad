//! Whether the name of a new migration is free on the disk.

use std::path::{Path, PathBuf};

/// Whether a file is there, or one beside it that the tool would run later although its number is not smaller.
pub fn is_taken(path: &str) -> bool {
    let path = Path::new(path);
    let beside = |path: &Path| {
        let own = path.file_name().and_then(|name| number(&name.to_string_lossy()));
        let entries = std::fs::read_dir(folder(path)).into_iter().flatten().flatten();
        let mut names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        own.is_some_and(|own| names.any(|name| number(&name).is_some_and(|other| other >= own)))
    };
    let exists = path.exists();
    // A file without a number of its own stands in the folder that has it.
    let numbered = path.file_name().is_some_and(|name| number(&name.to_string_lossy()).is_some());
    let sidecar = path.extension().is_some_and(|extension| extension == "conf" || extension == "toml");
    exists || !sidecar && if numbered { beside(path) } else { path.parent().is_some_and(beside) }
}

/// The numbers of a version, as tools compare them: `V4_108__x.sql` has 4 and 108, `2024-01-31-120000_x` four.
fn number(name: &str) -> Option<Vec<u128>> {
    let bare = name.trim_start_matches(|c: char| !c.is_ascii_digit());
    let is_version = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-');
    let before_words = bare.split_once("__").map(|(version, _)| version);
    let underscored = before_words.filter(|version| version.chars().all(|c| is_version(c) || c == '_'));
    let end = bare.find(|c: char| !is_version(c)).unwrap_or(bare.len());
    let version = underscored.unwrap_or(&bare[..end]);
    let parts = version.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let numbers: Option<Vec<u128>> = parts.map(|part| part.parse().ok()).collect();
    numbers.filter(|numbers| !numbers.is_empty())
}

fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}
