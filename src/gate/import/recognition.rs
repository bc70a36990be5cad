//! Which check answers what a box says, by the words that people use for it.

use crate::gate::Phase;
use crate::rule::day_in;

/// A way to say something that a check answers.
pub(super) struct Recognition {
    pub(super) check: &'static str,
    /// All words of one of these must be in the text.
    words: &'static [&'static [&'static str]],
    /// What the text tells of the check's options, as TOML.
    pub(super) options: fn(&str) -> Vec<(&'static str, String)>,
}

/// The first that fits is taken: what is more special comes first.
static RECOGNITIONS: &[Recognition] = &[
    of(
        "restored",
        &[
            &["restor", "backup"],
            &["restor", "dump"],
            &["backup", "verif"],
            &["backup", "valid"],
            &["backup", "integrity"],
            &["restore", "tested"],
        ],
    ),
    of(
        "backup",
        &[
            &["backup"],
            &["back up"],
            &["pg_dump"],
            &["dump", "size"],
            &["dump", "taken"],
            &["dump", "created"],
            &["full dump"],
        ],
    ),
    of("restore-point", &[&["restore point"], &["pitr"]]),
    of(
        "rollback-rehearsed",
        &[
            &["rollback", "test"],
            &["rollback", "rehears"],
            &["rolled back", "staging"],
            &["down", "up again"],
            &["rollback", "works"],
        ],
    ),
    of("rollback-complete", &[&["rollback", "complete"], &["rollback", "restores"]]),
    of("rollback-present", &[&["rollback"], &["roll back"], &["down migration"], &["down file"]]),
    of(
        "orphans",
        &[
            &["orphan"],
            &["foreign key", "violation"],
            &["fk", "violation"],
            &["referential integrity"],
            &["self-reference"],
            &["self reference"],
        ],
    ),
    of("no-duplicates", &[&["duplicate"]]),
    of("no-nulls", &[&["null"]]),
    of("backfill-complete", &[&["backfill"], &["rows", "mapped"], &["mapped", "100"]]),
    of(
        "constraints-valid",
        &[&["constraint", "valid"], &["foreign key", "valid"], &["foreign keys"], &["fks"], &["constraint"]],
    ),
    of("index-usage", &[&["index", "used"], &["index", "usage"], &["index", "utili"]]),
    of("indexes-valid", &[&["index", "valid"], &["index", "created"], &["indexes"]]),
    of(
        "databases-equal",
        &[
            &["row", "match", "production"],
            &["count", "match"],
            &["rows", "copied"],
            &["tables", "copied"],
            &["production", "staging", "compar"],
            &["mirrors"],
        ],
    ),
    of(
        "row-counts",
        &[
            &["row count"],
            &["rows", "unchanged"],
            &["count", "preserved"],
            &["no data loss"],
            &["data loss"],
            &["0 rows"],
        ],
    ),
    of("row-security", &[&["rls"], &["row level security"], &["row security"], &["policies"], &["policy"]]),
    of("object-counts", &[&["tables", "remain"], &["number of tables"], &["table count"]]),
    of("advisors", &[&["advisor"]]),
    of("drift", &[&["drift"], &["schema", "match"], &["schema intact"], &["schema", "conflict"]]),
    of(
        "ledger",
        &[
            &["migration", "applied"],
            &["migrations", "applied"],
            &["migration", "completed"],
            &["current version"],
            &["schema_migrations"],
            &["dirty"],
            &["apply"],
        ],
    ),
    of(
        "unused",
        &[&["unused"], &["not used"], &["zero", "usage"], &["usage", "zero"], &["no usage"], &["usage"]],
    ),
    of(
        "archive-period",
        &[&["90", "day"], &["retention"], &["archive period"], &["days", "archived"], &["safe to drop"]],
    ),
    of("code-references", &[&["code", "references"], &["code audit"], &["codebase"], &["grep"]]),
    of(
        "log-clean",
        &[&["log", "error"], &["error", "rate"], &["logs"], &["no application error"], &["no errors"]],
    ),
    of(
        "slow-queries",
        &[
            &["slow quer"],
            &["latency"],
            &["query performance"],
            &["quer", "faster"],
            &["quer", "ms"],
            &["performance"],
        ],
    ),
    of("query-plans", &[&["explain"], &["query plan"], &["top 10"], &["top-10"]]),
    of("extensions", &[&["extension"], &["pg_stat_statements"], &["pg_trgm"]]),
    of("privileges", &[&["privilege"], &["permission"], &["grants"], &["service role"]]),
    of("timeouts", &[&["lock_timeout"], &["statement_timeout"], &["timeout"]]),
    of(
        "blockers",
        &[
            &["long-running"],
            &["long running"],
            &["long transaction"],
            &["blocking"],
            &["active transaction"],
            &["lock waits"],
            &["idle in transaction"],
        ],
    ),
    of(
        "quiesced",
        &[
            &["instances", "stopped"],
            &["workers", "stopped"],
            &["application", "stopped"],
            &["connections closed"],
            &["traffic", "stopped"],
            &["application", "sessions"],
        ],
    ),
    of(
        "lock-holds",
        &[
            &["lock", "held"],
            &["exclusive lock"],
            &["no long lock"],
            &["locks"],
            &["concurrently"],
            &["rewrite"],
            &["additive"],
        ],
    ),
    of(
        "rehearsal",
        &[
            &["staging", "passed"],
            &["tested on staging"],
            &["staging", "run"],
            &["rehears"],
            &["dry run"],
            &["execution time"],
            &["downtime"],
            &["duration"],
            &["applied on staging"],
        ],
    ),
    of("idempotent", &[&["idempotent"], &["re-run"], &["rerun"], &["run twice"]]),
    of("migration-order", &[&["order"], &["sequence of"]]),
    of("foreign-key-order", &[&["dependency"], &["dependencies"]]),
    of("planned-effects", &[&["tables", "dropped"], &["will be dropped"], &["cascade"]]),
    of(
        "server",
        &[
            &["connect", "production"],
            &["connect", "database"],
            &["connection", "works"],
            &["server version"],
            &["postgresql 1"],
            &["reachable"],
        ],
    ),
    of("database-size", &[&["database size"], &["storage"], &["gb"], &["reclaimed"], &["disk"]]),
    of("columns-present", &[&["column"]]),
    of(
        "tables-present",
        &[
            &["tables", "exist"],
            &["tables", "present"],
            &["table", "exists"],
            &["schema", "exist"],
            &["schema", "gone"],
            &["schema", "created"],
            &["schema", "dropped"],
            &["tables", "archive"],
            &["required tables"],
            &["tables", "gone"],
            &["tables"],
        ],
    ),
    with_day(
        "time-window",
        &[&["window"], &["not before"], &["date"], &["wait", "week"], &["wait", "day"], &["after", "days"]],
    ),
    of("environment", &[&["environment variable"], &[".env"], &["secrets set"]]),
    of("runbook-clean", &[&["verification quer"], &["runbook"], &["queries prepared"]]),
    of("documents", &[&["documented"], &["documentation"], &["docs"], &["readme"], &["procedure"]]),
    of(
        "command",
        &[
            &["test", "pass"],
            &["tests", "green"],
            &["smoke"],
            &["endpoint"],
            &["api", "works"],
            &["health"],
            &["starts"],
            &["unit test"],
            &["integration test"],
            &["works"],
            &["build", "passes"],
            &["ci", "green"],
            &["responds"],
        ],
    ),
    of("static-findings", &[&["lint"], &["static analysis"], &["reviewed by tool"]]),
    of("baseline-taken", &[&["baseline"], &["monitoring", "enabled"], &["metrics captured"]]),
];

const fn of(check: &'static str, words: &'static [&'static [&'static str]]) -> Recognition {
    Recognition { check, words, options: nothing }
}

const fn with_day(check: &'static str, words: &'static [&'static [&'static str]]) -> Recognition {
    Recognition { check, words, options: not_before }
}

