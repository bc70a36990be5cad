//! What findings depend on, as one hash.

use std::fmt;
use std::fs;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use crate::config::{PathBase, Settings};
use crate::migration::{
    Down, EditedMigration, HistorySource, MigrationSource, OrderingProblem, ReplayOptions, ScriptSource,
};
use crate::source::{SourceFile, Span};

/// The name of an entry: all that is in it follows from what this was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(pub(super) [u8; 32]);

/// A hash over the application's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeDigest(pub(super) [u8; 32]);

/// What the histories of one configuration have in common.
#[derive(Clone, Debug)]
pub struct KeyStart(Parts);

/// Values one after the other, each with its length, so that no two lists of values look the same.
#[derive(Clone, Debug, Default)]
struct Parts(Sha256);

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0[..20].iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl KeyStart {
    /// `file` is the text of the configuration, of which the settings are made together with the flags. None where the
    /// program does not know itself.
    pub fn new(settings: &Settings, file: &str, base: &PathBase) -> Option<Self> {
        let mut parts = Parts::default();
        parts.text(env!("CARGO_PKG_VERSION")).text(&program()?);
        parts.text(file);
        let PathBase { folder, working } = base;
        parts.text(folder).text(working);
        let ReplayOptions { version, version_given, placeholders, settings: session } = &settings.replay;
        parts.number(version.major().into()).number((*version_given).into());
        parts.pairs(placeholders).pairs(session);
        parts.debug(&settings.today);
        // The flags choose rules; what else a rule is set to comes from its page or the file.
        for (id, _) in settings.pages() {
            parts.text(id).number(settings.is_on(id).into());
        }
        Some(Self(parts))
    }

    /// The key of one history. `with_locks` says whether what it locks is wanted too.
    pub fn of(&self, history: &HistorySource, with_locks: bool) -> Key {
        let HistorySource { tool, root, baseline, settings, migrations, ordering, edits } = history;
        let mut parts = self.0.clone();
        parts.number(with_locks.into()).debug(tool).text(root).debug(baseline).pairs(settings);
        let texts = Texts::of(history);
        parts.number(texts.digests.len() as u64);
        for digest in &texts.digests {
            parts.bytes(digest);
        }
        parts.number(migrations.len() as u64);
        for migration in migrations {
            let MigrationSource { version, name, repeatable, judged, unordered, up, down } = migration;
            parts.text(version).text(name);
            [repeatable, judged, unordered].into_iter().for_each(|is| _ = parts.number((*is).into()));
            parts.script(up.as_ref(), &texts);
            match down {
                Down::NotExpected => parts.number(0),
                Down::Code => parts.number(1),
                Down::Missing { expected } => parts.number(2).text(expected),
                Down::Script(_) => parts.number(3),
            };
            parts.script(down.script(), &texts);
        }
        parts.number(ordering.len() as u64);
        for OrderingProblem { kind, source, message, other } in ordering {
            parts.debug(kind).number(texts.index(source)).text(message);
            parts.debug(&other.as_ref().map(|other| texts.index(other)));
        }
        parts.number(edits.len() as u64);
        for EditedMigration { index, source, span, message } in edits {
            parts.number(*index as u64).number(texts.index(source)).span(*span).text(message);
        }
        Key(parts.0.finalize().into())
    }
}

impl CodeDigest {
    /// Files in the order in which they are looked at.
    pub fn of(files: impl Iterator<Item = Arc<SourceFile>>) -> Self {
        let mut parts = Parts::default();
        for file in files {
            parts.text(file.path()).text(file.text());
        }
        Self(parts.0.finalize().into())
    }
}

/// The texts of a history. One file can hold several scripts.
struct Texts {
    by_address: FxHashMap<*const SourceFile, u64>,
    digests: Vec<[u8; 32]>,
}

impl Texts {
    fn of(history: &HistorySource) -> Self {
        let sources: Vec<&Arc<SourceFile>> = sources(history).collect();
        let by_address = sources.iter().zip(0..).map(|(source, at)| (Arc::as_ptr(source), at)).collect();
        let digest = |source: &&Arc<SourceFile>| {
            let mut parts = Parts::default();
            parts.text(source.path()).text(source.text());
            parts.0.finalize().into()
        };
        Self { by_address, digests: sources.par_iter().with_min_len(64).map(digest).collect() }
    }

    fn index(&self, source: &Arc<SourceFile>) -> u64 {
        self.by_address.get(&Arc::as_ptr(source)).copied().unwrap_or(u64::MAX)
    }
}

/// Every file of a history once, in the order in which it is first met.
pub(super) fn sources(history: &HistorySource) -> impl Iterator<Item = &Arc<SourceFile>> {
    let scripts = history.migrations.iter().flat_map(|it| it.up.iter().chain(it.down.script()));
    let of_scripts = scripts.map(|script| &script.source);
    let problems = history.ordering.iter().flat_map(|it| std::iter::once(&it.source).chain(&it.other));
    let edits = history.edits.iter().map(|it| &it.source);
    let mut met = rustc_hash::FxHashSet::default();
    of_scripts.chain(problems).chain(edits).filter(move |source| met.insert(Arc::as_ptr(source)))
}

impl Parts {
    fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    fn text(&mut self, text: &str) -> &mut Self {
        self.bytes(text.as_bytes())
    }

    fn pairs(&mut self, pairs: &[(String, String)]) -> &mut Self {
        pairs
            .iter()
            .fold(self.number(pairs.len() as u64), |parts, (name, value)| parts.text(name).text(value))
    }

    fn number(&mut self, number: u64) -> &mut Self {
        self.0.update(number.to_le_bytes());
        self
    }

    fn debug(&mut self, value: &impl fmt::Debug) -> &mut Self {
        self.text(&format!("{value:?}"))
    }

    fn span(&mut self, span: Span) -> &mut Self {
        self.number(span.start.into()).number(span.end.into())
    }

    fn ranges(&mut self, ranges: &[Range<usize>]) -> &mut Self {
        self.number(ranges.len() as u64);
        for range in ranges {
            self.number(range.start as u64).number(range.end as u64);
        }
        self
    }

    fn script(&mut self, script: Option<&ScriptSource>, texts: &Texts) -> &mut Self {
        let Some(ScriptSource { source, sections, separators, unit, directive, shared_with }) = script else {
            return self.number(0);
        };
        self.number(1).number(texts.index(source)).ranges(sections).ranges(separators);
        self.text(unit.name()).debug(directive).debug(shared_with)
    }
}

/// Which build of the program this is. Its file is not read: one of the same name, length and times is the same.
fn program() -> Option<String> {
    let path = std::env::current_exe().ok()?;
    let known = fs::metadata(&path).ok()?;
    Some(format!("{} {} {:?} {}", path.display(), known.len(), known.modified().ok()?, changed(&known)))
}

/// When the file system last noted a change, and of which file: nobody can set that back.
#[cfg(unix)]
fn changed(known: &fs::Metadata) -> String {
    use std::os::unix::fs::MetadataExt;
    format!("{} {} {}.{}", known.dev(), known.ino(), known.ctime(), known.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(known: &fs::Metadata) -> String {
    format!("{:?}", known.created().ok())
}
