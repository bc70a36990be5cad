-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
-- migration: 2_currency.sql
ALTER TABLE "orders" ADD COLUMN     "currency" TEXT NOT NULL, -- want add-column-not-null-no-default: in `currency` and `updated_at`
ADD COLUMN     "updated_at" TIMESTAMP(3) NOT NULL;
