//! CHECK, NOT NULL and FOREIGN KEY constraints, and ALTER, VALIDATE and DROP of every kind.

use std::sync::Arc;

use super::Apply;
use crate::ast::{ConstraintChange, Expr, ExprAt, ForeignKey, Ident, Name, TableConstraint};
use crate::catalog::{
    Constraint, ConstraintDef, Origin, QualifiedName, RelationId, RelationKind, edit::push_new, names,
};
use crate::version::PgVersion;

impl Constraint {
    /// A valid, enforced, immediate constraint.
    pub(in crate::catalog) fn new(name: Name, kind: ConstraintDef, origin: Origin) -> Self {
        Self {
            name,
            kind,
            validated: true,
            enforced: true,
            deferrable: false,
            initially_deferred: false,
            no_inherit: false,
            inherited: false,
            origin,
            validated_at: None,
        }
    }
}

impl Apply<'_> {
    /// The constraint as written; one in CREATE TABLE is valid from the start.
    fn constraint_of(
        &self,
        name: Name,
        kind: ConstraintDef,
        written: &TableConstraint,
        new_table: bool,
    ) -> Constraint {
        let origin = self.created(written.span);
        Constraint {
            validated: !written.not_enforced && (new_table || !written.not_valid),
            enforced: !written.not_enforced,
            deferrable: written.deferrable,
            initially_deferred: written.initially_deferred,
            no_inherit: written.no_inherit,
            ..Constraint::new(name, kind, origin)
        }
    }

    pub(super) fn add_check(
        &mut self,
        id: RelationId,
        written: &TableConstraint,
        check: &ExprAt,
        new_table: bool,
        only: bool,
    ) {
        let columns = columns_of(&check.expr);
        let column = columns.first().filter(|_| columns.len() == 1);
        let Some(name) = self.constraint_name(id, written, column.map(Name::as_str), "check") else { return };
        let kind = ConstraintDef::Check { expr: check.expr.clone(), columns };
        let constraint = self.constraint_of(name, kind, written, new_table);
        self.catalog.add_constraint(id, constraint.clone());
        if !only && !constraint.no_inherit {
            self.hand_down_constraint(id, constraint);
        }
    }

    /// A table-level NOT NULL, which PostgreSQL 18 brought.
    pub(super) fn add_not_null(
        &mut self,
        id: RelationId,
        written: &TableConstraint,
        column: &Ident,
        new_table: bool,
        only: bool,
    ) {
        if new_table || !written.not_valid || self.version < PgVersion::V18 {
            self.set_not_null(id, &column.name, written.name.as_ref().map(|name| &name.name), only);
            return;
        }
        let name = self.constraint_name(id, written, Some(&column.name), "not_null");
        let Some(name) = name else { return };
        let kind = ConstraintDef::NotNull { column: column.name.clone() };
        let constraint = self.constraint_of(name, kind, written, false);
        self.catalog.add_constraint(id, constraint.clone());
        if !only && !constraint.no_inherit {
            self.hand_down_constraint(id, constraint);
        }
    }

    pub(super) fn add_foreign_key(
        &mut self,
        id: RelationId,
        written: &TableConstraint,
        foreign_key: &ForeignKey,
        new_table: bool,
        only: bool,
    ) {
        let Some(references) = self.resolve(&foreign_key.references) else { return };
        let columns: Vec<Name> = foreign_key.columns.iter().map(|column| column.name.clone()).collect();
        let mut referenced_columns: Vec<Name> =
            foreign_key.referenced_columns.iter().map(|column| column.name.clone()).collect();
        if referenced_columns.is_empty() {
            let referenced = self.catalog.relation(references);
            let key = referenced.and_then(|referenced| referenced.primary_key());
            referenced_columns = key.map(Constraint::columns).unwrap_or_default();
        }
        let name = self.constraint_name(id, written, Some(&names::joined(&columns)), "fkey");
        let Some(name) = name else { return };
        let kind = ConstraintDef::ForeignKey {
            columns,
            references,
            referenced_columns,
            on_delete: foreign_key.on_delete,
            on_update: foreign_key.on_update,
            delete_sets: foreign_key.delete_sets.clone(),
        };
        let constraint = self.constraint_of(name, kind, written, new_table);
        self.catalog.add_constraint(id, constraint.clone());
        let partitioned =
            self.catalog.relation(id).is_some_and(|table| table.kind == RelationKind::PartitionedTable);
        if partitioned && !only {
            for child in self.below(id) {
                self.copy_foreign_key(child, &constraint);
            }
        }
    }

    /// The partition's own copy of a foreign key: under the same name unless that is taken.
    pub(super) fn copy_foreign_key(&mut self, id: RelationId, constraint: &Constraint) {
        let Some(table) = self.catalog.relation(id) else { return };
        let equivalent = table.constraints.iter().find(|known| {
            known.references() == constraint.references() && known.columns() == constraint.columns()
        });
        if let Some(known) = equivalent.map(|known| known.name.clone()) {
            self.catalog.change_constraint(id, &known, |known| known.inherited = true);
            return;
        }
        let name = match table.constraint(&constraint.name) {
            None => constraint.name.clone(),
            Some(_) => self.catalog.choose_constraint_name(
                &table.name.schema,
                &table.name.name,
                Some(&names::joined(&constraint.columns())),
                "fkey",
            ),
        };
        let copy = Constraint { name, inherited: true, ..constraint.clone() };
        self.catalog.add_constraint(id, copy);
    }

    /// The name written or chosen; none where the table has a constraint of that name, so that the server refuses.
    fn constraint_name(
        &self,
        id: RelationId,
        written: &TableConstraint,
        column: Option<&str>,
        label: &str,
    ) -> Option<Name> {
        let table = self.catalog.relation(id)?;
        match &written.name {
            Some(name) => {
                let name = names::truncated(&name.name);
                table.constraint(&name).is_none().then_some(name)
            }
            None => {
                let name = &table.name;
                Some(self.catalog.choose_constraint_name(&name.schema, &name.name, column, label))
            }
        }
    }

    /// A parent's constraint appears in every child, or merges with the child's own of that name.
    fn hand_down_constraint(&mut self, id: RelationId, constraint: Constraint) {
        for child in self.below(id) {
            let own = self
                .catalog
                .relation(child)
                .is_some_and(|child| child.constraint(&constraint.name).is_some());
            if own {
                self.catalog.change_constraint(child, &constraint.name, |own| own.inherited = true);
            } else {
                self.catalog.add_constraint(child, Constraint { inherited: true, ..constraint.clone() });
            }
        }
    }

    /// Checks and NOT NULL constraints that a new child gets from its parent.
    pub(super) fn inherit_checks(&mut self, parent: RelationId, child: RelationId) {
        let Some(parent) = self.catalog.relation(parent) else { return };
        let inheritable: Vec<Arc<Constraint>> = parent
            .constraints
            .iter()
            .filter(|constraint| !constraint.no_inherit)
            .filter(|c| matches!(c.kind, ConstraintDef::Check { .. } | ConstraintDef::NotNull { .. }))
            .cloned()
            .collect();
        for constraint in inheritable {
            let known = self.catalog.relation(child).and_then(|child| {
                let same_column = match &constraint.kind {
                    ConstraintDef::NotNull { column } => {
                        super::column::not_null_of(&child.constraints, column)
                    }
                    _ => None,
                };
                same_column.or_else(|| child.constraint(&constraint.name)).map(|known| known.name.clone())
            });
            match known {
                Some(known) => self.catalog.change_constraint(child, &known, |own| own.inherited = true),
                None => self.copy_constraint(child, &constraint, true),
            }
        }
    }

    pub(super) fn alter_constraint(&mut self, id: RelationId, name: &Ident, change: ConstraintChange) {
        let place = self.at(name.span);
        for id in self.reached(id, false) {
            self.catalog.change_constraint(id, &name.name, |constraint| {
                if let Some(deferrable) = change.deferrable {
                    constraint.deferrable = deferrable;
                    constraint.initially_deferred &= deferrable;
                }
                if let Some(deferred) = change.initially_deferred {
                    constraint.initially_deferred = deferred;
                    constraint.deferrable |= deferred;
                }
                if let Some(enforced) = change.enforced {
                    // Becoming enforced checks every row, so that it is valid afterwards.
                    if enforced && !constraint.enforced {
                        constraint.validated_at = Some(place);
                    }
                    constraint.enforced = enforced;
                    constraint.validated = enforced;
                }
                if let Some(inherit) = change.inherit {
                    constraint.no_inherit = !inherit;
                }
            });
        }
    }

    pub(super) fn validate_constraint(&mut self, id: RelationId, name: &Ident) {
        let place = self.at(self.statement);
        let mut column = None;
        for id in self.reached(id, false) {
            self.catalog.change_constraint(id, &name.name, |constraint| {
                if let ConstraintDef::NotNull { column: named } = &constraint.kind {
                    column = Some(named.clone());
                }
                if !constraint.validated && constraint.enforced {
                    constraint.validated = true;
                    constraint.validated_at = Some(place);
                }
            });
            if let Some(column) = &column {
                self.catalog.change_column(id, column, |column| column.not_null = true);
            }
        }
    }

    pub(super) fn drop_constraint(&mut self, id: RelationId, name: &Name, cascade: bool, only: bool) {
        let Some(constraint) = self.catalog.relation(id).and_then(|table| table.constraint(name)).cloned()
        else {
            return;
        };
        let dependents = self.foreign_keys_on(id, &constraint);
        if !cascade && !dependents.is_empty() {
            return;
        }
        for (holder, name) in dependents {
            self.remove_constraint_with_index(holder, &name);
        }
        let partitioned = constraint.references().is_some();
        self.remove_constraint_with_index(id, name);
        if only {
            for child in self.catalog.relation(id).map(|table| table.children.clone()).unwrap_or_default() {
                self.catalog.change_constraint(child, name, |constraint| constraint.inherited = false);
            }
            return;
        }
        for child in self.below(id) {
            let same = self.catalog.relation(child).and_then(|child| {
                let mut inherited = child.constraints.iter().filter(|known| known.inherited);
                let found = inherited.find(|known| match partitioned {
                    true => {
                        known.references() == constraint.references()
                            && known.columns() == constraint.columns()
                    }
                    false => known.name == *name,
                });
                found.map(|found| found.name.clone())
            });
            if let Some(same) = same {
                self.remove_constraint_with_index(child, &same);
            }
        }
    }

    /// The foreign keys that need this key: without CASCADE the server refuses to drop it.
    pub(super) fn foreign_keys_on(&self, id: RelationId, key: &Constraint) -> Vec<(RelationId, Name)> {
        if key.index().is_none() {
            return Vec::new();
        }
        let mut columns = key.columns();
        columns.sort();
        let table = self.catalog.relation(id);
        let others = table.iter().flat_map(|table| &table.constraints).filter(|other| other.name != key.name);
        let mut unique = others.filter(|other| other.index().is_some());
        let replaced = unique.any(|other| {
            let mut same = other.columns();
            same.sort();
            same == columns
        });
        if replaced {
            return Vec::new();
        }
        let referencing = self.catalog.referencing(id).into_iter();
        let needing = referencing.filter(|(_, foreign_key)| match &foreign_key.kind {
            ConstraintDef::ForeignKey { referenced_columns, .. } => {
                let mut referenced = referenced_columns.clone();
                referenced.sort();
                referenced == columns
            }
            _ => false,
        });
        needing.map(|(holder, foreign_key)| (holder.id, foreign_key.name.clone())).collect()
    }

    /// Takes a constraint out with its index, and the indexes of partitions that are attached to that one.
    pub(super) fn remove_constraint_with_index(&mut self, id: RelationId, name: &str) {
        let Some(removed) = self.catalog.remove_constraint(id, name) else { return };
        match &removed.kind {
            ConstraintDef::NotNull { column } => {
                self.catalog.change_column(id, column, |column| column.not_null = false);
            }
            ConstraintDef::Unknown => self.forget_unknown_index(id, name),
            _ => {}
        }
        if let Some(index) = removed.index() {
            self.forget_index(index);
        }
    }

    /// An assumed constraint may have had an index of its name.
    fn forget_unknown_index(&mut self, id: RelationId, name: &str) {
        let Some(table) = self.catalog.relation(id) else { return };
        let index_name = QualifiedName { schema: table.name.schema.clone(), name: Name::new(name) };
        let index = self.catalog.relation_named(&index_name).filter(|found| {
            let on = found.index.as_ref().map(|index| index.table);
            matches!(found.origin, Origin::Assumed { .. })
                && on.is_some_and(|on| on.is_none_or(|on| on == id))
        });
        if let Some(index) = index.map(|index| index.id) {
            self.forget_index(index);
        }
    }
}

/// The columns that an expression mentions, each once, in order.
fn columns_of(expr: &Expr) -> Vec<Name> {
    let mut columns = Vec::new();
    expr.walk(&mut |part| {
        if let Expr::Column(parts) = part
            && let Some(last) = parts.last()
        {
            push_new(&mut columns, last.clone());
        }
    });
    columns
}
