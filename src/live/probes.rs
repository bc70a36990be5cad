//! What the database is asked about a finding: one file for each family of questions, and the table of them.

use super::answer::Answer;
use super::question::Question;

mod backfill;
mod cascade;
mod checks;
mod concurrent;
mod drop_index;
mod drops;
mod duplicates;
mod enums;
mod extensions;
mod integers;
mod lock_timeout;
mod nulls;
mod occupied;
mod orphans;
mod partitions;
mod redundant;
mod referencing_index;
mod renames;
mod row_security;
mod sizes;
mod truncate;
mod types;
mod validated;
mod violation;

/// A question to the database, and which findings it answers.
pub struct Probe {
    pub name: &'static str,
    /// What it asks, for people.
    pub asks: &'static str,
    pub rules: &'static [&'static str],
    /// Nothing where the statement is not of its kind.
    pub judge: fn(&mut Question) -> Judged,
}

/// An answer, or why there is none.
pub(super) type Judged = Result<Option<Answer>, Answer>;

/// Where several are for one rule, the first that knows the statement answers.
pub static PROBES: &[&Probe] = &[
    &nulls::PROBE,
    &orphans::PROBE,
    &checks::PROBE,
    &duplicates::PROBE,
    &occupied::PROBE,
    &types::PROBE,
    &referencing_index::PROBE,
    &redundant::PROBE,
    &concurrent::PROBE,
    &drop_index::PROBE,
    &drops::PROBE,
    &cascade::PROBE,
    &truncate::PROBE,
    &renames::PROBE,
    &enums::PROBE,
    &partitions::PROBE,
    &backfill::PROBE,
    &row_security::PROBE,
    &lock_timeout::PROBE,
    &extensions::PROBE,
    &integers::PROBE,
    &validated::PROBE,
    &sizes::PROBE,
];

/// What the database says about a finding, where any probe is for its rule.
pub(super) fn answer(question: &mut Question) -> Option<Answer> {
    let rule = question.finding.rule;
    for probe in PROBES.iter().filter(|probe| probe.rules.contains(&rule)) {
        match (probe.judge)(question) {
            Ok(Some(answer)) | Err(answer) => return Some(answer),
            Ok(None) => {}
        }
    }
    None
}
