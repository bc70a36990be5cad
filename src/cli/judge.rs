//! One history: what is found in it, from an earlier run where nothing has changed since.

use std::sync::OnceLock;

use crate::cache::{Cache, CodeDigest, Kept, Key, KeyStart};
use crate::config::Settings;
use crate::discover::code_files;
use crate::lint;
use crate::migration::{History, HistorySource, replay};
use crate::report::{Locked, locked};

/// How the histories of one configuration are judged.
pub(super) struct Judge<'a> {
    pub(super) settings: &'a Settings,
    /// Where findings are kept, and what the keys of these histories begin with.
    pub(super) cache: Option<(&'a Cache, &'a KeyStart)>,
    pub(super) with_locks: bool,
    /// A simulated history is large, and only evidence looks at it again.
    pub(super) with_history: bool,
    /// The application's code as it is now; it is read when somebody asks.
    code: OnceLock<CodeDigest>,
}

pub(super) struct Judged {
    pub(super) outcome: lint::Outcome,
    pub(super) locks: Vec<Locked>,
    pub(super) history: Option<History>,
}

impl<'a> Judge<'a> {
    pub(super) fn new(settings: &'a Settings, with_locks: bool, with_history: bool) -> Self {
        Self { settings, cache: None, with_locks, with_history, code: OnceLock::new() }
    }

    pub(super) fn judge(&self, source: HistorySource) -> Judged {
        let Some((cache, start)) = self.cache.filter(|_| !self.with_history) else {
            let (kept, history) = self.find(source);
            let history = self.with_history.then_some(history);
            return Judged { outcome: kept.outcome, locks: kept.locks, history };
        };
        let key = start.of(&source, self.with_locks);
        let kept = self.known(cache, &key, &source).unwrap_or_else(|| {
            let (kept, _) = self.find(source.clone());
            cache.keep(&key, &source, &kept);
            kept
        });
        Judged { outcome: kept.outcome, locks: kept.locks, history: None }
    }

    /// What was kept, unless the application's code is not what it was.
    fn known(&self, cache: &Cache, key: &Key, source: &HistorySource) -> Option<Kept> {
        let kept = cache.find(key, source, self.settings)?;
        let now = || self.code.get_or_init(|| CodeDigest::of(code_files(&self.settings.application)));
        kept.code.is_none_or(|code| code == *now()).then_some(kept)
    }

    fn find(&self, source: HistorySource) -> (Kept, History) {
        let mut history = replay(source, &self.settings.replay);
        let (wanted, paths) = (history.wanted(), &self.settings.application);
        let mut code = None;
        if !wanted.is_empty() && !paths.is_empty() {
            let application = &mut history.application;
            let files = code_files(paths).inspect(|file| application.look_through(file, &wanted));
            code = Some(CodeDigest::of(files));
        }
        let locks = if self.with_locks { locked(&history) } else { Vec::new() };
        let outcome = lint::judge(&history, self.settings);
        (Kept { outcome, locks, code }, history)
    }
}
