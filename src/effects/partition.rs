//! Partitions: ATTACH, DETACH, and the bound that a valid CHECK can prove.

use super::alter_table::Alteration;
use super::literal::literal;
use super::prediction::Prediction;
use super::proof::{self, Comparison, Test};
use super::{LockReason, WorkKind};
use crate::ast::{Expr, Name, ObjectName, PartitionBound, PartitionElement, PartitionKey};
use crate::catalog::{Relation, RelationKind};
use crate::lock::LockMode::{AccessExclusive, AccessShare, ShareRowExclusive, ShareUpdateExclusive};
use crate::version::PgVersion;

impl<'a> Prediction<'a> {
    /// `ATTACH PARTITION`: the parent only in SHARE UPDATE EXCLUSIVE (PostgreSQL 12), the partition and the default
    /// partition in ACCESS EXCLUSIVE, with a scan of each that no CHECK makes superfluous.
    pub(super) fn attach_partition(
        &mut self,
        name: &ObjectName,
        bound: Option<&PartitionBound>,
        alteration: &mut Alteration<'a>,
    ) {
        let (parent, partition) = (alteration.target, self.resolve(name));
        let Some(partition) = partition else { return };
        if parent.kind.is_index() {
            return self.attach_index(parent, partition);
        }
        if partition.is_partition() {
            return self.fail("42809", format!("\"{}\" is already a partition", partition.name.name));
        }
        // Since 17 a partition draws from the identity of its parent, and can have none of its own.
        let identity = partition.columns.iter().find(|column| column.identity.is_some());
        if let Some(column) = identity.filter(|_| self.version >= PgVersion::V17) {
            let message = format!(
                "table \"{}\" being attached contains an identity column \"{}\"",
                partition.name.name, column.name
            );
            self.fail("55000", message);
        }
        if let Some(bound) = bound {
            self.refuse_bound(parent, name, bound);
        }
        self.lock_tree(partition, false, AccessExclusive, LockReason::Target);
        // The bounds of the tables above count too, and are read.
        for above in self.before.ancestors(parent.id) {
            self.lock(above, AccessShare, LockReason::Parent);
        }
        let wanted = bound.and_then(|bound| self.whole_bound(parent, bound));
        let proven =
            wanted.as_ref().is_some_and(|wanted| proof::table_implies(partition, self.version, wanted));
        if !proven && bound.is_some() {
            for table in self.tree(partition, false) {
                if !wanted.as_ref().is_some_and(|wanted| proof::table_implies(table, self.version, wanted)) {
                    alteration.verified.push(table);
                }
            }
        }
        if let Some(default) = self.before.default_partition(parent.id) {
            self.lock_tree(default, false, AccessExclusive, LockReason::DefaultPartition);
            let excluded = bound.and_then(|bound| excluded_test(parent, bound));
            for table in self.tree(default, false) {
                if !excluded
                    .as_ref()
                    .is_some_and(|excluded| proof::table_implies(table, self.version, excluded))
                {
                    alteration.verified.push(table);
                }
            }
        }
        for index in self.indexes(parent) {
            self.lock(index, ShareUpdateExclusive, LockReason::Index);
        }
        self.inherit_foreign_keys(parent, Some(partition));
        self.lock_referencing_parent(parent);
    }

    /// What every row of a partition has to satisfy: its own bound and those of the tables above it.
    fn whole_bound(&self, parent: &'a Relation, bound: &PartitionBound) -> Option<Test> {
        let mut tests = vec![match bound {
            PartitionBound::Default => self.default_bound(parent)?,
            bound => bound_test(parent, bound)?,
        }];
        let (mut child, mut depth) = (parent, 0);
        while let (Some(bound), Some(above), true) = (
            child.partition_bound.as_deref(),
            child.parents.first().and_then(|id| self.relation(*id)),
            depth < 32,
        ) {
            tests.push(match bound {
                PartitionBound::Default => self.default_bound(above)?,
                bound => bound_test(above, bound)?,
            });
            child = above;
            depth += 1;
        }
        Some(Test::All(tests))
    }

    /// A default partition takes what no other partition does; the first one of an empty table takes everything.
    fn default_bound(&self, parent: &Relation) -> Option<Test> {
        let siblings = parent.children.iter().filter_map(|child| self.relation(*child));
        let bounds = siblings.filter_map(|sibling| sibling.partition_bound.as_deref());
        let others = bounds.filter(|bound| **bound != PartitionBound::Default);
        let tests = others.map(|bound| excluded_test(parent, bound)).collect::<Option<Vec<_>>>()?;
        Some(Test::All(tests))
    }

