//! A scratch server: a database that holds a given beginning and nothing else, sessions in it, and what a statement
//! that runs there was seen to do.

use crate::version::PgVersion;

#[cfg(feature = "embedded")]
mod embedded;
#[cfg(unix)]
mod find;
mod fingerprint;
#[cfg(unix)]
mod installed;
#[cfg(unix)]
mod keeper;
mod observe;
mod outcome;
mod refusal;
mod remote;
mod rows;
mod sample;
mod session;
mod watch;

#[cfg(feature = "embedded")]
pub use embedded::{Embedded, bundled_extensions};
#[cfg(unix)]
pub use find::{Installation, VARIABLE, installation_for, installations};
pub use fingerprint::{Difference, Fingerprint};
#[cfg(unix)]
pub use installed::Installed;
#[cfg(unix)]
pub use keeper::{Keeper, User};
pub use observe::{Relations, held, held_by, work};
pub use outcome::{Outcome, Sight};
pub use refusal::{Refusal, code};
pub use remote::Remote;
pub use rows::Rows;
pub use sample::Sampler;
pub use session::{Address, Session};
pub use watch::{observe_alone, observe_held};

/// Where trials run. One database at a time is in use.
pub trait Server {
    fn version(&self) -> PgVersion;

    /// The version as the server tells it: `15.13`.
    fn full_version(&self) -> &str;

    /// What kind of server it is: `embedded`, `system`, `environment`.
    fn kind(&self) -> &'static str;

    /// A session in a database in which only this script has run.
    fn fresh(&mut self, beginning: &str) -> Result<Session, Refusal>;

    /// Ends a session and begins another in the same database.
    fn renew(&mut self, session: Session) -> Result<Session, Refusal>;

    /// Gives a session back: the embedded server has one backend and keeps it.
    fn release(&mut self, session: Session);

    /// Whether it is somebody's clone, of which there is no second one.
    fn is_clone(&self) -> bool {
        false
    }

    /// How further sessions reach the database; absent where the server has one backend.
    fn beside(&self) -> Option<Address>;
}

/// Makes a session see what it should: the settings that every observation was made under.
pub const SETTINGS: &str = "SET client_min_messages = warning; SET timezone = 'UTC'; \
     SET max_parallel_maintenance_workers = 0; SET max_parallel_workers_per_gather = 0";
