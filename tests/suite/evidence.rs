//! Evidence cannot be fooled: what was changed after it was made shows, or is said.

use std::fs;
use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use migrate_lint::evidence::{
    BoundFile, Content, Draft, Fault, Record, ServerIdentity, Store, Subject, Validity, read_dump, run,
};

#[test]
fn a_chain_is_read_as_it_was_made() {
    let folder = tempfile::tempdir().unwrap();
    let store = chain(folder.path(), 3);
    let again = Store::open(folder.path()).unwrap();
    assert_eq!(again.records().len(), 3);
    assert!(again.records().iter().all(|kept| kept.fault.is_none()));
    assert_eq!(again.records()[2].record, store.records()[2].record);
}

#[test]
fn a_record_edited_by_hand_shows() {
    let folder = tempfile::tempdir().unwrap();
    let store = chain(folder.path(), 3);
    let file = &store.records()[1].file;
    let text = fs::read_to_string(file).unwrap();
    fs::write(file, text.replace("statement 2", "statement 9")).unwrap();
    assert_eq!(faults(folder.path()), [None, Some(Fault::Edited), None]);
}

/// Whoever computes its hash anew is given away by the record after it.
#[test]
fn a_record_edited_with_its_hash_shows() {
    let folder = tempfile::tempdir().unwrap();
    let store = chain(folder.path(), 3);
    let kept = &store.records()[1];
    let mut record: Record = kept.record.clone();
    record.content = Content::Attestation { statement: "forged".to_owned(), role: String::new() };
    record.hash = record.computed_hash();
    fs::write(&kept.file, serde_json::to_vec(&record).unwrap()).unwrap();
    assert_eq!(faults(folder.path()), [None, Some(Fault::Edited), None]);
}

#[test]
fn a_record_that_was_removed_shows() {
    let folder = tempfile::tempdir().unwrap();
    let store = chain(folder.path(), 3);
    fs::remove_file(&store.records()[1].file).unwrap();
    assert_eq!(faults(folder.path()), [None, Some(Fault::Displaced)]);
}

#[test]
fn a_clock_set_back_shows() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = chain(folder.path(), 2);
    let before = store.records()[1].record.made_at;
    store.add(draft(3), moment("2026-01-01T00:00:00Z")).unwrap();
    assert_eq!(faults(folder.path()), [None, None, Some(Fault::ClockSetBack { before })]);
    assert!(store.ahead_of(moment("2026-01-05T00:00:00Z")).is_some());
    assert!(store.ahead_of(moment("2026-02-05T00:00:00Z")).is_none());
}

#[test]
fn a_file_that_is_no_record_is_said() {
    let folder = tempfile::tempdir().unwrap();
    chain(folder.path(), 1);
    fs::write(folder.path().join("00002-note.json"), "{}").unwrap();
    assert_eq!(Store::open(folder.path()).unwrap().unreadable().len(), 1);
}

#[test]
fn a_record_counts_for_its_own_files_server_and_time() {
    let folder = tempfile::tempdir().unwrap();
    let store = chain(folder.path(), 1);
    let record = &store.records()[0].record;
    let now = moment("2026-01-10T01:00:00Z");
    let stale = |subject: &Subject, now| match record.validity(subject, now) {
        Validity::Stale(why) => why,
        Validity::Valid => String::new(),
    };
    assert_eq!(stale(&subject("aa", "1"), now), "");
    assert_eq!(stale(&subject("ab", "1"), now), "1.sql has changed since");
    assert_eq!(stale(&subject("aa", "1"), moment("2026-01-12T00:00:00Z")), "it expired on 2026-01-11 00:00Z");
    assert_eq!(
        stale(&subject("aa", "2"), now),
        "it is about another server of the same name: system identifier 1, this one has 2"
    );
    let more = Subject {
        migrations: [subject("aa", "1").migrations, vec![bound("2.sql", "cc")]].concat(),
        server: None,
    };
    assert_eq!(stale(&more, now), "it is not about 2.sql");
}

#[test]
#[cfg(unix)]
fn a_command_is_run_and_its_output_hashed() {
    let mut shown = Vec::new();
    let command = ["sh", "-c", "echo out; echo err >&2; exit 3"].map(str::to_owned);
    let content = run(&command, Path::new("."), &mut shown).unwrap();
    let Content::Command { exit_code, output_bytes, output_sha256, .. } = content else { panic!() };
    assert_eq!((exit_code, output_bytes), (Some(3), 8));
    assert_eq!(shown, b"out\nerr\n");
    assert_eq!(output_sha256, migrate_lint::evidence::of_bytes(&shown));
    assert!(run(&["no-such-command-here".to_owned()], Path::new("."), &mut shown).is_err());
}

