//! `pg_service.conf`: parameters under the name of a service.

use std::path::PathBuf;

use super::error::ConnectError;
use super::parameters::Parameters;

/// What the files say about a service: the user's own, else the system's.
pub(super) fn read(service: &str) -> Result<Parameters, ConnectError> {
    let files = files();
    for file in &files {
        let Ok(text) = std::fs::read_to_string(file) else { continue };
        if let Some(parameters) = section(&text, service) {
            return Ok(parameters);
        }
    }
    let names: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
    Err(ConnectError::new(format!("the service `{service}` is defined in none of {}", names.join(", ")))
        .remedy(format!("write `[{service}]` with host, port, dbname and user into one of them")))
}

fn files() -> Vec<PathBuf> {
    let named = std::env::var_os("PGSERVICEFILE").map(PathBuf::from);
    let own = named.or_else(|| Some(super::origin::home()?.join(".pg_service.conf")));
    let system = std::env::var_os("PGSYSCONFDIR").map_or_else(|| PathBuf::from("/etc"), PathBuf::from);
    own.into_iter().chain([system.join("pg_service.conf")]).collect()
}

fn section(text: &str, service: &str) -> Option<Parameters> {
    let heading = format!("[{service}]");
    let mut lines = text.lines().map(str::trim).skip_while(|line| *line != heading);
    lines.next()?;
    let mut parameters = Parameters::default();
    for line in lines.take_while(|line| !line.starts_with('[')) {
        if let Some((key, value)) = line.split_once('=').filter(|_| !line.starts_with('#')) {
            parameters.fill(key.trim(), value.trim());
        }
    }
    Some(parameters)
}
