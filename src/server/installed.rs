//! A temporary cluster of an installed server, on a socket of its own. Whatever becomes of this process, the server
//! ends and its folder is removed.

use std::path::Path;
use std::time::{Duration, Instant};

use postgres::Config;

use super::find::Installation;
use super::keeper::{Keeper, User};
use super::refusal::{Refusal, code};
use super::session::{Address, Session};
use super::{SETTINGS, Server};
use crate::version::PgVersion;

/// Arguments: the folder with the programs.
const CLUSTER: &str = r#"
"$1/initdb" -D "$folder/data" -U postgres -A trust --no-locale -E UTF8 -N &&
"$1/postgres" -D "$folder/data" -p 5432 -c listen_addresses= -c unix_socket_directories="$folder" \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=16MB -c max_connections=60 \
    -c autovacuum=off -c wal_level=logical -c max_prepared_transactions=4 -c timezone=UTC \
    -c max_parallel_maintenance_workers=0 -c max_parallel_workers_per_gather=0
"#;

const PATIENCE: Duration = Duration::from_secs(60);

pub struct Installed {
    installation: Installation,
    keeper: Keeper,
    socket: Config,
    /// Roles that are there in every database.
    roles: Vec<String>,
    /// How many databases were made; the last one is in use.
    databases: usize,
    /// The beginning that was asked for last, and the template that was made when it was asked for again.
    beginning: String,
    template: Option<String>,
}

impl Installed {
    /// Starts a cluster. Roles belong to the server and not to a database: these are there in every one.
    pub fn start(installation: Installation, roles: &[&str]) -> Result<Installed, Refusal> {
        let keeper = Keeper::start(CLUSTER, &[&installation.bin], User::for_servers()?)?;
        let mut socket = Config::new();
        socket.host_path(keeper.folder()).port(5432).user("postgres");
        let cluster = Installed {
            installation,
            keeper,
            socket,
            roles: roles.iter().map(|role| (*role).to_owned()).collect(),
            databases: 0,
            beginning: String::new(),
            template: None,
        };
        cluster.wait()?;
        for role in &cluster.roles {
            cluster.maintenance(&format!("CREATE ROLE {role}"))?;
        }
        Ok(cluster)
    }

    /// Where its data and its socket are, as long as it runs.
    pub fn folder(&self) -> &Path {
        self.keeper.folder()
    }

    fn wait(&self) -> Result<(), Refusal> {
        let begun = Instant::now();
        while let Err(refusal) = self.maintenance("SELECT 1") {
            if self.keeper.has_ended() || begun.elapsed() > PATIENCE {
                let Installation { full, bin, .. } = &self.installation;
                let log = self.keeper.log();
                let last = log.lines().last().unwrap_or_default();
                return Err(Refusal::of(format!(
                    "PostgreSQL {full} in {} does not start: {last} ({refusal})",
                    bin.display()
                )));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// Runs a statement in the database that is there for this.
    fn maintenance(&self, sql: &str) -> Result<(), Refusal> {
        self.address("postgres").open()?.run(sql)
    }

    fn address(&self, database: &str) -> Address {
        Address::local(self.socket.clone().dbname(database).clone())
    }

    fn open(&self, database: &str) -> Result<Session, Refusal> {
        let mut session = self.address(database).open()?;
        session.run(SETTINGS)?;
        Ok(session)
    }

    fn database(&self) -> String {
        format!("trial_{}", self.databases)
    }

    /// Drops a database; its last session may take a moment to leave.
    fn drop_database(&self, name: &str) -> Result<(), Refusal> {
        let begun = Instant::now();
        loop {
            match self.maintenance(&format!("DROP DATABASE IF EXISTS {name}")) {
                Err(refusal) if refusal.code == code::OBJECT_IN_USE && begun.elapsed() < PATIENCE => {
                    std::thread::sleep(Duration::from_millis(5));
                }
                answer => return answer,
            }
        }
    }

    /// Roles and what else belongs to no database; a role that a template has rights for stays.
    fn tidy(&self) -> Result<(), Refusal> {
        let kept: Vec<String> = self.roles.iter().map(|role| format!("'{role}'")).collect();
        let kept = if kept.is_empty() { "''".to_owned() } else { kept.join(", ") };
        self.maintenance(&format!(
            "DO $$ DECLARE found record; BEGIN \
               FOR found IN SELECT rolname FROM pg_roles WHERE NOT rolsuper AND rolname !~ '^pg_' \
                 AND rolname NOT IN ({kept}) LOOP \
                 BEGIN EXECUTE format('DROP ROLE %I', found.rolname); \
                 EXCEPTION WHEN dependent_objects_still_exist THEN NULL; END; \
               END LOOP; END $$"
        ))
    }
}

impl Server for Installed {
    fn version(&self) -> PgVersion {
        self.installation.version
    }

    fn full_version(&self) -> &str {
        &self.installation.full
    }

    fn kind(&self) -> &'static str {
        "system"
    }

    fn fresh(&mut self, beginning: &str) -> Result<Session, Refusal> {
        self.drop_database(&self.database())?;
        self.tidy()?;
        self.databases += 1;
        let name = self.database();
        if beginning != self.beginning {
            beginning.clone_into(&mut self.beginning);
            self.template = None;
        } else if self.template.is_none() {
            let template = format!("beginning_{}", self.databases);
            self.maintenance(&format!("CREATE DATABASE {template}"))?;
            self.open(&template)?.run(beginning)?;
            self.template = Some(template);
        }
        match &self.template {
            Some(template) => {
                self.maintenance(&format!("CREATE DATABASE {name} TEMPLATE {template}"))?;
                self.open(&name)
            }
            None => {
                self.maintenance(&format!("CREATE DATABASE {name}"))?;
                let mut session = self.open(&name)?;
                session.run(beginning)?;
                Ok(session)
            }
        }
    }

    fn renew(&mut self, session: Session) -> Result<Session, Refusal> {
        drop(session);
        self.open(&self.database())
    }

    fn release(&mut self, session: Session) {
        drop(session);
    }

    fn beside(&self) -> Option<Address> {
        Some(self.address(&self.database()))
    }
}
