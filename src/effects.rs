//! What a statement does to the relations that exist: locks, rewrites, scans, index builds, losses.
//!
//! One file per family of statements. `alter_table` has the table from action to lock mode; `column_type` the rules
//! of type changes; `proof` what a valid CHECK makes superfluous; `volatility` which functions are volatile.

use crate::ast::{ParsedStatement, Statement};
use crate::catalog::{Catalog, QualifiedName, RelationId, ScriptId};
use crate::lock::LockMode;
use crate::source::Span;
use crate::version::PgVersion;

mod add_column;
mod alter_table;
mod column_type;
mod constraint;
mod create;
mod dependency;
mod dml;
mod domain;
mod domain_value;
mod drop;
mod expression_type;
mod folded;
mod foreign_key;
mod immutable;
mod index;
mod insert_select;
mod limited;
mod literal;
mod maintenance;
mod misspelled;
mod no_cast;
mod not_null;
mod operator_class;
mod partition;
mod partition_bound;
mod prediction;
mod proof;
mod publication;
mod query;
mod rename;
mod retyped;
mod routine;
mod sequence;
mod single_row;
mod storage;
mod target;
mod transaction;
mod trigger;
mod type_change;
mod unseen;
mod view;
mod volatility;
mod wrong_kind;

pub use column_type::casts_directly;
pub use dependency::{Object, callers, cascade, constraint_mentions, index_mentions, possible_callers};
pub use domain_value::{is_text, keeps_text, with_value};
pub use folded::{calls_left, truth};
pub use foreign_key::{KeyMatch, key_match};
pub use immutable::mutable_part;
pub use insert_select::placement;
pub use misspelled::meant_type;
pub use partition::{is_maximum, is_minimum};
pub use partition_bound::{columns_left_out, unique_columns};
use prediction::Prediction;
pub use retyped::refuses_type;
pub use sequence::named_in as sequences_named_in;
pub use single_row::holds_one_row;
pub use target::{Target, Unrestricted, always_true};
pub use type_change::type_words;
pub use unseen::{runs_unseen_code, unseen_code_says};
pub use volatility::{FunctionVolatility, function_volatility, is_built_in_reader};

/// Everything predicted of one statement.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effects {
    /// One entry for each relation that existed before, with the strongest mode.
    pub locks: Vec<Lock>,
    pub work: Vec<Work>,
    pub losses: Vec<Loss>,
    pub transaction: InTransaction,
    /// The server will refuse it, whatever the data.
    pub failure: Option<Failure>,
    /// What had to be guessed, because the history does not tell: the worse case was taken.
    pub unknowns: Vec<Unknown>,
}

/// What the history does not tell and the prediction depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// The type of a column that is changed.
    ColumnType(RelationId, crate::ast::Name),
    /// Whether a column can hold nulls.
    Nullability(RelationId, crate::ast::Name),
    /// Whether a function is volatile: it is neither built in nor created here.
    Volatility(crate::ast::Name),
    /// The partitions of a table that has none as far as the history tells: the work on them is put on the table.
    Partitions(RelationId),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lock {
    pub relation: RelationId,
    pub mode: LockMode,
    pub reason: LockReason,
    /// The mode whatever rows there are and wherever an IF leads; none where it may not be locked at all.
    pub sure: Option<LockMode>,
}

/// Why a statement locks a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LockReason {
    /// The statement names it.
    Target,
    /// A foreign key of the target points at it.
    Referenced,
    /// Its foreign key points at the target.
    Referencing,
    /// A partition or inheritance child of the target.
    Child,
    /// The target is its partition or child.
    Parent,
    /// The default partition beside the target.
    DefaultPartition,
    /// An index of the target, or the target's index's table.
    Index,
    /// A query reads it.
    Read,
    /// A query changes its rows.
    Written,
    /// CASCADE reaches it, or it uses what is changed: a view, a column of a type.
    Dependent,
    /// A sequence that a column owns.
    Owned,
}

/// Work that grows with the size of a relation.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    pub relation: RelationId,
    pub kind: WorkKind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum WorkKind {
    /// Every row is written anew, and every index with it.
    Rewrite,
    /// It gets a new file in a moment, since the file is empty or holds one row: TRUNCATE, a sequence's restart.
    NewFile,
    /// Every row is read, to verify or validate a constraint.
    Scan,
    /// An index is built, or built again.
    IndexBuild { index: QualifiedName },
    /// Rows are read, by a query or to check them: all of them unless it is bounded.
    Read { bounded: bool },
    /// Rows are changed: all of them unless it is bounded.
    Write { bounded: bool },
}

/// Something that is gone afterwards.
#[derive(Clone, Debug, PartialEq)]
pub enum Loss {
    /// The rows of a relation, by DROP or TRUNCATE.
    Rows(RelationId),
    /// The values of a column.
    Column(RelationId, crate::ast::Name),
}

/// Whether the server runs it inside a transaction block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InTransaction {
    #[default]
    Allowed,
    /// With the words that the server calls it by: `CREATE INDEX CONCURRENTLY`.
    Refused(&'static str),
}

