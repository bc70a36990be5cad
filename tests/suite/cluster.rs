//! One PostgreSQL server for all tests that ask a live database: over TCP with TLS, a database for each test.
//!
//! It ends with the test process, however that ends.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use migrate_lint::server::{Keeper, User};
use postgres::{Client, Config, NoTls};

mod database;
mod pooler;
mod standby;

pub(crate) use database::{Database, Ran, program};
pub(crate) use pooler::Pooler;
pub(crate) use standby::primary_and_standby;

/// Makes the cluster and runs its server. Arguments: the folder with the programs, who may log in how, the certificate
/// and its key; what is left are settings.
const CLUSTER: &str = r#"
"$1/initdb" -D "$folder/data" -U postgres -A trust --no-locale -E UTF8 -N &&
printf %s "$2" >"$folder/data/pg_hba.conf" &&
printf %s "$3" >"$folder/data/server.pem" &&
printf %s "$4" >"$folder/data/server.key" &&
programs=$1 &&
shift 4 &&
"$programs/postgres" -D "$folder/data" -c unix_socket_directories="$folder" "$@"
"#;

const PATIENCE: Duration = Duration::from_secs(240);

/// Who may log in how: the owner from anywhere here, one role with its password alone, one with TLS alone.
const LOGINS: &str = "\
local all all trust
local replication all trust
host all guarded 127.0.0.1/32 scram-sha-256
hostssl all encrypted 127.0.0.1/32 trust
hostnossl all encrypted 127.0.0.1/32 reject
host all all 127.0.0.1/32 trust
host replication all 127.0.0.1/32 trust
";

const ROLES: &str = "
    CREATE ROLE guarded LOGIN PASSWORD 'tiger-s3cret';
    CREATE ROLE encrypted LOGIN;
    CREATE ROLE stranger LOGIN;
    CREATE ROLE reader LOGIN IN ROLE pg_read_all_data, pg_read_all_stats;
    CREATE ROLE deployer LOGIN;
    CREATE ROLE watcher LOGIN IN ROLE pg_read_all_stats;
";

pub(crate) struct Cluster {
    bin: PathBuf,
    port: u16,
    keeper: Keeper,
}

/// The server that all tests share. Without one the caller returns, unless this is CI, where a server is required.
pub(crate) fn shared() -> Option<&'static Cluster> {
    static SHARED: OnceLock<Option<Cluster>> = OnceLock::new();
    SHARED.get_or_init(start).as_ref()
}

/// One that no other test uses.
pub(crate) fn separate() -> Option<Cluster> {
    start()
}

fn start() -> Option<Cluster> {
    match programs() {
        Some(bin) => Some(Cluster::start(bin)),
        None if std::env::var_os("CI").is_some() => {
            panic!("CI has no PostgreSQL server: run scripts/install-postgres")
        }
        None => {
            println!("skipped: no PostgreSQL server programs are installed (sh scripts/install-postgres)");
            None
        }
    }
}

/// The folder with `initdb` and its siblings.
fn programs() -> Option<PathBuf> {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&paths).find_map(|folder| {
        let program = std::fs::canonicalize(folder.join("initdb")).ok()?;
        program.parent().map(Path::to_path_buf)
    });
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut packaged: Vec<PathBuf> = versions.map(|entry| entry.path().join("bin")).collect();
    packaged.sort();
    packaged.into_iter().rev().find(|bin| bin.join("initdb").exists()).or(on_path)
}

impl Cluster {
    fn start(bin: PathBuf) -> Cluster {
        let certificates = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/live/certificates");
        let text = |name: &str| std::fs::read_to_string(certificates.join(name)).unwrap();
        let port = free_port();
        let mut arguments = vec![bin.display().to_string(), LOGINS.to_owned()];
        arguments.extend([text("server.pem"), text("server.key")]);
        arguments.extend(settings(port));
        let encrypted = ["-c", "ssl=on", "-c", "ssl_cert_file=server.pem", "-c", "ssl_key_file=server.key"];
        arguments.extend(encrypted.map(str::to_owned));
        // Not every build of the server has it.
        if bin.join("../lib/pg_stat_statements.so").exists() {
            // All tests share its list: what it puts out for want of room cannot be told any more.
            let kept =
                ["-c", "shared_preload_libraries=pg_stat_statements", "-c", "pg_stat_statements.max=50000"];
            arguments.extend(kept.map(str::to_owned));
        }
        let keeper = keep(CLUSTER, &arguments);
        let cluster = Cluster { bin, port, keeper };
        wait(&cluster.config("postgres"), &cluster.keeper);
        cluster.client("postgres").batch_execute(ROLES).unwrap();
        cluster
    }

    /// A new, empty database.
    pub(crate) fn database(&'static self) -> Database {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("test_{}", COUNT.fetch_add(1, Ordering::Relaxed));
        self.client("postgres").batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
        Database::new(self, name)
    }

    /// The same database once more.
    pub(crate) fn copy_of(&'static self, database: &Database) -> Database {
        database.settle();
        let name = format!("{}_copy", database.name());
        let sql = format!("CREATE DATABASE {name} TEMPLATE {}", database.name());
        self.client("postgres").batch_execute(&sql).unwrap();
        Database::new(self, name)
    }

    pub(crate) fn has_statements(&self) -> bool {
        self.bin.join("../lib/pg_stat_statements.so").exists()
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn client(&self, database: &str) -> Client {
        self.config(database).connect(NoTls).unwrap()
    }

    /// Waits until every session has gone.
    pub(crate) fn settle(&self) {
        let others = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";
        let mut client = self.client("postgres");
        while client.query_one(others, &[]).unwrap().get::<_, i64>(0) > 0 {
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn config(&self, database: &str) -> Config {
        let mut config = Config::new();
        config.host_path(self.keeper.folder()).port(self.port).user("postgres").dbname(database);
        config
    }
}

/// As arguments of the server.
fn settings(port: u16) -> Vec<String> {
    let port = format!("port={port}");
    let settings = [
        port.as_str(),
        "listen_addresses=127.0.0.1",
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "shared_buffers=32MB",
        "max_connections=100",
        "autovacuum=off",
        "max_prepared_transactions=8",
        "wal_level=replica",
        "timezone=UTC",
        "max_parallel_maintenance_workers=0",
    ];
    settings.iter().flat_map(|setting| ["-c".to_owned(), (*setting).to_owned()]).collect()
}

/// PostgreSQL and its companions refuse to run as root.
fn keep(script: &str, arguments: &[String]) -> Keeper {
    Keeper::start(script, arguments, User::for_servers().unwrap()).unwrap()
}

fn wait(config: &Config, keeper: &Keeper) {
    let begun = Instant::now();
    while let Err(error) = config.connect(NoTls) {
        if keeper.has_ended() || begun.elapsed() > PATIENCE {
            panic!("no server: {error:?}\n{}", keeper.log());
        }
        std::thread::sleep(Duration::from_millis(30));
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
