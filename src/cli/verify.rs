//! `verify`: the conditions of a release before and after it, and the assertions of the configuration.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Serialize;

use crate::connect::{Limits, Session};
use crate::live::{self, Before, Check, Facts, Phase, Status};
use crate::migration::{History, Migration, replay};

use super::arguments::{ListFormat, PhaseArgument, VerifyArguments};
use super::database::{self, Connected};
use super::failure::{Failure, shown};
use super::input::{Configured, Input};
use super::{Outcome, Verdict, failure, output};

pub(super) fn verify(arguments: &VerifyArguments) -> Outcome {
    let one = |failure: Failure| vec![failure];
    let phase = match arguments.phase {
        PhaseArgument::Before => Phase::Before,
        PhaseArgument::After => Phase::After,
    };
    let flags = crate::config::Flags { version: arguments.input.pg_version, ..Default::default() };
    let mut input = Input::read(&arguments.input, &arguments.common, &flags)?;
    let path = arguments.input.paths.first().map(std::path::PathBuf::as_path);
    let configuration = database::configuration(path, &arguments.common)?;
    let connected = database::connect(&arguments.database, &configuration, Limits::default()).map_err(one)?;
    let Connected { mut session, .. } = connected;
    let facts = database::facts(&mut session, &arguments.database).map_err(one)?;
    let kept = match phase {
        Phase::Before => Before {
            database: facts.server.id.clone(),
            taken_at: facts.taken_at.clone(),
            ..Before::default()
        },
        Phase::After => read(&arguments.counts, &facts).map_err(one)?,
    };
    let mut release = Release { session: &mut session, facts: &facts, kept, checks: Vec::new(), phase };
    for Configured { settings, histories, .. } in std::mem::take(&mut input.groups) {
        for mut history in histories {
            live::mark_applied(&mut history, &facts.ledgers);
            release.history(&replay(history, &settings.replay));
        }
    }
    for choice in &configuration.asserts {
        let phases = ["before", "after"];
        let own = phases.get(phase as usize).copied();
        if choice.phase.is_none() || choice.phase.as_deref() == own {
            release.checks.push(live::assert(release.session, choice));
        }
    }
    let Release { checks, kept, .. } = release;
    if phase == Phase::Before {
        write(&arguments.counts, &kept).map_err(one)?;
    }
    let text = match arguments.format {
        ListFormat::Human => human(&checks),
        ListFormat::Json => json(&checks, phase, &facts),
    };
    output::print(&text).map_err(one)?;
    failure::print(&input.failures, arguments.common.color);
    let good = checks.iter().all(|check| check.status == Status::Pass);
    Ok(match (input.failures.is_empty() && !session.is_lost(), good) {
        (false, _) => Verdict::CouldNotRun,
        (true, true) => Verdict::Clean,
        (true, false) => Verdict::Findings,
    })
}

/// What is being verified.
struct Release<'a> {
    session: &'a mut Session,
    facts: &'a Facts,
    kept: Before,
    checks: Vec<Check>,
    phase: Phase,
}

impl Release<'_> {
    fn history(&mut self, history: &History) {
        let pending: BTreeSet<String> = match self.phase {
            Phase::Before => {
                let pending = history.migrations.iter().filter(|migration| migration.judged);
                pending.map(|migration| migration.version.clone()).collect()
            }
            Phase::After => self.kept.migrations.clone(),
        };
        let released = |migration: &Migration| pending.contains(&migration.version);
        if self.phase == Phase::After {
            let missing =
                history.migrations.iter().filter(|migration| released(migration) && migration.judged);
            for migration in missing.filter(|_| !self.facts.ledgers.is_empty()) {
                self.checks
                    .push(Check::fail(format!("migration {} is not in the ledger", migration.version)));
            }
        }
        self.checks.extend(live::conditions(history, &released, self.phase, self.facts));
        self.rows(history, &released);
        if self.phase == Phase::Before {
            self.kept.migrations.extend(pending);
        }
    }

    fn rows(&mut self, history: &History, released: &dyn Fn(&Migration) -> bool) {
        let mut counts = BTreeMap::new();
        for table in live::unchanged_tables(history, released) {
            let name = table.to_string();
            if self.phase == Phase::After && !self.kept.rows.contains_key(&name) {
                continue;
            }
            counts.insert(name, live::count_rows(self.session, self.facts, &table));
        }
        match self.phase {
            Phase::Before => {
                for (table, counted) in counts {
                    match counted {
                        Ok(rows) => {
                            let text = format!("{table} has {}", live::count(rows, "row"));
                            self.checks.push(Check::pass(text));
                            self.kept.rows.insert(table, rows);
                        }
                        Err(reason) => {
                            let text = format!("the rows of {table} could not be counted: {reason}");
                            self.checks.push(Check::unknown(text));
                        }
                    }
                }
            }
            Phase::After => self.checks.extend(live::rows_unchanged(&self.kept, &counts)),
        }
    }
}

fn read(file: &Path, facts: &Facts) -> Result<Before, Failure> {
    let name = shown(file);
    let help = "run `migrate-lint verify --phase before` before the release";
    let text = std::fs::read_to_string(file).map_err(|error| {
        Failure::new(format!("{name}, which phase `before` writes, cannot be read: {error}")).help(help)
    })?;
    let before: Before = serde_json::from_str(&text)
        .map_err(|error| Failure::new(format!("{name} was not understood: {error}")).help(help))?;
    if before.database != facts.server.id {
        return Err(Failure::new(format!("{name} is of another database")).help(help));
    }
    Ok(before)
}

fn write(file: &Path, before: &Before) -> Result<(), Failure> {
    let failed = |error: String| Failure::new(format!("{} cannot be written: {error}", shown(file)));
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(|error| failed(error.to_string()))?;
    }
    let text = serde_json::to_string_pretty(before).map_err(|error| failed(error.to_string()))?;
    std::fs::write(file, format!("{text}\n")).map_err(|error| failed(error.to_string()))
}

fn human(checks: &[Check]) -> String {
    let lines = checks.iter().map(|check| format!("{:<8} {}\n", check.status.name(), check.text));
    let count = |status: Status| checks.iter().filter(|check| check.status == status).count();
    let (passed, failed, unknown) = (count(Status::Pass), count(Status::Fail), count(Status::Unknown));
    format!("{}{passed} passed, {failed} failed, {unknown} unknown\n", lines.collect::<String>())
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report<'a> {
    version: u32,
    phase: &'static str,
    as_of: &'a str,
    checks: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    status: String,
    text: &'a str,
}

fn json(checks: &[Check], phase: Phase, facts: &Facts) -> String {
    let lines = checks.iter().map(Line::of).collect();
    let phase = if phase == Phase::Before { "before" } else { "after" };
    let report = Report { version: 1, phase, as_of: &facts.taken_at, checks: lines };
    serde_json::to_string(&report).map(|text| format!("{text}\n")).unwrap_or_default()
}

impl<'a> Line<'a> {
    fn of(check: &'a Check) -> Self {
        Line { status: check.status.name().to_lowercase(), text: &check.text }
    }
}
