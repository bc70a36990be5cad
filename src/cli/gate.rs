//! `gate`: reads what a gate is about, asks its checks, reports the decision and keeps it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;

use crate::config::{DatabaseChoice, Flags, PathBase, PathGlobs, Settings, nearest};
use crate::connect::{ConnectError, Limits, Permissions, Session, Target};
use crate::discover;
use crate::evidence::{self, Content, Draft, Store, Subject};
use crate::gate::{
    self, Database, Decision, Gate, GateFile, Situation, Surroundings, Verdict as GateVerdict, report,
};
use crate::migration::{History, HistorySource, replay};
use crate::runbook::{self, Plan};

use super::arguments::{CommonArguments, GateArguments, InputArguments};
use super::configuration::{self, Found};
use super::failure::{Failure, shown};
use super::input::{Configured, Input};
use super::output::Output;
use super::{Outcome, Verdict, stderr};

/// A gate with all that its checks look at.
pub(super) struct Opened {
    pub(super) gate: Gate,
    pub(super) base: PathBase,
    pub(super) settings: Settings,
    pub(super) history: History,
    pub(super) source: HistorySource,
    pub(super) store: Store,
    /// The database that the gate names.
    choice: Option<DatabaseChoice>,
    /// Every database of the configuration.
    databases: Vec<DatabaseChoice>,
    permissions: Permissions,
}

pub(super) fn gate(arguments: &GateArguments) -> Outcome {
    match (arguments.name.as_deref(), &arguments.file) {
        (Some("import"), Some(file)) => return import(arguments, file),
        (Some("import"), None) => {
            let failure = Failure::new("there is no checklist to import");
            return Err(vec![failure.help("migrate-lint gate import docs/GO_NO_GO.md > gates/release.toml")]);
        }
        (_, Some(file)) => {
            let failure = Failure::new(format!("a gate takes no file, and here is {}", shown(file)));
            return Err(vec![failure.help("migrate-lint gate import FILE.md makes a gate of a checklist")]);
        }
        (_, None) => {}
    }
    let mut opened = open(arguments.name.as_deref(), &arguments.common)?;
    let now = Timestamp::now();
    opened.permissions = Permissions { plaintext: arguments.allow_plaintext };
    let database = opened.connect(arguments)?;
    let decision = gate::decide(&mut opened.situation(arguments.phase, now, database));
    let output = Output::new(arguments.output.as_deref(), &arguments.common);
    let options = output.options();
    output
        .write(|out| report::write(arguments.format, &decision, &options, out))
        .map_err(|failure| vec![failure])?;
    if !arguments.no_record {
        opened.keep(&decision, now)?;
    }
    Ok(match decision.verdict() {
        GateVerdict::Go => Verdict::Clean,
        GateVerdict::NoGo => Verdict::Findings,
    })
}

/// Makes a gate of a checklist. What the checklist contradicts in itself is told beside it.
fn import(arguments: &GateArguments, file: &Path) -> Outcome {
    let source = discover::read_source(file, shown(file))
        .map_err(|failure| vec![Failure::new(format!("{} {}", failure.path, failure.message))])?;
    let found = configuration::for_path(file, &arguments.common)?;
    let settings = Settings::resolve(&found.configuration, &Flags::default(), &found.base);
    let beside = file.parent().unwrap_or(Path::new("."));
    let exists = |named: &str| Path::new(named).exists() || beside.join(named).exists();
    let surroundings = runbook::Surroundings { version: settings.replay.version, exists: &exists };
    let from_root = found.base.relative(&shown(file));
    let imported = gate::import(&Plan::read(&source), &from_root, &surroundings);
    let output = Output::new(arguments.output.as_deref(), &arguments.common);
    output.write(|out| out.write_all(imported.toml.as_bytes())).map_err(|failure| vec![failure])?;
    if !arguments.common.quiet {
        stderr::line(&format!("{} boxes, {} answered by a check", imported.boxes, imported.recognized));
        imported.contradictions.iter().for_each(|contradiction| stderr::line(contradiction));
    }
    Ok(if imported.contradictions.is_empty() { Verdict::Clean } else { Verdict::Findings })
}

