//! A change that builds indexes again and nothing else: they go before it and come back beside the traffic.

use super::remedy::written_type;
use super::{TypeChange, session_zone};
use crate::ast::{Name, quoted};
use crate::catalog::{Constraint, ConstraintDef};
use crate::effects::WorkKind;
use crate::rule::{BUILD, Pass};

pub(super) fn help(pass: &Pass, change: &TypeChange) -> String {
    let (table, column) = (&change.altering.alter.name, change.column);
    let (constraints, plain) = rebuilt(change);
    let second = "let a second column with its own indexes take its place";
    let stays = |constraint: &&Constraint| {
        let relation = change.altering.table;
        let catalog = &change.altering.step.before;
        let unique =
            matches!(constraint.kind, ConstraintDef::PrimaryKey { .. } | ConstraintDef::Unique { .. });
        let pointed_at = catalog.referencing(relation.id).into_iter().any(|(_, key)| match &key.kind {
            ConstraintDef::ForeignKey { referenced_columns, .. } => {
                referenced_columns.iter().all(|column| constraint.columns().contains(column))
            }
            _ => false,
        });
        let index = constraint.index().and_then(|index| catalog.relation(index)?.index.as_deref());
        let special = index.is_some_and(|index| index.nulls_not_distinct || !index.include.is_empty());
        let identifies = matches!(constraint.kind, ConstraintDef::PrimaryKey { .. })
            && catalog.is_published_by_key(relation);
        !unique || pointed_at || constraint.deferrable || special || identifies
    };
    if let Some(held) = constraints.iter().find(|constraint| stays(constraint)) {
        return format!(
            "the index of the constraint `{}` cannot be built beside the traffic for it to take over: {second}",
            held.name
        );
    }
    let (mut before, mut after) = (String::new(), String::new());
    if plain {
        before += "DROP INDEX CONCURRENTLY each_index;\n";
        after += &format!("\nCREATE INDEX CONCURRENTLY each_index ON {table} (…);");
    }
    for constraint in &constraints {
        let name = quoted(&constraint.name);
        let kind = match constraint.kind {
            ConstraintDef::PrimaryKey { .. } => "PRIMARY KEY",
            _ => "UNIQUE",
        };
        let columns = constraint.columns();
        let columns: Vec<_> = columns.iter().map(|column| quoted(column)).collect();
        before += &format!("ALTER TABLE {table} DROP CONSTRAINT {name};\n");
        after += &format!(
            "\nCREATE UNIQUE INDEX CONCURRENTLY {name} ON {table} ({});\n\
             ALTER TABLE {table} ADD CONSTRAINT {name} {kind} USING INDEX {name};",
            columns.join(", ")
        );
    }
    let meanwhile = match constraints.is_empty() {
        true => "where queries cannot do without them meanwhile",
        false => {
            "where queries cannot do without them meanwhile, or duplicates must not be written, which then fail the build"
        }
    };
    format!(
        "build the indexes on `{}` beside the traffic instead{}:\n\
         {before}{zone}ALTER TABLE {table} ALTER COLUMN {column} TYPE {};{after}\n\
         or, {meanwhile}, {second}",
        column.name,
        pass.each_alone(change.altering.step, BUILD),
        written_type(pass, change),
        zone = session_zone::setting(change),
    )
}

/// The constraints of the table whose indexes are built again, and whether there are other indexes.
fn rebuilt<'a>(change: &TypeChange<'a>) -> (Vec<&'a Constraint>, bool) {
    let (step, table) = (change.altering.step, change.altering.table);
    let built = step.effects.work.iter().filter_map(|work| match &work.kind {
        WorkKind::IndexBuild { index } => Some(index),
        _ => None,
    });
    let built: Vec<&Name> = built.map(|index| &index.name).collect();
    let owned = table.constraints.iter().filter(|constraint| {
        let index = constraint.index().and_then(|index| step.before.relation(index));
        index.is_some_and(|index| built.contains(&&index.name.name))
    });
    let owned: Vec<&Constraint> = owned.map(|constraint| &**constraint).collect();
    let plain = owned.len() < built.len();
    (owned, plain)
}
