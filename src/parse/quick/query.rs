//! Queries: each part is kept in the order that the tree gives it, which is not always the order it is written in.

use super::Quick;
use crate::ast::{Expr, Output, Query, SetVariable, Statement};
use crate::parse::lower::{ROWS_READ, output_name, set_config, spread};
use crate::parse::scan::TokenKind;

/// Where the list of outputs ends.
const CLAUSES: &[&str] = &[
    "from",
    "where",
    "group",
    "having",
    "order",
    "limit",
    "offset",
    "union",
    "except",
    "intersect",
    "window",
    "for",
    "fetch",
    "into",
];

/// The parts of a SELECT that the tree gives after those of ORDER BY.
#[derive(Default)]
struct Later {
    distinct: Vec<Expr>,
    having: Option<Expr>,
}

impl Quick<'_> {
    /// A statement that is a query.
    pub(super) fn select(&mut self) -> Option<Statement> {
        let query = self.query()?;
        let set: Option<SetVariable> = set_config(&query);
        Some(set.map_or_else(|| Statement::Select(Box::new(query)), |set| Statement::Set(Box::new(set))))
    }

    /// Whether a query begins after so many tokens.
    pub(super) fn is_query_ahead(&self, ahead: usize) -> bool {
        ["select", "with", "values"].iter().any(|word| self.is_ahead(ahead, word))
    }

    pub(super) fn query(&mut self) -> Option<Query> {
        let mut query = Query::default();
        let mark = self.reads.len();
        self.read_query(&mut query)?;
        query.relations = self.reads.get(mark..)?.to_vec();
        Some(query)
    }

    pub(super) fn read_query(&mut self, query: &mut Query) -> Option<()> {
        let scope = self.ctes.len();
        self.with(query)?;
        let first = query.expressions.len();
        let later = self.plain_select(query)?;
        let mut united = false;
        let mut rights = Vec::new();
        while self.accept("union") {
            united = true;
            if !self.accept("all") {
                self.accept("distinct");
            }
            rights.extend(self.folded(query, |quick, inner| quick.right_side(inner))?.0);
        }
        if self.is("intersect") || self.is("except") {
            return None;
        }
        let reads = self.reads.len();
        let sort = if self.accept_all(&["order", "by"]) { self.sort_list()? } else { Vec::new() };
        let offset = self.limit(query)?;
        if united {
            query.expressions.splice(first..first, sort);
        } else {
            query.expressions.extend(sort);
        }
        query.expressions.extend(later.distinct.into_iter().chain(later.having));
        query.expressions.extend(offset.filter(|_| !united));
        query.expressions.extend(rights);
        self.ctes.truncate(scope);
        let ends = !self.is("for") && !self.is("fetch") && !self.is("window");
        (ends && self.reads.len() == reads).then_some(())
    }

    /// One side of a UNION.
    fn right_side(&mut self, query: &mut Query) -> Option<()> {
        if self.accept_kind(TokenKind::Open) {
            self.read_query(query)?;
            return self.expect_kind(TokenKind::Close);
        }
        let later = self.plain_select(query)?;
        query.expressions.extend(later.distinct.into_iter().chain(later.having));
        Some(())
    }

    /// The expressions of an inner query, which is all that matters of it to the outer one, and whether a LIMIT ends it.
    pub(super) fn folded(
        &mut self,
        outer: &mut Query,
        read: impl FnOnce(&mut Self, &mut Query) -> Option<()>,
    ) -> Option<(Vec<Expr>, bool)> {
        let mut inner = Query::default();
        read(self, &mut inner)?;
        outer.composed = true;
        outer.unnamed_source |= inner.unnamed_source;
        outer.note_outputs(&mut inner);
        let outputs = inner.outputs.into_iter().map(|output| output.expr);
        let expressions = outputs.chain(inner.where_clause).chain(inner.expressions).collect();
        Some((expressions, inner.has_limit))
    }

    fn plain_select(&mut self, query: &mut Query) -> Option<Later> {
        if self.accept("values") {
            query.constant = true;
            self.rows(query)?;
            return Some(Later::default());
        }
        self.expect("select")?;
        let mut later = Later::default();
        if !self.accept("distinct") {
            self.accept("all");
        } else if self.accept("on") {
            self.expect_kind(TokenKind::Open)?;
            later.distinct = self.without_reads(Self::exprs)?;
            self.expect_kind(TokenKind::Close)?;
        }
        self.outputs_and_sources(query)?;
        query.where_clause = if self.accept("where") { Some(self.expr()?) } else { None };
        if self.accept_all(&["group", "by"]) {
            if ["rollup", "cube", "grouping", "distinct", "all"].iter().any(|word| self.is(word)) {
                return None;
            }
            query.expressions.extend(self.exprs()?);
        }
        if self.accept("having") {
            later.having = Some(self.without_reads(Self::expr)?);
        }
        (!self.is("into") && !self.is("window")).then_some(later)
    }

    /// The FROM list comes first, though the outputs are written before it.
    fn outputs_and_sources(&mut self, query: &mut Query) -> Option<()> {
        let outputs = self.at;
        let end = self.outputs_end()?;
        let has_from = self.tokens.get(end).is_some_and(|token| token.is_word(self.source, "from"));
        query.constant = !has_from;
        let mut sources = Vec::new();
        let mut others = false;
        let mut after = end;
        if has_from {
            self.at = end + 1;
            others = self.list_of_sources(query, &mut sources)?;
            after = self.at;
        }
        self.at = outputs;
        loop {
            let output = self.output()?;
            query.outputs.extend(spread(output, &sources, others));
            if !self.accept_kind(TokenKind::Comma) {
                break;
            }
        }
        let complete = self.at == end;
        self.at = after;
        complete.then_some(())
    }

    /// Where the list of outputs ends that begins here.
    fn outputs_end(&self) -> Option<usize> {
        let mut depth = 0usize;
        let mut before = "";
        for (at, token) in self.tokens.iter().enumerate().skip(self.at) {
            match token.kind {
                TokenKind::Open | TokenKind::OpenBracket => depth += 1,
                TokenKind::Close | TokenKind::CloseBracket if depth == 0 => return Some(at),
                TokenKind::Close | TokenKind::CloseBracket => depth -= 1,
                TokenKind::Word if depth == 0 => {
                    let is_name = before == "."
                        || before.eq_ignore_ascii_case("as")
                        || before.eq_ignore_ascii_case("distinct");
                    if !is_name && CLAUSES.iter().any(|word| token.is_word(self.source, word)) {
                        return Some(at);
                    }
                    if token.is_word(self.source, "returning") || token.is_word(self.source, "on") {
                        return Some(at);
                    }
                }
                _ => {}
            }
            before = token.text(self.source);
        }
        Some(self.tokens.len())
    }

    pub(super) fn output(&mut self) -> Option<Output> {
        if self.text() == "*" && self.accept_kind(TokenKind::Operator) {
            return Some(Output { name: None, expr: Expr::Star(None) });
        }
        let expr = self.expr()?;
        let name = if self.accept("as") {
            Some(self.name()?)
        } else if self.is_label() {
            Some(self.bare_label()?)
        } else {
            output_name(&expr)
        };
        Some(Output { name, expr })
    }

    /// Whether a name comes next that needs no AS before it.
    fn is_label(&self) -> bool {
        let clause = |word: &&&str| self.is(word);
        self.is_kind(TokenKind::Quoted)
            || self.is_kind(TokenKind::Word)
                && !CLAUSES.iter().chain(&["returning", "on", "with"]).any(|word| clause(&word))
    }

    /// `(a, b), (c, d)`
    pub(super) fn rows(&mut self, query: &mut Query) -> Option<()> {
        loop {
            let reads = self.reads.len();
            let read = query.values_rows < ROWS_READ;
            self.row(read, &mut query.expressions)?;
            if !read {
                self.reads.truncate(reads);
            }
            query.values_rows += 1;
            if !self.accept_kind(TokenKind::Comma) {
                return Some(());
            }
        }
    }

    /// `LIMIT a OFFSET b`: what is left out.
    fn limit(&mut self, query: &mut Query) -> Option<Option<Expr>> {
        let mut offset = None;
        loop {
            if self.accept("limit") {
                self.doubt_if(query.has_limit);
                query.has_limit = true;
                if !self.accept("all") {
                    self.expr()?;
                }
            } else if self.accept("offset") {
                self.doubt_if(offset.is_some());
                offset = Some(self.expr()?);
                let counted = self.accept("row") || self.accept("rows");
                self.doubt_if(counted);
            } else {
                return Some(offset);
            }
        }
    }

    /// What may read nothing, since the tree would give that at another place.
    pub(super) fn without_reads<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let reads = self.reads.len();
        let found = read(self)?;
        (self.reads.len() == reads).then_some(found)
    }

    /// `WITH name AS (query), …`: their names are in scope until the caller ends it.
    pub(super) fn with(&mut self, query: &mut Query) -> Option<()> {
        if !self.accept("with") {
            return Some(());
        }
        if self.accept("recursive") {
            let start = self.at;
            loop {
                let name = self.cte_head()?;
                self.skip_group()?;
                self.ctes.push(name);
                if !self.accept_kind(TokenKind::Comma) {
                    break;
                }
            }
            self.at = start;
        }
        loop {
            let name = self.cte_head()?;
            if !self.is_query_ahead(1) {
                return None;
            }
            self.expect_kind(TokenKind::Open)?;
            let (inner, limited) = self.folded(query, |quick, inner| quick.read_query(inner))?;
            query.expressions.extend(inner);
            self.expect_kind(TokenKind::Close)?;
            if limited {
                self.limited.push(name.clone());
            }
            self.ctes.push(name);
            if !self.accept_kind(TokenKind::Comma) {
                return Some(());
            }
        }
    }

    /// `name (columns) AS MATERIALIZED`
    fn cte_head(&mut self) -> Option<crate::ast::Name> {
        let name = self.name()?;
        if self.is_kind(TokenKind::Open) {
            self.ident_list()?;
        }
        self.expect("as")?;
        let negated = self.accept("not");
        (self.accept("materialized") || !negated).then_some(name)
    }

    /// Past what stands in parentheses.
    pub(super) fn skip_group(&mut self) -> Option<()> {
        self.expect_kind(TokenKind::Open)?;
        let mut depth = 1usize;
        while depth > 0 {
            match self.peek()?.kind {
                TokenKind::Open => depth += 1,
                TokenKind::Close => depth -= 1,
                _ => {}
            }
            self.at += 1;
        }
        Some(())
    }
}
