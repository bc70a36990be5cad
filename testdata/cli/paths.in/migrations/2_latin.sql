-- Latin
SELECT 'café';