    /// `CREATE TABLE … PARTITION OF`: ACCESS EXCLUSIVE on the parent, for which nothing is waited for in ATTACH.
    pub(super) fn create_partition(
        &mut self,
        parent: &'a Relation,
        name: &ObjectName,
        bound: &PartitionBound,
    ) {
        self.refuse_bound(parent, name, bound);
        self.lock(parent, AccessExclusive, LockReason::Parent);
        for index in self.indexes(parent) {
            self.lock(index, ShareUpdateExclusive, LockReason::Index);
        }
        if let Some(default) = self.before.default_partition(parent.id) {
            self.lock_tree(default, false, AccessExclusive, LockReason::DefaultPartition);
            let excluded = excluded_test(parent, bound);
            for table in self.tree(default, false) {
                let proven = excluded
                    .as_ref()
                    .is_some_and(|excluded| proof::table_implies(table, self.version, excluded));
                if !proven && table.kind == RelationKind::Table {
                    self.work(table, WorkKind::Read { bounded: false });
                }
            }
        }
        self.inherit_foreign_keys(parent, None);
        self.lock_referencing_parent(parent);
    }

    /// The foreign keys that point at a partitioned table come to point at its new partition too.
    fn lock_referencing_parent(&mut self, parent: &Relation) {
        // Up to 14 the tables on the other side are only read on the way.
        let mode = if self.version >= PgVersion::V15 { ShareRowExclusive } else { AccessShare };
        for (holder, _) in self.before.referencing(parent.id) {
            if !holder.is_partition() {
                self.lock(holder, mode, LockReason::Referencing);
            }
        }
    }

    pub(super) fn detach_partition(
        &mut self,
        parent: &'a Relation,
        name: &ObjectName,
        concurrently: bool,
        finalize: bool,
    ) {
        if concurrently {
            self.refuse_transaction("ALTER TABLE ... DETACH CONCURRENTLY");
        }
        let Some(partition) = self.resolve(name) else { return };
        let default = self.before.default_partition(parent.id);
        if let Some(default) = default {
            if concurrently {
                return self
                    .fail("55000", "cannot detach partitions concurrently when a default partition exists");
            }
            self.lock(default, AccessExclusive, LockReason::DefaultPartition);
        }
        // Up to 13 queries that read the partition by its own name go on, unless clones of triggers go.
        let clones = parent.triggers.iter().any(|trigger| trigger.row);
        let mode = if self.version >= PgVersion::V14 || concurrently || finalize || clones {
            AccessExclusive
        } else {
            ShareUpdateExclusive
        };
        self.lock(partition, mode, LockReason::Target);
        self.lock_children(partition, AccessExclusive, LockReason::Child);
        for index in self.indexes(partition) {
            let attached = index.parents.first().and_then(|above| self.table_of_index(*above));
            if attached.is_some_and(|table| table.id == parent.id) {
                self.lock(index, AccessExclusive, LockReason::Index);
            }
        }
        for constraint in parent.foreign_keys() {
            if let Some(referenced) = constraint.references() {
                self.lock_referenced(referenced, ShareRowExclusive);
            }
        }
        let referencing = self.before.referencing(parent.id);
        for (holder, _) in referencing.iter().filter(|(holder, _)| !holder.is_partition()) {
            // The foreign key no longer covers the partition: that takes triggers away on both tables.
            self.lock(holder, AccessExclusive, LockReason::Referencing);
            self.lock(partition, AccessExclusive, LockReason::Target);
        }
    }

    /// The partitions that a condition with constants leaves, as the planner prunes them; all of them where it
    /// cannot be told.
    pub(super) fn surviving_partitions(
        &self,
        table: &'a Relation,
        condition: Option<&Expr>,
    ) -> Vec<&'a Relation> {
        let mut survivors = Vec::new();
        let known = condition.map(proof::test);
        for child in table.children.iter().filter_map(|child| self.relation(*child)) {
            let bound = child.partition_bound.as_deref();
            let refuted = match (&known, bound) {
                (Some(known), Some(PartitionBound::Default)) => {
                    let others = table.children.iter().filter_map(|other| self.relation(*other));
                    others
                        .filter_map(|other| other.partition_bound.as_deref())
                        .filter_map(|bound| bound_test(table, bound))
                        .any(|taken| proof::implies(&known.clone(), &without_null_tests(taken), table))
                }
                (Some(known), Some(bound)) => excluded_test(table, bound)
                    .is_some_and(|excluded| proof::implies(known, &excluded, table)),
                _ => false,
            };
            if !refuted {
                survivors.push(child);
                survivors.extend(self.surviving_partitions(child, condition));
            }
        }
        survivors
    }
}

fn without_null_tests(test: Test) -> Test {
    match test {
        Test::All(tests) => {
            Test::All(tests.into_iter().filter(|test| !matches!(test, Test::NotNull(_))).collect())
        }
        test => test,
    }
}

