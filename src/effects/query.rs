//! What a query locks: the relations it reads, the views it goes through, the partitions below them, the sequences and
//! functions it calls.

use super::prediction::{DEEPEST_CALL, Prediction};
use super::sequence;
use super::target::Target;
use super::{LockReason, WorkKind};
use crate::ast::{Expr, FunctionCall, Name, ObjectName, Query, RowChange};
use crate::catalog::{Relation, RelationKind, Through};
use crate::lock::LockMode::{self, AccessShare, RowExclusive, RowShare};
use crate::source::Span;

/// How far a query gets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// Its names are looked up: CREATE VIEW.
    Parsed,
    /// Its views are put in: the check of a SQL function's body.
    Rewritten,
    /// It runs.
    Executed,
}

impl<'a> Prediction<'a> {
    pub(super) fn query(&mut self, query: &Query, stage: Stage) {
        for name in &query.relations {
            let mode = if query.row_locks.contains(name) { RowShare } else { AccessShare };
            // ONLY leaves out what lies below; the views that it could name have nothing there.
            let stage = if query.only.contains(name) { stage.min(Stage::Rewritten) } else { stage };
            self.read_named(name, mode, query.where_clause.as_ref(), stage);
        }
        for name in &query.row_locks {
            self.read_named(name, RowShare, query.where_clause.as_ref(), stage);
        }
        for change in &query.changes {
            if let Some(table) = self.resolve(change.table()) {
                self.change_rows(table, None, stage, LockReason::Written);
            }
            if stage == Stage::Executed {
                self.row_change(change);
            }
        }
        if stage == Stage::Executed {
            self.read_work(query);
            self.call_functions(query);
        }
    }

    /// A change inside WITH runs to its end, whether its rows are read or not.
    fn row_change(&mut self, change: &RowChange) {
        match change {
            RowChange::Insert(insert) => self.insert(insert),
            RowChange::Update(update) => self.update(update),
            RowChange::Delete(delete) => self.delete(delete),
            RowChange::Merge(merge) => self.merge(merge),
        }
    }

    /// What a materialized view reads when it is refreshed.
    pub(super) fn read_through(&mut self, relation: &'a Relation) {
        self.read(relation, AccessShare, None, Stage::Executed, 0);
    }

    fn read_named(&mut self, name: &ObjectName, mode: LockMode, condition: Option<&Expr>, stage: Stage) {
        if let Some(relation) = self.resolve(name) {
            self.read(relation, mode, condition, stage, 0);
        }
    }

    fn read(
        &mut self,
        relation: &'a Relation,
        mode: LockMode,
        condition: Option<&Expr>,
        stage: Stage,
        depth: u8,
    ) {
        self.lock(relation, mode, LockReason::Read);
        if stage == Stage::Parsed || depth > 32 {
            return;
        }
        match relation.kind {
            RelationKind::View => {
                for read in self.related(&relation.reads) {
                    self.read(read, mode, None, stage, depth + 1);
                }
            }
            RelationKind::PartitionedTable if stage == Stage::Executed => {
                for partition in self.surviving_partitions(relation, condition) {
                    self.lock(partition, mode, LockReason::Child);
                }
            }
            _ if stage == Stage::Executed => self.lock_children(relation, mode, LockReason::Child),
            _ => {}
        }
    }

    /// A query reads every row unless something bounds it.
    fn read_work(&mut self, query: &Query) {
        let mut tables: Vec<(&Relation, bool)> = Vec::new();
        let glanced = glanced_at(query);
        for name in &query.relations {
            let Some(relation) = self.resolve(name) else { continue };
            let same = |other: &&ObjectName| other.schema == name.schema && other.name == name.name;
            let times = query.relations.iter().filter(same).count();
            tables.push((relation, glanced.iter().copied().filter(same).count() == times));
            let read = relation.reads.iter().filter_map(|read| self.relation(*read));
            tables.extend(read.map(|read| (read, false)));
        }
        for (table, at_a_glance) in tables {
            if !matches!(
                table.kind,
                RelationKind::Table | RelationKind::MaterializedView | RelationKind::PartitionedTable
            ) {
                continue;
            }
            let by_key = query.where_clause.as_ref().is_some_and(|condition| self.bounds(table, condition));
            let bounded = by_key || at_a_glance || query.has_limit || self.looks_at_an_end(query);
            self.work(table, WorkKind::Read { bounded });
        }
    }

    /// Whether a query asks for no more than the least or the greatest value of an indexed column, `(SELECT max(id) FROM …)`,
    /// and of sequences, which are one row each.
    fn looks_at_an_end(&self, query: &Query) -> bool {
        if !query.expressions.is_empty() || query.where_clause.is_some() || !query.changes.is_empty() {
            return false;
        }
        let (mut found, mut only) = (false, true);
        if query.constant {
            for output in &query.outputs {
                output.expr.walk(&mut |expr| {
                    if let Expr::Subquery(inner) = expr
                        && !self.reads_a_sequence(inner)
                    {
                        found = true;
                        only &= self.looks_at_an_end(inner);
                    }
                });
            }
            return found && only;
        }
        let [name] = query.relations.as_slice() else { return false };
        let Some(table) = self.resolve(name) else { return false };
        let mut ends = Vec::new();
        let mut columns = 0;
        for output in &query.outputs {
            output.expr.walk(&mut |expr| match expr {
                Expr::Call(call) if matches!(call.name.as_str(), "min" | "max") => {
                    ends.extend(&call.arguments)
                }
                Expr::Column(_) | Expr::Star(_) | Expr::Subquery(_) => columns += 1,
                _ => {}
            });
        }
        let leads = |end: &&Expr| {
            let Expr::Column(parts) = end else { return false };
            self.indexes(table).into_iter().filter_map(|index| index.index.as_deref()).any(|index| {
                index.predicate.is_none() && index.leading_columns().first().copied() == parts.last()
            })
        };
        !ends.is_empty() && columns == ends.len() && ends.iter().all(leads)
    }

