//! One connection to a server: statements by the simple protocol, the server's notices, and its refusals.

use std::sync::{Arc, Mutex};

use postgres::error::DbError;
use postgres::{CancelToken, Client, Config, NoTls, SimpleQueryMessage};

use super::refusal::Refusal;
use crate::connect::Target;

/// How a session reaches a database.
#[derive(Clone, Debug)]
pub struct Address(Reached);

#[derive(Clone, Debug)]
enum Reached {
    /// A server of our own on this machine, without encryption.
    Local(Box<Config>),
    Target(Box<Target>),
}

pub struct Session {
    client: Client,
    notices: Arc<Mutex<Vec<String>>>,
}

/// How the program calls itself to a server that is not its own.
const APPLICATION: &str = "migrate-lint/rehearse";

impl Address {
    pub fn local(config: Config) -> Self {
        Self(Reached::Local(Box::new(config)))
    }

    pub fn target(target: Target) -> Self {
        Self(Reached::Target(Box::new(target)))
    }

    pub fn open(&self) -> Result<Session, Refusal> {
        let notices: Arc<Mutex<Vec<String>>> = Arc::default();
        let heard = Arc::clone(&notices);
        let hear = move |notice: DbError| {
            if let Ok(mut heard) = heard.lock() {
                heard.push(notice.message().to_owned());
            }
        };
        let client = match &self.0 {
            Reached::Local(config) => config.clone().notice_callback(hear).connect(NoTls)?,
            Reached::Target(target) => target.connect_heard(APPLICATION, hear)?,
        };
        Ok(Session { client, notices })
    }
}

impl Session {
    /// Runs statements as one message.
    pub fn run(&mut self, sql: &str) -> Result<(), Refusal> {
        Ok(self.client.batch_execute(sql)?)
    }

    /// The rows of the last statement, as text; NULL is the empty text.
    pub fn rows(&mut self, sql: &str) -> Result<Vec<Vec<String>>, Refusal> {
        let answers = self.client.simple_query(sql)?;
        let rows = answers.into_iter().filter_map(|answer| match answer {
            SimpleQueryMessage::Row(row) => {
                Some((0..row.len()).map(|at| row.get(at).unwrap_or_default().to_owned()).collect())
            }
            _ => None,
        });
        Ok(rows.collect())
    }

    /// The one value that a query returns; empty where it returns none.
    pub fn value(&mut self, sql: &str) -> Result<String, Refusal> {
        Ok(self.rows(sql)?.into_iter().flatten().next().unwrap_or_default())
    }

    /// What the server said since this was last asked.
    pub fn notices(&mut self) -> Vec<String> {
        self.notices.lock().map(|mut heard| std::mem::take(&mut *heard)).unwrap_or_default()
    }

    /// The number by which another session finds this one in `pg_locks`.
    pub fn backend(&mut self) -> Result<String, Refusal> {
        self.value("SELECT pg_catalog.pg_backend_pid()")
    }

    /// What stops the statement that runs, from another thread.
    pub fn cancel_token(&self) -> CancelToken {
        self.client.cancel_token()
    }
}
