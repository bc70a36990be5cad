//! A table or view that running code knows under its old name.

use crate::ast::{ObjectKind, ObjectName, Rename, Statement, quoted};
use crate::catalog::{Catalog, QualifiedName, Relation, RelationKind};
use crate::diagnostic::Fix;
use crate::migration::{Step, TransactionUnit};
use crate::rule::{Pass, Phase, Rule, fits_any};

pub(super) static RULE: Rule = Rule::new("rename-table", include_str!("../../rules/rename-table.md"), check);

fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate() {
        let Statement::Rename(rename) = &step.statement.kind else { continue };
        if rename.object.part.is_some() || !renames_rows(rename) {
            continue;
        }
        let Some(table) = pass.in_use(&step.before, &rename.object.name) else { continue };
        if table.kind.is_index() || table.kind == RelationKind::Sequence {
            continue;
        }
        // `drop-without-archive` asks for this very step before a table is dropped.
        if fits_any(&rename.new_name.name, &pass.options.strings("archive-names")) {
            continue;
        }
        let new = QualifiedName { schema: table.name.schema.clone(), name: rename.new_name.name.clone() };
        if taken_over(pass, index, &table.name) || was_given_up(pass, index, table, &new) {
            continue;
        }
        let words = [table.name.name.as_str()];
        let note = pass.note_of_functions(&pass.functions_left_with(&words), &words, "table");
        let old = ObjectName::new(rename.object.name.schema.as_deref(), &table.name.name, step.span());
        let now = ObjectName::new(rename.object.name.schema.as_deref(), &new.name, step.span());
        let why = "leave a view under the old name in the same transaction, through which old code can read and write, and \
                   drop it when no such code runs";
        let help = pass.leave_a_view(table, (&old, &now), why);
        let fix = bridged(pass, step, rename, table, (&old, &now));
        let finding = pass
            .report(step.span(), format!("running code that still says `{}` fails from here on", table.name))
            .on(step, table.id)
            .help(help)
            .fix_with(fix);
        finding.notes.extend(note);
    }
}

/// A view under the old name for as long as code says it, with the rights of the table, and its end in a migration that
/// somebody has to release when the time has come.
fn bridged(
    pass: &Pass,
    step: &Step,
    rename: &Rename,
    table: &Relation,
    (old, now): (&ObjectName, &ObjectName),
) -> Option<Fix> {
    let apart = pass.up()?.unit == TransactionUnit::PerStatement;
    if apart || rename.if_exists || table.kind != RelationKind::Table {
        return None;
    }
    let view = pass.view_under_old_name(table, (old, now))?;
    let here = format!("{};\n{view}\n", pass.text(step.span()));
    let here = if step.in_transaction() { here } else { pass.together(&here) };
    let end = format!(
        "-- Release it when no running version of the application says `{name}`.\n\
         -- migrate-lint: allow(drop-view) it was left for such code\nDROP VIEW {old};",
        name = old.name
    );
    let back = format!("DROP VIEW {old};\nALTER TABLE {now} RENAME TO {}", quoted(&old.name));
    let takes_back = |step: &Step| match &step.statement.kind {
        Statement::Rename(back) => back.object.part.is_none() && back.new_name.name == old.name,
        _ => false,
    };
    let title = "leave a view under the old name, to be dropped in a later migration";
    pass.replaced_both_ways((step, title, &here, &[Phase::new("drop_view", end)]), takes_back, &back)
}

fn renames_rows(rename: &Rename) -> bool {
    matches!(
        rename.object.kind,
        ObjectKind::Table | ObjectKind::View | ObjectKind::MaterializedView | ObjectKind::ForeignTable
    )
}

/// Whether a later statement of the migration makes something of the old name: a view for old code, or the new table
/// of a swap.
fn taken_over(pass: &Pass, index: usize, old: &QualifiedName) -> bool {
    let named = |step: &Step, name: &ObjectName, new: &str| {
        new == old.name && schema_of(&step.before, name) == old.schema
    };
    pass.creates_later(index, old)
        || pass.later_steps(index).iter().any(|step| match &step.statement.kind {
            Statement::Rename(rename) if rename.object.part.is_none() => {
                named(step, &rename.object.name, &rename.new_name.name)
            }
            Statement::SetSchema(set) => set.new_schema == old.schema && set.object.name.name == old.name,
            _ => false,
        })
}

fn schema_of(catalog: &Catalog, name: &ObjectName) -> crate::ast::Name {
    match catalog.resolve(name) {
        Some(relation) => relation.name.schema.clone(),
        None => catalog.qualify(name).schema,
    }
}

/// Whether an earlier statement of the migration took the new name from something: this is then the second half of a
/// swap, and the table moves to where code looks for it.
fn was_given_up(pass: &Pass, index: usize, table: &Relation, new: &QualifiedName) -> bool {
    pass.steps()[..index].iter().any(|step| {
        let given_up =
            |name: &ObjectName| step.before.resolve(name).is_some_and(|relation| *relation.name == *new);
        match &step.statement.kind {
            Statement::Rename(rename) => rename.object.part.is_none() && given_up(&rename.object.name),
            Statement::SetSchema(set) => given_up(&set.object.name),
            Statement::Drop(drop) => {
                let succeeds = |name: &ObjectName| {
                    step.before.resolve(name).is_none_or(|dropped| is_successor(table, dropped))
                };
                drop.wholes().any(|name| given_up(name) && succeeds(name))
            }
            _ => false,
        }
    })
}

/// Whether a table can be one that was built to take the place of another: it is called after it, or has its columns.
fn is_successor(table: &Relation, dropped: &Relation) -> bool {
    let stored =
        |relation: &Relation| matches!(relation.kind, RelationKind::Table | RelationKind::PartitionedTable);
    let known = |relation: &Relation| stored(relation) && relation.columns_known;
    !known(table)
        || !known(dropped)
        || table.name.name.contains(dropped.name.name.as_str())
        || dropped.columns.iter().all(|column| table.column(&column.name).is_some())
}
