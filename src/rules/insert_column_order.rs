//! INSERT … SELECT that puts the values of one column into another, which only their order has brought together.

use rustc_hash::FxHashSet;

use crate::ast::{Identity, Name, Statement, quoted};
use crate::effects::placement;
use crate::rule::{Pass, Rule, list};

pub(super) static RULE: Rule =
    Rule::new("insert-column-order", include_str!("../../rules/insert-column-order.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::Insert(insert) = &step.statement.kind else { continue };
        if step.effects.failure.is_some() {
            continue;
        }
        let placement = placement(&step.before, insert);
        let Some(placement) = placement.filter(|placement| !placement.written_out) else { continue };
        // The server takes values for such a column only where OVERRIDING says so.
        if placement.pairs.iter().any(|(column, _)| column.identity == Some(Identity::Always)) {
            continue;
        }
        let astray = placement.astray();
        let Some((first_to, first_from)) = astray.first() else { continue };
        let (table, read) = (placement.table, placement.read);
        let more = match astray.as_slice() {
            [_, (to, from)] => format!(", and those of `{from}` in `{to}`"),
            [_, rest @ ..] if !rest.is_empty() => {
                format!(", and so those of {}", list(rest.iter().map(|(_, from)| from)))
            }
            _ => String::new(),
        };
        let takes_values = table
            .columns
            .iter()
            .filter(|column| column.generated.is_none() && column.identity != Some(Identity::Always));
        let takes_values: FxHashSet<&Name> = takes_values.map(|column| &column.name).collect();
        let shared: Vec<String> = read
            .columns
            .iter()
            .filter(|column| takes_values.contains(&column.name))
            .map(|column| quoted(&column.name).into_owned())
            .collect();
        let shared = shared.join(", ");
        let message = format!(
            "stores the values of `{}.{first_from}` in `{}.{first_to}`{more}: the columns go by their order, not by their names",
            read.name, table.name
        );
        pass.report(step.span(), message).on(step, table.id).help(format!(
            "name the columns on both sides:\nINSERT INTO {} ({shared})\n    SELECT {shared} FROM {} …;",
            insert.table, read.name
        ));
    }
}
