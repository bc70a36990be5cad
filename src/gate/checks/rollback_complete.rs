//! The ways back lead back: to the schema that was there, and in an order that the server accepts.

use crate::config::{Flags, Selector};
use crate::gate::{Answer, Check, Entry, Situation, Source, Status};
use crate::migration::Down;
use crate::rule::says_irreversible;

pub(super) static CHECK: Check =
    Check::new("rollback-complete", include_str!("../../../rules/gate/rollback-complete.md"), check);

/// The rules that hold a way back against what it undoes.
const RULES: [&str; 3] = ["rollback-incomplete", "rollback-destructive", "irreversible-unmarked"];

fn check(situation: &mut Situation, _: &Entry) -> Answer {
    let select = RULES.iter().filter_map(|rule| Selector::read(rule).ok()).collect();
    let outcome = super::judged_by(situation, Flags { select: Some(select), ..Flags::default() });
    let wrong = outcome.diagnostics.iter().filter(|finding| RULES.contains(&finding.rule)).map(|finding| {
        let line = finding.source.line_column(finding.span.start).line;
        format!("{}:{line}: {}", situation.shown(finding.source.path()), finding.message)
    });
    let mut wrong: Vec<String> = wrong.collect();
    let downs = situation.migrations().filter_map(|migration| Some((migration, migration.down.script()?)));
    let mut checked = 0;
    for (migration, down) in downs {
        checked += 1;
        wrong.extend(
            down.errors
                .first()
                .map(|error| format!("{}: {}", situation.place(down, error.span), error.message)),
        );
        if migration.up.as_ref().is_some_and(says_irreversible) || says_irreversible(down) {
            wrong.retain(|line| !line.contains("not lead back"));
        }
    }
    let lacking =
        situation.migrations().filter(|migration| matches!(migration.down, Down::Missing { .. })).count();
    let good = match checked {
        1 => "the way back restores the schema that was there".to_owned(),
        several => format!("{several} ways back restore the schema that was there"),
    };
    let bad = format!("{} in {}", super::counted(wrong.len(), "gap"), super::counted(checked, "way back"));
    match (checked, lacking) {
        (0, 0) => Answer::unknown(Source::Files, "there is no way back in SQL to look at"),
        (0, _) => Answer::new(Status::Missing, Source::Files, "there is no way back to look at"),
        _ => Answer::judge(Source::Files, good, bad, wrong),
    }
}
