//! A column of a domain with a constraint, which the server checks row by row even where every row gets a null.

use crate::rule::{Pass, Rule, default_name};

pub(super) static RULE: Rule = Rule::new(
    "add-column-constrained-domain",
    include_str!("../../rules/add-column-constrained-domain.md"),
    check,
);

fn check(pass: &mut Pass) {
    for altering in pass.altering() {
        let Some(column) = altering.added_column() else { continue };
        let Some(data_type) = &column.data_type else { continue };
        if column.identity.is_some() || column.generated.is_some() || !altering.rewrites() {
            continue;
        }
        // The type under the domain, and under the domains that it is made of.
        let Some(base) = altering.step.before.domains_of(data_type).last().map(|domain| domain.base) else {
            continue;
        };
        let without = crate::ast::AlterActionKind::AddColumn {
            column: Box::new(crate::ast::ColumnDef { data_type: Some(base.clone()), ..column.clone() }),
            if_not_exists: false,
        };
        // A volatile default rewrites the table whatever the type is.
        if altering.effects_if(without).rewrites(altering.table.id) {
            continue;
        }
        let (step, table, written) = (altering.step, altering.table, &altering.alter.name);
        let check = default_name(written, std::slice::from_ref(&column.name), "check");
        let default = column.default.as_ref().map(|default| format!(" DEFAULT {}", pass.text(default.span)));
        let not_null = if column.not_null { " NOT NULL" } else { "" };
        let help = format!(
            "give the column the domain's base type, and say what the domain says in a check of the table:\n\
             ALTER TABLE {written} ADD COLUMN {} {base}{}{not_null};\n\
             ALTER TABLE {written} ADD CONSTRAINT {check} CHECK (…) NOT VALID;\n\
             -- {}:\nALTER TABLE {written} VALIDATE CONSTRAINT {check};",
            column.name,
            default.unwrap_or_default(),
            pass.later(step)
        );
        let message = format!(
            "blocks {} to `{}` while the table and its indexes are rewritten: the domain {data_type} has constraints, \
             which are checked for every row",
            altering.mode.who_waits(),
            table.name
        );
        let finding = pass.report(column.span, message).on(step, table.id).help(help);
        if let Some(held) = &altering.held {
            finding.note(held.note());
        }
    }
}
