//! INSERT, UPDATE and DELETE.

use super::Quick;
use crate::ast::{
    Arbiter, ConflictAction, Delete, Expr, ExprAt, Ident, Insert, Name, Query, Statement, Update,
};
use crate::parse::scan::TokenKind;

impl Quick<'_> {
    /// A statement that begins with WITH.
    pub(super) fn with_statement(&mut self) -> Option<Statement> {
        let start = self.at;
        let mut source = Query::default();
        self.with(&mut source)?;
        match self.text().to_ascii_lowercase().as_str() {
            "insert" => self.insert(source),
            "update" => self.update(source),
            "delete" => self.delete(source),
            _ => {
                self.at = start;
                self.ctes.clear();
                self.reads.clear();
                self.select()
            }
        }
    }

    /// `INSERT INTO table [(columns)] query [ON CONFLICT …] [RETURNING …]`
    pub(super) fn insert(&mut self, mut with: Query) -> Option<Statement> {
        self.accept_all(&["insert", "into"]).then_some(())?;
        with.relations = self.reads.clone();
        let table = self.object()?;
        if self.accept("as") {
            self.name()?;
        }
        let columns = if self.is_kind(TokenKind::Open) { self.ident_list()? } else { Vec::new() };
        let source = Some(self.query()?);
        let (arbiter, on_conflict) = match self.accept_all(&["on", "conflict"]) {
            true => {
                let arbiter = self.arbiter()?;
                (arbiter, Some(self.on_conflict(&mut with)?))
            }
            false => (None, None),
        };
        self.returning(&mut with)?;
        Some(Statement::Insert(Box::new(Insert { table, columns, source, on_conflict, arbiter, with })))
    }

    /// `ON CONSTRAINT name` or `(columns) [WHERE …]`; anything but columns is not told.
    fn arbiter(&mut self) -> Option<Option<Arbiter>> {
        if self.accept_all(&["on", "constraint"]) {
            return Some(Some(Arbiter::Constraint(self.name()?)));
        }
        if !self.is_kind(TokenKind::Open) {
            return Some(None);
        }
        let start = self.at;
        let columns = self.ident_list();
        if columns.is_none() {
            self.at = start;
            self.doubtful(Self::skip_group)?;
        }
        let mut columns: Option<Vec<Name>> =
            columns.map(|columns| columns.into_iter().map(|column| column.name).collect());
        if self.accept("where") {
            let reads = self.reads.len();
            self.expr()?;
            self.reads.truncate(reads);
            columns = None;
        }
        Some(columns.map(Arbiter::Columns))
    }

    fn on_conflict(&mut self, with: &mut Query) -> Option<ConflictAction> {
        self.expect("do")?;
        if self.accept("nothing") {
            return Some(ConflictAction::Nothing);
        }
        self.accept_all(&["update", "set"]).then_some(())?;
        with.expressions.extend(self.assignments()?.into_iter().map(|(_, value)| value));
        if self.accept("where") {
            with.expressions.push(self.expr()?);
        }
        Some(ConflictAction::Update)
    }

    /// `UPDATE table [alias] SET column = value, … [FROM …] [WHERE …] [RETURNING …]`
    pub(super) fn update(&mut self, mut source: Query) -> Option<Statement> {
        self.expect("update")?;
        let only = self.accept("only");
        let table = self.object()?;
        let alias = match self.accept("as") || !self.is("set") {
            true => Some(self.name()?),
            false => None,
        };
        self.expect("set")?;
        let set = self.at;
        let from = self.outer_from();
        let mut after = None;
        if let Some(from) = from {
            self.at = from + 1;
            self.list_of_sources(&mut source, &mut Vec::new())?;
            after = Some(self.at);
        }
        self.at = set;
        let assignments = self.assignments()?;
        if from.is_some_and(|from| from != self.at) {
            return None;
        }
        self.at = after.unwrap_or(self.at);
        source.aliases.extend(alias.clone().map(|alias| (alias, table.clone())));
        let where_clause = self.where_at()?;
        self.returning(&mut source)?;
        source.relations = self.reads.clone();
        Some(Statement::Update(Box::new(Update { table, alias, only, assignments, where_clause, source })))
    }

    /// The FROM that stands in no parentheses.
    fn outer_from(&self) -> Option<usize> {
        let mut depth = 0usize;
        let mut distinct = false;
        for (at, token) in self.tokens.iter().enumerate().skip(self.at) {
            match token.kind {
                TokenKind::Open | TokenKind::OpenBracket => depth += 1,
                TokenKind::Close | TokenKind::CloseBracket => depth = depth.saturating_sub(1),
                _ if depth > 0 => {}
                _ if token.is_word(self.source, "where") => return None,
                _ if token.is_word(self.source, "from") && !distinct => return Some(at),
                _ => {}
            }
            distinct = token.is_word(self.source, "distinct");
        }
        None
    }

    /// `column = value, …`
    fn assignments(&mut self) -> Option<Vec<(Ident, Expr)>> {
        let mut assignments = Vec::with_capacity(1);
        loop {
            let column = self.ident()?;
            if self.text() != "=" {
                return None;
            }
            self.at += 1;
            assignments.push((column, self.value_or_default()?));
            if !self.accept_kind(TokenKind::Comma) {
                return Some(assignments);
            }
        }
    }

    pub(super) fn value_or_default(&mut self) -> Option<Expr> {
        if self.accept("default") {
            return Some(Expr::Other { what: "default", parts: Vec::new() });
        }
        self.expr()
    }

    /// `DELETE FROM table [alias] [USING …] [WHERE …] [RETURNING …]`
    pub(super) fn delete(&mut self, mut source: Query) -> Option<Statement> {
        self.accept_all(&["delete", "from"]).then_some(())?;
        let only = self.accept("only");
        let table = self.object()?;
        let aliased = self.accept("as");
        let alias = match aliased || self.is_alias() {
            true => {
                // The grammar waits for an UPDATE's SET here.
                self.doubt_if(!aliased && self.is("set"));
                Some(self.name()?)
            }
            false => None,
        };
        if self.accept("using") {
            self.list_of_sources(&mut source, &mut Vec::new())?;
        }
        source.aliases.extend(alias.clone().map(|alias| (alias, table.clone())));
        let where_clause = self.where_at()?;
        self.returning(&mut source)?;
        source.relations = self.reads.clone();
        Some(Statement::Delete(Box::new(Delete { table, alias, only, where_clause, source })))
    }

    pub(super) fn where_at(&mut self) -> Option<Option<ExprAt>> {
        if !self.accept("where") {
            return Some(None);
        }
        if self.is("current") && self.is_ahead(1, "of") {
            return None;
        }
        self.expr_at().map(Some)
    }

    fn returning(&mut self, query: &mut Query) -> Option<()> {
        if !self.accept("returning") {
            return Some(());
        }
        loop {
            query.expressions.push(self.output()?.expr);
            if !self.accept_kind(TokenKind::Comma) {
                return Some(());
            }
        }
    }
}
