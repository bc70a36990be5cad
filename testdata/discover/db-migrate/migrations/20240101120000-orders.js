exports._meta = { version: 1 };
