//! `snapshot`: writes a database's facts down; `snapshot diff`: what differs between two of them.

use std::fs;
use std::path::Path;

use crate::connect::Limits;
use crate::live;

use super::arguments::{DiffArguments, SnapshotArguments, SnapshotCommand, WriteSnapshot};
use super::database::{self, Connected};
use super::failure::{Failure, shown};
use super::{Outcome, Verdict, output, stderr};

pub(super) fn snapshot(arguments: &SnapshotArguments) -> Outcome {
    match &arguments.command {
        Some(SnapshotCommand::Diff(arguments)) => diff(arguments),
        None => write(&arguments.write),
    }
}

fn write(arguments: &WriteSnapshot) -> Outcome {
    let one = |failure: Failure| vec![failure];
    let configuration = database::configuration(None, &arguments.common)?;
    let connected = database::connect(&arguments.database, &configuration, Limits::default());
    let Connected { mut session, notes } = connected.map_err(one)?;
    let facts = database::facts(&mut session, &arguments.database).map_err(one)?;
    let text = live::write_snapshot(&facts).map_err(|error| vec![Failure::new(error.to_string())])?;
    match &arguments.output {
        Some(file) => fs::write(file, &text)
            .map_err(|error| vec![Failure::new(format!("{} cannot be written: {error}", shown(file)))])?,
        None => output::print(&text).map_err(one)?,
    }
    if !arguments.common.quiet {
        notes.iter().for_each(|note| stderr::line(&format!("note: {note}")));
        for unseen in &facts.unseen {
            stderr::line(&format!("note: {} could not be read: {}", unseen.section, unseen.reason));
        }
        if let Some(file) = &arguments.output {
            let relations = live::count(facts.relations.len() as u64, "relation");
            let size = live::bytes(text.len() as u64);
            stderr::line(&format!(
                "{}: {relations} of PostgreSQL {}, {size}",
                shown(file),
                facts.server.version
            ));
        }
    }
    Ok(Verdict::Clean)
}

/// It is a finding that there is a difference, as with `diff`.
fn diff(arguments: &DiffArguments) -> Outcome {
    let one = |failure: Failure| vec![failure];
    let before = database::read_snapshot(&arguments.before).map_err(one)?;
    let after = database::read_snapshot(&arguments.after).map_err(one)?;
    let name = |file: &Path| shown(file);
    let differences = live::compare(&before, &after, &name(&arguments.before), &name(&arguments.after))
        .map_err(|error| vec![Failure::new(error.to_string())])?;
    let unseen = live::uncompared(&before, &after, &name(&arguments.before), &name(&arguments.after));
    let lines: String = differences.iter().map(|difference| format!("{}\n", difference.text)).collect();
    let unseen_lines: String = unseen.iter().map(|unseen| format!("not compared: {unseen}\n")).collect();
    let closing = match (differences.len(), unseen.is_empty()) {
        (0, true) => "no difference\n".to_owned(),
        (0, false) => "no difference in what could be compared\n".to_owned(),
        (several, _) => format!("{}\n", live::count(several as u64, "difference")),
    };
    output::print(&format!("{lines}{unseen_lines}{closing}")).map_err(one)?;
    Ok(match (differences.is_empty(), unseen.is_empty()) {
        (false, _) => Verdict::Findings,
        (true, true) => Verdict::Clean,
        (true, false) => Verdict::CouldNotRun,
    })
}
