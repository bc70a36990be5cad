//! What is no relation: types, functions, schemas, extensions, publications, and what the catalog does not keep.

use super::text::Texts;
use super::{Rank, Undo};
use crate::ast::{
    AlterActionKind, AlterEnum, Name, ObjectName, Publication, PublicationAction, Statement, TypeName, quoted,
};
use crate::catalog::{
    Changed, ConstraintDef, Index, Origin, QualifiedName, Relation, RelationKind, Routine, TypeDef,
    TypeDefKind, expression,
};

/// A column of a type.
struct User {
    table: QualifiedName,
    column: Name,
    /// The `[]` of an array.
    array: String,
    default: Option<String>,
}

impl Undo<'_> {
    pub(super) fn code(&mut self, changed: &Changed) {
        for name in &changed.schemas {
            match self.before.schema(name) {
                Some(_) => self.sql(Rank::Schema, format!("CREATE SCHEMA {}", quoted(name))),
                None if self.after.schema(name).and_then(Origin::created).is_some() => {
                    self.drop(Rank::DropCode, "SCHEMA", quoted(name));
                }
                None => {}
            }
        }
        for name in &changed.extensions {
            match (self.before.extension(name), self.after.extension(name)) {
                (Some(_), _) => self.sql(Rank::Schema, format!("CREATE EXTENSION {}", quoted(name))),
                (None, Some(is)) if is.origin.created().is_some() => {
                    self.drop(Rank::DropCode, "EXTENSION", quoted(name));
                }
                _ => {}
            }
        }
        for name in &changed.types {
            self.data_type(name);
        }
        for name in &changed.routines {
            self.routines(name);
        }
        for name in &changed.statistics {
            self.statistics(name);
        }
        for name in &changed.publications {
            self.publication_made_or_gone(name);
        }
    }

    fn data_type(&mut self, name: &QualifiedName) {
        let (before, after) = (self.before, self.after);
        match (before.type_named(name), after.type_named(name)) {
            (Some(was), None) => self.type_gone(was),
            (None, Some(is)) if is.origin.created().is_some() => {
                let kind = if matches!(is.kind, TypeDefKind::Domain { .. }) { "DOMAIN" } else { "TYPE" };
                self.drop(Rank::DropCode, kind, name);
            }
            (Some(was), Some(is)) => self.type_changed(was, is),
            _ => {}
        }
    }

    fn type_gone(&mut self, was: &TypeDef) {
        let sql = match &was.kind {
            TypeDefKind::Enum { values } => {
                let values = values.iter().map(|value| value.value.clone()).collect::<Vec<_>>();
                Some(create_enum(&was.name, &values))
            }
            TypeDefKind::Domain { base, not_null, default, checks } => {
                let mut sql = format!("CREATE DOMAIN {} AS {base}", was.name);
                if let Some(default) = default {
                    sql += &format!(" DEFAULT {}", self.texts.expression(default));
                }
                if *not_null {
                    sql += " NOT NULL";
                }
                for check in checks {
                    let text = self.texts.expression(&check.expr);
                    sql += &format!(" CONSTRAINT {} CHECK ({text})", quoted(&check.name));
                }
                Some(sql)
            }
            TypeDefKind::Composite { attributes } => {
                let attributes: Vec<String> =
                    attributes.iter().map(|(name, of)| format!("{} {of}", quoted(name))).collect();
                Some(format!("CREATE TYPE {} AS ({})", was.name, attributes.join(", ")))
            }
            TypeDefKind::Range | TypeDefKind::Base => made_text(self.texts, was.origin),
            TypeDefKind::Assumed => None,
        };
        match sql {
            Some(sql) => self.sql(Rank::Type, sql),
            None => self.lost(format!("type {}, which the history does not show", was.name)),
        }
    }

    fn type_changed(&mut self, was: &TypeDef, is: &TypeDef) {
        match (&was.kind, &is.kind) {
            (TypeDefKind::Enum { values: old }, TypeDefKind::Enum { values: new }) => {
                let names = |values: &[crate::catalog::EnumValue]| -> Vec<Name> {
                    values.iter().map(|value| value.value.clone()).collect()
                };
                self.enum_changed(&was.name, &names(old), &names(new));
            }
            (
                TypeDefKind::Domain { not_null: old, default, checks, .. },
                TypeDefKind::Domain { not_null: new, default: now, checks: now_checks, .. },
            ) => {
                let alter = format!("ALTER DOMAIN {}", was.name);
                if old != new {
                    self.sql(Rank::Type, format!("{alter} {} NOT NULL", if *old { "SET" } else { "DROP" }));
                }
                if default != now {
                    let change = match default {
                        Some(default) => format!("SET DEFAULT {}", self.texts.expression(default)),
                        None => "DROP DEFAULT".to_owned(),
                    };
                    self.sql(Rank::Type, format!("{alter} {change}"));
                }
                for check in now_checks.iter().filter(|new| !checks.iter().any(|old| old.name == new.name)) {
                    self.sql(Rank::DropCode, format!("{alter} DROP CONSTRAINT {}", quoted(&check.name)));
                }
                for check in checks.iter().filter(|old| !now_checks.iter().any(|new| old.name == new.name)) {
                    let text = self.texts.expression(&check.expr);
                    let name = quoted(&check.name);
                    self.sql(Rank::Type, format!("{alter} ADD CONSTRAINT {name} CHECK ({text})"));
                }
            }
            (TypeDefKind::Composite { attributes: old }, TypeDefKind::Composite { attributes: new }) => {
                let alter = format!("ALTER TYPE {}", was.name);
                for (name, _) in new.iter().filter(|(name, _)| !old.iter().any(|(other, _)| other == name)) {
                    self.sql(Rank::DropCode, format!("{alter} DROP ATTRIBUTE {}", quoted(name)));
                }
                for (name, of) in old {
                    match new.iter().find(|(other, _)| other == name) {
                        None => self.sql(Rank::Type, format!("{alter} ADD ATTRIBUTE {} {of}", quoted(name))),
                        Some((_, now)) if now != of => {
                            self.sql(
                                Rank::Type,
                                format!("{alter} ALTER ATTRIBUTE {} TYPE {of}", quoted(name)),
                            );
                        }
                        Some(_) => {}
                    }
                }
            }
            _ => {}
        }
    }

    /// PostgreSQL adds values to an enum and never takes one away: the type is made anew.
    fn enum_changed(&mut self, name: &QualifiedName, old: &[Name], new: &[Name]) {
        if let Statement::AlterEnum(AlterEnum::RenameValue { from, to, .. }) = &self.step.statement.kind {
            let (from, to) = (super::rights::literal(from), super::rights::literal(to));
            self.sql(Rank::Type, format!("ALTER TYPE {name} RENAME VALUE {to} TO {from}"));
            return;
        }
        let added: Vec<&Name> = new.iter().filter(|value| !old.contains(value)).collect();
        if added.is_empty() {
            return;
        }
        let Some(users) = self.plain_users(name) else {
            self.lost(format!(
                "the enum {name} without {}: PostgreSQL cannot take a value away, and more than columns depend on it",
                crate::rule::list(added)
            ));
            return;
        };
        self.lost(format!("rows that hold {}: the casts below fail on them", crate::rule::list(added)));
        let computed = self.computed_from(&users);
        for (drop, _) in &computed {
            self.sql(Rank::Type, drop.clone());
        }
        let aside = quoted(&format!("{}_with_more_values", name.name)).into_owned();
        self.sql(Rank::Type, format!("ALTER TYPE {name} RENAME TO {aside}"));
        self.sql(Rank::Type, create_enum(name, old));
        for User { table, column, array, default } in users {
            let column = quoted(&column);
            let alter = format!("ALTER TABLE {table} ALTER COLUMN {column}");
            if default.is_some() {
                self.sql(Rank::Type, format!("{alter} DROP DEFAULT"));
            }
            self.sql(
                Rank::Type,
                format!("{alter} TYPE {name}{array} USING {column}::text{array}::{name}{array}"),
            );
            if let Some(default) = default {
                self.sql(Rank::Type, format!("{alter} SET DEFAULT {default}"));
            }
        }
        let aside = QualifiedName { schema: name.schema.clone(), name: Name::new(aside.trim_matches('"')) };
        self.sql(Rank::Type, format!("DROP TYPE {aside}"));
        for (_, make) in computed {
            self.sql(Rank::Type, make);
        }
    }

    /// What drops and makes again the indexes and checks that compute from these columns: they hold values of the type.
    fn computed_from(&self, users: &[User]) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for table in self.after.relations() {
            let own = users.iter().filter(|user| user.table == *table.name);
            let columns: Vec<&Name> = own.map(|user| &user.column).collect();
            if columns.is_empty() {
                continue;
            }
            for index in self.after.indexes_of(table) {
                let computes =
                    |definition: &Index| columns.iter().any(|column| definition.computes_from(column));
                if index.index.as_deref().is_some_and(computes)
                    && let Some(make) = self.index_definition(index)
                {
                    found.push((format!("DROP INDEX {}", index.name), make));
                }
            }
            for constraint in &table.constraints {
                let ConstraintDef::Check { expr, .. } = &constraint.kind else { continue };
                if columns.iter().any(|column| expr.mentions_column(column))
                    && let Some(definition) = self.constraint_definition(constraint)
                {
                    let alter = format!("ALTER TABLE {}", table.name);
                    let drop = format!("{alter} DROP CONSTRAINT {}", quoted(&constraint.name));
                    found.push((drop, format!("{alter} ADD {definition}")));
                }
            }
        }
        found
    }

    /// The columns of a type with their defaults; nothing where something else uses it that a cast does not carry over.
    fn plain_users(&self, name: &QualifiedName) -> Option<Vec<User>> {
        let of =
            |data_type: &TypeName| self.after.column_type(data_type).is_some_and(|found| found.name == *name);
        let in_routine = |routine: &Routine| {
            routine.parameters.iter().any(|parameter| of(&parameter.data_type))
                || routine.returns.as_ref().is_some_and(of)
        };
        if self.after.all_routines().any(in_routine) {
            return None;
        }
        let mut users = Vec::new();
        for table in self.after.relations() {
            for column in table.columns.iter().filter(|column| column.data_type.as_ref().is_some_and(of)) {
                if !is_plain(table, &column.name) {
                    return None;
                }
                if column.inherited {
                    continue;
                }
                let array = "[]".repeat(usize::from(column.data_type.as_ref().map_or(0, |of| of.array)));
                let default = column.default.as_ref().map(|default| default_text(self.texts, default));
                users.push(User {
                    table: (*table.name).clone(),
                    column: column.name.clone(),
                    array,
                    default,
                });
            }
        }
        Some(users)
    }

    fn routines(&mut self, name: &QualifiedName) {
        let (before, after) = (self.before.routines_named(name), self.after.routines_named(name));
        let twin = |routine: &Routine, among: &[&Routine]| -> Option<usize> {
            among.iter().position(|other| signature(other) == signature(routine))
        };
        for was in &before {
            match twin(was, &after).map(|at| after[at]) {
                None => self.routine_back(was, false),
                Some(now) if was.defined_at != now.defined_at || was.settings != now.settings => {
                    self.routine_back(was, true);
                }
                Some(now)
                    if (was.volatility, was.security_definer) != (now.volatility, now.security_definer) =>
                {
                    self.routine_back(was, true);
                }
                Some(_) => {}
            }
        }
        for is in after.iter().filter(|is| is.origin.created().is_some() && twin(is, &before).is_none()) {
            let kind = match (is.aggregate, is.procedure) {
                (true, _) => "AGGREGATE",
                (_, true) => "PROCEDURE",
                _ => "FUNCTION",
            };
            self.drop(Rank::DropCode, kind, format!("{}({})", is.name, signature(is).join(", ")));
        }
    }

    fn routine_back(&mut self, was: &Routine, replace: bool) {
        let made = was.defined_at.and_then(|place| self.texts.step_at(place));
        match made {
            Some((script, step)) => {
                let name = match &step.statement.kind {
                    Statement::CreateFunction(create) => vec![(create.name.span, was.name.to_string())],
                    _ => Vec::new(),
                };
                let sql = self.texts.with_names(script, step, name);
                self.sql(Rank::Code, if replace { super::relation::or_replace(&sql) } else { sql });
            }
            None => self.lost(format!("function {}, which the history does not show", was.name)),
        }
    }

    fn statistics(&mut self, name: &QualifiedName) {
        if !self.before.has_statistics(name) {
            self.drop(Rank::DropIndex, "STATISTICS", name);
            return;
        }
        let made = self.texts.earlier().find_map(|(script, step)| match &step.statement.kind {
            Statement::CreateStatistics(create)
                if create.name.as_ref().is_some_and(|made| made.name == name.name) =>
            {
                Some(self.texts.with_names(script, step, Vec::new()))
            }
            _ => None,
        });
        match made {
            Some(sql) => self.sql(Rank::Index, sql),
            None => self.lost(format!("statistics object {name}")),
        }
    }

    fn publication_made_or_gone(&mut self, name: &Name) {
        let known = |publications: Vec<Origin>| publications.into_iter().next();
        let of = |catalog: &crate::catalog::Catalog| {
            known(catalog.publications().filter(|(n, _)| *n == name).map(|(_, made)| made.origin).collect())
        };
        match (of(self.before), of(self.after)) {
            (None, Some(origin)) if origin.created().is_some() => {
                self.drop(Rank::DropTable, "PUBLICATION", quoted(name));
            }
            (Some(origin), None) => match made_text(self.texts, origin) {
                Some(sql) => self.sql(Rank::Part, sql),
                None => self.lost(format!("publication {}", quoted(name))),
            },
            _ => {}
        }
    }

    /// What a statement does that the catalog does not keep.
    pub(super) fn beyond_the_catalog(&mut self, statement: &Statement) {
        match statement {
            Statement::AlterTable(alter) => {
                for action in &alter.actions {
                    self.storage(&alter.name, &action.kind);
                }
            }
            Statement::AlterPublication(change) => self.publication(change),
            Statement::AlterSequence(alter) if !alter.options.is_empty() => {
                self.lost(format!("the options of sequence {}", alter.name));
            }
            Statement::CreateRole(change) => {
                let role = change.role.as_deref().unwrap_or_default();
                self.lost(format!("role {} stays: other databases may use it", quoted(role)));
            }
            Statement::AlterRole(_) => self.lost("the settings of a role or database"),
            Statement::Cluster(change) => self.lost(format!("what {} did", change.command)),
            Statement::AlterExtension(change) => {
                self.lost(format!("the version of extension {}", quoted(&change.name)));
            }
            Statement::Call(call) => self.lost(format!("what {}() did", call.name)),
            Statement::Label(_) => self.lost("a label"),
            Statement::Other(tag) if !HARMLESS.contains(tag) => self.lost(format!("what {tag} did")),
            Statement::Drop(drop) => {
                use crate::ast::ObjectKind::*;
                let kept =
                    [Table, ForeignTable, View, MaterializedView, Index, Sequence, Trigger, Rule, Policy];
                let code =
                    [Type, Domain, Function, Procedure, Routine, Schema, Extension, Statistics, Publication];
                if !kept.contains(&drop.kind) && !code.contains(&drop.kind) {
                    self.lost(format!("the {} that was dropped", drop.kind.name()));
                }
            }
            _ => {}
        }
    }

    fn storage(&mut self, table: &ObjectName, action: &AlterActionKind) {
        let alter = format!("ALTER TABLE {}", self.after.qualify(table));
        match action {
            AlterActionKind::SetStatistics { column: Some(column), .. } => {
                self.sql(Rank::Column, format!("{alter} ALTER COLUMN {column} SET STATISTICS -1"));
            }
            AlterActionKind::ClusterOn { .. } => {
                self.sql(Rank::Column, format!("{alter} SET WITHOUT CLUSTER"));
            }
            AlterActionKind::ToggleRule { name, enable } => {
                let word = if *enable { "DISABLE" } else { "ENABLE" };
                self.sql(Rank::Part, format!("{alter} {word} RULE {name}"));
            }
            AlterActionKind::SetStorage { column, .. }
            | AlterActionKind::SetCompression { column, .. }
            | AlterActionKind::SetColumnOptions { column }
            | AlterActionKind::SetIdentity { column, sequence_options: true, .. } => {
                self.lost(format!("the storage or options of {table}.{column}"));
            }
            AlterActionKind::SetTablespace { .. } | AlterActionKind::SetAccessMethod { .. } => {
                self.lost(format!("where {table} was stored"));
            }
            AlterActionKind::Other(what) => self.lost(format!("what {what} did to {table}")),
            _ => {}
        }
    }

    fn publication(&mut self, change: &Publication) {
        let tables: Vec<String> = change.tables.iter().map(ToString::to_string).collect();
        let word = match change.action {
            PublicationAction::Add => "DROP",
            PublicationAction::Drop => "ADD",
            _ => {
                self.lost(format!("what publication {} had", quoted(&change.name)));
                return;
            }
        };
        if !tables.is_empty() {
            let name = quoted(&change.name);
            self.sql(Rank::Part, format!("ALTER PUBLICATION {name} {word} TABLE {}", tables.join(", ")));
        }
    }
}

