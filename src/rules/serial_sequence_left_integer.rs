//! A serial column that becomes wider while its sequence still ends where the old type did.

use crate::ast::{AlterActionKind, Statement, TypeName};
use crate::catalog::{Relation, RelationId};
use crate::diagnostic::Edit;
use crate::effects::sequences_named_in;
use crate::rule::{Pass, Rule};
use crate::source::Span;

pub(super) static RULE: Rule = Rule::new(
    "serial-sequence-left-integer",
    include_str!("../../rules/serial-sequence-left-integer.md"),
    check,
);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::AlterTable(alter) = &step.statement.kind else { continue };
        for action in &alter.actions {
            let AlterActionKind::AlterColumnType { column, data_type, .. } = &action.kind else { continue };
            let Some(table) = step.before.resolve(&alter.name) else { continue };
            let Some(known) = table.column(&column.name).filter(|known| known.identity.is_none()) else {
                continue;
            };
            let Some(sequence) =
                known.sequence.and_then(|sequence| numbering(pass, table, &column.name, sequence))
            else {
                continue;
            };
            let Some(narrow) = sequence.sequence_type.as_deref().map(TypeName::builtin) else { continue };
            let Some(limit) = narrow.last_integer() else { continue };
            let wide = data_type.last_integer();
            if wide.is_none_or(|wide| wide <= limit) || step.effects.failure.is_some() {
                continue;
            }
            let statement = format!("ALTER SEQUENCE {} AS {data_type}", sequence.name);
            let message = format!(
                "nextval of `{}` fails at {limit}: it stays {narrow} although `{}.{}` becomes {data_type}",
                sequence.name, table.name, column.name
            );
            let end = Span { start: step.span().end, end: step.span().end };
            let finding = pass
                .report(action.span, message)
                .on(step, table.id)
                .help(format!("widen it too, which takes an instant:\n{statement};"));
            if step.within.is_none() {
                let edit = Edit { span: end, replacement: format!(";\n{statement}") };
                finding.fix("widen the sequence too", vec![edit]);
            }
        }
    }
}

/// The sequence as every migration left it, if the column still takes its numbers from it.
fn numbering<'a>(pass: &Pass<'a>, table: &Relation, column: &str, id: RelationId) -> Option<&'a Relation> {
    let end = &pass.history.end;
    let now = end.relation(table.id)?.columns.iter().find(|now| now.name == column)?;
    let default = now.default.as_ref()?;
    sequences_named_in(default, end).into_iter().find(|sequence| sequence.id == id)
}
