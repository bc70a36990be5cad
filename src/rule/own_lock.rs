//! Flyway's own lock: it stands in a transaction that stays open, which an index that is built beside the traffic waits for.

use crate::rule::Pass;

/// Flyway's name for the setting. It can be given in migrate-lint.toml as well.
const SETTING: &str = "flyway.postgresql.transactional.lock";

const IN_SPRING: &str = "spring.flyway.postgresql.transactional-lock: false";

/// How a statement begins that builds an index beside the traffic, where only that counts.
pub const BUILD: &str = "CREATE INDEX CONCURRENTLY";

impl Pass<'_> {
    /// Whether a statement waits for the tool itself, as far as the configuration says.
    pub fn waits_for_tool(&self, sql: &str) -> bool {
        let said = self.steps().first().and_then(|step| step.before.session.setting(SETTING));
        let is_off = said.is_some_and(|setting| matches!(setting.value.as_str(), "false" | "off"));
        self.tool().name == "flyway" && !is_off && waits_for_snapshots(sql)
    }

    /// What such a statement needs besides its place, in brackets behind it.
    pub fn without_own_lock(&self, sql: &str) -> String {
        match self.waits_for_tool(sql) {
            true => format!(
                " (with `{SETTING}=false`, in Spring `{IN_SPRING}`: without it Flyway from 9.1.2 on makes the build wait for \
                 ever for its own lock)"
            ),
            false => String::new(),
        }
    }
}

/// How the lock is switched off, as a clause.
pub fn switched_off() -> String {
    format!("set `{SETTING}=false`, in Spring `{IN_SPRING}`")
}

/// Whether a statement waits for every transaction that still sees what was there before, whatever that reads. DROP INDEX
/// and DETACH PARTITION wait for those that use the table alone.
fn waits_for_snapshots(sql: &str) -> bool {
    let words: Vec<String> = sql.split_whitespace().take(8).map(str::to_ascii_lowercase).collect();
    let builds = match words.first().map(String::as_str) {
        Some("create") => words.iter().take(3).any(|word| word == "index"),
        Some("reindex") => true,
        _ => false,
    };
    builds && words.iter().any(|word| word == "concurrently")
}
