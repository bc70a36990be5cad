CREATE FUNCTION is_slug(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 ~ ''^[a-z-]+$''';
CREATE FUNCTION is_short(value text) RETURNS boolean LANGUAGE plpgsql AS 'BEGIN RETURN length(value) < 80; END';
CREATE TABLE pages (
    id bigint PRIMARY KEY,
    slug text CHECK (is_slug(slug) AND is_short(slug) AND lower(slug) = slug),
    published_at timestamptz DEFAULT now(),
    archived_at timestamptz CHECK (archived_at > published_at AND date_trunc('day', archived_at) >= '2020-01-01')
);
