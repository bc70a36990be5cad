//! The schema that Flyway puts first in the search path of its sessions, and makes where it is not there.

use super::configuration::{Configuration, unquoted};

/// `flyway.defaultSchema`, or else the first of `flyway.schemas`; nothing where the environments of a configuration differ.
pub(super) fn search_path(configuration: &Configuration) -> Option<String> {
    let said = |name: &str| -> Vec<&str> {
        configuration.settings(name).into_iter().filter_map(first_schema).collect()
    };
    let found = [said("defaultSchema"), said("schemas")].into_iter().find(|found| !found.is_empty())?;
    let (first, others) = found.split_first()?;
    let plain = !first.contains(['$', '"', '\'', '\\']) && *first != "public";
    // What was the path before stays behind it.
    (plain && others.iter().all(|other| other == first)).then(|| format!("\"{first}\", \"$user\", public"))
}

/// `a` of `a,b` and of `["a", "b"]`.
fn first_schema(value: &str) -> Option<&str> {
    let first = value.trim_start_matches('[').split([',', ']']).next().map(unquoted);
    first.filter(|schema| !schema.is_empty())
}
