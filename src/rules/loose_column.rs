//! Columns that a project wants filled, and that may be left empty.

use crate::ast::ConstraintKind;
use crate::rule::{Declared, Pass, Rule, fits_any};

pub(super) static RULE: Rule = Rule::new("loose-column", include_str!("../../rules/loose-column.md"), check);

fn check(pass: &mut Pass) {
    let (not_null, default) = (pass.options.boolean("not-null"), pass.options.boolean("default"));
    let exempt = pass.options.strings("exempt");
    for declared in pass.declared_columns() {
        // A column that is added to rows that exist is another matter.
        let Some(column) = declared.definition.filter(|_| declared.create.is_some()) else { continue };
        let filled = column.identity.is_some()
            || column.generated.is_some()
            || declared.data_type.serial_base().is_some();
        if filled || fits_any(&declared.column.name, &exempt) {
            continue;
        }
        let keyed = is_key(&declared);
        if not_null && !column.not_null && !keyed {
            pass.report(
                declared.column.span,
                format!("`{}` may be null: every query has to reckon with that", declared.name()),
            )
            .help(format!("{} {} NOT NULL", declared.column, declared.data_type));
        } else if default && column.default.is_none() && !keyed {
            pass.report(
                declared.column.span,
                format!(
                    "`{}` has no default: an INSERT that does not name it fails or leaves null",
                    declared.name()
                ),
            );
        }
    }
}

fn is_key(declared: &Declared) -> bool {
    let own = declared.definition.into_iter().flat_map(|column| &column.constraints);
    let table = declared.create.into_iter().flat_map(|create| &create.constraints);
    own.chain(table).any(|constraint| match &constraint.kind {
        ConstraintKind::PrimaryKey(key) => {
            key.columns.is_empty() || key.columns.iter().any(|column| column.name == declared.column.name)
        }
        ConstraintKind::NotNull(column) => column.name == declared.column.name,
        _ => false,
    })
}
