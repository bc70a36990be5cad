//! A column that has the values of a dropped one and takes its name.

use crate::ast::{Ident, Statement};
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

/// Code that reads a column under its old name finds values of another type there.
pub(super) fn report(
    pass: &mut Pass,
    (step, table, span): (&Step, RelationId, Span),
    shown: &str,
    known: Option<&Column>,
    successor: &Column,
) {
    let Some((old, new)) = known.and_then(|known| known.data_type.as_ref()).zip(successor.data_type.as_ref())
    else {
        return;
    };
    if old.array == new.array && is_taken_alike(&old.name, &new.name) {
        return;
    }
    pass.report(span, format!("running code that takes `{shown}` for {} finds {} there from here on", type_words(old), type_words(new)))
        .severity(Severity::Warning)
        .on(step, table)
        .note(format!("`{}`, which was filled from it, takes its name", successor.name))
        .help("let every running version of the application cope with both first, or give the new column a name of its own");
}

/// Whether code that reads and writes values of one type can do so with those of the other.
fn is_taken_alike(old: &str, new: &str) -> bool {
    const ALIKE: &[&[&str]] = &[
        &["int2", "int4", "int8", "numeric"],
        &["text", "varchar", "bpchar"],
        &["timestamp", "timestamptz"],
        &["json", "jsonb"],
        &["float4", "float8"],
    ];
    old == new || ALIKE.iter().any(|types| types.contains(&old) && types.contains(&new))
}
