//! The migration tool's own table: what came before is applied, nothing is half done, and afterwards ours is too.

use crate::gate::{Answer, Check, Entry, Phase, Situation, Source};
use crate::live;

pub(super) static CHECK: Check = Check::new("ledger", include_str!("../../../rules/gate/ledger.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let applied = match situation.applied() {
        Ok(applied) => applied,
        Err(answer) => return answer,
    };
    let mut wrong: Vec<String> = Vec::new();
    let must_be_there = situation.phase != Phase::Go;
    let (mut required, mut present) = (0, 0);
    let last =
        situation.history.migrations.iter().rposition(|migration| migration.judged).unwrap_or_default();
    for migration in
        situation.history.migrations.iter().take(last + 1).filter(|migration| !migration.repeatable)
    {
        let found = applied.iter().find(|applied| applied.version == migration.version);
        if let Some(found) = found.filter(|found| found.failed) {
            wrong.push(format!("{} stopped half-way: the ledger calls it failed or dirty", found.version));
            continue;
        }
        let is_ours = migration.judged && situation.phase == Phase::Drop;
        match (migration.judged && !must_be_there || is_ours, found.is_some()) {
            (true, true) => wrong.push(format!("{} is applied already", migration.version)),
            (true, false) => {}
            (false, there) => {
                required += 1;
                present += usize::from(there);
                if !there {
                    wrong.push(format!("{} is not applied", migration.version));
                }
            }
        }
    }
    for version in entry.options.strings("applied") {
        let trimmed = |text: &str| text.trim_start_matches('0').to_owned();
        let fits = |known: &str| trimmed(known) == trimmed(version);
        if !applied.iter().any(|applied| fits(&applied.version) && !applied.failed) {
            wrong.push(format!("{version} is not applied"));
        }
    }
    let last = applied.iter().filter_map(|applied| applied.applied_at).max();
    let last = last.map(|at| format!(", the last on {}", at.strftime("%Y-%m-%d %H:%MZ"))).unwrap_or_default();
    let good = format!("{present} of {required} applied, none half-way{last}");
    let bad = format!(
        "{} with the ledger, {present} of {required} applied",
        live::count(wrong.len() as u64, "problem")
    );
    Answer::judge(Source::Ledger, good, bad, wrong)
}
