//! `DROP INDEX` without CONCURRENTLY: it waits for every query on the table, and everyone waits behind it.

use rustc_hash::FxHashSet;

use crate::ast::{DropObjects, ObjectKind, ObjectName, Statement};
use crate::catalog::{Origin, Relation, RelationId, RelationKind};
use crate::lock::LockMode;
use crate::migration::Step;
use crate::rule::{Pass, Rule};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("drop-index-not-concurrent", include_str!("../../rules/drop-index-not-concurrent.md"), check);

/// How many statements the help writes out.
const SHOWN: usize = 6;

/// What one lock on a table drops: its indexes, each with whether IF EXISTS was said.
struct Dropped<'a> {
    step: &'a Step,
    drop: &'a DropObjects,
    table: Option<&'a Relation>,
    indexes: Vec<(&'a Relation, bool)>,
}

/// A transaction locks each table once, however many of its indexes it drops.
fn check(pass: &mut Pass) {
    let others = statements_that_lock_readers_out(pass);
    let mut found: Vec<Dropped> = Vec::new();
    for (at, step) in pass.steps().iter().enumerate() {
        let Some(drop) = plain_drop(step) else { continue };
        for object in &drop.objects {
            let Some(index) = dropped(pass, step, drop, &object.name) else { continue };
            let table = step.before.table_of(index.id);
            let harmless = table.is_some_and(|table| {
                pass.is_new_relation(&step.before, table.id)
                    || others.contains(&(step.transaction_number(), table.id))
            });
            if harmless || is_made_again(pass, at, drop, &object.name) {
                continue;
            }
            let together = |known: &&mut Dropped| {
                let same_table = known.table.zip(table).is_some_and(|(one, other)| one.id == other.id);
                let same_transaction = std::ptr::eq(known.step, step)
                    || step.in_transaction() && known.step.transaction_number() == step.transaction_number();
                same_table && same_transaction
            };
            match found.iter_mut().find(together) {
                Some(known) => known.indexes.push((index, drop.if_exists)),
                None => found.push(Dropped { step, drop, table, indexes: vec![(index, drop.if_exists)] }),
            }
        }
    }
    for dropped in &found {
        report(pass, dropped);
    }
}

fn report(pass: &mut Pass, dropped: &Dropped) {
    let Dropped { step, drop, table, indexes } = dropped;
    let Some((first, _)) = indexes.first() else { return };
    let locked = table.unwrap_or(first);
    let Some(mode) = step.effects.lock_on(locked.id) else { return };
    let whose = match table {
        Some(table) => format!("`{}`", table.name),
        None => format!("the table of `{}`", first.name),
    };
    let until = if step.in_transaction() { ", and until the transaction ends" } else { "" };
    let single = drop.objects.len() == 1 && !drop.cascade;
    let help = remedy(pass, step, indexes);
    let keyword = keyword_end(pass, step).filter(|_| single);
    // What is made under the same name further down must find the name free.
    let stays = step.in_transaction() && indexes.iter().any(|(index, _)| is_named_again(pass, step, index));
    let fix = keyword
        .filter(|_| !stays && indexes.iter().all(|(index, _)| pass.index_replacing(index).is_none()))
        .and_then(|place| pass.add_concurrently(step, place, " CONCURRENTLY"));
    let message = format!(
        "blocks {} to {whose} from the moment it starts to wait for the queries that run there{until}",
        mode.who_waits()
    );
    let finding = pass.report(step.span(), message).on(step, locked.id).help(help);
    finding.fix_with(fix);
}

