//! Policies of tables in use that come, go or change.

use crate::ast::{ObjectKind, ObjectName, Statement};
use crate::migration::Step;
use crate::rule::{Pass, Rule};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("policy-change", include_str!("../../rules/policy-change.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        match &step.statement.kind {
            Statement::CreatePolicy(create) if !create.permissive => report(
                pass,
                step,
                &create.table,
                create.name.span,
                format!(
                    "rows of `{}` that `{}` does not let through vanish for the running application",
                    create.table, create.name
                ),
            ),
            Statement::CreatePolicy(create) => report(
                pass,
                step,
                &create.table,
                create.name.span,
                format!("`{}` lets more rows of `{}` through than before", create.name, create.table),
            ),
            Statement::AlterPolicy(alter) => report(
                pass,
                step,
                &alter.table,
                alter.name.span,
                format!("who sees which rows of `{}` changes with the policy `{}`", alter.table, alter.name),
            ),
            Statement::Drop(drop) if drop.kind == ObjectKind::Policy => {
                for object in &drop.objects {
                    let Some(policy) = &object.part else { continue };
                    report(
                        pass,
                        step,
                        &object.name,
                        policy.span,
                        format!(
                            "rows of `{}` that only `{policy}` let through vanish for the running application",
                            object.name
                        ),
                    );
                }
            }
            _ => {}
        }
    }
}

fn report(pass: &mut Pass, step: &Step, table: &ObjectName, span: Span, message: String) {
    let Some(relation) =
        pass.in_use(&step.before, table).filter(|table| table.row_security || !table.columns_known)
    else {
        return;
    };
    pass.report(span, message)
        .on(step, relation.id)
        .help("have someone who knows the access rules look at it, and allow the finding with their name");
}
