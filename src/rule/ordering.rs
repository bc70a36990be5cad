//! What discovery found wrong with versions and their order, each thing in the file it names.

use std::sync::Arc;

use crate::diagnostic::Label;
use crate::migration::OrderingKind;
use crate::rule::Pass;
use crate::source::Span;

impl Pass<'_> {
    /// Reports the problems of one kind that are about this migration's files.
    pub fn report_ordering(&mut self, kind: OrderingKind, help: Option<&str>) {
        let history = self.history;
        let mut reported: Vec<Span> = Vec::new();
        for problem in history.ordering.iter().filter(|problem| problem.kind == kind) {
            let path = problem.source.path();
            if self.home_of(path) != Some(self.index) {
                continue;
            }
            let span = self.head_of(path);
            if reported.contains(&span) && problem.other.is_none() {
                continue;
            }
            reported.push(span);
            let label = problem.other.as_ref().map(|other| Label {
                source: Arc::clone(other),
                span: Span::default(),
                text: "the other file".to_owned(),
            });
            self.report_in(Arc::clone(&problem.source), span, problem.message.clone())
                .label(label)
                .help
                .extend(help.map(str::to_owned));
        }
    }

    /// The migration that a file belongs to; of a file that belongs to none, the first that is judged.
    fn home_of(&self, path: &str) -> Option<usize> {
        let mut migrations = self.history.migrations.iter();
        let home = migrations.position(|migration| {
            let mut scripts = migration.up.iter().chain(migration.down.script());
            migration.judged && scripts.any(|script| &**script.source.path() == path)
        });
        home.or_else(|| self.history.migrations.iter().position(|migration| migration.judged))
    }

    /// The first line of the first statement of a file, so that a comment above it can allow the finding.
    fn head_of(&self, path: &str) -> Span {
        let mut scripts = self.migration.up.iter().chain(self.migration.down.script());
        let script = scripts.find(|script| &**script.source.path() == path);
        script
            .and_then(|script| {
                let step = script.steps.first()?;
                Some(super::first_line(&script.source, step.span()))
            })
            .unwrap_or_default()
    }
}
