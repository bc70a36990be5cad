//! `ALTER COLUMN … TYPE`: the rewrite, and what hangs on the column although the rows stay as they are: indexes, CHECK
//! constraints, foreign keys, the identity sequence, and what refuses the change altogether.

use super::alter_table::Alteration;
use super::column_type::{Coerced, Context, coerce, operator_class, using_value};
use super::expression_type::ColumnTypes;
use super::prediction::Prediction;
use super::{LockReason, Unknown, WorkKind};
use crate::ast::{Expr, IndexKey, Name, TypeName};
use crate::catalog::{Column, Constraint, ConstraintDef, Relation, RelationKind};
use crate::lock::LockMode::{AccessExclusive, ShareRowExclusive};
use crate::version::PgVersion;

/// A change of one column's type, decided upon.
pub(super) struct TypeChange {
    pub(super) column: Name,
    /// The type before, where the history shows it.
    pub(super) old: Option<TypeName>,
    pub(super) new: TypeName,
    rewrites: bool,
    /// An index over it has another operator class by default, and is built again even if the rows stay.
    classes_differ: bool,
    /// It sorts by another collation, with the same consequence.
    collations_differ: bool,
}

impl<'a> Prediction<'a> {
    pub(super) fn plan_type_change(
        &mut self,
        name: &Name,
        data_type: &TypeName,
        collation: Option<&Name>,
        using: Option<&Expr>,
        alteration: &mut Alteration<'a>,
    ) {
        let target = alteration.target;
        if matches!(target.kind, RelationKind::View | RelationKind::ForeignTable) {
            return;
        }
        let column = target.column(name);
        self.refuse_preparation(target, name, alteration.only);
        // `serial` is no type: only CREATE TABLE and ADD COLUMN know the word.
        if data_type.serial_base().is_some() && self.before.type_def(&data_type.object_name()).is_none() {
            self.fail("42704", format!("type \"{}\" does not exist", data_type.name));
        }
        self.refuse_misspelled(data_type);
        let change = match column.and_then(|column| Some((column, column.data_type.as_ref()?))) {
            Some((column, old)) => self.compare_types(column, old, data_type, collation, using, alteration),
            None => {
                self.unknown(Unknown::ColumnType(target.id, name.clone()));
                let rewrites = !probably_free(data_type, using);
                TypeChange {
                    column: name.clone(),
                    old: None,
                    new: data_type.clone(),
                    rewrites,
                    classes_differ: rewrites,
                    collations_differ: collation.is_some(),
                }
            }
        };
        self.refuse_dependents(target, name);
        if column.is_some_and(|column| column.identity.is_some()) {
            self.change_identity_sequence(target, name, data_type);
        }
        if change.rewrites {
            alteration.rewritten.extend(self.tree(target, alteration.only));
        }
        alteration.type_changes.push(change);
    }

    #[allow(clippy::too_many_arguments)]
    fn compare_types(
        &mut self,
        column: &Column,
        old: &TypeName,
        new: &TypeName,
        collation: Option<&Name>,
        using: Option<&Expr>,
        alteration: &Alteration<'a>,
    ) -> TypeChange {
        let utc = self.before.session.is_utc();
        let start = match using {
            None => Some(Coerced { data_type: old.clone(), rewrites: false }),
            Some(using) => using_value(self.before, using, &column.name, old, utc),
        };
        let coerced = match start {
            None => Ok(true),
            Some(start) => {
                coerce(self.before, start, new, Context::Assignment, utc).map(|coerced| coerced.rewrites)
            }
        };
        if let Some(using) = using {
            self.refuse_using(using, (column, old), new, coerced.is_err());
        } else if coerced.is_err() {
            let message = format!(
                "column \"{}\" cannot be cast automatically to type {}",
                column.name,
                type_words(new)
            );
            self.fail("42804", message);
        }
        self.refuse_default(column, old, new, alteration);
        TypeChange {
            column: column.name.clone(),
            old: Some(old.clone()),
            new: new.clone(),
            rewrites: coerced.unwrap_or(true),
            classes_differ: operator_class(self.before, old) != operator_class(self.before, new),
            collations_differ: column.collation.as_ref() != collation
                && is_collatable(new)
                && is_collatable(old),
        }
    }

