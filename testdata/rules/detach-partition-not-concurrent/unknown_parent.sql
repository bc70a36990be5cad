-- migration: 1_detach.sql
ALTER TABLE measurements DETACH PARTITION measurements_2020; -- want detach-partition-not-concurrent: to `measurements`
