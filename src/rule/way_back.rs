//! What a migration says of its own way back.

use crate::migration::Script;
use crate::rule::Pass;

impl Pass<'_> {
    /// Whether a comment of a script says that there is no way back, or that none is needed.
    pub fn says_irreversible(&self, script: &Script) -> bool {
        says_irreversible(script)
    }

    /// Whether a comment in an empty way back says why it is empty.
    pub fn says_why_empty(&self, script: &Script) -> bool {
        script.comments.iter().any(|comment| {
            let text = script.source.slice(comment.span).to_lowercase();
            REASONS.iter().any(|word| text.contains(word))
        })
    }
}

/// Whether a comment of a script says that there is no way back, or that none is needed.
pub fn says_irreversible(script: &Script) -> bool {
    script.comments.iter().any(|comment| {
        // The name of a rule in a comment says nothing of the migration.
        let text = script.source.slice(comment.span).to_lowercase().replace("irreversible-unmarked", "");
        WORDS.iter().any(|word| text.contains(word))
    })
}

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
    "not supported",
    "intentionally",
];