    fn reads_a_sequence(&self, query: &Query) -> bool {
        let [name] = query.relations.as_slice() else { return false };
        self.resolve(name).is_some_and(|read| read.kind == RelationKind::Sequence)
    }

    /// Whether a condition leaves a handful of rows: equality with constants on all columns of a unique index, or on
    /// what the history does not know but looks like a key.
    pub(super) fn bounds(&self, table: &'a Relation, condition: &Expr) -> bool {
        self.is_key(table, &fixed_columns(condition, &|_| true))
    }

    /// The same of a condition of a change on the columns of the target, which may be a view of the table, or the condition
    /// that the view has.
    pub(super) fn bounds_through(&self, through: &Through<'a>, target: &Target) -> bool {
        let owns = |parts: &[Name]| target.owns(parts);
        let fixed = target.condition().map(|condition| fixed_columns(condition, &owns)).unwrap_or_default();
        let fixed: Vec<Name> = fixed.iter().filter_map(|column| through.column(column)).collect();
        let innermost = through.views.last().and_then(|view| view.query.as_deref());
        self.is_key(through.table, &fixed)
            || innermost
                .and_then(|query| query.where_clause.as_ref())
                .is_some_and(|condition| self.bounds(through.table, condition))
    }

    /// Whether columns hold those of a unique index, or of what looks like one.
    pub(super) fn is_key(&self, table: &'a Relation, fixed: &[Name]) -> bool {
        if fixed.is_empty() {
            return false;
        }
        let unique = self.indexes(table).into_iter().any(|index| {
            index.index.as_deref().is_some_and(|index| {
                let keys = index.key_columns();
                index.unique
                    && index.predicate.is_none()
                    && keys.len() == index.elements.len()
                    && keys.iter().all(|key| fixed.contains(key))
            })
        });
        unique || !table.columns_known && fixed.iter().any(|column| column == "id")
    }

    fn call_functions(&mut self, query: &Query) {
        let mut calls: Vec<FunctionCall> = Vec::new();
        query.walk_expressions(&mut |expr| {
            if let Expr::Call(call) = expr {
                calls.push((**call).clone());
            }
        });
        // Without a row none of them is called.
        let over_rows = u8::from(!query.relations.is_empty());
        self.unsure += over_rows;
        for call in &calls {
            self.call(call);
        }
        self.unsure -= over_rows;
    }

    pub(super) fn expression_calls(&mut self, expr: &Expr) {
        for call in expr.calls() {
            self.call(call);
        }
    }

    /// A call of a function: the sequence it works on, or what its body does.
    pub(super) fn call(&mut self, call: &FunctionCall) {
        if let Some(sequence) = sequence::named_in_call(call, self.before) {
            self.lock(sequence, RowExclusive, LockReason::Written);
        }
        let name = ObjectName { schema: call.schema.clone(), name: call.name.clone(), span: Span::default() };
        self.run_function(&name, Some(call.arguments.len()));
    }

    pub(super) fn run_function(&mut self, name: &ObjectName, arguments: Option<usize>) {
        if self.depth >= DEEPEST_CALL {
            return;
        }
        let called = self.before.called(name, arguments);
        let Some(definition) = called.and_then(|routine| routine.definition.as_deref()) else { return };
        for inside in &definition.statements {
            self.unsure += u8::from(inside.conditional);
            self.nested(&inside.statement.kind, inside.repeated);
            self.unsure -= u8::from(inside.conditional);
        }
    }
}

/// The columns that a condition holds to constants, of those that count.
fn fixed_columns(condition: &Expr, counts: &dyn Fn(&[Name]) -> bool) -> Vec<Name> {
    /// Lists longer than this are no longer a handful of rows.
    const HANDFUL: usize = 1_000;
    let constant = |expr: &Expr| {
        let mut constant = true;
        expr.walk(&mut |part| constant &= !matches!(part, Expr::Column(_) | Expr::Subquery(_)));
        constant
    };
    let column = |expr: &Expr| match expr {
        Expr::Column(parts) if counts(parts) => parts.last().cloned(),
        _ => None,
    };
    match condition {
        Expr::And(parts) => parts.iter().flat_map(|part| fixed_columns(part, counts)).collect(),
        Expr::Operator { name, left: Some(left), right } if name == "=" => {
            let forward = column(left).filter(|_| constant(right));
            forward.or_else(|| column(right).filter(|_| constant(left))).into_iter().collect()
        }
        Expr::Any { left, operator, items, all: false }
            if operator == "=" && items.len() <= HANDFUL && items.iter().all(constant) =>
        {
            column(left).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The relations of which EXISTS wants any row at all, so that it reads no further than the first.
fn glanced_at(query: &Query) -> Vec<&ObjectName> {
    let mut found = Vec::new();
    if query.relations.is_empty() {
        return found;
    }
    query.walk_expressions(&mut |expr| {
        let Expr::Other { what: "exists", parts } = expr else { return };
        let [Expr::Subquery(inner)] = parts.as_slice() else { return };
        found.extend(inner.relations.first().filter(|_| inner.wants_any_row()));
    });
    found
}
