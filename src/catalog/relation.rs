//! Tables, views, sequences and indexes: what `pg_class` and its neighbors hold.

use std::sync::Arc;

use super::{Origin, Place, QualifiedName, Rare, RelationId, Shared};
use crate::ast::{
    self, ExclusionConstraint, Expr, Generated, Identity, IndexElement, Name, PartitionBound, PartitionKey,
    Persistence, ReferentialAction, TriggerEvents, TriggerTiming, TypeName,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationKind {
    Table,
    PartitionedTable,
    ForeignTable,
    View,
    MaterializedView,
    Sequence,
    Index,
    PartitionedIndex,
    CompositeType,
}

impl RelationKind {
    pub fn name(self) -> &'static str {
        match self {
            RelationKind::Table => "table",
            RelationKind::PartitionedTable => "partitioned table",
            RelationKind::ForeignTable => "foreign table",
            RelationKind::View => "view",
            RelationKind::MaterializedView => "materialized view",
            RelationKind::Sequence => "sequence",
            RelationKind::Index | RelationKind::PartitionedIndex => "index",
            RelationKind::CompositeType => "composite type",
        }
    }

    pub fn is_index(self) -> bool {
        matches!(self, RelationKind::Index | RelationKind::PartitionedIndex)
    }

    /// Whether it holds rows of its own.
    pub fn has_storage(self) -> bool {
        matches!(self, RelationKind::Table | RelationKind::MaterializedView | RelationKind::Index)
    }
}

/// One relation. Fields that its kind does not have are empty.
#[derive(Clone, Debug)]
pub struct Relation {
    pub id: RelationId,
    pub name: Arc<QualifiedName>,
    pub kind: RelationKind,
    pub origin: Origin,
    pub persistence: Persistence,
    /// Every column is known. Where it is false, a column that is not listed may exist all the same.
    pub columns_known: bool,
    pub columns: Shared<Arc<Column>>,
    pub constraints: Shared<Arc<Constraint>>,
    /// Indexes on it, in the order they were made.
    pub indexes: Shared<RelationId>,
    pub triggers: Shared<Arc<Trigger>>,
    pub rules: Shared<Name>,
    pub policies: Shared<Arc<Policy>>,
    pub row_security: bool,
    pub force_row_security: bool,
    pub options: Shared<ast::RelOption>,
    pub access_method: Rare<Name>,
    pub tablespace: Rare<Name>,
    pub replica_identity: Rare<ast::ReplicaIdentity>,
    pub owner: Rare<Name>,
    pub comment: Rare<Name>,
    /// Grants so far, as (privilege, grantee); an empty privilege is ALL.
    pub grants: Shared<(Name, Name)>,

    /// The parents it inherits from or is a partition of; for an index, the partitioned index it is attached to.
    pub parents: Shared<RelationId>,
    /// Its inheritance children or partitions.
    pub children: Shared<RelationId>,
    /// The composite type of a typed table.
    pub of_type: Rare<QualifiedName>,
    pub partition_key: Option<Arc<PartitionKey>>,
    pub partition_bound: Option<Arc<PartitionBound>>,
    /// Tables with a foreign key to this one.
    pub referenced_by: Shared<RelationId>,

    /// Views, materialized views and rules that read it.
    pub read_by: Shared<RelationId>,
    /// What a view or materialized view reads.
    pub reads: Shared<RelationId>,
    /// A view's or materialized view's query.
    pub query: Option<Arc<ast::Query>>,
    /// The text of a view's or materialized view's CREATE statement.
    pub definition: Option<Place>,
    /// A materialized view that holds data, or a table that something may have filled since it was made.
    pub populated: bool,

    /// An index's own properties.
    pub index: Option<Arc<Index>>,
    /// The table and column that own a sequence; `true` for an identity column's.
    pub sequence_owner: Rare<(RelationId, Name, bool)>,
    /// A sequence's type: `int8` unless said otherwise.
    pub sequence_type: Rare<Name>,
    /// The last statement that changed its definition.
    pub changed: Option<Place>,
}

/// Two are equal when they are the same version of the same relation: that is all that finding what changed between
/// two catalogs needs, in time that goes with the changes.
impl PartialEq for Relation {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Relation {
    /// Whether the history shows every constraint that ON CONFLICT can name or rest on, and nothing is done instead of
    /// the INSERT.
    pub(super) fn has_known_arbiters(&self) -> bool {
        let stored = matches!(self.kind, RelationKind::Table | RelationKind::PartitionedTable);
        stored
            && self.origin.created().is_some()
            && self.columns_known
            && self.rules.is_empty()
            // One that the history does not show may have been there before it.
            && self.constraints.iter().all(|constraint| !matches!(constraint.kind, ConstraintDef::Unknown))
    }

