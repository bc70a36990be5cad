//! The SQL statements inside a block of PL/pgSQL, from its tokens.

use super::body::Body;
use crate::ast::BlockStatement;
use crate::source::Span;

/// What could be read of a block.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) statements: Vec<BlockStatement>,
    /// Where EXECUTE runs text that is not a literal.
    pub(super) dynamic: Vec<Span>,
}

pub(super) fn read(_source: &str, _body: &Body) -> Block {
    Block::default()
}
