//! Simulates a history: every migration in order, each statement against the catalog that the ones before it left.

use std::sync::Arc;

use rayon::prelude::*;

use super::called::called_here;
use super::derived::Derived;
use super::lookup::StepIndex;
use super::{
    Application, Down, History, HistorySource, Migration, MigrationSource, Script, ScriptSource, Step, Tool,
    TransactionUnit,
};
use crate::ast::{BlockStatement, ParsedStatement, Statement, Transaction};
use crate::catalog::{Baseline, Catalog, OpenTransaction, Place, ScriptId, TransactionKind};
use crate::effects::{Effects, InTransaction, runs_unseen_code, unseen_code_says};
use crate::parse::{self, Comment, Masked, MaskedKind, ParseOptions, Parsed, SyntaxError};
use crate::source::Span;
use crate::version::PgVersion;

/// What the configuration says about the server and the texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReplayOptions {
    pub version: PgVersion,
    /// Somebody said which version it is: it is not the default.
    pub version_given: bool,
    pub placeholders: Vec<(String, String)>,
    /// Settings that the tool or the role gives every session: `lock_timeout`, `search_path`, `timezone`.
    pub settings: Vec<(String, String)>,
}

/// Parses a history in parallel and simulates it in order.
pub fn replay(history: HistorySource, options: &ReplayOptions) -> History {
    let parsed: Vec<Read> =
        history.migrations.par_iter().map(|migration| Read::of(migration, options)).collect();
    let mut replay = Replay::new(history.tool, history.baseline, &history.settings, options);
    let migrations = history.migrations.into_iter().zip(parsed);
    let migrations = migrations.map(|(source, read)| replay.migration(source, read)).collect();
    History {
        tool: history.tool,
        root: history.root,
        version_given: options.version_given,
        settings: history.settings,
        migrations,
        ordering: history.ordering,
        edits: history.edits,
        end: replay.catalog,
        application: Application::default(),
        derived: Derived::default(),
    }
}

/// What stands in the scripts of one migration.
#[derive(Clone, Default)]
pub(super) struct Read {
    up: Option<ReadScript>,
    down: Option<ReadScript>,
}

#[derive(Clone, Default)]
struct ReadScript {
    statements: Vec<Arc<ParsedStatement>>,
    comments: Vec<Comment>,
    errors: Vec<SyntaxError>,
    masked: Vec<Masked>,
}

impl Read {
    pub(super) fn of(migration: &MigrationSource, options: &ReplayOptions) -> Self {
        let read = |script: &ScriptSource| {
            let Parsed { statements, comments, errors, masked } =
                parse::parse(&script.source, &parse_options(script, options));
            ReadScript {
                statements: statements.into_iter().map(Arc::new).collect(),
                comments,
                errors,
                masked,
            }
        };
        Self { up: migration.up.as_ref().map(read), down: migration.down.script().map(read) }
    }

    /// What was read of a migration that was simulated before.
    pub(super) fn again(migration: &Migration) -> Self {
        let read = |script: &Script| ReadScript {
            statements: script
                .steps
                .iter()
                .filter(|step| step.within.is_none())
                .map(|step| Arc::clone(&step.statement))
                .collect(),
            comments: script.comments.clone(),
            errors: script.errors.clone(),
            masked: script.masked.clone(),
        };
        Self { up: migration.up.as_ref().map(read), down: migration.down.script().map(read) }
    }
}

fn parse_options(script: &ScriptSource, options: &ReplayOptions) -> ParseOptions {
    ParseOptions {
        placeholders: options.placeholders.clone(),
        sections: script.sections.clone(),
        separators: script.separators.clone(),
    }
}

/// The state between two migrations; a clone of it costs little.
#[derive(Clone, Debug)]
pub(super) struct Replay {
    tool: &'static Tool,
    version: PgVersion,
    pub(super) scripts: u32,
    pub(super) transactions: u32,
    pub(super) catalog: Catalog,
}

impl Replay {
    /// Before the first migration. What the options say counts more than what the tool does.
    pub(super) fn new(
        tool: &'static Tool,
        baseline: Baseline,
        of_tool: &[(String, String)],
        options: &ReplayOptions,
    ) -> Self {
        let mut catalog = Catalog::new(baseline);
        for (name, value) in of_tool.iter().chain(&options.settings) {
            catalog.configure(name, value);
        }
        Self { tool, version: options.version, scripts: 0, transactions: 0, catalog }
    }

