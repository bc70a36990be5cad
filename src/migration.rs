//! One migration as steps {statement, catalog before, effects}: the unit its tool really runs it in, its way back,
//! and its lock timeline.

use std::ops::Range;
use std::sync::Arc;

use crate::ast::ParsedStatement;
use crate::catalog::{Baseline, Catalog, ScriptId};
use crate::effects::Effects;
use crate::parse::{Comment, Masked, SyntaxError};
use crate::source::{SourceFile, Span};

mod next;
mod application;
mod called;
mod changes;
mod circles;
mod derived;
mod lookup;
mod replay;
mod resume;
mod split;
mod start;
mod timeline;
mod tool;

pub use application::*;
pub use changes::*;
pub use circles::PolicyCircle;
use derived::Derived;
pub use derived::{SchemaCustoms, StepPlace};
use lookup::StepIndex;
pub use next::{Due, beside_script, sees_by_itself};
pub use replay::{ReplayOptions, replay};
pub use resume::Resumable;
pub use timeline::*;
pub use tool::*;

/// The transaction that a migration tool really runs a script in. A file that opts out of its transaction may still
/// be sent as one message, which the server runs as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TransactionUnit {
    /// One transaction around every pending migration.
    AllPending,
    /// BEGIN and COMMIT around each file.
    PerFile,
    /// Each file is one message: the server makes it one transaction when it holds more than one statement.
    PerFileImplicit,
    /// Each changeset of a file in its own transaction.
    PerChangeset,
    /// Every statement on its own.
    PerStatement,
    /// The file opted out of its transaction, but is still sent as one message.
    OptOutButImplicit,
    /// The file's own BEGIN and COMMIT decide, as in psql.
    Script,
}

impl TransactionUnit {
    /// The name in JSON and in the configuration.
    pub fn name(self) -> &'static str {
        match self {
            TransactionUnit::AllPending => "all-pending",
            TransactionUnit::PerFile => "per-file",
            TransactionUnit::PerFileImplicit => "per-file-implicit",
            TransactionUnit::PerChangeset => "per-changeset",
            TransactionUnit::PerStatement => "per-statement",
            TransactionUnit::OptOutButImplicit => "opt-out-but-implicit",
            TransactionUnit::Script => "script",
        }
    }

    pub const ALL: [TransactionUnit; 7] = [
        TransactionUnit::AllPending,
        TransactionUnit::PerFile,
        TransactionUnit::PerFileImplicit,
        TransactionUnit::PerChangeset,
        TransactionUnit::PerStatement,
        TransactionUnit::OptOutButImplicit,
        TransactionUnit::Script,
    ];

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.name() == name)
    }
}

/// A script as discovery found it: which parts of which file, and how its tool runs them.
#[derive(Clone, Debug)]
pub struct ScriptSource {
    pub source: Arc<SourceFile>,
    /// The parts that belong to it; empty means the whole file. What lies outside is read as blank.
    pub sections: Vec<Range<usize>>,
    /// Parts that end a statement although they are no semicolon: `--> statement-breakpoint`.
    pub separators: Vec<Range<usize>>,
    pub unit: TransactionUnit,
    /// Where the file says so, if it does: `-- no-transaction`.
    pub directive: Option<Span>,
    /// The other databases that the tool runs the same file on.
    pub shared_with: Vec<&'static str>,
}

impl ScriptSource {
    pub fn whole(source: Arc<SourceFile>, unit: TransactionUnit) -> Self {
        Self {
            source,
            sections: Vec::new(),
            separators: Vec::new(),
            unit,
            directive: None,
            shared_with: Vec::new(),
        }
    }
}

/// The way back that a migration's tool offers, and what there is of it.
#[derive(Clone, Debug)]
pub enum Down<T> {
    /// The tool has none, or the team does not write them.
    NotExpected,
    /// It should be there and is not: where the tool would look for it.
    Missing {
        expected: String,
    },
    /// It is written in another language than SQL.
    Code,
    Script(T),
}

impl<T> Down<T> {
    pub fn script(&self) -> Option<&T> {
        match self {
            Down::Script(script) => Some(script),
            _ => None,
        }
    }
}

/// A migration as discovery found it.
#[derive(Clone, Debug)]
pub struct MigrationSource {
    /// As the tool compares it: `20240131120000`, `3.10`.
    pub version: String,
    pub name: String,
    /// Runs again whenever it changes: Flyway's `R__`, Liquibase's `runOnChange`.
    pub repeatable: bool,
    /// It is to be judged; otherwise it is only there for the catalog.
    pub judged: bool,
    /// Nothing says when it runs: what others have made may not be there yet, or no longer.
    pub unordered: bool,
    /// Absent where it is written in another language than SQL, or could not be read: nothing is known of what it does.
    pub up: Option<ScriptSource>,
    pub down: Down<ScriptSource>,
}

