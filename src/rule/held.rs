//! The locks that a transaction holds against readers or writers, statement by statement.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::ast::{Name, Statement, Transaction};
use crate::catalog::{Relation, RelationId, RelationKind};
use crate::lock::LockMode;
use crate::migration::Step;
use crate::rule::Scene;

/// A lock that a transaction holds on a relation in use, and the statement that took it.
#[derive(Clone)]
pub struct Holder<'a> {
    pub step: &'a Step,
    pub relation: &'a Relation,
    pub mode: LockMode,
}

/// The locks that the transaction of the present statement holds. It is asked statement by statement, so that a long
/// script is walked once.
#[derive(Default)]
pub struct Held<'a> {
    transaction: Option<u32>,
    holders: FxHashMap<RelationId, Holder<'a>>,
    /// Which relations were locked in a mode, in the order that it happened; some hold a stronger lock by now.
    by_mode: BTreeMap<LockMode, Vec<RelationId>>,
    savepoints: Vec<Savepoint<'a>>,
    /// What was held on a relation before each lock that was taken since the first savepoint.
    undo: Vec<(RelationId, Option<Holder<'a>>)>,
}

/// A savepoint, and how many locks had been taken before it.
struct Savepoint<'a> {
    name: &'a Name,
    locks: usize,
}

impl<'a> Scene<'a> {
    /// Looks at every deployed statement with the locks that its transaction holds before it.
    pub fn each_held(&self, mut look: impl FnMut(&'a Step, &Held<'a>)) {
        let mut held = Held::default();
        for step in self.steps() {
            held.enter(step);
            look(step, &held);
            held.take(self, step);
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
    /// Before a statement is looked at: what another transaction held is gone.
    pub fn enter(&mut self, step: &Step) {
        let transaction = step.transaction_number();
        if transaction != self.transaction {
            *self = Self { transaction, ..Self::default() };
        }
    }

    /// After a statement was looked at: its locks are held from here on.
    pub fn take(&mut self, scene: &Scene, step: &'a Step) {
        if step.is_block || step.may_be_left_out() {
            return;
        }
        if let Statement::Transaction(transaction) = &step.statement.kind {
            return self.transaction(transaction);
        }
        for lock in step.effects.locks.iter().filter(|lock| lock.mode.blocks_writes()) {
            let Some(relation) = step.before.relation(lock.relation) else { continue };
            let counts = match relation.kind {
                RelationKind::Sequence => draws_in_use(scene, step, relation),
                kind => is_watched(kind) && !scene.is_new_relation(&step.before, lock.relation),
            };
            if counts {
                self.add(Holder { step, relation, mode: lock.mode });
            }
        }
    }

    /// The lock that is held on a relation.
    pub fn on(&self, relation: RelationId) -> Option<&Holder<'a>> {
        self.holders.get(&relation)
    }

    /// The gravest lock that is held and that the condition accepts; the first taken of equals.
    pub fn gravest(&self, accept: impl Fn(&Holder) -> bool) -> Option<Holder<'a>> {
        let strongest_first = self.by_mode.iter().rev();
        let holders = strongest_first.flat_map(|(mode, relations)| {
            let holders = relations.iter().filter_map(|relation| self.holders.get(relation));
            holders.filter(move |holder| holder.mode == *mode)
        });
        holders.into_iter().find(|holder| accept(holder)).cloned()
    }

    fn add(&mut self, holder: Holder<'a>) {
        let relation = holder.relation.id;
        if self.holders.get(&relation).is_none_or(|known| known.mode < holder.mode) {
            self.by_mode.entry(holder.mode).or_default().push(relation);
            let before = self.holders.insert(relation, holder);
            if !self.savepoints.is_empty() {
                self.undo.push((relation, before));
            }
        }
    }

    /// The locks taken since a savepoint are let go when the transaction goes back to it.
    fn transaction(&mut self, transaction: &'a Transaction) {
        let named = |savepoints: &[Savepoint], name: &Name| {
            savepoints.iter().rposition(|savepoint| savepoint.name == name)
        };
        match transaction {
            Transaction::Savepoint(name) => {
                self.savepoints.push(Savepoint { name, locks: self.undo.len() });
            }
            Transaction::ReleaseSavepoint(name) => {
                let released = named(&self.savepoints, name);
                self.savepoints.truncate(released.unwrap_or(self.savepoints.len()));
            }
            Transaction::RollbackTo(name) => {
                let Some(to) = named(&self.savepoints, name) else { return };
                for (relation, before) in self.undo.drain(self.savepoints[to].locks..).rev() {
                    match before {
                        Some(before) => self.holders.insert(relation, before),
                        None => self.holders.remove(&relation),
                    };
                }
                self.savepoints.truncate(to + 1);
            }
            _ => {}
        }
    }
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
        format!(
            "the transaction already holds {} on `{}`: {} to it waits as long",
            self.mode,
            self.relation.name,
            self.mode.who_waits()
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
