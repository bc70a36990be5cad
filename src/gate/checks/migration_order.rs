//! The tool runs the migrations in the order that is planned, and their versions do not collide.

use crate::gate::{Answer, Check, Entry, Situation, Source};
use crate::live;
use crate::migration::Migration;

pub(super) static CHECK: Check =
    Check::new("migration-order", include_str!("../../../rules/gate/migration-order.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let migrations: Vec<&Migration> = situation.migrations().collect();
    let mut wrong: Vec<String> =
        situation.history.ordering.iter().map(|problem| problem.message.clone()).collect();
    let planned = entry.options.strings("order");
    let names: Vec<String> = migrations.iter().map(|migration| called(migration)).collect();
    if !planned.is_empty() {
        wrong.extend(difference(&planned, &names));
    }
    for migration in &migrations {
        let refused =
            migration.up.iter().flat_map(|script| script.steps.iter().map(move |step| (script, step)));
        wrong.extend(refused.filter(|(_, step)| !step.conditional && !step.guarded).find_map(
            |(script, step)| {
                let failure = step.effects.failure.as_ref()?;
                Some(format!("{}: {}", situation.place(script, step.span()), failure.message))
            },
        ));
    }
    wrong.extend(left_between(situation));
    let good = match names.as_slice() {
        [only] => format!("{only} is the only one"),
        several => format!("{} in the order they run: {}", several.len(), several.join(", ")),
    };
    Answer::judge(
        Source::Files,
        good,
        format!("{} with the order", live::count(wrong.len() as u64, "problem")),
        wrong,
    )
}

/// As a plan names it: the version, or where there is none the name.
fn called(migration: &Migration) -> String {
    if migration.version.is_empty() { migration.name.clone() } else { migration.version.clone() }
}

fn difference(planned: &[&str], names: &[String]) -> Option<String> {
    let fits = |planned: &&str, name: &String| {
        let trimmed = |text: &str| text.trim_start_matches('0').to_owned();
        trimmed(planned) == trimmed(name) || name.starts_with(*planned)
    };
    let same =
        planned.len() == names.len() && planned.iter().zip(names).all(|(planned, name)| fits(planned, name));
    (!same).then(|| format!("planned are {}, the tool runs {}", planned.join(", "), names.join(", ")))
}

/// Migrations that the tool would run with these although the gate is not about them.
fn left_between(situation: &Situation) -> Option<String> {
    let all = &situation.history.migrations;
    let first = all.iter().position(|migration| migration.judged)?;
    let last = all.iter().rposition(|migration| migration.judged)?;
    let between = all[first..last].iter().filter(|migration| !migration.judged && !migration.repeatable);
    let names: Vec<String> = between.map(called).collect();
    (!names.is_empty())
        .then(|| format!("{} run between them, and the gate is not about them", names.join(", ")))
}
