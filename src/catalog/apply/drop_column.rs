//! DROP COLUMN, and everything that goes with a column.

use std::sync::Arc;

use super::Apply;
use crate::ast::{Expr, Name};
use crate::catalog::{ConstraintDef, Policy, Rare, Relation, RelationId};

impl Apply<'_> {
    pub(super) fn drop_column(&mut self, id: RelationId, column: &Name, cascade: bool, only: bool) {
        let Some(table) = self.catalog.relation(id) else { return };
        if table.column(column).is_none_or(|known| known.inherited) {
            return;
        }
        if !cascade && self.column_is_needed(table, column) {
            return;
        }
        let children = self.below(id);
        if cascade {
            self.drop_views_with(id, column);
        }
        self.drop_column_alone(id, column);
        for child in children {
            let inherited = self
                .catalog
                .relation(child)
                .and_then(|child| child.column(column))
                .is_some_and(|c| c.inherited);
            if !inherited {
                continue;
            }
            match only {
                true => self.catalog.change_column(child, column, |column| column.inherited = false),
                false => self.drop_column_of(child, column),
            }
        }
    }

    /// Whether something that only CASCADE takes along is certain to use a column.
    fn column_is_needed(&self, table: &Relation, column: &Name) -> bool {
        let referenced = self
            .catalog
            .referencing(table.id)
            .into_iter()
            .any(|(holder, foreign_key)| holder.id != table.id && refers_to(&foreign_key.kind, column));
        let viewed =
            table.read_by.iter().filter_map(|view| self.catalog.relation(*view)).any(|view| {
                view.origin.created().is_some() && self.catalog.surely_reads(view, table, column)
            });
        let policed = table.policies.iter().any(|policy| self.catalog.policy_uses(policy, table, column));
        let generated = table
            .columns
            .iter()
            .filter_map(|other| other.generated.as_ref())
            .any(|generated| generated.expr.expr.mentions_column(column));
        referenced || viewed || policed || generated
    }

    /// Drops a column of one relation with all that uses it, as CASCADE does.
    pub(super) fn drop_column_of(&mut self, id: RelationId, column: &Name) {
        self.drop_views_with(id, column);
        self.drop_column_alone(id, column);
    }

    fn drop_views_with(&mut self, id: RelationId, column: &str) {
        let Some(table) = self.catalog.relation(id) else { return };
        let uses = |view: &RelationId| {
            self.catalog.relation(*view).is_some_and(|view| self.catalog.surely_reads(view, table, column))
        };
        let views: Vec<RelationId> = table.read_by.iter().copied().filter(uses).collect();
        self.drop_relations(&views, true);
    }

    /// Without CASCADE the server has seen that no view needs the column, which a view's text alone may not tell.
    fn drop_column_alone(&mut self, id: RelationId, column: &Name) {
        let Some(table) = self.catalog.relation(id).cloned() else { return };
        let Some(known) = table.column(column) else { return };
        let sequence = known.sequence;
        for (holder, name) in self.foreign_keys_to_column(id, column) {
            self.remove_constraint_with_index(holder, &name);
        }
        for constraint in table.constraints.iter().filter(|constraint| constraint.kind.mentions(column)) {
            self.remove_constraint_with_index(id, &constraint.name);
        }
        for index in &table.indexes {
            let definition = self.catalog.relation(*index).and_then(|index| index.index.as_ref());
            if definition.is_some_and(|definition| definition.mentions(column)) {
                self.forget_index(*index);
            }
        }
        let stays = |policy: &&Arc<Policy>| !self.catalog.policy_uses(policy, &table, column);
        let policies: Vec<Arc<Policy>> = table.policies.iter().filter(stays).cloned().collect();
        self.catalog.change(id, |table| {
            table.policies = policies.into();
            table.triggers.retain(|trigger| {
                let watched = trigger.columns.contains(column);
                !watched && !trigger.when.as_ref().is_some_and(|when| when.mentions_column(column))
            });
            table.columns.retain(|known| known.name != *column);
        });
        self.drop_statistics_of(id, column);
        if let Some(sequence) = sequence {
            self.catalog.forget(sequence, Some(self.at(self.statement)));
        }
        let generated: Vec<Name> = table
            .columns
            .iter()
            .filter(|other| other.name != *column)
            .filter(|other| {
                other.generated.as_ref().is_some_and(|generated| generated.expr.expr.mentions_column(column))
            })
            .map(|other| other.name.clone())
            .collect();
        // A generated column cannot depend on another one, so that this goes one level deep.
        for name in generated {
            self.drop_column_of(id, &name);
        }
    }

    fn foreign_keys_to_column(&self, id: RelationId, column: &Name) -> Vec<(RelationId, Name)> {
        let referencing = self.catalog.referencing(id).into_iter();
        let using = referencing.filter(|(_, foreign_key)| refers_to(&foreign_key.kind, column));
        using.map(|(holder, foreign_key)| (holder.id, foreign_key.name.clone())).collect()
    }

    fn drop_statistics_of(&mut self, id: RelationId, column: &Name) {
        let gone: Vec<_> = self
            .catalog
            .seldom
            .statistics
            .values()
            .filter(|statistics| statistics.relations.contains(&id) && statistics.columns.contains(column))
            .map(|statistics| statistics.name.clone())
            .collect();
        for name in gone {
            self.catalog.seldom.statistics.remove(&name);
        }
    }

    /// Takes defaults away that call a function or use a sequence that is dropped.
    pub(super) fn drop_defaults(&mut self, uses: impl Fn(&Expr) -> bool) {
        let found: Vec<(RelationId, Name)> = self
            .catalog
            .relations()
            .flat_map(|relation| relation.columns.iter().map(move |column| (relation.id, column)))
            .filter(|(_, column)| column.default.as_ref().is_some_and(&uses))
            .map(|(id, column)| (id, column.name.clone()))
            .collect();
        for (id, column) in found {
            self.catalog.change_column(id, &column, |column| column.default = Rare::default());
        }
    }
}

fn refers_to(kind: &ConstraintDef, column: &Name) -> bool {
    matches!(kind, ConstraintDef::ForeignKey { referenced_columns, .. } if referenced_columns.contains(column))
}

impl Relation {
    /// The sequences that go when the relation goes.
    pub(super) fn owned_sequences(&self) -> impl Iterator<Item = RelationId> {
        self.columns.iter().filter_map(|column: &Arc<_>| column.sequence)
    }
}
