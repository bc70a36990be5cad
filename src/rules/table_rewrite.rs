//! Statements whose purpose is to write a table anew: another storage, another expression, VACUUM FULL, CLUSTER.

use crate::ast::{AlterActionKind, ObjectKind, ObjectName, Statement};
use crate::catalog::Relation;
use crate::effects::WorkKind;
use crate::lock::LockMode;
use crate::migration::Step;
use crate::rule::{Altering, Pass, Rule, list, swap_for_new};
use crate::source::Span;
use crate::version::PgVersion;

pub(super) static RULE: Rule =
    Rule::new("table-rewrite", include_str!("../../rules/table-rewrite.md"), check);

/// What is said of one rewrite: what happens while everyone waits, what else is true, what to do instead.
struct Said {
    meanwhile: String,
    note: Option<&'static str>,
    help: String,
}

fn check(pass: &mut Pass) {
    for altering in pass.altering() {
        if altering.rewrites()
            && let Some(said) = of_action(pass, altering)
        {
            let Altering { step, table, mode, action, .. } = &altering;
            let message = format!("blocks {} to `{}` while {}", mode.who_waits(), table.name, said.meanwhile);
            let finding = pass.report(action.span, message).on(step, table.id).help(said.help);
            finding.notes.extend(said.note.map(str::to_owned));
            finding.notes.extend(altering.held.as_ref().map(|held| held.note()));
        }
    }
    for step in pass.steps() {
        match &step.statement.kind {
            Statement::Vacuum(vacuum) if vacuum.full => report_maintenance(pass, step, "VACUUM FULL"),
            Statement::ClusterTable(_) => report_maintenance(pass, step, "CLUSTER"),
            Statement::Other(command @ "ALTER TABLE ALL IN TABLESPACE") => {
                pass.report(
                    step.span(),
                    "blocks every read and write to each table of the tablespace, until all of them are copied",
                )
                .note(format!("{command} takes all the locks before it copies the first table"))
                .help("move the tables one by one, each in a migration of its own");
            }
            Statement::AlterTable(alter) if alter.kind == ObjectKind::Index => {
                for action in &alter.actions {
                    if let AlterActionKind::SetTablespace { tablespace } = &action.kind {
                        report_index(pass, step, &alter.name, tablespace, action.span);
                    }
                }
            }
            _ => {}
        }
    }
}

fn of_action(pass: &Pass, altering: &Altering) -> Option<Said> {
    let table = &altering.alter.name;
    let swap = || {
        format!(
            "run it in a maintenance window, or let a new table take this one's place:\n{}",
            swap_for_new(table, pass.text(altering.action.span))
        )
    };
    Some(match &altering.action.kind {
        AlterActionKind::SetLogged { logged: true } => Said {
            meanwhile: "it is rewritten and every row of it goes to the WAL".to_owned(),
            note: None,
            help: swap(),
        },
        AlterActionKind::SetLogged { logged: false } => Said {
            meanwhile: "the table and its indexes are rewritten".to_owned(),
            note: Some("an unlogged table is empty after a crash, and replicas never have its rows"),
            help: "leave it logged; for rows that can be lost, make an unlogged table of its own".to_owned(),
        },
        AlterActionKind::SetTablespace { tablespace } => Said {
            meanwhile: format!("its rows are copied to the tablespace `{tablespace}`"),
            note: Some("its indexes stay where they are"),
            help: swap(),
        },
        AlterActionKind::SetAccessMethod { .. } => Said {
            meanwhile: "the table and its indexes are rewritten for another access method".to_owned(),
            note: None,
            help: swap(),
        },
        AlterActionKind::SetExpression { column, .. } => Said {
            meanwhile: format!(
                "the table and its indexes are rewritten to compute `{}` for every row",
                column.name
            ),
            note: None,
            help: match pass.version >= PgVersion::V18 {
                true => "let a virtual column, which is computed when it is read, take its place:\n\
                         ALTER TABLE … ADD COLUMN … GENERATED ALWAYS AS (…) VIRTUAL;"
                    .replacen('…', &table.to_string(), 1),
                false => format!(
                    "let a plain column take the place of `{}`, which a trigger computes and batches of UPDATE fill",
                    column.name
                ),
            },
        },
        _ => return None,
    })
}

/// `VACUUM FULL` and `CLUSTER`, which give space back or sort the rows while nobody can use them.
fn report_maintenance(pass: &mut Pass, step: &Step, command: &str) {
    let rewritten: Vec<&Relation> = step
        .effects
        .work
        .iter()
        .filter(|work| work.kind == WorkKind::Rewrite)
        .filter(|work| !pass.is_new_relation(&step.before, work.relation))
        .filter_map(|work| step.before.relation(work.relation))
        .collect();
    let every_table = match &step.statement.kind {
        Statement::Vacuum(vacuum) => vacuum.tables.is_empty(),
        Statement::ClusterTable(cluster) => cluster.table.is_none(),
        _ => false,
    };
    let tables = match every_table {
        true => "every table of the database, one after the other,".to_owned(),
        false if rewritten.is_empty() => return,
        false => list(rewritten.iter().map(|table| &table.name)),
    };
    let mode = rewritten.first().and_then(|table| step.effects.lock_on(table.id));
    let who = mode.unwrap_or(LockMode::AccessExclusive).who_waits();
    let finding = pass
        .report(
            step.span(),
            format!("blocks {who} to {tables} while the rows and indexes are written anew"),
        )
        .note(format!("{command} needs as much free disk as what it writes"))
        .help(
            "leave it out of the migration: plain VACUUM makes the space usable again and blocks nobody, and pg_repack \
             rewrites a table while it is in use",
        );
    if let Some(table) = rewritten.first() {
        finding.on(step, table.id);
    }
}

/// An index that is copied: readers of its table wait for the lock on it.
fn report_index(pass: &mut Pass, step: &Step, name: &ObjectName, tablespace: &str, span: Span) {
    let Some(index) = pass.in_use(&step.before, name) else { return };
    let Some(table) = step.before.table_of(index.id) else { return };
    let Some(mode) = step.effects.lock_on(index.id) else { return };
    if !step.effects.builds_index_on(table.id) || pass.is_new_relation(&step.before, table.id) {
        return;
    }
    let message = format!(
        "blocks {} to `{}` while its index `{}` is copied to the tablespace `{tablespace}`",
        mode.who_waits(),
        table.name,
        index.name
    );
    let instead = if pass.version >= PgVersion::V14 {
        format!(
            "build it there beside the traffic{}:\nREINDEX (TABLESPACE {tablespace}) INDEX CONCURRENTLY {name};",
            pass.alone_for(step, "REINDEX INDEX CONCURRENTLY")
        )
    } else {
        format!("build another index there, beside the traffic{}, and drop this one", pass.alone(step))
    };
    pass.report(span, message)
        .on(step, table.id)
        .lock(mode)
        .note(
            "to plan a query of a table the server opens every index of it, also those it then leaves aside",
        )
        .help(instead);
}
