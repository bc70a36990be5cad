//! A constraint that goes and is not replaced: what it guaranteed is no longer so.

use crate::ast::{
    AlterActionKind, AlterTable, ConstraintKind, Expr, IndexKey, Name, ObjectKind, Statement,
    TableConstraint, quoted,
};
use crate::catalog::{Catalog, Constraint, ConstraintDef, Relation, make_object_name};
use crate::diagnostic::Severity;
use crate::effects::LockReason;
use crate::migration::Step;
use crate::rule::{Pass, Rule};

mod key;
mod unique_index;

pub(super) static RULE: Rule =
    Rule::new("drop-constraint", include_str!("../../rules/drop-constraint.md"), check);

fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate() {
        unique_index::check(pass, index, step);
        let Statement::AlterTable(alter) = &step.statement.kind else { continue };
        let Some(table) = pass.in_use(&step.before, &alter.name) else { continue };
        for action in &alter.actions {
            let AlterActionKind::DropConstraint { constraint: name, if_exists, .. } = &action.kind else {
                continue;
            };
            let known = table.constraint(&name.name);
            if known.is_none() && (*if_exists && table.columns_known) {
                continue;
            }
            if known.is_some_and(|known| keeps_nothing(pass, &step.before, table, alter, known))
                || replaced(pass, index, step, table, &name.name, known)
                || pass.is_set_aside(index, table)
            {
                continue;
            }
            let (kind, consequence) = meaning(&step.before, known);
            let label = known.and_then(|known| {
                pass.label_created(known.origin, format!("`{}` is added here", known.name))
            });
            let succeeded = known.is_some_and(|known| key::has_successor(pass, table, known));
            let published = known.is_some_and(|known| {
                let identifies = matches!(known.kind, ConstraintDef::PrimaryKey { .. });
                identifies && !succeeded && step.before.is_published_by_key(table)
            });
            let of_key = key::of(known).filter(|_| succeeded);
            let consequence = match of_key {
                Some((columns, _)) => key::consequence(columns),
                None if published => {
                    "UPDATE and DELETE of it fail from now on, since it is published and nothing else identifies a row"
                        .to_owned()
                }
                None => consequence,
            };
            let message = format!("removes {kind} `{name}` from `{}`: {consequence}", table.name);
            let also = also_blocked(pass, step, table);
            let partial = partial_successor(pass, index, table, known);
            let help = match of_key {
                Some((columns, _)) => key::help(pass, (index, step), (&alter.name, table), columns),
                None => "to replace it, add the new one in the same transaction; otherwise make sure first that no code \
                         relies on it"
                    .to_owned(),
            };
            let finding = pass.report(action.span, message).on(step, table.id).label(label).help(help);
            if published {
                finding.severity(Severity::Error).help(format!(
                    "say first what identifies a row to the subscribers:\n\
                     ALTER TABLE {} REPLICA IDENTITY USING INDEX another_unique_index;",
                    alter.name
                ));
            }
            finding.notes.extend(also);
            finding.notes.extend(partial);
        }
    }
}

/// A constraint that guarantees nothing that something else does not.
fn keeps_nothing(
    pass: &Pass,
    catalog: &Catalog,
    table: &Relation,
    alter: &AlterTable,
    dropped: &Constraint,
) -> bool {
    if pass.is_new(dropped.origin) || !dropped.validated || !dropped.enforced {
        return true;
    }
    match &dropped.kind {
        ConstraintDef::Check { expr, .. } => {
            let not_null = |column: &str| {
                let set_here = alter.actions.iter().any(|action| {
                    matches!(&action.kind, AlterActionKind::SetNotNull { column: set } if set.name == column)
                });
                set_here || table.column(column).is_some_and(|column| column.not_null)
            };
            let twin = table.constraints.iter().any(|other| {
                let same = matches!(&other.kind, ConstraintDef::Check { expr: theirs, .. } if theirs == expr);
                same && other.name != dropped.name && other.validated
            });
            twin || says_not_null(expr, &not_null)
        }
        ConstraintDef::PrimaryKey { columns, index } | ConstraintDef::Unique { columns, index } => {
            let mut indexes = catalog.indexes_of(table).filter(|other| other.id != *index);
            indexes.any(|other| other.index.as_ref().is_some_and(|other| covers(other, columns)))
        }
        ConstraintDef::ForeignKey { columns, references, .. } => table.constraints.iter().any(|other| {
            let same = matches!(&other.kind, ConstraintDef::ForeignKey { columns: theirs, references: to, .. }
                if theirs == columns && to == references);
            same && other.name != dropped.name && other.validated
        }),
        ConstraintDef::NotNull { .. } | ConstraintDef::Exclusion { .. } | ConstraintDef::Unknown => false,
    }
}