    /// Whether ON CONFLICT ON CONSTRAINT cannot find a constraint of this name, as far as the history shows the table.
    pub fn lacks_constraint(&self, name: &str) -> bool {
        self.has_known_arbiters() && self.constraint(name).is_none()
    }

    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name).map(Arc::as_ref)
    }

    pub fn constraint(&self, name: &str) -> Option<&Constraint> {
        self.constraints.iter().find(|constraint| constraint.name == name).map(Arc::as_ref)
    }

    pub fn trigger(&self, name: &str) -> Option<&Trigger> {
        self.triggers.iter().find(|trigger| trigger.name == name).map(Arc::as_ref)
    }

    pub fn policy(&self, name: &str) -> Option<&Policy> {
        self.policies.iter().find(|policy| policy.name == name).map(Arc::as_ref)
    }

    pub fn primary_key(&self) -> Option<&Constraint> {
        self.constraints.iter().map(Arc::as_ref).find(|c| matches!(c.kind, ConstraintDef::PrimaryKey { .. }))
    }

    pub fn foreign_keys(&self) -> impl Iterator<Item = &Constraint> {
        self.constraints.iter().map(Arc::as_ref).filter(|constraint| constraint.references().is_some())
    }

    pub fn is_temporary(&self) -> bool {
        self.persistence == Persistence::Temporary
    }

    pub fn is_partition(&self) -> bool {
        self.partition_bound.is_some()
    }

    /// Whether the history shows none of its partitions: one that is in use has some, made by another hand.
    pub fn hides_partitions(&self) -> bool {
        self.kind == RelationKind::PartitionedTable && self.children.is_empty()
    }
}

#[derive(Clone, Debug)]
pub struct Column {
    pub name: Name,
    /// `None` where the history does not tell.
    pub data_type: Rare<TypeName>,
    pub collation: Rare<Name>,
    pub not_null: bool,
    /// Whether `not_null` is known to be false when it is false.
    pub nullability_known: bool,
    pub default: Rare<Expr>,
    /// The default is a NULL of the type's length, which the server keeps; there is no other.
    pub null_default: bool,
    pub generated: Rare<Generated>,
    pub identity: Option<Identity>,
    /// The sequence of a serial or identity column.
    pub sequence: Option<RelationId>,
    pub origin: Origin,
    /// Inherited from a parent and not declared here.
    pub inherited: bool,
    pub comment: Rare<Name>,
    pub changed: Option<Place>,
}

#[derive(Clone, Debug)]
pub struct Constraint {
    pub name: Name,
    pub kind: ConstraintDef,
    /// Every row is known to satisfy it: it is not `NOT VALID`.
    pub validated: bool,
    pub enforced: bool,
    pub deferrable: bool,
    pub initially_deferred: bool,
    pub no_inherit: bool,
    pub inherited: bool,
    pub origin: Origin,
    pub validated_at: Option<Place>,
}

impl Column {
    /// Whether a row that is stored without it is refused.
    pub fn needs_a_value(&self) -> bool {
        self.not_null && self.default.is_none() && self.generated.is_none() && self.identity.is_none()
    }

    /// Where it was made and last changed.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        self.origin.created().into_iter().chain(self.changed)
    }
}

impl Constraint {
    /// When it is checked, as ALTER CONSTRAINT says it.
    pub fn time_of_check(&self) -> &'static str {
        match (self.deferrable, self.initially_deferred) {
            (_, true) => "DEFERRABLE INITIALLY DEFERRED",
            (true, false) => "DEFERRABLE INITIALLY IMMEDIATE",
            (false, false) => "NOT DEFERRABLE",
        }
    }

    /// The table that a foreign key points at.
    pub fn references(&self) -> Option<RelationId> {
        match &self.kind {
            ConstraintDef::ForeignKey { references, .. } => Some(*references),
            _ => None,
        }
    }

    /// The index that enforces it.
    pub fn index(&self) -> Option<RelationId> {
        match &self.kind {
            ConstraintDef::PrimaryKey { index, .. }
            | ConstraintDef::Unique { index, .. }
            | ConstraintDef::Exclusion { index, .. } => Some(*index),
            _ => None,
        }
    }

    /// The columns of this table that it is about, where it lists them.
    pub fn columns(&self) -> Vec<Name> {
        match &self.kind {
            ConstraintDef::PrimaryKey { columns, .. }
            | ConstraintDef::Unique { columns, .. }
            | ConstraintDef::ForeignKey { columns, .. } => columns.clone(),
            ConstraintDef::NotNull { column } => vec![column.clone()],
            ConstraintDef::Check { columns, .. } => columns.clone(),
            ConstraintDef::Unknown => Vec::new(),
            ConstraintDef::Exclusion { definition, .. } => {
                let keys = definition.elements.iter().map(|(element, _)| &element.key);
                keys.filter_map(|key| match key {
                    ast::IndexKey::Column(column) => Some(column.clone()),
                    ast::IndexKey::Expression(_) => None,
                })
                .collect()
            }
        }
    }
}

