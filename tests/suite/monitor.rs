//! Samples of a database over time: what was used in between, and when the counters tell nothing.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::cluster::{self, Cluster, Database, Ran};

const TABLES: &str = "CREATE SCHEMA archive; CREATE SCHEMA core;
    CREATE TABLE archive.entity_phones (id bigint PRIMARY KEY, value text);
    CREATE TABLE archive.entity_tags (id bigint PRIMARY KEY, value text);
    CREATE TABLE core.party_phones (id bigint PRIMARY KEY, value text);
    INSERT INTO archive.entity_phones SELECT n, 'x' FROM generate_series(1, 100) AS n;";

struct Watched {
    folder: TempDir,
    database: Database,
}

impl Watched {
    fn new() -> Option<Self> {
        cluster::shared().map(Self::on)
    }

    fn on(cluster: &'static Cluster) -> Self {
        let database = cluster.database();
        database.run(TABLES);
        database.settle();
        Self { folder: tempfile::tempdir().unwrap(), database }
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        self.database.settle();
        self.database.program(
            self.folder.path(),
            "postgres",
            &[&["monitor"], arguments, &["--database-env", "DATABASE_URL"]].concat(),
        )
    }

    /// A second later: samples are named by it.
    fn later(&self) {
        std::thread::sleep(std::time::Duration::from_millis(1010));
    }

    fn weekly(&self, more: &[&str]) -> Ran {
        self.later();
        self.run(
            &[&["report", "--now", "--idle", "archive.*", "--growing", "core.party_phones"], more].concat(),
        )
    }

    fn samples(&self) -> Vec<PathBuf> {
        let folder = self.folder.path().join(".migrate-lint/monitor");
        let mut files: Vec<PathBuf> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    }
}

fn require(ran: &Ran, code: i32, texts: &[&str]) {
    assert_eq!(ran.code, code, "{}", ran.all());
    for text in texts {
        assert!(ran.out.contains(text) || ran.err.contains(text), "no `{text}` in\n{}", ran.all());
    }
}

#[test]
fn the_weekly_question_of_an_archive_is_one_command() {
    let Some(watched) = Watched::new() else { return };
    require(&watched.run(&["sample"]), 2, &["there is no baseline", "migrate-lint monitor baseline"]);
    require(&watched.run(&["baseline"]), 0, &["a baseline of test_"]);
    watched.database.run("INSERT INTO core.party_phones VALUES (1, 'x'), (2, 'y')");
    let quiet = watched.weekly(&[]);
    require(
        &quiet,
        0,
        &[
            "PASS     archive.entity_phones  0 scans, 0 writes in",
            "PASS     core.party_phones      2 rows written in",
            "GOOD: 3 passed, 0 failed, 0 unknown",
        ],
    );
    // A backup reads every table once; a query that finds a row does too.
    watched.database.run("COPY archive.entity_phones TO '/dev/null'");
    require(
        &watched.weekly(&[]),
        1,
        &["FAIL     archive.entity_phones  1 scan, 0 writes in", "the last between"],
    );
    require(&watched.weekly(&["--scans-per-day", "1"]), 0, &["1 scan, 0 writes", "1 scans are the backups'"]);
    watched.database.run("DELETE FROM archive.entity_tags WHERE id = 1; UPDATE archive.entity_phones SET value = 'z' WHERE id = 1");
    require(&watched.weekly(&["--scans-per-day", "5"]), 1, &["1 write in"]);
    require(&watched.weekly(&["--days", "90"]), 1, &["FAIL     period", "90 days are needed"]);
    // A table that moves keeps its counters.
    require(&watched.run(&["baseline"]), 0, &[]);
    watched.database.run("ALTER TABLE core.party_phones SET SCHEMA archive");
    require(&watched.weekly(&[]), 2, &["PASS     archive.party_phones", "no table has this name"]);
}

