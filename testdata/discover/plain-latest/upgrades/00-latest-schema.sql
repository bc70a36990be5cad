CREATE TABLE messages (id bigint PRIMARY KEY, sender text);
