-- config: [rules.random-uuid-primary-key]
-- config: severity = "advice"
CREATE TABLE events (id uuid DEFAULT gen_random_uuid() PRIMARY KEY); -- want random-uuid-primary-key: every new row of `events`
