-- config: [rules.loose-column]
-- config: severity = "advice"
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY, number serial, state text NOT NULL, size int GENERATED ALWAYS AS (1) STORED, PRIMARY KEY (id));
