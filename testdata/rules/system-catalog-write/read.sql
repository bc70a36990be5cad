-- migration: 1_shop.sql
CREATE TABLE enum_names AS SELECT enumlabel FROM pg_enum;
DELETE FROM enum_names WHERE enumlabel IN (SELECT enumlabel FROM pg_enum);
