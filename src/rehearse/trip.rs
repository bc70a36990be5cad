//! One migration there and back: up, up once more, on a new connection down, and up again.

use crate::catalog::RelationId;
use crate::effects::runs_unseen_code;
use crate::migration::{Down, History, Migration, Script};
use crate::server::{Difference, Fingerprint, Refusal, Rows, Server, Session};

use super::beginning::{self, Made};
use super::load::{Load, Traffic};
use super::rows::Seeder;
use super::run::{Failed, Ran, Runner, Seen};
use super::{Options, Rehearsal, Whole};

/// What became of one way.
#[derive(Clone, Debug, Default)]
pub enum Leg {
    Ok,
    Failed(Failed),
    /// There is no way back.
    Missing,
    #[default]
    Skipped,
}

/// What became of one migration.
#[derive(Debug, Default)]
pub struct Trip {
    /// Its place in the history.
    pub index: usize,
    pub up: Leg,
    /// It failed over rows that were made up, and this is what it did without them.
    pub without_rows: Option<Leg>,
    pub seen: Vec<Seen>,
    pub again: Leg,
    /// What a second run changes once more.
    pub again_changes: Vec<String>,
    pub down: Leg,
    /// How what the way back leaves differs from what was there before.
    pub differences: Vec<Difference>,
    /// Rows and values that do not come back, and rows that stay.
    pub lost_rows: Vec<String>,
    pub left_rows: Vec<String>,
    pub up_again: Leg,
    /// Indexes that it leaves behind unusable.
    pub invalid: Vec<String>,
    pub load: Option<Load>,
}

impl Leg {
    /// The word in JSON.
    pub fn name(&self) -> &'static str {
        match self {
            Leg::Ok => "ok",
            Leg::Failed(_) => "failed",
            Leg::Missing => "missing",
            Leg::Skipped => "skipped",
        }
    }

    pub fn failed(&self) -> Option<&Failed> {
        match self {
            Leg::Failed(failed) => Some(failed),
            _ => None,
        }
    }

    fn of(ran: &Ran) -> Leg {
        ran.failed.clone().map_or(Leg::Ok, Leg::Failed)
    }
}

impl Trip {
    /// What does not come back.
    pub fn lost(&self) -> Vec<String> {
        let gone = |difference: &Difference| match difference {
            Difference::Lost(object) => Some(object.clone()),
            _ => None,
        };
        self.differences.iter().filter_map(gone).chain(self.lost_rows.iter().cloned()).collect()
    }

    /// What stays behind.
    pub fn left(&self) -> Vec<String> {
        let stays = |difference: &Difference| match difference {
            Difference::Left(object) => Some(object.clone()),
            _ => None,
        };
        self.differences.iter().filter_map(stays).chain(self.left_rows.iter().cloned()).collect()
    }

    /// What is there again, but not as it was.
    pub fn changed(&self) -> Vec<String> {
        let other = |difference: &Difference| match difference {
            Difference::Changed { object, .. } => Some(object.clone()),
            _ => None,
        };
        self.differences.iter().filter_map(other).collect()
    }

    /// Whether the way back led back. Nothing where none was gone.
    pub fn restored(&self) -> Option<bool> {
        match self.down {
            Leg::Ok => {
                Some(self.differences.is_empty() && self.lost_rows.is_empty() && self.left_rows.is_empty())
            }
            Leg::Failed(_) => Some(false),
            Leg::Missing | Leg::Skipped => None,
        }
    }

    pub fn disagrees(&self) -> bool {
        self.seen.iter().any(|seen| !seen.differences.is_empty())
    }

    pub fn fails(&self) -> bool {
        matches!(self.up, Leg::Failed(_))
            || matches!(self.up_again, Leg::Failed(_))
            || self.restored() == Some(false)
            || self.disagrees()
            || !self.invalid.is_empty()
    }

    /// Whether it is not there for the migrations after it.
    pub(super) fn stops(&self) -> bool {
        match (&self.up, &self.without_rows) {
            (Leg::Failed(_), Some(without)) => matches!(without, Leg::Failed(_)),
            (Leg::Failed(_), None) | (Leg::Skipped, _) => true,
            _ => false,
        }
    }

