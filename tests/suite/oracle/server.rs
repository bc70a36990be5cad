//! A server to try statements on, with a database that holds a given beginning and nothing else.

use migrate_lint::version::PgVersion;
use postgres::Config;

use super::session::{Refusal, Session};

pub(crate) trait Server {
    fn version(&self) -> PgVersion;

    /// The version and where the server comes from, as a table shows it.
    fn title(&self) -> String;

    /// A session in a database in which only this script has run.
    fn fresh(&mut self, beginning: &str) -> Result<Session, Refusal>;

    /// Gives a session back: the embedded server has one backend and keeps it.
    fn release(&mut self, session: Session);

    /// How a second session reaches the database of the first; absent where the server has one backend.
    fn beside(&self) -> Option<Config>;
}

/// Roles are the server's, not the database's: those that cases name are there from the beginning.
pub(crate) const ROLES: [&str; 10] = [
    "accounting",
    "app",
    "app_owner",
    "app_user",
    "billing",
    "reporting",
    "service_role",
    "shop",
    "shop_owner",
    "support",
];

/// Makes a session see what it should: the settings that every observation was made under.
pub(crate) const SETTINGS: &str = "SET client_min_messages = warning; SET timezone = 'UTC'; \
     SET max_parallel_maintenance_workers = 0; SET max_parallel_workers_per_gather = 0";