    /// A default is cast on its own, whatever USING says.
    fn refuse_default(
        &mut self,
        column: &Column,
        old: &TypeName,
        new: &TypeName,
        alteration: &Alteration<'a>,
    ) {
        let has_default = column.default.as_ref().is_some_and(|default| *default != Expr::Null);
        if !has_default || column.sequence.is_some() || alteration.dropped_defaults.contains(&column.name) {
            return;
        }
        // The server takes off the coercion to the column's type: of `'a'::state` in a column of text, state is left.
        let named = |name| TypeName {
            schema: None,
            name: Name::new_static(name),
            modifiers: Vec::new(),
            array: 0,
            ..old.clone()
        };
        let data_type = match &*column.default {
            Some(Expr::Cast { to, .. }) => (**to).clone(),
            Some(Expr::Boolean(_)) => named("bool"),
            Some(Expr::Integer(value)) if i32::try_from(*value).is_ok() => named("int4"),
            Some(Expr::Integer(_)) => named("int8"),
            Some(Expr::Float(_)) => named("numeric"),
            // What a function returns may be anything that text is made of.
            Some(Expr::Call(_)) if matches!(old.name.as_str(), "text" | "varchar" | "bpchar") => return,
            _ => old.clone(),
        };
        let value = Coerced { data_type, rewrites: false };
        if coerce(self.before, value, new, Context::Assignment, true).is_err() {
            let message = format!(
                "default for column \"{}\" cannot be cast automatically to type {}",
                column.name,
                type_words(new)
            );
            self.fail("42804", message);
        }
    }

    /// What the server refuses before it looks at the types.
    fn refuse_preparation(&mut self, target: &'a Relation, column: &Name, only: bool) {
        if super::dependency::in_partition_key(target, column) {
            let message = format!(
                "cannot alter column \"{column}\" because it is part of the partition key of relation \"{}\"",
                target.name.name
            );
            return self.fail("42P16", message);
        }
        if target.column(column).is_some_and(|column| column.inherited) {
            return self.fail("42P16", format!("cannot alter inherited column \"{column}\""));
        }
        let children = self.related(&target.children);
        if only && children.iter().any(|child| child.column(column).is_some_and(|column| column.inherited)) {
            let message =
                format!("type of inherited column \"{column}\" must be changed in child tables too");
            self.fail("42P16", message);
        }
    }

    /// Everything that holds on to a column so firmly that its type cannot change. The server looks for it after the
    /// casts of the values and of the default.
    fn refuse_dependents(&mut self, target: &'a Relation, column: &Name) {
        let readers = target.read_by.iter().filter_map(|reader| self.relation(*reader));
        let by_view = readers.into_iter().find(|reader| self.before.surely_reads(reader, target, column));
        if let Some(view) = by_view {
            let message = "cannot alter type of a column used by a view or rule";
            if self.fail_for("0A000", message, view.definition) {
                return;
            }
        }
        if self.version >= PgVersion::V14 && super::dependency::read_by_sql_body(self.before, target, column)
        {
            return self.fail("0A000", "cannot alter type of a column used by a function or procedure");
        }
        if target.policies.iter().any(|policy| self.before.policy_uses(policy, target, column)) {
            return self.fail("0A000", "cannot alter type of a column used in a policy definition");
        }
        if target.triggers.iter().any(|trigger| super::dependency::trigger_mentions(trigger, column)) {
            return self.fail("0A000", "cannot alter type of a column used in a trigger definition");
        }
        let mut others = target.columns.iter().filter(|other| other.name != *column);
        let generates = |other: &Column| {
            other.generated.as_ref().is_some_and(|generated| generated.expr.expr.mentions_column(column))
        };
        if others.any(|other| generates(other)) {
            let code = if self.version >= PgVersion::V15 { "0A000" } else { "42601" };
            self.fail(code, "cannot alter type of a column used by a generated column");
        }
        self.refuse_row_type(target);
    }

