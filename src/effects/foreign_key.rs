//! Foreign keys: SHARE ROW EXCLUSIVE on both tables, since both get triggers, and the validation of the rows.

use super::LockReason;
use super::alter_table::Alteration;
use super::prediction::Prediction;
use crate::ast::{AlterAction, AlterActionKind, ColumnDef, ForeignKey, Statement, TableConstraint, TypeName};
use crate::catalog::{Baseline, Catalog, Constraint, ConstraintDef, Relation, RelationId, RelationKind};
use crate::lock::LockMode::{self, AccessExclusive, ShareRowExclusive};
use crate::version::PgVersion;

/// How the type of a foreign key's column fits the type of the column it points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyMatch {
    /// The same, or one is the other with a length.
    Same,
    /// The server compares them, by an operator between the two or by a cast of every value.
    Differs,
    /// No operator of the index compares them.
    Refused,
    /// A type that is not built in, or not among those looked at.
    Unknown,
}

/// Types that the operators of an index compare with each other (measured on PostgreSQL 15: every pair, the column that
/// refers first). A whole number also refers to a fraction, which [`key_match`] adds.
const COMPARED: &[&[&str]] = &[
    &["int2", "int4", "int8"],
    &["numeric"],
    &["float4", "float8"],
    &["text", "varchar"],
    &["uuid"],
    &["date", "timestamp", "timestamptz"],
    &["bool"],
    &["bytea"],
    &["jsonb"],
    &["inet", "cidr"],
];

pub fn key_match(column: &TypeName, referenced: &TypeName) -> KeyMatch {
    if column.array > 0 || referenced.array > 0 || column.schema.is_some() || referenced.schema.is_some() {
        return KeyMatch::Unknown;
    }
    if column.name == referenced.name {
        return KeyMatch::Same;
    }
    let family = |of: &TypeName| COMPARED.iter().position(|family| family.contains(&of.name.as_str()));
    let (Some(from), Some(to)) = (family(column), family(referenced)) else { return KeyMatch::Unknown };
    let strings = COMPARED.get(from).is_some_and(|family| family.contains(&"text"));
    match (from == to, from, to) {
        (true, ..) if strings => KeyMatch::Same,
        // Numbers come first in the table, the narrower kind before the wider.
        (true, ..) | (false, 0, 1 | 2) | (false, 1, 2) => KeyMatch::Differs,
        _ => KeyMatch::Refused,
    }
}

/// Whether the foreign keys beside an added column are taken to hold without a look at the rows, which have no value
/// for it: a default, a NULL spelled out included, brings the validation back.
pub(super) fn holds_without_validation(column: &ColumnDef) -> bool {
    let serial = column.data_type.as_ref().is_some_and(|data_type| data_type.serial_base().is_some());
    column.default.is_none() && column.generated.is_none() && !serial
}

/// 12 decides it for the whole statement: any other added column with a default, or any ADD CONSTRAINT, has them all
/// validated (transformAlterTableStmt, which since 13 sees one action at a time).
pub(super) fn all_hold_without_validation(actions: &[AlterAction], version: PgVersion) -> bool {
    let harmless = |action: &AlterAction| match &action.kind {
        AlterActionKind::AddColumn { column, .. } => holds_without_validation(column),
        AlterActionKind::AddConstraint { .. } => false,
        _ => true,
    };
    version > PgVersion::V12 || actions.iter().all(harmless)
}

impl<'a> Prediction<'a> {
    pub(super) fn add_foreign_key(
        &mut self,
        constraint: &TableConstraint,
        key: &ForeignKey,
        holds: bool,
        alteration: &mut Alteration<'a>,
    ) {
        let target = alteration.target;
        let Some(referenced) = self.resolve(&key.references) else { return };
        if matches!(referenced.kind, RelationKind::View | RelationKind::MaterializedView) {
            let message = format!("referenced relation \"{}\" is not a table", referenced.name.name);
            return self.fail("42809", message);
        }
        let partitioned = target.kind == RelationKind::PartitionedTable;
        if partitioned && constraint.not_valid && self.version < PgVersion::V18 {
            let message = format!(
                "cannot add NOT VALID foreign key on partitioned table \"{}\" referencing relation \"{}\"",
                target.name.name, referenced.name.name
            );
            return self.fail("42809", message);
        }
        if partitioned && alteration.only {
            let message = format!(
                "cannot use ONLY for foreign key on partitioned table \"{}\" referencing relation \"{}\"",
                target.name.name, referenced.name.name
            );
            return self.fail("42809", message);
        }
        self.lock_referenced(referenced.id, ShareRowExclusive);
        if partitioned {
            let mode = alteration.mode;
            self.lock_children(target, mode, LockReason::Child);
        }
        let unchecked = constraint.not_valid || constraint.not_enforced || holds;
        if !unchecked {
            alteration.validated.extend(self.tree(target, !partitioned));
        }
    }

