//! Staging is emptied and filled with the rows of production, and the copy is proven.

use migrate_lint::gate::{Phase, Status};

use super::project::Project;
use crate::cluster::{self, Database};

const ROWS: &str = "INSERT INTO tenants SELECT n, 'tenant-' || n FROM generate_series(1, 3) AS n;
    INSERT INTO staff SELECT n, 1 + n % 3, nullif(n / 2, 0) FROM generate_series(1, 6) AS n;
    INSERT INTO units SELECT n, 1 + n % 3, 'unit', '{0.1,0.2,0.3,0.4}' FROM generate_series(1, 70) AS n;
    INSERT INTO reservations SELECT n, 1 + n % 70, 'guest' FROM generate_series(1, 104) AS n;";

fn ready() -> Option<(Project, Database)> {
    let mut project = Project::open("copy", "staging", "refresh")?;
    let production = cluster::shared()?.database();
    let up = |file: &str| {
        let text = project.text(&format!("db/migrations/{file}.sql"));
        text.split("-- migrate:down").next().unwrap().to_owned()
    };
    let schema = up("20251001090000_schema");
    for database in [&production, &project.database] {
        database.run("CREATE TABLE schema_migrations (version varchar(128) PRIMARY KEY)");
        database.run(&format!(
            "BEGIN; {schema}; INSERT INTO schema_migrations VALUES ('20251001090000'); COMMIT"
        ));
    }
    production.run(ROWS);
    project.database.run("INSERT INTO tenants VALUES (9, 'left over')");
    project.knows("production", &production.url("postgres"));
    project.dump(
        "backups/staging.sql",
        &["public.tenants", "public.staff", "public.units", "public.reservations"],
    );
    project.attest("refresh", "team-informed", "", "the testers know");
    Some((project, production))
}

/// Empties staging as dbmate does, and fills it parents first.
fn refresh(project: &Project, production: &Database) {
    let text = project.text("db/migrations/20251101090000_empty_staging.sql");
    let up = text.split("-- migrate:down").next().unwrap();
    for database in [&project.database, production] {
        let own = if std::ptr::eq(database, production) { "" } else { up };
        database
            .run(&format!("BEGIN; {own}; INSERT INTO schema_migrations VALUES ('20251101090000'); COMMIT"));
    }
    project.database.run(ROWS);
}

#[test]
fn the_copy_is_proven() {
    let Some((project, production)) = ready() else { return };
    project.goes(Phase::Go);
    refresh(&project, &production);
    project.goes(Phase::Post);
}

#[test]
fn what_stops_the_copy() {
    let Some((mut project, production)) = ready() else { return };
    let fail = |id| (id, Status::Fail);
    project.stops_with(
        "gates/refresh.toml",
        "\"tenants\", \"staff\", \"units\"",
        "\"staff\", \"tenants\", \"units\"",
        fail("foreign-key-order"),
    );
    project.stops_with("backups/staging.sql", "COPY public.staff", "COPY public.others", fail("backup"));
    refresh(&project, &production);
    project.stops_while(
        "DELETE FROM reservations WHERE id = 8",
        "INSERT INTO reservations VALUES (8, 9, 'guest')",
        Phase::Post,
        fail("databases-equal"),
    );
    project.stops_while(
        "SET session_replication_role = replica; UPDATE staff SET manager_id = 99 WHERE id = 5",
        "UPDATE staff SET manager_id = 2 WHERE id = 5",
        Phase::Post,
        fail("orphans"),
    );
    project.stops_while(
        "DROP POLICY units_of_tenant ON units",
        "CREATE POLICY units_of_tenant ON units USING (true)",
        Phase::Post,
        fail("row-security"),
    );
    project.stops_while(
        "ALTER TABLE units ALTER COLUMN embedding TYPE float8[]",
        "ALTER TABLE units ALTER COLUMN embedding TYPE real[]",
        Phase::Post,
        fail("databases-equal"),
    );
    project.stops_while(
        "UPDATE units SET embedding = '{0.1}' WHERE id = 3",
        "UPDATE units SET embedding = '{0.1,0.2,0.3,0.4}' WHERE id = 3",
        Phase::Post,
        fail("embeddings-filled"),
    );
    project.goes(Phase::Post);
    // Both names lead to the same database: whatever it says of the copy, it says it of itself.
    let own = project.database.url("postgres");
    project.knows("production", &own);
    project.stops(Phase::Post, "databases-equal", Status::Fail);
}
