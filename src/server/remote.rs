//! A server that somebody else keeps: a clone of production, reached by what the user names. It is used as it is, so
//! nobody else may be on it.

use std::time::{Duration, Instant};

use super::refusal::Refusal;
use super::session::{Address, Session};
use super::{SETTINGS, Server};
use crate::config::DatabaseChoice;
use crate::connect::{Permissions, Target};
use crate::version::PgVersion;

pub struct Remote {
    address: Address,
    version: PgVersion,
    full_version: String,
    /// Something ran in it: it is not the clone any more that it was.
    used: bool,
}

/// Other sessions than our own, on any database of the server.
const OTHERS: &str = "SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_activity \
     WHERE backend_type = 'client backend' AND pid <> pg_catalog.pg_backend_pid()";

/// How long a session may take to leave.
const PATIENCE: Duration = Duration::from_secs(1);

/// How many others there are, when those that are about to leave have left.
fn others(session: &mut Session) -> Result<String, Refusal> {
    let begun = Instant::now();
    loop {
        let others = session.value(OTHERS)?;
        if others == "0" || begun.elapsed() > PATIENCE {
            return Ok(others);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

impl Remote {
    /// Connects, unless the server is one of these, which are production, or others are using it.
    pub fn connect(target: Target, production: &[DatabaseChoice]) -> Result<Remote, Refusal> {
        let place = target.place();
        let address = Address::target(target.clone());
        let mut session = address.open()?;
        let identifier =
            session.value("SELECT system_identifier FROM pg_catalog.pg_control_system()").unwrap_or_default();
        let is_same_place = |known: &&DatabaseChoice| {
            Target::find(&known.origin, Permissions::default())
                .is_ok_and(|other| other.is_same_place(&target))
        };
        if let Some(known) = production.iter().find(is_same_place) {
            return Err(Refusal::of(format!(
                "{place} is `{}`, which migrate-lint.toml calls production: nothing is rehearsed there",
                known.name
            )));
        }
        let has_identifier = |known: &&DatabaseChoice| known.system_identifier.as_ref() == Some(&identifier);
        if let Some(known) = production.iter().find(has_identifier) {
            let hint =
                "rehearse on a clone that was restored from a dump, which has an identifier of its own";
            return Err(Refusal {
                hint: Some(hint.into()),
                ..Refusal::of(format!(
                    "{place} has the system identifier that migrate-lint.toml gives for `{}`: it is production \
                     under another name, or a copy of its files, and these cannot be told apart",
                    known.name
                ))
            });
        }
        if session.value("SELECT pg_catalog.pg_is_in_recovery()")? == "t" {
            return Err(Refusal::of(format!("{place} is a standby: nothing can be changed there")));
        }
        let sessions = match others(&mut session)?.as_str() {
            "0" => None,
            "1" => Some("1 other session".to_owned()),
            several => Some(format!("{several} other sessions")),
        };
        if let Some(sessions) = sessions {
            return Err(Refusal::of(format!(
                "{place} is in use: it has {sessions}. A rehearsal needs a server of its own"
            )));
        }
        let full_version = session.value("SHOW server_version")?;
        let version = full_version.parse().map_err(|unknown| Refusal::of(format!("{place}: {unknown}")))?;
        Ok(Remote { address, version, full_version, used: false })
    }

    fn open(&self) -> Result<Session, Refusal> {
        let mut session = self.address.open()?;
        session.run(SETTINGS)?;
        Ok(session)
    }
}

impl Server for Remote {
    fn version(&self) -> PgVersion {
        self.version
    }

    fn full_version(&self) -> &str {
        &self.full_version
    }

    fn kind(&self) -> &'static str {
        "environment"
    }

    /// The clone as it was found. There is no second one.
    fn fresh(&mut self, beginning: &str) -> Result<Session, Refusal> {
        if self.used {
            return Err(Refusal::of("the database is not as it was found any more: make the clone anew"));
        }
        self.used = true;
        let mut session = self.open()?;
        session.run(beginning)?;
        Ok(session)
    }

    fn renew(&mut self, session: Session) -> Result<Session, Refusal> {
        drop(session);
        self.open()
    }

    fn release(&mut self, session: Session) {
        drop(session);
    }

    fn is_clone(&self) -> bool {
        true
    }

    fn beside(&self) -> Option<Address> {
        Some(self.address.clone())
    }
}
