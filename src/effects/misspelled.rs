//! Names of types that are one slip away from a built-in one, and that nothing has created.

use super::prediction::Prediction;
use crate::ast::TypeName;

/// Built-in names long enough for a slip to be told from a name of its own.
const BUILT_IN: &[&str] = &[
    "bigint",
    "bigserial",
    "boolean",
    "character",
    "decimal",
    "integer",
    "interval",
    "numeric",
    "serial",
    "smallint",
    "smallserial",
    "timestamp",
    "timestamptz",
    "varchar",
];

/// Names as near that other systems, extensions or the server itself have.
const OTHERS: &[&str] = &["serial2", "serial4", "serial8", "ubigint", "nvarchar", "uinteger"];

/// The built-in type that a name was meant to be.
pub fn meant_type(name: &str) -> Option<&'static str> {
    if OTHERS.contains(&name) || BUILT_IN.contains(&name) {
        return None;
    }
    let near = |known: &&&str| slips(name, known) <= if known.len() < 9 { 1 } else { 2 };
    BUILT_IN.iter().filter(near).min_by_key(|known| slips(name, known)).copied()
}

/// How many letters are missing, too many, wrong or swapped with the next (optimal string alignment).
fn slips(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, wanted) in other.iter().enumerate() {
            let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX / 2);
            let swapped = row > 0
                && column > 0
                && one.get(row - 1) == Some(wanted)
                && other.get(column - 1) == Some(letter);
            let mut best = at(&last, column) + usize::from(letter != wanted);
            best = best.min(at(&last, column + 1) + 1).min(at(&next, column) + 1);
            if swapped {
                best = best.min(at(&before, column - 1) + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut last, next);
    }
    last.last().copied().unwrap_or(0)
}

impl Prediction<'_> {
    /// A type that only a slip explains. A name that some extension may have is left alone.
    pub(super) fn refuse_misspelled(&mut self, data_type: &TypeName) {
        let named = data_type.object_name();
        let unknown = data_type.schema.is_none()
            && meant_type(&data_type.name).is_some()
            && self.before.column_type(data_type).is_none()
            && self.before.resolve(&named).is_none();
        if unknown {
            self.fail("42704", format!("type \"{}\" does not exist", data_type.name));
        }
    }
}
