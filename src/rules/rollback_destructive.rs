//! A way back that destroys what the migration did not make.

use std::sync::Arc;

use crate::ast::{Name, Statement};
use crate::catalog::{Origin, Relation, RelationId};
use crate::effects::Loss;
use crate::migration::{Script, Step};
use crate::rule::{Pass, Rule, first_line};

pub(super) static RULE: Rule =
    Rule::new("rollback-destructive", include_str!("../../rules/rollback-destructive.md"), check);

fn check(pass: &mut Pass) {
    let (Some(up), Some(down)) = (pass.up(), pass.down()) else { return };
    for step in down.steps.iter().filter(|step| !step.conditional && !step.guarded) {
        for loss in &step.effects.losses {
            lost(pass, up, down, step, loss);
        }
        if let Statement::Delete(delete) = &step.statement.kind {
            let table = step.before.resolve(&delete.table);
            // What was empty before holds nothing but what the migration put there.
            let filled =
                |table: &&Relation| up.before.relation(table.id).is_some_and(|before| before.populated);
            let table =
                table.filter(|table| is_certain(table.origin) && !is_filled(down, table.id)).filter(filled);
            if let Some(table) = table.filter(|_| pass.touches_every_row(delete.where_clause.as_ref())) {
                report(pass, down, step, table, format!("deletes every row of `{}`", table.name));
            }
        }
    }
}

fn lost(pass: &mut Pass, up: &Script, down: &Script, step: &Step, loss: &Loss) {
    match loss {
        Loss::Rows(id) => {
            let Some(table) = step.before.relation(*id).filter(|table| !table.is_temporary()) else { return };
            let kept = !table.kind.has_storage() || table.kind.is_index();
            if kept && table.kind != crate::catalog::RelationKind::PartitionedTable {
                return;
            }
            let what = match &step.statement.kind {
                Statement::Truncate(_) => "empties",
                _ => "drops",
            };
            if is_older(up, *id) && is_certain(table.origin) && !is_kept(up, down, *id) {
                report(pass, down, step, table, format!("{what} `{}`", table.name));
            } else if up.creates(table.origin) && pass.options.boolean("own-objects") {
                report_own(pass, down, step, table, &table.name.to_string());
            }
        }
        Loss::Column(id, name) => column(pass, up, down, step, *id, name),
    }
}

fn column(pass: &mut Pass, up: &Script, down: &Script, step: &Step, id: RelationId, name: &Name) {
    let Some(table) = step.before.relation(id).filter(|table| !table.is_temporary()) else { return };
    let Some(column) = table.column(name) else { return };
    let shown = format!("{}.{}", table.name, crate::ast::quoted(name));
    if up.creates(column.origin) {
        if is_older(up, id) && pass.options.boolean("own-objects") {
            report_own(pass, down, step, table, &shown);
        }
        return;
    }
    let known = up.before.relation(id).is_some_and(|table| table.column(name).is_some());
    let older = is_older(up, id) && (known || column.origin.created().is_some());
    if older && is_certain(column.origin) && !is_column_copied(down, id, name) {
        report(pass, down, step, table, format!("drops the column `{shown}`"));
    }
}

/// Whether the rows of a table are elsewhere, or come back.
fn is_kept(up: &Script, down: &Script, id: RelationId) -> bool {
    is_copied(down, id) || is_copied(up, id) || is_filled(down, id)
}

/// Whether a script reads the rows of a table to put them elsewhere.
fn is_copied(script: &Script, id: RelationId) -> bool {
    script.steps.iter().any(|step| {
        let source = match &step.statement.kind {
            Statement::Insert(insert) => insert.source.as_ref(),
            Statement::CreateTableAs(create) => Some(&create.query),
            Statement::Update(update) => Some(&update.source),
            _ => None,
        };
        let mut read = source.into_iter().flat_map(|query| &query.relations);
        read.any(|name| step.before.resolve_id(name) == Some(id))
    })
}

/// Whether a script gives the values of a column to another one.
fn is_column_copied(script: &Script, id: RelationId, column: &Name) -> bool {
    script.steps.iter().any(|step| match &step.statement.kind {
        Statement::Update(update) => {
            let of_table = step.before.resolve_id(&update.table) == Some(id);
            of_table
                && update
                    .assignments
                    .iter()
                    .any(|(to, value)| to.name != *column && value.mentions_column(column))
        }
        _ => false,
    })
}

/// Whether a script fills a table: what it held before comes back, or is replaced on purpose.
fn is_filled(script: &Script, id: RelationId) -> bool {
    script.steps.iter().any(|step| match &step.statement.kind {
        Statement::Insert(insert) => step.before.resolve_id(&insert.table) == Some(id),
        Statement::Copy(copy) if copy.from => {
            copy.table.as_ref().is_some_and(|table| step.before.resolve_id(table) == Some(id))
        }
        _ => false,
    })
}

/// Whether it was there before the migration.
fn is_older(up: &Script, id: RelationId) -> bool {
    up.before.relation(id).is_some()
}

/// What a statement names only in case it is there may never have been.
fn is_certain(origin: Origin) -> bool {
    origin != Origin::Assumed { certain: false }
}

fn report(pass: &mut Pass, down: &Script, step: &Step, table: &Relation, what: String) {
    let span = first_line(&down.source, step.span());
    let label = pass.label_created(table.origin, format!("`{}` is created here", table.name));
    pass.report_in(
        Arc::clone(&down.source),
        span,
        format!("the way back {what}, which the migration did not make: what was in it before is lost"),
    )
    .on(step, table.id)
    .label(label)
    .help("let the way back undo what the migration does and no more");
}

fn report_own(pass: &mut Pass, down: &Script, step: &Step, table: &Relation, what: &str) {
    let span = first_line(&down.source, step.span());
    pass.report_in(
        Arc::clone(&down.source),
        span,
        format!("the way back drops `{what}`: what was written there since the migration is lost"),
    )
    .on(step, table.id)
    .help("leave it in place, where the older application does not mind it, or put its contents away first");
}
