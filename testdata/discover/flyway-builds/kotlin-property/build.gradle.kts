flyway {
    defaultSchema.set(project.property("flyway.schema") as String)
}
