//! A column whose default differs from row to row, so that the whole table is written anew.

use crate::ast::{ColumnDef, ExprAt, Ident, Volatility};
use crate::effects::{FunctionVolatility, Unknown, calls_left, function_volatility};
use crate::rule::{Altering, Pass, Rule, batch};

pub(super) static RULE: Rule = Rule::new(
    "add-column-volatile-default",
    include_str!("../../rules/add-column-volatile-default.md"),
    check,
);

/// A statement has one finding, also where it adds several such columns: the table is written once.
fn check(pass: &mut Pass) {
    let altering = pass.altering();
    let volatile: Vec<(&Altering, &ColumnDef, &ExprAt)> = altering
        .iter()
        .filter_map(|altering| {
            let column = altering.added_column()?;
            let default = column.default.as_ref().filter(|default| is_volatile(altering, default))?;
            altering.rewrites().then_some((altering, column, default))
        })
        .collect();
    for together in volatile.chunk_by(|one, other| std::ptr::eq(one.0.step, other.0.step)) {
        report(pass, together);
    }
}

/// Whether it has to be computed for every row. A rewrite can also come from the column's domain.
fn is_volatile(altering: &Altering, default: &ExprAt) -> bool {
    calls_left(&default.expr).into_iter().any(|call| match function_volatility(call, &altering.step.before) {
        FunctionVolatility::Known(volatility) => volatility == Volatility::Volatile,
        FunctionVolatility::Unknown => true,
    })
}

fn report(pass: &mut Pass, together: &[(&Altering, &ColumnDef, &ExprAt)]) {
    let Some((altering, first, _)) = together.first() else { return };
    let (step, table, written) = (altering.step, altering.table, &altering.alter.name);
    let mut add = Vec::new();
    let mut set = Vec::new();
    let mut fill = Vec::new();
    for (_, column, default) in together {
        let name = &column.name;
        add.push(format!("ADD COLUMN {}", pass.bare_column(column)));
        set.push(format!("ALTER COLUMN {name} SET DEFAULT {}", pass.text(default.span)));
        fill.push(format!("{name} = DEFAULT"));
    }
    let mut help = format!(
        "add it empty, give new rows the default, and fill the old ones in batches:\n\
         ALTER TABLE {written} {};\nALTER TABLE {written} {};\n\
         -- in batches, each in a transaction of its own, until no row is left:\n{}",
        add.join(", "),
        set.join(", "),
        batch(written, table, &fill.join(", "), &format!("{} IS NULL", first.name))
    );
    let required: Vec<&Ident> =
        together.iter().filter(|(_, column, _)| column.not_null).map(|(_, column, _)| &column.name).collect();
    if !required.is_empty() {
        help += &format!("\n-- {}:\n{}", pass.later(step), pass.prove_not_null(written, &required, step));
    }
    let mut computed: Vec<String> =
        together.iter().map(|(_, _, default)| format!("`{}`", pass.short(default.span, 60))).collect();
    computed.dedup();
    let message = format!(
        "blocks {} to `{}` while the table and its indexes are rewritten: {} is computed anew for every row",
        altering.mode.who_waits(),
        table.name,
        computed.join(" and ")
    );
    let finding = pass.report(first.span, message).on(step, table.id).help(help);
    for (_, _, default) in together {
        for call in calls_left(&default.expr) {
            if step.effects.unknowns.contains(&Unknown::Volatility(call.name.clone())) {
                finding.note(format!(
                    "`{}` is neither built in nor made here: it is taken to be volatile",
                    call.name_at(default.span)
                ));
            }
        }
    }
    if let Some(held) = &altering.held {
        finding.note(held.note());
    }
}
