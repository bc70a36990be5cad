//! Names of types that are one slip away from a built-in one, and that nothing has created.

use super::prediction::Prediction;
use crate::ast::{AlterActionKind, ColumnDef, Expr, Name, Statement, TypeName};
use crate::catalog::Origin;

/// Built-in names long enough for a slip to be told from a name of its own.
const BUILT_IN: &[&str] = &[
    "bigint",
    "bigserial",
    "boolean",
    "character",
    "decimal",
    "integer",
    "interval",
    "jsonb",
    "numeric",
    "serial",
    "smallint",
    "smallserial",
    "timestamp",
    "timestamptz",
    "varchar",
];

/// Names as near that other systems, extensions or the server itself have.
const OTHERS: &[&str] =
    &["internal", "serial2", "serial4", "serial8", "ubigint", "nvarchar", "uinteger", "biguint"];

/// Extensions that come with the server and bring no type of such a name.
const HARMLESS: &[&str] = &[
    "btree_gin",
    "btree_gist",
    "citext",
    "dblink",
    "file_fdw",
    "fuzzystrmatch",
    "hstore",
    "intarray",
    "ltree",
    "pageinspect",
    "pg_stat_statements",
    "pg_trgm",
    "pgcrypto",
    "pgrowlocks",
    "plpgsql",
    "postgres_fdw",
    "tablefunc",
    "unaccent",
    "uuid-ossp",
];

/// The built-in type that a name was meant to be. A name that begins with `_` is that of an array type.
pub fn meant_type(name: &str) -> Option<&'static str> {
    // The shortest and the longest of them, give or take the slips.
    let far = !(5..=13).contains(&name.len());
    if far || name.starts_with('_') || OTHERS.contains(&name) || BUILT_IN.contains(&name) {
        return None;
    }
    let allowed = |known: &str| if known.len() < 9 { 1 } else { 2 };
    let letters = letters(name);
    // A slip puts one letter in the place of another at most.
    let may_be = |known: &&&str| (self::letters(known) ^ letters).count_ones() <= 2 * allowed(known);
    let slips = |known: &'static str| (strsim::osa_distance(name, known), known);
    let near = |(slips, known): &(usize, &str)| *slips <= allowed(known) as usize;
    let nearest = BUILT_IN.iter().filter(may_be).map(|known| slips(known)).filter(near);
    nearest.min_by_key(|(slips, _)| *slips).map(|(_, known)| known)
}

/// Which letters and other characters a name has, those that are alike in five bits taken for one.
fn letters(name: &str) -> u32 {
    name.chars().fold(0, |letters, letter| letters | 1 << (letter as u32 & 31))
}

impl Prediction<'_> {
    /// The types of casts, parameters and results. Those inside a body are looked for when it runs.
    pub(super) fn refuse_misspelled_in(&mut self, statement: &Statement) {
        // Mostly the same few are named over and over.
        let mut named: Vec<&TypeName> = Vec::new();
        let mut see = |data_type| {
            if !named.contains(&data_type) {
                named.push(data_type);
            }
        };
        if let Statement::CreateFunction(create) = statement {
            create.parameters.iter().for_each(|parameter| see(&parameter.data_type));
            // A function in C may return a type that is only made with its help.
            let returns =
                create.returns.iter().filter(|_| !matches!(create.language.as_str(), "c" | "internal"));
            returns.for_each(see);
        } else {
            each_cast(statement, &mut see);
        }
        named.into_iter().for_each(|data_type| self.refuse_misspelled(data_type));
    }

    /// A type that only a slip explains. A name that some extension may have is left alone.
    pub(super) fn refuse_misspelled(&mut self, data_type: &TypeName) {
        let before = self.before;
        let name = &data_type.name;
        let is_found = || {
            let named = data_type.object_name();
            before.type_def(&named).is_some() || before.resolve(&named).is_some()
        };
        if data_type.schema.is_some() || is_found() || meant_type(name).is_none() {
            return;
        }
        // A search path that is set elsewhere may reach it in any schema.
        let elsewhere = before.types().any(|known| known.name.name == *name)
            || before.relations().any(|known| known.name.name == *name);
        let harmless = |extension: &Name| HARMLESS.contains(&extension.as_str());
        // What made the tables that the history only alters may have made a type of that name.
        let from_the_start = !before.relations().any(|known| matches!(known.origin, Origin::Assumed { .. }));
        if !elsewhere && from_the_start && before.extensions().all(harmless) {
            // Code that is not shown may have made it.
            self.fail_for("42704", format!("type \"{name}\" does not exist"), []);
        }
    }
}

/// Calls `see` on the type of every cast that the server looks up before it runs the statement.
fn each_cast<'a>(statement: &'a Statement, see: &mut dyn FnMut(&'a TypeName)) {
    let mut visit = |expr: &'a Expr| {
        if let Expr::Cast { to, .. } = expr {
            see(to);
        }
    };
    let column = |column: &'a ColumnDef, visit: &mut dyn FnMut(&'a Expr)| {
        column.default.iter().for_each(|default| default.expr.walk(visit));
    };
    match statement {
        Statement::Select(query) => query.walk_expressions(&mut visit),
        Statement::Insert(insert) => {
            insert.source.iter().chain([&insert.with]).for_each(|query| query.walk_expressions(&mut visit));
        }
        Statement::Update(update) => {
            update.source.walk_expressions(&mut visit);
            update.assignments.iter().for_each(|(_, value)| value.walk(&mut visit));
            update.where_clause.iter().for_each(|condition| condition.expr.walk(&mut visit));
        }
        Statement::Delete(delete) => {
            delete.source.walk_expressions(&mut visit);
            delete.where_clause.iter().for_each(|condition| condition.expr.walk(&mut visit));
        }
        Statement::CreateView(create) => create.query.walk_expressions(&mut visit),
        Statement::CreateTableAs(create) => create.query.walk_expressions(&mut visit),
        Statement::CreateTable(create) => create.columns.iter().for_each(|new| column(new, &mut visit)),
        Statement::AlterTable(alter) => {
            for action in &alter.actions {
                if let AlterActionKind::AddColumn { column: new, .. } = &action.kind {
                    column(new, &mut visit);
                }
            }
        }
        _ => {}
    }
}
