//! Row level security that lets no row through, or none for some commands.

use crate::ast::{AlterActionKind, Name, ObjectKind, ObjectName, RowSecurity, Statement};
use crate::catalog::{Origin, Relation};
use crate::migration::Step;
use crate::rule::{Pass, Rule, list};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("rls-without-policy", include_str!("../../rules/rls-without-policy.md"), check);

const COMMANDS: [&str; 4] = ["select", "insert", "update", "delete"];

/// A table that shows no row to anybody but its owner.
struct Emptied<'a> {
    span: Span,
    step: &'a Step,
    table: &'a Relation,
    written: &'a ObjectName,
}

fn check(pass: &mut Pass) {
    let new_tables = pass.options.boolean("new-tables");
    let every_command = pass.options.boolean("every-command");
    let mut empty: Vec<Emptied> = Vec::new();
    for step in pass.steps() {
        let Statement::AlterTable(alter) = &step.statement.kind else { continue };
        for action in &alter.actions {
            if !matches!(action.kind, AlterActionKind::RowSecurity(RowSecurity::Enable)) {
                continue;
            }
            // Where it is on already, the statement changes nothing.
            let before = step.before.resolve(&alter.name).filter(|before| !before.row_security);
            let Some(before) = before else { continue };
            let Some(table) = pass.history.end.relation(before.id).filter(|table| table.row_security) else {
                continue;
            };
            // Of a table that nobody made here, the policies are not known either.
            let made = matches!(table.origin, Origin::Created(_));
            if !made || (pass.is_new_relation(&step.before, table.id) && !new_tables) {
                continue;
            }
            let missing = uncovered(table);
            if missing.len() == COMMANDS.len() {
                empty.push(Emptied { span: action.span, step, table, written: &alter.name });
            } else if every_command && !missing.is_empty() {
                pass.report(
                    action.span,
                    format!(
                        "no policy of `{}` lets {} through: it touches no row",
                        table.name,
                        list(&missing)
                    ),
                )
                .on(step, table.id)
                .help("add a policy for the command, or say in a comment that it is not to be used");
            } else if let Some((role, command)) = shut_out(pass, table, &missing) {
                let words = command.to_uppercase();
                let what = match command {
                    "insert" => "is refused every INSERT into",
                    "select" => "finds no row in",
                    _ => "changes no row of",
                };
                pass.report(
                    action.span,
                    format!(
                        "`{role}`, which has the right to {words}, {what} `{}` from here on: no policy is for that command",
                        table.name
                    ),
                )
                .on(step, table.id)
                .help(format!(
                    "make a policy for it in the same transaction:\nCREATE POLICY … ON {} FOR {words} …;",
                    alter.name
                ));
            }
        }
    }
    report(pass, &empty);
    for index in 0..pass.steps().len() {
        report_dropped(pass, index);
    }
}

/// The last permissive policy goes, or the owner no longer passes by.
fn report_dropped(pass: &mut Pass, index: usize) {
    let step = &pass.steps()[index];
    let (name, span) = match &step.statement.kind {
        Statement::Drop(drop) if drop.kind == ObjectKind::Policy => match drop.objects.last() {
            Some(object) => (&object.name, step.span()),
            None => return,
        },
        Statement::AlterTable(alter) => {
            let forced = alter
                .actions
                .iter()
                .find(|action| matches!(action.kind, AlterActionKind::RowSecurity(RowSecurity::Force)));
            match forced {
                Some(action) => (&alter.name, action.span),
                None => return,
            }
        }
        _ => return,
    };
    let Some(table) = pass.in_use(&step.before, name).filter(|table| table.row_security) else { return };
    let Some(after) = pass.up().map(|up| up.after_step(index)) else { return };
    let open = |table: &Relation| uncovered(table).len() < COMMANDS.len();
    let end = pass.history.end.relation(table.id).filter(|end| end.row_security);
    let made = matches!(table.origin, Origin::Created(_));
    let stays_empty =
        end.is_some_and(|end| !open(end)) && after.relation(table.id).is_some_and(|after| !open(after));
    if !made || !stays_empty || pass.may_make_anew(step) {
        return;
    }
    let dropped = matches!(step.statement.kind, Statement::Drop(_));
    let message = match dropped {
        true if !open(table) => return,
        true => format!(
            "whoever is not its owner finds `{}` empty from here on: this was the last policy that let a row through",
            table.name
        ),
        false => {
            format!("its owner too finds `{}` empty from here on: no policy lets a row through", table.name)
        }
    };
    pass.report(span, message).on(step, table.id).help(format!(
        "make the policies that take its place in the same transaction:\nCREATE POLICY … ON {name} USING (…);"
    ));
}

/// One finding for a migration, however many tables it closes.
fn report(pass: &mut Pass, empty: &[Emptied]) {
    let Some((first, others)) = empty.split_first() else { return };
    let also = match others.len() {
        0 => String::new(),
        1 => format!(" and `{}`", others[0].table.name),
        more => format!(" and {more} more tables"),
    };
    let finding = pass.report(
        first.span,
        format!(
            "whoever is not its owner finds `{}`{also} empty from here on: row level security is on, and no policy lets a \
             row through",
            first.table.name
        ),
    );
    finding.on(first.step, first.table.id).help(format!(
        "make the policies in the same transaction:\nCREATE POLICY … ON {} USING (…);",
        first.written
    ));
    for other in others {
        finding.label_here(other.span, format!("`{}` too", other.table.name));
    }
}

/// A role that has had the right by now to a command that no policy is for, and keeps it. What comes with ALL is not asked
/// for by name.
fn shut_out<'t>(
    pass: &Pass,
    table: &'t Relation,
    missing: &[&'static str],
) -> Option<(&'t Name, &'static str)> {
    let now = pass.up()?.after.relation(table.id)?;
    let granted = table.grants.iter().filter(|grant| now.grants.contains(grant));
    granted.into_iter().find_map(|(privilege, role)| {
        let command = missing.iter().find(|command| *privilege == **command)?;
        let owns = table.owner.as_ref() == Some(role);
        // Whoever has not logged in is rarely meant to write, whatever the platform has granted it.
        let is_meant = role != "service_role" && (role != "anon" || *command == "select");
        (!owns && is_meant).then_some((role, *command))
    })
}

/// The commands that no permissive policy is for.
fn uncovered(table: &Relation) -> Vec<&'static str> {
    let permissive = || table.policies.iter().filter(|policy| policy.permissive);
    let covers = |command: &Name, wanted: &str| command == "all" || command == wanted;
    let missing = COMMANDS.into_iter();
    missing.filter(|wanted| !permissive().any(|policy| covers(&policy.command, wanted))).collect()
}
