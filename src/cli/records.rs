//! `evidence`, `attest` and `waive`: makes records for the checks of a gate.

use std::io::Write;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};

use crate::evidence::{self, Content, Draft, Store, Validity};
use crate::gate;
use crate::live;

use super::arguments::{
    AboutArguments, AttestArguments, BackupArguments, ListArguments, RecordArguments, RecordCommand,
    RestoreArguments, RunArguments, WaiveArguments,
};
use super::failure::{Failure, shown};
use super::gate::{Opened, open};
use super::output::Output;
use super::{Outcome, Verdict, configuration, stderr};
use crate::config::nearest;

pub(super) fn evidence(arguments: &RecordArguments) -> Outcome {
    match &arguments.command {
        RecordCommand::Run(arguments) => run(arguments),
        RecordCommand::Backup(arguments) => backup(arguments),
        RecordCommand::Restore(arguments) => restore(arguments),
        RecordCommand::List(arguments) => list(arguments),
    }
}

/// The exit code is that of the command, as far as there is one for it: good, or not.
fn run(arguments: &RunArguments) -> Outcome {
    let opened = open(arguments.about.gate.as_deref(), &arguments.about.common)?;
    require_entry(&opened, &arguments.id)?;
    let root = PathBuf::from(&opened.base.folder);
    let content = evidence::run(&arguments.command, &root, &mut Passed)
        .map_err(|failure| vec![Failure::new(failure.to_string())])?;
    let good = matches!(content, Content::Command { exit_code: Some(0), .. });
    record(opened, &arguments.id, &arguments.about, content, None)?;
    Ok(if good { Verdict::Clean } else { Verdict::Findings })
}

/// What the command prints goes to standard error, so that it is seen and not mistaken for a report.
struct Passed;

