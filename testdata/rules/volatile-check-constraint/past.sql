CREATE TABLE people (
    id bigint PRIMARY KEY,
    born_on date CHECK (born_on <= CURRENT_DATE),
    seen_at timestamptz CHECK (seen_at IS NULL OR now() > seen_at),
    joined_at timestamptz CHECK (joined_at BETWEEN '2000-01-01' AND now() + interval '1 day'),
    checked_at timestamptz CHECK (checked_at > now() - interval '1 day'), -- want volatile-check-constraint: `people` depends on `now()`
    due_on date CHECK (due_on BETWEEN current_date AND '2100-01-01') -- want volatile-check-constraint: `current_date`
);
