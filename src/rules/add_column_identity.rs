//! An identity column on a table in use: every row is written anew with a number of its own.

use crate::ast::Identity;
use crate::rule::{Pass, Rule, batch, beside};

pub(super) static RULE: Rule =
    Rule::new("add-column-identity", include_str!("../../rules/add-column-identity.md"), check);

fn check(pass: &mut Pass) {
    for altering in pass.altering() {
        let Some(column) = altering.added_column() else { continue };
        let Some(identity) = column.identity else { continue };
        if !altering.rewrites() {
            continue;
        }
        let (step, table, written) = (altering.step, altering.table, &altering.alter.name);
        let name = &column.name;
        let always = match identity {
            Identity::Always => "ALWAYS",
            Identity::ByDefault => "BY DEFAULT",
        };
        let fill = beside(written, &[&name.name, "fill"]);
        let help = format!(
            "number the rows from a sequence first, and make the column an identity when all have a number:\n\
             CREATE SEQUENCE {fill};\n\
             ALTER TABLE {written} ADD COLUMN {bare};\n\
             ALTER TABLE {written} ALTER COLUMN {name} SET DEFAULT nextval('{fill}');\n\
             -- in batches, each in a transaction of its own, until no row is left:\n\
             {batch}\n\
             -- {later}:\n\
             {proof}\n\
             -- then, in one transaction:\n\
             ALTER TABLE {written} ALTER COLUMN {name} DROP DEFAULT;\n\
             ALTER TABLE {written} ALTER COLUMN {name} ADD GENERATED {always} AS IDENTITY;\n\
             SELECT setval(pg_get_serial_sequence('{written}', '{plain}'), nextval('{fill}'));\n\
             DROP SEQUENCE {fill};",
            bare = pass.bare_column(column),
            batch = batch(written, table, &format!("{name} = DEFAULT"), &format!("{name} IS NULL")),
            later = pass.later(step),
            proof = pass.prove_not_null(written, &[name], step),
            plain = name.name,
        );
        let message = format!(
            "blocks {} to `{}` while the table and its indexes are rewritten to number every row in `{}`",
            altering.mode.who_waits(),
            table.name,
            name.name
        );
        let finding = pass.report(column.span, message).on(step, table.id).help(help);
        if let Some(held) = &altering.held {
            finding.note(held.note());
        }
    }
}
