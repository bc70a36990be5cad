//! IF EXISTS on a name that nothing has, beside one that is spelled almost like it.

use crate::ast::{AlterActionKind, DropObjects, Name, ObjectKind, ObjectName, Statement, quoted};
use crate::catalog::{Catalog, Origin, QualifiedName, Relation, RelationId, RelationKind};
use crate::migration::Step;
use crate::rule::{Pass, Rule};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("if-exists-hides-typo", include_str!("../../rules/if-exists-hides-typo.md"), check);

fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate() {
        match &step.statement.kind {
            Statement::Drop(drop) if drop.if_exists => objects(pass, index, step, drop),
            Statement::AlterTable(alter) => {
                let Some(table) = step.before.resolve(&alter.name) else { continue };
                if !table.columns_known {
                    continue;
                }
                for action in &alter.actions {
                    let AlterActionKind::DropColumn { column, if_exists: true, .. } = &action.kind else {
                        continue;
                    };
                    let known = table.column(&column.name);
                    if known.is_some_and(|known| known.origin != (Origin::Assumed { certain: false })) {
                        continue;
                    }
                    let elsewhere = on_another_table(pass, index, table, &column.name);
                    let meant = elsewhere.map(|elsewhere| format!("{elsewhere}.{column}")).or_else(|| {
                        let mut others = table.columns.iter().map(|other| other.name.as_str());
                        let meant = others.find(|other| is_slip(&column.name, other))?;
                        Some(format!("{}.{meant}", table.name))
                    });
                    // The whole script is looked at for the few names that look wrong.
                    let made_again = || {
                        pass.steps()[index..].iter().any(|later| adds_column(later, table.id, &column.name))
                    };
                    if let Some(right) = meant.filter(|_| !made_again()) {
                        let wrong = format!("{}.{column}", table.name);
                        report(pass, action.span, "column", &wrong, &right);
                    }
                }
            }
            _ => {}
        }
    }
}

fn adds_column(step: &Step, table: RelationId, column: &Name) -> bool {
    let Statement::AlterTable(alter) = &step.statement.kind else { return false };
    step.before.resolve_id(&alter.name) == Some(table)
        && alter.actions.iter().any(|action| {
            matches!(&action.kind, AlterActionKind::AddColumn { column: added, .. } if added.name.name == *column)
        })
}

fn objects(pass: &mut Pass, index: usize, step: &Step, drop: &DropObjects) {
    for object in &drop.objects {
        if object.part.is_some() || !drop.kind.is_relation() {
            continue;
        }
        let catalog = &step.before;
        if let Some(table) = table_for_schema(catalog, &object.name) {
            let shown = format!("{}.{}", table.name.name, object.name.name);
            let right = QualifiedName { schema: table.name.schema.clone(), name: object.name.name.clone() };
            pass.report(
                object.name.span,
                format!(
                    "does nothing: `{}` is a table and no schema, and IF EXISTS keeps quiet about it",
                    table.name
                ),
            )
            .help(format!("what stands before the dot is a schema: write `{right}` instead of `{shown}`"));
            continue;
        }
        let known = catalog.resolve(&object.name);
        let name = catalog.full_name(&object.name);
        let nowhere = known.is_none_or(|known| known.origin == (Origin::Assumed { certain: false }));
        // It was there once, or is made further down.
        if !nowhere || catalog.gone(&name).is_some() || is_made_later(pass, index, &name) {
            continue;
        }
        if let Some((table, constraint)) = constraint_named(catalog, drop.kind, &name) {
            pass.report(
                object.name.span,
                format!(
                    "does nothing: `{}` is no {}, and IF EXISTS keeps quiet about it",
                    object.name,
                    drop.kind.name()
                ),
            )
            .help(format!(
                "it is a constraint: ALTER TABLE {table} DROP CONSTRAINT {};",
                quoted(&constraint)
            ));
            continue;
        }
        if let Some(meant) = meant(catalog, drop.kind, &name) {
            report(pass, object.name.span, drop.kind.name(), &name.to_string(), &meant.to_string());
        }
    }
}

