DELETE FROM orders WHERE data->>'status' = 'skipped';
