//! From a given path to the folder that its history lies in.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// Where to walk for a given path, and whether the folder's own files are enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Anchor {
    pub(super) root: PathBuf,
    pub(super) shallow: bool,
}

/// Files that stand in a folder of their own, one migration each.
const IN_OWN_FOLDER: &[&str] = &["up.sql", "down.sql", "migration.sql", "index.sql"];

/// The same where a migration has a file for each database; elsewhere it may be anything.
const AMONG_DATABASES: &str = "postgres.sql";

/// How far up a history's root is looked for.
const CLIMB: usize = 8;

/// The anchors of many paths, as a hook passes them; files of one kind in one folder have one.
pub(super) fn all<'a>(paths: impl Iterator<Item = &'a Path>) -> Vec<Anchor> {
    let mut seen = HashSet::new();
    let mut anchors = Vec::new();
    for path in paths {
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        let kind = (IN_OWN_FOLDER.contains(&name.as_ref()), is_versioned(&name));
        if path.is_dir() || seen.insert((path.parent(), kind)) {
            anchors.push(anchor(path));
        }
    }
    anchors
}

fn anchor(path: &Path) -> Anchor {
    let is_folder = path.is_dir();
    let folder = if is_folder { path } else { path.parent().unwrap_or(path) };
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if let Some(root) = upward(folder, &|folder| folder.join("sqitch.plan").is_file()) {
        return Anchor { root, shallow: false };
    }
    let holds = |wanted: &str| if is_folder { path.join(wanted).is_file() } else { name == wanted };
    let is_numbered = |folder: &Path| {
        folder
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with(|c: char| c.is_ascii_digit()))
    };
    let own_folder =
        IN_OWN_FOLDER.iter().any(|wanted| holds(wanted)) || holds(AMONG_DATABASES) && is_numbered(folder);
    let root = match folder.parent() {
        Some(parent) if own_folder || (is_version_folder(folder) && !is_folder) => Some(parent.to_path_buf()),
        Some(parent) if has_name(folder, "committed") => Some(parent.to_path_buf()),
        _ if !is_folder => versioned(folder, &name).or_else(|| changelog(folder)),
        _ => part_of_location(folder),
    };
    match root {
        Some(root) => Anchor { root, shallow: false },
        None if is_folder => Anchor { root: folder.to_path_buf(), shallow: false },
        None => {
            // A folder of folders of this tool's own may begin here: `current.sql` beside `committed/`.
            let shallow = !folder.join("committed").is_dir() && !folder.join("meta").is_dir();
            Anchor { root: folder.to_path_buf(), shallow }
        }
    }
}

/// Flyway reads its location with all subfolders: the outermost folder that still holds such files, or is called so.
fn versioned(folder: &Path, name: &str) -> Option<PathBuf> {
    if !is_versioned(name) {
        return None;
    }
    let above = folder.ancestors().skip(1).take(3);
    let root = above.filter(|above| has_name(above, "migration") || has_name(above, "migrations")).last();
    Some(root.unwrap_or(folder).to_path_buf())
}

/// A subfolder of a Flyway location, which is no history by itself.
fn part_of_location(folder: &Path) -> Option<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let named = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let versioned_file = named.into_iter().find(|name| is_versioned(name) && super::tree::is_sql(name))?;
    versioned(folder, &versioned_file).filter(|root| root != folder)
}

fn is_versioned(name: &str) -> bool {
    name.contains("__") && name.starts_with(['V', 'U', 'R', 'B'])
}

/// The folder of a Liquibase changelog above.
fn changelog(folder: &Path) -> Option<PathBuf> {
    upward(folder, &|folder| {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.into_iter().any(|entry| is_changelog(&entry.file_name().to_string_lossy()))
    })
}

/// A file that says in which order Liquibase takes others.
pub(super) fn is_changelog(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let described = name.rsplit_once('.');
    described.is_some_and(|(stem, extension)| {
        ["xml", "yaml", "yml", "json"].contains(&extension)
            && (stem.contains("changelog") || stem.ends_with("master"))
    })
}

fn upward(folder: &Path, test: &dyn Fn(&Path) -> bool) -> Option<PathBuf> {
    let repository = folder.ancestors().position(|above| above.join(".git").exists()).unwrap_or(0);
    folder.ancestors().take((repository + 1).min(CLIMB)).find(|above| test(above)).map(Path::to_path_buf)
}

fn is_version_folder(folder: &Path) -> bool {
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    super::names::dotted(name.trim_start_matches(['v', 'V'])).is_some()
}

fn has_name(folder: &Path, name: &str) -> bool {
    folder.file_name().is_some_and(|is| is.to_string_lossy() == name)
}
