//! Queries, data changes and code that holds statements.

use super::{Expr, ExprAt, Ident, Name, ObjectName, ParsedStatement, Statement};
use crate::lock::LockMode;
use crate::source::Span;

/// A SELECT, VALUES or TABLE, as far as locks, dependencies and volume are concerned.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Every relation read, at any depth, without the names of its own WITH queries.
    pub relations: Vec<ObjectName>,
    /// The names that FROM gives them, at any depth, where it gives them others, and the one of a table that is changed.
    pub aliases: Vec<(Name, ObjectName)>,
    /// Those of its own right sides of EXCEPT and INTERSECT, which give it no row.
    pub subtracted: Vec<ObjectName>,
    /// Those read with `ONLY`.
    pub only: Vec<ObjectName>,
    /// Relations locked by FOR UPDATE, FOR SHARE and the like.
    pub row_locks: Vec<ObjectName>,
    /// What `WITH … AS (INSERT | UPDATE | DELETE | MERGE …)` changes, at any depth.
    pub changes: Vec<RowChange>,
    /// The output columns of the outermost query.
    pub outputs: Vec<Output>,
    pub where_clause: Option<Expr>,
    /// All other expressions, at any depth.
    pub expressions: Vec<Expr>,
    /// Those of them that are output columns of queries in WITH or FROM, at any depth, and more than columns.
    pub inner_outputs: Vec<Output>,
    pub has_limit: bool,
    /// No FROM clause at the outermost level.
    pub constant: bool,
    /// Number of rows of a `VALUES` list.
    pub values_rows: usize,
    /// It is made of several queries, or its names may come from something else than the columns of relations: WITH, UNION,
    /// a subquery or a function in FROM, columns that FROM gives other names.
    pub composed: bool,
    /// A subquery in FROM, at any depth outside of expressions, has no name.
    pub unnamed_source: bool,
}

