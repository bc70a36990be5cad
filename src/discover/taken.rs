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

fn number(name: &str) -> Option<u128> {
    let digits = name.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits.get(..end)?.parse().ok()
}

fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}
