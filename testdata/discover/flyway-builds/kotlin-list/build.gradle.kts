flyway {
    schemas = arrayOf(System.getenv("DB_SCHEMA") ?: "old")
    defaultSchema.set("shop")
    sqlMigrationSuffixes.set(listOf(".sql"))
}
