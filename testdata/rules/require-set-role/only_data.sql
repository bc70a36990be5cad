-- config: [rules.require-set-role]
-- config: severity = "advice"
INSERT INTO countries VALUES ('NO');
UPDATE countries SET code = lower(code) WHERE code = 'NO';