    /// Whether it failed over something that is not there: after another failure, that says nothing of it.
    pub(super) fn misses_something(&self) -> bool {
        let code = self.up.failed().map(|failed| failed.refusal.code.as_str());
        matches!(code, Some("42P01" | "42703" | "42704" | "42883" | "3F000" | "42830"))
    }

    pub(super) fn skipped(index: usize) -> Trip {
        Trip { index, ..Trip::default() }
    }

    /// One that is not judged, and that the others cannot do without.
    pub(super) fn failed_before(index: usize, failed: Failed) -> Trip {
        Trip { index, up: Leg::Failed(failed), ..Trip::default() }
    }
}

/// A history on its way through a server.
pub(super) struct Rehearsing<'a> {
    pub(super) history: &'a History,
    server: &'a mut dyn Server,
    /// Absent only while it is renewed.
    session: Option<Session>,
    options: &'a Options,
    seeder: Seeder,
    made: Vec<Made>,
    /// What was there before each migration that was judged.
    pub(super) before: Vec<(usize, Fingerprint)>,
}

/// How often something that is missing is made before a migration has failed.
const MADE_AT_MOST: usize = 50;

impl<'a> Rehearsing<'a> {
    pub(super) fn start(
        history: &'a History,
        server: &'a mut dyn Server,
        options: &'a Options,
    ) -> Result<Self, Refusal> {
        let session = Some(server.fresh("")?);
        let seeder = Seeder::new(options);
        Ok(Self { history, server, session, options, seeder, made: Vec::new(), before: Vec::new() })
    }

    pub(super) fn end(self, trips: Vec<Trip>, whole: Option<Whole>) -> Rehearsal {
        let rehearsal = Rehearsal {
            server: self.server.kind(),
            version: self.server.full_version().to_owned(),
            trips,
            whole,
            made: self.made.into_iter().map(|made| made.what).collect(),
            unseeded: self.seeder.refused(),
        };
        if let Some(session) = self.session {
            self.server.release(session);
        }
        rehearsal
    }