impl Opened {
    pub(super) fn situation(
        &self,
        phase: gate::Phase,
        now: Timestamp,
        database: Option<Database>,
    ) -> Situation<'_> {
        let surroundings = Surroundings {
            base: &self.base,
            settings: &self.settings,
            history: &self.history,
            source: &self.source,
            store: &self.store,
            now,
            databases: &self.databases,
            permissions: self.permissions,
            database,
        };
        Situation::new(&self.gate, phase, surroundings)
    }

    /// Connects to the gate's database. Without an answer nothing is decided.
    fn connect(&self, arguments: &GateArguments) -> Result<Option<Database>, Vec<Failure>> {
        let limits = Limits {
            probe: Duration::from_secs(arguments.max_seconds),
            total: Duration::from_secs(arguments.max_seconds.saturating_mul(20)),
            ..Limits::default()
        };
        self.reach(limits).map_err(|error| vec![Failure::from(error)])
    }

    fn reach(&self, limits: Limits) -> Result<Option<Database>, ConnectError> {
        let Some(choice) = &self.choice else { return Ok(None) };
        let target = Target::find(&choice.origin, self.permissions)?;
        let session = Session::open(&target, limits)?;
        Ok(Some(Database::new(choice.name.clone(), choice.system_identifier.clone(), session)))
    }

    /// The files and the server as they are. A record that is made where the server cannot be reached names none, and
    /// whoever makes it is told.
    pub(super) fn subject(&self, now: Timestamp) -> Subject {
        let database = self.reach(Limits::default()).unwrap_or_else(|error| {
            stderr::line(&format!("note: the record names no server: {}", error.message));
            None
        });
        self.situation(gate::Phase::Go, now, database).subject
    }

    /// The record of a decision vouches for every record before it.
    fn keep(&mut self, decision: &Decision, now: Timestamp) -> Result<(), Vec<Failure>> {
        let statuses: BTreeMap<String, String> = decision
            .lines
            .iter()
            .map(|line| (line.id.clone(), line.answer.status.name().to_owned()))
            .collect();
        let draft = Draft {
            gate: decision.gate.clone(),
            id: "decision".to_owned(),
            by: evidence::author(Path::new(&self.base.folder)),
            expires_at: None,
            subject: decision.subject.clone(),
            content: Content::Decision {
                phase: decision.phase.name().to_owned(),
                verdict: decision.verdict().name().to_owned(),
                statuses,
            },
        };
        for line in &decision.lines {
            let Some(content) = line.answer.captured.clone() else { continue };
            let entry = self.gate.entries.iter().find(|entry| entry.id == line.id);
            // What is measured before a migration is needed after it, whenever that is.
            let expires_at =
                entry.and_then(|entry| entry.expires_after).and_then(|length| now.checked_add(length).ok());
            let (id, subject) = (line.id.clone(), decision.subject.clone());
            let captured = Draft { id, subject, content: *content, expires_at, ..draft.clone() };
            self.add(captured, now)?;
        }
        self.add(draft, now)
    }

    pub(super) fn add(&mut self, draft: Draft, now: Timestamp) -> Result<(), Vec<Failure>> {
        if let Some(newer) = self.store.ahead_of(now) {
            let failure = Failure::new(format!(
                "the clock says {}, but record {} was made at {}",
                now.strftime("%Y-%m-%d %H:%MZ"),
                newer.number,
                newer.made_at.strftime("%Y-%m-%d %H:%MZ")
            ));
            return Err(vec![
                failure.help("set the clock right: a record dated before others counts for nothing"),
            ]);
        }
        self.store.add(draft, now).map(drop).map_err(|failure| vec![Failure::new(failure.to_string())])
    }
}

/// Finds a gate and reads its migrations.
pub(super) fn open(name: Option<&str>, common: &CommonArguments) -> Result<Opened, Vec<Failure>> {
    let found = configuration::for_path(Path::new("."), common)?;
    let gate = choose(gates(&found)?, name)?;
    let root = PathBuf::from(&found.base.folder);
    let files = matching(&gate, &found.base);
    if files.is_empty() {
        let patterns = gate.migrations.join(", ");
        let failure = Failure::new(format!("no file is there for the gate `{}`: {patterns}", gate.name));
        return Err(vec![failure.help(format!("patterns count from {}", shown(&root)))]);
    }
    let input = InputArguments { paths: files, no_progress: true, ..InputArguments::default() };
    let mut input = Input::read(&input, common, &Flags::default())?;
    if !input.failures.is_empty() {
        return Err(input.failures);
    }
    let Configured { settings, mut histories, .. } = input.groups.pop().unwrap_or_default();
    let Some(mut source) = histories.pop() else {
        return Err(vec![Failure::new(format!("the gate `{}` names no migration", gate.name))]);
    };
    if !histories.is_empty() || !input.groups.is_empty() {
        let failure = Failure::new(format!("the gate `{}` names migrations of several folders", gate.name));
        return Err(vec![failure.help("make a gate for each folder: the tool runs them apart")]);
    }
    if let Some(pattern) = &gate.rollbacks {
        gate::put_rollbacks(&mut source, pattern, &root);
    }
    let history = replay(source.clone(), &settings.replay);
    let choice = choice_of(&gate, &found)?;
    let store = Store::open(&root.join(evidence::FOLDER))
        .map_err(|failure| vec![Failure::new(failure.to_string())])?;
    let databases = found.configuration.databases;
    let permissions = Permissions { plaintext: false };
    let base = found.base;
    Ok(Opened { gate, base, settings, history, source, store, choice, databases, permissions })
}

