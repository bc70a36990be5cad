module example.com/shop

require github.com/uptrace/bun v1.2.15
