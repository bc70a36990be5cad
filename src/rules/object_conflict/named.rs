//! Which columns of which table a statement cannot do without.

use crate::ast::{
    AlterActionKind, CreateTrigger, Delete, Expr, ExprAt, IndexKey, Insert, Name, ObjectName, Query,
    Statement, Update,
};
use crate::catalog::{Catalog, Relation};
use crate::migration::Step;

pub(super) struct Named<'a> {
    pub(super) table: &'a Relation,
    /// The table's name stands before it.
    pub(super) called: bool,
    pub(super) column: Name,
}

/// A table whose columns stand in expressions without its name or behind it.
struct Scope<'a> {
    table: &'a Relation,
    /// The names that it goes by, which alone mean the whole row.
    called: Vec<Name>,
    /// Names that the statement gives by itself.
    given: Vec<Name>,
}

struct Search<'a> {
    before: &'a Catalog,
    found: Vec<Named<'a>>,
}

pub(super) fn named(step: &Step) -> Vec<Named<'_>> {
    let mut search = Search { before: &step.before, found: Vec::new() };
    search.statement(&step.statement.kind);
    search.found
}

impl<'a> Search<'a> {
    fn statement(&mut self, statement: &Statement) {
        match statement {
            Statement::CreateIndex(create) => {
                let keys = create.elements.iter().filter_map(|element| match &element.key {
                    IndexKey::Expression(expr) => Some(expr),
                    IndexKey::Column(_) => None,
                });
                let predicate = create.predicate.iter().map(|predicate| &predicate.expr);
                self.expressions(&create.table, None, keys.chain(predicate));
            }
            Statement::AlterTable(alter) => {
                let added = alter.actions.iter().filter_map(|action| match &action.kind {
                    AlterActionKind::AddColumn { column, if_not_exists } => Some((column, *if_not_exists)),
                    _ => None,
                });
                let given: Vec<Name> = added.clone().map(|(column, _)| column.name.name.clone()).collect();
                let generated = added.filter(|(_, perhaps)| !perhaps);
                let generated = generated.filter_map(|(column, _)| column.generated.as_ref());
                if let Some(scope) = self.scope(&alter.name, None) {
                    let scope = Scope { given, ..scope };
                    generated.for_each(|generated| self.expr(&scope, &generated.expr.expr));
                }
            }
            Statement::CreateTrigger(create) => self.trigger(create),
            Statement::CreatePolicy(create) => {
                self.policy(&create.table, [&create.using, &create.with_check])
            }
            Statement::AlterPolicy(alter) => self.policy(&alter.table, [&alter.using, &alter.with_check]),
            Statement::CreateView(create) => self.select(&create.query),
            Statement::CreateTableAs(create) => self.select(&create.query),
            Statement::CreateStatistics(create) if !create.if_not_exists => {
                create.relations.iter().for_each(|table| self.listed(table, &create.columns));
            }
            Statement::Grant(grant) => {
                for object in &grant.objects {
                    let columns = grant.privileges.iter().filter_map(|right| right.split_once(" ("));
                    let columns = columns.flat_map(|(_, list)| list.trim_end_matches(')').split(", "));
                    let columns: Vec<Name> = columns.map(Name::new).collect();
                    self.listed(&object.name, &columns);
                }
            }
            Statement::CreatePublication(publication) | Statement::AlterPublication(publication) => {
                for part in &publication.parts {
                    self.listed(&part.table, &part.columns);
                    self.expressions(&part.table, None, &part.filter);
                }
            }
            Statement::Vacuum(vacuum) => {
                for (table, column) in &vacuum.columns {
                    self.listed(table, [column]);
                }
            }
            Statement::Select(query) => self.select(query),
            Statement::Insert(insert) => self.insert(insert),
            Statement::Update(update) => self.update(update),
            Statement::Delete(delete) => self.delete(delete),
            _ => {}
        }
    }

