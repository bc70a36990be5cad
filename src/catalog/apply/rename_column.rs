//! RENAME COLUMN: the new name in everything that mentions the column.

use std::sync::Arc;

use super::Apply;
use crate::ast::{Expr, IndexKey, Name, PartitionElement, Query};
use crate::catalog::{Constraint, ConstraintDef, Index, RelationId};

/// A column's old and new name, and the table it is in.
struct NewColumnName<'a> {
    table: &'a str,
    old: &'a str,
    new: &'a Name,
}

impl Apply<'_> {
    pub(super) fn rename_column(&mut self, id: RelationId, old: &Name, new: &Name) {
        let Some(relation) = self.catalog.relation(id) else { return };
        if relation.column(new).is_some() || relation.column(old).is_none() {
            return;
        }
        for id in self.reached(id, false) {
            self.rename_column_of(id, old, new);
        }
    }

    fn rename_column_of(&mut self, id: RelationId, old: &Name, new: &Name) {
        let place = self.at(self.statement);
        let Some(relation) = self.catalog.relation(id) else { return };
        let table = relation.name.name.clone();
        let (indexes, holders) = (relation.indexes.clone(), relation.referenced_by.clone());
        let sequence = relation.column(old).and_then(|column| column.sequence);
        let names = NewColumnName { table: &table, old, new };
        self.catalog.change(id, |relation| {
            for column in &mut relation.columns {
                if column.name == *old {
                    let column = Arc::make_mut(column);
                    column.name = new.clone();
                    column.changed = Some(place);
                } else if column.generated.as_ref().is_some_and(|g| g.expr.expr.mentions_column(old))
                    && let Some(generated) = &mut *Arc::make_mut(column).generated
                {
                    names.in_expr(&mut generated.expr.expr, false);
                }
            }
            for constraint in &mut relation.constraints {
                if constraint.kind.mentions(old) {
                    names.in_constraint(Arc::make_mut(constraint));
                }
            }
            for trigger in &mut relation.triggers {
                let trigger = Arc::make_mut(trigger);
                names.in_list(&mut trigger.columns);
                trigger.when.iter_mut().for_each(|when| names.in_expr(when, false));
            }
            for policy in &mut relation.policies {
                let policy = Arc::make_mut(policy);
                policy.using.iter_mut().for_each(|expr| names.in_expr(expr, false));
                policy.with_check.iter_mut().for_each(|expr| names.in_expr(expr, false));
            }
            if let Some(key) = &mut relation.partition_key {
                for element in &mut Arc::make_mut(key).elements {
                    match element {
                        PartitionElement::Column(column) => names.in_name(column),
                        PartitionElement::Expression(expr) => names.in_expr(expr, false),
                    }
                }
            }
        });
        for index in indexes {
            self.catalog.change_index(index, |index| names.in_index(index));
        }
        for holder in holders {
            self.catalog.change(holder, |holder| {
                for constraint in holder.constraints.iter_mut().filter(|c| c.references() == Some(id)) {
                    if let ConstraintDef::ForeignKey { referenced_columns, .. } =
                        &mut Arc::make_mut(constraint).kind
                    {
                        names.in_list(referenced_columns);
                    }
                }
            });
        }
        if let Some(sequence) = sequence {
            self.catalog.change(sequence, |sequence| {
                sequence.sequence_owner.iter_mut().for_each(|(_, column, _)| names.in_name(column));
            });
        }
        let statistics: Vec<_> = self
            .catalog
            .seldom
            .statistics
            .values()
            .filter(|known| known.relations.contains(&id))
            .cloned()
            .collect();
        for mut known in statistics {
            names.in_list(&mut Arc::make_mut(&mut known).columns);
            self.catalog.seldom.statistics.insert(known.name.clone(), known);
        }
    }
}

