CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE a (
    id int PRIMARY KEY REFERENCES p ON DELETE SET NULL, -- want set-null-on-not-null: every DELETE of a row of `p` that `a` refers to fails: `a_id_fkey` sets `id` to null, and it is part of the primary key
    one int NOT NULL REFERENCES p (id) ON UPDATE SET NULL, -- want set-null-on-not-null: every UPDATE of the key of a row of `p` that `a` refers to fails
    two int NOT NULL REFERENCES p ON DELETE SET NULL ON UPDATE SET NULL, -- want set-null-on-not-null: every DELETE, and every UPDATE of the key, of a row of `p`
    three int NOT NULL REFERENCES p ON DELETE SET DEFAULT -- want set-null-on-not-null: sets `three` to its default, which is null, and it is NOT NULL
);
CREATE DOMAIN filled AS int NOT NULL;
CREATE TABLE b (
    id filled REFERENCES p ON DELETE SET NULL, -- want set-null-on-not-null: its type `filled` takes no null
    other int,
    CONSTRAINT other_set CHECK (other IS NOT NULL AND other > 0),
    FOREIGN KEY (other) REFERENCES p ON DELETE SET NULL -- want set-null-on-not-null: `other_set` lets no null in
);
CREATE TABLE q (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE c (
    a int NOT NULL,
    b int,
    FOREIGN KEY (a, b) REFERENCES q ON DELETE SET NULL, -- want set-null-on-not-null: help:set only what may be null: ON DELETE SET NULL (b)
    CONSTRAINT listed FOREIGN KEY (a, b) REFERENCES q ON DELETE SET NULL (a) -- want set-null-on-not-null: `listed` sets `a` to null
);
