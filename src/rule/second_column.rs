//! A column that takes another's place without a pause: added beside it, kept in step by a trigger, filled in batches,
//! and left alone in the end. Each part is a migration of its own.

use crate::ast::{Expr, Ident, ObjectName, Statement, TriggerTiming, TypeName, quoted};
use crate::catalog::{Catalog, Column, ConstraintDef, Relation, RelationKind, expression};
use crate::diagnostic::Fix;
use crate::migration::{Step, TransactionUnit};
use crate::rule::{Pass, Phase, beside, dependents, last_trigger, single_key, span_of_word};

/// The two columns, and how the values of one become those of the other.
pub struct SecondColumn<'a> {
    pub table: &'a ObjectName,
    pub relation: &'a Relation,
    pub old: &'a Ident,
    /// The name of the second column while both are there.
    pub new: String,
    pub data_type: String,
    /// What the trigger's function sets while it runs, as a clause of it.
    pub settings: String,
    /// The value of the second in terms of the first, and in terms of the row that a trigger sees.
    pub value: String,
    pub value_of_row: String,
    /// Code writes the second column too while both are there: a trigger copies both ways.
    pub both_ways: bool,
}

impl SecondColumn<'_> {
    /// Whether nothing but rows, a default, NOT NULL and a comment would have to move to the second column.
    fn can_take_over(&self, catalog: &Catalog) -> bool {
        let relation = self.relation;
        let alone = relation.parents.is_empty() && relation.children.is_empty();
        let plain = relation.kind == RelationKind::Table && relation.columns_known && alone;
        let free = |name: &str| relation.column(name).is_none();
        plain
            && free(&self.new)
            && self.column().is_some_and(is_plain)
            && single_key(relation).is_some_and(|key| key != self.old.name)
            && dependents::of_column(catalog, relation, &self.old.name).is_empty()
            && !relation.triggers.iter().any(|trigger| trigger.timing == TriggerTiming::Before)
            && !self.is_constrained()
            && !self.is_indexed(catalog)
    }

    /// The first migration and the later ones, of which whoever asks gives the `last`. `takes_back` finds what undoes the
    /// statement in the way back.
    pub fn fix(
        &self,
        pass: &Pass,
        (step, title): (&Step, &str),
        last: Vec<Phase>,
        takes_back: impl Fn(&Step) -> bool,
    ) -> Option<Fix> {
        let at = pass.steps().iter().position(|other| std::ptr::eq(other, step))?;
        // The type may be dropped or get another name below, and the later migrations name it as it is here.
        let again = |later: &Step| {
            let renames = matches!(later.statement.kind, Statement::Drop(_) | Statement::Rename(_));
            renames || later.effects.lock_on(self.relation.id).is_some()
        };
        let unit = pass.up()?.unit;
        if unit == TransactionUnit::PerStatement
            || !self.can_take_over(&step.before)
            || pass.later_steps(at).iter().any(again)
            || self.is_used_later(pass, at)
        {
            return None;
        }
        let Self { table, new, data_type, .. } = self;
        let (function, trigger) = (self.function(), self.trigger());
        let tool = pass.tool();
        let mut here = format!("ALTER TABLE {table} ADD COLUMN {new} {data_type};\n");
        let mut phases = vec![Phase::alone("backfill", tool.framed(&self.backfill()))];
        if self.is_not_null() {
            let check = self.check();
            here +=
                &format!("ALTER TABLE {table} ADD CONSTRAINT {check} CHECK ({new} IS NOT NULL) NOT VALID;\n");
            let validate = format!("ALTER TABLE {table} VALIDATE CONSTRAINT {check};");
            phases.push(Phase::new("validate", validate));
        }
        here += &tool.framed(&format!(
            "CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql{} AS $$\nBEGIN\n{}    RETURN NEW;\nEND\n$$;\n",
            self.settings,
            self.copies()
        ));
        here += &format!(
            "CREATE TRIGGER {trigger} BEFORE INSERT OR UPDATE ON {table}\n    FOR EACH ROW EXECUTE FUNCTION {function}();"
        );
        let here = if step.in_transaction() { here } else { pass.together(&here) };
        phases.extend(last);
        let back = format!("{}ALTER TABLE {table} DROP COLUMN {new};\n", self.without_trigger());
        pass.replaced_both_ways((step, title, &here, &phases), takes_back, &back)
    }

    /// Whether a later migration names the column, which by then would not be what that migration takes it for.
    fn is_used_later(&self, pass: &Pass, at: usize) -> bool {
        pass.following_steps(at).any(|(migration, later)| {
            let up = pass.history.migrations.get(migration).and_then(|migration| migration.up.as_ref());
            let text = up.map_or("", |up| up.source.slice(later.span()));
            migration != pass.index
                && later.effects.lock_on(self.relation.id).is_some()
                && span_of_word(text, later.span(), &self.old.name.to_ascii_lowercase()).is_some()
        })
    }

    /// What ends the copying.
    pub fn without_trigger(&self) -> String {
        format!("DROP TRIGGER {} ON {};\nDROP FUNCTION {}();\n", self.trigger(), self.table, self.function())
    }

    /// What the first column has besides its values, given to a column of this name. Its rows are known to have no nulls
    /// where the first one could have none.
    pub fn given_to(&self, column: &str) -> String {
        let table = self.table;
        let mut given = String::new();
        let Some(old) = self.column() else { return given };
        if let Some(default) = &*old.default {
            let default = expression(default);
            given += &format!("ALTER TABLE {table} ALTER COLUMN {column} SET DEFAULT {default};\n");
        }
        if old.not_null {
            given += &format!("ALTER TABLE {table} ALTER COLUMN {column} SET NOT NULL;\n");
            given += &format!("ALTER TABLE {table} DROP CONSTRAINT {};\n", self.check());
        }
        if let Some(comment) = &*old.comment {
            let text = comment.replace('\'', "''");
            given += &format!("COMMENT ON COLUMN {table}.{column} IS '{text}';\n");
        }
        given
    }

    pub fn is_not_null(&self) -> bool {
        self.column().is_some_and(|column| column.not_null)
    }

    fn column(&self) -> Option<&Column> {
        self.relation.column(&self.old.name)
    }

    fn function(&self) -> String {
        beside(self.table, &[&self.old.name, "sync"])
    }

    fn trigger(&self) -> String {
        last_trigger(self.table, self.relation, self.old, "sync")
    }

    fn check(&self) -> String {
        let new = self.new.trim_matches('"');
        quoted(&format!("{}_{new}_not_null", self.table.name)).into_owned()
    }

    /// Where both are written, the first one's value wins unless the second alone was changed: until the rows are filled
    /// the second one is null, which must never reach the first.
    fn copies(&self) -> String {
        let Self { old, new, value_of_row, .. } = self;
        if !self.both_ways {
            return format!("    NEW.{new} := {value_of_row};\n");
        }
        let column = self.column().and_then(|column| column.data_type.as_ref());
        let text = if column.is_some_and(|data_type| !tells_apart(data_type)) { "::text" } else { "" };
        format!(
            "    IF TG_OP = 'INSERT' THEN\n        \
                 NEW.{new} := coalesce(NEW.{new}, NEW.{old});\n        \
                 NEW.{old} := NEW.{new};\n    \
             ELSIF NEW.{new}{text} IS DISTINCT FROM OLD.{new}{text}\n            \
                 AND NEW.{old}{text} IS NOT DISTINCT FROM OLD.{old}{text} THEN\n        \
                 NEW.{old} := NEW.{new};\n    \
             ELSE\n        \
                 NEW.{new} := NEW.{old};\n    \
             END IF;\n"
        )
    }

    /// Batches along the primary key, each committed by itself. It can be run again at any time.
    fn backfill(&self) -> String {
        let Self { table, new, value, .. } = self;
        let key = single_key(self.relation).map(|key| quoted(&key).into_owned()).unwrap_or_default();
        format!(
            "-- A few thousand rows at a time, each batch committed by itself; it can be run again.\n\
             DO $$\n\
             DECLARE\n    \
                 first {table}.{key}%TYPE;\n    \
                 next {table}.{key}%TYPE;\n\
             BEGIN\n    \
                 SELECT {key} INTO first FROM {table} ORDER BY {key} LIMIT 1;\n    \
                 WHILE first IS NOT NULL LOOP\n        \
                     SELECT {key} INTO next FROM {table} WHERE {key} >= first ORDER BY {key} OFFSET 5000 LIMIT 1;\n        \
                     UPDATE {table} SET {new} = {value} WHERE {key} >= first AND (next IS NULL OR {key} < next);\n        \
                     COMMIT;\n        \
                     first := next;\n    \
                 END LOOP;\n\
             END\n\
             $$;"
        )
    }

    fn is_constrained(&self) -> bool {
        self.relation.constraints.iter().any(|constraint| match &constraint.kind {
            ConstraintDef::NotNull { .. } => false,
            ConstraintDef::Check { expr, .. } => expr.mentions_column(&self.old.name),
            _ => constraint.columns().contains(&self.old.name),
        })
    }

    fn is_indexed(&self, catalog: &Catalog) -> bool {
        let old = &self.old.name;
        catalog.indexes_of(self.relation).any(|index| {
            index.index.as_ref().is_none_or(|index| {
                let keys = index.elements.iter().any(|element| match &element.key {
                    crate::ast::IndexKey::Column(column) => column == old,
                    crate::ast::IndexKey::Expression(expr) => expr.mentions_column(old),
                });
                let predicate = index.predicate.as_ref().is_some_and(|expr| expr.mentions_column(old));
                keys || predicate || index.include.contains(old)
            })
        })
    }
}

/// Whether `IS DISTINCT FROM` of a type is there and sees every change of a value: json has no `=`, that of a box compares
/// areas, and that of citext takes `A` for `a`.
fn tells_apart(data_type: &TypeName) -> bool {
    let name = data_type.name.as_str();
    !matches!(name, "json" | "xml" | "point" | "polygon" | "path" | "box" | "circle" | "citext" | "jsonpath")
}

/// Whether a column has nothing that could not be given to another one.
fn is_plain(column: &Column) -> bool {
    let own = column.generated.is_none() && column.identity.is_none() && column.sequence.is_none();
    own && !column.inherited
        && (column.nullability_known || column.not_null)
        && column.default.as_ref().is_none_or(is_simple)
}

fn is_simple(expr: &Expr) -> bool {
    match expr {
        Expr::Null
        | Expr::Boolean(_)
        | Expr::Integer(_)
        | Expr::Float(_)
        | Expr::String(_)
        | Expr::SqlValue(_) => true,
        Expr::Cast { expr, .. } => is_simple(expr),
        Expr::Call(call) => call.arguments.iter().all(is_simple),
        _ => false,
    }
}
