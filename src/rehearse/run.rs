//! One script on a server, as its tool runs it: statement by statement, in its transactions, and watched.

use std::time::Instant;

use crate::ast::{Statement, Transaction};
use crate::catalog::{Catalog, TransactionKind};
use crate::effects::{InTransaction, runs_unseen_code};
use crate::migration::{ReplayOptions, Script, Step};
use crate::server::{
    Address, Outcome, Refusal, Relations, SETTINGS, Session, Sight, code, held, observe_alone, work,
};

use super::compare;
use super::text::statement_text;

/// What one statement was seen to do.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// The index of its step in the script.
    pub step: usize,
    /// What it did, where it ran; locks are those that it took or made stronger.
    pub outcome: Option<Outcome>,
    /// Whether its locks could be seen.
    pub locks_seen: bool,
    pub milliseconds: f64,
    /// When it was sent.
    pub began: Option<Instant>,
    /// Bytes of write-ahead log.
    pub wal_bytes: u64,
    /// Rows inserted, updated and deleted, by table.
    pub rows: Vec<(String, u64)>,
    /// Where the prediction was wrong, a sentence for each.
    pub differences: Vec<String>,
    /// What code that cannot be read did beside: no prediction was possible.
    pub only_observed: Vec<String>,
    /// Counts the transactions of the script.
    pub transaction: usize,
    pub error: Option<Refusal>,
}

/// A script that ran, or ran up to a statement that was refused.
#[derive(Clone, Debug, Default)]
pub struct Ran {
    pub seen: Vec<Seen>,
    pub failed: Option<Failed>,
    /// Something that it did before it failed is committed.
    pub partly: bool,
}

#[derive(Clone, Debug)]
pub struct Failed {
    /// The index of the step, unless the end of the transaction was refused.
    pub step: Option<usize>,
    pub refusal: Refusal,
}

pub(super) struct Runner<'a> {
    pub(super) session: &'a mut Session,
    pub(super) beside: Option<Address>,
    pub(super) options: &'a ReplayOptions,
}

/// How a transaction ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Commit,
    /// Everything that is deferred is checked before it is taken back.
    Rollback,
}

