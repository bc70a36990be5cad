//! A CHECK that says NOT NULL, where the server has NOT NULL … NOT VALID (PostgreSQL 18).

use crate::ast::{ConstraintKind, Expr};
use crate::rule::{Pass, Rule};
use crate::version::PgVersion;

pub(super) static RULE: Rule =
    Rule::new("prefer-not-null-not-valid", include_str!("../../rules/prefer-not-null-not-valid.md"), check);

fn check(pass: &mut Pass) {
    if pass.version < PgVersion::V18 {
        return;
    }
    for written in pass.written_constraints() {
        let ConstraintKind::Check(condition) = &written.constraint.kind else { continue };
        let Expr::IsNull { expr, negated: true } = &condition.expr else { continue };
        let Expr::Column(parts) = &**expr else { continue };
        let (Some(column), Some(table)) = (parts.last(), written.after.resolve(written.table)) else {
            continue;
        };
        if !written.constraint.not_valid {
            continue;
        }
        let name = match &written.constraint.name {
            Some(name) => name.to_string(),
            None => crate::ast::quoted(&format!("{}_{column}_not_null", written.table.name)).into_owned(),
        };
        let column = crate::ast::quoted(column);
        let message = format!("`{}` needs no check to make `{column}` NOT NULL", table.name);
        pass.report(written.constraint.span, message).on(written.step, table.id).help(format!(
            "say it directly; VALIDATE CONSTRAINT then makes the column NOT NULL, and there is no helper to drop:\n\
             ALTER TABLE {} ADD CONSTRAINT {name} NOT NULL {column} NOT VALID;",
            written.table
        ));
    }
}
