//! Policies that let every row be written.

use crate::ast::{CreatePolicy, Statement};
use crate::rule::{Pass, Rule, list, touches_every_row};

pub(super) static RULE: Rule =
    Rule::new("policy-always-true", include_str!("../../rules/policy-always-true.md"), check);

fn check(pass: &mut Pass) {
    let roles = pass.options.strings("roles");
    for step in pass.steps() {
        let Statement::CreatePolicy(create) = &step.statement.kind else { continue };
        let mut open: Vec<&str> = create.roles.iter().map(|role| role.as_str()).collect();
        if open.is_empty() {
            open.push("public");
        }
        open.retain(|role| roles.contains(role));
        if open.is_empty() || !create.permissive || !lets_all_be_written(create) {
            continue;
        }
        let what = match create.command.as_str() {
            "insert" => "add any row to",
            "update" => "change every row of",
            "delete" => "delete every row of",
            _ => "read and change every row of",
        };
        let who = if open == ["public"] { "every role".to_owned() } else { list(&open) };
        let relation = step.before.resolve(&create.table).map(|table| table.id);
        let finding = pass.report(
            step.span(),
            format!(
                "the policy `{}` lets {who} {what} `{}`: its condition is always true",
                create.name, create.table
            ),
        );
        if let Some(relation) = relation {
            finding.on(step, relation);
        }
        finding.help("say which rows are meant, or name the role that may do it all: TO service_role");
    }
}

fn lets_all_be_written(create: &CreatePolicy) -> bool {
    let is_true = |condition: &Option<crate::ast::ExprAt>| {
        condition.as_ref().is_some_and(|condition| touches_every_row(Some(condition)))
    };
    match create.command.as_str() {
        "select" => false,
        "insert" => is_true(&create.with_check),
        "update" => is_true(&create.using) && (create.with_check.is_none() || is_true(&create.with_check)),
        "delete" => is_true(&create.using),
        _ => is_true(&create.using) && (create.with_check.is_none() || is_true(&create.with_check)),
    }
}
