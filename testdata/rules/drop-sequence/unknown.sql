-- migration: 1_shop.sql
DROP SEQUENCE shop.numbers; -- want drop-sequence: `shop.numbers`
