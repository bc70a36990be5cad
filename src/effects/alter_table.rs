//! `ALTER TABLE`: the lock that each action asks for, whether it reaches partitions and inheritance children, and the
//! order in which the server does them.

use super::dependency::Object;
use super::prediction::Prediction;
use super::type_change::TypeChange;
use super::{LockReason, foreign_key, storage};
use crate::ast::{AlterAction, AlterActionKind, AlterTable, ConstraintKind, Name, ObjectKind, ObjectName};
use crate::catalog::{QualifiedName, Relation, RelationId, RelationKind};
use crate::lock::LockMode::{self, *};
use crate::version::PgVersion;

/// Whether an action is done on the table alone or on everything below it too, unless ONLY was written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    Alone,
    Descendants,
    /// The children are decided upon by the action itself.
    Special,
}

use Reach::*;

/// The manual's notes on ALTER TABLE, action by action (AlterTableGetLockLevel and ATPrepCmd in the server).
fn rule(action: &AlterActionKind, version: PgVersion) -> (LockMode, Reach) {
    use AlterActionKind::*;
    match action {
        AddColumn { .. } => (AccessExclusive, Descendants),
        DropColumn { .. } => (AccessExclusive, Descendants),
        AlterColumnType { .. } => (AccessExclusive, Descendants),
        SetDefault { .. } | DropDefault { .. } => (AccessExclusive, Descendants),
        SetNotNull { .. } => (AccessExclusive, Special),
        DropNotNull { .. } => (AccessExclusive, Descendants),
        SetExpression { .. } => (AccessExclusive, Descendants),
        DropExpression { .. } => (AccessExclusive, Descendants),
        // Identity of a partitioned table is passed on since 17.
        AddIdentity { .. } | SetIdentity { .. } | DropIdentity { .. } => {
            (AccessExclusive, if version >= PgVersion::V17 { Descendants } else { Alone })
        }
        SetStatistics { .. } => (ShareUpdateExclusive, Descendants),
        SetColumnOptions { .. } => (ShareUpdateExclusive, Alone),
        SetStorage { .. } => (AccessExclusive, Descendants),
        SetCompression { .. } => (AccessExclusive, Alone),

        AddConstraint { constraint } => match constraint.kind {
            ConstraintKind::ForeignKey(_) => (ShareRowExclusive, Special),
            _ => (AccessExclusive, Special),
        },
        AlterConstraint { .. } => (AccessExclusive, Special),
        ValidateConstraint { .. } => (ShareUpdateExclusive, Special),
        DropConstraint { .. } => (AccessExclusive, Special),

        AttachPartition { .. } => (ShareUpdateExclusive, Special),
        DetachPartition { concurrently: true, .. } => (ShareUpdateExclusive, Special),
        DetachPartition { finalize: true, .. } => (ShareUpdateExclusive, Special),
        DetachPartition { .. } => (AccessExclusive, Special),
        Inherit { .. } | NoInherit { .. } => (AccessExclusive, Alone),
        OfType { .. } | NotOf => (AccessExclusive, Alone),

        ToggleTrigger { .. } => (ShareRowExclusive, Special),
        ToggleRule { .. } => (AccessExclusive, Alone),
        RowSecurity(_) => (AccessExclusive, Alone),
        ReplicaIdentity(_) => (AccessExclusive, Alone),
        OwnerTo { .. } => (AccessExclusive, Alone),

        ClusterOn { .. } | SetWithoutCluster => (ShareUpdateExclusive, Alone),
        SetLogged { .. } => (AccessExclusive, Alone),
        SetTablespace { .. } => (AccessExclusive, Alone),
        SetAccessMethod { .. } => (AccessExclusive, Alone),
        SetWithoutOids => (AccessExclusive, Alone),
        SetOptions { options, .. } => (storage::options_mode(options), Alone),

        AddAttribute { .. } | DropAttribute { .. } | AlterAttributeType { .. } => (AccessExclusive, Alone),
        Other(_) => (AccessExclusive, Alone),
    }
}

