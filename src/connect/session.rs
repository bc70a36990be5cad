//! A connection that only asks: one question at a time, each in a read-only transaction of its own that gives up
//! before it can be in anyone's way.
//!
//! Nothing is set for the session and nothing is prepared, so that it works behind a pooler that gives every
//! transaction another server process, and leaves nothing behind there.

use std::error::Error;
use std::fmt;
use std::time::{Duration, Instant};

use postgres::error::SqlState;
use postgres::types::{FromSql, ToSql, Type};
use postgres::{Client, Row, SimpleQueryMessage};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::error::ConnectError;
use super::target::Target;

/// The oldest version of PostgreSQL that is spoken to.
const OLDEST: i64 = 12;

/// How much of the server's time may be taken.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// For one question.
    pub probe: Duration,
    /// For a lock that a question waits for.
    pub lock: Duration,
    /// For all of them.
    pub total: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            probe: Duration::from_secs(10),
            lock: Duration::from_millis(200),
            total: Duration::from_secs(120),
        }
    }
}

/// A value for a `$n`.
#[derive(Clone, Debug)]
pub enum Parameter {
    Text(String),
    Texts(Vec<String>),
    Integer(i64),
    Oid(u32),
}

/// Who answers.
#[derive(Clone, Debug, Deserialize)]
pub struct Server {
    /// As `server_version_num` has it: 150008.
    pub version_number: i64,
    /// `15.8`.
    pub version: String,
    pub database: String,
    pub role: String,
    pub in_recovery: bool,
    /// Seconds since 1970, by the server's clock.
    pub now: i64,
    /// Absent where the role may not know it.
    pub system_identifier: Option<String>,
}

/// Why a question has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProbeFailure {
    /// Somebody holds a lock that the question needs.
    Locked,
    /// It took too long.
    TimedOut(Duration),
    /// The role may not.
    Denied(String),
    /// The connection is gone.
    Lost,
    /// The time for all questions is used up.
    BudgetSpent(Duration),
    /// The server refused it for another reason: SQLSTATE and message.
    Refused { code: String, message: String },
    /// The answer was not what it should be.
    Misread(String),
}

pub struct Session {
    client: Client,
    target: Target,
    limits: Limits,
    server: Server,
    spent: Duration,
    lost: bool,
}

impl Session {
    pub fn open(target: &Target, limits: Limits) -> Result<Self, ConnectError> {
        let application = concat!("migrate-lint/", env!("CARGO_PKG_VERSION"));
        let client = target.connect(application)?;
        let server = Server {
            version_number: 0,
            version: String::new(),
            database: String::new(),
            role: String::new(),
            in_recovery: false,
            now: 0,
            system_identifier: None,
        };
        let mut session =
            Self { client, target: target.clone(), limits, server, spent: Duration::ZERO, lost: false };
        session.greet()?;
        Ok(session)
    }

    pub fn server(&self) -> &Server {
        &self.server
    }

    /// How it was reached.
    pub fn target(&self) -> &Target {
        &self.target
    }

    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Whether the connection broke on the way.
    pub fn is_lost(&self) -> bool {
        self.lost
    }

    /// The rows of a query, each read as a `T` by the names of its columns. All names in it stand for system objects
    /// unless they are qualified.
    pub fn rows<T: DeserializeOwned>(
        &mut self,
        sql: &str,
        parameters: &[Parameter],
    ) -> Result<Vec<T>, ProbeFailure> {
        self.ask(sql, parameters, "pg_catalog")
    }

    /// The one row of a query that always has one.
    pub fn row<T: DeserializeOwned>(
        &mut self,
        sql: &str,
        parameters: &[Parameter],
    ) -> Result<T, ProbeFailure> {
        let rows = self.rows(sql, parameters)?;
        rows.into_iter().next().ok_or_else(|| ProbeFailure::Misread("no row came back".to_owned()))
    }

    /// The same for a query of the user's, whose names are looked up as the role's own are.
    pub fn rows_as_role<T: DeserializeOwned>(&mut self, sql: &str) -> Result<Vec<T>, ProbeFailure> {
        self.ask(sql, &[], "")
    }

