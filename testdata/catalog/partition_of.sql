CREATE TABLE parent (id bigint NOT NULL, at date NOT NULL, v int CHECK (v > 0), PRIMARY KEY (id, at), UNIQUE (at, v)) PARTITION BY RANGE (at);
CREATE INDEX ON parent (v);
CREATE INDEX parent_named ON parent (lower(v::text));
CREATE TABLE ref (id int PRIMARY KEY);
ALTER TABLE parent ADD COLUMN ref_id int REFERENCES ref;
CREATE TABLE parent_2024 PARTITION OF parent FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE parent_2025 PARTITION OF parent (v DEFAULT 5, CHECK (v < 100)) FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE parent_rest PARTITION OF parent DEFAULT PARTITION BY LIST (at);
CREATE TABLE parent_rest_1 PARTITION OF parent_rest FOR VALUES IN ('2030-01-01', '2031-01-01');
CREATE INDEX ON parent (ref_id);
ALTER TABLE parent ADD CONSTRAINT v_small CHECK (v < 1000);
ALTER TABLE parent ADD COLUMN note text;

-- expected:
-- column parent.at: date, not null
-- column parent.id: int8, not null
-- column parent.note: text
-- column parent.ref_id: int4
-- column parent.v: int4
-- column parent_2024.at: date, not null, inherited
-- column parent_2024.id: int8, not null, inherited
-- column parent_2024.note: text, inherited
-- column parent_2024.ref_id: int4, inherited
-- column parent_2024.v: int4, inherited
-- column parent_2025.at: date, not null, inherited
-- column parent_2025.id: int8, not null, inherited
-- column parent_2025.note: text, inherited
-- column parent_2025.ref_id: int4, inherited
-- column parent_2025.v: int4, default 5
-- column parent_rest.at: date, not null, inherited
-- column parent_rest.id: int8, not null, inherited
-- column parent_rest.note: text, inherited
-- column parent_rest.ref_id: int4, inherited
-- column parent_rest.v: int4, inherited
-- column parent_rest_1.at: date, not null, inherited
-- column parent_rest_1.id: int8, not null, inherited
-- column parent_rest_1.note: text, inherited
-- column parent_rest_1.ref_id: int4, inherited
-- column parent_rest_1.v: int4, inherited
-- column ref.id: int4, not null
-- constraint parent.parent_at_v_key: unique (at, v)
-- constraint parent.parent_pkey: primary key (id, at)
-- constraint parent.parent_ref_id_fkey: foreign key (ref_id) references ref (id)
-- constraint parent.parent_v_check: check (v > 0)
-- constraint parent.v_small: check (v < 1000)
-- constraint parent_2024.parent_2024_at_v_key: unique (at, v), inherited
-- constraint parent_2024.parent_2024_pkey: primary key (id, at), inherited
-- constraint parent_2024.parent_ref_id_fkey: foreign key (ref_id) references ref (id), inherited
-- constraint parent_2024.parent_v_check: check (v > 0), inherited
-- constraint parent_2024.v_small: check (v < 1000), inherited
-- constraint parent_2025.parent_2025_at_v_key: unique (at, v), inherited
-- constraint parent_2025.parent_2025_pkey: primary key (id, at), inherited
-- constraint parent_2025.parent_2025_v_check: check (v < 100)
-- constraint parent_2025.parent_ref_id_fkey: foreign key (ref_id) references ref (id), inherited
-- constraint parent_2025.parent_v_check: check (v > 0), inherited
-- constraint parent_2025.v_small: check (v < 1000), inherited
-- constraint parent_rest.parent_ref_id_fkey: foreign key (ref_id) references ref (id), inherited
-- constraint parent_rest.parent_rest_at_v_key: unique (at, v), inherited
-- constraint parent_rest.parent_rest_pkey: primary key (id, at), inherited
-- constraint parent_rest.parent_v_check: check (v > 0), inherited
-- constraint parent_rest.v_small: check (v < 1000), inherited
-- constraint parent_rest_1.parent_ref_id_fkey: foreign key (ref_id) references ref (id), inherited
-- constraint parent_rest_1.parent_rest_1_at_v_key: unique (at, v), inherited
-- constraint parent_rest_1.parent_rest_1_pkey: primary key (id, at), inherited
-- constraint parent_rest_1.parent_v_check: check (v > 0), inherited
-- constraint parent_rest_1.v_small: check (v < 1000), inherited
-- constraint ref.ref_pkey: primary key (id)
-- index parent_2024_at_v_key: unique, on parent_2024 using btree (at, v), part of parent_at_v_key
-- index parent_2024_lower_idx: on parent_2024 using btree (lower(v::text)), part of parent_named
-- index parent_2024_pkey: unique, on parent_2024 using btree (id, at), part of parent_pkey
-- index parent_2024_ref_id_idx: on parent_2024 using btree (ref_id), part of parent_ref_id_idx
-- index parent_2024_v_idx: on parent_2024 using btree (v), part of parent_v_idx
-- index parent_2025_at_v_key: unique, on parent_2025 using btree (at, v), part of parent_at_v_key
-- index parent_2025_lower_idx: on parent_2025 using btree (lower(v::text)), part of parent_named
-- index parent_2025_pkey: unique, on parent_2025 using btree (id, at), part of parent_pkey
-- index parent_2025_ref_id_idx: on parent_2025 using btree (ref_id), part of parent_ref_id_idx
-- index parent_2025_v_idx: on parent_2025 using btree (v), part of parent_v_idx
-- index parent_at_v_key: unique, on parent using btree (at, v)
-- index parent_named: on parent using btree (lower(v::text))
-- index parent_pkey: unique, on parent using btree (id, at)
-- index parent_ref_id_idx: on parent using btree (ref_id)
-- index parent_rest_1_at_v_key: unique, on parent_rest_1 using btree (at, v), part of parent_rest_at_v_key
-- index parent_rest_1_lower_idx: on parent_rest_1 using btree (lower(v::text)), part of parent_rest_lower_idx
-- index parent_rest_1_pkey: unique, on parent_rest_1 using btree (id, at), part of parent_rest_pkey
-- index parent_rest_1_ref_id_idx: on parent_rest_1 using btree (ref_id), part of parent_rest_ref_id_idx
-- index parent_rest_1_v_idx: on parent_rest_1 using btree (v), part of parent_rest_v_idx
-- index parent_rest_at_v_key: unique, on parent_rest using btree (at, v), part of parent_at_v_key
-- index parent_rest_lower_idx: on parent_rest using btree (lower(v::text)), part of parent_named
-- index parent_rest_pkey: unique, on parent_rest using btree (id, at), part of parent_pkey
-- index parent_rest_ref_id_idx: on parent_rest using btree (ref_id), part of parent_ref_id_idx
-- index parent_rest_v_idx: on parent_rest using btree (v), part of parent_v_idx
-- index parent_v_idx: on parent using btree (v)
-- index ref_pkey: unique, on ref using btree (id)
-- partitioned table parent: (id, at, v, ref_id, note), partition by range (at)
-- partitioned table parent_rest: (id, at, v, ref_id, note), partition by list (at), partition of parent, for default
-- table parent_2024: (id, at, v, ref_id, note), partition of parent, for from ('2024-01-01') to ('2025-01-01')
-- table parent_2025: (id, at, v, ref_id, note), partition of parent, for from ('2025-01-01') to ('2026-01-01')
-- table parent_rest_1: (id, at, v, ref_id, note), partition of parent_rest, for in ('2030-01-01', '2031-01-01')
-- table ref: (id)
