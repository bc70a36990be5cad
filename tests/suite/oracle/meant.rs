//! `testdata/fixes/meant`: the differences that fixes mean to make, each section with the reason in its first line.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

/// What stands for a reason that nobody has written yet.
const NO_REASON: &str = "?";

/// Holds what was seen to what is written down, all of it where `complete`. With `UPDATE=1` it is written anew, with
/// the reasons that are there.
pub(crate) fn compare(seen: &BTreeMap<String, Vec<String>>, complete: bool) -> Vec<String> {
    let known = read();
    if complete && std::env::var_os("UPDATE").is_some() {
        write(seen, &known);
    }
    let mut problems = Vec::new();
    for (title, lines) in seen {
        match known.get(title) {
            Some((reason, meant)) if meant == lines && reason != NO_REASON => {}
            Some((reason, meant)) if meant == lines => problems.push(format!("{title}: why is it {reason}")),
            _ => problems.push(format!("{title} ends in another catalog:\n{}", lines.join("\n"))),
        }
    }
    let gone = known.keys().filter(|title| complete && !seen.contains_key(*title));
    problems.extend(gone.map(|title| format!("{title} makes no difference any more")));
    problems
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("testdata/fixes/meant")
}

/// The reason and the lines of each title.
fn read() -> BTreeMap<String, (String, Vec<String>)> {
    let text = fs::read_to_string(path()).unwrap_or_default();
    let sections = text.split("\n== ").skip(1).filter_map(|section| {
        let mut lines = section.lines().filter(|line| !line.is_empty()).map(str::to_owned);
        Some((lines.next()?, (lines.next()?, lines.collect())))
    });
    sections.collect()
}

fn write(seen: &BTreeMap<String, Vec<String>>, known: &BTreeMap<String, (String, Vec<String>)>) {
    let mut text =
        "What a fixed history leaves in another way than the history as it was, and why that is meant.\n"
            .to_owned();
    for (title, lines) in seen {
        let reason = known.get(title).map_or(NO_REASON, |(reason, _)| reason);
        let _ = write!(text, "\n== {title}\n{reason}\n{}\n", lines.join("\n"));
    }
    fs::write(path(), text).unwrap();
}
