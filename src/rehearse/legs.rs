//! One migration there and back: up, up once more, on a new connection down, and up again.

use crate::catalog::RelationId;
use crate::effects::runs_unseen_code;
use crate::migration::{Down, Migration, Script};
use crate::server::{Fingerprint, Refusal, Rows, Session};

use super::load::Traffic;
use super::rehearsing::{MADE_AT_MOST, Rehearsing};
use super::run::{Failed, Ran};
use super::trip::{Leg, Trip};

impl Rehearsing<'_> {
    pub(super) fn trip(&mut self, index: usize) -> Result<Trip, Refusal> {
        let migration = &self.history.migrations[index];
        let mut trip = Trip { index, ..Trip::default() };
        self.current = index;
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
        let before = self.fingerprint()?;
        let rows = match migration.down.script() {
            Some(_) => Rows::count(self.session()?, &touched)?,
            None => Rows::default(),
        };
        let invalid = invalid_indexes(self.session()?)?;
        self.before.push((index, before.clone()));
        self.up(up, index, &before, &mut trip)?;
        trip.invalid.extend(invalid_indexes(self.session()?)?);
        trip.invalid.dedup();
        trip.invalid.retain(|index| !invalid.contains(index));
        if trip.stops() || self.spoiled_by.is_some() {
            return Ok(trip);
        }
        let after = self.fingerprint()?;
        self.again(up, index, &after, &touched, &mut trip)?;
        if self.spoiled_by.is_some() {
            return Ok(trip);
        }
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
        let left = ran.leaves_something(up);
        trip.seen = ran.seen;
        let Some(failed) = &ran.failed else { return Ok(()) };
        let over_rows = failed.refusal.is_over_rows() && self.seeder.has_filled();
        trip.invalid = invalid_indexes(self.session()?)?;
        if !left {
            self.now = Some(before.clone());
        } else if *before != self.fingerprint()? {
            self.rebuild(index, index)?;
        }
        if !over_rows || self.spoiled_by.is_some() {
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
        let look = |session: &mut Session| Ok((Fingerprint::read(session)?, Rows::count(session, touched)?));
        let looked = match self.runner()?.taken_back(up, look)? {
            Some(Ok(looked)) => {
                trip.again = Leg::Ok;
                self.now = Some(after.clone());
                // It has been taken back: they are what they were before.
                Some((Rows::count(self.session()?, touched)?, looked))
            }
            Some(Err(failed)) => {
                trip.again = Leg::Failed(failed);
                self.now = Some(after.clone());
                None
            }
            // What it may leave behind would spoil it.
            None if self.server.is_clone() => None,
            None => {
                let rows = Rows::count(self.session()?, touched)?;
                let ran = self.quietly(up)?;
                trip.again = Leg::of(&ran);
                let looked = look(self.session()?)?;
                if looked.0 == *after {
                    self.now = Some(after.clone());
                } else {
                    self.rebuild(index + 1, index)?;
                }
                matches!(trip.again, Leg::Ok).then_some((rows, looked))
            }
        };
        if let Some((rows, (fingerprint, counted))) = looked {
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
        if ran.failed.is_some() {
            if !ran.leaves_something(down) {
                self.now = Some(after.clone());
            } else if self.fingerprint()? != *after {
                self.rebuild(trip.index + 1, trip.index)?;
            }
            return Ok(());
        }
        let there = self.fingerprint()?;
        trip.differences = self.differences(before, &there);
        let counted = Rows::count(self.session()?, touched)?;
        trip.lost_rows = rows.lost(&counted);
        let more = rows.changes(&counted).into_iter().filter(|(_, before, after)| after > before);
        trip.left_rows = more.map(|(table, ..)| format!("rows of {table}")).collect();
        if let Some(up) = &migration.up {
            let ran = self.quietly(up)?;
            trip.up_again = Leg::of(&ran);
            if ran.failed.is_some() {
                self.rebuild(trip.index + 1, trip.index)?;
            } else if trip.differences.is_empty() {
                // The same statements from the same beginning.
                self.now = Some(after.clone());
            }
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
