//! Types that a project has decided not to use.

use crate::ast::TypeName;
use crate::rule::{Declared, Pass, Rule, fits_any};

pub(super) static RULE: Rule =
    Rule::new("discouraged-type", include_str!("../../rules/discouraged-type.md"), check);

fn check(pass: &mut Pass) {
    let types: Vec<(&str, &str)> = pass
        .options
        .strings("types")
        .into_iter()
        .map(|entry| {
            entry.split_once(':').map_or((entry, ""), |(name, instead)| (name.trim(), instead.trim()))
        })
        .collect();
    for declared in pass.declared_columns() {
        let Some((message, instead)) = complaint(pass, &declared, &types) else { continue };
        let finding = pass.report(declared.data_type.span, message);
        if !instead.is_empty() {
            finding.help(format!("use {instead}"));
        }
    }
}

fn complaint(pass: &Pass, declared: &Declared, types: &[(&str, &str)]) -> Option<(String, String)> {
    let data_type = declared.data_type;
    let name = declared.name();
    let written = bare(data_type);
    if let Some((_, instead)) = types.iter().find(|(pattern, _)| fits_any(&written, &[pattern])) {
        return Some((
            format!("`{name}` is of type {data_type}, which this project does not use"),
            (*instead).to_owned(),
        ));
    }
    let money = pass.options.strings("money-columns");
    if matches!(data_type.name.as_str(), "float4" | "float8") && fits_any(&declared.column.name, &money) {
        return Some((
            format!("`{name}` counts money in {data_type}, which cannot hold 0.10"),
            "numeric(12, 2)".to_owned(),
        ));
    }
    if pass.options.boolean("bare-numeric") && data_type.name == "numeric" && data_type.modifiers.is_empty() {
        return Some((
            format!("`{name}` takes numbers of any size and precision"),
            "numeric(12, 2)".to_owned(),
        ));
    }
    let nullable = declared.definition.is_some_and(|column| !column.not_null);
    if pass.options.boolean("nullable-boolean") && data_type.name == "bool" && nullable {
        return Some((
            format!("`{name}` knows yes, no and null"),
            "boolean NOT NULL DEFAULT false".to_owned(),
        ));
    }
    let rounds = matches!(data_type.name.as_str(), "timestamp" | "timestamptz") && data_type.modifiers == [0];
    (pass.options.boolean("rounded-timestamp") && rounds).then(|| {
        (
            format!("`{name}` rounds to whole seconds, also up: a moment ago becomes a moment to come"),
            "timestamptz".to_owned(),
        )
    })
}

/// The type as the list of the options names it.
fn bare(data_type: &TypeName) -> String {
    let plain = TypeName { modifiers: Vec::new(), array: 0, ..data_type.clone() };
    plain.to_string()
}
