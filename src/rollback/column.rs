//! Columns: those that are gone, new, or have another type, default or nullability.

use super::{Rank, Undo};
use crate::ast::{Identity, Name, quoted};
use crate::catalog::{Catalog, Column, Index, Relation, RelationId};
use crate::effects::casts_directly;

/// What ends the definition of a column that takes no nulls.
const NOT_NULL: &str = " NOT NULL";

impl Undo<'_> {
    pub(super) fn columns(&mut self, was: &Relation, is: &Relation) {
        let name = &is.name;
        for column in was.columns.iter().filter(|column| !column.inherited) {
            match is.column(&column.name) {
                None => self.column_gone(was, is, column),
                Some(now) => self.column_changed(is, column, now),
            }
        }
        self.indexes_over(was, is);
        for column in is.columns.iter().filter(|column| !column.inherited) {
            let assumed = column.origin.created().is_none();
            if was.column(&column.name).is_none() && !assumed {
                let guard = if self.step.conditional { "IF EXISTS " } else { "" };
                let column = quoted(&column.name);
                self.sql(Rank::DropColumn, format!("ALTER TABLE {name} DROP COLUMN {guard}{column}"));
            }
        }
    }

    /// What an index computes from a column gets casts of the column's new type, which no way back takes off: such an
    /// index is made anew.
    fn indexes_over(&mut self, was: &Relation, is: &Relation) {
        let retyped =
            |column: &Column| is.column(&column.name).is_some_and(|now| now.data_type != column.data_type);
        let columns: Vec<&Column> =
            was.columns.iter().map(AsRef::as_ref).filter(|column| retyped(column)).collect();
        if columns.is_empty() {
            return;
        }
        let (before, after) = (self.before, self.after);
        let over = |index: &Index| columns.iter().any(|column| index.computes_from(&column.name));
        let indexes = before.indexes_of(was).filter(|index| after.relation(index.id).is_some());
        for index in indexes.filter(|index| index.index.as_deref().is_some_and(over)) {
            self.drop(Rank::DropIndex, "INDEX", &index.name);
            self.index_gone(index);
        }
    }

    fn column_gone(&mut self, was: &Relation, is: &Relation, column: &Column) {
        let shown = format!("{}.{}", is.name, quoted(&column.name));
        let generated = column.generated.is_some();
        if !self.is_new(was.origin) && !self.is_new(column.origin) && !generated {
            self.lost(format!("values of {shown}"));
        }
        let Some(definition) = self.column_definition(was, column) else {
            self.lost(format!("column {shown}, whose type the history does not show"));
            return;
        };
        // Rows that are there have no value for it.
        let unfilled =
            column.default.is_none() && !generated && column.identity.is_none() && !self.is_new(was.origin);
        match definition.strip_suffix(NOT_NULL).filter(|_| unfilled) {
            None => self.sql(Rank::Column, format!("ALTER TABLE {} ADD COLUMN {definition}", is.name)),
            Some(nullable) => {
                let name = quoted(&column.name);
                self.sql(Rank::Column, format!("ALTER TABLE {} ADD COLUMN {nullable}", is.name));
                self.todo(
                    Rank::Key,
                    format!(
                        "the next statement fails over rows without a value: UPDATE {} SET {name} = …",
                        is.name
                    ),
                );
                self.sql(Rank::Key, format!("ALTER TABLE {} ALTER COLUMN {name} SET NOT NULL", is.name));
            }
        }
        if let Some(comment) = &*column.comment {
            let text = super::rights::literal(comment);
            self.sql(Rank::Rights, format!("COMMENT ON COLUMN {shown} IS {text}"));
        }
    }

    fn column_changed(&mut self, is: &Relation, was: &Column, now: &Column) {
        let alter = format!("ALTER TABLE {} ALTER COLUMN {}", is.name, quoted(&now.name));
        let retyped = (was.data_type != now.data_type || was.collation != now.collation)
            && was.data_type.is_some()
            && now.data_type.is_some();
        let same_default = was.default == now.default;
        let name_of = |column: &Column| {
            let data_type = column.data_type.as_ref();
            data_type.map(|data_type| (data_type.schema.clone(), data_type.name.clone(), data_type.array > 0))
        };
        let cast = retyped && name_of(was) != name_of(now);
        if let Some(old) = self.texts.data_type(was).filter(|_| retyped) {
            // A default of the new type may have no cast to the old one.
            if now.default.is_some() && cast {
                self.sql(Rank::Column, format!("{alter} DROP DEFAULT"));
            }
            let using = match (&*now.data_type, &*was.data_type) {
                (Some(from), Some(to)) if cast && casts_directly(self.before, from, to) => {
                    format!(" USING {}::{old}", quoted(&now.name))
                }
                _ if cast => {
                    let shown = format!("{}.{}", is.name, quoted(&now.name));
                    self.lost(format!(
                        "values of {shown} that are no {old} as text: the cast below fails on them"
                    ));
                    format!(" USING {}::text::{old}", quoted(&now.name))
                }
                _ => String::new(),
            };
            let collation = was.collation.as_ref().map(|name| format!(" COLLATE {}", quoted(name)));
            self.sql(Rank::Column, format!("{alter} TYPE {old}{}{using}", collation.unwrap_or_default()));
        }
        match (&*was.default, &*now.default) {
            (Some(default), _) if !same_default || cast => {
                let default = self.texts.expression(default);
                self.sql(Rank::Column, format!("{alter} SET DEFAULT {default}"));
            }
            (None, _) if was.null_default && !now.null_default => {
                self.sql(Rank::Column, format!("{alter} SET DEFAULT NULL"));
            }
            (None, Some(_)) if !cast && was.generated.is_none() => {
                self.sql(Rank::Column, format!("{alter} DROP DEFAULT"));
            }
            (None, None) if now.null_default && !was.null_default => {
                self.sql(Rank::Column, format!("{alter} DROP DEFAULT"));
            }
            _ => {}
        }
        match (was.not_null, now.not_null) {
            (true, false) => self.sql(Rank::Key, format!("{alter} SET NOT NULL")),
            (false, true) if was.nullability_known && now.identity == was.identity => {
                self.sql(Rank::DropColumn, format!("{alter} DROP NOT NULL"));
            }
            _ => {}
        }
        match (was.identity, now.identity) {
            (Some(identity), None) => {
                self.sql(Rank::Key, format!("{alter} ADD {}", words(identity)));
            }
            (None, Some(_)) => {
                self.sql(Rank::DropColumn, format!("{alter} DROP IDENTITY"));
                if now.not_null && !was.not_null && was.nullability_known {
                    self.sql(Rank::DropColumn, format!("{alter} DROP NOT NULL"));
                }
            }
            (Some(before), Some(after)) if before != after => {
                let mode = if before == Identity::Always { "ALWAYS" } else { "BY DEFAULT" };
                self.sql(Rank::Column, format!("{alter} SET GENERATED {mode}"));
            }
            _ => {}
        }
        if was.generated.is_some() && now.generated.is_none() {
            self.lost(format!("the expression of {}.{}", is.name, quoted(&now.name)));
        }
    }

    /// Whether a column makes its sequence itself, under the name that it had.
    pub(super) fn brings_its_sequence(&self, table: &Relation, column: &Column) -> bool {
        column.identity.is_some() || is_serial(self.before, table, column)
    }

    /// `name type COLLATE … DEFAULT … NOT NULL`, as ADD COLUMN and CREATE TABLE take it.
    pub(super) fn column_definition(&self, table: &Relation, column: &Column) -> Option<String> {
        let mut data_type = self.texts.data_type(column)?;
        let serial = is_serial(self.before, table, column);
        if serial {
            data_type = match column.data_type.as_ref()?.name.as_str() {
                "int2" => "smallserial".to_owned(),
                "int8" => "bigserial".to_owned(),
                _ => "serial".to_owned(),
            };
        } else if let Some(base) = column.data_type.as_ref()
            && data_type.to_ascii_lowercase().contains("serial")
        {
            data_type = base.to_string();
        }
        let mut definition = format!("{} {data_type}", quoted(&column.name));
        if let Some(collation) = &*column.collation {
            definition += &format!(" COLLATE {}", quoted(collation));
        }
        if let Some(generated) = &*column.generated {
            let kind = if generated.stored { "STORED" } else { "VIRTUAL" };
            let text = self.texts.expression(&generated.expr.expr);
            definition += &format!(" GENERATED ALWAYS AS ({text}) {kind}");
        } else if let Some(identity) = column.identity {
            definition += &format!(" {}", words(identity));
        } else if let Some(default) = column.default.as_ref().filter(|_| !serial) {
            definition += &format!(" DEFAULT {}", self.texts.expression(default));
        } else if column.null_default {
            definition += " DEFAULT NULL";
        }
        if column.not_null {
            definition += NOT_NULL;
        }
        Some(definition)
    }
}

fn words(identity: Identity) -> &'static str {
    match identity {
        Identity::Always => "GENERATED ALWAYS AS IDENTITY",
        Identity::ByDefault => "GENERATED BY DEFAULT AS IDENTITY",
    }
}

/// Whether a column draws from a sequence of its own, under the name that `serial` gives it.
fn is_serial(catalog: &Catalog, table: &Relation, column: &Column) -> bool {
    let owned = |id: RelationId| {
        let sequence = catalog.relation(id)?;
        let (owner, name, _): &(RelationId, Name, bool) = sequence.sequence_owner.as_ref()?;
        let usual = format!("{}_{}_seq", table.name.name, column.name);
        let of_its_type = sequence.sequence_type
            == column.data_type.as_ref().map(|data_type| data_type.name.clone()).into();
        Some(*owner == table.id && *name == column.name && sequence.name.name == usual && of_its_type)
    };
    column.identity.is_none() && column.default.is_some() && column.sequence.and_then(owned) == Some(true)
}