/// The order in which the server does the actions, whatever order they were written in.
fn pass(action: &AlterActionKind) -> u8 {
    use AlterActionKind::*;
    match action {
        DropColumn { .. } | DropConstraint { .. } | DropDefault { .. } | DropNotNull { .. } => 0,
        DropIdentity { .. } | DropExpression { .. } => 0,
        AlterColumnType { .. } => 1,
        SetExpression { .. } => 2,
        AddColumn { .. } => 3,
        AddConstraint { constraint } => match &constraint.kind {
            ConstraintKind::Check(_) | ConstraintKind::NotNull(_) => 4,
            ConstraintKind::PrimaryKey(_) | ConstraintKind::Unique(_) | ConstraintKind::Exclusion(_) => 6,
            ConstraintKind::ForeignKey(_) => 7,
        },
        SetNotNull { .. } | SetDefault { .. } | AddIdentity { .. } | SetIdentity { .. } => 5,
        _ => 8,
    }
}

/// What the actions so far have done to the tables, beyond the catalog before the statement.
pub(super) struct Alteration<'a> {
    pub(super) mode: LockMode,
    pub(super) only: bool,
    /// The statement has one action.
    pub(super) alone: bool,
    pub(super) target: &'a Relation,
    /// Tables that are written anew.
    pub(super) rewritten: Vec<&'a Relation>,
    /// Tables whose rows are read to verify a constraint, unless they are written anew.
    pub(super) verified: Vec<&'a Relation>,
    /// Referencing tables whose foreign keys are validated, also after a rewrite.
    pub(super) validated: Vec<&'a Relation>,
    /// Indexes built again; a rewrite of the table includes them.
    pub(super) rebuilt: Vec<(&'a Relation, &'a Relation)>,
    pub(super) added_columns: Vec<Name>,
    /// All that the actions have dropped so far.
    pub(super) dropped: Vec<Object<'a>>,
    pub(super) dropped_constraints: Vec<(RelationId, Name)>,
    /// Those that go with a dropped column or constraint.
    pub(super) dropped_indexes: Vec<RelationId>,
    pub(super) dropped_defaults: Vec<Name>,
    pub(super) type_changes: Vec<TypeChange>,
    /// Foreign keys beside added columns may go without validation, unless the column itself has a default.
    pub(super) new_keys_may_hold: bool,
}

impl<'a> Prediction<'a> {
    pub(super) fn alter_table(&mut self, alter: &AlterTable) {
        let target = match self.resolve(&alter.name) {
            Some(target) if alter.kind != ObjectKind::Type && target.kind != RelationKind::CompositeType => {
                target
            }
            _ => return self.alter_composite_type(alter),
        };
        let rules = alter.actions.iter().map(|action| rule(&action.kind, self.version));
        let mode = rules.map(|(mode, _)| mode).max().unwrap_or(ShareUpdateExclusive);
        self.lock(target, mode, LockReason::Target);

        let mut alteration = Alteration::new(target, alter, mode, self.version);
        let mut ordered: Vec<&AlterAction> = alter.actions.iter().collect();
        ordered.sort_by_key(|action| pass(&action.kind));
        for action in ordered {
            if rule(&action.kind, self.version).1 == Descendants && !alter.only {
                self.lock_children(target, mode, LockReason::Child);
            }
            self.alter_action(&action.kind, &mut alteration);
        }
        if let [AlterAction { kind: AlterActionKind::AddIdentity { column, .. }, .. }] = &alter.actions[..] {
            self.add_identity(&column.name, target);
        }
        self.change_types(&mut alteration);
        self.finish_alteration(alteration);
    }

