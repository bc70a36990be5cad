//! A new table without row level security in a schema that uses it.

use rustc_hash::FxHashMap;

use crate::ast::Statement;
use crate::catalog::Relation;
use crate::diagnostic::Edit;
use crate::migration::Step;
use crate::rule::{Pass, Rule};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("rls-not-enabled", include_str!("../../rules/rls-not-enabled.md"), check);

fn check(pass: &mut Pass) {
    let Some(up) = pass.up() else { return };
    let schemas = pass.options.strings("schemas");
    let creates =
        |step: &&Step| matches!(step.statement.kind, Statement::CreateTable(_) | Statement::CreateTableAs(_));
    if !up.steps.iter().any(|step| creates(&step)) {
        return;
    }
    let made = pass.history.tables_made_by(up.id);
    let made: FxHashMap<u32, &Relation> =
        made.filter_map(|table| Some((table.origin.created()?.span.start, table))).collect();
    for step in &up.steps {
        let name = match &step.statement.kind {
            Statement::CreateTable(create) => &create.name,
            Statement::CreateTableAs(create) if !create.materialized_view => &create.name,
            _ => continue,
        };
        let Some(table) = made.get(&name.span.start) else { continue };
        if table.row_security {
            continue;
        }
        let Some(customs) = pass.history.customs_in(&table.name.schema) else { continue };
        let (secured, neighbors) = (customs.secured, customs.tables - 1);
        let required = schemas.contains(&table.name.schema.as_str());
        // One secured table among many open ones does not make it the custom of the schema.
        if !required && (secured == 0 || secured * 2 < neighbors) {
            continue;
        }
        // The custom may be younger than the table.
        let is_later = |other: &Relation| {
            other.name.schema == table.name.schema
                && other.origin.created().is_some_and(|place| place.script > up.id)
        };
        let by_then =
            if pass.history.tables_made().any(is_later) { " at the end of the history" } else { "" };
        let custom = match (secured, neighbors) {
            (0, _) => format!("every table of `{}` is to have it", table.name.schema),
            (secured, all) if secured == all => {
                format!("every other table of `{}` has it{by_then}", table.name.schema)
            }
            (secured, all) => {
                format!("{secured} of the {all} other tables of `{}` have it{by_then}", table.name.schema)
            }
        };
        let statement = format!("ALTER TABLE {name} ENABLE ROW LEVEL SECURITY");
        let end_of_statement = Span { start: step.span().end, end: step.span().end };
        let finding = pass
            .report(
                name.span,
                format!(
                    "whoever may read `{}` reads every row: it has no row level security, and {custom}",
                    table.name
                ),
            )
            .on(step, table.id)
            .help(format!("turn it on, and add the policies that let rows through:\n{statement};"));
        if step.within.is_none() {
            let edit = Edit { span: end_of_statement, replacement: format!(";\n{statement}") };
            finding.unsafe_fix("enable row level security", vec![edit]);
        }
    }
}
