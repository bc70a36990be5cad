//! A migration tool, as the rules and their messages need to know it.

/// What is the same for every migration of one tool. Each layout of `discover` declares its own.
#[derive(Debug)]
pub struct Tool {
    /// As its users call it: `golang-migrate`.
    pub name: &'static str,
    pub opt_out: OptOut,
    pub rollback: RollbackConvention,
    /// The table that it keeps applied versions in, as it is by default.
    pub ledger: Option<&'static str>,
}

/// How a script is taken out of its transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptOut {
    /// A line to put first: `-- no-transaction`. `splits` when the tool then sends each statement on its own.
    FirstLine {
        text: &'static str,
        splits: bool,
    },
    /// Another change in the file or beside it, in words that follow "to run it outside a transaction, ".
    Words {
        how: &'static str,
        splits: bool,
    },
    /// There is no transaction unless a file makes one or holds several statements.
    OneStatementPerFile,
    /// Statements already run one by one.
    NotNeeded,
    Impossible,
}

/// Where the way back is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RollbackConvention {
    /// A file of its own, named like `…down.sql`.
    File,
    /// A section of the same file, after this line.
    Section {
        marker: &'static str,
    },
    None,
}
