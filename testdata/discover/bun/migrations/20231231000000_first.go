package migrations

func init() {
	Migrations.MustRegister(migrate.NewSQLMigrationFunc(files, "20231231000000_first.init.sql"), drop)
}
