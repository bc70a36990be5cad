//! Every migration has a way back, or says why there is none.

use crate::gate::{Answer, Check, Entry, Situation, Source};
use crate::live;
use crate::migration::Down;
use crate::rule::says_irreversible;

pub(super) static CHECK: Check =
    Check::new("rollback-present", include_str!("../../../rules/gate/rollback-present.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let accepts = entry.options.boolean("accept-irreversible");
    let mut wrong = Vec::new();
    let mut notes = Vec::new();
    let mut count = 0_usize;
    for migration in situation.migrations() {
        let Some(up) = &migration.up else { continue };
        count += 1;
        let path = situation.shown(up.source.path());
        if accepts && says_irreversible(up) {
            notes.push(format!("{path} says that there is no way back"));
            continue;
        }
        match &migration.down {
            Down::Script(down) if down.steps.is_empty() => {
                wrong.push(format!("{path}: its way back is empty"))
            }
            Down::Script(_) => {}
            Down::Code => {
                notes.push(format!("{path}: its way back is not SQL, and nothing here has read it"))
            }
            Down::Missing { expected } => {
                wrong.push(format!("{path}: {} is missing", situation.shown(expected)))
            }
            Down::NotExpected => {
                wrong.push(format!("{path}: {} has no ways back", situation.history.tool.name))
            }
        }
    }
    let all = live::count(count as u64, "migration");
    let bad = format!("no way back for {} of {all}", wrong.len());
    let good = match notes.len() {
        0 => format!("a way back for {count} of {all}"),
        without => format!("a way back for {} of {all}, and the others say why not", count - without),
    };
    let not_expected = situation.migrations().any(|migration| matches!(migration.down, Down::NotExpected));
    let answer = Answer::judge(Source::Files, good, bad, wrong).notes(notes);
    match (answer.status.is_good(), not_expected) {
        (true, _) => answer,
        (false, true) => answer.help("say where yours are: rollbacks = \"rollbacks/{stem}.sql\""),
        (false, false) => answer.help("migrate-lint rollback --write FILE writes what the history tells"),
    }
}