/// Commands that leave nothing behind.
const HARMLESS: &[&str] = &[
    "EXPLAIN",
    "SHOW",
    "CHECKPOINT",
    "DISCARD",
    "LISTEN",
    "NOTIFY",
    "UNLISTEN",
    "PREPARE",
    "DEALLOCATE",
    "LOAD",
];

/// Whether nothing is of the column's type but the column, its default, and what can be made anew.
fn is_plain(table: &Relation, column: &str) -> bool {
    let is_table = matches!(table.kind, RelationKind::Table | RelationKind::PartitionedTable);
    let in_policy = table.policies.iter().any(|policy| {
        policy.using.iter().chain(&policy.with_check).any(|condition| condition.mentions_column(column))
    });
    let in_trigger = table.triggers.iter().any(|trigger| {
        let when = trigger.when.as_ref().is_some_and(|when| when.mentions_column(column));
        when || trigger.columns.iter().any(|watched| watched == column)
    });
    is_table && !in_trigger && !in_policy && table.read_by.is_empty()
}

/// A default without the cast to the type that is being replaced.
fn default_text(texts: Texts, default: &crate::ast::Expr) -> String {
    match default {
        crate::ast::Expr::Cast { expr, .. } if matches!(**expr, crate::ast::Expr::String(_)) => {
            expression(expr)
        }
        other => texts.expression(other),
    }
}

fn create_enum(name: &QualifiedName, values: &[Name]) -> String {
    let values: Vec<String> = values.iter().map(super::rights::literal).collect();
    format!("CREATE TYPE {name} AS ENUM ({})", values.join(", "))
}

fn signature(routine: &Routine) -> Vec<String> {
    routine.signature().iter().map(ToString::to_string).collect()
}

fn made_text(texts: Texts, origin: Origin) -> Option<String> {
    let (script, step) = texts.step_at(origin.created()?)?;
    Some(texts.with_names(script, step, Vec::new()))
}