    /// The session and what runs scripts in it.
    fn runner(&mut self) -> Result<Runner<'_>, Refusal> {
        let beside = self.server.beside();
        let session = self.session.as_mut().ok_or_else(|| Refusal::of("the connection is lost"))?;
        Ok(Runner { session, beside, options: &self.options.replay })
    }

    pub(super) fn session(&mut self) -> Result<&mut Session, Refusal> {
        self.session.as_mut().ok_or_else(|| Refusal::of("the connection is lost"))
    }

    /// On a new connection, since a way back never runs on the old one.
    pub(super) fn quietly_anew(&mut self, script: &Script) -> Result<Ran, Refusal> {
        if let Some(session) = self.session.take() {
            self.session = Some(self.server.renew(session)?);
        }
        self.quietly(script)
    }

    pub(super) fn quietly(&mut self, script: &Script) -> Result<Ran, Refusal> {
        self.runner()?.quietly(script)
    }

    /// Runs a migration that is not judged. A clone has it already.
    pub(super) fn pass(&mut self, index: usize) -> Result<Option<Failed>, Refusal> {
        if self.server.kind() == "environment" {
            return Ok(None);
        }
        let Some(up) = &self.history.migrations[index].up else { return Ok(None) };
        for _ in 0..MADE_AT_MOST {
            let ran = self.quietly(up)?;
            match ran.failed {
                Some(failed) if self.make(&failed, up, index, ran.partly)? => {}
                failed => return Ok(failed),
            }
        }
        Ok(None)
    }

    pub(super) fn trip(&mut self, index: usize) -> Result<Trip, Refusal> {
        let migration = &self.history.migrations[index];
        let mut trip = Trip { index, ..Trip::default() };
        let Some(up) = &migration.up else {
            trip.up = Leg::Missing;
            return Ok(trip);
        };
        if let Some(error) = up.errors.first() {
            let refusal = Refusal { code: "42601".to_owned(), ..Refusal::of(error.message.clone()) };
            trip.up = Leg::Failed(Failed { step: None, refusal });
            return Ok(trip);
        }
        let touched = touched(migration);
        self.seed()?;
        let before = Fingerprint::read(self.session()?)?;
        let rows = Rows::count(self.session()?, &touched)?;
        let invalid = invalid_indexes(self.session()?)?;
        self.before.push((index, before.clone()));
        self.up(up, index, &before, &mut trip)?;
        trip.invalid.extend(invalid_indexes(self.session()?)?);
        trip.invalid.dedup();
        trip.invalid.retain(|index| !invalid.contains(index));
        if trip.stops() {
            return Ok(trip);
        }
        let after = Fingerprint::read(self.session()?)?;
        self.again(up, index, &after, &touched, &mut trip)?;
        let rows = if trip.without_rows.is_some() { Rows::default() } else { rows };
        self.down(migration, (&before, &after), (&rows, &touched), &mut trip)?;
        Ok(trip)
    }

    fn up(
        &mut self,
        up: &Script,
        index: usize,
        before: &Fingerprint,
        trip: &mut Trip,
    ) -> Result<(), Refusal> {
        let mut ran = self.watched(up, trip)?;
        for _ in 0..MADE_AT_MOST {
            match &ran.failed {
                Some(failed) if self.make(failed, up, index, ran.partly)? => ran = self.watched(up, trip)?,
                _ => break,
            }
        }
        trip.up = Leg::of(&ran);
        trip.seen = ran.seen;
        let Some(failed) = &ran.failed else { return Ok(()) };
        trip.invalid = invalid_indexes(self.session()?)?;
        if *before != Fingerprint::read(self.session()?)? {
            self.rebuild(index)?;
        }
        if !failed.refusal.is_over_rows() || !self.seeder.has_filled() {
            return Ok(());
        }
        let error = trip.seen.last().filter(|seen| seen.error.is_some()).cloned();
        let session = self.session.as_mut().ok_or_else(|| Refusal::of("the connection is lost"))?;
        self.seeder.empty(session)?;
        let mut ran = self.watched(up, trip)?;
        if let Some(seen) =
            ran.seen.iter_mut().find(|seen| error.as_ref().is_some_and(|error| error.step == seen.step))
        {
            seen.error = seen.error.take().or_else(|| error.and_then(|error| error.error));
        }
        trip.without_rows = Some(Leg::of(&ran));
        trip.seen = ran.seen;
        Ok(())
    }

    fn watched(&mut self, up: &Script, trip: &mut Trip) -> Result<Ran, Refusal> {
        let traffic = match self.server.beside().filter(|_| self.options.load) {
            Some(address) => Some(Traffic::start(&address, self.session()?, up)?),
            None => None,
        };
        let ran = self.runner()?.watched(up)?;
        trip.load = traffic.map(|traffic| traffic.stop(&ran));
        Ok(ran)
    }

    fn again(
        &mut self,
        up: &Script,
        index: usize,
        after: &Fingerprint,
        touched: &dyn Fn(&str) -> bool,
        trip: &mut Trip,
    ) -> Result<(), Refusal> {
        let rows = Rows::count(self.session()?, touched)?;
        let look = |session: &mut Session| Ok((Fingerprint::read(session)?, Rows::count(session, touched)?));
        let looked = match self.runner()?.taken_back(up, look)? {
            Some(Ok(looked)) => {
                trip.again = Leg::Ok;
                Some(looked)
            }
            Some(Err(failed)) => {
                trip.again = Leg::Failed(failed);
                None
            }
            None => {
                let ran = self.quietly(up)?;
                trip.again = Leg::of(&ran);
                let looked = look(self.session()?)?;
                if looked.0 != *after {
                    self.rebuild(index + 1)?;
                }
                matches!(trip.again, Leg::Ok).then_some(looked)
            }
        };
        if let Some((fingerprint, counted)) = looked {
            let objects = after.differences(&fingerprint);
            trip.again_changes = objects.iter().map(|difference| difference.object().to_owned()).collect();
            let changed = rows.changes(&counted).into_iter();
            trip.again_changes.extend(
                changed.map(|(table, before, after)| format!("rows of {table} ({before} → {after})")),
            );
        }
        Ok(())
    }

    fn down(
        &mut self,
        migration: &Migration,
        (before, after): (&Fingerprint, &Fingerprint),
        (rows, touched): (&Rows, &dyn Fn(&str) -> bool),
        trip: &mut Trip,
    ) -> Result<(), Refusal> {
        let down = match &migration.down {
            Down::Script(down) => down,
            Down::Missing { .. } | Down::NotExpected => {
                trip.down = Leg::Missing;
                return Ok(());
            }
            Down::Code => return Ok(()),
        };
        if let Some(error) = down.errors.first() {
            let refusal = Refusal { code: "42601".to_owned(), ..Refusal::of(error.message.clone()) };
            trip.down = Leg::Failed(Failed { step: None, refusal });
            return Ok(());
        }
        let ran = self.quietly_anew(down)?;
        trip.down = Leg::of(&ran);
        let there = Fingerprint::read(self.session()?)?;
        if ran.failed.is_some() {
            if there != *after {
                self.rebuild(trip.index + 1)?;
            }
            return Ok(());
        }
        trip.differences = self.differences(before, &there);
        let counted = Rows::count(self.session()?, touched)?;
        trip.lost_rows = rows.lost(&counted);
        let more = rows.changes(&counted).into_iter().filter(|(_, before, after)| after > before);
        trip.left_rows = more.map(|(table, ..)| format!("rows of {table}")).collect();
        if let Some(up) = &migration.up {
            let ran = self.quietly(up)?;
            trip.up_again = Leg::of(&ran);
            if ran.failed.is_some() {
                self.rebuild(trip.index + 1)?;
            }
        }
        Ok(())
    }

    /// What differs, but for what was made in between because the history takes it to be there.
    pub(super) fn differences(&self, before: &Fingerprint, there: &Fingerprint) -> Vec<Difference> {
        let made = |object: &str| self.made.iter().any(|made| made.what == object);
        let differences = before.differences(there).into_iter();
        differences.filter(|difference| !made(difference.object())).collect()
    }

    fn seed(&mut self) -> Result<(), Refusal> {
        let session = self.session.as_mut().ok_or_else(|| Refusal::of("the connection is lost"))?;
        self.seeder.fill(session)
    }

    /// Makes what the history takes to be there and a statement missed. Whether there was such a thing.
    fn make(
        &mut self,
        failed: &Failed,
        script: &Script,
        index: usize,
        partly: bool,
    ) -> Result<bool, Refusal> {
        let Some(made) = beginning::missing(failed, script, self.history) else { return Ok(false) };
        if self.made.contains(&made) {
            return Ok(false);
        }
        if partly {
            self.rebuild(index)?;
        }
        if self.session()?.run(&made.sql).is_err() {
            return Ok(false);
        }
        self.made.push(made);
        Ok(true)
    }

    /// A database in which the migrations before this place have run, and nothing else.
    fn rebuild(&mut self, place: usize) -> Result<(), Refusal> {
        if let Some(session) = self.session.take() {
            self.server.release(session);
        }
        let beginning: String = self.made.iter().map(|made| format!("{};\n", made.sql)).collect();
        self.session = Some(self.server.fresh(&beginning)?);
        self.seeder.forget();
        let history = self.history;
        for up in history.migrations.iter().take(place).filter_map(|migration| migration.up.as_ref()) {
            // One that failed before fails again.
            self.quietly(up)?;
        }
        Ok(())
    }
}

