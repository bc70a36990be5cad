//! From arguments and configuration to a database that can be asked.

use std::path::Path;
use std::time::Duration;

use crate::config::{Configuration, DatabaseChoice, DatabaseOrigin, nearest};
use crate::connect::{ConnectError, Limits, Permissions, ProbeFailure, Session, Target};
use crate::live::{self, Facts};

use super::arguments::{CommonArguments, DatabaseArguments};
use super::configuration;
use super::failure::{Failure, shown};

impl From<ConnectError> for Failure {
    fn from(error: ConnectError) -> Self {
        let failure = Failure::new(error.message);
        match error.remedy {
            Some(remedy) => failure.help(remedy),
            None => failure,
        }
    }
}

/// A connection, and what the user should know about it.
pub(super) struct Connected {
    pub(super) session: Session,
    pub(super) notes: Vec<String>,
}

pub(super) fn connect(
    arguments: &DatabaseArguments,
    configuration: &Configuration,
    limits: Limits,
) -> Result<Connected, Failure> {
    let origin = origin(arguments, configuration)?;
    let target = Target::find(&origin, permissions(arguments))?;
    let session = Session::open(&target, limits)?;
    let server = session.server();
    let mut notes: Vec<String> = target.caveat().map(str::to_owned).into_iter().collect();
    if server.in_recovery {
        notes.push(
            "the server is a standby: locks and counters of the primary are not seen from it".to_owned(),
        );
    }
    refuse_another(arguments, configuration, server.system_identifier.as_deref())?;
    Ok(Connected { session, notes })
}

/// The database of the configuration that is meant, where it is one of those.
pub(super) fn chosen<'a>(
    arguments: &DatabaseArguments,
    configuration: &'a Configuration,
) -> Option<&'a DatabaseChoice> {
    let known = &configuration.databases;
    match (&arguments.database_env, &arguments.database, known.as_slice()) {
        (Some(_), ..) => None,
        (None, Some(name), known) => known.iter().find(|database| database.name == *name),
        (None, None, [only]) => Some(only),
        (None, None, _) => None,
    }
}

/// Where the database is named. The configuration's only database needs no name.
pub(super) fn origin(
    arguments: &DatabaseArguments,
    configuration: &Configuration,
) -> Result<DatabaseOrigin, Failure> {
    if let Some(variable) = &arguments.database_env {
        return Ok(DatabaseOrigin::Variable(variable.clone()));
    }
    if let Some(database) = chosen(arguments, configuration) {
        return Ok(database.origin.clone());
    }
    let known = &configuration.databases;
    match (&arguments.database, known.as_slice()) {
        (Some(name), known) => Err(unknown(name, known.iter().map(|database| database.name.as_str()))),
        (None, []) => Ok(DatabaseOrigin::Environment),
        (None, several) => {
            let names: Vec<&str> = several.iter().map(|database| database.name.as_str()).collect();
            Err(Failure::new("the configuration has several databases, and none is named")
                .help(format!("add --database with one of {}", names.join(", "))))
        }
    }
}

fn unknown<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Failure {
    if name.contains("://") || name.contains('=') {
        return Failure::new(
            "--database takes a name of the configuration, never a URL: it may hold a password",
        )
        .help("put the URL into an environment variable and name that: --database-env DATABASE_URL");
    }
    let failure = Failure::new(format!("the configuration has no database `{name}`"));
    match nearest(name, known) {
        Some(meant) => failure.help(format!("did you mean `{meant}`?")),
        None => failure.help(format!("add `[databases.{name}]` with url-env = \"…\" to migrate-lint.toml")),
    }
}

/// A database that is pinned to one server must be on that one.
fn refuse_another(
    arguments: &DatabaseArguments,
    configuration: &Configuration,
    found: Option<&str>,
) -> Result<(), Failure> {
    let named = |name: &str| configuration.databases.iter().find(move |database| database.name == name);
    let pinned =
        arguments.database.as_deref().and_then(named).and_then(|one| one.system_identifier.as_deref());
    match (pinned, found) {
        (Some(pinned), Some(found)) if pinned != found => Err(Failure::new(format!(
            "this is another server: its system identifier is {found}, and the configuration says {pinned}"
        ))
        .help("check the URL, or change `system-identifier` if the server was replaced")),
        _ => Ok(()),
    }
}

pub(super) fn permissions(arguments: &DatabaseArguments) -> Permissions {
    Permissions { plaintext: arguments.allow_plaintext }
}

pub(super) fn limits(seconds_for_one: f64) -> Limits {
    let one = Duration::from_secs_f64(seconds_for_one.clamp(0.1, 3600.0));
    let defaults = Limits::default();
    Limits { probe: one, total: defaults.total.max(one * 6), ..defaults }
}

/// Everything the database says about itself, with the counters of the standbys that are named.
pub(super) fn facts(session: &mut Session, arguments: &DatabaseArguments) -> Result<Facts, Failure> {
    let lost = |failure: ProbeFailure| {
        Failure::new(format!("the database could not be read: {failure}"))
            .help("the findings of the files stand; run it again when the server is reachable")
    };
    let mut facts = Facts::read(session).map_err(lost)?;
    facts.ledgers = live::read_ledgers(session).map_err(lost)?;
    for variable in &arguments.standby_env {
        let target = Target::find(&DatabaseOrigin::Variable(variable.clone()), permissions(arguments))?;
        let mut standby = Session::open(&target, *session.limits())?;
        facts.usage.push(live::read_usage(&mut standby, variable).map_err(lost)?);
    }
    Ok(facts)
}

/// A snapshot's facts.
pub(super) fn read_snapshot(file: &Path) -> Result<Facts, Failure> {
    let name = shown(file);
    let text = std::fs::read_to_string(file)
        .map_err(|error| Failure::new(format!("the snapshot {name} cannot be read: {error}")))?;
    live::read_snapshot(&text).map_err(|error| {
        Failure::new(format!("{name} cannot be used: {error}"))
            .help("write it anew: migrate-lint snapshot --output FILE")
    })
}

/// The configuration for the folder that the command is about.
pub(super) fn configuration(
    path: Option<&Path>,
    common: &CommonArguments,
) -> Result<Configuration, Vec<Failure>> {
    Ok(configuration::for_path(path.unwrap_or(Path::new(".")), common)?.configuration)
}
