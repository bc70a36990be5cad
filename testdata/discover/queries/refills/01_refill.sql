SELECT refill(id) FROM persons;