/// A check of nothing but `column IS NOT NULL`, for columns that are `NOT NULL` themselves.
fn says_not_null(expr: &Expr, not_null: &dyn Fn(&str) -> bool) -> bool {
    match expr {
        Expr::And(parts) => parts.iter().all(|part| says_not_null(part, not_null)),
        Expr::IsNull { expr, negated: true } => match &**expr {
            Expr::Column(parts) => parts.last().is_some_and(|column| not_null(column)),
            _ => false,
        },
        _ => false,
    }
}

/// Whether a unique index lets no two rows have the same values in these columns.
fn covers(index: &crate::catalog::Index, columns: &[Name]) -> bool {
    let keys = index.elements.iter().map(|element| &element.key);
    index.unique && index.predicate.is_none() && made_of(keys, columns)
}

/// Whether keys follow from these columns alone, so that rows with the same values have the same key: `lower(name)`.
fn made_of<'k>(mut keys: impl Iterator<Item = &'k IndexKey>, columns: &[Name]) -> bool {
    keys.all(|key| match key {
        IndexKey::Column(column) => columns.contains(column),
        IndexKey::Expression(expr) => {
            let mut from_these = 0;
            let mut from_others = 0;
            expr.walk(&mut |part| {
                if let Expr::Column(parts) = part {
                    match parts.last().is_some_and(|column| columns.contains(column)) {
                        true => from_these += 1,
                        false => from_others += 1,
                    }
                }
            });
            from_these > 0 && from_others == 0
        }
    })
}

/// Whether the migration puts another in its place, or takes away what it was about.
fn replaced(
    pass: &Pass,
    index: usize,
    dropping: &Step,
    table: &Relation,
    name: &str,
    known: Option<&Constraint>,
) -> bool {
    if let Some(own) = key::of(known) {
        return key::is_kept(pass, index, table, own);
    }
    let columns = known.map(Constraint::columns).unwrap_or_default();
    let called = |at| -> Vec<Name> {
        columns.iter().map(|column| pass.called_at(index, at, table.id, column)).collect()
    };
    pass.steps().iter().enumerate().any(|(at, step)| match &step.statement.kind {
        Statement::AlterTable(alter) => {
            let columns = called(at);
            let back = |column: &Name| pass.called_at(at, index, table.id, column);
            let succeeds = |added: &TableConstraint| match known {
                Some(known) if !matches!(known.kind, ConstraintDef::Unknown) => {
                    has_name(added, name) || succeeds(added, &columns, known)
                }
                _ => has_name(added, name) || is_namesake(added, name, table, &back),
            };
            let same_table = step.before.resolve_id(&alter.name) == Some(table.id)
                || step.before.qualify(&alter.name) == dropping.before.qualify(&alter.name)
                    && alter.name.name == table.name.name;
            same_table
                && alter.actions.iter().any(|action| match &action.kind {
                    AlterActionKind::AddConstraint { constraint } => succeeds(constraint),
                    AlterActionKind::AddColumn { column, .. } => column.constraints.iter().any(succeeds),
                    AlterActionKind::DropColumn { column, .. } => {
                        columns.contains(&column.name)
                            || columns.is_empty() && is_called_after(&column.name, name, table)
                    }
                    _ => false,
                })
        }
        Statement::Drop(drop) if drop.kind == ObjectKind::Table && at > index => {
            let tables = drop.objects.iter().filter_map(|object| step.before.resolve_id(&object.name));
            let gone = known.and_then(Constraint::references);
            tables.into_iter().any(|dropped| dropped == table.id || Some(dropped) == gone)
        }
        _ => false,
    })
}

/// A unique index over the same columns that leaves rows out: it does not stand for the constraint.
fn partial_successor(
    pass: &Pass,
    index: usize,
    table: &Relation,
    known: Option<&Constraint>,
) -> Option<String> {
    let columns = known.filter(|known| known.index().is_some()).map(Constraint::columns)?;
    let made = pass.up()?.after.relation(table.id)?;
    let after = &pass.up()?.after;
    let called: Vec<Name> =
        columns.iter().map(|column| pass.called_at(index, pass.steps().len(), table.id, column)).collect();
    let found = after.indexes_of(made).find(|relation| {
        relation.index.as_deref().is_some_and(|other| {
            let keys = other.elements.iter().map(|element| &element.key);
            other.unique && other.predicate.is_some() && made_of(keys, &called)
        })
    })?;
    Some(format!(
        "`{}` leaves out the rows that its WHERE does not let in: those can be duplicates, and ON CONFLICT ({}) fails without \
         the same WHERE",
        found.name,
        called.iter().map(|column| crate::ast::quoted(column)).collect::<Vec<_>>().join(", ")
    ))
}

