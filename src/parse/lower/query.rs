//! Queries and data changes.

use pg_query::protobuf::node::Node as N;
use pg_query::protobuf::{self, Node, SelectStmt, SetOperation, WithClause};

use super::{DEEPEST, Lowering, filled};
use crate::ast::{Expr, Name, ObjectName, Output, Query, SetVariable, Statement};

/// Rows of a VALUES list that are looked into; the rest are counted.
pub(in crate::parse) const ROWS_READ: usize = 3;

/// How much had been read, row-locked and changed at some point.
#[derive(Clone, Copy)]
pub(super) struct Mark(usize, usize, usize);

impl Lowering<'_> {
    pub(super) fn mark(&self) -> Mark {
        Mark(self.reads.len(), self.row_locks.len(), self.changes.len())
    }

    /// Gives a query all that was read, locked and changed since the mark.
    pub(super) fn take(&self, mark: Mark, query: &mut Query) {
        query.relations = self.reads.get(mark.0..).unwrap_or_default().to_vec();
        query.row_locks = self.row_locks.get(mark.1..).unwrap_or_default().to_vec();
        query.changes = self.changes.get(mark.2..).unwrap_or_default().to_vec();
    }

    /// A statement that is a query: also `SELECT … INTO` and `SELECT set_config(…)`.
    pub(super) fn select(&mut self, select: &SelectStmt) -> Statement {
        let mut leftmost = select;
        while let Some(left) = &leftmost.larg {
            leftmost = left;
        }
        let into = leftmost.into_clause.as_deref();
        let query = self.query(select);
        match into {
            Some(into) => self.select_into(into, query),
            None => set_config(&query)
                .map_or_else(|| Statement::Select(Box::new(query)), |set| Statement::Set(Box::new(set))),
        }
    }

    pub(super) fn query_node(&mut self, node: Option<&Node>) -> Query {
        match node.and_then(|node| node.node.as_ref()) {
            Some(N::SelectStmt(select)) => self.query(select),
            _ => Query::default(),
        }
    }

    pub(super) fn query(&mut self, select: &SelectStmt) -> Query {
        let mut query = Query::default();
        let mark = self.mark();
        self.read_select(select, &mut query);
        self.take(mark, &mut query);
        query
    }

    fn read_select(&mut self, select: &SelectStmt, query: &mut Query) {
        if self.depth >= DEEPEST {
            return;
        }
        self.depth += 1;
        let scope = self.ctes.len();
        self.set_operation(select, query);
        self.ctes.truncate(scope);
        self.depth -= 1;
    }

    /// A chain of UNIONs leans to the left, as deep as it is long.
    fn set_operation(&mut self, select: &SelectStmt, query: &mut Query) {
        let mut right_sides = Vec::new();
        let mut at = select;
        loop {
            self.with(at.with_clause.as_ref(), query);
            query.has_limit |= at.limit_count.is_some();
            if !matches!(at.op(), SetOperation::SetopNone | SetOperation::Undefined) {
                query.expressions.extend(self.exprs(&at.sort_clause));
                let gives_rows = at.op() == SetOperation::SetopUnion;
                right_sides.extend(at.rarg.as_deref().map(|right| (right, gives_rows)));
            }
            match &at.larg {
                Some(left) => at = left,
                None => break,
            }
        }
        self.plain_select(at, query);
        for (right, gives_rows) in right_sides.into_iter().rev() {
            let first = self.reads.len();
            self.fold(right, query);
            if !gives_rows {
                query.subtracted.extend(self.reads.get(first..).unwrap_or_default().iter().cloned());
            }
        }
    }

    /// Reads an inner query of which only the expressions matter to the outer one; whether a LIMIT ends it.
    fn fold(&mut self, select: &SelectStmt, query: &mut Query) -> bool {
        let mut inner = Query::default();
        self.read_select(select, &mut inner);
        query.composed = true;
        query.unnamed_source |= inner.unnamed_source;
        query.note_outputs(&mut inner);
        query.expressions.extend(inner.outputs.into_iter().map(|output| output.expr));
        query.expressions.extend(inner.where_clause);
        query.expressions.extend(inner.expressions);
        inner.has_limit
    }

    fn plain_select(&mut self, select: &SelectStmt, query: &mut Query) {
        query.constant = select.from_clause.is_empty();
        let mut sources = Vec::new();
        let mut others = false;
        for from in &select.from_clause {
            others |= self.from(from, query, &mut sources);
        }
        query.has_limit |= select.from_clause.len() == 1 && self.source_limited;
        let outputs = select.target_list.iter().filter_map(|target| self.output(target));
        query.outputs = outputs.flat_map(|output| spread(output, &sources, others)).collect();
        query.where_clause = select.where_clause.as_deref().map(|node| self.expr(node));
        query.values_rows = select.values_lists.len();
        for row in select.values_lists.iter().take(ROWS_READ) {
            if let Some(N::List(list)) = &row.node {
                query.expressions.extend(self.exprs(&list.items));
            }
        }
        for list in [&select.group_clause, &select.sort_clause] {
            query.expressions.extend(self.exprs(list));
        }
        let distinct = select.distinct_clause.iter().filter(|node| node.node.is_some());
        let parts = distinct.chain(select.having_clause.as_deref()).chain(select.limit_offset.as_deref());
        for node in parts {
            let expr = self.expr(node);
            query.expressions.push(expr);
        }
        for window in &select.window_clause {
            if let Some(N::WindowDef(window)) = &window.node {
                query.expressions.extend(self.exprs(&window.partition_clause));
                query.expressions.extend(self.exprs(&window.order_clause));
            }
        }
        for clause in &select.locking_clause {
            if let Some(N::LockingClause(clause)) = &clause.node {
                self.lock_rows(clause, &sources);
            }
        }
    }

    fn lock_rows(&mut self, clause: &protobuf::LockingClause, sources: &[(Name, ObjectName)]) {
        let named = |alias: &Name| {
            clause.locked_rels.iter().any(|node| match &node.node {
                Some(N::RangeVar(relation)) => alias == relation.relname.as_str(),
                _ => false,
            })
        };
        let locked = sources.iter().filter(|(alias, _)| clause.locked_rels.is_empty() || named(alias));
        self.row_locks.extend(locked.map(|(_, relation)| relation.clone()));
    }

    fn output(&mut self, node: &Node) -> Option<Output> {
        let Some(N::ResTarget(target)) = &node.node else { return None };
        let expr = self.expr(target.val.as_deref()?);
        let name = filled(&target.name).map(Name::new).or_else(|| output_name(&expr));
        Some(Output { name, expr })
    }

    /// One item of a FROM list; `sources` gathers the relations of this level with the names they go by. Whether there
    /// is something else in it too: a subquery, a function, a WITH query.
    pub(super) fn from(
        &mut self,
        node: &Node,
        query: &mut Query,
        sources: &mut Vec<(Name, ObjectName)>,
    ) -> bool {
        let mut others = false;
        let (mut items, mut limited) = (0, false);
        // Joins lean to the left as deep as they are many.
        let mut waiting = vec![node];
        while let Some(node) = waiting.pop() {
            items += 1;
            match &node.node {
                Some(N::JoinExpr(join)) => {
                    waiting.extend(join.rarg.as_deref());
                    waiting.extend(join.larg.as_deref());
                    query.expressions.extend(join.quals.as_deref().map(|quals| self.expr(quals)));
                }
                Some(N::RangeVar(relation)) => {
                    let is_cte = relation.schemaname.is_empty()
                        && self.ctes.iter().any(|name| name == relation.relname.as_str());
                    others |= is_cte;
                    limited = is_cte && self.limited.iter().any(|name| name == relation.relname.as_str());
                    if !is_cte {
                        let name = self.relation(Some(relation));
                        let alias = relation.alias.as_ref().map(|alias| alias.aliasname.as_str());
                        query.composed |=
                            relation.alias.as_ref().is_some_and(|alias| !alias.colnames.is_empty());
                        query.aliases.extend(alias.map(|alias| (Name::new(alias), name.clone())));
                        if !relation.inh {
                            query.only.push(name.clone());
                        }
                        sources.push((Name::new(alias.unwrap_or(&relation.relname)), name.clone()));
                        self.reads.push(name);
                    }
                }
                Some(N::RangeSubselect(sub)) => {
                    others = true;
                    query.unnamed_source |= sub.alias.is_none();
                    if let Some(N::SelectStmt(select)) =
                        sub.subquery.as_deref().and_then(|node| node.node.as_ref())
                    {
                        limited = self.fold(select, query);
                    }
                }
                Some(N::RangeFunction(function)) => {
                    others = true;
                    for item in &function.functions {
                        if let Some(N::List(list)) = &item.node {
                            let calls = list.items.iter().filter(|node| node.node.is_some());
                            for call in calls.filter(|node| !matches!(node.node, Some(N::List(_)))) {
                                let expr = self.expr(call);
                                query.expressions.push(expr);
                            }
                        }
                    }
                }
                Some(N::RangeTableSample(sample)) => {
                    waiting.extend(sample.relation.as_deref());
                    query.expressions.extend(self.exprs(&sample.args));
                }
                Some(N::RangeTableFunc(function)) => {
                    others = true;
                    let parts = [function.docexpr.as_deref(), function.rowexpr.as_deref()];
                    for part in parts.into_iter().flatten() {
                        let expr = self.expr(part);
                        query.expressions.push(expr);
                    }
                }
                Some(N::JsonTable(table)) => {
                    others = true;
                    let context = table.context_item.as_ref().and_then(|item| item.raw_expr.as_deref());
                    query.expressions.extend(context.map(|context| self.expr(context)));
                }
                _ => {}
            }
        }
        self.source_limited = limited && items == 1;
        query.composed |= others;
        others
    }

    /// Reads the WITH queries and brings their names into scope; the caller ends the scope.
    pub(super) fn with(&mut self, with: Option<&WithClause>, query: &mut Query) {
        let Some(with) = with else { return };
        let name = |node: &Node| match &node.node {
            Some(N::CommonTableExpr(common)) => Some(Name::new(&common.ctename)),
            _ => None,
        };
        if with.recursive {
            self.ctes.extend(with.ctes.iter().filter_map(name));
        }
        for node in &with.ctes {
            let Some(N::CommonTableExpr(common)) = &node.node else { continue };
            let statement = common.ctequery.as_deref().and_then(|node| node.node.as_ref());
            let limited = match statement {
                Some(N::SelectStmt(select)) => self.fold(select, query),
                Some(other) => {
                    self.change(other, query);
                    false
                }
                None => false,
            };
            if limited {
                self.limited.push(Name::new(&common.ctename));
            }
            self.ctes.push(Name::new(&common.ctename));
        }
    }
}

