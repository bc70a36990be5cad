//! One PostgreSQL server for all tests that ask a live database: over TCP with TLS, a database for each test.
//!
//! It ends with the test process, however that ends.

use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use postgres::{Client, Config, NoTls};

mod database;
mod pooler;
mod standby;

pub(crate) use database::{Database, Ran, program};
pub(crate) use pooler::Pooler;
pub(crate) use standby::Standby;

/// Starts a server in a folder that is ready, waits until nobody holds the other end of its input, and cleans up.
const KEEPER: &str = r#"
"$@" </dev/null >>"$FOLDER/log" 2>&1 &
server=$!
cat >/dev/null
kill -INT $server 2>/dev/null
wait $server
rm -rf "$FOLDER"
"#;

const PATIENCE: Duration = Duration::from_secs(60);

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
    CREATE ROLE watcher LOGIN IN ROLE pg_read_all_stats;
";

pub(crate) struct Cluster {
    bin: PathBuf,
    folder: PathBuf,
    port: u16,
    _keeper: Child,
}

/// The server that all tests share. Without one the caller returns, unless this is CI, where a server is required.
pub(crate) fn shared() -> Option<&'static Cluster> {
    static SHARED: OnceLock<Option<Cluster>> = OnceLock::new();
    SHARED.get_or_init(start).as_ref()
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
        let folder = folder();
        let data = folder.join("data");
        let mut initdb = Command::new(bin.join("initdb"));
        initdb.arg("-D").arg(&data).args([
            "-U",
            "postgres",
            "-A",
            "trust",
            "--no-locale",
            "-E",
            "UTF8",
            "-N",
        ]);
        run(as_owner(&mut initdb, &folder));
        std::fs::write(data.join("pg_hba.conf"), LOGINS).unwrap();
        let certificates = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/live/certificates");
        for name in ["server.pem", "server.key"] {
            let copy = data.join(name);
            std::fs::copy(certificates.join(name), &copy).unwrap();
            std::fs::set_permissions(&copy, PermissionsExt::from_mode(0o600)).unwrap();
            own(&copy, &folder);
        }
        let port = free_port();
        let mut settings = settings(port, &folder);
        settings.extend(["ssl=on", "ssl_cert_file=server.pem", "ssl_key_file=server.key"].map(str::to_owned));
        // Not every build of the server has it.
        if bin.join("../lib/pg_stat_statements.so").exists() {
            settings.push("shared_preload_libraries=pg_stat_statements".to_owned());
        }
        let keeper = keep(&bin, &folder, &settings);
        let cluster = Cluster { bin, folder, port, _keeper: keeper };
        wait(&cluster.config("postgres"), &cluster.folder);
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

    fn config(&self, database: &str) -> Config {
        let mut config = Config::new();
        config.host_path(&self.folder).port(self.port).user("postgres").dbname(database);
        config
    }
}

/// A folder for a server, owned by the user that it runs as. The path of a socket must be short.
fn folder() -> PathBuf {
    let folder = tempfile::Builder::new().prefix("migrate-lint-").tempdir_in("/tmp").unwrap().keep();
    if folder.metadata().unwrap().uid() == 0 {
        let (user, group) = other_user();
        chown(&folder, Some(user), Some(group)).unwrap();
    }
    folder
}

fn own(file: &Path, like: &Path) {
    let owner = like.metadata().unwrap();
    if owner.uid() != file.metadata().unwrap().uid() {
        chown(file, Some(owner.uid()), Some(owner.gid())).unwrap();
    }
}

/// PostgreSQL and its companions refuse to run as root.
fn as_owner<'a>(command: &'a mut Command, folder: &Path) -> &'a mut Command {
    let owner = folder.metadata().unwrap();
    if is_root() {
        command.uid(owner.uid()).gid(owner.gid());
    }
    command.current_dir(folder)
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn settings(port: u16, folder: &Path) -> Vec<String> {
    let fixed = [
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
    let own = [format!("port={port}"), format!("unix_socket_directories={}", folder.display())];
    fixed.map(str::to_owned).into_iter().chain(own).collect()
}

fn keep(bin: &Path, folder: &Path, settings: &[String]) -> Child {
    let mut command = keeper(folder);
    command.arg(bin.join("postgres")).arg("-D").arg(folder.join("data"));
    for setting in settings {
        command.args(["-c", setting]);
    }
    command.spawn().unwrap()
}

/// A shell that ends what it runs when this process ends. It has a group of its own: an interrupt is not for it.
fn keeper(folder: &Path) -> Command {
    let mut command = Command::new("/bin/sh");
    command.args(["-c", KEEPER, "keeper"]).env("FOLDER", folder);
    as_owner(&mut command, folder).process_group(0);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn wait(config: &Config, folder: &Path) {
    let begun = Instant::now();
    while let Err(error) = config.connect(NoTls) {
        if begun.elapsed() > PATIENCE {
            let log = std::fs::read_to_string(folder.join("log")).unwrap_or_default();
            panic!("no server: {error:?}\n{log}");
        }
        std::thread::sleep(Duration::from_millis(30));
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn other_user() -> (u32, u32) {
    let users = std::fs::read_to_string("/etc/passwd").unwrap();
    let id = |name: &str| {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut fields = line.split(':').skip(2);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    };
    ["postgres", "nobody"].into_iter().find_map(id).expect("a user to run a server as")
}
