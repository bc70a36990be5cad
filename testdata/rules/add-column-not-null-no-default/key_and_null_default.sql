ALTER TABLE devices ADD COLUMN id uuid PRIMARY KEY; -- want add-column-not-null-no-default: `devices`
ALTER TABLE devices ADD COLUMN model text NOT NULL DEFAULT NULL; -- want add-column-not-null-no-default: `devices`
