module example.com/shop

require github.com/go-pg/migrations/v8 v8.1.0
