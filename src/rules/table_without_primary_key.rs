//! Tables whose rows have no name of their own.

use crate::ast::{ObjectName, Persistence, Statement};
use crate::catalog::{Catalog, Relation, RelationKind};
use crate::migration::Step;
use crate::rule::{Pass, Rule, fits_any};

pub(super) static RULE: Rule =
    Rule::new("table-without-primary-key", include_str!("../../rules/table-without-primary-key.md"), check);

fn check(pass: &mut Pass) {
    let exempt = pass.options.strings("exempt");
    let widest = usize::try_from(pass.options.integer("widest")).unwrap_or_default();
    for step in pass.steps() {
        let Some(name) = made(step) else { continue };
        let end = &pass.history.end;
        let Some(table) = end.relation_named(&step.before.qualify(name)) else { continue };
        let stored = matches!(table.kind, RelationKind::Table | RelationKind::PartitionedTable);
        let own = table.parents.is_empty() && table.columns_known && !fits_any(&table.name.name, &exempt);
        if !stored || !own || !pass.is_new(table.origin) {
            continue;
        }
        let key = table.primary_key().map(|key| key.columns().len());
        match key {
            Some(columns) if widest > 0 && columns > widest => {
                pass.report(
                    name.span,
                    format!("the primary key of `{}` has {columns} columns, which every index and foreign key repeats", table.name),
                )
                .on(step, table.id)
                .help("a key of one column, and a unique constraint for the others");
            }
            None if !has_other_key(end, table) => {
                pass.report(
                    name.span,
                    format!(
                        "`{}` has no primary key: the same row can be there twice, and logical replication refuses its \
                         UPDATE and DELETE",
                        table.name
                    ),
                )
                .on(step, table.id)
                .help("id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, or the columns that tell its rows apart");
            }
            _ => {}
        }
    }
}

fn made(step: &Step) -> Option<&ObjectName> {
    match &step.statement.kind {
        Statement::CreateTable(create) => {
            let lasting = create.persistence != Persistence::Temporary && !create.foreign;
            let plain = create.partition_of.is_none() && create.of_type.is_none();
            (lasting && plain).then_some(&create.name)
        }
        _ => None,
    }
}

/// A unique index over columns that cannot be null does what a primary key does.
fn has_other_key(catalog: &Catalog, table: &Relation) -> bool {
    catalog.indexes_of(table).any(|relation| {
        relation.index.as_ref().is_some_and(|index| {
            let keys = index.leading_columns();
            let filled = |name: &&crate::ast::Name| table.column(name).is_some_and(|column| column.not_null);
            index.unique
                && index.predicate.is_none()
                && keys.len() == index.elements.len()
                && keys.iter().all(filled)
        })
    })
}
