//! Somebody says that something holds which no program can see.

use crate::evidence::Content;
use crate::gate::{Answer, Check, Entry, Situation, Source, Status, date};

pub(super) static CHECK: Check =
    Check::new("attestation", include_str!("../../../rules/gate/attestation.md"), check);

/// What people write who say nothing.
const EMPTY: [&str; 8] = ["simulated", "todo", "tbd", "pending", "n/a", "none", "placeholder", "x"];

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let wanted = entry.options.string("role");
    let role = if wanted.is_empty() { String::new() } else { format!(" --role {wanted}") };
    let remedy =
        format!("migrate-lint attest {} --gate {} --statement \"…\"{role}", entry.id, situation.gate.name);
    let is_one = |content: &Content| matches!(content, Content::Attestation { .. });
    let record = match situation.record(entry, is_one, &remedy) {
        Ok(record) => record,
        Err(answer) => return answer,
    };
    let Content::Attestation { statement, role } = &record.content else {
        return Answer::unknown(Source::Evidence, "the record is of another kind");
    };
    let plain = statement.trim().to_lowercase();
    if plain.is_empty() || EMPTY.contains(&plain.as_str()) || plain.contains("simulated") {
        let finding = format!("{} said \"{}\", which says nothing", record.by, statement.trim());
        return Answer::fail(Source::Person, finding).help(remedy);
    }
    if !wanted.is_empty() && wanted != role {
        let as_role = if role.is_empty() { "without a role".to_owned() } else { format!("as {role}") };
        let finding = format!("{} said so {as_role}, and not as {wanted}", record.by);
        return Answer::fail(Source::Person, finding).help(remedy);
    }
    let until = record.expires_at.map(|end| format!(", until {}", date(end))).unwrap_or_default();
    let as_role = if role.is_empty() { String::new() } else { format!(" as {role}") };
    let finding = format!("\"{}\" {}{as_role}, {}{until}", statement.trim(), record.by, date(record.made_at));
    Answer::new(Status::Attested, Source::Person, finding)
}