#[test]
fn counters_that_began_anew_tell_nothing() {
    let Some(watched) = Watched::new() else { return };
    watched.run(&["baseline"]);
    watched.database.run("INSERT INTO core.party_phones VALUES (1, 'x')");
    require(&watched.weekly(&[]), 0, &[]);
    watched.database.run("SELECT pg_stat_reset()");
    let reset = watched.weekly(&[]);
    require(
        &reset,
        2,
        &["the counters of primary were reset in between", "as far as the counters run through"],
    );
    // A new baseline begins a new window.
    watched.later();
    watched.run(&["baseline"]);
    watched.database.run("INSERT INTO core.party_phones VALUES (2, 'x')");
    require(&watched.weekly(&[]), 0, &[]);
}

/// The file of the last sample as another server would have written it: sealed, and with other names in it.
fn rewrite(path: &Path, change: impl Fn(&mut migrate_lint::monitor::Sample)) {
    let mut sample = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    change(&mut sample);
    sample.hash = sample.computed_hash();
    fs::write(path, serde_json::to_string_pretty(&sample).unwrap()).unwrap();
}

#[test]
fn another_server_and_a_failover_tell_nothing() {
    let Some(watched) = Watched::new() else { return };
    watched.run(&["baseline"]);
    let [baseline] = watched.samples().try_into().unwrap();
    let original = fs::read_to_string(&baseline).unwrap();
    rewrite(&baseline, |sample| sample.nodes[0].system_identifier = Some("7291".to_owned()));
    require(&watched.weekly(&[]), 2, &["primary was another server: system identifier 7291, now"]);
    watched.samples().iter().skip(1).for_each(|sample| fs::remove_file(sample).unwrap());
    fs::write(&baseline, &original).unwrap();
    rewrite(&baseline, |sample| sample.nodes[0].timeline = Some(7));
    require(&watched.weekly(&[]), 2, &["primary failed over in between"]);
    watched.samples().iter().skip(1).for_each(|sample| fs::remove_file(sample).unwrap());
    // A role that may not know its timeline has not failed over.
    fs::write(&baseline, &original).unwrap();
    rewrite(&baseline, |sample| sample.nodes[0].timeline = None);
    require(&watched.weekly(&[]), 1, &["PASS     archive.entity_phones"]);
    watched.samples().iter().skip(1).for_each(|sample| fs::remove_file(sample).unwrap());
    rewrite(&baseline, |sample| sample.nodes[0].relations.iter_mut().for_each(|table| table.scans += 9));
    require(&watched.weekly(&[]), 2, &["counters of primary went back in between, and no reset is known"]);
    watched.samples().iter().skip(1).for_each(|sample| fs::remove_file(sample).unwrap());
    // By hand: what was written is not what is sealed.
    fs::write(&baseline, original.replace("\"scans\": 0", "\"scans\": 4")).unwrap();
    require(&watched.weekly(&[]), 2, &["there is no baseline"]);
    require(&watched.run(&["report"]), 2, &["was changed by hand"]);
}

#[test]
fn a_standby_counts_for_itself() {
    let Some((primary, standby)) = cluster::primary_and_standby() else { return };
    let watched = Watched::on(primary);
    let url = standby.url("postgres", watched.database.name());
    let run = |arguments: &[&str]| {
        watched.later();
        let own = watched.database.url("postgres");
        let variables = [("DATABASE_URL", own.as_str()), ("STANDBY_URL", url.as_str())];
        let named = ["--database-env", "DATABASE_URL", "--standby-env", "STANDBY_URL"];
        cluster::program(watched.folder.path(), &variables, &[&["monitor"], arguments, &named].concat())
    };
    require(&run(&["baseline"]), 0, &["the counters of primary, STANDBY_URL"]);
    let mut reader = postgres::Client::connect(&url, postgres::NoTls).unwrap();
    reader.query_one("SELECT count(*) FROM archive.entity_phones", &[]).unwrap();
    drop(reader);
    std::thread::sleep(std::time::Duration::from_millis(1100));
    require(
        &run(&["report", "--now", "--idle", "archive.*"]),
        1,
        &["1 scan, 0 writes in", "on STANDBY_URL, primary"],
    );
    // A node that is left out leaves a gap.
    watched.later();
    require(&watched.run(&["sample"]), 0, &[]);
    require(
        &watched.run(&["report", "--idle", "archive.entity_tags"]),
        2,
        &["STANDBY_URL was not asked again"],
    );
}

