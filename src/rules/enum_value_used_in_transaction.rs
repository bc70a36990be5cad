//! An enum value used in the transaction that added it.

use crate::ast::{
    AlterActionKind, AlterEnum, ColumnDef, ConstraintKind, Expr, IndexKey, Name, Query, Statement, TypeName,
};
use crate::catalog::{Catalog, QualifiedName, Relation};
use crate::migration::Step;
use crate::rule::{Pass, Rule};
use crate::version::PgVersion;

pub(super) static RULE: Rule = Rule::new(
    "enum-value-used-in-transaction",
    include_str!("../../rules/enum-value-used-in-transaction.md"),
    check,
);

/// A value that the transaction has added.
struct Added<'a> {
    value: &'a Name,
    data_type: QualifiedName,
    by: &'a Step,
}

fn check(pass: &mut Pass) {
    let mut transaction = None;
    let mut added: Vec<Added> = Vec::new();
    for step in pass.steps() {
        if step.transaction_number() != transaction {
            transaction = step.transaction_number();
            added.clear();
        }
        if let Some(at) = added.iter().position(|added| uses(&step.statement.kind, &step.before, added)) {
            let used = added.swap_remove(at);
            report(pass, step, &used);
        }
        if let Statement::AlterEnum(AlterEnum::AddValue { name, value, .. }) = &step.statement.kind
            && step.in_transaction()
            && let Some(known) = step.before.type_def(name)
            && !(pass.version >= PgVersion::V17 && pass.is_new(known.origin))
        {
            added.push(Added { value, data_type: known.name.clone(), by: step });
        }
    }
}

fn report(pass: &mut Pass, step: &Step, added: &Added) {
    let why = pass.why_in_transaction(step);
    let later = pass.later(step);
    let finding = pass
        .report(
            step.span(),
            format!(
                "fails: unsafe use of new value \"{}\" of enum type {}: it can be used when the transaction that adds it has committed",
                added.value, added.data_type.name
            ),
        )
        .label_here(added.by.span(), "adds the value")
        .help(format!("use the value {later}"));
    finding.notes.extend(why);
}

/// Whether a statement has the value as a literal of the type: cast to it, put in a column of it, or compared with one.
fn uses(statement: &Statement, catalog: &Catalog, added: &Added) -> bool {
    let look = Look { catalog, added };
    match statement {
        Statement::Select(query) => look.in_query(query),
        Statement::CreateView(create) => look.in_query(&create.query),
        Statement::CreateTableAs(create) => look.in_query(&create.query),
        Statement::Insert(insert) => {
            let Some(source) = &insert.source else { return false };
            let Some(table) = catalog.resolve(&insert.table) else { return false };
            let listed: Vec<&Name> = match insert.columns.as_slice() {
                [] => table.columns.iter().map(|column| &column.name).collect(),
                columns => columns.iter().map(|column| &column.name).collect(),
            };
            let outputs = source.outputs.iter().map(|output| &output.expr);
            let values: Vec<&Expr> = match source.values_rows {
                0 => outputs.collect(),
                _ => source.expressions.iter().collect(),
            };
            let into_column = values.iter().enumerate().any(|(at, value)| {
                let column = at.checked_rem(listed.len()).and_then(|at| listed.get(at));
                column.is_some_and(|column| look.is_stored(table, column, value))
            });
            into_column || look.in_query(source)
        }
        Statement::Update(update) => {
            let Some(table) = catalog.resolve(&update.table) else { return false };
            update.assignments.iter().any(|(column, value)| {
                look.is_stored(table, &column.name, value) || look.in_expr(value, &[table])
            }) || update
                .where_clause
                .as_ref()
                .is_some_and(|condition| look.in_expr(&condition.expr, &[table]))
        }
        Statement::Delete(delete) => {
            let Some(table) = catalog.resolve(&delete.table) else { return false };
            delete.where_clause.as_ref().is_some_and(|condition| look.in_expr(&condition.expr, &[table]))
        }
        Statement::CreateTable(create) => create.columns.iter().any(|column| look.in_column(column)),
        Statement::CreateIndex(create) => {
            let tables: Vec<&Relation> = catalog.resolve(&create.table).into_iter().collect();
            let keys = create.elements.iter().any(
                |element| matches!(&element.key, IndexKey::Expression(expr) if look.in_expr(expr, &tables)),
            );
            keys || create.predicate.as_ref().is_some_and(|predicate| look.in_expr(&predicate.expr, &tables))
        }
        Statement::CreatePolicy(create) => {
            let tables: Vec<&Relation> = catalog.resolve(&create.table).into_iter().collect();
            let conditions = create.using.iter().chain(&create.with_check);
            conditions.into_iter().any(|condition| look.in_expr(&condition.expr, &tables))
        }
        Statement::CreateTrigger(create) => {
            let tables: Vec<&Relation> = catalog.resolve(&create.table).into_iter().collect();
            create.when.as_ref().is_some_and(|when| look.in_expr(&when.expr, &tables))
        }
        // The server looks through a body of SQL when the function is made, and through one of PL/pgSQL when it is called.
        Statement::CreateFunction(create) if create.language == "sql" && bodies_are_checked(catalog) => {
            create.statements.iter().any(|inner| uses(&inner.statement.kind, catalog, added))
        }
        Statement::AlterTable(alter) => {
            let Some(table) = catalog.resolve(&alter.name) else { return false };
            alter.actions.iter().any(|action| match &action.kind {
                AlterActionKind::AddColumn { column, .. } => look.in_column(column),
                AlterActionKind::SetDefault { column, default } => {
                    look.is_stored(table, &column.name, &default.expr)
                        || look.in_expr(&default.expr, &[table])
                }
                AlterActionKind::AddConstraint { constraint } => {
                    matches!(&constraint.kind, ConstraintKind::Check(check) if look.in_expr(&check.expr, &[table]))
                }
                _ => false,
            })
        }
        _ => false,
    }
}