impl NewColumnName<'_> {
    fn in_name(&self, name: &mut Name) {
        if name == self.old {
            *name = self.new.clone();
        }
    }

    fn in_list(&self, names: &mut [Name]) {
        names.iter_mut().for_each(|name| self.in_name(name));
    }

    fn in_constraint(&self, constraint: &mut Constraint) {
        match &mut constraint.kind {
            ConstraintDef::Unknown => {}
            ConstraintDef::Check { expr, columns } => {
                self.in_expr(expr, false);
                self.in_list(columns);
            }
            ConstraintDef::NotNull { column } => self.in_name(column),
            ConstraintDef::PrimaryKey { columns, .. } | ConstraintDef::Unique { columns, .. } => {
                self.in_list(columns);
            }
            ConstraintDef::ForeignKey { columns, delete_sets, .. } => {
                self.in_list(columns);
                self.in_list(delete_sets);
            }
            ConstraintDef::Exclusion { definition, .. } => {
                let definition = Arc::make_mut(definition);
                definition.elements.iter_mut().for_each(|(element, _)| self.in_key(&mut element.key));
                definition.predicate.iter_mut().for_each(|at| self.in_expr(&mut at.expr, false));
            }
        }
    }

    fn in_index(&self, index: &mut Index) {
        index.elements.iter_mut().for_each(|element| self.in_key(&mut element.key));
        self.in_list(&mut index.include);
        index.predicate.iter_mut().for_each(|predicate| self.in_expr(predicate, false));
    }

    fn in_key(&self, key: &mut IndexKey) {
        match key {
            IndexKey::Column(column) => self.in_name(column),
            IndexKey::Expression(expr) => self.in_expr(expr, false),
        }
    }

    /// Renames in an expression; inside a subquery only where the table's name stands before the column's.
    fn in_expr(&self, expr: &mut Expr, subquery: bool) {
        match expr {
            Expr::Column(parts) => {
                let qualified = parts.len() > 1 && parts[parts.len() - 2] == self.table;
                if let Some(last) = parts.last_mut().filter(|last| **last == self.old)
                    && (qualified || !subquery)
                {
                    *last = self.new.clone();
                }
            }
            Expr::Subquery(query) => self.in_query(query),
            _ => expr.for_each_part(&mut |part| self.in_expr(part, subquery)),
        }
    }

    fn in_query(&self, query: &mut Query) {
        query.outputs.iter_mut().for_each(|output| self.in_expr(&mut output.expr, true));
        query.where_clause.iter_mut().for_each(|expr| self.in_expr(expr, true));
        query.expressions.iter_mut().for_each(|expr| self.in_expr(expr, true));
    }
}

impl Expr {
    /// Calls `visit` on the expressions directly inside this one, subqueries left out.
    fn for_each_part(&mut self, visit: &mut dyn FnMut(&mut Expr)) {
        match self {
            Expr::Call(call) => call.arguments.iter_mut().for_each(visit),
            Expr::Cast { expr, .. }
            | Expr::Not(expr)
            | Expr::IsNull { expr, .. }
            | Expr::IsBoolean { expr, .. }
            | Expr::Collate { expr, .. } => visit(expr),
            Expr::Operator { left, right, .. } => {
                left.iter_mut().for_each(|left| visit(left));
                visit(right);
            }
            Expr::Any { left, items, .. } => {
                visit(left);
                items.iter_mut().for_each(visit);
            }
            Expr::Between { expr, low, high, .. } => {
                visit(expr);
                visit(low);
                visit(high);
            }
            Expr::And(items)
            | Expr::Or(items)
            | Expr::Coalesce(items)
            | Expr::Array(items)
            | Expr::Row(items)
            | Expr::Other { parts: items, .. } => items.iter_mut().for_each(visit),
            Expr::Case { operand, branches, otherwise } => {
                operand.iter_mut().for_each(|operand| visit(operand));
                for (when, then) in branches {
                    visit(when);
                    visit(then);
                }
                otherwise.iter_mut().for_each(|otherwise| visit(otherwise));
            }
            Expr::Null
            | Expr::Boolean(_)
            | Expr::Integer(_)
            | Expr::Float(_)
            | Expr::String(_)
            | Expr::Column(_)
            | Expr::Star(_)
            | Expr::Parameter
            | Expr::SqlValue(_)
            | Expr::Subquery(_) => {}
        }
    }
}
