//! The registry: every rule, one line each.

use crate::rule::Rule;

mod index_not_concurrent;

/// Every rule, in the order that findings at one place are shown.
pub static RULES: &[&Rule] = &[&index_not_concurrent::RULE];

/// The rule with this id, or that accepts it as another tool's name for the same thing.
pub fn find(name: &str) -> Option<&'static Rule> {
    let by_id = RULES.iter().find(|rule| rule.id == name);
    by_id.or_else(|| RULES.iter().find(|rule| rule.page().aliases.contains(&name))).copied()
}