/// What to do instead: an index that another one replaces below stays until that one is there.
fn remedy(pass: &Pass, step: &Step, indexes: &[(&Relation, bool)]) -> String {
    let mut plain: Vec<String> = Vec::new();
    let mut swaps: Vec<String> = Vec::new();
    for (index, if_exists) in indexes {
        match pass.index_replacing(index) {
            Some((later, create)) => swaps.push(pass.swap_index(later, create, index)),
            None => {
                let exists = if *if_exists { " IF EXISTS" } else { "" };
                plain.push(format!("DROP INDEX CONCURRENTLY{exists} {};", index.name));
            }
        }
    }
    let sql = "DROP INDEX CONCURRENTLY";
    let apart = match plain.len() {
        1 => pass.alone_for(step, sql),
        _ if pass.is_one_to_a_file() => pass.each_alone(step, sql),
        _ => format!("{}, each in a statement of its own", pass.alone_for(step, sql)),
    };
    let more = if plain.len() > SHOWN { "\n…" } else { "" };
    let shown: Vec<String> = plain.iter().take(SHOWN).cloned().collect();
    let drops =
        (!plain.is_empty()).then(|| format!("drop without that lock{apart}:\n{}{more}", shown.join("\n")));
    swaps.truncate(SHOWN);
    swaps.into_iter().chain(drops).collect::<Vec<_>>().join("\n")
}

fn plain_drop(step: &Step) -> Option<&DropObjects> {
    match &step.statement.kind {
        Statement::Drop(drop) if drop.kind == ObjectKind::Index && !drop.concurrently => Some(drop),
        _ => None,
    }
}

/// The index that a name means, where it could be dropped concurrently: not a new one, not a partitioned one, and not
/// one that a constraint owns, which DROP INDEX refuses anyway.
fn dropped<'a>(
    pass: &Pass<'a>,
    step: &'a Step,
    drop: &DropObjects,
    name: &ObjectName,
) -> Option<&'a Relation> {
    let index = pass.in_use(&step.before, name)?;
    let constraint = index.index.as_ref().is_some_and(|own| own.constraint.is_some());
    // With IF EXISTS in a folder that holds the whole history, a name that it never made is no index at all.
    let imagined = drop.if_exists && matches!(index.origin, Origin::Assumed { certain: false });
    let unknown_table = step.before.table_of(index.id).is_none();
    let history_known = pass.history.migrations.len() > 1;
    (index.kind == RelationKind::Index && !constraint && !(imagined && unknown_table && history_known))
        .then_some(index)
}

/// The transactions that lock readers of a table out with another statement too: there the drop adds nothing.
fn statements_that_lock_readers_out(pass: &Pass) -> FxHashSet<(Option<u32>, RelationId)> {
    let steps = pass.steps().iter();
    let others = steps.filter(|step| step.in_transaction() && plain_drop(step).is_none() && !step.is_block);
    others
        .flat_map(|step| step.effects.locks.iter().map(move |lock| (step, lock)))
        .filter(|(_, lock)| lock.mode == LockMode::AccessExclusive)
        .map(|(step, lock)| (step.transaction_number(), lock.relation))
        .collect()
}

/// `DROP INDEX IF EXISTS x` before `CREATE INDEX x`: the drop is there for the second run.
fn is_made_again(pass: &Pass, at: usize, drop: &DropObjects, name: &ObjectName) -> bool {
    drop.if_exists
        && pass.steps().iter().skip(at + 1).any(|step| {
            matches!(&step.statement.kind, Statement::CreateIndex(index)
                if index.concurrently && index.name.as_ref().is_some_and(|made| made.name == name.name))
        })
}

/// Whether a later statement of the migration gives an index's name to another.
fn is_named_again(pass: &Pass, step: &Step, index: &Relation) -> bool {
    pass.steps().iter().skip_while(|other| !std::ptr::eq(*other, step)).any(|later| {
        match &later.statement.kind {
            Statement::CreateIndex(create) => {
                create.name.as_ref().is_some_and(|name| name.name == index.name.name)
            }
            Statement::Rename(rename) => rename.new_name.name == index.name.name,
            _ => false,
        }
    })
}

/// Where the word INDEX ends.
fn keyword_end(pass: &Pass, step: &Step) -> Option<Span> {
    let text = pass.text(step.span());
    let at = text.to_ascii_lowercase().find("index")? + "index".len();
    let end = step.span().start + at as u32;
    Some(Span { start: end, end })
}
