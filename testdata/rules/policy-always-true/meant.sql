CREATE POLICY read ON todos FOR SELECT TO anon USING (true);
CREATE POLICY service ON todos TO service_role USING (true) WITH CHECK (true);
CREATE POLICY tenant ON todos AS RESTRICTIVE USING (true);
