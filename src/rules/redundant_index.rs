//! An index that does nothing which another does not do, or that holds a column twice.

use crate::ast::{CreateIndex, IndexElement, Statement};
use crate::catalog::{Catalog, Index, Relation, index_element};
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("redundant-index", include_str!("../../rules/redundant-index.md"), check);

fn check(pass: &mut Pass) {
    let Some(script) = pass.up() else { return };
    for (at, step) in script.steps.iter().enumerate() {
        let Statement::CreateIndex(create) = &step.statement.kind else { continue };
        if let Some(twice) = repeated(create) {
            let message = format!("the index on `{}` holds {} twice", create.table, index_element(twice));
            pass.report(step.span(), message)
                .help("leave the second one out: it sorts and finds nothing more");
        }
        let after = script.after_step(at);
        let Some(table) = after.resolve(&create.table).filter(|table| !table.is_temporary()) else {
            continue;
        };
        let made = after.indexes_of(table).find(|index| step.before.relation(index.id).is_none());
        let Some(made) = made.and_then(|made| pass.history.end.relation(made.id)) else { continue };
        report_covered(pass, step, (table, after), made);
    }
}

/// A key that stands twice. An index may hold a column in two operator classes, or in two orders.
fn repeated(create: &CreateIndex) -> Option<&IndexElement> {
    let elements = create.elements.iter().enumerate();
    elements
        .into_iter()
        .find(|(at, element)| create.elements[..*at].contains(element))
        .map(|(_, twice)| twice)
}

fn report_covered(pass: &mut Pass, step: &Step, (table, now): (&Relation, &Catalog), made: &Relation) {
    let Some(own) = made.index.as_deref() else { return };
    let end = &pass.history.end;
    // What later migrations take away again is no one's burden.
    let Some(last) = end.relation(table.id) else { return };
    let mut others = end.indexes_of(last).filter(|other| other.id < made.id);
    let Some(other) = others.find(|other| other.index.as_deref().is_some_and(|index| covers(index, own)))
    else {
        return;
    };
    let maker = other.origin.created().and_then(|made| pass.history.script(made.script));
    if maker.is_some_and(|(at, _)| pass.history.has_code(at..pass.index)) {
        return;
    }
    let Some(covering) = other.index.as_deref() else { return };
    // They may have other names since.
    let [other, made] = [other, made].map(|index| now.relation(index.id).unwrap_or(index));
    let same = covering.elements.len() == own.elements.len();
    let which = match &covering.constraint {
        Some(constraint) => format!("the constraint `{constraint}`"),
        None => format!("`{}`", other.name),
    };
    let copied = which.replacen("the constraint", "the index of the constraint", 1);
    let message = match same {
        true => format!("`{}` on `{}` is a second copy of {}", made.name, table.name, copied),
        false => format!(
            "`{}` on `{}` finds nothing that {which} does not find: that begins with the same columns",
            made.name, table.name
        ),
    };
    let label = pass.label_created(other.origin, "the other one");
    pass.report(step.span(), message)
        .on(step, table.id)
        .label(label)
        .note("each write to the table maintains both")
        .help("leave it out");
}

/// Whether an index answers everything that another does.
fn covers(index: &Index, other: &Index) -> bool {
    let keys = other.elements.len();
    let prefix = index.elements.get(..keys) == Some(other.elements.as_slice());
    let same = prefix && index.elements.len() == keys;
    let unique =
        !other.unique || same && index.unique && index.nulls_not_distinct == other.nulls_not_distinct;
    let includes = other.include.is_empty() || same && index.include == other.include;
    // Only a B-tree finds by its first columns alone.
    let ordered = same || index.method == "btree";
    index.valid
        && index.method == other.method
        && index.predicate == other.predicate
        && prefix
        && unique
        && includes
        && ordered
}
