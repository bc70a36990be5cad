CREATE TABLE meta (key text PRIMARY KEY, value text, updated integer NOT NULL DEFAULT (strftime('%s', 'now')));
