CREATE TABLE a (id bigint PRIMARY KEY);
--> statement-breakpoint
CREATE TABLE b (id bigint PRIMARY KEY);
