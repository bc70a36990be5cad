package persistence

import "embed"

//go:embed migrations/sql/*.sql
var Migrations embed.FS
