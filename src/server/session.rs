//! One connection to a server: statements by the simple protocol, the server's notices, and its refusals.

use std::sync::{Arc, Mutex};

use postgres::{CancelToken, Client, Config, NoTls, SimpleQueryMessage};

use super::refusal::Refusal;

/// How a session reaches a database.
#[derive(Clone, Debug)]
pub struct Address {
    config: Config,
}

pub struct Session {
    client: Client,
    notices: Arc<Mutex<Vec<String>>>,
}

impl Address {
    /// A server on this machine, reached without encryption.
    pub fn local(config: Config) -> Self {
        Self { config }
    }

    pub fn open(&self) -> Result<Session, Refusal> {
        let notices: Arc<Mutex<Vec<String>>> = Arc::default();
        let heard = Arc::clone(&notices);
        let mut config = self.config.clone();
        config.notice_callback(move |notice| {
            if let Ok(mut heard) = heard.lock() {
                heard.push(notice.message().to_owned());
            }
        });
        Ok(Session { client: config.connect(NoTls)?, notices })
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
