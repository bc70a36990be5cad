//! Keys and sequences of a type that runs out.

use crate::ast::{AlterActionKind, ConstraintKind, CreateTable, Name, Statement, TableConstraint, TypeName};
use crate::catalog::{Relation, RelationKind};
use crate::diagnostic::Edit;
use crate::migration::Step;
use crate::rule::{Declared, Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("narrow-integer", include_str!("../../rules/narrow-integer.md"), check);

fn check(pass: &mut Pass) {
    let every = pass.options.string("columns") == "all";
    for declared in pass.declared_columns() {
        let Some((limit, wide)) = narrow(declared.data_type) else { continue };
        let Some(what) = role(&declared).or(every.then_some("a number")) else { continue };
        let relation = declared.step.before.resolve(declared.table).map(|table| table.id);
        let finding = pass.report(
            declared.data_type.span,
            format!("`{}` is {what} and ends at {limit}: the INSERT after that fails, and widening it rewrites the table", declared.name()),
        );
        if let Some(relation) = relation {
            finding.on(declared.step, relation);
        }
        let edit = Edit { span: declared.data_type.span, replacement: wide.to_owned() };
        let title = format!("make it {wide}");
        match declared.create {
            Some(_) => finding.fix(title, vec![edit]),
            None => finding.unsafe_fix(title, vec![edit]),
        };
    }
    for step in pass.steps() {
        sequences(pass, step);
    }
}

/// The largest value of a type that is smaller than bigint, and the type to write instead.
fn narrow(data_type: &TypeName) -> Option<(&'static str, &'static str)> {
    if data_type.schema.is_some() || data_type.array > 0 {
        return None;
    }
    match data_type.name.as_str() {
        "int4" => Some(("2147483647", "bigint")),
        "int2" => Some(("32767", "bigint")),
        "serial" | "serial4" => Some(("2147483647", "bigserial")),
        "smallserial" | "serial2" => Some(("32767", "bigserial")),
        _ => None,
    }
}

/// What the column counts, if it is a key.
fn role(declared: &Declared) -> Option<&'static str> {
    let counted = declared.data_type.serial_base().is_some()
        || declared.definition.is_some_and(|column| column.identity.is_some());
    if counted {
        return Some("counted up");
    }
    let name = &declared.column.name;
    let own = declared.definition.into_iter().flat_map(|column| &column.constraints);
    let table: &[TableConstraint] = declared.create.map_or(&[], |create: &CreateTable| &create.constraints);
    for constraint in own.chain(table) {
        match &constraint.kind {
            ConstraintKind::PrimaryKey(key)
                if key.columns.is_empty() || key.columns.iter().any(|c| c.name == *name) =>
            {
                return Some("a primary key");
            }
            ConstraintKind::ForeignKey(key)
                if key.columns.is_empty() || key.columns.iter().any(|c| c.name == *name) =>
            {
                // It cannot hold more than what it points at.
                let target = declared.step.before.resolve(&key.references)?;
                return is_wide(target, key.referenced_columns.first().map(|column| &column.name))
                    .then_some("a foreign key to a bigint");
            }
            _ => {}
        }
    }
    None
}

fn is_wide(table: &Relation, column: Option<&Name>) -> bool {
    let key = table.primary_key().and_then(|key| key.columns().into_iter().next());
    let column = column.cloned().or(key).and_then(|name| table.column(&name));
    let data_type = column.and_then(|column| column.data_type.as_ref());
    data_type.is_some_and(|data_type| matches!(data_type.name.as_str(), "int8" | "bigserial" | "serial8"))
}

fn sequences(pass: &mut Pass, step: &Step) {
    match &step.statement.kind {
        Statement::CreateSequence(create) => {
            let Some(data_type) = create.data_type.as_ref() else { return };
            let Some((limit, _)) = narrow(data_type) else { return };
            pass.report(data_type.span, format!("the sequence `{}` ends at {limit}", create.name))
                .fix("make it bigint", vec![Edit { span: data_type.span, replacement: "bigint".to_owned() }]);
        }
        // The column of a serial grows, and its sequence stays as it is.
        Statement::AlterTable(alter) => {
            let Some(table) = step.before.resolve(&alter.name) else { return };
            for action in &alter.actions {
                let AlterActionKind::AlterColumnType { column, data_type, .. } = &action.kind else {
                    continue;
                };
                let sequence = table.column(&column.name).and_then(|column| column.sequence);
                let sequence = sequence.and_then(|id| pass.history.end.relation(id));
                let small = |sequence: &&Relation| {
                    sequence.kind == RelationKind::Sequence
                        && sequence
                            .sequence_type
                            .as_ref()
                            .is_some_and(|name| matches!(name.as_str(), "int4" | "int2"))
                };
                let Some(sequence) = sequence.filter(small).filter(|_| data_type.name == "int8") else {
                    continue;
                };
                let name = sequence.name.to_string();
                pass.report(
                    action.span,
                    format!(
                        "`{}.{column}` becomes bigint, and its sequence `{name}` still ends where it did",
                        table.name
                    ),
                )
                .on(step, table.id)
                .help(format!("widen it too: ALTER SEQUENCE {name} AS bigint;"));
            }
        }
        _ => {}
    }
}
