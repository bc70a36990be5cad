//! The code of a function, read when somebody asks for it.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, LazyLock};

use super::{BlockStatement, ParsedStatement};

/// Statements of a function's body, which are read when somebody asks: most functions are never called.
#[derive(Clone)]
pub struct BodyStatements(Arc<LazyLock<BodyCode, ReadBody>>);

type ReadBody = Box<dyn FnOnce() -> BodyCode + Send>;

/// What could be read of a function's body.
#[derive(Clone, Debug, Default)]
pub struct BodyCode {
    pub statements: Vec<BlockStatement>,
    /// EXECUTE runs text that is not a literal.
    pub dynamic: bool,
}

impl BodyStatements {
    pub fn new(read: impl FnOnce() -> BodyCode + Send + 'static) -> Self {
        Self(Arc::new(LazyLock::new(Box::new(read))))
    }

    /// Whether some of what the body runs is made up only then.
    pub fn are_dynamic(&self) -> bool {
        self.0.dynamic
    }
}

impl FromIterator<ParsedStatement> for BodyCode {
    fn from_iter<I: IntoIterator<Item = ParsedStatement>>(statements: I) -> Self {
        let plain = |statement| BlockStatement {
            statement,
            conditional: false,
            guarded: false,
            handled: false,
            repeated: false,
            only_repeated: false,
            executed: false,
        };
        Self { statements: statements.into_iter().map(plain).collect(), dynamic: false }
    }
}

impl Deref for BodyStatements {
    type Target = [BlockStatement];

    fn deref(&self) -> &[BlockStatement] {
        &self.0.statements
    }
}

impl<'a> IntoIterator for &'a BodyStatements {
    type Item = &'a BlockStatement;
    type IntoIter = std::slice::Iter<'a, BlockStatement>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Debug for BodyStatements {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}
