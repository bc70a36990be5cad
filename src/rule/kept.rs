//! Whether rows that are about to be lost are kept elsewhere.

use std::collections::BTreeSet;

use crate::ast::{Expr, Name, ObjectName, Query, Statement};
use crate::catalog::{Column, Relation, RelationId};
use crate::effects::{Target, WorkKind};
use crate::migration::Step;
use crate::rule::Pass;
use crate::rule::past::names;

/// What statements of one migration took from the rows of a table before it is dropped.
pub struct Taken {
    /// The tables that it was put in.
    pub into: Vec<String>,
    /// The columns that none of them mentions, of those whose values the server does not make up.
    pub left: Vec<Name>,
}

impl Pass<'_> {
    /// What this migration has put elsewhere of a table before a step; nothing where it takes no value from it.
    pub fn taken_here(&self, index: usize, table: &Relation) -> Option<Taken> {
        let copies = self.earlier_copies(index, table.id);
        let here = copies.filter(|(at, step)| *at == self.index && keeps_some(step, table.id));
        let taking: Vec<&Step> = here.map(|(_, step)| step).collect();
        let into = taking.iter().filter_map(|step| filled(&step.statement.kind)).map(ToString::to_string);
        let into: BTreeSet<String> = into.collect();
        let told = |column: &&Column| {
            column.generated.is_none()
                && column.default.is_none()
                && column.identity.is_none()
                && column.sequence.is_none()
                && !taking.iter().any(|step| mentions(&step.statement.kind, table, &column.name))
        };
        let left: Vec<Name> = match table.columns_known {
            true => {
                table.columns.iter().map(|column| &**column).filter(told).map(|c| c.name.clone()).collect()
            }
            false => Vec::new(),
        };
        (!taking.is_empty()).then(|| Taken { into: into.into_iter().collect(), left })
    }

    /// Whether statements before this step put the rows of a table elsewhere: in this migration any query that takes
    /// values from it, in earlier ones those that together take every column of every row, or several of one of them.
    pub fn rows_copied(&self, index: usize, table: RelationId) -> bool {
        let mut whole: Vec<&Step> = Vec::new();
        let mut parts: Vec<usize> = Vec::new();
        for (at, step) in self.earlier_copies(index, table) {
            if at == self.index {
                if keeps_some(step, table) {
                    return true;
                }
            } else if sources(&step.statement.kind).any(|query| takes_every_row(query, step, table)) {
                whole.push(step);
            }
            if at != self.index
                && keeps_some(step, table)
                && !matches!(step.statement.kind, Statement::Update(_))
            {
                parts.push(at);
            }
        }
        // A migration that takes them apart stores them in several places, each by a condition.
        if parts.windows(2).any(|two| two[0] == two[1]) {
            return true;
        }
        whole.first().and_then(|latest| latest.before.relation(table)).is_some_and(|table| {
            let outputs = || {
                let queries = whole.iter().flat_map(|step| sources(&step.statement.kind));
                queries.flat_map(|query| &query.outputs).filter(|output| !is_aggregate(&output.expr))
            };
            let moved = whole.iter().any(|step| moves(step, table.id));
            let star = |output: &crate::ast::Output| matches!(output.expr, Expr::Star(Some(_)));
            moved
                || outputs().any(star)
                || holds_every_column(table, |column| {
                    outputs().any(|output| output.expr.mentions_column(column))
                })
        })
    }
}

impl<'a> Pass<'a> {
    /// Whether what a statement of this migration fills is gone at its end, and nothing has read it until then.
    pub(super) fn is_thrown_away(&self, step: &Step) -> bool {
        let (Some(up), Some(name)) = (self.up(), filled(&step.statement.kind)) else { return false };
        let start = step.span().start;
        let mut later = up.steps.iter().filter(|later| later.span().start > start).peekable();
        let after = later.peek().map_or(&up.after, |next| &next.before);
        let Some(table) = after.resolve_id(name) else { return false };
        let is_gone = up.after.relation(table).is_none_or(Relation::is_temporary);
        let reads = |later: &Step| {
            let mut work = later.effects.work.iter();
            work.any(|work| work.relation == table && matches!(work.kind, WorkKind::Read { .. }))
        };
        is_gone && !later.any(reads)
    }
}

/// Whether a statement makes a table like another one, and takes no row: `CREATE TABLE … AS SELECT … WHERE false`.
pub(super) fn takes_no_row(step: &Step) -> bool {
    let Statement::CreateTableAs(create) = &step.statement.kind else { return false };
    let asked = create.query.where_clause.as_ref();
    !create.with_data || asked.is_some_and(|asked| *asked == Expr::Boolean(false))
}

