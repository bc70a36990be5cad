//! pgbouncer in transaction mode before the shared server.

use std::path::{Path, PathBuf};
use std::process::Child;

use postgres::Config;

use super::{Cluster, folder, free_port, keeper, own, wait};

pub(crate) struct Pooler {
    port: u16,
    _keeper: Child,
}

impl Pooler {
    /// Absent where pgbouncer is not installed, which CI does not accept.
    pub(crate) fn start(cluster: &Cluster) -> Option<Pooler> {
        let Some(program) = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer"]
            .map(PathBuf::from)
            .into_iter()
            .find(|program| program.exists())
        else {
            assert!(std::env::var_os("CI").is_none(), "CI has no pgbouncer: run scripts/install-postgres");
            println!("skipped: pgbouncer is not installed (sh scripts/install-postgres)");
            return None;
        };
        let folder = folder();
        let port = free_port();
        let settings = settings(port, cluster.port(), &folder);
        for (name, text) in
            [("pgbouncer.ini", settings.as_str()), ("users", "\"postgres\" \"\"\n\"reader\" \"\"\n")]
        {
            std::fs::write(folder.join(name), text).unwrap();
            own(&folder.join(name), &folder);
        }
        let mut command = keeper(&folder);
        command.arg(program).arg(folder.join("pgbouncer.ini"));
        let keeper = command.spawn().unwrap();
        let mut config = Config::new();
        config.host("127.0.0.1").port(port).user("postgres").dbname("postgres");
        wait(&config, &folder);
        Some(Pooler { port, _keeper: keeper })
    }

    pub(crate) fn url(&self, user: &str, database: &str) -> String {
        format!("postgresql://{user}@127.0.0.1:{}/{database}", self.port)
    }
}

fn settings(port: u16, server: u16, folder: &Path) -> String {
    let folder = folder.display();
    format!(
        "[databases]\n* = host=127.0.0.1 port={server}\n\
         [pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\nauth_type = trust\n\
         auth_file = {folder}/users\npool_mode = transaction\ndefault_pool_size = 1\nlogfile = {folder}/pgbouncer.log\n"
    )
}
