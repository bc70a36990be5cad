//! Files that a tool also runs on other databases: what only PostgreSQL knows must not be written into them.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::migration::Script;

/// Takes back the fixes that would edit such a file, and says so.
pub(super) fn withhold_fixes(found: &mut [Diagnostic], scripts: &[&Script]) {
    let mut shared = scripts.iter().filter(|script| !script.shared_with.is_empty()).peekable();
    if shared.peek().is_none() {
        return;
    }
    let shared: Vec<_> = shared.collect();
    for finding in found {
        let edited = |script: &Script| {
            let fix = finding.fix.as_ref();
            let edits = fix.map(|fix| fix.changes(&finding.source)).unwrap_or_default();
            edits.iter().any(|(source, _)| Arc::ptr_eq(source, &script.source))
        };
        let Some(script) = shared.iter().find(|script| edited(script)) else { continue };
        let path = script.source.path();
        let name = path.rsplit('/').next().unwrap_or(path);
        let note = format!(
            "`{name}` is run on {} too: what only PostgreSQL knows belongs in a file of its own beside it",
            script.shared_with.join(" and ")
        );
        finding.fix = None;
        finding.notes.push(note);
    }
}
