//! A column that goes and is made again under its name: its values go with it, and a conversion would keep them.

use crate::ast::{AlterAction, AlterActionKind, ColumnDef, Ident, ObjectName, TypeName};
use crate::catalog::{Catalog, Column, RelationId, TypeDefKind};
use crate::migration::Step;
use crate::rule::Pass;
use crate::rule::alter::actions_on;

impl<'a> Pass<'a> {
    /// The action of a step, or of a later one of the migration, that adds a column of this name.
    pub fn is_made_again(&self, step: &'a Step, table: RelationId, column: &Ident) -> Option<&'a ColumnDef> {
        let from = step.span().start;
        let later = self.steps().iter().filter(|later| later.span().start >= from);
        later.flat_map(|later| actions_on(later, table)).find_map(|action| match &action.kind {
            AlterActionKind::AddColumn { column: added, .. } if added.name.name == column.name => {
                Some(&**added)
            }
            _ => None,
        })
    }

    /// The column of this name that a step, or an earlier one of the migration, drops, as it was then. One that the
    /// migration has added itself has no values to keep.
    pub fn gone_before(&self, step: &'a Step, table: RelationId, column: &Ident) -> Option<&'a Column> {
        let until = step.span().start;
        let mut earlier = self.steps().iter().filter(|earlier| earlier.span().start <= until);
        let drops =
            |action: &AlterAction| action.kind.dropped_column().is_some_and(|gone| gone.name == column.name);
        let dropping = earlier.rfind(|earlier| actions_on(earlier, table).iter().any(drops))?;
        let dropped = dropping.before.relation(table)?.column(&column.name)?;
        (!self.is_new(dropped.origin)).then_some(dropped)
    }

    /// How the values of a column are kept where it gets another type, or that it has the type already.
    pub fn conversion(
        &self,
        table: &ObjectName,
        dropped: &Column,
        again: &ColumnDef,
        catalog: &Catalog,
    ) -> String {
        let column = &again.name;
        let wanted = again.data_type.as_ref();
        let (old, nulls) = (dropped.data_type.as_ref(), again.not_null && !dropped.not_null);
        let same = old.is_some() && old == wanted;
        let mut help = match (same, wanted) {
            (true, _) => format!("leave DROP COLUMN and ADD COLUMN out: `{column}` has that type already"),
            (_, None) => format!("convert them:\nALTER TABLE {table} ALTER COLUMN {column} TYPE … USING …;"),
            (_, Some(wanted)) => {
                // A default stays in the way of a type that it cannot be cast to.
                let unset = dropped.default.as_ref().map(|_| format!("ALTER COLUMN {column} DROP DEFAULT, "));
                let set = again.default.as_ref().map(|default| {
                    format!(", ALTER COLUMN {column} SET DEFAULT {}", self.text(default.span))
                });
                format!(
                    "convert them:\nALTER TABLE {table} {}ALTER COLUMN {column} TYPE {} USING {}{};",
                    unset.unwrap_or_default(),
                    self.text(wanted.span),
                    self.using(column, old, wanted, catalog),
                    set.unwrap_or_default()
                )
            }
        };
        if nulls {
            help += "\n-- it may hold nulls so far: fill those before it becomes NOT NULL";
        }
        help
    }

    /// An enum is cast from text only; how others are converted the writer has to know.
    fn using(&self, column: &Ident, old: Option<&TypeName>, wanted: &TypeName, catalog: &Catalog) -> String {
        let is_enum = |of: &TypeName| {
            let found = catalog.type_def(&of.object_name());
            of.array == 0 && found.is_some_and(|found| matches!(found.kind, TypeDefKind::Enum { .. }))
        };
        let is_text =
            |of: &TypeName| of.array == 0 && matches!(of.name.as_str(), "text" | "varchar" | "bpchar");
        let by_name = old.is_some_and(|old| is_enum(old) || is_text(old));
        match by_name && is_enum(wanted) {
            true => format!("{column}::text::{}", self.text(wanted.span)),
            false => "…".to_owned(),
        }
    }
}
