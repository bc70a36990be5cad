//! Every check of a gate, one a file.

use crate::config::{Configuration, Flags, Settings};
use crate::gate::{Check, Situation};
use crate::lint::{self, Outcome};

mod archive_period;
mod assertion;
mod attestation;
mod backfill_complete;
mod backup;
mod baseline;
mod blockers;
mod code_references;
mod columns_present;
mod command;
mod constraints_valid;
mod database_size;
mod databases_equal;
mod documents;
mod drift;
mod environment;
mod extensions;
mod foreign_key_order;
mod idempotent;
mod indexes_valid;
mod ledger;
mod lock_holds;
mod log_clean;
mod migration_order;
mod no_duplicates;
mod no_nulls;
mod object_counts;
mod orphans;
mod planned_effects;
mod privileges;
mod query_plans;
mod quiesced;
mod rehearsal;
mod restore_point;
mod restored;
mod rollback_complete;
mod rollback_present;
mod row_counts;
mod row_security;
mod runbook_clean;
mod schema_advice;
mod server;
mod slow_queries;
mod static_findings;
mod tables_present;
mod time_window;
mod timeouts;
mod usage;

/// Every check, in the order that a gate which names none asks them.
pub static CHECKS: &[&Check] = &[
    &server::CHECK,
    &ledger::CHECK,
    &drift::CHECK,
    &tables_present::CHECK,
    &columns_present::CHECK,
    &extensions::CHECK,
    &privileges::CHECK,
    &static_findings::CHECK,
    &lock_holds::CHECK,
    &timeouts::CHECK,
    &migration_order::CHECK,
    &idempotent::CHECK,
    &rollback_present::CHECK,
    &rollback_complete::CHECK,
    &planned_effects::CHECK,
    &foreign_key_order::CHECK,
    &code_references::CHECK,
    &archive_period::CHECK,
    &orphans::CHECK,
    &no_nulls::CHECK,
    &no_duplicates::CHECK,
    &backfill_complete::CHECK,
    &constraints_valid::CHECK,
    &indexes_valid::CHECK,
    &object_counts::CHECK,
    &row_counts::CHECK,
    &row_security::CHECK,
    &database_size::CHECK,
    &databases_equal::CHECK,
    &schema_advice::CHECK,
    &baseline::CHECK,
    &usage::CHECK,
    &slow_queries::CHECK,
    &query_plans::CHECK,
    &rehearsal::CHECK,
    &assertion::CHECK,
    &blockers::CHECK,
    &quiesced::CHECK,
    &restore_point::CHECK,
    &runbook_clean::CHECK,
    &documents::CHECK,
    &environment::CHECK,
    &time_window::CHECK,
    &backup::CHECK,
    &restored::CHECK,
    &log_clean::CHECK,
    &command::CHECK,
    &attestation::CHECK,
];

/// What the rules find that the flags select, whatever the configuration says of them.
fn judged_by(situation: &Situation, flags: Flags) -> Outcome {
    let version = Some(situation.settings.replay.version);
    let configuration = Configuration { version, ..Configuration::default() };
    lint::judge(situation.history, &Settings::resolve(&configuration, &flags, situation.base))
}

/// `1 finding`, `2 findings`, `2 indexes`, `0 ways back`.
fn counted(count: usize, one: &str) -> String {
    let (noun, rest) = match one.split_once(' ') {
        Some((noun @ ("way" | "thing"), rest)) => (noun, format!(" {rest}")),
        _ => (one, String::new()),
    };
    match count {
        1 => format!("1 {one}"),
        _ if noun.ends_with('x') => format!("{count} {noun}es{rest}"),
        _ => format!("{count} {noun}s{rest}"),
    }
}

/// Bytes as people say them.
fn shown_bytes(bytes: u64) -> String {
    const UNITS: [&str; 5] = ["B", "kB", "MB", "GB", "TB"];
    let mut size = bytes as f64;
    let mut unit = 0;
    while size >= 1024.0 && unit + 1 < UNITS.len() {
        size /= 1024.0;
        unit += 1;
    }
    if unit == 0 { format!("{bytes} B") } else { format!("{size:.1} {}", UNITS[unit]) }
}
