//! The registry: every rule, one line each.

use crate::rule::Rule;

mod add_fk_without_not_valid;
mod concurrently_in_transaction;
mod index_not_concurrent;
mod set_not_null_scan;
mod slow_statement_while_holding_lock;

/// Every rule, in the order that findings at one place are shown.
pub static RULES: &[&Rule] = &[
    &concurrently_in_transaction::RULE,
    &index_not_concurrent::RULE,
    &add_fk_without_not_valid::RULE,
    &set_not_null_scan::RULE,
    &slow_statement_while_holding_lock::RULE,
];

/// The rule with this id, or that accepts it as another tool's name for the same thing.
pub fn find(name: &str) -> Option<&'static Rule> {
    let by_id = RULES.iter().find(|rule| rule.id == name);
    by_id.or_else(|| RULES.iter().find(|rule| rule.page().aliases.contains(&name))).copied()
}
