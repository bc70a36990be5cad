//! `[databases.NAME]`: where a database is named, and which role it plays. Never how to log in.

use toml::de::DeTable;

use super::key::{DATABASE, names};
use super::reader::{Key, Reader, Value};

/// Where the parameters of a connection are found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatabaseOrigin {
    /// An environment variable that holds a URL.
    Variable(String),
    /// `PGHOST` and its siblings.
    Environment,
    /// A section of `pg_service.conf`.
    Service(String),
    /// A command that prints a URL.
    Command(Vec<String>),
}

/// One database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatabaseChoice {
    pub name: String,
    pub origin: DatabaseOrigin,
    /// What may be lost there is real: nothing is ever rehearsed on it.
    pub is_production: bool,
    /// As `pg_control_system()` gives it: the server is this one and no other.
    pub system_identifier: Option<String>,
    /// The role that runs the migrations, where it is another than the one that asks.
    pub migration_role: Option<String>,
}

/// Keys under which people write passwords.
const SECRETS: [&str; 6] = ["password", "pass", "pgpassword", "url", "dsn", "connection-string"];

pub(super) fn read(reader: &mut Reader, value: &Value) -> Vec<DatabaseChoice> {
    let mut databases = Vec::new();
    let Some(table) = reader.table("databases", value) else { return databases };
    for (name, value) in table.iter() {
        let shown = format!("databases.{}", name.get_ref());
        if let Some(table) = reader.table(&shown, value)
            && let Some(database) = database(reader, name, table)
        {
            databases.push(database);
        }
    }
    databases
}

fn database(reader: &mut Reader, name: &Key, table: &DeTable) -> Option<DatabaseChoice> {
    let shown = format!("`[databases.{}]`", name.get_ref());
    let mut origins = Vec::new();
    let (mut is_production, mut system_identifier, mut migration_role) = (false, None, None);
    for (key, value) in table.iter() {
        match key.get_ref().as_ref() {
            "url-env" => {
                let name = reader.text("url-env", value, "the name of an environment variable")?;
                if name.contains("://") {
                    refuse_secret(reader, key, "url-env");
                    return None;
                }
                origins.push(DatabaseOrigin::Variable(name.to_owned()));
            }
            "service" => {
                let name = reader.text("service", value, "a name in pg_service.conf")?;
                origins.push(DatabaseOrigin::Service(name.to_owned()));
            }
            "url-command" => {
                let words = reader.strings("url-command", value);
                let words = words.into_iter().map(|(word, _)| word.to_owned()).collect();
                origins.push(DatabaseOrigin::Command(words));
            }
            "role" => {
                let role = reader.one_of("role", value, &["production", "staging", "development"]);
                is_production = role == Some("production");
            }
            "system-identifier" => {
                let text = reader.text("system-identifier", value, "a string of digits")?;
                system_identifier = Some(text.to_owned());
            }
            "migration-role" => {
                let text = reader.text("migration-role", value, "the name of a role of the server")?;
                migration_role = Some(text.to_owned());
            }
            secret if SECRETS.contains(&secret) => refuse_secret(reader, key, secret),
            _ => reader.unknown_key(key, &shown, &names(DATABASE)),
        }
    }
    match <[DatabaseOrigin; 1]>::try_from(origins) {
        Ok([origin]) => Some(DatabaseChoice {
            name: name.get_ref().to_string(),
            origin,
            is_production,
            system_identifier,
            migration_role,
        }),
        Err(origins) => {
            let (label, help) = match origins.len() {
                0 => ("has none of them", "for example: url-env = \"DATABASE_URL\""),
                _ => ("has several", "keep the one that is meant"),
            };
            let message = format!("{shown} needs one of `url-env`, `service` and `url-command`");
            reader.problem(name.span(), message, label, Some(help.to_owned()));
            None
        }
    }
}

fn refuse_secret(reader: &mut Reader, key: &Key, name: &str) {
    let help =
        "name where it is found instead: url-env = \"DATABASE_URL\", service = \"…\" or url-command = […]";
    reader.problem(
        key.span(),
        format!("`{name}` would put a password into a file that is shared"),
        "not here",
        Some(help.to_owned()),
    );
}
