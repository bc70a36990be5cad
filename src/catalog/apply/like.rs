//! `LIKE other INCLUDING …` in CREATE TABLE.

use std::sync::Arc;

use super::Apply;
use crate::ast::LikeClause;
use crate::catalog::{Column, Constraint, ConstraintDef, Index, QualifiedName, RelationId, StatisticsDef};
use crate::version::PgVersion;

use super::index::{KeyKind, NewKey};

impl Apply<'_> {
    /// The columns; NOT NULL always comes with them.
    pub(super) fn like_columns(&mut self, id: RelationId, like: &LikeClause) {
        let origin = self.created(like.relation.span);
        let Some(source) = self.catalog.resolve(&like.relation) else {
            self.catalog.change(id, |table| table.columns_known = false);
            return;
        };
        let known = source.columns_known;
        let columns = source.columns.clone();
        let not_null: Vec<Arc<Constraint>> = source
            .constraints
            .iter()
            .filter(|constraint| matches!(constraint.kind, ConstraintDef::NotNull { .. }))
            .cloned()
            .collect();
        for column in &columns {
            let mut copy = Column {
                identity: column.identity.filter(|_| like.identity),
                origin,
                inherited: false,
                sequence: None,
                changed: None,
                ..Column::clone(column)
            };
            copy.default.keep_if(like.defaults);
            copy.generated.keep_if(like.generated);
            copy.comment.keep_if(like.comments);
            let identity = copy.identity.is_some();
            self.catalog.change(id, |table| table.columns.push(Arc::new(copy)));
            if identity {
                self.make_sequence(id, &column.name, None, true);
            }
        }
        for constraint in not_null {
            self.copy_constraint(id, &constraint, false);
        }
        self.catalog.change(id, |table| table.columns_known &= known);
    }

    /// Checks, indexes and statistics.
    pub(super) fn like_after(&mut self, id: RelationId, like: &LikeClause) {
        let Some(source) = self.catalog.resolve(&like.relation) else { return };
        let source_id = source.id;
        let constraints = source.constraints.clone();
        let indexes = source.indexes.clone();
        if like.constraints {
            for constraint in constraints.iter().filter(|c| matches!(c.kind, ConstraintDef::Check { .. })) {
                self.copy_constraint(id, constraint, false);
            }
        }
        if like.indexes {
            for index in indexes {
                self.copy_index(id, index, &constraints);
            }
        }
        if like.statistics {
            self.copy_statistics(source_id, id);
        }
    }

    fn copy_index(&mut self, id: RelationId, index: RelationId, constraints: &[Arc<Constraint>]) {
        let Some(definition) = self.catalog.relation(index).and_then(|index| index.index.clone()) else {
            return;
        };
        let (shape, key) = self.copied_shape(index, &definition, constraints);
        self.put_index(id, None, shape, key, false, self.statement);
    }

    /// What an index like another of its table's is made of, and the constraint it stands for there.
    pub(super) fn copied_shape(
        &self,
        index: RelationId,
        definition: &Index,
        constraints: &[Arc<Constraint>],
    ) -> (Index, Option<NewKey>) {
        let owner = constraints.iter().find(|constraint| constraint.index() == Some(index));
        let key = owner.map(|constraint| NewKey {
            kind: KeyKind::of(&constraint.kind),
            deferrable: constraint.deferrable,
            initially_deferred: constraint.initially_deferred,
            origin: self.created(self.statement),
        });
        (Index { constraint: None, valid: true, concurrently: false, ..definition.clone() }, key)
    }

    fn copy_statistics(&mut self, from: RelationId, id: RelationId) {
        let Some(name) = self.catalog.relation(id).map(|relation| relation.name.clone()) else { return };
        let copied: Vec<_> = self
            .catalog
            .seldom
            .statistics
            .values()
            .filter(|known| known.relations == [from])
            .cloned()
            .collect();
        for statistics in copied {
            let columns = crate::catalog::names::joined(&statistics.columns);
            let chosen = self.catalog.choose_statistics_name(&name.schema, &name.name, &columns);
            let name = QualifiedName { schema: name.schema.clone(), name: chosen };
            let origin = self.created(self.statement);
            let copy = StatisticsDef {
                name: name.clone(),
                relations: vec![id],
                columns: statistics.columns.clone(),
                origin,
            };
            self.catalog.seldom.statistics.insert(name, Arc::new(copy));
        }
    }

    /// A constraint of another table, under the same name, unless the table has one of that name.
    pub(super) fn copy_constraint(&mut self, id: RelationId, constraint: &Constraint, inherited: bool) {
        let known =
            self.catalog.relation(id).is_none_or(|table| table.constraint(&constraint.name).is_some());
        let not_null = matches!(constraint.kind, ConstraintDef::NotNull { .. });
        if known || not_null && self.version < PgVersion::V18 {
            return;
        }
        let origin = self.created(self.statement);
        let copy = Constraint { inherited, origin, validated_at: None, ..constraint.clone() };
        self.catalog.add_constraint(id, copy);
    }
}
