//! The database of a gate: what it says about itself, read once, and the session for what only rows can tell.

use std::rc::Rc;

use serde::de::DeserializeOwned;

use super::answer::{Answer, Source};
use crate::compare::Place;
use crate::connect::{Parameter, ProbeFailure, Server, Session};
use crate::evidence::ServerIdentity;
use crate::live::{Facts, Ledger, read_ledgers};
use crate::monitor::{self, Sample};

/// A database that is asked.
pub struct Database {
    /// As the configuration calls it.
    pub name: String,
    /// The server that the configuration says it is.
    pub pinned: Option<String>,
    session: Session,
    facts: Option<Rc<Facts>>,
    ledgers: Option<Rc<Vec<Ledger>>>,
}

impl Database {
    pub fn new(name: String, pinned: Option<String>, session: Session) -> Self {
        Self { name, pinned, session, facts: None, ledgers: None }
    }

    pub fn server(&self) -> &Server {
        self.session.server()
    }

    /// What tells it from a copy. Absent where the role may not know it.
    pub fn identity(&self) -> Option<ServerIdentity> {
        let server = self.session.server();
        let system_identifier = server.system_identifier.clone()?;
        Some(ServerIdentity { system_identifier, database: server.database.clone() })
    }

    /// `prod (PostgreSQL 15.8, app, primary)`.
    pub fn shown(&self) -> String {
        let server = self.session.server();
        let role = if server.in_recovery { "standby" } else { "primary" };
        format!("{} (PostgreSQL {}, {}, {role})", self.name, server.version, server.database)
    }

    /// How another connection to it is made.
    pub fn place(&self) -> Place {
        let target = self.session.target().clone();
        Place { name: self.name.clone(), target, pinned: self.pinned.clone() }
    }

    /// The counters as they stand now.
    pub fn sample(&mut self) -> Result<Sample, Answer> {
        monitor::take(&mut self.session, Vec::new(), None).map_err(|failure| unknown(&failure))
    }

    /// Everything its catalogs say.
    pub fn facts(&mut self) -> Result<Rc<Facts>, Answer> {
        if self.facts.is_none() {
            let facts = Facts::read(&mut self.session).map_err(|failure| unknown(&failure))?;
            self.facts = Some(Rc::new(facts));
        }
        let facts = self.facts.as_ref().map(Rc::clone);
        facts.ok_or_else(|| Answer::unknown(Source::Catalog, "the catalogs could not be read"))
    }

    /// The tables in which migration tools note what they applied.
    pub fn ledgers(&mut self) -> Result<Rc<Vec<Ledger>>, Answer> {
        if self.ledgers.is_none() {
            let ledgers = read_ledgers(&mut self.session).map_err(|failure| unknown(&failure))?;
            self.ledgers = Some(Rc::new(ledgers));
        }
        let ledgers = self.ledgers.as_ref().map(Rc::clone);
        ledgers.ok_or_else(|| Answer::unknown(Source::Ledger, "the ledgers could not be read"))
    }

    /// For questions that are asked elsewhere as well.
    pub fn session(&mut self) -> &mut Session {
        &mut self.session
    }

    /// The rows of a question of our own.
    pub fn rows<T: DeserializeOwned>(
        &mut self,
        sql: &str,
        values: &[Parameter],
    ) -> Result<Vec<T>, ProbeFailure> {
        self.session.rows(sql, values)
    }

    /// The one row of a question that always has one.
    pub fn row<T: DeserializeOwned>(&mut self, sql: &str, values: &[Parameter]) -> Result<T, Answer> {
        self.session.row(sql, values).map_err(|failure| unknown(&failure))
    }

    /// How the planner would answer a query of the user's.
    pub fn plan(&mut self, sql: &str) -> Result<serde_json::Value, ProbeFailure> {
        self.session.plan(sql)
    }

    /// The rows of a query of the user's.
    pub fn rows_as_role<T: DeserializeOwned>(&mut self, sql: &str) -> Result<Vec<T>, ProbeFailure> {
        self.session.rows_as_role(sql)
    }
}

/// What was not answered is not known, whatever the reason.
pub fn unknown(failure: &ProbeFailure) -> Answer {
    Answer::unknown(Source::Catalog, failure.to_string())
}