    /// A table whose rows are values of another table's column cannot have them changed.
    pub(super) fn refuse_row_type(&mut self, target: &Relation) {
        let before = self.before;
        let storing = before.mentioning(&target.name.name).filter(|other| other.kind.has_storage());
        let user = storing.flat_map(|other| other.columns.iter().map(move |column| (other, column))).find(
            |(_, column)| {
                let used = column.data_type.as_ref();
                used.is_some_and(|used| super::dependency::is_type(before, used, &target.name))
            },
        );
        if let Some((other, column)) = user {
            let message = format!(
                "cannot alter table \"{}\" because column \"{}.{}\" uses its row type",
                target.name.name, other.name.name, column.name
            );
            self.fail("0A000", message);
        }
    }

    /// An identity column's sequence takes the new type along (transformAlterTableStmt).
    fn change_identity_sequence(&mut self, target: &Relation, column: &Name, data_type: &TypeName) {
        if !matches!(data_type.name.as_str(), "int2" | "int4" | "int8") || data_type.array > 0 {
            return self.fail("22023", "identity column type must be smallint, integer, or bigint");
        }
        for sequence in self.owned_sequences(target) {
            if sequence.sequence_owner.as_ref().is_some_and(|(_, owner, _)| owner == column) {
                self.lock(sequence, ShareRowExclusive, LockReason::Owned);
                self.work(sequence, WorkKind::NewFile);
            }
        }
    }

    /// After every column is known: what was built on the changed columns is taken down and put up again.
    pub(super) fn change_types(&mut self, alteration: &mut Alteration<'a>) {
        let changes = std::mem::take(&mut alteration.type_changes);
        let target = alteration.target;
        for table in self.tree(target, alteration.only) {
            for change in &changes {
                self.change_indexes(table, (change, &changes), alteration);
                self.change_checks(table, change, alteration);
                self.change_foreign_keys(table, (change, &changes), alteration);
            }
        }
        alteration.type_changes = changes;
    }

    fn change_indexes(
        &mut self,
        table: &'a Relation,
        (change, changes): (&TypeChange, &[TypeChange]),
        alteration: &mut Alteration<'a>,
    ) {
        let mut types = ColumnTypes::of(self.before, table);
        changes.iter().for_each(|change| types.put(&change.column, &change.new));
        for index in self.indexes(table) {
            let Some(definition) = index.index.as_deref() else { continue };
            let owner = definition.constraint.as_ref();
            if owner.is_some_and(|owner| alteration.drops_constraint(table.id, owner)) {
                continue;
            }
            if !super::dependency::index_mentions(definition, &change.column)
                || alteration.dropped_indexes.contains(&index.id)
            {
                continue;
            }
            self.lock(index, AccessExclusive, LockReason::Index);
            let made = index.origin.created();
            definition.expressions().for_each(|expr| self.refuse_expression(change, expr, made));
            self.refuse_retyped_index(definition, &types, index);
            self.refuse_operator_classes(&definition.method, &definition.elements, &types, Some(index));
            let key = definition
                .elements
                .iter()
                .find(|element| matches!(&element.key, IndexKey::Column(column) if *column == change.column));
            let sorts_differently = key.is_some_and(|key| {
                change.classes_differ && key.operator_class.is_none()
                    || change.collations_differ && key.collation.is_none()
            });
            let expressions =
                definition.elements.iter().any(|element| matches!(element.key, IndexKey::Expression(_)));
            // CheckIndexCompatible refuses to reuse indexes with expressions or a predicate; the indexes of partitions
            // come from the parent's, which has no file to reuse.
            let rebuilt = expressions
                || definition.predicate.is_some()
                || sorts_differently
                || !index.parents.is_empty();
            if rebuilt {
                alteration.rebuilt.push((table, index));
            }
        }
    }

