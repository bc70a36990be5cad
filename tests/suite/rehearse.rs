//! `testdata/rehearse`: histories that go wrong in one way each, and what a rehearsal on the embedded server says of
//! them. `UPDATE=1` writes it anew.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use migrate_lint::migration::{History, replay};
use migrate_lint::rehearse::report::{Rehearsed, write_html, write_json};
use migrate_lint::rehearse::{Options, Rehearsal, Unseeded, findings, rehearse};
use migrate_lint::server::{Embedded, Server};

use crate::support::{histories, migrations};

#[test]
fn each_history_goes_wrong_in_the_way_that_is_told() {
    let mut server = Embedded::start(&[], &[]).unwrap();
    let mut wrong = Vec::new();
    let mut cases = cases();
    cases.sort();
    assert!(cases.len() > 4, "{cases:?}");
    for path in cases {
        let text = fs::read_to_string(&path).unwrap();
        let (history, rehearsal) = rehearsed(&mut server, &text);
        let told = told(&history, &rehearsal);
        let expected = path.with_extension("expected");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, &told).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != told {
            wrong.push(format!("{}\n{told}", path.display()));
        }
        well_formed(&history, &rehearsal);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn cases() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("testdata/rehearse");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.extension().is_some_and(|extension| extension == "sql")).collect()
}

fn rehearsed(server: &mut dyn Server, text: &str) -> (History, Rehearsal) {
    let (mut sources, mut settings) = histories(&migrations(text), None);
    settings.replay.version = server.version();
    let history = replay(sources.remove(0), &settings.replay);
    let options = Options { replay: settings.replay.clone(), rows: 20, seed: None, load: false };
    let rehearsal = rehearse(&history, server, &options, &|| {}).unwrap();
    (history, rehearsal)
}

/// The legs of each migration and the findings, without paths and times.
fn told(history: &History, rehearsal: &Rehearsal) -> String {
    let mut told = String::new();
    for trip in &rehearsal.trips {
        let legs = [trip.up.name(), trip.again.name(), trip.down.name(), trip.up_again.name()];
        let restored = trip.restored().map_or("-", |yes| if yes { "restored" } else { "not restored" });
        let up = history.migrations[trip.index].up.as_ref().unwrap();
        let name = up.source.path().rsplit('/').next().unwrap();
        let agree = trip.seen.iter().filter(|seen| seen.differences.is_empty()).count();
        let _ = writeln!(
            told,
            "{name}: up {}, again {}, down {}, up {}; {restored}; {agree} of {} agree",
            legs[0],
            legs[1],
            legs[2],
            legs[3],
            trip.seen.len()
        );
        if let Some(failed) = trip.again.failed() {
            let _ = writeln!(told, "    again: {}", failed.refusal);
        }
    }
    for finding in findings(history, rehearsal) {
        let _ = writeln!(told, "{}[{}]: {}", finding.severity, finding.rule, finding.message);
        for note in &finding.notes {
            let _ = writeln!(told, "    note: {note}");
        }
    }
    if let Some(whole) = &rehearsal.whole {
        let _ = writeln!(told, "{} taken back, restored: {}", whole.migrations, whole.restored());
    }
    for made in &rehearsal.made {
        let _ = writeln!(told, "made: {made}");
    }
    for Unseeded { table, reason, .. } in &rehearsal.unseeded {
        let _ = writeln!(told, "no rows in {table}: {reason}");
    }
    told
}

/// The JSON has what others rely on, and the page needs nothing from elsewhere.
fn well_formed(history: &History, rehearsal: &Rehearsal) {
    let rehearsed = [Rehearsed { history, rehearsal }];
    let mut json = Vec::new();
    write_json(&rehearsed, &mut json).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!((&json["version"], &json["server"]["kind"]), (&1.into(), &"embedded".into()));
    for migration in json["migrations"].as_array().unwrap() {
        for key in ["path", "up", "again", "down", "lost", "statements"] {
            assert!(!migration[key].is_null(), "{key} of {migration}");
        }
    }
    let mut page = Vec::new();
    write_html(&rehearsed, &mut page).unwrap();
    let page = String::from_utf8(page).unwrap();
    let drawn = page.contains("<svg") || page.contains("could not be seen");
    assert!(drawn || rehearsal.trips.len() < 2, "no picture");
    assert!(!page.contains("&lt;wbr"), "markup that is shown");
    for elsewhere in ["http:", "https:", "<script", "@import", "url("] {
        assert!(!page.contains(elsewhere), "{elsewhere} in the page");
    }
}

/// Ten moments: no folder and no process of the server stays, however the program ends.
#[cfg(unix)]
#[test]
fn nothing_stays_when_it_is_killed() {
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    let project = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("testdata/projects/shop/migrations");
    let remains = |process: u32| {
        let prefix = format!("/tmp/migrate-lint-{process}-");
        let folders = fs::read_dir("/tmp").unwrap().flatten().map(|entry| entry.path());
        let folders = folders.filter(|path| path.to_string_lossy().starts_with(&prefix));
        let processes = fs::read_dir("/proc").into_iter().flatten().flatten().map(|entry| entry.path());
        let processes = processes.filter(|path| {
            let line = fs::read(path.join("cmdline")).unwrap_or_default();
            String::from_utf8_lossy(&line).contains(&prefix)
        });
        folders.chain(processes).collect::<Vec<_>>()
    };
    let installed = !migrate_lint::server::installations().is_empty();
    for moment in 0..10_u32 {
        let server = if moment % 2 == 0 && installed { "system" } else { "embedded" };
        let mut child = Command::new(env!("CARGO_BIN_EXE_migrate-lint"))
            .args(["rehearse", "--no-config", "--server", server])
            .arg(&project)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Anything will do that is different each time.
        let jitter = Instant::now().elapsed().subsec_nanos() % 97 + child.id() % 131;
        std::thread::sleep(Duration::from_millis(u64::from(20 + moment * 130 + jitter)));
        // Control-C, what a service manager sends, and what nobody can catch.
        let signal = ["-INT", "-TERM", "-KILL"][moment as usize % 3];
        Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
        child.wait().unwrap();
        let begun = Instant::now();
        while !remains(child.id()).is_empty() {
            assert!(begun.elapsed() < Duration::from_secs(30), "{:?} stayed", remains(child.id()));
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}
