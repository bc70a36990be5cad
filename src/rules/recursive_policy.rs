//! Policies that read the table they are on, by themselves or through the policies of other tables.

use crate::ast::{AlterActionKind, ObjectName, RowSecurity, Statement};
use crate::catalog::{Catalog, Command, Hop, PolicyLoop, Relation};
use crate::diagnostic::Label;
use crate::migration::{PolicyCircle, Step};
use crate::rule::{Pass, Rule, list};
use crate::source::Span;

mod words;

use words::{Reading, asking, help, way, who};

pub(super) static RULE: Rule =
    Rule::new("recursive-policy", include_str!("../../rules/recursive-policy.md"), check);

/// A command that a statement makes fail, and the policies that go around.
struct Closed<'a> {
    circle: &'a PolicyCircle,
    around: PolicyLoop,
}

fn check(pass: &mut Pass) {
    let Some(up) = pass.up().filter(|_| !pass.history.policy_circles().is_empty()) else { return };
    for (at, step) in up.steps.iter().enumerate() {
        let Some((written, span)) = closes(step) else { continue };
        let after = up.after_step(at);
        let closed: Vec<Closed> = pass
            .history
            .policy_circles()
            .iter()
            .filter_map(|circle| {
                let around = around(after, circle)?;
                let new = self::around(&step.before, circle).is_none();
                (new && stays(pass, after, &around)).then_some(Closed { circle, around })
            })
            .collect();
        let Some(table) = after.resolve(written) else { continue };
        let own = |closed: &&Closed| closed.circle.table == table.id;
        let whole = |closed: &&Closed| closed.circle.command == Command::Select;
        let first = closed.iter().find(|closed| own(closed) && whole(closed));
        let first = first.or_else(|| closed.iter().find(whole)).or_else(|| closed.iter().find(own));
        if let Some(first) = first.or(closed.first()) {
            report(pass, (step, span), after, first, &closed);
        }
    }
}

/// The table of a statement after which more policies apply than before, or others.
fn closes(step: &Step) -> Option<(&ObjectName, Span)> {
    match &step.statement.kind {
        Statement::CreatePolicy(create) => Some((&create.table, create.name.span)),
        Statement::AlterPolicy(alter) => Some((&alter.table, alter.name.span)),
        Statement::AlterTable(alter) => {
            let enables = |kind: &AlterActionKind| {
                matches!(kind, AlterActionKind::RowSecurity(RowSecurity::Enable | RowSecurity::Force))
            };
            let action = alter.actions.iter().find(|action| enables(&action.kind))?;
            Some((&alter.name, action.span))
        }
        _ => None,
    }
}

fn around(catalog: &Catalog, circle: &PolicyCircle) -> Option<PolicyLoop> {
    let roles = match circle.roles.first() {
        Some(role) => catalog.acts_as(role),
        None => Vec::new(),
    };
    catalog.policy_loop(circle.table, circle.command, &roles)
}

/// Whether the same policies are there at the end of the history: none has been made anew since.
fn stays(pass: &Pass, after: &Catalog, around: &PolicyLoop) -> bool {
    around.hops.iter().chain([&around.again]).all(|hop| {
        let then = policy_of(after, hop);
        let now = policy_of(&pass.history.end, hop);
        then.zip(now).is_some_and(|((_, then), (_, now))| then.origin == now.origin)
    })
}

fn policy_of<'a>(catalog: &'a Catalog, hop: &Hop) -> Option<Reading<'a>> {
    let table = catalog.relation(hop.table)?;
    Some((table, table.policy(&hop.policy)?))
}

fn report(pass: &mut Pass, (step, span): (&Step, Span), after: &Catalog, first: &Closed, closed: &[Closed]) {
    let around = first.around.hops.iter().chain([&first.around.again]);
    let hops: Vec<Reading> = around.filter_map(|hop| policy_of(after, hop)).collect();
    let (Some(asked), Some((again, _))) = (after.relation(first.circle.table), hops.last()) else { return };
    let failing = |table: &Relation| {
        let commands = closed.iter().filter(|closed| closed.circle.table == table.id);
        commands.map(|closed| closed.circle.command).collect::<Vec<_>>()
    };
    let mut together: Vec<&Relation> = vec![asked];
    let mut others: Vec<&Relation> = Vec::new();
    let whole = |table: &Relation| failing(table).contains(&Command::Select);
    for (table, _) in &hops {
        let known = together.iter().any(|known| known.id == table.id);
        if first.circle.command == Command::Select && whole(table) && !known {
            together.push(table);
        }
    }
    for table in closed.iter().filter_map(|closed| after.relation(closed.circle.table)) {
        if !together.iter().chain(&others).any(|known| known.id == table.id) {
            others.push(table);
        }
    }
    let names = list(together.iter().map(|table| &table.name));
    let message = format!(
        "{} fails with `infinite recursion detected in policy for relation \"{}\"` for {}: {}",
        asking(&failing(asked), &names),
        again.name.name,
        who(&first.circle.roles, &hops),
        way(first.circle.command, &hops)
    );
    let labels = labels(pass, step, &hops);
    let finding = pass.report(span, message).on(step, asked.id).help(help(&hops, step_table(step, after)));
    finding.labels.extend(labels);
    for other in others {
        let name = format!("`{}`", other.name);
        finding.note(format!("so does {}", asking(&failing(other), &name)));
    }
}

/// Where the other policies of the circle are made.
fn labels(pass: &Pass, step: &Step, hops: &[Reading]) -> Vec<Label> {
    let here = pass.up().map(|up| up.id);
    let mut labels: Vec<Label> = Vec::new();
    for pair in hops.windows(2) {
        let [(_, policy), (read, _)] = pair else { continue };
        let own = policy.origin.created().is_some_and(|made| {
            Some(made.script) == here && step.span().range().contains(&(made.span.start as usize))
        });
        if !own {
            let text = format!("`{}` reads `{}`", policy.name, read.name);
            labels.extend(pass.label_created(policy.origin, text));
        }
    }
    labels
}

fn step_table<'a>(step: &Step, after: &'a Catalog) -> Option<&'a Relation> {
    after.resolve(closes(step)?.0)
}
