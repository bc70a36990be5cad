//! A way back that destroys what the migration did not make.

use std::sync::Arc;

use crate::ast::{Expr, Name, Statement};
use crate::catalog::{Origin, Relation, RelationId};
use crate::effects::Loss;
use crate::migration::{Script, Step};
use crate::rule::{Pass, Rule, first_line, list, touches_every_row};

pub(super) static RULE: Rule =
    Rule::new("rollback-destructive", include_str!("../../rules/rollback-destructive.md"), check);

fn check(pass: &mut Pass) {
    let (Some(up), Some(down)) = (pass.up(), pass.down()) else { return };
    // What it drops another file of the same migration may have made.
    if pass.unit.len() > 1 {
        return;
    }
    for step in down.steps.iter().filter(|step| !step.conditional && !step.guarded) {
        // TRUNCATE … CASCADE and a DROP of several are one statement, and one finding.
        let mut whole: Vec<&Relation> = Vec::new();
        let mut columns: Vec<(&Relation, String)> = Vec::new();
        for loss in &step.effects.losses {
            match loss {
                Loss::Rows(id) => whole.extend(lost(pass, up, down, step, *id)),
                Loss::Column(id, name) => columns.extend(column(pass, up, down, step, *id, name)),
            }
        }
        if let Some(first) = whole.first() {
            let what = match &step.statement.kind {
                Statement::Truncate(_) => "empties",
                _ => "drops",
            };
            let names = list(whole.iter().map(|table| &table.name));
            report(pass, down, step, first, format!("{what} {names}"), whole.len());
        }
        if let Some((first, _)) = columns.first() {
            let what = if columns.len() == 1 { "column" } else { "columns" };
            let names = list(columns.iter().map(|(_, column)| column));
            report(pass, down, step, first, format!("drops the {what} {names}"), columns.len());
        }
        if let Statement::Delete(delete) = &step.statement.kind {
            let table = step.before.resolve(&delete.table);
            // What was empty before holds nothing but what the migration put there.
            let filled =
                |table: &&Relation| up.before.relation(table.id).is_some_and(|before| before.populated);
            let table =
                table.filter(|table| is_certain(table.origin) && !is_filled(down, table.id)).filter(filled);
            if let Some(table) = table.filter(|_| touches_every_row(delete.where_clause.as_ref())) {
                report(pass, down, step, table, format!("deletes every row of `{}`", table.name), 1);
            }
        }
    }
}

/// The table, where its rows were there before the migration and are gone after it.
fn lost<'a>(
    pass: &mut Pass,
    up: &Script,
    down: &Script,
    step: &'a Step,
    id: RelationId,
) -> Option<&'a Relation> {
    let table = step.before.relation(id).filter(|table| !table.is_temporary())?;
    let kept = !table.kind.has_storage() || table.kind.is_index();
    if kept && table.kind != crate::catalog::RelationKind::PartitionedTable {
        return None;
    }
    let own = matches!(step.statement.kind, Statement::Truncate(_)) && holds_what_it_put(pass, up, id);
    if is_older(up, id) && is_certain(table.origin) && !is_kept(up, down, id) && !own {
        return Some(table);
    }
    if up.creates(table.origin) && pass.options.boolean("own-objects") {
        report_own(pass, down, step, table, &table.name.to_string());
    }
    None
}

/// The table and the column, where its values were there before the migration and are gone after it.
fn column<'a>(
    pass: &mut Pass,
    up: &Script,
    down: &Script,
    step: &'a Step,
    id: RelationId,
    name: &Name,
) -> Option<(&'a Relation, String)> {
    let table = step.before.relation(id).filter(|table| !table.is_temporary())?;
    let column = table.column(name)?;
    let shown = format!("{}.{}", table.name, crate::ast::quoted(name));
    if up.creates(column.origin) {
        if is_older(up, id) && pass.options.boolean("own-objects") {
            report_own(pass, down, step, table, &shown);
        }
        return None;
    }
    let known = up.before.relation(id).is_some_and(|table| table.column(name).is_some());
    let older = is_older(up, id) && (known || column.origin.created().is_some());
    let lost = older
        && is_certain(column.origin)
        && !is_column_copied(down, id, name)
        && !is_column_filled(down, step, id, name);
    lost.then_some((table, shown))
}

/// Whether the rows of a table are elsewhere, or come back.
fn is_kept(up: &Script, down: &Script, id: RelationId) -> bool {
    is_copied(down, id) || is_copied(up, id) || is_filled(down, id)
}

/// Whether the first rows of a table that the migration before made are this one's, which expects no others.
fn holds_what_it_put(pass: &Pass, up: &Script, id: RelationId) -> bool {
    let fills = |step: &Step| match &step.statement.kind {
        Statement::Insert(insert) => {
            step.before.resolve_id(&insert.table) == Some(id) && insert.on_conflict.is_none()
        }
        _ => false,
    };
    let just_made =
        |table: &Relation| pass.maker(table.origin).is_some_and(|(made, _)| made + 1 >= pass.index);
    up.before.relation(id).is_some_and(|before| !before.populated && just_made(before))
        && up.steps.iter().any(fills)
}

/// Whether a script reads the rows of a table to put them elsewhere.
fn is_copied(script: &Script, id: RelationId) -> bool {
    script.steps.iter().any(|step| {
        let source = match &step.statement.kind {
            Statement::Insert(insert) => insert.source.as_ref(),
            Statement::CreateTableAs(create) => Some(&*create.query),
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

/// Whether a script, once it has dropped a column, fills it from others: those that the migration put its values in.
fn is_column_filled(script: &Script, dropped: &Step, id: RelationId, column: &Name) -> bool {
    let mut later = script.steps.iter().filter(|step| step.span().start > dropped.span().start);
    later.any(|step| match &step.statement.kind {
        Statement::Update(update) => {
            let mut set = update.assignments.iter();
            step.before.resolve_id(&update.table) == Some(id)
                && set.any(|(to, value)| to.name == *column && mentions_any_column(value))
        }
        _ => false,
    })
}

fn mentions_any_column(value: &Expr) -> bool {
    let mut found = false;
    value.walk(&mut |part| found |= matches!(part, Expr::Column(_)));
    found
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

fn report(pass: &mut Pass, down: &Script, step: &Step, table: &Relation, what: String, count: usize) {
    let contents = if count == 1 { "it" } else { "them" };
    let span = first_line(&down.source, step.span());
    let label = pass.label_created(table.origin, format!("`{}` is created here", table.name));
    pass.report_in(
        Arc::clone(&down.source),
        span,
        format!(
            "the way back {what}, which the migration did not make: what was in {contents} before is lost"
        ),
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
