TRUNCATE legacy CASCADE; -- want truncate-cascade: of every table with a foreign key to it
