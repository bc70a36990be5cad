//! Connection parameters under libpq's names, as a URL or as `key=value` pairs.

use std::collections::BTreeMap;
use std::fmt;

/// What was said about a connection so far. Shows nothing of it.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Parameters(BTreeMap<String, String>);

/// What is wrong with a text that should name a database. It does not quote the text, which may hold a password.
pub(super) type Malformed = &'static str;

impl Parameters {
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// Sets what is not said yet: the layers are asked from the strongest to the weakest.
    pub(super) fn fill(&mut self, key: &str, value: impl Into<String>) {
        self.0.entry(key.to_owned()).or_insert_with(|| value.into());
    }

    pub(super) fn fill_from(&mut self, weaker: Parameters) {
        for (key, value) in weaker.0 {
            self.fill(&key, value);
        }
    }

    /// Reads a URL or `key=value` pairs.
    pub(super) fn read(text: &str) -> Result<Self, Malformed> {
        let text = text.trim();
        let text = text.strip_prefix("jdbc:").unwrap_or(text);
        match text.split_once("://") {
            // `postgresql+psycopg2://` names the driver of another program.
            Some((scheme, rest)) if matches!(scheme.split('+').next(), Some("postgres" | "postgresql")) => {
                Self::read_url(rest)
            }
            Some((scheme, _)) if scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)) => {
                Err("it is a URL, but not one that begins with postgres:// or postgresql://")
            }
            _ if text.contains('=') => Self::read_pairs(text),
            _ => Err("it is neither a postgres:// URL nor `key=value` pairs"),
        }
    }

    fn read_url(rest: &str) -> Result<Self, Malformed> {
        let mut parameters = Self::default();
        let rest = rest.split('#').next().unwrap_or_default();
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, database) = rest.split_once('/').unwrap_or((rest, ""));
        let (login, hosts) = authority.rsplit_once('@').unwrap_or(("", authority));
        let (user, password) = login.split_once(':').unwrap_or((login, ""));
        let (mut names, mut ports) = (Vec::new(), Vec::new());
        for host in hosts.split(',') {
            let (name, port) = split_port(host)?;
            names.push(decoded(name)?);
            ports.push(port.to_owned());
        }
        let stated = [
            ("user", decoded(user)?),
            ("password", decoded(password)?),
            ("dbname", decoded(database)?),
            ("host", names.join(",")),
            ("port", if ports.iter().all(String::is_empty) { String::new() } else { ports.join(",") }),
        ];
        for (key, value) in stated {
            if !value.is_empty() {
                parameters.fill(key, value);
            }
        }
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let key = decoded(key)?;
            // JDBC has `ssl=true`.
            let (key, value) = match (key.as_str(), value) {
                ("ssl", "true") => ("sslmode".to_owned(), "verify-full".to_owned()),
                _ => (key, decoded(value)?),
            };
            parameters.0.insert(key, value);
        }
        Ok(parameters)
    }

    fn read_pairs(text: &str) -> Result<Self, Malformed> {
        let mut parameters = Self::default();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let (key, after) = rest.split_once('=').ok_or("a key in it has no value")?;
            let (value, after) = pair_value(after.trim_start())?;
            parameters.0.insert(key.trim().to_owned(), value);
            rest = after.trim_start();
        }
        Ok(parameters)
    }
}

impl fmt::Debug for Parameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Parameters(***)")
    }
}

/// `host`, `host:port`, `[::1]:port`.
fn split_port(host: &str) -> Result<(&str, &str), Malformed> {
    if let Some(bracketed) = host.strip_prefix('[') {
        let (address, port) = bracketed.split_once(']').ok_or("a `[` of an IPv6 address is not closed")?;
        return Ok((address, port.strip_prefix(':').unwrap_or_default()));
    }
    Ok(host.split_once(':').unwrap_or((host, "")))
}

/// A value, quoted or not, and what follows it.
fn pair_value(text: &str) -> Result<(String, &str), Malformed> {
    let quoted = text.strip_prefix('\'');
    let body = quoted.unwrap_or(text);
    let mut value = String::new();
    let mut characters = body.char_indices();
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            '\'' if quoted.is_some() => return Ok((value, body.get(at + 1..).unwrap_or_default())),
            c if quoted.is_none() && c.is_whitespace() => {
                return Ok((value, body.get(at..).unwrap_or_default()));
            }
            c => value.push(c),
        }
    }
    if quoted.is_some() { Err("a quote in it is not closed") } else { Ok((value, "")) }
}

/// Percent-decodes.
fn decoded(text: &str) -> Result<String, Malformed> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
        match (digit(rest.next()), digit(rest.next())) {
            (Some(high), Some(low)) => bytes.push(u8::try_from(high * 16 + low).unwrap_or_default()),
            _ => {
                return Err(
                    "a `%` in it is followed by no two hexadecimal digits (a bare `%` is written %25)",
                );
            }
        }
    }
    String::from_utf8(bytes).map_err(|_| "what is percent-encoded in it is not UTF-8")
}
