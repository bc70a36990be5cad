//! A constraint of a domain that is checked in every table with a column of it, which nobody can write to meanwhile.

use crate::ast::{AlterDomain, AlterDomainAction, Statement};
use crate::catalog::Relation;
use crate::diagnostic::{Edit, Severity};
use crate::effects::LockReason;
use crate::migration::Step;
use crate::rule::{Pass, Rule, list};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("domain-constraint-scan", include_str!("../../rules/domain-constraint-scan.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::AlterDomain(alter) = &step.statement.kind else { continue };
        let tables: Vec<&Relation> = step
            .effects
            .locks
            .iter()
            .filter(|lock| lock.reason == LockReason::Dependent && lock.mode.blocks_writes())
            .filter(|lock| !pass.is_new_relation(&step.before, lock.relation))
            .filter_map(|lock| step.before.relation(lock.relation))
            .collect();
        if let Some(first) = tables.first() {
            report(pass, step, alter, &tables, first);
        }
    }
}

fn report(pass: &mut Pass, step: &Step, alter: &AlterDomain, tables: &[&Relation], first: &Relation) {
    let Some(mode) = step.effects.lock_on(first.id) else { return };
    let message = format!(
        "blocks {} to {} while every row is read: they have columns of the domain `{}`",
        mode.who_waits(),
        list(tables.iter().map(|table| &table.name)),
        alter.name
    );
    let message =
        if tables.len() == 1 { message.replace("they have columns", "it has a column") } else { message };
    let end = Span { start: step.span().end, end: step.span().end };
    let finding = pass.report(step.span(), message).on(step, first.id);
    match &alter.action {
        AlterDomainAction::AddConstraint(constraint) => {
            finding.help(format!(
                "let it hold for new values only, which reads no table, and validate it at a quiet time, since that blocks \
                 {} as well:\n{} NOT VALID;",
                mode.who_waits(),
                finding.source.slice(step.span()).split_whitespace().collect::<Vec<_>>().join(" "),
            ));
            if constraint.name.is_some() {
                let edit = Edit { span: end, replacement: " NOT VALID".into() };
                finding.unsafe_fix("add NOT VALID, to be validated at a quiet time", vec![edit]);
            }
        }
        AlterDomainAction::ValidateConstraint(_) => {
            finding
                .severity(Severity::Warning)
                .note("VALIDATE of a table's own constraint lets writes through; of a domain's it does not")
                .help("run it at a quiet time with a lock_timeout; what must be validated under load belongs in a CHECK of each table");
        }
        _ => {
            finding.help(
                "leave the domain as it is, and make the columns NOT NULL one by one, each after a validated CHECK proves it",
            );
        }
    }
}
