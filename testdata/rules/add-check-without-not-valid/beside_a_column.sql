ALTER TABLE subscriptions ADD COLUMN interval_kind text NOT NULL DEFAULT 'month' CHECK (interval_kind IN ('month', 'year')); -- want add-check-without-not-valid: `subscriptions`