/// The name that PostgreSQL gives an output column, where it is known without the catalog.
pub(in crate::parse) fn output_name(expr: &Expr) -> Option<Name> {
    match expr {
        Expr::Column(parts) => parts.last().cloned(),
        Expr::Call(call) => Some(call.name.clone()),
        Expr::Cast { expr, to } => output_name(expr).or_else(|| Some(to.name.clone())),
        Expr::Collate { expr, .. } => output_name(expr),
        Expr::Coalesce(_) => Some(Name::new("coalesce")),
        Expr::Case { otherwise, .. } => {
            Some(otherwise.as_deref().and_then(name_of_own).unwrap_or_else(|| Name::new("case")))
        }
        Expr::Array(_) => Some(Name::new("array")),
        Expr::Row(_) => Some(Name::new("row")),
        Expr::SqlValue(name) => Some(Name::new(*name)),
        Expr::Subquery(query) => query.outputs.first().and_then(|output| output.name.clone()),
        Expr::Other { what: "exists", .. } => Some(Name::new("exists")),
        Expr::Other { what: "window" | "aggregate", parts } => parts.first().and_then(output_name),
        _ => None,
    }
}

/// The same, but for a name that is only the one of a type, or of CASE.
fn name_of_own(expr: &Expr) -> Option<Name> {
    match expr {
        Expr::Cast { expr, .. } | Expr::Collate { expr, .. } => name_of_own(expr),
        Expr::Case { otherwise, .. } => otherwise.as_deref().and_then(name_of_own),
        other => output_name(other),
    }
}

/// `SELECT set_config('name', 'value', local)` alone is a SET.
pub(in crate::parse) fn set_config(query: &Query) -> Option<SetVariable> {
    let [Output { expr: Expr::Call(call), .. }] = query.outputs.as_slice() else { return None };
    if !query.constant || call.schema.is_some() || call.name != "set_config" {
        return None;
    }
    let [Expr::String(name), value, local] = call.arguments.as_slice() else { return None };
    let value = match value {
        Expr::String(value) => Some(value.clone()),
        Expr::Null => None,
        _ => return None,
    };
    let Expr::Boolean(local) = local else { return None };
    Some(SetVariable { name: Name::new(name.to_lowercase()), value, local: *local })
}

/// A `*` as one star for each relation of its FROM list, and a nameless one for what else is in the list.
pub(in crate::parse) fn spread(output: Output, sources: &[(Name, ObjectName)], others: bool) -> Vec<Output> {
    if output.expr != Expr::Star(None) {
        return vec![output];
    }
    let named = sources.iter().map(|(name, _)| Expr::Star(Some(name.clone())));
    let rest = (others || sources.is_empty()).then_some(Expr::Star(None));
    named.chain(rest).map(|expr| Output { name: None, expr }).collect()
}
