package migrations

func init() {
	Migrations.MustRegister(fill, nil)
}
