//! The ways back lead back: to the schema that was there, and in an order that the server accepts.

use crate::config::{Flags, Selector};
use crate::gate::{Answer, Check, Entry, Situation, Source, Status};
use crate::live;
use crate::migration::{Down, Migration};
use crate::rule::says_irreversible;

pub(super) static CHECK: Check =
    Check::new("rollback-complete", include_str!("../../../rules/gate/rollback-complete.md"), check);

/// The rules that hold a way back against what it undoes.
const RULES: [&str; 3] = [INCOMPLETE, "rollback-destructive", "irreversible-unmarked"];

const INCOMPLETE: &str = "rollback-incomplete";

fn check(situation: &mut Situation, _: &Entry) -> Answer {
    let select = RULES.iter().filter_map(|rule| Selector::read(rule).ok()).collect();
    let outcome =
        super::judged_by(situation, situation.history, Flags { select: Some(select), ..Flags::default() });
    // What says that nothing leads back need not lead back.
    let marked: Vec<&str> = situation
        .migrations()
        .filter(|migration| is_marked(migration))
        .filter_map(|migration| Some(&**migration.down.script()?.source.path()))
        .collect();
    let wrong = outcome.diagnostics.iter().filter(|finding| {
        let path = finding.source.path();
        RULES.contains(&finding.rule) && !(finding.rule == INCOMPLETE && marked.contains(&&**path))
    });
    let mut wrong: Vec<String> = wrong
        .map(|finding| {
            let line = finding.source.line_column(finding.span.start).line;
            format!("{}:{line}: {}", situation.shown(finding.source.path()), finding.message)
        })
        .collect();
    let (mut checked, mut without, mut notes) = (0, Vec::new(), Vec::new());
    for migration in situation.migrations() {
        let name =
            migration.up.as_ref().map_or(migration.name.clone(), |up| situation.shown(up.source.path()));
        match &migration.down {
            Down::Script(down) => {
                checked += 1;
                wrong.extend(
                    down.errors
                        .first()
                        .map(|error| format!("{}: {}", situation.place(down, error.span), error.message)),
                );
            }
            _ if is_marked(migration) => notes.push(format!("{name} says that there is no way back")),
            Down::Code => {
                without.push(format!("{name}: its way back is not SQL, and nothing here has read it"))
            }
            Down::Missing { .. } | Down::NotExpected => without.push(format!("{name} has no way back")),
        }
    }
    let good = match checked {
        1 => "the way back restores the schema that was there".to_owned(),
        several => format!("{several} ways back restore the schema that was there"),
    };
    let bad =
        format!("{} in {}", live::count(wrong.len() as u64, "gap"), live::count(checked as u64, "way back"));
    match (wrong.is_empty(), checked, without.len()) {
        (false, ..) => Answer::fail(Source::Files, bad).notes(wrong).notes(without),
        (true, 0, 0) => Answer::unknown(Source::Files, "there is no way back to look at").notes(notes),
        (true, _, 1..) => {
            let finding = format!(
                "{} of {} have no way back that could be looked at",
                without.len(),
                live::count((checked + without.len()) as u64, "migration")
            );
            Answer::new(Status::Missing, Source::Files, finding).notes(without).notes(notes)
        }
        (true, _, 0) => Answer::pass(Source::Files, good).notes(notes),
    }
}

fn is_marked(migration: &Migration) -> bool {
    let scripts = migration.up.iter().chain(migration.down.script());
    scripts.into_iter().any(says_irreversible)
}
