CREATE TABLE users (
    id bigserial PRIMARY KEY,
    email text NOT NULL UNIQUE,
    age int CHECK (age > 0),
    score numeric(10, 2) DEFAULT 0,
    tags text[],
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK (age < 200),
    CHECK (age > 0 OR score > 0),
    CONSTRAINT named CHECK (score >= 0)
);
CREATE TABLE orders (
    id int GENERATED ALWAYS AS IDENTITY,
    user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    other_id bigint REFERENCES users (id),
    code varchar(20),
    total numeric GENERATED ALWAYS AS (1 + 2) STORED,
    PRIMARY KEY (id),
    UNIQUE (code, user_id),
    UNIQUE (code) INCLUDE (other_id)
);

-- expected:
-- column orders.code: varchar(20)
-- column orders.id: int4, not null, identity always
-- column orders.other_id: int8
-- column orders.total: numeric, generated (1 + 2) stored
-- column orders.user_id: int8, not null
-- column users.age: int4
-- column users.created_at: timestamptz, not null, default now()
-- column users.email: text, not null
-- column users.id: int8, not null, default nextval('users_id_seq')
-- column users.score: numeric(10, 2), default 0
-- column users.tags: text[]
-- constraint orders.orders_code_other_id_key: unique (code)
-- constraint orders.orders_code_user_id_key: unique (code, user_id)
-- constraint orders.orders_other_id_fkey: foreign key (other_id) references users (id)
-- constraint orders.orders_pkey: primary key (id)
-- constraint orders.orders_user_id_fkey: foreign key (user_id) references users (id), on delete cascade
-- constraint users.named: check (score >= 0)
-- constraint users.users_age_check: check (age > 0)
-- constraint users.users_age_check1: check (age < 200)
-- constraint users.users_check: check ((age > 0) OR (score > 0))
-- constraint users.users_email_key: unique (email)
-- constraint users.users_pkey: primary key (id)
-- index orders_code_other_id_key: unique, on orders using btree (code), include (other_id)
-- index orders_code_user_id_key: unique, on orders using btree (code, user_id)
-- index orders_pkey: unique, on orders using btree (id)
-- index users_email_key: unique, on users using btree (email)
-- index users_pkey: unique, on users using btree (id)
-- sequence orders_id_seq: int4, identity of orders.id
-- sequence users_id_seq: int8, owned by users.id
-- table orders: (id, user_id, other_id, code, total)
-- table users: (id, email, age, score, tags, created_at)
