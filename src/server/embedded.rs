//! PostgreSQL 17 in this process. It has one backend, which is emptied between cases.

use pglite_oxide::{PgliteServer, extensions};

use super::refusal::Refusal;
use super::session::{Address, Session};
use super::{SETTINGS, Server};
use crate::version::PgVersion;

/// Drops whatever a case can have left behind. An extension goes before the schemas, which it may own.
const EMPTY: &str = r"
DO $$
DECLARE found record;
BEGIN
  FOR found IN SELECT pubname AS name FROM pg_publication LOOP
    EXECUTE format('DROP PUBLICATION %I', found.name);
  END LOOP;
  FOR found IN SELECT evtname AS name FROM pg_event_trigger LOOP
    EXECUTE format('DROP EVENT TRIGGER %I', found.name);
  END LOOP;
  FOR found IN SELECT extname AS name FROM pg_extension WHERE extname <> 'plpgsql' LOOP
    EXECUTE format('DROP EXTENSION IF EXISTS %I CASCADE', found.name);
  END LOOP;
  FOR found IN SELECT fdwname AS name FROM pg_foreign_data_wrapper LOOP
    EXECUTE format('DROP FOREIGN DATA WRAPPER IF EXISTS %I CASCADE', found.name);
  END LOOP;
  FOR found IN SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
    EXECUTE format('DROP SCHEMA %I CASCADE', found.name);
  END LOOP;
  FOR found IN SELECT rolname AS name FROM pg_roles WHERE NOT rolsuper AND rolname !~ '^pg_' LOOP
    EXECUTE format('DROP OWNED BY %I CASCADE', found.name);
    EXECUTE format('DROP ROLE %I', found.name);
  END LOOP;
END $$;
CREATE SCHEMA public;
";

/// A connection is a backend of its own; one that has seen some hundred errors stops answering.
const RENEWED: usize = 20;

pub struct Embedded {
    /// The one session while nobody uses it. It ends before the server, which waits for it.
    idle: Option<Session>,
    _server: PgliteServer,
    address: Address,
    full_version: String,
    roles: Vec<String>,
    /// How often the session was emptied.
    emptied: usize,
    /// Removes the folder; the server is done with it by then.
    #[cfg(unix)]
    _keeper: super::keeper::Keeper,
}

/// The extensions that it can create, by the names that SQL knows.
pub fn bundled_extensions() -> Vec<&'static str> {
    extensions::ALL.iter().map(|extension| extension.sql_name()).collect()
}

impl Embedded {
    /// The extensions that statements may create must be named now; those that it does not bundle are left out. The
    /// roles are there in every database.
    pub fn start(names: &[&str], roles: &[&str]) -> Result<Embedded, Refusal> {
        let bundled = extensions::ALL.iter().filter(|extension| names.contains(&extension.sql_name()));
        let builder = PgliteServer::builder().extensions(bundled.copied());
        #[cfg(unix)]
        let keeper = super::keeper::Keeper::start(":", &[] as &[&str], None)?;
        // A port would be open to everyone on this machine.
        #[cfg(unix)]
        let builder = builder.path(keeper.folder().join("data")).unix(keeper.folder().join(".s.PGSQL.5432"));
        #[cfg(not(unix))]
        let builder = builder.temporary();
        let server = builder
            .start()
            .map_err(|error| Refusal::of(format!("the embedded server does not start: {error:#}")))?;
        let address = Address::local(server.database_url().parse()?);
        let mut idle = address.open()?;
        let full_version = idle.value("SHOW server_version")?;
        Ok(Embedded {
            idle: Some(idle),
            _server: server,
            address,
            full_version,
            roles: roles.iter().map(|role| (*role).to_owned()).collect(),
            emptied: 0,
            #[cfg(unix)]
            _keeper: keeper,
        })
    }
}

fn emptied(session: &mut Session) -> Result<(), Refusal> {
    session.run("DISCARD ALL")?;
    session.run(SETTINGS)?;
    session.run(EMPTY)
}

fn extensions_of(session: &mut Session) -> Result<Vec<String>, Refusal> {
    Ok(session.rows("SELECT extname FROM pg_catalog.pg_extension")?.concat())
}

impl Server for Embedded {
    fn version(&self) -> PgVersion {
        PgVersion::V17
    }

    fn full_version(&self) -> &str {
        &self.full_version
    }

    fn kind(&self) -> &'static str {
        "embedded"
    }

    fn fresh(&mut self, beginning: &str) -> Result<Session, Refusal> {
        self.emptied += 1;
        if self.emptied.is_multiple_of(RENEWED) {
            self.idle = None;
        }
        let mut session = match self.idle.take() {
            Some(session) => session,
            None => self.address.open()?,
        };
        session.run("ROLLBACK")?;
        if emptied(&mut session).is_err() {
            // A backend can lose track of what it has dropped; a new one reads it all again.
            drop(session);
            session = self.address.open()?;
            emptied(&mut session)?;
        }
        for role in &self.roles {
            session.run(&format!("CREATE ROLE {role}"))?;
        }
        session.run(beginning)?;
        Ok(session)
    }

    fn renew(&mut self, mut session: Session) -> Result<Session, Refusal> {
        let created = extensions_of(&mut session)?;
        drop(session);
        let mut session = self.address.open()?;
        session.run(SETTINGS)?;
        // Each backend creates those that the server was opened with.
        for name in extensions_of(&mut session)?.iter().filter(|name| !created.contains(name)) {
            session.run(&format!("DROP EXTENSION \"{name}\" CASCADE"))?;
        }
        Ok(session)
    }

    fn release(&mut self, session: Session) {
        self.idle = Some(session);
    }

    fn beside(&self) -> Option<Address> {
        None
    }
}