/// An error that the server is certain to raise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The server's own sentence.
    pub message: String,
    /// SQLSTATE.
    pub code: &'static str,
}

impl Effects {
    /// What the statement does, given the catalog before it. Relations that the statement names are in that catalog:
    /// [`Catalog::assume`] has put there what nobody made.
    pub fn of(statement: &Statement, before: &Catalog, version: PgVersion) -> Effects {
        let mut after = before.clone();
        let parsed = ParsedStatement { kind: statement.clone(), span: Span::default() };
        after.apply(&parsed, ScriptId(u32::MAX), version);
        Self::between(statement, before, &after, version)
    }

    /// The same where the catalog after the statement is at hand, from which the names of new indexes are taken.
    pub fn between(statement: &Statement, before: &Catalog, after: &Catalog, version: PgVersion) -> Effects {
        let mut prediction = Prediction::new(before, version);
        prediction.statement(statement);
        prediction.new_indexes(statement, after);
        prediction.refuse_incompatible_keys(statement, after);
        prediction.refuse_unmatched_keys(statement, after);
        prediction.finish()
    }

    /// Adds a lock, keeping the strongest mode for each relation and the reason that asked for it.
    pub fn lock(&mut self, relation: RelationId, mode: LockMode, reason: LockReason) {
        self.add_lock(Lock { relation, mode, reason, sure: Some(mode) });
    }

    fn add_lock(&mut self, lock: Lock) {
        let Some(known) = self.locks.iter_mut().find(|known| known.relation == lock.relation) else {
            self.locks.push(lock);
            return;
        };
        known.sure = known.sure.max(lock.sure);
        if known.mode < lock.mode {
            (known.mode, known.reason) = (lock.mode, lock.reason);
        }
    }

    pub fn work(&mut self, relation: RelationId, kind: WorkKind) {
        let work = Work { relation, kind };
        if !self.work.contains(&work) {
            self.work.push(work);
        }
    }

    /// The mode in which a relation is locked.
    pub fn lock_on(&self, relation: RelationId) -> Option<LockMode> {
        self.locks.iter().find(|lock| lock.relation == relation).map(|lock| lock.mode)
    }

    pub fn rewrites(&self, relation: RelationId) -> bool {
        self.does(relation, |kind| *kind == WorkKind::Rewrite)
    }

    pub fn scans(&self, relation: RelationId) -> bool {
        self.does(relation, |kind| *kind == WorkKind::Scan)
    }

    pub fn builds_index_on(&self, relation: RelationId) -> bool {
        self.does(relation, |kind| matches!(kind, WorkKind::IndexBuild { .. }))
    }

    /// Whether any work in it grows with the size of a table.
    pub fn is_slow(&self) -> bool {
        self.work.iter().any(|work| work.kind.is_slow())
    }

    fn does(&self, relation: RelationId, what: impl Fn(&WorkKind) -> bool) -> bool {
        self.work.iter().any(|work| work.relation == relation && what(&work.kind))
    }

    /// Adds another statement's effects to these, as a block does with what it holds.
    pub fn absorb(&mut self, other: &Effects, surely: bool) {
        for lock in &other.locks {
            self.add_lock(Lock { sure: lock.sure.filter(|_| surely), ..*lock });
        }
        for work in &other.work {
            self.work(work.relation, work.kind.clone());
        }
        for loss in &other.losses {
            self.loss(loss.clone());
        }
        for unknown in &other.unknowns {
            self.unknown(unknown.clone());
        }
    }

    /// The same statement in a loop, over and over in one transaction: what changes a few rows at a time has changed many
    /// in the end.
    pub fn repeat(&mut self, before: &Catalog) {
        for work in &mut self.work {
            let one_row = before.relation(work.relation).is_some_and(|table| holds_one_row(before, table));
            if let WorkKind::Write { bounded } = &mut work.kind {
                *bounded &= one_row;
            }
        }
    }

    pub fn loss(&mut self, loss: Loss) {
        if !self.losses.contains(&loss) {
            self.losses.push(loss);
        }
    }

    pub fn unknown(&mut self, unknown: Unknown) {
        if !self.unknowns.contains(&unknown) {
            self.unknowns.push(unknown);
        }
    }
}

impl WorkKind {
    pub fn is_slow(&self) -> bool {
        match self {
            WorkKind::Rewrite | WorkKind::Scan | WorkKind::IndexBuild { .. } => true,
            WorkKind::NewFile => false,
            WorkKind::Read { bounded } | WorkKind::Write { bounded } => !bounded,
        }
    }

    /// What it is called in a message: "rewritten", "scanned", …
    pub fn past_participle(&self) -> &'static str {
        match self {
            WorkKind::Rewrite => "rewritten",
            WorkKind::NewFile => "emptied",
            WorkKind::Scan => "scanned",
            WorkKind::IndexBuild { .. } => "indexed",
            WorkKind::Read { .. } => "read",
            WorkKind::Write { .. } => "written to",
        }
    }
}
