//! A primary and its standby, apart from the server of the other tests: all that those have is not copied.

use std::sync::OnceLock;

use migrate_lint::server::Keeper;
use postgres::Config;

use super::{Cluster, free_port, keep, separate, settings, wait};

/// Arguments: the folder with the programs, where the primary is; what is left are settings.
const STANDBY: &str = r#"
"$1/pg_basebackup" -D "$folder/data" -R -X stream -c fast --no-sync -d "$2" &&
programs=$1 &&
shift 2 &&
"$programs/postgres" -D "$folder/data" -c unix_socket_directories="$folder" "$@"
"#;

pub(crate) struct Standby {
    port: u16,
    _keeper: Keeper,
}

/// The two that all tests of a standby share.
pub(crate) fn primary_and_standby() -> Option<&'static (Cluster, Standby)> {
    static SHARED: OnceLock<Option<(Cluster, Standby)>> = OnceLock::new();
    let start = |primary: Cluster| {
        let standby = Standby::start(&primary);
        (primary, standby)
    };
    SHARED.get_or_init(|| separate().map(start)).as_ref()
}

impl Standby {
    fn start(cluster: &Cluster) -> Standby {
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
