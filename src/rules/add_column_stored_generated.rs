//! A stored generated column, which the server computes for every row while the table is locked.

use crate::ast::{ColumnDef, ConstraintKind, quoted};
use crate::rule::{
    Altering, Pass, Rule, bare_default_name, batch, beside, last_trigger, of_new_row, unfilled, unique_index,
};
use crate::version::PgVersion;

pub(super) static RULE: Rule = Rule::new(
    "add-column-stored-generated",
    include_str!("../../rules/add-column-stored-generated.md"),
    check,
);

fn check(pass: &mut Pass) {
    for altering in pass.altering() {
        let Some(column) = altering.added_column() else { continue };
        let Some(generated) = column.generated.as_ref().filter(|generated| generated.stored) else {
            continue;
        };
        if !altering.rewrites() {
            continue;
        }
        let (table, written) = (altering.table, &altering.alter.name);
        let name = &column.name;
        let function = beside(written, &[&name.name, "fill"]);
        let trigger = last_trigger(written, table, name, "fill");
        let expression = pass.text(generated.expr.span);
        let converted = of_new_row(expression, &generated.expr.expr);
        let bare = pass.bare_column(column);
        let pending = unfilled(name, &generated.expr.expr, expression, table);
        let virtual_form = match pass.version >= PgVersion::V18 {
            true => format!(
                "compute it when it is read, which takes an instant to add:\n\
                 ALTER TABLE {written} ADD COLUMN {bare} GENERATED ALWAYS AS ({expression}) VIRTUAL;\n\
                 or, if it must be stored, "
            ),
            false => String::new(),
        };
        let help = format!(
            "{virtual_form}let a trigger fill a plain column for new rows, and fill the old ones in batches:\n\
             ALTER TABLE {written} ADD COLUMN {bare};\n\
             CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS\n    \
             $$ BEGIN NEW.{name} := {converted}; RETURN NEW; END $$;\n\
             CREATE TRIGGER {trigger} BEFORE INSERT OR UPDATE ON {written}\n    \
             FOR EACH ROW EXECUTE FUNCTION {function}();\n\
             -- in batches, each in a transaction of its own, until no row is left:\n{}{}",
            batch(written, table, &format!("{name} = {expression}"), &pending),
            constraints_after(pass, altering, column)
        );
        let message = format!(
            "blocks {} to `{}` while the table and its indexes are rewritten to store `{}` in every row",
            altering.mode.who_waits(),
            table.name,
            name.name
        );
        let finding = pass.report(column.span, message).on(altering.step, table.id).help(help);
        if let Some(held) = &altering.held {
            finding.note(held.note());
        }
    }
}

/// NOT NULL and the keys beside the column, each without a look at the rows under a lock that anyone minds.
fn constraints_after(pass: &Pass, altering: &Altering, column: &ColumnDef) -> String {
    let (table, step) = (&altering.alter.name, altering.step);
    let mut after = String::new();
    let among = std::slice::from_ref(&column.name);
    let mut kinds = column.constraints.iter().map(|constraint| &constraint.kind);
    if column.not_null || kinds.any(|kind| matches!(kind, ConstraintKind::PrimaryKey(_))) {
        after += &format!("\n{}", pass.prove_not_null(table, &[&column.name], step));
    }
    for constraint in &column.constraints {
        let (key, words, suffix) = match &constraint.kind {
            ConstraintKind::PrimaryKey(key) => (key, "PRIMARY KEY", None),
            ConstraintKind::Unique(key) => (key, "UNIQUE", Some("key")),
            _ => continue,
        };
        let wanted = match (&constraint.name, suffix) {
            (Some(name), _) => name.name.to_string(),
            (None, Some(suffix)) => bare_default_name(table, among, suffix),
            (None, None) => format!("{}_pkey", table.name),
        };
        let (built, replacing) = pass.beside_taken(altering, &wanted);
        after += &format!(
            "\n-- its index{alone}:\n{}\n-- {later}:\n\
             ALTER TABLE {table} {replacing}ADD CONSTRAINT {} {words} USING INDEX {built};",
            unique_index(&built, table, key, among),
            quoted(&wanted),
            alone = pass.alone(step),
            later = pass.later(step),
        );
    }
    after
}
