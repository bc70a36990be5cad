//! Columns that every table of a project has.

use crate::ast::{AlterActionKind, Persistence, Statement, TypeName};
use crate::rule::{Pass, Rule, fits_any};

pub(super) static RULE: Rule =
    Rule::new("required-columns", include_str!("../../rules/required-columns.md"), check);

fn check(pass: &mut Pass) {
    let entries = pass.options.strings("columns");
    let required: Vec<(&str, &str)> = entries
        .iter()
        .map(|entry| entry.split_once(':').map_or((*entry, ""), |(name, kind)| (name.trim(), kind.trim())))
        .collect();
    let exempt = pass.options.strings("exempt");
    for step in pass.steps() {
        match &step.statement.kind {
            Statement::CreateTable(create)
                if create.persistence != Persistence::Temporary
                    && create.partition_of.is_none()
                    && !create.foreign
                    && !fits_any(&create.name.name, &exempt) =>
            {
                let Some(table) = pass.history.end.relation_named(&step.before.qualify(&create.name)) else {
                    continue;
                };
                if !table.columns_known {
                    continue;
                }
                for (name, kind) in &required {
                    let found = table.column(name).map(|column| column.data_type.as_ref());
                    let message = match found {
                        None => format!("`{}` has no column `{name}`, which every table has", table.name),
                        Some(Some(data_type)) if !kind.is_empty() && !same(data_type, kind) => {
                            format!(
                                "`{}.{name}` is of type {data_type}, and {kind} everywhere else",
                                table.name
                            )
                        }
                        _ => continue,
                    };
                    pass.report(create.name.span, message).on(step, table.id).help(format!("{name} {kind}"));
                }
            }
            Statement::AlterTable(alter) => {
                let Some(table) = pass.in_use(&step.before, &alter.name) else { continue };
                for action in &alter.actions {
                    let AlterActionKind::DropColumn { column, .. } = &action.kind else { continue };
                    if required.iter().any(|(name, _)| column.name == *name) {
                        pass.report(
                            action.span,
                            format!("`{}` loses `{column}`, which every table has", table.name),
                        )
                        .on(step, table.id);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Whether a type is the one that is asked for, by either of its names.
fn same(data_type: &TypeName, wanted: &str) -> bool {
    let wanted = wanted.to_ascii_lowercase();
    data_type.name == wanted.as_str() || data_type.to_string().eq_ignore_ascii_case(&wanted)
}
