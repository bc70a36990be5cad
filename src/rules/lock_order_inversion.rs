//! Two tables that a transaction locks in another order than the application, or than the migration beside it.

use crate::ast::{ObjectKind, Statement};
use crate::catalog::RelationId;
use crate::diagnostic::Label;
use crate::migration::{Migration, Script, Step};
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("lock-order-inversion", include_str!("../../rules/lock-order-inversion.md"), check);

/// More migrations than this are a history and not a release.
const LARGEST_RELEASE: usize = 20;

/// A table that a transaction locks against readers, and the first step that does.
#[derive(Clone, Copy)]
struct Taken {
    relation: RelationId,
    at: usize,
}

fn check(pass: &mut Pass) {
    let Some(script) = pass.up() else { return };
    let transactions = transactions(script);
    if transactions.is_empty() {
        return;
    }
    let order: Vec<String> = pass.options.strings("order").into_iter().map(str::to_owned).collect();
    if !order.is_empty() {
        for taken in &transactions {
            against_declared(pass, script, taken, &order);
        }
        return;
    }
    for taken in &transactions {
        let mut others = beside(pass);
        let found =
            others.find_map(|(migration, other)| Some((migration, other, inversion(script, taken, other)?)));
        if let Some((migration, other, (first, second, theirs))) = found {
            against_neighbor(pass, script, (migration, other), (first, second), theirs);
        }
    }
}

/// The scripts that are deployed together with this one: of a whole history only the last two, since nobody knows which of
/// them are still to run and the others have run long ago; of a selection every earlier one of it.
fn beside<'a>(pass: &Pass<'a>) -> impl Iterator<Item = (&'a Migration, &'a Script)> + use<'a> {
    let migrations = &pass.history.migrations;
    let judged = migrations.iter().filter(|migration| migration.judged).count();
    let selected = judged < migrations.len() && judged <= LARGEST_RELEASE;
    let last = pass.index + 1 == migrations.len();
    let from = match selected {
        true => 0,
        false if last => pass.index.saturating_sub(1),
        false => pass.index,
    };
    let earlier = migrations.get(from..pass.index).unwrap_or_default().iter().rev();
    earlier
        .filter(|migration| migration.judged)
        .filter_map(|migration| Some((migration, migration.up.as_ref()?)))
}

/// What each transaction of a script locks against readers, in the order that it happens, where that is two tables or
/// more.
fn transactions(script: &Script) -> Vec<Vec<Taken>> {
    let mut all: Vec<Vec<Taken>> = Vec::new();
    let mut number = None;
    for (at, step) in script.steps.iter().enumerate() {
        if all.is_empty() || step.transaction_number() != number {
            number = step.transaction_number();
            all.push(Vec::new());
        }
        if step.conditional || step.is_block || !step.waits_without_limit() || script.is_taken_back(at) {
            continue;
        }
        for (lock, relation) in script.locks_in_use(step) {
            let dropped =
                matches!(&step.statement.kind, Statement::Drop(drop) if drop.kind == ObjectKind::Table);
            if let Some(taken) = all.last_mut()
                && lock.mode.blocks_reads()
                && relation.holds_rows()
                && !dropped
                && !taken.iter().any(|known| known.relation == relation.id)
            {
                taken.push(Taken { relation: relation.id, at });
            }
        }
    }
    all.retain(|taken| taken.len() > 1);
    all
}

/// Two tables that one transaction locks by different statements, and another the other way round: the first, the
/// second, and where the other locks what is the first here.
fn inversion(script: &Script, mine: &[Taken], other: &Script) -> Option<(Taken, Taken, Taken)> {
    for theirs in transactions(other) {
        let place = |relation| theirs.iter().find(|taken| taken.relation == relation);
        for second in mine {
            for first in mine.iter().filter(|first| first.at < second.at) {
                let (Some(early), Some(late)) = (place(second.relation), place(first.relation)) else {
                    continue;
                };
                if early.at < late.at && script.steps.get(second.at).is_some() {
                    return Some((*first, *second, *late));
                }
            }
        }
    }
    None
}

fn against_neighbor(
    pass: &mut Pass,
    script: &Script,
    (migration, other): (&Migration, &Script),
    mine: (Taken, Taken),
    theirs: Taken,
) {
    let (Some(step), Some(late)) = (script.steps.get(mine.1.at), other.steps.get(theirs.at)) else { return };
    let (Some(first), Some(second)) = (name(step, mine.0), name(step, mine.1)) else { return };
    let named = if migration.name.is_empty() { &migration.version } else { &migration.name };
    let message = format!(
        "waits for `{second}` while it holds `{first}`, and `{named}` waits for `{first}` while it holds `{second}`: \
         whichever order the application takes the two in, it can deadlock with one of these migrations"
    );
    let label = Label {
        source: std::sync::Arc::clone(&other.source),
        span: late.span(),
        text: format!("waits for `{first}` while it holds `{second}`"),
    };
    report(pass, script, step, mine, message)
        .label(Some(label))
        .help("lock the two in the order that the application does, in both migrations, or each in a transaction of its own");
}

fn against_declared(pass: &mut Pass, script: &Script, taken: &[Taken], order: &[String]) {
    for second in taken {
        let Some(step) = script.steps.get(second.at) else { continue };
        let rank = |taken: &Taken| {
            let name = name(step, *taken)?;
            order.iter().position(|table| *table == name)
        };
        let Some(own) = rank(second) else { continue };
        let earlier = taken.iter().filter(|first| first.at < second.at);
        let Some(first) = earlier.copied().find(|first| rank(first).is_some_and(|other| other > own)) else {
            continue;
        };
        let (Some(held), Some(wanted)) = (name(step, first), name(step, *second)) else { continue };
        let message = format!(
            "waits for `{wanted}` while it holds `{held}`, against the declared order: a transaction of the application \
             that has the first and wants the second waits for this one, and this one for it"
        );
        report(pass, script, step, (first, *second), message).help(format!(
            "lock them in the declared order: `{wanted}` before `{held}`, or each in a transaction of its own"
        ));
        return;
    }
}

fn report<'p>(
    pass: &'p mut Pass,
    script: &Script,
    step: &Step,
    (first, second): (Taken, Taken),
    message: String,
) -> &'p mut crate::diagnostic::Diagnostic {
    let why = pass.why_in_transaction(step);
    let holds = script.steps.get(first.at).map(Step::span);
    let finding = pass.report(step.span(), message).on(step, second.relation);
    if let Some((span, held)) = holds.zip(name(step, first)) {
        finding.label_here(span, format!("locks `{held}`"));
    }
    finding.notes.extend(why);
    finding
}

fn name(step: &Step, taken: Taken) -> Option<String> {
    Some(step.before.relation(taken.relation)?.name.to_string())
}
