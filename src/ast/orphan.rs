//! The question for rows whose foreign key points at nothing.

use super::quoted;

/// The condition, in SQL, on a row `c` that no row `p` of the parent fits. Of each column of the key: its name, the
/// operator that compares it, and the parent's column. A key with a null in it points at nothing and is no orphan.
pub fn orphan<'a>(parent: &str, key: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>) -> String {
    let (mut known, mut same) = (Vec::new(), Vec::new());
    for (own, operator, other) in key {
        known.push(format!("c.{} IS NOT NULL", quoted(own)));
        same.push(format!("p.{} {operator} c.{}", quoted(other), quoted(own)));
    }
    format!("{} AND NOT EXISTS (SELECT FROM {parent} p WHERE {})", known.join(" AND "), same.join(" AND "))
}
