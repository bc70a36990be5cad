//! Locations that only the tests of a module name: what is there is never deployed.

use std::path::Path;

use super::configuration::{self, unquoted};
use super::locations::{USUAL, relative};

/// What the configurations of a module name: for what is deployed, in any profile, and for the tests.
#[derive(Default)]
pub(super) struct TestLocations {
    deployed: Vec<String>,
    tests: Vec<String>,
}

impl TestLocations {
    /// Of the module that a folder lies in the resources of.
    pub(super) fn of(folder: &Path) -> Self {
        let main = folder.ancestors().find(|above| above.ends_with("src/main/resources"));
        let Some((main, sources)) = main.and_then(|main| Some((main, main.parent()?.parent()?))) else {
            return Self::default();
        };
        let tests = named_in(&sources.join("test/resources")).unwrap_or_default();
        let usual = || tests.iter().any(|location| location == USUAL).then(|| USUAL.to_owned());
        match named_in(main) {
            Some(deployed) if !deployed.is_empty() => Self { deployed, tests },
            // Where nothing is said, the tests may only say what holds for all.
            Some(_) => usual().map(|usual| Self { deployed: vec![usual], tests }).unwrap_or_default(),
            None => Self::default(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.tests.is_empty()
    }

    /// Whether a folder is part of a location of the tests, and of no other.
    pub(super) fn has(&self, folder: &Path) -> bool {
        let covered = |locations: &[String]| {
            folder.ancestors().any(|above| locations.iter().any(|location| above.ends_with(location)))
        };
        covered(&self.tests) && !covered(&self.deployed)
    }
}

/// Every location that a configuration in a folder names, for whatever profile; nothing where one of them cannot be known.
fn named_in(folder: &Path) -> Option<Vec<String>> {
    let mut named = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let text = || std::fs::read_to_string(entry.path()).unwrap_or_default();
        for said in configuration::every_location(&name, text) {
            for location in said.trim_matches(['[', ']']).split(',').filter(|one| !unquoted(one).is_empty()) {
                named.push(relative(location)?);
            }
        }
    }
    Some(named)
}
