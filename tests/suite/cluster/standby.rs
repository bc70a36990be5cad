//! A standby of the shared server.

use migrate_lint::server::Keeper;
use postgres::Config;

use super::{Cluster, free_port, keep, settings, wait};

/// Arguments: the folder with the programs, where the primary is; what is left are settings.
const STANDBY: &str = r#"
"$1/pg_basebackup" -D "$folder/data" -R -X stream -c fast -d "$2" &&
programs=$1 &&
shift 2 &&
"$programs/postgres" -D "$folder/data" -c unix_socket_directories="$folder" "$@"
"#;

pub(crate) struct Standby {
    port: u16,
    _keeper: Keeper,
}

impl Standby {
    pub(crate) fn start(cluster: &Cluster) -> Standby {
        let port = free_port();
        let primary = format!("host=127.0.0.1 port={} user=postgres", cluster.port());
        let mut arguments = vec![cluster.bin.display().to_string(), primary];
        arguments.extend(settings(port));
        let keeper = keep(STANDBY, &arguments);
        let mut config = Config::new();
        config.host("127.0.0.1").port(port).user("postgres").dbname("postgres");
        wait(&config, &keeper);
        Standby { port, _keeper: keeper }
    }

    pub(crate) fn url(&self, user: &str, database: &str) -> String {
        format!("postgresql://{user}@127.0.0.1:{}/{database}", self.port)
    }
}