    pub(super) fn migration(&mut self, source: MigrationSource, read: Read) -> Migration {
        let mut catalog = std::mem::take(&mut self.catalog);
        let first = ScriptId(self.scripts);
        if (source.up.is_none() || source.unordered)
            && let Some(last) = self.scripts.checked_sub(1)
        {
            // After all that was there, and before all that follows.
            let span = Span { start: u32::MAX, end: u32::MAX };
            catalog.note_unseen(Place { script: ScriptId(last), span });
        }
        // The way back runs another day: what its own way forward has set is not there.
        let left = self.tool.keeps("search_path").then(|| catalog.session.path_to_leave()).flatten();
        let begin = |script: &ScriptSource, catalog: &mut Catalog| match script.unit {
            TransactionUnit::AllPending => {}
            TransactionUnit::Script => catalog.reset_session(),
            _ => catalog.reset_session_but(left.clone()),
        };
        let up = source.up.zip(read.up).map(|(script, read)| {
            begin(&script, &mut catalog);
            self.script(script, read, &mut catalog)
        });
        let down = match source.down {
            Down::Script(script) => {
                let mut apart = catalog.clone();
                begin(&script, &mut apart);
                Down::Script(self.script(script, read.down.unwrap_or_default(), &mut apart))
            }
            Down::Missing { expected } => Down::Missing { expected },
            Down::NotExpected => Down::NotExpected,
            Down::Code => Down::Code,
        };
        self.catalog = catalog;
        Migration {
            version: source.version,
            name: source.name,
            repeatable: source.repeatable,
            judged: source.judged,
            up,
            down,
            first,
        }
    }

    fn script(&mut self, source: ScriptSource, read: ReadScript, catalog: &mut Catalog) -> Script {
        let id = ScriptId(self.scripts);
        self.scripts += 1;
        let before = catalog.clone();
        let whole = opens_transaction(source.unit, read.statements.len());
        if let Some(kind) = whole {
            self.begin(catalog, kind, source.unit == TransactionUnit::AllPending);
        }
        let mut steps = Vec::with_capacity(read.statements.len());
        let mut included = read.masked.iter().filter(|part| part.kind == MaskedKind::Include).peekable();
        for statement in read.statements {
            while let Some(part) = included.next_if(|part| part.span.start < statement.span.start) {
                catalog.note_unseen(Place { script: id, span: part.span });
            }
            let text = source.source.slice(statement.span);
            self.statement(statement, text, id, catalog, &mut steps);
            // A COMMIT inside one message ends a transaction, and what follows in the message is the next one.
            if whole == Some(TransactionKind::Implicit) && catalog.session.transaction.is_none() {
                self.begin(catalog, TransactionKind::Implicit, false);
            }
        }
        if let Some(part) = included.last() {
            catalog.note_unseen(Place { script: id, span: part.span });
        }
        // A tool that keeps one transaction over all files keeps it open; every other one commits or disconnects.
        if source.unit != TransactionUnit::AllPending {
            catalog.end_session_transaction();
        }
        Script {
            id,
            source: source.source,
            unit: source.unit,
            directive: source.directive,
            shared_with: source.shared_with,
            sections: source.sections,
            index: StepIndex::of(&steps),
            steps,
            comments: read.comments,
            errors: read.errors,
            masked: read.masked,
            before,
            after: catalog.clone(),
        }
    }

    fn begin(&mut self, catalog: &mut Catalog, kind: TransactionKind, keep_open: bool) {
        if keep_open && catalog.session.transaction.is_some() {
            return;
        }
        self.transactions += 1;
        catalog.begin(OpenTransaction::new(self.transactions, kind));
    }

