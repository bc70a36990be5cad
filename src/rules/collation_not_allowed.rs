//! Collations that a project has not agreed on.

use crate::ast::Statement;
use crate::rule::{Pass, Rule};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("collation-not-allowed", include_str!("../../rules/collation-not-allowed.md"), check);

fn check(pass: &mut Pass) {
    let allowed = pass.options.strings("allowed");
    let mut found: Vec<(Span, String, String)> = Vec::new();
    for declared in pass.declared_columns() {
        let collation = declared.definition.and_then(|column| column.collation.as_ref());
        if let Some(collation) = collation {
            found.push((declared.column.span, format!("`{}`", declared.name()), collation.to_string()));
        }
    }
    for step in pass.steps() {
        if let Statement::CreateIndex(create) = &step.statement.kind {
            let collations = create.elements.iter().filter_map(|element| element.collation.as_ref());
            let name = create.name.as_ref().map_or("the index".to_owned(), |name| format!("`{name}`"));
            found
                .extend(collations.map(|collation| (create.table.span, name.clone(), collation.to_string())));
        }
    }
    for (span, what, collation) in found {
        if !allowed.contains(&collation.as_str()) {
            pass.report(span, format!("{what} is sorted by the collation `{collation}`, which is not among those that are allowed here"));
        }
    }
}
