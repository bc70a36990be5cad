//! Three columns are added and four unused tables dropped, with Supabase.

use migrate_lint::gate::{Phase, Status};

use super::project::Project;

const LEDGER: &str = "CREATE SCHEMA supabase_migrations; CREATE TABLE supabase_migrations.schema_migrations
    (version text PRIMARY KEY, statements text[], name text)";

const ROWS: &str = "INSERT INTO workspaces (name) SELECT 'w' || n FROM generate_series(1, 5) AS n;
    INSERT INTO agents (workspace_id, name) SELECT 1 + n % 5, 'a' || n FROM generate_series(1, 20) AS n;
    INSERT INTO agent_recommendations (agent_id, body) SELECT 1 + n % 20, 'r' FROM generate_series(1, 100) AS n;
    INSERT INTO feature_votes SELECT n, 'v' FROM generate_series(1, 3) AS n;";

const DROPPED: [&str; 4] =
    ["public.report_drafts", "public.widget_layouts", "public.session_notes", "public.feature_votes"];

const FIX: &str = "20240129140000_fix_conflicts";
const DROP: &str = "20240129150000_drop_unused";

fn ready() -> Option<Project> {
    let project = Project::open("cleanup", "production", "week-one")?;
    project.database.run(LEDGER);
    apply(&project, "20231101090000_base");
    project.database.run(ROWS);
    project.dump("backups/production.sql", &DROPPED);
    project.baseline(8);
    project.attest("week-one", "sign-off", "dba", "read line by line");
    Some(project)
}

/// As the command line of Supabase does it: the file and the row of its ledger in one transaction.
fn apply(project: &Project, name: &str) {
    let sql = project.text(&format!("supabase/migrations/{name}.sql"));
    let (version, title) = name.split_once('_').unwrap();
    project.database.run(&format!(
        "BEGIN; {sql}; INSERT INTO supabase_migrations.schema_migrations VALUES ('{version}', '{{}}', '{title}'); COMMIT"
    ));
}

#[test]
fn the_cleanup_goes_through() {
    let Some(project) = ready() else { return };
    project.goes(Phase::Go);
    apply(&project, FIX);
    apply(&project, DROP);
    project.ran("endpoints", 0);
    project.goes(Phase::Post);
}

#[test]
fn what_stops_the_cleanup_before_it_begins() {
    let Some(project) = ready() else { return };
    let fail = |id| (id, Status::Fail);
    let drop_file = "supabase/migrations/20240129150000_drop_unused.sql";
    // Any change of a file makes what was said of it stale, too; here each is judged by what it breaks.
    project.stops_with(
        drop_file,
        "DROP TABLE IF EXISTS public.feature_votes;\n",
        "",
        fail("planned-effects"),
    );
    project.stops_with(
        drop_file,
        "public.feature_votes",
        "public.agent_recommendations",
        fail("planned-effects"),
    );
    project.stops_with("gates/week-one.toml", "days = 7", "days = 30", fail("usage"));
    project.stops_with(
        "backups/production.sql",
        "COPY public.feature_votes",
        "COPY public.votes",
        fail("backup"),
    );
    project.stops_with(
        "app/recommendations.ts",
        "agent_recommendations",
        "session_notes",
        fail("code-references"),
    );
    let rollback = "supabase/rollbacks/20240129150000_drop_unused.sql";
    let fix_back = "supabase/rollbacks/20240129140000_fix_conflicts.sql";
    project.stops_with(fix_back, "DROP COLUMN confidence", "", fail("rollback-complete"));
    project.stops_with(
        "supabase/migrations/20240129140000_fix_conflicts.sql",
        "2s",
        "90s",
        ("sign-off", Status::Stale),
    );
    std::fs::remove_file(project.root.join(rollback)).unwrap();
    project.stops(Phase::Go, "rollback-present", Status::Fail);
}

#[test]
fn what_stops_the_cleanup_for_its_database() {
    let Some(project) = ready() else { return };
    let fail = |id| (id, Status::Fail);
    project.goes(Phase::Go);
    project.stops_while(
        "ALTER TABLE agents DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE agents ENABLE ROW LEVEL SECURITY",
        Phase::Go,
        fail("row-security"),
    );
    project.stops_while(
        "CREATE TABLE by_hand (id bigint)",
        "DROP TABLE by_hand",
        Phase::Go,
        fail("object-counts"),
    );
    project.stops_while(
        "SET session_replication_role = replica; UPDATE agents SET workspace_id = 99 WHERE id = 7",
        "UPDATE agents SET workspace_id = 1 WHERE id = 7",
        Phase::Go,
        fail("orphans"),
    );
    // Somebody reads a table that nobody uses.
    project.database.run("SELECT count(*) FROM feature_votes");
    project.stops(Phase::Go, "usage", Status::Fail);
    project.database.run("SELECT pg_stat_reset()");
    project.stops(Phase::Go, "usage", Status::Unknown);
}

#[test]
fn what_stops_the_cleanup_afterwards() {
    let Some(project) = ready() else { return };
    let fail = |id| (id, Status::Fail);
    project.goes(Phase::Go);
    apply(&project, FIX);
    project.ran("endpoints", 0);
    project.stops(Phase::Post, "ledger", Status::Fail);
    apply(&project, DROP);
    project.stops_while(
        "UPDATE agent_recommendations SET workspace_id = NULL WHERE id = 5",
        "UPDATE agent_recommendations SET workspace_id = 1 WHERE id = 5",
        Phase::Post,
        fail("no-nulls"),
    );
    project.stops_while(
        "CREATE TABLE session_notes (id bigint)",
        "DROP TABLE session_notes",
        Phase::Post,
        fail("tables-present"),
    );
    project.stops_while(
        "CREATE INDEX twice ON agents (workspace_id)",
        "DROP INDEX twice",
        Phase::Post,
        fail("schema-advice"),
    );
    project.stops_while(
        "ALTER TABLE agent_recommendations DROP COLUMN confidence",
        "ALTER TABLE agent_recommendations ADD COLUMN confidence numeric(3,2)",
        Phase::Post,
        fail("columns-present"),
    );
    project.goes(Phase::Post);
    project.database.run("DELETE FROM agent_recommendations WHERE id = 5");
    project.stops(Phase::Post, "row-counts", Status::Fail);
}
