//! Predicted durations against measured ones, on a few million rows: `make live-bench`. `SCALE=0.1` takes a tenth of them.

use std::time::Instant;

use super::{Report, must_pass};
use crate::cluster::shared;

/// Work, the statement that does it, and the rule whose finding says how long it takes.
const WORK: [(&str, &str, &str); 14] = [
    ("index, integer", "CREATE INDEX x1 ON orders (number)", "index-not-concurrent"),
    ("index, uuid", "CREATE INDEX x2 ON orders (token)", "index-not-concurrent"),
    ("index, text", "CREATE INDEX x3 ON orders (reference)", "index-not-concurrent"),
    ("index, wide rows", "CREATE INDEX x4 ON events (kind)", "index-not-concurrent"),
    ("SET NOT NULL", "ALTER TABLE orders ALTER COLUMN number SET NOT NULL", "set-not-null-scan"),
    (
        "CHECK, wide rows",
        "ALTER TABLE events ADD CONSTRAINT c CHECK (kind >= 0)",
        "add-check-without-not-valid",
    ),
    (
        "FOREIGN KEY",
        "ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (customer_id) REFERENCES customers (id)",
        "add-fk-without-not-valid",
    ),
    ("rewrite", "ALTER TABLE customers ALTER COLUMN id TYPE numeric", "alter-column-type-rewrite"),
    ("rewrite, wide rows", "ALTER TABLE events ALTER COLUMN kind TYPE bigint", "alter-column-type-rewrite"),
    (
        "volatile default",
        "ALTER TABLE events ADD COLUMN u uuid DEFAULT gen_random_uuid()",
        "add-column-volatile-default",
    ),
    ("backfill, 4 indexes", "UPDATE orders SET note = 'x'", "update-without-where"),
    ("backfill, wide rows", "UPDATE events SET body = body || 'x'", "update-without-where"),
    ("backfill, 1 index", "UPDATE customers SET email = email || 'x'", "update-without-where"),
    ("delete", "DELETE FROM events", "delete-without-where"),
];

#[test]
#[ignore = "builds a few million rows; make live-bench"]
fn predicted_durations_bracket_the_measured() {
    let Some(cluster) = shared() else { return };
    let database = cluster.database();
    let mut client = database.client();
    let fixture =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/live/fixture.sql")).unwrap();
    let scale: f64 = std::env::var("SCALE").map_or(1.0, |scale| scale.parse().unwrap());
    let count = regex::Regex::new(r"\b\d{6,}\b").unwrap();
    let scaled = |found: &regex::Captures| ((found[0].parse::<f64>().unwrap() * scale) as u64).to_string();
    let fixture = count.replace_all(&fixture, scaled);
    for statement in fixture.split(";\n") {
        client.batch_execute(statement).unwrap();
    }
    println!("{:<20} {:>10} {:>18}", "work", "measured", "predicted");
    let mut outside = Vec::new();
    for (work, sql, rule) in WORK {
        let folder = must_pass::folder(&format!("{sql};\n"));
        let mut arguments = must_pass::LIVE.to_vec();
        arguments.retain(|argument| *argument != "--read-rows");
        let report = Report::of(&database.program(folder.path(), "postgres", &arguments));
        let [low, high] = report.evidence(rule).seconds.unwrap_or_else(|| panic!("{work}: {report:#?}"));
        let begun = Instant::now();
        client.batch_execute(sql).unwrap();
        let measured = begun.elapsed().as_secs_f64();
        let verdict = if (low..=high).contains(&measured) { "" } else { " outside" };
        println!("{work:<20} {measured:>8.2} s {low:>7.2} to {high:>6.2} s{verdict}");
        if !verdict.is_empty() {
            outside.push(work);
        }
        client.batch_execute("CHECKPOINT").unwrap();
    }
    assert!(outside.is_empty(), "{outside:?}");
}