    /// `ALTER TYPE … CASCADE` does to the tables made `OF` a type what it does to the type; without CASCADE it fails.
    pub(super) fn alter_typed_tables(&mut self, alter: &AlterTable, name: &QualifiedName) {
        use AlterActionKind::{AddAttribute, AlterAttributeType, DropAttribute};
        let before = self.before;
        for table in before.relations().filter(|table| table.of_type.as_ref() == Some(name)) {
            let cascades = alter.actions.iter().all(|action| {
                matches!(
                    action.kind,
                    AddAttribute { cascade: true, .. }
                        | DropAttribute { cascade: true, .. }
                        | AlterAttributeType { cascade: true, .. }
                )
            });
            if !cascades {
                let message =
                    format!("cannot alter type \"{}\" because it is the type of a typed table", name.name);
                self.fail("2BP01", message);
                return;
            }
            self.lock_tree(table, false, AccessExclusive, LockReason::Target);
            let mut alteration = Alteration::new(table, alter, AccessExclusive, self.version);
            for action in &alter.actions {
                match &action.kind {
                    DropAttribute { name, .. } => self.drop_column(&name.name, true, &mut alteration),
                    AlterAttributeType { name, data_type, .. } => {
                        self.plan_type_change(&name.name, data_type, None, None, &mut alteration);
                    }
                    _ => {}
                }
            }
            self.change_types(&mut alteration);
            self.finish_alteration(alteration);
        }
    }

    /// What a table made `OF` a type, and a partition, have only together with the type and the parent.
    fn refuse_own_columns(&mut self, action: &AlterActionKind, target: &Relation) {
        use AlterActionKind::{AddColumn, AlterColumnType, DropColumn};
        let typed = target.of_type.is_some();
        let message = match action {
            AddColumn { .. } if typed => "cannot add column to typed table",
            DropColumn { .. } if typed => "cannot drop column from typed table",
            AlterColumnType { .. } if typed => "cannot alter column type of typed table",
            AddColumn { .. } if target.is_partition() => "cannot add column to a partition",
            _ => return,
        };
        self.fail("42809", message);
    }

    fn alter_action(&mut self, action: &AlterActionKind, alteration: &mut Alteration<'a>) {
        use AlterActionKind::*;
        let target = alteration.target;
        self.refuse_own_columns(action, target);
        match action {
            AddColumn { column, if_not_exists } => self.add_column(column, *if_not_exists, alteration),
            DropColumn { column, cascade, .. } => self.drop_column(&column.name, *cascade, alteration),
            AlterColumnType { column, data_type, collation, using } => {
                let using = using.as_ref().map(|using| &using.expr);
                self.plan_type_change(&column.name, data_type, collation.as_ref(), using, alteration);
            }
            SetDefault { default, .. } => self.refuse_gone_sequence(&default.expr),
            DropDefault { column } => alteration.dropped_defaults.push(column.name.clone()),
            SetNotNull { column } => self.set_not_null(&column.name, alteration),
            DropNotNull { column } => self.drop_not_null(&column.name, alteration),
            SetExpression { column, .. } => self.set_expression(&column.name, alteration),
            SetIdentity { column, sequence_options, .. } => {
                self.set_identity(&column.name, *sequence_options, alteration);
            }
            DropIdentity { column, .. } => self.drop_identity(&column.name, alteration),

            AddConstraint { constraint } => self.add_constraint(constraint, alteration),
            AlterConstraint { constraint, change } => {
                self.alter_constraint(&constraint.name, *change, alteration);
            }
            ValidateConstraint { constraint } => self.validate_constraint(&constraint.name, alteration),
            DropConstraint { constraint, cascade, .. } => {
                self.drop_constraint(&constraint.name, *cascade, alteration);
            }

            AttachPartition { partition, bound } => {
                self.attach_partition(partition, bound.as_ref(), alteration);
            }
            DetachPartition { partition, concurrently, finalize } => {
                self.detach_partition(target, partition, *concurrently, *finalize);
            }
            Inherit { parent } => self.lock_named(parent, ShareUpdateExclusive, LockReason::Parent),
            NoInherit { parent } => self.lock_named(parent, AccessShare, LockReason::Parent),

            ToggleTrigger { name, user_only, .. } => {
                let name = name.as_ref().map(|name| &name.name);
                self.toggle_trigger(name, *user_only, alteration);
            }
            ReplicaIdentity(identity) => self.replica_identity(identity, alteration),
            OwnerTo { role } => self.change_owner(role, target),
            ClusterOn { index } => self.cluster_on(&index.name, target),
            SetLogged { logged } => self.set_logged(*logged, alteration),
            SetTablespace { tablespace } => self.set_tablespace(tablespace, target),
            SetAccessMethod { method } => self.set_access_method(method.as_ref(), alteration),
            DropExpression { .. } | AddIdentity { .. } => {}
            SetStatistics { .. } | SetColumnOptions { .. } | SetStorage { .. } | SetCompression { .. } => {}
            ToggleRule { .. } | RowSecurity(_) | OfType { .. } | NotOf => {}
            SetWithoutCluster | SetWithoutOids | SetOptions { .. } | Other(_) => {}
            AddAttribute { .. } | DropAttribute { .. } | AlterAttributeType { .. } => {}
        }
    }

