//! Nobody is in the way now: no old transaction, no lock on the tables that the migrations need.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::connect::Parameter;
use crate::gate::predicted::{qualified, touched};
use crate::gate::{Answer, Check, Entry, Situation, Source};
use crate::live;
use crate::lock::LockMode;

pub(super) static CHECK: Check =
    Check::new("blockers", include_str!("../../../rules/gate/blockers.md"), check);

#[derive(Deserialize)]
struct Blocker {
    pid: Option<i64>,
    application: Option<String>,
    state: Option<String>,
    relation: Option<String>,
    mode: Option<String>,
    seconds: Option<i64>,
    hidden: bool,
}

/// Holders of locks on the tables, and whoever has had a transaction open for too long: those wait for nobody, and
/// everybody for them. A prepared transaction has no session.
const SQL: &str = "
    WITH wanted AS (
      SELECT c.oid, n.nspname || '.' || c.relname AS name
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE quote_ident(n.nspname) || '.' || quote_ident(c.relname) = ANY($1))
    SELECT l.pid, nullif(a.application_name, '') AS application, coalesce(a.state, 'prepared transaction') AS state,
      w.name AS relation, replace(l.mode, 'Lock', '') AS mode,
      extract(epoch FROM clock_timestamp() - a.xact_start)::int8 AS seconds,
      a.pid IS NOT NULL AND a.state IS NULL AS hidden
    FROM pg_locks l JOIN wanted w ON w.oid = l.relation
    LEFT JOIN pg_stat_activity a ON a.pid = l.pid
    WHERE l.locktype = 'relation' AND l.granted AND l.pid IS DISTINCT FROM pg_backend_pid()
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    UNION ALL
    SELECT a.pid, nullif(a.application_name, ''), a.state, NULL, NULL,
      extract(epoch FROM clock_timestamp() - a.xact_start)::int8, false
    FROM pg_stat_activity a
    WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
      AND a.xact_start < clock_timestamp() - make_interval(secs => $2)
    UNION ALL
    SELECT NULL, NULL, 'prepared transaction ' || gid, NULL, NULL,
      extract(epoch FROM clock_timestamp() - prepared)::int8, false
    FROM pg_prepared_xacts WHERE database = current_database()
    ORDER BY 6 DESC NULLS LAST, 1";

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let tables: Vec<String> =
        touched(situation).iter().map(|table| qualified(&table.name.schema, &table.name.name)).collect();
    let wanted = wanted(situation);
    let count = tables.len();
    let longest = match entry.duration("max-transaction") {
        Ok(longest) => longest.map_or(60, |longest| longest.as_secs()),
        Err(answer) => return answer,
    };
    let database = match situation.database() {
        Ok(database) => database,
        Err(answer) => return answer,
    };
    let sql = SQL.replace("$2", &format!("{longest}"));
    let found: Vec<Blocker> = match database.rows(&sql, &[Parameter::Texts(tables)]) {
        Ok(found) => found,
        Err(failure) => return crate::gate::unknown(&failure),
    };
    #[derive(Deserialize)]
    struct Sees {
        sees: bool,
    }
    let sees = database.row::<Sees>("SELECT pg_has_role('pg_read_all_stats', 'USAGE') AS sees", &[]);
    let hidden = found.iter().any(|blocker| blocker.hidden) || !sees.is_ok_and(|answer| answer.sees);
    let in_the_way = found.iter().filter(|blocker| blocker.is_in_the_way(&wanted));
    let wrong: Vec<String> = in_the_way.map(Blocker::shown).collect();
    if wrong.is_empty() && hidden {
        let finding = "the role does not see what other sessions do";
        return Answer::unknown(Source::Activity, finding).help("GRANT pg_read_all_stats TO …");
    }
    let good = format!(
        "nobody holds a lock on the {} in question, and no transaction is older than {longest} s",
        live::count(count as u64, "table")
    );
    let bad = format!("{} in the way", live::count(wrong.len() as u64, "session"));
    Answer::judge(Source::Activity, good, bad, wrong)
}

/// The locks that the migrations take, by the names that their tables have before.
fn wanted(situation: &Situation) -> BTreeMap<String, BTreeSet<LockMode>> {
    let before = situation.before();
    let mut wanted: BTreeMap<String, BTreeSet<LockMode>> = BTreeMap::new();
    for step in situation.scripts().flat_map(|script| &script.steps) {
        for lock in &step.effects.locks {
            let Some(table) = before.relation(lock.relation) else { continue };
            let name = format!("{}.{}", table.name.schema, table.name.name);
            wanted.entry(name).or_default().insert(lock.mode);
        }
    }
    wanted
}

impl Blocker {
    /// A statement that ends in a moment makes nobody wait for long, and a lock that lets the migration's pass nobody.
    fn is_in_the_way(&self, wanted: &BTreeMap<String, BTreeSet<LockMode>>) -> bool {
        let (Some(relation), Some(mode)) = (&self.relation, &self.mode) else { return true };
        let is_brief =
            self.state.as_deref() == Some("active") && self.seconds.is_some_and(|seconds| seconds < 1);
        let held = LockMode::ALL.into_iter().find(|known| format!("{known:?}") == *mode);
        let conflicts = |taken: &LockMode| held.is_none_or(|held| held.conflicts_with(*taken));
        !is_brief && wanted.get(relation).is_none_or(|taken| taken.iter().any(conflicts))
    }

    fn shown(&self) -> String {
        let mut shown = self.pid.map(|pid| format!("pid {pid}")).unwrap_or_default();
        shown += &self.application.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
        shown += &self.state.as_ref().map(|state| format!(" {state}")).unwrap_or_default();
        shown += &self.seconds.map(|seconds| format!(" for {seconds} s")).unwrap_or_default();
        if let (Some(relation), Some(mode)) = (&self.relation, &self.mode) {
            shown += &format!(", holds {mode} on {}", relation.trim_start_matches("public."));
        }
        shown.trim_start().to_owned()
    }
}
