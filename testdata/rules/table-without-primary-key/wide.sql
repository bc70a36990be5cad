-- config: [rules.table-without-primary-key]
-- config: severity = "advice"
-- config: widest = 2
CREATE TABLE seats (show_id bigint, seat_row int, seat int, PRIMARY KEY (show_id, seat_row, seat)); -- want table-without-primary-key: the primary key of `seats` has 3 columns