    /// How the planner would answer a query of the user's, which is not run.
    pub fn plan(&mut self, sql: &str) -> Result<serde_json::Value, ProbeFailure> {
        let explained = format!("EXPLAIN (FORMAT JSON) {}", sql.trim().trim_end_matches(';'));
        let texts = self.texts(&explained, &[], "")?;
        let text = texts.first().map(String::as_str).unwrap_or_default();
        serde_json::from_str(text).map_err(|error| ProbeFailure::Misread(error.to_string()))
    }

    fn ask<T: DeserializeOwned>(
        &mut self,
        sql: &str,
        parameters: &[Parameter],
        search_path: &str,
    ) -> Result<Vec<T>, ProbeFailure> {
        let wrapped =
            format!("SELECT pg_catalog.row_to_json(answer)::pg_catalog.text FROM (\n{sql}\n) AS answer");
        let texts = self.texts(&wrapped, parameters, search_path)?;
        let read = |text: &String| serde_json::from_str(text);
        texts
            .iter()
            .map(read)
            .collect::<Result<_, _>>()
            .map_err(|error| ProbeFailure::Misread(error.to_string()))
    }

    /// The first column of every row, as text.
    fn texts(
        &mut self,
        sql: &str,
        parameters: &[Parameter],
        search_path: &str,
    ) -> Result<Vec<String>, ProbeFailure> {
        if self.lost {
            return Err(ProbeFailure::Lost);
        }
        let left = self.limits.total.saturating_sub(self.spent);
        if left.is_zero() {
            return Err(ProbeFailure::BudgetSpent(self.limits.total));
        }
        let allowed = left.min(self.limits.probe);
        let begun = Instant::now();
        let answer = self.transaction(sql, parameters, search_path, allowed);
        self.spent += begun.elapsed();
        answer.map_err(|error| self.failure(&error, allowed))
    }

    /// Begins, asks and rolls back. The first query of the transaction makes it read-only for good.
    fn transaction(
        &mut self,
        sql: &str,
        parameters: &[Parameter],
        search_path: &str,
        allowed: Duration,
    ) -> Result<Vec<String>, postgres::Error> {
        if let Err(error) = self.client.batch_execute(&beginning(&self.limits, allowed, search_path)) {
            // Where a setting was refused, the transaction is open and of no use.
            if error.as_db_error().is_some() {
                self.client.batch_execute("ROLLBACK")?;
            }
            return Err(error);
        }
        let values: Vec<(&(dyn ToSql + Sync), Type)> = parameters.iter().map(Parameter::typed).collect();
        let answer = self.client.query_typed(sql, &values);
        let over = self.client.batch_execute("ROLLBACK");
        let rows = answer?;
        over?;
        rows.iter().map(text).collect()
    }

    fn failure(&mut self, error: &postgres::Error, allowed: Duration) -> ProbeFailure {
        self.lost |= self.client.is_closed();
        let Some(refusal) = error.as_db_error() else {
            self.lost |= error.is_closed() || error.as_db_error().is_none();
            return ProbeFailure::Lost;
        };
        let message = self.target.scrub(refusal.message());
        match *refusal.code() {
            SqlState::LOCK_NOT_AVAILABLE => ProbeFailure::Locked,
            SqlState::QUERY_CANCELED => ProbeFailure::TimedOut(allowed),
            SqlState::INSUFFICIENT_PRIVILEGE => ProbeFailure::Denied(message),
            SqlState::ADMIN_SHUTDOWN | SqlState::CRASH_SHUTDOWN => {
                self.lost = true;
                ProbeFailure::Lost
            }
            ref code => {
                // What the server says of a value quotes it, and a value is a row's.
                let message = if code.code().starts_with("22") { String::new() } else { message };
                ProbeFailure::Refused { code: code.code().to_owned(), message }
            }
        }
    }

    fn version_shown(&mut self) -> Option<String> {
        let answer = self.client.simple_query("SHOW server_version").ok()?;
        answer.iter().find_map(|message| match message {
            SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
            _ => None,
        })
    }

