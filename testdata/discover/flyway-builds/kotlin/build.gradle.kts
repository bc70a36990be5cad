plugins { id("org.flywaydb.flyway") version "9.22.3" }
flyway {
    defaultSchema.set("shop")
    sqlMigrationPrefix = ""
}
