//! A foreign key that is dropped and made again only for another time of its check, which ALTER CONSTRAINT sets at once.

use crate::ast::{AlterActionKind, ConstraintKind, Name, ReferentialAction, Statement, TableConstraint};
use crate::catalog::{Constraint, ConstraintDef, Relation, RelationId};
use crate::migration::Step;
use crate::rule::{Altering, Pass, says_word};

/// The help for such a key.
pub(super) fn remedy(pass: &Pass, altering: &Altering, constraint: &TableConstraint) -> Option<String> {
    let (table, name) = (altering.table, constraint.name.as_ref()?);
    let place = altering.step.span().start;
    let mut steps = pass.steps().iter().take_while(|step| step.span().start <= place).peekable();
    while steps.next_if(|step| !drops(step, table, &name.name)).is_some() {}
    let dropped = steps.peek()?;
    let old = dropped.before.relation(table.id)?.constraint(&name.name)?;
    let new = pass.up()?.after.relation(table.id)?.constraint(&name.name)?;
    let tables = [table.id, old.references()?];
    let is_same = old.validated && old.enforced && key(old).is_some() && key(old) == key(new);
    // What MATCH says is not in the catalog.
    let matched = says_word(&pass.text(constraint.span).to_ascii_lowercase(), "match");
    let time = new.time_of_check();
    let is_idle = steps.all(|step| changes_keys_alone(step, tables));
    (is_same && is_idle && !matched && old.time_of_check() != time).then(|| {
        format!(
            "leave it where it is, and change in an instant when it is checked:\n\
             ALTER TABLE {} ALTER CONSTRAINT {name} {time};",
            altering.alter.name
        )
    })
}

fn drops(step: &Step, table: &Relation, name: &Name) -> bool {
    let Statement::AlterTable(alter) = &step.statement.kind else { return false };
    let mut dropped = alter.actions.iter().filter_map(|action| match &action.kind {
        AlterActionKind::DropConstraint { constraint, cascade: false, .. } => Some(&constraint.name),
        _ => None,
    });
    dropped.any(|dropped| dropped == name) && step.before.resolve_id(&alter.name) == Some(table.id)
}

/// Whether a statement leaves tables as they are but for their foreign keys, so that it runs as well with an older one there.
fn changes_keys_alone(step: &Step, tables: [RelationId; 2]) -> bool {
    if tables.iter().all(|table| step.effects.lock_on(*table).is_none()) {
        return true;
    }
    let Statement::AlterTable(alter) = &step.statement.kind else { return false };
    let Some(altered) = step.before.resolve(&alter.name) else { return false };
    alter.actions.iter().all(|action| match &action.kind {
        AlterActionKind::AddConstraint { constraint } => {
            matches!(constraint.kind, ConstraintKind::ForeignKey(_))
        }
        AlterActionKind::DropConstraint { constraint, .. } => {
            altered.constraint(&constraint.name).is_some_and(|known| known.references().is_some())
        }
        _ => false,
    })
}

type Key<'a> = (&'a [Name], RelationId, &'a [Name], [ReferentialAction; 2], &'a [Name]);

/// What a foreign key asks of the rows and does to them.
fn key(constraint: &Constraint) -> Option<Key<'_>> {
    match &constraint.kind {
        ConstraintDef::ForeignKey {
            columns,
            references,
            referenced_columns,
            on_delete,
            on_update,
            delete_sets,
        } => Some((columns, *references, referenced_columns, [*on_delete, *on_update], delete_sets)),
        _ => None,
    }
}
