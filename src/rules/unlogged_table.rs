//! Tables that a crash empties.

use crate::ast::{AlterActionKind, ObjectName, Persistence, Statement};
use crate::catalog::Relation;
use crate::migration::Step;
use crate::rule::{Pass, Rule, fits_any};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("unlogged-table", include_str!("../../rules/unlogged-table.md"), check);

fn check(pass: &mut Pass) {
    let exempt = pass.options.strings("exempt");
    for step in pass.steps() {
        match &step.statement.kind {
            Statement::CreateTable(create) if create.persistence == Persistence::Unlogged => {
                report(pass, step, &create.name, create.name.span, &exempt);
            }
            Statement::CreateTableAs(create) if create.persistence == Persistence::Unlogged => {
                report(pass, step, &create.name, create.name.span, &exempt);
            }
            Statement::AlterTable(alter) => {
                for action in &alter.actions {
                    if matches!(action.kind, AlterActionKind::SetLogged { logged: false }) {
                        report(pass, step, &alter.name, action.span, &exempt);
                    }
                }
            }
            _ => {}
        }
    }
}

fn report(pass: &mut Pass, step: &Step, name: &ObjectName, span: Span, exempt: &[&str]) {
    let table = pass.history.end.relation_named(&step.before.qualify(name));
    // It is only a stage on the way where the history makes it LOGGED, or drops it.
    let Some(table) = table.filter(|table| table.persistence == Persistence::Unlogged) else { return };
    if fits_any(&table.name.name, exempt) || is_meant(pass, step, table) {
        return;
    }
    pass.report(span, format!("a crash of the server empties `{}`, and no standby has its rows", table.name))
        .on(step, table.id)
        .help("leave UNLOGGED out, unless its rows can be made again at any time");
}

/// Whether a comment at the statement or on the table speaks of what happens to the rows.
fn is_meant(pass: &Pass, step: &Step, table: &Relation) -> bool {
    let says = |text: &str| {
        let text = text.to_lowercase();
        ["unlogged", "crash", "ephemeral", "disposable", "transient", "rebuilt", "durab"]
            .iter()
            .any(|word| text.contains(word))
    };
    let span = step.span();
    table.comment.as_deref().is_some_and(says)
        || pass.up().is_some_and(|up| up.comments_above(span, span.end).any(says))
}
