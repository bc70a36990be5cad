//! Names that do not follow the project's pattern.

use regex::Regex;

use crate::ast::{Statement, quoted};
use crate::migration::Step;
use crate::rule::{Pass, Rule};
use crate::source::Span;

mod names;

use names::Named;

pub(super) static RULE: Rule =
    Rule::new("naming-convention", include_str!("../../rules/naming-convention.md"), check);

/// The patterns that were asked for, each read once.
struct Patterns {
    known: Vec<(&'static str, Result<Regex, String>)>,
}

fn check(pass: &mut Pass) {
    let mut patterns = Patterns { known: Vec::new() };
    let mut told: Vec<&'static str> = Vec::new();
    for step in pass.steps() {
        for named in names::made_by(&step.statement.kind) {
            let problem = patterns.problem(pass, &named);
            match problem {
                Some(Problem::Name(message)) => report(pass, step, named.span, message),
                Some(Problem::Pattern(message)) if !told.contains(&named.kind) => {
                    told.push(named.kind);
                    report(pass, step, named.span, message);
                }
                _ => {}
            }
        }
    }
}

enum Problem {
    Name(String),
    Pattern(String),
}

impl Patterns {
    fn problem(&mut self, pass: &Pass, named: &Named) -> Option<Problem> {
        let Named { kind, name, .. } = named;
        let text = pass.options.string(kind);
        if text.is_empty() {
            return None;
        }
        if pass.options.boolean("reserved-words") && is_reserved(name) {
            return Some(Problem::Name(format!(
                "`{name}` is a reserved word: it has to be written in double quotes everywhere"
            )));
        }
        if name.starts_with("pg_") {
            return Some(Problem::Name(format!(
                "`{name}` begins with pg_, which the server keeps for itself"
            )));
        }
        match self.get(kind, text) {
            Ok(pattern) if pattern.is_match(name) => None,
            Ok(_) => {
                let quotes = if *quoted(name) == **name {
                    ""
                } else {
                    ", and has to be written in double quotes everywhere"
                };
                let one = kind
                    .strip_suffix("es")
                    .filter(|_| *kind == "indexes")
                    .or(kind.strip_suffix('s'))
                    .unwrap_or(kind);
                Some(Problem::Name(format!(
                    "the {} name `{name}` does not follow `{text}`{quotes}",
                    one.replace('-', " ")
                )))
            }
            Err(error) => Some(Problem::Pattern(format!("the pattern for {kind} cannot be read: {error}"))),
        }
    }

    fn get(&mut self, kind: &'static str, text: &str) -> &Result<Regex, String> {
        let at = match self.known.iter().position(|(known, _)| *known == kind) {
            Some(at) => at,
            None => {
                let read = Regex::new(text).map_err(|error| {
                    let last = error.to_string().lines().last().unwrap_or_default().trim().to_owned();
                    last.trim_start_matches("error: ").to_owned()
                });
                self.known.push((kind, read));
                self.known.len() - 1
            }
        };
        &self.known[at].1
    }
}

/// A plain word that SQL takes for itself.
fn is_reserved(name: &str) -> bool {
    let plain = name.chars().all(|c| c.is_ascii_lowercase() || c == '_') && !name.is_empty();
    plain && quoted(name) != name
}

fn report(pass: &mut Pass, step: &Step, span: Span, message: String) {
    let place = if span.is_empty() { step.span() } else { span };
    let finding = pass.report(place, message);
    if !matches!(step.statement.kind, Statement::CreateTable(_)) {
        finding.help("a name is cheap to change until the migration has run");
    }
}
