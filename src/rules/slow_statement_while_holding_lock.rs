//! A lock that one statement takes and a later, slow one of the same transaction keeps held.

use crate::ast::{AlterAction, AlterActionKind, ObjectName, Statement, quoted};
use crate::catalog::{Baseline, Origin, QualifiedName, Relation, RelationKind};
use crate::effects::{Work, WorkKind, holds_one_row};
use crate::migration::{Step, TransactionUnit};
use crate::rule::{Held, Holder, Pass, Rule, WITHOUT_TRIGGERS};

pub(super) static RULE: Rule = Rule::new(
    "slow-statement-while-holding-lock",
    include_str!("../../rules/slow-statement-while-holding-lock.md"),
    check,
);

fn check(pass: &mut Pass) {
    let found = pass.first_under_each_lock(|step, held| {
        let work = slow_work(pass, step)
            .filter(|work| !has_a_rule_of_its_own(step, work, held) && !is_of_a_backfill(pass, step, held))?;
        let gravest = held.gravest(|holder| !is_given_up(pass, step, holder))?;
        // Of locks of one mode, the one on the table that takes the time says it best.
        let own = held.on(work.relation).filter(|own| own.mode >= gravest.mode);
        Some((own.unwrap_or(gravest), work))
    });
    for (step, holder, work) in found {
        report(pass, step, work, &holder);
    }
}

fn report(pass: &mut Pass, step: &Step, work: &Work, holder: &Holder) {
    let Some(worked) = step.before.relation(work.relation) else { return };
    let locked = &holder.relation.name;
    let activity = activity(work, worked);
    let message = match holder.drawing_table() {
        Some(table) => format!(
            "blocks every INSERT into `{table}` that draws from `{locked}` while {activity}: the transaction holds {} there \
             until it commits",
            holder.mode
        ),
        None => format!(
            "blocks {} to `{locked}` while {activity}: the transaction holds {} there until it commits",
            holder.mode.who_waits(),
            holder.mode
        ),
    };
    let why = pass.why_together(holder.step, step);
    let made_anew = match pass.is_of_triggers_off(holder) {
        true => Some(WITHOUT_TRIGGERS.to_owned()),
        false => made_anew(pass, step),
    };
    let all = pass.up().is_some_and(|up| up.unit == TransactionUnit::AllPending);
    let (earlier, own) = match all {
        true => ("in a migration that is deployed earlier", "in a migration that is deployed later"),
        false => ("in a migration of its own", "in a migration of its own"),
    };
    let finding = pass
        .report(step.span(), message)
        .label_here(holder.step.span(), format!("takes {} on `{locked}`", holder.mode));
    finding.relation = Some(format!("{}.{}", locked.schema, locked.name));
    finding.lock(holder.mode).help(match made_anew {
        Some(help) => help,
        None if locks_rows(step) => format!(
            "let the lock go first: put what takes it {earlier}; the rows that are locked here stay so for what follows only in \
             one transaction with it"
        ),
        None => format!("let the lock go first: put the slow statement {own}"),
    });
    finding.notes.extend(why);
}

/// What to do where a statement makes again what an earlier one of its transaction drops: apart, the object would be missing
/// while the new one fills.
fn made_anew(pass: &Pass, step: &Step) -> Option<String> {
    let Statement::CreateTableAs(create) = &step.statement.kind else { return None };
    let made = step.before.qualify(&create.name);
    let script = pass.up()?;
    let at = script.steps.iter().position(|other| std::ptr::eq(other, step))?;
    let drops = |earlier: &Step| match &earlier.statement.kind {
        Statement::Drop(drop) => drop.wholes().any(|name| earlier.before.full_name(name) == made),
        _ => false,
    };
    script.earlier_in_transaction(at).any(drops).then(|| {
        let kind = if create.materialized_view { "MATERIALIZED VIEW" } else { "TABLE" };
        let name = &create.name;
        let new = ObjectName::new(name.schema.as_deref(), &format!("{}_new", name.name), name.span);
        format!(
            "build it under another name, with its indexes, while the old one is still read, and let the two change places in an \
             instant:\n\
             CREATE {kind} {new} AS …;\n\
             -- {}:\n\
             DROP {kind} {name};\n\
             ALTER {kind} {new} RENAME TO {};",
            pass.later(step),
            quoted(&name.name),
        )
    })
}

/// `SELECT … FOR UPDATE` is there for what follows in its transaction.
fn locks_rows(step: &Step) -> bool {
    matches!(&step.statement.kind, Statement::Select(query) if !query.row_locks.is_empty())
}

