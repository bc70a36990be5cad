//! A column that running code knows under its old name.

use crate::ast::{AlterActionKind, Ident, ObjectKind, Statement, quoted};
use crate::catalog::{Relation, RelationKind};
use crate::migration::Step;
use crate::rule::{Pass, Rule, list};

pub(super) static RULE: Rule =
    Rule::new("rename-column", include_str!("../../rules/rename-column.md"), check);

fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate() {
        let Statement::Rename(rename) = &step.statement.kind else { continue };
        let (ObjectKind::Column, Some(old)) = (rename.object.kind, &rename.object.part) else { continue };
        let Some(table) = pass.in_use(&step.before, &rename.object.name) else { continue };
        if matches!(table.kind, RelationKind::CompositeType) || table.kind.is_index() {
            continue;
        }
        let known = table.column(&old.name);
        if known.is_some_and(|known| pass.is_new(known.origin)) || (known.is_none() && table.columns_known) {
            continue;
        }
        let new = &rename.new_name;
        if taken_over(pass, index, table, old)
            || was_given_up(pass, index, table, new)
            || hidden(pass, index, table)
        {
            continue;
        }
        let functions = pass.functions_left_with(&[&table.name.name, &old.name]);
        let shown = format!("{}.{old}", table.name);
        let data_type = known.and_then(|known| known.data_type.as_ref());
        let name = &rename.object.name;
        let add = data_type.map_or(String::new(), |data_type| {
            format!(":\nALTER TABLE {name} ADD COLUMN {new} {};", data_type)
        });
        let finding = pass
            .report(step.span(), format!("running code that still reads or writes `{shown}` fails from here on"))
            .on(step, table.id)
            .help(format!(
                "keep the old name in the database, or change over in steps: add `{}`, let the application write both, \
                 copy the old values in batches, read the new one, and drop the old one at last{add}",
                quoted(&new.name)
            ));
        if !functions.is_empty() {
            finding.note(format!("the body of {} still says `{old}`: a call fails", list(&functions)));
        }
    }
}

/// Whether a later statement of the migration makes a column of the old name.
fn taken_over(pass: &Pass, index: usize, table: &Relation, old: &Ident) -> bool {
    pass.later_steps(index).iter().any(|step| match &step.statement.kind {
        Statement::Rename(rename) => {
            rename.object.kind == ObjectKind::Column
                && rename.new_name.name == old.name
                && step.before.resolve_id(&rename.object.name) == Some(table.id)
        }
        Statement::AlterTable(alter) => {
            step.before.resolve_id(&alter.name) == Some(table.id)
                && alter.actions.iter().any(|action| {
                    matches!(&action.kind, AlterActionKind::AddColumn { column, .. } if column.name.name == old.name)
                })
        }
        _ => false,
    })
}

/// Whether an earlier statement of the migration took the new name from another column: the second half of a swap.
fn was_given_up(pass: &Pass, index: usize, table: &Relation, new: &Ident) -> bool {
    let here = |step: &Step, name| step.before.resolve_id(name) == Some(table.id);
    pass.steps()[..index].iter().any(|step| match &step.statement.kind {
        Statement::Rename(rename) => {
            rename.object.part.as_ref().is_some_and(|part| part.name == new.name)
                && here(step, &rename.object.name)
        }
        Statement::AlterTable(alter) => {
            here(step, &alter.name)
                && alter.actions.iter().any(|action| {
                    matches!(&action.kind, AlterActionKind::DropColumn { column, .. } if column.name == new.name)
                })
        }
        _ => false,
    })
}

/// Whether the table itself gets another name in this migration, and a view takes its old one: running code then sees
/// the view's columns.
fn hidden(pass: &Pass, index: usize, table: &Relation) -> bool {
    let end = pass.up().map(|up| &up.after);
    let renamed = end.and_then(|end| end.relation(table.id)).is_some_and(|now| now.name != table.name);
    let started =
        pass.up().and_then(|up| up.before.relation(table.id)).map_or(&table.name, |then| &then.name);
    let view =
        |name| end.and_then(|end| end.relation_named(name)).is_some_and(|r| r.kind == RelationKind::View);
    (renamed && pass.creates_later(index, &table.name)) || view(started)
}
