//! IF NOT EXISTS on an object that is there already and is another one.

use crate::ast::{
    AlterActionKind, ColumnDef, CreateIndex, CreateTable, ExprAt, IndexKey, Name, ObjectKind, ObjectName,
    Statement, TypeName,
};
use crate::catalog::{Relation, RelationKind};
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("if-not-exists-masks-drift", include_str!("../../rules/if-not-exists-masks-drift.md"), check);

fn check(pass: &mut Pass) {
    for (at, step) in pass.steps().iter().enumerate() {
        // The drop may have met it after all: in a branch, or through a search path that the connection sets.
        let perhaps_gone = |kind, name: &ObjectName| pass.dropped_before(at, kind, name);
        match &step.statement.kind {
            Statement::CreateTable(create)
                if create.if_not_exists
                    && !is_alternative(pass, step, &create.name)
                    && !perhaps_gone(ObjectKind::Table, &create.name) =>
            {
                table(pass, step, create);
            }
            Statement::CreateIndex(create) if create.if_not_exists => {
                let schema = step.before.resolve(&create.table).map(|table| table.name.schema.clone());
                let named = create
                    .name
                    .as_ref()
                    .map(|name| ObjectName::new(schema.as_deref(), &name.name, name.span));
                let gone = named.as_ref().is_some_and(|name| perhaps_gone(ObjectKind::Index, name));
                let alternative = named.is_some_and(|name| is_alternative(pass, step, &name));
                if !gone && !alternative {
                    index(pass, step, create);
                }
            }
            Statement::AlterTable(alter) => {
                let Some(table) = step.before.resolve(&alter.name) else { continue };
                for action in &alter.actions {
                    let AlterActionKind::AddColumn { column, if_not_exists: true } = &action.kind else {
                        continue;
                    };
                    let Some(there) = table.column(&column.name.name) else { continue };
                    let Some(difference) = column_difference(table, column) else { continue };
                    let label = pass.label_created(there.origin, format!("`{}` is added here", column.name));
                    pass.report(
                        action.span,
                        format!(
                            "does nothing: `{}.{}` is there already, {difference}",
                            table.name, column.name
                        ),
                    )
                    .on(step, table.id)
                    .label(label)
                    .help("change the column that is there: ALTER COLUMN …");
                }
            }
            _ => {}
        }
    }
}

/// Whether it stands in another branch of the block that made the object, or in a handler, before which all that the
/// block did is undone.
fn is_alternative(pass: &Pass, step: &Step, name: &ObjectName) -> bool {
    let there = step.before.relation_named(&step.before.qualify(name));
    let Some(place) = there.and_then(|there| there.origin.created()) else { return false };
    let here = pass.up().is_some_and(|up| up.id == place.script);
    let made = |other: &Step| other.within == step.within && other.span().contains(place.span);
    here && step.conditional && step.within.is_some() && pass.steps().iter().any(made)
}

fn table(pass: &mut Pass, step: &Step, create: &CreateTable) {
    let Some(there) = step.before.relation_named(&step.before.qualify(&create.name)) else { return };
    if there.origin.created().is_none() {
        return;
    }
    let mut differences = Vec::new();
    if !matches!(
        there.kind,
        RelationKind::Table | RelationKind::PartitionedTable | RelationKind::ForeignTable
    ) {
        differences.push(format!("as a {}", there.kind.name()));
    } else {
        differences.extend(create.columns.iter().filter_map(|column| column_difference(there, column)));
    }
    let Some(first) = differences.first() else { return };
    let more = match differences.len() {
        1 => String::new(),
        count => format!(" (and {} more differences)", count - 1),
    };
    let label = pass.label_created(there.origin, format!("`{}` is created here", there.name));
    pass.report(step.span(), format!("does nothing: `{}` is there already, {first}{more}", there.name))
        .on(step, there.id)
        .label(label)
        .help("change the table that is there with ALTER TABLE, or give the new one another name");
}

/// How a column that is there differs from one that is asked for, as the end of a sentence.
fn column_difference(table: &Relation, asked: &ColumnDef) -> Option<String> {
    let name = &asked.name;
    let Some(there) = table.column(&name.name) else {
        return table.columns_known.then(|| format!("without a column `{name}`"));
    };
    let types = there.data_type.as_ref().zip(asked.data_type.as_ref());
    if let Some((theirs, _)) = types.filter(|(theirs, ours)| !same_type(theirs, ours)) {
        return Some(format!("with `{name}` as `{theirs}`"));
    }
    let required = asked.not_null || asked.constraints.iter().any(is_primary_key);
    (required && !there.not_null && there.nullability_known).then(|| format!("with `{name}` nullable"))
}

fn is_primary_key(constraint: &crate::ast::TableConstraint) -> bool {
    matches!(constraint.kind, crate::ast::ConstraintKind::PrimaryKey(_))
}

fn same_type(left: &TypeName, right: &TypeName) -> bool {
    let base = |data_type: &TypeName| match data_type.serial_base().unwrap_or(&data_type.name) {
        // Without a limit it holds what text holds.
        "varchar" if data_type.modifiers.is_empty() => Name::new("text"),
        name => Name::new(name),
    };
    let schemas = left.schema.is_none() || right.schema.is_none() || left.schema == right.schema;
    schemas
        && base(left) == base(right)
        && left.modifiers == right.modifiers
        && (left.array > 0) == (right.array > 0)
}

fn index(pass: &mut Pass, step: &Step, create: &CreateIndex) {
    let Some(name) = &create.name else { return };
    let Some(table) = step.before.resolve(&create.table) else { return };
    let qualified =
        crate::catalog::QualifiedName { schema: table.name.schema.clone(), name: name.name.clone() };
    let Some(there) = step.before.relation_named(&qualified) else { return };
    let Some(known) = &there.index else { return };
    if there.origin.created().is_none() {
        return;
    }
    let keys = |elements: &[crate::ast::IndexElement]| {
        elements.iter().map(|e| e.key.clone()).collect::<Vec<IndexKey>>()
    };
    let on = known.table.and_then(|id| step.before.relation(id));
    let difference = if on.is_some_and(|on| on.id != table.id) {
        on.map_or(String::new(), |on| format!("on `{}`", on.name))
    } else if keys(&known.elements) != keys(&create.elements) {
        "on other columns".to_owned()
    } else if known.unique != create.unique {
        if known.unique { "and unique".to_owned() } else { "and not unique".to_owned() }
    } else if predicate(&create.predicate) != known.predicate.as_ref() {
        "with another WHERE".to_owned()
    } else if known.method != create.method {
        format!("with {} as its method", known.method)
    } else {
        return;
    };
    let label = pass.label_created(there.origin, format!("`{name}` is created here"));
    pass.report(step.span(), format!("does nothing: the index `{name}` is there already, {difference}"))
        .on(step, table.id)
        .label(label)
        .help("give the new index a name of its own, and drop the old one when the new one is valid");
}

fn predicate(written: &Option<ExprAt>) -> Option<&crate::ast::Expr> {
    written.as_ref().map(|predicate| &predicate.expr)
}
