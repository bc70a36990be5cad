//! Whether a history begins with an empty database.
//!
//! The rule: nothing of it is missing (every migration is SQL that could be read), its tool brings no objects of its
//! own, and up to and including the first migration that creates a table, which is one of the first ten, every table
//! that is altered, referenced, indexed or written to is one created before. A folder of no tool in particular must
//! also number its first migration 0 or 1.

use std::collections::HashSet;

use super::lex::{Token, tokens};
use super::plain;
use crate::catalog::Baseline;
use crate::migration::{MigrationSource, Tool};

pub(super) fn baseline(tool: &Tool, migrations: &[MigrationSource], whole: bool) -> Baseline {
    let empty = whole
        && migrations.iter().all(|migration| migration.up.is_some())
        && (tool.name != plain::TOOL.name || is_first_number(migrations))
        && begins(migrations);
    if empty { Baseline::Empty } else { Baseline::Unknown }
}

fn is_first_number(migrations: &[MigrationSource]) -> bool {
    let first = migrations.first().map(|migration| migration.version.as_str()).unwrap_or_default();
    let numbers =
        first.split(['/', '.', '-', '_']).map(|part| part.trim_start_matches(['v', 'V']).parse::<u64>());
    let mut numbers = numbers.peekable();
    numbers.peek().is_some() && numbers.all(|number| number.is_ok_and(|number| number <= 1))
}

/// How many migrations may pass before the first table.
const PATIENCE: usize = 10;

fn begins(migrations: &[MigrationSource]) -> bool {
    let mut known = Known::default();
    for migration in migrations.iter().filter(|migration| !migration.repeatable).take(PATIENCE) {
        let Some(up) = &migration.up else { return false };
        let whole = up.source.text();
        let text: String = match up.sections.as_slice() {
            [] => whole.to_owned(),
            sections => sections.iter().filter_map(|section| whole.get(section.clone())).collect(),
        };
        if !known.take_in(&text) {
            return false;
        }
        if known.any_table {
            return true;
        }
    }
    false
}

/// What the migrations so far created.
#[derive(Default)]
struct Known {
    names: HashSet<String>,
    any_table: bool,
}

impl Known {
    /// Takes in what a script creates; false where it names a table that nobody created.
    fn take_in(&mut self, text: &str) -> bool {
        let mut used = Vec::new();
        let tokens: Vec<Token> = tokens(text).collect();
        for statement in tokens.split(|token| *token == Token::End) {
            match statement {
                [verb, rest @ ..] if verb.is("create") => self.create(rest, &mut used),
                [verb, kind, rest @ ..] if verb.is("alter") && kind.is("table") => {
                    used.extend(relation(rest))
                }
                [verb, rest @ ..] if verb.is("update") => used.extend(relation(rest)),
                [verb, into, rest @ ..] if verb.is("insert") && into.is("into") => {
                    used.extend(relation(rest))
                }
                _ => {}
            }
            for (at, _) in statement.iter().enumerate().filter(|(_, token)| token.is("references")) {
                used.extend(relation(&statement[at + 1..]));
            }
        }
        used.iter().all(|name| self.names.contains(name))
    }

    fn create(&mut self, rest: &[Token], used: &mut Vec<String>) {
        const KINDS: &[&str] = &["table", "view", "sequence", "schema", "type", "function", "extension"];
        const ON_TABLES: &[&str] = &["index", "trigger", "policy"];
        let kind =
            |kinds: &[&str]| rest.iter().take(4).position(|token| kinds.iter().any(|kind| token.is(kind)));
        if kind(ON_TABLES).is_some() {
            let on = rest.iter().position(|token| token.is("on"));
            used.extend(on.and_then(|on| relation(&rest[on + 1..])));
        } else if let Some(at) = kind(KINDS) {
            self.any_table |= rest[at].is("table");
            self.names.extend(relation(&rest[at + 1..]));
        }
    }
}

/// The tables that a script creates, by the last parts of their names.
pub(super) fn tables_made(text: &str) -> HashSet<String> {
    let tokens: Vec<Token> = tokens(text).collect();
    let statements = tokens.split(|token| *token == Token::End);
    let made = statements.filter_map(|statement| {
        let (verb, rest) = statement.split_first()?;
        let table = rest.iter().take(3).position(|token| token.is("table"))?;
        verb.is("create").then(|| relation(&rest[table + 1..]))?
    });
    made.collect()
}

/// The last part of the relation's name that comes first, in lower case unless quoted.
fn relation(tokens: &[Token]) -> Option<String> {
    const SKIPPED: &[&str] = &["if", "not", "exists", "only"];
    let mut tokens = tokens.iter().skip_while(|token| SKIPPED.iter().any(|word| token.is(word)));
    let name = |token: &Token| match token {
        Token::Word(word) => Some(word.to_ascii_lowercase()),
        Token::Quoted(name) => Some((*name).to_owned()),
        _ => None,
    };
    let mut last = name(tokens.next()?)?;
    while tokens.next() == Some(&Token::Mark(b'.')) {
        last = name(tokens.next()?)?;
    }
    Some(last)
}
