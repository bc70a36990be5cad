-- A constraint that is valid stays so; its removal is the way back of the one before.
SELECT 1;