    /// What the server refuses of a column that is to draw its own numbers.
    fn add_identity(&mut self, column: &Name, target: &Relation) {
        let Some(known) = target.column(column) else { return };
        let (table, code) = (&target.name.name, "55000");
        let message = if known.identity.is_some() {
            format!("column \"{column}\" of relation \"{table}\" is already an identity column")
        } else if !known.not_null && known.nullability_known {
            format!(
                "column \"{column}\" of relation \"{table}\" must be declared NOT NULL before identity can be added"
            )
        } else if known.default.is_some() {
            format!("column \"{column}\" of relation \"{table}\" already has a default value")
        } else {
            return;
        };
        self.fail_for(code, message, known.places());
    }

    /// The last phase: one pass over each table for everything that has to be verified, or a rewrite that does it too.
    fn finish_alteration(&mut self, alteration: Alteration<'a>) {
        for table in &alteration.rewritten {
            self.rewrite_without(table, &alteration.dropped_indexes);
        }
        for (table, index) in &alteration.rebuilt {
            self.rebuild(table, index);
        }
        for table in &alteration.verified {
            // ONLY leaves the partitions as they are.
            let spared = alteration.only && table.kind == RelationKind::PartitionedTable;
            if !spared && !alteration.rewritten.iter().any(|rewritten| rewritten.id == table.id) {
                self.scan(table);
            }
        }
        for table in &alteration.validated {
            self.scan(table);
        }
    }

    pub(super) fn lock_named(&mut self, name: &ObjectName, mode: LockMode, reason: LockReason) {
        if let Some(relation) = self.resolve(name) {
            self.lock(relation, mode, reason);
        }
    }
}

impl<'a> Alteration<'a> {
    fn new(target: &'a Relation, alter: &AlterTable, mode: LockMode, version: PgVersion) -> Self {
        Self {
            mode,
            only: alter.only,
            alone: alter.actions.len() == 1,
            target,
            rewritten: Vec::new(),
            verified: Vec::new(),
            validated: Vec::new(),
            rebuilt: Vec::new(),
            added_columns: Vec::new(),
            dropped: Vec::new(),
            dropped_constraints: Vec::new(),
            dropped_indexes: Vec::new(),
            dropped_defaults: Vec::new(),
            type_changes: Vec::new(),
            new_keys_may_hold: foreign_key::all_hold_without_validation(&alter.actions, version),
        }
    }

    pub(super) fn drops_constraint(&self, table: RelationId, name: &Name) -> bool {
        self.dropped_constraints.iter().any(|(on, dropped)| *on == table && dropped == name)
    }
}
