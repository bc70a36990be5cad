//! What tells findings apart from one run to the next, wherever their lines and their files have moved.

use rustc_hash::FxHashMap;

use super::Diagnostic;
use crate::source::Span;

/// Bytes looked at on either side of a finding for the statement that it is in.
const AROUND: usize = 4000;

/// Gives each finding of a run its fingerprint, and equal ones a number each.
#[derive(Default)]
pub struct Fingerprints {
    seen: FxHashMap<u64, usize>,
}

impl Fingerprints {
    pub fn next(&mut self, diagnostic: &Diagnostic) -> String {
        let hash = diagnostic.fingerprint();
        let ordinal = self.seen.entry(hash).and_modify(|count| *count += 1).or_insert(1);
        format!("{hash:016x}:{ordinal}")
    }
}

impl Diagnostic {
    /// A hash of the rule, the relation, the text that the finding is about and the statement around it. Neither line
    /// nor path counts, since files are moved, nor does the message, which gets better with each release.
    pub fn fingerprint(&self) -> u64 {
        let relation = self.relation.as_deref().unwrap_or_default();
        let about = self.source.slice(self.span).split_whitespace();
        let statement = words(self.statement());
        [self.rule, relation]
            .into_iter()
            .chain(about)
            .chain([""])
            .chain(statement)
            .fold(Fnv::default(), |hash, word| hash.word(word))
            .0
    }

    /// The text between the semicolons around the finding: near enough to the statement, and the same in every release.
    fn statement(&self) -> &str {
        let range = self.source.range(self.span);
        let first = range.start.saturating_sub(AROUND);
        let before = self.source.slice(Span::new(first, range.start));
        let start =
            before.rfind(';').map_or(range.start - before.len(), |at| range.start - before.len() + at + 1);
        let after = self.source.slice(Span::new(range.end, range.end + AROUND));
        let end = range.end + after.find(';').unwrap_or(after.len());
        self.source.slice(Span::new(start, end))
    }
}

/// The words of a text without its comment lines: a comment that allows another finding changes nothing here.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim_start().starts_with("--")).flat_map(str::split_whitespace)
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
