//! The locks that a transaction holds against readers or writers, statement by statement.

use std::collections::BTreeMap;

use crate::catalog::{Relation, RelationId, RelationKind};
use crate::effects::LockReason;
use crate::lock::LockMode;
use crate::migration::{LocksHeld, Script, Step};
use crate::rule::{Scene, list};

/// A lock that a transaction holds on a relation in use, and the statement that took it.
#[derive(Clone)]
pub struct Holder<'a> {
    pub step: &'a Step,
    /// As it is called before the present statement, where it is still there.
    pub relation: &'a Relation,
    pub mode: LockMode,
    /// Other tables of the present statement on which the same mode is held, more than it takes itself.
    pub others: Vec<&'a Relation>,
}

/// The locks that the transaction of the present statement holds. It is asked statement by statement, so that a long
/// script is walked once.
pub struct Held<'a> {
    script: &'a Script,
    /// The present statement.
    at: usize,
    locks: LocksHeld,
    /// Which relations were locked in a mode, in the order that it happened; some hold another lock by now.
    by_mode: BTreeMap<LockMode, Vec<RelationId>>,
}

impl<'a> Scene<'a> {
    /// Looks at every deployed statement with the locks that its transaction holds before it.
    pub fn each_held(&self, mut look: impl FnMut(&'a Step, &Held<'a>)) {
        let Some(script) = self.up() else { return };
        let mut held = Held::of(script);
        for step in &script.steps {
            look(step, &held);
            held.pass(self);
        }
    }

    /// The statements of which something is to be said because of a lock that is held, with that lock. Many statements
    /// under one lock have one cause and one remedy: the first is taken.
    pub fn first_under_each_lock<T>(
        &self,
        mut find: impl FnMut(&'a Step, &Held<'a>) -> Option<(Holder<'a>, T)>,
    ) -> Vec<(&'a Step, Holder<'a>, T)> {
        let mut found: Vec<(&'a Step, Holder<'a>, T)> = Vec::new();
        self.each_held(|step, held| {
            let Some((holder, what)) = find(step, held) else { return };
            let lock = |holder: &Holder| (holder.step.span(), holder.relation.id);
            if found.iter().all(|(_, known, _)| lock(known) != lock(&holder)) {
                found.push((step, holder, what));
            }
        });
        found
    }
}

impl<'a> Held<'a> {
    /// Before the first statement of a script.
    pub fn of(script: &'a Script) -> Self {
        Self { script, at: 0, locks: LocksHeld::default(), by_mode: BTreeMap::new() }
    }

    /// After a statement was looked at: its locks are held from here on, and the next one is the present.
    pub fn pass(&mut self, scene: &Scene) {
        let step = &self.script.steps[self.at];
        let outlasts = self.script.held_until(self.at) > self.at;
        if outlasts && !step.is_block && !step.may_be_left_out() {
            let blocking = self.script.locks_of(self.at).filter(|lock| lock.mode.blocks_writes());
            for lock in blocking {
                let weaker = self.locks.on(lock.relation, self.at).is_none_or(|known| known.mode < lock.mode);
                if weaker && counts(scene, step, lock.relation) && self.locks.take(lock) {
                    self.by_mode.entry(lock.mode).or_default().push(lock.relation);
                }
            }
        }
        self.at += 1;
        if self.at > self.script.last_in_transaction(self.at - 1) {
            self.by_mode.clear();
        }
    }

    /// The lock that is held on a relation.
    pub fn on(&self, relation: RelationId) -> Option<Holder<'a>> {
        let held = self.locks.on(relation, self.at)?;
        let step = self.script.steps.get(held.from)?;
        let present = self.script.steps.get(self.at).and_then(|present| present.before.relation(relation));
        let relation = present.or_else(|| step.before.relation(relation))?;
        Some(Holder { step, relation, mode: held.mode, others: Vec::new() })
    }

    /// What is held besides the locks that the present statement takes: a graver one on a table of its own before others.
    pub fn beside(&self, table: RelationId) -> Option<Holder<'a>> {
        let own = &self.script.steps.get(self.at)?.effects;
        let is_more = |holder: &Holder| own.lock_on(holder.relation.id).is_none_or(|own| holder.mode > own);
        let gravest = self.gravest(is_more)?;
        let of_own = |relation| self.on(relation).filter(|held| is_more(held) && held.mode >= gravest.mode);
        let mut locked: Vec<RelationId> = vec![table];
        for lock in own.locks.iter().filter(|lock| lock.reason == LockReason::Referenced) {
            if !locked.contains(&lock.relation) {
                locked.push(lock.relation);
            }
        }
        let mut graver: Vec<Holder<'a>> = locked.into_iter().filter_map(of_own).collect();
        if graver.is_empty() {
            return Some(gravest);
        }
        let mut first = graver.remove(0);
        first.others = graver.into_iter().map(|holder| holder.relation).collect();
        Some(first)
    }

    /// The gravest lock that is held and that the condition accepts; the first taken of equals.
    pub fn gravest(&self, accept: impl Fn(&Holder) -> bool) -> Option<Holder<'a>> {
        let strongest_first = self.by_mode.iter().rev();
        let mut holders = strongest_first.flat_map(|(mode, relations)| {
            let holders = relations.iter().filter_map(|relation| self.on(*relation));
            holders.filter(move |holder| holder.mode == *mode)
        });
        holders.find(accept)
    }
}

/// Whether somebody can be waiting for a relation that a step locks.
fn counts(scene: &Scene, step: &Step, relation: RelationId) -> bool {
    step.before.relation(relation).is_some_and(|relation| match relation.kind {
        RelationKind::Sequence => draws_in_use(scene, step, relation),
        kind => is_watched(kind) && !scene.is_new_relation(&step.before, relation.id),
    })
}

impl Holder<'_> {
    /// What it means for a statement that takes long, as a note.
    pub fn note(&self) -> String {
        if let Some(table) = self.drawing_table() {
            return format!(
                "the transaction already holds {} on `{}`: every INSERT into `{table}` that draws from it waits as long",
                self.mode, self.relation.name
            );
        }
        let names = [self.relation].into_iter().chain(self.others.iter().copied()).map(|held| &held.name);
        let them = if self.others.is_empty() { "it" } else { "them" };
        let who = self.mode.who_waits();
        format!(
            "the transaction already holds {} on {}: {who} to {them} waits as long",
            self.mode,
            list(names)
        )
    }

    /// The table whose rows get their numbers from it, where it is a sequence.
    pub fn drawing_table(&self) -> Option<String> {
        let (table, _, _) = self.relation.sequence_owner.as_ref()?;
        Some(self.step.before.relation(*table)?.name.to_string())
    }
}

/// Whether a sequence hands out the numbers of a table in use: nextval asks for a lock on it too.
fn draws_in_use(scene: &Scene, step: &Step, sequence: &Relation) -> bool {
    let owner = sequence.sequence_owner.as_ref().map(|(table, _, _)| *table);
    owner.is_some_and(|table| {
        step.effects.lock_on(table).is_none_or(|mode| !mode.blocks_writes())
            && !scene.is_new_relation(&step.before, sequence.id)
            && !scene.is_new_relation(&step.before, table)
    })
}

/// Readers and writers wait for a table or a view; they meet an index only through its table.
fn is_watched(kind: RelationKind) -> bool {
    matches!(
        kind,
        RelationKind::Table
            | RelationKind::PartitionedTable
            | RelationKind::ForeignTable
            | RelationKind::View
            | RelationKind::MaterializedView
    )
}
