//! From where a database is named to its parameters: what is stated, then the service, then `PG*`.

use std::path::PathBuf;

use crate::config::DatabaseOrigin;

use super::command;
use super::error::ConnectError;
use super::parameters::Parameters;
use super::service_file;

/// libpq's variables and the parameters they stand for.
const VARIABLES: [(&str, &str); 11] = [
    ("PGHOST", "host"),
    ("PGHOSTADDR", "hostaddr"),
    ("PGPORT", "port"),
    ("PGUSER", "user"),
    ("PGPASSWORD", "password"),
    ("PGPASSFILE", "passfile"),
    ("PGDATABASE", "dbname"),
    ("PGSSLMODE", "sslmode"),
    ("PGSSLROOTCERT", "sslrootcert"),
    ("PGCHANNELBINDING", "channel_binding"),
    ("PGCONNECT_TIMEOUT", "connect_timeout"),
];

pub(super) fn home() -> Option<PathBuf> {
    std::env::home_dir().filter(|home| !home.as_os_str().is_empty())
}

/// How the place is called in a message.
pub(super) fn shown(origin: &DatabaseOrigin) -> String {
    match origin {
        DatabaseOrigin::Variable(name) => name.clone(),
        DatabaseOrigin::Environment => "the PG* variables".to_owned(),
        DatabaseOrigin::Service(name) => format!("the service `{name}`"),
        DatabaseOrigin::Command(_) => "`url-command`".to_owned(),
    }
}

pub(super) fn parameters(origin: &DatabaseOrigin) -> Result<Parameters, ConnectError> {
    let mut parameters = match origin {
        DatabaseOrigin::Variable(name) => of_variable(name)?,
        DatabaseOrigin::Environment => Parameters::default(),
        DatabaseOrigin::Service(name) => service_file::read(name)?,
        DatabaseOrigin::Command(command) => read(command::output(command)?.reveal(), origin)?,
    };
    let service = parameters.get("service").map(str::to_owned);
    if let Some(service) = service.or_else(|| variable("PGSERVICE"))
        && !matches!(origin, DatabaseOrigin::Service(_))
    {
        parameters.fill_from(service_file::read(&service)?);
    }
    for (name, key) in VARIABLES {
        if let Some(value) = variable(name) {
            parameters.fill(key, value);
        }
    }
    Ok(parameters)
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn of_variable(name: &str) -> Result<Parameters, ConnectError> {
    if name.contains("://") || name.contains('=') {
        return Err(ConnectError::new(
            "a database is named by an environment variable, not by its URL: everyone on this machine can read the \
             arguments of a program",
        )
        .remedy("put the URL into a variable and give its name: --database-env DATABASE_URL"));
    }
    let Some(value) = variable(name) else {
        return Err(ConnectError::new(format!("the environment variable {name} is not set"))
            .remedy(format!("{name}=postgresql://user@host/database migrate-lint …")));
    };
    read(&value, &DatabaseOrigin::Variable(name.to_owned()))
}

fn read(text: &str, origin: &DatabaseOrigin) -> Result<Parameters, ConnectError> {
    Parameters::read(text).map_err(|malformed| {
        ConnectError::new(format!("{} names no database: {malformed}", shown(origin)))
            .remedy("write it as postgresql://user@host:5432/database")
    })
}
