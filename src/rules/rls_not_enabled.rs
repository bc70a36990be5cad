//! A new table without row level security in a schema that uses it.

use crate::ast::Statement;
use crate::catalog::{Place, Relation, RelationKind};
use crate::diagnostic::Edit;
use crate::rule::{Pass, Rule};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("rls-not-enabled", include_str!("../../rules/rls-not-enabled.md"), check);

fn check(pass: &mut Pass) {
    let Some(up) = pass.up() else { return };
    let schemas = pass.options.strings("schemas");
    let end = &pass.history.end;
    for step in &up.steps {
        let name = match &step.statement.kind {
            Statement::CreateTable(create) => &create.name,
            Statement::CreateTableAs(create) if !create.materialized_view => &create.name,
            _ => continue,
        };
        let here = |place: Place| place.script == up.id && step.span().contains(place.span);
        let mut made = end.relations().filter(|relation| relation.origin.created().is_some_and(here));
        let Some(table) = made.find(|relation| is_table(relation)) else { continue };
        if table.row_security {
            continue;
        }
        let neighbors: Vec<&Relation> = end
            .relations()
            .filter(|other| other.id != table.id && other.name.schema == table.name.schema)
            .filter(|other| is_table(other) && other.origin.created().is_some())
            .collect();
        let secured = neighbors.iter().filter(|other| other.row_security).count();
        let required = schemas.contains(&table.name.schema.as_str());
        // One secured table among many open ones does not make it the custom of the schema.
        if !required && (secured == 0 || secured * 2 < neighbors.len()) {
            continue;
        }
        let custom = match (secured, neighbors.len()) {
            (0, _) => format!("every table of `{}` is to have it", table.name.schema),
            (secured, all) if secured == all => {
                format!("every other table of `{}` has it", table.name.schema)
            }
            (secured, all) => {
                format!("{secured} of the {all} other tables of `{}` have it", table.name.schema)
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

fn is_table(relation: &Relation) -> bool {
    matches!(relation.kind, RelationKind::Table | RelationKind::PartitionedTable)
        && !relation.is_partition()
        && !relation.is_temporary()
}
