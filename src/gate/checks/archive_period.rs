//! What is dropped was put away first, and for long enough.

use jiff::{SignedDuration, Timestamp};

use crate::ast::{ObjectKind, Statement};
use crate::catalog::{Relation, RelationKind};
use crate::effects::Loss;
use crate::gate::{Answer, Check, Entry, Situation, Source, Status, date};
use crate::migration::Migration;
use crate::rule::{day_in, fits_any, marks_deprecated};

pub(super) static CHECK: Check =
    Check::new("archive-period", include_str!("../../../rules/gate/archive-period.md"), check);

const DAY: i64 = 86_400;

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let days = entry.options.integer("days");
    let tables = dropped(situation);
    if tables.is_empty() {
        return Answer::pass(Source::Files, "no table with rows is dropped");
    }
    let mut source = Source::Files;
    let mut wrong = Vec::new();
    let mut unknown = Vec::new();
    let mut least: Option<i64> = None;
    for table in &tables {
        let Some((migration, how)) = put_away(situation, entry, table) else {
            wrong.push(format!(
                "{} was never put away: nothing before this renames, moves or marks it",
                table.name
            ));
            continue;
        };
        let Some((at, from)) = applied_at(situation, migration) else {
            unknown.push(format!("{} was {how} by {}, and nothing says when", table.name, migration.name));
            continue;
        };
        source = from;
        let age = situation.now.as_second() - at.as_second();
        least = Some(least.map_or(age, |known| known.min(age)));
        let missing = SignedDuration::from_secs(days * DAY - age);
        if missing > SignedDuration::ZERO {
            let left = (missing.as_secs() + DAY - 1) / DAY;
            wrong.push(format!(
                "{} was {how} on {}, {} days ago: wait {}",
                table.name,
                date(at),
                age / DAY,
                super::counted(usize::try_from(left).unwrap_or_default(), "day")
            ));
        }
    }
    let count = tables.len();
    if wrong.is_empty() && !unknown.is_empty() {
        let finding = format!(
            "{} of {} put away on a day that nobody knows",
            unknown.len(),
            super::counted(count, "table")
        );
        return Answer::new(Status::Unknown, source, finding).notes(unknown);
    }
    let good = format!(
        "{} put away for {} days, {days} are asked",
        super::counted(count, "table"),
        least.unwrap_or_default() / DAY
    );
    let bad = format!("{} of {} not put away for {days} days", wrong.len(), super::counted(count, "table"));
    Answer::judge(source, good, bad, wrong).notes(unknown)
}

/// The tables whose rows the gate's migrations destroy.
fn dropped<'a>(situation: &Situation<'a>) -> Vec<&'a Relation> {
    let mut found: Vec<&Relation> = Vec::new();
    for script in situation.scripts() {
        for step in &script.steps {
            for loss in &step.effects.losses {
                let Loss::Rows(id) = loss else { continue };
                let table = step.before.relation(*id).filter(|table| table.kind == RelationKind::Table);
                let Some(table) = table.filter(|table| !script.creates(table.origin)) else { continue };
                if found.iter().all(|known| known.id != table.id) {
                    found.push(table);
                }
            }
        }
    }
    found
}

/// The last migration before the gate's that renamed, moved or marked a table, and how.
fn put_away<'a>(
    situation: &Situation<'a>,
    entry: &Entry,
    table: &Relation,
) -> Option<(&'a Migration, &'static str)> {
    let names = entry.options.strings("names");
    let schemas = entry.options.strings("schemas");
    let earlier = situation.history.migrations.iter().filter(|migration| !migration.judged);
    let steps = earlier.flat_map(|migration| {
        migration.up.iter().flat_map(|up| &up.steps).map(move |step| (migration, step))
    });
    steps
        .filter_map(|(migration, step)| {
            let (name, how) = match &step.statement.kind {
                Statement::SetSchema(set) if schemas.contains(&set.new_schema.as_str()) => {
                    (&set.object.name, "moved")
                }
                Statement::Rename(rename)
                    if rename.object.part.is_none() && fits_any(&rename.new_name.name, &names) =>
                {
                    (&rename.object.name, "renamed")
                }
                Statement::Comment(comment) if comment.object.kind == ObjectKind::Table => {
                    let marks =
                        comment.text.as_ref().is_some_and(marks_deprecated) && comment.object.part.is_none();
                    marks.then_some((&comment.object.name, "marked"))?
                }
                _ => return None,
            };
            (step.before.resolve_id(name) == Some(table.id)).then_some((migration, how))
        })
        .next_back()
}

/// When a migration was applied: by the ledger, or else by the day in its name.
fn applied_at(situation: &mut Situation, migration: &Migration) -> Option<(Timestamp, Source)> {
    if let Some(at) = situation.applied_at(&migration.version) {
        return Some((at, Source::Ledger));
    }
    let day = day_in(&migration.version).or_else(|| day_in(&migration.name))?;
    Some((Timestamp::from_second(day * DAY).ok()?, Source::Files))
}
