//! One finding under examination: its statement, the facts, and the database where it can be asked.

use serde::Deserialize;

use crate::ast::{AlterAction, AlterActionKind, AlterTable, ObjectName, Statement, quoted};
use crate::catalog::{QualifiedName, RelationId};
use crate::connect::{ProbeFailure, Session};
use crate::diagnostic::Diagnostic;
use crate::effects::WorkKind;
use crate::lock::LockMode;
use crate::migration::{History, Script, Step};
use crate::source::Span;

use super::answer::Answer;
use super::assertion;
use super::duration::{self, DurationModel, Seconds, Task};
use super::facts::{Facts, RelationFact};
use super::text;
use super::usage::Use;

/// What may be asked, and with what else is known.
pub struct Asking<'a> {
    /// Absent where a snapshot has to do.
    pub session: Option<&'a mut Session>,
    /// Rows may be read.
    pub read_rows: bool,
    /// Tables larger than this are not read.
    pub max_bytes: u64,
    pub model: DurationModel,
    /// Counters of an earlier day.
    pub earlier: Option<&'a Facts>,
}

/// Where a finding stands in a history.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub history: &'a History,
    pub script: &'a Script,
    pub index: usize,
}

pub struct Question<'a, 'b> {
    pub finding: &'a Diagnostic,
    pub place: Place<'a>,
    pub step: &'a Step,
    pub facts: &'a Facts,
    pub asking: &'a mut Asking<'b>,
}

/// What ends sooner than this, in seconds, is no reason to speak up.
const TINY: f64 = 0.1;

/// A count that came back.
#[derive(Deserialize)]
struct Count {
    count: u64,
}

