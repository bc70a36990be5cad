//! What a run tells of: everything, or only what is new.

use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::migration::{Changes, HistorySource};

use super::arguments::CheckArguments;
use super::failure::Failure;
use super::known::{Compared, Known};
use super::since::Since;

/// What is left out of a report because it was there before.
#[derive(Default)]
pub(super) struct Scope {
    pub(super) known: Option<Known>,
    pub(super) since: Option<Since>,
}

/// A scope while a run goes on, one group of histories after the other.
pub(super) struct Narrowing<'a> {
    since: Option<&'a Since>,
    /// What changed of the present group.
    changes: Option<Changes>,
    pub(super) compared: Option<Compared>,
    /// Migrations that are judged, and all of them.
    judged: usize,
    all: usize,
}

impl Scope {
    pub(super) fn of(arguments: &CheckArguments) -> Result<Self, Vec<Failure>> {
        let (wanted, input) = (&arguments.scope, &arguments.input);
        let known = match wanted.no_baseline {
            true => None,
            false => {
                Known::find(wanted.baseline.as_deref(), &input.paths).map_err(|failure| vec![failure])?
            }
        };
        let since = match &wanted.since {
            Some(revision) => Since::of(revision, &input.paths, input.staged)?,
            None => None,
        };
        Ok(Self { known, since })
    }

    pub(super) fn start(&self, everything: bool) -> Narrowing<'_> {
        let compared = self.known.as_ref().map(|known| known.compare(everything && self.since.is_none()));
        Narrowing { since: self.since.as_ref(), changes: None, compared, judged: 0, all: 0 }
    }
}

impl Narrowing<'_> {
    /// Leaves unjudged what did not change.
    pub(super) fn expect(
        &mut self,
        settings: &Settings,
        histories: &mut [HistorySource],
    ) -> Result<(), Vec<Failure>> {
        self.changes = self.since.map(|since| since.changes(histories)).transpose()?;
        if let Some(changes) = &self.changes {
            histories.iter_mut().for_each(|history| history.judge_changes(changes));
        }
        let migrations = histories.iter().flat_map(|history| &history.migrations);
        self.all += migrations.clone().count();
        self.judged += migrations.filter(|migration| migration.judged).count();
        if let Some(compared) = &mut self.compared {
            compared.expect(settings, histories);
        }
        Ok(())
    }

    /// The findings that are news.
    pub(super) fn news(&mut self, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        if let Some(changes) = &self.changes {
            found.retain(|finding| changes.touch(finding.source.path()));
        }
        match &mut self.compared {
            Some(compared) => compared.new_ones(found),
            None => found,
        }
    }

    /// What the reader should know.
    pub(super) fn notes(&self) -> Vec<String> {
        let since = self.since.map(|since| since.note(self.judged, self.all));
        since.into_iter().chain(self.compared.as_ref().and_then(Compared::note)).collect()
    }
}
