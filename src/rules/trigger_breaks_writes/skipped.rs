//! BEFORE triggers of rows whose function gives back null, so that the server leaves the row as it is and reports nothing.

use super::fault::Fault;
use crate::ast::TriggerTiming;
use crate::catalog::{Catalog, Trigger};
use crate::rule::{code_of, raises_error, row_fields, says, words};

/// What a function does besides: the write may be stored elsewhere, or refused.
const ACTS: &[&str] = &["perform", "call", "execute", "insert", "update", "delete", "merge"];

/// What a trigger does away with: every DELETE where its function only returns NEW, every INSERT where it only returns
/// OLD, and every write where it sets fields of the row and then returns null.
pub(super) fn skipped(catalog: &Catalog, trigger: &Trigger, body: &str) -> Option<Fault> {
    if trigger.timing != TriggerTiming::Before || !trigger.row || trigger.constraint || body.is_empty() {
        return None;
    }
    let events = trigger.events;
    let takes_old = (events.insert || events.update) && says(body, "old");
    if !(events.delete && says(body, "new") || takes_old || says(body, "null")) {
        return None;
    }
    let code = code_of(body).to_ascii_lowercase();
    let dense: String = code.split_whitespace().collect();
    // A row that is given a value is no longer null.
    let fills =
        |record: &str| dense.contains(&format!("{record}:=")) || dense.contains(&format!("{record}="));
    if code.contains("tg_op") || code.contains("into") || acts(&code) || fills("new") || fills("old") {
        return None;
    }
    let returned = returned(&code);
    let only = |what: &str| !returned.is_empty() && returned.iter().all(|word| *word == what);
    let sets = || row_fields(catalog, &trigger.function).iter().any(|field| field.set);
    let (event, returns) = match () {
        () if events.delete && only("new") && !sets() => ("DELETE", "NEW, which is null in a DELETE"),
        () if events.insert && only("old") && !sets() => ("INSERT", "OLD, which is null in an INSERT"),
        // A row that is not changed is stored as it was: it sets what it then leaves out.
        () if events.update && only("old") && sets() => ("UPDATE", "OLD, so that the row stays as it was"),
        () if only("null") && sets() => ("", "null, whatever it does to NEW"),
        () => return None,
    };
    Some(Fault::Skipped { event, returns })
}

/// Whether a body raises an error, writes a table or leaves it to other code to do so.
fn acts(code: &str) -> bool {
    raises_error(code) || words(code).any(|word| ACTS.contains(&word.trim_end_matches(';')))
}

/// The word after each RETURN.
fn returned(code: &str) -> Vec<&str> {
    let mut words = words(code);
    let mut found = Vec::new();
    while let Some(word) = words.next() {
        if word == "return" {
            found.push(words.next().unwrap_or_default().trim_end_matches(';'));
        }
    }
    found
}
