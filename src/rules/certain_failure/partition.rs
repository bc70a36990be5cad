//! What to write instead of a partition, a bound or a key that the server refuses.

use super::remedy::Remedy;
use crate::ast::{
    AlterActionKind, IndexKey, Name, ObjectName, PartitionBound, PartitionKey, RefreshMaterializedView,
    Statement, TableConstraint, quoted,
};
use crate::catalog::{Relation, expression};
use crate::effects::{columns_left_out, unique_columns};
use crate::migration::Step;
use crate::rule::{Pass, list};

/// The remedy of a statement about partitions; nothing where another reason has it refused.
pub(super) fn of(pass: &Pass, step: &Step) -> Option<Remedy> {
    let failure = step.effects.failure.as_ref()?;
    match &step.statement.kind {
        Statement::CreateTable(create) => match (&create.partition_of, &create.partition_by) {
            (Some((parent, _)), _) if failure.code != "0A000" => taken(pass, step, parent),
            (_, Some(key)) => {
                let beside = create.columns.iter().flat_map(|column| &column.constraints);
                create.constraints.iter().chain(beside).find_map(|constraint| with_key(key, constraint))
            }
            _ => None,
        },
        Statement::AlterTable(alter) => alter.actions.iter().find_map(|action| match &action.kind {
            AlterActionKind::AttachPartition { partition, bound: Some(_) } => {
                taken(pass, step, &alter.name).or_else(|| with_identity(step, partition))
            }
            AlterActionKind::DetachPartition { partition, concurrently: true, .. } => {
                beside_default(pass, step, &alter.name, partition)
            }
            AlterActionKind::AddConstraint { constraint } => {
                with_key(step.before.resolve(&alter.name)?.partition_key.as_deref()?, constraint)
            }
            _ => None,
        }),
        Statement::CreateIndex(create) if create.unique && !create.concurrently => {
            let key = step.before.resolve(&create.table)?.partition_key.as_deref()?;
            let keys = create.elements.iter().map(|element| &element.key);
            let columns = keys.filter_map(|key| match key {
                IndexKey::Column(column) => Some(column),
                IndexKey::Expression(_) => None,
            });
            left_out(key, &columns.collect::<Vec<_>>())
        }
        _ => None,
    }
}

/// `REFRESH … CONCURRENTLY` compares the new rows with the old ones by a unique index.
pub(super) fn of_refresh(pass: &Pass, step: &Step, refresh: &RefreshMaterializedView) -> Option<Remedy> {
    let view = step.before.resolve(&refresh.name).filter(|_| refresh.concurrently)?;
    let cause = pass.label_created(view.origin, "made here");
    let help = if !view.populated || !refresh.with_data {
        format!("fill it once without CONCURRENTLY:\nREFRESH MATERIALIZED VIEW {};", refresh.name)
    } else {
        format!(
            "make a unique index over plain columns and all rows first{}:\nCREATE UNIQUE INDEX CONCURRENTLY ON {} (…);",
            pass.alone(step),
            refresh.name
        )
    };
    Some(Remedy { help: Some(help), cause })
}

/// The partition that is in the way.
fn taken(pass: &Pass, step: &Step, parent: &ObjectName) -> Option<Remedy> {
    let failure = step.effects.failure.as_ref()?;
    let parent = step.before.resolve(parent)?;
    let named = |child: &&Relation| failure.message.ends_with(&format!("partition \"{}\"", child.name.name));
    let rival = parent.children.iter().filter_map(|child| step.before.relation(*child)).find(named)?;
    let bound = rival.partition_bound.as_deref().map(in_words)?;
    let cause = pass.label_created(rival.origin, format!("`{}` {bound}", rival.name));
    Some(Remedy { help: None, cause })
}

/// A table with an identity of its own, which the parent's would take the place of.
fn with_identity(step: &Step, partition: &ObjectName) -> Option<Remedy> {
    let table = step.before.resolve(partition)?;
    let column = table.columns.iter().find(|column| column.identity.is_some())?;
    Some(Remedy::help(format!(
        "take it away first, the parent's takes its place; or make the table with LIKE … INCLUDING ALL EXCLUDING IDENTITY:\n\
         ALTER TABLE {partition} ALTER COLUMN {} DROP IDENTITY;",
        quoted(&column.name)
    )))
}

/// What a partition has taken, as the end of a sentence.
fn in_words(bound: &PartitionBound) -> String {
    let values = |values: &[crate::ast::Expr]| values.iter().map(expression).collect::<Vec<_>>().join(", ");
    match bound {
        PartitionBound::Default => "is the default partition".to_owned(),
        PartitionBound::Range { from, to } => format!("goes from {} to {}", values(from), values(to)),
        PartitionBound::List(list) => format!("holds {}", values(list)),
        PartitionBound::Hash { modulus, remainder } => {
            format!("has modulus {modulus}, remainder {remainder}")
        }
    }
}

fn beside_default(pass: &Pass, step: &Step, parent: &ObjectName, partition: &ObjectName) -> Option<Remedy> {
    let default = step.before.default_partition(step.before.resolve_id(parent)?)?;
    Some(Remedy {
        help: Some(format!(
            "detach it without CONCURRENTLY, and give up soon where others have to wait:\n\
             SET lock_timeout = '2s';\nALTER TABLE {parent} DETACH PARTITION {partition};"
        )),
        cause: pass.label_created(default.origin, format!("`{}` is the default partition", default.name)),
    })
}

fn with_key(key: &PartitionKey, constraint: &TableConstraint) -> Option<Remedy> {
    let (columns, _) = unique_columns(constraint)?;
    left_out(key, &columns.iter().map(|column| &column.name).collect::<Vec<_>>())
}

/// A unique key that leaves out what the table is divided by.
fn left_out(key: &PartitionKey, columns: &[&Name]) -> Option<Remedy> {
    let Some(missing) = columns_left_out(key, columns) else {
        return Some(Remedy::help("divide the table by a column, which the application or a trigger fills"));
    };
    if missing.is_empty() {
        return None;
    }
    let wanted: Vec<_> = columns.iter().chain(&missing).map(|column| quoted(column)).collect();
    Some(Remedy::help(format!(
        "each partition can only keep its own rows unique, and the key leaves out {}: make it ({}), or keep the rest unique \
         in a table that is not partitioned",
        list(&missing),
        wanted.join(", ")
    )))
}
