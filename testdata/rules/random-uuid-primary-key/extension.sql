-- config: [rules.random-uuid-primary-key]
-- config: severity = "advice"
CREATE TABLE events (
    id uuid NOT NULL DEFAULT public.uuid_generate_v4(), -- want random-uuid-primary-key: every new row of `events`
    CONSTRAINT events_pkey PRIMARY KEY (id)
);
