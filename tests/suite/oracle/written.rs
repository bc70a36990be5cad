//! What is written down under a case, read back.

use migrate_lint::lock::LockMode;
use migrate_lint::server::Outcome;

/// From a line such as `ACCESS EXCLUSIVE a, b; rewrites a; builds a_pkey`.
pub(crate) fn outcome(text: &str, is_index: impl Fn(&str) -> bool) -> Outcome {
    let mut outcome = Outcome::default();
    for part in text.split("; ").filter(|part| *part != "nothing") {
        let names = |word: &str| {
            let list = part.strip_prefix(word)?.strip_prefix(' ')?;
            Some(list.split(", ").map(str::to_owned).collect::<Vec<String>>())
        };
        // SHARE is how SHARE UPDATE EXCLUSIVE begins.
        let modes = LockMode::ALL.into_iter().filter_map(|mode| Some((mode, names(mode.name())?)));
        if let Some((mode, names)) = modes.max_by_key(|(mode, _)| mode.name().len()) {
            outcome.locks.extend(names.into_iter().map(|name| (name, mode)));
        } else if let Some(names) = names("rewrites") {
            outcome.files.extend(names);
        } else if let Some(names) = names("empties") {
            let (indexes, tables): (Vec<_>, Vec<_>) = names.into_iter().partition(|name| is_index(name));
            outcome.files.extend(tables);
            outcome.builds.extend(indexes);
        } else if let Some(names) = names("scans") {
            outcome.scans.extend(names);
        } else if let Some(names) = names("builds") {
            outcome.builds.extend(names);
        } else {
            panic!("no outcome: {part}");
        }
    }
    outcome
}
