//! Who is in the way at this moment: sessions whose locks and snapshots a migration would wait for.

use serde::Deserialize;

use crate::connect::{Parameter, ProbeFailure, Session};
use crate::lock::LockMode;

use super::text;

/// One session, prepared transaction or worker.
#[derive(Clone, Debug, Deserialize)]
pub struct Blocker {
    pid: Option<i64>,
    application: Option<String>,
    /// `idle in transaction`, `active`, `prepared transaction`, `autovacuum to prevent wraparound`.
    state: Option<String>,
    /// The mode that it holds, as `pg_locks` has it.
    held: Option<String>,
    /// Of its transaction.
    seconds: Option<i64>,
    /// The name of a prepared transaction.
    prepared: Option<String>,
}

/// Those whose locks on a relation exclude a mode.
pub fn holders(session: &mut Session, relation: &str, mode: LockMode) -> Result<Vec<Blocker>, ProbeFailure> {
    let conflicting = LockMode::ALL.into_iter().filter(|held| held.conflicts_with(mode)).map(in_pg_locks);
    let parameters = [Parameter::Text(relation.to_owned()), Parameter::Texts(conflicting.collect())];
    session.rows(
        "SELECT l.pid, nullif(a.application_name, '') AS application, l.mode AS held,
           CASE WHEN l.pid IS NULL THEN 'prepared transaction'
                WHEN a.query LIKE '%(to prevent wraparound)%' THEN 'autovacuum to prevent wraparound'
                ELSE a.state END AS state,
           extract(epoch FROM clock_timestamp() - coalesce(a.xact_start, p.prepared))::int8 AS seconds,
           p.gid AS prepared
         FROM pg_locks l
         JOIN pg_class c ON c.oid = l.relation
         JOIN pg_namespace n ON n.oid = c.relnamespace
         LEFT JOIN pg_stat_activity a ON a.pid = l.pid
         LEFT JOIN pg_locks x ON l.pid IS NULL AND x.pid IS NULL AND x.locktype = 'transactionid'
           AND x.mode = 'ExclusiveLock' AND x.virtualtransaction = l.virtualtransaction
         LEFT JOIN pg_prepared_xacts p ON p.transaction = x.transactionid
         WHERE l.locktype = 'relation' AND l.granted AND l.database = (SELECT oid FROM pg_database
                                                                       WHERE datname = current_database())
           AND n.nspname || '.' || c.relname = $1 AND l.mode = ANY($2) AND l.pid IS DISTINCT FROM pg_backend_pid()
         ORDER BY seconds DESC NULLS LAST, l.pid",
        &parameters,
    )
}

/// Those whose snapshots CONCURRENTLY waits for: every transaction of this database that began before it.
pub fn old_snapshots(session: &mut Session) -> Result<Vec<Blocker>, ProbeFailure> {
    session.rows(
        "SELECT a.pid, nullif(a.application_name, '') AS application, NULL AS held, a.state,
           extract(epoch FROM clock_timestamp() - a.xact_start)::int8 AS seconds, NULL AS prepared
         FROM pg_stat_activity a
         WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
           AND (a.backend_xmin IS NOT NULL OR a.backend_xid IS NOT NULL) AND a.backend_type = 'client backend'
         UNION ALL
         SELECT NULL, NULL, NULL, 'prepared transaction', extract(epoch FROM clock_timestamp() - prepared)::int8, gid
         FROM pg_prepared_xacts WHERE database = current_database()
         ORDER BY seconds DESC NULLS LAST, 1",
        &[],
    )
}

/// Whether the role sees what other sessions do.
pub(super) fn sees_others(session: &mut Session) -> bool {
    #[derive(Deserialize)]
    struct Sees {
        sees: bool,
    }
    let sql = "SELECT pg_has_role('pg_read_all_stats', 'MEMBER') AS sees";
    session.row::<Sees>(sql, &[]).is_ok_and(|answer| answer.sees)
}

impl Blocker {
    /// `pid 812 (psql), idle in transaction for 14 min, holds ROW EXCLUSIVE`.
    pub fn shown(&self) -> String {
        let Some(pid) = self.pid else { return self.shown_prepared() };
        let mut shown = format!("pid {pid}");
        if let Some(application) = &self.application {
            shown.push_str(&format!(" ({application})"));
        }
        match (&self.state, self.seconds) {
            (Some(state), Some(seconds)) => shown.push_str(&format!(", {state} for {}", text::age(seconds))),
            (Some(state), None) => shown.push_str(&format!(", {state}")),
            (None, Some(seconds)) => shown.push_str(&format!(", for {}", text::age(seconds))),
            // Who may not see the state still sees the lock.
            (None, None) => {}
        }
        if let Some(mode) = self.held_mode() {
            shown.push_str(&format!(", holds {mode}"));
        }
        shown
    }

    /// It belongs to no session, so that it ends with nobody's connection: somebody has to end it by its name.
    fn shown_prepared(&self) -> String {
        let name = self.prepared.as_deref().map(|name| format!("'{}'", name.replace('\'', "''")));
        let named = name.as_ref().map(|name| format!(" {name}")).unwrap_or_default();
        let since =
            self.seconds.map(|seconds| format!(" for {}", text::age(seconds.max(0)))).unwrap_or_default();
        let does = match self.held_mode() {
            Some(mode) => format!("which has held {mode}{since}"),
            None => format!("which has been open{since}"),
        };
        let end = format!("COMMIT PREPARED or ROLLBACK PREPARED{named}");
        format!("the prepared transaction{named}, {does} and goes on until somebody ends it with {end}")
    }

    fn held_mode(&self) -> Option<LockMode> {
        self.held.as_deref().and_then(of_pg_locks)
    }
}

/// A few blockers in one sentence.
pub fn listed(blockers: &[Blocker]) -> String {
    let shown: Vec<String> = blockers.iter().map(Blocker::shown).collect();
    const SHOWN: usize = 3;
    let more = shown.len().saturating_sub(SHOWN);
    let first = shown.into_iter().take(SHOWN).collect::<Vec<_>>().join("; ");
    if more == 0 { first } else { format!("{first}; and {more} more") }
}

fn in_pg_locks(mode: LockMode) -> String {
    let words = mode.name().split(' ').map(|word| {
        let (first, rest) = word.split_at(1);
        format!("{first}{}", rest.to_lowercase())
    });
    words.chain(["Lock".to_owned()]).collect()
}

fn of_pg_locks(name: &str) -> Option<LockMode> {
    LockMode::ALL.into_iter().find(|mode| in_pg_locks(*mode) == name)
}
