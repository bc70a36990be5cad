//! A batch of constraints, indexes and a backfill, with Prisma.

use migrate_lint::gate::{Phase, Status};

use super::project::Project;

const LEDGER: &str = "CREATE TABLE _prisma_migrations (id text PRIMARY KEY, checksum text NOT NULL, finished_at timestamptz,
    migration_name text NOT NULL, logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(),
    applied_steps_count integer NOT NULL DEFAULT 0)";

const ROWS: &str = r#"INSERT INTO "Category" SELECT 'c' || n, 'category ' || n, 'o' FROM generate_series(1, 10) AS n;
    INSERT INTO "Recipe" SELECT 'r' || n, 'recipe', 'category ' || 1 + n % 10, 'o' FROM generate_series(1, 50) AS n;
    INSERT INTO "RecipeItem" SELECT 'i' || n, 'r' || 1 + n % 50, n FROM generate_series(1, 300) AS n;"#;

const BATCH: [&str; 10] = [
    "20250115120000_unique_index",
    "20250115120500_unique",
    "20250115130000_foreign_keys",
    "20250115130500_validate",
    "20250115140000_checks",
    "20250115140500_validate_checks",
    "20250115150000_indexes",
    "20250115160000_category_id",
    "20250115160500_backfill",
    "20250115170000_cutover",
];

fn ready() -> Option<Project> {
    let project = Project::open("constraints", "production", "batch")?;
    project.database.run(LEDGER);
    apply(&project, "20250101090000_init");
    project.database.run(ROWS);
    project.dump("backups/production.sql", &["public.Recipe", "public.RecipeItem", "public.Category"]);
    project.attest("batch", "team-approved", "db-owner", "read and approved");
    project.attest("batch", "rollback-executor", "", "Grace, on call until Friday");
    Some(project)
}

/// As Prisma runs a file: as one message, between the two halves of the row of its ledger.
fn apply(project: &Project, name: &str) {
    let sql = project.text(&format!("prisma/migrations/{name}/migration.sql"));
    project.database.run(&format!(
        "INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('{name}', '', '{name}')"
    ));
    project.database.run(&sql);
    project.database.run(&format!("UPDATE _prisma_migrations SET finished_at = now() WHERE id = '{name}'"));
}

#[test]
fn the_batch_goes_through() {
    let Some(project) = ready() else { return };
    project.goes(Phase::Go);
    BATCH.iter().for_each(|name| apply(&project, name));
    project.database.run(r#"ALTER TABLE "Recipe" VALIDATE CONSTRAINT "Recipe_categoryId_set""#);
    project.ran("smoke-test", 0);
    project.goes(Phase::Post);
}

#[test]
fn what_stops_the_batch() {
    let Some(project) = ready() else { return };
    let fail = |id| (id, Status::Fail);
    project.stops_while(
        r#"UPDATE "RecipeItem" SET "recipeId" = 'gone' WHERE id = 'i7'"#,
        r#"UPDATE "RecipeItem" SET "recipeId" = 'r8' WHERE id = 'i7'"#,
        Phase::Go,
        fail("orphans"),
    );
    project.stops_while(
        r#"INSERT INTO "Category" VALUES ('c11', 'category 3', 'o')"#,
        r#"DELETE FROM "Category" WHERE id = 'c11'"#,
        Phase::Go,
        fail("no-duplicates"),
    );
    project.stops_while(
        r#"UPDATE "Recipe" SET "category" = 'nowhere' WHERE id = 'r7'"#,
        r#"UPDATE "Recipe" SET "category" = 'category 8' WHERE id = 'r7'"#,
        Phase::Go,
        fail("every-category-maps"),
    );
    project.stops_while(
        "UPDATE _prisma_migrations SET finished_at = NULL",
        "UPDATE _prisma_migrations SET finished_at = now()",
        Phase::Go,
        fail("ledger"),
    );
    project.stops_while(
        r#"ALTER TABLE "Recipe" ADD COLUMN by_hand text"#,
        r#"ALTER TABLE "Recipe" DROP COLUMN by_hand"#,
        Phase::Go,
        fail("drift"),
    );
    let keys = "prisma/migrations/20250115130000_foreign_keys/migration.sql";
    project.stops_with(keys, " NOT VALID", "", fail("lock-holds"));
    project.stops_with(keys, "SET lock_timeout = '2s';\n", "", fail("timeouts"));
    let rollback = project.root.join("prisma/rollbacks/20250115150000.sql");
    std::fs::remove_file(rollback).unwrap();
    project.stops(Phase::Go, "rollback-present", Status::Fail);
}

#[test]
fn what_stops_the_batch_afterwards() {
    let Some(project) = ready() else { return };
    let fail = |id| (id, Status::Fail);
    project.goes(Phase::Go);
    BATCH.iter().for_each(|name| apply(&project, name));
    project.ran("smoke-test", 0);
    // The last check of the batch is not validated yet.
    project.stops(Phase::Post, "constraints-valid", Status::Fail);
    project.database.run(r#"ALTER TABLE "Recipe" VALIDATE CONSTRAINT "Recipe_categoryId_set""#);
    project.stops_while(
        r#"UPDATE pg_index SET indisvalid = false WHERE indexrelid = '"RecipeItem_recipeId_idx"'::regclass"#,
        r#"UPDATE pg_index SET indisvalid = true WHERE indexrelid = '"RecipeItem_recipeId_idx"'::regclass"#,
        Phase::Post,
        fail("indexes-valid"),
    );
    project.stops_while(
        r#"ALTER TABLE "Recipe" DROP CONSTRAINT "Recipe_categoryId_set"; UPDATE "Recipe" SET "categoryId" = NULL WHERE id = 'r7'"#,
        r#"UPDATE "Recipe" SET "categoryId" = 'c8' WHERE id = 'r7'; ALTER TABLE "Recipe" ADD CONSTRAINT "Recipe_categoryId_set" CHECK ("category" IS NULL OR "categoryId" IS NOT NULL)"#,
        Phase::Post,
        fail("backfill-complete"),
    );
    project.goes(Phase::Post);
    project.ran("smoke-test", 1);
    project.stops(Phase::Post, "smoke-test", Status::Fail);
}
