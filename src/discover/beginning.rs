//! Whether a history begins with an empty database.
//!
//! The rule: nothing of it is missing (every migration is SQL that could be read), its tool brings no objects of its
//! own, and up to and including the first migration that creates something, every relation named is one created
//! before. A folder of no tool in particular must also number its first migration 0 or 1.

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

fn begins(migrations: &[MigrationSource]) -> bool {
    let mut created = HashSet::new();
    for migration in migrations.iter().filter(|migration| !migration.repeatable).take(5) {
        let Some(up) = &migration.up else { return false };
        let sections =
            if up.sections.is_empty() { vec![0..up.source.text().len()] } else { up.sections.clone() };
        for section in sections {
            let text = up.source.text().get(section).unwrap_or_default();
            if !names_only_its_own(text, &mut created) {
                return false;
            }
        }
        if !created.is_empty() {
            return true;
        }
    }
    false
}

/// Takes in what a script creates; false where it names a table that nobody created.
fn names_only_its_own(text: &str, created: &mut HashSet<String>) -> bool {
    let tokens: Vec<Token> = tokens(text).collect();
    let mut used = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let after = &tokens[at + 1..];
        let follows = |word: &str| after.first().is_some_and(|next| next.is(word));
        let starts = at == 0 || tokens[at - 1] == Token::End;
        if token.is("create") && starts {
            created.extend(created_name(after));
        } else if (token.is("references") && !starts) || (token.is("alter") && starts && follows("table")) {
            used.extend(relation(if token.is("alter") { &after[1..] } else { after }));
        } else if (token.is("update") && starts)
            || (token.is("into") && at > 0 && tokens[at - 1].is("insert"))
        {
            used.extend(relation(after));
        }
    }
    used.iter().all(|name| created.contains(name))
}

fn created_name(after: &[Token]) -> Option<String> {
    const KINDS: &[&str] =
        &["table", "schema", "type", "extension", "function", "sequence", "view", "domain", "role"];
    let kind = after.iter().take(4).position(|token| KINDS.iter().any(|kind| token.is(kind)))?;
    relation(&after[kind + 1..])
}

/// The last part of the relation's name that follows, lower case unless quoted.
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
