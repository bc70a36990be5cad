//! Statements about the transaction, the session and the whole server.

use super::{Name, ObjectKind, ObjectName, Statement};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Transaction {
    Begin,
    /// With `AND CHAIN` the next transaction begins at once.
    Commit {
        and_chain: bool,
    },
    Rollback {
        and_chain: bool,
    },
    Savepoint(Name),
    ReleaseSavepoint(Name),
    RollbackTo(Name),
    Prepare,
    CommitPrepared,
    RollbackPrepared,
}

impl Statement {
    /// COMMIT or ROLLBACK with `AND CHAIN`.
    pub fn chains(&self) -> bool {
        let Statement::Transaction(transaction) = self else { return false };
        matches!(
            transaction,
            Transaction::Commit { and_chain: true } | Transaction::Rollback { and_chain: true }
        )
    }
}

/// `SET`, `RESET` and `SELECT set_config(…)`.
#[derive(Clone, Debug, PartialEq)]
pub struct SetVariable {
    /// In lower case; `all` for `RESET ALL`.
    pub name: Name,
    /// Absent for `RESET` and `SET … TO DEFAULT`; a list is joined with commas.
    pub value: Option<Name>,
    /// `SET LOCAL`.
    pub local: bool,
}

#[derive(Clone, Debug)]
pub struct SetConstraints {
    /// Empty: ALL.
    pub constraints: Vec<ObjectName>,
    pub deferred: bool,
}

/// What concerns more than one database or the server itself.
#[derive(Clone, Debug)]
pub struct ClusterWide {
    /// The command tag: `CREATE DATABASE`, `ALTER SYSTEM`, `DROP SUBSCRIPTION`.
    pub command: &'static str,
    pub kind: ObjectKind,
    pub name: Option<Name>,
    pub if_exists: bool,
    /// `DROP SUBSCRIPTION` and `CREATE SUBSCRIPTION` that touch a replication slot refuse a transaction.
    pub refuses_transaction: bool,
}
