//! Columns: their definition, ADD COLUMN, and every ALTER COLUMN.

use std::sync::Arc;

use super::Apply;
use super::table::merged_keys;
use crate::ast::{
    ColumnDef, ConstraintKind, Expr, Generated, Ident, Identity, Name, TableConstraint, TypeName,
};
use crate::catalog::names::truncated;
use crate::catalog::{Column, Constraint, ConstraintDef, Origin, Rare, Relation, RelationId, TypeDefKind};
use crate::version::PgVersion;

impl Column {
    /// A column of which only the name is given.
    pub(in crate::catalog) fn new(name: Name, origin: Origin) -> Self {
        Self {
            name,
            data_type: Rare::default(),
            collation: Rare::default(),
            not_null: false,
            nullability_known: true,
            default: Rare::default(),
            null_default: false,
            generated: Rare::default(),
            identity: None,
            sequence: None,
            origin,
            inherited: false,
            comment: Rare::default(),
            changed: None,
        }
    }

    /// A default as the server keeps it: none for a NULL, but where a length or a domain makes a cast of it.
    fn take_default(&mut self, default: Option<&Expr>, in_domain: bool) {
        let null = default.is_some_and(is_null);
        let cast = |of: &TypeName| in_domain || (!of.modifiers.is_empty() && of.name != "interval");
        self.null_default = null && self.data_type.as_ref().is_some_and(cast);
        self.default = default.filter(|_| !null).cloned().into();
    }
}

