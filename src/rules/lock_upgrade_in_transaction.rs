//! A lock that a transaction makes stronger while writers already wait for it.

use crate::ast::{AlterActionKind, Ident, Name, Statement};
use crate::catalog::{Relation, RelationKind};
use crate::migration::Step;
use crate::parse::identifiers;
use crate::rule::{Held, Holder, Pass, Rule, WITHOUT_TRIGGERS};
use crate::source::Span;

pub(super) static RULE: Rule = Rule::new(
    "lock-upgrade-in-transaction",
    include_str!("../../rules/lock-upgrade-in-transaction.md"),
    check,
);

fn check(pass: &mut Pass) {
    let Some(up) = pass.up() else { return };
    let mut held = Held::of(up);
    let mut reported: Vec<Span> = Vec::new();
    for step in &up.steps {
        // With a limit the transaction gives up, and the others go on.
        if step.waits_without_limit() && !step.conditional {
            let stronger = step.effects.locks.iter().filter(|lock| lock.mode.blocks_reads());
            let mut upgraded = stronger.filter_map(|lock| held.on(lock.relation));
            let holder = upgraded.find(|holder| !holder.mode.blocks_reads());
            if let Some(holder) = holder.filter(|holder| !reported.contains(&holder.step.span())) {
                reported.push(holder.step.span());
                report(pass, step, &holder);
            }
        }
        held.pass(pass);
    }
}

/// The statements that a step would pass by if it came before the holder of the lock: that one first.
fn passed_by<'a>(pass: &Pass<'a>, holder: &Holder, step: &Step) -> impl Iterator<Item = &'a Step> + use<'a> {
    let (from, to) = (holder.step.span().start, step.span().start);
    pass.steps().iter().filter(move |step| step.span().start >= from && step.span().end <= to)
}

/// Whether a step can come before the holder of the lock: nothing that it would pass by makes what it names or must be
/// gone before it, and nothing between them names the table.
fn can_come_first(pass: &Pass, holder: &Holder, step: &Step) -> bool {
    if takes_away(step, holder.relation) {
        return false;
    }
    let names = identifiers(pass.text(step.span()));
    let is_named =
        |name: &Name| names.iter().any(|(_, word)| word.trim_matches('"').eq_ignore_ascii_case(name));
    passed_by(pass, holder, step).all(|passed| {
        let between = passed.span() != holder.step.span();
        let meets = between && passed.effects.lock_on(holder.relation.id).is_some();
        !meets && made_by(passed).is_some_and(|made| !made.into_iter().any(is_named))
    })
}

/// Whether something goes, or gets another name, that the others may name: of columns only those of a key, which foreign
/// keys point at.
fn takes_away(step: &Step, table: &Relation) -> bool {
    let in_key = |column: &Ident| {
        let mut keys = table.constraints.iter().filter(|constraint| constraint.index().is_some());
        keys.any(|key| key.columns().contains(&column.name))
    };
    match &step.statement.kind {
        Statement::AlterTable(alter) => alter.actions.iter().any(|action| {
            action.kind.dropped_constraint().is_some() || action.kind.dropped_column().is_some_and(in_key)
        }),
        Statement::Rename(_) | Statement::Drop(_) | Statement::SetSchema(_) => true,
        _ => false,
    }
}

/// What a statement makes or changes, by name; nothing where that is not plain, or where it takes something away.
fn made_by(step: &Step) -> Option<Vec<&Name>> {
    Some(match &step.statement.kind {
        Statement::CreateTable(create) => vec![&create.name.name],
        Statement::CreateIndex(create) => vec![&create.name.as_ref()?.name],
        Statement::CreateTrigger(create) => vec![&create.name.name],
        Statement::CreateType(create) => vec![&create.name.name],
        Statement::CreateFunction(create) => vec![&create.name.name],
        Statement::AlterTable(alter) => {
            let parts = alter.actions.iter().map(|action| match &action.kind {
                AlterActionKind::AddColumn { column, .. } => Some(&column.name.name),
                AlterActionKind::AddConstraint { constraint } => Some(&constraint.name.as_ref()?.name),
                _ => None,
            });
            parts.collect::<Option<_>>()?
        }
        Statement::Insert(insert) => vec![&insert.table.name],
        Statement::Update(update) => vec![&update.table.name],
        Statement::Comment(_) => Vec::new(),
        _ => return None,
    })
}

fn report(pass: &mut Pass, step: &Step, holder: &Holder) {
    let Some(mode) = step.effects.lock_on(holder.relation.id) else { return };
    let table = &holder.relation.name;
    let message = format!(
        "waits for {mode} on `{table}` while the transaction already keeps its writers waiting: if one of them has read \
         `{table}` before, the two wait for each other, and the server ends one with a deadlock"
    );
    let why = pass.why_in_transaction(step);
    const APART: &str = "one of them in a migration of its own";
    // LOCK TABLE of a view locks what it reads too.
    let lockable = matches!(holder.relation.kind, RelationKind::Table | RelationKind::PartitionedTable);
    // The strongest lock first would be held for as long as a slow statement takes.
    let slow = passed_by(pass, holder, step).any(|passed| passed.effects.is_slow());
    let help = if pass.is_of_triggers_off(holder) {
        if lockable && !slow {
            format!(
                "take the strongest lock first, before that statement:\nLOCK TABLE {table} IN {mode} MODE;"
            )
        } else {
            WITHOUT_TRIGGERS.to_owned()
        }
    } else if holder.step.effects.is_slow() {
        format!("put {APART}")
    } else if can_come_first(pass, holder, step) {
        format!("take the strongest lock first: put this statement before that one, or {APART}")
    } else if lockable && !slow {
        format!(
            "take the strongest lock first, before that statement, or put {APART}:\nLOCK TABLE {table} IN {mode} MODE;"
        )
    } else {
        format!("put {APART}")
    };
    let finding = pass
        .report(step.span(), message)
        .on(step, holder.relation.id)
        .label_here(holder.step.span(), format!("takes {} on `{table}`", holder.mode))
        .help(help);
    finding.notes.extend(why);
}