impl Write for Passed {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        stderr::write(&String::from_utf8_lossy(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn backup(arguments: &BackupArguments) -> Outcome {
    let opened = open(arguments.about.gate.as_deref(), &arguments.about.common)?;
    require_entry(&opened, &arguments.id)?;
    let read = evidence::read_dump(&arguments.file);
    let mut backup = read.map_err(|failure| {
        let said = Failure::new(format!("{} {}", shown(&failure.path), failure.message));
        vec![said.help("take it again, and look at the exit code of pg_dump")]
    })?;
    backup.path = opened.base.relative(&shown(&arguments.file));
    let tables = backup.tables.len();
    let said = format!("{}: {} format, {tables} tables, {} bytes", backup.path, backup.format, backup.bytes);
    record(opened, &arguments.id, &arguments.about, Content::Backup(backup), None)?;
    stderr::line(&said);
    Ok(Verdict::Clean)
}

/// A restore with errors is kept too: that the dump is bad is worth knowing.
#[cfg(unix)]
fn restore(arguments: &RestoreArguments) -> Outcome {
    let opened = open(arguments.about.gate.as_deref(), &arguments.about.common)?;
    require_entry(&opened, &arguments.id)?;
    let version = opened.settings.replay.version;
    let restored = evidence::restore(&arguments.file, version)
        .map_err(|failure| vec![Failure::new(failure.to_string())])?;
    let evidence::Restored { content, server, errors } = restored;
    let Content::Restore { errors: count, milliseconds, rows, .. } = &content else {
        return Ok(Verdict::CouldNotRun);
    };
    let total: u64 = rows.values().sum();
    let said = format!(
        "{} into {server} in {:.1} s: {}, {}, {}",
        shown(&arguments.file),
        *milliseconds as f64 / 1000.0,
        live::count(rows.len() as u64, "table"),
        live::count(total, "row"),
        live::count(*count, "error")
    );
    let good = *count == 0;
    record(opened, &arguments.id, &arguments.about, content, None)?;
    stderr::line(&said);
    errors.iter().for_each(|error| stderr::line(&format!("  {error}")));
    Ok(if good { Verdict::Clean } else { Verdict::Findings })
}

#[cfg(not(unix))]
fn restore(_: &RestoreArguments) -> Outcome {
    Err(vec![Failure::new("a dump can be restored on Unix only")])
}

pub(super) fn attest(arguments: &AttestArguments) -> Outcome {
    let opened = open(arguments.about.gate.as_deref(), &arguments.about.common)?;
    require_entry(&opened, &arguments.id)?;
    let content =
        Content::Attestation { statement: arguments.statement.clone(), role: arguments.role.clone() };
    record(opened, &arguments.id, &arguments.about, content, None)?;
    Ok(Verdict::Clean)
}

pub(super) fn waive(arguments: &WaiveArguments) -> Outcome {
    let opened = open(arguments.about.gate.as_deref(), &arguments.about.common)?;
    require_entry(&opened, &arguments.id)?;
    let until = gate::instant(&arguments.until).filter(|until| *until > Timestamp::now());
    let Some(until) = until else {
        let failure = Failure::new(format!("`{}` is no day that is still to come", arguments.until));
        return Err(vec![failure.help("--until 2026-03-01")]);
    };
    if arguments.reason.trim().is_empty() {
        return Err(vec![
            Failure::new("a waiver needs a reason").help("--reason \"why it is safe to go on\""),
        ]);
    }
    let content = Content::Waiver { reason: arguments.reason.trim().to_owned() };
    record(opened, &arguments.id, &arguments.about, content, Some(until))?;
    Ok(Verdict::Clean)
}

/// A record that no entry looks for would never be missed.
fn require_entry(opened: &Opened, id: &str) -> Result<(), Vec<Failure>> {
    let ids = || opened.gate.entries.iter().map(|entry| entry.id.as_str());
    if ids().any(|known| known == id) {
        return Ok(());
    }
    let failure = Failure::new(format!("the gate `{}` has no entry `{id}`", opened.gate.name));
    Err(vec![match nearest(id, ids()) {
        Some(meant) => failure.help(format!("did you mean `{meant}`?")),
        None => failure.help(format!("its entries are {}", ids().collect::<Vec<_>>().join(", "))),
    }])
}

fn record(
    mut opened: Opened,
    id: &str,
    about: &AboutArguments,
    content: Content,
    expires_at: Option<Timestamp>,
) -> Result<(), Vec<Failure>> {
    let now = Timestamp::now();
    let own = opened.gate.entries.iter().find(|entry| entry.id == id).and_then(|entry| entry.expires_after);
    let length: SignedDuration = own.unwrap_or(opened.gate.expires_after);
    let draft = Draft {
        gate: opened.gate.name.clone(),
        id: id.to_owned(),
        by: about.by.clone().unwrap_or_else(|| evidence::author(Path::new(&opened.base.folder))),
        expires_at: expires_at.or_else(|| now.checked_add(length).ok()),
        subject: opened.subject(now),
        content,
    };
    opened.add(draft, now)
}

fn list(arguments: &ListArguments) -> Outcome {
    let found = configuration::for_path(Path::new("."), &arguments.common)?;
    let folder = Path::new(&found.base.folder).join(evidence::FOLDER);
    let store = Store::open(&folder).map_err(|failure| vec![Failure::new(failure.to_string())])?;
    let now = Timestamp::now();
    let output = Output::new(None, &arguments.common);
    let written = output.write(|out| {
        for kept in store.records() {
            let record = &kept.record;
            let expired = match record.validity(&record.subject, now) {
                Validity::Stale(why) => format!(", {why}"),
                Validity::Valid => String::new(),
            };
            let fault = kept.fault.as_ref().map(|fault| format!(", {fault}")).unwrap_or_default();
            let day = record.made_at.strftime("%Y-%m-%d %H:%MZ");
            let kind = record.content.kind();
            writeln!(
                out,
                "{:5}  {day}  {kind:<11}  {}/{}  {}{expired}{fault}",
                record.number, record.gate, record.id, record.by
            )?;
        }
        for (file, why) in store.unreadable() {
            writeln!(out, "       {} {why}", shown(file))?;
        }
        Ok(())
    });
    written.map_err(|failure| vec![failure])?;
    let whole = store.unreadable().is_empty() && store.records().iter().all(|kept| kept.fault.is_none());
    Ok(if whole { Verdict::Clean } else { Verdict::Findings })
}