    fn statement(
        &mut self,
        statement: Arc<ParsedStatement>,
        text: &str,
        id: ScriptId,
        catalog: &mut Catalog,
        steps: &mut Vec<Step>,
    ) {
        let alone = catalog.session.transaction.is_none();
        match &statement.kind {
            Statement::Transaction(Transaction::Begin) if alone => {
                self.begin(catalog, TransactionKind::Explicit, false);
                steps.push(Step::new(statement, catalog.clone(), Effects::default()));
                return;
            }
            Statement::Transaction(_) => {}
            _ if alone => self.begin(catalog, TransactionKind::Single, false),
            _ => {}
        }
        catalog.assume(&statement.kind);
        let before = catalog.clone();
        catalog.apply(&statement, id, self.version);
        let called = called_here(&statement.kind, id, &before);
        if called.as_ref().is_none_or(|function| function.statements.are_dynamic()) {
            note_unseen(&statement, text, id, &before, catalog);
        }
        let effects = Effects::between(&statement.kind, &before, catalog, self.version);
        let outer = steps.len();
        steps.push(Step::new(Arc::clone(&statement), before, effects));
        if let Some(kind) = steps[outer].begins_anew() {
            self.begin(catalog, kind, false);
        }
        let inside = match (&statement.kind, &called) {
            (Statement::Do(block), _) => block.statements.as_slice(),
            (_, Some(function)) => &function.statements,
            _ => &[],
        };
        steps[outer].is_block |= !inside.is_empty();
        for inner in inside {
            self.inner(inner, outer, id, catalog, steps);
        }
        if alone && !matches!(statement.kind, Statement::Transaction(_)) {
            catalog.end_session_transaction();
        }
    }

    /// A statement inside a `DO` block or a function that is called: a step of its own, whose effects are also the
    /// block's.
    fn inner(
        &mut self,
        inner: &BlockStatement,
        outer: usize,
        id: ScriptId,
        catalog: &mut Catalog,
        steps: &mut Vec<Step>,
    ) {
        catalog.assume(&inner.statement.kind);
        let before = catalog.clone();
        self.apply_inner(&inner.statement, id, catalog);
        note_unseen(&inner.statement, "", id, &before, catalog);
        let mut effects = Effects::between(&inner.statement.kind, &before, catalog, self.version);
        // Whether it may commit here depends on where the whole block runs, which the block's own effects say.
        if matches!(inner.statement.kind, Statement::Call(_) | Statement::Do(_)) {
            effects.transaction = InTransaction::Allowed;
        }
        if inner.repeated {
            effects.repeat(&before);
        }
        steps[outer].effects.absorb(&effects, !inner.conditional);
        let mut step = Step::new(Arc::new(inner.statement.clone()), before, effects);
        step.within = Some(outer);
        step.conditional = inner.conditional;
        step.guarded = inner.guarded;
        step.handled = inner.handled;
        step.only_repeated = inner.only_repeated;
        steps.push(step);
    }
}

impl Replay {
    /// A COMMIT inside a block ends the transaction that the block has to itself, and begins the next one. In any other
    /// it fails, and the transaction is still there.
    fn apply_inner(&mut self, statement: &ParsedStatement, id: ScriptId, catalog: &mut Catalog) {
        let ends = matches!(
            &statement.kind,
            Statement::Transaction(Transaction::Commit { .. } | Transaction::Rollback { .. })
        );
        let open = catalog.session.transaction.as_ref().map(|open| open.kind);
        if ends && open != Some(TransactionKind::Single) {
            return;
        }
        catalog.apply(statement, id, self.version);
        if ends {
            self.begin(catalog, TransactionKind::Single, false);
        }
    }
}

impl Step {
    fn new(statement: Arc<ParsedStatement>, before: Catalog, effects: Effects) -> Self {
        let is_block = matches!(statement.kind, Statement::Do(_));
        Self {
            statement,
            before,
            effects,
            within: None,
            is_block,
            conditional: false,
            guarded: false,
            handled: false,
            only_repeated: false,
        }
    }
}

fn note_unseen(
    statement: &ParsedStatement,
    text: &str,
    script: ScriptId,
    before: &Catalog,
    after: &mut Catalog,
) {
    if runs_unseen_code(&statement.kind, before) {
        let place = Place { script, span: statement.span };
        let says = |word| unseen_code_says(&statement.kind, before, text, word);
        after.note_unseen(place);
        after.note_unseen_parts(place, says("trigger"), says("policy"));
    }
}

/// The transaction that is open before a script's first statement.
fn opens_transaction(unit: TransactionUnit, statements: usize) -> Option<TransactionKind> {
    match unit {
        TransactionUnit::AllPending | TransactionUnit::PerFile | TransactionUnit::PerChangeset => {
            Some(TransactionKind::Managed)
        }
        TransactionUnit::PerFileImplicit | TransactionUnit::OptOutButImplicit if statements > 1 => {
            Some(TransactionKind::Implicit)
        }
        TransactionUnit::PerFileImplicit
        | TransactionUnit::OptOutButImplicit
        | TransactionUnit::PerStatement
        | TransactionUnit::Script => None,
    }
}
