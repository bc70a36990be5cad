//! What tells findings apart from one run to the next, wherever their lines have moved.

use rustc_hash::FxHashMap;

use crate::diagnostic::Diagnostic;

/// Gives each finding of a run its fingerprint: a hash of rule, path and the text it is about, and which of several
/// equal ones it is.
#[derive(Default)]
pub(super) struct Fingerprints {
    seen: FxHashMap<u64, usize>,
}

impl Fingerprints {
    pub(super) fn next(&mut self, diagnostic: &Diagnostic) -> String {
        let hash = hash(diagnostic);
        let ordinal = self.seen.entry(hash).and_modify(|count| *count += 1).or_insert(1);
        format!("{hash:016x}:{ordinal}")
    }
}

/// Neither the line nor the message counts: the first moves, the second gets better with each release. Space between
/// words does not count either.
fn hash(diagnostic: &Diagnostic) -> u64 {
    let text = diagnostic.source.slice(diagnostic.span);
    let path = diagnostic.source.path().trim_start_matches("./");
    let relation = diagnostic.relation.as_deref().unwrap_or_default();
    [diagnostic.rule, path, relation]
        .into_iter()
        .chain(text.split_whitespace())
        .fold(Fnv::default(), |hash, word| hash.word(word))
        .0
}

/// FNV-1a with 64 bits: the same on every machine and in every release, which the standard hashers do not promise.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn word(self, word: &str) -> Self {
        let bytes = word.bytes().chain([0]);
        Fnv(bytes.fold(self.0, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)))
    }
}
