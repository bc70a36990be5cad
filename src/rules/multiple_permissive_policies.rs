//! Several permissive policies for the same role and command.

use crate::ast::{Name, Statement};
use crate::catalog::Policy;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule = Rule::new(
    "multiple-permissive-policies",
    include_str!("../../rules/multiple-permissive-policies.md"),
    check,
);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::CreatePolicy(create) = &step.statement.kind else { continue };
        let Some(before) = step.before.resolve(&create.table) else { continue };
        let Some(table) = pass.history.end.relation(before.id) else { continue };
        let Some(own) = table.policy(&create.name.name).filter(|own| own.permissive) else { continue };
        let earlier = before.policies.iter().filter(|other| table.policy(&other.name).is_some());
        let Some(other) = earlier.into_iter().find(|other| other.permissive && meet(own, other)) else {
            continue;
        };
        let label = pass.label_created(other.origin, format!("`{}` is created here", other.name));
        pass.report(
            create.name.span,
            format!(
                "a row of `{}` passes when `{}` or `{}` lets it through, and both are evaluated for every row",
                table.name, other.name, own.name
            ),
        )
        .on(step, table.id)
        .label(label)
        .help("put both conditions into one policy with OR, or narrow one of them: AS RESTRICTIVE");
    }
}

/// Whether two policies are asked for one role and one command.
fn meet(one: &Policy, other: &Policy) -> bool {
    let all = |name: &Name, everything: &str| name == everything;
    let commands = one.command == other.command || all(&one.command, "all") || all(&other.command, "all");
    let open =
        |policy: &Policy| policy.roles.is_empty() || policy.roles.iter().any(|role| all(role, "public"));
    let roles = open(one) || open(other) || one.roles.iter().any(|role| other.roles.contains(role));
    commands && roles
}
