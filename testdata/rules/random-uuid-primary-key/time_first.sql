-- config: [rules.random-uuid-primary-key]
-- config: severity = "advice"
CREATE TABLE events (id uuid DEFAULT uuid_generate_v7() PRIMARY KEY);