/// Whether a constraint that is added is one of the kind of the one that goes, about the same columns.
fn succeeds(added: &TableConstraint, columns: &[Name], known: &Constraint) -> bool {
    match (&added.kind, &known.kind) {
        (ConstraintKind::Check(check), ConstraintDef::Check { .. }) => {
            columns.iter().any(|column| check.expr.mentions_column(column))
        }
        (ConstraintKind::ForeignKey(key), ConstraintDef::ForeignKey { .. }) => {
            key.columns.iter().any(|column| columns.contains(&column.name))
        }
        (ConstraintKind::Exclusion(_), ConstraintDef::Exclusion { .. }) => true,
        (ConstraintKind::NotNull(column), ConstraintDef::NotNull { .. }) => columns.contains(&column.name),
        _ => false,
    }
}

fn has_name(added: &TableConstraint, name: &str) -> bool {
    added.name.as_ref().is_some_and(|added| added.name == name)
}

/// Whether one that the history does not show goes by the name that the server gives to what is added, as its columns were
/// called where it was dropped.
fn is_namesake(added: &TableConstraint, name: &str, table: &Relation, back: &dyn Fn(&Name) -> Name) -> bool {
    let made = |columns: &[crate::ast::Ident], label: &str| {
        let columns: Vec<Name> = columns.iter().map(|column| back(&column.name)).collect();
        make_object_name(&table.name.name, Some(&columns.join("_")), label) == name
    };
    match &added.kind {
        ConstraintKind::PrimaryKey(_) => make_object_name(&table.name.name, None, "pkey") == name,
        ConstraintKind::Unique(key) => made(&key.columns, "key"),
        ConstraintKind::ForeignKey(key) => made(&key.columns, "fkey"),
        _ => false,
    }
}

/// Whether one that the history does not show goes by the name that the server gives to what is said beside a column.
fn is_called_after(column: &str, name: &str, table: &Relation) -> bool {
    ["fkey", "key", "check"]
        .iter()
        .any(|label| make_object_name(&table.name.name, Some(column), label) == name)
}

const ANY_ROW: &str = "rows that break it can be written from now on";

/// What it is called, and what can happen without it.
fn meaning(catalog: &Catalog, known: Option<&Constraint>) -> (&'static str, String) {
    let Some(known) = known else { return ("the constraint", ANY_ROW.to_owned()) };
    match &known.kind {
        ConstraintDef::Unknown => ("the constraint", ANY_ROW.to_owned()),
        ConstraintDef::Check { .. } => ("the check", ANY_ROW.to_owned()),
        ConstraintDef::NotNull { column } => {
            ("the constraint", format!("`{column}` can be null from now on"))
        }
        ConstraintDef::PrimaryKey { .. } => {
            ("the primary key", "rows can be duplicates from now on, and nothing identifies one".to_owned())
        }
        ConstraintDef::Unique { columns, .. } => {
            let columns = columns.iter().map(|column| quoted(column)).collect::<Vec<_>>().join(", ");
            let conflict =
                format!("duplicates can be written from now on, and ON CONFLICT ({columns}) fails");
            ("the unique constraint", conflict)
        }
        ConstraintDef::Exclusion { .. } => {
            ("the exclusion constraint", "rows that exclude each other can be written from now on".to_owned())
        }
        ConstraintDef::ForeignKey { references, .. } => {
            let to = catalog.relation(*references).map(|to| to.name.to_string()).unwrap_or_default();
            ("the foreign key", format!("rows can point at nothing in `{to}` from now on"))
        }
    }
}

/// The table at the other end of a foreign key, which a drop locks as well.
fn also_blocked(pass: &Pass, step: &Step, table: &Relation) -> Option<String> {
    let lock = step.effects.locks.iter().find(|lock| {
        lock.reason == LockReason::Referenced
            && lock.relation != table.id
            && !pass.is_new_relation(&step.before, lock.relation)
    })?;
    let other = step.before.relation(lock.relation)?;
    Some(format!(
        "it takes {} on `{}` as well: {} to that table waits until the transaction ends",
        lock.mode,
        other.name,
        lock.mode.who_waits()
    ))
}
