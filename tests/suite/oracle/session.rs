//! One connection to a server: statements by the simple protocol, the server's notices, and its refusals.

use std::sync::{Arc, Mutex};

use postgres::{Client, Config, NoTls, SimpleQueryMessage};

/// What the server answered in place of running a statement, or that it could not be reached at all.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    /// SQLSTATE; empty where the connection failed.
    pub(crate) code: String,
    pub(crate) message: String,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.code, self.message)
    }
}

impl From<postgres::Error> for Refusal {
    fn from(error: postgres::Error) -> Self {
        match error.as_db_error() {
            Some(database) => {
                Refusal { code: database.code().code().to_owned(), message: database.message().to_owned() }
            }
            None => Refusal { code: String::new(), message: format!("{error:?}") },
        }
    }
}

impl From<std::io::Error> for Refusal {
    fn from(error: std::io::Error) -> Self {
        Refusal { code: String::new(), message: error.to_string() }
    }
}

impl Refusal {
    pub(crate) fn of(message: impl Into<String>) -> Self {
        Refusal { code: String::new(), message: message.into() }
    }
}

pub(crate) struct Session {
    client: Client,
    notices: Arc<Mutex<Vec<String>>>,
}

impl Session {
    pub(crate) fn open(config: &Config) -> Result<Session, Refusal> {
        let notices: Arc<Mutex<Vec<String>>> = Arc::default();
        let heard = Arc::clone(&notices);
        let mut config = config.clone();
        config.notice_callback(move |notice| {
            if let Ok(mut heard) = heard.lock() {
                heard.push(notice.message().to_owned());
            }
        });
        Ok(Session { client: config.connect(NoTls)?, notices })
    }

    /// Runs statements as one message.
    pub(crate) fn run(&mut self, sql: &str) -> Result<(), Refusal> {
        Ok(self.client.batch_execute(sql)?)
    }

    /// The rows of the last statement, as text; NULL is the empty text.
    pub(crate) fn rows(&mut self, sql: &str) -> Result<Vec<Vec<String>>, Refusal> {
        let answers = self.client.simple_query(sql)?;
        let rows = answers.into_iter().filter_map(|answer| match answer {
            SimpleQueryMessage::Row(row) => {
                Some((0..row.len()).map(|at| row.get(at).unwrap_or_default().to_owned()).collect())
            }
            _ => None,
        });
        Ok(rows.collect())
    }

    /// What the server said since this was last asked.
    pub(crate) fn notices(&mut self) -> Vec<String> {
        self.notices.lock().map(|mut heard| std::mem::take(&mut *heard)).unwrap_or_default()
    }

    /// The number by which another session finds this one in `pg_locks`.
    pub(crate) fn backend(&mut self) -> Result<String, Refusal> {
        let rows = self.rows("SELECT pg_catalog.pg_backend_pid()")?;
        Ok(rows.concat().concat())
    }
}