#[derive(Clone, Debug)]
pub enum ConstraintDef {
    /// Assumed: a statement named it, and nothing tells what it is.
    Unknown,
    Check {
        expr: Expr,
        columns: Vec<Name>,
    },
    /// PostgreSQL 18 keeps NOT NULL as a constraint with a name.
    NotNull {
        column: Name,
    },
    PrimaryKey {
        columns: Vec<Name>,
        index: RelationId,
    },
    Unique {
        columns: Vec<Name>,
        index: RelationId,
    },
    Exclusion {
        definition: Arc<ExclusionConstraint>,
        index: RelationId,
    },
    ForeignKey {
        columns: Vec<Name>,
        references: RelationId,
        referenced_columns: Vec<Name>,
        on_delete: ReferentialAction,
        on_update: ReferentialAction,
        /// The columns that ON DELETE sets; empty for all.
        delete_sets: Vec<Name>,
    },
}

impl ConstraintDef {
    pub fn words(&self) -> &'static str {
        match self {
            ConstraintDef::Unknown => "constraint",
            ConstraintDef::Check { .. } => "check constraint",
            ConstraintDef::NotNull { .. } => "not-null constraint",
            ConstraintDef::PrimaryKey { .. } => "primary key",
            ConstraintDef::Unique { .. } => "unique constraint",
            ConstraintDef::Exclusion { .. } => "exclusion constraint",
            ConstraintDef::ForeignKey { .. } => "foreign key",
        }
    }
}

#[derive(Clone, Debug)]
pub struct Index {
    /// The relation it is on; `None` where a statement named only the index (`DROP INDEX x`).
    pub table: Option<RelationId>,
    pub method: Name,
    pub unique: bool,
    pub elements: Vec<IndexElement>,
    pub include: Vec<Name>,
    pub predicate: Option<Expr>,
    pub nulls_not_distinct: bool,
    /// Usable by queries; false after `CREATE INDEX ON ONLY` until every partition's index is attached.
    pub valid: bool,
    /// A concurrent build that a timeout or a violation may have left invalid.
    pub concurrently: bool,
    /// The constraint that owns it.
    pub constraint: Option<Name>,
}

impl Index {
    /// A B-tree that has nothing special about it.
    pub(crate) fn btree(table: Option<RelationId>, elements: Vec<IndexElement>) -> Self {
        Self {
            table,
            method: Name::new_static("btree"),
            unique: false,
            elements,
            include: Vec::new(),
            predicate: None,
            nulls_not_distinct: false,
            valid: true,
            concurrently: false,
            constraint: None,
        }
    }

    /// The key columns, up to the first expression.
    pub fn leading_columns(&self) -> Vec<&Name> {
        let keys = self.elements.iter().map(|element| &element.key);
        keys.map_while(|key| match key {
            ast::IndexKey::Column(column) => Some(column),
            ast::IndexKey::Expression(_) => None,
        })
        .collect()
    }

    /// What it computes of each row: keys that are no columns, and the condition.
    pub fn expressions(&self) -> impl Iterator<Item = &Expr> {
        let keys = self.elements.iter().filter_map(|element| match &element.key {
            ast::IndexKey::Expression(expr) => Some(expr),
            ast::IndexKey::Column(_) => None,
        });
        keys.chain(&self.predicate)
    }

    /// The key columns, where it has no expression.
    pub fn key_columns(&self) -> Vec<Name> {
        let columns = self.leading_columns();
        if columns.len() < self.elements.len() { Vec::new() } else { columns.into_iter().cloned().collect() }
    }

    /// Whether it has the column in an expression or in its predicate.
    pub fn computes_from(&self, column: &str) -> bool {
        let keys = self.elements.iter().any(|element| match &element.key {
            ast::IndexKey::Expression(expr) => expr.mentions_column(column),
            ast::IndexKey::Column(_) => false,
        });
        keys || self.predicate.as_ref().is_some_and(|predicate| predicate.mentions_column(column))
    }
}

#[derive(Clone, Debug)]
pub struct Trigger {
    pub name: Name,
    pub constraint: bool,
    pub row: bool,
    pub timing: TriggerTiming,
    pub events: TriggerEvents,
    pub columns: Vec<Name>,
    pub when: Option<Expr>,
    pub function: QualifiedName,
    pub initially_deferred: bool,
    pub enabled: bool,
    pub origin: Origin,
}

impl Trigger {
    /// What of rows it fires for: `INSERT and UPDATE`.
    pub fn event_words(&self) -> String {
        let events =
            [(self.events.insert, "INSERT"), (self.events.update, "UPDATE"), (self.events.delete, "DELETE")];
        let words: Vec<&str> = events.iter().filter(|(fires, _)| *fires).map(|(_, word)| *word).collect();
        words.join(" and ")
    }
}

#[derive(Clone, Debug)]
pub struct Policy {
    pub name: Name,
    pub command: Name,
    pub permissive: bool,
    pub roles: Vec<Name>,
    pub using: Option<Expr>,
    pub with_check: Option<Expr>,
    /// What the subqueries of USING read, and those of WITH CHECK: a rename changes nothing in it.
    pub using_reads: Vec<RelationId>,
    pub check_reads: Vec<RelationId>,
    pub origin: Origin,
}