/// The table that a name has in place of a schema: `DROP INDEX IF EXISTS sessions.sessions_token_idx`, as other databases
/// have it.
fn table_for_schema<'a>(catalog: &'a Catalog, name: &ObjectName) -> Option<&'a Relation> {
    let schema = name.schema.as_ref()?;
    if catalog.schema(schema).is_some_and(|origin| matches!(origin, Origin::Created(_) | Origin::Existing)) {
        return None;
    }
    let table = catalog.resolve(&ObjectName::new(None, schema, name.span))?;
    let made = matches!(table.origin, Origin::Created(_));
    (made && matches!(table.kind, RelationKind::Table | RelationKind::PartitionedTable)).then_some(table)
}

/// The table with a constraint of a name that DROP INDEX is given, where no index goes by that name.
fn constraint_named(
    catalog: &Catalog,
    kind: ObjectKind,
    name: &QualifiedName,
) -> Option<(QualifiedName, Name)> {
    if kind != ObjectKind::Index {
        return None;
    }
    catalog.relations().filter(|table| table.name.schema == name.schema).find_map(|table| {
        let constraint = table.constraint(&name.name)?;
        let made = matches!(constraint.origin, Origin::Created(_)) && constraint.index().is_none();
        made.then(|| ((*table.name).clone(), constraint.name.clone()))
    })
}

/// Another table that the migration is about, with a column of exactly this name that it leaves alone, where the table
/// named never had one.
fn on_another_table(pass: &Pass, index: usize, table: &Relation, column: &Name) -> Option<QualifiedName> {
    let drops = |step: &Step, of: RelationId| {
        match &step.statement.kind {
        Statement::AlterTable(alter) => {
            step.before.resolve_id(&alter.name) == Some(of)
                && alter.actions.iter().any(|action| {
                    matches!(&action.kind, AlterActionKind::DropColumn { column: dropped, .. } if dropped.name == *column)
                })
        }
        _ => false,
    }
    };
    // A name of one word is no one's own.
    if !column.contains('_') || pass.earlier_steps(index).any(|(_, step)| drops(step, table.id)) {
        return None;
    }
    let after = &pass.up()?.after;
    // One that several tables have, as `updated_at`, points at none of them.
    let holders = after.relations().filter(|other| other.id != table.id && other.column(column).is_some());
    if holders.take(2).count() > 1 {
        return None;
    }
    let touched = pass.steps().iter().flat_map(|step| &step.effects.locks).map(|lock| lock.relation);
    let mut others = touched.filter(|other| *other != table.id).filter_map(|other| after.relation(other));
    let found = others.find(|other| {
        let kept = other.column(column).is_some_and(|column| matches!(column.origin, Origin::Created(_)));
        kept && !pass.steps().iter().any(|step| drops(step, other.id))
    })?;
    Some((*found.name).clone())
}

fn report(pass: &mut Pass, span: Span, kind: &str, wrong: &str, right: &str) {
    pass.report(
        span,
        format!("does nothing: there is no {kind} `{wrong}`, and IF EXISTS keeps quiet about it"),
    )
    .help(format!("`{right}` is there: if that is meant, write it so"));
}

fn is_made_later(pass: &Pass, index: usize, name: &QualifiedName) -> bool {
    pass.creates_later(index, name)
        || pass
            .history
            .end
            .relation_named(name)
            .is_some_and(|known| matches!(known.origin, Origin::Created(_)))
}

/// The relation of the same kind and schema that is spelled almost like this.
fn meant(catalog: &Catalog, kind: ObjectKind, name: &QualifiedName) -> Option<QualifiedName> {
    let same_kind = |found: RelationKind| match kind {
        ObjectKind::Table => matches!(found, RelationKind::Table | RelationKind::PartitionedTable),
        ObjectKind::View => found == RelationKind::View,
        ObjectKind::MaterializedView => found == RelationKind::MaterializedView,
        ObjectKind::Sequence => found == RelationKind::Sequence,
        _ => found.is_index(),
    };
    let near = catalog.relations().filter(|relation| {
        matches!(relation.origin, Origin::Created(_))
            && relation.name.schema == name.schema
            && same_kind(relation.kind)
            && is_slip(&name.name, &relation.name.name)
    });
    near.map(|relation| (*relation.name).clone()).next()
}

/// Whether one of two names looks like the other with a slip of the finger: a letter missing, doubled, changed or
/// swapped with its neighbor. Names that differ in a number, or only in where their words part, are meant to differ.
fn is_slip(one: &str, other: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    one.len().abs_diff(other.len()) <= 1
        && one.len() >= 6
        && digits(one) == digits(other)
        && one.replace('_', "") != other.replace('_', "")
        && strsim::damerau_levenshtein(one, other) == 1
}
