//! `check --live` and `check --snapshot`: the facts, what is pending, and the evidence under each finding.

use std::fs;
use std::path::Path;

use crate::connect::{ProbeFailure, Session};
use crate::diagnostic::{Diagnostic, Verdict};
use crate::live::{self, Asking, DurationModel, Facts, Rehearsed, Standing};
use crate::migration::{History, HistorySource};
use crate::version::PgVersion;

use super::arguments::{CheckArguments, EvidenceArguments};
use super::database::{self, Connected};
use super::failure::{Failure, shown};

/// What is known of the database.
pub(super) struct Ground {
    facts: Facts,
    session: Option<Session>,
    earlier: Option<Facts>,
    model: DurationModel,
    rehearsed: Option<Rehearsed>,
    migration_role: Option<String>,
    read_rows: bool,
    max_bytes: u64,
    /// The snapshot is too old to prove anything.
    is_stale: bool,
    pub(super) notes: Vec<String>,
}

const DAY: i64 = 86_400;

impl Ground {
    /// Nothing where no evidence is asked for. A database that cannot be reached is a failure beside the findings.
    pub(super) fn prepare(arguments: &CheckArguments) -> Result<Option<Self>, Vec<Failure>> {
        let evidence = &arguments.evidence;
        if !evidence.live && evidence.snapshot.is_none() {
            return Ok(None);
        }
        let path = arguments.input.paths.first().map(std::path::PathBuf::as_path);
        let configuration = database::configuration(path, &arguments.common)?;
        let earlier = evidence.usage_since.as_deref().map(database::read_snapshot).transpose();
        let earlier = earlier.map_err(|failure| vec![failure])?;
        let rehearsed = evidence.rehearsed.as_deref().map(read_rehearsed).transpose();
        let rehearsed = rehearsed.map_err(|failure| vec![failure])?;
        let mut ground = match &evidence.snapshot {
            Some(file) => Self::of(database::read_snapshot(file).map_err(|failure| vec![failure])?, evidence),
            None => {
                let limits = database::limits(evidence.max_probe);
                let connected = database::connect(&evidence.database, &configuration, limits);
                let Connected { mut session, notes } = connected.map_err(|failure| vec![failure])?;
                let facts =
                    database::facts(&mut session, &evidence.database).map_err(|failure| vec![failure])?;
                let mut ground = Self::of(facts, evidence);
                ground.notes.extend(notes);
                ground.session = Some(session);
                ground
            }
        };
        ground.earlier = earlier;
        ground.rehearsed = rehearsed;
        let of_database = database::chosen(&evidence.database, &configuration);
        ground.migration_role = evidence
            .migration_role
            .clone()
            .or_else(|| of_database.and_then(|database| database.migration_role.clone()));
        ground.say_age(evidence);
        Ok(Some(ground))
    }

    fn of(facts: Facts, arguments: &EvidenceArguments) -> Self {
        let unseen = facts
            .unseen
            .iter()
            .map(|unseen| format!("{} could not be read: {}", unseen.section, unseen.reason));
        let notes = unseen.collect();
        Self {
            facts,
            session: None,
            earlier: None,
            model: DurationModel::default(),
            rehearsed: None,
            migration_role: None,
            read_rows: arguments.read_rows,
            max_bytes: (arguments.max_read.max(0.0) * 1e9) as u64,
            is_stale: false,
            notes,
        }
    }

    fn say_age(&mut self, arguments: &EvidenceArguments) {
        let Some(file) = &arguments.snapshot else { return };
        let taken: Option<jiff::Timestamp> = self.facts.taken_at.parse().ok();
        let age = taken.map_or(i64::MAX, |taken| jiff::Timestamp::now().as_second() - taken.as_second());
        let name = shown(file);
        let old = live::age(age.max(0));
        self.is_stale = age > i64::from(arguments.max_age) * DAY;
        self.notes.push(match self.is_stale {
            true => format!(
                "the snapshot {name} is {old} old, and proves nothing after {} days (--max-age): take a new one",
                arguments.max_age
            ),
            false => format!("the snapshot {name} is {old} old ({})", self.facts.taken_at),
        });
    }

    /// The server's own, where it is one that is known here.
    pub(super) fn version(&self) -> Option<PgVersion> {
        (self.facts.server.version_number / 10_000).to_string().parse().ok()
    }

