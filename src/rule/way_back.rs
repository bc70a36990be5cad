//! What a migration says of its own way back.

use std::sync::LazyLock;

use regex::Regex;

use crate::ast::{Expr, Statement};
use crate::migration::Script;
use crate::rule::Pass;

impl Pass<'_> {
    /// Whether a comment of a script says that there is no way back, or that none is needed.
    pub fn says_irreversible(&self, script: &Script) -> bool {
        says_irreversible(script)
    }

    /// Whether a comment in an empty way back says why it is empty.
    pub fn says_why_empty(&self, script: &Script) -> bool {
        static PATTERN: LazyLock<Option<Regex>> = LazyLock::new(|| any_of(REASONS));
        let mut comments = script.comments.iter().map(|comment| script.source.slice(comment.span));
        comments.any(|text| PATTERN.as_ref().is_some_and(|pattern| pattern.is_match(text)))
    }
}

/// Whether a comment of a script says that there is no way back, or that none is needed.
pub fn says_irreversible(script: &Script) -> bool {
    static PATTERN: LazyLock<Option<Regex>> = LazyLock::new(|| any_of(WORDS));
    // The name of a rule in a comment says nothing of the migration.
    let is_rule = |rest: &str| rest.get(..RULE.len()).is_some_and(|start| start.eq_ignore_ascii_case(RULE));
    let says = |text: &str| {
        let mut found = PATTERN.iter().flat_map(|pattern| pattern.find_iter(text));
        found.any(|found| !is_rule(&text[found.start()..]))
    };
    let comments = script.comments.iter().map(|comment| script.source.slice(comment.span));
    comments.chain(only_words(script)).any(says)
}

/// What a script says that does nothing but say it: `SELECT 'not supported';`.
fn only_words(script: &Script) -> Option<&str> {
    let [step] = script.steps.as_slice() else { return None };
    let Statement::Select(query) = &step.statement.kind else { return None };
    let [output] = query.outputs.as_slice() else { return None };
    match &output.expr {
        Expr::String(text) if query.constant => Some(text),
        _ => None,
    }
}

fn any_of(words: &[&str]) -> Option<Regex> {
    let words: Vec<String> = words.iter().map(|word| regex::escape(word)).collect();
    Regex::new(&format!("(?i-u:{})", words.join("|"))).ok()
}

const RULE: &str = "irreversible-unmarked";

const REASONS: &[&str] = &[
    "cannot",
    "can't",
    "can not",
    "not support",
    "not possible",
    "impossible",
    "not need",
    "no need",
    "no work",
    "no action",
    "no good reason",
    "no reason",
    "nothing to",
    "not necessary",
    "unnecessary",
    "harmless",
    "live happily",
    "live with",
    "is kept",
    "are kept",
    "we keep",
    "to keep",
    "left empty",
    "not required",
    "does not",
    "doesn't",
    "do not",
    "don't",
    "will not",
    "won't",
    "be dropped by",
];

const WORDS: &[&str] = &[
    "irreversible",
    "not reversible",
    "non-reversible",
    "cannot be undone",
    "can't be undone",
    "cannot be reverted",
    "can't be reverted",
    "cannot be reversed",
    "can't be reversed",
    "cannot revert",
    "can't revert",
    "not be reverted",
    "no rollback",
    "cannot roll back",
    "can't roll back",
    "cannot be rolled back",
    "can't be rolled back",
    "no way back",
    "forward only",
    "forward-only",
    "one-way",
    "one way",
    "cannot be restored",
    "can't be restored",
    "not be restored",
    "not restore",
    "data loss",
    "loses data",
    "data is lost",
    "is lost",
    "are lost",
    "no-op",
    "noop",
    "no op",
    "nothing to",
    "no down",
    "not available",
    "unavailable",
    "not supported",
    "intentionally",
];
