//! `drift`: what differs between the migrations and the database.

use crate::connect::Limits;
use crate::live::{self, Facts};
use crate::migration::replay;

use super::arguments::DriftArguments;
use super::database::{self, Connected};
use super::failure::Failure;
use super::input::{Configured, Input};
use super::{Outcome, Verdict, failure, output};

pub(super) fn drift(arguments: &DriftArguments) -> Outcome {
    let flags = crate::config::Flags { version: arguments.input.pg_version, ..Default::default() };
    let input = Input::read(&arguments.input, &arguments.common, &flags)?;
    let facts = facts(arguments)?;
    let mut lines = Vec::new();
    let mut found = 0;
    for Configured { settings, histories, .. } in input.groups {
        for mut history in histories {
            let total = history.migrations.len();
            let standing = live::mark_applied(&mut history, &facts.ledgers);
            let root = history.root.clone();
            lines.push(match &standing.unread {
                Some(reason) => format!("{root}: compared with all {total} migrations, since {reason}"),
                None => format!(
                    "{root}: compared with the {} of {total} migrations that are applied there",
                    standing.applied
                ),
            });
            if standing.unread.is_none() {
                // What is pending is no drift.
                history.migrations.retain(|migration| !migration.judged || migration.repeatable);
            }
            let end = replay(history, &settings.replay).end;
            let differences = live::drift(&end, &facts);
            found += differences.len();
            lines.extend(differences);
        }
    }
    lines.extend(
        facts.unseen.iter().map(|unseen| format!("{} could not be read: {}", unseen.section, unseen.reason)),
    );
    lines.push(match found {
        0 => "no drift".to_owned(),
        found => live::count(found as u64, "difference"),
    });
    output::print(&lines.iter().map(|line| format!("{line}\n")).collect::<String>())
        .map_err(|failure| vec![failure])?;
    failure::print(&input.failures, arguments.common.color);
    Ok(match (input.failures.is_empty(), found) {
        (false, _) => Verdict::CouldNotRun,
        (true, 0) => Verdict::Clean,
        (true, _) => Verdict::Findings,
    })
}

fn facts(arguments: &DriftArguments) -> Result<Facts, Vec<Failure>> {
    let one = |failure: Failure| vec![failure];
    if let Some(file) = &arguments.snapshot {
        return database::read_snapshot(file).map_err(one);
    }
    let path = arguments.input.paths.first().map(std::path::PathBuf::as_path);
    let configuration = database::configuration(path, &arguments.common)?;
    let Connected { mut session, .. } =
        database::connect(&arguments.database, &configuration, Limits::default()).map_err(one)?;
    database::facts(&mut session, &arguments.database).map_err(one)
}
