//! A migration without a way back.

use std::sync::Arc;

use crate::ast::{AlterEnum, Statement};
use crate::migration::{Down, Migration, Script, Step};
use crate::rule::{Pass, Rule, changes_schema, changes_something, first_line};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("missing-rollback", include_str!("../../rules/missing-rollback.md"), check);

fn check(pass: &mut Pass) {
    let Some(up) = pass.up() else { return };
    let down = &pass.migration.down;
    let lacking = match down {
        Down::Missing { .. } => true,
        Down::Script(down) => is_empty(down),
        Down::NotExpected | Down::Code => false,
    };
    let undone_elsewhere = pass.unit.len() > 1 && matches!(down, Down::Script(_));
    if !lacking || undone_elsewhere || pass.migration.repeatable || pass.says_irreversible(up) {
        return;
    }
    match down {
        Down::Missing { expected } => {
            let Some(first) = first_that(up, changes_something) else { return };
            let also = match stretch(pass) {
                Stretch::Alone => String::new(),
                Stretch::Begins { others } => format!(" and the {others} after it"),
                Stretch::Continues => return,
            };
            let span = first_line(&up.source, first.span());
            let help = sketch(pass, up, &format!("write {expected}"));
            let message = format!("there is no way back from this migration{also}: {expected} is missing");
            pass.report(span, message).help(help);
        }
        Down::Script(down) => {
            let Some(first) = first_that(up, can_be_undone) else { return };
            if pass.says_irreversible(down) || pass.says_why_empty(down) {
                return;
            }
            let label = first_line(&up.source, first.span());
            let help = sketch(pass, up, "write it");
            let place = down.sections.first().map_or(0, |section| section.start);
            let source = Arc::clone(&down.source);
            let up = Arc::clone(&up.source);
            pass.report_in(
                source,
                first_line(&down.source, Span::new(place, place)),
                "the way back is empty, although the migration changes the schema",
            )
            .label(Some(crate::diagnostic::Label { source: up, span: label, text: "this stays".to_owned() }))
            .help(help);
        }
        _ => {}
    }
}

fn is_empty(script: &Script) -> bool {
    script.steps.is_empty() && script.errors.is_empty()
}

/// Where a migration stands among others without a way back.
enum Stretch {
    Alone,
    /// It is the first of several in a row.
    Begins {
        others: usize,
    },
    /// The first of the row speaks for it.
    Continues,
}

/// From so many in a row on, the team does not write the way back, and hears of it once.
const IN_A_ROW: usize = 4;

fn stretch(pass: &Pass) -> Stretch {
    let migrations = &pass.history.migrations;
    let concerned = |migration: &&Migration| needs_one(pass, migration);
    let missing = |migration: &&Migration| matches!(migration.down, Down::Missing { .. });
    let before = || migrations[..pass.index].iter().rev().filter(concerned).take_while(missing);
    let after = || migrations[pass.index + 1..].iter().filter(concerned).take_while(missing);
    let near = before().take(IN_A_ROW).count() + after().take(IN_A_ROW).count();
    match (near + 1 >= IN_A_ROW, before().next()) {
        (false, _) => Stretch::Alone,
        (true, None) => Stretch::Begins { others: after().count() },
        (true, Some(_)) => Stretch::Continues,
    }
}

fn needs_one(pass: &Pass, migration: &Migration) -> bool {
    let changes = |up: &Script| first_that(up, changes_something).is_some() && !pass.says_irreversible(up);
    !migration.repeatable && migration.up.as_ref().is_some_and(changes)
}

/// Whether a statement changes the schema in a way that another can take back: a value of an enum stays.
fn can_be_undone(step: &Step) -> bool {
    let adds_value = matches!(&step.statement.kind, Statement::AlterEnum(AlterEnum::AddValue { .. }));
    changes_schema(step) && !adds_value
}

fn first_that(script: &Script, what: fn(&Step) -> bool) -> Option<&Step> {
    script.steps.iter().find(|step| step.within.is_none() && what(step))
}

/// The statements that undo the migration, or what writes them.
fn sketch(pass: &Pass, up: &Script, what: &str) -> String {
    let marker = "or say why there is none, in a comment: -- irreversible: …";
    let lines = pass.inverse().filter(|lines| !lines.is_empty());
    let Some(lines) = lines else {
        let path = up.source.path();
        return format!("{what}, {marker}\n-- a draft of it: migrate-lint rollback {path}");
    };
    let shown: Vec<&str> = lines.iter().take(6).map(String::as_str).collect();
    let more = if lines.len() > shown.len() { "\n…" } else { "" };
    format!("{what}, {marker}\n{}{more}", shown.join("\n"))
}
