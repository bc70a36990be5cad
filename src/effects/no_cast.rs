//! Casts that are written and that the server does not have.

use super::column_type::{Context, built_in, cast, is_string, same_type};
use super::expression_type::ColumnTypes;
use super::prediction::Prediction;
use super::type_change::{bare_type_words, type_words};
use crate::ast::{Expr, TypeName};
use crate::catalog::{Catalog, Column, TypeDefKind};

/// Casts between built-in types that must be written (pg_cast.castcontext = 'e' in PostgreSQL 12 to 18).
const WRITTEN_ONLY: &[(&str, &[&str])] = &[
    ("bit", &["int4", "int8"]),
    ("bool", &["int4"]),
    ("int4", &["bool", "bit"]),
    ("int8", &["bit"]),
    ("jsonb", &["bool", "numeric", "int2", "int4", "int8", "float4", "float8"]),
    ("box", &["point", "circle", "lseg"]),
    ("circle", &["point", "box", "polygon"]),
    ("lseg", &["point"]),
    ("polygon", &["point", "circle", "box"]),
    // PostgreSQL 18
    ("bytea", &["int2", "int4", "int8"]),
    ("int2", &["bytea"]),
    ("int4", &["bytea"]),
    ("int8", &["bytea"]),
];

impl<'a> Prediction<'a> {
    /// What USING casts to a type for which there is no cast, or leaves of a type that no assignment takes.
    pub(super) fn refuse_using(
        &mut self,
        using: &Expr,
        (column, old): (&Column, &TypeName),
        new: &TypeName,
        unfit: bool,
    ) {
        let mut types = ColumnTypes::of_new(self.before, &[]);
        types.put(&column.name, old);
        let mut refused = None;
        using.walk(&mut |part| {
            let Expr::Cast { expr, to } = part else { return };
            let from = types.of_expr(expr).filter(|from| lacks_cast(self.before, from, &types.base(to)));
            refused = from.map(|from| (from, (**to).clone())).or(refused.take());
        });
        if let Some((from, to)) = refused {
            self.fail_for(
                "42846",
                format!("cannot cast type {} to {}", bare_type_words(&from), bare_type_words(&to)),
                column.origin.created(),
            );
        } else if unfit {
            let message = format!(
                "result of USING clause for column \"{}\" cannot be cast automatically to type {}",
                column.name,
                type_words(new)
            );
            self.fail_for("42804", message, column.origin.created());
        }
    }
}

/// Whether there is no cast from one type to another, whoever writes it.
fn lacks_cast(catalog: &Catalog, from: &TypeName, to: &TypeName) -> bool {
    let is_enum = |of: &TypeName| {
        catalog.column_type(of).is_some_and(|known| matches!(known.kind, TypeDefKind::Enum { .. }))
    };
    let element = |of: &TypeName| TypeName { array: 0, ..of.clone() };
    let settled = |of: &TypeName| {
        let of = &element(of);
        is_enum(of) || built_in(of) && catalog.column_type(of).is_none()
    };
    if catalog.has_own_casts()
        || same_type(from, to)
        || is_string(from)
        || is_string(to)
        || !settled(from)
        || !settled(to)
    {
        return false;
    }
    match (from.array > 0, to.array > 0) {
        (true, true) => lacks_cast(catalog, &element(from), &element(to)),
        (false, false) => {
            let (source, target) = (from.name.as_str(), to.name.as_str());
            let written = WRITTEN_ONLY.iter().any(|(of, targets)| *of == source && targets.contains(&target));
            !written && cast(catalog, from, to, Context::Assignment, true).is_err()
        }
        _ => true,
    }
}
