CREATE POLICY "avatars are public" ON storage.objects FOR SELECT USING (bucket_id = 'avatars');
CREATE TABLE dropped (id bigint);
CREATE POLICY own ON dropped USING (true);
DROP TABLE dropped;