impl Statement {
    /// The tables that a query reads, and those that a change of rows reads and writes.
    pub fn tables(&self) -> Vec<&ObjectName> {
        match self {
            Statement::Select(query) => query.relations.iter().collect(),
            Statement::Insert(insert) => {
                let queries = insert.source.iter().chain([&insert.with]);
                [&insert.table].into_iter().chain(queries.flat_map(|query| &query.relations)).collect()
            }
            Statement::Update(update) => {
                [&update.table].into_iter().chain(&update.source.relations).collect()
            }
            Statement::Delete(delete) => {
                [&delete.table].into_iter().chain(&delete.source.relations).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether it can put rows or values that are there elsewhere.
    pub fn copies_rows(&self) -> bool {
        let reads = |query: &Query| !query.relations.is_empty() || !query.changes.is_empty();
        match self {
            Statement::Update(_) | Statement::CreateTableAs(_) => true,
            Statement::Insert(insert) => insert.source.iter().chain([&insert.with]).any(reads),
            _ => false,
        }
    }
}

/// One output column: its name, where it can be known, and its expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    pub name: Option<Name>,
    pub expr: Expr,
}

impl Query {
    /// Whether any row of one relation answers it, where it is asked no more than whether there is one.
    pub fn wants_any_row(&self) -> bool {
        self.relations.len() == 1
            && self.where_clause.is_none()
            && self.expressions.is_empty()
            && self.changes.is_empty()
            && self.outputs.iter().all(|output| is_of_one_row(&output.expr))
    }

    /// Takes over what an inner query puts out under names.
    pub fn note_outputs(&mut self, inner: &mut Query) {
        let named = |output: &&Output| {
            output.name.is_some() && !matches!(output.expr, Expr::Column(_) | Expr::Star(_))
        };
        self.inner_outputs.extend(inner.outputs.iter().filter(named).cloned());
        self.inner_outputs.append(&mut inner.inner_outputs);
    }

    /// Calls `visit` on every expression in it, at any depth.
    pub fn walk_expressions<'a>(&'a self, visit: &mut dyn FnMut(&'a Expr)) {
        self.each_expression(&mut |expr| expr.walk(visit));
    }

    /// Calls `visit` on every expression that is no part of another one.
    pub fn each_expression<'a>(&'a self, visit: &mut dyn FnMut(&'a Expr)) {
        self.outputs.iter().for_each(|output| visit(&output.expr));
        self.where_clause.iter().chain(&self.expressions).for_each(visit);
    }
}

/// Whether it can be no aggregate, which reads all rows to have one.
fn is_of_one_row(expr: &Expr) -> bool {
    matches!(
        expr,
        Expr::Null | Expr::Boolean(_) | Expr::Integer(_) | Expr::String(_) | Expr::Column(_) | Expr::Star(_)
    )
}

/// A change of rows inside WITH.
#[derive(Clone, Debug, PartialEq)]
pub enum RowChange {
    Insert(Box<Insert>),
    Update(Box<Update>),
    Delete(Box<Delete>),
    Merge(Box<Merge>),
}

impl RowChange {
    pub fn table(&self) -> &ObjectName {
        match self {
            RowChange::Insert(insert) => &insert.table,
            RowChange::Update(update) => &update.table,
            RowChange::Delete(delete) => &delete.table,
            RowChange::Merge(merge) => &merge.table,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Insert {
    pub table: ObjectName,
    pub columns: Vec<Ident>,
    /// Absent for `DEFAULT VALUES`.
    pub source: Option<Query>,
    pub on_conflict: Option<ConflictAction>,
    /// What `ON CONFLICT` needs a unique index for, where that is plain.
    pub arbiter: Option<Arbiter>,
    pub with: Query,
}

/// What `ON CONFLICT` names.
#[derive(Clone, Debug, PartialEq)]
pub enum Arbiter {
    /// `(a, b)`, without collations, expressions or a WHERE.
    Columns(Vec<Name>),
    /// `ON CONSTRAINT name`
    Constraint(Name),
}

/// What `ON CONFLICT` does with a row that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConflictAction {
    Nothing,
    Update,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Update {
    pub table: ObjectName,
    /// The name that the statement has for it, where it gives it another.
    pub alias: Option<Name>,
    pub only: bool,
    pub assignments: Vec<(Ident, Expr)>,
    pub where_clause: Option<ExprAt>,
    /// What FROM, WITH and subqueries read.
    pub source: Query,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Delete {
    pub table: ObjectName,
    pub alias: Option<Name>,
    pub only: bool,
    pub where_clause: Option<ExprAt>,
    /// What USING, WITH and subqueries read.
    pub source: Query,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Merge {
    pub table: ObjectName,
    pub source: Query,
    /// It updates or deletes rows that are there.
    pub changes_rows: bool,
    /// It does so with rows that the source has not: `WHEN NOT MATCHED BY SOURCE`.
    pub beyond_source: bool,
}

#[derive(Clone, Debug)]
pub struct CopyTable {
    /// Absent for `COPY (query) TO`.
    pub table: Option<ObjectName>,
    pub query: Option<Query>,
    pub from: bool,
    pub program: bool,
    pub stdin: bool,
}

#[derive(Clone, Debug)]
pub struct Truncate {
    pub tables: Vec<ObjectName>,
    /// `ONLY` before any of them.
    pub only: bool,
    pub cascade: bool,
    pub restart_identity: bool,
}

#[derive(Clone, Debug)]
pub struct RefreshMaterializedView {
    pub name: ObjectName,
    pub concurrently: bool,
    pub with_data: bool,
}

#[derive(Clone, Debug)]
pub struct Vacuum {
    /// Empty: every table of the database.
    pub tables: Vec<ObjectName>,
    /// The columns that are listed behind a table.
    pub columns: Vec<(ObjectName, Name)>,
    /// `ANALYZE` without `VACUUM`.
    pub analyze_only: bool,
    pub analyze: bool,
    pub full: bool,
    /// `ONLY` (PostgreSQL 18).
    pub only: bool,
}

/// `CLUSTER`; no table: every table that was clustered before.
#[derive(Clone, Debug)]
pub struct ClusterTable {
    pub table: Option<ObjectName>,
    pub index: Option<Ident>,
}

#[derive(Clone, Debug)]
pub struct Reindex {
    pub target: ReindexTarget,
    pub concurrently: bool,
    pub tablespace: Option<Name>,
    /// The word INDEX, TABLE or SCHEMA, after which `CONCURRENTLY` belongs.
    pub keyword_span: Span,
}

#[derive(Clone, Debug)]
pub enum ReindexTarget {
    Index(ObjectName),
    Table(ObjectName),
    Schema(Name),
    Database(Option<Name>),
    System(Option<Name>),
}

#[derive(Clone, Debug)]
pub struct LockTable {
    pub tables: Vec<ObjectName>,
    pub only: bool,
    pub mode: LockMode,
    pub nowait: bool,
}

/// A `DO` block and the SQL statements that could be read in it.
#[derive(Clone, Debug)]
pub struct DoBlock {
    pub language: Name,
    pub statements: Vec<BlockStatement>,
    /// The places where `EXECUTE` runs text that is not a literal.
    pub dynamic: Vec<Span>,
    pub swallowing: Vec<SwallowingHandler>,
}

/// `EXCEPTION WHEN OTHERS THEN …` that neither raises an error nor runs anything in place of what failed.
#[derive(Clone, Copy, Debug)]
pub struct SwallowingHandler {
    /// From WHEN to THEN.
    pub span: Span,
    /// From the BEGIN of its block to the handler.
    pub guards: Span,
}

/// A statement inside a block of PL/pgSQL.
#[derive(Clone, Debug)]
pub struct BlockStatement {
    pub statement: ParsedStatement,
    /// It stands inside an IF, a loop or a handler: it may run or not.
    pub conditional: bool,
    /// An IF before it asks the catalog (`IF NOT EXISTS (SELECT … FROM pg_…)`), or a handler catches
    /// `duplicate_object` and its like: it may be run twice.
    pub guarded: bool,
    /// Its block has a handler, which may take the error where it fails.
    pub handled: bool,
    /// It stands in a loop that goes on for as long as there are rows and does not commit: it runs over and over in one
    /// transaction.
    pub repeated: bool,
    /// Nothing but such a loop makes it conditional.
    pub only_repeated: bool,
    /// EXECUTE runs it, where it sees no variables of the block.
    pub executed: bool,
}
