//! pgbouncer in transaction mode before the shared server.

use std::path::PathBuf;

use migrate_lint::server::Keeper;
use postgres::Config;

use super::{Cluster, free_port, keep, wait};

/// Arguments: the program and its settings but for paths.
const POOLER: &str = r#"
printf '"postgres" ""\n"reader" ""\n' >"$folder/users"
printf '%sauth_file = %s/users\nlogfile = %s/pgbouncer.log\n' "$2" "$folder" "$folder" >"$folder/pgbouncer.ini"
"$1" "$folder/pgbouncer.ini"
"#;

pub(crate) struct Pooler {
    port: u16,
    _keeper: Keeper,
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
        let port = free_port();
        let keeper = keep(POOLER, &[program.display().to_string(), settings(port, cluster.port())]);
        let mut config = Config::new();
        config.host("127.0.0.1").port(port).user("postgres").dbname("postgres");
        wait(&config, &keeper);
        Some(Pooler { port, _keeper: keeper })
    }

    pub(crate) fn url(&self, user: &str, database: &str) -> String {
        format!("postgresql://{user}@127.0.0.1:{}/{database}", self.port)
    }
}

fn settings(port: u16, server: u16) -> String {
    format!(
        "[databases]\n* = host=127.0.0.1 port={server}\n\
         [pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\nauth_type = trust\n\
         pool_mode = transaction\ndefault_pool_size = 1\n"
    )
}