/// The check that answers a box. Where its own words do not tell, the heading over it may: "Backup" over "taken".
pub(super) fn recognize(text: &str, over: &[&str]) -> Option<&'static Recognition> {
    let people = [
        "team",
        "approv",
        "notif",
        "sign",
        "owner",
        "on call",
        "on-call",
        "standby",
        "announce",
        "communicat",
        "stakeholder",
        "informed",
        "assigned",
    ];
    let plain = text.to_lowercase();
    if people.iter().any(|word| plain.contains(word)) {
        return None;
    }
    let own = fitting(&plain);
    own.or_else(|| over.first().and_then(|heading| fitting(&format!("{} {plain}", heading.to_lowercase()))))
}

/// Those whose check is there.
fn fitting(text: &str) -> Option<&'static Recognition> {
    let fits = |recognition: &&Recognition| {
        recognition.words.iter().any(|words| words.iter().all(|word| text.contains(word)))
    };
    RECOGNITIONS.iter().filter(fits).find(|recognition| crate::gate::find(recognition.check).is_some())
}

/// The phase that the headings over a box speak of.
pub(super) fn phase(over: &[&str]) -> Option<Phase> {
    over.iter().find_map(|heading| {
        let heading = heading.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| heading.contains(word));
        match () {
            () if has(&["post-", "after ", "verification", "success criteria"]) => Some(Phase::Post),
            () if has(&["before drop", "drop gate", "point of no return", "final drop"]) => Some(Phase::Drop),
            () if has(&["pre-", "before ", "prerequisite", "go/no-go", "go / no-go"]) => Some(Phase::Go),
            () => None,
        }
    })
}

fn nothing(_: &str) -> Vec<(&'static str, String)> {
    Vec::new()
}

/// The first day of a text.
fn not_before(text: &str) -> Vec<(&'static str, String)> {
    let day = text.split_whitespace().find_map(|word| {
        let word = word.trim_matches(|c: char| !c.is_ascii_digit());
        day_in(word).filter(|_| word.len() == 10)?;
        Some(word.to_owned())
    });
    day.map(|day| ("not-before", format!("\"{day}\""))).into_iter().collect()
}
