GRANT SELECT ON orders TO reporting, shop;
GRANT reporting TO shop;