/// Whether `check_function_bodies` is on, as it is unless a dump has switched it off.
fn bodies_are_checked(catalog: &Catalog) -> bool {
    let setting = catalog.session.setting("check_function_bodies");
    setting.is_none_or(|setting| !matches!(setting.value.as_str(), "off" | "false" | "no" | "0"))
}

/// Looks for one value in expressions.
struct Look<'a> {
    catalog: &'a Catalog,
    added: &'a Added<'a>,
}

impl Look<'_> {
    fn is_value(&self, expr: &Expr) -> bool {
        matches!(expr, Expr::String(text) if text == self.added.value)
    }

    /// Whether it stands in an array: `'{new,open}'`, `ARRAY['new', 'open']`.
    fn is_element(&self, expr: &Expr) -> bool {
        let text = match expr {
            Expr::String(text) if text.trim_start().starts_with('{') => text,
            Expr::Array(items) => return items.iter().any(|item| self.is_value(item)),
            Expr::Other { what: "array", parts } => return parts.iter().any(|part| self.is_element(part)),
            _ => return false,
        };
        let mut elements = text.split(['{', '}', ',']).map(|element| element.trim().trim_matches('"'));
        elements.any(|element| element == self.added.value)
    }

    /// Whether an expression is read as the type, or as an array of it, and has the value.
    fn is_read(&self, data_type: &TypeName, expr: &Expr) -> bool {
        let holds = if data_type.array > 0 { self.is_element(expr) } else { self.is_value(expr) };
        holds && self.is_type(data_type)
    }

    fn is_stored(&self, table: &Relation, column: &str, value: &Expr) -> bool {
        let data_type = table.column(column).and_then(|column| column.data_type.as_ref());
        data_type.is_some_and(|data_type| self.is_read(data_type, value))
    }

    fn is_type(&self, data_type: &TypeName) -> bool {
        let known = self.catalog.type_def(&data_type.object_name());
        known.is_some_and(|known| known.name == self.added.data_type)
    }

    fn in_column(&self, column: &ColumnDef) -> bool {
        let Some(default) = &column.default else { return false };
        let data_type = column.data_type.as_ref();
        data_type.is_some_and(|data_type| self.is_read(data_type, &default.expr))
            || self.in_expr(&default.expr, &[])
    }

    fn in_query(&self, query: &Query) -> bool {
        let tables: Vec<&Relation> =
            query.relations.iter().filter_map(|name| self.catalog.resolve(name)).collect();
        let mut found = false;
        query.walk_expressions(&mut |expr| found |= self.is_use(expr, &tables));
        found
    }

    fn in_expr(&self, expr: &Expr, tables: &[&Relation]) -> bool {
        let mut found = false;
        expr.walk(&mut |part| found |= self.is_use(part, tables));
        found
    }

    /// Whether an expression, by itself, casts the value to the type or compares a column of the type with it.
    fn is_use(&self, expr: &Expr, tables: &[&Relation]) -> bool {
        let of_column = |expr: &Expr| {
            let Expr::Column(parts) = expr else { return None };
            let named = tables.iter().filter_map(|table| table.column(parts.last()?)?.data_type.as_ref());
            named.into_iter().find(|data_type| self.is_type(data_type))
        };
        let beside = |column: &Expr, value: &Expr| {
            of_column(column).is_some_and(|data_type| self.is_read(data_type, value))
        };
        match expr {
            Expr::Cast { expr, to } => self.is_read(to, expr),
            Expr::Operator { left: Some(left), right, .. } => beside(left, right) || beside(right, left),
            // A list of values, or an array of them.
            Expr::Any { left, items, .. } => {
                of_column(left).is_some_and(|data_type| data_type.array == 0)
                    && items.iter().any(|item| self.is_value(item) || self.is_element(item))
            }
            Expr::Call(call) if matches!(call.name.as_str(), "array_append" | "array_prepend") => {
                let array = |of: &Expr| of_column(of).is_some_and(|data_type| data_type.array > 0);
                call.arguments.iter().any(array) && call.arguments.iter().any(|value| self.is_value(value))
            }
            _ => false,
        }
    }
}
