val dbSchema = "shop"

flyway {
    defaultSchema = dbSchema
    schemas = arrayOf(dbSchema)
}
