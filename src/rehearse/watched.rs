//! One script on a server, watched: what each of its statements locks, rewrites, scans and changes, and for how long.

use std::collections::BTreeMap;
use std::time::Instant;

use crate::catalog::Catalog;
use crate::effects::{InTransaction, runs_unseen_code};
use crate::lock::LockMode;
use crate::migration::{Script, Step};
use crate::server::{Outcome, Refusal, Relations, Session, Sight, code, held, observe_alone, work};

use super::compare;
use super::run::{COMMIT, Failed, Ran, Runner, is_frame, is_inside, is_single, runs_alone, transactions};
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

impl Runner<'_> {
    /// Runs and watches it. A refusal of the server is part of what was seen; an error is one of the connection.
    pub(super) fn watched(&mut self, script: &Script) -> Result<Ran, Refusal> {
        self.begin_session(script)?;
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

    fn together(
        &mut self,
        script: &Script,
        steps: &[usize],
        seen: &mut Vec<Seen>,
    ) -> Result<Option<Failed>, Refusal> {
        let Some(first) = steps.first().map(|index| &script.steps[*index]) else { return Ok(None) };
        let there = Relations::read(self.session)?;
        self.session.run("BEGIN")?;
        let mut together = Together::new(first, there, wal_end(self.session)?, self.unread);
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
        let failed = self.finish(COMMIT).err();
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
        self.session.run("SET client_min_messages = debug1")?;
        self.session.notices();
        let begun = Instant::now();
        if let Err(refusal) = self.session.run(sql) {
            return Ok(Err(refusal));
        }
        let milliseconds = begun.elapsed().as_secs_f64() * 1000.0;
        let mut done = Outcome::default();
        let after = work(self.session, &together.now, &mut done)?;
        held(self.session, &together.at_start, &mut done)?;
        let mut seen =
            Seen { step: index, milliseconds, began: Some(begun), locks_seen: true, ..Seen::default() };
        let wal = wal_end(self.session)?;
        seen.wal_bytes = wal.saturating_sub(together.wal);
        seen.rows = after.changed_since(&together.now);
        together.compare(script, step, done, &mut seen);
        (together.now, together.wal) = (after, wal);
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
        let wal = wal_end(self.session)?;
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
                one.wal_bytes = wal_end(self.session)?.saturating_sub(wal);
                let is_index = |name: &str| before.is_index(name);
                let mut known = outcome.clone();
                if self.unread {
                    let catalogs = [&step.before, script.after_step(index)];
                    (known, one.only_observed) = compare::known_of(&outcome, &predicted, &catalogs);
                }
                let predicted = compare::predicted(script, step, &step.before, &known);
                let found = Outcome::differences(&predicted, &known, sight, is_index);
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
    /// What is there before the next statement, and where the write-ahead log ends.
    now: Relations,
    wal: u64,
    /// All that is held so far.
    held: BTreeMap<String, LockMode>,
    /// Code that cannot be read has run, and may have made relations.
    unread: bool,
}

impl Together {
    fn new(first: &Step, there: Relations, wal: u64, unread: bool) -> Self {
        Self {
            start: first.before.clone(),
            predicted: Outcome::default(),
            observed: Outcome::default(),
            at_start: there.clone(),
            now: there,
            wal,
            held: BTreeMap::new(),
            unread,
        }
    }

    fn compare(&mut self, script: &Script, step: &Step, mut done: Outcome, seen: &mut Seen) {
        let whole = done.clone();
        if self.unread {
            let catalogs = [&self.start, &step.before, script.after_step(seen.step)];
            let mut predicted = self.predicted.clone();
            predicted.then(Outcome::predicted(&step.effects, &self.start, &step.before));
            (done, seen.only_observed) = compare::known_of(&done, &predicted, &catalogs);
        }
        let said = compare::predicted(script, step, &self.start, &done);
        let earlier = (self.predicted.locks.clone(), self.observed.locks.clone());
        self.predicted.then(said);
        let held = self.held.clone();
        self.held = whole.locks.clone();
        let present = done.clone();
        self.observed.then(done);
        let is_index = |name: &str| self.now.is_index(name);
        // What the statements before got wrong is told there.
        let known: Vec<String> = {
            let predicted = Outcome { locks: earlier.0, ..Outcome::default() };
            let observed = Outcome { locks: earlier.1, ..Outcome::default() };
            Outcome::differences(&predicted, &observed, Sight::Inside, is_index)
        };
        let mut found = Outcome::differences(&self.predicted, &self.observed, Sight::Inside, is_index);
        found.retain(|difference| !known.contains(difference));
        let mut observed = whole;
        observed.locks.retain(|name, mode| held.get(name).is_none_or(|before| before < mode));
        let unseen = script.steps.iter().any(|inner| {
            runs_unseen_code(&inner.statement.kind, &inner.before)
                && (std::ptr::eq(inner, step) || is_inside(script, inner, step))
        });
        if unseen {
            seen.only_observed.extend(found);
            // It is known from now on.
            self.predicted.locks = present.locks;
        } else {
            compare::note(step, found, seen);
        }
        seen.outcome = Some(observed);
    }
}

/// Where the write-ahead log ends, in bytes.
fn wal_end(session: &mut Session) -> Result<u64, Refusal> {
    let end = "SELECT pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_insert_lsn(), '0/0')";
    Ok(session.value(end)?.parse().unwrap_or_default())
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
