PRAGMA foreign_keys = on;
