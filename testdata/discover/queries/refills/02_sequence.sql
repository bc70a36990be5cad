SELECT setval('persons_id_seq', max(id)) FROM persons;