impl<'a> Question<'a, '_> {
    pub fn statement(&self) -> &'a Statement {
        &self.step.statement.kind
    }

    pub fn text(&self, span: Span) -> &'a str {
        self.place.script.source.text().get(span.range()).unwrap_or_default()
    }

    pub fn alter(&self) -> Option<&'a AlterTable> {
        match self.statement() {
            Statement::AlterTable(alter) => Some(alter),
            _ => None,
        }
    }

    /// The action of an `ALTER TABLE` that the finding points at, else the first that fits.
    pub fn action<T>(&self, fits: impl Fn(&'a AlterActionKind) -> Option<T>) -> Option<T> {
        let actions: &'a [AlterAction] = &self.alter()?.actions;
        let span = self.finding.span;
        let touches = |action: &&AlterAction| action.span.start < span.end && span.start < action.span.end;
        let pointed = actions.iter().filter(touches).find_map(|action| fits(&action.kind));
        pointed.or_else(|| actions.iter().find_map(|action| fits(&action.kind)))
    }

    /// The table of the statement, as the server has it.
    pub fn table(&self, name: &ObjectName) -> Result<&'a RelationFact, Answer> {
        self.named(&self.step.before.full_name(name))
    }

    pub fn named(&self, name: &QualifiedName) -> Result<&'a RelationFact, Answer> {
        let facts = self.facts;
        facts.relation(&name.schema, &name.name).ok_or_else(|| match facts.unseen("relations") {
            Some(reason) => Answer::unknown(format!("the catalog could not be read: {reason}")),
            None => Answer::unknown(format!(
                "`{name}` is not on the server: an earlier pending migration makes it, or it has another name there"
            )),
        })
    }

    /// The relation that the finding is about.
    pub fn relation(&self) -> Result<&'a RelationFact, Answer> {
        let shown = self.finding.relation.as_deref().unwrap_or_default();
        let known = self.step.before.relation_shown(shown).map(|relation| relation.name.clone());
        match known {
            Some(name) => self.named(&name),
            None => {
                let (schema, name) = shown.split_once('.').unwrap_or(("public", shown));
                self.named(&QualifiedName { schema: schema.into(), name: name.trim_matches('"').into() })
            }
        }
    }

    /// How the statement of an earlier pending step changes the rows of a table, which makes what is there now no proof.
    pub fn rows_change_before(&self, relation: &RelationFact) -> Option<String> {
        let Place { history, script, index } = self.place;
        let own =
            history.migrations.iter().filter(|migration| migration.judged).filter_map(|one| one.up.as_ref());
        for earlier in own.take_while(|earlier| earlier.id <= script.id) {
            let until = if earlier.id == script.id { index } else { earlier.steps.len() };
            for step in earlier.steps.iter().take(until) {
                let writes = |id: RelationId| {
                    let named = step.before.relation(id).map(|relation| &relation.name);
                    named.is_some_and(|name| name.schema == relation.schema && name.name == relation.name)
                };
                let mut work = step.effects.work.iter();
                if work.any(|work| matches!(work.kind, WorkKind::Write { .. }) && writes(work.relation)) {
                    let line = earlier.source.line_column(step.span().start).line;
                    return Some(format!("{}:{line}", earlier.source.path()));
                }
            }
        }
        None
    }

    /// Why the rows of a table cannot be read here, if they cannot.
    pub fn unreadable(&self, relation: &RelationFact) -> Option<String> {
        let shown = relation.shown();
        if self.asking.session.is_none() {
            return Some("a snapshot holds no rows".to_owned());
        }
        if !self.asking.read_rows {
            return Some("rows are read with --read-rows alone".to_owned());
        }
        if !relation.readable {
            return Some(format!("the role may not read `{shown}` (GRANT SELECT)"));
        }
        if relation.rows_hidden {
            return Some(format!("row security hides rows of `{shown}` from the role"));
        }
        let bytes: u64 = self.facts.leaves(relation).iter().map(|leaf| leaf.bytes).sum();
        (bytes > self.asking.max_bytes).then(|| {
            let limit = text::bytes(self.asking.max_bytes);
            format!(
                "reading {} of `{shown}` is more than the {limit} that --max-read allows",
                text::bytes(bytes)
            )
        })
    }

    /// A count from the rows of a table: `SELECT count(*) AS count …`. Expressions of the user's are held to the same
    /// rules as assertions.
    pub fn count(&mut self, relation: &RelationFact, sql: &str) -> Result<u64, Answer> {
        if let Some(reason) = self.unreadable(relation) {
            return Err(Answer::unknown(reason));
        }
        if let Err(refusal) = assertion::check(sql) {
            return Err(Answer::unknown(format!("the query was not asked: {refusal}")));
        }
        let Some(session) = self.asking.session.as_deref_mut() else {
            return Err(Answer::unknown("a snapshot holds no rows"));
        };
        match session.rows_as_role::<Count>(sql) {
            Ok(rows) => Ok(rows.first().map_or(0, |row| row.count)),
            Err(ProbeFailure::Locked) => {
                Err(Answer::unknown(format!("another session holds a lock on `{}`", relation.shown())))
            }
            Err(failure) => Err(Answer::unknown(failure.to_string())),
        }
    }

    /// The rows of a table or of all its partitions, where every one of them was counted once.
    pub fn rows(&self, relation: &RelationFact) -> Option<u64> {
        self.facts.extent(relation).rows
    }

    pub fn bytes(&self, relation: &RelationFact) -> u64 {
        self.facts.extent(relation).bytes
    }

    /// How much there is of it: `about 1,200,000 rows, 1.1 GB`.
    pub fn size(&self, relation: &RelationFact) -> String {
        let bytes = text::bytes(self.bytes(relation));
        match self.rows(relation) {
            Some(rows) => format!("`{}` has {}, {bytes}", relation.shown(), text::about(rows, "row")),
            None => format!("`{}` was never analyzed", relation.shown()),
        }
    }

    pub fn estimate(&self, relation: &RelationFact, task: Task) -> Option<Seconds> {
        self.asking.model.estimate(task, self.facts.extent(relation))
    }

    /// How much a task on a table is, and whether that matters while a lock is held.
    pub fn sized(&self, relation: &RelationFact, task: Task) -> Answer {
        let seconds = self.estimate(relation, task);
        self.sized_as(relation, seconds)
    }

    /// The same with an estimate that is made already.
    pub fn sized_as(&self, relation: &RelationFact, seconds: Option<Seconds>) -> Answer {
        let size = self.size(relation);
        let measured = |answer: Answer| answer.rows(self.rows(relation)).bytes(self.bytes(relation));
        let Some(seconds) = seconds else {
            let text = format!("{size}, so nobody knows how long it takes: run ANALYZE, and ask again");
            return Answer::unknown(text).bytes(self.bytes(relation));
        };
        let lock = self.finding.lock.unwrap_or(LockMode::AccessExclusive);
        let took = format!("{size}: {} by {}", duration::shown(seconds), self.asking.model.source);
        if seconds.1 < TINY {
            return measured(Answer::refuted(took)).seconds(Some(seconds), false);
        }
        let wait = "the wait for the lock comes on top, and only lock_timeout bounds it";
        let blocked = self.used(relation).filter(|_| lock.blocks_writes());
        let answer = match blocked.map(|used| used.blocked(seconds, lock)) {
            Some(Ok(waiting)) => Answer::confirmed(format!("{took}; {waiting}; {wait}")),
            Some(Err(idle)) => {
                return measured(Answer::refuted(format!("{took}; {idle}"))).seconds(Some(seconds), false);
            }
            None => Answer::sized(format!("{took}; {wait}")),
        };
        measured(answer).seconds(Some(seconds), lock.blocks_writes())
    }

    /// How a table was used between two looks at its counters.
    pub fn used(&self, relation: &RelationFact) -> Option<Use> {
        Use::between(self.asking.earlier?, self.facts, &relation.schema, &relation.name)
    }

    pub fn columns(&self, names: &[impl AsRef<str>]) -> String {
        names.iter().map(|name| quoted(name.as_ref()).into_owned()).collect::<Vec<_>>().join(", ")
    }
}
