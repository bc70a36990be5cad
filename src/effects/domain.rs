//! Domains, composite types and enums: a type has no lock of its own, the tables that use it have.

use super::dependency::is_type;
use super::prediction::Prediction;
use super::{LockReason, WorkKind};
use crate::ast::{
    AlterActionKind, AlterDomain, AlterDomainAction, AlterEnum, AlterTable, Name, Statement, TypeName,
};
use crate::catalog::{QualifiedName, RelationKind, TypeDef, TypeDefKind};
use crate::lock::LockMode::Share;

use super::query::Stage;

impl<'a> Prediction<'a> {
    /// A new constraint of a domain is checked in every table that uses it, in SHARE: VALIDATE too, which for tables
    /// lets writers through. NOT VALID, and everything else, touches no table.
    pub(super) fn alter_domain(&mut self, alter: &AlterDomain) {
        let Some(definition) = self.before.type_def(&alter.name) else { return };
        let checks = match &alter.action {
            AlterDomainAction::AddConstraint(constraint) => !constraint.not_valid,
            AlterDomainAction::SetNotNull => {
                !matches!(definition.kind, TypeDefKind::Domain { not_null: true, .. })
            }
            AlterDomainAction::ValidateConstraint(_) => true,
            _ => false,
        };
        if !checks {
            return;
        }
        let domains = self.domains_over(definition);
        if let Some((table, column)) = self.column_inside_composite(&domains) {
            let message = format!(
                "cannot alter type \"{}\" because column \"{table}.{column}\" uses it",
                definition.name.name
            );
            return self.fail("0A000", message);
        }
        let before = self.before;
        for table in before.relations() {
            // A partitioned table has no rows of its own, and its partitions are found by themselves.
            if !matches!(table.kind, RelationKind::Table | RelationKind::MaterializedView) {
                continue;
            }
            let uses =
                table.columns.iter().filter_map(|column| column.data_type.as_ref()).any(|used| {
                    used.array == 0 && domains.iter().any(|domain| is_type(before, used, domain))
                });
            if uses {
                self.lock(table, Share, LockReason::Dependent);
                self.work(table, WorkKind::Read { bounded: false });
            }
        }
    }

    /// A domain and the domains over it.
    fn domains_over(&self, definition: &'a TypeDef) -> Vec<QualifiedName> {
        let mut found = vec![definition.name.clone()];
        let mut next = 0;
        while let Some(base_name) = found.get(next).cloned() {
            next += 1;
            for other in self.before.types() {
                let over = matches!(&other.kind, TypeDefKind::Domain { base, .. }
                    if base.array == 0 && is_type(self.before, base, &base_name));
                if over && !found.contains(&other.name) {
                    found.push(other.name.clone());
                }
            }
        }
        found
    }

    /// A table's column whose composite, array or range type holds one of these domains, which the check cannot reach.
    fn column_inside_composite(&self, domains: &[QualifiedName]) -> Option<(Name, Name)> {
        let before = self.before;
        let is_domain = |used: &TypeName| domains.iter().any(|domain| is_type(before, used, domain));
        let holds = |used: &TypeName| {
            let definition = before.column_type(used);
            let composite = match definition.map(|definition| &definition.kind) {
                Some(TypeDefKind::Composite { attributes }) => attributes.iter().any(|(_, of)| is_domain(of)),
                Some(TypeDefKind::Domain { base, .. }) => base.array > 0 && is_domain(base),
                _ => false,
            };
            composite || used.array > 0 && is_domain(used)
        };
        before
            .relations()
            .filter(|table| table.kind.has_storage() || table.kind == RelationKind::PartitionedTable)
            .flat_map(|table| table.columns.iter().map(move |column| (table, column)))
            .find(|(_, column)| column.data_type.as_ref().is_some_and(holds))
            .map(|(table, column)| (table.name.name.clone(), column.name.clone()))
    }

    /// `ALTER TYPE … ATTRIBUTE`: tables with a column of the type are not locked, typed tables are.
    pub(super) fn alter_composite_type(&mut self, alter: &AlterTable) {
        let name = self.before.qualify(&alter.name);
        self.alter_typed_tables(alter, &name);
        let retypes = alter
            .actions
            .iter()
            .any(|action| matches!(action.kind, AlterActionKind::AlterAttributeType { .. }));
        if !retypes {
            return;
        }
        let before = self.before;
        let used = before
            .relations()
            .filter(|table| table.kind.has_storage())
            .flat_map(|table| table.columns.iter().map(move |column| (table, column)))
            .find(|(_, column)| column.data_type.as_ref().is_some_and(|used| is_type(before, used, &name)));
        if let Some((table, column)) = used {
            let message = format!(
                "cannot alter type \"{}\" because column \"{}.{}\" uses it",
                name.name, table.name.name, column.name
            );
            self.fail("0A000", message);
        }
    }

    /// A query or data change that is kept for later: its relations are looked up, and locked while it lasts.
    pub(super) fn analyze(&mut self, statement: &Statement, stage: Stage) {
        match statement {
            Statement::Select(query) => self.query(query, stage),
            Statement::Insert(insert) => {
                insert.source.iter().for_each(|source| self.query(source, stage));
                self.write_target(&insert.table);
            }
            Statement::Update(update) => {
                self.query(&update.source, stage);
                self.write_target(&update.table);
            }
            Statement::Delete(delete) => {
                self.query(&delete.source, stage);
                self.write_target(&delete.table);
            }
            Statement::Merge(merge) => {
                self.query(&merge.source, stage);
                self.write_target(&merge.table);
            }
            _ => {}
        }
    }

    fn write_target(&mut self, name: &crate::ast::ObjectName) {
        self.lock_named(name, crate::lock::LockMode::RowExclusive, LockReason::Written);
    }

    /// A value that was added in the same transaction cannot be used in it (55P04), which only the steps before can
    /// tell; adding one locks nothing.
    pub(super) fn alter_enum(&mut self, alter: &AlterEnum) {
        let AlterEnum::AddValue { name, value, if_not_exists, .. } = alter else { return };
        let Some(definition) = self.before.type_def(name) else { return };
        if let (TypeDefKind::Enum { values }, false) = (&definition.kind, *if_not_exists)
            && let Some(known) = values.iter().find(|known| known.value == *value)
        {
            let message = format!("enum label \"{value}\" already exists");
            self.fail_for("42710", message, known.origin.created().or(definition.origin.created()));
        }
    }
}