/// A bound as the condition that the server checks rows against (get_qual_from_partbound); `None` for hash bounds and
/// keys over expressions, which nothing proves.
pub(super) fn bound_test(parent: &Relation, bound: &PartitionBound) -> Option<Test> {
    let key = parent.partition_key.as_deref()?;
    match bound {
        PartitionBound::Range { from, to } => range_test(key, from, to),
        PartitionBound::List(values) => {
            let column = single_column(key)?;
            let literals = values.iter().map(literal).collect::<Option<Vec<_>>>()?;
            let (nulls, values): (Vec<_>, Vec<_>) =
                literals.into_iter().partition(|value| *value == super::literal::Literal::Null);
            let one_of = Test::OneOf { column: column.clone(), values };
            Some(if nulls.is_empty() {
                Test::All(vec![Test::NotNull(column), one_of])
            } else {
                Test::Any(vec![Test::Null(column), one_of])
            })
        }
        PartitionBound::Default | PartitionBound::Hash { .. } => None,
    }
}

/// The columns that both edges hold to one value are equal to it; after them each edge is a comparison of rows, taken
/// apart: `a > 1 OR (a = 1 AND b >= 0)` (get_qual_for_range).
fn range_test(key: &PartitionKey, from: &[Expr], to: &[Expr]) -> Option<Test> {
    let columns = key.elements.iter().map(key_column).collect::<Option<Vec<Name>>>()?;
    let mut tests: Vec<Test> = columns.iter().cloned().map(Test::NotNull).collect();
    let mut shared = 0;
    while let (Some(column), Some(low), Some(high)) = (columns.get(shared), from.get(shared), to.get(shared))
    {
        if low != high || is_infinite(low) {
            break;
        }
        tests.push(Test::Compare {
            column: column.clone(),
            operator: Comparison::Equal,
            value: literal(low)?,
        });
        shared += 1;
    }
    let (columns, from, to) = (columns.get(shared..)?, from.get(shared..)?, to.get(shared..)?);
    tests.extend(edge_test(columns, from, Comparison::Greater, Comparison::GreaterOrEqual)?);
    tests.extend(edge_test(columns, to, Comparison::Less, Comparison::Less)?);
    Some(Test::All(tests))
}

/// One edge of a range; `None` inside where it is open.
fn edge_test(columns: &[Name], edge: &[Expr], strict: Comparison, last: Comparison) -> Option<Option<Test>> {
    let (mut arms, mut equal) = (Vec::new(), Vec::new());
    for (number, (column, value)) in columns.iter().zip(edge).enumerate() {
        if is_infinite(value) {
            break;
        }
        let value = literal(value)?;
        let open_next = edge.get(number + 1).is_some_and(is_infinite);
        let ends = number + 1 == columns.len() || open_next;
        let inclusive = if strict == Comparison::Less { Comparison::LessOrEqual } else { last };
        let operator = match (ends, open_next) {
            (true, true) => inclusive,
            (true, false) => last,
            (false, _) => strict,
        };
        let mut arm: Vec<Test> = equal.clone();
        arm.push(Test::Compare { column: column.clone(), operator, value: value.clone() });
        arms.push(Test::All(arm));
        equal.push(Test::Compare { column: column.clone(), operator: Comparison::Equal, value });
    }
    Some(match arms.len() {
        0 => None,
        1 => arms.pop(),
        _ => Some(Test::Any(arms)),
    })
}

fn is_infinite(expr: &Expr) -> bool {
    is_minimum(expr) || is_maximum(expr)
}

pub fn is_minimum(expr: &Expr) -> bool {
    is_word(expr, "minvalue")
}

pub fn is_maximum(expr: &Expr) -> bool {
    is_word(expr, "maxvalue")
}

/// MINVALUE and MAXVALUE, which the grammar reads as columns or words.
fn is_word(expr: &Expr, word: &str) -> bool {
    match expr {
        Expr::Column(parts) => parts.last().is_some_and(|last| last.eq_ignore_ascii_case(word)),
        Expr::SqlValue(written) | Expr::Other { what: written, .. } => written.eq_ignore_ascii_case(word),
        _ => false,
    }
}

fn key_column(element: &PartitionElement) -> Option<Name> {
    match element {
        PartitionElement::Column(column) => Some(column.clone()),
        PartitionElement::Expression(_) => None,
    }
}

fn single_column(key: &PartitionKey) -> Option<Name> {
    match key.elements.as_slice() {
        [element] => key_column(element),
        _ => None,
    }
}

/// What the rows of the default partition must satisfy once another partition takes its share.
fn excluded_test(parent: &Relation, bound: &PartitionBound) -> Option<Test> {
    bound_test(parent, bound).and_then(proof::opposite)
}
