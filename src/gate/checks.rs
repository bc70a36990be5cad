//! Every check of a gate, one a file.

use jiff::SignedDuration;

use crate::config::{Configuration, Flags, Settings};
use crate::gate::{Answer, Check, Situation};
use crate::lint::{self, Outcome};
use crate::migration::History;

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

/// So far apart the clocks of two machines may be.
const CLOCKS_APART: SignedDuration = SignedDuration::from_mins(5);

/// What the rules find that the flags select, whatever the configuration says of them.
fn judged_by(situation: &Situation, history: &History, flags: Flags) -> Outcome {
    let version = Some(situation.settings.replay.version);
    let configuration = Configuration { version, ..Configuration::default() };
    lint::judge(history, &Settings::resolve(&configuration, &flags, situation.base))
}

/// A good answer about the files, unless there is something in them that nothing here has understood.
fn read_whole(situation: &Situation, answer: Answer) -> Answer {
    let unread = situation.unread();
    if unread.is_empty() || !answer.status.is_good() {
        return answer;
    }
    let finding = format!("{}, as far as the files could be read", answer.finding);
    Answer::unknown(answer.source, finding).notes(unread)
}
