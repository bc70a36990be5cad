CREATE INDEX ON invoices USING gin (lines); -- want index-not-concurrent: `invoices`
DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_indexes WHERE indexname = 'invoices_due_idx') THEN
        CREATE INDEX invoices_due_idx ON invoices (due); -- want index-not-concurrent: `invoices`
    END IF;
END $$;