#[test]
fn a_plain_dump_is_read_and_a_cut_one_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("dump.sql");
    let whole = "--\n-- PostgreSQL database dump\n--\nCOPY public.\"Order \"\"items\"\"\" (id) FROM stdin;\n1\n\\.\n--\n-- PostgreSQL database dump complete\n--\n";
    fs::write(&file, whole).unwrap();
    assert_eq!(read_dump(&file).unwrap().tables, ["public.Order \"items\""]);
    fs::write(&file, &whole[..90]).unwrap();
    let failure = read_dump(&file).unwrap_err();
    assert!(failure.message.contains("cut short"), "{failure}");
    fs::write(&file, "SELECT 1;").unwrap();
    assert!(read_dump(&file).is_err());
}

fn faults(folder: &Path) -> Vec<Option<Fault>> {
    Store::open(folder).unwrap().records().iter().map(|kept| kept.fault.clone()).collect()
}

/// So many records, an hour apart.
fn chain(folder: &Path, length: i64) -> Store {
    let mut store = Store::open(folder).unwrap();
    for number in 1..=length {
        let at = moment("2026-01-10T00:00:00Z") + SignedDuration::from_hours(number - 1);
        store.add(draft(number), at).unwrap();
    }
    store
}

fn draft(number: i64) -> Draft {
    Draft {
        gate: "archive".to_owned(),
        id: "review".to_owned(),
        by: "Ada".to_owned(),
        expires_at: Some(moment("2026-01-11T00:00:00Z")),
        subject: subject("aa", "1"),
        content: Content::Attestation { statement: format!("statement {number}"), role: String::new() },
    }
}

fn subject(sha256: &str, system: &str) -> Subject {
    let server = ServerIdentity { system_identifier: system.to_owned(), database: "shop".to_owned() };
    Subject { migrations: vec![bound("1.sql", sha256)], server: Some(server) }
}

fn bound(path: &str, sha256: &str) -> BoundFile {
    BoundFile { path: path.to_owned(), sha256: sha256.to_owned() }
}

fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// Numbers are read back as they were written, to the last bit: their hash is over their digits.
#[test]
fn a_record_with_odd_numbers_stays_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(folder.path()).unwrap();
    let costs = (1..4000_u32)
        .map(|n| (format!("query {n}"), f64::from(n) * 0.1 + 1.0 / f64::from(n) / 3e5))
        .collect();
    let content = Content::Plans { costs, scans: std::collections::BTreeMap::new() };
    store.add(Draft { content, ..draft(1) }, moment("2026-01-10T00:00:00Z")).unwrap();
    assert_eq!(faults(folder.path()), [None]);
}

/// A dump that went through a pipe does not say where its rows are, and one of a folder has them in files of their own.
#[test]
fn a_dump_that_is_cut_short_shows_in_every_format() {
    let Some(database) = crate::cluster::shared().map(crate::cluster::Cluster::database) else { return };
    database.run(
        "CREATE TABLE orders (id bigint, note text); INSERT INTO orders SELECT n, md5(n::text) FROM generate_series(1, 9000) AS n;
         CREATE TABLE parts (id bigint, note text); INSERT INTO parts SELECT n, md5(n::text) FROM generate_series(1, 9000) AS n;",
    );
    let folder = tempfile::tempdir().unwrap();
    let piped = folder.path().join("piped.dump");
    let output = fs::File::create(&piped).unwrap();
    let url = database.url("postgres");
    let mut pg_dump = std::process::Command::new("sh");
    pg_dump.args(["-c", "pg_dump --format=custom --dbname \"$1\" | cat", "sh", &url]).stdout(output);
    assert!(pg_dump.status().unwrap().success());
    let unpacked = folder.path().join("unpacked");
    let packed = folder.path().join("packed");
    for (path, level) in [(&unpacked, "0"), (&packed, "6")] {
        let mut pg_dump = std::process::Command::new("pg_dump");
        pg_dump.args(["--format=directory", "--compress", level, "--dbname", &url, "--file"]).arg(path);
        assert!(pg_dump.status().unwrap().success());
    }
    let is_cut = |path: &Path| {
        let failure = read_dump(path).unwrap_err();
        assert!(failure.message.contains("cut short"), "{failure}");
    };
    assert_eq!(read_dump(&piped).unwrap().tables, ["public.orders", "public.parts"]);
    let bytes = fs::read(&piped).unwrap();
    for length in [bytes.len() - 1, bytes.len() / 2] {
        fs::write(&piped, &bytes[..length]).unwrap();
        is_cut(&piped);
    }
    for path in [unpacked, packed] {
        assert_eq!(read_dump(&path).unwrap().tables.len(), 2);
        let rows = fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path());
        let rows = rows.filter(|file| !file.ends_with("toc.dat")).min().unwrap();
        let bytes = fs::read(&rows).unwrap();
        fs::write(&rows, &bytes[..bytes.len() / 2]).unwrap();
        is_cut(&path);
    }
}