    /// A CHECK on the column is verified again, unless it was never valid.
    fn change_checks(&mut self, table: &'a Relation, change: &TypeChange, alteration: &mut Alteration<'a>) {
        for constraint in &table.constraints {
            if let ConstraintDef::Check { expr, .. } = &constraint.kind
                && !alteration.drops_constraint(table.id, &constraint.name)
            {
                self.refuse_expression(change, expr, constraint.origin.created());
            }
        }
        let checks = table.constraints.iter().any(|constraint| {
            let mentions = match &constraint.kind {
                ConstraintDef::Check { expr, .. } => expr.mentions_column(&change.column),
                _ => false,
            };
            mentions
                && constraint.validated
                && constraint.enforced
                && !alteration.drops_constraint(table.id, &constraint.name)
        });
        if checks {
            alteration.verified.push(table);
        }
    }

    /// A foreign key on either side is made again: ACCESS EXCLUSIVE on both tables, and a validation unless its
    /// operators stay the same.
    fn change_foreign_keys(
        &mut self,
        table: &'a Relation,
        (change, changes): (&TypeChange, &[TypeChange]),
        alteration: &mut Alteration<'a>,
    ) {
        let before = self.before;
        let own = table.foreign_keys().map(|constraint| (table, constraint));
        let others = before.referencing(table.id);
        let all: Vec<(&'a Relation, &'a Constraint)> = own.chain(others).collect();
        for (holder, constraint) in all {
            let ConstraintDef::ForeignKey { columns, references, referenced_columns, .. } = &constraint.kind
            else {
                continue;
            };
            let touches = holder.id == table.id && columns.contains(&change.column)
                || *references == table.id && referenced_columns.contains(&change.column);
            if !touches || alteration.drops_constraint(holder.id, &constraint.name) {
                continue;
            }
            self.refuse_unlike_key((holder, constraint), (table, changes));
            let reason = if holder.id == table.id { LockReason::Referenced } else { LockReason::Referencing };
            self.lock_id(*references, AccessExclusive, reason);
            self.lock(holder, AccessExclusive, reason);
            let keeps_operators = !change.rewrites && !change.classes_differ;
            if constraint.validated && constraint.enforced && !keeps_operators {
                alteration.validated.push(holder);
            }
        }
    }
}

/// Where the old type is not known, a change to unlimited text is most often a widening.
fn probably_free(new: &TypeName, using: Option<&Expr>) -> bool {
    using.is_none() && new.array == 0 && new.name == "text"
}

fn is_collatable(data_type: &TypeName) -> bool {
    !matches!(
        data_type.name.as_str(),
        "int2"
            | "int4"
            | "int8"
            | "float4"
            | "float8"
            | "numeric"
            | "money"
            | "bool"
            | "oid"
            | "date"
            | "time"
            | "timetz"
            | "timestamp"
            | "timestamptz"
            | "interval"
            | "uuid"
            | "json"
            | "jsonb"
            | "xml"
            | "bytea"
            | "inet"
            | "cidr"
            | "macaddr"
            | "bit"
            | "varbit"
    )
}

/// The same without a length or a precision, as where the server speaks of types alone.
pub(super) fn bare_type_words(data_type: &TypeName) -> String {
    type_words(&TypeName { modifiers: Vec::new(), ..data_type.clone() })
}

/// A type as the server's messages spell it.
pub fn type_words(data_type: &TypeName) -> String {
    let (name, modified) = match data_type.name.as_str() {
        "int2" => ("smallint", ""),
        "int4" => ("integer", ""),
        "int8" => ("bigint", ""),
        "float4" => ("real", ""),
        "float8" => ("double precision", ""),
        "bool" => ("boolean", ""),
        "varchar" => ("character varying", ""),
        "bpchar" => ("character", ""),
        "varbit" => ("bit varying", ""),
        "timestamp" => ("timestamp", " without time zone"),
        "timestamptz" => ("timestamp", " with time zone"),
        "time" => ("time", " without time zone"),
        "timetz" => ("time", " with time zone"),
        name => (name, ""),
    };
    let numbers: Vec<String> = data_type.modifiers.iter().map(ToString::to_string).collect();
    let modifiers = if numbers.is_empty() { String::new() } else { format!("({})", numbers.join(",")) };
    let array = if data_type.array > 0 { "[]" } else { "" };
    format!("{name}{modifiers}{modified}{array}")
}
