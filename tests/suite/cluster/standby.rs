//! A standby of the shared server.

use std::process::{Child, Command};

use postgres::Config;

use super::{Cluster, as_owner, folder, free_port, keep, run, settings, wait};

pub(crate) struct Standby {
    port: u16,
    _keeper: Child,
}

impl Standby {
    pub(crate) fn start(cluster: &Cluster) -> Standby {
        let folder = folder();
        let mut backup = Command::new(cluster.bin.join("pg_basebackup"));
        backup.arg("-D").arg(folder.join("data")).args(["-R", "-X", "stream", "-c", "fast"]);
        backup.arg("-d").arg(format!("host=127.0.0.1 port={} user=postgres", cluster.port()));
        run(as_owner(&mut backup, &folder));
        let port = free_port();
        let keeper = keep(&cluster.bin, &folder, &settings(port, &folder));
        let mut config = Config::new();
        config.host("127.0.0.1").port(port).user("postgres").dbname("postgres");
        wait(&config, &folder);
        Standby { port, _keeper: keeper }
    }

    pub(crate) fn url(&self, user: &str, database: &str) -> String {
        format!("postgresql://{user}@127.0.0.1:{}/{database}", self.port)
    }
}
