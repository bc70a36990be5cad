//! A query that changes the schema through a function.

use crate::ast::{Expr, FunctionCall, ParsedStatement, Statement};
use crate::catalog::{Catalog, Relation, Routine};
use crate::lock::LockMode;
use crate::migration::Step;
use crate::rule::{Pass, Rule};

mod by_trigger;

pub(super) static RULE: Rule =
    Rule::new("ddl-via-function-call", include_str!("../../rules/ddl-via-function-call.md"), check);

/// Functions that call functions are followed up to here.
const DEEPEST: usize = 3;

fn check(pass: &mut Pass) {
    by_trigger::check(pass);
    // The statements of a function that the script makes itself are judged one by one.
    for step in pass.steps().iter().filter(|step| !step.is_block) {
        let Some((call, routine)) = called(step) else { continue };
        let locked = step.effects.locks.iter().filter(|lock| lock.mode.blocks_writes());
        let locked = locked.filter_map(|lock| Some((step.before.relation(lock.relation)?, lock.mode)));
        let tables = locked.filter(|(relation, _)| !relation.kind.is_index());
        let in_use = tables.filter(|(table, _)| !pass.is_new_relation(&step.before, table.id));
        let Some((table, mode)) = in_use.max_by_key(|(_, mode)| *mode) else { continue };
        report(pass, step, call, routine, table, mode);
    }
}

fn report(
    pass: &mut Pass,
    step: &Step,
    call: &FunctionCall,
    routine: &Routine,
    table: &Relation,
    mode: LockMode,
) {
    let name = call.name_at(step.span());
    let slow = step.effects.work.iter().find(|work| work.kind.is_slow());
    let slow =
        slow.and_then(|work| Some((step.before.relation(work.relation)?, work.kind.past_participle())));
    let label = pass.label_created(routine.origin, format!("`{name}` is defined here"));
    let finding = pass.report(
        step.span(),
        format!(
            "the call of `{name}` blocks {} to `{}`: the function changes the schema",
            mode.who_waits(),
            table.name
        ),
    );
    finding.on(step, table.id).label(label);
    if let Some((slow, work)) = slow {
        finding.note(format!("`{}` is {work} meanwhile", slow.name));
    }
    finding.help(
        "write the statements of the function into the migration, where each can be seen and made safe",
    );
}

/// The first call of a function whose body changes the schema.
fn called(step: &Step) -> Option<(&FunctionCall, &Routine)> {
    let mut calls: Vec<&FunctionCall> = Vec::new();
    match &step.statement.kind {
        Statement::Select(query) => query.walk_expressions(&mut |expr| {
            if let Expr::Call(call) = expr {
                calls.push(call);
            }
        }),
        Statement::Call(call) => calls.push(call),
        _ => return None,
    }
    calls.into_iter().find_map(|call| {
        let routines = step.before.routines(&call.name_at(step.span()));
        let routine = routines.into_iter().find(|routine| changes_schema(&step.before, routine, DEEPEST))?;
        Some((call, routine))
    })
}

fn changes_schema(catalog: &Catalog, routine: &Routine, depth: usize) -> bool {
    let Some(definition) = routine.definition.as_deref().filter(|_| depth > 0) else { return false };
    definition.statements.iter().any(|inside| is_ddl(catalog, &inside.statement, depth))
}

fn is_ddl(catalog: &Catalog, statement: &ParsedStatement, depth: usize) -> bool {
    match &statement.kind {
        Statement::AlterTable(_)
        | Statement::CreateIndex(_)
        | Statement::Drop(_)
        | Statement::Rename(_)
        | Statement::SetSchema(_)
        | Statement::CreateTrigger(_)
        | Statement::CreateRule(_)
        | Statement::CreatePolicy(_)
        | Statement::AlterPolicy(_)
        | Statement::Truncate(_)
        | Statement::Reindex(_)
        | Statement::ClusterTable(_)
        | Statement::CreateTable(_) => true,
        Statement::Select(query) => {
            let mut deeper = false;
            query.walk_expressions(&mut |expr| {
                if let Expr::Call(call) = expr {
                    let routines = catalog.routines(&call.name_at(statement.span));
                    deeper |= routines.iter().any(|routine| changes_schema(catalog, routine, depth - 1));
                }
            });
            deeper
        }
        _ => false,
    }
}