impl Apply<'_> {
    pub(super) fn define_column(&mut self, id: RelationId, definition: &ColumnDef) {
        self.define_columns(id, &[definition]);
    }

    /// Adds columns, or merges them with those of their names that a parent or a type gave; their constraints are not
    /// looked at here.
    pub(super) fn define_columns(&mut self, id: RelationId, definitions: &[&ColumnDef]) {
        let known = definitions.iter().map(|definition| {
            let in_domain = stored_type(definition).is_some_and(|data_type| self.is_domain(&data_type));
            (self.created(definition.span), in_domain)
        });
        let known: Vec<(Origin, bool)> = known.collect();
        self.catalog.change(id, |table| {
            for (definition, (origin, in_domain)) in definitions.iter().zip(known) {
                table.define_column(definition, origin, in_domain);
            }
        });
        for definition in definitions {
            if definition.is_serial() || definition.identity.is_some() {
                self.define_sequence(id, definition);
            }
        }
    }

    fn define_sequence(&mut self, id: RelationId, definition: &ColumnDef) {
        let (name, identity) = (truncated(&definition.name.name), definition.identity.is_some());
        let base = stored_type(definition).map(|data_type| data_type.name);
        let sequence = self.make_sequence(id, &name, base, identity);
        let default = sequence.filter(|_| definition.is_serial()).and_then(|id| self.next_value(id));
        if let Some(default) = default {
            self.catalog.change_column(id, &name, |column| column.default = Some(default).into());
        }
    }

    pub(super) fn add_column(
        &mut self,
        id: RelationId,
        definition: &ColumnDef,
        if_not_exists: bool,
        only: bool,
    ) {
        let name = &definition.name.name;
        let known =
            self.catalog.relation(id).and_then(|table| table.column(name)).map(|column| column.origin);
        match known {
            Some(Origin::Assumed { certain: true }) if if_not_exists => return,
            Some(Origin::Created(_) | Origin::Existing) => return,
            // The column was only assumed: the statement shows that it was not there.
            Some(_) => self.catalog.change(id, |table| table.columns.retain(|column| column.name != *name)),
            None => {}
        }
        self.define_column(id, definition);
        if !only {
            self.hand_down_column(id, name);
        }
        let not_null =
            self.catalog.relation(id).and_then(|table| table.column(name)).is_some_and(|c| c.not_null);
        if not_null {
            self.set_not_null(id, name, definition.not_null_name.as_ref(), only);
        }
        // Keys over the same column are one.
        let written: Vec<&TableConstraint> = definition.constraints.iter().collect();
        for constraint in merged_keys(&written) {
            self.add_key(id, &constraint, only);
        }
        for constraint in written {
            self.add_constraint_without_index(id, constraint, only);
        }
    }

    /// A parent's new column appears in every child.
    fn hand_down_column(&mut self, id: RelationId, name: &Name) {
        let Some(column) = self.catalog.relation(id).and_then(|table| table.column(name)).cloned() else {
            return;
        };
        for child in self.below(id) {
            let identity = self.catalog.relation(child).is_some_and(|child| child.is_partition())
                && self.version >= PgVersion::V17;
            let copy = Column {
                inherited: true,
                sequence: None,
                identity: column.identity.filter(|_| identity),
                ..column.clone()
            };
            self.catalog.change(child, |child| {
                if child.column(&copy.name).is_none() {
                    child.columns.push(Arc::new(copy));
                }
            });
        }
    }

    /// The relations that a statement on a parent reaches.
    pub(super) fn below(&self, id: RelationId) -> Vec<RelationId> {
        self.catalog.descendants(id).iter().map(|relation| relation.id).collect()
    }

    /// The relation itself and, unless ONLY was said, those below.
    pub(super) fn reached(&self, id: RelationId, only: bool) -> Vec<RelationId> {
        let mut reached = vec![id];
        if !only {
            reached.extend(self.below(id));
        }
        reached
    }

    pub(super) fn alter_column(
        &mut self,
        id: RelationId,
        column: &Ident,
        only: bool,
        change: impl Fn(&mut Column),
    ) {
        let place = self.at(column.span);
        for id in self.reached(id, only) {
            self.catalog.change_column(id, &column.name, |column| {
                change(column);
                column.changed = Some(place);
            });
        }
    }

    pub(super) fn alter_column_type(
        &mut self,
        id: RelationId,
        column: &Ident,
        data_type: &TypeName,
        collation: Option<&Name>,
    ) {
        self.keep_type_of_default(id, &column.name, data_type);
        self.alter_column(id, column, false, |column| {
            column.data_type = Some(data_type.clone()).into();
            column.collation = collation.cloned().into();
        });
        let known = self.catalog.relation(id).and_then(|table| table.column(&column.name));
        let identity = known.filter(|column| column.identity.is_some()).and_then(|column| column.sequence);
        if let Some(sequence) = identity {
            let name = data_type.name.clone();
            self.catalog.change(sequence, |sequence| sequence.sequence_type = Some(name).into());
        }
    }

    pub(super) fn set_default(&mut self, id: RelationId, column: &Ident, default: Option<&Expr>, only: bool) {
        let known = self.catalog.relation(id).and_then(|table| table.column(&column.name));
        let data_type = known.and_then(|column| column.data_type.as_ref());
        let in_domain = data_type.is_some_and(|data_type| self.is_domain(data_type));
        self.alter_column(id, column, only, |column| column.take_default(default, in_domain));
    }

    fn is_domain(&self, data_type: &TypeName) -> bool {
        let known = self.catalog.column_type(data_type);
        known.is_some_and(|known| matches!(known.kind, TypeDefKind::Domain { .. }))
    }

    /// Sets NOT NULL on a column here and below; since PostgreSQL 18 a constraint says so.
    pub(super) fn set_not_null(&mut self, id: RelationId, column: &Name, name: Option<&Name>, only: bool) {
        for (depth, id) in self.reached(id, only).into_iter().enumerate() {
            let known = self.catalog.relation(id).and_then(|table| table.column(column));
            if known.is_some_and(|column| !column.not_null || !column.nullability_known) {
                self.catalog.change_column(id, column, |column| {
                    column.not_null = true;
                    column.nullability_known = true;
                });
            }
            self.not_null_constraint(id, column, name, depth > 0);
        }
    }

    fn not_null_constraint(&mut self, id: RelationId, column: &Name, name: Option<&Name>, inherited: bool) {
        if self.version < PgVersion::V18 {
            return;
        }
        let place = self.at(self.statement);
        let Some(table) = self.catalog.relation(id) else { return };
        if let Some(known) = not_null_of(&table.constraints, column) {
            let known = known.name.clone();
            self.catalog.change_constraint(id, &known, |constraint| {
                if !constraint.validated {
                    constraint.validated = true;
                    constraint.validated_at = Some(place);
                }
            });
            return;
        }
        let chosen = match name {
            Some(name) => name.clone(),
            None => self.catalog.choose_constraint_name(
                &table.name.schema,
                &table.name.name,
                Some(column),
                "not_null",
            ),
        };
        let origin = Origin::Created(place);
        let constraint = Constraint {
            inherited,
            ..Constraint::new(chosen, ConstraintDef::NotNull { column: column.clone() }, origin)
        };
        self.catalog.add_constraint(id, constraint);
    }

    pub(super) fn drop_not_null(&mut self, id: RelationId, column: &Ident, only: bool) {
        let in_key = self.catalog.relation(id).and_then(|table| table.primary_key()).map(Constraint::columns);
        if in_key.is_some_and(|columns| columns.contains(&column.name)) {
            return;
        }
        self.alter_column(id, column, only, |column| {
            column.not_null = false;
            column.nullability_known = true;
        });
        for id in self.reached(id, only) {
            let table = self.catalog.relation(id);
            let known = table.and_then(|table| not_null_of(&table.constraints, &column.name));
            if let Some(name) = known.map(|constraint| constraint.name.clone()) {
                self.catalog.remove_constraint(id, &name);
            }
        }
    }

    pub(super) fn set_expression(&mut self, id: RelationId, column: &Ident, expr: &crate::ast::ExprAt) {
        self.alter_column(id, column, false, |column| {
            let stored = column.generated.as_ref().is_none_or(|generated| generated.stored);
            column.generated = Some(Generated { expr: expr.clone(), stored }).into();
        });
    }

    pub(super) fn add_identity(&mut self, id: RelationId, column: &Ident, identity: Identity) {
        self.alter_column(id, column, true, |column| column.identity = Some(identity));
        let known = self.catalog.relation(id).and_then(|table| table.column(&column.name));
        let data_type = known.and_then(|column| column.data_type.as_ref()).map(|found| found.name.clone());
        self.make_sequence(id, &column.name, data_type, true);
    }

    pub(super) fn drop_identity(&mut self, id: RelationId, column: &Ident) {
        let known = self.catalog.relation(id).and_then(|table| table.column(&column.name));
        let Some(known) = known.filter(|column| column.identity.is_some()) else { return };
        let sequence = known.sequence;
        self.alter_column(id, column, false, |column| {
            column.identity = None;
            column.sequence = None;
        });
        if let Some(sequence) = sequence {
            self.catalog.forget(sequence, Some(self.at(self.statement)));
        }
    }

    /// A constraint of ADD CONSTRAINT.
    pub(super) fn add_table_constraint(&mut self, id: RelationId, constraint: &TableConstraint, only: bool) {
        self.add_key(id, constraint, only);
        self.add_constraint_without_index(id, constraint, only);
    }

    fn add_constraint_without_index(&mut self, id: RelationId, constraint: &TableConstraint, only: bool) {
        match &constraint.kind {
            ConstraintKind::Check(check) => self.add_check(id, constraint, check, false, only),
            ConstraintKind::NotNull(column) => self.add_not_null(id, constraint, column, false, only),
            ConstraintKind::ForeignKey(foreign_key) => {
                self.add_foreign_key(id, constraint, foreign_key, false, only);
            }
            ConstraintKind::PrimaryKey(_) | ConstraintKind::Unique(_) | ConstraintKind::Exclusion(_) => {}
        }
    }
}

