-- migration: 1_quiet.sql
CREATE POLICY "orders can be read by every member of the team that has made them" ON orders FOR SELECT USING (true);
-- migration: 2_looked_up.sql
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_policies WHERE policyname = 'orders can be changed by every member of the team that made them') THEN
        RAISE NOTICE 'not there';
    END IF;
END $$;
CREATE POLICY "orders can be changed by every member of the team that made them" ON orders FOR UPDATE USING (true); -- want identifier-too-long: it is 64 bytes long
