//! A temporary cluster of an installed server, on a socket of its own. Whatever becomes of this process, the server
//! ends and its folder is removed.

use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use migrate_lint::version::PgVersion;
use postgres::Config;

use super::find::Installation;
use super::server::{ROLES, SETTINGS, Server};
use super::session::{Refusal, Session};

/// Runs the server until nobody holds the other end of its input, which the system closes with this process, however
/// it ends; then cleans up. Arguments: the folder with the programs, the cluster's folder.
const KEEPER: &str = r#"
"$1/initdb" -D "$2/data" -U postgres -A trust --no-locale -E UTF8 -N >"$2/log" 2>&1 &&
"$1/postgres" -D "$2/data" -p 5432 -c listen_addresses= -c unix_socket_directories="$2" \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=16MB -c max_connections=60 \
    -c autovacuum=off -c wal_level=logical -c max_prepared_transactions=4 -c timezone=UTC \
    -c max_parallel_maintenance_workers=0 -c max_parallel_workers_per_gather=0 </dev/null >>"$2/log" 2>&1 &
server=$!
cat >/dev/null
kill -INT $server 2>/dev/null
wait $server
rm -rf "$2"
"#;

const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) struct Installed {
    installation: Installation,
    keeper: Child,
    socket: Config,
    /// How many databases were made; the last one is in use.
    databases: usize,
    /// The beginning that was asked for last, and the template that was made when it was asked for again.
    beginning: String,
    template: Option<String>,
}

impl Installed {
    pub(crate) fn start(installation: Installation) -> Result<Installed, Refusal> {
        // The keeper removes the folder. The path of a socket must be short.
        let folder = tempfile::Builder::new().prefix("migrate-lint-").tempdir_in("/tmp")?.keep();
        let mut keeper = Command::new("/bin/sh");
        keeper.args(["-c", KEEPER, "keeper"]).arg(&installation.bin).arg(&folder).current_dir("/");
        // PostgreSQL refuses to run as root.
        if folder.metadata()?.uid() == 0 {
            let (user, group) = other_user()?;
            chown(&folder, Some(user), Some(group))?;
            keeper.uid(user).gid(group);
        }
        // An interrupt from the keyboard is for this process; the keeper has its own group and learns of our end.
        keeper.process_group(0).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut socket = Config::new();
        socket.host_path(&folder).port(5432).user("postgres");
        let keeper = keeper.spawn()?;
        let mut cluster = Installed {
            installation,
            keeper,
            socket,
            databases: 0,
            beginning: String::new(),
            template: None,
        };
        cluster.wait(folder)?;
        for role in ROLES {
            cluster.maintenance(&format!("CREATE ROLE {role}"))?;
        }
        Ok(cluster)
    }

    fn wait(&mut self, folder: PathBuf) -> Result<(), Refusal> {
        let begun = Instant::now();
        while let Err(refusal) = self.maintenance("SELECT 1") {
            if begun.elapsed() > PATIENCE {
                let log = std::fs::read_to_string(folder.join("log")).unwrap_or_default();
                let last = log.lines().last().unwrap_or_default();
                return Err(Refusal::of(format!("{} does not start: {refusal}: {last}", self.title())));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    /// Runs a statement in the database that is there for this.
    fn maintenance(&self, sql: &str) -> Result<(), Refusal> {
        Session::open(self.socket.clone().dbname("postgres"))?.run(sql)
    }

    fn open(&self, database: &str) -> Result<Session, Refusal> {
        let mut session = Session::open(self.socket.clone().dbname(database))?;
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
                Err(refusal) if refusal.code == "55006" && begun.elapsed() < PATIENCE => {
                    std::thread::sleep(Duration::from_millis(5));
                }
                answer => return answer,
            }
        }
    }

    /// Roles and what else belongs to no database; a role that a template has rights for stays.
    fn tidy(&self) -> Result<(), Refusal> {
        let kept = ROLES.map(|role| format!("'{role}'")).join(", ");
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

    fn title(&self) -> String {
        self.installation.full.clone()
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

    fn release(&mut self, session: Session) {
        drop(session);
    }

    fn beside(&self) -> Option<Config> {
        Some(self.socket.clone().dbname(&self.database()).clone())
    }
}

impl Drop for Installed {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}

/// The user and group to run a server as, when this process is root's.
fn other_user() -> Result<(u32, u32), Refusal> {
    let users = std::fs::read_to_string("/etc/passwd")?;
    let id = |name: &str| {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut fields = line.split(':').skip(2);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    };
    let user = ["postgres", "nobody"].into_iter().find_map(id);
    user.ok_or_else(|| Refusal::of("there is no user `postgres` or `nobody` to run a server as"))
}