/// Whether a statement of the migration takes values of the table's rows with it: into another table, or as the values
/// of columns that another table got.
fn keeps_some(step: &Step, table: RelationId) -> bool {
    let reads = |query: &Query| names(&query.relations, &step.before, table) && !query.has_limit;
    let merged = matches!(&step.statement.kind, Statement::Update(update)
        if step.before.resolve(&update.table).is_none_or(|target| {
            target.id != table && !Target::of_update(target, update).is_untied(&step.before)
        }) && reads(&update.source));
    let counts = |query: &Query| {
        !query.outputs.is_empty() && query.outputs.iter().all(|output| is_aggregate(&output.expr))
    };
    merged || moves(step, table) || sources(&step.statement.kind).any(|query| reads(query) && !counts(query))
}

/// The table that a statement puts rows or values in.
fn filled(statement: &Statement) -> Option<&ObjectName> {
    match statement {
        Statement::CreateTableAs(create) => Some(&create.name),
        Statement::Insert(insert) => Some(&insert.table),
        Statement::Update(update) => Some(&update.table),
        _ => None,
    }
}

/// Whether a statement names a column of a table, or may take it as a part of the whole row.
fn mentions(statement: &Statement, table: &Relation, column: &str) -> bool {
    let mut found = false;
    // What `count(*)` counts is not taken.
    let (mut stars, mut counted) = (0, 0);
    let mut look = |expr: &Expr| {
        found |= match expr {
            Expr::Star(_) => {
                stars += 1;
                false
            }
            Expr::Call(call) => {
                counted += usize::from(matches!(call.arguments.as_slice(), [Expr::Star(None)]));
                false
            }
            Expr::Column(parts) => match parts.as_slice() {
                [one] => one == column || table.column(one).is_none(),
                several => several.last().is_some_and(|last| last == column),
            },
            _ => false,
        };
    };
    sources(statement).for_each(|query| query.walk_expressions(&mut look));
    if let Statement::Update(update) = statement {
        update.assignments.iter().for_each(|(_, value)| value.walk(&mut look));
        update.where_clause.iter().for_each(|condition| condition.expr.walk(&mut look));
        update.source.walk_expressions(&mut look);
    }
    found || stars > counted
}

/// Whether it deletes the rows and stores them elsewhere: `WITH moved AS (DELETE … RETURNING …) INSERT …`.
fn moves(step: &Step, table: RelationId) -> bool {
    sources(&step.statement.kind).any(|query| changes(query, step, table))
}

/// Whether a query leaves no row of the table out. What is sorted or grouped stands beside conditions in it.
fn takes_every_row(query: &Query, step: &Step, table: RelationId) -> bool {
    let plain = |expr: &Expr| matches!(expr, Expr::Column(_) | Expr::Star(_));
    let open = query.where_clause.is_none() && !query.has_limit && query.expressions.iter().all(plain);
    let alone = query.relations.len() == 1 && names(&query.relations, &step.before, table);
    open && (alone || changes(query, step, table))
}

fn changes(query: &Query, step: &Step, table: RelationId) -> bool {
    query.changes.iter().any(|change| step.before.resolve_id(change.table()) == Some(table))
}

fn holds_every_column(table: &Relation, holds: impl Fn(&str) -> bool) -> bool {
    let stored = table.columns.iter().filter(|column| column.generated.is_none());
    table.columns_known && stored.into_iter().all(|column| holds(&column.name))
}

pub fn is_aggregate(expr: &Expr) -> bool {
    match expr {
        Expr::Call(call) => {
            matches!(call.name.as_str(), "count" | "sum" | "avg" | "min" | "max" | "bool_and" | "bool_or")
        }
        Expr::Cast { expr, .. } => is_aggregate(expr),
        Expr::Other { what: "aggregate", .. } => true,
        _ => false,
    }
}

/// Queries whose rows a statement stores in a table.
fn sources(statement: &Statement) -> impl Iterator<Item = &Query> {
    let queries: Vec<&Query> = match statement {
        Statement::CreateTableAs(create) if !create.materialized_view && create.with_data => {
            vec![&create.query]
        }
        Statement::Insert(insert) => insert.source.iter().chain([&insert.with]).collect(),
        _ => Vec::new(),
    };
    queries.into_iter()
}
