//! What is predicted against what PostgreSQL does: every case of `testdata/effects` and every example of the pages,
//! on the server in this process and on every other one at hand.

mod assumed;
#[cfg(unix)]
mod back;
mod cases;
mod fixed;
#[cfg(unix)]
mod hand;
mod meant;
mod pages;
mod run;
mod values;
mod written;

use cases::Verdict;
use migrate_lint::server::{Embedded, Server};

/// The extensions that cases and pages create and the embedded server bundles.
const EXTENSIONS: [&str; 6] = ["btree_gist", "citext", "file_fdw", "hstore", "pg_trgm", "vector"];

/// Roles are the server's, not the database's: those that cases name are there from the beginning.
const ROLES: [&str; 10] = [
    "accounting",
    "app",
    "app_owner",
    "app_user",
    "billing",
    "reporting",
    "service_role",
    "shop",
    "shop_owner",
    "support",
];

#[test]
fn the_embedded_server_does_what_the_cases_say() {
    let mut server = Embedded::start(&EXTENSIONS, &ROLES).unwrap();
    let verdict = cases::try_cases(&mut server, &chosen("CASE")).unwrap();
    require(&server, verdict, 450);
}

#[test]
fn the_embedded_server_does_what_the_pages_are_told() {
    let mut server = Embedded::start(&EXTENSIONS, &ROLES).unwrap();
    let verdict = pages::try_pages(&mut server, &chosen("PAGE")).unwrap();
    require(&server, verdict, 100);
}

#[test]
fn fixed_histories_end_in_the_same_catalog() {
    let mut server = Embedded::start(&EXTENSIONS, &ROLES).unwrap();
    let wanted = chosen("FIX");
    let verdict = fixed::try_fixes(&mut server, &wanted).unwrap();
    let mut problems = verdict.problems;
    problems.extend(meant::compare(&verdict.differences, wanted.is_empty()));
    println!("{} end in the same catalog, {} in one that is meant", verdict.same, verdict.differences.len());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(!wanted.is_empty() || verdict.same > 60, "only {} are the same", verdict.same);
}

#[test]
fn values_survive_while_a_renamed_column_changes_over() {
    let mut server = Embedded::start(&EXTENSIONS, &ROLES).unwrap();
    values::try_all(&mut server);
}

/// `make oracle`.
#[cfg(unix)]
#[test]
#[ignore = "takes every server that is at hand"]
fn every_server_at_hand_does_what_is_predicted() {
    hand::compare_all();
}

/// `make rollbacks HISTORY=folder`.
#[cfg(unix)]
#[test]
#[ignore = "takes a folder with migrations"]
fn ways_back_lead_back() {
    back::measure();
}

/// Part of a name: only what has it is tried.
fn chosen(variable: &str) -> String {
    std::env::var(variable).unwrap_or_default()
}

fn require(server: &dyn Server, verdict: Verdict, least: usize) {
    let Verdict { agreed, differences, left_out } = verdict;
    println!("PostgreSQL {}: {agreed} agree\n{}", title(server), left_out.join("\n"));
    assert!(differences.is_empty(), "{} differ\n{}", differences.len(), differences.join("\n"));
    let all = chosen("CASE").is_empty() && chosen("PAGE").is_empty();
    assert!(!all || agreed >= least, "only {agreed} were tried");
}

/// The server as a table shows it.
fn title(server: &dyn Server) -> String {
    format!("{} {}", server.full_version(), server.kind())
}
