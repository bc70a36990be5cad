CREATE SCHEMA app;
CREATE DOMAIN app.positive AS integer CHECK (VALUE > 0);
ALTER TABLE items ADD COLUMN amount app.positive; -- want add-column-constrained-domain: `items`
