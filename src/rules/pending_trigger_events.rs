//! A table altered while checks of its changed rows still wait for the end of the transaction.

use crate::ast::{AlterActionKind, Name, Statement};
use crate::catalog::{Catalog, ConstraintDef, Relation, RelationId};
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("pending-trigger-events", include_str!("../../rules/pending-trigger-events.md"), check);

/// A change of rows that a deferred constraint will look at.
struct Pending<'a> {
    table: RelationId,
    constraint: Name,
    by: &'a Step,
}

fn check(pass: &mut Pass) {
    let Some(up) = pass.up() else { return };
    let mut transaction = None;
    let mut pending: Vec<Pending> = Vec::new();
    // Tables whose foreign keys look at nothing: the server queues no check while their triggers are off.
    let mut silent: Vec<RelationId> = Vec::new();
    for (index, step) in up.steps.iter().enumerate() {
        let taken_back = up.is_taken_back(index);
        if let Some((table, off)) = switches_all_triggers(step).filter(|_| !taken_back) {
            silent.retain(|other| *other != table);
            silent.extend(off.then_some(table));
        }
        if step.transaction_number() != transaction {
            transaction = step.transaction_number();
            pending.clear();
        }
        if step.is_block || step.conditional || taken_back {
            continue;
        }
        if matches!(&step.statement.kind, Statement::SetConstraints(set) if !set.deferred) {
            pending.clear();
        }
        if let Some((table, what)) = needs_rest(step)
            && let Some(at) = pending.iter().position(|pending| pending.table == table)
        {
            let waiting = pending.swap_remove(at);
            report(pass, step, table, what, &waiting);
        }
        if step.in_transaction()
            && let Some((table, constraint)) = leaves_events(step)
            && pending.iter().all(|known| known.table != table)
            && !silent.contains(&table)
        {
            pending.push(Pending { table, constraint, by: step });
        }
    }
}

fn report(pass: &mut Pass, step: &Step, table: RelationId, what: &str, waiting: &Pending) {
    let Some(relation) = step.before.relation(table) else { return };
    let constraint = crate::ast::quoted(&waiting.constraint);
    let why = pass.why_in_transaction(step);
    let finding = pass
        .report(
            step.span(),
            format!(
                "fails: cannot {what} \"{}\" because it has pending trigger events: `{constraint}` looks at the changed rows only when the transaction commits",
                relation.name.name
            ),
        )
        .on(step, table)
        .label_here(waiting.by.span(), "changes rows that are still to be looked at")
        .help("let it look at them before:\nSET CONSTRAINTS ALL IMMEDIATE;");
    finding.notes.extend(why);
}

/// The table whose triggers a statement switches off or on, those of its foreign keys too.
fn switches_all_triggers(step: &Step) -> Option<(RelationId, bool)> {
    let Statement::AlterTable(alter) = &step.statement.kind else { return None };
    let off = alter.actions.iter().find_map(|action| match &action.kind {
        AlterActionKind::ToggleTrigger { name: None, enable, user_only: false, .. } => Some(!enable),
        _ => None,
    })?;
    Some((step.before.resolve_id(&alter.name)?, off))
}

/// The table that a statement wants nobody, and no trigger to come, to be using.
fn needs_rest(step: &Step) -> Option<(RelationId, &'static str)> {
    let (name, what) = match &step.statement.kind {
        Statement::AlterTable(alter) => (&alter.name, "ALTER TABLE"),
        Statement::CreateIndex(create) => (&create.table, "CREATE INDEX"),
        Statement::Truncate(truncate) => (truncate.tables.first()?, "TRUNCATE"),
        Statement::Drop(drop) if drop.kind == crate::ast::ObjectKind::Table => {
            (&drop.objects.first()?.name, "DROP TABLE")
        }
        _ => return None,
    };
    Some((step.before.resolve_id(name)?, what))
}

/// The table whose changed rows a deferred foreign key or constraint trigger has yet to look at.
fn leaves_events(step: &Step) -> Option<(RelationId, Name)> {
    let catalog = &step.before;
    match &step.statement.kind {
        Statement::Insert(insert) => {
            let table = catalog.changed_by_name(&insert.table)?.table;
            let key = own_key(table, None);
            Some((table.id, key.or_else(|| deferred_trigger(table, |trigger| trigger.events.insert))?))
        }
        Statement::Update(update) => {
            let through = catalog.changed_by_name(&update.table)?;
            let table = through.table;
            let set = update.assignments.iter().filter_map(|(column, _)| through.column(&column.name));
            let set: Vec<Name> = set.collect();
            let key = own_key(table, Some(&set)).or_else(|| key_to(catalog, table, Some(&set)));
            Some((table.id, key.or_else(|| deferred_trigger(table, |trigger| trigger.events.update))?))
        }
        Statement::Delete(delete) => {
            let table = catalog.changed_by_name(&delete.table)?.table;
            let key = key_to(catalog, table, None);
            Some((table.id, key.or_else(|| deferred_trigger(table, |trigger| trigger.events.delete))?))
        }
        _ => None,
    }
}

/// A deferred foreign key of the table, over a column that is set.
fn own_key(table: &Relation, set: Option<&[Name]>) -> Option<Name> {
    let deferred = table.foreign_keys().filter(|key| key.initially_deferred && key.enforced);
    let mut touched = deferred.filter(|key| {
        let columns = key.columns();
        set.is_none_or(|set| set.iter().any(|column| columns.contains(column)))
    });
    touched.next().map(|key| key.name.clone())
}

/// A deferred foreign key to the table, over a column that is set; only NO ACTION waits.
fn key_to(catalog: &Catalog, table: &Relation, set: Option<&[Name]>) -> Option<Name> {
    catalog.referencing(table.id).into_iter().find_map(|(_, key)| {
        let ConstraintDef::ForeignKey { referenced_columns, on_delete, on_update, .. } = &key.kind else {
            return None;
        };
        let (action, touched) = match set {
            None => (on_delete, true),
            Some(set) => (on_update, set.iter().any(|column| referenced_columns.contains(column))),
        };
        let waits = *action == crate::ast::ReferentialAction::NoAction;
        (key.initially_deferred && key.enforced && waits && touched).then(|| key.name.clone())
    })
}

fn deferred_trigger(table: &Relation, fires: impl Fn(&crate::catalog::Trigger) -> bool) -> Option<Name> {
    let mut triggers = table.triggers.iter();
    let found = triggers.find(|trigger| {
        trigger.constraint && trigger.initially_deferred && trigger.enabled && fires(trigger)
    });
    found.map(|trigger| trigger.name.clone())
}
