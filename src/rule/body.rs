//! What the body of a function does for itself: tables of its own, handlers.

use crate::ast::{CreateFunction, ObjectName, Statement};

/// Whether a handler may swallow what goes wrong.
pub fn handles_errors(body: &str) -> bool {
    let lower = body.to_ascii_lowercase();
    let mut words = lower.split_whitespace();
    let mut before = "";
    words.any(|word| {
        let handles = before == "exception" && word == "when";
        before = word;
        handles
    })
}

/// Whether a function itself makes a table of that name.
pub fn makes(definition: &CreateFunction, name: &str) -> bool {
    let mut own = definition.statements.iter().filter_map(|inner| made_by(&inner.statement.kind));
    own.any(|own| own.name == name)
}

/// The name of the table that a statement makes.
pub fn made_by(statement: &Statement) -> Option<&ObjectName> {
    match statement {
        Statement::CreateTable(create) => Some(&create.name),
        Statement::CreateTableAs(create) => Some(&create.name),
        _ => None,
    }
}
