//! What a statement locks, in words that fit beside it.

use crate::catalog::{Relation, RelationId};
use crate::effects::{Effects, LockReason};
use crate::lock::LockMode;
use crate::migration::{Script, Step};
use crate::report::timeline::slow_work;

/// A lock that somebody else can wait for.
pub(super) struct Waited<'a> {
    pub(super) relation: &'a Relation,
    pub(super) mode: LockMode,
    pub(super) reason: LockReason,
}

/// The locks on relations that others can be using, the strongest first. An index goes with its table.
pub(super) fn waited<'a>(script: &Script, step: &'a Step, effects: &Effects) -> Vec<Waited<'a>> {
    let mode_of = |id: RelationId| effects.lock_on(id);
    let locks = effects.locks.iter().filter_map(|lock| {
        let relation = step.before.relation(lock.relation)?;
        let others_use_it = !script.creates(relation.origin) && !relation.is_temporary();
        let table = relation.index.as_ref().and_then(|index| index.table);
        let goes_with_table = table.and_then(mode_of).is_some_and(|mode| mode >= lock.mode);
        let waited = Waited { relation, mode: lock.mode, reason: lock.reason };
        (others_use_it && !goes_with_table).then_some(waited)
    });
    let mut locks: Vec<Waited> = locks.collect();
    locks.sort_by_key(|lock| std::cmp::Reverse(lock.mode));
    locks
}

/// The strongest lock and the slow work under it: `ACCESS EXCLUSIVE on orders · rewrites orders`.
pub(super) fn brief(script: &Script, step: &Step) -> Option<String> {
    let locks = waited(script, step, &step.effects);
    let mode = locks.first()?.mode;
    let names: Vec<String> = locks
        .iter()
        .take_while(|lock| lock.mode == mode)
        .map(|lock| lock.relation.name.to_string())
        .collect();
    let names = match names.as_slice() {
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [one, rest @ ..] => format!("{one} and {} more", rest.len()),
        [] => return None,
    };
    let work = slow_work(script, step, &step.effects);
    let work = work.iter().map(|work| format!(" · {work}"));
    Some(std::iter::once(format!("{mode} on {names}")).chain(work).collect())
}

/// Why a relation is locked that the statement does not name.
pub(super) fn because(reason: LockReason) -> Option<&'static str> {
    match reason {
        LockReason::Target | LockReason::Read | LockReason::Written => None,
        LockReason::Referenced => Some("a foreign key points at it"),
        LockReason::Referencing => Some("its foreign key points here"),
        LockReason::Child => Some("a partition or child"),
        LockReason::Parent => Some("the parent"),
        LockReason::DefaultPartition => Some("the default partition"),
        LockReason::Index => Some("index or its table"),
        LockReason::Dependent => Some("depends on it"),
        LockReason::Owned => Some("owned by a column"),
    }
}
