//! An index made on a partitioned table alone that stays invalid, since not every partition's index is attached to it.

use crate::ast::{AlterActionKind, ConstraintKind, Statement, quoted};
use crate::catalog::{Catalog, ConstraintDef, QualifiedName, Relation, RelationKind, index_element};
use crate::rule::{Pass, Rule, list};
use crate::source::Span;

pub(super) static RULE: Rule = Rule::new(
    "index-only-parent-never-attached",
    include_str!("../../rules/index-only-parent-never-attached.md"),
    check,
);

fn check(pass: &mut Pass) {
    let Some(script) = pass.up() else { return };
    for (at, step) in script.steps.iter().enumerate() {
        let (table, place) = match &step.statement.kind {
            Statement::CreateIndex(create) if create.only => (&create.table, step.span()),
            Statement::AlterTable(alter) if alter.only => match alter.actions.iter().find_map(key_added) {
                Some(place) => (&alter.name, place),
                None => continue,
            },
            _ => continue,
        };
        let after = script.after_step(at);
        let Some(table) = after.resolve(table).filter(|table| table.kind == RelationKind::PartitionedTable)
        else {
            continue;
        };
        for index in after.indexes_of(table).filter(|index| step.before.relation(index.id).is_none()) {
            let end = &pass.history.end;
            let Some(left) = end.relation(index.id).filter(|left| is_invalid(left)) else { continue };
            if pass.is_overdue(pass.options.integer("days")) {
                report(pass, table, left, place);
            }
        }
    }
}

fn key_added(action: &crate::ast::AlterAction) -> Option<Span> {
    let AlterActionKind::AddConstraint { constraint } = &action.kind else { return None };
    matches!(constraint.kind, ConstraintKind::PrimaryKey(_) | ConstraintKind::Unique(_))
        .then_some(action.span)
}

fn is_invalid(index: &Relation) -> bool {
    index.index.as_ref().is_some_and(|index| !index.valid)
}

fn report(pass: &mut Pass, table: &Relation, index: &Relation, place: Span) {
    let end = &pass.history.end;
    let missing = without_index(end, table, index);
    let message = format!(
        "the index `{}` on `{}` is never finished: {} has none attached to it, so it stays invalid",
        index.name,
        table.name,
        list(missing.iter().map(|partition| &partition.name))
    );
    let message = if missing.len() == 1 { message } else { message.replace(" has none", " have none") };
    let help = missing.first().map(|partition| attach(index, table, partition));
    pass.report(place, message)
        .note("queries of a partition without an index read all of it, and a unique index that is invalid does not cover the table")
        .help
        .extend(help);
}

/// The statements that finish the index for one partition.
fn attach(index: &Relation, table: &Relation, partition: &Relation) -> String {
    let suffix = index.name.name.strip_prefix(table.name.name.as_str()).unwrap_or(&index.name.name);
    let own = QualifiedName {
        schema: partition.name.schema.clone(),
        name: format!("{}{suffix}", partition.name.name).into(),
    };
    let (unique, keys) = match index.index.as_deref() {
        Some(definition) => {
            let keys = definition.elements.iter().map(index_element).collect::<Vec<_>>().join(", ");
            (if definition.unique { "UNIQUE " } else { "" }, keys)
        }
        None => ("", "…".to_owned()),
    };
    // The index of a constraint takes only indexes of constraints.
    let constraint =
        index.index.as_deref().and_then(|definition| table.constraint(definition.constraint.as_ref()?));
    let adopt = constraint.map(|constraint| {
        let key = match constraint.kind {
            ConstraintDef::PrimaryKey { .. } => "PRIMARY KEY",
            _ => "UNIQUE",
        };
        let name = quoted(&own.name);
        format!("ALTER TABLE {} ADD CONSTRAINT {name} {key} USING INDEX {name};\n", partition.name)
    });
    format!(
        "give each of them an index beside the traffic, and attach it:\n\
         CREATE {unique}INDEX CONCURRENTLY {} ON {} ({keys});\n{}\
         ALTER INDEX {} ATTACH PARTITION {own};",
        quoted(&own.name),
        partition.name,
        adopt.unwrap_or_default(),
        index.name
    )
}

/// The partitions that have no index which belongs to this one.
fn without_index<'a>(end: &'a Catalog, table: &Relation, index: &Relation) -> Vec<&'a Relation> {
    let Some(table) = end.relation(table.id) else { return Vec::new() };
    let partitions = table.children.iter().filter_map(|child| end.relation(*child));
    partitions
        .filter(|partition| !end.indexes_of(partition).any(|own| own.parents.contains(&index.id)))
        .collect()
}
