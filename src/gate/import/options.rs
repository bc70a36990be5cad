//! What the text of a box tells of the options of its check.

use std::sync::LazyLock;

use regex::Regex;

use crate::rule::day_in;

/// Options by name, as TOML.
pub(super) type Read = fn(&str) -> Vec<(&'static str, String)>;

pub(super) fn of(check: &str) -> Read {
    match check {
        "time-window" => not_before,
        "documents" => paths,
        "environment" => variables,
        "extensions" => installed,
        "archive-period" => days,
        _ => nothing,
    }
}

fn nothing(_: &str) -> Vec<(&'static str, String)> {
    Vec::new()
}

/// The first day of a text.
fn not_before(text: &str) -> Vec<(&'static str, String)> {
    let day = text.split_whitespace().find_map(|word| {
        let word = word.trim_matches(|c: char| !c.is_ascii_digit());
        day_in(word).filter(|_| word.len() == 10)?;
        Some(word.to_owned())
    });
    day.map(|day| ("not-before", format!("\"{day}\""))).into_iter().collect()
}

fn days(text: &str) -> Vec<(&'static str, String)> {
    static DAYS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i)\b(\d+) days?\b").ok());
    let found = DAYS.as_ref().and_then(|days| days.captures(text));
    found.map(|found| ("days", found[1].to_owned())).into_iter().collect()
}

fn paths(text: &str) -> Vec<(&'static str, String)> {
    static PATH: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"[\w./-]*\w\.(md|sql|txt|ya?ml|toml|json|adoc)\b").ok());
    listed("paths", PATH.as_ref(), text)
}

fn variables(text: &str) -> Vec<(&'static str, String)> {
    static VARIABLE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\b[A-Z][A-Z0-9]*(_[A-Z0-9]+)+\b").ok());
    listed("variables", VARIABLE.as_ref(), text)
}

fn installed(text: &str) -> Vec<(&'static str, String)> {
    static EXTENSION: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\b(pg_stat_statements|pg_trgm|pgcrypto|postgis|vector|citext|uuid-ossp)\b").ok()
    });
    listed("installed", EXTENSION.as_ref(), text)
}

/// Everything that fits, as a list; nothing where there is none.
fn listed(option: &'static str, pattern: Option<&Regex>, text: &str) -> Vec<(&'static str, String)> {
    let found: Vec<String> = pattern
        .into_iter()
        .flat_map(|pattern| pattern.find_iter(text))
        .map(|found| format!("{:?}", found.as_str()))
        .collect();
    if found.is_empty() { Vec::new() } else { vec![(option, format!("[{}]", found.join(", ")))] }
}
