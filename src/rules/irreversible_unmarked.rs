//! A way back that makes again what was dropped, empty, and does not say so.

use std::sync::Arc;

use crate::ast::{AlterActionKind, Expr, Name, Statement};
use crate::catalog::{QualifiedName, RelationKind};
use crate::effects::Loss;
use crate::migration::{Script, Step};
use crate::rule::{Pass, Rule, first_line};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("irreversible-unmarked", include_str!("../../rules/irreversible-unmarked.md"), check);

/// What the migration destroys and where.
struct Lost<'a> {
    table: QualifiedName,
    column: Option<Name>,
    step: &'a Step,
}

fn check(pass: &mut Pass) {
    let (Some(up), Some(down)) = (pass.up(), pass.down()) else { return };
    let lost = lost(pass, up);
    // One that fails restores nothing, of which another rule speaks.
    let fails = down.steps.iter().any(|step| step.effects.failure.is_some() && !step.may_be_left_out());
    if fails || lost.is_empty() || pass.says_irreversible(up) || pass.says_irreversible(down) || fills(down) {
        return;
    }
    let made = lost.iter().filter_map(|lost| Some((lost, made_again(down, lost)?)));
    let made: Vec<(&Lost, Made)> = made.collect();
    let Some((first, Made { span, .. })) = made.first() else { return };
    let what = match &first.column {
        Some(column) => format!("`{}.{}`", first.table, crate::ast::quoted(column)),
        None => format!("`{}`", first.table),
    };
    let more = match made.len() - 1 {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let state = match made.iter().filter(|(_, made)| made.filled).count() {
        0 => "but empty",
        filled if filled == made.len() => "but with the default in every row",
        _ => "but with nothing or the default in every row",
    };
    let label = crate::diagnostic::Label {
        source: Arc::clone(&up.source),
        span: first_line(&up.source, first.step.span()),
        text: "what is dropped here does not come back".to_owned(),
    };
    pass.report_in(
        Arc::clone(&down.source),
        first_line(&down.source, *span),
        format!("the way back makes {what}{more} again, {state}: it looks like a rollback and restores no data"),
    )
    .label(Some(label))
    .help("say so where it is read in time: -- irreversible: the data comes from the backup")
    .help("or keep the contents until the migration has proved itself: rename what is dropped, and drop it later");
}

/// Tables and columns of others than this migration that it drops, with contents that it puts nowhere else.
fn lost<'a>(pass: &Pass<'a>, up: &'a Script) -> Vec<Lost<'a>> {
    let mut found = Vec::new();
    for (index, step) in up.steps.iter().enumerate().filter(|(_, step)| !step.conditional) {
        for loss in &step.effects.losses {
            let (Loss::Rows(id) | Loss::Column(id, _)) = loss;
            let Some(table) = step.before.relation(*id) else { continue };
            let stored = matches!(table.kind, RelationKind::Table | RelationKind::PartitionedTable);
            if !stored || pass.is_new_relation(&step.before, *id) || pass.rows_copied(index, *id) {
                continue;
            }
            let column = match loss {
                Loss::Column(_, name) => Some(name),
                Loss::Rows(_) => None,
            };
            let known = column.and_then(|name| table.column(name));
            let own = known.is_some_and(|column| up.creates(column.origin) || column.generated.is_some());
            let copied = column.is_some_and(|name| pass.column_copied(index, *id, name).is_some());
            if !own && !copied && (column.is_none() || known.is_some()) {
                found.push(Lost { table: (*table.name).clone(), column: column.cloned(), step });
            }
        }
    }
    found
}

/// Where the way back makes something again.
struct Made {
    span: Span,
    /// It is a column whose default every row gets.
    filled: bool,
}

fn made_again(down: &Script, lost: &Lost) -> Option<Made> {
    down.steps.iter().find_map(|step| match &step.statement.kind {
        Statement::CreateTable(create) => {
            let same = lost.column.is_none() && step.before.qualify(&create.name) == lost.table;
            same.then(|| Made { span: step.span(), filled: false })
        }
        Statement::AlterTable(alter) => {
            let column = lost.column.as_ref()?;
            let table = step.before.resolve(&alter.name)?;
            let mut added = alter.actions.iter().filter_map(|action| match &action.kind {
                AlterActionKind::AddColumn { column: added, .. } if added.name.name == *column => {
                    let filled = added.default.as_ref().is_some_and(|default| default.expr != Expr::Null);
                    Some(Made { span: action.span, filled })
                }
                _ => None,
            });
            added.next().filter(|_| *table.name == lost.table)
        }
        _ => None,
    })
}

/// Whether a script puts rows or values anywhere, so that it may restore what was lost.
fn fills(script: &Script) -> bool {
    script.steps.iter().any(|step| {
        matches!(
            step.statement.kind,
            Statement::Insert(_)
                | Statement::Update(_)
                | Statement::Merge(_)
                | Statement::Copy(_)
                | Statement::Call(_)
        )
    })
}
