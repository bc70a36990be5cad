//! A history on its way through a server: the database as the migrations so far have left it.

use crate::ast::quoted;
use crate::effects::runs_unseen_code;
use crate::migration::{History, Script};
use crate::server::{Difference, Fingerprint, Refusal, Server, Session};

use super::beginning::{self, Made};
use super::rows::Seeder;
use super::run::{Failed, Ran, Runner};
use super::trip::Trip;
use super::{Options, Rehearsal, Whole};

/// A history on its way through a server.
pub(super) struct Rehearsing<'a> {
    pub(super) history: &'a History,
    pub(super) server: &'a mut dyn Server,
    /// Absent only while it is renewed.
    pub(super) session: Option<Session>,
    pub(super) options: &'a Options,
    pub(super) seeder: Seeder,
    made: Vec<Made>,
    /// The first migration that runs code that cannot be read, and the one that is tried.
    unread_from: Option<usize>,
    pub(super) current: usize,
    /// What is there, while nothing has run since that was read.
    pub(super) now: Option<Fingerprint>,
    /// The migration that left a clone as it cannot be used further.
    pub(super) spoiled_by: Option<usize>,
    /// What was there before each migration that was judged.
    pub(super) before: Vec<(usize, Fingerprint)>,
}

/// How often something that is missing is made before a migration has failed.
pub(super) const MADE_AT_MOST: usize = 50;

impl<'a> Rehearsing<'a> {
    pub(super) fn start(
        history: &'a History,
        server: &'a mut dyn Server,
        options: &'a Options,
    ) -> Result<Self, Refusal> {
        let beginning = if server.is_clone() { String::new() } else { schemas_of_tool(history) };
        let session = Some(server.fresh(&beginning)?);
        let seeder = Seeder::new(options);
        let (made, before) = (Vec::new(), Vec::new());
        let runs_unread =
            |up: &Script| up.steps.iter().any(|step| runs_unseen_code(&step.statement.kind, &step.before));
        let mut ups = history.migrations.iter().map(|migration| migration.up.as_ref());
        let unread_from = ups.position(|up| up.is_some_and(runs_unread));
        let (now, current, spoiled_by) = (None, 0, None);
        Ok(Self {
            history,
            server,
            session,
            options,
            seeder,
            made,
            unread_from,
            current,
            now,
            spoiled_by,
            before,
        })
    }

    pub(super) fn end(self, trips: Vec<Trip>, whole: Option<Whole>) -> Rehearsal {
        let rehearsal = Rehearsal {
            server: self.server.kind(),
            version: self.server.full_version().to_owned(),
            trips,
            whole,
            made: self.made.into_iter().map(|made| made.what).collect(),
            unseeded: self.seeder.refused(),
            over: self.options.over(),
            spoiled_by: self.spoiled_by,
            notes: Vec::new(),
        };
        if let Some(session) = self.session {
            self.server.release(session);
        }
        rehearsal
    }

    /// The session and what runs scripts in it.
    pub(super) fn runner(&mut self) -> Result<Runner<'_>, Refusal> {
        self.now = None;
        let beside = self.server.beside();
        let session = self.session.as_mut().ok_or_else(|| Refusal::of("the connection is lost"))?;
        let unread = self.unread_from.is_some_and(|from| from <= self.current);
        Ok(Runner { session, beside, of_tool: &self.history.settings, options: &self.options.replay, unread })
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
        if self.server.is_clone() {
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

    /// What differs, but for what was made in between because the history takes it to be there.
    pub(super) fn differences(&self, before: &Fingerprint, there: &Fingerprint) -> Vec<Difference> {
        let made = |object: &str| self.made.iter().any(|made| made.what == object);
        let differences = before.differences(there).into_iter();
        differences.filter(|difference| !difference.is_proof() && !made(difference.object())).collect()
    }

    pub(super) fn fingerprint(&mut self) -> Result<Fingerprint, Refusal> {
        if let Some(now) = &self.now {
            return Ok(now.clone());
        }
        let now = Fingerprint::read(self.session()?)?;
        self.now = Some(now.clone());
        Ok(now)
    }

    pub(super) fn seed(&mut self) -> Result<(), Refusal> {
        // Statements of the user's own may do anything.
        self.now = self.now.take().filter(|_| self.options.seed.is_none());
        let session = self.session.as_mut().ok_or_else(|| Refusal::of("the connection is lost"))?;
        self.seeder.fill(session)
    }

    /// Makes what the history takes to be there and a statement missed. Whether there was such a thing.
    pub(super) fn make(
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
            self.rebuild(index, index)?;
        }
        if self.spoiled_by.is_some() {
            return Ok(false);
        }
        self.now = None;
        if self.session()?.run(&made.sql).is_err() {
            return Ok(false);
        }
        self.made.push(made);
        Ok(true)
    }

    /// A database in which the migrations before this place have run, and nothing else. Of a clone there is none.
    pub(super) fn rebuild(&mut self, place: usize, because_of: usize) -> Result<(), Refusal> {
        if self.server.is_clone() {
            self.spoiled_by = Some(because_of);
            return Ok(());
        }
        if let Some(session) = self.session.take() {
            self.server.release(session);
        }
        let made = self.made.iter().map(|made| format!("{};\n", made.sql));
        let beginning = std::iter::once(schemas_of_tool(self.history)).chain(made).collect::<String>();
        self.session = Some(self.server.fresh(&beginning)?);
        self.seeder.forget();
        self.now = None;
        let history = self.history;
        for up in history.migrations.iter().take(place).filter_map(|migration| migration.up.as_ref()) {
            // One that failed before fails again.
            self.quietly(up)?;
        }
        Ok(())
    }
}

/// What makes the schemas that the tool puts into the search path.
fn schemas_of_tool(history: &History) -> String {
    let first = history.migrations.iter().find_map(|migration| migration.up.as_ref());
    let Some(path) = first.filter(|_| !history.settings.is_empty()).map(|up| &up.before.session.search_path)
    else {
        return String::new();
    };
    path.iter().map(|schema| format!("CREATE SCHEMA IF NOT EXISTS {};\n", quoted(schema))).collect()
}
