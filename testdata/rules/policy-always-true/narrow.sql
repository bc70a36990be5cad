CREATE POLICY add ON todos FOR INSERT WITH CHECK (owner = current_user);
CREATE POLICY change ON todos FOR UPDATE USING (true) WITH CHECK (owner = current_user);
CREATE POLICY own ON todos USING (owner = current_user);