/// The work of a step that takes as long as a table in use is large.
fn slow_work<'a>(pass: &Pass, step: &'a Step) -> Option<&'a Work> {
    if step.is_block || step.may_be_left_out() {
        return None;
    }
    let in_use = |work: &&Work| !pass.is_new_relation(&step.before, work.relation);
    let sized = |work: &&Work| {
        step.before.relation(work.relation).is_some_and(|relation| {
            let has_rows = !matches!(relation.kind, RelationKind::View | RelationKind::Sequence);
            has_rows
                && !relation.kind.is_index()
                && !is_system(&relation.name)
                && !is_of_an_extension(pass, step, relation)
                && !holds_one_row(&step.before, relation)
        })
    };
    step.effects.work.iter().filter(in_use).filter(sized).find(|work| work.kind.is_slow())
}

/// Whether what is locked was dropped since, and nothing has taken its name: nobody is to come to it any more.
fn is_given_up(pass: &Pass, step: &Step, holder: &Holder) -> bool {
    // What IF EXISTS may not have found was nobody's, and its name is the new table's alone.
    let found = !matches!(holder.relation.origin, Origin::Assumed { certain: false });
    if !found && matches!(&holder.step.statement.kind, Statement::Drop(drop) if drop.if_exists) {
        return true;
    }
    let name = &holder.relation.name;
    step.before.relation(holder.relation.id).is_none()
        && pass.up().is_some_and(|script| script.after.relation_named(name).is_none())
}

/// Whether a statement reads what a later one of the same block changes under the lock, of which another rule speaks.
fn is_of_a_backfill(pass: &Pass, step: &Step, held: &Held) -> bool {
    let changes =
        |later: &Step| {
            later.effects.work.iter().any(|work| {
                work.kind == (WorkKind::Write { bounded: false }) && held.on(work.relation).is_some()
            })
        };
    let steps = pass.steps();
    let at = steps.partition_point(|other| other.span().start <= step.span().start);
    step.within.is_some()
        && steps[at..].iter().take_while(|later| later.within == step.within).any(|later| {
            step.effects.work.iter().all(|work| matches!(work.kind, WorkKind::Read { .. })) && changes(later)
        })
}

/// Other rules speak of a statement that blocks as much by itself, of a backfill of a table that was altered, and of a
/// validation under a lock on its own tables.
fn has_a_rule_of_its_own(step: &Step, work: &Work, held: &Held) -> bool {
    let by_itself =
        step.effects.locks.iter().any(|lock| lock.mode.blocks_writes() && lock.relation == work.relation);
    let backfills =
        step.effects.work.iter().any(|work| {
            work.kind == (WorkKind::Write { bounded: false }) && held.on(work.relation).is_some()
        });
    let validates = match &step.statement.kind {
        Statement::AlterTable(alter) => {
            let validates =
                |action: &AlterAction| matches!(action.kind, AlterActionKind::ValidateConstraint { .. });
            alter.actions.iter().any(validates)
                && step.effects.locks.iter().any(|lock| held.on(lock.relation).is_some())
        }
        _ => false,
    };
    by_itself || backfills || validates
}

/// The server's own catalogs are small. Their names are found without their schema.
fn is_system(name: &QualifiedName) -> bool {
    name.schema.starts_with("pg_") || name.schema == "information_schema" || name.name.starts_with("pg_")
}

/// A table of a schema that a history known from its beginning neither made nor made anything in: an extension's own
/// records, as `cron.job`, are few.
fn is_of_an_extension(pass: &Pass, step: &Step, relation: &Relation) -> bool {
    let assumed = |origin: Origin| matches!(origin, Origin::Assumed { .. });
    let schema = &relation.name.schema;
    let own = |other: &Relation| other.name.schema == *schema && !assumed(other.origin);
    pass.up().is_some_and(|script| script.before.baseline == Baseline::Empty)
        && assumed(relation.origin)
        && schema != "public"
        && step.before.schema(schema).is_none_or(assumed)
        && !step.before.relations().any(own)
}

fn activity(work: &Work, worked: &Relation) -> String {
    match &work.kind {
        WorkKind::IndexBuild { index } => format!("the index `{index}` is built"),
        WorkKind::Rewrite => format!("every row of `{}` is rewritten", worked.name),
        WorkKind::NewFile => format!("`{}` is emptied", worked.name),
        WorkKind::Scan => format!("every row of `{}` is checked", worked.name),
        WorkKind::Write { .. } => format!("rows of `{}` are changed", worked.name),
        _ => format!("`{}` is read", worked.name),
    }
}
