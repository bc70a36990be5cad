//! The schema that Flyway puts first in the search path of its sessions, and makes where it is not there.

use super::{Folder, configurations, settings};

/// `flyway.defaultSchema`, or else the first of `flyway.schemas`; nothing where the environments of a configuration differ.
pub(super) fn search_path(folder: Folder) -> Option<String> {
    let said = |key: &'static str| {
        configurations(folder).map(|text| schemas(text, key)).find(|found| !found.is_empty())
    };
    let found = said("defaultSchema").or_else(|| said("schemas"))?;
    let (first, others) = found.split_first()?;
    let plain = !first.contains(['$', '"', '\'', '\\']) && *first != "public";
    // What was the path before stays behind it.
    (plain && others.iter().all(|other| other == first)).then(|| format!("\"{first}\", \"$user\", public"))
}

/// The first schema of every setting of that name: `a` for `flyway.schemas=a,b` and `schemas = ["a", "b"]`.
fn schemas<'t>(text: &'t str, key: &'t str) -> Vec<&'t str> {
    let first = |value: &'t str| value.trim_start_matches('[').split([',', ']']).next().map(unquoted);
    settings(text, key).filter_map(first).filter(|schema| !schema.is_empty()).collect()
}

fn unquoted(text: &str) -> &str {
    text.trim().trim_matches(['"', '\''])
}