impl Runner<'_> {
    /// What a tool's new session has.
    pub(super) fn begin_session(&mut self) -> Result<(), Refusal> {
        let own = self
            .options
            .settings
            .iter()
            .map(|(name, value)| format!("; SET {name} = '{}'", value.replace('\'', "''")));
        self.session
            .run(&format!("RESET SESSION AUTHORIZATION; RESET ALL; {SETTINGS}{}", own.collect::<String>()))
    }

    /// Runs and watches it. A refusal of the server is part of what was seen; an error is one of the connection.
    pub(super) fn watched(&mut self, script: &Script) -> Result<Ran, Refusal> {
        self.begin_session()?;
        let mut ran = Ran::default();
        for (number, steps) in transactions(script).into_iter().enumerate() {
            let alone = match steps.as_slice() {
                [index] => runs_alone(&script.steps[*index]),
                _ => false,
            };
            let from = ran.seen.len();
            ran.failed = match steps.first() {
                Some(index) if alone => self.alone(script, *index, &mut ran.seen)?,
                _ => self.together(script, &steps, &mut ran.seen)?,
            };
            // A procedure or a block that commits can only do so where nobody has begun a transaction.
            if let ([index], Some(failed)) = (steps.as_slice(), &ran.failed)
                && failed.refusal.code == code::INVALID_TRANSACTION_TERMINATION
                && is_single(&script.steps[*index])
            {
                ran.seen.truncate(from);
                ran.failed = self.alone(script, *index, &mut ran.seen)?;
            }
            ran.seen.iter_mut().skip(from).for_each(|seen| seen.transaction = number);
            if ran.failed.is_some() {
                ran.partly = number > 0;
                break;
            }
        }
        Ok(ran)
    }

    /// Runs it unwatched.
    pub(super) fn quietly(&mut self, script: &Script) -> Result<Ran, Refusal> {
        self.begin_session()?;
        let mut ran = Ran::default();
        for (number, steps) in transactions(script).into_iter().enumerate() {
            ran.failed = self.plainly(script, &steps, End::Commit);
            if ran.failed.is_some() {
                ran.partly = number > 0;
                break;
            }
        }
        Ok(ran)
    }

    /// Runs all of it in one transaction, looks at what it has done, and takes it back. Nothing where one of its
    /// statements runs in no transaction.
    pub(super) fn taken_back<T>(
        &mut self,
        script: &Script,
        look: impl FnOnce(&mut Session) -> Result<T, Refusal>,
    ) -> Result<Option<Result<T, Failed>>, Refusal> {
        if script.steps.iter().any(runs_alone) {
            return Ok(None);
        }
        self.begin_session()?;
        let steps: Vec<usize> = outer_steps(script).collect();
        self.session.run("BEGIN")?;
        let failed = self.statements(script, &steps);
        let failed = failed.or_else(|| self.finish(End::Rollback).err());
        let looked = match failed {
            Some(failed) => Err(failed),
            None => Ok(look(self.session)?),
        };
        self.session.run("ROLLBACK")?;
        Ok(Some(looked))
    }

    fn plainly(&mut self, script: &Script, steps: &[usize], end: End) -> Option<Failed> {
        if let [index] = steps
            && is_single(&script.steps[*index])
        {
            return self.statements(script, steps);
        }
        let begun = self.session.run("BEGIN").err().map(|refusal| Failed { step: None, refusal });
        let failed = begun.or_else(|| self.statements(script, steps)).or_else(|| self.finish(end).err());
        if failed.is_some() {
            let _ = self.session.run("ROLLBACK");
        }
        failed
    }

    fn statements(&mut self, script: &Script, steps: &[usize]) -> Option<Failed> {
        for index in steps {
            let step = &script.steps[*index];
            if is_frame(step) {
                continue;
            }
            let answer = statement_text(script, step, self.options).and_then(|sql| self.session.run(&sql));
            if let Err(refusal) = answer {
                return Some(Failed { step: Some(*index), refusal });
            }
        }
        None
    }

    fn finish(&mut self, end: End) -> Result<(), Failed> {
        let sql = match end {
            End::Commit => "COMMIT",
            End::Rollback => "SET CONSTRAINTS ALL IMMEDIATE",
        };
        self.session.run(sql).map_err(|refusal| Failed { step: None, refusal })
    }

    fn together(
        &mut self,
        script: &Script,
        steps: &[usize],
        seen: &mut Vec<Seen>,
    ) -> Result<Option<Failed>, Refusal> {
        let Some(first) = steps.first().map(|index| &script.steps[*index]) else { return Ok(None) };
        let mut together = Together::new(first, Relations::read(self.session)?);
        self.session.run("BEGIN")?;
        for index in steps {
            let step = &script.steps[*index];
            if is_frame(step) {
                continue;
            }
            let answer = match statement_text(script, step, self.options) {
                Ok(sql) => self.one(&sql, &mut together, script, *index)?,
                Err(refusal) => Err(refusal),
            };
            match answer {
                Ok(one) => seen.push(one),
                Err(refusal) => {
                    self.session.run("ROLLBACK")?;
                    seen.push(refused(script, *index, &refusal));
                    return Ok(Some(Failed { step: Some(*index), refusal }));
                }
            }
        }
        let failed = self.finish(End::Commit).err();
        if failed.is_some() {
            self.session.run("ROLLBACK")?;
        }
        Ok(failed)
    }

    /// One statement of the transaction that is open. The inner refusal is the statement's.
    fn one(
        &mut self,
        sql: &str,
        together: &mut Together,
        script: &Script,
        index: usize,
    ) -> Result<Result<Seen, Refusal>, Refusal> {
        let step = &script.steps[index];
        let before = Relations::read(self.session)?;
        let counters = Counters::read(self.session)?;
        self.session.run("SET client_min_messages = debug1")?;
        self.session.notices();
        let begun = Instant::now();
        if let Err(refusal) = self.session.run(sql) {
            return Ok(Err(refusal));
        }
        let milliseconds = begun.elapsed().as_secs_f64() * 1000.0;
        let mut done = Outcome::default();
        work(self.session, &before, &mut done)?;
        held(self.session, &together.at_start, &mut done)?;
        self.session.run("SET client_min_messages = warning")?;
        let counted = Counters::read(self.session)?;
        let mut seen =
            Seen { step: index, milliseconds, began: Some(begun), locks_seen: true, ..Seen::default() };
        counted.since(&counters, &mut seen);
        together.compare(script, step, &before, done, &mut seen);
        Ok(Ok(seen))
    }

    /// A statement that runs in no transaction.
    fn alone(
        &mut self,
        script: &Script,
        index: usize,
        seen: &mut Vec<Seen>,
    ) -> Result<Option<Failed>, Refusal> {
        let step = &script.steps[index];
        let before = Relations::read(self.session)?;
        let counters = Counters::read(self.session)?;
        let predicted = Outcome::predicted(&step.effects, &step.before, &step.before);
        let begun = Instant::now();
        let answer = match statement_text(script, step, self.options) {
            Ok(sql) => observe_alone(self.beside.as_ref(), self.session, &sql, &before, |table| {
                predicted.locks.contains_key(table)
            })?,
            Err(refusal) => Err(refusal),
        };
        let milliseconds = begun.elapsed().as_secs_f64() * 1000.0;
        match answer {
            Ok((outcome, sight)) => {
                let mut one = Seen { step: index, milliseconds, began: Some(begun), ..Seen::default() };
                one.locks_seen = sight != Sight::Afterwards;
                Counters::read(self.session)?.since(&counters, &mut one);
                let is_index = |name: &str| before.is_index(name);
                let found = Outcome::differences(&predicted, &outcome, sight, is_index);
                compare::note(step, found, &mut one);
                one.outcome = Some(outcome);
                seen.push(one);
                Ok(None)
            }
            Err(refusal) => {
                seen.push(refused(script, index, &refusal));
                Ok(Some(Failed { step: Some(index), refusal }))
            }
        }
    }
}