/// A folder of migrations in the order they run.
#[derive(Clone, Debug)]
pub struct HistorySource {
    pub tool: &'static Tool,
    /// The folder, as the user knows it.
    pub root: String,
    pub baseline: Baseline,
    /// What the tool's own configuration gives every session: Flyway's schemas as the `search_path`.
    pub settings: Vec<(String, String)>,
    pub migrations: Vec<MigrationSource>,
    /// What discovery has to say about versions and order: for the rules on them.
    pub ordering: Vec<OrderingProblem>,
    /// Old migrations that were changed, where the caller knows: for the rule on them.
    pub edits: Vec<EditedMigration>,
}

impl ScriptSource {
    /// What it is made of.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let whole = self.sections.is_empty().then(|| self.source.text());
        whole
            .into_iter()
            .chain(self.sections.iter().filter_map(|section| self.source.text().get(section.clone())))
    }
}

impl HistorySource {
    /// About how many statements are in its scripts, those in functions too: the memory that it takes goes with them.
    pub fn statements_about(&self) -> usize {
        let scripts = self.migrations.iter().flat_map(|one| one.up.iter().chain(one.down.script()));
        let texts = scripts.flat_map(ScriptSource::texts);
        texts.map(|text| memchr::memchr_iter(b';', text.as_bytes()).count()).sum()
    }
}

/// Something wrong with the names or the order of the files.
#[derive(Clone, Debug)]
pub struct OrderingProblem {
    pub kind: OrderingKind,
    pub source: Arc<SourceFile>,
    /// What is wrong, as a sentence that names both files.
    pub message: String,
    pub other: Option<Arc<SourceFile>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderingKind {
    DuplicateVersion,
    /// The tool runs it at another place than a reader would think, or refuses it.
    OutOfOrder,
    /// The tool does not see the file at all.
    Unrecognized,
}

/// A folder of migrations, simulated.
#[derive(Debug)]
pub struct History {
    pub tool: &'static Tool,
    pub root: String,
    /// Somebody said which version of PostgreSQL it is for: it is not the default.
    pub version_given: bool,
    /// What the tool's own configuration gives every session.
    pub settings: Vec<(String, String)>,
    pub migrations: Vec<Migration>,
    pub ordering: Vec<OrderingProblem>,
    pub edits: Vec<EditedMigration>,
    /// The catalog after the last migration.
    pub end: Catalog,
    /// Where the application's code names what migrations give up; the driver looks, and puts it here.
    pub application: Application,
    /// What rules ask of the whole of it, found out once.
    pub(crate) derived: Derived,
}

#[derive(Debug)]
pub struct Migration {
    pub version: String,
    pub name: String,
    pub repeatable: bool,
    pub judged: bool,
    pub up: Option<Script>,
    pub down: Down<Script>,
    /// The id of its first script, or of the next script where it has none: rising through the history.
    first: ScriptId,
}

/// A script, simulated statement by statement.
#[derive(Debug)]
pub struct Script {
    pub id: ScriptId,
    pub source: Arc<SourceFile>,
    pub unit: TransactionUnit,
    pub directive: Option<Span>,
    /// The other databases that the tool runs the same file on.
    pub shared_with: Vec<&'static str>,
    pub sections: Vec<Range<usize>>,
    /// Every statement in the order they run; the statements inside a `DO` block follow it, and those of a
    /// function that the script makes and calls follow the call.
    pub steps: Vec<Step>,
    /// What is asked of the steps again and again, found out once.
    pub(crate) index: StepIndex,
    pub comments: Vec<Comment>,
    pub errors: Vec<SyntaxError>,
    pub masked: Vec<Masked>,
    pub before: Catalog,
    pub after: Catalog,
}

/// One statement, the catalog it meets, and what it does.
#[derive(Debug)]
pub struct Step {
    pub statement: Arc<ParsedStatement>,
    pub before: Catalog,
    pub effects: Effects,
    /// The index of the step whose `DO` block or called function it stands in.
    pub within: Option<usize>,
    /// The statements inside it follow as steps of their own, whose effects are also its own.
    pub is_block: bool,
    /// It may run or not.
    pub conditional: bool,
    /// A condition or a handler around it makes it safe to run twice.
    pub guarded: bool,
    /// A handler may take its error where it fails.
    pub handled: bool,
    /// Nothing makes it conditional but a loop that goes on for as long as there are rows.
    pub only_repeated: bool,
}

impl Step {
    /// Whether it may as well not run at all: a condition that does not ask the catalog decides. What a loop does for
    /// as long as there are rows is done where there are rows.
    pub fn may_be_left_out(&self) -> bool {
        self.conditional && !self.guarded && !self.only_repeated
    }

    pub fn span(&self) -> Span {
        self.statement.span
    }
}

impl Script {
    /// The catalog that a step leaves.
    pub fn after_step(&self, index: usize) -> &Catalog {
        self.steps.get(index + 1).map_or(&self.after, |next| &next.before)
    }

    /// Whether a relation was made by this script.
    pub fn creates(&self, origin: crate::catalog::Origin) -> bool {
        origin.created().is_some_and(|place| place.script == self.id)
    }
}
