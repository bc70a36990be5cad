-- config: [rules.sequence-value-change]
-- config: severity = "advice"
-- migration: 1_shop.sql
ALTER SEQUENCE shop.numbers MAXVALUE 99 CYCLE; -- want sequence-value-change: `shop.numbers`
