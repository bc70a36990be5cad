-- hasura:no-transaction please
SELECT 1;
