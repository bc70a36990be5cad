//! Which folders a Go program takes into itself: `//go:embed migrations/sql/*.sql`.

use globset::Glob;

use super::lines::lines;
use super::tree::{File, Folder};

/// Whether a folder of what was run once lies beside one that is embedded, and no Go file embeds it.
pub(super) fn is_left_behind(folder: Folder) -> bool {
    let Some(above) = folder.parent().filter(|_| folder.name() == "legacy") else { return false };
    let mut beside = above.folders().filter(|other| other.path() != folder.path() && other.has_sql_below());
    beside.any(is_embedded) && !is_embedded(folder)
}

/// Whether a Go file in the folder or above it names the folder, one that it is in, or files in it.
fn is_embedded(folder: Folder) -> bool {
    folder.upward().any(|above| {
        let Ok(path) = folder.path().strip_prefix(above.path()) else { return false };
        let parts: Vec<String> = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        above.files().any(|file| file.name().ends_with(".go") && names_any(file, &parts))
    })
}

fn names_any(file: File, parts: &[String]) -> bool {
    let Ok(source) = file.source() else { return false };
    let directives = lines(source.text()).filter_map(|(_, line)| line.strip_prefix("//go:embed "));
    directives.flat_map(str::split_whitespace).any(|pattern| names(pattern, parts))
}

/// `migrations` names all that is below it, `migrations/sql/*.sql` what is in `migrations/sql`.
fn names(pattern: &str, parts: &[String]) -> bool {
    let pattern = pattern.trim_matches(['"', '`']);
    let pattern: Vec<&str> = pattern.strip_prefix("all:").unwrap_or(pattern).split('/').collect();
    // One part more than the folder has is a file in it.
    let in_reach = pattern.len() <= parts.len() + 1;
    in_reach && pattern.iter().zip(parts).all(|(wanted, part)| fits(wanted, part))
}

/// Whether a name fits a part of a pattern; `.` is the folder of the Go file.
fn fits(pattern: &str, name: &str) -> bool {
    pattern == "." || Glob::new(pattern).is_ok_and(|pattern| pattern.compile_matcher().is_match(name))
}
