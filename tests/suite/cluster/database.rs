//! A database of one test, and the program run against it.

use std::path::Path;
use std::process::{Command, Output};

use postgres::{Client, NoTls};

use super::Cluster;

pub(crate) struct Database {
    cluster: &'static Cluster,
    name: String,
}

/// What a run of the program came to.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Database {
    pub(super) fn new(cluster: &'static Cluster, name: String) -> Self {
        Self { cluster, name }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// A connection as the owner of everything.
    pub(crate) fn client(&self) -> Client {
        self.cluster.client(&self.name)
    }

    pub(crate) fn run(&self, sql: &str) {
        self.client().batch_execute(sql).unwrap_or_else(|error| panic!("{error:?}\n{sql}"));
    }

    /// Waits until every other session has gone, and has sent what it counted.
    pub(crate) fn settle(&self) {
        self.settle_for(std::time::Duration::MAX);
    }

    /// The same, but no longer than this.
    pub(crate) fn settle_for(&self, patience: std::time::Duration) {
        let begun = std::time::Instant::now();
        let others = format!("SELECT count(*) FROM pg_stat_activity WHERE datname = '{}'", self.name);
        let others = others.as_str();
        let mut client = self.cluster.client("postgres");
        while begun.elapsed() < patience && client.query_one(others, &[]).unwrap().get::<_, i64>(0) > 0 {
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
    }

    pub(crate) fn url(&self, user: &str) -> String {
        format!("postgresql://{user}@127.0.0.1:{}/{}", self.cluster.port(), self.name)
    }

    /// Runs the program in a folder, with this database in `DATABASE_URL` as a user sees it.
    pub(crate) fn program(&self, folder: &Path, user: &str, arguments: &[&str]) -> Ran {
        program(folder, &[("DATABASE_URL", &self.url(user))], arguments)
    }
}

/// Some hundred databases that stayed to the end would be gigabytes.
impl Drop for Database {
    fn drop(&mut self) {
        if let Ok(mut client) = self.cluster.config("postgres").connect(NoTls) {
            // One that cannot go, since a transaction is prepared in it, goes with its server.
            let _ = client.batch_execute(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
        }
    }
}

/// Runs the program with these variables and none of libpq's.
pub(crate) fn program(folder: &Path, variables: &[(&str, &str)], arguments: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_migrate-lint"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("PG") {
            command.env_remove(name);
        }
    }
    command.env_remove("GITHUB_ACTIONS").env("NO_COLOR", "1").envs(variables.iter().copied());
    let Output { status, stdout, stderr } = command.current_dir(folder).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: status.code().unwrap(), out: text(stdout), err: text(stderr) }
}

impl Ran {
    pub(crate) fn all(&self) -> String {
        format!("exit {}\n{}\n{}", self.code, self.out, self.err)
    }
}
