SELECT 1;
---- create above / drop below ----
---- tern: disable-tx ----
SELECT 2;
