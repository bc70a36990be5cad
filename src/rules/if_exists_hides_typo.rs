//! IF EXISTS on a name that nothing has, beside one that is spelled almost like it.

use crate::ast::{AlterActionKind, DropObjects, ObjectKind, Statement};
use crate::catalog::{Catalog, Origin, QualifiedName, RelationKind};
use crate::migration::Step;
use crate::rule::{Pass, Rule};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("if-exists-hides-typo", include_str!("../../rules/if-exists-hides-typo.md"), check);

fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate() {
        match &step.statement.kind {
            Statement::Drop(drop) if drop.if_exists => objects(pass, index, step, drop),
            Statement::AlterTable(alter) => {
                let Some(table) = step.before.resolve(&alter.name) else { continue };
                if !table.columns_known {
                    continue;
                }
                for action in &alter.actions {
                    let AlterActionKind::DropColumn { column, if_exists: true, .. } = &action.kind else {
                        continue;
                    };
                    let known = table.column(&column.name);
                    if known.is_some_and(|known| known.origin != (Origin::Assumed { certain: false })) {
                        continue;
                    }
                    let mut others = table.columns.iter().map(|other| other.name.as_str());
                    let Some(meant) = others.find(|other| is_slip(&column.name, other)) else {
                        continue;
                    };
                    let (wrong, right) =
                        (format!("{}.{column}", table.name), format!("{}.{meant}", table.name));
                    report(pass, action.span, "column", &wrong, &right);
                }
            }
            _ => {}
        }
    }
}

fn objects(pass: &mut Pass, index: usize, step: &Step, drop: &DropObjects) {
    for object in &drop.objects {
        if object.part.is_some() || !is_relation(drop.kind) {
            continue;
        }
        let catalog = &step.before;
        let known = catalog.resolve(&object.name);
        let name = known.map_or_else(|| catalog.qualify(&object.name), |known| known.name.clone());
        let nowhere = known.is_none_or(|known| known.origin == (Origin::Assumed { certain: false }));
        // It was there once, or is made further down.
        if !nowhere || catalog.gone(&name).is_some() || is_made_later(pass, index, &name) {
            continue;
        }
        if let Some(meant) = meant(catalog, drop.kind, &name) {
            report(pass, object.name.span, drop.kind.name(), &name.to_string(), &meant.to_string());
        }
    }
}

fn report(pass: &mut Pass, span: Span, kind: &str, wrong: &str, right: &str) {
    pass.report(
        span,
        format!("does nothing: there is no {kind} `{wrong}`, and IF EXISTS keeps quiet about it"),
    )
    .help(format!("`{right}` is there: if that is meant, write it so"));
}

fn is_relation(kind: ObjectKind) -> bool {
    matches!(
        kind,
        ObjectKind::Table
            | ObjectKind::View
            | ObjectKind::MaterializedView
            | ObjectKind::Index
            | ObjectKind::Sequence
    )
}

fn is_made_later(pass: &Pass, index: usize, name: &QualifiedName) -> bool {
    pass.creates_later(index, name)
        || pass
            .history
            .end
            .relation_named(name)
            .is_some_and(|known| matches!(known.origin, Origin::Created(_)))
}

/// The relation of the same kind and schema that is spelled almost like this.
fn meant(catalog: &Catalog, kind: ObjectKind, name: &QualifiedName) -> Option<QualifiedName> {
    let same_kind = |found: RelationKind| match kind {
        ObjectKind::Table => matches!(found, RelationKind::Table | RelationKind::PartitionedTable),
        ObjectKind::View => found == RelationKind::View,
        ObjectKind::MaterializedView => found == RelationKind::MaterializedView,
        ObjectKind::Sequence => found == RelationKind::Sequence,
        _ => found.is_index(),
    };
    let near = catalog.relations().filter(|relation| {
        matches!(relation.origin, Origin::Created(_))
            && relation.name.schema == name.schema
            && same_kind(relation.kind)
            && is_slip(&name.name, &relation.name.name)
    });
    near.map(|relation| relation.name.clone()).next()
}

/// Whether one of two names looks like the other with a slip of the finger: a letter missing, doubled, changed or
/// swapped with its neighbor. Names that differ in a number, or only in where their words part, are meant to differ.
fn is_slip(one: &str, other: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    one.len().abs_diff(other.len()) <= 1
        && one.len() >= 6
        && digits(one) == digits(other)
        && one.replace('_', "") != other.replace('_', "")
        && strsim::damerau_levenshtein(one, other) == 1
}