    /// The table that a foreign key points at, and its partitions, each of which has triggers of its own.
    pub(super) fn lock_referenced(&mut self, referenced: RelationId, mode: LockMode) {
        self.lock_id(referenced, mode, LockReason::Referenced);
        let Some(referenced) = self.relation(referenced) else { return };
        if referenced.kind == RelationKind::PartitionedTable {
            self.lock_children(referenced, mode, LockReason::Referenced);
        }
    }

    /// The foreign keys that a statement makes, with the table that gets them.
    fn new_keys<'c>(&self, statement: &Statement, after: &'c Catalog) -> Vec<(&'c Relation, &'c Constraint)> {
        let name = match statement {
            Statement::CreateTable(create) => &create.name,
            Statement::AlterTable(alter) => &alter.name,
            _ => return Vec::new(),
        };
        let Some(table) = after.resolve(name) else { return Vec::new() };
        let old = self.before.relation(table.id);
        let is_new = |name: &str| old.is_none_or(|old| old.constraint(name).is_none());
        let keys = table.foreign_keys().filter(|constraint| is_new(&constraint.name));
        keys.map(|constraint| (table, constraint)).collect()
    }

    /// A foreign key to columns that nothing keeps unique (42830, transformFkeyCheckAttrs), where the history shows
    /// everything that was ever done to the table.
    pub(super) fn refuse_unmatched_keys(&mut self, statement: &Statement, after: &Catalog) {
        for (_, constraint) in self.new_keys(statement, after) {
            let ConstraintDef::ForeignKey { references, referenced_columns, .. } = &constraint.kind else {
                continue;
            };
            let Some(referenced) = after.relation(*references) else { continue };
            let Some(made) = referenced.origin.created() else { continue };
            let shown = after.baseline == Baseline::Empty
                && referenced.kind == RelationKind::Table
                && referenced.columns_known
                && referenced.parents.is_empty();
            // Keys over periods rest on another kind of constraint.
            let excludes = |other: &Constraint| matches!(other.kind, ConstraintDef::Exclusion { .. });
            let is_left_open =
                referenced.constraints.iter().any(|other| excludes(other) || is_unknown(other));
            if !shown || is_left_open {
                continue;
            }
            if referenced_columns.is_empty() {
                let message =
                    format!("there is no primary key for referenced table \"{}\"", referenced.name.name);
                self.fail_for("42704", message, [made]);
            } else if after.first_unique(referenced, referenced_columns).is_none() {
                let message = format!(
                    "there is no unique constraint matching given keys for referenced table \"{}\"",
                    referenced.name.name
                );
                self.fail_for("42830", message, [made]);
            }
        }
    }

    /// A foreign key between types that no operator compares (42804, ATAddForeignKeyConstraint).
    pub(super) fn refuse_incompatible_keys(&mut self, statement: &Statement, after: &Catalog) {
        for (table, constraint) in self.new_keys(statement, after) {
            if incompatible_columns(after, table, &constraint.kind) {
                let message = format!("foreign key constraint \"{}\" cannot be implemented", constraint.name);
                return self.fail("42804", message);
            }
        }
    }

    /// The foreign keys that a partition gets from its parent, when it is made or attached.
    pub(super) fn inherit_foreign_keys(&mut self, parent: &'a Relation, partition: Option<&'a Relation>) {
        let mut validates = false;
        for constraint in parent.foreign_keys() {
            let Some(referenced) = constraint.references() else { continue };
            let own = partition.and_then(|partition| {
                partition
                    .foreign_keys()
                    .find(|own| own.references() == Some(referenced) && own.columns() == constraint.columns())
            });
            match own {
                // The partition's own key becomes part of the parent's: its triggers on the other table go.
                Some(_) => self.lock_referenced(referenced, AccessExclusive),
                None => {
                    self.lock_referenced(referenced, ShareRowExclusive);
                    validates |= constraint.enforced && constraint.validated;
                }
            }
        }
        if let Some(partition) = partition.filter(|_| validates) {
            for table in self.tree(partition, false) {
                self.scan(table);
            }
        }
    }
}

fn is_unknown(constraint: &Constraint) -> bool {
    matches!(constraint.kind, ConstraintDef::Unknown)
}

fn incompatible_columns(catalog: &Catalog, table: &Relation, key: &ConstraintDef) -> bool {
    let ConstraintDef::ForeignKey { columns, references, referenced_columns, .. } = key else { return false };
    let Some(referenced) = catalog.relation(*references) else { return false };
    let type_of = |table: &Relation, column: &str| {
        let column = table.column(column)?;
        Option::clone(&column.data_type).filter(|_| catalog.is_seen_since(column.places()))
    };
    columns.iter().zip(referenced_columns).any(|(column, other)| {
        let types = type_of(table, column).zip(type_of(referenced, other));
        types.is_some_and(|(own, other)| {
            let built_in = [&own, &other].iter().all(|of| catalog.column_type(of).is_none());
            built_in && key_match(&own, &other) == KeyMatch::Refused
        })
    })
}
