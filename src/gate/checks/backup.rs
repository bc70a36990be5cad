//! There is a backup: young, whole, and with every table in it whose rows are about to go.

use std::collections::BTreeSet;

use crate::catalog::{QualifiedName, RelationKind};
use crate::effects::Loss;
use crate::evidence::{self, Backup, Content};
use crate::gate::{Answer, Check, Entry, Situation, Source, Status, shown_duration};
use crate::live;

pub(super) static CHECK: Check = Check::new("backup", include_str!("../../../rules/gate/backup.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let backup = match found(situation, entry) {
        Ok(backup) => backup,
        Err(answer) => return answer,
    };
    let mut wrong = Vec::new();
    let age = situation.now.duration_since(backup.taken_at);
    let most = match entry.duration("max-age") {
        Ok(most) => most,
        Err(answer) => return answer,
    };
    if let Some(most) = most.filter(|most| age > *most) {
        wrong.push(format!("it is {} old, allowed are {}", shown_duration(age), shown_duration(most)));
    }
    if age < -super::CLOCKS_APART {
        wrong.push(format!("it was taken {} from now: one of the clocks is wrong", shown_duration(-age)));
    }
    let size = i64::try_from(backup.bytes).unwrap_or(i64::MAX);
    let (least, most) = (entry.options.integer("min-bytes"), entry.options.integer("max-bytes"));
    if size < least || most > 0 && size > most {
        wrong.push(format!("its size of {} is out of the range", live::bytes(backup.bytes)));
    }
    if let (Some(own), Some(server)) = (&backup.database, &situation.subject.server)
        && *own != server.database
    {
        wrong.push(format!("it is of the database {own}, and this one is {}", server.database));
    }
    let needed = needed(situation, entry);
    let present = |name: &&QualifiedName| backup.tables.contains(&format!("{}.{}", name.schema, name.name));
    wrong.extend(
        needed.iter().filter(|name| !present(name)).map(|name| format!("the rows of {name} are not in it")),
    );
    let held = needed.iter().filter(present).count();
    let tables = match needed.len() {
        0 => format!("{} tables", backup.tables.len()),
        _ => format!("{held} of {} tables that go", needed.len()),
    };
    let facts = format!(
        "{} {} {}, {} old, {tables}, sha256 {}…",
        backup.path,
        backup.format,
        live::bytes(backup.bytes),
        shown_duration(age),
        &backup.sha256[..backup.sha256.len().min(8)]
    );
    let bad = format!("{}: {}", backup.path, live::count(wrong.len() as u64, "problem"));
    let answer = Answer::judge(Source::Evidence, facts, bad, wrong);
    match backup.format.starts_with("plain") {
        true => answer.note("its age is that of the file: plain SQL does not say when it was taken"),
        false => answer,
    }
}

/// The file that the entry names, read now, or what was recorded of one.
fn found(situation: &Situation, entry: &Entry) -> Result<Backup, Answer> {
    let remedy =
        format!("migrate-lint evidence backup FILE --id {} --gate {}", entry.id, situation.gate.name);
    let file = entry.options.string("file");
    if file.is_empty() {
        let is_one = |content: &Content| matches!(content, Content::Backup(_));
        let record = situation.record(entry, is_one, &remedy)?;
        let Content::Backup(backup) = &record.content else {
            return Err(Answer::unknown(Source::Evidence, "the record is of another kind"));
        };
        let path = situation.root().join(&backup.path);
        return match evidence::of_file(&path) {
            Ok((sha256, _)) if sha256 != backup.sha256 => {
                let finding = format!("{} has changed since it was recorded", backup.path);
                Err(Answer::new(Status::Stale, Source::Evidence, finding).help(remedy))
            }
            // It may have gone to where it is kept; a folder has no digest of its own.
            _ => Ok(backup.clone()),
        };
    }
    let path = situation.root().join(file);
    if !path.exists() {
        let missing = Answer::new(Status::Missing, Source::Files, format!("{file} does not exist"));
        return Err(missing.help(format!("pg_dump --format=custom --file={file}")));
    }
    let read = evidence::read_dump(&path);
    let mut backup =
        read.map_err(|failure| Answer::fail(Source::Files, format!("{file} {}", failure.message)))?;
    backup.path = file.to_owned();
    Ok(backup)
}

/// The tables that the entry names, and those whose rows the migrations destroy.
pub(super) fn needed(situation: &Situation, entry: &Entry) -> Vec<QualifiedName> {
    let mut needed: BTreeSet<QualifiedName> = BTreeSet::new();
    for name in entry.options.strings("tables") {
        let (schema, name) = name.split_once('.').unwrap_or(("public", name));
        needed.insert(QualifiedName { schema: schema.into(), name: name.into() });
    }
    for script in situation.scripts() {
        let losses =
            script.steps.iter().flat_map(|step| step.effects.losses.iter().map(move |loss| (step, loss)));
        for (step, loss) in losses {
            let (Loss::Rows(table) | Loss::Column(table, _)) = loss;
            // As it is called when the migration begins, which is when the backup is taken.
            let known = script.before.relation(*table).or_else(|| step.before.relation(*table));
            let stored =
                known.filter(|table| table.kind == RelationKind::Table && !script.creates(table.origin));
            needed.extend(stored.map(|table| (*table.name).clone()));
        }
    }
    needed.into_iter().collect()
}
