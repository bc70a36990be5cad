//! A named restore point can be made, and the archive that it would be found in works.

use serde::Deserialize;

use crate::gate::{Answer, Check, Entry, Situation, Source};

pub(super) static CHECK: Check =
    Check::new("restore-point", include_str!("../../../rules/gate/restore-point.md"), check);

#[derive(Deserialize)]
struct Found {
    may: bool,
    wal_level: String,
    archive_mode: String,
    in_recovery: bool,
    failing: bool,
    last: Option<String>,
}

fn check(situation: &mut Situation, _: &Entry) -> Answer {
    let database = match situation.database() {
        Ok(database) => database,
        Err(answer) => return answer,
    };
    let sql = "SELECT has_function_privilege('pg_create_restore_point(text)', 'EXECUTE') AS may,
                 current_setting('wal_level') AS wal_level, current_setting('archive_mode') AS archive_mode,
                 pg_is_in_recovery() AS in_recovery,
                 coalesce(last_failed_time > last_archived_time OR last_archived_time IS NULL AND failed_count > 0, false)
                   AS failing,
                 to_char(last_archived_time AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI\"Z\"') AS last
               FROM pg_stat_archiver";
    let found: Found = match database.row(sql, &[]) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let mut wrong = Vec::new();
    let mut require = |holds: bool, what: String| {
        if !holds {
            wrong.push(what);
        }
    };
    require(found.may, "the role may not call pg_create_restore_point".to_owned());
    require(found.wal_level != "minimal", "wal_level is minimal".to_owned());
    require(
        found.archive_mode != "off",
        "archive_mode is off: a restore point would be in no archive".to_owned(),
    );
    require(!found.in_recovery, "this is a standby".to_owned());
    require(!found.failing, "the last attempt to archive failed".to_owned());
    if wrong.is_empty() && found.last.is_none() {
        let finding = "nothing was archived yet, so that nobody knows whether a restore point would be";
        return Answer::unknown(Source::Catalog, finding)
            .help("SELECT pg_switch_wal(), and look at pg_stat_archiver");
    }
    let last = found.last.map(|last| format!(", the last segment archived {last}")).unwrap_or_default();
    Answer::judge(
        Source::Catalog,
        format!("a restore point can be made{last}"),
        "no restore point can be made",
        wrong,
    )
}
