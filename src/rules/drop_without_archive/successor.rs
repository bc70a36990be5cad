//! A column that has the values of a dropped one and takes its name.

use crate::ast::{Expr, Ident, Statement, quoted};
use crate::catalog::{Column, Relation, RelationId};
use crate::diagnostic::Severity;
use crate::effects::type_words;
use crate::migration::Step;
use crate::rule::Pass;
use crate::source::Span;

/// The column that has the values of another and gets its name too, so that no code misses it.
pub(super) fn of<'a>(
    pass: &Pass<'a>,
    index: usize,
    table: &Relation,
    to: &str,
    column: &Ident,
) -> Option<&'a Column> {
    pass.later_steps(index).iter().find_map(|step| match &step.statement.kind {
        Statement::Rename(rename) if rename.new_name.name == column.name => {
            let from = rename.object.part.as_ref().filter(|from| to == format!("{}.{from}", table.name))?;
            step.before.resolve(&rename.object.name).filter(|now| now.id == table.id)?.column(&from.name)
        }
        _ => None,
    })
}

/// Code that reads a column under its old name finds other values there, or values of another type.
pub(super) fn report(
    pass: &mut Pass,
    (step, table, span): (&Step, RelationId, Span),
    shown: &str,
    known: Option<&Column>,
    successor: &Column,
) {
    let types = known.and_then(|known| known.data_type.as_ref()).zip(successor.data_type.as_ref());
    let other = types.filter(|(old, new)| old.array != new.array || !is_taken_alike(&old.name, &new.name));
    if other.is_none() && is_copied_whole(pass, step, table, &successor.name, shown) {
        return;
    }
    let message = match other {
        None => format!("running code that reads `{shown}` finds other values there from here on"),
        Some((old, new)) => format!(
            "running code that takes `{shown}` for {} finds {} there from here on",
            type_words(old),
            type_words(new)
        ),
    };
    pass.report(span, message)
        .severity(Severity::Warning)
        .on(step, table)
        .note(format!("`{}`, which was filled from it, takes its name", successor.name))
        .help("let every running version of the application cope with both first, or give the new column a name of its own");
}

/// Whether a column got every value of another as it was, but for its type.
fn is_copied_whole(pass: &Pass, step: &Step, table: RelationId, to: &str, shown: &str) -> bool {
    fn is_value(value: &Expr, shown: &str) -> bool {
        match value {
            Expr::Cast { expr, .. } => is_value(expr, shown),
            Expr::Column(parts) => {
                parts.last().is_some_and(|last| shown.ends_with(&format!(".{}", quoted(last))))
            }
            _ => false,
        }
    }
    let place = step.span().start;
    let mut earlier = pass.steps().iter().take_while(|step| step.span().start < place);
    earlier.any(|step| match &step.statement.kind {
        Statement::Update(update) => {
            step.before.resolve_id(&update.table) == Some(table)
                && update.where_clause.is_none()
                && update.assignments.iter().any(|(set, value)| set.name == *to && is_value(value, shown))
        }
        _ => false,
    })
}

/// Whether code that reads and writes values of one type can do so with those of another that loses none.
fn is_taken_alike(old: &str, new: &str) -> bool {
    const WIDER: &[&[&str]] =
        &[&["int2", "int4", "int8", "numeric"], &["bpchar", "varchar", "text"], &["float4", "float8"]];
    const ALIKE: &[&[&str]] = &[&["timestamp", "timestamptz"], &["json", "jsonb"]];
    let place = |types: &[&str], of: &str| types.iter().position(|name| *name == of);
    let widens =
        |types: &&[&str]| place(types, old).zip(place(types, new)).is_some_and(|(old, new)| old <= new);
    old == new
        || WIDER.iter().any(widens)
        || ALIKE.iter().any(|types| types.contains(&old) && types.contains(&new))
}