/// What a transaction has been predicted and seen to do so far: locks stay until its end.
struct Together {
    start: Catalog,
    predicted: Outcome,
    observed: Outcome,
    at_start: Relations,
}

impl Together {
    fn new(first: &Step, at_start: Relations) -> Self {
        let start = first.before.clone();
        Self { start, predicted: Outcome::default(), observed: Outcome::default(), at_start }
    }

    fn compare(&mut self, script: &Script, step: &Step, before: &Relations, done: Outcome, seen: &mut Seen) {
        let mut said = Outcome::predicted(&step.effects, &self.start, &step.before);
        let may_stay_out = compare::locks_that_depend_on_rows(script, step);
        said.locks.retain(|name, _| done.locks.contains_key(name) || !may_stay_out.contains(name));
        let earlier = (self.predicted.locks.clone(), self.observed.locks.clone());
        self.predicted.then(said);
        let mut observed = done;
        let present = observed.clone();
        self.observed.then(observed.clone());
        let is_index = |name: &str| before.is_index(name);
        // What the statements before got wrong is told there.
        let known: Vec<String> = {
            let predicted = Outcome { locks: earlier.0, ..Outcome::default() };
            let observed = Outcome { locks: earlier.1.clone(), ..Outcome::default() };
            Outcome::differences(&predicted, &observed, Sight::Inside, is_index)
        };
        let mut found = Outcome::differences(&self.predicted, &self.observed, Sight::Inside, is_index);
        found.retain(|difference| !known.contains(difference));
        observed.locks.retain(|name, mode| earlier.1.get(name).is_none_or(|before| before < mode));
        let unseen = script.steps.iter().any(|inner| {
            runs_unseen_code(&inner.statement.kind, &inner.before)
                && (std::ptr::eq(inner, step) || is_inside(script, inner, step))
        });
        if unseen {
            seen.only_observed = found;
            // It is known from now on.
            self.predicted.locks = present.locks;
        } else {
            compare::note(step, found, seen);
        }
        seen.outcome = Some(observed);
    }
}

