//! The migrations can be run again after they stopped half-way.

use std::collections::BTreeSet;

use crate::ast::Statement;
use crate::config::{Flags, Selector};
use crate::gate::{Answer, Check, Entry, Situation, Source};
use crate::live;
use crate::migration::{History, HistorySource, Step, TransactionUnit, replay};
use crate::page::Category;

pub(super) static CHECK: Check =
    Check::new("idempotent", include_str!("../../../rules/gate/idempotent.md"), check);

/// Rules of other categories on what a second run meets.
const ALSO: [&str; 2] = ["concurrent-index-invalid-retry", "backfill-not-rerunnable"];

fn check(situation: &mut Situation, _: &Entry) -> Answer {
    let changes = |step: &&Step| {
        let alone = matches!(step.statement.kind, Statement::Transaction(_) | Statement::Set(_));
        step.within.is_none() && !alone
    };
    let count = situation.scripts().flat_map(|script| &script.steps).filter(changes).count();
    let count = live::count(count as u64, "statement");
    let wrong = met_again(situation, situation.history);
    if !wrong.is_empty() {
        let bad = format!("a second run fails at {} of {count}, or does it twice", wrong.len());
        return Answer::fail(Source::Files, bad).notes(wrong);
    }
    // Of a lone folder nobody knows who runs it, and whether each file in one transaction.
    let tool = situation.history.tool.name;
    let divided = replay(one_by_one(situation.source), &situation.settings.replay);
    let doubtful = if tool == "plain" { met_again(situation, &divided) } else { Vec::new() };
    if !doubtful.is_empty() {
        let finding = format!(
            "nobody knows whether each file runs in one transaction: if not, a second run fails at {} of {count}",
            doubtful.len()
        );
        let answer = Answer::unknown(Source::Files, finding).notes(doubtful);
        return answer.help(
            "layout = \"flyway\" in migrate-lint.toml says which tool runs them; BEGIN and COMMIT do too",
        );
    }
    let good = format!("{count}, and wherever one fails the migrations can be run again");
    super::read_whole(situation, Answer::pass(Source::Files, good))
}

/// The statements that a second run meets done already, each once.
fn met_again(situation: &Situation, history: &History) -> Vec<String> {
    let also = ALSO.iter().filter_map(|rule| Selector::read(rule).ok());
    let select = also.chain([Selector::Category(Category::Idempotency)]).collect();
    let outcome = super::judged_by(situation, history, Flags { select: Some(select), ..Flags::default() });
    let mut statements = BTreeSet::new();
    let mut found = Vec::new();
    for finding in &outcome.diagnostics {
        let line = finding.source.line_column(finding.span.start).line;
        let path = situation.shown(finding.source.path());
        if statements.insert((path.clone(), line)) {
            found.push(format!("{path}:{line}: {}", finding.message));
        }
    }
    found
}

/// The same migrations as if each statement were a transaction of its own, but for those that say otherwise.
fn one_by_one(source: &HistorySource) -> HistorySource {
    let mut source = source.clone();
    for script in source.migrations.iter_mut().filter_map(|migration| migration.up.as_mut()) {
        if script.unit == TransactionUnit::Script {
            script.unit = TransactionUnit::PerStatement;
        }
    }
    source
}