/// The tables whose rows a migration or its way back can change, by `schema.name`: all where code runs that cannot be
/// read.
fn touched(migration: &Migration) -> impl Fn(&str) -> bool + use<> {
    let scripts: Vec<&Script> = migration.up.iter().chain(migration.down.script()).collect();
    let steps = || scripts.iter().flat_map(|script| &script.steps);
    let all = steps().any(|step| runs_unseen_code(&step.statement.kind, &step.before));
    let names = scripts.iter().flat_map(|script| {
        let locks = script.steps.iter().flat_map(|step| &step.effects.locks);
        let ids: Vec<RelationId> = locks.map(|lock| lock.relation).collect();
        ids.into_iter().filter_map(|id| script.before.relation(id))
    });
    let names: std::collections::BTreeSet<String> =
        names.map(|relation| format!("{}.{}", relation.name.schema, relation.name.name)).collect();
    move |table: &str| all || names.contains(table)
}

/// Indexes that no query can use, as an interrupted CREATE INDEX CONCURRENTLY leaves them.
fn invalid_indexes(session: &mut Session) -> Result<Vec<String>, Refusal> {
    let rows = session.rows(
        "SELECT pg_catalog.format('%s.%s', n.nspname, c.relname) FROM pg_catalog.pg_index i \
         JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid \
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
         WHERE NOT i.indisvalid AND c.relkind = 'i' AND n.nspname !~ '^pg_' ORDER BY 1",
    )?;
    Ok(rows.concat())
}