    fn scope(&self, table: &ObjectName, alias: Option<&Name>) -> Option<Scope<'a>> {
        let table = self.before.resolve(table)?;
        let called = vec![alias.unwrap_or(&table.name.name).clone()];
        Some(Scope { table, called, given: Vec::new() })
    }

    fn listed<'n>(&mut self, table: &ObjectName, columns: impl IntoIterator<Item = &'n Name>) {
        let Some(table) = self.before.resolve(table) else { return };
        let named = columns.into_iter().map(|column| Named { table, called: false, column: column.clone() });
        self.found.extend(named);
    }

    fn expressions<'e>(
        &mut self,
        table: &ObjectName,
        alias: Option<&Name>,
        expressions: impl IntoIterator<Item = &'e Expr>,
    ) {
        if let Some(scope) = self.scope(table, alias) {
            expressions.into_iter().for_each(|expr| self.expr(&scope, expr));
        }
    }

    /// The columns in an expression; those in its subqueries may be another table's.
    fn expr(&mut self, scope: &Scope<'a>, expr: &Expr) {
        let table = scope.table;
        match expr {
            Expr::Subquery(_) => {}
            Expr::Column(parts) => match parts.as_slice() {
                [column] if !scope.called.contains(column) && !scope.given.contains(column) => {
                    self.found.push(Named { table, called: false, column: column.clone() });
                }
                [of, column] if scope.called.contains(of) => {
                    self.found.push(Named { table, called: true, column: column.clone() });
                }
                _ => {}
            },
            _ => expr.each_part(&mut |part| self.expr(scope, part)),
        }
    }

    fn policy(&mut self, table: &ObjectName, conditions: [&Option<ExprAt>; 2]) {
        self.expressions(table, None, conditions.into_iter().flatten().map(|condition| &condition.expr));
    }

    /// The condition of a trigger speaks of OLD and NEW alone.
    fn trigger(&mut self, create: &CreateTrigger) {
        self.listed(&create.table, &create.columns);
        if let (Some(scope), Some(when)) = (self.scope(&create.table, None), &create.when) {
            let called = vec![Name::new_static("old"), Name::new_static("new")];
            let scope = Scope { called, ..scope };
            let first = self.found.len();
            self.expr(&scope, &when.expr);
            let behind = self.found.split_off(first).into_iter().filter(|named| named.called);
            self.found.extend(behind);
        }
    }

    /// A query of one table, in which nothing else can give a name.
    fn select(&mut self, query: &Query) {
        let mut outer: Vec<&Expr> = Vec::new();
        query.each_expression(&mut |expr| outer.push(expr));
        let [table, ..] = query.relations.as_slice() else { return };
        if query.composed || !query.changes.is_empty() || query.relations.len() != 1 + read_inside(&outer) {
            return;
        }
        let alias = query.aliases.iter().find(|(_, of)| of == table).map(|(alias, _)| alias);
        let Some(scope) = self.scope(table, alias) else { return };
        let given = query.outputs.iter().filter_map(|output| output.name.clone());
        // A name that the query gives to an output may stand in ORDER BY.
        let given = given.filter(|name| !is_plain_output(query, name));
        let scope = Scope { given: given.collect(), ..scope };
        outer.into_iter().for_each(|expr| self.expr(&scope, expr));
    }

    fn insert(&mut self, insert: &Insert) {
        self.listed(&insert.table, insert.columns.iter().map(|column| &column.name));
        if !insert.with.composed && insert.with.changes.is_empty() {
            insert.source.iter().for_each(|source| self.select(source));
        }
    }

    fn update(&mut self, update: &Update) {
        self.listed(&update.table, update.assignments.iter().map(|(column, _)| &column.name));
        let values = update.assignments.iter().map(|(_, value)| value);
        let condition = update.where_clause.iter().map(|condition| &condition.expr);
        self.change(&update.table, update.alias.as_ref(), &update.source, values.chain(condition).collect());
    }

    fn delete(&mut self, delete: &Delete) {
        let condition = delete.where_clause.iter().map(|condition| &condition.expr);
        self.change(&delete.table, delete.alias.as_ref(), &delete.source, condition.collect());
    }

    /// A change of one table that reads no other but in subqueries.
    fn change<'e>(
        &mut self,
        table: &ObjectName,
        alias: Option<&Name>,
        source: &'e Query,
        mut expressions: Vec<&'e Expr>,
    ) {
        source.each_expression(&mut |expr| expressions.push(expr));
        let alone = !source.composed && source.changes.is_empty();
        if alone && source.relations.len() == read_inside(&expressions) {
            self.expressions(table, alias, expressions);
        }
    }
}

/// Whether an output has its name from a column.
fn is_plain_output(query: &Query, name: &Name) -> bool {
    query.outputs.iter().any(|output| {
        output.name.as_ref() == Some(name)
            && matches!(&output.expr, Expr::Column(parts) if parts.last() == Some(name))
    })
}

/// How many relations the subqueries of expressions read.
fn read_inside(expressions: &[&Expr]) -> usize {
    fn count(expr: &Expr) -> usize {
        let mut read = 0;
        match expr {
            Expr::Subquery(query) => read += query.relations.len(),
            _ => expr.each_part(&mut |part| read += count(part)),
        }
        read
    }
    expressions.iter().map(|expr| count(expr)).sum()
}
