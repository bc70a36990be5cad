//! Sequences: CREATE and ALTER SEQUENCE, and those that serial and identity columns own.

use super::Apply;
use crate::ast::{AlterSequence, CreateSequence, Expr, FunctionCall, Ident, Name, ObjectName};
use crate::catalog::{QualifiedName, Rare, RelationId, RelationKind};

impl Apply<'_> {
    pub(super) fn create_sequence(&mut self, create: &CreateSequence) {
        let name = self.creation_name(&create.name, create.temporary);
        let made = self.new_relation(name, RelationKind::Sequence, create.name.span, create.if_not_exists);
        let Some(id) = made else { return };
        self.catalog.change(id, |sequence| {
            sequence.sequence_type = create.data_type.as_ref().map(|data_type| data_type.name.clone()).into();
        });
        if let Some((table, column)) = &create.owned_by {
            self.own(id, table, column);
        }
    }

    pub(super) fn alter_sequence(&mut self, alter: &AlterSequence) {
        let Some(id) = self.resolve(&alter.name) else { return };
        let place = self.at(self.statement);
        self.catalog.change(id, |sequence| {
            sequence.changed = Some(place);
            if let Some(data_type) = &alter.data_type {
                sequence.sequence_type = Some(data_type.name.clone()).into();
            }
        });
        if let Some(owner) = &alter.owned_by {
            self.disown(id);
            if let Some((table, column)) = owner {
                self.own(id, table, column);
            }
        }
    }

    fn own(&mut self, sequence: RelationId, table: &ObjectName, column: &Ident) {
        let Some(table) = self.resolve(table) else { return };
        let known = self.catalog.relation(table).and_then(|table| table.column(&column.name));
        if known.is_none_or(|column| column.sequence.is_some()) || table == sequence {
            return;
        }
        let owner = Some((table, column.name.clone(), false));
        self.catalog.change(sequence, |sequence| sequence.sequence_owner = owner.into());
        self.catalog.change_column(table, &column.name, |column| column.sequence = Some(sequence));
    }

    fn disown(&mut self, id: RelationId) {
        let Some(owner) = self.catalog.relation(id).map(|sequence| sequence.sequence_owner.clone()) else {
            return;
        };
        if let Some((table, column, _)) = &*owner {
            self.catalog.change_column(*table, column, |column| column.sequence = None);
        }
        self.catalog.change(id, |sequence| sequence.sequence_owner = Rare::default());
    }

    /// The sequence of a serial or identity column, under the name the server gives it.
    pub(super) fn make_sequence(
        &mut self,
        table: RelationId,
        column: &Name,
        data_type: Option<Name>,
        identity: bool,
    ) -> Option<RelationId> {
        let owner = self.catalog.relation(table)?;
        let schema = owner.name.schema.clone();
        let persistence = owner.persistence;
        let name = self.catalog.choose_relation_name(&schema, &owner.name.name, Some(column), "seq", false);
        let origin = self.created(self.statement);
        let id = self.catalog.add_relation(QualifiedName { schema, name }, RelationKind::Sequence, origin);
        self.catalog.change(id, |sequence| {
            sequence.sequence_owner = Some((table, column.clone(), identity)).into();
            sequence.sequence_type = data_type.into();
            sequence.persistence = persistence;
        });
        self.catalog.change_column(table, column, |column| column.sequence = Some(id));
        Some(id)
    }

    /// The default of a serial column.
    pub(super) fn next_value(&self, sequence: RelationId) -> Option<Expr> {
        let name = &self.catalog.relation(sequence)?.name;
        let argument = Expr::String(Name::new(name.to_string()));
        let call =
            FunctionCall { schema: None, name: Name::new_static("nextval"), arguments: vec![argument] };
        Some(Expr::Call(Box::new(call)))
    }
}
