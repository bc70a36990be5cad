//! Data changes: INSERT, UPDATE, DELETE, MERGE, COPY.

use pg_query::protobuf::node::Node as N;
use pg_query::protobuf::{self, CmdType, MergeMatchKind, Node, OnConflictAction};

use super::place::Range;
use super::{DEEPEST, Lowering};
use crate::ast::{
    Arbiter, ConflictAction, CopyTable, Delete, Expr, ExprAt, Ident, Insert, Merge, Name, Query, RowChange,
    Statement, Update,
};
use crate::parse::scan::TokenKind;

impl Lowering<'_> {
    /// A data change inside WITH.
    pub(super) fn change(&mut self, node: &N, query: &mut Query) {
        if self.depth >= DEEPEST {
            return;
        }
        self.depth += 1;
        let change = match node {
            N::InsertStmt(s) => RowChange::Insert(Box::new(self.read_insert(s))),
            N::UpdateStmt(s) => RowChange::Update(Box::new(self.read_update(s))),
            N::DeleteStmt(s) => RowChange::Delete(Box::new(self.read_delete(s))),
            N::MergeStmt(s) => RowChange::Merge(Box::new(self.read_merge(s))),
            _ => return,
        };
        let parts: Vec<&Query> = match &change {
            RowChange::Insert(insert) => insert.source.iter().chain([&insert.with]).collect(),
            RowChange::Update(update) => {
                let assigned = update.assignments.iter().map(|(_, expr)| expr);
                let condition = update.where_clause.iter().map(|at| &at.expr);
                query.expressions.extend(assigned.chain(condition).cloned());
                vec![&update.source]
            }
            RowChange::Delete(delete) => {
                query.expressions.extend(delete.where_clause.iter().map(|at| at.expr.clone()));
                vec![&delete.source]
            }
            RowChange::Merge(merge) => vec![&merge.source],
        };
        query.composed = true;
        for part in parts {
            query.unnamed_source |= part.unnamed_source;
            query.expressions.extend(part.outputs.iter().map(|output| output.expr.clone()));
            query.expressions.extend(part.where_clause.clone());
            query.expressions.extend(part.expressions.iter().cloned());
        }
        self.changes.push(change);
        self.depth -= 1;
    }

    pub(super) fn insert(&mut self, s: &protobuf::InsertStmt) -> Statement {
        Statement::Insert(Box::new(self.read_insert(s)))
    }

    fn read_insert(&mut self, s: &protobuf::InsertStmt) -> Insert {
        let scope = self.ctes.len();
        let table = self.relation(s.relation.as_ref());
        let columns = self.targets(&s.cols);
        let mark = self.mark();
        let mut with = Query::default();
        self.with(s.with_clause.as_ref(), &mut with);
        self.take(mark, &mut with);
        let source = match s.select_stmt.as_deref().and_then(|node| node.node.as_ref()) {
            Some(N::SelectStmt(select)) => Some(self.query(select)),
            _ => None,
        };
        if let Some(conflict) = &s.on_conflict_clause {
            with.expressions.extend(self.exprs(&conflict.target_list));
            with.expressions.extend(conflict.where_clause.as_deref().map(|node| self.expr(node)));
        }
        self.returning(s.returning_clause.as_ref(), &mut with);
        self.ctes.truncate(scope);
        let on_conflict = s.on_conflict_clause.as_deref().map(|conflict| match conflict.action() {
            OnConflictAction::OnconflictUpdate => ConflictAction::Update,
            _ => ConflictAction::Nothing,
        });
        let inferred = s.on_conflict_clause.as_deref().and_then(|conflict| conflict.infer.as_deref());
        let arbiter = inferred.and_then(arbiter);
        Insert { table, columns, source, on_conflict, arbiter, with }
    }

    fn returning(&mut self, clause: Option<&protobuf::ReturningClause>, query: &mut Query) {
        if let Some(clause) = clause {
            query.expressions.extend(self.exprs(&clause.exprs));
        }
    }

    fn targets(&self, nodes: &[Node]) -> Vec<Ident> {
        let target = |node: &Node| match &node.node {
            Some(N::ResTarget(target)) => {
                let start = self.place.at(target.location);
                Some(Ident::new(&target.name, self.place.span(start..start + 1)))
            }
            _ => None,
        };
        nodes.iter().filter_map(target).collect()
    }

    pub(super) fn update(&mut self, s: &protobuf::UpdateStmt) -> Statement {
        Statement::Update(Box::new(self.read_update(s)))
    }

    fn read_update(&mut self, s: &protobuf::UpdateStmt) -> Update {
        let scope = self.ctes.len();
        let mark = self.mark();
        let mut source = self.sources_of_change(s.with_clause.as_ref(), &s.from_clause);
        let assignments = self.assignments(&s.target_list);
        let table = self.relation(s.relation.as_ref());
        let alias = alias_of(s.relation.as_ref());
        source.aliases.extend(alias.clone().map(|alias| (alias, table.clone())));
        let where_clause = self.where_clause(s.where_clause.as_deref(), table.span);
        self.returning(s.returning_clause.as_ref(), &mut source);
        self.take(mark, &mut source);
        self.ctes.truncate(scope);
        Update { table, alias, only: is_only(s.relation.as_ref()), assignments, where_clause, source }
    }

    fn assignments(&mut self, targets: &[Node]) -> Vec<(Ident, Expr)> {
        let idents = self.targets(targets);
        let values: Vec<Expr> = targets
            .iter()
            .filter_map(|node| match &node.node {
                Some(N::ResTarget(target)) => Some(self.assigned(target.val.as_deref())),
                _ => None,
            })
            .collect();
        idents.into_iter().zip(values).collect()
    }

    /// The value of one column; of `(a, b) = (…)` its own part.
    fn assigned(&mut self, value: Option<&Node>) -> Expr {
        let Some(value) = value else { return Expr::Null };
        let Some(N::MultiAssignRef(part)) = &value.node else { return self.expr(value) };
        let source = part.source.as_deref();
        let index = (part.colno - 1).max(0) as usize;
        match source.and_then(|node| node.node.as_ref()) {
            Some(N::RowExpr(row)) => row.args.get(index).map_or(Expr::Null, |node| self.expr(node)),
            _ if index == 0 => source.map_or(Expr::Null, |node| self.expr(node)),
            _ => Expr::Other { what: "column of the row before", parts: Vec::new() },
        }
    }

    pub(super) fn delete(&mut self, s: &protobuf::DeleteStmt) -> Statement {
        Statement::Delete(Box::new(self.read_delete(s)))
    }

    fn read_delete(&mut self, s: &protobuf::DeleteStmt) -> Delete {
        let scope = self.ctes.len();
        let mark = self.mark();
        let mut source = self.sources_of_change(s.with_clause.as_ref(), &s.using_clause);
        let table = self.relation(s.relation.as_ref());
        let alias = alias_of(s.relation.as_ref());
        source.aliases.extend(alias.clone().map(|alias| (alias, table.clone())));
        let where_clause = self.where_clause(s.where_clause.as_deref(), table.span);
        self.returning(s.returning_clause.as_ref(), &mut source);
        self.take(mark, &mut source);
        self.ctes.truncate(scope);
        Delete { table, alias, only: is_only(s.relation.as_ref()), where_clause, source }
    }

    /// The WITH and the FROM of an UPDATE, or the USING of a DELETE.
    fn sources_of_change(&mut self, with: Option<&protobuf::WithClause>, list: &[Node]) -> Query {
        let mut source = Query::default();
        self.with(with, &mut source);
        let mut sources = Vec::new();
        for from in list {
            self.from(from, &mut source, &mut sources);
        }
        source.has_limit |= list.len() == 1 && self.source_limited;
        source
    }

    /// The WHERE of the statement whose target stands at `target`: what follows WHERE, up to RETURNING.
    fn where_clause(&mut self, node: Option<&Node>, target: crate::source::Span) -> Option<ExprAt> {
        let start = self.place.tokens.partition_point(|token| token.start < target.start);
        let element = self.statement_end(start);
        let first = self.place.word(element.clone(), "where").map_or(element.start, |index| index + 1);
        let end = self.place.word(first..element.end, "returning").unwrap_or(element.end);
        node.map(|node| self.expr_at(node, first..end))
    }

    /// From a token to the end of its statement, which may stand in parentheses.
    fn statement_end(&self, start: usize) -> Range {
        let mut from = start;
        loop {
            let element = self.place.element(from);
            match self.place.kind(element.end) {
                Some(TokenKind::Comma) => from = element.end + 1,
                _ => return start..element.end,
            }
        }
    }

    pub(super) fn merge(&mut self, s: &protobuf::MergeStmt) -> Statement {
        Statement::Merge(Box::new(self.read_merge(s)))
    }

    fn read_merge(&mut self, s: &protobuf::MergeStmt) -> Merge {
        let scope = self.ctes.len();
        let mark = self.mark();
        let mut source = Query::default();
        self.with(s.with_clause.as_ref(), &mut source);
        let mut sources = Vec::new();
        if let Some(from) = s.source_relation.as_deref() {
            self.from(from, &mut source, &mut sources);
        }
        source.has_limit |= self.source_limited;
        source.expressions.extend(s.join_condition.as_deref().map(|node| self.expr(node)));
        let (mut changes_rows, mut beyond_source) = (false, false);
        for clause in &s.merge_when_clauses {
            if let Some(N::MergeWhenClause(clause)) = &clause.node {
                let changes = matches!(clause.command_type(), CmdType::CmdUpdate | CmdType::CmdDelete);
                changes_rows |= changes;
                beyond_source |=
                    changes && clause.match_kind() == MergeMatchKind::MergeWhenNotMatchedBySource;
                source.expressions.extend(clause.condition.as_deref().map(|node| self.expr(node)));
                source.expressions.extend(self.exprs(&clause.target_list));
                source.expressions.extend(self.exprs(&clause.values));
            }
        }
        self.returning(s.returning_clause.as_ref(), &mut source);
        self.take(mark, &mut source);
        self.ctes.truncate(scope);
        Merge { table: self.relation(s.relation.as_ref()), source, changes_rows, beyond_source }
    }

    pub(super) fn copy(&mut self, s: &protobuf::CopyStmt) -> Statement {
        let query = match s.query.as_deref().and_then(|node| node.node.as_ref()) {
            Some(N::SelectStmt(select)) => Some(self.query(select)),
            Some(other) => {
                let mut query = Query::default();
                let mark = self.mark();
                self.change(other, &mut query);
                self.take(mark, &mut query);
                Some(query)
            }
            None => None,
        };
        Statement::Copy(Box::new(CopyTable {
            table: s.relation.as_ref().map(|relation| self.relation(Some(relation))),
            query,
            from: s.is_from,
            program: s.is_program,
            stdin: s.is_from && !s.is_program && s.filename.is_empty(),
        }))
    }

    pub(super) fn call(&mut self, s: &protobuf::CallStmt) -> Statement {
        match &s.funccall {
            Some(call) => Statement::Call(Box::new(self.function(call))),
            None => Statement::Other("CALL"),
        }
    }
}

/// Whether ONLY stands before the target.
fn alias_of(target: Option<&protobuf::RangeVar>) -> Option<Name> {
    Some(Name::new(&target?.alias.as_ref()?.aliasname))
}

fn is_only(target: Option<&protobuf::RangeVar>) -> bool {
    target.is_some_and(|relation| !relation.inh)
}

/// What `ON CONFLICT` names, where that is a constraint or nothing but columns.
fn arbiter(inferred: &protobuf::InferClause) -> Option<Arbiter> {
    if !inferred.conname.is_empty() {
        return Some(Arbiter::Constraint(Name::new(&inferred.conname)));
    }
    let column = |node: &Node| match &node.node {
        Some(N::IndexElem(element)) => {
            let plain =
                !element.name.is_empty() && element.collation.is_empty() && element.opclass.is_empty();
            plain.then(|| Name::new(&element.name))
        }
        _ => None,
    };
    let columns: Option<Vec<Name>> = inferred.index_elems.iter().map(column).collect();
    columns.filter(|columns| inferred.where_clause.is_none() && !columns.is_empty()).map(Arbiter::Columns)
}
