//! An index that is dropped before the one that takes its place is built.

use crate::ast::{CreateIndex, Name, ObjectKind, Statement, quoted};
use crate::catalog::{Catalog, Index, Relation, make_object_name};
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("index-replacement-gap", include_str!("../../rules/index-replacement-gap.md"), check);

fn check(pass: &mut Pass) {
    if pass.may_be_one_transaction() {
        return;
    }
    for (at, step) in pass.steps().iter().enumerate() {
        let Statement::Drop(drop) = &step.statement.kind else { continue };
        if drop.kind != ObjectKind::Index || step.effects.failure.is_some() {
            continue;
        }
        for object in &drop.objects {
            let Some(index) = pass.in_use(&step.before, &object.name) else { continue };
            // Of an index whose making is not seen nobody knows whether it is valid.
            let Some(own) =
                index.index.as_deref().filter(|own| index.origin.created().is_some() && own.valid)
            else {
                continue;
            };
            let Some(table) = step.before.table_of(index.id) else { continue };
            if pass.is_new_relation(&step.before, table.id) || is_covered(&step.before, table, index, own) {
                continue;
            }
            if let Some((later, successor)) = successor(pass, at, table, own)
                && !rebuilds(index, own, successor)
            {
                report(pass, step, later, table, index, successor);
            }
        }
    }
}

/// Whether another index serves the look-ups that this one is for.
fn is_covered(catalog: &Catalog, table: &Relation, index: &Relation, own: &Index) -> bool {
    let first = own.leading_columns().first().map(|name| (*name).clone());
    let others = catalog.indexes_of(table).filter(|other| other.id != index.id);
    others.filter_map(|other| other.index.as_deref()).any(|other| {
        other.valid && other.predicate.is_none() && other.leading_columns().first().copied() == first.as_ref()
    })
}

/// The statement after the drop, in another transaction, that builds an index beginning with the same column.
fn successor<'a>(
    pass: &Pass<'a>,
    at: usize,
    table: &Relation,
    own: &Index,
) -> Option<(&'a Step, &'a CreateIndex)> {
    let first: Name = own.leading_columns().first().copied()?.clone();
    let dropping = pass.steps().get(at)?.transaction_number();
    pass.later_steps(at).iter().find_map(|step| {
        let Statement::CreateIndex(create) = &step.statement.kind else { return None };
        let same_table = step.before.resolve_id(&create.table) == Some(table.id);
        let begins_alike = create.elements.first().is_some_and(
            |element| matches!(&element.key, crate::ast::IndexKey::Column(column) if *column == first),
        );
        let apart = step.transaction_number() != dropping;
        (same_table && begins_alike && apart).then_some((step, &**create))
    })
}

/// The same index under the same name: a build that failed is tried again.
fn rebuilds(index: &Relation, own: &Index, successor: &CreateIndex) -> bool {
    let same_name = successor.name.as_ref().is_some_and(|name| name.name == index.name.name);
    same_name
        && successor.elements == own.elements
        && successor.unique == own.unique
        && successor.predicate.as_ref().map(|at| &at.expr) == own.predicate.as_ref()
}

fn report(
    pass: &mut Pass,
    step: &Step,
    later: &Step,
    table: &Relation,
    index: &Relation,
    successor: &CreateIndex,
) {
    let new = match &successor.name {
        Some(name) if name.name == index.name.name => "it is built anew".to_owned(),
        Some(name) => format!("`{name}` is built"),
        None => "the new one is built".to_owned(),
    };
    let message =
        format!("queries of `{}` that use `{}` go without an index until {new}", table.name, index.name);
    let taken = successor.name.as_ref().filter(|name| name.name == index.name.name);
    let drop = pass.text(step.span());
    let help = match taken {
        Some(name) => {
            let new = quoted(&make_object_name(&name.name, None, "new")).into_owned();
            let build = pass.spliced(later.span(), &[(name.span, &new)]);
            format!(
                "build the new one first, under another name, and give it the old name at the end:\n\
                 {build};\n{drop};\nALTER INDEX {}{new} RENAME TO {name};",
                schema_of(table)
            )
        }
        None => format!("build the new one first:\n{};\n{drop};", pass.text(later.span())),
    };
    pass.report(step.span(), message)
        .on(step, table.id)
        .help(help)
        .label_here(later.span(), "built only here");
}

/// The schema as it stands before a name, where it must be written.
fn schema_of(table: &Relation) -> String {
    match table.name.schema.as_str() {
        "public" => String::new(),
        schema => format!("{}.", quoted(schema)),
    }
}