#[test]
fn statements_that_became_slower_are_named() {
    let Some(cluster) = cluster::shared().filter(|cluster| cluster.has_statements()) else { return };
    let Some(watched) = Watched::new() else { return };
    assert!(cluster.has_statements());
    require(&watched.run(&["baseline"]), 0, &["without pg_stat_statements"]);
    let slower = |percent: &str| {
        watched.later();
        watched.run(&["report", "--now", "--slower", percent])
    };
    require(&slower("20"), 2, &["UNKNOWN  statements", "CREATE EXTENSION pg_stat_statements"]);
    watched.database.run("CREATE EXTENSION pg_stat_statements; CREATE ROLE slow_role PASSWORD 'tiger'");
    let slept = |seconds: &str| {
        watched.database.client().query("SELECT pg_sleep($1::text::float8)", &[&seconds]).unwrap();
    };
    slept("0.001");
    watched.later();
    watched.run(&["baseline"]);
    slept("0.002");
    require(&slower("4000000"), 0, &["PASS     statements"]);
    slept("0.2");
    require(&slower("20"), 1, &["FAIL     statements", "ms: SELECT pg_sleep($1::text::float8)"]);
    let baseline =
        watched.samples().into_iter().rev().find(|file| file.to_string_lossy().contains("baseline"));
    let baseline = baseline.unwrap();
    let original = fs::read_to_string(&baseline).unwrap();
    rewrite(&baseline, |sample| {
        sample.statements.as_mut().unwrap().statements.iter_mut().for_each(|one| one.calls += 1_000_000);
    });
    let report = ["report", "--slower", "4000000"];
    watched
        .samples()
        .iter()
        .skip_while(|file| **file != baseline)
        .skip(1)
        .for_each(|file| fs::remove_file(file).unwrap());
    require(&slower("4000000"), 2, &["UNKNOWN  statements  its counters went back, and no reset is known"]);
    watched
        .samples()
        .iter()
        .skip_while(|file| **file != baseline)
        .skip(1)
        .for_each(|file| fs::remove_file(file).unwrap());
    // What the baseline does not list may have been there, with less time than the least that it lists.
    fs::write(&baseline, &original).unwrap();
    rewrite(&baseline, |sample| {
        let statements = sample.statements.as_mut().unwrap();
        statements.statements.retain(|one| one.text.as_ref().is_none_or(|text| !text.contains("pg_sleep")));
        statements.left_out = Some(7);
    });
    require(&slower("4000000"), 2, &["UNKNOWN  statements  new, or left out of the baseline"]);
    require(&watched.run(&report), 2, &[]);
    let kept: String = watched.samples().iter().map(|sample| fs::read_to_string(sample).unwrap()).collect();
    assert!(!kept.contains("tiger"), "a password is in a sample");
    watched.database.run("DROP ROLE slow_role");
}

/// A role without pg_read_all_stats sees that others have run something, and not what.
#[test]
fn statements_that_a_role_may_not_see_are_not_none() {
    let Some(cluster) = cluster::shared().filter(|cluster| cluster.has_statements()) else { return };
    let Some(watched) = Watched::new() else { return };
    assert!(cluster.has_statements());
    watched.database.run("CREATE EXTENSION pg_stat_statements; SELECT count(*) FROM core.party_phones");
    let run = |user: &str, arguments: &[&str]| {
        watched.later();
        let named = ["--database-env", "DATABASE_URL"];
        watched.database.program(watched.folder.path(), user, &[&["monitor"], arguments, &named].concat())
    };
    require(&run("stranger", &["baseline"]), 0, &["without pg_stat_statements"]);
    require(
        &run("stranger", &["report", "--now", "--slower", "20"]),
        2,
        &["does not show this role every statement"],
    );
    require(&run("watcher", &["baseline"]), 0, &["and its statements"]);
    require(&run("watcher", &["report", "--now", "--slower", "20"]), 0, &["PASS     statements"]);
}