    fn greet(&mut self) -> Result<(), ConnectError> {
        let place = self.target.place();
        let unusable =
            |failure: ProbeFailure| ConnectError::new(format!("{place} cannot be asked: {failure}"));
        #[derive(Deserialize)]
        struct Version {
            number: i64,
            name: String,
        }
        let version = self.row::<Version>(
            "SELECT current_setting('server_version_num')::int8 AS number, current_setting('server_version') AS name",
            &[],
        );
        let too_old = match version {
            Ok(version) => (version.number < OLDEST * 10_000).then_some(version.name),
            // It knows not even the settings that every question is asked with.
            Err(ProbeFailure::Refused { code, .. }) if code == SqlState::UNDEFINED_OBJECT.code() => {
                Some(self.version_shown().unwrap_or_default())
            }
            Err(failure) => return Err(unusable(failure)),
        };
        if let Some(version) = too_old {
            return Err(ConnectError::new(format!(
                "{place} runs PostgreSQL {version}, which is too old to be asked"
            ))
            .remedy(format!(
                "PostgreSQL {OLDEST} and later are supported; the files are judged without it"
            )));
        }
        self.server = self.row(GREETING, &[]).map_err(unusable)?;
        Ok(())
    }
}

/// `pg_control_system` may be closed to the role; a query that names it would fail then.
const GREETING: &str = "
    SELECT current_setting('server_version_num')::int8 AS version_number,
           split_part(current_setting('server_version'), ' ', 1) AS version,
           current_database() AS database,
           current_user AS role,
           pg_is_in_recovery() AS in_recovery,
           extract(epoch FROM now())::int8 AS now,
           CASE WHEN has_function_privilege('pg_control_system()', 'EXECUTE')
                THEN (SELECT system_identifier::text FROM pg_control_system()) END AS system_identifier";

fn beginning(limits: &Limits, allowed: Duration, search_path: &str) -> String {
    let path = match search_path {
        "" => String::new(),
        path => format!("SET LOCAL search_path = {path}; "),
    };
    format!(
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; \
         SET LOCAL statement_timeout = {}; \
         SET LOCAL lock_timeout = {}; \
         SET LOCAL idle_in_transaction_session_timeout = 5000; \
         SET LOCAL row_security = off; \
         SET LOCAL max_parallel_workers_per_gather = 0; \
         {path}SELECT 1",
        allowed.as_millis().max(1),
        limits.lock.as_millis().max(1),
    )
}

/// A plan comes as JSON, all else as text.
fn text(row: &Row) -> Result<String, postgres::Error> {
    match *row.columns().first().map_or(&Type::TEXT, |column| column.type_()) {
        Type::JSON => row.try_get::<_, Document>(0).map(|document| document.0),
        _ => row.try_get(0),
    }
}

/// A value of the type `json`, as it was sent.
struct Document(String);

impl<'a> FromSql<'a> for Document {
    fn from_sql(_: &Type, bytes: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(std::str::from_utf8(bytes)?.to_owned()))
    }

    fn accepts(of: &Type) -> bool {
        *of == Type::JSON
    }
}

impl Parameter {
    fn typed(&self) -> (&(dyn ToSql + Sync), Type) {
        match self {
            Parameter::Text(text) => (text, Type::TEXT),
            Parameter::Texts(texts) => (texts, Type::TEXT_ARRAY),
            Parameter::Integer(number) => (number, Type::INT8),
            Parameter::Oid(oid) => (oid, Type::OID),
        }
    }
}

impl fmt::Display for ProbeFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ProbeFailure::Locked => f.write_str("another session holds a lock on it"),
            ProbeFailure::TimedOut(allowed) => write!(f, "no answer within {} s", allowed.as_secs_f32()),
            ProbeFailure::Denied(message) => f.write_str(message),
            ProbeFailure::Lost => f.write_str("the connection was lost"),
            ProbeFailure::BudgetSpent(total) => {
                write!(f, "the {} s for all questions were used up", total.as_secs())
            }
            ProbeFailure::Refused { code, message } if message.is_empty() => write!(f, "SQLSTATE {code}"),
            ProbeFailure::Refused { code, message } => write!(f, "{message} (SQLSTATE {code})"),
            ProbeFailure::Misread(what) => write!(f, "the answer was not understood: {what}"),
        }
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("server", &self.server).finish_non_exhaustive()
    }
}
