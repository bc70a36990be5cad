//! Rows that are longer than they need be, for the order of their columns.

use crate::ast::{ColumnDef, Persistence, Statement, TypeName};
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("column-alignment", include_str!("../../rules/column-alignment.md"), check);

fn check(pass: &mut Pass) {
    let tolerated = usize::try_from(pass.options.integer("bytes")).unwrap_or_default();
    for step in pass.steps() {
        let Statement::CreateTable(create) = &step.statement.kind else { continue };
        if create.persistence == Persistence::Temporary || create.foreign {
            continue;
        }
        let sized: Vec<(&ColumnDef, usize, usize)> = create
            .columns
            .iter()
            .filter_map(|column| {
                let (length, alignment) = fixed(column.data_type.as_ref()?)?;
                Some((column, length, alignment))
            })
            .collect();
        let mut best = sized.clone();
        best.sort_by_key(|(_, length, alignment)| std::cmp::Reverse((*alignment, length % alignment == 0)));
        let wasted = padding(&sized).saturating_sub(padding(&best));
        if wasted <= tolerated {
            continue;
        }
        let order: Vec<String> = best.iter().map(|(column, ..)| column.name.to_string()).collect();
        pass.report(
            create.name.span,
            format!(
                "every row of `{}` holds {wasted} bytes of padding that another order of its columns saves",
                create.name
            ),
        )
        .help(format!("columns of fixed length first, the long ones before the short: {}", order.join(", ")));
    }
}

/// Length and alignment of a type whose values are all of one length (`pg_type.typlen`, `typalign`).
fn fixed(data_type: &TypeName) -> Option<(usize, usize)> {
    if data_type.schema.is_some() || data_type.array > 0 {
        return None;
    }
    Some(match data_type.name.as_str() {
        "int8" | "float8" | "timestamp" | "timestamptz" | "time" | "money" | "bigserial" | "serial8" => {
            (8, 8)
        }
        "interval" => (16, 8),
        "timetz" => (12, 8),
        "int4" | "float4" | "date" | "oid" | "serial" | "serial4" => (4, 4),
        "int2" | "smallserial" | "serial2" => (2, 2),
        "uuid" => (16, 1),
        "macaddr" => (6, 4),
        "bool" | "char" => (1, 1),
        _ => return None,
    })
}

fn padding(columns: &[(&ColumnDef, usize, usize)]) -> usize {
    let (mut at, mut padding) = (0, 0);
    for (_, length, alignment) in columns {
        let aligned = at + (alignment - at % alignment) % alignment;
        padding += aligned - at;
        at = aligned + length;
    }
    padding
}
