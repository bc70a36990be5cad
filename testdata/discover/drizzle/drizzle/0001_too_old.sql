ALTER TABLE a ADD COLUMN x int--> statement-breakpoint
ALTER TABLE a ADD COLUMN y int