/// What the server counts of a session.
struct Counters {
    wal: u64,
    rows: Vec<(String, u64)>,
}

const COUNTERS: &str = "SELECT '', pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_insert_lsn(), '0/0') UNION ALL \
     SELECT pg_catalog.format('%s.%s', schemaname, relname), n_tup_ins + n_tup_upd + n_tup_del \
     FROM pg_catalog.pg_stat_xact_user_tables WHERE n_tup_ins + n_tup_upd + n_tup_del > 0";

impl Counters {
    fn read(session: &mut Session) -> Result<Counters, Refusal> {
        let mut counters = Counters { wal: 0, rows: Vec::new() };
        for row in session.rows(COUNTERS)? {
            let [name, count] = <[String; 2]>::try_from(row).unwrap_or_default();
            let count = count.parse().unwrap_or_default();
            if name.is_empty() {
                counters.wal = count;
            } else {
                counters.rows.push((name, count));
            }
        }
        Ok(counters)
    }

    fn since(self, earlier: &Counters, seen: &mut Seen) {
        seen.wal_bytes = self.wal.saturating_sub(earlier.wal);
        for (table, count) in self.rows {
            let before = earlier.rows.iter().find(|(name, _)| *name == table).map_or(0, |(_, count)| *count);
            if count > before {
                seen.rows.push((table, count - before));
            }
        }
    }
}

/// A statement that the server refused: whether that was said.
fn refused(script: &Script, index: usize, refusal: &Refusal) -> Seen {
    let step = &script.steps[index];
    let mut seen = Seen { step: index, error: Some(refusal.clone()), ..Seen::default() };
    let inner = script.steps.iter().filter(|inner| is_inside(script, inner, step));
    let said = inner.chain([step]).find_map(|step| {
        step.effects.failure.as_ref().map(|failure| failure.code).or_else(|| {
            (step.effects.transaction != InTransaction::Allowed && !runs_alone(step))
                .then_some(code::ACTIVE_TRANSACTION)
        })
    });
    if let Some(said) = said.filter(|said| *said != refusal.code) {
        seen.differences.push(format!("predicted to be refused with {said}, refused with {}", refusal.code));
    }
    seen
}

/// The statements of each transaction, by their indexes.
pub(super) fn transactions(script: &Script) -> Vec<Vec<usize>> {
    let outer: Vec<usize> = outer_steps(script).collect();
    let number = |index: &usize| script.steps[*index].transaction_number();
    let transactions = outer.chunk_by(|left, right| number(left).is_some() && number(left) == number(right));
    transactions.map(<[usize]>::to_vec).collect()
}

fn outer_steps(script: &Script) -> impl Iterator<Item = usize> {
    (0..script.steps.len()).filter(|index| script.steps[*index].within.is_none())
}

/// Whether a step is one of a `DO` block's own.
pub(super) fn is_inside(script: &Script, inner: &Step, block: &Step) -> bool {
    inner.within.is_some_and(|outer| std::ptr::eq(&script.steps[outer], block))
}

/// Whether the tool sends it outside of any transaction, and it needs that.
pub(super) fn runs_alone(step: &Step) -> bool {
    is_single(step) && step.effects.transaction != InTransaction::Allowed
}

/// Whether nobody opens a transaction for it.
fn is_single(step: &Step) -> bool {
    step.before.session.transaction.as_ref().is_some_and(|open| open.kind == TransactionKind::Single)
}

/// A transaction is begun and ended here, so that its locks can be read before the end.
fn is_frame(step: &Step) -> bool {
    use Transaction::{Begin, Commit, Prepare};
    matches!(step.statement.kind, Statement::Transaction(Begin | Commit | Prepare))
}
