//! `ADD COLUMN`: what its type, its default and its constraints cost.

use super::alter_table::Alteration;
use super::expression_type::ColumnTypes;
use super::prediction::Prediction;
use super::{Loss, Unknown};
use crate::ast::{ColumnDef, ConstraintKind, Expr};
use crate::catalog::RelationKind;

/// How the rows that exist get a new column's value.
enum Fill {
    /// They do not have one: it is null.
    Null,
    /// It is computed once and kept in the catalog (PostgreSQL 11): nothing is written.
    Once,
    /// It is computed for every row, which writes the table anew.
    EveryRow,
    /// It is computed whenever it is read.
    Never,
}

impl<'a> Prediction<'a> {
    pub(super) fn add_column(
        &mut self,
        column: &ColumnDef,
        if_not_exists: bool,
        alteration: &mut Alteration<'a>,
    ) {
        let target = alteration.target;
        // Columns are dropped first, so that one of the same name can take the place.
        let dropped = self.effects.losses.contains(&Loss::Column(target.id, column.name.name.clone()));
        if let Some(present) = target.column(&column.name.name).filter(|_| !dropped) {
            if !if_not_exists && target.columns_known {
                let message = format!(
                    "column \"{}\" of relation \"{}\" already exists",
                    column.name.name, target.name.name
                );
                self.fail_for("42701", message, present.origin.created());
            }
            return;
        }
        column.data_type.iter().for_each(|data_type| self.refuse_misspelled(data_type));
        column.default.iter().for_each(|default| self.refuse_gone_sequence(&default.expr));
        if column.generated.is_some() {
            self.refuse_mutable_column(column, &ColumnTypes::of(self.before, target));
        }
        let tree = self.tree(target, alteration.only);
        let fill = self.fill(column);
        match fill {
            Fill::EveryRow => {
                column.default.iter().for_each(|default| self.expression_calls(&default.expr));
                alteration.rewritten.extend(&tree);
            }
            // A value that every row shares was checked when it was computed.
            Fill::Null | Fill::Never if column.not_null => alteration.verified.extend(&tree),
            Fill::Null | Fill::Once | Fill::Never => {}
        }
        if matches!(fill, Fill::EveryRow | Fill::Once) {
            self.refuse_row_type(target);
        }
        alteration.added_columns.push(column.name.name.clone());
        for constraint in &column.constraints {
            if matches!(constraint.kind, ConstraintKind::PrimaryKey(_)) && matches!(fill, Fill::Null) {
                alteration.verified.extend(&tree);
            }
            self.add_column_constraint(column, constraint, alteration);
        }
    }

    fn fill(&mut self, column: &ColumnDef) -> Fill {
        if let Some(generated) = &column.generated {
            return if generated.stored { Fill::EveryRow } else { Fill::Never };
        }
        if column.identity.is_some() {
            return Fill::EveryRow;
        }
        let Some(data_type) = &column.data_type else { return Fill::Null };
        if data_type.serial_base().is_some() {
            return Fill::EveryRow;
        }
        // A domain's constraints are checked row by row, even when every row would get a null: ATExecAddColumn asks
        // DomainHasConstraints and forces the rewrite.
        let domain = self.domain_of(data_type);
        if domain.as_ref().is_some_and(|domain| domain.constrained) {
            return Fill::EveryRow;
        }
        let own = column.default.as_ref().map(|default| &default.expr);
        let inherited = domain.as_ref().and_then(|domain| domain.default.as_ref());
        match own.or(inherited) {
            None | Some(Expr::Null) => Fill::Null,
            Some(default) if self.is_volatile(default) => Fill::EveryRow,
            Some(_) => Fill::Once,
        }
    }

    /// Whether a default has to be computed for every row; a function that nothing is known of is taken to be volatile.
    pub(super) fn is_volatile(&mut self, expr: &Expr) -> bool {
        let volatility = super::volatility::of_expression(expr, self.before);
        for name in volatility.unknown {
            self.unknown(Unknown::Volatility(name));
        }
        volatility.volatile
    }

    /// `SET EXPRESSION` (PostgreSQL 17) computes a stored column anew; a virtual one has nothing to compute.
    pub(super) fn set_expression(&mut self, column: &str, alteration: &mut Alteration<'a>) {
        let target = alteration.target;
        let generated = target.column(column).and_then(|column| column.generated.as_ref());
        if generated.is_some_and(|generated| !generated.stored) {
            return;
        }
        if target.kind != RelationKind::ForeignTable {
            alteration.rewritten.extend(self.tree(target, alteration.only));
        }
    }
}