/// The database that a gate names, as `[databases]` has it.
fn choice_of(gate: &Gate, found: &Found) -> Result<Option<DatabaseChoice>, Vec<Failure>> {
    let Some(name) = &gate.database else { return Ok(None) };
    let known = &found.configuration.databases;
    if let Some(choice) = known.iter().find(|choice| choice.name == *name) {
        return Ok(Some(choice.clone()));
    }
    let failure =
        Failure::new(format!("the gate `{}` is about the database `{name}`, and there is none", gate.name));
    Err(vec![match nearest(name, known.iter().map(|choice| choice.name.as_str())) {
        Some(meant) => failure.help(format!("did you mean `{meant}`?")),
        None => failure.help(format!("[databases.{name}]\nurl-env = \"DATABASE_URL\" in migrate-lint.toml")),
    }])
}

/// Every gate of `migrate-lint.toml` and of `gates/` beside it.
fn gates(found: &Found) -> Result<Vec<Gate>, Vec<Failure>> {
    let root = PathBuf::from(&found.base.folder);
    let mut gates = Vec::new();
    if let Some(file) = &found.file {
        gates.extend(read_file(file, GateFile::Configuration)?);
    }
    let entries = std::fs::read_dir(root.join("gates")).into_iter().flatten().filter_map(Result::ok);
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.sort_unstable();
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "toml")) {
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        let from_here = file.strip_prefix(&root).unwrap_or(file);
        let path = if from_here.exists() { from_here } else { file };
        gates.extend(read_file(path, GateFile::Own(&name))?);
    }
    Ok(gates)
}

fn read_file(file: &Path, kind: GateFile) -> Result<Vec<Gate>, Vec<Failure>> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| vec![Failure::new(format!("{} cannot be read: {error}", shown(file)))])?;
    gate::read_gates(&text, kind).map_err(|problems| {
        problems.into_iter().map(|problem| Failure::in_file(file, &text, problem)).collect()
    })
}

fn choose(mut gates: Vec<Gate>, name: Option<&str>) -> Result<Gate, Vec<Failure>> {
    let names: Vec<String> = gates.iter().map(|gate| gate.name.clone()).collect();
    let at = match name {
        Some(name) => names.iter().position(|known| known == name),
        None => (gates.len() == 1).then_some(0),
    };
    if let Some(at) = at {
        return Ok(gates.swap_remove(at));
    }
    let listed = names.join(", ");
    Err(vec![match (name, names.as_slice()) {
        (_, []) => Failure::new("there is no gate").help(
            "[gate.NAME] in migrate-lint.toml or gates/NAME.toml makes one; \
             `migrate-lint gate import PLAN.md` makes one from a checklist",
        ),
        (None, _) => Failure::new("there are several gates").help(format!("name one: {listed}")),
        (Some(name), _) => {
            let failure = Failure::new(format!("there is no gate `{name}`"));
            match nearest(name, names.iter().map(String::as_str)) {
                Some(meant) => failure.help(format!("did you mean `{meant}`?")),
                None => failure.help(format!("there are {listed}")),
            }
        }
    }])
}

/// The files that the gate's patterns name.
fn matching(gate: &Gate, base: &PathBase) -> Vec<PathBuf> {
    let globs = PathGlobs::new(&gate.migrations, base.clone());
    let walk = ignore::WalkBuilder::new(&base.folder).build().filter_map(Result::ok);
    let files = walk.filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
    let paths = files.map(|entry| entry.path().to_path_buf());
    let is_sql = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "sql");
    let working = Path::new(&base.working);
    let mut found: Vec<PathBuf> = paths
        .filter(|path| is_sql(path) && globs.matches(&shown(path)))
        .map(|path| path.strip_prefix(working).map(Path::to_path_buf).unwrap_or(path))
        .collect();
    found.sort_unstable();
    found
}
