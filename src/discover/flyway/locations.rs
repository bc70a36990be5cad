//! The folders that one configuration names as locations: their migrations are one history, ordered by version.

use std::path::Path;

use rustc_hash::FxHashSet;

use super::configuration::{self, Configuration, unquoted};
use super::scheme::Scheme;
use super::{Folder, versions};

/// Where Flyway looks if nothing else is said: many a service has a folder of this name of its own.
pub(super) const USUAL: &str = "db/migration";

/// Those of the folders with Flyway's files that belong together: the first, and the others, as the locations are named.
pub(in crate::discover) fn joined<'a>(
    roots: &[Folder<'a>],
    folders: &[Folder<'a>],
) -> Vec<(Folder<'a>, Vec<Folder<'a>>)> {
    if folders.len() < 2 {
        return Vec::new();
    }
    let mut joined = Vec::new();
    let mut seen = FxHashSet::default();
    let files = roots.iter().flat_map(|root| root.all_files());
    for file in files.filter(|file| !is_of_tests(file.folder.path())) {
        let Some(said) = configuration::locations(&file) else { continue };
        let locations = said.trim_matches(['[', ']']).split(',').filter_map(relative);
        let mut group: Vec<Folder> = Vec::new();
        for found in locations.flat_map(|location| found(&location, file.folder, folders)) {
            if group.iter().all(|known| known.path() != found.path()) && !seen.contains(found.path()) {
                group.push(found);
            }
        }
        if let [first, also @ ..] = group.as_slice()
            && !also.is_empty()
            && are_apart(&group)
        {
            seen.extend(group.iter().map(|folder| folder.path()));
            joined.push((*first, also.to_vec()));
        }
    }
    joined
}

fn is_of_tests(folder: &Path) -> bool {
    folder.ancestors().any(|above| above.ends_with("src/test"))
}

/// `db/specific/postgresql` for `classpath:/db/specific/{vendor}`.
pub(super) fn relative(location: &str) -> Option<String> {
    let location = unquoted(location);
    let path = location.split_once(':').map_or(location, |(_, path)| path).trim_matches('/');
    (!path.is_empty() && !path.contains(['$', '*'])).then(|| path.replace("{vendor}", "postgresql"))
}

/// The folders at a location: that of the configuration's own module, or else those of other modules on its class path.
fn found<'a>(location: &str, configuration: Folder, folders: &[Folder<'a>]) -> Vec<Folder<'a>> {
    let all: Vec<Folder> =
        folders.iter().copied().filter(|folder| folder.path().ends_with(location)).collect();
    let is_own = |folder: &Folder| module(folder.path()) == module(configuration.path());
    match all.iter().copied().find(is_own) {
        Some(own) => vec![own],
        None if all.len() > 1 && location == USUAL => Vec::new(),
        // A module with a configuration of its own is another service.
        None => all.into_iter().filter(|folder| Configuration::read(*folder).is_empty()).collect(),
    }
}

/// The folder that has the sources.
fn module(path: &Path) -> &Path {
    let sources = path.ancestors().find(|above| above.ends_with("src/main"));
    sources.unwrap_or(path)
}

/// Whether no version is in two of the folders.
fn are_apart(folders: &[Folder]) -> bool {
    let mut known = FxHashSet::default();
    folders.iter().all(|folder| {
        let scheme = Scheme::read(&Configuration::read(*folder));
        versions(*folder, &scheme).into_iter().all(|version| known.insert(version))
    })
}