    /// Leaves to be judged what is pending on the server, and learns from how long the rest took.
    pub(super) fn keep_pending(&mut self, history: &mut HistorySource) {
        let total = history.migrations.len();
        let standing = live::mark_applied(history, &self.facts.ledgers);
        self.notes.extend(said(&history.root, &standing, total, "judged"));
    }

    pub(super) fn confirm(&mut self, findings: &mut [Diagnostic], histories: &[History]) {
        self.calibrate(histories);
        let mut asking = Asking {
            session: self.session.as_mut(),
            read_rows: self.read_rows,
            max_bytes: self.max_bytes,
            model: self.model.clone(),
            earlier: self.earlier.as_ref(),
        };
        let severities: Vec<_> = findings.iter().map(|finding| finding.severity).collect();
        live::confirm(findings, histories, &self.facts, &mut asking);
        if let Some(session) = &mut self.session {
            self.notes.extend(live::queue(histories, &self.facts, session).unwrap_or_else(|failure| {
                vec![format!("who is in the way at this moment could not be asked: {failure}")]
            }));
        }
        if !self.is_stale {
            return;
        }
        for (finding, severity) in findings.iter_mut().zip(severities) {
            if let Some(evidence) = &mut finding.evidence {
                finding.severity = severity;
                finding.confidence = crate::diagnostic::Confidence::Predicted;
                evidence.verdict = Verdict::Unknown;
                evidence.text = format!("the snapshot is too old; it says: {}", evidence.text);
            }
        }
    }

    /// What a clone took, else what the ledger holds.
    fn calibrate(&mut self, histories: &[History]) {
        if !self.facts.ledgers.is_empty() {
            let timed = live::timed(histories, &self.facts);
            self.model =
                DurationModel::calibrated(&timed, "the ledger's execution times").unwrap_or_default();
        }
        let Some(rehearsed) = &self.rehearsed else { return };
        let timed = live::timed_on_clone(histories, &self.facts, rehearsed);
        match DurationModel::calibrated(&timed, "the times on the clone") {
            Some(model) => self.model = model,
            None => self.notes.push(format!(
                "the rehearsal timed {} of these statements for half a second or longer, too few to estimate by",
                timed.len()
            )),
        }
    }

    /// What the role that runs the migrations may not do.
    pub(super) fn refusals(&mut self, histories: &[History]) -> Vec<Diagnostic> {
        let Some(session) = &mut self.session else { return Vec::new() };
        match live::refusals(histories, &self.facts, session, self.migration_role.as_deref()) {
            Ok((refused, note)) => {
                // Every group of files has the same answer.
                self.notes.extend(note.filter(|note| !self.notes.contains(note)));
                return refused;
            }
            // A lost connection is said once.
            Err(ProbeFailure::Lost) => {}
            Err(failure) => self.notes.push(format!("rights could not be looked at: {failure}")),
        }
        Vec::new()
    }

    /// What ended the questions early.
    pub(super) fn failure(&self) -> Option<Failure> {
        let lost = self.session.as_ref().is_some_and(Session::is_lost);
        lost.then(|| {
            Failure::new("the connection to the database was lost, so some findings have no evidence")
                .help("the findings of the files stand; run it again")
        })
    }
}

fn read_rehearsed(file: &Path) -> Result<Rehearsed, Failure> {
    let name = shown(file);
    let text = fs::read_to_string(file)
        .map_err(|error| Failure::new(format!("the rehearsal {name} cannot be read: {error}")))?;
    let help = "`migrate-lint rehearse --server-env VARIABLE --format json -o FILE` writes one";
    Rehearsed::read(&text).map_err(|why| Failure::new(format!("{name} cannot be used: {why}")).help(help))
}

/// How a history stands on a server, and what is done with what is not known to be there.
pub(super) fn said(root: &str, standing: &Standing, total: usize, done: &str) -> Vec<String> {
    let mut said = Vec::new();
    match &standing.unread {
        Some(reason) => said.push(format!("{root}: {reason}; every migration is {done}")),
        None => {
            said.push(format!("{root}: {} of {total} migrations are pending on the server", standing.pending))
        }
    }
    if !standing.failed.is_empty() {
        let failed = standing.failed.join(", ");
        said.push(format!("{root}: the ledger says that {failed} failed half way"));
    }
    if !standing.unknown.is_empty() {
        let unknown = live::names(&standing.unknown);
        said.push(format!("{root}: applied on the server, and without a file here: {unknown}"));
    }
    said
}
