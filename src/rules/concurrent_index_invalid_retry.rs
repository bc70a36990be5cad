//! `CREATE INDEX CONCURRENTLY IF NOT EXISTS`, which takes what a failed build left for the index.

use crate::ast::{CreateIndex, Ident, ObjectName, Statement};
use crate::diagnostic::Edit;
use crate::migration::{Step, TransactionUnit};
use crate::rule::{Pass, Rule};
use crate::source::Span;

pub(super) static RULE: Rule = Rule::new(
    "concurrent-index-invalid-retry",
    include_str!("../../rules/concurrent-index-invalid-retry.md"),
    check,
);

fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate() {
        let Statement::CreateIndex(create) = &step.statement.kind else { continue };
        // In a transaction the build does not begin, of which another rule speaks.
        if !create.concurrently || !create.if_not_exists || step.in_transaction() {
            continue;
        }
        let Some(name) = &create.name else { continue };
        let Some(table) = pass.in_use(&step.before, &create.table) else { continue };
        if is_there(pass, step, create, name)
            || dropped_before(pass, index, name)
            || drops_invalid(pass, index, name)
        {
            continue;
        }
        let alone = pass.up().is_some_and(|script| {
            matches!(script.unit, TransactionUnit::OptOutButImplicit | TransactionUnit::PerFileImplicit)
        });
        let drop = drop_statement(pass, step, create, name);
        let build = rebuilt(pass, step, create, name);
        let (help, note) = if alone {
            let help = format!(
                "build it without IF NOT EXISTS, so that the next run fails instead of taking what was left. That has to be \
                 dropped by hand, since a DROP in an earlier migration does not run again:\n\
                 {build}\n-- by hand, before the next run:\n{drop}"
            );
            (
                help,
                "where somebody has built it by hand it fails too: if that one is valid, record the migration as applied",
            )
        } else {
            let help = format!("drop what may be left, and build it without IF NOT EXISTS:\n{drop}\n{build}");
            (
                help,
                "an index of that name that somebody has built by hand is dropped with what may be left: until the new one is ready, queries and a UNIQUE do without it",
            )
        };
        let edits = (!alone && step.within.is_none()).then(|| edits(pass, step, name, &drop)).flatten();
        let finding = pass
            .report(
                step.span(),
                format!("when a build was cut short, the next run takes the invalid index `{name}` it left on `{}` for the finished one", table.name),
            )
            .on(step, table.id)
            .note(note)
            .help(help);
        if let Some(edits) = edits {
            // The author may have written IF NOT EXISTS because somebody built it by hand.
            finding.unsafe_fix("drop the index before it is built", edits);
        }
    }
}

/// Whether an earlier statement has made it in a way that leaves nothing invalid behind.
fn is_there(pass: &Pass, step: &Step, create: &CreateIndex, name: &Ident) -> bool {
    let index = ObjectName::new(create.table.schema.as_deref(), &name.name, name.span);
    let made = step.before.resolve(&index).and_then(|known| known.origin.created());
    let making = made.and_then(|made| pass.history.step_at(made));
    making.is_some_and(|(_, making)| match &making.statement.kind {
        Statement::CreateIndex(first) => !first.concurrently,
        _ => true,
    })
}

/// Whether a statement of this migration, which runs again with it, drops an index of that name.
fn dropped_before(pass: &Pass, index: usize, name: &Ident) -> bool {
    pass.steps()[..index].iter().any(|step| {
        let Statement::Drop(drop) = &step.statement.kind else { return false };
        drop.objects.iter().any(|object| object.name.name == name.name)
    })
}

/// Whether code above looks whether an index of that name is valid, and drops it.
fn drops_invalid(pass: &Pass, index: usize, name: &Ident) -> bool {
    pass.steps()[..index].iter().any(|step| {
        let Statement::Do(_) = &step.statement.kind else { return false };
        let code = pass.text(step.span());
        let lower = code.to_ascii_lowercase();
        lower.contains("indisvalid") && lower.contains("drop index") && code.contains(name.name.as_str())
    })
}

fn drop_statement(pass: &Pass, step: &Step, create: &CreateIndex, name: &Ident) -> String {
    let schema = match create.table.schema.as_deref() {
        Some(schema) => format!("{}.", crate::ast::quoted(schema)),
        None => schema_in_comment(pass, step, create).unwrap_or_default(),
    };
    format!("DROP INDEX CONCURRENTLY IF EXISTS {schema}{name};")
}

/// The comment before the table that a tool puts the schema in place of: `/* SCHEMA_NAME */.`.
fn schema_in_comment(pass: &Pass, step: &Step, create: &CreateIndex) -> Option<String> {
    let before = pass.text(Span { start: step.span().start, end: create.table.span.start });
    let comment = before.trim_end().strip_suffix('.')?.trim_end().strip_suffix("*/")?;
    let start = comment.rfind("/*")?;
    Some(format!("{}*/.", comment.get(start..)?))
}

/// The user's statement without IF NOT EXISTS.
fn rebuilt(pass: &Pass, step: &Step, create: &CreateIndex, name: &Ident) -> String {
    let unique = if create.unique { "UNIQUE " } else { "" };
    let rest = pass.on_one_line(Span { start: name.span.start, end: step.span().end });
    format!("CREATE {unique}INDEX CONCURRENTLY {rest};")
}

/// The words IF NOT EXISTS go, and the DROP comes before the statement.
fn edits(pass: &Pass, step: &Step, name: &Ident, drop: &str) -> Option<Vec<Edit>> {
    let head = pass.text(Span { start: step.span().start, end: name.span.start });
    let at = head.to_ascii_uppercase().rfind("IF NOT EXISTS")?;
    let words = Span { start: step.span().start + at as u32, end: name.span.start };
    let start = Span { start: step.span().start, end: step.span().start };
    Some(vec![
        Edit { span: start, replacement: format!("{drop}\n") },
        Edit { span: words, replacement: String::new() },
    ])
}
