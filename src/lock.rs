//! PostgreSQL's eight table lock modes and which of them exclude each other.

use std::fmt;

/// A table-level lock mode, weakest first (PostgreSQL manual, 13.3.1 Table-Level Locks).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LockMode {
    AccessShare,
    RowShare,
    RowExclusive,
    ShareUpdateExclusive,
    Share,
    ShareRowExclusive,
    Exclusive,
    AccessExclusive,
}

use LockMode::*;

impl LockMode {
    pub const ALL: [LockMode; 8] = [
        AccessShare,
        RowShare,
        RowExclusive,
        ShareUpdateExclusive,
        Share,
        ShareRowExclusive,
        Exclusive,
        AccessExclusive,
    ];

    /// The mode as `LOCK TABLE` spells it.
    pub fn name(self) -> &'static str {
        match self {
            AccessShare => "ACCESS SHARE",
            RowShare => "ROW SHARE",
            RowExclusive => "ROW EXCLUSIVE",
            ShareUpdateExclusive => "SHARE UPDATE EXCLUSIVE",
            Share => "SHARE",
            ShareRowExclusive => "SHARE ROW EXCLUSIVE",
            Exclusive => "EXCLUSIVE",
            AccessExclusive => "ACCESS EXCLUSIVE",
        }
    }

    /// The manual's conflict table (Table 13.2).
    pub fn conflicts_with(self, other: LockMode) -> bool {
        let weakest_conflicting_with = |mode| match mode {
            AccessShare => AccessExclusive,
            RowShare => Exclusive,
            RowExclusive => Share,
            ShareUpdateExclusive => ShareUpdateExclusive,
            Share => RowExclusive,
            ShareRowExclusive => RowExclusive,
            Exclusive => RowShare,
            AccessExclusive => AccessShare,
        };
        // SHARE is the one mode that lets its own kind in while excluding weaker ones.
        !(self == Share && other == Share) && other >= weakest_conflicting_with(self)
    }

    /// Whether a plain SELECT has to wait.
    pub fn blocks_reads(self) -> bool {
        self.conflicts_with(AccessShare)
    }

    /// Whether INSERT, UPDATE, DELETE and MERGE have to wait.
    pub fn blocks_writes(self) -> bool {
        self.conflicts_with(RowExclusive)
    }

    /// Who waits, in the words of a message: "every read and write", "every write", …
    pub fn who_waits(self) -> &'static str {
        match self {
            AccessExclusive => "every read and write",
            Exclusive => "every write and SELECT … FOR UPDATE",
            ShareRowExclusive | Share => "every write",
            ShareUpdateExclusive => "autovacuum and other schema changes",
            RowExclusive | RowShare => "schema changes",
            AccessShare => "only DROP, TRUNCATE and most ALTER TABLE",
        }
    }
}

impl fmt::Display for LockMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
