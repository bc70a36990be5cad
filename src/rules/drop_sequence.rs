//! A sequence that running code may still draw from.

use crate::ast::{ObjectKind, Statement};
use crate::catalog::{Catalog, Origin, QualifiedName, Relation};
use crate::migration::{Script, Step};
use crate::rule::{Pass, Rule, list};

pub(super) static RULE: Rule =
    Rule::new("drop-sequence", include_str!("../../rules/drop-sequence.md"), check);

/// A script has one finding, however many sequences go.
fn check(pass: &mut Pass) {
    let Some(script) = pass.up() else { return };
    let mut gone: Vec<(&Step, &Relation)> = Vec::new();
    for step in pass.steps() {
        let Statement::Drop(drop) = &step.statement.kind else { continue };
        if drop.kind != ObjectKind::Sequence || step.effects.failure.is_some() || pass.may_make_anew(step) {
            continue;
        }
        let named = drop.objects.iter().filter_map(|object| pass.in_use(&step.before, &object.name));
        let sequences = named
            .filter(|sequence| sequence.origin != (Origin::Assumed { certain: false }))
            .filter(|sequence| script.after.relation_named(&sequence.name).is_none())
            .filter(|sequence| !is_of_no_use(&script.after, sequence))
            .filter(|sequence| !goes_with_its_table(script, sequence));
        gone.extend(sequences.map(|sequence| (step, sequence)));
    }
    let Some((step, first)) = gone.first().copied() else { return };
    let names = list(gone.iter().map(|(_, sequence)| &sequence.name));
    let have = if gone.len() == 1 {
        "has counted, and running code that still calls nextval on it fails"
    } else {
        "have counted, and running code that still calls nextval on them fails"
    };
    let finding = pass.report(step.span(), format!("forgets how far {names} {have}"));
    finding.on(step, first.id).help(format!(
        "write the number down first, so that a new sequence can go on from there:\nSELECT last_value FROM {};",
        first.name
    ));
    for (other, _) in gone.iter().filter(|(other, _)| other.span() != step.span()) {
        finding.label_here(other.span(), "and here");
    }
}

/// Whether the column that it counted for is numbered in another way by the end of the script, or holds no numbers.
fn is_of_no_use(after: &Catalog, sequence: &Relation) -> bool {
    let owner = sequence.sequence_owner.as_ref();
    let column = owner.and_then(|(table, column, _)| after.relation(*table)?.column(column));
    column.is_some_and(|column| {
        let of = column.data_type.as_ref().map_or("", |data_type| data_type.name.as_str());
        column.identity.is_some() || !matches!(of, "" | "int2" | "int4" | "int8" | "numeric")
    })
}

/// Whether the script also drops the table that a sequence is called after: `orders` and `orders_seq`, `orders_id_seq`.
fn goes_with_its_table(script: &Script, sequence: &Relation) -> bool {
    let is_called_after = |table: &QualifiedName| {
        let rest = sequence.name.name.strip_prefix(table.name.as_str());
        rest.is_some_and(|rest| {
            rest.starts_with('_') && (rest.ends_with("_seq") || rest.ends_with("_sequence"))
        })
    };
    let goes = script.steps.iter().any(|step| match &step.statement.kind {
        Statement::Drop(drop) if drop.kind == ObjectKind::Table => drop.objects.iter().any(|object| {
            let table = step.before.qualify(&object.name);
            table.schema == sequence.name.schema
                && is_called_after(&table)
                && script.after.relation_named(&table).is_none()
        }),
        _ => false,
    });
    // Another table may number its rows with it.
    let mut drawing = script.before.mentioning(&sequence.name.name);
    goes && !drawing.any(|table| !is_called_after(&table.name) && script.after.relation(table.id).is_some())
}
