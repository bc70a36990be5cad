//! The documents that a plan counts on are there, are committed, and are not older than what they are about.

use std::path::Path;
use std::process::Command;

use jiff::Timestamp;

use crate::gate::{Answer, Check, Entry, Situation, Source, date};
use crate::live;

pub(super) static CHECK: Check =
    Check::new("documents", include_str!("../../../rules/gate/documents.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let root = situation.root();
    let paths = entry.options.strings("paths");
    if paths.is_empty() {
        return Answer::unknown(Source::Files, "no document is named").help("paths = [\"docs/PLAN.md\"]");
    }
    let migrations =
        situation.subject.migrations.iter().filter_map(|file| Some((&file.path, changed(root, &file.path)?)));
    let newest = migrations.max_by_key(|(_, at)| *at);
    let mut wrong = Vec::new();
    for path in &paths {
        if !root.join(path).exists() {
            wrong.push(format!("{path} does not exist"));
        } else if let Some((migration, at)) = newest.filter(|_| entry.options.boolean("newer"))
            && let Some(own) = changed(root, path).filter(|own| *own < at)
        {
            wrong.push(format!("{path} is of {}, {migration} of {}", date(own), date(at)));
        }
    }
    if wrong.is_empty() && entry.options.boolean("newer") && newest.is_none() {
        return Answer::unknown(Source::Files, "nothing says when the migrations were written");
    }
    let good = match entry.options.boolean("newer") {
        true => format!("{} of {} are there and no older than the migrations", paths.len(), paths.len()),
        false => format!("{} of {} are there", paths.len(), paths.len()),
    };
    let bad = format!("{} of {}", wrong.len(), live::count(paths.len() as u64, "document"));
    Answer::judge(Source::Files, good, format!("{bad} missing or too old"), wrong)
}

/// When a file last changed: by its last commit, or where it has changed since or was never committed, by the disk.
fn changed(root: &Path, path: &str) -> Option<Timestamp> {
    committed(root, path)
        .or_else(|| Timestamp::try_from(root.join(path).metadata().ok()?.modified().ok()?).ok())
}

fn committed(root: &Path, path: &str) -> Option<Timestamp> {
    let git = |arguments: &[&str]| {
        let output =
            Command::new("git").current_dir(root).args(arguments).arg("--").arg(path).output().ok()?;
        let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        output.status.success().then_some(text)
    };
    let is_changed = !git(&["status", "--porcelain"])?.is_empty();
    let seconds = git(&["log", "-1", "--format=%ct"])?.parse().ok()?;
    (!is_changed).then(|| Timestamp::from_second(seconds).ok()).flatten()
}
