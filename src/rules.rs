//! The registry: every rule, one line each.

use crate::rule::Rule;

mod add_fk_without_not_valid;
mod concurrently_in_transaction;
mod index_not_concurrent;
mod set_not_null_scan;
mod slow_statement_while_holding_lock;
mod unused_suppression;

/// Every rule, in the order that findings at one place are shown.
pub static RULES: &[&Rule] = &[
    &concurrently_in_transaction::RULE,
    &index_not_concurrent::RULE,
    &add_fk_without_not_valid::RULE,
    &set_not_null_scan::RULE,
    &slow_statement_while_holding_lock::RULE,
    &unused_suppression::RULE,
];

/// The rule with this id, or that accepts it as another tool's name for the same thing.
pub fn find(name: &str) -> Option<&'static Rule> {
    let by_id = RULES.iter().find(|rule| rule.id == name);
    by_id.or_else(|| RULES.iter().find(|rule| rule.page().aliases.contains(&name))).copied()
}

/// The rule with this id, or every rule that accepts it as another tool's name: one check there can be several here.
pub fn find_all(name: &str) -> Vec<&'static Rule> {
    let by_id = RULES.iter().find(|rule| rule.id == name);
    match by_id {
        Some(rule) => vec![*rule],
        None => RULES.iter().filter(|rule| rule.page().aliases.contains(&name)).copied().collect(),
    }
}
