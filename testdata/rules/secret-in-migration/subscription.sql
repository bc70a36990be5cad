CREATE SUBSCRIPTION orders CONNECTION 'host=primary dbname=shop user=repl password=r3pl1cate' PUBLICATION orders; -- want secret-in-migration: the password of the subscription