impl Relation {
    fn define_column(&mut self, definition: &ColumnDef, origin: Origin, in_domain: bool) {
        let name = truncated(&definition.name.name);
        let at = self.position(&name).unwrap_or_else(|| {
            self.columns.push(Arc::new(Column::new(name, origin)));
            self.columns.len() - 1
        });
        let column = Arc::make_mut(&mut self.columns[at]);
        column.inherited = false;
        column.data_type = stored_type(definition).or(column.data_type.take()).into();
        column.collation = definition.collation.clone().or(column.collation.take()).into();
        if let Some(default) = &definition.default {
            column.take_default(Some(&default.expr), in_domain);
        }
        column.generated = definition.generated.clone().or(column.generated.take()).into();
        column.identity = definition.identity.or(column.identity);
        column.not_null |= definition.not_null || definition.is_serial() || definition.identity.is_some();
    }
}

/// The type as the server keeps it: that of the sequence's values for a serial.
fn stored_type(definition: &ColumnDef) -> Option<TypeName> {
    let written = definition.data_type.as_ref()?;
    Some(match written.serial_base() {
        Some(base) => TypeName { span: written.span, ..TypeName::builtin(base) },
        None => written.clone(),
    })
}

fn is_null(expr: &Expr) -> bool {
    match expr {
        Expr::Null => true,
        Expr::Cast { expr: inner, .. } => **inner == Expr::Null,
        _ => false,
    }
}

pub(super) fn not_null_of<'a>(constraints: &'a [Arc<Constraint>], column: &str) -> Option<&'a Constraint> {
    let constraints = constraints.iter().map(Arc::as_ref);
    constraints.into_iter().find(
        |constraint| matches!(&constraint.kind, ConstraintDef::NotNull { column: known } if known == column),
    )
}
