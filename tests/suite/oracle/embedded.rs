//! PostgreSQL 17 in this process. It has one backend, which is emptied between cases.

use migrate_lint::version::PgVersion;
use pglite_oxide::{PgliteServer, extensions};
use postgres::Config;

use super::server::{ROLES, SETTINGS, Server};
use super::session::{Refusal, Session};

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

pub(crate) struct Embedded {
    /// The one session while nobody uses it. It ends before the server, which waits for it.
    idle: Option<Session>,
    server: PgliteServer,
    /// How often the session was emptied.
    emptied: usize,
}

impl Embedded {
    /// The extensions that statements may create must be named now; those that it does not bundle are left out.
    pub(crate) fn start(names: &[&str]) -> Result<Embedded, Refusal> {
        let bundled = extensions::ALL.iter().filter(|extension| names.contains(&extension.sql_name()));
        let server = PgliteServer::builder()
            .temporary()
            .extensions(bundled.copied())
            .start()
            .map_err(|error| Refusal::of(format!("{error:#}")))?;
        let config: Config = server.database_url().parse()?;
        Ok(Embedded { idle: Some(Session::open(&config)?), emptied: 0, server })
    }
}

impl Server for Embedded {
    fn version(&self) -> PgVersion {
        PgVersion::V17
    }

    fn title(&self) -> String {
        "17 embedded".to_owned()
    }

    fn fresh(&mut self, beginning: &str) -> Result<Session, Refusal> {
        self.emptied += 1;
        if self.emptied.is_multiple_of(RENEWED) {
            self.idle = None;
        }
        let mut session = match self.idle.take() {
            Some(session) => session,
            None => Session::open(&self.server.database_url().parse::<Config>()?)?,
        };
        session.run("ROLLBACK")?;
        session.run("DISCARD ALL")?;
        session.run(SETTINGS)?;
        session.run(EMPTY)?;
        for role in ROLES {
            session.run(&format!("CREATE ROLE {role}"))?;
        }
        session.run(beginning)?;
        Ok(session)
    }

    fn release(&mut self, session: Session) {
        self.idle = Some(session);
    }

    fn beside(&self) -> Option<Config> {
        None
    }
}
