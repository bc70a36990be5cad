//! Statements that name a table, view or sequence which the history makes only afterwards.

use crate::ast::Statement;
use crate::catalog::Relation;
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("uses-object-created-later", include_str!("../../rules/uses-object-created-later.md"), check);

fn check(pass: &mut Pass) {
    for (user, named) in pass.first_named() {
        // What is made under the name of what was only assumed takes its identity over.
        let made = pass.history.end.relation(named.id);
        if let Some(made) = made.filter(|made| made.origin.created().is_some()) {
            report(pass, user, made);
        }
    }
}

fn report(pass: &mut Pass, user: &Step, made: &Relation) {
    let Some((maker_at, maker)) = pass.maker(made.origin) else { return };
    let proves = match &maker.statement.kind {
        Statement::CreateTable(create) => !create.if_not_exists,
        Statement::CreateTableAs(create) => !create.if_not_exists,
        Statement::CreateView(create) => !create.or_replace,
        Statement::CreateSequence(create) => !create.if_not_exists,
        _ => false,
    };
    if !proves || !pass.order_is_known() || !pass.history.is_seen(pass.index..=maker_at) {
        return;
    }
    let when = match pass.history.migrations.get(maker_at) {
        Some(_) if maker_at == pass.index => "further down".to_owned(),
        Some(migration) => format!("later, by migration {}", migration.version),
        None => return,
    };
    let name = &made.name;
    let label = pass.label_created(made.origin, format!("`{name}` is created here"));
    let message = format!(
        "fails where it is run from the start: the {} `{name}` does not exist yet, it is created {when}",
        made.kind.name()
    );
    let help = match maker_at == pass.index {
        true => format!("create `{name}` before it is used"),
        false => format!(
            "move the statement behind the migration that creates `{name}`, or create it in one that runs before"
        ),
    };
    pass.report(user.span(), message).on(user, made.id).label(label).help(help);
}
