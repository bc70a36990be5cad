//! Views, materialized views and tables made from queries.

use std::sync::Arc;

use super::Quick;
use crate::ast::{CreateTableAs, CreateView, Ident, ObjectName, Persistence, Statement};
use crate::parse::scan::TokenKind;

impl Quick<'_> {
    /// After `CREATE [OR REPLACE] VIEW`.
    pub(super) fn create_view(&mut self, or_replace: bool) -> Option<Statement> {
        let name = self.object()?;
        let columns = self.view_columns()?;
        self.expect("as")?;
        let query = self.query()?;
        if self.accept("with") {
            if !self.accept("local") {
                self.accept("cascaded");
            }
            self.accept_all(&["check", "option"]).then_some(())?;
        }
        let (temporary, options) = (false, Vec::new());
        Some(Statement::CreateView(Box::new(CreateView {
            name,
            or_replace,
            temporary,
            columns,
            query: Arc::new(query),
            options,
        })))
    }

    fn view_columns(&mut self) -> Option<Vec<Ident>> {
        if self.is_kind(TokenKind::Open) { self.ident_list() } else { Some(Vec::new()) }
    }

    /// After `CREATE MATERIALIZED VIEW`.
    pub(super) fn create_materialized_view(&mut self) -> Option<Statement> {
        let if_not_exists = self.if_not_exists();
        let name = self.object()?;
        let columns = self.view_columns()?;
        self.made_from_query(name, true, if_not_exists, columns)
    }

    /// From `AS` on.
    pub(super) fn made_from_query(
        &mut self,
        name: ObjectName,
        materialized_view: bool,
        if_not_exists: bool,
        columns: Vec<Ident>,
    ) -> Option<Statement> {
        self.expect("as")?;
        let query = self.query()?;
        let mut with_data = true;
        if self.accept("with") {
            with_data = !self.accept("no");
            self.expect("data")?;
        }
        let persistence = Persistence::Permanent;
        Some(Statement::CreateTableAs(Box::new(CreateTableAs {
            name,
            materialized_view,
            if_not_exists,
            persistence,
            columns,
            query: Arc::new(query),
            with_data,
        })))
    }
}
