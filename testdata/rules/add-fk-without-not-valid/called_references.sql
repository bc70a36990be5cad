-- A name that begins with the keyword, or is it.
-- migration: 1_shop.sql
CREATE TABLE shops (id bigint PRIMARY KEY);
CREATE TABLE "references" (id bigint PRIMARY KEY, shop bigint, "references" bigint);
-- migration: 2_shop.sql
ALTER TABLE "references" ADD CONSTRAINT "references_shop_fkey" FOREIGN KEY (shop) REFERENCES shops (id); -- want add-fk-without-not-valid: help: :\nALTER TABLE "references" ADD CONSTRAINT references_shop_fkey FOREIGN KEY (shop) REFERENCES shops (id) NOT VALID;
ALTER TABLE "references" ADD CONSTRAINT references_other FOREIGN KEY ("references") REFERENCES shops (id); -- want add-fk-without-not-valid: help: ALTER TABLE "references" ADD CONSTRAINT references_other FOREIGN KEY ("references") REFERENCES shops (id) NOT VALID;
