//! `.pgpass`: the password for a host, port, database and user. A file that others can read is refused.

use std::path::{Path, PathBuf};

use super::error::ConnectError;
use super::secret::Secret;

/// What a line of the file has to match.
pub(super) struct Login<'a> {
    pub(super) host: &'a str,
    pub(super) port: u16,
    pub(super) database: &'a str,
    pub(super) user: &'a str,
}

pub(super) fn default_path() -> Option<PathBuf> {
    Some(super::origin::home()?.join(".pgpass"))
}

pub(super) fn password(file: &Path, login: &Login) -> Result<Option<Secret>, ConnectError> {
    let Ok(text) = std::fs::read_to_string(file) else { return Ok(None) };
    let port = login.port.to_string();
    let wanted = [login.host, &port, login.database, login.user];
    let matching = text.lines().filter(|line| !line.starts_with('#')).map(fields).find(|fields| {
        fields.len() == 5
            && wanted.iter().zip(fields).all(|(wanted, field)| field == "*" || field.as_str() == *wanted)
    });
    let Some(password) = matching.and_then(|mut fields| fields.pop()) else { return Ok(None) };
    refuse_readable_by_others(file)?;
    Ok(Some(Secret::new(password)))
}

#[cfg(unix)]
fn refuse_readable_by_others(file: &Path) -> Result<(), ConnectError> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(file).map(|metadata| metadata.permissions().mode()).unwrap_or_default();
    if mode & 0o077 == 0 {
        return Ok(());
    }
    let shown = file.display();
    Err(ConnectError::new(format!("{shown} holds passwords and others can read it, so it is not used"))
        .remedy(format!("chmod 600 {shown}")))
}

#[cfg(not(unix))]
fn refuse_readable_by_others(_file: &Path) -> Result<(), ConnectError> {
    Ok(())
}

/// The parts between colons; a backslash keeps what follows it.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut characters = line.chars();
    while let Some(c) = characters.next() {
        match c {
            ':' if fields.len() < 5 => fields.push(String::new()),
            '\\' => fields.iter_mut().last().into_iter().for_each(|field| field.extend(characters.next())),
            c => fields.iter_mut().last().into_iter().for_each(|field| field.push(c)),
        }
    }
    fields
}
