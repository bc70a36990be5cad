//! CREATE TRIGGER.

use super::Quick;
use crate::ast::{CreateTrigger, Statement, TriggerEvents, TriggerTiming};
use crate::parse::scan::TokenKind;

impl Quick<'_> {
    /// After `CREATE [OR REPLACE] TRIGGER`.
    pub(super) fn create_trigger(&mut self, or_replace: bool) -> Option<Statement> {
        let name = self.ident()?;
        let timing = if self.accept("before") {
            TriggerTiming::Before
        } else if self.accept("after") {
            TriggerTiming::After
        } else if self.accept_all(&["instead", "of"]) {
            TriggerTiming::InsteadOf
        } else {
            return None;
        };
        let mut events = TriggerEvents::default();
        let mut columns = Vec::new();
        loop {
            if self.accept("insert") {
                self.doubt_if(events.insert);
                events.insert = true;
            } else if self.accept("delete") {
                self.doubt_if(events.delete);
                events.delete = true;
            } else if self.accept("truncate") {
                self.doubt_if(events.truncate);
                events.truncate = true;
            } else {
                self.expect("update")?;
                self.doubt_if(events.update);
                events.update = true;
                if self.accept("of") {
                    columns.push(self.name()?);
                    while self.accept_kind(TokenKind::Comma) {
                        columns.push(self.name()?);
                    }
                }
            }
            if !self.accept("or") {
                break;
            }
        }
        self.expect("on")?;
        let table = self.object()?;
        if self.accept("referencing") {
            self.transition_tables()?;
        }
        let mut row = false;
        if self.accept("for") {
            self.accept("each");
            row = self.accept("row");
            if !row {
                self.expect("statement")?;
            }
        }
        let mut when = None;
        if self.accept("when") {
            self.doubt();
            self.expect_kind(TokenKind::Open)?;
            when = Some(self.without_reads(Self::expr_at)?);
            self.expect_kind(TokenKind::Close)?;
        }
        self.expect("execute")?;
        if !self.accept("function") {
            self.expect("procedure")?;
        }
        let called = self.at;
        let function = self.object()?;
        if function.schema.is_none() {
            self.doubt_unqualified(called, &function.name);
        }
        self.expect_kind(TokenKind::Open)?;
        if !self.is_kind(TokenKind::Close) {
            self.string()?;
            while self.accept_kind(TokenKind::Comma) {
                self.string()?;
            }
        }
        self.expect_kind(TokenKind::Close)?;
        Some(Statement::CreateTrigger(Box::new(CreateTrigger {
            name,
            table,
            or_replace,
            constraint: false,
            row,
            timing,
            events,
            columns,
            when,
            function,
            deferrable: false,
            initially_deferred: false,
            references: None,
        })))
    }

    /// `NEW TABLE AS name`, `OLD TABLE AS name`
    fn transition_tables(&mut self) -> Option<()> {
        self.doubt();
        while self.accept("new") || self.accept("old") {
            if !self.accept("table") {
                self.expect("row")?;
            }
            self.accept("as");
            self.name()?;
        }
        Some(())
    }
}
