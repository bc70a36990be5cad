//! A role that may add rows to a new table and may not draw from the sequence that numbers them.

use crate::ast::{Name, ObjectKind, quoted};
use crate::catalog::{Catalog, Column, Origin, Relation, RelationKind};
use crate::migration::Step;
use crate::rule::Pass;

pub(super) fn check(pass: &mut Pass, step: &Step, table: &Relation) {
    let end = &pass.history.end;
    let found = table.columns.iter().find_map(|column| {
        let sequence = drawn_from(end, column)?;
        let role = inserting(table).find(|role| {
            !(end.lets_in(sequence, role) || is_let_in_by_bare_name(end, sequence, role))
                && table.owner.as_ref() != Some(*role)
                && counts_on_grants(end, sequence, role)
        })?;
        (!pass.gets_by_default(ObjectKind::Sequence, role)).then_some((column, sequence, role))
    });
    let Some((column, sequence, role)) = found else { return };
    let message = format!(
        "`{role}` gets \"permission denied for sequence {}\" with every INSERT into `{}` that leaves `{}` out: it has no \
         right on the sequence",
        sequence.name.name, table.name, column.name
    );
    pass.report(step.span(), message).on(step, table.id).help(format!(
        "GRANT USAGE ON SEQUENCE {} TO {};\n-- or number the rows by an identity column, which asks for no right of its own",
        sequence.name,
        quoted(role)
    ));
}

/// The sequence of a serial column; an identity column is numbered whoever adds the row.
fn drawn_from<'a>(catalog: &'a Catalog, column: &Column) -> Option<&'a Relation> {
    let draws =
        || column.default.as_ref().is_some_and(|default| default.calls_any(|call| call.name == "nextval"));
    let sequence = column.sequence.filter(|_| column.identity.is_none() && draws())?;
    catalog.relation(sequence)
}

/// Whether a grant names the sequence without its schema, which the search path of whoever runs the script leads to.
fn is_let_in_by_bare_name(catalog: &Catalog, sequence: &Relation, role: &Name) -> bool {
    catalog.relations().any(|other| {
        other.name.name == sequence.name.name
            && matches!(other.origin, Origin::Assumed { .. })
            && catalog.lets_in(other, role)
    })
}

fn inserting(table: &Relation) -> impl Iterator<Item = &Name> {
    let inserts = table.grants.iter().filter(|(right, _)| right.is_empty() || right == "insert");
    inserts.map(|(_, role)| role).filter(|role| *role != "public")
}

/// Whether the history gives the role its rights on sequences, so that it has them no other way.
fn counts_on_grants(catalog: &Catalog, own: &Relation, role: &Name) -> bool {
    catalog.relations().any(|other| {
        other.kind == RelationKind::Sequence
            && other.id != own.id
            && other.name.schema == own.name.schema
            && other.grants.iter().any(|(_, grantee)| grantee == role)
    })
}