#[test]
fn lines_of_a_log_count_from_the_last_sample_on() {
    let Some(watched) = Watched::new() else { return };
    let log = watched.folder.path().join("application.log");
    let write = |text: &str| {
        let file = fs::OpenOptions::new().append(true).create(true).open(&log);
        std::io::Write::write_all(&mut file.unwrap(), text.as_bytes()).unwrap();
    };
    write("ERROR: relation \"core.entity_tags\" does not exist\n");
    let pattern = ["--log", "application.log", "--log-pattern", "entity_\\w+|42P01"];
    let report = |most: &str| {
        watched.later();
        watched.run(&[&["report", "--now", "--log-matches", most], &pattern[..]].concat())
    };
    watched.run(&[&["baseline"], &pattern[..]].concat());
    write("GET /parties 200\nGET /parties 200\n");
    require(&report("0"), 0, &["PASS     log  0 of 2 lines match /entity_\\w+|42P01/"]);
    write("ERROR 42P01: relation does not exist\nhalf a line");
    require(&report("0"), 1, &["FAIL     log  1 of 3 lines match"]);
    require(&report("1"), 0, &[]);
    fs::write(&log, "GET /parties 200\n").unwrap();
    require(&report("1"), 2, &["the log application.log was replaced"]);
    // What a log does not tell, counters do.
    watched.later();
    let tables = [&["report", "--now", "--idle", "archive.*"], &pattern[..]].concat();
    require(&watched.run(&tables), 0, &["PASS     archive.entity_phones", "GOOD: 2 passed"]);
}

#[test]
fn a_log_that_a_sample_has_not_read_is_not_clean() {
    let Some(watched) = Watched::new() else { return };
    let log = watched.folder.path().join("application.log");
    fs::write(&log, "GET /parties 200\n").unwrap();
    let take = |arguments: &[&str], pattern: &str| {
        watched.later();
        let reads = ["--log", "application.log", "--log-pattern", pattern];
        watched.run(&[arguments, if pattern.is_empty() { &[] } else { &reads[..] }].concat())
    };
    let report = ["report", "--now", "--log-matches", "0"];
    let untold = "UNKNOWN  log  not every sample has read the log, for the same pattern";
    require(&take(&["baseline"], "ERROR"), 0, &[]);
    require(&take(&report, "ERROR"), 0, &["PASS     log  0 of 0 lines"]);
    require(&take(&["sample"], ""), 0, &[]);
    require(&take(&report, "ERROR"), 2, &[untold]);
    require(&take(&["baseline"], "ERROR"), 0, &[]);
    require(&take(&report, "FATAL"), 2, &[untold]);
}

#[test]
fn samples_of_another_database_are_not_mixed_in() {
    let Some(watched) = Watched::new() else { return };
    let other = cluster::shared().unwrap().database();
    require(&watched.run(&["baseline"]), 0, &[]);
    watched.later();
    let elsewhere = ["monitor", "sample", "--database-env", "DATABASE_URL"];
    let refused = other.program(watched.folder.path(), "postgres", &elsewhere);
    require(&refused, 2, &["has the samples of test_", "and this one is of test_"]);
    require(&watched.weekly(&[]), 1, &["PASS     archive.entity_phones"]);
    // A file that was put there by hand is told.
    let last = watched.samples().pop().unwrap();
    rewrite(&last, |sample| sample.server.as_mut().unwrap().database = "payroll".to_owned());
    require(
        &watched.run(&["report", "--idle", "archive.*"]),
        2,
        &["is of another database than the samples before it: payroll of the system"],
    );
}

#[test]
fn an_index_that_is_gone_is_not_one_that_nobody_uses() {
    let Some(watched) = Watched::new() else { return };
    watched.database.run("CREATE INDEX party_phones_value ON core.party_phones (value)");
    require(&watched.run(&["baseline"]), 0, &[]);
    let asked = ["report", "--now", "--used-index", "core.party_phones_value"];
    watched.later();
    require(&watched.run(&asked), 1, &["FAIL     core.party_phones_value  index used by 0 scans"]);
    watched.database.run("SET enable_seqscan = off; SELECT FROM core.party_phones WHERE value = 'x'");
    watched.later();
    require(&watched.run(&asked), 0, &["index used by 1 scan"]);
    watched.database.run("DROP INDEX core.party_phones_value");
    watched.later();
    require(&watched.run(&asked), 2, &["no index has this name"]);
}
