module example.com/shop

require github.com/jackc/tern/v2 v2.3.2
