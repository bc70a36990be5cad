//! The order of a way back. What a query makes comes as late as it can: the columns that it was made of may only be
//! back at the end, and `*` takes in all that are there.

use crate::ast::Name;

use super::{Part, Piece};

/// The parts, with what is derived behind all that does not name it.
pub(super) fn settled(pieces: Vec<Piece>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut waiting: Vec<Derived> = Vec::new();
    for Piece { part, derived, .. } in pieces {
        match (derived, part) {
            (Some(name), Part::Statement(sql)) => waiting.push(Derived { name, sql }),
            (_, part) => {
                if let Part::Statement(sql) = &part {
                    parts.extend(needed(&mut waiting, sql));
                }
                parts.push(part);
            }
        }
    }
    parts.extend(sorted(waiting));
    parts
}

/// A statement that makes a relation out of others, or a part of such a relation.
struct Derived {
    name: Name,
    sql: String,
}

/// Takes out of what is waiting all that a statement needs.
fn needed(waiting: &mut Vec<Derived>, sql: &str) -> Vec<Part> {
    let mut found: Vec<Name> = Vec::new();
    let mut texts = vec![sql.to_owned()];
    while let Some(text) = texts.pop() {
        let new: Vec<&Derived> =
            waiting.iter().filter(|one| !found.contains(&one.name) && names(&text, &one.name)).collect();
        texts.extend(new.iter().map(|one| one.sql.clone()));
        found.extend(new.iter().map(|one| one.name.clone()));
    }
    let (taken, left) = std::mem::take(waiting).into_iter().partition(|one| found.contains(&one.name));
    *waiting = left;
    sorted(taken)
}

/// Each behind what it names, and a relation's parts behind the relation.
fn sorted(mut waiting: Vec<Derived>) -> Vec<Part> {
    let mut parts = Vec::new();
    while !waiting.is_empty() {
        let free = |at: &usize| {
            let one = &waiting[*at];
            let is_first = waiting[..*at].iter().all(|earlier| earlier.name != one.name);
            let mut others = waiting.iter().filter(|other| other.name != one.name);
            is_first && !others.any(|other| names(&one.sql, &other.name))
        };
        let next = (0..waiting.len()).find(free).unwrap_or(0);
        parts.push(Part::Statement(waiting.remove(next).sql));
    }
    parts
}

/// Whether a statement has a name among its words. The body of a function is looked at when it is called, but for one
/// in SQL.
fn names(sql: &str, name: &Name) -> bool {
    let words = |text: &str| {
        let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
        words.any(|word| word.eq_ignore_ascii_case(name))
    };
    let lower = sql.to_ascii_lowercase();
    let function =
        ["create function", "create or replace function", "create procedure", "create or replace procedure"];
    let has_body = function.iter().any(|head| lower.starts_with(head)) && !lower.contains("language sql");
    match sql.split_once('$').filter(|_| has_body) {
        Some((head, body)) => words(head) || body.rsplit_once('$').is_some_and(|(_, tail)| words(tail)),
        None => words(sql),
    }
}
